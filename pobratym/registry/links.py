"""From records to entries: what each record refers to and under what it is found.

An `Entry` is everything that other pages, lists and counts need of a record, so that the record
itself is decoded only when its own page is shown.  `link` is the pure step between loading and
the registry: it invents nothing and reads nothing but the records.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from pobratym.registry.records import RECORD_TYPES, Record
from pobratym.registry.schema import Group, Kind, LocalText, Many, Ref, fields_of

# What other pages show of a record.  A change of any other field touches its own page only.
CARD_FIELDS: dict[str, tuple[str, ...]] = {
    "partnerships": (
        "partners",
        "unnamed",
        "title",
        "status",
        "signed",
        "areas",
        "programme",
        "certainty",
        "withdrawn",
    ),
    "institutions": (
        "name",
        "local",
        "country",
        "region",
        "city",
        "kind",
        "specialties",
        "withdrawn",
    ),
    "declarations": ("title", "proclaimed", "withdrawn"),
    "events": ("title", "kind", "starts", "ends", "place", "withdrawn"),
    "exchanges": ("period", "kinds", "participants", "institutions_count", "withdrawn"),
    "figures": ("name", "withdrawn"),
    "statements": ("title", "date", "withdrawn"),
    "programmes": ("name", "withdrawn"),
    "news": ("title", "date", "summary", "topics", "image", "draft", "withdrawn"),
    "pages": ("title", "menu", "draft", "withdrawn"),
}
SINGULARS = {record_type.singular: folder for folder, record_type in RECORD_TYPES.items()}

RECORD_DIGEST = 12
"""Bytes of the digest of a record."""

_REFERENCE = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)\)")


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the registry always knows of a record.

    `digest` names the whole record, `card` holds the fields that other pages show (MessagePack of
    the record type, see `CARD_FIELDS`), `refs` are the keys ("folder/id") it refers to, `date`
    orders it, `facets` are the (facet, value) pairs under which lists find it.
    """

    folder: str
    id: str
    digest: bytes
    card: bytes
    refs: tuple[str, ...]
    date: str
    facets: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return f"{self.folder}/{self.id}"


def link(
    records: Iterable[Record], institutions: Mapping[str, Record], home_country: str
) -> Iterator[Entry]:
    """Entries of the records.  `institutions` are all of the registry: a partnership is found
    under the countries and regions of its partners."""
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    for record in records:
        yield Entry(
            record.folder,
            record.id,
            blake2b(encode(record), digest_size=RECORD_DIGEST).digest(),
            encode(_card(record)),
            tuple(sorted(set(_references(record)))),
            _date(record),
            tuple(sorted(set(_facets(record, institutions, home_country)))),
        )


def _card(record: Record) -> Record:
    shown = {name: getattr(record, name) for name in CARD_FIELDS[record.folder]}
    return type(record)(id=record.id, **_missing(type(record), tuple(shown)), **shown)


@cache
def _missing(record_type: type[Record], shown: tuple[str, ...]) -> dict[str, Any]:
    # Required fields that cards do not carry: sources and the like, all of them lists.
    return {
        declared.attribute: ()
        for declared in fields_of(record_type)
        if declared.required and declared.attribute not in shown
    }


def _references(record: Record) -> Iterator[str]:
    for read in _reference_readers(type(record)):
        yield from read(record)


@cache
def _reference_readers(record_type: type) -> tuple[Any, ...]:
    return tuple(
        reader
        for declared in fields_of(record_type)
        if (reader := _reader(declared.attribute, declared.kind)) is not None
    )


def _reader(name: str, kind: Kind) -> Any:
    match kind:
        case Ref(folder):
            return lambda part: [f"{folder}/{value}"] if (value := getattr(part, name)) else ()
        case Many(Ref(folder)):
            return lambda part: [f"{folder}/{value}" for value in getattr(part, name)]
        case LocalText(markdown=True):
            return lambda part: _references_in(getattr(part, name))
        case Many(Group(struct)) if inner := _reference_readers(struct):
            return lambda part: [
                key for item in getattr(part, name) for read in inner for key in read(item)
            ]
    return None


def _references_in(text: dict[str, str] | None) -> Iterator[str]:
    for markdown in (text or {}).values():
        if "](" not in markdown:
            continue
        for singular, item in _REFERENCE.findall(markdown):
            if singular in SINGULARS:
                yield f"{SINGULARS[singular]}/{item}"


def _date(record: Any) -> str:
    match record.folder:
        case "partnerships":
            return record.signed or ""
        case "declarations":
            return record.proclaimed
        case "events":
            return record.starts
        case "exchanges":
            return record.period.start
        case "statements" | "news":
            return record.date
        case "programmes":
            return record.since or ""
    return ""


def _facets(
    record: Any, institutions: Mapping[str, Any], home_country: str
) -> Iterator[tuple[str, str]]:
    for alias in record.aliases:
        yield "alias", alias if alias.startswith("/") else f"/{record.folder}/{alias}/"
    if date := _date(record):
        yield "year", date[:4]
        yield "has", "date"
    yield from _qualities(record)
    match record.folder:
        case "partnerships":
            partners = [institutions[name] for name in record.partners if name in institutions]
            yield from _countries(partners, record.unnamed, home_country)
            for partner in partners:
                if partner.country == home_country and partner.region:
                    yield "region", partner.region
            for area in record.areas:
                yield "area", area
            yield "status", "withdrawn" if record.withdrawn else record.status
            yield "certainty", record.certainty
            yield "programme", record.programme or "none"
        case "institutions":
            yield "country", record.country
            if record.region:
                yield "region", record.region
            if record.kind:
                yield "kind", record.kind
            for area in record.specialties:
                yield "area", area
            for scheme, value in _identifiers(record):
                yield "identifier", f"{scheme}:{value}"
                yield "has", "identifier"
            if record.website:
                yield "has", "website"
        case "events":
            if record.kind:
                yield "kind", record.kind
            if record.place and record.place.country:
                yield "country", record.place.country
        case "exchanges":
            for country in record.host_countries:
                yield "country", country
            for kind in record.kinds:
                yield "kind", kind
        case "declarations":
            for signatory in record.signatories:
                yield "country", signatory.country
        case "pages":
            yield from _written_languages(record)
        case "news":
            yield from _written_languages(record)
            for topic in record.topics:
                yield "topic", topic
            for country in record.countries:
                yield "country", country


def _qualities(record: Any) -> Iterator[tuple[str, str]]:
    """What a good record has: sources, and every text in a language ("complete")."""
    observations = getattr(record, "observations", ())
    if observations or getattr(record, "sources", ()) or getattr(record, "source", ()):
        yield "has", "source"
    texts = [text for name in _text_names(type(record)) if (text := getattr(record, name))]
    for lang in {lang for text in texts for lang in text}:
        if all(text.get(lang) for text in texts):
            yield "complete", lang


@cache
def _text_names(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(
        declared.attribute
        for declared in fields_of(record_type)
        if isinstance(declared.kind, LocalText) and declared.name != "translation_of_revision"
    )


def _identifiers(record: Any) -> Iterator[tuple[str, str]]:
    """(scheme, bare value): of an identifier that is an address, its last part."""
    if record.identifiers:
        for scheme in record.identifiers.__struct_fields__:
            if value := getattr(record.identifiers, scheme):
                yield scheme, value.rsplit("/", 1)[-1]


def _written_languages(record: Any) -> Iterator[tuple[str, str]]:
    for lang, text in record.body.items():
        if text:
            yield "lang", lang


def _countries(
    partners: Iterable[Any], unnamed: Iterable[Any], home_country: str
) -> Iterator[tuple[str, str]]:
    for partner in (*partners, *unnamed):
        if partner.country != home_country:
            yield "country", partner.country
