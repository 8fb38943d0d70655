"""Workbooks to fill in: headings, explanations and drop-down lists, ready for `import`."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pobratym.outputs.desk import Desk
from pobratym.pages.edition import Edition
from pobratym.pages.labels import CERTAINTY_LABELS, STAGE_LABELS, STATUS_LABELS
from pobratym.registry.codes import COUNTRIES
from pobratym.registry.columns import Column
from pobratym.registry.headings import (
    HEADING_LANGUAGES,
    ID_HEADING,
    heading,
    template_columns,
)
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.schema import (
    Choice,
    Country,
    Flag,
    FullDate,
    Kind,
    Many,
    PartialDate,
    PeriodOf,
    Region,
    Term,
)

Files = dict[str, bytes]

LISTS, HELP = "lists", "help"
"""Names of the sheets behind the one to fill in, which has the name of the type."""

_EPOCH = datetime(2000, 1, 1)
_ROWS = 1000
"""Rows with drop-down lists; more may be filled in."""
_LABELS = {"status": STATUS_LABELS, "certainty": CERTAINTY_LABELS, "stage": STAGE_LABELS}
_WIDE = ("summary", "note", "body", "title", "name")


def template(desk: Desk, folder: str) -> Files:
    """`/data/templates/TYPE.xlsx`, in the first language of the site."""
    import xlsxwriter

    edition = desk.editions[desk.config.languages[0].tag]
    lang = edition.lang if edition.lang in HEADING_LANGUAGES else HEADING_LANGUAGES[0]
    columns = template_columns(RECORD_TYPES[folder], tuple(desk.editions))
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": folder, "created": _EPOCH})
    sheet = book.add_worksheet(folder)
    lists = _write_lists(book, edition, columns)
    _write_headings(book, sheet, columns, lang, _language_names(desk))
    for place, column in enumerate(columns, 1):
        key = _list_of(column)
        if key in lists:
            sheet.data_validation(1, place, _ROWS, place, _choice_of(column, lists[key]))
    _write_help(book, columns, _language_names(desk))
    book.close()
    return {f"data/templates/{folder}.xlsx": target.getvalue()}


def _language_names(desk: Desk) -> dict[str, dict[str, str]]:
    """Language of a heading → tag → name of the language in it."""
    from pobratym.text.formats import formats_for

    return {
        lang: {tag: formats_for(lang).language(tag) for tag in desk.editions}
        for lang in HEADING_LANGUAGES
    }


def _write_headings(
    book: Any,
    sheet: Any,
    columns: tuple[Column, ...],
    lang: str,
    names: Mapping[str, Mapping[str, str]],
) -> None:
    plain = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    needed = book.add_format(
        {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "bg_color": "#fff2cc"}
    )
    # In a column of plain text 2023-10 stays what it is and does not become the first of October.
    as_typed = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_string(0, 0, ID_HEADING[lang], plain)
    sheet.set_column(0, 0, 24, as_typed)
    for place, column in enumerate(columns, 1):
        style = needed if _is_required(column) else plain
        sheet.write_string(0, place, heading(column, lang, names[lang]), style)
        sheet.write_comment(0, place, _note(column), {"author": "", "x_scale": 2})
        form = day if isinstance(column.kind, FullDate) else None
        if isinstance(column.kind, PartialDate | PeriodOf):
            form = as_typed
        wide = column.path[-1].name in _WIDE
        sheet.set_column(place, place, 40 if wide else 18, form)
    sheet.freeze_panes(1, 1)


def _is_required(column: Column) -> bool:
    return all(field.required for field in column.path)


def _note(column: Column) -> str:
    ukrainian = " → ".join(field.help.uk for field in column.path)
    english = " → ".join(field.help.en for field in column.path)
    several = "\n(a; b; c)" if isinstance(column.kind, Many) else ""
    return f"{ukrainian}\n{english}{several}\n[{column.name}]"


def _list_of(column: Column) -> str:
    """The drop-down list of a column, "" where it has none."""
    kind = column.kind.item if isinstance(column.kind, Many) else column.kind
    match kind:
        case Term(vocabulary):
            return vocabulary
        case Region():
            return "regions"
        case Country():
            return "countries"
        case Choice():
            return column.path[-1].name
        case Flag():
            return "flags"
    return ""


def _choice_of(column: Column, source: str) -> dict[str, Any]:
    """A list that may be left: in a column of several values they stand with semicolons."""
    return {"validate": "list", "source": source, "show_error": False, "ignore_blank": True}


def _write_lists(book: Any, edition: Edition, columns: tuple[Column, ...]) -> dict[str, str]:
    """Name of a list → the range of cells that holds it."""
    sheet = book.add_worksheet(LISTS)
    ranges: dict[str, str] = {}
    for column in columns:
        key = _list_of(column)
        if not key or key in ranges:
            continue
        kind = column.kind.item if isinstance(column.kind, Many) else column.kind
        values = list(_values(key, kind, edition))
        if not values:
            continue
        place = len(ranges)
        sheet.write_string(0, place, key)
        sheet.set_column(place, place, 40)
        for row, value in enumerate(values, 1):
            sheet.write_string(row, place, value)
        name = _letters(place + 1)
        ranges[key] = f"={LISTS}!${name}$2:${name}${len(values) + 1}"
    return ranges


def _values(key: str, kind: Kind, edition: Edition) -> Iterator[str]:
    match kind:
        case Term() | Region():
            terms = edition.registry.terms(key)
            yield from (f"{term} – {edition.plain(label)}" for term, label in terms.items())
        case Country():
            names = {code: edition.country_name(code) for code in COUNTRIES}
            yield from (f"{code} – {names[code]}" for code in edition.sorted_by_name(names))
        case Choice(values):
            labels = _LABELS.get(key, {})
            for value in values:
                yield f"{value} – {edition._(labels[value])}" if value in labels else value
        case Flag():
            yield from ("true", "false")


def _letters(column: int) -> str:
    from pobratym.content.sheets import letters

    return letters(column)


def _write_help(
    book: Any, columns: tuple[Column, ...], names: Mapping[str, Mapping[str, str]]
) -> None:
    """Every column with its names in both languages and what belongs into it."""
    sheet = book.add_worksheet(HELP)
    bold = book.add_format({"bold": True})
    rows = [("field", "українською", "English", "що це", "what it is")]
    rows += (
        (
            column.name,
            heading(column, "uk", names["uk"]),
            heading(column, "en", names["en"]),
            column.path[-1].help.uk,
            column.path[-1].help.en,
        )
        for column in columns
    )
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, bold if number == 0 else None)
    sheet.set_column(0, 4, 32)
    sheet.freeze_panes(1, 0)
