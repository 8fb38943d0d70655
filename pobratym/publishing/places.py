"""Where things lie, and which folders may never become an output."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pobratym.publishing.errors import PublishingError


class Places(NamedTuple):
    """Absolute paths. The workshop is a hidden folder beside the output, so on the same disk."""

    output: str
    workshop: str
    lock: str
    manifest: str
    next: str
    spare: str
    stale: str


def places_of(output: Path, forbidden: Iterable[Path]) -> Places:
    """The places of an output folder; PublishingError `refused` when it may not be one.

    Refused: the root of the disk, the home folder, each forbidden folder (content, repository,
    working folder), every folder that contains one of these, a symbolic link, and a path that lies
    in a forbidden folder by name but leads out of it through a link.
    """
    named = os.path.abspath(output)
    real = os.path.join(os.path.realpath(os.path.dirname(named)), os.path.basename(named))
    if not os.path.basename(named) or os.path.dirname(real) == real:
        raise _refused(named, "it is the root of the disk")
    if os.path.islink(real):
        raise _refused(
            named,
            f"it is a symbolic link to {os.path.realpath(real)}; name the folder itself",
        )
    if os.path.lexists(real) and not os.path.isdir(real):
        raise _refused(named, "it is a file")
    home = os.path.expanduser("~")
    if home != "~" and _contains(real, os.path.realpath(home)):
        raise _refused(named, "it is the home folder or contains it")
    for folder in forbidden:
        inside = os.path.realpath(folder)
        if _contains(real, inside):
            raise _refused(named, f"it is or contains {inside}")
        if _contains(os.path.abspath(folder), named) and not _contains(inside, real):
            raise _refused(named, f"a symbolic link leads from it out of {inside} to {real}")
    workshop = os.path.join(os.path.dirname(real), f".{os.path.basename(real)}.pobratym")
    return Places(
        output=real,
        workshop=workshop,
        lock=f"{workshop}/lock",
        manifest=f"{workshop}/manifest",
        next=f"{workshop}/next",
        spare=f"{workshop}/spare",
        stale=f"{workshop}/stale",
    )


def _contains(folder: str, path: str) -> bool:
    """Whether `path` is `folder` or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _refused(output: str, reason: str) -> PublishingError:
    return PublishingError(
        "refused",
        f"{output} cannot be the output folder: {reason}. Choose another folder with --output; "
        "nothing was changed.",
        output,
    )
