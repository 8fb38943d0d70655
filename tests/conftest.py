"""A site from a text literal: `site("-- content/partnerships/a.yaml --\\n…")` (see `Site`)."""

import re
import shutil
from pathlib import Path

import pytest

from pobratym.pipeline import Options, Outcome, build, check

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
NOW = "2026-03-01T12:00:00+00:00"

CONFIG = """\
title: {uk: Реєстр, en: Register}
short_title: {uk: Реєстр, en: Register}
description: {uk: Хто з ким дружить., en: Who is twinned with whom.}
owner:
  name: {uk: Міністерство, en: Ministry}
base_url: https://example.org/
languages:
  - {tag: uk, name: Українська}
  - {tag: en, name: English}
home_country: UA
licence:
  id: CC-BY-4.0
  name: {uk: CC BY 4.0, en: CC BY 4.0}
  url: https://creativecommons.org/licenses/by/4.0/
features:
  search: false
  spreadsheets: false
  database: false
  data: false
  history: false
  embeds: false
  maps: false
"""

# A small registry that is right in every respect; tests change one thing in it.
CONTENT = """\
-- content/vocabularies/areas.yaml --
oncology: {uk: Онкологія, en: Oncology}
trauma: {uk: Травматологія, en: Trauma care}
-- content/vocabularies/regions.yaml --
UA-30: {uk: Київ, en: Kyiv}
UA-46: {uk: Львівська область, en: Lviv region}
-- content/vocabularies/institution-kinds.yaml --
hospital: {uk: Лікарня, en: Hospital}
-- content/vocabularies/event-kinds.yaml --
summit: {uk: Саміт, en: Summit}
-- content/vocabularies/exchange-kinds.yaml --
training: {uk: Навчання, en: Training}
-- content/vocabularies/topics.yaml --
memoranda: {uk: Меморандуми, en: Memoranda}
-- content/institutions/okhmatdyt.yaml --
name: {uk: Охматдит, en: Okhmatdyt}
country: UA
region: UA-30
city: {uk: Київ, en: Kyiv}
kind: hospital
-- content/institutions/karolinska.yaml --
name: {uk: Каролінська лікарня, en: Karolinska Hospital}
local: {text: Karolinska Universitetssjukhuset, lang: sv}
country: SE
city: {uk: Стокгольм, en: Stockholm}
kind: hospital
-- content/partnerships/okhmatdyt-karolinska.yaml --
partners: [okhmatdyt, karolinska]
status: signed
signed: 2023-12-01
areas: [trauma]
summary:
  uk: Лікарні домовилися про спільну роботу.
  en: The hospitals agreed to work together.
sources:
  - url: https://example.org/source
-- content/news/signed/index.uk.md --
---
title: Меморандум підписано
date: 2023-12-02
summary: Дві лікарні стали побратимами.
topics: [memoranda]
partnerships: [okhmatdyt-karolinska]
---

Ідеться про [партнерство](partnership:okhmatdyt-karolinska).
-- content/news/signed/index.en.md --
---
title: A memorandum was signed
summary: Two hospitals became twins.
---

It is about [the partnership](partnership:okhmatdyt-karolinska).
-- content/pages/about/index.uk.md --
---
title: Про реєстр
menu: 1
---

Що це за реєстр.
-- content/pages/about/index.en.md --
---
title: About
menu: 1
---

What this register is.
"""

_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


def files_of(text: str) -> dict[str, str]:
    """path → text, from `-- path --` lines and what stands between them."""
    parts = _FILE.split(text)
    if parts[0].strip():
        raise ValueError("a site literal starts with a line `-- path --`")
    return dict(zip(parts[1::2], parts[2::2], strict=True))


class Site:
    """A site in a folder of its own: `write`, `build`, then `page`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "_site"

    def write(self, text: str) -> "Site":
        """Add or replace the files of a literal."""
        for path, content in files_of(text).items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, "utf-8")
        return self

    def remove(self, path: str) -> None:
        target = self.folder / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def options(self, **changes: object) -> Options:
        given = {
            "config": self.folder / "site_config.yaml",
            "content": self.folder / "content",
            "output": self.output,
            "templates": TEMPLATES,
            "cache": self.folder / ".cache",
            "now": NOW,
            **changes,
        }
        return Options(**given)

    def build(self, **changes: object) -> Outcome:
        return build(self.options(**changes))

    def check(self, **changes: object) -> Outcome:
        return check(self.options(**changes))

    def codes(self, **changes: object) -> list[str]:
        """The codes of all problems, in order."""
        return [found.code for found in self.check(**changes).problems]

    def page(self, url: str) -> str:
        """The HTML at an address of the built site."""
        path = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
        return (self.output / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """The whole built site: path → bytes."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def site(tmp_path: Path):
    """Makes a site from the small right registry and the given files; see `CONTENT`."""

    def make(text: str = "", *, config: str = CONFIG, content: str = CONTENT) -> Site:
        made = Site(tmp_path / "project")
        made.folder.mkdir(exist_ok=True)
        return made.write(f"-- site_config.yaml --\n{config}").write(content).write(text or "")

    return make


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own content, built once."""
    folder = tmp_path_factory.mktemp("real")
    made = Site(folder)
    outcome = build(
        made.options(config=ROOT / "site_config.yaml", content=ROOT / "content", jobs=2)
    )
    assert outcome.published is not None, outcome.problems
    return made
