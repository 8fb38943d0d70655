"""The limits that the code keeps, and what was measured below them."""

import csv
from collections.abc import Iterator
from pathlib import Path

from docs.generator.words import Words, table
from pobratym.content import saved_pages, sheets, tree, yaml_nodes

MEASURED = Path(__file__).parent.parent / "measured.csv"
_LIMITS = (
    (yaml_nodes.LIMITS.size, "bytes of a YAML record", "байтів запису YAML", "file-too-large"),
    (yaml_nodes.LIMITS.depth, "levels of nesting", "рівнів вкладення", "too-deep"),
    (
        yaml_nodes.LIMITS.length,
        "characters of one value",
        "знаків одного значення",
        "value-too-long",
    ),
    (yaml_nodes.LIMITS.values, "values of a record", "значень запису", "too-many-values"),
    (tree.LARGEST_TEXT, "bytes of any text file", "байтів будь-якого тексту", "file-too-large"),
    (
        tree.LARGEST_ATTACHMENT,
        "bytes of a picture or document",
        "байтів зображення чи документа",
        "file-too-large",
    ),
    (sheets.LARGEST_FILE, "bytes of a spreadsheet", "байтів таблиці", "workbook-too-large"),
    (
        sheets.LARGEST_UNPACKED,
        "bytes of a workbook, unpacked",
        "байтів книги після розгортання",
        "workbook-too-large",
    ),
    (sheets.MOST_ROWS, "rows of an import", "рядків імпорту", "too-many-rows"),
    (sheets.MOST_COLUMNS, "columns of an import", "стовпців імпорту", "too-many-columns"),
    (
        saved_pages.LARGEST_PAGE,
        "bytes of a saved page",
        "байтів збереженої сторінки",
        "file-too-large",
    ),
)
_MEASURES = (
    "size",
    "features",
    "sources",
    "files",
    "megabytes",
    "check",
    "cold",
    "warm",
    "one",
    "memory",
)


def pages(words: Words) -> Iterator[tuple[str, str]]:
    rows = [
        [
            f"{number:,}".replace(",", "\u00a0"),
            ukrainian if words.lang == "uk" else english,
            f"[{code}](problems.md#{code})",
        ]
        for number, english, ukrainian, code in _LIMITS
    ]
    heads = [words.phrase(name) for name in ("most", "of-what", "code")]
    parts = [f"# {words.phrase('limits')}\n", words.phrase("limits-lead") + "\n"]
    parts += [table(heads, rows), f"## {words.phrase('measured')}\n"]
    parts.append(words.phrase("measured-lead") + "\n")
    with MEASURED.open(encoding="utf-8", newline="") as stream:
        measured = [[row[name] for name in _MEASURES] for row in csv.DictReader(stream)]
    parts.append(table([words.phrase(f"measured-{name}") for name in _MEASURES], measured))
    parts.append(words.phrase("measured-past") + "\n")
    yield "limits", "\n".join(parts)
