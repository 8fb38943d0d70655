"""What the last build knew, so that this one need not find it out again.

Two files, each with a checksum: `state`, read whole on every build, and `bodies`, the decoded
records one after another, read only where a record is shown.  A cache that is missing, torn, from
other code or with flipped bits is no cache: the build then starts from the sources.
"""

import mmap
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym.pages.page import Page
from pobratym.problems import Problem
from pobratym.registry.links import Entry
from pobratym.registry.registry import decode_record

_DIGEST = 16


class SourceState(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A source file as it was read: unchanged while all of this is unchanged."""

    path: str
    mtime_ns: int
    size: int
    inode: int


class Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where the record of a key stands in `bodies`, and what is wrong with it short of errors."""

    key: str
    offset: int
    length: int
    warnings: tuple[Problem, ...] = ()


class Rendered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that was rendered: the files it became and the notes of what it was made from."""

    page: Page
    files: tuple[tuple[str, bytes], ...]
    notes: tuple[int, ...]


class State(msgspec.Struct, frozen=True, array_like=True):
    """Everything a build must know of the one before it.

    `fingerprint` covers code, configuration, templates and libraries; `published` is the token
    that the publication carries: another one means that the shown site is not the one described.
    """

    fingerprint: bytes
    published: bytes
    probed_ns: int
    sources: tuple[SourceState, ...]
    bodies: tuple[Body, ...]
    entries: tuple[Entry, ...]
    vocabularies: dict[str, dict[str, dict[str, str]]]
    notes: tuple[str, ...]
    rendered: tuple[Rendered, ...]
    warnings: tuple[Problem, ...] = ()


class Records(Mapping[str, Any]):
    """id → record of one folder, each decoded when first asked for."""

    def __init__(self, folder: str, data: Any, places: Mapping[str, tuple[int, int]]) -> None:
        self._folder = folder
        self._data = data
        self._places = places
        self._known: dict[str, Any] = {}

    def __getitem__(self, item: str) -> Any:
        found = self._known.get(item)
        if found is None:
            offset, length = self._places[item]
            found = decode_record(self._folder, self._data[offset : offset + length])
            self._known[item] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def load(folder: Path) -> tuple[State, Any] | None:
    """The state and the bytes of the bodies; None when there is no cache to be trusted."""
    try:
        state = _checked(folder / "state")
        with open(folder / "bodies", "rb") as stream:
            bodies = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        return msgspec.msgpack.decode(state, type=State), bodies
    except (OSError, ValueError, msgspec.DecodeError):
        return None


def save(folder: Path, state: State, bodies: bytes | None) -> None:
    """Replace the cache; `bodies` None keeps the bodies that are there.

    A crash in between leaves bodies that the old state does not know: it reads only what it
    knows, by offset, so new bodies are only ever appended or the whole file is new.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if bodies is not None:
        _replace(folder / "bodies", bodies)
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
