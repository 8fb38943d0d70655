"""What the last build knew, so that this one need not find it out again.

Two files, each with a checksum: `state`, read whole on every build, and `bodies`, the decoded
records one after another, read only where a record is shown.  A cache that is missing, torn, from
other code or with flipped bits is no cache: the build then starts from the sources.
"""

import mmap
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym.outputs.build_record import Origin
from pobratym.pages.page import Page
from pobratym.problems import Problem
from pobratym.registry.links import RECORD_DIGEST, Entry
from pobratym.registry.registry import decode_record

_DIGEST = 16


class SourceState(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A source file as it was read: unchanged while all of this is unchanged."""

    path: str
    mtime_ns: int
    size: int
    inode: int


class Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where the record of a key stands in `bodies`, when it is shown, and what is wrong with it
    short of errors.  `opens` and `closes` are moments with a zone, "" for always."""

    key: str
    offset: int
    length: int
    digest: bytes
    is_draft: bool = False
    opens: str = ""
    closes: str = ""
    warnings: tuple[Problem, ...] = ()


class Rendered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that was rendered: the files it became and the notes of what it was made from."""

    page: Page
    files: tuple[tuple[str, bytes], ...]
    notes: tuple[int, ...]


class State(msgspec.Struct, frozen=True, array_like=True):
    """Everything a build must know of the one before it.

    `known` is the mark of what single records were checked against.  `code` and `site` are the
    marks of `fingerprint.py`; `published` is the token that the
    publication carries: another one means that the shown site is not the one described.  `now` and
    `next_change` are the moments between which nothing appears or disappears by itself.
    `history` is the mark of the memory that pages were made with (see `history.py`), `origin` the
    commit that the site says it was built from.
    """

    code: bytes
    site: bytes
    known: bytes
    published: bytes
    now: str
    next_change: str
    probed_ns: int
    sources: tuple[SourceState, ...]
    bodies: tuple[Body, ...]
    entries: tuple[Entry, ...]
    vocabularies: dict[str, dict[str, dict[str, str]]]
    notes: tuple[str, ...]
    rendered: tuple[Rendered, ...]
    warnings: tuple[Problem, ...] = ()
    history: str = ""
    origin: Origin = Origin()


class DamagedCache(Exception):
    """A record in the cache is not what was written: the cache must not be used."""


class Bodies(msgspec.Struct, frozen=True):
    """The records of a build: the bytes of the cache and those that were read anew."""

    data: Any
    places: dict[str, Body]
    fresh: dict[str, bytes]

    def bytes_of(self, key: str) -> bytes:
        """MessagePack of a record.  KeyError; `DamagedCache`."""
        if key in self.fresh:
            return self.fresh[key]
        place = self.places[key]
        found = self.data[place.offset : place.offset + place.length]
        if blake2b(found, digest_size=RECORD_DIGEST).digest() != place.digest:
            raise DamagedCache(key)
        return found


class Records(Mapping[str, Any]):
    """id → record of one folder, each decoded when first asked for."""

    def __init__(self, folder: str, ids: Mapping[str, Any], bodies: Bodies) -> None:
        self._folder = folder
        self._ids = ids
        self._bodies = bodies
        self._known: dict[str, Any] = {}

    def __getitem__(self, item: str) -> Any:
        found = self._known.get(item)
        if found is None:
            if item not in self._ids:
                raise KeyError(item)
            data = self._bodies.bytes_of(f"{self._folder}/{item}")
            found = self._known[item] = decode_record(self._folder, data)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def load(folder: Path) -> tuple[State, Bodies] | None:
    """The state and the records; None when there is no cache to be trusted."""
    try:
        state = _checked(folder / "state")
        with open(folder / "bodies", "rb") as stream:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        decoded = msgspec.msgpack.decode(state, type=State)
        return decoded, Bodies(data, {body.key: body for body in decoded.bodies}, {})
    except (OSError, ValueError, msgspec.DecodeError):
        return None


def save_bodies(folder: Path, bodies: Bodies, order: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Keep the records of `order` (keys); returns key → (offset, length).

    New records are appended; the file is written anew when more than half of it is waste.  A
    crash before the state follows leaves bytes that the old state does not know, or offsets whose
    digests do not fit: neither is trusted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bodies"
    kept = {key: bodies.places[key] for key in order if key not in bodies.fresh}
    size = len(bodies.data)
    if size and sum(place.length for place in kept.values()) * 2 > size:
        found = {key: (place.offset, place.length) for key, place in kept.items()}
        with open(path, "r+b") as stream:
            end = stream.seek(0, os.SEEK_END)
            for key in order:
                if key in bodies.fresh:
                    data = bodies.fresh[key]
                    stream.write(data)
                    found[key] = (end, len(data))
                    end += len(data)
        return found
    found, end, parts = {}, 0, []
    for key in order:
        data = bodies.bytes_of(key)
        parts.append(data)
        found[key] = (end, len(data))
        end += len(data)
    _replace(path, b"".join(parts))
    return found


def save(folder: Path, state: State) -> None:
    """Replace the state, in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    data = msgspec.msgpack.encode(state)
    _replace(folder / "state", blake2b(data, digest_size=_DIGEST).digest() + data)


def _checked(path: Path) -> bytes:
    data = path.read_bytes()
    if blake2b(memoryview(data)[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
        raise ValueError("checksum")
    return memoryview(data)[_DIGEST:]


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(data)
    os.replace(temporary, path)
