"""Spreadsheets (XLSX): typed cells, a frozen header, a note on each column."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pobratym.outputs.data.json_schema import field_help
from pobratym.outputs.data.published import TYPES, published
from pobratym.outputs.data.tables import Table, table
from pobratym.outputs.desk import Desk
from pobratym.registry.columns import Column
from pobratym.registry.schema import FullDate, PartialDate

Files = dict[str, bytes]

# A cell of Excel holds no more; the whole text stands in the other formats.
_LONGEST = 32_767
# Workbooks carry the time of their making: a fixed one, so that equal data give equal bytes.
_EPOCH = datetime(2000, 1, 1)
_WIDE = ("summary", "note", "body", "title", "label", "name")


def workbook(desk: Desk, folder: str) -> Files:
    """`/data/TYPE.xlsx`."""
    return {f"data/{folder}.xlsx": as_xlsx(desk, [_table(desk, folder)])}


def whole(desk: Desk) -> Files:
    """`/data/registry.xlsx`: a sheet per type."""
    return {"data/registry.xlsx": as_xlsx(desk, [_table(desk, folder) for folder in TYPES])}


def as_xlsx(desk: Desk, tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet per table; equal tables give equal bytes."""
    import xlsxwriter

    target = io.BytesIO()
    # Texts stay texts: nothing that begins with "=" becomes a formula, no address a link.
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    config = desk.config
    edition = desk.editions[config.languages[0].tag]
    book.set_properties(
        {
            "title": edition.plain(config.title),
            "author": edition.plain(config.owner.name),
            "comments": f"{config.licence.id}, {config.licence.url}",
            "created": _EPOCH,
        }
    )
    header = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for found in tables:
        _write_sheet(book.add_worksheet(found.folder), found, header, day)
    book.close()
    return target.getvalue()


def _table(desk: Desk, folder: str) -> Table:
    return table(folder, published(desk, folder), tuple(desk.editions))


def _write_sheet(sheet: Any, found: Table, header: Any, day: Any) -> None:
    declared = {column.name: column for column in found.declared}
    places = {name: place for place, name in enumerate(found.names)}
    for name, place in places.items():
        sheet.write_string(0, place, name, header)
        sheet.write_comment(0, place, _note(name, declared.get(name)), {"author": ""})
        base = name.rpartition("_")[0] or name
        sheet.set_column(place, place, 48 if base.rpartition(".")[2] in _WIDE else 18)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(found.rows), 1), len(found.names) - 1)
    dated = {
        name
        for name, column in declared.items()
        if isinstance(column.kind, (PartialDate, FullDate))
    } | {"modified"}
    for number, row in enumerate(found.rows, 1):
        for name, cell in row.items():
            if cell == "":
                continue
            place = places[name]
            if isinstance(cell, bool):
                sheet.write_boolean(number, place, cell)
            elif not isinstance(cell, str):
                sheet.write_number(number, place, cell)
            elif name in dated and len(cell) == 10:
                sheet.write_datetime(number, place, date.fromisoformat(cell), day)
            else:
                text = cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"
                sheet.write_string(number, place, text)


def _note(name: str, column: Column | None) -> str:
    if column is None:
        base = name.partition("_")[0]
        english, ukrainian = field_help({"url": "urls"}.get(base, base))
    else:
        english = " → ".join(field.help.en for field in column.path)
        ukrainian = " → ".join(field.help.uk for field in column.path)
    return f"{ukrainian}\n{english}"
