"""From bytes to text: encoding, line ends, invisible characters, one normal form."""

import re
import unicodedata

from pobratym.problems import Problem, problem

# C0 without tab and line feed, DEL, C1 without NEL, non-characters: none of them is text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Unicode TR 36, 3.1: embeddings, overrides and isolates can reorder what is shown.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BOM = "\ufeff"


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file in NFC with "\\n" line ends, or None where it is not text.

    A byte order mark and Windows line ends are taken away with a warning; other encodings than
    UTF-8 and control characters are errors at the first place where they stand.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[1:4:2]:
        return None, (problem(file, (1, 1), "utf16"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode("utf-8"), error.start)
        return None, (problem(file, place, "not-utf8", position=error.start + 1),)
    if text.isascii() and "\r" not in text and text.replace("\n", "").isprintable():
        return text, ()
    return _tidy(text, file)


def _tidy(text: str, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if text.startswith(_BOM):
        text = text[1:]
        problems.append(problem(file, (1, 1), "byte-order-mark"))
    if "\r" in text:
        problems.append(problem(file, (1, 1), "windows-line-ends"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    # str.isprintable is ten times as fast as the patterns and nearly always settles it.
    if text.replace("\n", "").isprintable():
        return text, tuple(problems)
    if found := _CONTROL.search(text):
        problems.append(_character(file, text, found, "control-character"))
        return None, tuple(problems)
    if found := _BIDI.search(text):
        problems.append(_character(file, text, found, "bidi-control"))
    return text, tuple(problems)


def _character(file: str, text: str, found: re.Match[str], code: str) -> Problem:
    character = f"U+{ord(found[0]):04X}"
    return problem(file, _place(text, found.start()), code, character=character)


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
