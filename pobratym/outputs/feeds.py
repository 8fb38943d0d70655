"""Atom feeds (RFC 4287), one language each: news, partnerships, a country, a field of work.

`updated` is the day of the last change that git knows of, else the newest date that the record
itself gives; never the time of the build.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import Markup, escape

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

Files = dict[str, bytes]

ENTRIES = 30
"""A feed holds the newest of them; older ones stand in the lists."""

_PLACES = {"country": "countries", "area": "areas"}
_GATHERED = ("news", "partnerships")
_OWN_ADDRESS = re.compile(r'(?<= )(href|src)="/(?!/)')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Entry(msgspec.Struct, frozen=True):
    """One item of a feed; dates are full days, `content` is HTML with absolute addresses."""

    address: str
    title: str
    updated: str
    published: str = ""
    summary: str = ""
    content: str = ""
    categories: tuple[tuple[str, str], ...] = ()


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    """Every feed that has something to tell."""
    for language in config.languages:
        lang = language.tag
        for name in ("news", "partnerships"):
            if registry.ids(name):
                yield Page(f"/{lang}/{name}/feed.xml", "feed", "", (lang, name, ""))
        for facet, section in _PLACES.items():
            for value in _values(registry, facet):
                url = f"/{lang}/{section}/{value.lower()}/feed.xml"
                yield Page(url, "feed", "", (lang, facet, value))


def feed(desk: Desk, lang: str, name: str, value: str = "") -> Files:
    """The feed of a list, or of a country or field of work."""
    edition = desk.editions[lang]
    if name in _PLACES:
        link = edition.country(value) if name == "country" else edition.area(value)
        title, page = link.text, link.url
        entries = _of_place(edition, name, value)
    else:
        title = edition._(SECTION_LABELS[name])
        page = urls.list_url(edition.root, name)
        entries = _of_news(edition) if name == "news" else _of_partnerships(edition)
    path = page.removeprefix(edition.base) + "feed.xml"
    return {path.lstrip("/"): as_atom(edition, title, page, tuple(entries))}


def as_atom(edition: Edition, title: str, page: str, entries: tuple[Entry, ...]) -> bytes:
    """The feed of a page; `title` is the page's, `page` its path on the host."""
    base_url = edition.config.base_url
    address = urls.absolute(base_url, page)
    site = edition.plain(edition.config.title)
    updated = max((entry.updated for entry in entries), default="1970-01-01")
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{edition.lang}">\n',
        f"<title>{_xml(f'{title} – {site}')}</title>\n",
        f"<id>{_xml(address)}</id>\n",
        f'<link rel="self" type="application/atom+xml" href="{_xml(address)}feed.xml"/>\n',
        f'<link rel="alternate" type="text/html" href="{_xml(address)}"/>\n',
        f"<updated>{_moment(updated)}</updated>\n",
        f"<author><name>{_xml(edition.plain(edition.config.owner.name))}</name></author>\n",
        f"<rights>{_xml(edition.plain(edition.config.licence.name))}</rights>\n",
        *(_entry(entry) for entry in entries),
        "</feed>\n",
    ]
    return "".join(parts).encode()


def absolute_addresses(edition: Edition, html: str) -> str:
    """The same HTML with the host in every address of this site."""
    host = urls.absolute(edition.config.base_url, "/")
    return _OWN_ADDRESS.sub(lambda found: f'{found[1]}="{host}', html)


def _entry(entry: Entry) -> str:
    published = f"<published>{_moment(entry.published)}</published>\n" if entry.published else ""
    summary = f"<summary>{_xml(entry.summary)}</summary>\n" if entry.summary else ""
    content = f'<content type="html">{_xml(entry.content)}</content>\n' if entry.content else ""
    categories = "".join(
        f'<category term="{_xml(term)}" label="{_xml(label)}"/>\n'
        for term, label in entry.categories
    )
    return (
        "<entry>\n"
        f"<title>{_xml(entry.title)}</title>\n"
        f"<id>{_xml(entry.address)}</id>\n"
        f'<link rel="alternate" type="text/html" href="{_xml(entry.address)}"/>\n'
        f"<updated>{_moment(entry.updated)}</updated>\n"
        f"{published}{categories}{summary}{content}</entry>\n"
    )


def _of_news(edition: Edition) -> Iterator[Entry]:
    for item in edition.registry.listed("news", "lang", edition.lang)[:ENTRIES]:
        yield news_entry(edition, item)


def _of_partnerships(edition: Edition) -> Iterator[Entry]:
    """The newest and the last changed."""
    ids = edition.registry.ids("partnerships")
    if edition.histories:
        days = edition.histories.modified("partnerships")
        ids = tuple(sorted(ids, key=lambda item: days.get(item, ""), reverse=True))
    for item in ids[:ENTRIES]:
        yield partnership_entry(edition, item)


def _of_place(edition: Edition, facet: str, value: str) -> Iterator[Entry]:
    registry = edition.registry
    news = registry.listed("news", facet, value)[:ENTRIES] if facet == "country" else ()
    found = [news_entry(edition, item) for item in news]
    found += [
        partnership_entry(edition, item)
        for item in registry.listed("partnerships", facet, value)[:ENTRIES]
    ]
    found.sort(key=lambda entry: entry.address)
    found.sort(key=lambda entry: entry.updated, reverse=True)
    yield from found[:ENTRIES]


def news_entry(edition: Edition, item: str) -> Entry:
    """A news item with its full text; made once, shown in many feeds."""
    key = (edition.lang, "feed", "news", item)
    return edition.registry.remembered(key, lambda: _news_entry(edition, item))


def partnership_entry(edition: Edition, item: str) -> Entry:
    """A partnership: who, how far, since when, and the summary."""
    key = (edition.lang, "feed", "partnerships", item)
    return edition.registry.remembered(key, lambda: _partnership_entry(edition, item))


def _news_entry(edition: Edition, item: str) -> Entry:
    record = edition.registry.record("news", item)
    title, _tag = edition.title("news", item)
    body = edition.prose(record.body)
    content = ""
    if body:
        content = absolute_addresses(edition, str(body.text))
        if body.lang:
            content = f'<div lang="{body.lang}">{content}</div>'
    return Entry(
        urls.absolute(edition.config.base_url, edition.url("news", item)),
        title,
        _last_change(edition, "news", item) or record.date,
        record.date,
        edition.summary_text(record.summary),
        content,
        tuple((topic, edition.term("topics", topic)) for topic in record.topics),
    )


def _partnership_entry(edition: Edition, item: str) -> Entry:
    _ = edition._
    record = edition.registry.record("partnerships", item)
    card = edition.partnership(item)
    facts = [(_("Status"), card.status_label), (_("Certainty"), card.certainty_label)]
    if card.signed:
        facts.append((_("Signed"), card.signed.text))
    if card.areas:
        facts.append((_("Fields of work"), ", ".join(area.text for area in card.areas)))
    rows = Markup().join(Markup("<li>{}: {}</li>").format(term, value) for term, value in facts)
    summary = edition.prose(record.summary)
    content = str(Markup("<ul>{}</ul>").format(rows)) + (str(summary.text) if summary else "")
    return Entry(
        urls.absolute(edition.config.base_url, card.url),
        card.title,
        _last_change(edition, "partnerships", item) or _newest_date(record),
        summary=edition.summary_text(record.summary),
        content=absolute_addresses(edition, content),
        categories=tuple(
            (area, link.text) for area, link in zip(record.areas, card.areas, strict=True)
        ),
    )


def _last_change(edition: Edition, folder: str, item: str) -> str:
    history = edition.histories.get(f"{folder}/{item}")
    return history.modified if history else ""


def _newest_date(record: Any) -> str:
    """The newest of the dates that the record gives: when it was signed or reported."""
    dates = [record.signed, *(source.date for source in record.sources)]
    known = [_first_day(date) for date in dates if date]
    return max(known, default="1970-01-01")


def _first_day(partial: str) -> str:
    return (partial + "-01-01")[:10] if len(partial) == 4 else (partial + "-01")[:10]


def _values(registry: Registry, facet: str) -> list[str]:
    folders = _GATHERED if facet == "country" else ("partnerships",)
    return sorted({value for folder in folders for value in registry.facet(folder, facet)})


def _moment(day: str) -> str:
    """A day as RFC 3339 writes moments: its first second, because nothing finer is known."""
    return f"{day}T00:00:00Z"


def _xml(text: str) -> str:
    return str(escape(_NOT_IN_XML.sub("", text)))
