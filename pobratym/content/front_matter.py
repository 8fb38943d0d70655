"""A Markdown file in its two parts: the fields at its head, in YAML, and the text below."""

import re

import msgspec

from pobratym.problems import Problem, problem

_FENCE = "---"
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class Parts(msgspec.Struct, frozen=True):
    """`head` is YAML whose lines have the numbers of the file; `body` begins at `body_start`."""

    head: str
    body: str
    body_start: int


def split(text: str, file: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """The parts of a file that begins and ends its fields with lines of three hyphens."""
    first = text.partition("\n")[0]
    if first.rstrip() != _FENCE:
        code = "missing-front-matter" if text.strip() else "empty-file"
        return None, (problem(file, (1, 1), code),)
    start = len(first) + 1
    closing = _CLOSING.search(text, start)
    if closing is None:
        return None, (problem(file, (1, 1), "unclosed-front-matter"),)
    body = text[closing.end() :]
    return Parts("\n" + text[start : closing.start()], body.strip("\n"), closing.end()), ()
