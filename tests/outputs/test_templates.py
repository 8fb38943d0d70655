"""Workbooks to fill in: what they offer is what `import` understands."""

import io
from types import SimpleNamespace

import openpyxl
import pytest
from spreadsheet_samples import COUNTRIES, LANGUAGE_NAMES, library_at

from pobratym.content.spreadsheets import import_rows
from pobratym.outputs.data.templates import HELP, LISTS
from pobratym.registry.headings import template_columns
from pobratym.registry.records import RECORD_TYPES


@pytest.fixture
def made(site):
    """The built small registry, and folder → bytes of its template."""
    project = site()
    config = (project.folder / "site_config.yaml").read_text("utf-8")
    for feature in ("spreadsheets", "data"):
        config = config.replace(f"{feature}: false", f"{feature}: true")
    project.write(f"-- site_config.yaml --\n{config}")
    assert project.build().published is not None
    folder = project.output / "data" / "templates"
    books = {path.stem: path.read_bytes() for path in folder.glob("*.xlsx")}
    return SimpleNamespace(site=project, books=books)


def opened(made, folder):
    return openpyxl.load_workbook(io.BytesIO(made.books[folder]))


def test_every_type_has_a_template_whose_headings_import_understands(made):
    library = library_at(made.site.folder / "content")

    assert made.books.keys() == RECORD_TYPES.keys()
    for folder, data in made.books.items():
        headings = [cell.value for cell in opened(made, folder)[folder][1]]
        found = import_rows(
            "template.xlsx",
            data,
            folder,
            library,
            language_names=LANGUAGE_NAMES,
            countries=COUNTRIES,
            as_of="2026-03-01",
        )

        assert headings[0] == "Ід"
        assert len(headings) == 1 + len(template_columns(RECORD_TYPES[folder], ("uk", "en")))
        assert [problem.code for problem in found.problems] == ["no-rows"]


def test_lists_offer_the_terms_of_vocabularies_with_what_they_mean(made):
    book = opened(made, "partnerships")
    sheet = book["partnerships"]
    lists = book[LISTS]
    offered = {
        column[0].value: [cell.value for cell in column[1:] if cell.value]
        for column in lists.columns
    }

    assert offered["areas"] == ["oncology – Онкологія", "trauma – Травматологія"]
    assert "signed – Підписано" in offered["status"]
    assert any(value.startswith("SE – ") for value in offered["countries"])
    headings = [cell.value for cell in sheet[1]]
    at = openpyxl.utils.get_column_letter(headings.index("Напрями роботи") + 1)
    sources = {str(found.sqref): found.formula1 for found in sheet.data_validations.dataValidation}
    assert sources[f"{at}2:{at}1001"].startswith(f"{LISTS}!")


def test_whatever_a_list_offers_is_understood_by_import(made):
    book = opened(made, "partnerships")
    sheet = book["partnerships"]
    headings = [cell.value for cell in sheet[1]]
    values = {
        "Ід": "okhmatdyt-karolinska",
        "Стан": "active – Діє",
        "Напрями роботи": "oncology – Онкологія",
        "Неназваний партнер 1: країна": "SE – Швеція",
        "Неназваний партнер 1: примітка (українська)": "Ще одна лікарня.",
        "Певність": "reported – Повідомлено",
    }
    for heading, value in values.items():
        sheet.cell(2, headings.index(heading) + 1, value)
    target = io.BytesIO()
    book.save(target)

    found = import_rows(
        "filled.xlsx",
        target.getvalue(),
        "partnerships",
        library_at(made.site.folder / "content"),
        language_names=LANGUAGE_NAMES,
        as_of="2026-03-01",
    )

    assert found.problems == ()
    assert found.updated == ("okhmatdyt-karolinska",)
    text = found.changes[0].after.decode()
    assert "status: active\n" in text
    assert "signed: 2023-12-01\n" in text


def test_required_columns_are_marked_and_every_column_explained(made):
    book = opened(made, "institutions")
    sheet = book["institutions"]
    by_heading = {cell.value: cell for cell in sheet[1]}

    assert by_heading["Країна"].fill.fgColor.rgb != by_heading["Вебсайт"].fill.fgColor.rgb
    assert "ISO 3166-1" in by_heading["Країна"].comment.text
    fields = [row[0].value for row in book[HELP].iter_rows(min_row=2)]
    assert "identifiers.edrpou" in fields


def test_the_same_registry_gives_the_same_bytes(made):
    made.site.build(use_cache=False)

    after = (made.site.output / "data" / "templates" / "events.xlsx").read_bytes()
    assert after == made.books["events"]
