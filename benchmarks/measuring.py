"""Run a command and measure it: wall time, processor time, peak memory of all its processes.

Memory is the proportional set size (PSS) of the whole process tree, sampled from /proc: pages that
processes share count once, files in page cache or on tmpfs do not count.  Sampling costs time, so
a run is measured either for time or for memory.  Linux only.
"""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_SECONDS_BETWEEN_SAMPLES = 0.05


class CommandFailed(Exception):
    """A measured command ended with another status than 0."""


class Run(NamedTuple):
    """Seconds on the clock and of all processors; bytes, 0 where memory was not asked for."""

    wall: float
    processor: float
    memory: int = 0


def run(command: Sequence[str], folder: Path, *, memory: bool = False) -> Run:
    """Run to the end and measure.  Raises `CommandFailed` with what the command printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    peak = _Peak(process.pid) if memory else None
    output, _ = process.communicate()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seen = peak.stop() if peak else 0
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)}\n{output.decode(errors='replace')[-2000:]}")
    processor = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return Run(wall, processor, seen)


def environment() -> dict[str, str]:
    """The variables of measured processes: Python may keep its compiled modules, as it does for
    everybody who did not forbid it."""
    forbidden = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in forbidden}


class _Peak:
    """Watches a process and its descendants until stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._highest = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while True:
            total = sum(proportional_size(pid) for pid in descendants(self._pid))
            self._highest = max(self._highest, total)
            if self._over.wait(_SECONDS_BETWEEN_SAMPLES):
                return


def descendants(pid: int) -> list[int]:
    """A process and all that it started, directly or not, as far as they still run."""
    found = [pid]
    for known in found:
        try:
            threads = os.listdir(f"/proc/{known}/task")
        except OSError:
            continue
        for thread in threads:
            try:
                children = Path(f"/proc/{known}/task/{thread}/children").read_text()
            except OSError:
                continue
            found += [int(child) for child in children.split()]
    return found


def proportional_size(pid: int) -> int:
    """PSS of one process in bytes; 0 when it is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
