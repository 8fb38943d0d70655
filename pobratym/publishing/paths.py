"""Paths inside a site: which may be written, and which folders they need."""

import re
from collections.abc import Iterable

from pobratym.publishing.errors import PublishingError

# Nearly every path: names of plain characters that do not end in a dot (so neither `.` nor `..`).
_PLAIN = re.compile(r"(?:[\w.~+@=-]*[\w~+@=-]/)*[\w.~+@=-]*[\w~+@=-]", re.ASCII)
_FORBIDDEN = frozenset('\\:*?"<>|')
_LONGEST_NAME = 255  # bytes; NAME_MAX of Linux, macOS and Windows file systems
_LONGEST_PATH = 1024  # bytes; leaves room for the folder that the site stands in (PATH_MAX 4096)

# In an output folder that is a mount point of its own, new bytes pass through this one.
PASSAGE = ".pobratym-passage"


def check_path(path: str) -> None:
    """PublishingError `odd-path` unless `path` is a plain relative path with `/` between names.

    No empty name, `.`, `..`, control or invisible character (bidirectional marks and lone
    surrogates included), none of `\\ : * ? " < > |`, no name that begins with a space or ends in a
    dot or space, at most 255 bytes a name and 1024 in all. So no path leads out of the site, and
    every site can be copied to every file system.
    """
    if len(path) <= _LONGEST_NAME and _PLAIN.fullmatch(path) and not path.startswith(PASSAGE):
        return
    names = path.split("/")
    for name in names:
        if not _is_good(name):
            raise PublishingError(
                "odd-path",
                f"The path {path!r} cannot be part of a site: {name!r} is not a usable file name. "
                "Nothing was published.",
                path,
            )
    if len(path.encode("utf-8")) > _LONGEST_PATH or names[0] == PASSAGE:
        raise PublishingError(
            "odd-path",
            f"The path {path[:80]!r} cannot be part of a site: it is reserved or longer than "
            f"{_LONGEST_PATH} bytes. Nothing was published.",
            path,
        )


def _is_good(name: str) -> bool:
    return (
        name.isprintable()
        and name != ""
        and _FORBIDDEN.isdisjoint(name)
        and name[0] != " "
        and name[-1] not in ". "
        and len(name.encode("utf-8")) <= _LONGEST_NAME
    )


def folder_of(path: str) -> str:
    """The folder of a path; the root is the empty string."""
    return path.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that these paths need, the root (empty string) and every ancestor included."""
    found = {path.rpartition("/")[0] for path in paths}
    for folder in list(found):
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in found:
                break
            found.add(folder)
    found.add("")
    return found


def branches_of(folders: Iterable[str]) -> set[str]:
    """The folders that hold folders (most folders of a site hold one page and nothing else)."""
    return {folder.rpartition("/")[0] for folder in folders} | {""}
