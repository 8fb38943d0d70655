"""Content on disk → what the registry is made of, reading only what changed since last time.

Everything that an unchanged file would tell again comes from the cache: its record, its entry, its
warnings.  What a change touches beyond its own record (links back, lists, references to something
that is gone) follows from the entries before and after.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym.cache import Bodies, Body, Records, State
from pobratym.content.attachments import check_attachment, head_size, is_picture
from pobratym.content.findings_in_files import FilesOf, problems_of
from pobratym.content.glossary import Glossary, read_glossary
from pobratym.content.loading import Loaded, items, load
from pobratym.content.reading import read_vocabulary
from pobratym.content.tree import (
    FILES,
    GLOSSARY,
    LARGEST_ATTACHMENT,
    SourceFile,
    read_source,
)
from pobratym.problems import Problem, in_order, problem
from pobratym.registry.checks import check_registry
from pobratym.registry.known import CountedFigure, Known, counted_figures
from pobratym.registry.links import RECORD_DIGEST, Entry, link
from pobratym.registry.records import RECORD_TYPES
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
    known: bytes
    problems: tuple[Problem, ...]
    touched: frozenset[str]
    next_change: str


def probe(cache: Path) -> int:
    """The file system's own time now, in nanoseconds: file times are compared with it."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / "probe"
    path.write_bytes(b"")
    return path.stat().st_mtime_ns


def is_unchanged(sources: Iterable[SourceFile], previous: State) -> bool:
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
    held: Bodies | None,
    *,
    home_country: str,
    languages: tuple[str, ...],
    now: str,
    drafts: bool,
    jobs: int,
) -> Intake:
    """Read and check what changed and work out what that touches.

    `previous` and `held` are what the last build knew (None: read everything); `now` is the
    moment (ISO 8601 with zone) as of which the site is built.
    """
    by_key = items(sources)
    stale = _stale_files(sources, previous)
    gone = _gone_files(sources, previous)
    vocabularies, glossary, problems = _read_words(content, sources)
    known = Known(
        ids=_ids(by_key),
        terms={name: frozenset(terms) for name, terms in vocabularies.items()},
        files=frozenset(file.path for file in sources if file.folder == FILES),
        languages=languages,
        glossary=glossary,
    )
    old = {body.key: body for body in previous.bodies} if previous else {}

    def wanted(chosen: Callable[[str], bool]) -> list[tuple[str, list[SourceFile]]]:
        return [
            (key, files)
            for key, files in by_key.items()
            if chosen(key)
            and (key not in old or key in again or any(file.path in stale for file in files))
        ]

    again = _read_again(previous, by_key, gone)
    # Figures first: texts are held against what figures state.
    figures = load(content, wanted(lambda key: key.startswith("figures/")), known, 1)
    known = msgspec.structs.replace(known, figures=_counted(figures, by_key, held))
    if previous and previous.known != known.mark():
        again = set(by_key)
    rest = load(content, wanted(lambda key: not key.startswith("figures/")), known, jobs)
    loaded = [*figures, *rest]
    problems += [found for one in loaded for found in one.problems]
    problems += _check_attachments(content, sources, stale, previous)
    fresh = {one.key: one.record for one in loaded if one.record is not None}
    places = {
        **{key: old[key] for key in by_key if key in old},
        **{one.key: _body(one) for one in loaded if one.record is not None},
    }
    for one in loaded:
        if one.record is None:
            places.pop(one.key, None)
    problems += [
        warning for key, place in places.items() if key not in fresh for warning in place.warnings
    ]
    older = {key: data for key, data in held.fresh.items() if key in places} if held else {}
    bodies = Bodies(held.data if held else b"", places, older | fresh)
    moment = datetime.fromisoformat(now)
    shown = {key for key, place in places.items() if _is_shown(place, moment, drafts)}
    entries, records = _link(bodies, shown, previous, set(fresh), home_country)
    findings = check_registry(records, as_of=now[:10], languages=languages)
    problems += problems_of(findings, _files_of(content, by_key), known)
    touched_files = frozenset(f"files/{path}" for path in stale | gone)
    return Intake(
        sources=sources,
        bodies=bodies,
        places=places,
        entries=entries,
        records=records,
        vocabularies=vocabularies,
        known=known.mark(),
        problems=in_order(problems),
        touched=_touched(previous, entries, vocabularies) | touched_files
        if previous
        else frozenset(),
        next_change=_next_change(places.values(), moment),
    )


def _ids(by_key: Mapping[str, object]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {folder: set() for folder in RECORD_TYPES}
    for key in by_key:
        folder, item = key.split("/", 1)
        found[folder].add(item)
    return {folder: frozenset(ids) for folder, ids in found.items()}


def _read_again(
    previous: State | None, by_key: Mapping[str, object], gone: Collection[str]
) -> set[str]:
    """Items whose own files are as they were, but to which something else matters that is gone."""
    if previous is None or not gone:
        return set()
    again = {"/".join(path.split("/")[:2]) for path in gone}
    if any(path.startswith("files/") for path in gone):
        return set(by_key)
    again |= {path.removesuffix(".yaml") for path in gone}
    return again | {entry.key for entry in previous.entries if not again.isdisjoint(entry.refs)}


def _counted(
    loaded: Iterable[Loaded], by_key: Mapping[str, object], held: Bodies | None
) -> dict[str, tuple[CountedFigure, ...]]:
    fresh = {one.key: one.record for one in loaded}
    records = []
    for key in by_key:
        if key.startswith("figures/"):
            data = fresh[key] if key in fresh else held.bytes_of(key) if held else None
            if data is not None:
                records.append(decode_record("figures", data))
    return counted_figures(records)


def _check_attachments(
    content: Path, sources: Iterable[SourceFile], stale: Collection[str], previous: State | None
) -> Iterator[Problem]:
    # A picture is looked at as it will be published, so that no build can fail at it later.
    from pobratym.outputs.attachments import fault

    for file in sources:
        if file.folder == FILES and (previous is None or file.path in stale):
            try:
                with open(content / file.path, "rb") as stream:
                    head = stream.read(head_size(file.path))
                    found = check_attachment(file.path, head)
                    whole = not found and is_picture(file.path) and file.size <= LARGEST_ATTACHMENT
                    rest = stream.read(LARGEST_ATTACHMENT) if whole else b""
            except OSError as error:
                reason = error.strerror or type(error).__name__
                yield problem(file.path, (0, 0), "unreadable-file", reason=reason)
                continue
            if whole and (code := fault(file.path, head + rest)):
                found = (problem(file.path, (0, 0), code, name=file.path.rpartition("/")[2]),)
            yield from found


def _files_of(content: Path, by_key: Mapping[str, list[SourceFile]]) -> FilesOf:
    def files_of(folder: str, item: str) -> dict[str, tuple[str, bytes]]:
        found = {}
        for file in by_key.get(f"{folder}/{item}", ()):
            data, _unreadable = read_source(content, file)
            if data is not None:
                found[file.lang] = (file.path, data)
        return found

    return files_of


def _stale_files(sources: Iterable[SourceFile], previous: State | None) -> set[str]:
    if previous is None:
        return set()
    known = {state.path: (state.mtime_ns, state.size, state.inode) for state in previous.sources}
    limit = previous.probed_ns - _TICK_NS
    return {
        file.path
        for file in sources
        if known.get(file.path) != (file.mtime_ns, file.size, file.inode) or file.mtime_ns >= limit
    }


def _gone_files(sources: Iterable[SourceFile], previous: State | None) -> set[str]:
    if previous is None:
        return set()
    there = {file.path for file in sources}
    return {state.path for state in previous.sources if state.path not in there}


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
    digest = blake2b(data, digest_size=RECORD_DIGEST).digest()
    return Body(loaded.key, 0, len(data), digest, is_draft, opens, closes, loaded.problems)


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
    stale = (
        {
            entry.key
            for entry in known.values()
            if entry.folder == "partnerships" and not moved.isdisjoint(entry.refs)
        }
        if moved
        else set()
    )
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


def _read_words(
    content: Path, sources: Iterable[SourceFile]
) -> tuple[Vocabularies, Glossary, list[Problem]]:
    """Vocabularies and glossary; one that has errors is left out, so that nothing follows."""
    vocabularies: Vocabularies = {}
    glossary: Glossary = {}
    problems: list[Problem] = []
    for file in sources:
        if file.folder not in ("vocabularies", GLOSSARY):
            continue
        data, unreadable = read_source(content, file)
        problems += unreadable
        if data is None:
            continue
        if file.folder == GLOSSARY:
            words, wrong = read_glossary(file.path, data)
            glossary = words or {}
        else:
            terms, wrong = read_vocabulary(file.path, data)
            if terms is not None:
                vocabularies[file.id] = terms
        problems += wrong
    return vocabularies, glossary, problems
