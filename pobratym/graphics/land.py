"""Outlines of land as the path of an SVG: projected, cut to the window, strongly simplified.

Outlines of land only, never borders (see world/README.md).
"""

from __future__ import annotations

import csv
import heapq
import json
import math
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from pobratym.graphics.globe import EDGE, Place, Position, Window, projection_from

_WORLD = Path(__file__).parent / "world"

Ring = list[Position]


@lru_cache(maxsize=1)
def country_points() -> dict[str, Place]:
    """ISO 3166-1 alpha-2 code → the point that stands for the country on a map."""
    with (_WORLD / "country-points.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["country"]: Place(float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _outlines() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Rings of (latitude, longitude) in degrees."""
    rings = []
    for steps in json.loads((_WORLD / "land.json").read_text("utf-8")):
        longitude = latitude = 0
        ring = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            longitude, latitude = longitude + dx, latitude + dy
            ring.append((latitude / 100, longitude / 100))
        rings.append(tuple(ring))
    return tuple(rings)


@lru_cache(maxsize=8)
def land_path(centre: Place, window: Window, smallest: float) -> str:
    """The `d` of all land in the window, in whole units, to be filled by the even-odd rule.

    `smallest` is an area in square units: corners and islands below it are left out.
    """
    project = projection_from(centre)
    pieces = []
    for outline in _outlines():
        flat = [project(*point) for point in outline]
        rings = [flat]
        # Land that holds the point opposite to the centre is what lies *outside* its outline.
        if _holds_the_edge(flat):
            rings.append([(-2 * EDGE, -2 * EDGE), (2 * EDGE, -2 * EDGE)])
            rings[-1] += [(2 * EDGE, 2 * EDGE), (-2 * EDGE, 2 * EDGE)]
        for ring in rings:
            cut = _cut([window.place(point) for point in ring], window)
            cut = _simplify(cut, smallest)
            if len(cut) > 2 and abs(_area(cut)) > smallest:
                pieces.append(_path(cut))
    return "".join(pieces)


def _holds_the_edge(flat: Ring) -> bool:
    """Does the outline go round the centre with its land on the far side?

    Outlines run clockwise on the picture; the only ones that run the other way are lakes, and no
    centre lies in a lake.
    """
    turns = 0.0
    before = math.atan2(flat[-1][1], flat[-1][0])
    for x, y in flat:
        bearing = math.atan2(y, x)
        turns += math.remainder(bearing - before, math.tau)
        before = bearing
    return turns < -math.pi and _area(flat) < 0


def _area(ring: Ring) -> float:
    total = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return total / 2


def _cut(ring: Ring, window: Window) -> Ring:
    """Sutherland and Hodgman (1974): keep what is inside each edge of the window in turn."""
    for axis, limit, side in (
        (0, 0.0, 1),
        (0, window.width, -1),
        (1, 0.0, 1),
        (1, window.height, -1),
    ):
        if not ring:
            break
        kept = []
        previous = ring[-1]
        for point in ring:
            inside, was_inside = (
                (point[axis] - limit) * side >= 0,
                (previous[axis] - limit) * side >= 0,
            )
            if inside != was_inside:
                part = (limit - previous[axis]) / (point[axis] - previous[axis])
                across = previous[1 - axis] + part * (point[1 - axis] - previous[1 - axis])
                kept.append((limit, across) if axis == 0 else (across, limit))
            if inside:
                kept.append(point)
            previous = point
        ring = kept
    return ring


def _simplify(ring: Ring, smallest: float) -> Ring:
    """Visvalingam and Whyatt (1993): take out the corner of least area until all are larger."""
    size = len(ring)
    if size < 4:
        return ring
    before = [(place - 1) % size for place in range(size)]
    after = [(place + 1) % size for place in range(size)]

    def corner(place: int) -> float:
        (x1, y1), (x2, y2), (x3, y3) = ring[before[place]], ring[place], ring[after[place]]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2

    areas = [corner(place) for place in range(size)]
    queue = [(area, place) for place, area in enumerate(areas)]
    heapq.heapify(queue)
    gone = [False] * size
    left = size
    while queue and left > 3:
        area, place = heapq.heappop(queue)
        if area > smallest:
            break
        if gone[place] or area != areas[place]:
            continue
        gone[place] = True
        left -= 1
        one, other = before[place], after[place]
        after[one], before[other] = other, one
        for neighbour in (one, other):
            areas[neighbour] = max(area, corner(neighbour))
            heapq.heappush(queue, (areas[neighbour], neighbour))
    return [point for place, point in enumerate(ring) if not gone[place]]


def _path(ring: Ring) -> str:
    """Absolute start, relative steps, whole numbers: the shortest spelling there is."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [f"M{whole[0][0]} {whole[0][1]}l"]
    for (x1, y1), (x2, y2) in pairwise(whole):
        for step in (x2 - x1, y2 - y1):
            glued = step < 0 or steps[-1].endswith("l")
            steps.append(str(step) if glued else f" {step}")
    return "".join(steps) + "z"
