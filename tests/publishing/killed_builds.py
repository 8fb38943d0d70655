"""Kills builds at random moments and looks at what readers would see.

    python tests/publishing/killed_builds.py --kills 500 --seed 1 FOLDER

Prints one JSON object with the figures; ends with a traceback at the first torn site.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from faulty_disks import KillingDisk, shown

from pobratym.publishing import PublishingError, publication
from pobratym.publishing.disk import Disk

NAMES = ("a", "b", "c", "index.html", "style.css")


def random_site(rng: random.Random, before: dict[str, bytes]) -> dict[str, bytes]:
    """Most of the site before, some of it changed, with a few new files; what is a folder in one
    site may be a file in another."""
    kept = rng.choice((0.0, 0.6, 0.95))
    site = {path: data for path, data in before.items() if rng.random() < kept}
    for _ in range(rng.choice((0, 1, 5, 10, 25))):
        path = "/".join(rng.choice(NAMES) for _ in range(rng.randint(1, 4)))
        if site and rng.random() < 0.5:
            path = rng.choice(sorted(site))
        for other in [*site]:
            if other.startswith(f"{path}/") or path.startswith(f"{other}/"):
                del site[other]
        site[path] = bytes([rng.randint(65, 70)]) * rng.choice((0, 1, 100, 6000))
    return site


def build(output: Path, site: dict[str, bytes], disk: Disk, workers: int) -> None:
    """One build; with `workers`, forked processes do the writing, as in a real one."""
    with publication(output, disk=disk, is_durable=False) as pub:
        if not workers:
            pub.commit({path: pub.write(path, data) for path, data in site.items()}, b"state")
            return
        staging = pub.staging
        digests = {}
        pipes = []
        for number in range(workers):
            reading, writing = os.pipe()
            if os.fork() == 0:
                share = sorted(site)[number::workers]
                done = {path: staging.write(path, site[path]).hex() for path in share}
                os.write(writing, json.dumps(done).encode())
                os._exit(0)
            os.close(writing)
            pipes.append(reading)
        for reading in pipes:
            with os.fdopen(reading, "rb") as pipe:
                done = json.loads(pipe.read() or b"null")
            if done is None:
                os._exit(3)  # a worker was killed: a real build ends as well
            digests.update((path, bytes.fromhex(digest)) for path, digest in done.items())
            os.wait()
        pub.commit(digests, b"state")


def in_child(work, delay: float | None) -> int:
    """Runs `work` in a forked process, killed after `delay` seconds; returns its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except PublishingError as error:
            os._exit(2 if error.code == "in-the-way" else 1)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


class Reader:
    """What readers may see: the site before, the site after, and files that are not ours."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.before: dict[str, bytes] = {}
        self.foreign: dict[str, bytes] = {}

    def add_foreign(self, path: str, data: bytes) -> None:
        """Somebody puts a file into the output folder."""
        target = self.output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.foreign[path] = data

    def ours(self) -> dict[str, bytes]:
        """Our part of what is shown; AssertionError when a foreign file was touched."""
        found = shown(self.output)
        for path, data in self.foreign.items():
            assert found.pop(path, None) == data, f"the foreign file {path} was lost or changed"
        return found

    def is_whole(self, after: dict[str, bytes]) -> bool:
        """Whether exactly one of the two sites is shown."""
        return self.ours() in (self.before, after)

    def check_files_whole(self, after: dict[str, bytes]) -> None:
        """Each file is that of the old or of the new site; what is in both is there."""
        found = self.ours()
        for path, data in found.items():
            assert data in (self.before.get(path), after.get(path)), f"{path} is torn"
        for path in self.before.keys() & after.keys():
            assert path in found, f"{path} is in both sites and was gone"


def run(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kills `kills` builds and returns the figures; AssertionError at the first torn site."""
    rng = random.Random(seed)
    figures: Counter[str] = Counter()
    number = 0
    while figures["kills"] < kills:
        number += 1
        exchanges = rng.random() < 0.7
        reader = Reader(folder / f"run-{number}" / "_site")
        reader.output.parent.mkdir(parents=True)
        for _ in range(30):
            if figures["kills"] >= kills:
                break
            _one_round(rng, reader, exchanges, figures)
    return dict(figures)


def _one_round(rng: random.Random, reader: Reader, exchanges: bool, figures: Counter) -> None:
    output, after = reader.output, random_site(rng, reader.before)
    folders = [path for path in output.rglob("*") if path.is_dir()] if reader.before else []
    if reader.before and rng.random() < 0.08:
        folder = rng.choice([output, *folders])
        reader.add_foreign(
            (folder / f"foreign-{rng.random()}").relative_to(output).as_posix(), b"x"
        )
    elif reader.foreign and rng.random() < 0.15:
        for path in list(reader.foreign):
            (output / path).unlink()
            del reader.foreign[path]

    with publication(output, disk=KillingDisk(None, "before", exchanges)) as pub:
        guarantee = pub.guarantee
    delay, at = None, None
    if rng.random() < 0.3:
        delay = rng.uniform(0, 0.02)
    else:
        at = int(rng.expovariate(1 / 40)) + 1
    disk = KillingDisk(at, rng.choice(("before", "middle", "after")), exchanges)
    workers = rng.choice((0, 0, 2))
    status = in_child(lambda: build(output, after, disk, workers), delay)
    was_killed = os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 3
    assert was_killed or os.WEXITSTATUS(status) in (0, 2), "a build failed by itself"
    figures["kills" if was_killed else "ran to the end"] += 1
    if not was_killed and os.WEXITSTATUS(status) == 2:
        figures["refused: a foreign file in the way"] += 1
        assert reader.ours() == reader.before
        return

    if guarantee == "exchange":
        assert reader.is_whole(after), "the site is torn"
        figures["killed under exchange"] += was_killed
    else:
        reader.check_files_whole(after)
        figures["killed under journal"] += was_killed

    if was_killed and rng.random() < 0.4:  # the next command is killed as well
        again = KillingDisk(rng.randint(1, 20), rng.choice(("before", "after")), exchanges)
        status = in_child(lambda: _open_only(output, again), None)
        figures["kills"] += os.WIFSIGNALED(status)
        figures["killed while recovering"] += os.WIFSIGNALED(status)
    with publication(output, disk=KillingDisk(None, "before", exchanges)) as pub:
        promised = pub.guarantee
        assert promised == "journal" or not pub.verify().foreign, "the quick look missed a stranger"
    assert reader.is_whole(after), "the next command did not complete or undo the build"
    figures["new site"] += was_killed and reader.ours() == after
    figures["old site"] += was_killed and reader.ours() != after
    reader.before = reader.ours()
    if rng.random() < 0.5:
        status = in_child(
            lambda: build(output, after, KillingDisk(None, "before", exchanges), 0), None
        )
        wanted = reader.before if os.waitstatus_to_exitcode(status) == 2 else after
        assert reader.ours() == wanted, "the next build did not publish the wanted site"
        reader.before = wanted
        figures["built anew"] += 1


def _open_only(output: Path, disk: Disk) -> None:
    with publication(output, disk=disk, is_durable=False):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    json.dump(run(options.folder, options.kills, options.seed), sys.stdout)
