"""A sheet as a table of records: its headings as columns, each row laid over its record."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pobratym.content.files_of_records import plain_fields
from pobratym.content.languages import fields_of_languages
from pobratym.content.letters import check_letters
from pobratym.content.library import Library
from pobratym.content.naming import proposed_id
from pobratym.content.rows import (
    CodeOf,
    Keys,
    Laid,
    Mark,
    WrongJson,
    keys_of,
    lay,
    leaf,
    node_at,
    plain_text,
)
from pobratym.content.sheets import Cell, Fault, Row, Sheet
from pobratym.content.single_files import Text, fields_of_file
from pobratym.content.values import compiled
from pobratym.content.yaml_nodes import Mapping as MappingNode
from pobratym.problems import Problem, has_errors, problem
from pobratym.registry.columns import Column
from pobratym.registry.findings import Finding
from pobratym.registry.formulas import restored
from pobratym.registry.headings import Headings, headings_of
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Record
from pobratym.registry.schema import LocalText, Names
from pobratym.registry.schema import Text as TextKind
from pobratym.text.similar import similar
from pobratym.text.slugs import is_slug, slugify

LanguageNames = tuple[tuple[str, str], ...]
"""(language tag, one of its names) as headings may have them."""


class Table:
    """The headings of a sheet: which columns are which fields, and what is wrong with them."""

    def __init__(
        self,
        name: str,
        sheet: Sheet,
        folder: str,
        library: Library,
        language_names: LanguageNames,
    ) -> None:
        self.name = name
        self.sheet = sheet
        self.folder = folder
        self.library = library
        self.record_type = RECORD_TYPES[folder]
        self.columns: dict[int, tuple[Column, Keys]] = {}
        self.ignored: set[int] = set()
        self.id_column = 1
        self.has_id = False
        self.problems: list[Problem] = []
        if sheet.rows:
            headings = headings_of(self.record_type, library.known.languages, language_names)
            self._read_headings(sheet.rows[0], headings)
        else:
            self.problems.append(problem(name, (1, 1), "no-rows"))

    def _read_headings(self, row: Row, headings: Headings) -> None:
        seen: dict[str, int] = {}
        for at, cell in enumerate(row.cells, 1):
            if cell is None:
                continue
            text = "" if isinstance(cell, Fault) else plain_text(cell)
            if headings.is_id(text):
                name = "id"
                self.id_column, self.has_id = at, True
            elif column := headings.column(text):
                name = column.name
                self.columns[at] = column, keys_of(column)
            elif headings.is_computed(text):
                self.ignored.add(at)
                continue
            else:
                near = next(iter(similar(text, headings.known, 1)), "")
                values = {"heading": text, "folder": self.folder, "suggestion": near}
                self.problems.append(self.problem(row.number, at, "unknown-column", **values))
                continue
            first = seen.setdefault(name, at)
            if first != at:
                values = {"field": name, "first": self.sheet.cell_name(row.number, first)}
                self.problems.append(self.problem(row.number, at, "duplicate-column", **values))

    @property
    def is_export(self) -> bool:
        """Whether the table shows whole records: exports carry columns that nobody writes."""
        return bool(self.ignored)

    def problem(self, row: int, column: int, code: str, **values: object) -> Problem:
        """A problem of a cell."""
        values["cell"] = self.sheet.cell_name(row, column)
        return problem(self.name, (row, column), code, **values)

    def at_cell(self, found: Problem) -> Problem:
        """A problem of this file with the name of its cell."""
        if found.file != self.name:
            return found
        cell = ("cell", self.sheet.cell_name(found.line, found.column))
        return msgspec.structs.replace(found, values=tuple(sorted((*found.values, cell))))


class LaidRow:
    """A row laid over its record: the tree of its values, and the record if nothing is wrong.

    `readable` is what could be read of it, with None for the fields in `broken`.
    """

    def __init__(self, table: Table, row: Row, code_of: CodeOf) -> None:
        self._table = table
        self._row = row
        self.number = row.number
        self.problems: list[Problem] = []
        self.record: Record | None = None
        self.readable: Record | None = None
        self.broken: frozenset[str] = frozenset()
        self.existing: Record | None = None
        self.changed: frozenset[str] = frozenset()
        cells = self._cells(code_of)
        self.has_values = any(cell.node is not None for cell in cells)
        self.tree = MappingNode(Mark(row.number - 1, table.id_column - 1), table.name, {})
        self.id = ""
        if not self.has_values and not (table.has_id and self._cell(table.id_column)):
            return
        lay(self.tree, cells)
        self.id = self._find_id()
        if self.id:
            self._read(cells)

    def _cell(self, column: int) -> Cell:
        return self._row.cells[column - 1] if column <= len(self._row.cells) else None

    def _cells(self, code_of: CodeOf) -> list[Laid]:
        table = self._table
        found: list[Laid] = []
        for at, (column, keys) in table.columns.items():
            cell = self._cell(at)
            if isinstance(cell, Fault):
                self._tell(at, cell.code, shown=cell.shown)
                continue
            if isinstance(cell, str) and not table.sheet.name:
                cell = restored(cell)
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                if table.is_export:
                    found.append(Laid(column, keys, None))
                continue
            mark = Mark(self.number - 1, at - 1)
            try:
                found.append(Laid(column, keys, leaf(column, cell, mark, table.name, code_of)))
            except WrongJson as wrong:
                self._tell(at, "wrong-json", bracket=wrong.args[0])
                continue
            if isinstance(column.kind, LocalText | TextKind | Names):
                self._check_letters(at, plain_text(cell))
        headed = {*table.columns, *table.ignored, *([table.id_column] if table.has_id else [])}
        for at, cell in enumerate(self._row.cells, 1):
            if cell is not None and at not in headed:
                self._tell(at, "value-without-heading")
        return found

    def _check_letters(self, at: int, text: str) -> None:
        for wrong in check_letters(text, self._table.name):
            self._tell(at, wrong.code, **dict(wrong.values))

    def _find_id(self) -> str:
        table = self._table
        cell = self._cell(table.id_column) if table.has_id else None
        if cell is None:
            values = plain_fields(table.record_type, self._readable())
            item = proposed_id(table.folder, values, table.library.known.languages)
            if not item and not self.problems:
                self._tell(table.id_column, "missing-id")
            return item
        if isinstance(cell, Fault):
            self._tell(table.id_column, cell.code, shown=cell.shown)
            return ""
        text = plain_text(cell).strip()
        if is_slug(text):
            return text
        self._tell(table.id_column, "bad-id", name=text, suggestion=slugify(text))
        return ""

    def _readable(self) -> MappingNode:
        """The fields from which an id can be made, where they are right."""
        kept = {}
        for name in ("partners", "period", "name", "title"):
            if name in self.tree.entries:
                problems: list[Problem] = []
                read = compiled(self._table.record_type).readers[name][1]
                read(self.tree.entries[name][1], problems)
                if not problems:
                    kept[name] = self.tree.entries[name]
        return MappingNode(self.tree.mark, self.tree.file, kept)

    def _read(self, cells: list[Laid]) -> None:
        table = self._table
        folder = table.folder
        files = table.library.files_of(folder, self.id)
        if files:
            self.existing = table.library.records[folder].get(self.id)
            tree = _tree(folder, files)
            if self.existing is None or tree is None:
                self._tell(table.id_column, "record-has-errors", id=self.id)
                return
            self.tree = tree
            lay(self.tree, cells)
        problems: list[Problem] = []
        fields = compiled(table.record_type)
        is_markdown = folder in MARKDOWN_TYPES
        entries = dict(self.tree.entries)
        entries.pop("id", None)
        bodies = entries.pop("body", None) if is_markdown else None
        node = MappingNode(self.tree.mark, self.tree.file, entries)
        values, broken = fields.read(node, problems)
        if is_markdown:
            texts = bodies[1].entries if bodies else {}
            values["body"] = {lang: text.text for lang, (_key, text) in texts.items()}
            self._need_titles(values, problems)
        self.problems += (self._placed(found) for found in problems)
        self.broken = frozenset(broken)
        self.readable = table.record_type(id=self.id, **dict.fromkeys(broken) | values)
        if not broken and not has_errors(self.problems):
            self.record = self.readable
            self.changed = frozenset(_changed(self.record, self.existing))

    def _need_titles(self, values: dict[str, Any], problems: list[Problem]) -> None:
        """A text has a headline in its own language; a language is not deleted by an empty cell."""
        written_in = {lang for lang, text in values["body"].items() if text}
        there = self._table.library.files_of(self._table.folder, self.id)
        for lang in sorted(written_in | there.keys()):
            if lang not in (values.get("title") or {lang: ""}):
                example = f"title_{lang}: …"
                values_of = {"field": f"title_{lang}", "example": example}
                problems.append(
                    problem(
                        self._table.name,
                        (self.number, self._column_of(f"title_{lang}")),
                        "missing-field",
                        **values_of,
                    )
                )
        # A language without a text of its own is a file with an empty one.
        for lang in values.get("title") or {}:
            values["body"].setdefault(lang, "")

    def _placed(self, found: Problem) -> Problem:
        """The problem at the cell where the missing value should be."""
        if found.code == "missing-field" and found.file == self._table.name:
            column = self._column_of(dict(found.values)["field"])
            found = msgspec.structs.replace(found, line=self.number, column=column)
        return self._table.at_cell(found)

    def _column_of(self, field: str) -> int:
        """The first column of a field, else the one of the id."""
        found = (
            at
            for at, (column, keys) in self._table.columns.items()
            if field in (column.name, keys[0])
        )
        return next(found, self._table.id_column)

    def told(self, finding: Finding, values: Mapping[str, str]) -> Problem:
        """A finding as a problem at its cell, or in the file for what stands there."""
        node = node_at(self.tree, finding.path)
        return self._table.at_cell(problem(node.file, node.place, finding.code, **values))

    def _tell(self, at: int, code: str, **values: object) -> None:
        self.problems.append(self._table.problem(self.number, at, code, **values))


def _tree(folder: str, files: Mapping[str, Text]) -> MappingNode | None:
    problems: list[Problem] = []
    if folder in MARKDOWN_TYPES:
        return fields_of_languages(compiled(RECORD_TYPES[folder]), files, problems)
    return fields_of_file(files, problems)


def _changed(record: Record, existing: Record | None) -> Iterator[str]:
    """Names of the fields that say something else than before."""
    for name, (attribute, _read) in compiled(type(record)).readers.items():
        value = getattr(record, attribute)
        if existing is None or value != getattr(existing, attribute):
            yield name
