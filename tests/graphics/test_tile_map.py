"""The map of equal tiles."""

from __future__ import annotations

import graphic_samples as samples
import pytest
import yaml
from lxml import etree

from pobratym.graphics.tile_map import Tile, check_tiles, level, tile_map

COLUMNS = ("Область", "Число")

# ISO 3166-2:UA: 24 regions, the Autonomous Republic of Crimea, Kyiv and Sevastopol.
UKRAINE = {
    f"UA-{number:02}"
    for number in (
        *(5, 7, 9, 12, 14, 18, 21, 23, 26, 30, 32, 35, 40, 43),
        *(46, 48, 51, 53, 56, 59, 61, 63, 65, 68, 71, 74, 77),
    )
}


def drawn(regions=samples.REGIONS, tiles=None) -> etree._Element:
    tiles = samples.ukraine_tiles() if tiles is None else tiles
    return etree.fromstring(tile_map(samples.frame(), regions, tiles, columns=COLUMNS))


def test_ukraine_is_whole() -> None:
    root = drawn()
    codes = {link.get("href")[4:-1].upper() for link in root.findall(".//li/a")}

    assert codes == UKRAINE
    assert set(samples.ukraine_tiles()) == UKRAINE


def test_the_site_of_ukraine_shows_ukraine_whole(request: pytest.FixtureRequest) -> None:
    config = yaml.safe_load((request.config.rootpath / "site_config.yaml").read_text("utf-8"))
    if config["home_country"] != "UA":
        pytest.skip("another country's site")

    assert {tile["region"] for tile in config["tiles"]} == UKRAINE


def test_no_tile_lies_upon_another() -> None:
    check_tiles(samples.ukraine_tiles())
    places = [item.get("class") for item in drawn().findall(".//li")]

    assert len(set(places)) == len(places) == 27


def test_two_tiles_in_one_place_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="UA-05 and UA-07 have the same tile"):
        check_tiles({"UA-07": Tile(1, 1, "Вол"), "UA-05": Tile(1, 1, "Він")})


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (17, 1), (1, 17)])
def test_a_tile_outside_the_grid_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="the tile of UA-05 is in column"):
        check_tiles({"UA-05": Tile(*place, "Він")})


def test_tiles_are_read_in_the_order_of_the_grid() -> None:
    first, *_, last = drawn().findall(".//li/a")

    assert first.get("href") == "/uk/ua-07/"
    assert last.get("href") == "/uk/ua-40/"


def test_a_tile_is_a_link_whose_name_is_the_full_name_and_the_count() -> None:
    link = drawn().find(".//li/a[@href='/uk/ua-46/']")
    region = next(region for region in samples.REGIONS if region.id == "UA-46")
    said = [span.text for span in link if span.get("aria-hidden") is None]

    assert said == [f"{region.label}: {region.spoken}"]


def test_the_table_has_the_numbers_of_the_tiles() -> None:
    root = drawn()
    tiles = {
        link.get("href"): link.find("span[@class='tile-map__count']").text
        for link in root.findall(".//li/a")
    }
    table = {
        row.find("th/a").get("href"): row.find("td").text for row in root.findall(".//tbody/tr")
    }

    assert tiles == table


def test_a_region_without_a_tile_stands_in_the_table_only() -> None:
    abroad = samples.quantity("XX-1", 4, "Десь")
    root = drawn([*samples.REGIONS, abroad])

    assert len(root.findall(".//li")) == 27
    assert "Десь" in [cell.text for cell in root.findall(".//tbody/tr/th/a")]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (8, 4), (10, 4)]
)
def test_weight_grows_in_even_steps_and_zero_has_its_own(value: float, expected: int) -> None:
    assert level(value, 10) == expected


def test_a_hostile_name_stays_text() -> None:
    hostile = samples.quantity("UA-46", 1, samples.HOSTILE, text=samples.HOSTILE)
    root = drawn([hostile], {"UA-46": Tile(1, 1, samples.HOSTILE)})

    assert not root.findall(".//img")
    assert root.find(".//tbody//a").text == samples.HOSTILE
