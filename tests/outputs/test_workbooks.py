"""Spreadsheets, read back with openpyxl."""

import io
from datetime import datetime

import openpyxl
import pytest

from pobratym.outputs.data.published import TYPES


@pytest.fixture(scope="module")
def book(real):
    return openpyxl.load_workbook(io.BytesIO(real.files["data/registry.xlsx"]))


def test_the_workbook_has_a_sheet_per_type_with_a_row_per_record(real, book):
    assert tuple(book.sheetnames) == TYPES
    for folder in TYPES:
        assert book[folder].max_row - 1 == len(real.registry.ids(folder))


def test_the_header_stays_in_sight_and_explains_itself(book):
    sheet = book["partnerships"]

    assert sheet.freeze_panes == "B2"
    for cell in sheet[1]:
        assert cell.comment is not None, cell.value


def test_dates_are_dates_and_numbers_numbers(small):
    book = openpyxl.load_workbook(io.BytesIO(small.files["data/partnerships.xlsx"]))
    header, row = book["partnerships"].iter_rows(values_only=True)

    assert dict(zip(header, row, strict=True))["signed"] == datetime(2023, 12, 1)


def test_a_text_like_a_formula_stays_a_text(outputs):
    made = outputs(
        """-- content/institutions/formula.yaml --
name: {en: '=HYPERLINK("https://evil.example")'}
country: SE
"""
    )

    book = openpyxl.load_workbook(io.BytesIO(made.make("data-workbook")["data/institutions.xlsx"]))

    header, first, *_rest = book["institutions"].iter_rows()
    places = {cell.value: number for number, cell in enumerate(header)}
    cell = first[places["name_en"]]
    assert cell.value == '=HYPERLINK("https://evil.example")'
    assert cell.data_type == "s"


def test_equal_records_give_equal_bytes(real):
    again = real.make("data-workbook")

    for path, data in again.items():
        assert data == real.files[path]
