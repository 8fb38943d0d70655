"""From records to what the search index holds of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pobratym.outputs.desk import Desk
from pobratym.outputs.search_index import SearchDocument, build
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.pages.views.lists import facet_label
from pobratym.pages.views.service import SEARCHED
from pobratym.text.markdown import plain

# Facets that every kind of record may have; the index calls its own kinds by itself.
_FACETS = ("country", "region", "area", "year", "status")
# An institution is more often what somebody looks for than what happened to it.
_WEIGHTS = {"institutions": 1.2}


def plan(languages: tuple[str, ...]) -> Iterator[Page]:
    for lang in languages:
        yield Page(f"/assets/search/{lang}/", "search-index", "", (lang,))


def index(desk: Desk, lang: str) -> dict[str, bytes]:
    """The files of one language's index, made of every record and page."""
    edition = desk.editions[lang]
    found = list(documents(edition))
    return build(found, lang, labels=_labels(edition, found))


def documents(edition: Edition) -> Iterator[SearchDocument]:
    """Every record that has a page, as readers of this language find it."""
    for folder in SEARCHED:
        singular = SEARCHED[folder]
        for record in edition.registry.all(folder):
            title, lang = edition.title(folder, record.id)
            yield SearchDocument(
                id=f"{folder}/{record.id}",
                kind=singular,
                url=edition.url(folder, record.id),
                lang=lang or edition.lang,
                title=title,
                facts=tuple(dict.fromkeys(fact for fact in _facts(edition, record) if fact)),
                body=_body(edition, record),
                names=tuple(dict.fromkeys(_names(edition, record))),
                filters=_filters(edition, record),
                date=edition.registry.date(folder, record.id),
                weight=_WEIGHTS.get(folder, 1.0),
            )


def _facts(edition: Edition, record: Any) -> Iterator[str]:
    match record.folder:
        case "institutions":
            card = edition.institution(record.id)
            yield card.kind
            yield from _where(edition, record)
            for area in record.specialties:
                yield edition.area(area).text
        case "partnerships":
            card = edition.partnership(record.id)
            for partner in record.partners:
                yield from _where(edition, edition.registry.card("institutions", partner))
            for part in card.unnamed:
                yield part.term
            for area in card.areas:
                yield area.text
            yield card.status_label
            if card.signed:
                yield card.signed.text
        case "events":
            card = edition.event(record.id)
            yield card.kind
            yield card.place
            yield card.day.text
        case "exchanges":
            yield edition.exchange(record.id).participants
            for code in record.host_countries:
                yield edition.country_name(code)
        case "declarations":
            for signatory in record.signatories:
                yield edition.country_name(signatory.country)
        case "news":
            yield edition.formats.date(record.date)
            for code in record.countries:
                yield edition.country_name(code)


def _where(edition: Edition, institution: Any) -> Iterator[str]:
    yield edition.plain(institution.city)
    if institution.region:
        yield edition.region(institution.region).text
    yield edition.country_name(institution.country)


def _body(edition: Edition, record: Any) -> str:
    texts = [
        getattr(record, name, None) for name in ("summary", "note", "body", "patron", "run_by")
    ]
    texts += getattr(record, "themes", ())
    return " ".join(plain(edition.chosen(text)[0]) for text in texts if text)


def _names(edition: Edition, record: Any) -> Iterator[str]:
    """Names in every language and script that the record has, found and not shown."""
    match record.folder:
        case "institutions":
            yield from _names_of(record)
            yield from (record.city or {}).values()
        case "partnerships":
            for partner in record.partners:
                yield " ".join(_names_of(edition.registry.record("institutions", partner)))


def _names_of(institution: Any) -> Iterator[str]:
    yield from institution.name.values()
    for name in institution.also_known_as:
        yield from (name,) if isinstance(name, str) else name.values()
    if institution.local:
        yield institution.local.text


def _filters(edition: Edition, record: Any) -> Mapping[str, tuple[str, ...]]:
    values = {
        facet: edition.registry.facet_values(record.folder, record.id, facet) for facet in _FACETS
    }
    return {facet: found for facet, found in values.items() if found}


def _labels(edition: Edition, found: list[SearchDocument]) -> dict[str, dict[str, str]]:
    used: dict[str, set[str]] = {}
    for document in found:
        for facet, values in document.filters.items():
            used.setdefault(facet, set()).update(values)
    return {
        facet: {
            value: facet_label(edition, "partnerships", facet, value) for value in sorted(values)
        }
        for facet, values in sorted(used.items())
    }
