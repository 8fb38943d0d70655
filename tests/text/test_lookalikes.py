"""Letters of another alphabet inside words, and characters that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pobratym.text.lookalikes import bidi_controls, hidden_characters, mixed_alphabets


@pytest.mark.parametrize(
    ("text", "offsets", "suggestion"),
    [
        ("лiкарня", [1], "лікарня"),
        ("дитяча лiкарня", [8], "лікарня"),
        ("Kиїв", [0], "Київ"),
        ("Oxмaтдит", [0, 1, 3], "Охматдит"),
        ("hоspital", [1], "hospital"),
        ("Кarolinska", [0], "Karolinska"),
        ("здоров’я й здopов’я", [13, 14], "здоров’я"),
        ("Івано-Франкiвськ", [11], "Франківськ"),
        ("COVIД-19", [], ""),
        ("Київ i Львів", [5], "і"),
        ("Україïна", [5], "Україїна"),
    ],
)
def test_look_alike_letters_are_found_with_their_position(text, offsets, suggestion):
    found = mixed_alphabets(text)

    assert [mixed.offset for mixed in found] == offsets
    assert {mixed.suggestion for mixed in found} == ({suggestion} if suggestion else set())


def test_a_finding_names_the_word_and_the_letter():
    (found,) = mixed_alphabets("наша лiкарня")

    assert (found.word, found.character) == ("лiкарня", "i")


@pytest.mark.parametrize(
    "text",
    [
        "лікарня",
        "hospital",
        "Wi-Fi-мережа",
        "COVID-19-відділення",
        "IT-компанія та PDF-файл",
        "5км, 10ГГц, 3D-друк",
        "Karolinska і Охматдит",
        "https://uk.wikipedia.org/wiki/Кiт",
        "пошта а@b.ua",
        "GЦ",
        "пункт i)",
        "Київ — i, j",
        "",
    ],
)
def test_legitimate_neighbours_of_two_alphabets_are_left_alone(text):
    assert mixed_alphabets(text) == []


def test_bidirectional_controls_are_named():
    found = bidi_controls("лікарня\u202eабв\u2066")

    assert [(c.offset, c.name) for c in found] == [
        (7, "RIGHT-TO-LEFT OVERRIDE"),
        (11, "LEFT-TO-RIGHT ISOLATE"),
    ]


def test_invisible_and_control_characters_are_named():
    found = hidden_characters("а\u200bб\u00adв\x00г\ufeff")

    assert [(c.offset, c.name) for c in found] == [
        (1, "ZERO WIDTH SPACE"),
        (3, "SOFT HYPHEN"),
        (5, "U+0000"),
        (7, "ZERO WIDTH NO-BREAK SPACE"),
    ]


@pytest.mark.parametrize("text", ["рядок\nдругий\tтретій\r\n", "👩\u200d⚕\ufe0f", "می\u200cخواهم"])
def test_line_ends_tabs_and_joiners_in_their_place_are_allowed(text):
    assert hidden_characters(text) == []


@given(st.text())
def test_an_offset_always_points_at_the_letter(text):
    assert all(text[mixed.offset] == mixed.character for mixed in mixed_alphabets(text))
