"""Publishing into the shown tree itself, file by file, so that a killed build can be completed.

The journal is the manifest of the new site with the work still to do in it. Once it stands, the
publication is decided: whatever happens, the next command redoes what is left.
"""

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from pobratym.publishing.disk import Disk
from pobratym.publishing.errors import PublishingError
from pobratym.publishing.paths import PASSAGE, folder_of, folders_of
from pobratym.publishing.trees import drop_files, make_folders, stamp


def redo(
    disk: Disk,
    output: str,
    place_of: Callable[[str], str],
    pending: Collection[str],
    removals: Collection[str],
) -> None:
    """Moves staged files to their places and removes stale ones. May be repeated at any point.

    Order: what blocks a new path, then style sheets, scripts and images, then pages (a new page
    never asks for what is not there yet), then the rest of what is stale.
    """
    folders = folders_of(pending)
    blocking = {
        path for path in removals if path in folders or _has_ancestor_in(path, frozenset(pending))
    }
    drop_files(disk, output, blocking)
    made = {""}
    gone = set()
    for path in sorted(pending, key=lambda path: (path.endswith(".html"), path)):
        make_folders(disk, output, folder_of(path), made)
        try:
            _move(disk, place_of(path), output, path)
        except FileNotFoundError:  # moved before the build was killed, or somebody removed it
            if not os.path.lexists(f"{output}/{path}"):
                gone.add(path)
    drop_files(disk, output, set(removals) - blocking)
    with suppress(OSError):
        disk.remove_folder(f"{output}/{PASSAGE}")
    # Without our stamp the next build looks into a folder, and finds what is not there.
    unsure = folders_of(gone) if gone else set()
    stamp(disk, output, (folders | folders_of(removals)) - unsure)


def refuse_what_is_in_the_way(
    output: str,
    pending: Iterable[str],
    removals: Collection[str],
    ours: Collection[str],
    may_replace_files: bool,
) -> None:
    """PublishingError `in-the-way` where a new file or its folder meets something not ours.

    `may_replace_files`: the manifest is damaged, so files at paths of the new site count as ours.
    """
    checked = {""}
    leaving = folders_of(removals).union(removals)
    for path in pending:
        folder = folder_of(path)
        while folder not in checked:
            mode = _mode(f"{output}/{folder}")
            if mode and not stat.S_ISDIR(mode) and folder not in removals:
                raise _in_the_way(output, folder, path)
            checked.add(folder)
            folder = folder_of(folder)
        mode = _mode(f"{output}/{path}")
        if stat.S_ISDIR(mode):
            if path not in leaving:
                raise _in_the_way(output, path, path)
            for parent, folders, names in os.walk(f"{output}/{path}"):
                inside = os.path.relpath(parent, output).replace(os.sep, "/")
                for name in (*folders, *names):
                    if f"{inside}/{name}" not in leaving:
                        raise _in_the_way(output, f"{inside}/{name}", path)
        elif mode and path not in ours and not (may_replace_files and stat.S_ISREG(mode)):
            raise _in_the_way(output, path, path)


def _move(disk: Disk, source: str, output: str, path: str) -> None:
    try:
        disk.rename(source, f"{output}/{path}")
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output is a mount of its own: copy into it, then rename there.
        with open(source, "rb") as file:
            data = file.read()
        passage = f"{output}/{PASSAGE}"
        with suppress(FileExistsError):
            disk.make_folder(passage)
        with suppress(FileNotFoundError):
            disk.remove(f"{passage}/new")
        disk.create(f"{passage}/new", data)
        disk.rename(f"{passage}/new", f"{output}/{path}")


def _has_ancestor_in(path: str, paths: Collection[str]) -> bool:
    folder = folder_of(path)
    while folder:
        if folder in paths:
            return True
        folder = folder_of(folder)
    return False


def _mode(path: str) -> int:
    """The mode of what is there, not following links; 0 when nothing is."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _in_the_way(output: str, obstacle: str, path: str) -> PublishingError:
    return PublishingError(
        "in-the-way",
        f"{output}/{obstacle} was not made by this program and stands where the new file {path} "
        "has to go. Move it away or rename it, then build again. The published site is untouched.",
        f"{output}/{obstacle}",
    )
