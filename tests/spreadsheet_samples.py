"""Files of the kind that a ministry sends, made in memory."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from pobratym.content.library import Library, open_library

LANGUAGES = ("uk", "en")
LANGUAGE_NAMES = (
    ("en", "English"),
    ("en", "англійська"),
    ("uk", "Ukrainian"),
    ("uk", "українська"),
)
COUNTRIES = {"швеція": "SE", "sweden": "SE", "україна": "UA"}


def library_at(content: Path) -> Library:
    return open_library(content, LANGUAGES)


def csv_of(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A table as exports write it."""
    from pobratym.outputs.data.tables import Table, as_csv

    return as_csv(Table("", tuple(names), (), tuple(rows)))


def xlsx_of(names: Sequence[str], rows: Iterable[Mapping[str, Any]], sheet: str) -> bytes:
    """A table as a workbook: text as text, numbers as numbers."""
    target = io.BytesIO()
    choices = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, choices)
    page = book.add_worksheet(sheet)
    for place, name in enumerate(names):
        page.write_string(0, place, name)
    for number, row in enumerate(rows, 1):
        for place, name in enumerate(names):
            value = row.get(name)
            if isinstance(value, bool):
                page.write_boolean(number, place, value)
            elif isinstance(value, str) and value:
                page.write_string(number, place, value)
            elif isinstance(value, int | float):
                page.write_number(number, place, value)
    book.close()
    return target.getvalue()
