"""How a record lies in the row of a table, and how it is read back.  Nothing is lost.

=================  ==========================================================
field              columns
=================  ==========================================================
one value          `status`
text per language  `name_uk`, `name_en`
list of values     `areas`: `trauma; paediatrics` (`\\;` is a semicolon itself)
group              `identifiers.edrpou`, `place.city_uk`
list of groups     `sources.1.url`, `sources.2.url`
plural forms       `unit_uk.one`, `unit_uk.few`
lists in a list    JSON in one cell: `signatories.1.observations`
=================  ==========================================================

A cell that begins with `[` or `{` is JSON.  An empty cell means that the field is left out.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from operator import attrgetter
from typing import Any

import msgspec

from pobratym.registry.schema import (
    CountedNoun,
    Decimal,
    Field,
    Flag,
    Group,
    Kind,
    LocalText,
    Many,
    Names,
    PeriodOf,
    Whole,
    fields_of,
)

Cell = str | int | float | bool
Row = dict[str, Cell]

_PLURALS = ("zero", "one", "two", "few", "many", "other")


class Column(msgspec.Struct, frozen=True):
    """A column, the declared field that it belongs to and the kind of value in its cells.

    `path` are the declared fields from the record down; `lang` is the language of a text column.
    """

    name: str
    path: tuple[Field, ...]
    kind: Kind
    lang: str = ""


# Record → cells


def cells(record: Any) -> dict[str, Cell]:
    """Column name → cell of one record, its id first; only what has a value."""
    row: dict[str, Cell] = {"id": record.id}
    for write in _writers(type(record), "", False):
        write(record, row)
    return row


@cache
def _writers(struct: type, prefix: str, is_listed: bool) -> tuple[Callable[[Any, Row], None], ...]:
    """One function per field, which puts the field's cells into a row.

    Names of columns are put together once: a registry of thousands has some hundred.
    """
    return tuple(_writer(field, prefix + field.name, is_listed) for field in fields_of(struct))


def _writer(field: Field, name: str, is_listed: bool) -> Callable[[Any, Row], None]:
    write = _cell_writer(field.kind, name, is_listed)
    read = attrgetter(field.attribute)
    is_flag = field.default is False

    def written(part: Any, row: Row) -> None:
        value = read(part)
        if value or not (value is None or value == () or value == {} or is_flag):
            write(value, row)

    return written


def _cell_writer(kind: Kind, name: str, is_listed: bool) -> Callable[[Any, Row], None]:
    match kind:
        case LocalText():
            return _local_writer(name)
        case CountedNoun():
            return partial(_counted, name)
        case Names():
            return partial(_names, name)
        case PeriodOf():
            return partial(_period, name)
        case Group(struct):
            return _group_writer(struct, name, is_listed)
        case Many(Group(struct)):
            return partial(_json, name) if is_listed else _groups_writer(struct, name)
        case Many(LocalText()):
            return partial(_json, name) if is_listed else partial(_texts, name)
        case Many():
            return partial(_list, name)

    def one(value: Any, row: Row) -> None:
        row[name] = value

    return one


def _local_writer(name: str) -> Callable[[Mapping[str, str], Row], None]:
    start = name + "_"

    def local(value: Mapping[str, str], row: Row) -> None:
        for lang, text in value.items():
            row[start + lang] = text

    return local


def _counted(name: str, value: Mapping[str, Any], row: Row) -> None:
    for lang, forms in value.items():
        if isinstance(forms, str):
            row[f"{name}_{lang}"] = forms
        else:
            row.update((f"{name}_{lang}.{plural}", form) for plural, form in forms.items())


def _period(name: str, value: Any, row: Row) -> None:
    row[f"{name}.from"] = value.start
    row[f"{name}.to"] = value.end


def _list(name: str, values: Sequence[Any], row: Row) -> None:
    row[name] = joined([str(value) for value in values])


def _names(name: str, values: Sequence[Any], row: Row) -> None:
    if all(isinstance(value, str) for value in values):
        _list(name, values, row)
    else:
        _json(name, values, row)


def _texts(name: str, values: Sequence[Mapping[str, str]], row: Row) -> None:
    for number, value in enumerate(values, 1):
        row.update((f"{name}.{number}_{lang}", text) for lang, text in value.items())


def _json(name: str, values: Any, row: Row) -> None:
    plain = msgspec.to_builtins(values)
    row[name] = json.dumps(plain, ensure_ascii=False, separators=(", ", ": "))


def _group_writer(struct: type, name: str, is_listed: bool) -> Callable[[Any, Row], None]:
    def group(value: Any, row: Row) -> None:
        for write in _writers(struct, name + ".", is_listed):
            write(value, row)

    return group


def _groups_writer(struct: type, name: str) -> Callable[[Sequence[Any], Row], None]:
    def groups(values: Sequence[Any], row: Row) -> None:
        for number, value in enumerate(values, 1):
            for write in _writers(struct, f"{name}.{number}.", True):
                write(value, row)

    return groups


def joined(values: Iterable[str]) -> str:
    """Values of a list as one text: `a; b`.  A semicolon or backslash of a value is escaped."""
    text = "; ".join(
        re.sub(r"([\\;])", r"\\\1", value) if ";" in value or "\\" in value else value
        for value in values
    )
    return "\\" + text if text[:1] in ("[", "{") else text


def split(text: str) -> list[str]:
    """The values that `joined` wrote."""
    parts = [""]
    escaped = False
    for character in text:
        if escaped:
            parts[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == ";":
            parts.append("")
        else:
            parts[-1] += character
    return [parts[0], *(part.removeprefix(" ") for part in parts[1:])]


# Cells → plain values, as an editor would write them in YAML


class CellFault(ValueError):
    """A cell that cannot be read; `column` names it, `reason` says what was expected."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


def read_row(record_type: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record from its cells (text, or typed as spreadsheets give them).

    Columns that no field has are left alone: exports carry computed ones beside the declared.
    Raises `CellFault`.
    """
    filled = {name: value for name, value in row.items() if value is not None and value != ""}
    return _read_fields(record_type, filled, "", False)


def _read_fields(
    struct: type, row: Mapping[str, Any], prefix: str, is_listed: bool
) -> dict[str, Any]:
    found = {}
    for field in fields_of(struct):
        value = _read(field.kind, row, prefix + field.name, is_listed)
        if value is not None:
            found[field.name] = value
    return found


def _read(kind: Kind, row: Mapping[str, Any], name: str, is_listed: bool) -> Any:
    match kind:
        case LocalText():
            return _read_local(row, name)
        case CountedNoun():
            return _read_counted(row, name)
        case PeriodOf():
            ends = {end: row[f"{name}.{end}"] for end in ("from", "to") if f"{name}.{end}" in row}
            return {end: str(value) for end, value in ends.items()} or row.get(name)
        case Group(struct):
            return _read_fields(struct, row, name + ".", is_listed) or None
        case Many(Group(struct)) if not is_listed:
            return _numbered(row, name, lambda at: _read_fields(struct, row, at + ".", True))
        case Many(LocalText()) if not is_listed:
            return _numbered(row, name, lambda at: _read_local(row, at))
        case Many(item):
            return _read_list(row, name, item)
        case Names():
            return _read_list(row, name, None)
    return _scalar(kind, row[name], name) if name in row else None


def _read_local(row: Mapping[str, Any], name: str) -> dict[str, str] | None:
    start = name + "_"
    return {
        column[len(start) :]: str(value)
        for column, value in row.items()
        if column.startswith(start) and _is_tag(column[len(start) :])
    } or None


def _read_counted(row: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    found: dict[str, Any] = dict(_read_local(row, name) or {})
    for column, value in row.items():
        before, dot, plural = column.rpartition(".")
        if dot and plural in _PLURALS and before.startswith(name + "_"):
            found.setdefault(before[len(name) + 1 :], {})[plural] = str(value)
    return found or None


def _numbered(row: Mapping[str, Any], name: str, read: Callable[[str], Any]) -> list[Any] | None:
    start = name + "."
    numbers = {
        int(found[1])
        for column in row
        if (found := re.match(re.escape(start) + r"([0-9]+)[._]", column))
    }
    return [read(start + str(number)) for number in sorted(numbers)] or None


def _read_list(row: Mapping[str, Any], name: str, item: Kind | None) -> list[Any] | None:
    if name not in row:
        return None
    text = str(row[name])
    if text[:1] in ("[", "{"):
        try:
            found = json.loads(text)
        except ValueError:
            raise CellFault(name, "JSON") from None
        return found if isinstance(found, list) else [found]
    values = [value.strip() for value in split(text)]
    return [_scalar(item, value, name) if item else value for value in values if value]


def _scalar(kind: Kind | None, value: Any, name: str) -> Any:
    try:
        match kind:
            case Whole():
                return int(value)
            case Decimal():
                if isinstance(value, str):
                    return int(value) if re.fullmatch(r"-?[0-9]+", value) else float(value)
                return value
            case Flag():
                if isinstance(value, bool):
                    return value
                return {"true": True, "false": False}[str(value).strip().lower()]
    except (ValueError, KeyError):
        expected = {"Whole": "whole number", "Decimal": "number", "Flag": "true or false"}
        raise CellFault(name, expected[type(kind).__name__]) from None
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_tag(text: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text) is not None


# All columns of a table


def columns(
    record_type: type, names: Iterable[str], languages: Sequence[str] = ()
) -> tuple[Column, ...]:
    """The declared columns among `names` in the order of the declaration: numbers ascending,
    languages as in `languages`, others after them."""
    placed = [found for name in names if (found := _placed(record_type, name, languages))]
    return tuple(column for _place, column in sorted(placed, key=lambda pair: pair[0]))


def declared_names(record_type: type, languages: Sequence[str]) -> Iterator[str]:
    """The columns that a table always has: all but those of lists of groups."""
    yield from _declared_names(record_type, "", languages)


def _declared_names(struct: type, prefix: str, languages: Sequence[str]) -> Iterator[str]:
    for field in fields_of(struct):
        name = prefix + field.name
        match field.kind:
            case LocalText() | CountedNoun():
                yield from (f"{name}_{lang}" for lang in languages)
            case PeriodOf():
                yield from (f"{name}.from", f"{name}.to")
            case Group(inner):
                yield from _declared_names(inner, name + ".", languages)
            case Many(Group() | LocalText()):
                continue
            case _:
                yield name


def _placed(
    struct: type, name: str, languages: Sequence[str]
) -> tuple[tuple[Any, ...], Column] | None:
    """A column and where it stands; None for a name that no declared field has."""
    path: list[Field] = []
    place: list[tuple[int, str]] = []
    rest = name
    while True:
        declared = fields_of(struct)
        at = next((at for at, field in enumerate(declared) if _fits(field, rest)), None)
        if at is None:
            return None
        field = declared[at]
        path.append(field)
        place.append((at, ""))
        rest = rest[len(field.name) :]
        is_many = isinstance(field.kind, Many)
        item = field.kind.item if isinstance(field.kind, Many) else field.kind
        if is_many and (number := re.match(r"\.([0-9]+)(?=[._])", rest)):
            place.append((int(number[1]), ""))
            rest = rest[number.end() :]
        elif is_many:
            item = field.kind
        if isinstance(item, Group) and rest.startswith("."):
            struct, rest = item.struct, rest[1:]
            continue
        lang = ""
        if rest.startswith("_"):
            lang, _, plural = rest[1:].partition(".")
            place.append((languages.index(lang) if lang in languages else len(languages), lang))
            if plural:
                place.append((_PLURALS.index(plural), ""))
        elif rest:
            place.append((0 if rest == ".from" else 1, ""))
        return tuple(place), Column(name, tuple(path), item, lang)


def _fits(field: Field, rest: str) -> bool:
    """Whether a column's name can go on with this field: `sources.1.url`, `title_uk`, `status`."""
    if not rest.startswith(field.name):
        return False
    after = rest[len(field.name) : len(field.name) + 1]
    inner = field.kind.item if isinstance(field.kind, Many) else field.kind
    if after == "_":
        return isinstance(inner, (LocalText, CountedNoun))
    if after == ".":
        return isinstance(inner, (Group, PeriodOf)) or isinstance(field.kind, Many)
    return after == ""
