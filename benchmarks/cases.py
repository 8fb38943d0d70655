"""What is measured: first builds beside other generators, later builds, checks and previews."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import engines
from benchmarks.content import SIZES, Corpus, Record, generate, write_site
from benchmarks.engines import ROOT, Engine, Output
from benchmarks.measuring import Run, environment, run
from benchmarks.yaml_text import yaml_text

_SECONDS_TO_START = 120
_SECONDS_BETWEEN_LOOKS = 0.002


class Result(NamedTuple):
    """The runs of one case; `memory` in bytes, 0 where it was not measured."""

    case: str
    size: str
    place: str
    runs: tuple[Run, ...]
    memory: int = 0
    output: Output = Output(0, 0, 0)

    @property
    def wall(self) -> float:
        return median(one.wall for one in self.runs)

    @property
    def processor(self) -> float:
        return median(one.processor for one in self.runs)


Say = Callable[[str], None]


def cold(
    peers: Sequence[Engine], size: str, folder: Path, rounds: int, say: Say, place: str
) -> list[Result]:
    """First builds of the same registry, one after the other in turn."""
    corpus = generate(SIZES[size])
    folders = {}
    for engine in peers:
        folders[engine] = folder / str(len(folders))
        engine.write(corpus, folders[engine])
    runs: dict[Engine, list[Run]] = {engine: [] for engine in peers}
    for _ in range(rounds):
        for engine, own_folder in folders.items():
            engine.clear(own_folder)
            runs[engine].append(run(engine.command, own_folder))
            say(f"{size} on {place}, first build, {engine.name}: {runs[engine][-1].wall:.2f} s")
    results = []
    for engine, own_folder in folders.items():
        output = engines.counted(own_folder / engine.output)
        engine.clear(own_folder)
        memory = run(engine.command, own_folder, memory=True).memory
        say(f"{size}, {engine.name}: {memory / 2**20:.0f} MB, {output.pages} pages")
        results.append(
            Result(f"first build, {engine.name}", size, place, tuple(runs[engine]), memory, output)
        )
        engine.clear(own_folder)
    return results


def warm(size: str, folder: Path, rounds: int, say: Say, place: str) -> list[Result]:
    """Later builds after each kind of change, and `check`, as whole processes."""
    corpus = generate(SIZES[size])
    write_site(corpus, folder)
    build, check = engines.own("build"), engines.own("check")
    run(build.command, folder)
    changes: dict[str, tuple[Callable[[int], None], Engine]] = {
        "nothing changed": (lambda turn: None, build),
        "a summary changed": (lambda turn: change_summary(corpus, folder, turn), build),
        "an institution renamed": (lambda turn: rename(corpus, folder, turn), build),
        "a record added": (lambda turn: add_record(corpus, folder, turn), build),
        "check, nothing changed": (lambda turn: None, check),
    }
    runs: dict[str, list[Run]] = {name: [] for name in changes}
    for turn in range(rounds + 1):
        for name, (change, engine) in changes.items():
            change(turn)
            made = run(engine.command, folder)
            if turn:  # The first turn finds the files of the first build still settling.
                runs[name].append(made)
                say(f"{size} on {place}, {name}: {made.wall:.3f} s")
    return [Result(name, size, place, tuple(found)) for name, found in runs.items()]


def change_summary(corpus: Corpus, folder: Path, turn: int) -> str:
    """Say something else in the summary of one partnership; answers its id."""
    item = _some(corpus, "partnerships")
    record = dict(corpus["partnerships"][item])
    record["summary"] = {
        "uk": f"Зустріч партнерів, спроба {turn}, {time.time_ns()}.",
        "en": f"A meeting of partners, attempt {turn}, {time.time_ns()}.",
    }
    _write(folder, "partnerships", item, record)
    return item


def rename(corpus: Corpus, folder: Path, turn: int) -> str:
    """Give one institution with partners another name; answers its id."""
    item = corpus["partnerships"][_some(corpus, "partnerships")]["partners"][0]
    record = dict(corpus["institutions"][item])
    record["name"] = {lang: f"{name} ({turn})" for lang, name in record["name"].items()}
    _write(folder, "institutions", item, record)
    return item


def add_record(corpus: Corpus, folder: Path, turn: int) -> str:
    """Add a partnership between institutions that have none together; answers its id."""
    some = corpus["partnerships"][_some(corpus, "partnerships")]
    foreign = [item for item, of in corpus["institutions"].items() if of["country"] != "UA"]
    partners = [some["partners"][0], foreign[-1 - turn]]
    item = f"added-{turn}"
    _write(folder, "partnerships", item, {**some, "partners": partners})
    return item


def _some(corpus: Corpus, kind: str) -> str:
    """A record in the middle."""
    items = list(corpus[kind])
    return items[len(items) // 2]


def _write(folder: Path, kind: str, item: str, record: Record) -> None:
    (folder / "content" / kind / f"{item}.yaml").write_text(yaml_text(record), "utf-8")


def own_content(folder: Path, rounds: int, say: Say, place: str) -> list[Result]:
    """The site of this repository, beside a process that only imports its main libraries."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site_config.yaml", folder)
    # Its history stands in one commit: what a fresh, shallow checkout has.
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "content")):
        identity = ("-c", "user.name=editor", "-c", "user.email=editor@example.org")
        subprocess.run(("git", *identity, *words), cwd=folder, check=True)
    build = engines.own("build")
    without_search = engines.own("build", "--no-search")
    imports = (sys.executable, "-c", "import jinja2, markdown, yaml, babel")
    runs: dict[str, list[Run]] = {}

    def measure(name: str, command: Sequence[str]) -> None:
        runs.setdefault(name, []).append(run(command, folder))
        say(f"own content on {place}, {name}: {runs[name][-1].wall:.3f} s")

    for _ in range(rounds):
        build.clear(folder)
        measure("first build, without search", without_search.command)
        build.clear(folder)
        measure("first build, everything", build.command)
        measure("nothing changed", build.command)
        measure("only imports of jinja2, markdown, yaml, babel", imports)
    return [Result(name, "own content", place, tuple(found)) for name, found in runs.items()]


def preview(size: str, folder: Path, rounds: int, say: Say, place: str) -> Result:
    """From the moment that a file is saved until its page is served with the new text."""
    corpus = generate(SIZES[size])
    write_site(corpus, folder)
    runs = []
    with _serving(folder) as address:
        for turn in range(rounds + 1):
            item = _some(corpus, "partnerships")
            page = f"{address}/uk/partnerships/{item}/"
            before = _fetched(page)
            start = time.perf_counter()
            change_summary(corpus, folder, turn)
            while _fetched(page) == before:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            if turn:
                runs.append(Run(time.perf_counter() - start, 0))
                say(f"{size} on {place}, preview: {runs[-1].wall:.3f} s")
    return Result("preview, from saving to the page served new", size, place, tuple(runs))


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """The preview server on a folder, at the address that is given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = engines.own("serve", "--port", str(port)).command
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(_SECONDS_TO_START * 10):
            if process.poll() is not None:
                raise RuntimeError("the preview ended before it answered")
            if _fetched(f"{address}/uk/"):
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _fetched(address: str) -> bytes:
    """The page at an address; nothing where there is none yet."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()
    except (urllib.error.URLError, ConnectionError):
        return b""
