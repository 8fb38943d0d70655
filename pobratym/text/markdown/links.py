"""A cheap scan for the links and images of a Markdown text, with their positions."""

import re
from typing import NamedTuple

REFERENCE = re.compile(
    r"(?P<kind>[a-z]+(?:-[a-z]+)*):(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<fragment>#[\w\-]+)?"
)
"""The destination of a link to an item: `partnership:ID`, perhaps with `#heading`."""

_WEB_SCHEMES = frozenset(["http", "https", "mailto", "tel"])

_DESTINATION = r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
_LINK = re.compile(
    r"(?P<image>!?)(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,500})\]" + _DESTINATION
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<text>[^\[\]\n]+)\]:\s*<?(?P<bare>[^\s<>]+)>?", re.MULTILINE)
_CODE_OR_COMMENT = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:[^`]|(?!(?P=ticks))`+)*?(?P=ticks)(?!`)"
    r"|<!--.{0,20000}?-->",
    re.MULTILINE | re.DOTALL,
)
_NOT_A_LINE_END = re.compile(r"[^\n]")


class Link(NamedTuple):
    """One link or image as it stands in the text."""

    kind: str
    """The item's type (`partnership`), or "" when the target is no reference to an item."""
    id: str
    text: str
    target: str
    line: int
    """Line of the target, from 1."""
    column: int
    """Column of the target in characters, from 1."""


def without_code(text: str) -> str:
    """The text with code and comments blanked out: every other character keeps its place."""
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    return _CODE_OR_COMMENT.sub(lambda match: _NOT_A_LINE_END.sub(" ", match.group()), text)


def links(text: str) -> list[Link]:
    """All links of a Markdown text outside code, in order of their positions.

    Links to items have their `kind` and `id`: `[text](partnership:ID)`. Every other destination
    (addresses, and what a browser must not get, such as `javascript:`) has only its `target`.
    """
    if "[" not in text:
        return []
    visible = without_code(text)
    found = [match for match in _LINK.finditer(visible) if not match["image"]]
    found += _DEFINITION.finditer(visible)
    return [_link(text, match) for match in sorted(found, key=re.Match.start)]


def images(text: str) -> list[Link]:
    """All images of a Markdown text outside code: `text` is the alternative, `target` the file."""
    if "![" not in text:
        return []
    visible = without_code(text)
    return [_link(text, match) for match in _LINK.finditer(visible) if match["image"]]


def _link(text: str, match: re.Match[str]) -> Link:
    groups = match.groupdict()
    name = "angled" if groups.get("angled") is not None else "bare"
    target, at = match[name], match.start(name)
    reference = REFERENCE.fullmatch(target)
    is_item = reference is not None and reference["kind"] not in _WEB_SCHEMES
    return Link(
        kind=reference["kind"] if is_item else "",
        id=reference["id"] if is_item else "",
        text=text[match.start("text") : match.end("text")],
        target=target,
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
    )
