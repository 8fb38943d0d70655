"""What we published: every path with its digest, checksummed, in one compact file.

Layout: MAGIC, CRC-32 of all that follows, the lengths of the blocks, the blocks. Paths are one
block of UTF-8 with a zero byte between (no path holds one), digests and marks are others in the
same order: 25,000 entries are read and written in a few milliseconds, and flipped bits are seen.
"""

import struct
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from zlib import crc32

MAGIC = b"pobratym manifest 1\n"
DIGEST_SIZE = 16  # bytes

_HEAD = struct.Struct(f"<{len(MAGIC)}sL")
_LENGTHS = struct.Struct("<11Q")
_FACTS = struct.Struct("<QQQ??")


class DamagedManifest(ValueError):
    """Not a manifest of this version, or not the bytes that were written."""


class Manifest(NamedTuple):
    """One publication. Inode numbers tell which tree is which after a crash; 0 means none.

    `behind` are paths whose copy in the spare (hidden) tree is not that of `files`, `leftovers`
    paths that only the spare tree has. `pending` and `removals` are the work of a publication by
    journal, `staged` the folder (beside this manifest) that holds the new files, `is_flat` whether
    they lie there under `flat_name`. `branches` are the folders that hold folders. `foreign` are
    entries of the output that are not ours.
    """

    state: bytes
    files: Mapping[str, bytes]
    shown: int
    spare: int
    can_exchange: bool
    behind: Collection[str]
    leftovers: Collection[str]
    branches: Collection[str]
    foreign: Collection[str]
    pending: Collection[str]
    removals: Collection[str]
    staged: str
    is_flat: bool


class Summary(NamedTuple):
    """What a build needs that finds nothing to do; the fields are those of Manifest."""

    state: bytes
    shown: int
    count: int
    can_exchange: bool
    branches: Collection[str]
    foreign: Collection[str]


def encode(manifest: Manifest) -> bytes:
    """The manifest as bytes; `decode` gives an equal one."""
    paths = sorted(manifest.files)
    facts = (
        manifest.shown,
        manifest.spare,
        len(paths),
        manifest.can_exchange,
        manifest.is_flat,
    )
    blocks = (
        _FACTS.pack(*facts),
        manifest.state,
        _joined(sorted(manifest.branches)),
        _joined(sorted(manifest.foreign)),
        _joined(paths),
        b"".join(map(manifest.files.__getitem__, paths)),
        _marks(manifest.behind, paths),
        _marks(manifest.pending, paths),
        _joined(sorted(manifest.leftovers)),
        _joined(sorted(manifest.removals)),
        manifest.staged.encode(),
    )
    body = _LENGTHS.pack(*map(len, blocks)) + b"".join(blocks)
    return _HEAD.pack(MAGIC, crc32(body)) + body


def check(data: bytes) -> None:
    """DamagedManifest unless these are bytes that `encode` gave."""
    if (
        len(data) < _HEAD.size + _LENGTHS.size
        or _HEAD.unpack_from(data) != (MAGIC, crc32(memoryview(data)[_HEAD.size :]))
        or sum(_LENGTHS.unpack_from(data, _HEAD.size)) != len(data) - _HEAD.size - _LENGTHS.size
    ):
        raise DamagedManifest("the checksum or the version of the manifest differs")


def summarise(data: bytes) -> Summary:
    """The cheap part of bytes that passed `check`."""
    facts, state, branches, foreign = _blocks(data, 4)
    shown, _, count, can_exchange, _ = _FACTS.unpack(facts)
    return Summary(state, shown, count, can_exchange, _split(branches), _split(foreign))


def decode(data: bytes) -> Manifest:
    """The manifest of bytes that passed `check`."""
    (
        facts,
        state,
        branches,
        foreign,
        paths,
        digests,
        behind,
        pending,
        leftovers,
        removals,
        staged,
    ) = _blocks(data, 11)
    shown, spare, count, can_exchange, is_flat = _FACTS.unpack(facts)
    names = _split(paths)
    return Manifest(
        state=state,
        files=dict(zip(names, struct.unpack(f"{DIGEST_SIZE}s" * count, digests), strict=True)),
        shown=shown,
        spare=spare,
        can_exchange=can_exchange,
        behind=_marked(behind, names),
        leftovers=frozenset(_split(leftovers)),
        branches=frozenset(_split(branches)),
        foreign=frozenset(_split(foreign)),
        pending=_marked(pending, names),
        removals=frozenset(_split(removals)),
        staged=staged.decode(),
        is_flat=is_flat,
    )


def _blocks(data: bytes, count: int) -> list[bytes]:
    at = _HEAD.size + _LENGTHS.size
    blocks = []
    for length in _LENGTHS.unpack_from(data, _HEAD.size)[:count]:
        blocks.append(data[at : at + length])
        at += length
    return blocks


def _marks(marked: Collection[str], paths: list[str]) -> bytes:
    """One byte a path: 1 if marked."""
    if len(marked) * 8 > len(paths):
        marked = frozenset(marked)
        return bytes([path in marked for path in paths])
    marks = bytearray(len(paths))
    for path in marked:
        index = bisect_left(paths, path)
        if index < len(paths) and paths[index] == path:
            marks[index] = 1
    return bytes(marks)


def _marked(marks: bytes, names: list[str]) -> frozenset[str]:
    found = []
    index = marks.find(1)
    while index >= 0:
        found.append(names[index])
        index = marks.find(1, index + 1)
    return frozenset(found)


def _joined(paths: Iterable[str]) -> bytes:
    return "\0".join(paths).encode("utf-8", "surrogateescape")


def _split(block: bytes) -> list[str]:
    return block.decode("utf-8", "surrogateescape").split("\0") if block else []
