"""An incremental build equals a clean build, byte for byte, whatever was edited before it."""

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from conftest import CONFIG, CONTENT, Site
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

NAMES = ["karolinska", "okhmatdyt", "lviv-centre", "charite"]
COUNTRIES = {"karolinska": "SE", "okhmatdyt": "UA", "lviv-centre": "UA", "charite": "DE"}
WORDS = st.sampled_from(["Один", "Два", "Три’", "Чотири <b>", "П’ять & шість", "**Сім**"])


class Editing(RuleBasedStateMachine):
    """Somebody edits a small registry and builds now and then."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(mkdtemp())
        self.site = Site(self.folder / "project")
        self.site.folder.mkdir()
        self.site.write(f"-- site_config.yaml --\n{CONFIG}").write(CONTENT)
        self.templates = self.folder / "templates"
        shutil.copytree(Path(__file__).parents[2] / "templates", self.templates)
        self.known = {"karolinska", "okhmatdyt"}
        self.built = None

    def path(self, name: str) -> Path:
        return self.site.folder / "content" / name

    @rule(name=st.sampled_from(NAMES), word=WORDS)
    def write_an_institution(self, name: str, word: str) -> None:
        region = "region: UA-46\n" if COUNTRIES[name] == "UA" else ""
        self.path(f"institutions/{name}.yaml").write_text(
            f"name:\n  uk: '{word}'\n  en: 'The {name}'\ncountry: {COUNTRIES[name]}\n{region}",
            "utf-8",
        )
        self.known.add(name)

    @rule(
        one=st.sampled_from(NAMES),
        other=st.sampled_from(NAMES),
        status=st.sampled_from(["signed", "active", "negotiating"]),
        year=st.sampled_from(["2023", "2024-05", "2025-01-02"]),
        word=WORDS,
    )
    def write_a_partnership(self, one, other, status, year, word) -> None:
        if one == other or not {one, other} <= self.known:
            return
        one, other = sorted((one, other))
        self.path(f"partnerships/{one}-{other}.yaml").write_text(
            f"partners: [{one}, {other}]\nstatus: {status}\nsigned: {year}\nareas: [oncology]\n"
            f"summary:\n  uk: '{word}'\nsources:\n  - url: https://example.org/\n",
            "utf-8",
        )

    @rule(number=st.integers(1, 4), word=WORDS, both=st.booleans())
    def write_news(self, number: int, word: str, both: bool) -> None:
        folder = self.path(f"news/item-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        for lang in ("uk", "en") if both else ("uk",):
            (folder / f"index.{lang}.md").write_text(
                f"---\ntitle: '{word}'\ndate: 2024-0{number}-01\ntopics: [memoranda]\n---\n\n"
                "[](institution:okhmatdyt)\n",
                "utf-8",
            )

    @rule(number=st.integers(1, 4))
    def remove_a_text(self, number: int) -> None:
        path = self.path(f"news/item-{number}/index.en.md")
        if path.exists():
            path.unlink()

    @rule()
    def remove_a_partnership(self) -> None:
        found = sorted(self.path("partnerships").glob("*.yaml"))
        if len(found) > 1 and found[0].stem != "okhmatdyt-karolinska":
            found[0].unlink()

    @rule(word=st.sampled_from(["Онкологія", "Лікування раку"]))
    def rename_a_term(self, word: str) -> None:
        self.path("vocabularies/areas.yaml").write_text(
            f"oncology: {{uk: {word}, en: Oncology}}\ntrauma: {{uk: Травма, en: Trauma}}\n", "utf-8"
        )

    @rule(size=st.sampled_from([1, 2, 50]))
    def change_the_configuration(self, size: int) -> None:
        path = self.site.folder / "site_config.yaml"
        path.write_text(CONFIG + f"page_size: {size}\n", "utf-8")

    @rule()
    def change_a_template(self) -> None:
        path = self.templates / "pages" / "record.html"
        path.write_text(path.read_text("utf-8").replace("</article>", "<hr></article>"), "utf-8")

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.site.folder / ".cache", ignore_errors=True)

    @rule(position=st.floats(0, 1))
    def flip_a_bit_of_the_cache(self, position: float) -> None:
        for name in ("state", "bodies"):
            path = self.site.folder / ".cache" / name
            if path.exists() and (data := bytearray(path.read_bytes())):
                data[min(len(data) - 1, int(position * len(data)))] ^= 1
                path.write_bytes(data)

    @rule()
    def touch_everything(self) -> None:
        for path in self.path("").rglob("*.yaml"):
            os.utime(path)

    @rule()
    def build(self) -> None:
        outcome = self.site.build(templates=self.templates)
        assert outcome.published is not None, outcome.problems
        clean = self.site.build(
            templates=self.templates,
            output=self.folder / "clean",
            cache=self.folder / "other-cache",
            use_cache=False,
        )
        assert clean.published is not None
        self.built = (self.site.files(), _files(self.folder / "clean"))

    @invariant()
    def the_site_equals_a_clean_one(self) -> None:
        if getattr(self, "built", None):
            incremental, clean = self.built
            different = {
                path
                for path in incremental.keys() | clean.keys()
                if incremental.get(path) != clean.get(path)
            }
            assert not different, sorted(different)[:5]
            self.built = None

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# `make bench` runs the long version: POBRATYM_EDITS=300.
_EXAMPLES = int(os.environ.get("POBRATYM_EDITS", "6"))

TestIncrementalEqualsClean = Editing.TestCase
TestIncrementalEqualsClean.settings = settings(
    max_examples=_EXAMPLES,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
