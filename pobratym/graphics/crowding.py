"""Room for marks and labels that want to be in the same place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

Position = tuple[float, float]


class Box(Struct, frozen=True):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Do the two share any area?"""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Is the other one wholly inside?"""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


def box_around(position: Position, radius: float) -> Box:
    """The square around a disc."""
    x, y = position
    return Box(x - radius, y - radius, x + radius, y + radius)


def spread(
    homes: Sequence[Position],
    radii: Sequence[float],
    *,
    gap: float,
    area: Box,
    fixed: int = 0,
    rounds: int = 400,
) -> list[Position]:
    """Discs moved apart until none overlap, each as near its home as the others let it.

    Every round pulls each disc a little towards home, then pushes every overlapping pair apart
    in halves; the pull fades to nothing, so that the last word has the pushing. The first `fixed`
    discs stay where they are. Equal input gives equal output: discs in the very same place part
    in the direction that their order gives them.
    """
    places = [list(home) for home in homes]
    count = len(places)
    for turn in range(rounds):
        pull = 0.08 * max(0.0, 1 - turn / (rounds * 0.6))
        for index in range(fixed, count):
            for axis in (0, 1):
                places[index][axis] += (homes[index][axis] - places[index][axis]) * pull
        worst = 0.0
        for one in range(count):
            x1, y1 = places[one]
            for other in range(max(one + 1, fixed), count):
                need = radii[one] + radii[other] + gap
                dx, dy = places[other][0] - x1, places[other][1] - y1
                if abs(dx) >= need or abs(dy) >= need:
                    continue
                apart = math.hypot(dx, dy)
                if apart >= need:
                    continue
                worst = max(worst, need - apart)
                if apart < 1e-9:
                    angle = 2.4 * other
                    dx, dy, apart = math.cos(angle), math.sin(angle), 1.0
                    push = need
                else:
                    push = need - apart
                share = 1.0 if one < fixed else 0.5
                step_x, step_y = dx / apart * push, dy / apart * push
                places[other][0] += step_x * share
                places[other][1] += step_y * share
                if one >= fixed:
                    places[one][0] -= step_x * 0.5
                    places[one][1] -= step_y * 0.5
                    x1, y1 = places[one]
        for index in range(fixed, count):
            radius = radii[index]
            places[index][0] = min(max(places[index][0], area.left + radius), area.right - radius)
            places[index][1] = min(max(places[index][1], area.top + radius), area.bottom - radius)
        if not pull and worst < 0.01:
            break
    return [(x, y) for x, y in places]


class Label(Struct, frozen=True):
    """Where a text goes: its anchor point, how it hangs on it, and the room it takes."""

    x: float
    y: float
    anchor: str
    box: Box

    def nearest(self, position: Position) -> Position:
        """The point of the text's box that is nearest to a position."""
        x, y = position
        return (
            min(max(x, self.box.left), self.box.right),
            min(max(y, self.box.top), self.box.bottom),
        )


def place_label(
    position: Position,
    radius: float,
    text: str,
    *,
    size: float,
    taken: Sequence[Box],
    area: Box,
    sides: str = "rlbt",
) -> Label | None:
    """The first side where the text meets nothing, if there is one.

    `sides` are letters in order of preference: r, l, t, b for right, left, top and bottom; q, e,
    z, c for the corners as these keys lie on a keyboard (q is above and to the left).

    `size` is the font size; a letter is taken to be 0.58 of it wide, which is generous for
    text faces at regular weight.
    """
    x, y = position
    width, pad = len(text) * size * 0.58, size * 0.2
    for side in sides:
        anchor, at_x, at_y = _hang(side, x, y, radius, size)
        left = at_x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = Box(left - pad, at_y - size * 0.9, left + width + pad, at_y + size * 0.3)
        if area.holds(box) and not any(box.meets(other) for other in taken):
            return Label(at_x, at_y, anchor, box)
    return None


def _hang(side: str, x: float, y: float, radius: float, size: float) -> tuple[str, float, float]:
    """Text anchor and its point; corners are a little nearer than top and bottom."""
    anchor = {"r": "start", "l": "end", "t": "middle", "b": "middle"}
    corner = {"q": "end", "e": "start", "z": "end", "c": "start"}
    if side in "rl":
        away = (radius + size * 0.3) * (1 if side == "r" else -1)
        return anchor[side], x + away, y + size * 0.35
    below = side in "bzc"
    at_y = y + radius + size if below else y - radius - size * 0.4
    if side in anchor:
        return anchor[side], x, at_y
    aside = radius * 0.4 * (1 if side in "ec" else -1)
    lift = size * 0.25 * (-1 if below else 1)
    return corner[side], x + aside, at_y + lift
