"""What a single record may be checked against: names and settings, never other records."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from pobratym.registry.records import Local

Numbers = frozenset[str]


class Avoided(msgspec.Struct, frozen=True):
    """A discouraged term of one language and what to write instead."""

    term: str
    preferred: str


class CountedFigure(msgspec.Struct, frozen=True):
    """A noun that figures count, in one language, and every value that sources give for it."""

    figure: str
    forms: tuple[str, ...]
    values: tuple[float, ...]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Ids, terms and files that exist, and what else texts are held against.

    `ids` are folder → ids of all items, also of those with errors, so that a reference to them is
    no second problem.  `terms` are vocabulary → ids; a vocabulary that could not be read is left
    out and not checked against.  `files` are paths below the content folder.  `glossary` and
    `figures` are by language.
    """

    ids: Mapping[str, frozenset[str]]
    terms: Mapping[str, frozenset[str]]
    files: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    glossary: Mapping[str, tuple[Avoided, ...]] = {}
    figures: Mapping[str, tuple[CountedFigure, ...]] = {}

    def mark(self) -> bytes:
        """Digest of everything but ids and files: while it stays, only references can change
        what `check_record` finds in a record."""
        parts = (
            {name: sorted(terms) for name, terms in sorted(self.terms.items())},
            self.languages,
            sorted(self.glossary.items()),
            sorted(self.figures.items()),
        )
        return blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


def counted_figures(figures: Iterable[Any]) -> dict[str, tuple[CountedFigure, ...]]:
    """The nouns with plural forms that figures count, by language.

    Figures that count the same noun are one here: a number is contradicted only where no source
    gives it for any of them.
    """
    found: dict[str, dict[tuple[str, ...], tuple[str, set[float]]]] = {}
    for figure in sorted(figures, key=lambda one: one.id):
        for lang, forms in (figure.unit or {}).items():
            words = tuple(sorted({forms} if isinstance(forms, str) else set(forms.values())))
            _name, values = found.setdefault(lang, {}).setdefault(words, (figure.id, set()))
            values.update(float(observation.value) for observation in figure.observations)
    return {
        lang: tuple(
            CountedFigure(name, words, tuple(sorted(values)))
            for words, (name, values) in sorted(nouns.items())
        )
        for lang, nouns in sorted(found.items())
    }


def title_of(text: Local | None) -> str:
    """Any language's version of a short text, for messages."""
    return next(iter((text or {}).values()), "")
