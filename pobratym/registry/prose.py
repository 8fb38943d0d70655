"""Texts as checks read them: links and headings of Markdown, numbers, and the bare words.

Everything here is linear in the length of the text, whatever the text is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pobratym.text.markdown import Link

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S[^\n]{0,300})", re.MULTILINE)
_TARGET = re.compile(r"\]\([^()\s]{0,500}[^()\n]{0,300}\)")
_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{3})+|\d+)"
    r"(?:[.,](\d{1,2}))?(st|nd|rd|th|-[^\W\d_]{1,3})?(?!\w)"
)
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SPELLED_BELOW = 21


class Heading(NamedTuple):
    """A heading written with #, its level from 1 to 6."""

    level: int
    text: str


def headings(markdown: str) -> Iterator[Heading]:
    """The headings of a Markdown text, in order."""
    if "#" in markdown:
        for found in _HEADING.finditer(without_code(markdown)):
            yield Heading(len(found[1]), found[2].rstrip("# \t"))


def links_and_images(markdown: str) -> tuple[list["Link"], list["Link"]]:
    """Links and images outside code."""
    if "](" not in markdown and "]:" not in markdown:
        return [], []
    from pobratym.text.markdown import images, links

    return links(markdown), images(markdown)


def without_code(markdown: str) -> str:
    """The text with code blanked out; every character keeps its place."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    from pobratym.text.markdown.links import without_code as blanked

    return blanked(markdown)


@lru_cache(maxsize=64)
def bare(text: str) -> str:
    """The words alone: code, targets of links and addresses blanked out, places kept."""
    clear = without_code(text)
    if "](" in clear:
        clear = _TARGET.sub(lambda found: "]" + " " * (len(found[0]) - 1), clear)
    if "://" in clear:
        clear = _ADDRESS.sub(lambda found: " " * len(found[0]), clear)
    return clear


def numbers(text: str) -> dict[str, str]:
    """The numbers of a text in a common form → as they are written, with the ending of an ordinal.

    Thousands are joined and decimals have a point; of dates in figures the month is left out,
    since other languages write its name.
    """
    clear = _DOTTED_DATE.sub(r"\1 \3", _ISO_DATE.sub(r"\1 \3", text))
    found: dict[str, str] = {}
    for match in _NUMBER.finditer(clear):
        whole = re.sub(r"\D", "", match[1]).lstrip("0") or "0"
        decimals = (match[2] or "").rstrip("0")
        found.setdefault(f"{whole}.{decimals}" if decimals else whole, match[0])
    return found


def unmatched(first: str, second: str) -> tuple[list[str], list[str]]:
    """Numbers of one text that the other lacks, both ways, where that is a contradiction.

    A small number or an ordinal that only one text has in figures may be a word in the other; two
    different ones, or a large one, are no matter of style.
    """
    left, right = numbers(first), numbers(second)
    if left.keys() == right.keys():
        return [], []
    only_left = [written for form, written in left.items() if form not in right]
    only_right = [written for form, written in right.items() if form not in left]
    if only_left and only_right:
        return only_left, only_right
    return _large(left, right), _large(right, left)


def _large(mine: dict[str, str], other: dict[str, str]) -> list[str]:
    return [
        written
        for form, written in mine.items()
        if form not in other and float(form) >= _SPELLED_BELOW and written[-1].isdigit()
    ]
