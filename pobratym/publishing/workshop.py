"""The hidden folder beside the output: its upkeep, and what a killed build left in it."""

import os
from collections.abc import Callable
from contextlib import suppress

from pobratym.publishing.disk import CANNOT_EXCHANGE, Disk
from pobratym.publishing.errors import explained
from pobratym.publishing.journal import redo
from pobratym.publishing.manifest import DamagedManifest, Manifest, check, decode, encode
from pobratym.publishing.places import Places
from pobratym.publishing.staging import flat_name

TREE = "work-"
FLAT = "stage-"


def prepare(disk: Disk, places: Places) -> None:
    """Makes the workshop, closed to other users and invisible to git."""
    os.makedirs(os.path.dirname(places.workshop), exist_ok=True)
    with suppress(FileExistsError):
        disk.make_folder(places.workshop)
        os.chmod(places.workshop, 0o700)
    with suppress(FileExistsError):
        disk.create(f"{places.workshop}/.gitignore", b"*\n")


def read(path: str) -> bytes | None:
    """The encoded manifest at `path`, None without; DamagedManifest when not to be trusted."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return None
    check(data)
    return data


def save(disk: Disk, path: str, manifest: Manifest) -> None:
    """Writes the whole manifest under another name, then gives it this one in one step."""
    with suppress(FileNotFoundError):
        disk.remove(f"{path}.new")
    disk.create(f"{path}.new", encode(manifest))
    disk.rename(f"{path}.new", path)


def recover(disk: Disk, places: Places) -> None:
    """Completes or undoes a build that was killed; afterwards output and manifest agree."""
    try:
        data = read(places.next)
    except DamagedManifest:  # the power went while it was written: nothing was decided yet
        disk.remove(places.next)
        data = None
    if data:
        intent = decode(data)
        shown = inode_of(places.output)
        if shown and shown == intent.shown:
            if intent.staged:
                complete(disk, places, intent)
            else:
                _keep_as_spare(disk, places, intent.spare)
                disk.rename(places.next, places.manifest)
        else:
            disk.remove(places.next)
    _tidy(disk, places)


def complete(disk: Disk, places: Places, intent: Manifest) -> None:
    """Does what a journal says and makes its manifest the valid one.

    PublishingError when the disk refuses: the next command tries again.
    """
    try:
        redo(disk, places.output, finder(places, intent), intent.pending, intent.removals)
        disk.rename(places.next, places.manifest)
    except OSError as error:
        doing = "Moving the new files into place"
        raise explained(error, doing, places.output, is_untouched=False) from error


def discard_staged(disk: Disk, places: Places, intent: Manifest) -> None:
    """Removes what a finished journal leaves; a tree is kept, its folders are dear to make."""
    if intent.is_flat:
        discard(disk, f"{places.workshop}/{intent.staged}")


def finder(places: Places, intent: Manifest) -> Callable[[str], str]:
    """Tells where the staged file of a path lies."""
    folder = f"{places.workshop}/{intent.staged}"
    if intent.is_flat:
        return lambda path: f"{folder}/{flat_name(path)}"
    return lambda path: f"{folder}/{path}"


def can_exchange(disk: Disk, workshop: str) -> bool:
    """Tries on two empty folders and a file whether this file system exchanges and links."""
    one, other = f"{workshop}/probe-1", f"{workshop}/probe-2"
    for folder in (one, other):
        with suppress(FileExistsError):
            disk.make_folder(folder)
    try:
        disk.exchange(one, other)
        disk.link(f"{workshop}/.gitignore", f"{one}/link")
        disk.remove(f"{one}/link")
    except OSError as error:
        if error.errno not in CANNOT_EXCHANGE:
            raise
        return False
    finally:
        for folder in (one, other):
            with suppress(OSError):
                disk.remove_folder(folder)
    return True


def inode_of(path: str) -> int:
    """The inode number of a folder, 0 when there is none."""
    try:
        return os.lstat(path).st_ino
    except FileNotFoundError:
        return 0


def discard(disk: Disk, folder: str) -> None:
    """Removes a hidden folder with all that is in it, as far as the disk allows."""
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in files:
            with suppress(OSError):
                disk.remove(f"{parent}/{name}")
        for name in folders:
            with suppress(OSError):
                if os.path.islink(f"{parent}/{name}"):
                    disk.remove(f"{parent}/{name}")
                else:
                    disk.remove_folder(f"{parent}/{name}")
    with suppress(OSError):
        disk.remove_folder(folder)


def _keep_as_spare(disk: Disk, places: Places, spare: int) -> None:
    for name in os.listdir(places.workshop):
        folder = f"{places.workshop}/{name}"
        if name.startswith(TREE) and inode_of(folder) == spare:
            disk.rename(folder, places.spare)


def _tidy(disk: Disk, places: Places) -> None:
    """A half-written tree is kept as `stale` (its folders are dear to make), the rest goes."""
    for name in os.listdir(places.workshop):
        folder = f"{places.workshop}/{name}"
        if name.startswith(TREE):
            if os.path.lexists(places.stale):
                discard(disk, folder)
            else:
                disk.rename(folder, places.stale)
        elif name.startswith((FLAT, "probe-")):
            discard(disk, folder)
    if os.path.lexists(places.stale) and os.path.lexists(places.spare):
        discard(disk, places.stale)
