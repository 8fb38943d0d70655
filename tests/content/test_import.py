"""Spreadsheets become records; exports come back as what they were."""

import csv
import io
from pathlib import Path

import msgspec
import openpyxl
import pytest
from spreadsheet_samples import COUNTRIES, LANGUAGE_NAMES, csv_of, library_at, xlsx_of

from pobratym.content.spreadsheets import import_rows
from pobratym.content.writing import write_changes
from pobratym.registry.columns import cells, columns, declared_names
from pobratym.registry.headings import heading, template_columns
from pobratym.registry.records import RECORD_TYPES

REAL = Path(__file__).parent.parent.parent / "content"
AS_OF = "2026-03-01"


@pytest.fixture(scope="module")
def real():
    return library_at(REAL)


@pytest.fixture
def content(site):
    """The content folder of the small right registry."""
    return site().folder / "content"


def imported(content, folder, data, name="rows.csv"):
    return import_rows(
        name,
        data,
        folder,
        library_at(content),
        language_names=LANGUAGE_NAMES,
        countries=COUNTRIES,
        as_of=AS_OF,
    )


def into(content, folder, data, name="rows.csv"):
    found = imported(content, folder, data, name)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    write_changes(content, found.changes)
    return found


def exported(folder, records):
    rows = [cells(record) for record in records]
    used = dict.fromkeys(declared_names(RECORD_TYPES[folder], ("uk", "en")))
    for row in rows:
        used.update(dict.fromkeys(row))
    declared = columns(RECORD_TYPES[folder], used, ("uk", "en"))
    return ["id", *(column.name for column in declared)], rows


@pytest.mark.parametrize("folder", RECORD_TYPES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_back_without_a_change(real, folder, form):
    names, rows = exported(folder, real.records[folder].values())
    data = csv_of(names, rows) if form == "csv" else xlsx_of(names, rows, folder)

    found = import_rows(f"{folder}.{form}", data, folder, real, as_of=AS_OF)

    assert found.problems == ()
    assert found.changes == ()
    assert len(found.unchanged) == len(real.records[folder])


@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_an_export_into_an_empty_folder_makes_the_same_records(real, folder, tmp_path):
    names, rows = exported(folder, real.records[folder].values())
    others = {key: files for key, files in real.files.items() if not key.startswith(f"{folder}/")}
    without = msgspec.structs.replace(real, files=others, records={**real.records, folder: {}})

    found = import_rows("a.csv", csv_of(names, rows), folder, without, as_of=AS_OF)
    write_changes(tmp_path, found.changes)

    assert library_at(tmp_path).records[folder] == real.records[folder]


def test_a_new_row_becomes_a_commented_free_yaml_file_in_the_order_of_the_fields(content):
    into(
        content,
        "institutions",
        csv_of(
            ["id", "country", "name_uk", "name_en", "identifiers.edrpou", "specialties"],
            [
                {
                    "id": "santaros",
                    "country": "LT",
                    "name_uk": "Клініки Сантарос",
                    "name_en": "Santaros Clinics",
                    "specialties": "trauma; oncology",
                }
            ],
        ),
    )

    assert (content / "institutions" / "santaros.yaml").read_text("utf-8") == (
        "name:\n"
        "  uk: Клініки Сантарос\n"
        "  en: Santaros Clinics\n"
        "country: LT\n"
        "specialties:\n"
        "  - trauma\n"
        "  - oncology\n"
    )


def test_a_second_import_of_the_same_file_changes_nothing(content):
    data = csv_of(
        ["id", "name_uk", "country"], [{"id": "x", "name_uk": "Лікарня", "country": "SE"}]
    )
    into(content, "institutions", data)

    again = imported(content, "institutions", data)

    assert again.changes == ()
    assert again.unchanged == ("x",)


@pytest.mark.parametrize("lang", ["uk", "en"])
@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_headings_in_both_languages_mean_the_columns_of_the_template(folder, lang):
    from pobratym.registry.headings import headings_of

    known = headings_of(RECORD_TYPES[folder], ("uk", "en"), LANGUAGE_NAMES)
    names = {
        "uk": {"uk": "українська", "en": "англійська"},
        "en": {"uk": "Ukrainian", "en": "English"},
    }[lang]
    for column in template_columns(RECORD_TYPES[folder], ("uk", "en")):
        shown = heading(column, lang, names)

        assert known.column(shown).name == column.name, shown
        assert known.column(shown.upper()).name == column.name, shown


def test_ukrainian_headings_labels_and_names_of_records_and_countries_are_understood(content):
    names = ["Партнери", "Стан", "Підписано", "Напрями роботи", "Джерело 1: вебадреса"]
    row = {
        "Партнери": "Охматдит; Каролінська лікарня",
        "Стан": "active – Діє",
        "Підписано": "2025-02",
        "Напрями роботи": "Онкологія; trauma",
        "Джерело 1: вебадреса": "https://example.org/2",
    }
    data = csv_of(["id", *names], [{"id": "okhmatdyt-karolinska", **row}])

    into(content, "partnerships", data)

    record = library_at(content).records["partnerships"]["okhmatdyt-karolinska"]
    assert record.partners == ("okhmatdyt", "karolinska")
    assert (record.status, record.signed) == ("active", "2025-02")
    assert record.areas == ("oncology", "trauma")
    assert record.sources[0].url == "https://example.org/2"

    data = csv_of(["Ід", "Країна"], [{"Ід": "karolinska", "Країна": "Швеція"}])
    assert imported(content, "institutions", data).changes == ()


def test_comments_order_and_style_of_a_changed_record_stay(content):
    path = content / "institutions" / "karolinska.yaml"
    before = (
        "# One of the first partners.\n"
        "country:   SE   # not Norway\n"
        "name: {en: 'Karolinska Hospital',   uk: Каролінська лікарня}\n"
        "\n"
        "# Where it stands.\n"
        "city:\n"
        "  en: Stockholm # capital\n"
        "  uk: Стокгольм\n"
        "kind: hospital\n"
        "sources:\n"
        "  # the oldest one first\n"
        "  - {url: https://example.org/a}\n"
        "# the end\n"
    )
    path.write_text(before, "utf-8")
    data = csv_of(
        ["id", "city_en", "website"],
        [{"id": "karolinska", "city_en": "Solna", "website": "https://example.org/"}],
    )

    into(content, "institutions", data)

    assert path.read_text("utf-8") == before.replace(
        "en: Stockholm # capital", "en: Solna # capital"
    ).replace("kind: hospital\n", "kind: hospital\nwebsite: https://example.org/\n")


def test_columns_that_a_sheet_does_not_have_leave_their_fields_alone(content):
    data = csv_of(["id", "status"], [{"id": "okhmatdyt-karolinska", "status": "ended"}])

    into(content, "partnerships", data)

    record = library_at(content).records["partnerships"]["okhmatdyt-karolinska"]
    assert record.status == "ended"
    assert record.signed == "2023-12-01"
    assert record.sources[0].url == "https://example.org/source"


def test_an_empty_cell_of_a_table_leaves_the_value_as_it_is(content):
    data = csv_of(["id", "signed"], [{"id": "okhmatdyt-karolinska", "signed": ""}])

    assert imported(content, "partnerships", data).changes == ()


def test_an_emptied_cell_of_an_export_takes_its_value_away(content):
    row = {"id": "okhmatdyt-karolinska", "uri": "https://example.org/", "signed": ""}
    data = csv_of(["id", "uri", "signed"], [row])

    into(content, "partnerships", data)

    text = (content / "partnerships" / "okhmatdyt-karolinska.yaml").read_text("utf-8")
    assert "signed:" not in text
    assert "areas: [trauma]" in text


def test_a_second_source_joins_the_first(content):
    data = csv_of(
        ["id", "sources.2.url"],
        [{"id": "okhmatdyt-karolinska", "sources.2.url": "https://example.org/more"}],
    )

    into(content, "partnerships", data)

    record = library_at(content).records["partnerships"]["okhmatdyt-karolinska"]
    assert [source.url for source in record.sources] == [
        "https://example.org/source",
        "https://example.org/more",
    ]


def test_rows_without_id_are_named_by_what_they_are(content):
    data = csv_of(["name_uk", "country"], [{"name_uk": "Лікарня у Згоранах", "country": "UA"}])

    found = into(content, "institutions", data)

    assert found.added == ("likarnia-u-zghoranakh",)
    assert imported(content, "institutions", data).changes == ()


def test_news_rows_become_a_file_per_language_and_shared_fields_stand_in_the_first(content):
    data = csv_of(
        ["id", "title_uk", "title_en", "date", "topics", "body_uk", "body_en"],
        [
            {
                "id": "visit",
                "title_uk": "Візит",
                "title_en": "A visit",
                "date": "2025-05-06",
                "topics": "memoranda",
                "body_uk": "Перший абзац.\n\nДругий абзац.",
                "body_en": "One paragraph.",
            }
        ],
    )

    into(content, "news", data)

    assert (content / "news/visit/index.uk.md").read_text("utf-8") == (
        "---\ntitle: Візит\ndate: 2025-05-06\ntopics:\n  - memoranda\n---\n\n"
        "Перший абзац.\n\nДругий абзац.\n"
    )
    assert (content / "news/visit/index.en.md").read_text("utf-8") == (
        "---\ntitle: A visit\n---\n\nOne paragraph.\n"
    )


def test_a_changed_text_of_news_touches_its_language_alone(content):
    data = csv_of(["id", "title_en"], [{"id": "signed", "title_en": "Signed at last"}])

    found = into(content, "news", data)

    assert [change.path for change in found.changes] == ["news/signed/index.en.md"]
    text = (content / "news/signed/index.en.md").read_text("utf-8")
    assert text.startswith(
        "---\ntitle: Signed at last\nsummary: Two hospitals became twins.\n---\n"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_of_every_common_dialect_is_read(content, delimiter, encoding):
    text = delimiter.join(["id", "name_uk", "country"]) + "\r\n"
    text += delimiter.join(["x", '"Лікарня, «Ім’я»; друга"', "SE"]) + "\r\n"

    found = imported(content, "institutions", text.encode(encoding))

    assert found.problems == ()
    assert "Лікарня, «Ім’я»; друга" in found.changes[0].after.decode()


def test_windows_1251_is_recognised_and_said(content):
    data = "id;name_uk;country\nx;Лікарня «Їжак» № 5;SE\n".encode("windows-1251")

    found = imported(content, "institutions", data)

    assert [problem.code for problem in found.problems] == ["windows-1251"]
    assert "Лікарня «Їжак» № 5" in found.changes[0].after.decode()


def test_the_separator_line_of_excel_is_understood(content):
    found = imported(content, "institutions", b"sep=;\r\nid;name_en;country\r\nx;Clinic;SE\r\n")

    assert found.added == ("x",)


def test_dates_of_a_workbook_are_as_exact_as_they_are_shown(content):
    from datetime import date, datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["id", "signed", "expires"])
    sheet.append(["okhmatdyt-karolinska", datetime(2024, 5, 1), date(2026, 12, 1)])
    sheet["B2"].number_format = "mmm\\-yy"
    sheet["C2"].number_format = "[$-422]d mmmm yyyy;@"
    target = io.BytesIO()
    book.save(target)

    into(content, "partnerships", target.getvalue(), "a.xlsx")

    record = library_at(content).records["partnerships"]["okhmatdyt-karolinska"]
    assert (record.signed, record.expires) == ("2024-05", "2026-12-01")


def test_numbers_flags_and_years_of_a_workbook_are_what_they_mean(content):
    data = xlsx_of(
        ["id", "period", "participants", "sources.1.url"],
        [{"id": "y2023", "period": 2023, "participants": 239.0, "sources.1.url": "https://a.org/"}],
        "exchanges",
    )

    into(content, "exchanges", data, "a.xlsx")

    record = library_at(content).records["exchanges"]["y2023"]
    assert (record.period.start, record.participants) == ("2023", 239)


def test_the_sheet_with_the_name_of_the_type_is_taken(content):
    book = openpyxl.Workbook()
    book.active.append(["notes"])
    sheet = book.create_sheet("Institutions")
    sheet.append(["id", "name_en", "country"])
    sheet.append(["x", "Clinic", "SE"])
    target = io.BytesIO()
    book.save(target)

    assert imported(content, "institutions", target.getvalue(), "a.xlsx").added == ("x",)


def test_guarded_formulas_of_exports_are_restored(content):
    stream = io.StringIO()
    csv.writer(stream).writerows([["id", "name_en", "country"], ["x", "'=SUM(A1) clinic", "SE"]])

    into(content, "institutions", stream.getvalue().encode())

    assert library_at(content).records["institutions"]["x"].name == {"en": "=SUM(A1) clinic"}


def test_records_of_one_sheet_may_refer_to_each_other(content):
    data = csv_of(
        [
            "id",
            "name_en",
            "country",
            "withdrawn.date",
            "withdrawn.reason_en",
            "withdrawn.replaced_by",
        ],
        [
            {
                "id": "old",
                "name_en": "Old clinic",
                "country": "SE",
                "withdrawn.date": "2025",
                "withdrawn.reason_en": "Joined.",
                "withdrawn.replaced_by": "new",
            },
            {"id": "new", "name_en": "New clinic", "country": "SE"},
        ],
    )

    assert imported(content, "institutions", data).problems == ()
