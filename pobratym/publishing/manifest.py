"""What we published: every path with its digest, checksummed, in one compact file.

Layout: MAGIC, 16 bytes BLAKE2b of all that follows, the lengths of the blocks (little-endian
64-bit), the blocks. Paths are one block of UTF-8 with a zero byte between (no path holds one),
digests and marks are two more in the same order: 25,000 entries are read and written in a few
milliseconds, and one flipped bit anywhere is seen.
"""

import struct
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

MAGIC = b"pobratym manifest 1\n"
DIGEST_SIZE = 16  # bytes

_BEHIND = 1
_PENDING = 2

_BLOCKS = struct.Struct("<10Q")
_FACTS = struct.Struct("<QQ??")


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


def encode(manifest: Manifest) -> bytes:
    """The manifest as bytes; `decode` gives an equal one."""
    paths = sorted(manifest.files)
    marks = bytearray(len(paths))
    for mark, marked in ((_BEHIND, manifest.behind), (_PENDING, manifest.pending)):
        if len(marked) * 8 > len(paths):
            marked = frozenset(marked)
            for index, path in enumerate(paths):
                if path in marked:
                    marks[index] |= mark
        else:
            for path in marked:
                index = _index_of(path, paths)
                if index >= 0:
                    marks[index] |= mark
    blocks = (
        _FACTS.pack(manifest.shown, manifest.spare, manifest.can_exchange, manifest.is_flat),
        manifest.state,
        _joined(paths),
        b"".join(map(manifest.files.__getitem__, paths)),
        bytes(marks),
        _joined(sorted(manifest.leftovers)),
        _joined(sorted(manifest.branches)),
        _joined(sorted(manifest.foreign)),
        _joined(sorted(manifest.removals)),
        manifest.staged.encode(),
    )
    body = _BLOCKS.pack(*map(len, blocks)) + b"".join(blocks)
    return MAGIC + blake2b(body, digest_size=DIGEST_SIZE).digest() + body


def decode(data: bytes) -> Manifest:
    """The manifest of these bytes; DamagedManifest when a bit differs from what was written."""
    start = len(MAGIC) + DIGEST_SIZE
    body = memoryview(data)[start:]
    checksum = blake2b(body, digest_size=DIGEST_SIZE).digest()
    if data[:start] != MAGIC + checksum:
        raise DamagedManifest("the checksum or the version of the manifest differs")
    at = _BLOCKS.size
    blocks = []
    for length in _BLOCKS.unpack_from(body):
        blocks.append(bytes(body[at : at + length]))
        at += length
    facts, state, paths, digests, marks, leftovers, branches, foreign, removals, staged = blocks
    shown, spare, can_exchange, is_flat = _FACTS.unpack(facts)
    names = _split(paths)
    return Manifest(
        state=state,
        files=dict(
            zip(
                names,
                [digests[n : n + DIGEST_SIZE] for n in range(0, len(digests), DIGEST_SIZE)],
                strict=True,
            )
        ),
        shown=shown,
        spare=spare,
        can_exchange=can_exchange,
        behind=_marked(names, marks, _BEHIND),
        leftovers=frozenset(_split(leftovers)),
        branches=frozenset(_split(branches)),
        foreign=frozenset(_split(foreign)),
        pending=_marked(names, marks, _PENDING),
        removals=frozenset(_split(removals)),
        staged=staged.decode(),
        is_flat=is_flat,
    )


def _index_of(path: str, paths: list[str]) -> int:
    index = bisect_left(paths, path)
    return index if index < len(paths) and paths[index] == path else -1


def _marked(names: list[str], marks: bytes, mark: int) -> frozenset[str]:
    if not marks.strip(b"\0"):
        return frozenset()
    return frozenset(name for name, bits in zip(names, marks, strict=True) if bits & mark)


def _joined(paths: Iterable[str]) -> bytes:
    return "\0".join(paths).encode("utf-8", "surrogateescape")


def _split(block: bytes) -> list[str]:
    return block.decode("utf-8", "surrogateescape").split("\0") if block else []
