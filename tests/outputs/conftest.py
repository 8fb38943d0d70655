"""The files of a site that are no pages, made without rendering a page."""

import re
import runpy
from pathlib import Path

import pytest

from pobratym.content.tree import scan
from pobratym.intake import take_in
from pobratym.outputs.documents import DOCUMENTS
from pobratym.pages.page import Page
from pobratym.pipeline import Options, open_config, registry_of
from pobratym.registry.registry import Registry
from pobratym.workshop import Workshop

# Both files are called conftest, so that one cannot import the other.
_shared = runpy.run_path(str(Path(__file__).parent.parent / "conftest.py"))
CONTENT, NOW, ROOT, TEMPLATES, Site = (
    _shared[name] for name in ("CONTENT", "NOW", "ROOT", "TEMPLATES", "Site")
)

OPEN = re.sub(r"features:\n(  .*\n)+", "", _shared["CONFIG"])
"""The configuration of the small site with every output on."""


class Outputs:
    """The documents of a site: `files` by path; `make` makes some of them anew."""

    def __init__(self, options: Options) -> None:
        config, problems = open_config(options)
        assert config is not None, problems
        sources, _misplaced = scan(options.content)
        intake = take_in(
            options.content,
            sources,
            None,
            None,
            home_country=config.home_country,
            languages=tuple(language.tag for language in config.languages),
            now=options.now,
            drafts=options.drafts,
            jobs=1,
        )
        self.config = config
        self.registry: Registry = registry_of(intake, config)
        self._workshop = Workshop(options, config, self.registry, intake)
        self.plan: tuple[Page, ...] = self._workshop.plan()
        self._workshop.prepare()
        self._files: dict[str, bytes] = {}

    @property
    def files(self) -> dict[str, bytes]:
        """Every document: path → bytes."""
        if not self._files:
            self._files = self.make(*DOCUMENTS)
        return self._files

    def make(self, *kinds: str) -> dict[str, bytes]:
        """The documents of some kinds, made anew."""
        made: dict[str, bytes] = {}
        for page in self.plan:
            if page.kind in kinds:
                made |= self._workshop.make(page)[0]
        return made

    def notes(self, url: str) -> frozenset[str]:
        """What the document at an address is made from."""
        page = next(page for page in self.plan if page.url == url)
        return self._workshop.make(page)[1]

    def write(self, folder: Path) -> Path:
        """Put the files into a folder, for tools that read from disk."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return folder


@pytest.fixture
def outputs(site):
    """Makes the documents of the small site with the given files added or replaced."""

    def make(text: str = "", *, more_config: str = "", **options: object) -> Outputs:
        return Outputs(site(text, config=OPEN + more_config).options(**options))

    return make


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """The documents of the small right site, made once."""
    made = Site(tmp_path_factory.mktemp("small"))
    made.write(f"-- site_config.yaml --\n{OPEN}").write(CONTENT)
    return Outputs(made.options())


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """The documents of the repository's own content, made once."""
    folder = tmp_path_factory.mktemp("real-outputs")
    return Outputs(
        Options(
            config=ROOT / "site_config.yaml",
            content=ROOT / "content",
            output=folder / "_site",
            templates=TEMPLATES,
            cache=folder / ".cache",
            now=NOW,
        )
    )
