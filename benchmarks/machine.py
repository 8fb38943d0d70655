"""The machine that numbers were measured on, in general terms: no names, no addresses."""

import os
import platform
from pathlib import Path


def description() -> str:
    """Processor, cores, memory, kernel and Python in one line."""
    return (
        f"{_processor()}, {len(os.sched_getaffinity(0))} cores, {_memory()} GB of memory, "
        f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}, "
        f"Python {platform.python_version()}"
    )


def load() -> float:
    """Processes that wanted a core over the last minute; what is above 0.5 disturbs numbers."""
    return os.getloadavg()[0]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].replace("(R)", "").replace("(TM)", "").split())
    return platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
