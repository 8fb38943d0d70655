"""Each file below `content/` is one attack; `attacks.csv` says what it is and what must happen.

`outcome` is the code of the problem that stops the file, or “neutralised”: the file is published,
and nothing of what `never` names (parted by “ | ”) stands anywhere in the site.
"""

import csv
import json
import re
import shutil
import sqlite3
from io import BytesIO, StringIO
from pathlib import Path

import html5lib
import icalendar
import openpyxl
import pytest
from conftest import CONFIG, CONTENT, Site
from lxml import etree

from pobratym.rules import RULES
from tests.hostile.dangers import dangers

HERE = Path(__file__).parent
with open(HERE / "attacks.csv", newline="", encoding="utf-8") as _stream:
    ATTACKS = list(csv.DictReader(_stream))
# What the attacks stand beside or refer to.
COMPANIONS = {"files/good.pdf", "pages/robots/index.en.md", "secret/passwords.yaml"}
# All that a site can offer, so that every kind of output meets the attacks.
EVERYTHING = re.sub(r"(search|spreadsheets|database|data|embeds|maps): false", r"\1: true", CONFIG)
ORIGIN = "https://example.org/"


def is_published(outcome: str) -> bool:
    return outcome == "neutralised" or RULES[outcome].severity == "warning"


@pytest.fixture(scope="module")
def errors(tmp_path_factory) -> dict[str, set[str]]:
    """file → codes of its errors, of all attacks at once."""
    made = _site(tmp_path_factory.mktemp("refused"))
    shutil.copytree(HERE / "content", made.folder / "content", dirs_exist_ok=True)
    found: dict[str, set[str]] = {}
    for problem in made.check().problems:
        if problem.severity == "error":
            found.setdefault(problem.file, set()).add(problem.code)
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> dict[str, bytes]:
    """The site with everything that may be published: path → bytes."""
    made = _site(tmp_path_factory.mktemp("published"))
    for attack in ATTACKS:
        if is_published(attack["outcome"]):
            target = made.folder / "content" / attack["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / "content" / attack["file"], target)
    outcome = made.build()
    assert outcome.published is not None, outcome.problems
    return made.files()


def _site(folder: Path) -> Site:
    return Site(folder).write(f"-- site_config.yaml --\n{EVERYTHING}").write(CONTENT)


def of_kind(published: dict[str, bytes], *endings: str) -> dict[str, str]:
    return {path: data.decode() for path, data in published.items() if path.endswith(endings)}


# The table


def test_every_attack_is_in_the_table_and_every_file_is_an_attack():
    there = {
        path.relative_to(HERE / "content").as_posix()
        for path in (HERE / "content").rglob("*")
        if path.is_file()
    }

    assert {attack["file"] for attack in ATTACKS} - {"secret"} == there - COMPANIONS
    assert len(ATTACKS) > 130


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["file"])
def test_an_attack_is_stopped_by_its_rule_or_harmless(errors, attack):
    expected = set() if is_published(attack["outcome"]) else {attack["outcome"]}

    assert errors.get(attack["file"], set()) == expected, attack["attack"]


# What is published in spite of them


def test_no_page_holds_anything_that_could_run_or_load_from_elsewhere(published):
    found = {
        path: faults
        for path, text in of_kind(published, ".html").items()
        if not path.startswith("embed/") and (faults := dangers(text, ORIGIN))
    }

    assert found == {}


def test_a_browsers_parser_sees_the_same_in_the_pages_of_the_attacks(published):
    """html5lib reads as browsers do, mistakes included; lxml does not."""
    pages = {
        path: text
        for path, text in of_kind(published, ".html").items()
        if re.fullmatch(
            r"en/(news/[a-z-]+|(partnerships|institutions|events)/markup)/index.html", path
        )
    }
    assert len(pages) > 25

    for path, text in pages.items():
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        document = parser.parse(text)
        again = etree.tostring(document, method="html", encoding="unicode")

        assert dangers(again, ORIGIN) == [], path
        assert parser.errors == [], path


@pytest.mark.parametrize(
    "attack", [attack for attack in ATTACKS if attack["never"]], ids=lambda attack: attack["file"]
)
def test_what_must_never_be_published_is_not(published, attack):
    markers = attack["never"].split(" | ")
    text_files = of_kind(published, ".html", ".xml", ".svg")

    seen = [(path, mark) for path, text in text_files.items() for mark in markers if mark in text]

    assert seen == []


def test_template_syntax_is_shown_as_it_was_written(published):
    page = published["en/news/template-syntax/index.html"].decode()

    assert "{{ 1337 * 1337 }}" in page.replace("\u00a0", " ")


def test_fragments_for_other_sites_run_nothing(published):
    for path, text in of_kind(published, ".html").items():
        if path.startswith("embed/"):
            page = etree.HTML(text)

            assert (
                page.xpath(
                    "//script|//style|//iframe|//img|//@style|//@*[starts-with(name(),'on')]"
                )
                == []
            )
            assert all(re.match(r"https?://", href) for href in page.xpath("//a/@href")), path


def test_json_files_are_json_and_xml_files_well_formed(published):
    for path, text in of_kind(published, ".json", ".jsonld", ".geojson").items():
        assert json.loads(text) is not None, path
    for path, text in of_kind(published, ".xml", ".svg").items():
        assert etree.fromstring(text.encode()) is not None, path


def test_the_html_in_feeds_is_as_harmless_as_that_of_the_pages(published):
    atom = "{http://www.w3.org/2005/Atom}"
    feeds = of_kind(published, "feed.xml")
    assert feeds

    for path, text in feeds.items():
        for content in etree.fromstring(text.encode()).iter(f"{atom}content"):
            faults = dangers(f"<!DOCTYPE html><body>{content.text}</body>", ORIGIN)

            assert [fault for fault in faults if not fault.startswith("policies")] == [], path


def test_no_cell_begins_a_formula(published):
    formula = re.compile(r"[=+\-@\t\r]")
    for path, text in of_kind(published, ".csv").items():
        for row in csv.reader(StringIO(text.removeprefix("\ufeff"))):
            for cell in row:
                is_number = re.fullmatch(r"-?[\d.]+", cell)
                assert is_number or not formula.match(cell), (path, cell)
    for path, data in published.items():
        if path.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(BytesIO(data)):
                kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
                assert "f" not in kinds, (path, sheet.title)


def test_the_calendar_holds_events_and_nothing_that_was_smuggled_in(published):
    for path, text in of_kind(published, ".ics").items():
        calendar = icalendar.Calendar.from_ical(text)

        assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VEVENT"}, path
        assert "X-EVIL" not in {name for part in calendar.walk() for name in part}


def test_files_for_servers_hold_what_they_hold_without_the_attacks(published, tmp_path):
    plain = _site(tmp_path)
    plain.build()

    for path, data in plain.files().items():
        if path == "_headers" or path.startswith("servers/nginx-server"):
            assert published[path] == data, path
    for line in published["_redirects"].decode().splitlines():
        assert re.fullmatch(r"/[!-~]* /[!-~]* 301", line), line
    for path in ("servers/nginx-map.conf", "servers/Caddyfile", "servers/apache.conf"):
        text = published[path].decode()
        assert text.isascii()
        assert "evil.example" not in text


def test_the_database_holds_texts_as_they_were_written(published, tmp_path):
    path = tmp_path / "registry.sqlite"
    path.write_bytes(published["data/registry.sqlite"])

    with sqlite3.connect(path) as database:
        (state,) = database.execute("PRAGMA integrity_check").fetchone()

    assert state == "ok"


def test_nothing_is_published_outside_the_addresses_of_the_site(published):
    for path in published:
        assert not path.startswith("/"), path
        assert ".." not in path.split("/"), path
        assert path.isascii(), path
