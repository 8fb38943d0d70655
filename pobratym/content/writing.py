"""Many content files changed as one: after a kill at any moment all of them are new, or none.

The new files are written into a hidden folder of the content folder, which gets its lasting name
in one step when it is complete: from then on the change is decided, and whoever comes next
(`finish`) moves what is left to its place.
"""

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

_DECIDED = ".pobratym-import"
_PREPARED = ".pobratym-import-new"
_JOURNAL = "journal.json"


class Change(msgspec.Struct, frozen=True):
    """A file as it is and as it shall be; `before` is None where there is none.

    `path` is relative to the content folder.
    """

    path: str
    before: bytes | None
    after: bytes


def write_changes(content: Path, changes: Iterable[Change]) -> tuple[str, ...]:
    """Write all files, or none; returns the paths that were left alone (see `finish`).

    Raises OSError; then nothing was changed, or `finish` completes it.
    """
    finish(content)
    prepared = content / _PREPARED
    shutil.rmtree(prepared, ignore_errors=True)
    prepared.mkdir(parents=True)
    entries = []
    for number, change in enumerate(changes):
        name = f"{number:06}"
        _write(prepared / name, change.after)
        before = None if change.before is None else _digest(change.before)
        entries.append({"path": change.path, "file": name, "before": before})
    _write(prepared / _JOURNAL, json.dumps(entries).encode())
    _sync_folder(prepared)
    os.rename(prepared, content / _DECIDED)
    _sync_folder(content)
    return finish(content)


def finish(content: Path) -> tuple[str, ...]:
    """Complete a change that was decided and cut short; nothing happens where there is none.

    Returns the paths of files that somebody edited in between: these are left as they are.
    """
    decided = content / _DECIDED
    try:
        entries = json.loads((decided / _JOURNAL).read_bytes())
    except FileNotFoundError:
        # Without its journal the folder has done its work.
        shutil.rmtree(decided, ignore_errors=True)
        return ()
    left_alone = []
    for entry in entries:
        source, target = decided / entry["file"], content / entry["path"]
        if not source.exists():  # moved before
            continue
        if _is_edited(target, entry["before"]):
            left_alone.append(entry["path"])
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
    for folder in sorted({(content / entry["path"]).parent for entry in entries}):
        if folder.is_dir():
            _sync_folder(folder)
    (decided / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(decided, ignore_errors=True)
    return tuple(left_alone)


def is_unfinished(content: Path) -> bool:
    """Whether a change was decided and not completed."""
    return os.path.lexists(content / _DECIDED)


def _is_edited(target: Path, before: str | None) -> bool:
    try:
        now = _digest(target.read_bytes())
    except FileNotFoundError:
        now = None
    return now != before


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _write(path: Path, data: bytes) -> None:
    with open(path, "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Names in a folder reach the medium (nothing to do on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
