"""The script that made the world's data, on shapes small enough to see."""

from __future__ import annotations

import pytest

from pobratym.graphics.world.prepare import country_points, inner_point, land_rings

SQUARE = [[[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]]


def topology(name: str, geometry: dict) -> dict:
    """Steps of one degree; the ring starts at 30° east, 50° north."""
    return {
        "transform": {"scale": [1, 1], "translate": [30, 50]},
        "arcs": SQUARE,
        "objects": {name: {"geometries": [{"type": "Polygon", "arcs": [[0]], **geometry}]}},
    }


def test_outlines_are_kept_as_steps_in_hundredths_of_a_degree() -> None:
    rings = land_rings(topology("land", {}))

    assert rings == [[3000, 5000, 1000, 0, 0, 1000, -1000, 0]]


def test_the_point_of_a_bent_country_lies_in_it_and_not_in_the_bay() -> None:
    bent = [(0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (3, 3), (3, 9), (0, 9)]
    x, y = inner_point([(float(x), float(y)) for x, y in bent])

    assert not (3 < x < 6 and y > 3)
    assert 0 < x < 9
    assert 0 < y < 9


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["PL", "POL", "616"], ("PL", 55.0, 35.0, "Natural Earth")),
        (["GI", "GIB", "292"], ("GI", 36.13, -5.35, "time zone database")),
        (["UA", "UKR", "616"], ("UA", 49.03, 31.48, "fixed, see prepare.py")),
    ],
)
def test_a_point_comes_from_the_shape_else_the_chief_town_unless_it_is_fixed(
    codes: list[str], expected: tuple[str, float, float, str]
) -> None:
    """Natural Earth's Ukraine lacks Crimea: its shape is never asked."""
    countries = topology("countries", {"id": "616"})
    (row,) = country_points(countries, [codes], "GI\t+3608-00521\tEurope/Gibraltar\n")

    assert row[0] == expected[0]
    assert row[1:3] == pytest.approx(expected[1:3], abs=2.5)
    assert row[3] == expected[3]
