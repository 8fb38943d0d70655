"""Work dealt out to all cores by forking.

A forked process shares what its parent has loaded and sends back bytes through a pipe; nothing is
pickled.  Where processes cannot be forked, or the work is not worth it, one process does it all.
"""

import os
import struct
from collections.abc import Callable, Sequence

_STRIDE = 16


class WorkerDied(Exception):
    """A process ended before its work was done."""


def shares(count: int, jobs: int, worth: int) -> list[list[int]]:
    """Numbers 0 … count-1 in one list per process, at least one.

    Neighbours share what they need, so numbers are dealt in strides.  Below `worth` numbers a
    second process costs more than it saves.
    """
    if jobs < 2 or count < worth or not hasattr(os, "fork"):
        return [list(range(count))]
    dealt: list[list[int]] = [[] for _ in range(jobs)]
    for start in range(0, count, _STRIDE):
        dealt[start // _STRIDE % jobs].extend(range(start, min(start + _STRIDE, count)))
    return dealt


def in_processes(
    dealt: Sequence[Sequence[int]], work: Callable[[Sequence[int]], bytes]
) -> list[bytes]:
    """The bytes that `work` makes of each share; the first share is done by this process.

    Raises `WorkerDied` when another process fails; what it printed says why."""
    children = [_start(lambda share=share: work(share)) for share in dealt[1:]]
    try:
        own = work(dealt[0])
    finally:
        others = [_collect(*child) for child in children]
    if None in others:
        raise WorkerDied("a process of this build ended early")
    return [own, *(result for result in others if result is not None)]


def _start(work: Callable[[], bytes]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        data = work()
        with os.fdopen(writing, "wb") as stream:
            stream.write(struct.pack("<Q", len(data)))
            stream.write(data)
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        # Not sys.exit: buffers and exit handlers belong to the parent.
        os._exit(status)


def _collect(child: int, reading: int) -> bytes | None:
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    if status or len(data) < 8 or struct.unpack("<Q", data[:8])[0] != len(data) - 8:
        return None
    return data[8:]
