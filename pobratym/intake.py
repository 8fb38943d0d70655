"""Content on disk → what the registry is made of, reading only what changed since last time.

Everything that an unchanged file would tell again comes from the cache: its record, its entry, its
warnings.  What a change touches beyond its own record (links back, lists, references to something
that is gone) follows from the entries before and after.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym.cache import Bodies, Body, Records, State
from pobratym.content.loading import Loaded, items, load
from pobratym.content.reading import read_vocabulary
from pobratym.content.tree import SourceFile, read_source
from pobratym.problems import Problem, in_order
from pobratym.registry.links import RECORD_DIGEST, Entry, link
from pobratym.registry.records import RECORD_TYPES, VOCABULARIES
from pobratym.registry.registry import decode_record, touched

# A file changed within this time before it was read may change again with the same time stamp:
# clocks of file systems tick in some milliseconds.  Such a file is read again next time.
_TICK_NS = 100_000_000

Vocabularies = dict[str, dict[str, dict[str, str]]]


class Intake(msgspec.Struct, frozen=True):
    """The content as records and entries, and what changed since the last build.

    `touched` are the notes that went stale (see `registry.touched`); empty when there is nothing
    to compare with.
    """

    sources: tuple[SourceFile, ...]
    bodies: Bodies
    places: dict[str, Body]
    entries: dict[str, dict[str, Entry]]
    records: dict[str, Records]
    vocabularies: Vocabularies
    problems: tuple[Problem, ...]
    changed: frozenset[str]
    touched: frozenset[str]
    next_change: str


def probe(cache: Path) -> int:
    """The file system's own time now, in nanoseconds: file times are compared with it."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / "probe"
    path.write_bytes(b"")
    return path.stat().st_mtime_ns


def is_unchanged(
    sources: Iterable[SourceFile], previous: State
) -> bool:
    """Whether every source is as it was when it was read, and there are no others."""
    limit = previous.probed_ns - _TICK_NS
    now = tuple((file.path, file.mtime_ns, file.size, file.inode) for file in sources)
    then = tuple(
        (state.path, state.mtime_ns, state.size, state.inode) for state in previous.sources
    )
    return now == then and all(file[1] < limit for file in now)


def take_in(
    content: Path,
    sources: tuple[SourceFile, ...],
    previous: State | None,
    known: Bodies | None,
    *,
    home_country: str,
    now: str,
    drafts: bool,
    jobs: int,
) -> Intake:
    """Read what changed and work out what that touches.

    `previous` and `known` are what the last build knew (None: read everything); `now` is the
    moment (ISO 8601 with zone) as of which the site is built.
    """
    by_key = items(sources)
    old = {body.key: body for body in previous.bodies} if previous else {}
    stale = _stale_files(sources, previous)
    wanted = [
        (key, files)
        for key, files in by_key.items()
        if key not in old or any(file.path in stale for file in files)
    ]
    # A text that is gone changes its item although no file of it is new.
    gone_files = _gone_files(sources, previous)
    wanted_keys = {key for key, _files in wanted}
    wanted += [
        (key, by_key[key])
        for key in sorted(gone_files)
        if key in by_key and key not in wanted_keys
    ]
    loaded = load(content, wanted, jobs)
    problems = [found for one in loaded for found in one.problems]
    fresh = {one.key: one.record for one in loaded if one.record is not None}
    unusable = {one.key for one in loaded if one.record is None}
    places = {
        **{key: old[key] for key in by_key if key in old and key not in fresh},
        **{one.key: _body(one) for one in loaded if one.record is not None},
    }
    places = {key: places[key] for key in by_key if key in places and key not in unusable}
    problems += [
        warning for key, place in places.items() if key not in fresh for warning in place.warnings
    ]
    older = {key: data for key, data in known.fresh.items() if key in places} if known else {}
    bodies = Bodies(known.data if known else b"", places, older | fresh)
    moment = datetime.fromisoformat(now)
    shown = {key for key, place in places.items() if _is_shown(place, moment, drafts)}
    vocabularies, found = _read_vocabularies(content, sources)
    problems += found
    entries, records = _link(bodies, shown, previous, set(fresh), home_country)
    next_change = _next_change(places.values(), moment)
    return Intake(
        sources=sources,
        bodies=bodies,
        places=places,
        entries=entries,
        records=records,
        vocabularies=vocabularies,
        problems=in_order(problems),
        changed=frozenset(fresh) | frozenset(old.keys() - by_key.keys()),
        touched=_touched(previous, entries, vocabularies) | {
            f"files/{path}" for path in stale | gone_files
        } | ({"next-change"} if next_change != previous.next_change else set())
        if previous
        else frozenset(),
        next_change=next_change,
    )


def _stale_files(sources: Iterable[SourceFile], previous: State | None) -> set[str]:
    if previous is None:
        return set()
    known = {
        state.path: (state.mtime_ns, state.size, state.inode) for state in previous.sources
    }
    limit = previous.probed_ns - _TICK_NS
    return {
        file.path
        for file in sources
        if known.get(file.path) != (file.mtime_ns, file.size, file.inode)
        or file.mtime_ns >= limit
    }


def _gone_files(sources: Iterable[SourceFile], previous: State | None) -> set[str]:
    if previous is None:
        return set()
    there = {file.path for file in sources}
    return {
        "/".join(state.path.split("/")[:2])
        for state in previous.sources
        if state.path not in there
    }


def _body(loaded: Loaded) -> Body:
    folder = loaded.key.split("/", 1)[0]
    data = loaded.record or b""
    opens = closes = ""
    is_draft = False
    if "draft" in RECORD_TYPES[folder].__struct_fields__:
        record: Any = decode_record(folder, data)
        is_draft = record.draft
        opens = getattr(record, "publish_from", None) or ""
        closes = getattr(record, "expires", None) or ""
    return Body(
        loaded.key, 0, len(data), blake2b(data, digest_size=RECORD_DIGEST).digest(), is_draft, opens, closes, loaded.problems
    )


def _is_shown(place: Body, now: datetime, drafts: bool) -> bool:
    if drafts:
        return True
    if place.is_draft:
        return False
    if place.opens and datetime.fromisoformat(place.opens) > now:
        return False
    return not (place.closes and datetime.fromisoformat(place.closes) <= now)


def _next_change(places: Iterable[Body], now: datetime) -> str:
    """The next moment at which something appears or disappears; "" when nothing is due."""
    moments = [
        datetime.fromisoformat(moment)
        for place in places
        if not place.is_draft
        for moment in (place.opens, place.closes)
        if moment
    ]
    due = [moment for moment in moments if moment > now]
    return min(due).isoformat() if due else ""


def _link(
    bodies: Bodies,
    shown: set[str],
    previous: State | None,
    fresh: set[str],
    home_country: str,
) -> tuple[dict[str, dict[str, Entry]], dict[str, Records]]:
    ids: dict[str, dict[str, None]] = {folder: {} for folder in RECORD_TYPES}
    for key in bodies.places:
        if key in shown:
            folder, item = key.split("/", 1)
            ids[folder][item] = None
    records = {folder: Records(folder, found, bodies) for folder, found in ids.items()}
    known = {entry.key: entry for entry in previous.entries} if previous else {}
    # A partnership is found under the country and region of its partners.
    moved = {key for key in fresh if key.startswith("institutions/")}
    moved |= {key for key in known if key.startswith("institutions/") and key not in shown}
    stale = {
        entry.key
        for entry in known.values()
        if entry.folder == "partnerships" and not moved.isdisjoint(entry.refs)
    } if moved else set()
    institutions = records["institutions"]
    entries: dict[str, dict[str, Entry]] = {}
    for folder, found in ids.items():
        linked = {}
        for item in found:
            key = f"{folder}/{item}"
            if key in known and key not in fresh and key not in stale:
                linked[item] = known[key]
            else:
                (linked[item],) = link((records[folder][item],), institutions, home_country)
        entries[folder] = linked
    return entries, records


def _touched(
    previous: State,
    entries: Mapping[str, Mapping[str, Entry]],
    vocabularies: Vocabularies,
) -> frozenset[str]:
    before = {entry.key: entry for entry in previous.entries}
    after = {entry.key: entry for found in entries.values() for entry in found.values()}
    notes: set[str] = set()
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is not new:
            notes.update(touched(old, new))
    for name in previous.vocabularies.keys() | vocabularies.keys():
        old_terms = previous.vocabularies.get(name, {})
        new_terms = vocabularies.get(name, {})
        if list(old_terms.items()) != list(new_terms.items()):
            notes.add(f"vocabularies/{name}")
            notes.update(
                f"vocabularies/{name}#{term}"
                for term in old_terms.keys() | new_terms.keys()
                if old_terms.get(term) != new_terms.get(term)
            )
    return frozenset(notes)


def _read_vocabularies(
    content: Path, sources: Iterable[SourceFile]
) -> tuple[Vocabularies, list[Problem]]:
    found: Vocabularies = {}
    problems: list[Problem] = []
    for file in sources:
        if file.folder == "vocabularies" and file.id in VOCABULARIES:
            data, unreadable = read_source(content, file)
            problems += unreadable
            if data is not None:
                terms, wrong = read_vocabulary(file.path, data)
                problems += wrong
                found[file.id] = terms or {}
    return found, problems
