"""Questions to git: plumbing only, and nothing that a repository configures is run."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

_TIMEOUT = 120
# Nothing that a repository or a user configures may run or change what is read.
_GIT = (
    "git",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.renames=false"),
)


class GitFault(Exception):
    """Git is not there, or did not do what it was asked."""


def run(folder: Path, *arguments: str, lines: bytes | None = None) -> bytes:
    """What git answers in a folder; `lines` is its standard input.  Raises `GitFault`."""
    return begin(folder, *arguments, lines=lines)()


def begin(folder: Path, *arguments: str, lines: bytes | None = None) -> Callable[[], bytes]:
    """Asks git and returns at once; calling the result waits for the answer (`GitFault`)."""
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "GIT_TERMINAL_PROMPT": "0"}
    try:
        process = subprocess.Popen(
            (*_GIT, *arguments),
            cwd=folder,
            stdin=subprocess.DEVNULL if lines is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as error:
        raise GitFault(str(error)) from error

    def answer() -> bytes:
        try:
            found, complaint = process.communicate(lines, _TIMEOUT)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise GitFault("git did not answer") from error
        if process.returncode:
            raise GitFault(complaint.decode("utf-8", "replace"))
        return found

    return answer
