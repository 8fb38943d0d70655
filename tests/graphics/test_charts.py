"""Bars, steps and the timeline."""

from __future__ import annotations

from datetime import date

import graphic_samples as samples
import pytest
from lxml import etree

from pobratym.graphics.bar_chart import bar_chart
from pobratym.graphics.scales import days_of, round_steps, time_scale
from pobratym.graphics.step_chart import Claim, step_chart
from pobratym.graphics.timeline import Moment, timeline


def bars(rows, **options) -> etree._Element:
    return etree.fromstring(
        bar_chart(samples.frame(), rows, columns=("Країна", "Число"), **options)
    )


def steps(claims=samples.CLAIMS, made=samples.STEPS, **options) -> etree._Element:
    return etree.fromstring(
        step_chart(samples.frame(), made, claims, samples.WORDS, until="2025-11", **options)
    )


def line_of_time(moments=samples.MOMENTS, **changes) -> etree._Element:
    return etree.fromstring(timeline(samples.frame(**changes), moments, samples.KINDS))


# Bars


def test_a_bar_is_as_long_as_its_value() -> None:
    root = bars([samples.quantity("a", 8), samples.quantity("b", 2), samples.quantity("c", 0)])

    assert [bar.get("width") for bar in root.findall(".//td//svg")] == ["100%", "25%", "0%"]


def test_charts_can_share_the_length_of_a_full_bar() -> None:
    root = bars([samples.quantity("a", 8)], largest=32)

    assert root.find(".//td//svg").get("width") == "25%"


def test_the_chart_is_a_table_with_a_caption_and_headers() -> None:
    table = bars([samples.quantity("a", 8)]).find(".//table")

    assert table.find("caption").text == samples.frame().title
    assert [cell.get("scope") for cell in table.findall("thead/tr/th")] == ["col", "col"]
    assert table.find("tbody/tr/th").get("scope") == "row"
    assert table.find("tbody/tr/td//span").text == "8"


def test_an_inexact_number_has_a_pattern_and_its_words() -> None:
    root = bars([samples.quantity("a", 50, text="понад 50", is_approximate=True)])

    assert root.find(".//pattern").get("id") == "sample-approximate"
    assert root.find(".//td//span").text == "понад 50"


def test_kinds_differ_in_pattern_and_are_named() -> None:
    rows = [samples.quantity(name, 1, series=place) for place, name in enumerate("abcde")]
    root = bars(rows, kinds=("перший", "другий", "третій", "четвертий", "пʼятий"))

    fills = [bar.findall("rect")[-1].get("fill") for bar in root.findall(".//td//svg")]
    assert len(set(fills)) == 5
    named = root.xpath("//span[@class='bar-chart__kind']/text()")
    assert named == ["перший", "другий", "третій", "четвертий", "пʼятий"]


def test_a_chart_of_nothing_but_zeros_has_no_lengths() -> None:
    root = bars([samples.quantity("a", 0)])

    assert root.find(".//td//svg").get("width") == "0%"


def test_a_hostile_bar_stays_text() -> None:
    root = bars([samples.quantity("a", 1, samples.HOSTILE, note=samples.HOSTILE)])

    assert not root.findall(".//img")
    assert root.find(".//tbody//a").text == samples.HOSTILE


# Steps


def test_every_claim_is_a_link_that_says_when_how_many_and_who() -> None:
    named = {link.get("href"): link.get("aria-label") for link in steps().findall(".//svg/a")}

    assert named == {
        claim.url: f"{claim.date_text}: {claim.spoken}. {claim.source}" for claim in samples.CLAIMS
    }


def test_two_values_for_one_time_stand_apart_and_are_joined() -> None:
    root = steps()
    joined = root.xpath("//g[@class='step-chart__disagreement']/line")
    rows = ["".join(row.itertext()) for row in root.findall(".//tbody/tr")]

    assert len(joined) == 1
    assert joined[0].get("y1") != joined[0].get("y2")
    assert any("71" in row and "Офіс Президента. до форуму" in row for row in rows)
    assert any("95" in row and "Інтерфакс. після форуму" in row for row in rows)


def test_growth_within_a_year_is_no_disagreement() -> None:
    """ "2024" and "29 February 2024" may both be true; "October" and "10 October" may not."""
    claims = [
        Claim(
            date=when, date_text=when, value=value, text=str(value), spoken=str(value), source="x"
        )
        for when, value in (("2024", 50), ("2024-02-29", 34), ("2024-02-08", 29))
    ]
    root = steps(claims)

    assert not root.xpath("//g[@class='step-chart__disagreement']/line")


def test_a_claim_dated_to_a_year_is_drawn_over_the_year() -> None:
    span = steps().find(".//svg/a/line[@class='step-chart__span']")
    first, last = (float(span.get(name)[:-1]) for name in ("x1", "x2"))

    assert last - first == pytest.approx(100 * 365 / 913, abs=0.3)


def test_the_table_has_every_step_and_every_claim_in_order_of_date() -> None:
    dates = [time.get("datetime") for time in steps().findall(".//tbody//time")]

    assert dates == [
        "2023-09-06",
        "2023-09-06",
        "2024",
        "2024-02",
        "2025-10",
        "2025-10",
        "2025-10-10",
    ]


def test_the_line_is_drawn_from_nothing_to_the_last_step() -> None:
    path = steps().find(".//path[@class='step-chart__line'][@d]")
    drawn = [
        path.get("d") for path in steps().findall(".//svg/svg/path[@class='step-chart__line']")
    ]

    assert path is not None
    assert drawn[0].startswith("M0 1000H")
    assert drawn[0].split("V")[-1].split("H")[0] == "590"


def test_numbers_of_the_scale_are_written_by_the_caller() -> None:
    root = steps(format_number=lambda value: f"№{value}")

    labels = root.xpath("//g[@class='step-chart__grid']/text/text()")
    assert labels[:6] == ["№0", "№20", "№40", "№60", "№80", "№100"]


def test_a_chart_needs_no_claims() -> None:
    root = steps(claims=[])

    assert not root.findall(".//svg/a")
    assert len(root.findall(".//tbody/tr")) == 3


# Scales


@pytest.mark.parametrize(
    ("largest", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (41, [0, 10, 20, 30, 40, 50]),
        (95, [0, 20, 40, 60, 80, 100]),
        (101, [0, 50, 100, 150]),
        (577, [0, 200, 400, 600]),
    ],
)
def test_scales_have_round_numbers(largest: float, expected: list[int]) -> None:
    assert round_steps(largest) == expected


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-02-29", (date(2024, 2, 29), date(2024, 2, 29))),
    ],
)
def test_a_partial_date_is_a_span_of_days(partial: str, expected: tuple[date, date]) -> None:
    assert days_of(partial) == expected


def test_the_line_of_time_has_whole_quarters() -> None:
    scale = time_scale(["2023-08-20", "2025-10"])

    assert (scale.first, scale.last) == (date(2023, 7, 1), date(2025, 12, 31))


def test_many_years_are_named_in_part() -> None:
    scale = time_scale(["2001", "2030"])

    assert [name for name, _ in scale.years()] == ["2001", "2006", "2011", "2016", "2021", "2026"]


# Timeline


def test_the_list_is_in_order_of_date_under_its_years() -> None:
    root = line_of_time()

    assert [heading.text for heading in root.findall(".//h3")] == ["2021", "2023", "2024", "2025"]
    dates = [time.get("datetime") for time in root.findall(".//time")]
    assert dates == ["2021-08", "2023-09-06", "2024", "2025-10-09"]


def test_the_axis_is_decoration_and_the_list_has_everything() -> None:
    root = line_of_time()
    axis = root.xpath("//*[@class='timeline__axis']")[0]

    assert axis.get("aria-hidden") == "true"
    assert not axis.findall(".//a")
    titles = [link.text for link in root.xpath("//ol//a")]
    assert sorted(titles) == sorted(moment.title for moment in samples.MOMENTS)


def test_the_axis_has_a_mark_for_every_moment() -> None:
    root = line_of_time()

    spots = root.xpath("//*[@class='timeline__spot']")
    assert len(spots) == len(samples.MOMENTS)


def test_kinds_differ_in_shape_and_are_named_in_words() -> None:
    root = line_of_time()
    items = root.xpath("//li[@class='timeline__moment']")
    shapes = {
        item.xpath("string(.//*[@class='timeline__kind'])"): item.find("svg/path").get("d")
        for item in items
    }

    assert set(shapes) == {"Подія", "Підписання", "Новина"}
    assert len(set(shapes.values())) == 3


def test_a_timeline_in_a_figure_without_a_heading_has_none_either() -> None:
    root = line_of_time(heading=0)

    assert not root.xpath("//h1 | //h2 | //h3")


def test_a_title_in_another_language_says_so() -> None:
    moment = Moment(date="2024", date_text="2024", title="Summit", kind="event", lang="en")
    root = line_of_time([moment])

    assert root.xpath("//*[@class='timeline__title']/@lang") == ["en"]


def test_an_empty_timeline_is_an_empty_list() -> None:
    root = line_of_time([])

    assert not root.findall(".//li")
