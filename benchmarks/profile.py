"""Where a build spends its time.

    python -m benchmarks.profile [SIZE] [--full] [--warm] [--check] [--sort KEY] [--save FILE]

One process (`--jobs 1`) under cProfile; the answer is one table by room of the package and one by
function.  cProfile makes short functions look dearer than they are: use it to find, and the runner
to judge.
"""

import argparse
import cProfile
import pstats
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.content import SIZES, generate, write_site

_ROOM = re.compile(r"pobratym/([a-z_]+)(?:/|\.py)|site-packages/([A-Za-z0-9_]+)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", default="medium", choices=sorted(SIZES))
    parser.add_argument("--full", action="store_true", help="every feature on")
    parser.add_argument("--warm", action="store_true", help="profile the second build")
    parser.add_argument("--check", action="store_true", help="profile `check`")
    parser.add_argument("--sort", default="tottime", help="key of pstats (tottime, cumtime)")
    parser.add_argument("--lines", type=int, default=40, help="how many functions")
    parser.add_argument("--save", type=Path, help="also keep the raw profile in this file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as name:
        folder = Path(name)
        write_site(generate(SIZES[chosen.size]), folder)
        arguments = ["check"] if chosen.check else ["build", "--jobs", "1"]
        arguments += [
            "--config",
            str(folder / ("full.yaml" if chosen.full else "site_config.yaml")),
        ]
        arguments += ["--content", str(folder / "content")]
        if not chosen.check:
            arguments += ["--output", str(folder / "_site")]
        if chosen.warm:
            _run(arguments)
        profile = cProfile.Profile()
        profile.enable()
        _run(arguments)
        profile.disable()
    if chosen.save:
        profile.dump_stats(chosen.save)
    stats = pstats.Stats(profile)
    _print_rooms(profile)
    stats.sort_stats(chosen.sort).print_stats(chosen.lines)


def _fast_folder() -> str | None:
    """Memory rather than disk, where there is such a folder."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _run(arguments: list[str]) -> None:
    from pobratym.cli import main as command

    status = command(arguments)
    if status:
        sys.exit(status)


def _print_rooms(profile: cProfile.Profile) -> None:
    """Own time of all functions of each room of the package, library and built-in."""
    own: Counter[str] = Counter()
    for entry in profile.getstats():
        # Built-in functions have a name in place of code.
        path = "~" if isinstance(entry.code, str) else entry.code.co_filename
        own[_room(path)] += entry.inlinetime
    total = sum(own.values())
    print(f"{'seconds':>9} {'share':>6}  own time by room")
    for room, seconds in own.most_common(15):
        print(f"{seconds:9.2f} {seconds / total:6.0%}  {room}")


def _room(path: str) -> str:
    """The room of the package, the library or the folder of templates that a file belongs to."""
    if path == "~":
        return "built-in functions"
    if match := _ROOM.search(path):
        return f"pobratym.{match[1]}" if match[1] else match[2]
    return "templates" if "/templates/" in path else "standard library"


if __name__ == "__main__":
    main()
