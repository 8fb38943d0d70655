"""Near misses."""

import pytest

from pobratym.text.similar import similar

IDS = ["okhmatdyt", "karolinska", "kryvyi-rih-city-hospital-2", "wuscmc-lviv", "znamianka"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("okhmadyt", "okhmatdyt"),
        ("ohmatdyt", "okhmatdyt"),
        ("охматдит", "okhmatdyt"),
        ("Охматдит", "okhmatdyt"),
        ("Знам'янка", "znamianka"),
        ("kryvyi-rih-hospital-2", "kryvyi-rih-city-hospital-2"),
        ("Karolinská", "karolinska"),
    ],
)
def test_a_near_miss_is_recognised_in_either_alphabet(word, meant):
    assert similar(word, IDS)[0] == meant


def test_what_is_far_from_everything_has_no_suggestion():
    assert similar("xyzxyz", IDS) == []


def test_no_more_suggestions_than_asked_for_and_always_the_same():
    assert similar("abc", ["abd", "abe", "abf", "abg"], count=2) == similar(
        "abc", ["abg", "abf", "abe", "abd"], count=2
    )
    assert len(similar("abc", ["abd", "abe", "abf", "abg"], count=2)) == 2


def test_a_ukrainian_word_is_found_among_ukrainian_ones():
    assert similar("лікарня", ["лікарні", "клініка"]) == ["лікарні"]


def test_ten_thousand_possibilities_are_searched():
    assert similar("likarniya-7707", [f"likarnia-{n}" for n in range(10_000)])[0] == "likarnia-7707"
