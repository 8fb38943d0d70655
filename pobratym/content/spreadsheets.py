"""Rows of a spreadsheet → the files that have to change, and every bad cell at once.

Nothing is written here: an import is a value, so that it can be shown before it is done.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from pobratym.content.files_of_records import written
from pobratym.content.findings_in_files import suggester
from pobratym.content.library import Library
from pobratym.content.reading import read_record
from pobratym.content.rows import code_lookup
from pobratym.content.sheets import read_sheet
from pobratym.content.single_files import Text
from pobratym.content.tables import LaidRow, LanguageNames, Table
from pobratym.content.writing import Change
from pobratym.problems import Problem, has_errors, in_order, problem
from pobratym.registry.checks import check_record, check_registry


class Import(msgspec.Struct, frozen=True):
    """What an import comes to: with errors among the problems, nothing shall be changed."""

    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def import_rows(
    name: str,
    data: bytes,
    folder: str,
    library: Library,
    *,
    language_names: LanguageNames = (),
    countries: Mapping[str, str] | None = None,
    as_of: str,
) -> Import:
    """The import of a spreadsheet into a folder of content.

    `name` is the file's name for problems, whose line is the row and whose column is the column
    of the cell; `countries` are names in small letters → codes; `as_of` is today (2026-03-01).
    """
    sheet, problems = read_sheet(name, data, folder)
    if sheet is None:
        return Import(problems)
    table = Table(name, sheet, folder, library, language_names)
    found = [*problems, *table.problems]
    if not has_errors(found) and len(sheet.rows) < 2:
        found.append(problem(name, (1, 1), "no-rows"))
    if has_errors(found):
        return Import(in_order(found))
    code_of = code_lookup(_names(library, countries or {}))
    rows = [LaidRow(table, row, code_of) for row in sheet.rows[1:]]
    rows = [row for row in rows if row.id or row.problems]
    found += _repeated(table, rows)
    known_ids = library.known.ids[folder] | {row.id for row in rows if row.id}
    known = msgspec.structs.replace(library.known, ids={**library.known.ids, folder: known_ids})
    suggest = suggester(known)
    for row in rows:
        found += row.problems
        if row.readable is not None and row.readable != row.existing:
            findings = check_record(row.readable, known, row.broken)
            found += (row.told(one, suggest(one)) for one in findings)
    if not has_errors(found):
        found += _between(rows, library, folder, as_of, suggest)
    if has_errors(found):
        return Import(in_order(found))
    return _import(rows, library, folder, found)


def _import(rows: list[LaidRow], library: Library, folder: str, found: list[Problem]) -> Import:
    changes: list[Change] = []
    done: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
    for row in rows:
        if row.record == row.existing:
            done["unchanged"].append(row.id)
            continue
        done["added" if row.existing is None else "updated"].append(row.id)
        changes += _changes(row, library, folder)
    return Import(
        in_order(found),
        tuple(sorted(changes, key=lambda change: change.path)),
        *(tuple(done[kind]) for kind in ("added", "updated", "unchanged")),
    )


def _changes(row: LaidRow, library: Library, folder: str) -> Iterator[Change]:
    old = library.files_of(folder, row.id)
    files = written(folder, row.id, row.tree, old, row.changed, library.known.languages)
    after: dict[str, Text] = dict(old)
    by_path = {path: lang for lang, (path, _data) in old.items()}
    for path, data in files.items():
        after[by_path.get(path, _language_of(path))] = (path, data)
    record, problems = read_record(folder, row.id, after)
    if record != row.record:
        raise AssertionError(f"{folder}/{row.id} would be written wrongly: {problems}")
    for path, data in files.items():
        before = next((known for there, known in old.values() if there == path), None)
        if before != data:
            yield Change(path, before, data)


def _language_of(path: str) -> str:
    return path.rsplit(".", 2)[1] if path.endswith(".md") else ""


def _repeated(table: Table, rows: Iterable[LaidRow]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.id and (first := seen.setdefault(row.id, row.number)) != row.number:
            yield table.problem(
                row.number, table.id_column, "duplicate-row", first=first, id=row.id
            )


def _between(
    rows: list[LaidRow], library: Library, folder: str, as_of: str, suggest: Any
) -> Iterator[Problem]:
    """What the new and changed records may not say beside all others."""
    changed = {row.id: row for row in rows if row.record and row.record != row.existing}
    if not changed:
        return
    own = {**library.records[folder], **{item: row.record for item, row in changed.items()}}
    records = {**library.records, folder: own}
    for finding in check_registry(records, as_of=as_of, languages=library.known.languages):
        if finding.folder == folder and finding.id in changed:
            yield changed[finding.id].told(finding, suggest(finding))


def _names(library: Library, countries: Mapping[str, str]) -> dict[tuple[str, str], dict[str, str]]:
    """What may be written for a code or an id: labels of terms, names of records and countries."""
    names: dict[tuple[str, str], dict[str, str]] = {("country", ""): dict(countries)}
    for vocabulary, terms in library.vocabularies.items():
        labels = ((label, term) for term, texts in terms.items() for label in texts.values())
        names["term", vocabulary] = _unambiguous(labels, terms)
    for folder, records in library.records.items():
        titles = (
            (title, item)
            for item, record in records.items()
            for title in (
                getattr(record, "name", None) or getattr(record, "title", None) or {}
            ).values()
        )
        names["ref", folder] = _unambiguous(titles, library.known.ids[folder])
    return names


def _unambiguous(pairs: Iterable[tuple[str, str]], codes: Iterable[str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for label, code in pairs:
        found.setdefault(label.casefold(), set()).add(code)
    taken = set(codes)
    return {
        label: next(iter(meant))
        for label, meant in found.items()
        if len(meant) == 1 and label not in taken
    }
