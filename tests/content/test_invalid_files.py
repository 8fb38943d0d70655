"""Each file of `tests/invalid/content` has one mistake; `content.csv` says which one and where.

`tests/invalid/horrible` has a record with everything wrong, and `horrible.csv` all its problems.
"""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from whole_check import check_content

from pobratym.content.reading import read_config
from pobratym.content.tree import LARGEST_TEXT
from pobratym.content.yaml_nodes import LIMITS
from pobratym.problems import Problem
from pobratym.rules import RULES, SPREADSHEETS

INVALID = Path(__file__).parent.parent / "invalid"

# Companions of the mistakes: what references lead to, and what must not be taken for a mistake.
RIGHT = {
    "figures/memoranda.yaml",
    "files/memorandum.pdf",
    "glossary.yaml",
    "institutions/good-norway.yaml",
    "institutions/good-with-ror.yaml",
    "institutions/karolinska.yaml",
    "institutions/okhmatdyt.yaml",
    "news/alt-is-file-name/photo.jpg",
    "news/contradicting-shared-field/index.en.md",
    "news/markdown-image-without-alt/photo.jpg",
    "news/missing-alt/index.uk.md",
    "news/missing-alt/photo.jpg",
    "news/missing-text/photo.txt",
    "partnerships/good-earlier-record.yaml",
    "vocabularies/areas.yaml",
    "vocabularies/regions.yaml",
}
# Mistakes that no file in a repository can carry well: made by the tests below.
MADE_HERE = {
    "dropped-address",
    "file-too-large",
    "link-out-of-content",
    "missing-language",
    "too-many-values",
    "unreadable-theme",
    "unreadable-file",
    "value-too-long",
}


def rows(name: str) -> list[tuple[str, str, int, int]]:
    with open(INVALID / name, newline="", encoding="utf-8") as stream:
        return [
            (row["file"], row["code"], int(row["line"]), int(row["column"]))
            for row in csv.DictReader(stream)
        ]


def as_rows(problems: tuple[Problem, ...]) -> list[tuple[str, str, int, int]]:
    return [(found.file, found.code, found.line, found.column) for found in problems]


@pytest.fixture(scope="module")
def problems() -> tuple[Problem, ...]:
    return check_content(INVALID / "content")


def test_each_mistake_is_found_by_its_rule_at_its_place(problems):
    assert as_rows(problems) == rows("content.csv")


def test_one_mistake_gives_one_problem(problems):
    twice = {file for file, count in Counter(found.file for found in problems).items() if count > 1}

    assert twice == set()


def test_every_file_is_in_the_table_or_a_right_companion(problems):
    content = INVALID / "content"
    files = {path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}
    listed = {file for file, _code, _line, _column in rows("content.csv")}

    assert files - listed == RIGHT


def test_every_rule_has_an_invalid_file():
    shown = {code for _file, code, _line, _column in rows("content.csv")}

    # Spreadsheets have tests of their own: test_import_of_bad_cells.py.
    elsewhere = {rule.code for rule in SPREADSHEETS}
    assert RULES.keys() - shown - elsewhere == MADE_HERE


def test_the_name_of_an_invalid_file_begins_with_the_code_of_its_mistake():
    # Names that are themselves the mistake cannot; `z-` comes after the record that it repeats.
    exceptions = {"bad-id", "look-alike-letter", "bad-file-name"}
    for file, code, _line, _column in rows("content.csv"):
        parts = file.removesuffix(".yaml").split("/")
        name = parts[1].removeprefix("z-")

        assert code in exceptions or name.startswith(code), file


def test_a_record_with_everything_wrong_is_told_all_of_it_at_once_and_in_order():
    problems = check_content(INVALID / "horrible")

    assert as_rows(problems) == rows("horrible.csv")


def test_no_sentence_has_an_unfilled_place(problems):
    horrible = check_content(INVALID / "horrible")
    for found in (*problems, *horrible):
        sentence = found.message() + found.hint()
        for name in ("value", "field", "example", "choices", "suggestion", "folder", "line"):
            assert "{" + name + "}" not in sentence, found


def test_a_text_missing_in_a_language_of_the_site_is_a_problem_of_the_configuration():
    path = INVALID / "configs" / "missing-language.yaml"

    config, problems = read_config("site_config.yaml", path.read_bytes())

    assert config is None
    assert as_rows(problems) == [("site_config.yaml", "missing-language", 1, 8)]


def test_a_file_beyond_the_limit_is_refused_without_reading_all_of_it(tmp_path):
    path = tmp_path / "partnerships" / "huge.yaml"
    path.parent.mkdir()
    with open(path, "wb") as stream:
        stream.truncate(50_000_000)

    (problem,) = check_content(tmp_path)

    assert problem.code == "file-too-large"
    assert str(LARGEST_TEXT) in problem.message()


def test_a_value_beyond_the_limit_is_refused_with_both_lengths(tmp_path):
    path = tmp_path / "programmes" / "long.yaml"
    path.parent.mkdir()
    text = "a" * (LIMITS.length + 1)
    path.write_text(f"name:\n  en: {text}\n")

    (problem,) = check_content(tmp_path)

    assert (problem.code, problem.line, problem.column) == ("value-too-long", 2, 7)
    assert str(LIMITS.length) in problem.message()
    assert str(LIMITS.length + 1) in problem.message()


def test_a_link_out_of_the_content_folder_is_refused(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: {en: Secret}\n")
    content = tmp_path / "content"
    (content / "programmes").mkdir(parents=True)
    (content / "programmes" / "secret.yaml").symlink_to(secret)
    (content / "institutions").symlink_to(tmp_path)

    problems = check_content(content)

    assert as_rows(problems) == [
        ("institutions", "link-out-of-content", 0, 0),
        ("programmes/secret.yaml", "link-out-of-content", 0, 0),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_problem(tmp_path):
    path = tmp_path / "programmes" / "closed.yaml"
    path.parent.mkdir()
    path.write_text("name: {en: Closed}\n")
    path.chmod(0)

    (problem,) = check_content(tmp_path)

    assert problem.code == "unreadable-file"


def test_a_file_that_vanished_is_one_problem_and_its_references_none(tmp_path, monkeypatch):
    for name, text in {
        "institutions/a.yaml": "name: {en: A}\ncountry: UA\n",
        "institutions/b.yaml": "name: {en: B}\ncountry: SE\n",
        "partnerships/a-b.yaml": "partners: [a, b]\nstatus: active\n"
        "sources: [{url: 'https://example.org/'}]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    real_open = open

    def opened(path, *args, **kwargs):
        if str(path).endswith("institutions/b.yaml"):
            raise FileNotFoundError(2, "No such file or directory")
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr("builtins.open", opened)

    problems = check_content(tmp_path)

    assert as_rows(problems) == [("institutions/b.yaml", "unreadable-file", 0, 0)]
