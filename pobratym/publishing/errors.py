"""The one exception of publishing: what failed, what became of the site, what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_NO_PERMISSION = {errno.EACCES, errno.EPERM}

_ADVICE = {
    "disk-full": "The disk is full. Free some space and build again.",
    "read-only": "The disk is read-only. Make it writable or choose another output folder.",
    "no-permission": "Permission was denied. Check who owns the output folder and the folder "
    "that holds it, or choose another output folder.",
    "failed": "Build again; if it fails once more, check the disk or choose another output folder.",
}


class PublishingError(Exception):
    """Nothing could be published, or not all of it; `str()` is whole sentences for a person.

    `code` is one of `busy` (another build runs), `refused` (this folder may not be an output),
    `not-ours` (the folder holds files of somebody else), `in-the-way` (a foreign file stands where
    a page has to go), `incomplete` (the site handed over lacks files), `odd-path` (a path that may
    not be written), `disk-full`, `read-only`, `no-permission`, `failed`. `path` is the folder or
    file meant. `is_untouched` says whether readers still see exactly the previous site.
    """

    def __init__(self, code: str, message: str, path: str = "", is_untouched: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.is_untouched = is_untouched

    def __reduce__(self) -> tuple[type, tuple[str, str, str, bool]]:
        """Errors travel from worker processes to the parent, attributes included."""
        return type(self), (self.code, str(self), self.path, self.is_untouched)


def code_of(error: OSError) -> str:
    """The code of a PublishingError that this fault of the machine amounts to."""
    if error.errno in _DISK_FULL:
        return "disk-full"
    if error.errno == errno.EROFS:
        return "read-only"
    if error.errno in _NO_PERMISSION:
        return "no-permission"
    return "failed"


def explained(
    error: OSError, doing: str, output: str, is_untouched: bool = True
) -> PublishingError:
    """The fault in sentences: what was being done, what readers see now, what to do."""
    code = code_of(error)
    outcome = (
        f"The published site in {output} is untouched."
        if is_untouched
        else f"The change of {output} is recorded and the next build completes it; until then "
        "some of its pages are new and some old, each of them whole."
    )
    path = str(error.filename or output)
    reason = error.strerror or type(error).__name__
    return PublishingError(
        code, f"{doing} failed at {path}: {reason}. {outcome} {_ADVICE[code]}", path, is_untouched
    )


@contextmanager
def explaining(doing: str, output: str) -> Iterator[None]:
    """Turns every OSError of the block into a PublishingError; the shown site was not at stake."""
    try:
        yield
    except OSError as error:
        raise explained(error, doing, output) from error
