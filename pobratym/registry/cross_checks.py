"""Checks across records: what two of them must not both say."""

from collections.abc import Iterator, Mapping
from typing import Any

from pobratym.registry.dates import is_before
from pobratym.registry.findings import Finding, finding
from pobratym.registry.records import RECORD_TYPES

Records = Mapping[str, Mapping[str, Any]]


def check_future(records: Records, as_of: str) -> Iterator[Finding]:
    """Nothing is signed after the day for which the site is made."""
    for _id, record in sorted(records.get("partnerships", {}).items()):
        if record.signed and is_before(as_of, record.signed):
            values = {"signed": record.signed, "as_of": as_of}
            yield finding(record, ("signed",), "signed-in-future", **values)


def check_duplicate_partnerships(records: Records) -> Iterator[Finding]:
    """The same partners and no different date of signing: one partnership under two ids."""
    seen: dict[tuple[str, ...], list[Any]] = {}
    for _id, record in sorted(records.get("partnerships", {}).items()):
        if record.withdrawn or record.unnamed:
            continue
        key = tuple(sorted(record.partners))
        earlier = seen.setdefault(key, [])
        for other in earlier:
            if _may_be_one(record.signed or "", other.signed or "", record, other):
                yield finding(record, ("partners",), "duplicate-partnership", other=other.id)
                break
        earlier.append(record)


def _may_be_one(first: str, second: str, record: Any, other: Any) -> bool:
    known = min(len(first), len(second))
    return first[:known] == second[:known] and record.programme == other.programme


def check_duplicate_identifiers(records: Records) -> Iterator[Finding]:
    """An identifier of a public register belongs to one institution."""
    seen: dict[tuple[str, str], str] = {}
    for _id, record in sorted(records.get("institutions", {}).items()):
        if record.identifiers is None or record.withdrawn:
            continue
        for scheme in ("edrpou", "ror", "wikidata"):
            value = getattr(record.identifiers, scheme)
            if value is None:
                continue
            other = seen.setdefault((scheme, value), record.id)
            if other != record.id:
                path = ("identifiers", scheme)
                yield finding(record, path, "duplicate-identifier", other=other, value=value)


_SECTIONS = frozenset(
    (*RECORD_TYPES, "countries", "regions", "areas", "search", "changes", "accessibility")
)
_OWN_FOLDERS = frozenset(("data", "assets", "files", "admin", "_headers"))
# Files that stand beside pages; no folder can have the name of one.
_OWN_FILES = frozenset(("index.html", "feed.xml", "events.ics", "opensearch.xml"))
_PLACES = frozenset(("countries", "regions", "areas"))


def check_aliases(records: Records, languages: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A former address leads to one page, and to no page that exists."""
    seen: dict[str, str] = {}
    for folder in RECORD_TYPES:
        for item, record in sorted(records.get(folder, {}).items()):
            for number, alias in enumerate(record.aliases):
                parts = [part for part in alias.split("/") if part]
                if parts and parts[0] in languages:
                    parts = parts[1:]
                other = _page_at(parts, records)
                if not other:
                    key = f"{folder}/{item}"
                    earlier = seen.setdefault("/".join(parts), key)
                    other = earlier if earlier != key else ""
                if other:
                    values = {"value": alias, "other": other}
                    yield finding(record, ("aliases", number), "alias-collision", **values)


def _page_at(parts: list[str], records: Records) -> str:
    """The page that stands at an address without its language, or ""."""
    if not parts:
        return "/"
    if len(parts) == 1 and (parts[0] in _SECTIONS or parts[0] in records.get("pages", {})):
        return f"/{parts[0]}/"
    if parts[0] in _OWN_FOLDERS:
        return f"/{parts[0]}/"
    if parts[0] in _PLACES or not _OWN_FILES.isdisjoint(parts):
        return "/" + "/".join(parts)
    if len(parts) == 2 and parts[0] == "news" and len(parts[1]) == 4 and parts[1].isdecimal():
        return f"/news/{parts[1]}/"
    if len(parts) == 2 and parts[0] in RECORD_TYPES and parts[1] in records.get(parts[0], {}):
        return f"/{parts[0]}/{parts[1]}/"
    return ""
