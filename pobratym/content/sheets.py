"""Spreadsheet files as rows of plain cells: XLSX workbooks and CSV in every common dialect.

A file that somebody sends may have been made to do harm, so a workbook is measured before it is
opened, nothing in it is run, and reading stops at fixed limits.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from pobratym.content.foreign_text import decode_foreign
from pobratym.problems import Problem, problem

LARGEST_FILE = 20_000_000
"""Bytes of a file as it is sent."""
LARGEST_UNPACKED = 80_000_000
"""Bytes of all parts of a workbook, unpacked."""
MOST_TIMES_LARGER = 200
"""How much larger a part may be unpacked than packed; text of real workbooks reaches about 60."""
MOST_ROWS = 20_000
MOST_COLUMNS = 2_000
MOST_CELLS = 3_000_000
LONGEST_CELL = 32_767
"""Characters of a cell of a workbook; programs cut what is longer."""

_MOST_PARTS = 2_000
_SMALL_PART = 500_000
_SKIPPED_ROWS = 100_000
_HEAD = 65_536
_ELEMENT = re.compile(rb"<[A-Za-z]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Parts of a number format that are no date: quoted text, colours and locales, escapes.
_NOT_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Fault(msgspec.Struct, frozen=True):
    """A cell without a usable value: the code of its problem and what the cell shows."""

    code: str
    shown: str = ""


Cell = str | int | float | bool | Fault | None


class Row(msgspec.Struct, frozen=True):
    """A row with its number as spreadsheet programs show it, from 1."""

    number: int
    cells: tuple[Cell, ...]


class Sheet(msgspec.Struct, frozen=True):
    """The rows of a table that are not empty.  `name` is "" for CSV, which has no sheets.

    Dates are ISO text; a date whose format shows no day is a month or a year.
    """

    name: str
    rows: tuple[Row, ...]

    def cell_name(self, row: int, column: int) -> str:
        """The cell as spreadsheet programs call it: `C7`, `Partners!C7`; both from 1."""
        name = f"{letters(column)}{row}"
        return f"{self.name}!{name}" if self.name else name


def letters(column: int) -> str:
    """The letters of a column, from 1: A … Z, AA …"""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def read_sheet(
    name: str, data: bytes, wanted: str = ""
) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """The sheet `wanted` of a file (else its first), or None with the problem why there is none.

    The kind of file is told by what is in it; of `name` only the last ending is looked at.
    """
    if len(data) > LARGEST_FILE:
        values = {"size": len(data), "limit": LARGEST_FILE}
        return None, (problem(name, (0, 0), "file-too-large", **values),)
    if data.startswith(_OLD_OFFICE):
        return None, (problem(name, (0, 0), "old-workbook"),)
    try:
        if data.startswith(b"PK"):
            return _read_workbook(name, data, wanted), ()
        return _read_csv(name, data)
    except _Refused as refused:
        return None, refused.args[0]


class _Refused(Exception):
    """Ends the reading; its only argument is the tuple of problems."""


def _refused(name: str, code: str, row: int = 0, **values: object) -> _Refused:
    return _Refused((problem(name, (row, 1 if row else 0), code, **values),))


# Workbooks


def _read_workbook(name: str, data: bytes, wanted: str) -> Sheet:
    _inspect(name, data)
    import openpyxl

    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=False, keep_links=False
        )
        titles = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not titles:
            raise _refused(name, "no-rows")
        title = next((title for title in titles if title.casefold() == wanted), titles[0])
        rows = list(_workbook_rows(name, book[title]))
        if any(
            isinstance(cell, Fault) and cell.code == _FORMULA for _n, row in rows for cell in row
        ):
            values = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            results = dict(_workbook_rows(name, values[title]))
            rows = [(number, _computed(row, results.get(number, ()))) for number, row in rows]
    except _Refused:
        raise
    except Exception as error:
        # openpyxl raises whatever its parsers raise; all of it means a file that is no workbook.
        raise _refused(name, "not-a-spreadsheet") from error
    return Sheet(title, tuple(Row(number, row) for number, row in rows))


def _inspect(name: str, data: bytes) -> None:
    """Refuse macros, archives made to burst, and XML that defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise _refused(name, "workbook-too-large", what=len(parts), limit=_MOST_PARTS)
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or any(map(_bursts, parts)):
                raise _refused(name, "workbook-too-large", what=unpacked, limit=LARGEST_UNPACKED)
            names = {part.filename.casefold() for part in parts}
            if any(part.endswith("vbaproject.bin") for part in names):
                raise _refused(name, "workbook-with-macros")
            if "xl/workbook.xml" not in names:
                raise _refused(name, "not-a-spreadsheet")
            for part in parts:
                _inspect_part(name, part.filename, archive)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        # What zipfile raises for damaged, encrypted and exotic archives; zlib's error is below.
        raise _refused(name, "not-a-spreadsheet") from None


def _bursts(part: zipfile.ZipInfo) -> bool:
    large = part.file_size > _SMALL_PART
    return large and part.file_size > MOST_TIMES_LARGER * max(part.compress_size, 1)


def _inspect_part(name: str, part: str, archive: zipfile.ZipFile) -> None:
    if not part.casefold().endswith((".xml", ".rels")):
        return
    import zlib

    try:
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
    except zlib.error:
        raise _refused(name, "not-a-spreadsheet") from None
    # A declaration of entities stands before the first element, which must begin soon.
    plain = head.replace(b"\x00", b"")
    element = _ELEMENT.search(plain)
    if element is None or b"<!DOCTYPE" in plain[: element.start()]:
        raise _refused(name, "not-a-spreadsheet")
    if part.casefold() == "[content_types].xml" and b"macroEnabled" in plain:
        raise _refused(name, "workbook-with-macros")


_FORMULA = "cell-with-formula"


def _workbook_rows(name: str, sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    kept, seen = 0, 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        # Empty cells before a far one are handed out, too, and cost as much.
        seen += len(row)
        if number > _SKIPPED_ROWS or seen > MOST_CELLS:
            raise _refused(name, "too-many-rows", limit=MOST_ROWS)
        cells = _trimmed([_workbook_cell(cell) for cell in row])
        if cells:
            kept += 1
            _check_size(name, kept, cells)
            yield number, cells


def _workbook_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    kind = cell.data_type
    if kind == "f":
        return Fault(_FORMULA)
    if kind == "e":
        return Fault("cell-with-error", str(value))
    if isinstance(value, datetime):
        return _date_text(value, cell.number_format)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if len(str(value)) >= LONGEST_CELL:
        return Fault("cell-cut-off", str(LONGEST_CELL))
    return _text(str(value))


def _computed(row: tuple[Cell, ...], results: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Formulas replaced by their results as the program that saved them computed them."""
    found = list(row)
    for place, cell in enumerate(row):
        if isinstance(cell, Fault) and cell.code == _FORMULA:
            result = results[place] if place < len(results) else None
            found[place] = cell if result is None else result
    return tuple(found)


def _date_text(value: datetime, number_format: str) -> str:
    shown = _NOT_DATE.sub("", number_format.split(";")[0]).casefold()
    if "h" in shown and (value.hour or value.minute or value.second):
        return value.isoformat()
    if "d" in shown or "y" not in shown:
        return value.date().isoformat()
    return value.strftime("%Y-%m" if "m" in shown else "%Y")


# CSV


def _read_csv(name: str, data: bytes) -> tuple[Sheet, tuple[Problem, ...]]:
    text, problems = decode_foreign(name, data)
    if text is None:
        raise _Refused(problems)
    if "\x00" in text:
        raise _refused(name, "not-a-spreadsheet")
    separator = ""
    if match := _SEPARATOR_LINE.match(text):
        separator, text = match[1], text[match.end() :]
    offset = 1 if separator else 0
    # Texts of news are longer than the module's own limit of 128 KiB; the file's size is the limit.
    csv.field_size_limit(LARGEST_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text))
    rows: list[Row] = []
    seen = 0
    try:
        for number, cells in enumerate(reader, 1 + offset):
            seen += len(cells)
            if seen > MOST_CELLS:
                raise _refused(name, "too-many-rows", limit=MOST_ROWS)
            kept = _trimmed([_text(cell) or None for cell in cells])
            if kept:
                _check_size(name, len(rows) + 1, kept)
                rows.append(Row(number, kept))
    except csv.Error:
        raise _refused(name, "not-a-spreadsheet", len(rows) + 1) from None
    return Sheet("", tuple(rows)), problems


def _separator(text: str) -> str:
    """What stands between the headings: outside quotation marks, most often in the first line."""
    line = re.sub(r'"(?:[^"]|"")*"', "", text[:20_000]).split("\n", 1)[0]
    return max((",", ";", "\t"), key=lambda separator: line.count(separator))


# Both


def _text(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and (cells[-1] is None or cells[-1] == ""):
        cells.pop()
    return tuple(None if cell == "" else cell for cell in cells)


def _check_size(name: str, rows: int, cells: tuple[Cell, ...]) -> None:
    if rows > MOST_ROWS + 1:
        raise _refused(name, "too-many-rows", limit=MOST_ROWS)
    if len(cells) > MOST_COLUMNS:
        raise _refused(name, "too-many-columns", limit=MOST_COLUMNS)
