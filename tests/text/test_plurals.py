"""CLDR plural rules, held against Babel's own reading of them for every language it knows."""

from decimal import Decimal

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from pobratym.text.plurals import PluralRules, operands

NUMBERS = [*range(125), 1000, 1001, 1002, 1011, 1_000_000, 21_000_002]
FRACTIONS = [Decimal(text) for text in ("0.5", "1.5", "1.0", "2.1", "10.25", "5.11", "0.01")]


def differing_from_babel(lang: str) -> list[tuple[str, object]]:
    babel = Locale.parse(lang).plural_form
    rules = PluralRules(babel.rules)
    return [(lang, n) for n in NUMBERS + FRACTIONS if rules.category(n) != babel(n)]


def test_categories_are_those_that_babel_gives_in_every_language():
    languages = [tag for tag in locale_identifiers() if "_" not in tag]

    assert [wrong for lang in languages for wrong in differing_from_babel(lang)] == []


def test_operands_of_a_number_as_it_is_written():
    assert operands("1.50") == (Decimal("1.50"), 1, 2, 1, 50, 5)
    assert operands(-3) == (3, 3, 0, 0, 0, 0)


def test_a_number_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        operands(float("nan"))


def test_a_rule_that_is_not_cldr_is_refused():
    with pytest.raises(ValueError, match="relation"):
        PluralRules({"one": "n is about 1"})


def test_a_language_lists_its_categories_in_the_order_of_cldr():
    assert PluralRules(Locale.parse("uk").plural_form.rules).categories == (
        "one",
        "few",
        "many",
        "other",
    )
