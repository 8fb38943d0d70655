"""Characters that deceive: letters of another alphabet inside a word, and ones nobody can see.

`лiкарня` with a Latin i looks right, but is not found, not sorted and not read aloud right.
Compounds such as `Wi-Fi-мережа` and `COVID-19-відділення` are no mistake, and neither is a Latin
word with a Ukrainian ending (`IT-шник`, `PDF-и`): each part between hyphens is one word here.
"""

import re
import unicodedata
from typing import NamedTuple

_LATIN_LIKE_CYRILLIC = dict(
    zip(
        "AaBCcEeHIiïÏJjKkMOoPpSsTXxYyëghnurmtb",
        "АаВСсЕеНІіїЇЈјКкМОоРрЅѕТХхУуёдһпигмть",
        strict=True,
    )
)
_CYRILLIC_LIKE_LATIN = dict(
    zip(
        "АаВСсЕеНІіїЇКкМОоРрТХхУуЅѕЈј",
        "AaBCcEeHIiïÏKkMOoPpTXxYySsJj",
        strict=True,
    )
)

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
# Words are read for 64 characters, so that hostile text takes no quadratic time.
_WORD = re.compile(
    rf"(?<!\w)[{_LATIN}{_CYRILLIC}\d][{_LATIN}{_CYRILLIC}\d'’ʼ\u0300-\u036f]{{0,64}}"
)
# Between two Ukrainian words a lone Latin i is the conjunction і.
_LONE_I = re.compile(rf"(?<=[{_CYRILLIC}] )i(?= [{_CYRILLIC}]{{2}})")
_BETWEEN = r"['’ʼ\d\u0300-\u036f]{0,64}"
_MAY_BE_MIXED = re.compile(
    rf"[{_LATIN}](?:{_BETWEEN}[{_CYRILLIC}])|[{_CYRILLIC}](?:{_BETWEEN}[{_LATIN}]| i [{_CYRILLIC}])"
)
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://\S+|[\w.+\-]+@[\w.\-]+")


class MixedWord(NamedTuple):
    """One letter of another alphabet inside a word."""

    offset: int
    """Where the letter stands, counted in characters from 0."""
    word: str
    character: str
    suggestion: str
    """The word with every such letter replaced by its look-alike."""


def mixed_alphabets(text: str) -> list[MixedWord]:
    """Latin look-alikes in Cyrillic words and Cyrillic ones in Latin words, in order.

    A word is suspicious when it mixes both alphabets and all letters of the rarer one (of the
    Latin one when there are as many) look like letters of the other. Addresses are left out: they
    have rules of their own.
    """
    if not (_HAS_LATIN.search(text) and _MAY_BE_MIXED.search(text)):
        return []
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    found: list[MixedWord] = []
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in addresses):
            continue
        found += _suspicious_letters(match.group(), match.start())
    found += [MixedWord(match.start(), "i", "i", "і") for match in _LONE_I.finditer(text)]
    return sorted(found)


def _suspicious_letters(word: str, offset: int) -> list[MixedWord]:
    latin = _HAS_LATIN.findall(word)
    cyrillic = _HAS_CYRILLIC.findall(word)
    if not (latin and cyrillic):
        return []
    choices = [(latin, _LATIN_LIKE_CYRILLIC), (cyrillic, _CYRILLIC_LIKE_LATIN)]
    if len(cyrillic) < len(latin):
        choices.reverse()
    for letters, look_like in choices:
        if all(letter in look_like for letter in letters):
            suggestion = "".join(look_like.get(c, c) if c in letters else c for c in word)
            return [
                MixedWord(offset + at, word, letter, suggestion)
                for at, letter in enumerate(word)
                if letter in letters
            ]
    return []


class HiddenCharacter(NamedTuple):
    """One character that a reader cannot see."""

    offset: int
    character: str
    name: str
    """Its Unicode name or code point: `RIGHT-TO-LEFT OVERRIDE`, `U+0007`."""


_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200d\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def bidi_controls(text: str) -> list[HiddenCharacter]:
    """Bidirectional control characters (Unicode Annex 9), which can make text read otherwise."""
    return _hidden(_BIDI, text)


def hidden_characters(text: str) -> list[HiddenCharacter]:
    """Zero-width, control and other invisible characters; tabs and line ends are none of them.

    Joiners between letters of a script that needs them and between parts of an emoji are allowed.
    """
    return [
        hidden
        for hidden in _hidden(_HIDDEN, text)
        if not (hidden.character in "\u200c\u200d\ufe0f" and _is_joiner(text, hidden.offset))
    ]


def _hidden(pattern: re.Pattern[str], text: str) -> list[HiddenCharacter]:
    if text.isascii() and text.isprintable():
        return []
    return [
        HiddenCharacter(
            match.start(),
            match.group(),
            unicodedata.name(match.group(), f"U+{ord(match.group()):04X}"),
        )
        for match in pattern.finditer(text)
    ]


def _is_joiner(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    if before in "\u200d\ufe0f" or unicodedata.category(before) == "So":
        return True
    return before.isalpha() and not (_HAS_LATIN.match(before) or _HAS_CYRILLIC.match(before))
