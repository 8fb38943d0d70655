"""One build at a time: a lock that ends with the process that holds it."""

import os
import sys

from pobratym.publishing.errors import PublishingError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BEHIND_THE_NUMBER = 1 << 20  # locked bytes cannot be read by others on Windows: lock far behind

# A record lock does not shut out its own process, so what we hold is written down as well.
_held: dict[str, list[int]] = {}


def take_lock(path: str, output: str) -> None:
    """Locks the file at `path`; PublishingError `busy` when another build holds it.

    A record lock: the system drops it when the process that took it ends, however it ends, even
    when forked workers outlive it. So there are no stale locks.
    """
    handles: list[int] = []
    if _held.setdefault(path, handles) is not handles:
        raise _busy(output, str(os.getpid()))
    try:
        handles.append(_open_locked(path, output))
    finally:
        if not handles:
            del _held[path]


def drop_lock(path: str) -> None:
    """Lets the next build in."""
    for handle in _held.pop(path):
        os.close(handle)


def _open_locked(path: str, output: str) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _lock(handle):
            raise _busy(output, os.read(handle, 32).decode("ascii", "replace"))
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
    except BaseException:
        os.close(handle)
        raise
    return handle


def _busy(output: str, holder: str) -> PublishingError:
    by = f" (process {holder})" if holder.isdigit() else ""
    return PublishingError(
        "busy",
        f"Another build{by} is writing to {output}. Wait until it ends, or stop it, then build "
        "again. The published site is untouched.",
        output,
    )


def _lock(handle: int) -> bool:
    """Whether the lock is ours now; False when another process has it."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _BEHIND_THE_NUMBER, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
