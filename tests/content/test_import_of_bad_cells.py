"""Everything that is wrong with a spreadsheet, at once, each at its cell; nothing is written."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from spreadsheet_samples import COUNTRIES, LANGUAGE_NAMES, csv_of, library_at, xlsx_of

from pobratym.content.rows import WrongJson
from pobratym.content.sheets import MOST_COLUMNS, MOST_ROWS, letters
from pobratym.content.spreadsheets import import_rows
from pobratym.problems import Problem
from pobratym.rules import SPREADSHEETS

INSTITUTION = ["id", "name_en", "country"]


@pytest.fixture
def content(site):
    return site().folder / "content"


def problems(content, folder, data, name="rows.csv") -> tuple[Problem, ...]:
    found = import_rows(
        name,
        data,
        folder,
        library_at(content),
        language_names=LANGUAGE_NAMES,
        countries=COUNTRIES,
        as_of="2026-03-01",
    )
    if any(problem.severity == "error" for problem in found.problems):
        assert found.changes == ()
    return found.problems


def places(found):
    return [(problem.code, problem.line, problem.column) for problem in found]


def codes(found):
    return [problem.code for problem in found]


def text_csv(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def test_all_bad_cells_are_told_at_once_by_row_and_column(content):
    data = csv_of(
        ["id", "partners", "status", "signed", "areas", "sources.1.url", "sources.1.date"],
        [
            {
                "id": "a",
                "partners": "okhmatdyt; karolinska",
                "status": "sined",
                "signed": "01.12.2023",
                "sources.1.url": "example.org",
            },
            {
                "id": "b",
                "partners": "okhmadyt; karolinska",
                "status": "active",
                "areas": "trauma; travma",
                "sources.1.url": "https://example.org/",
                "sources.1.date": "2024-02-30",
            },
            {
                "id": "B_c",
                "partners": "okhmatdyt; karolinska",
                "status": "signed",
                "sources.1.url": "https://example.org/",
            },
        ],
    )

    found = problems(content, "partnerships", data)

    assert places(found) == [
        ("wrong-choice", 2, 3),
        ("wrong-date", 2, 4),
        ("wrong-url", 2, 6),
        ("unknown-reference", 3, 2),
        ("unknown-term", 3, 5),
        ("no-such-day", 3, 7),
        ("bad-id", 4, 1),
    ]
    assert {problem.file for problem in found} == {"rows.csv"}


def test_near_misses_of_references_are_suggested(content):
    data = csv_of(
        ["id", "partners", "status", "areas", "sources.1.url"],
        [
            {
                "id": "b",
                "partners": "okhmadyt; karolinska",
                "status": "active",
                "areas": "trauma; travma",
                "sources.1.url": "https://example.org/",
            }
        ],
    )

    found = problems(content, "partnerships", data)

    assert places(found) == [("unknown-reference", 2, 2), ("unknown-term", 2, 4)]
    assert dict(found[0].values)["suggestion"] == "okhmatdyt"


def test_messages_name_sheet_and_cell(content):
    data = xlsx_of(INSTITUTION, [{"id": "x", "name_en": "Clinic", "country": "UK"}], "Аркуш")

    (found,) = problems(content, "institutions", data, "memo.xlsx")

    assert found.file == "memo.xlsx"
    assert found.message().startswith("Cell Аркуш!C2: “UK”")
    assert "“GB”" in found.hint()


def test_a_missing_required_value_is_told_at_the_cell_where_it_should_be(content):
    data = csv_of(INSTITUTION, [{"id": "x", "name_en": "Clinic", "country": ""}])

    assert places(problems(content, "institutions", data)) == [("missing-field", 2, 3)]


def test_headings_that_mean_nothing_twice_or_stand_nowhere_are_told(content):
    data = text_csv("id,name_en,Nmae (English),country,Країна,", "x,Clinic,Clinic,SE,SE,remark")

    found = problems(content, "institutions", data)

    assert places(found) == [("unknown-column", 1, 3), ("duplicate-column", 1, 5)]
    assert dict(found[0].values)["suggestion"] == "name (english)"
    assert dict(found[1].values)["first"] == "D1"


def test_a_value_beside_the_table_is_told(content):
    data = text_csv("id,name_en,country", "x,Clinic,SE,remark")

    assert places(problems(content, "institutions", data)) == [("value-without-heading", 2, 4)]


def test_columns_that_exports_add_are_left_alone(content):
    data = text_csv("id,uri,label_en,url_uk,modified,name_en,country", "x,a,b,c,d,Clinic,SE")

    assert problems(content, "institutions", data) == ()


def test_one_record_in_two_rows_is_told(content):
    data = text_csv("id,name_en,country", "x,Clinic,SE", "x,Hospital,SE")

    found = problems(content, "institutions", data)

    assert places(found) == [("duplicate-row", 3, 1)]
    assert dict(found[0].values)["first"] == "2"


def test_a_row_that_says_nothing_of_its_name_needs_an_id(content):
    assert places(problems(content, "institutions", text_csv("id,country", ",SE"))) == [
        ("missing-id", 2, 1)
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"id,name_en\n", "ід;Назва\n".encode()])
def test_a_table_without_rows_is_told(content, data):
    found = problems(content, "institutions", data)

    assert "no-rows" in codes(found) or "unknown-column" in codes(found)


def test_formulas_without_a_result_errors_and_cut_texts_are_told(content):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["id", "name_en", "country", "note_en"])
    sheet.append(["x", "=A2", "SE", "a" * 32_767])
    sheet["C2"] = "#REF!"
    sheet["C2"].data_type = "e"
    target = io.BytesIO()
    book.save(target)

    found = problems(content, "institutions", target.getvalue(), "a.xlsx")

    assert places(found) == [
        ("cell-with-formula", 2, 2),
        ("missing-field", 2, 2),
        ("cell-with-error", 2, 3),
        ("missing-field", 2, 3),
        ("cell-cut-off", 2, 4),
    ]


def test_a_formula_counts_as_its_result(content):
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, INSTITUTION)
    sheet.write_row(1, 0, ["x", "", "SE"])
    sheet.write_formula(1, 1, '="Clin"&"ic"', None, "Clinic")
    book.close()

    assert problems(content, "institutions", target.getvalue(), "a.xlsx") == ()


@pytest.mark.parametrize(
    "cell", ["[{as_of: 2023}]", "{", "[1, 2", "[" * 5000, '[{"as_of": "2023", "as_of"']
)
def test_a_cell_that_begins_like_json_and_is_none_is_told(content, cell):
    data = csv_of(["id", "aliases"], [{"id": "okhmatdyt", "aliases": cell}])

    assert "wrong-json" in codes(problems(content, "institutions", data))


def test_look_alike_letters_in_a_cell_are_told(content):
    data = csv_of(INSTITUTION, [{"id": "x", "name_en": "Clinic", "country": "SЕ"}])
    assert places(problems(content, "institutions", data)) == [("look-alike-letter", 2, 3)]

    data = csv_of(
        ["id", "name_uk", "country"], [{"id": "x", "name_uk": "лiкарня", "country": "SE"}]
    )
    assert places(problems(content, "institutions", data)) == [("mixed-alphabets", 2, 2)]


def test_what_only_the_whole_registry_can_tell_is_told_at_the_row(content):
    data = csv_of(
        ["id", "partners", "status", "signed", "sources.1.url"],
        [
            {
                "id": "again",
                "partners": "karolinska; okhmatdyt",
                "status": "signed",
                "signed": "2031-01",
                "sources.1.url": "https://example.org/",
            },
            {
                "id": "second",
                "partners": "karolinska; okhmatdyt",
                "status": "signed",
                "signed": "2023-12",
                "sources.1.url": "https://example.org/",
            },
        ],
    )

    assert places(problems(content, "partnerships", data)) == [
        ("signed-in-future", 2, 4),
        ("duplicate-partnership", 3, 2),
    ]


def test_a_record_whose_file_has_errors_is_not_touched(content):
    (content / "institutions" / "karolinska.yaml").write_text("name: [x\n")
    data = csv_of(["id", "country"], [{"id": "karolinska", "country": "SE"}])

    assert places(problems(content, "institutions", data)) == [("record-has-errors", 2, 1)]


def test_a_language_of_news_is_not_deleted_by_an_empty_cell(content):
    data = text_csv("id,title_en,body_en,modified", "signed,,,2025-01-01")

    assert places(problems(content, "news", data)) == [("missing-field", 2, 2)]


# Files that are no spreadsheets, or were made to do harm


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def rewritten(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A workbook with other bytes in some of its parts."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target.getvalue()


WORKBOOK = xlsx_of(INSTITUTION, [{"id": "x", "name_en": "Clinic", "country": "SE"}], "a")
BOMB_SHEET = b"<worksheet>" + b" " * 100_000_000 + b"</worksheet>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 9))
    + b"]><worksheet>&i;</worksheet>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old-workbook"),
        (b"PK\x03\x04 but no archive", "not-a-spreadsheet"),
        (WORKBOOK[:-200], "not-a-spreadsheet"),
        (archive(word__document=b"<w/>"), "not-a-spreadsheet"),
        (rewritten(WORKBOOK, {"xl/vbaProject.bin": b"x"}), "workbook-with-macros"),
        (
            rewritten(
                WORKBOOK,
                {"[Content_Types].xml": b"<Types>ms-excel.sheet.macroEnabled.main+xml</Types>"},
            ),
            "workbook-with-macros",
        ),
        (rewritten(WORKBOOK, {"xl/worksheets/sheet1.xml": BOMB_SHEET}), "workbook-too-large"),
        (rewritten(WORKBOOK, {"xl/worksheets/sheet1.xml": ENTITIES}), "not-a-spreadsheet"),
        (
            rewritten(WORKBOOK, {"xl/worksheets/sheet1.xml": ENTITIES.decode().encode("utf-16")}),
            "not-a-spreadsheet",
        ),
        (
            rewritten(WORKBOOK, {"xl/worksheets/sheet1.xml": b"<worksheet><row>"}),
            "not-a-spreadsheet",
        ),
        (b"id,name_en\x00\nx,y", "not-a-spreadsheet"),
        ("Лікарня;Ґанок;їжак".encode("koi8-u"), "unknown-encoding"),
        (b"\xff\xfeodd", "unknown-encoding"),
        (b"id\n" + b"x\n" * (MOST_ROWS + 2), "too-many-rows"),
        (b"," * (MOST_COLUMNS + 1) + b"id\n", "too-many-columns"),
        (b"x" * 20_000_001, "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_or_a_hostile_one_is_refused(content, data, code):
    assert code in codes(problems(content, "institutions", data, "file.xlsx"))


def test_a_far_cell_and_many_wide_rows_end_soon(content):
    row = b'<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + b"".join(row % (number, number) for number in range(1, 2000))
        + b"</sheetData></worksheet>"
    )
    data = rewritten(WORKBOOK, {"xl/worksheets/sheet1.xml": sheet})

    assert codes(problems(content, "institutions", data, "wide.xlsx")) in (
        ["too-many-columns"],
        ["too-many-rows"],
    )


def test_every_rule_of_spreadsheets_is_tested_here():
    """The rule on articles belongs to saved pages, windows-1251 to the dialects of CSV."""
    above = Path(__file__).read_text("utf-8").partition("def test_every_rule")[0]

    untested = {rule.code for rule in SPREADSHEETS if f'"{rule.code}"' not in above}

    assert untested == {"no-article", "windows-1251"}


def test_columns_have_the_letters_of_spreadsheets():
    assert [letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_wrong_json_says_with_which_bracket_it_began():
    assert WrongJson("{").args == ("{",)
