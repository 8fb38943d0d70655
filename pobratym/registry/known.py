"""What a single record may be checked against: names and settings, never other records."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec


class Avoided(msgspec.Struct, frozen=True):
    """A discouraged term of one language and what to write instead; `folded` is the term without
    the difference of capitals."""

    term: str
    preferred: str
    folded: str = ""

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "folded", self.term.casefold())


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
    """The nouns whose totals the registry counts itself, by language, with every sourced value.

    A noun belongs here where most observations under it are of a figure with a counting rule:
    nouns that figures use for many things ("countries") say too little about a number in a text.
    """
    nouns: dict[tuple[str, tuple[str, ...]], list[Any]] = {}
    for figure in sorted(figures, key=lambda one: one.id):
        for lang, forms in (figure.unit or {}).items():
            words = tuple(sorted({forms} if isinstance(forms, str) else set(forms.values())))
            nouns.setdefault((lang, words), []).append(figure)
    found: dict[str, list[CountedFigure]] = {}
    for (lang, words), sharing in sorted(nouns.items()):
        counted = [figure for figure in sharing if figure.counts]
        observations = [one for figure in sharing for one in figure.observations]
        own = sum(len(figure.observations) for figure in counted)
        if counted and own * 2 > len(observations):
            values = {float(one.value) for one in observations}
            named = CountedFigure(counted[0].id, words, tuple(sorted(values)))
            found.setdefault(lang, []).append(named)
    return {lang: tuple(named) for lang, named in found.items()}
