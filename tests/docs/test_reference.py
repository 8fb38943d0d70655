"""The reference pages say everything that the code declares, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from whole_check import check_content

from docs.generator import __main__ as generator
from docs.generator import commands, records
from docs.generator.words import LANGUAGES
from pobratym.config import Config
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.schema import fields_of
from pobratym.rendering.themes import Theme
from pobratym.rules import RULES

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(generator.pages())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_code_has_an_entry(pages, lang):
    text = pages[f"{lang}/reference/problems.md"]

    assert [code for code in RULES if f"### {code} {{#{code}}}" not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_every_field_of_a_record_is_explained(pages, lang, folder):
    text = pages[f"{lang}/reference/{folder}.md"]

    declared = [field.name for field in fields_of(RECORD_TYPES[folder])]
    for _name, struct in records.groups_of(RECORD_TYPES[folder]):
        declared += [field.name for field in fields_of(struct)]
    assert [name for name in declared if f"| `{name}`" not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_is_explained(pages, lang):
    text = pages[f"{lang}/reference/settings.md"]

    declared = [field.name for field in fields_of(Config)] + list(Theme.__struct_fields__)
    for _name, struct in records.groups_of(Config):
        declared += [field.name for field in fields_of(struct)]
    assert [name for name in declared if f"| `{name}`" not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_explained(pages, lang):
    text = pages[f"{lang}/reference/commands.md"]

    found = [f"## {name} {{#{name}}}" for name in commands.subcommands()]
    for parser in commands.subcommands().values():
        found += [option for one in parser._actions for option in one.option_strings]
    assert [one for one in found if one not in text and one != "--help"] == []


def test_every_field_says_what_it_means(pages):
    silent = [
        line
        for text in pages.values()
        for line in text.splitlines()
        if line.startswith("| `") and re.match(r"\| `[^|]+\|\s*\|", line)
    ]

    assert silent == []


@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_the_example_of_a_record_names_every_field(folder):
    text = "".join(path.read_text("utf-8") for path in records.sample_files(folder))

    declared = {field.name for field in fields_of(RECORD_TYPES[folder])} - {"body"}
    for _name, struct in records.groups_of(RECORD_TYPES[folder]):
        declared |= {field.name for field in fields_of(struct)}
    assert [name for name in sorted(declared) if f"{name}:" not in text] == [], (
        f"give them a value in docs/examples/content/{folder}/"
    )


def test_the_examples_are_right_in_every_respect():
    found = check_content(records.EXAMPLES, as_of="2026-06-01")

    assert [(one.file, one.line, one.code) for one in found] == []


def test_the_pages_come_out_the_same_every_time(tmp_path, pages):
    code = (
        "from pathlib import Path\n"
        "from docs.generator.__main__ import write\n"
        f"write(Path({str(tmp_path)!r}))"
    )
    env = {"PYTHONHASHSEED": "7", "COLUMNS": "40", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)

    assert {path: (tmp_path / path).read_text("utf-8") for path in pages} == pages
