"""The events as a calendar that programs subscribe to (iCalendar, RFC 5545 and RFC 7986)."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

Files = dict[str, bytes]

_LINE = 75
"""Octets of the longest line; longer ones are folded."""

_FULL_DATE = 10


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    if registry.ids("events"):
        for language in config.languages:
            url = f"/{language.tag}/events/events.ics"
            yield Page(url, "calendar", "", (language.tag,))


def calendar(desk: Desk, lang: str) -> Files:
    """`/LANG/events/events.ics`: every event whose days are known; a month is no appointment."""
    edition = desk.editions[lang]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_host(edition)}//Pobratym//EN",
        "CALSCALE:GREGORIAN",
        f"NAME;LANGUAGE={lang}:{_text(edition.plain(edition.config.title))}",
        f"X-WR-CALNAME:{_text(edition.plain(edition.config.title))}",
    ]
    for item in edition.registry.ids("events"):
        lines += _event(edition, item)
    lines.append("END:VCALENDAR")
    return {f"{lang}/events/events.ics": "".join(_folded(line) for line in lines).encode()}


def _event(edition: Edition, item: str) -> Iterator[str]:
    record = edition.registry.record("events", item)
    last = record.ends or record.starts
    if len(record.starts) < _FULL_DATE or len(last) < _FULL_DATE:
        return
    history = edition.histories.get(f"events/{item}")
    # The stamp is the time of the last change; without history the day itself, not the clock.
    stamp = (history.modified if history else record.starts).replace("-", "") + "T000000Z"
    title, tag = edition.title("events", item)
    after = date.fromisoformat(last) + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:events/{item}@{_host(edition)}"
    yield f"DTSTAMP:{stamp}"
    if history:
        yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{record.starts.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={tag or edition.lang}:{_text(title)}"
    if record.place:
        yield f"LOCATION;LANGUAGE={edition.lang}:{_text(edition.place(record.place))}"
    if record.summary:
        yield f"DESCRIPTION:{_text(edition.summary_text(record.summary))}"
    yield f"URL:{urls.absolute(edition.config.base_url, edition.url('events', item))}"
    if record.withdrawn:
        yield "STATUS:CANCELLED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _host(edition: Edition) -> str:
    return urlsplit(edition.config.base_url).hostname or "localhost"


def _text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Lines of at most 75 octets, broken between characters, never inside one."""
    parts, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > _LINE:
            parts.append(" ")
            length = 1
        parts[-1] += character
        length += size
    return "\r\n".join(parts) + "\r\n"
