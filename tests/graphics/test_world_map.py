"""The map of where links lead."""

from __future__ import annotations

import csv
import itertools
import json
import math
import re

import graphic_samples as samples
import pytest
from babel import Locale
from lxml import etree

from pobratym.graphics.crowding import Box, spread
from pobratym.graphics.globe import Place, projection_from, window_around
from pobratym.graphics.land import country_points, land_path
from pobratym.graphics.world_map import Origin, world_map

ORIGIN = Origin("Україна", samples.KYIV)
# CLDR lists these beside the codes of ISO 3166-1: groups, reserved and invented ones.
NOT_ISO = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC"),
    *("QO", "TA", "UN", "XA", "XB", "XK", "ZZ"),
}


def drawn(countries=samples.COUNTRIES, origin: Origin = ORIGIN) -> etree._Element:
    return etree.fromstring(
        world_map(samples.frame(), countries, origin, columns=("Країна", "Число"))
    )


def layouts(root: etree._Element) -> list[etree._Element]:
    return root.xpath("//g[contains(@class, 'world-map__layout ')]")


def discs(layout: etree._Element) -> list[tuple[float, float, float]]:
    circles = layout.xpath(".//*[@class='world-map__mark']/circle")
    return [tuple(float(circle.get(name)) for name in ("cx", "cy", "r")) for circle in circles]


def test_every_layout_has_a_link_with_a_name_for_every_country() -> None:
    for layout in layouts(drawn()):
        names = {link.get("href"): link.get("aria-label") for link in layout.findall("a")}

        assert names == {row.url: f"{row.label}: {row.spoken}" for row in samples.COUNTRIES}


def test_the_table_has_the_numbers_of_the_marks() -> None:
    root = drawn()
    table = {
        row.find("th/a").get("href"): row.find("td").text for row in root.findall(".//tbody/tr")
    }

    for layout in layouts(root):
        marks = {
            link.get("href"): link.find("text[@class='world-map__count']").text
            for link in layout.findall("a")
        }
        assert marks == table


def test_no_mark_covers_another_and_none_leaves_the_picture() -> None:
    crowd = ("FR", "DE", "BE", "NL", "LU", "CH", "AT", "CZ", "SK", "HU")
    root = drawn([samples.quantity(code, 1) for code in crowd])
    width, height = map(float, root.find(".//svg").get("viewBox").split()[2:])

    for layout in layouts(root):
        for (x1, y1, r1), (x2, y2, r2) in itertools.combinations(discs(layout), 2):
            assert math.hypot(x2 - x1, y2 - y1) >= r1 + r2 - 0.3
        for x, y, r in discs(layout):
            assert r <= x <= width - r
            assert r <= y <= height - r


def test_on_a_telephone_the_least_mark_is_24_pixels_across() -> None:
    """WCAG 2.5.8, in a picture 288 CSS pixels wide: a screen of 320 less its margins."""
    narrow = layouts(drawn())[1]

    assert min(r for _, _, r in discs(narrow)) * 2 * 288 / 720 >= 24


def test_areas_are_in_proportion_above_the_least_size() -> None:
    wide = discs(layouts(drawn())[0])

    assert wide[1][2] / wide[0][2] == pytest.approx(math.sqrt(8 / 18), abs=0.01)


def test_a_country_without_a_point_stands_in_the_table_only() -> None:
    root = drawn([*samples.COUNTRIES, samples.quantity("QQ", 1, "Ніде")])

    assert root.xpath("//tbody//a[text()='Ніде']")
    assert not root.xpath("//svg//a[starts-with(@aria-label, 'Ніде:')]")


def test_a_country_with_nothing_is_not_drawn() -> None:
    root = drawn([*samples.COUNTRIES, samples.quantity("ES", 0, "Іспанія")])

    assert root.xpath("//tbody//a[text()='Іспанія']")
    assert not root.xpath("//svg//a[starts-with(@aria-label, 'Іспанія:')]")


def test_a_country_without_an_address_keeps_its_name() -> None:
    root = drawn([samples.quantity("FR", 1, "Франція", url="")])

    marks = root.xpath("//g[@class='world-map__mark']")
    assert {mark.get("role") for mark in marks} == {"img"}
    assert {mark.get("aria-label") for mark in marks} == {"Франція: партнерств: 1"}


def test_a_map_without_countries_is_still_a_map() -> None:
    root = drawn([])

    assert root.find(".//path[@class='world-map__land']").get("d")
    assert not root.findall(".//a")


def test_a_hostile_name_stays_text() -> None:
    root = drawn([samples.quantity("FR", 1, samples.HOSTILE, url=f"/{samples.HOSTILE}")])

    assert not root.findall(".//img")
    assert root.find(".//tbody//a").get("href") == f"/{samples.HOSTILE}"


def test_every_iso_country_has_a_point() -> None:
    codes = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)}

    assert set(country_points()) == codes - NOT_ISO


def test_the_point_of_ukraine_is_the_centre_of_the_whole_country() -> None:
    assert country_points()["UA"] == Place(49.03, 31.48)


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [("FR", 46.6, 2.5), ("JP", 36, 138), ("IL", 31.4, 35), ("US", 39.8, -98.6), ("NO", 61, 9)],
)
def test_points_lie_in_their_countries(country: str, latitude: float, longitude: float) -> None:
    point = country_points()[country]

    assert abs(point.latitude - latitude) < 2
    assert abs(point.longitude - longitude) < 3


# The globe


def test_the_centre_is_at_the_origin_and_north_is_up() -> None:
    project = projection_from(samples.KYIV)
    x, y = project(60, samples.KYIV.longitude)

    assert project(samples.KYIV.latitude, samples.KYIV.longitude) == (0, 0)
    assert abs(x) < 1e-9
    assert y < 0


def test_what_is_farther_on_the_globe_is_farther_on_the_map() -> None:
    project = projection_from(samples.KYIV)
    places = [(50, 21), (47, 2), (39, -98), (36, 138), (-41, 174)]
    distances = [math.hypot(*project(*place)) for place in places]

    near = [distance for distance in distances if distance < 2]
    assert near == sorted(near)
    assert distances[-1] == max(distances)


def is_land(path: str, point: tuple[float, float]) -> bool:
    """The even-odd rule on the outlines as a browser would fill them."""
    inside = False
    for ring in re.findall(r"M([^z]+)z", path):
        start, steps = ring.split("l")
        x, y = map(int, start.split())
        corners = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        for (x1, y1), (x2, y2) in itertools.pairwise([*corners, corners[0]]):
            if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (
                y2 - y1
            ) + x1:
                inside = not inside
    return inside


LAND = {
    "Kyiv": (50.4, 30.5),
    "Crimea": (45.2, 34.3),
    "France": (47, 2.5),
    "Kansas": (39, -98),
    "Sahara": (23, 10),
}
WATER = {
    "Black Sea": (43.2, 34),
    "Caspian Sea": (41, 51),
    "Atlantic": (45, -30),
    "Mediterranean": (34, 19),
}
# The point opposite to Madrid lies in New Zealand, the one opposite to Kyiv in the Pacific.
CENTRES = {"Kyiv": samples.KYIV, "Madrid": Place(40.4, -3.7), "Lima": Place(-12, -77)}


@pytest.mark.parametrize("centre", CENTRES)
def test_land_is_filled_and_water_is_not_wherever_the_map_is_centred(centre: str) -> None:
    project = projection_from(CENTRES[centre])
    everywhere = [project(*place) for place in (*LAND.values(), *WATER.values())]
    window = window_around(everywhere, width=720, margin=30)
    path = land_path(CENTRES[centre], window, 1.0)

    wet = [name for name, at in LAND.items() if not is_land(path, window.place(project(*at)))]
    dry = [name for name, at in WATER.items() if is_land(path, window.place(project(*at)))]
    assert (wet, dry) == ([], [])


def test_the_data_holds_outlines_only(request: pytest.FixtureRequest) -> None:
    """No country, no name and no border can be drawn wrong that is not there."""
    folder = request.config.rootpath / "pobratym" / "graphics" / "world"
    outlines = json.loads((folder / "land.json").read_text("utf-8"))
    with (folder / "country-points.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))

    assert all(isinstance(step, int) for outline in outlines for step in outline)
    assert columns == ["country", "latitude", "longitude", "source"]


# Room for marks


def test_discs_in_the_very_same_place_part() -> None:
    area = Box(0, 0, 200, 200)
    spots = spread([(100, 100)] * 6, [10] * 6, gap=2, area=area)

    for one, other in itertools.combinations(spots, 2):
        assert math.dist(one, other) >= 22 - 0.1


def test_a_disc_with_room_stays_at_home() -> None:
    area = Box(0, 0, 200, 200)
    spots = spread([(50, 50), (150, 150)], [10, 10], gap=2, area=area)

    assert spots == [(50, 50), (150, 150)]


def test_a_fixed_disc_does_not_move() -> None:
    area = Box(0, 0, 200, 200)
    spots = spread([(100, 100), (101, 100)], [10, 10], gap=2, area=area, fixed=1)

    assert spots[0] == (100, 100)
    assert math.dist(*spots) >= 22 - 0.1
