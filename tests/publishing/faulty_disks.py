"""Disks that fail on purpose, and small helpers to look at what was published."""

import errno
import os
import signal
from pathlib import Path

from pobratym.publishing import publication
from pobratym.publishing.disk import Disk

CALLS = (
    "make_folder",
    "create",
    "link",
    "remove",
    "remove_folder",
    "rename",
    "exchange",
    "stamp",
    "take_after",
    "sync",
    "sync_folder",
)


class FaultyDisk(Disk):
    """Counts its calls; subclasses do something at one of them."""

    def __init__(self, at=None, only=CALLS):
        self.at = at
        self.only = only
        self.calls = 0

    @property
    def has_failed(self):
        """Whether the call with the fault was reached."""
        return self.calls >= self.at

    def fault(self, name, call, arguments):
        """What happens at call number `at`; the default is nothing unusual."""
        return call(*arguments)


def _wrapped(name):
    real = getattr(Disk, name)

    def call(self, *arguments):
        if name not in self.only:
            return real(self, *arguments)
        self.calls += 1
        if self.calls == self.at:
            return self.fault(name, lambda *given: real(self, *given), arguments)
        return real(self, *arguments)

    return call


for _name in CALLS:
    setattr(FaultyDisk, _name, _wrapped(_name))


class KillingDisk(FaultyDisk):
    """The process dies before, after, or (for a file being written) in the middle of a call."""

    def __init__(self, at, moment, exchanges=True):
        super().__init__(at)
        self.moment = moment
        self.exchanges = exchanges

    def fault(self, name, call, arguments):
        if name == "create" and self.moment == "middle":
            path, data = arguments
            call(path, data[: len(data) // 2])
        elif self.moment != "before":
            call(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    def exchange(self, one, other):
        if not self.exchanges:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)
        FaultyDisk.exchange(self, one, other)


class FailingDisk(FaultyDisk):
    """One call fails with this error; a file being written stays half written."""

    def __init__(self, at, error, only=CALLS):
        super().__init__(at, only)
        self.error = error

    def fault(self, name, call, arguments):
        if name == "create":
            path, data = arguments
            call(path, data[: len(data) // 2])
        raise OSError(self.error, os.strerror(self.error), arguments[0])


class FullDisk(Disk):
    """From call number `at` on there is no room for anything new."""

    def __init__(self, at):
        self.left = at

    @property
    def has_failed(self):
        """Whether room was missing once."""
        return self.left < 0

    def _take_room(self, path):
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    def make_folder(self, path):
        self._take_room(path)
        super().make_folder(path)

    def create(self, path, data):
        self._take_room(path)
        super().create(path, data)

    def link(self, existing, new):
        self._take_room(new)
        super().link(existing, new)


class PlainDisk(Disk):
    """A system that cannot exchange two folders."""

    def exchange(self, one, other):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)


def shown(output: Path) -> dict[str, bytes]:
    """Every file below the output folder, path to bytes."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            found[path.relative_to(output).as_posix()] = path.read_bytes()
    return found


def publish(output: Path, site: dict[str, bytes], state=b"", disk=None, **options):
    """Publishes a site from text to commit; returns the Result."""
    with publication(output, disk=disk, is_durable=False, **options) as pub:
        digests = {path: pub.write(path, data) for path, data in site.items()}
        return pub.commit(digests, state)
