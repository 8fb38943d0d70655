"""Is the shown tree as we left it? Cheap for the folders, thorough for the bytes."""

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pobratym.publishing.disk import STAMP_NS
from pobratym.publishing.paths import PASSAGE, folders_of
from pobratym.publishing.staging import digest_of


class Findings(NamedTuple):
    """What differs from the manifest: our files gone, our files with other bytes, others' entries.

    `foreign` names the topmost entry only (`.git`, not what is in it). `touched` are the folders
    that somebody changed since we stamped them.
    """

    missing: frozenset[str]
    altered: frozenset[str]
    foreign: frozenset[str]
    touched: frozenset[str]

    @property
    def lost(self) -> frozenset[str]:
        """Our files that are not there as we wrote them."""
        return self.missing | self.altered


def is_stamped(root: str, folders: Iterable[str]) -> bool:
    """Whether nobody added, removed or replaced an entry in any of these folders since we did."""
    try:
        for folder in folders:
            found = os.lstat(f"{root}/{folder}")
            if found.st_mtime_ns != STAMP_NS or not stat.S_ISDIR(found.st_mode):
                return False
    except OSError:
        return False
    return True


def look(
    root: str,
    files: Mapping[str, bytes],
    known_foreign: Collection[str] = (),
    is_thorough: bool = False,
) -> Findings:
    """Compares the tree under `root` with `files` (path to digest).

    Quick: one `lstat` per folder; only folders that lost our stamp are listed and their files read
    (a file overwritten in place, by an editor that does not save through a new file, goes unseen).
    Thorough: every folder is listed and every file read.
    """
    folders = folders_of(files)
    present: dict[str, frozenset[str]] = {}
    touched = set()
    for folder in folders:
        if not is_thorough and is_stamped(root, (folder,)):
            continue
        touched.add(folder)
        present[folder] = _files_in(root, folder)
    foreign = {path for path in known_foreign if os.path.lexists(f"{root}/{path}")}
    if not touched:
        return Findings(frozenset(), frozenset(), frozenset(foreign), frozenset())

    missing, altered = set(), set()
    for path, digest in files.items():
        folder, _, name = path.rpartition("/")
        if folder in touched:
            if name not in present[folder]:
                missing.add(path)
            elif _digest_at(f"{root}/{path}") != digest:
                altered.add(path)
    foreign |= foreign_in(root, touched, files, folders)
    return Findings(frozenset(missing), frozenset(altered), frozenset(foreign), frozenset(touched))


def foreign_in(
    root: str, looked_at: Iterable[str], files: Collection[str], folders: Collection[str]
) -> set[str]:
    """Entries of the folders `looked_at` that are neither our `files` nor our `folders`."""
    found = set()
    for folder in looked_at:
        prefix = f"{folder}/" if folder else ""
        try:
            if not stat.S_ISDIR(os.lstat(f"{root}/{folder}").st_mode):
                continue  # reported by the folder above
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        is_ours = path in folders or path == PASSAGE
                    else:
                        is_ours = path in files
                    if not is_ours:
                        found.add(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
    return found


def foreign_to(
    root: str, found: Iterable[str], files: Collection[str], folders: Collection[str]
) -> frozenset[str]:
    """Foreign entries as seen from another site, with these files and folders; topmost ones only.

    A folder that is no longer ours, kept because of what somebody put there, is foreign as a whole:
    whatever gets into it later belongs to them too. One that becomes ours is looked into.
    """
    seen = set()
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        if path in folders:
            inside = [folder for folder in folders if f"{folder}/".startswith(f"{path}/")]
            seen |= foreign_in(root, inside, files, folders)
            continue
        above = path.rpartition("/")[0]
        while above not in folders:
            path, above = above, above.rpartition("/")[0]
        if path not in files:
            seen.add(path)
    return frozenset(seen)


def list_tree(root: str) -> tuple[dict[str, int], set[str], set[str]]:
    """Regular files (path to inode), folders and other entries of a whole tree, not following
    links."""
    files: dict[str, int] = {}
    folders, others = set(), set()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    files[path] = entry.inode()
                else:
                    others.add(path)
    return files, folders, others


def _files_in(root: str, folder: str) -> frozenset[str]:
    """Names of the regular files of a folder; none when it is not a folder (a link, gone)."""
    try:
        if not stat.S_ISDIR(os.lstat(f"{root}/{folder}").st_mode):
            return frozenset()
        with os.scandir(f"{root}/{folder}") as entries:
            return frozenset(
                entry.name for entry in entries if entry.is_file(follow_symlinks=False)
            )
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()


def _digest_at(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return digest_of(file.read())
    except OSError:
        return None
