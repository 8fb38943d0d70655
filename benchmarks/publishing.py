"""What publishing costs: a cold site, nothing changed, a few changes, everything changed.

    python -m benchmarks.publishing [--files 25000] [FOLDER ...]

One process writes files of 10 KB, each in a folder of its own. Folders default to one in memory
and one on the disk. "plain" writes the same files with nothing else: what is above it is the price
of atomic publishing.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pobratym.publishing import publication

EDITED = 10
REPEATS = 5


def paths_of(count: int) -> list[str]:
    """Paths of a site in two languages: two large kinds of page, a small one, few top folders."""
    kinds = ("partnerships", "partnerships", "institutions", "institutions", "news")
    return [
        f"{('uk', 'en')[n % 2]}/{kinds[n // 2 % 5]}/record-{n:05d}/index.html" for n in range(count)
    ]


def page(path: str, edition: int) -> bytes:
    """10 KB that differ from path to path and from edition to edition."""
    return f"{path} {edition} ".encode().ljust(10_000, b"x")


def plain(root: Path, paths: list[str]) -> None:
    """The same files without any publishing."""
    for path in paths:
        target = f"{root}/{path}"
        os.makedirs(os.path.dirname(target))
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        os.write(handle, page(path, 0))
        os.close(handle)


def whole(output: Path, paths: list[str], edition: int) -> None:
    """Every page goes through `write`, then `commit`."""
    with publication(output) as pub:
        write = pub.write
        pub.commit({path: write(path, page(path, edition)) for path in paths}, b"state")


def edit(output: Path, paths: list[str], edition: int) -> None:
    """A few pages change; a build that knows which."""
    with publication(output) as pub:
        write = pub.write
        pub.commit_changes({path: write(path, page(path, edition)) for path in paths}, (), b"state")


def unchanged(output: Path) -> None:
    """The build that finds nothing to do."""
    with publication(output) as pub:
        if not pub.is_intact():
            raise RuntimeError("the output was changed by somebody else")


def verify(output: Path) -> None:
    """Every byte is read and compared."""
    with publication(output) as pub:
        if pub.verify().lost:
            raise RuntimeError("the output was changed by somebody else")


def cases(root: Path, paths: list[str]) -> Iterator[tuple[str, list[Callable[[], None]]]]:
    """Name and repetitions of each case, in the order in which they must run."""
    output = root / "_site"
    some = [paths[n * EDITED : (n + 1) * EDITED] for n in range(REPEATS + 1)]
    yield "plain: folders and files only", [lambda: plain(root / "plain", paths)]
    yield "cold: the first site", [lambda: whole(output, paths, 0)]
    yield (
        f"first edit of {EDITED} pages (makes the second tree)",
        [lambda: edit(output, some[0], 1)],
    )
    yield (
        f"each further edit of {EDITED} pages",
        [lambda share=share: edit(output, share, 1) for share in some[1:]],
    )
    yield "nothing changed", [lambda: unchanged(output)] * REPEATS
    yield "every page offered, none differs", [lambda: whole_again(output, paths)]
    yield "every page changed", [lambda: whole(output, paths, 2)]
    yield "verify: every byte read", [lambda: verify(output)]


def whole_again(output: Path, paths: list[str]) -> None:
    """As a build without a cache does it, with the same content."""
    edited = set(paths[: EDITED * (REPEATS + 1)])
    with publication(output) as pub:
        write = pub.write
        pub.commit({path: write(path, page(path, int(path in edited))) for path in paths}, b"state")


def measure(root: Path, paths: list[str]) -> dict[str, tuple[float, float]]:
    """Median milliseconds of each case below this folder: on the clock, and of the processor."""
    times = {}
    for name, runs in cases(root, paths):
        taken = []
        for run in runs:
            began, worked = time.perf_counter(), time.process_time()
            run()
            taken.append((time.perf_counter() - began, time.process_time() - worked))
        clock, processor = zip(*taken, strict=True)
        times[name] = (statistics.median(clock) * 1000, statistics.median(processor) * 1000)
        print(f"  {name}: {_shown(times[name])} ms", file=sys.stderr, flush=True)
    return times


def _shown(times: tuple[float, float]) -> str:
    return f"{times[0]:,.0f} ({times[1]:,.0f})"


def main() -> None:
    """Measures in each folder and prints one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=25_000)
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    options = parser.parse_args()
    memory = [Path("/dev/shm")] if Path("/dev/shm").is_dir() else []
    folders = options.folders or [*memory, Path.cwd()]
    paths = paths_of(options.files)
    columns = {}
    for folder in folders:
        print(f"{folder}:", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="publishing-", dir=folder) as name:
            columns[str(folder)] = measure(Path(name), paths)
            print("  (removing the files)", file=sys.stderr)

    print(
        f"| {options.files:,} files of 10 KB, ms on the clock (processor) | {' | '.join(columns)} |"
    )
    print("|---|" + "---:|" * len(columns))
    for case in next(iter(columns.values())):
        print(f"| {case} | {' | '.join(_shown(times[case]) for times in columns.values())} |")


if __name__ == "__main__":
    main()
