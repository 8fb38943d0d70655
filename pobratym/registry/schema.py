"""The words in which a field of a record is declared.

A field is declared once, in `records.py`, as `Annotated[python type, kind, Help(…)]`.  The
loader, the checks, JSON Schema, `new`, `import`, the editors' guide and the open data all read
that one declaration through `fields_of`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

import msgspec


@dataclass(frozen=True)
class Help:
    """What a field means, for editors and reusers, in English and Ukrainian, and an example.

    `example` is YAML text as an editor would type it after `name:`.
    """

    en: str
    uk: str
    example: str = ""


class Kind:
    """How the value of a field is written, checked and read."""


@dataclass(frozen=True)
class Text(Kind):
    """One line or paragraph of plain text that is the same in every language."""


@dataclass(frozen=True)
class LocalText(Kind):
    """Text per language: `{uk: …, en: …}` with at least one; Python `dict[str, str]`."""

    markdown: bool = False


@dataclass(frozen=True)
class CountedNoun(Kind):
    """A unit per language, as one word or one per CLDR plural category."""


@dataclass(frozen=True)
class Names(Kind):
    """Other names: a list of plain strings and texts per language."""


@dataclass(frozen=True)
class PartialDate(Kind):
    """`2023`, `2023-10` or `2023-10-13`; Python `str` in that form."""


@dataclass(frozen=True)
class FullDate(Kind):
    """`2023-10-13`."""


@dataclass(frozen=True)
class Moment(Kind):
    """Date and time with zone, ISO 8601: `2026-03-01T09:00:00+02:00`."""


@dataclass(frozen=True)
class PeriodOf(Kind):
    """A partial date or `{from: …, to: …}`; Python `Period`."""


@dataclass(frozen=True)
class Choice(Kind):
    """One of a closed list of words."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Ref(Kind):
    """The id of another record; `record_type` is its folder."""

    record_type: str


@dataclass(frozen=True)
class Term(Kind):
    """The id of a term of a vocabulary."""

    vocabulary: str


@dataclass(frozen=True)
class Country(Kind):
    """ISO 3166-1 alpha-2, upper case."""


@dataclass(frozen=True)
class Region(Kind):
    """ISO 3166-2, upper case; its country must be the record's."""


@dataclass(frozen=True)
class LanguageTag(Kind):
    """BCP 47: `uk`, `sv`, `uk-Latn`."""


@dataclass(frozen=True)
class Url(Kind):
    """An absolute http or https address."""


@dataclass(frozen=True)
class Identifier(Kind):
    """An identifier of a scheme whose form and check digit are known: edrpou, ror, wikidata."""

    scheme: str


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number, zero or more."""


@dataclass(frozen=True)
class Decimal(Kind):
    """A number with limits (both included)."""

    low: float = -1e15
    high: float = 1e15


@dataclass(frozen=True)
class Flag(Kind):
    """`true` or `false`."""


@dataclass(frozen=True)
class FileName(Kind):
    """A file that stands beside the record or under `content/files/`."""


@dataclass(frozen=True)
class AddressPath(Kind):
    """A former address of this record on the site, with or without the language prefix."""


@dataclass(frozen=True)
class Many(Kind):
    """A list; Python tuple."""

    item: Kind
    at_least: int = 0


@dataclass(frozen=True)
class Group(Kind):
    """A nested mapping with fields of its own; Python: a frozen Struct."""

    struct: type


@dataclass(frozen=True)
class Field:
    """One declared field of a record or of a nested group."""

    name: str
    kind: Kind
    required: bool
    help: Help
    default: Any = field(default=None, compare=False)
    attribute: str = ""


@cache
def fields_of(struct: type) -> tuple[Field, ...]:
    """The declared fields of a record type or group, in the order of its declaration.

    Python-only fields (the record's `id`) carry no kind and are left out.
    """
    return tuple(_declared(struct))


def _declared(struct: type) -> Iterator[Field]:
    hints = get_type_hints(struct, include_extras=True)
    for info in msgspec.structs.fields(struct):
        notes = getattr(hints[info.name], "__metadata__", ())
        kind = next((note for note in notes if isinstance(note, Kind)), None)
        if kind is None:
            continue
        text = next((note for note in notes if isinstance(note, Help)), Help("", ""))
        yield Field(info.encode_name, kind, info.required, text, info.default, info.name)
