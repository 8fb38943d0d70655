"""One build at a time: a lock that ends with the process that holds it."""

import os
import sys

from pobratym.publishing.errors import PublishingError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BEHIND_THE_NUMBER = 1 << 20  # locked bytes cannot be read by others on Windows: lock far behind

_held: set[int] = set()


def _let_go_in_child() -> None:
    """A forked worker that outlives a killed parent must not keep the lock alive."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)


def take_lock(path: str, output: str) -> int:
    """The handle of the locked file; PublishingError `busy` when another build holds it.

    The system drops the lock when its process ends, however it ends, so there are no stale locks.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        is_ours = _lock(handle)
        holder = b"" if is_ours else os.read(handle, 32)
        if is_ours:
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
    except OSError:
        os.close(handle)
        raise
    if is_ours:
        _held.add(handle)
        return handle
    os.close(handle)
    by = f" (process {holder.decode()})" if holder.isdigit() else ""
    raise PublishingError(
        "busy",
        f"Another build{by} is writing to {output}. Wait until it ends, or stop it, then build "
        "again. The published site is untouched.",
        output,
    )


def drop_lock(handle: int) -> None:
    """Lets the next build in."""
    if handle in _held:
        _held.discard(handle)
        os.close(handle)


def _lock(handle: int) -> bool:
    """Whether the lock is ours now; False when another process (or another build here) has it."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _BEHIND_THE_NUMBER, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
