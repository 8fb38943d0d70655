"""The text of a file that came from another program, whatever its encoding."""

import re

from pobratym.problems import Problem, problem

_ODD_IN_1251 = re.compile("[^\x00-\x7fА-Яа-яЁёІіЇїЄєҐґ«»–—‘’“”„…№§°·•\u00a0\u00ad±]")
_CASE_INSIDE = re.compile("[а-яіїєґ][А-ЯІЇЄҐ]")


def decode_foreign(name: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """UTF-8 and UTF-16 by what they look like, else Windows-1251 if that gives Cyrillic words.

    With Windows-1251 comes a warning, since it is a guess; with anything else an error and None.
    """
    try:
        return _decode(data), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("windows-1251")
    except UnicodeDecodeError:
        return None, (problem(name, (0, 0), "unknown-encoding"),)
    letters = sum(not letter.isascii() for letter in text)
    odd = len(_ODD_IN_1251.findall(text)) + len(_CASE_INSIDE.findall(text))
    if "\x00" in text or odd * 20 > letters or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (problem(name, (0, 0), "unknown-encoding"),)
    return text, (problem(name, (0, 0), "windows-1251"),)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\x00" in data[1:4:2]:
        return data.decode("utf-16-le")
    if b"\x00" in data[0:4:2]:
        return data.decode("utf-16-be")
    return data.decode("utf-8-sig")
