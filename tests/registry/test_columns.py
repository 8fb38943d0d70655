"""A record as the row of a table, and back."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pobratym.registry.columns import CellFault, cells, columns, joined, read_row, split
from pobratym.registry.formulas import guarded, restored
from pobratym.registry.records import RECORD_TYPES, Institution, Partnership
from pobratym.registry.schema import (
    Choice,
    CountedNoun,
    Decimal,
    Flag,
    FullDate,
    Group,
    Kind,
    LocalText,
    Many,
    Names,
    PartialDate,
    PeriodOf,
    Whole,
    fields_of,
)

# What breaks tables: separators, quotes, breaks, formulas, letters of every kind.
TEXT = st.text("абвіїєґabc ;,\"'\\=+-@[]{}\n\t№→🏥0123", min_size=1).filter(str.strip)
LOCAL = st.dictionaries(st.sampled_from(["uk", "en", "sv"]), TEXT, min_size=1)
WORD = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
DATE = st.dates().map(lambda day: day.isoformat() if day.year >= 1000 else "2023-10")


def values(kind: Kind) -> st.SearchStrategy:
    """Values of a kind, as the reader of content gives them."""
    match kind:
        case LocalText():
            return LOCAL
        case CountedNoun():
            forms = st.dictionaries(st.sampled_from(["one", "few", "other"]), TEXT, min_size=1)
            return st.dictionaries(st.sampled_from(["uk", "en"]), TEXT | forms, min_size=1)
        case Names():
            return st.lists(TEXT.map(str.strip) | LOCAL, min_size=1, max_size=3).map(tuple)
        case PartialDate() | FullDate():
            return DATE
        case PeriodOf():
            from pobratym.registry.records import Period

            return st.builds(Period, start=DATE, end=DATE)
        case Choice(words):
            return st.sampled_from(words)
        case Whole():
            return st.integers(0, 10**9)
        case Decimal():
            return st.integers(0, 90) | st.floats(0, 90).map(lambda value: round(value, 4))
        case Flag():
            return st.booleans()
        case Group(struct):
            return parts(struct)
        case Many(item, at_least):
            return st.lists(values(item), min_size=at_least, max_size=3).map(tuple)
    return WORD


def parts(struct: type, **fixed: st.SearchStrategy) -> st.SearchStrategy:
    """Groups and records with any of their fields; one field at least has a value."""
    given_fields = dict(fixed)
    optional = {}
    for field in fields_of(struct):
        if field.required:
            given_fields[field.attribute] = values(field.kind)
        else:
            optional[field.attribute] = values(field.kind)
    return (
        st.fixed_dictionaries(given_fields, optional=optional)
        .filter(bool)
        .map(lambda found: struct(**found))
    )


@pytest.mark.parametrize("folder", RECORD_TYPES)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_record_survives_the_way_through_a_row_of_text(folder, data):
    record_type = RECORD_TYPES[folder]
    record = data.draw(parts(record_type, id=WORD))

    row = {
        name: restored(guarded(cell)) if isinstance(cell, str) else _text(cell)
        for name, cell in cells(record).items()
    }
    again = msgspec.convert({"id": record.id, **read_row(record_type, row)}, record_type)

    assert again == record


def _text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else repr(cell)


@pytest.mark.parametrize("folder", RECORD_TYPES)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_every_cell_has_a_column(folder, data):
    record_type = RECORD_TYPES[folder]
    record = data.draw(parts(record_type, id=WORD))

    found = columns(record_type, cells(record), ("uk", "en"))

    assert {column.name for column in found} == cells(record).keys() - {"id"}


@given(st.lists(TEXT.map(str.strip).filter(bool)))
def test_a_list_in_a_cell_splits_where_it_was_joined(items):
    text = joined(items)

    assert (split(text) if items else []) == items
    assert text[:1] not in ("[", "{")


@settings(max_examples=300)
@given(st.text("=+-@＝\t\r\n';ab "))
def test_a_guarded_text_can_be_restored_and_begins_no_formula(text):
    harmless = guarded(text)

    assert restored(harmless) == text
    for cell in harmless.replace("\r", "\n").replace("\t", "\n").replace(";", "\n").split("\n"):
        assert not cell.startswith(("=", "+", "-", "@", "＝"))


def test_an_ordinary_text_is_not_touched():
    text = "Лікарня – «Охматдит»; тел. +380 800 602 019 (a-b)"

    assert guarded(text) == text


def test_columns_stand_in_the_order_of_the_declaration():
    names = ("sources.10.url", "sources.2.url", "status", "summary_en", "summary_uk", "partners")

    found = columns(Partnership, names, ("uk", "en"))

    assert [column.name for column in found] == [
        "partners",
        "status",
        "summary_uk",
        "summary_en",
        "sources.2.url",
        "sources.10.url",
    ]


def test_a_column_knows_its_field_and_language():
    (column,) = columns(Institution, ["city_uk"])

    assert [field.name for field in column.path] == ["city"]
    assert column.lang == "uk"


def test_columns_that_no_field_has_are_left_alone():
    assert read_row(Institution, {"uri": "https://example.org/", "country": "SE"}) == {
        "country": "SE"
    }


def test_a_cell_that_cannot_be_read_is_named():
    with pytest.raises(CellFault) as fault:
        read_row(Institution, {"location.lat": "north"})

    assert fault.value.column == "location.lat"
