"""What changed in the registry, for programs: a feed by day, and every change as JSON Lines."""

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.outputs.feeds import Entry, absolute_addresses, as_atom
from pobratym.pages import urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.page import Page
from pobratym.pages.views.changes import ChangedDay, changed_days

Files = dict[str, bytes]

DAYS = 30
"""A feed tells of that many days on which something changed."""


def plan(config: Config) -> Iterator[Page]:
    if not config.features.history:
        return
    for language in config.languages:
        lang = language.tag
        yield Page(f"/{lang}/changes/feed.xml", "changes-feed", "", (lang,))
    if config.features.data:
        yield Page("/data/changes.jsonl", "data-changes", "")


def feed(desk: Desk, lang: str) -> Files:
    """`/LANG/changes/feed.xml`: one entry per day."""
    edition = desk.editions[lang]
    page = urls.list_url(edition.root, "changes")
    title = edition._(SECTION_LABELS["changes"])
    days = list(changed_days(edition))[:DAYS]
    entries = tuple(_entry(edition, page, found) for found in days)
    return {f"{lang}/changes/feed.xml": as_atom(edition, title, page, entries)}


def lines(desk: Desk) -> Files:
    """`/data/changes.jsonl`: every change, the oldest first, with the values before and after."""
    edition = next(iter(desk.editions.values()))
    found = []
    for key, change in reversed(edition.histories.newest(-1)):
        folder, item = key.split("/", 1)
        found.append(
            msgspec.json.encode({"type": folder, "id": item} | msgspec.to_builtins(change))
        )
    return {"data/changes.jsonl": b"".join(line + b"\n" for line in found)}


def _entry(edition: Edition, page: str, found: ChangedDay) -> Entry:
    rows = Markup().join(
        Markup("<li>{}: {}</li>").format(
            Markup('<a href="{}">{}</a>').format(record.link.url, record.link.text)
            if record.link.url
            else record.link.text,
            " ".join(record.sentences),
        )
        for record in found.records
    )
    address = urls.absolute(edition.config.base_url, page) + f"#day-{found.day.iso}"
    html = absolute_addresses(edition, str(Markup("<ul>{}</ul>").format(rows)))
    return Entry(address, found.day.text, found.day.iso, content=html)
