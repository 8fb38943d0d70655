"""Plain values → YAML as editors write it: block style, long texts folded at 100 columns."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 100
# Text that no reader takes for anything else: no leading sign, nowhere ": " or " #".
_PLAIN = re.compile(r"[^\W\d_][\w ,.;()«»“”’№/+–—-]*|https?://[^\s#]+")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
# Words that some YAML readers take for something else than text.
_RESERVED = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


def yaml_text(value: Mapping[str, Any]) -> str:
    """A mapping of strings, numbers, booleans, lists and mappings as a YAML document."""
    return "\n".join(_mapping(value, 0)) + "\n"


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, part in value.items():
        head = f"{pad}{key}:"
        if isinstance(part, Mapping):
            yield head
            yield from _mapping(part, indent + 2)
        elif isinstance(part, list):
            yield head
            yield from _sequence(part, indent + 2)
        else:
            yield from _scalar(head, part, indent + 2)


def _sequence(values: list[Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for part in values:
        if isinstance(part, Mapping):
            lines = _mapping(part, indent + 2)
            yield f"{pad}- {next(lines)[indent + 2 :]}"
            yield from lines
        else:
            yield from _scalar(f"{pad}-", part, indent + 2)


def _scalar(head: str, value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"{head} {'true' if value else 'false'}"
    elif not isinstance(value, str):
        yield f"{head} {value}"
    elif len(head) + len(value) >= WIDTH and " " in value:
        yield f"{head} >-"
        yield from _folded(value, indent)
    elif _DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and value.lower() not in _RESERVED):
        yield f"{head} {value}"
    else:
        quoted = value.replace("'", "''")
        yield f"{head} '{quoted}'"


def _folded(text: str, indent: int) -> Iterator[str]:
    """Lines of at most `WIDTH` columns; a reader joins them again with single spaces."""
    pad = " " * indent
    room = WIDTH - indent
    start = 0
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end <= start:
            end = text.find(" ", start)
            if end < 0:
                break
        yield pad + text[start:end]
        start = end + 1
    yield pad + text[start:]
