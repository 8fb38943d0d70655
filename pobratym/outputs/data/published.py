"""A record as it is published: what editors wrote, with address, name and last change.

Every format shows the same `Published` values, so that counts and texts agree in all of them.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import msgspec

from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.edition import Edition
from pobratym.text.slugs import transliterate

VERSION = "1.0.0"
"""Version of the form of the data (https://semver.org): the first number changes when something
is taken away or means something else."""

TYPES = (
    "partnerships",
    "institutions",
    "declarations",
    "events",
    "exchanges",
    "figures",
    "statements",
    "programmes",
    "news",
    "pages",
)
COMPUTED = ("type", "uri", "urls", "label", "names", "countries", "regions", "modified", "history")
"""Fields of a published record that no editor writes."""

_encode = msgspec.json.Encoder().encode
# Fields with a default that says something: always written out.
_SPOKEN_DEFAULTS = {"partnerships": {"certainty": "confirmed"}}


class Published(msgspec.Struct, frozen=True, gc=False):
    """One record with what follows from it.  `modified` is "" where no history is known.

    `label` is what to call it in every language of the site; `countries` and `regions` are those
    of a partnership's partners.
    """

    type: str
    record: Any
    uri: str
    urls: dict[str, str]
    label: dict[str, str]
    modified: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.record.id


def published(desk: Desk, folder: str) -> Iterator[Published]:
    """All records of a folder in the order of their ids.  Two notes: what they are, what partners
    are called."""
    modified = modified_days(desk, folder)
    entries = desk.registry.entries.get(folder, {})
    labels = _Labels(desk, folder)
    address = addresses(desk, folder)
    for record in desk.registry.all(folder):
        yield _published(folder, record, entries[record.id], labels, address, modified)


def published_one(desk: Desk, folder: str, item: str) -> Published:
    """One record; notes it alone, and the cards of its partners."""
    record = desk.registry.record(folder, item)
    desk.registry.facet_values(folder, item, "country")
    modified = {}
    if history := history_of(desk, folder, item):
        modified[item] = history.modified
    entry = desk.registry.entries[folder][item]
    return _published(
        folder, record, entry, _Labels(desk, folder, record), addresses(desk, folder), modified
    )


def _published(
    folder: str,
    record: Any,
    entry: Any,
    labels: "_Labels",
    address: "Addresses",
    modified: Mapping[str, str],
) -> Published:
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    if folder == "partnerships":
        countries = tuple(value for facet, value in entry.facets if facet == "country")
        regions = tuple(value for facet, value in entry.facets if facet == "region")
    pages = address.pages(record.id)
    return Published(
        folder,
        record,
        next(iter(pages.values())),
        pages,
        labels.of(record),
        modified.get(record.id, ""),
        countries,
        regions,
    )


def as_json(one: Published) -> bytes:
    """The record as one line of JSON: id, what follows from it, then the fields as declared."""
    plain = _encode(one.record)
    start = _encode({"id": one.id})[:-1]
    extra: dict[str, Any] = {"type": one.type, "uri": one.uri, "urls": one.urls}
    extra["label"] = one.label
    if one.type == "institutions":
        extra["names"] = names(one.record)
    if one.type == "partnerships":
        extra["countries"], extra["regions"] = one.countries, one.regions
    if one.modified:
        extra["modified"] = one.modified
    for field, value in _SPOKEN_DEFAULTS.get(one.type, {}).items():
        if getattr(one.record, field) == value:
            extra[field] = value
    return start + b"," + _encode(extra)[1:-1] + plain[len(start) :]


def names(record: Any) -> list[dict[str, str]]:
    """Every name of an institution with its language (BCP 47) and kind.

    Ukrainian names are given in Latin letters, too, by Cabinet resolution 55 of 2010: computed,
    so that nobody spells them differently.
    """
    found = [
        {"value": value, "lang": lang, "type": "official"} for lang, value in record.name.items()
    ]
    if record.local:
        found.append({"value": record.local.text, "lang": record.local.lang, "type": "local"})
    for name in record.also_known_as:
        if isinstance(name, str):
            found.append({"value": name, "lang": "und", "type": "also-known-as"})
        else:
            found += [
                {"value": value, "lang": lang, "type": "also-known-as"}
                for lang, value in name.items()
            ]
    if own := record.name.get("uk"):
        found.append({"value": transliterate(own), "lang": "uk-Latn", "type": "transliteration"})
    return found


def history_of(desk: Desk, folder: str, item: str) -> Any:
    """The history of a record, or None."""
    return next(iter(desk.editions.values())).histories.get(f"{folder}/{item}")


def modified_days(desk: Desk, folder: str) -> Mapping[str, str]:
    """id → day of the last change, empty where no history is known."""
    histories = next(iter(desk.editions.values())).histories
    return histories.modified(folder) if histories else {}


class Addresses:
    """Public addresses of the records of one folder; host and base are worked out once."""

    def __init__(self, base_url: str, languages: tuple[str, ...], folder: str) -> None:
        host = urls.absolute(base_url, urls.base_path(base_url))
        blank = "\0"
        self._starts = {
            lang: urls.record_url(f"{host}/{lang}", folder, blank).split(blank)
            for lang in languages
        }

    def pages(self, item: str) -> dict[str, str]:
        return {lang: f"{start}{item}{end}" for lang, (start, end) in self._starts.items()}


@lru_cache(maxsize=64)
def _addresses(base_url: str, languages: tuple[str, ...], folder: str) -> Addresses:
    return Addresses(base_url, languages, folder)


def addresses(desk: Desk, folder: str) -> Addresses:
    """Public addresses of the records of one folder."""
    return _addresses(desk.config.base_url, tuple(desk.editions), folder)


class _Labels:
    """What records of a folder are called in every language, at the price of one note."""

    def __init__(self, desk: Desk, folder: str, record: Any = None) -> None:
        self._editions = desk.editions
        self._languages = tuple(desk.editions)
        self._partners: dict[str, Any] = {}
        if folder == "partnerships":
            registry = desk.registry
            cards = (
                registry.cards("institutions")
                if record is None
                else (registry.card("institutions", partner) for partner in record.partners)
            )
            self._partners = {card.id: card.name for card in cards}

    def of(self, record: Any) -> dict[str, str]:
        return {lang: self._label(record, lang) for lang in self._languages}

    def _label(self, record: Any, lang: str) -> str:
        match record.folder:
            case "partnerships":
                return self._chosen(record.title, lang) or self._pair(record, lang)
            case "exchanges":
                return _exchange_label(self._editions[lang], record)
        title = record.name if hasattr(record, "name") else record.title
        return self._chosen(title, lang) or record.id

    def _pair(self, record: Any, lang: str) -> str:
        edition = self._editions[lang]
        parts = [self._chosen(self._partners[partner], lang) for partner in record.partners]
        parts += [
            edition._("partner not named (%(country)s)")
            % {"country": edition.country_name(part.country)}
            for part in record.unnamed
        ]
        return " – ".join(parts)

    def _chosen(self, text: Mapping[str, str] | None, lang: str) -> str:
        if not text:
            return ""
        if found := text.get(lang):
            return found
        return next((text[tag] for tag in self._languages if text.get(tag)), "") or next(
            iter(text.values())
        )


def _exchange_label(edition: Edition, record: Any) -> str:
    day = edition.span(record.period.start, record.period.end)
    return edition._("Training and exchange: %(period)s") % {"period": day.text}


def meta(desk: Desk, **more: Any) -> dict[str, Any]:
    """What every file of data says about itself; no clock, so that it changes with the data."""
    config = desk.config
    base = urls.absolute(config.base_url, urls.base_path(config.base_url))
    return {
        "title": config.title,
        "publisher": config.owner.name,
        "licence": {"id": config.licence.id, "url": config.licence.url},
        "source": base + "/",
        "version": VERSION,
        **more,
    }


def data_address(desk: Desk, path: str) -> str:
    """Public address of a file below `/data/`."""
    base = urls.base_path(desk.config.base_url)
    return urls.absolute(desk.config.base_url, f"{base}/data/{quote(path)}")


def pretty(value: Any) -> bytes:
    """JSON for people and machines: indented, Unicode as it is, a line break at the end."""
    return msgspec.json.format(_encode(value), indent=2) + b"\n"
