"""YAML as nodes with positions: text stays text, the declared kind of a field gives it meaning.

Only what records need of YAML is accepted: mappings, lists and scalars of one document.  Anchors,
aliases, merge keys and tags are refused, depth, length and size are limited, keys are unique.
Since no scalar is interpreted here, `country: NO` is Norway and `2024-02-30` keeps its place until
somebody asks whether it is a date.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec

from pobratym.content.decoding import decode
from pobratym.problems import Problem, problem


class Limits(msgspec.Struct, frozen=True):
    """What a file may be at most: bytes, levels of nesting, characters of one value, and values
    (with the ends of lists and fields)."""

    size: int = 300_000
    depth: int = 12
    length: int = 20_000
    values: int = 50_000


LIMITS = Limits()
_MOST_DUPLICATES = 100


class _Placed(msgspec.Struct, gc=False):
    mark: Any
    file: str

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 1."""
        return self.mark.line + 1, self.mark.column + 1


class Scalar(_Placed, gc=False):
    """A value as written; block scalars (| and >) count as quoted."""

    text: str
    quoted: bool


class Sequence(_Placed, gc=True):
    """A list, in block or flow form."""

    items: list[Node]


class Mapping(_Placed, gc=True):
    """Fields by name, in the order of the file, each with the node of its name."""

    entries: dict[str, tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping


def compose(
    data: bytes, file: str = "", limits: Limits = LIMITS
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The node of the only document in `data`, or None where there is none.

    A duplicate key and a value that is too long are reported and left out; every other problem
    ends the reading, since nothing after it could be trusted.
    """
    if len(data) > limits.size:
        return None, (problem(file, (0, 0), "file-too-large", size=len(data), limit=limits.size),)
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    node, more = compose_text(text, file, limits)
    return node, problems + more


def compose_text(
    text: str, file: str = "", limits: Limits = LIMITS
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Like `compose`, for text that is decoded already."""
    problems: list[Problem] = []
    try:
        return _read(text, file, limits, problems), tuple(problems)
    except _Refused as refused:
        return None, (*problems, refused.args[0])


class _Refused(Exception):
    """Ends the reading of a file; its only argument is the problem."""


class _Library(NamedTuple):
    """What is used of PyYAML, imported when the first file is read."""

    parser: Any
    scalar: type
    mapping: type
    sequence: type
    ends: tuple[type, ...]
    document_end: type
    stream_end: type
    alias: type
    marked_error: type[Exception]
    reader_error: type[Exception]


@cache
def _library() -> _Library:
    import yaml
    from yaml import events

    try:
        from yaml._yaml import CParser as parser
    except ImportError:  # PyYAML without libyaml: the same events, ten times as slow
        parser = pure_parser()
    return _Library(
        parser,
        events.ScalarEvent,
        events.MappingStartEvent,
        events.SequenceStartEvent,
        (events.MappingEndEvent, events.SequenceEndEvent),
        events.DocumentEndEvent,
        events.StreamEndEvent,
        events.AliasEvent,
        yaml.MarkedYAMLError,
        yaml.reader.ReaderError,
    )


def pure_parser() -> type:
    """PyYAML's parser in Python alone: the events of the C parser without the library."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PureParser


def _read(text: str, file: str, limits: Limits, problems: list[Problem]) -> Node | None:
    library = _library()
    event = None
    root = Sequence(None, file, [])
    try:
        get = library.parser(text).get_event
        event = get()
        if type(event := get()) is library.stream_end:
            return None
        scalar, mapping, sequence, ends = library[1:5]
        longest, deepest = limits.length, limits.depth
        container: Any = root
        outer: list[Any] = []
        key: Any = None
        for _ in range(limits.values):
            event = get()
            kind = type(event)
            if kind is scalar:
                value = event.value
                node: Any = Scalar(event.start_mark, file, value, bool(event.style))
                if len(value) > longest or (event.style == '"' and not value.isprintable()):
                    _check_strange(node, event, limits, problems)
            elif kind is mapping:
                node = Mapping(event.start_mark, file, {})
            elif kind is sequence:
                node = Sequence(event.start_mark, file, [])
            elif kind in ends:
                container = outer.pop()
                continue
            elif kind is library.document_end:
                break
            else:
                raise _refused(file, event, "yaml-alias")
            if event.anchor is not None or event.tag is not None:
                raise _refused(file, event, "yaml-alias" if event.anchor else "yaml-tag")
            if type(container) is not Mapping:
                container.items.append(node)
            elif key is None:
                if kind is not scalar:
                    raise _refused(file, event, "yaml-key")
                key = node
                continue
            else:
                _put(container.entries, key, node, problems)
                key = None
            if kind is not scalar:
                outer.append(container)
                container = node
                if len(outer) > deepest:
                    raise _refused(file, event, "too-deep", limit=deepest)
        else:
            raise _refused(file, event, "too-many-values", limit=limits.values)
        if type(event := get()) is not library.stream_end:
            raise _refused(file, event, "yaml-documents")
    except library.marked_error as error:
        from pobratym.content.yaml_faults import explain

        raise _Refused(explain(error, event, text, file)) from error
    except library.reader_error as error:
        before = text[: error.position]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        character = f"U+{ord(text[len(before) : len(before) + 1] or chr(0)):04X}"
        raise _Refused(problem(file, place, "control-character", character=character)) from error
    return root.items[0]


def _put(
    entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node, problems: list[Problem]
) -> None:
    name = key.text
    if name in entries:
        if len(problems) >= _MOST_DUPLICATES:
            raise _Refused(problem(key.file, key.place, "too-many-values", limit=len(entries)))
        line = entries[name][0].place[0]
        problems.append(problem(key.file, key.place, "duplicate-key", key=name, line=line))
    elif name == "<<" and not key.quoted:
        raise _Refused(problem(key.file, key.place, "yaml-alias"))
    else:
        entries[name] = key, value


def _check_strange(node: Scalar, event: Any, limits: Limits, problems: list[Problem]) -> None:
    if len(node.text) > limits.length:
        found = problem(
            node.file, node.place, "value-too-long", length=len(node.text), limit=limits.length
        )
        problems.append(found)
        node.text = node.text[:100]
    elif any(character < " " and character not in "\n\t" for character in node.text):
        # An escape such as \f or \0 between double quotation marks.
        problems.append(problem(node.file, node.place, "yaml-escape"))
        node.text = "".join(character for character in node.text if character >= " ")


def _refused(file: str, event: Any, code: str, **values: object) -> _Refused:
    mark = event.start_mark
    return _Refused(problem(file, (mark.line + 1, mark.column + 1), code, **values))
