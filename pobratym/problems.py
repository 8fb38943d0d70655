"""What is wrong with the content, as a value.

Loading, linking and checking return problems beside their results; nobody raises for bad
content and nobody but the command line prints.  A problem names its rule and the values that
fill the rule's sentences; the sentences themselves, in any language, come from `rules.py`.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from pobratym.rules import RULES

_PLACE = re.compile(r"\{([a-z_]+)\}")

Severity = Literal["error", "warning"]
Translate = Callable[[str], str]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One mistake at one place.  Lines and columns count from 1; 0 means "the whole file"."""

    file: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return RULES[self.code].severity

    def message(self, translate: Translate = str) -> str:
        """What is wrong, in a whole sentence, through a gettext function."""
        sentence = _fill(translate(RULES[self.code].message), self.values)
        cell = dict(self.values).get("cell")
        if not cell:
            return sentence
        values = (("cell", cell), ("message", sentence))
        return _fill(translate("Cell {cell}: {message}"), values)

    def hint(self, translate: Translate = str) -> str:
        """What to do next; the near miss, where there is one, comes first."""
        rule = RULES[self.code]
        hint = _fill(translate(rule.hint), self.values)
        suggestion = dict(self.values).get("suggestion")
        if not suggestion:
            return hint
        return _fill(translate("Did you mean “{suggestion}”?"), self.values) + " " + hint


def problem(file: str, place: tuple[int, int], code: str, **values: object) -> Problem:
    """A problem of rule `code` at `place` (line, column), with the values of its sentences."""
    return Problem(
        file, *place, code, tuple(sorted((name, str(value)) for name, value in values.items()))
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """All problems once, by file, line and column."""
    return tuple(sorted(set(problems)))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(found.severity == "error" for found in problems)


def _fill(sentence: str, values: tuple[tuple[str, str], ...]) -> str:
    # Not str.format: a value or a translation may hold braces of its own.
    by_name = dict(values)
    return _PLACE.sub(lambda place: by_name.get(place[1], place[0]), sentence)
