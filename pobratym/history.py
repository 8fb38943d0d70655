"""The memory of the registry, read from git in one pass over its log.

Only plumbing is called, on files below the content folder; what a commit changed is told by the
records before and after it.  The result is kept by commit, so that the next reading goes over new
commits alone.  Without git, or in a clone that holds only the newest commits, nothing is said:
the first commit of a shallow clone would look like the birth of every record.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym import git
from pobratym.content.reading import read_record
from pobratym.registry.memory import (
    COMPLETE,
    SHALLOW,
    Change,
    Memory,
    differences,
)
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES

_DIGEST = 16
_NOTHING = "0" * 40
_LONGEST_NOTE = 300


class _Commit(msgspec.Struct, frozen=True):
    """A commit: its day, the first line of its message, and path → (blob before, after)."""

    id: str
    day: str
    note: str
    files: dict[str, tuple[str, str]]


class _Kept(msgspec.Struct, frozen=True):
    """What the cache holds: the memory, and key → path → blob of all texts as of its commit.

    `code` is the mark of the code that read the records: another one may read them otherwise.
    """

    code: bytes
    memory: Memory
    blobs: dict[str, dict[str, str]]


def remember(content: Path, cache: Path, code: bytes = b"") -> Memory:
    """The memory of the content folder as of the commit that is checked out.

    `code` is the mark of the code that reads records (see `fingerprint.py`).
    """
    try:
        commit, is_shallow, prefix = _place(content)
        if is_shallow:
            return Memory(commit, SHALLOW)
        return _up_to(commit, content, prefix, cache, code)
    except (git.GitFault, OSError):
        return Memory()


def mark(content: Path) -> str:
    """Names what `remember` would tell: the commit, and whether the clone is whole; "" without
    git."""
    try:
        commit, is_shallow, _prefix = _place(content)
    except (git.GitFault, OSError):
        return ""
    return f"{commit} {SHALLOW}" if is_shallow else commit


def stale_notes(content: Path, before: str, after: str) -> frozenset[str] | None:
    """The notes of what histories tell otherwise at mark `after` than at `before`; None where
    that can be all of them."""
    if before == after:
        return frozenset()
    if not before or not after or " " in before + after or not _is_ancestor(content, before, after):
        return None
    try:
        if not git.run(content, "log", "-1", "--format=%H", before, "--", "."):
            return None
        commits = list(_log(content, _place(content)[2], before, after))
    except (git.GitFault, OSError):
        return None
    keys = {key for commit in commits for key in _items(commit.files)}
    notes = {f"history/{key}" for key in keys} | {f"history/{key.split('/')[0]}" for key in keys}
    return frozenset(notes | {"history"} if notes else notes)


def _up_to(commit: str, content: Path, prefix: str, cache: Path, code: bytes) -> Memory:
    path = cache / "history"
    kept = _load(path)
    if kept and kept.code != code:
        kept = None
    if kept and kept.memory.commit == commit:
        return kept.memory
    start = kept.memory.commit if kept and _is_ancestor(content, kept.memory.commit, commit) else ""
    before = kept if kept and start else _Kept(code, Memory(), {})
    commits = list(_log(content, prefix, start, commit))
    kept = _told(before, commits, commit, content)
    if not kept.memory.changes:
        return Memory()
    cache.mkdir(parents=True, exist_ok=True)
    _save(path, kept)
    return kept.memory


def _told(before: _Kept, commits: Iterable[_Commit], head: str, content: Path) -> _Kept:
    """The memory with the commits that followed."""
    blobs = dict(before.blobs)
    steps: list[tuple[_Commit, str, dict[str, str], dict[str, str]]] = []
    for commit in commits:
        for key, paths in _items(commit.files).items():
            # The log says what was there before; a text that it does not name stays as it was.
            known = blobs.get(key, {})
            old = _there(known | {path: commit.files[path][0] for path in paths})
            new = _there(old | {path: commit.files[path][1] for path in paths})
            steps.append((commit, key, old, new))
            blobs[key] = new
    wanted = {
        blob
        for _commit, _key, old, new in steps
        if old and new
        for blob in (*old.values(), *new.values())
    }
    texts = dict(_blobs(content, sorted(wanted)))
    changes = {key: list(known) for key, known in before.memory.changes.items()}
    for commit, key, old, new in steps:
        if change := _change(commit, key, old, new, texts):
            changes.setdefault(key, []).insert(0, change)
    told = {key: tuple(known) for key, known in sorted(changes.items())}
    return _Kept(before.code, Memory(head, COMPLETE, told), blobs)


def _there(files: dict[str, str]) -> dict[str, str]:
    return {path: blob for path, blob in files.items() if blob != _NOTHING}


def _items(files: Iterable[str]) -> dict[str, set[str]]:
    """key → paths of the records that these files belong to, all languages of a text included."""
    found: dict[str, set[str]] = {}
    for path in files:
        if key := _key(path):
            found.setdefault(key, set()).add(path)
    return found


def _key(path: str) -> str:
    """The record that a file belongs to, "" for images, vocabularies and the rest."""
    parts = path.split("/")
    if parts[0] not in RECORD_TYPES:
        return ""
    if parts[0] in MARKDOWN_TYPES:
        is_text = len(parts) == 3 and parts[2].startswith("index.") and parts[2].endswith(".md")
        return f"{parts[0]}/{parts[1]}" if is_text else ""
    if len(parts) == 2 and parts[1].endswith(".yaml"):
        return f"{parts[0]}/{parts[1][:-5]}"
    return ""


def _change(
    commit: _Commit, key: str, old: dict[str, str], new: dict[str, str], texts: dict[str, bytes]
) -> Change | None:
    if not old or not new:
        kind = "added" if new else "removed"
        return Change(commit.day, commit.id, kind, commit.note) if old or new else None
    before, after = _record(key, old, texts), _record(key, new, texts)
    if before is None or after is None:
        return Change(commit.day, commit.id, "changed", commit.note)
    fields = differences(before, after)
    # Comments and the order of keys are the editors' own affair.
    return Change(commit.day, commit.id, "changed", commit.note, fields) if fields else None


def _record(key: str, files: dict[str, str], texts: dict[str, bytes]) -> Any:
    folder, item = key.split("/", 1)
    found = {
        path.rsplit(".", 2)[1] if folder in MARKDOWN_TYPES else "": (path, texts[blob])
        for path, blob in sorted(files.items())
        if blob in texts
    }
    return read_record(folder, item, found)[0] if found else None


# Git


def _place(content: Path) -> tuple[str, bool, str]:
    """The commit, whether the clone is shallow, and where the folder lies in the repository."""
    answer = git.run(
        content, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD"
    ).decode("utf-8", "surrogateescape")
    shallow, prefix, commit = answer.split("\n")[:3]
    return commit, shallow != "false", prefix


def _is_ancestor(content: Path, old: str, new: str) -> bool:
    try:
        git.run(content, "merge-base", "--is-ancestor", old, new)
    except git.GitFault:
        return False
    return True


def _log(content: Path, prefix: str, start: str, end: str) -> Iterator[_Commit]:
    """The commits after `start` up to `end` that touch the folder, the oldest first."""
    # A message may hold any character; nobody can have written this one before it was made up.
    boundary = os.urandom(12).hex()
    data = git.run(
        content,
        "log",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--diff-merges=off",
        "--topo-order",
        "--reverse",
        f"--format={boundary}%H %as %s%n{boundary}",
        f"{start}..{end}" if start else end,
        "--",
        ".",
    )
    parts = data.split(boundary.encode())
    for head, rest in zip(parts[1::2], parts[2::2], strict=True):
        commit, day, note = head.decode("utf-8", "replace").split(" ", 2)
        words = "".join(letter if letter.isprintable() else " " for letter in note).split()
        shown = " ".join(words)[:_LONGEST_NOTE]
        yield _Commit(commit, day, shown, dict(_raw(rest, prefix)))


def _raw(data: bytes, prefix: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """(path below the folder, (blob before, blob after)) from `--raw -z`."""
    fields = data.strip(b"\n\0").split(b"\0")
    for status, path in zip(fields[::2], fields[1::2], strict=False):
        words = status.decode("ascii", "replace").lstrip("\n:").split(" ")
        name = path.decode("utf-8", "surrogateescape")
        if len(words) == 5 and name.startswith(prefix):
            yield name[len(prefix) :], (words[2], words[3])


def _blobs(content: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """blob → bytes, by one process."""
    if not names:
        return
    data = git.run(content, "cat-file", "--batch", lines="\n".join(names).encode() + b"\n")
    at = 0
    for name in names:
        end = data.index(b"\n", at)
        words = data[at:end].split(b" ")
        at = end + 1
        if len(words) == 3:
            size = int(words[2])
            yield name, data[at : at + size]
            at += size + 1


# The cache


def _load(path: Path) -> _Kept | None:
    try:
        data = path.read_bytes()
        digest, kept = data[:_DIGEST], data[_DIGEST:]
        if blake2b(kept, digest_size=_DIGEST).digest() != digest:
            return None
        return msgspec.msgpack.decode(kept, type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _save(path: Path, kept: _Kept) -> None:
    data = msgspec.msgpack.encode(kept)
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
    os.replace(temporary, path)
