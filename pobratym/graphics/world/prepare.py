"""Make `land.json` and `country-points.csv` from public-domain sources (see README.md here).

    python -m pobratym.graphics.world.prepare ATLAS_FOLDER ISO_CODES.json ZONE.tab

ATLAS_FOLDER holds `land-110m.json` and `countries-50m.json` of the npm package world-atlas,
ISO_CODES.json is `codes.json` of the npm package i18n-iso-countries, ZONE.tab is `zone.tab` of
the time zone database. Run once by hand when the sources change; a build only reads the results.
"""

from __future__ import annotations

import csv
import heapq
import json
import math
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent

Ring = list[tuple[float, float]]

# Natural Earth leaves Crimea out of Ukraine, so the point worked out from its shape would be wrong.
# 49°01′39″ N 31°28′58″ E is the centre of the whole country (State Service of Geodesy, 2005).
# Bouvet Island has no inhabitants, hence no time zone, and no code in Natural Earth's shapes.
FIXED_POINTS = {"UA": (31.483, 49.028), "BV": (3.37, -54.42)}


def _rings(topology: dict, arc_lists: list[list[int]]) -> Iterator[Ring]:
    scale_x, scale_y = topology["transform"]["scale"]
    shift_x, shift_y = topology["transform"]["translate"]
    for numbers in arc_lists:
        ring: Ring = []
        for number in numbers:
            x = y = 0
            arc = []
            for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
                x, y = x + step_x, y + step_y
                arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
            if number < 0:
                arc.reverse()
            ring.extend(arc[1:] if ring else arc)
        yield ring


def _polygons(geometry: dict) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry.get("arcs", [])


def _area(ring: Ring) -> float:
    return (
        sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
        / 2
    )


def land_rings(topology: dict) -> list[list[int]]:
    """Every outline as hundredths of a degree: first longitude and latitude, then the steps."""
    outlines = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in _polygons(geometry):
            for ring in _rings(topology, polygon):
                points = [(round(x * 100), round(y * 100)) for x, y in ring[:-1]]
                steps = list(points[0])
                for (x1, y1), (x2, y2) in pairwise(points):
                    steps += [x2 - x1, y2 - y1]
                outlines.append(steps)
    return sorted(outlines, key=lambda steps: (-len(steps), steps))


def _signed_distance(x: float, y: float, ring: Ring) -> float:
    inside = False
    nearest = math.inf
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        part = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
        nearest = min(nearest, (x - x1 - part * dx) ** 2 + (y - y1 - part * dy) ** 2)
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)


def inner_point(ring: Ring) -> tuple[float, float]:
    """The point of a shape that is farthest from its outline: where a cartographer writes."""
    stretch = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    flat = [(x * stretch, y) for x, y in ring]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    half = max(right - left, high - low) / 8
    queue: list[tuple[float, float, float, float]] = []
    best = (-math.inf, 0.0, 0.0)

    def look(x: float, y: float, half: float) -> None:
        nonlocal best
        distance = _signed_distance(x, y, flat)
        best = max(best, (distance, x, y))
        heapq.heappush(queue, (-(distance + half * math.sqrt(2)), x, y, half))

    for column in range(4):
        for row in range(4):
            look(left + (2 * column + 1) * half, low + (2 * row + 1) * half, half)
    while queue:
        bound, x, y, half = heapq.heappop(queue)
        if -bound - best[0] < 0.05:
            break
        for dx in (-half / 2, half / 2):
            for dy in (-half / 2, half / 2):
                look(x + dx, y + dy, half / 2)
    return best[1] / stretch, best[2]


def _zone_points(text: str) -> dict[str, tuple[float, float]]:
    points: dict[str, tuple[float, float]] = {}
    for code, lat, lon in re.findall(r"^([A-Z]{2})\t([+-]\d+)([+-]\d+)\t", text, re.MULTILINE):
        points.setdefault(code, (_degrees(lon, 3), _degrees(lat, 2)))
    return points


def _degrees(digits: str, width: int) -> float:
    sign = -1 if digits[0] == "-" else 1
    whole, minutes = digits[1 : 1 + width], digits[1 + width : 3 + width]
    return sign * (int(whole) + int(minutes) / 60)


def country_points(
    countries: dict, codes: list[list[str]], zones: str
) -> list[tuple[str, float, float, str]]:
    """A row per ISO 3166-1 code: code, latitude, longitude (degrees), where the point is from."""
    shapes = {}
    for geometry in countries["objects"]["countries"]["geometries"]:
        outer = [polygon[:1] for polygon in _polygons(geometry)]
        rings = [ring for arcs in outer for ring in _rings(countries, arcs)]
        if rings and geometry.get("id"):
            weight = {
                id(ring): abs(_area(ring)) * math.cos(math.radians(ring[0][1])) for ring in rings
            }
            shapes.setdefault(geometry["id"], max(rings, key=lambda ring: weight[id(ring)]))
    cities = _zone_points(zones)
    rows = []
    for alpha2, _alpha3, numeric, *_ in sorted(codes):
        if alpha2 in FIXED_POINTS:
            (lon, lat), source = FIXED_POINTS[alpha2], "fixed, see prepare.py"
        elif numeric in shapes:
            (lon, lat), source = inner_point(shapes[numeric]), "Natural Earth"
        elif alpha2 in cities:
            (lon, lat), source = cities[alpha2], "time zone database"
        else:
            continue
        rows.append((alpha2, round(lat, 2), round(lon, 2), source))
    return rows


def main(atlas: str, codes: str, zones: str) -> None:
    """Write both data files beside this script."""
    land = json.loads((Path(atlas) / "land-110m.json").read_text("utf-8"))
    outlines = land_rings(land)
    lines = ",\n".join(json.dumps(steps, separators=(",", ":")) for steps in outlines)
    (HERE / "land.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    countries = json.loads((Path(atlas) / "countries-50m.json").read_text("utf-8"))
    rows = country_points(
        countries, json.loads(Path(codes).read_text("utf-8")), Path(zones).read_text("utf-8")
    )
    with (HERE / "country-points.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "latitude", "longitude", "source"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
