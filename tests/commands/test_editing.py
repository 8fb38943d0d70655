"""The commands of editors as they are typed, with what they say and how they end."""

import json

import pytest
from spreadsheet_samples import csv_of

from pobratym.cli import main


@pytest.fixture
def say(site, capsys, monkeypatch):
    """Runs a command in the project; returns its exit code, output and errors."""
    made = site()
    monkeypatch.chdir(made.folder)

    def run(*arguments, lang="en"):
        code = main([*arguments, "--lang", lang])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    run.folder = made.folder
    return run


def test_new_writes_a_file_and_says_what_is_next(say):
    code, out, _err = say("new", "institutions", "santaros")

    assert code == 0
    assert "Written: content/institutions/santaros.yaml" in out
    assert "python build.py check" in out
    code, out, _err = say("check")
    assert code == 1
    assert "error[fill-in]" in out


def test_new_takes_a_name_and_the_singular_and_speaks_ukrainian(say):
    code, out, _err = say("new", "institution", "Лікарня у Згоранах", lang="uk")

    text = (say.folder / "content/institutions/likarnia-u-zghoranakh.yaml").read_text("utf-8")
    assert code == 0
    assert "Записано: content/institutions/likarnia-u-zghoranakh.yaml" in out
    assert "# Офіційна назва." in text


def test_new_refuses_to_overwrite_and_names_the_types(say):
    code, _out, err = say("new", "institutions", "karolinska")
    assert (code, "exists already" in err) == (2, True)

    code, _out, err = say("new", "instututions")
    assert code == 2
    assert "Did you mean “institutions”?" in err


def test_new_brings_the_schemas_that_its_first_line_names(say):
    say("new", "events", "summit-2026")

    text = (say.folder / "content/events/summit-2026.yaml").read_text("utf-8")
    schema = text.splitlines()[0].partition("$schema=")[2]
    path = (say.folder / "content/events" / schema).resolve()
    assert json.loads(path.read_text("utf-8"))["title"] == "event"


@pytest.fixture
def sheet(say):
    path = say.folder / "rows.csv"
    path.write_bytes(csv_of(["id", "city_en"], [{"id": "karolinska", "city_en": "Solna"}]))
    return path


def test_import_changes_the_records_and_counts(say, sheet):
    code, out, _err = say("import", str(sheet), "--as", "institutions")

    assert code == 0
    assert out.startswith("0 new records, 1 changed, 0 unchanged.")
    path = say.folder / "content/institutions/karolinska.yaml"
    assert "city: {uk: Стокгольм, en: Solna}" in path.read_text("utf-8")


def test_a_dry_run_shows_the_difference_and_writes_nothing(say, sheet):
    path = say.folder / "content/institutions/karolinska.yaml"
    before = path.read_bytes()

    code, out, _err = say("import", str(sheet), "--as", "institutions", "--dry-run")

    assert code == 0
    assert "--- content/institutions/karolinska.yaml" in out
    assert "-city: {uk: Стокгольм, en: Stockholm}" in out
    assert "+city: {uk: Стокгольм, en: Solna}" in out
    assert path.read_bytes() == before


def test_bad_cells_end_with_one_and_nothing_is_imported(say):
    path = say.folder / "rows.csv"
    path.write_bytes(csv_of(["id", "country"], [{"id": "karolinska", "country": "UK"}]))

    code, out, _err = say("import", str(path), "--as", "institutions")

    assert code == 1
    assert "rows.csv:2:2: error[unknown-country]" in out
    assert "Cell B2: “UK” is not the code of a country." in out
    assert "Nothing was imported" in out

    code, out, _err = say("import", str(path), "--as", "institutions", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    assert (problem["line"], problem["column"]) == (2, 2)


def test_import_asks_what_the_rows_are(say, sheet):
    assert say("import", str(sheet))[0] == 2
    assert say("import", str(sheet), "--as", "things")[0] == 2
    assert say("import", str(say.folder / "none.csv"), "--as", "institutions")[0] == 2


def test_a_saved_page_becomes_a_draft_in_the_language_of_the_editor(say):
    path = say.folder / "page.txt"
    path.write_text("Дві клініки домовилися\n\nНавчалися 17 лікарів.\n", "utf-8")

    code, out, _err = say("import", str(path), lang="uk")

    text = (say.folder / "content/news/dvi-kliniky-domovylysia/index.uk.md").read_text("utf-8")
    assert (code, out.startswith("1 новий запис")) == (0, True)
    assert "### Твердження з числами" in text


def test_translations_prints_the_ledger_as_a_table_and_as_json(say):
    code, out, _err = say("translations")
    assert code == 0
    assert "news/signed" in out
    assert out.splitlines()[-2] == "0 texts missing, 0 outdated, 2 not marked."

    code, out, _err = say("translations", "--format", "json")
    rows = json.loads(out)["translations"]
    assert {(row["folder"], row["id"], row["state"]) for row in rows} == {
        ("news", "signed", "unmarked"),
        ("pages", "about", "unmarked"),
    }


def test_marking_a_translation_makes_it_up_to_date(say):
    code, _out, _err = say("translations", "--mark", "news/signed/en", "pages/about")

    assert code == 0
    text = (say.folder / "content/news/signed/index.en.md").read_text("utf-8")
    assert "translation_of_revision: " in text
    assert text.endswith("It is about [the partnership](partnership:okhmatdyt-karolinska).\n")
    assert say("translations")[1] == "0 texts missing, 0 outdated, 0 not marked.\n"
    assert say("translations", "--mark", "news/none")[0] == 2


def test_schemas_are_written_for_the_editor(say):
    code, _out, _err = say("schemas")

    assert code == 0
    schema = json.loads((say.folder / ".vscode/schemas/partnerships.json").read_text("utf-8"))
    assert "okhmatdyt" in json.dumps(schema["properties"]["partners"])
