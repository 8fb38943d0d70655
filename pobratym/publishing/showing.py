"""The step from staged to shown: by exchange of two trees, or by journal."""

import os
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import NamedTuple

from pobratym.publishing import workshop
from pobratym.publishing.disk import CANNOT_EXCHANGE, Disk
from pobratym.publishing.errors import PublishingError
from pobratym.publishing.journal import refuse_what_is_in_the_way
from pobratym.publishing.manifest import Manifest
from pobratym.publishing.paths import branches_of, folders_of
from pobratym.publishing.places import Places
from pobratym.publishing.staging import Staging
from pobratym.publishing.trees import level_known, level_unknown, refuse_missing, stamp


class Change(NamedTuple):
    """The wanted site and how it differs from the recorded one.

    `staged`: paths whose bytes wait in the staging folder; `removed`: our paths that are no longer
    wanted; `touched`: folders of the shown tree that somebody else changed; `foreign`: entries
    there that are not ours.
    """

    files: Mapping[str, bytes]
    state: bytes
    staged: AbstractSet[str]
    removed: Collection[str]
    touched: Collection[str]
    foreign: Collection[str]


def show_by_exchange(
    disk: Disk,
    places: Places,
    recorded: Manifest,
    change: Change,
    staging: Staging,
    is_durable: bool,
) -> bool:
    """Levels the hidden tree and exchanges it with the shown one, or renames it to the output.

    False when the system cannot do this here; then the shown site is as it was, and what was
    staged still lies where it was staged. OSError when the disk refuses before the exchange;
    PublishingError when it does not confirm it afterwards.
    """
    tree, output = staging.folder, places.output
    staging.open()
    inode = workshop.inode_of(tree)
    is_known = staging.spare == places.spare and recorded.spare == inode
    has_shown = os.path.lexists(output)
    is_first = not has_shown or not os.listdir(output)
    try:
        if is_known:
            folders = level_known(
                disk,
                tree,
                output,
                change.files,
                change.staged,
                recorded.behind,
                {*recorded.leftovers, *change.removed},
            )
        else:
            folders = level_unknown(disk, tree, output, change.files, change.staged)
        stamp(disk, tree, folders)
        if has_shown:
            disk.take_after(tree, os.lstat(output))
        intent = Manifest(
            state=change.state,
            files=change.files,
            shown=inode,
            spare=0 if is_first else workshop.inode_of(output),
            can_exchange=recorded.can_exchange,
            behind=change.staged,
            leftovers=change.removed,
            branches=_branches(recorded, change),
            foreign=frozenset(),
            pending=frozenset(),
            removals=frozenset(),
            staged="",
            is_flat=False,
        )
        workshop.save(disk, places.next, intent)
        if is_durable:
            disk.sync(places.workshop)
        if is_first:
            if has_shown and os.name == "nt":  # no folder takes another one's name there
                disk.remove_folder(output)
            disk.rename(tree, output)
        else:
            disk.exchange(tree, output)
    except OSError as error:
        if error.errno not in CANNOT_EXCHANGE:
            raise
        if os.path.lexists(places.next):
            disk.remove(places.next)
        return False
    _settle_exchange(disk, places, "" if is_first else tree, change.touched)
    if is_durable:
        _confirm(disk, os.path.dirname(output))
    return True


def show_by_journal(
    disk: Disk,
    places: Places,
    recorded: Manifest,
    change: Change,
    staging: Staging,
    is_durable: bool,
    is_damaged: bool,
) -> None:
    """Writes the journal, then moves file by file.

    `is_damaged`: the manifest of the shown site was lost, so files at our paths count as ours.
    PublishingError `in-the-way` before anything is decided; also when the disk refuses in the
    middle (the next command goes on). OSError when it refuses before.
    """
    output = places.output
    refuse_missing(path for path in change.staged if not os.path.lexists(staging.place_of(path)))
    refuse_what_is_in_the_way(output, change.staged, change.removed, recorded.files, is_damaged)
    if not os.path.lexists(output):
        disk.make_folder(output)
    intent = Manifest(
        state=change.state,
        files=change.files,
        shown=workshop.inode_of(output),
        spare=recorded.spare if staging.is_flat else 0,
        can_exchange=recorded.can_exchange,
        behind={*recorded.behind, *change.staged} & change.files.keys(),
        leftovers={*recorded.leftovers, *recorded.behind, *change.removed} - change.files.keys(),
        branches=_branches(recorded, change),
        foreign=change.foreign,
        pending=change.staged,
        removals=change.removed,
        staged=os.path.basename(staging.folder),
        is_flat=staging.is_flat,
    )
    workshop.save(disk, places.next, intent)
    if is_durable:
        disk.sync(places.workshop)
    workshop.complete(disk, places, intent)
    stamp(disk, output, change.touched)
    if is_durable:
        _confirm(disk, places.workshop)
    workshop.discard_staged(disk, places, intent)


def _settle_exchange(disk: Disk, places: Places, old_tree: str, touched: Collection[str]) -> None:
    """The new site is shown; the rest is upkeep, which the next command does when we cannot."""
    with suppress(OSError):
        if old_tree:
            stamp(disk, old_tree, touched)
            disk.rename(old_tree, places.spare)
        disk.rename(places.next, places.manifest)


def _confirm(disk: Disk, folder: str) -> None:
    try:
        disk.sync_folder(folder)
    except OSError as error:
        raise PublishingError(
            "failed",
            f"The new site is shown, but the disk did not confirm that it keeps it: "
            f"{error.strerror}. Check the disk, then build again.",
            folder,
            is_untouched=False,
        ) from error


def _branches(recorded: Manifest, change: Change) -> Collection[str]:
    if not change.removed and change.staged <= recorded.files.keys():
        return recorded.branches
    return branches_of(folders_of(change.files)) - {""}
