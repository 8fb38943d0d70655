"""A whole folder in one file: JSON, JSON Lines, CSV."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from pobratym.outputs.data.json_schema import field_help
from pobratym.outputs.data.published import (
    Published,
    as_json,
    data_address,
    history_of,
    meta,
    pretty,
    published,
    published_one,
)
from pobratym.outputs.desk import Desk
from pobratym.registry.columns import Cell, Column, cells, columns, declared_names
from pobratym.registry.formulas import guarded
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.schema import Choice, Decimal, Flag, FullDate, Url, Whole

Files = dict[str, bytes]


class Table(msgspec.Struct, frozen=True):
    """The records of a folder as rows: names of all columns, the declared ones among them, and
    cells by name."""

    folder: str
    names: tuple[str, ...]
    declared: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]


def bulk(desk: Desk, folder: str) -> Files:
    """`/data/TYPE.json`, `.jsonl` and `.csv`, and the Table Schema of the latter."""
    records = tuple(published(desk, folder))
    last = max((one.modified for one in records), default="")
    lines = [as_json(one) for one in records]
    head = meta(
        desk,
        type=folder,
        count=len(records),
        schema=data_address(desk, f"schema/{folder}.json"),
        **({"modified": last} if last else {}),
    )
    inside = b",\n".join(lines)
    rows = table(folder, records, tuple(desk.editions))
    return {
        f"data/{folder}.json": b'{"meta":'
        + msgspec.json.encode(head)
        + b',\n"records":[\n'
        + inside
        + b"\n]}\n",
        f"data/{folder}.jsonl": b"".join(line + b"\n" for line in lines),
        f"data/{folder}.csv": as_csv(rows),
        f"data/schema/{folder}.table.json": pretty(table_schema(rows)),
    }


def single(desk: Desk, folder: str, item: str) -> Files:
    """`/data/TYPE/ID.json`: one record, with its history where it is known."""
    head = desk.registry.remembered(
        ("data-head", folder), lambda: msgspec.json.encode(meta(desk, type=folder))
    )
    found = b'{"meta":' + head + b',"record":' + as_json(published_one(desk, folder, item))
    if history := history_of(desk, folder, item):
        found += b',"history":' + msgspec.json.encode(history)
    return {f"data/{folder}/{item}.json": found + b"}\n"}


def table(folder: str, records: Iterable[Published], languages: Sequence[str]) -> Table:
    """Records as rows.  Computed columns stand right after the id."""
    rows = []
    used: dict[str, None] = dict.fromkeys(declared_names(RECORD_TYPES[folder], languages))
    for one in records:
        row = cells(one.record)
        used.update(dict.fromkeys(row))
        row["uri"] = one.uri
        for lang, address in one.urls.items():
            row[f"url_{lang}"] = address
            row[f"label_{lang}"] = one.label[lang]
        if folder == "partnerships":
            row["countries"] = "; ".join(one.countries)
            row["regions"] = "; ".join(one.regions)
        row["modified"] = one.modified
        rows.append(row)
    declared = columns(RECORD_TYPES[folder], used, languages)
    names = (*computed_names(folder, languages), *(column.name for column in declared))
    return Table(folder, names, declared, tuple(rows))


def computed_names(folder: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The columns that follow from the record: the id, addresses, names, last change."""
    places = ("countries", "regions") if folder == "partnerships" else ()
    return (
        "id",
        "uri",
        *(f"label_{lang}" for lang in languages),
        *(f"url_{lang}" for lang in languages),
        *places,
        "modified",
    )


def as_csv(found: Table) -> bytes:
    """RFC 4180, UTF-8, with a byte order mark.

    Excel takes a CSV file without the mark for one in the system's old code page and shows
    Cyrillic as gibberish; Python (`utf-8-sig`), R, pandas and Frictionless skip the mark.
    """
    places = {name: place for place, name in enumerate(found.names)}
    blank = [""] * len(places)
    lines = [",".join(found.names)]
    for row in found.rows:
        line = blank.copy()
        for name, cell in row.items():
            line[places[name]] = _csv_cell(cell)
        lines.append(",".join(line))
    return b"\xef\xbb\xbf" + "\r\n".join((*lines, "")).encode()


# Most cells are ids, codes, dates and addresses: nothing to quote, nothing to guard.
_PLAIN = re.compile(r"""[^'=+\-@;,"\s＝＋－＠][^;,"\t\r\n]*""").fullmatch


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        if not cell or _PLAIN(cell):
            return cell
        text = guarded(cell)
        if "," in text or '"' in text or "\n" in text or "\r" in text:
            return '"' + text.replace('"', '""') + '"'
        return text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell)


def table_schema(found: Table) -> dict[str, Any]:
    """Table Schema of Data Package v2 (https://datapackage.org/standard/table-schema/)."""
    known = {column.name: column for column in found.declared}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            _declared_field(known[name]) if name in known else _computed_field(name)
            for name in found.names
        ],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _computed_field(name: str) -> dict[str, Any]:
    base, _, lang = name.partition("_")
    english, _ukrainian = field_help({"url": "urls"}.get(base, base))
    field: dict[str, Any] = {"name": name, "type": "string", "description": english}
    if base in ("uri", "url"):
        field["format"] = "uri"
    if base == "modified":
        field["type"] = "date"
    if base in ("id", "uri"):
        field["constraints"] = {"required": True, "unique": True}
    return field | ({"lang": lang} if lang else {})


def _declared_field(column: Column) -> dict[str, Any]:
    described = " → ".join(field.help.en for field in column.path)
    field: dict[str, Any] = {"name": column.name, "type": "string", "description": described}
    match column.kind:
        case Whole():
            field["type"] = "integer"
        case Decimal():
            field["type"] = "number"
        case Flag():
            field |= {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
        case FullDate():
            field["type"] = "date"
        case Url():
            field["format"] = "uri"
        case Choice(values):
            field["constraints"] = {"enum": list(values)}
    if len(column.path) == 1 and column.path[0].required and not column.lang:
        field["constraints"] = field.get("constraints", {}) | {"required": True}
    return field | ({"lang": column.lang} if column.lang else {})
