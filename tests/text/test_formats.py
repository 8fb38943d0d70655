"""Dates, numbers, lists and names in Ukrainian, English and other languages."""

from decimal import Decimal

import msgspec
import pytest
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pobratym.text.formats import Formats, formats_for, parse_partial_date
from pobratym.text.locale_data import LocaleData, load_locale_data

UK = formats_for("uk")
EN = formats_for("en")
MEMORANDA = {
    "one": "меморандум",
    "few": "меморандуми",
    "many": "меморандумів",
    "other": "меморандуму",
}
LANGUAGES = sorted(tag for tag in locale_identifiers() if "_" not in tag)


def spaced(text: str) -> str:
    """The expected text with ~ written for U+00A0, as in the tables below."""
    return text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("uk", "2023-10-13", "13~жовтня 2023~р."),
        ("uk", "2024-02-01", "1~лютого 2024~р."),
        ("uk", "2024-11-30", "30~листопада 2024~р."),
        ("uk", "2023-10", "жовтень 2023"),
        ("uk", "2024-02", "лютий 2024"),
        ("uk", "2023", "2023~р."),
        ("en", "2023-10-13", "13 October 2023"),
        ("en", "2023-10", "October 2023"),
        ("en", "2023", "2023"),
        ("sv", "2023-12-01", "1 december 2023"),
        ("de", "2024-02-26", "26. Februar 2024"),
        ("pl", "2023-10-13", "13 października 2023"),
        ("pl", "2023-10", "październik 2023"),
        ("bg", "2023-10-13", "13 октомври 2023~г."),
        ("ja", "2023-10-13", "2023年10月13日"),
        ("es", "2023-10-13", "13 de octubre de 2023"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(lang, value, expected):
    assert formats_for(lang).date(value) == spaced(expected)


@pytest.mark.parametrize("value", ["", "23", "2023-13", "2023-02-30", "2023-1-1", "2023-10-13x"])
def test_a_date_that_does_not_exist_is_refused(value):
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        UK.date(value)


def test_a_partial_date_is_read_as_numbers():
    assert [parse_partial_date(text) for text in ("2023", "2023-10", "2023-10-13")] == [
        (2023,),
        (2023, 10),
        (2023, 10, 13),
    ]


@pytest.mark.parametrize(
    ("lang", "start", "end", "expected"),
    [
        ("uk", "2023-10-20", "2023-10-29", "20–29~жовтня 2023~р."),
        ("uk", "2023-10-29", "2023-11-02", "29~жовтня~– 2~листопада 2023~р."),
        ("uk", "2023-12-29", "2024-01-02", "29~грудня 2023~р.~– 2~січня 2024~р."),
        ("uk", "2023-09", "2023-10", "вересень–жовтень 2023"),
        ("uk", "2023-12", "2024-01", "грудень 2023~– січень 2024"),
        ("uk", "2022", "2023", "2022–2023~рр."),
        ("uk", "2023", "2023", "2023~р."),
        ("uk", "2023-10-13", "2023-10-13", "13~жовтня 2023~р."),
        ("uk", "2023-09", "2023-10-13", "вересень 2023~– 13~жовтня 2023~р."),
        ("uk", "2022", "2023-10", "2022~р.~– жовтень 2023"),
        ("en", "2023-10-20", "2023-10-29", "20–29 October 2023"),
        ("en", "2023-10-29", "2023-11-02", "29 October~– 2 November 2023"),
        ("en", "2023-12-29", "2024-01-02", "29 December 2023~– 2 January 2024"),
        ("en", "2023-09", "2023-10", "September–October 2023"),
        ("en", "2022", "2023", "2022–2023"),
        ("de", "2023-10-20", "2023-10-29", "20.–29. Oktober 2023"),
        ("hu", "2023-10-20", "2023-10-29", "2023. október 20.~– 2023. október 29."),
        ("ja", "2023-10-20", "2023-10-29", "2023年10月20日～2023年10月29日"),
    ],
)
def test_a_range_says_once_what_both_ends_share(lang, start, end, expected):
    assert formats_for(lang).date_range(start, end) == spaced(expected)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("uk", "13~жовтня 2023~р., 09:05"),
        ("en", "13 October 2023, 09:05"),
        ("fr", "13 octobre 2023, 09:05"),
    ],
)
def test_a_date_with_a_time_keeps_the_clock_of_its_place(lang, expected):
    assert formats_for(lang).date_time("2023-10-13T09:05:00+03:00") == spaced(expected)


def test_every_language_that_cldr_knows_can_show_every_kind_of_date():
    for lang in LANGUAGES:
        formats = Formats(load_locale_data(lang))

        assert "2023" in formats.date("2023")
        assert "13" in formats.date("2023-10-13")
        assert "29" in formats.date_range("2023-10-20", "2023-10-29")
        assert formats.date_range("2023-09", "2023-10") != formats.date("2023-10")
        assert "5" in formats.date_time("2023-10-13T09:05")


def test_month_names_alone_are_nominative():
    assert [UK.month(1), UK.month(10), EN.month(10)] == ["січень", "жовтень", "October"]


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("uk", 1234567.5, "1~234~567,5"),
        ("uk", 1000, "1~000"),
        ("uk", 999, "999"),
        ("uk", -5, "-5"),
        ("uk", Decimal("0.1234"), "0,123"),
        ("uk", "2.50", "2,5"),
        ("en", 1234567.5, "1,234,567.5"),
        ("de", 1234567.5, "1.234.567,5"),
        ("hi", 1234567, "12,34,567"),
    ],
)
def test_numbers(lang, value, expected):
    assert formats_for(lang).number(value) == spaced(expected)


@pytest.mark.parametrize("value", ["0", "7", "1234", "1234567", "98765.4321", "2.0005", "0.5"])
def test_numbers_are_those_that_babel_gives_in_every_language(value):
    number = Decimal(value)

    ours = {lang: formats_for(lang).number(number) for lang in LANGUAGES}

    assert ours == {lang: format_decimal(number, locale=lang) for lang in LANGUAGES}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "many"])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises((ValueError, ArithmeticError)):
        UK.number(value)


def test_percentages_follow_the_language():
    assert UK.percent(0.25) == "25%"
    assert UK.percent(Decimal("0.255"), 1) == "25,5%"
    assert formats_for("sv").percent(0.25) == "25\u00a0%"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1~меморандум"),
        (21, "21~меморандум"),
        (101, "101~меморандум"),
        (2, "2~меморандуми"),
        (4, "4~меморандуми"),
        (22, "22~меморандуми"),
        (0, "0~меморандумів"),
        (5, "5~меморандумів"),
        (11, "11~меморандумів"),
        (14, "14~меморандумів"),
        (20, "20~меморандумів"),
        (25, "25~меморандумів"),
        (112, "112~меморандумів"),
        (1000, "1~000~меморандумів"),
        (1.5, "1,5~меморандуму"),
        (1.0, "1~меморандум"),
        (Decimal("2.00"), "2~меморандуми"),
        (2.25, "2,25~меморандуму"),
    ],
)
def test_a_number_takes_the_right_form_of_its_unit(number, text):
    assert UK.count(number, MEMORANDA) == spaced(text)


def test_a_unit_without_the_right_form_falls_back_to_another():
    assert UK.count(5, {"one": "лікар", "other": "лікаря"}) == "5\u00a0лікаря"
    assert UK.count(5, {"one": "лікар", "few": "лікарі"}) == "5\u00a0лікарі"
    assert UK.count(5, "км") == "5\u00a0км"


@pytest.mark.parametrize(
    ("lang", "items", "expected"),
    [
        ("uk", [], ""),
        ("uk", ["Литва"], "Литва"),
        ("uk", ["Литва", "Латвія"], "Литва і Латвія"),
        ("uk", ["Литва", "Латвія", "Молдова"], "Литва, Латвія і Молдова"),
        ("uk", ["а", "б", "в", "г"], "а, б, в і г"),
        ("en", ["Lithuania", "Latvia", "Moldova"], "Lithuania, Latvia and Moldova"),
        ("sv", ["a", "b"], "a och b"),
    ],
)
def test_lists_are_joined_as_the_language_does(lang, items, expected):
    assert formats_for(lang).list(items) == expected


def test_a_choice_is_joined_with_or():
    assert UK.list(["Литва", "Латвія"], "or") == "Литва або Латвія"


def test_separators_let_a_template_join_links():
    assert UK.separators(3) == (", ", " і ")
    assert UK.separators(1) == ()


def test_countries_and_languages_have_names_in_every_language():
    assert [UK.country(code) for code in ("UA", "no", "SE", "MK", "ZZZ")] == [
        "Україна",
        "Норвегія",
        "Швеція",
        "Північна Македонія",
        "ZZZ",
    ]
    assert EN.country("cz") == "Czechia"
    assert formats_for("sv").country("UA") == "Ukraina"
    assert [UK.language("sv"), EN.language("uk"), EN.language("uk-Latn")] == [
        "шведська",
        "Ukrainian",
        "Ukrainian",
    ]
    assert [formats_for(tag).own_name for tag in ("uk", "en", "sv")] == [
        "Українська",
        "English",
        "Svenska",
    ]


def test_a_language_that_cldr_does_not_know_gets_english_forms():
    assert formats_for("xx").date("2023-10-13") == "13 October 2023"


def test_a_territory_falls_back_to_its_language():
    assert formats_for("uk-XX").date("2023-10-13") == UK.date("2023-10-13")


def test_locale_data_that_went_through_a_cache_gives_the_same_formats():
    cached = msgspec.msgpack.encode(load_locale_data("uk"))

    formats = Formats(msgspec.msgpack.decode(cached, type=LocaleData))

    assert formats.date("2023-10-13") == UK.date("2023-10-13")
    assert formats.count(1.5, MEMORANDA) == UK.count(1.5, MEMORANDA)


@given(st.dates(), st.dates())
def test_any_range_names_both_its_ends(start, end):
    shown = UK.date_range(start.isoformat()[:10], end.isoformat()[:10])

    assert str(start.day) in shown
    assert f"{end.year}\u00a0р." in shown
