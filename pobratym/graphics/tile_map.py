"""A map of equal tiles: each region one tile, near its true neighbours, a link with its count."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.elements import element, join, link, spoken
from pobratym.graphics.figures import Frame, Quantity, figure, quantity_table

# tile-map.css has classes for this many columns and rows.
COLUMNS = 16
ROWS = 16
# Steps of weight above zero; zero has a look of its own.
LEVELS = 4


class Tile(Struct, frozen=True):
    """Where a region stands in the grid, counted from 1, and the few letters that name it there."""

    column: int
    row: int
    short: str


def level(value: float, largest: float) -> int:
    """0 for nothing, then 1 to LEVELS in even steps up to the largest value."""
    if value <= 0:
        return 0
    return min(LEVELS, math.ceil(LEVELS * value / largest))


def tile_map(
    frame: Frame,
    regions: Sequence[Quantity],
    tiles: Mapping[str, Tile],
    *,
    columns: tuple[str, str],
) -> Markup:
    """A figure with one tile for each region that has a place in `tiles`, and a table of all.

    `columns` are the headings of the table: region, number. Tiles are in reading order of the
    grid; where text is too large for the grid the same list is shown as a list with full names.
    Raises ValueError for a tile outside the grid or two tiles in one place.
    """
    check_tiles(tiles)
    largest = max((region.value for region in regions), default=0)
    placed = [(tiles[region.id], region) for region in regions if region.id in tiles]
    placed.sort(key=lambda pair: (pair[0].row, pair[0].column))
    items = [_tile(tile, region, level(region.value, largest)) for tile, region in placed]
    grid = element("ul", join(items), class_="tile-map__grid")
    return figure("tile-map", frame, grid, quantity_table(frame, columns, regions))


def check_tiles(tiles: Mapping[str, Tile]) -> None:
    """Raise ValueError, naming the regions, if a tile lies outside the grid or upon another."""
    taken: dict[tuple[int, int], str] = {}
    for code, tile in sorted(tiles.items()):
        if not (1 <= tile.column <= COLUMNS and 1 <= tile.row <= ROWS):
            raise ValueError(
                f"the tile of {code} is in column {tile.column}, row {tile.row}; "
                f"the grid has {COLUMNS} columns and {ROWS} rows, counted from 1"
            )
        other = taken.setdefault((tile.column, tile.row), code)
        if other != code:
            raise ValueError(f"{other} and {code} have the same tile")


def _tile(tile: Tile, region: Quantity, weight: int) -> Markup:
    content = (
        element("span", tile.short, class_="tile-map__short", aria_hidden="true")
        + element("span", region.text, class_="tile-map__count", aria_hidden="true")
        + spoken(f"{region.label}: {region.spoken}")
    )
    place = f"tile-map__tile--column-{tile.column} tile-map__tile--row-{tile.row}"
    return element(
        "li",
        link(content, region.url, class_=f"tile-map__mark tile-map__mark--level-{weight}"),
        class_=f"tile-map__tile {place}",
    )
