"""Which commit a site is built from, and whether anything in it was changed since."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from pobratym import git
from pobratym.outputs.build_record import Origin

_COMMIT = re.compile(r"# branch\.oid ([0-9a-f]{40,64})$", re.MULTILINE)


def ask_origin(content: Path, others: Iterable[Path]) -> Callable[[], Origin]:
    """Asks git and returns at once; calling the result waits for the answer.

    `others` are further files and folders that decide what is built; those outside the repository
    of the content folder say nothing.  Without git the answer names no commit.
    """
    top = _repository_of(content)
    if top is None:
        return Origin
    known = [path.resolve() for path in (content, *others)]
    inside = sorted({str(path) for path in known if path.is_relative_to(top)})
    try:
        answer = git.begin(content, "status", "--porcelain=v2", "--branch", "--", *inside)
    except git.GitFault:
        return Origin

    @cache
    def wait() -> Origin:
        try:
            status = answer().decode("utf-8", "replace")
        except git.GitFault:
            return Origin()
        commit = _COMMIT.search(status)
        changed = any(line and not line.startswith("#") for line in status.splitlines())
        return Origin(commit[1], not changed) if commit else Origin()

    return wait


def _repository_of(content: Path) -> Path | None:
    folder = content.resolve()
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
