"""Every call by which publishing changes a disk, one method each.

Reading goes through `os` directly. What changes something goes through a `Disk`, so that a test
can hand over one that is full, read-only, or kills the process between any two calls.
"""

import errno
import os
import sys

# What we did to a folder last is told by its modification time: always this one (2000-01-01 UTC).
# Whoever adds, removes or replaces an entry afterwards makes the kernel write another.
STAMP_NS = 946_684_800 * 10**9

# A mount, file system or kernel that says one of these cannot exchange or link here.
CANNOT_EXCHANGE = frozenset(
    {
        errno.EXDEV,
        errno.EBUSY,
        errno.ENOSYS,
        errno.EINVAL,
        errno.EPERM,
        errno.EOPNOTSUPP,
        errno.EMLINK,
    }
)

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class Disk:
    """The real disk. All paths are absolute; every method raises OSError."""

    def make_folder(self, path: str) -> None:
        """Makes one folder; FileExistsError when something is there."""
        os.mkdir(path)

    def create(self, path: str, data: bytes) -> None:
        """Writes a new file; FileExistsError when something is there."""
        handle = os.open(path, _NEW_FILE, 0o666)
        try:
            done = os.write(handle, data)
            while done < len(data):  # a write may stop short: on a nearly full disk, past 2 GiB
                done += os.write(handle, memoryview(data)[done:])
        finally:
            os.close(handle)

    def link(self, existing: str, new: str) -> None:
        """Gives a file a second name."""
        os.link(existing, new, follow_symlinks=False)

    def remove(self, path: str) -> None:
        """Removes a file or a symbolic link."""
        os.unlink(path)

    def remove_folder(self, path: str) -> None:
        """Removes an empty folder."""
        os.rmdir(path)

    def rename(self, old: str, new: str) -> None:
        """Gives a file or folder another name, atomically; an existing file there is replaced."""
        os.replace(old, new)

    def exchange(self, one: str, other: str) -> None:
        """Two folders swap names in one step (Linux `renameat2`, flag RENAME_EXCHANGE).

        OSError with an errno of CANNOT_EXCHANGE where the system, C library, file system or mount
        has no such step.
        """
        if not sys.platform.startswith("linux"):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)
        import ctypes  # 10 ms that a build in which nothing changed need not spend

        libc = ctypes.CDLL(None, use_errno=True)
        try:
            renameat2 = libc.renameat2
        except AttributeError:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one) from None
        failed = renameat2(
            _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
        )
        if failed:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), one, None, other)

    def stamp(self, folder: str) -> None:
        """Marks a folder as left by us: sets its modification time to STAMP_NS."""
        os.utime(folder, ns=(STAMP_NS, STAMP_NS))

    def take_after(self, folder: str, model: os.stat_result) -> None:
        """Gives a folder the permissions, owner and group of another."""
        now = os.stat(folder)
        if (now.st_uid, now.st_gid) != (model.st_uid, model.st_gid):
            os.chown(folder, model.st_uid, model.st_gid)
        if now.st_mode != model.st_mode:
            os.chmod(folder, model.st_mode & 0o7777)

    def sync(self, path: str) -> None:
        """Returns when all that was written to the file system of `path` is on the medium."""
        if sys.platform.startswith("linux"):
            import ctypes

            handle = os.open(path, os.O_RDONLY)
            try:
                libc = ctypes.CDLL(None, use_errno=True)
                if libc.syncfs(handle):
                    code = ctypes.get_errno()
                    raise OSError(code, os.strerror(code), path)
            finally:
                os.close(handle)
        elif hasattr(os, "sync"):
            os.sync()

    def sync_folder(self, path: str) -> None:
        """Returns when the names in this folder are on the medium (nothing to do on Windows)."""
        if os.name == "posix":
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
