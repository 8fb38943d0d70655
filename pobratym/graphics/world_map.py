"""A map of where links lead: one mark for each country, joined to the place they start from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.crowding import Box, Label, box_around, place_label, spread
from pobratym.graphics.elements import element, join, number
from pobratym.graphics.figures import Frame, Quantity, figure, quantity_table
from pobratym.graphics.globe import Place, Position, Window, projection_from, window_around
from pobratym.graphics.land import country_points, land_path

# Units of the picture. Text and marks are laid out twice: for a picture about as wide as its
# units (WIDE), and for a telephone, where a unit is less than half a pixel (NARROW).
WIDTH = 720.0
# Corners and islands below this many square units are left out of the outlines.
SMALLEST = 14.0


# How far from its mark a name may stand; away from it, a thin line leads there.
_REACHES = (0, 20, 36, 52, 68)


class Layout(Struct, frozen=True):
    """Sizes in units: radius of the least and the largest mark, space between marks, text."""

    name: str
    least: float
    largest: float
    gap: float
    text: float
    has_names: bool


# At a picture 288 pixels wide the least NARROW mark is 24 pixels across (WCAG 2.5.8).
WIDE = Layout("wide", least=12, largest=26, gap=6, text=14, has_names=True)
NARROW = Layout("narrow", least=30, largest=46, gap=2, text=32, has_names=False)


class Origin(Struct, frozen=True):
    """Where all links start: its name and its place."""

    label: str
    place: Place


def world_map(
    frame: Frame,
    countries: Sequence[Quantity],
    origin: Origin,
    *,
    columns: tuple[str, str],
    points: Mapping[str, Place] | None = None,
) -> Markup:
    """A figure: the globe seen from the origin, a mark for each country, and a table of all.

    Each quantity's `id` is a key of `points`, by default an ISO 3166-1 alpha-2 code. Marks have
    areas in proportion to values down to a least size, lines have widths in proportion. Countries
    without a point stand in the table only. Nothing is drawn for values of zero or less.
    """
    points = country_points() if points is None else points
    shown = [row for row in countries if row.id in points and row.value > 0]
    shown.sort(key=lambda row: (-row.value, row.id))
    places = tuple(points[row.id] for row in shown)
    project = projection_from(origin.place)
    window = window_around(
        [project(place.latitude, place.longitude) for place in places], width=WIDTH, margin=52
    )
    layers = [
        element(
            "path",
            class_="world-map__land",
            fill_rule="evenodd",
            d=land_path(origin.place, window, SMALLEST),
        )
    ]
    for layout in (WIDE, NARROW):
        layers.append(_layer(layout, shown, places, origin, window))
    picture = element(
        "svg",
        join(layers),
        class_="world-map__globe",
        viewbox=f"0 0 {number(window.width)} {number(window.height)}",
        role="group",
        aria_labelledby=f"{frame.id}-title",
    )
    return figure("world-map", frame, picture, quantity_table(frame, columns, countries))


def _layer(
    layout: Layout,
    shown: Sequence[Quantity],
    places: tuple[Place, ...],
    origin: Origin,
    window: Window,
) -> Markup:
    largest = max((row.value for row in shown), default=1)
    radii = tuple(
        max(
            layout.least,
            layout.largest * math.sqrt(row.value / largest),
            len(row.text) * layout.text * 0.31 + 3,
        )
        for row in shown
    )
    homes, spots = _positions(places, radii, origin.place, window, layout.least * 0.7, layout.gap)
    lines, marks = [], []
    for row, home, spot, radius in zip(shown, homes[1:], spots[1:], radii, strict=True):
        width = number(1 + 4 * row.value / largest)
        lines.append(element("path", d=_bow(spots[0], spot), stroke_width=width))
        if math.dist(home, spot) > radius + 2:
            lines.append(_leader(home, spot))
    labels: list[Label | None] = [None] * len(spots)
    if layout.has_names:
        names = [origin.label] + [row.label for row in shown]
        labels = _labels(names, spots, (layout.least, *radii), layout.text, window)
    for row, spot, radius, label in zip(shown, spots[1:], radii, labels[1:], strict=True):
        if label and math.dist(spot, label.nearest(spot)) > radius + layout.text:
            lines.append(_line_to(spot, label.nearest(spot)))
        marks.append(_mark(row, spot, radius, label, layout))
    start = [element("path", class_="world-map__origin", d=_diamond(spots[0], layout.least * 0.7))]
    if labels[0]:
        start.append(_name(origin.label, labels[0], "world-map__name world-map__name--origin"))
    return element(
        "g",
        element("g", *lines, class_="world-map__lines"),
        element("g", *start, aria_hidden="true"),
        join(marks),
        class_=f"world-map__layout world-map__layout--{layout.name}",
    )


@lru_cache(maxsize=16)
def _positions(
    places: tuple[Place, ...],
    radii: tuple[float, ...],
    origin: Place,
    window: Window,
    least: float,
    gap: float,
) -> tuple[list[Position], list[Position]]:
    """Where marks belong and where they find room; the origin stands first and does not move."""
    project = projection_from(origin)
    homes = [window.place(project(place.latitude, place.longitude)) for place in (origin, *places)]
    area = Box(2, 2, window.width - 2, window.height - 2)
    return homes, spread(homes, (least, *radii), gap=gap, area=area, fixed=1)


def _labels(
    names: Sequence[str],
    spots: Sequence[Position],
    radii: Sequence[float],
    size: float,
    window: Window,
) -> list[Label | None]:
    """The largest marks choose first, then those in the thickest crowd."""
    taken = [box_around(spot, radius * 0.9) for spot, radius in zip(spots, radii, strict=True)]
    area = Box(0, 0, window.width, window.height)
    placed: list[Label | None] = [None] * len(names)

    def urgency(index: int) -> tuple[float, int, int]:
        return -round(radii[index]), -_neighbours(spots, index), index

    order = sorted(range(len(names)), key=urgency)
    texts: list[Box] = []
    for away in _REACHES:
        for index in order:
            if placed[index]:
                continue
            # To the left first for what lies left of the origin: names point away from the lines.
            sides = "lrqezcbt" if spots[index][0] < spots[0][0] else "rlecqzbt"
            for side in sides:
                label = place_label(
                    spots[index],
                    radii[index] + away,
                    names[index],
                    size=size,
                    taken=[*taken, *texts],
                    area=area,
                    sides=side,
                )
                others = [*taken[:index], *taken[index + 1 :], *texts]
                if label and not _crosses(spots[index], label.nearest(spots[index]), others):
                    placed[index] = label
                    texts.append(label.box)
                    break
    return placed


def _crosses(start: Position, end: Position, boxes: Sequence[Box]) -> bool:
    """Would a line run through a text or another mark? Eight places on it are looked at."""
    (x1, y1), (x2, y2) = start, end
    points = [(x1 + (x2 - x1) * part / 8, y1 + (y2 - y1) * part / 8) for part in range(8)]
    return any(box.meets(box_around(point, 0.5)) for point in points for box in boxes)


def _neighbours(spots: Sequence[Position], index: int) -> int:
    return sum(math.dist(spots[index], spot) < 80 for spot in spots)


def _mark(
    row: Quantity, spot: Position, radius: float, label: Label | None, layout: Layout
) -> Markup:
    x, y = spot
    name = f"{row.label}: {row.spoken}"
    content = [
        element("title", name),
        element("circle", cx=number(x), cy=number(y), r=number(radius)),
        element(
            "text",
            row.text,
            x=number(x),
            y=number(y + layout.text * 0.36),
            class_="world-map__count",
        ),
    ]
    if label:
        content.append(_name(row.label, label, "world-map__name"))
    if row.url:
        return element("a", *content, href=row.url, aria_label=name, class_="world-map__mark")
    return element("g", *content, role="img", aria_label=name, class_="world-map__mark")


def _name(text: str, label: Label, class_: str) -> Markup:
    return element(
        "text",
        text,
        x=number(label.x),
        y=number(label.y),
        text_anchor=None if label.anchor == "start" else label.anchor,
        class_=class_,
    )


def _bow(start: Position, end: Position) -> str:
    """A shallow arc, so that lines in nearly the same direction can be told apart."""
    (x1, y1), (x2, y2) = start, end
    bend = 0.1 if x2 < x1 else -0.1
    x, y = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    return f"M{x1:.0f} {y1:.0f}Q{x:.0f} {y:.0f} {x2:.0f} {y2:.0f}"


def _leader(home: Position, spot: Position) -> Markup:
    """From a mark that had to move to the place it stands for."""
    x1, y1 = home
    return _line_to(home, spot) + element(
        "circle", class_="world-map__home", cx=number(x1, 0), cy=number(y1, 0), r="2.5"
    )


def _line_to(start: Position, end: Position) -> Markup:
    (x1, y1), (x2, y2) = start, end
    return element("path", class_="world-map__leader", d=f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}")


def _diamond(spot: Position, size: float) -> str:
    x, y = spot
    size = round(size)
    return f"M{x:.0f} {y - size:.0f}l{size} {size} {-size} {size} {-size} {-size}z"
