"""Brings the hidden tree to the wanted site: what is unchanged becomes a second name of the shown
file, what is stale goes, what is new was staged there already."""

import errno
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from pobratym.publishing.disk import Disk
from pobratym.publishing.errors import PublishingError
from pobratym.publishing.inspection import list_tree
from pobratym.publishing.paths import folder_of, folders_of

_NOT_EMPTY = {errno.ENOTEMPTY, errno.EEXIST, errno.EBUSY}


def level_known(
    disk: Disk,
    tree: str,
    shown: str,
    files: Mapping[str, bytes],
    staged: Collection[str],
    behind: Iterable[str],
    stale: Iterable[str],
) -> set[str]:
    """Levels a tree of which we know how it differs. Returns the folders it changed.

    `behind`: paths to be taken over from the shown tree unless staged or no longer wanted;
    `stale`: paths that may be there and are not wanted unless in `files`.
    """
    dropped = [path for path in stale if path not in files]
    taken = []
    for path in behind:
        if path not in files:
            dropped.append(path)
        elif path not in staged:
            taken.append(path)
    refuse_missing(path for path in staged if not os.path.lexists(f"{tree}/{path}"))
    drop_files(disk, tree, dropped)
    made: set[str] = {""}
    for path in taken:
        _take(disk, tree, shown, path, made)
    return folders_of([*dropped, *taken, *staged])


def level_unknown(
    disk: Disk, tree: str, shown: str, files: Mapping[str, bytes], staged: Collection[str]
) -> set[str]:
    """Levels a tree that a killed build left, or an empty one. Returns the folders to be stamped.

    Nothing in it is trusted but what was staged now: every other file must have the same inode as
    the shown one.
    """
    found, found_folders, others = list_tree(tree)
    refuse_missing(path for path in staged if path not in found)
    for path in others:
        disk.remove(f"{tree}/{path}")
    for path in found:
        if path not in files:
            disk.remove(f"{tree}/{path}")
    wanted_folders = folders_of(files)
    for folder in sorted(found_folders - wanted_folders, reverse=True):
        disk.remove_folder(f"{tree}/{folder}")
    made = (found_folders & wanted_folders) | {""}
    for path in files:
        if path in staged:
            continue
        inode = found.get(path)
        if inode is None or inode != os.lstat(f"{shown}/{path}").st_ino:
            _take(disk, tree, shown, path, made)
    return wanted_folders


def refuse_missing(paths: Iterable[str]) -> None:
    """PublishingError `incomplete` at the first of these paths, which should have been staged."""
    for path in paths:
        raise PublishingError(
            "incomplete",
            f"The file {path} of the new site was not written, or somebody removed or changed it "
            "in the output folder during the build. Build again with --no-cache. The published "
            "site is untouched.",
            path,
        )


def drop_files(disk: Disk, root: str, paths: Iterable[str]) -> None:
    """Removes files, and folders that this leaves empty; what is gone already is no fault."""
    for path in sorted(paths, reverse=True):
        try:
            disk.remove(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:
            if not os.path.isdir(f"{root}/{path}"):  # else a folder of the new site has its name
                raise
        folder = folder_of(path)
        while folder:
            try:
                disk.remove_folder(f"{root}/{folder}")
            except (FileNotFoundError, NotADirectoryError):
                pass  # gone with the path before; the folder above may be empty now
            except OSError as error:
                if error.errno not in _NOT_EMPTY:
                    raise
                break
            folder = folder_of(folder)


def make_folders(disk: Disk, root: str, folder: str, made: set[str]) -> None:
    """Makes a folder and those above it; remembers in `made` which are there."""
    if folder in made:
        return
    make_folders(disk, root, folder_of(folder), made)
    with suppress(FileExistsError):
        disk.make_folder(f"{root}/{folder}")
    made.add(folder)


def stamp(disk: Disk, root: str, folders: Iterable[str]) -> None:
    """Marks these folders as left by us. One that cannot be marked costs a closer look later."""
    for folder in folders:
        with suppress(OSError):
            disk.stamp(f"{root}/{folder}")


def _take(disk: Disk, tree: str, shown: str, path: str, made: set[str]) -> None:
    make_folders(disk, tree, folder_of(path), made)
    try:
        disk.link(f"{shown}/{path}", f"{tree}/{path}")
    except FileExistsError:
        disk.remove(f"{tree}/{path}")
        disk.link(f"{shown}/{path}", f"{tree}/{path}")
