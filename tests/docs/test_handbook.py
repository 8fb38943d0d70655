"""The handbook as readers and editors get it: it builds, its commands run, both languages agree."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generator.__main__ import write
from docs.generator.words import LANGUAGES

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
# A block that can be run as it stands: ``` { .sh .run }
_RUNNABLE = re.compile(r"^ *``` \{ \.sh \.run \}\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)


def pages_of(lang: str) -> list[str]:
    folder = DOCS / lang
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.md")
        if "reference" not in path.parts
    )


def commands_of(lang: str, page: str) -> list[str]:
    text = (DOCS / lang / page).read_text("utf-8")
    return [line.strip() for block in _RUNNABLE.findall(text) for line in block.splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    write(folder / "docs")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def test_the_handbook_has_the_same_pages_in_every_language():
    assert pages_of("uk") == pages_of("en")


@pytest.mark.parametrize("page", pages_of("en"))
def test_a_page_shows_the_same_code_in_every_language(page):
    def shape(lang: str) -> list[str]:
        text = (DOCS / lang / page).read_text("utf-8")
        return [block.splitlines()[0].strip() for block in _CODE.findall(text)]

    assert shape("uk") == shape("en")
    assert commands_of("uk", page) == commands_of("en", page)


@pytest.mark.parametrize(
    "command", sorted({one for page in pages_of("en") for one in commands_of("en", page)})
)
def test_a_command_that_is_shown_runs(site, command):
    program, script, *arguments = shlex.split(command)
    assert (program, script) == ("python", "build.py")

    run = subprocess.run(
        [sys.executable, ROOT / "build.py", *arguments],
        cwd=site().folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_message_that_the_handbook_explains_is_what_an_editor_sees(site, lang):
    page = (DOCS / lang / "editors" / "read-an-error.md").read_text("utf-8")
    (shown, *_others) = _CODE.findall(page)
    expected = "\n".join(shown.splitlines()[1:-1])
    folder = site("""\
-- content/partnerships/zhytomyr-karolinska.yaml --
partners: [okhmatdyt, karolinska]
status: sined
sources: [{url: https://example.org/}]
""").folder

    run = subprocess.run(
        [sys.executable, ROOT / "build.py", "check", "--lang", lang],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert expected in run.stdout


def test_every_page_names_its_language(built):
    for lang in LANGUAGES:
        for page in (built / lang).rglob("*.html"):
            assert f'<html lang="{lang}"' in page.read_text("utf-8")[:200], page


def test_the_handbook_asks_nothing_of_other_hosts(built):
    foreign = re.compile(
        r'<(?:script|img|iframe|link(?=[^>]*rel="?(?:stylesheet|preconnect|icon)))[^>]*'
        r'(?:src|href)="?(?:https?:)?//'
    )
    asking = [
        page.relative_to(built).as_posix()
        for page in built.rglob("*.html")
        if foreign.search(page.read_text("utf-8"))
    ]

    assert asking == []


def test_every_decision_is_listed():
    index = (DOCS / "decisions" / "index.md").read_text("utf-8")
    written = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))

    assert [name for name in written if f"({name})" not in index] == []


@pytest.mark.parametrize(
    "name", ["README", "CONTRIBUTING", "CHANGELOG", "SECURITY", "LICENSE-CONTENT"]
)
def test_the_front_pages_lead_somewhere_and_name_targets_that_exist(name):
    text = (ROOT / f"{name}.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")

    targets = re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]

    assert [one for one in targets if f"\n{one}:" not in makefile] == []
    assert [one for one in links if not (ROOT / one).exists()] == []
