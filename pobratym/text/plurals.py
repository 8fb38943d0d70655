"""CLDR plural rules: which form of a word goes with a number (1, 2, 5, 1,5).

Source: Unicode Technical Standard 35, part 3, "Language Plural Rules". The rules themselves come
with a language's data (`locale_data`); this module only reads and applies them.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Every plural category, in CLDR's order; a language uses some of them, always `other`."""

Operands = tuple[Decimal, int, int, int, int, int]
"""n (absolute value), i (integer part), v and w (fraction digits with and without trailing
zeros), f and t (the same digits as integers)."""

_RELATION = re.compile(
    r"(?P<operand>[nivwftce])(?:\s*(?:mod|%)\s*(?P<modulus>\d+))?\s*"
    r"(?P<relation>not in|in|!=|=)\s*(?P<ranges>[\d.,\s]+)"
)
_Relation = tuple[int, int, bool, tuple[tuple[int, int], ...]]
_ALWAYS_ZERO = -1  # operands c and e: exponents of compact notation, which we never use


def operands(number: float | str | Decimal) -> Operands:
    """The CLDR operands of a number as it is written: `1.50` has v = 2, w = 1, f = 50, t = 5."""
    value = abs(Decimal(str(number)))
    if not value.is_finite():
        raise ValueError(f"{number!r} is not a finite number")
    digits = f"{value:f}".partition(".")[2]
    significant = digits.rstrip("0")
    return (
        value,
        int(value),
        len(digits),
        len(significant),
        int(digits or 0),
        int(significant or 0),
    )


def _relation(text: str) -> _Relation:
    match = _RELATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a relation of a CLDR plural rule")
    position = "nivwft".find(match["operand"])
    ranges = tuple(
        (int(low), int(high or low))
        for low, _, high in (part.strip().partition("..") for part in match["ranges"].split(","))
    )
    return position, int(match["modulus"] or 0), match["relation"] in ("in", "="), ranges


def _holds(relation: _Relation, values: Operands) -> bool:
    position, modulus, wanted, ranges = relation
    value = 0 if position == _ALWAYS_ZERO else values[position]
    if modulus:
        value %= modulus
    inside = value == int(value) and any(low <= value <= high for low, high in ranges)
    return inside is wanted


class PluralRules:
    """The rules of one language, from CLDR's text (`{"one": "i = 1 and v = 0"}`)."""

    __slots__ = ("_conditions", "categories")

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._conditions = [
            (category, [[_relation(r) for r in term.split(" and ")] for term in text.split(" or ")])
            for category in CATEGORIES
            if (text := rules.get(category))
        ]
        self.categories = (*(category for category, _ in self._conditions), "other")

    def category(self, number: float | str | Decimal) -> str:
        """The plural category of a number as written (in Ukrainian 1.5 is `other`)."""
        values = operands(number)
        for category, terms in self._conditions:
            if any(all(_holds(relation, values) for relation in term) for term in terms):
                return category
        return "other"
