"""The table of rules: sentences for editors in every language of the messages."""

import re
from pathlib import Path

import pytest

import pobratym
from pobratym.problems import Problem, problem
from pobratym.rules import RULES
from pobratym.text.catalogue import Catalogue

LOCALE = Path(pobratym.__file__).parent / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir())


def places(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{[a-z_]+\}", sentence))


@pytest.fixture(scope="module", params=LANGUAGES)
def translate(request):
    path = LOCALE / request.param / "LC_MESSAGES" / "pobratym.po"
    return Catalogue.load(path, request.param).gettext


def test_a_code_is_a_kebab_case_name_and_the_key_of_its_rule():
    for code, rule in RULES.items():
        assert code == rule.code
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_speaks_in_whole_sentences(code):
    rule = RULES[code]
    for sentence in (rule.message, rule.hint, rule.why):
        assert sentence[0].isupper() or sentence[0] in "“{1"
        assert sentence[-1] in ".}]’'" or sentence.endswith("…"), sentence


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_translated_with_all_its_places(code, translate):
    rule = RULES[code]
    for sentence in (rule.message, rule.hint, rule.why):
        translated = translate(sentence)

        assert translated != sentence
        assert places(translated) == places(sentence)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_shows_what_is_wrong_and_what_is_right(code):
    rule = RULES[code]

    assert rule.example_bad != rule.example_good
    assert rule.example_good


def test_a_near_miss_stands_before_the_hint(translate):
    found = problem("a.yaml", (1, 1), "unknown-country", value="UK", suggestion="GB")

    assert found.hint(translate).startswith(translate("Did you mean “{suggestion}”?")[:8])
    assert "GB" in found.hint(translate)


def test_braces_in_a_value_stay_as_they_are():
    found = problem("a.yaml", (1, 1), "wrong-url", value="{suggestion}", suggestion="x{value}")

    assert "{suggestion}" in found.message()


def test_problems_are_plain_values():
    assert problem("a", (1, 2), "yaml-tab") == Problem("a", 1, 2, "yaml-tab")
