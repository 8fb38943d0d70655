"""A row of a spreadsheet over an existing record: a tree of nodes whose values know their cells.

Columns that a sheet does not have leave their fields as they are, and so do empty cells, unless
the sheet is an export: there the whole record was to be seen, and an emptied cell takes its value
away.  The tree is read by the same readers as a file, so that every rule of a field holds for a
cell, too, and every problem has the place of its cell.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from pobratym.content.sheets import Cell
from pobratym.content.yaml_nodes import Mapping as MappingNode
from pobratym.content.yaml_nodes import Node, Scalar
from pobratym.content.yaml_nodes import Sequence as SequenceNode
from pobratym.registry.columns import Column, split
from pobratym.registry.schema import (
    Choice,
    CountedNoun,
    Country,
    LanguageTag,
    Many,
    Names,
    PeriodOf,
    Ref,
    Region,
    Term,
)

Keys = tuple[str | int, ...]
"""Where the value of a column belongs: names of fields, numbers of items (from 1), languages."""

CodeOf = Callable[[Any, str], str]
"""(kind, text of a cell) → the code or id that is meant; the text itself where none is."""


class Mark(msgspec.Struct, frozen=True):
    """A place as nodes have it: line and column from 0."""

    line: int
    column: int


class WrongJson(ValueError):
    """A cell begins like JSON and is none; the argument is its first character."""


def keys_of(column: Column) -> Keys:
    """`sources.1.url` → ("sources", 1, "url"); `unit_uk.one` → ("unit", "uk", "one")."""
    keys: list[str | int] = []
    rest = column.name
    for field in column.path:
        keys.append(field.name)
        rest = rest[len(field.name) :]
        if isinstance(field.kind, Many) and (number := re.match(r"\.([0-9]+)(?=[._])", rest)):
            keys.append(int(number[1]))
            rest = rest[number.end() :]
        rest = rest.removeprefix(".")
    if rest.startswith("_"):
        lang, _, plural = rest[1:].partition(".")
        keys += [lang, plural] if plural else [lang]
    elif rest:
        keys.append(rest)
    return tuple(keys)


def leaf(column: Column, cell: Cell, mark: Mark, file: str, code_of: CodeOf) -> Node:
    """The node of a cell that has a value.  Raises `WrongJson`."""
    text = plain_text(cell)
    kind = column.kind
    if isinstance(kind, Many | Names):
        if text.lstrip()[:1] in ("[", "{"):
            return _json(text.strip(), mark, file)
        item = kind.item if isinstance(kind, Many) else None
        values = [value.strip() for value in split(text)]
        scalars: list[Node] = [
            _scalar(code_of(item, value), mark, file) for value in values if value
        ]
        return SequenceNode(mark, file, scalars)
    if column.path[0].name == "body":
        return _scalar(text.strip("\n"), mark, file)
    return _scalar(code_of(kind, text.strip()), mark, file)


def plain_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else str(cell)


class Laid(msgspec.Struct, frozen=True):
    """A column, where its value belongs, and the value of one row; None takes it away."""

    column: Column
    keys: Keys
    node: Node | None


def lay(root: MappingNode, cells: Iterable[Laid]) -> None:
    """Put the values of a row into the tree of its record."""
    ordered = sorted(cells, key=lambda cell: _order(cell.keys))
    # What is taken away comes first, so that another form of the same value can follow.
    for cell in ordered:
        if cell.node is None:
            _take(root, cell.keys, cell.column)
    slots: dict[Keys, int] = {}
    for cell in ordered:
        if cell.node is not None:
            _put(root, cell.keys, cell.node, slots)
    _prune(root)


def node_at(root: Node, path: tuple[str | int, ...]) -> Node:
    """The node at the path of a finding (items from 0), or the last one on the way to it."""
    node = root
    for part in path:
        if part == 0 and type(node) is MappingNode:
            continue
        inner = _child(node, part + 1 if isinstance(part, int) else part)
        if inner is None:
            break
        node = inner
    return node


def _order(keys: Keys) -> tuple[int, ...]:
    """Items of a list in the order of their numbers; all else in the order of the columns."""
    return tuple(key if isinstance(key, int) else 0 for key in keys)


def _child(node: Node | None, key: str | int) -> Node | None:
    if type(node) is MappingNode:
        if key == 1:  # one item written without the hyphen of a list
            return node
        found = node.entries.get(str(key))
        return found[1] if found else None
    if type(node) is SequenceNode and isinstance(key, int) and 0 < key <= len(node.items):
        return node.items[key - 1]
    return None


def _take(root: MappingNode, keys: Keys, column: Column) -> None:
    holder: Node | None = root
    for key in keys[:-1]:
        holder = _child(holder, key)
    name = str(keys[-1])
    if type(holder) is not MappingNode or name not in holder.entries:
        return
    node = holder.entries[name][1]
    # A noun without plural forms and a period of one date have other columns beside this one.
    if type(node) is Scalar or not isinstance(column.kind, CountedNoun | PeriodOf):
        del holder.entries[name]


def _put(root: MappingNode, keys: Keys, node: Node, slots: dict[Keys, int]) -> None:
    holder: Any = root
    for at, key in enumerate(keys[:-1]):
        if isinstance(key, int):
            holder = _item(holder, keys[: at + 1], node, slots)
        else:
            holder = _inner(holder, key, keys[at + 1], node)
    name = str(keys[-1])
    old = holder.entries.get(name)
    holder.entries[name] = old[0] if old else _name(name, node), node


def _item(holder: SequenceNode, keys: Keys, node: Node, slots: dict[Keys, int]) -> MappingNode:
    """Item number `keys[-1]` of a list; numbers beyond its end follow without gaps."""
    number = keys[-1]
    if keys not in slots:
        if number > len(holder.items):
            holder.items.append(MappingNode(node.mark, node.file, {}))
        slots[keys] = min(number, len(holder.items)) - 1
    item = holder.items[slots[keys]]
    if type(item) is not MappingNode:
        item = holder.items[slots[keys]] = MappingNode(node.mark, node.file, {})
    return item


def _inner(holder: MappingNode, key: str, following: str | int, node: Node) -> Node:
    """The node of a field, made or changed so that `following` can stand in it."""
    old = holder.entries.get(key)
    current = old[1] if old else None
    if isinstance(following, int):
        if type(current) is SequenceNode:
            return current
        items: list[Node] = [current] if type(current) is MappingNode else []
        made: Node = SequenceNode(node.mark, node.file, items)
    elif type(current) is MappingNode:
        return current
    else:
        made = MappingNode(node.mark, node.file, {})
        if type(current) is Scalar and following in ("from", "to"):
            made.entries |= {end: (_name(end, current), current) for end in ("from", "to")}
    holder.entries[key] = old[0] if old else _name(key, node), made
    return made


def _prune(node: Node) -> None:
    """Take away groups and lists in which nothing is left."""
    if type(node) is MappingNode:
        for name, (_key, inner) in list(node.entries.items()):
            _prune(inner)
            if _is_empty(inner):
                del node.entries[name]
    elif type(node) is SequenceNode:
        for inner in node.items:
            _prune(inner)
        node.items[:] = [inner for inner in node.items if not _is_empty(inner)]


def _is_empty(node: Node) -> bool:
    if type(node) is MappingNode:
        return not node.entries
    return type(node) is SequenceNode and not node.items


def _name(name: str, beside: Node) -> Scalar:
    return Scalar(beside.mark, beside.file, name, False)


def _scalar(text: str, mark: Mark, file: str) -> Scalar:
    return Scalar(mark, file, text, True)


def _json(text: str, mark: Mark, file: str) -> Node:
    try:
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise WrongJson(text[0]) from None
    if not isinstance(value, list):
        value = [value]
    return _node(value, mark, file, 0)


def _node(value: Any, mark: Mark, file: str, depth: int) -> Node:
    if depth > 12:
        raise WrongJson("[")
    if isinstance(value, dict):
        return MappingNode(
            mark,
            file,
            {
                name: (Scalar(mark, file, name, False), _node(inner, mark, file, depth + 1))
                for name, inner in value.items()
            },
        )
    if isinstance(value, list):
        return SequenceNode(mark, file, [_node(inner, mark, file, depth + 1) for inner in value])
    if isinstance(value, bool):
        return Scalar(mark, file, "true" if value else "false", False)
    return Scalar(mark, file, "" if value is None else str(value), value is not None)


def code_lookup(names: Mapping[tuple[str, str], Mapping[str, str]]) -> CodeOf:
    """Reads "oncology – Онкологія" and "Онкологія" as oncology.

    `names` are (kind of code, folder or vocabulary) → name in small letters → code.
    """

    def code_of(kind: Any, text: str) -> str:
        match kind:
            case Term(name):
                known = names.get(("term", name), {})
            case Ref(name):
                known = names.get(("ref", name), {})
            case Country():
                known = names.get(("country", ""), {})
            case Region():
                known = names.get(("term", "regions"), {})
            case _:
                known = {}
        if found := known.get(text.casefold()):
            return found
        # What drop-down lists offer: the code, a dash, what it means.
        code, dash, _meaning = text.partition(" – ")
        is_code = dash and re.fullmatch(r"[A-Za-z0-9-]+", code) and _is_coded(kind)
        return code if is_code else text

    return code_of


def _is_coded(kind: Any) -> bool:
    return isinstance(kind, Choice | Country | LanguageTag | Ref | Region | Term)
