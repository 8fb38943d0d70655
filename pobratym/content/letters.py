"""Letters that look like letters of another alphabet, and marks that pass for apostrophes."""

import re
from collections.abc import Iterator
from itertools import islice

from pobratym.problems import Problem, problem
from pobratym.text.lookalikes import mixed_alphabets

# Cyrillic letters and the Latin ones that readers cannot tell from them.
LOOK_ALIKES = dict(
    zip("аеєіїйкорсухѕјһАВЕЗІЇКМНОРСТУХЅЈ", "aeeiïikopcyxsjhABE3IÏKMHOPCTYXSJ", strict=True)
)
_TWINS = str.maketrans(LOOK_ALIKES)

# Nobody reads more of the same kind in one file, and places take time to find.
_MOST = 200
_CYRILLIC = "\u0400-\u04ff"
# No keyboard gives these for an apostrophe; straight ' and ’ and ʼ are read as one.
_APOSTROPHE = re.compile('[`´‘‛′ʹ＇"*](?=[єїюяЄЇЮЯ])')
_CYRILLIC_WORD = re.compile(f'[{_CYRILLIC}]*[`´‘‛′ʹ＇"*][{_CYRILLIC}]*')


def to_latin(word: str) -> str:
    """`word` with Cyrillic look-alikes put into Latin letters; others stay as they are."""
    return word.translate(_TWINS)


def look_alike(text: str) -> str:
    """The first Cyrillic letter of a word that is Latin but for look-alikes, else ""."""
    if text.isascii() or not to_latin(text).isascii():
        return ""
    return next(letter for letter in text if not letter.isascii())


def check_letters(text: str, file: str) -> Iterator[Problem]:
    """Words of a file that mix alphabets, and wrong apostrophes, each where it stands.

    Addresses, code and the comments of YAML are left alone.
    """
    if text.isascii() or not _is_suspicious(text):
        return
    seen = ""
    for mixed in mixed_alphabets(text)[:_MOST]:
        start = text.rfind(mixed.word, 0, mixed.offset + len(mixed.word))
        if (key := f"{start} {mixed.word}") == seen or _is_left_alone(text, start, file):
            continue
        seen = key
        yield problem(
            file,
            _place(text, mixed.offset),
            "mixed-alphabets",
            word=mixed.word,
            letter=mixed.character,
            suggestion=mixed.suggestion,
        )
    for found in islice(_APOSTROPHE.finditer(text), _MOST):
        start = found.start()
        while start and "\u0400" <= text[start - 1] <= "\u04ff":
            start -= 1
        if start == found.start():
            continue
        match = _CYRILLIC_WORD.match(text, start)
        if match and not _is_left_alone(text, start, file):
            yield problem(
                file,
                _place(text, found.start()),
                "wrong-apostrophe",
                word=match[0],
                character=found[0],
            )


# UTF-8 bytes by what they belong to: C and c are the two bytes of a Cyrillic letter, L a Latin
# letter, A what may pass for an apostrophe.  A search in such bytes takes a hundredth of the time
# that the patterns take, and nearly every file is clean.
_BYTE_CLASSES = bytes(
    ord("C")
    if 0xD0 <= byte <= 0xD3
    else ord("c")
    if 0x80 <= byte <= 0xBF
    else ord("L")
    if chr(byte).isascii() and chr(byte).isalpha()
    else ord("A")
    if chr(byte) in '`"*'
    else ord(" ")
    for byte in range(256)
)


def _is_suspicious(text: str) -> bool:
    classes = text.encode("utf-8", "replace").translate(_BYTE_CLASSES)
    return (
        b"LC" in classes
        or b"CcL" in classes
        or b"c L C" in classes
        or b"CcAC" in classes
        or any(mark in text for mark in "´‘‛′ʹ＇")
    )


def _is_left_alone(text: str, position: int, file: str) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    if line.count("`") % 2 and "`" in text[position : text.find("\n", position) + 1 or None]:
        return True
    return file.endswith(".yaml") and (line.lstrip().startswith("#") or " #" in line)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
