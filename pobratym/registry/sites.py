"""Where in a record there are values of a kind: every reference, term, file or text with its path.

Compiled once per type from the declared fields, so that a walk over a record costs microseconds.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from pobratym.registry.findings import FieldPath
from pobratym.registry.schema import (
    FileName,
    Group,
    Kind,
    LocalText,
    Many,
    Ref,
    Region,
    Term,
    Url,
    fields_of,
)

Site = tuple[FieldPath, Kind, Any]
_DIGIT = re.compile(r"\d")


class TextSite(NamedTuple):
    """A text in its languages, and where it stands."""

    path: FieldPath
    is_markdown: bool
    by_language: dict[str, str]
    has_digits: bool


_Walk = Callable[[Any, FieldPath], Iterator[Site]]


def references(record: Any) -> Iterator[Site]:
    """References to records, terms, regions and files."""
    for walk in _walks(type(record), (Ref, Term, Region, FileName)):
        yield from walk(record, ())


def addresses(record: Any) -> Iterator[Site]:
    """Addresses on other sites."""
    for walk in _walks(type(record), (Url,)):
        yield from walk(record, ())


def texts(record: Any) -> Iterator[TextSite]:
    """Texts by language."""
    for walk in _walks(type(record), (LocalText,)):
        for path, kind, value in walk(record, ()):
            has_digits = any(_DIGIT.search(text) for text in value.values())
            yield TextSite(path, kind.markdown, value, has_digits)


@cache
def _walks(struct: type, kinds: tuple[type[Kind], ...]) -> tuple[_Walk, ...]:
    walks = (
        _walk(declared.attribute, declared.name, declared.kind, kinds)
        for declared in fields_of(struct)
    )
    return tuple(walk for walk in walks if walk is not None)


def _walk(attribute: str, name: str, kind: Kind, kinds: tuple[type[Kind], ...]) -> _Walk | None:
    if isinstance(kind, kinds):
        return _single(attribute, name, kind)
    if isinstance(kind, Group) and (inner := _walks(kind.struct, kinds)):
        return _nested(attribute, name, inner)
    if isinstance(kind, Many) and isinstance(kind.item, kinds):
        return _several(attribute, name, kind.item)
    if isinstance(kind, Many) and isinstance(kind.item, Group):
        inner = _walks(kind.item.struct, kinds)
        return _several_nested(attribute, name, inner) if inner else None
    return None


def _single(attribute: str, name: str, kind: Kind) -> _Walk:
    def walk(part: Any, path: FieldPath) -> Iterator[Site]:
        value = getattr(part, attribute)
        if value:
            yield (*path, name), kind, value

    return walk


def _several(attribute: str, name: str, kind: Kind) -> _Walk:
    def walk(part: Any, path: FieldPath) -> Iterator[Site]:
        for number, value in enumerate(getattr(part, attribute) or ()):
            if value:
                yield (*path, name, number), kind, value

    return walk


def _nested(attribute: str, name: str, inner: tuple[_Walk, ...]) -> _Walk:
    def walk(part: Any, path: FieldPath) -> Iterator[Site]:
        group = getattr(part, attribute)
        if group is not None:
            for step in inner:
                yield from step(group, (*path, name))

    return walk


def _several_nested(attribute: str, name: str, inner: tuple[_Walk, ...]) -> _Walk:
    def walk(part: Any, path: FieldPath) -> Iterator[Site]:
        for number, group in enumerate(getattr(part, attribute) or ()):
            if group is not None:
                for step in inner:
                    yield from step(group, (*path, name, number))

    return walk
