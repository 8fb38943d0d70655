"""New values into somebody's YAML: right values, and nothing else touched."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pobratym.content.amending import amended, as_text, same
from pobratym.content.yaml_nodes import compose_text

WRITTEN = """\
# The oldest record.

name:   {uk: Лікарня,  en: Hospital}   # both
country: UA   # code

# What they do.
areas: [trauma, oncology]
summary:
  uk: >-
    Довгий текст, який хтось розбив
    на рядки, як йому подобалося.
sources:
  # the first one
  - url:   https://a.example/
    title: 'One'
  - url: https://b.example/   # b
# the end
"""
VALUES = {
    "name": {"uk": "Лікарня", "en": "Hospital"},
    "country": "UA",
    "areas": ["trauma", "oncology"],
    "summary": {"uk": "Довгий текст, який хтось розбив на рядки, як йому подобалося."},
    "sources": [
        {"url": "https://a.example/", "title": "One"},
        {"url": "https://b.example/"},
    ],
}


def test_values_that_are_there_already_change_nothing():
    assert amended(WRITTEN, VALUES) == WRITTEN


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ({"country": "SE"}, "country: UA   # code", "country: SE   # code"),
        (
            {"name": {"uk": "Лікарня", "en": "Clinic"}},
            "{uk: Лікарня,  en: Hospital}",
            "{uk: Лікарня,  en: Clinic}",
        ),
        ({"areas": ["burns", "oncology"]}, "[trauma, oncology]", "[burns, oncology]"),
        (
            {"sources": [VALUES["sources"][0], {"url": "https://c.example/"}]},
            "https://b.example/   # b",
            "https://c.example/   # b",
        ),
    ],
)
def test_a_changed_word_is_exchanged_where_it_stands(change, old, new):
    assert amended(WRITTEN, VALUES | change) == WRITTEN.replace(old, new)


def test_a_new_item_follows_the_others_and_comments_stay():
    more = [*VALUES["sources"], {"url": "https://c.example/", "date": date(2023, 1, 2)}]

    assert amended(WRITTEN, VALUES | {"sources": more}) == WRITTEN.replace(
        "  - url: https://b.example/   # b\n",
        "  - url: https://b.example/   # b\n  - url: https://c.example/\n    date: 2023-01-02\n",
    )


def test_a_removed_item_takes_its_lines_along():
    less = VALUES | {"sources": VALUES["sources"][1:], "areas": ["oncology"]}

    text = amended(WRITTEN, less)

    assert "https://a.example/" not in text
    assert "areas: [oncology]\n" in text
    assert "https://b.example/   # b\n# the end\n" in text


def test_a_new_field_stands_in_the_order_of_the_fields_above_the_next_comment():
    fields = {}
    for name, value in VALUES.items():
        fields[name] = value
        if name == "country":
            fields["region"] = "UA-46"

    assert amended(WRITTEN, fields) == WRITTEN.replace(
        "country: UA   # code\n", "country: UA   # code\nregion: UA-46\n"
    )


def test_a_field_that_is_left_out_goes_and_its_neighbours_stay():
    less = {name: value for name, value in VALUES.items() if name != "areas"}

    assert amended(WRITTEN, less) == WRITTEN.replace("areas: [trauma, oncology]\n", "")


def test_long_texts_are_folded_and_texts_of_several_lines_stand_as_lines():
    text = amended("", {"summary": {"en": "word " * 30 + "end"}, "note": {"en": "One.\n\nTwo."}})

    assert text.startswith("summary:\n  en: >-\n    word word")
    assert max(map(len, text.splitlines())) <= 100
    assert text.endswith("note:\n  en: |-\n    One.\n\n    Two.\n")


def test_codes_that_look_like_numbers_are_quoted_dates_and_years_are_not():
    values = {"edrpou": "00012925", "signed": date(2023, 12, 1), "since": 2023, "no": "NO"}

    text = amended("", values)

    assert text == "edrpou: '00012925'\nsigned: 2023-12-01\nsince: 2023\nno: NO\n"


_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n"),
    min_size=1,
    max_size=120,
).filter(lambda text: text.strip() == text and "\u2028" not in text and "\u2029" not in text)
_single = _text | st.integers(0, 10**9) | st.booleans() | st.dates()
_values = st.recursive(
    _single,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=8,
)
_names = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)


def said(text):
    node, problems = compose_text(text)
    assert problems == ()
    return node


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_names, _values, min_size=1, max_size=4))
def test_whatever_is_written_is_read_again(values):
    assert same(said(amended("", values)), values)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(_names, _values, min_size=1, max_size=4),
    st.dictionaries(_names, _values, min_size=1, max_size=4),
)
def test_any_record_can_become_any_other(before, after):
    text = amended("", before)

    changed = amended(text, before | after)

    assert same(said(changed), before | after)
    assert amended(changed, before | after) == changed


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["region", "city", "areas"]), _single, max_size=3))
def test_other_fields_of_a_file_keep_every_byte(more):
    text = amended(WRITTEN, VALUES | more)

    kept = [line for line in WRITTEN.splitlines() if not line.startswith("areas")]
    assert [line for line in text.splitlines() if line in kept] == kept


def test_values_are_said_as_files_say_them():
    assert [as_text(value) for value in (True, 5, 49.8, date(2023, 1, 2), "x")] == [
        "true",
        "5",
        "49.8",
        "2023-01-02",
        "x",
    ]
