"""The generators that are compared: how each is set up on a folder, built, and counted."""

import shutil
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import content, hugo_site
from benchmarks.content import Corpus

ROOT = Path(__file__).parent.parent


class Engine(NamedTuple):
    """A generator on a folder of its own.

    `command` builds the whole site; `made` are the files and folders, relative to the folder, that
    a first build has not got yet; `output` is where the pages are.
    """

    name: str
    command: tuple[str, ...]
    output: str
    made: tuple[str, ...]
    write: Callable[[Corpus, Path], object]

    def clear(self, folder: Path) -> None:
        """Make the next build the first one."""
        for name in self.made:
            shutil.rmtree(folder / name, ignore_errors=True)


class Output(NamedTuple):
    pages: int
    files: int
    size: int


def counted(folder: Path) -> Output:
    """HTML pages, all files and their bytes below a folder."""
    pages = files = size = 0
    for path in folder.rglob("*"):
        if path.is_file():
            files += 1
            pages += path.suffix == ".html"
            size += path.stat().st_size
    return Output(pages, files, size)


def own(*command: str, config: str = "site_config.yaml", name: str = "Pobratym") -> Engine:
    """This generator; `command` is what stands after `build.py`."""
    full = (sys.executable, str(ROOT / "build.py"), *command, "--config", config)
    made = ("_site", ".cache", "._site.pobratym")
    return Engine(name, full, "_site", made, content.write_site)


def hugo(variant: str) -> Engine | None:
    """Hugo on "markdown" or "json" content; None where it is not installed."""
    program = hugo_program()
    if program is None:
        return None
    names = {
        "markdown": "Hugo, one Markdown file per item and language",
        "json": "Hugo, one JSON file per language",
    }
    return Engine(
        names[variant],
        (program, "--quiet", "--noBuildLock"),
        "public",
        ("public", "resources"),
        lambda corpus, folder: hugo_site.write_site(corpus, folder, variant),
    )


def hugo_program() -> str | None:
    """The program itself, without the Python script that starts it."""
    bundled = Path(sysconfig.get_path("purelib")) / "hugo/binaries/hugo"
    return str(bundled) if bundled.exists() else shutil.which("hugo")
