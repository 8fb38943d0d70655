"""The registry as one SQLite file: a table per type, a table per list, full-text search.

Lists lie in tables of their own, called after the field (`partnerships_partners`), in their order
(`position`).  References to records, terms and countries are foreign keys.  `search` is an FTS5
table over names and texts in all languages.  Datasette opens the file as it is.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pobratym.outputs.data.published import TYPES, Published, meta, published
from pobratym.outputs.desk import Desk
from pobratym.registry.codes import COUNTRIES
from pobratym.registry.records import RECORD_TYPES, VOCABULARIES
from pobratym.registry.schema import (
    CountedNoun,
    Country,
    Decimal,
    Flag,
    Group,
    Kind,
    LocalText,
    Many,
    Names,
    PeriodOf,
    Ref,
    Term,
    Whole,
    fields_of,
)

Files = dict[str, bytes]
Row = dict[str, Any]

_TYPES: dict[type[Kind], str] = {Whole: "INTEGER", Decimal: "NUMERIC", Flag: "INTEGER"}


class Relation(msgspec.Struct):
    """A table as it is found in the declarations: column → its declaration in SQL; `parent` is
    the table whose rows its rows belong to; `indexed` are the columns that refer elsewhere."""

    name: str
    columns: dict[str, str]
    parent: str = ""
    indexed: list[str] = []
    rows: list[Row] = []


def database(desk: Desk) -> Files:
    """`/data/registry.sqlite`."""
    return {"data/registry.sqlite": as_sqlite(desk)}


def as_sqlite(desk: Desk) -> bytes:
    """The database; equal records give equal bytes with the same version of SQLite."""
    languages = tuple(desk.editions)
    relations: dict[str, Relation] = {}
    _add_terms(desk, relations, languages)
    records = {folder: tuple(published(desk, folder)) for folder in TYPES}
    for folder in TYPES:
        _declare_type(folder, languages, relations)
    for folder in TYPES:
        for one in records[folder]:
            _add_record(one, relations)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("BEGIN")
        for relation in relations.values():
            _write(connection, relation)
        _write_about(connection, desk)
        _write_search(connection, records, languages)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return _without_library_version(connection.serialize())
    finally:
        connection.close()


def _without_library_version(data: bytes) -> bytes:
    # Bytes 96 to 99 name the library that wrote the file (sqlite.org/fileformat2.html, 1.3).
    return data[:96] + (3_040_000).to_bytes(4, "big") + data[100:]


# What there is


def _add_terms(desk: Desk, relations: dict[str, Relation], languages: Sequence[str]) -> None:
    labels = {f"label_{lang}": "TEXT" for lang in languages}
    for name in VOCABULARIES:
        table = _vocabulary_table(name)
        rows = [
            {"id": term, **{f"label_{lang}": label.get(lang) for lang in languages}}
            for term, label in desk.registry.terms(name).items()
        ]
        relations[table] = Relation(table, {"id": "TEXT PRIMARY KEY", **labels}, rows=rows)
    rows = [
        {
            "id": code,
            **{
                f"label_{lang}": edition.country_name(code)
                for lang, edition in desk.editions.items()
            },
        }
        for code in sorted(COUNTRIES)
    ]
    relations["countries"] = Relation("countries", {"id": "TEXT PRIMARY KEY", **labels}, rows=rows)


def _vocabulary_table(name: str) -> str:
    return name.replace("-", "_")


def _declare_type(folder: str, languages: Sequence[str], relations: dict[str, Relation]) -> None:
    relation = Relation(folder, {"id": "TEXT PRIMARY KEY", "uri": "TEXT NOT NULL"})
    relation.columns |= {f"url_{lang}": "TEXT" for lang in languages}
    relation.columns |= {f"label_{lang}": "TEXT" for lang in languages}
    relation.columns["modified"] = "TEXT"
    relations[folder] = relation
    if folder == "partnerships":
        for name in ("countries", "regions"):
            _declare_list(f"{folder}_{name}", folder, _PLACES[name], languages, relations)
    _declare(relation, RECORD_TYPES[folder], "", languages, relations)


_PLACES: dict[str, Kind] = {"countries": Country(), "regions": Term("regions")}


def _declare(
    relation: Relation,
    struct: type,
    prefix: str,
    languages: Sequence[str],
    relations: dict[str, Relation],
) -> None:
    for field in fields_of(struct):
        name = prefix + field.name
        match field.kind:
            case LocalText() | CountedNoun():
                relation.columns |= {f"{name}_{lang}": "TEXT" for lang in languages}
            case PeriodOf():
                relation.columns |= {f"{name}_from": "TEXT", f"{name}_to": "TEXT"}
            case Group(inner):
                _declare(relation, inner, name + "_", languages, relations)
            case Many(item):
                table = f"{relation.name}_{name}"
                _declare_list(table, relation.name, item, languages, relations)
            case kind:
                relation.columns[name] = _column(kind, relation, name)


def _declare_list(
    name: str, parent: str, item: Kind, languages: Sequence[str], relations: dict[str, Relation]
) -> None:
    key = "TEXT" if parent in TYPES else "INTEGER"
    columns = {
        "row": "INTEGER PRIMARY KEY",
        "parent": f'{key} NOT NULL REFERENCES "{parent}"',
        "position": "INTEGER NOT NULL",
    }
    relation = Relation(name, columns, parent, ["parent"], [])
    relations[name] = relation
    match item:
        case Group(struct):
            _declare(relation, struct, "", languages, relations)
        case LocalText():
            columns |= {f"value_{lang}": "TEXT" for lang in languages}
        case _:
            columns["value"] = _column(item, relation, "value")


def _column(kind: Kind, relation: Relation, name: str) -> str:
    match kind:
        case Ref(folder):
            target = folder
        case Term(vocabulary):
            target = _vocabulary_table(vocabulary)
        case Country():
            target = "countries"
        case _:
            return _TYPES.get(type(kind), "TEXT")
    relation.indexed.append(name)
    return f'TEXT REFERENCES "{target}"'


# What it holds


def _add_record(one: Published, relations: dict[str, Relation]) -> None:
    row: Row = {"id": one.id, "uri": one.uri, "modified": one.modified or None}
    row |= {f"url_{lang}": address for lang, address in one.urls.items()}
    row |= {f"label_{lang}": label for lang, label in one.label.items()}
    relations[one.type].rows.append(row)
    if one.type == "partnerships":
        known = {region["id"] for region in relations["regions"].rows}
        _add_list("partnerships_countries", one.id, Country(), one.countries, relations)
        regions = [region for region in one.regions if region in known]
        _add_list("partnerships_regions", one.id, Term("regions"), regions, relations)
    _fill(relations[one.type], row, one.id, one.record, "", relations)


def _fill(
    relation: Relation,
    row: Row,
    key: Any,
    part: Any,
    prefix: str,
    relations: dict[str, Relation],
) -> None:
    for field in fields_of(type(part)):
        value = getattr(part, field.attribute)
        if value is None:
            continue
        name = prefix + field.name
        match field.kind:
            case LocalText() | CountedNoun():
                row |= {
                    f"{name}_{lang}": text if isinstance(text, str) else text.get("other")
                    for lang, text in value.items()
                    if f"{name}_{lang}" in relation.columns
                }
            case PeriodOf():
                row |= {f"{name}_from": value.start, f"{name}_to": value.end}
            case Group():
                _fill(relation, row, key, value, name + "_", relations)
            case Many(item):
                _add_list(f"{relation.name}_{name}", key, item, value, relations)
            case Names():
                row[name] = "; ".join(_plain_names(value)) or None
            case _:
                row[name] = value


def _add_list(
    table: str, key: Any, item: Kind, values: Sequence[Any], relations: dict[str, Relation]
) -> None:
    relation = relations[table]
    for position, value in enumerate(values, 1):
        number = len(relation.rows) + 1
        row: Row = {"row": number, "parent": key, "position": position}
        relation.rows.append(row)
        match item:
            case Group():
                _fill(relation, row, number, value, "", relations)
            case LocalText():
                row |= {
                    f"value_{lang}": text
                    for lang, text in value.items()
                    if f"value_{lang}" in relation.columns
                }
            case _:
                row["value"] = value


def _plain_names(values: Sequence[str | Mapping[str, str]]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from value.values()


# Into SQLite


def _write(connection: sqlite3.Connection, relation: Relation) -> None:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in relation.columns.items())
    connection.execute(f'CREATE TABLE "{relation.name}" ({columns})')
    names = tuple(relation.columns)
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f'INSERT INTO "{relation.name}" VALUES ({marks})',
        ([row.get(name) for name in names] for row in relation.rows),
    )
    for name in relation.indexed:
        index = f"{relation.name}_by_{name}"
        connection.execute(f'CREATE INDEX "{index}" ON "{relation.name}" ("{name}")')


def _write_about(connection: sqlite3.Connection, desk: Desk) -> None:
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    for name, value in meta(desk).items():
        if isinstance(value, dict):
            rows = [(f"{name}_{key}", text) for key, text in value.items()]
        else:
            rows = [(name, value)]
        connection.executemany("INSERT INTO about VALUES (?, ?)", rows)


def _write_search(
    connection: sqlite3.Connection,
    records: Mapping[str, Sequence[Published]],
    languages: Sequence[str],
) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5 "
        "(type UNINDEXED, id UNINDEXED, lang UNINDEXED, title, text, tokenize = 'unicode61')"
    )
    connection.executemany(
        "INSERT INTO search VALUES (?, ?, ?, ?, ?)",
        (
            (folder, one.id, lang, one.label[lang], _text(one.record, lang))
            for folder, found in records.items()
            for one in found
            for lang in languages
        ),
    )
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _text(record: Any, lang: str) -> str:
    """Everything in words that the record says in one language."""
    parts = []
    for field in fields_of(type(record)):
        if isinstance(field.kind, LocalText):
            parts.append((getattr(record, field.attribute) or {}).get(lang, ""))
        elif isinstance(field.kind, Names):
            parts += _plain_names(getattr(record, field.attribute))
    return "\n".join(part for part in parts if part)
