"""Text to words: what a reader may leave out or type differently is folded away here.

Case, soft hyphens, stress marks and every kind of apostrophe disappear; Latin letters lose their
diacritics; Latin look-alikes typed inside a Cyrillic word become Cyrillic. й and и, ї and і, є
and е stay the different letters that they are. ґ is kept, so that an exact spelling can rank
first; `plain` folds it for looking up.
"""

import re
import unicodedata
from functools import lru_cache

from pobratym.outputs.search.rules import RULES
from pobratym.text.characters import (
    APOSTROPHES,
    INVISIBLE,
    LATIN_WITHOUT_DECOMPOSITION,
    STRESS,
)

LONGEST_WORD = 40
"""Longer words are cut; nobody types them and they would only fatten the index."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_STRESSED = re.compile(f"([\u0400-\u052f]){STRESS}")
_UNSEEN = re.compile(f"[{INVISIBLE}{STRESS}]")
_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_POSSESSIVE = re.compile(f"[{APOSTROPHES}]s$")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_MARKS = re.compile("[\u0300-\u036f]")
_LOOKALIKES = str.maketrans(*RULES["lookalikes"])
_PLAIN = str.maketrans(RULES["old_letters"])
UNDECOMPOSED = {
    letter: ascii_form
    for letter, ascii_form in LATIN_WITHOUT_DECOMPOSITION.items()
    if letter == letter.lower()
}
"""Lower-case Latin letters that lose more than a mark: ß is ss, ø is o."""
_TO_ASCII = str.maketrans(UNDECOMPOSED)
_STOP = frozenset(f"{RULES['ukrainian']['stop']} {RULES['english']['stop']}".split())


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter (after folding: is wholly Cyrillic)."""
    return _CYRILLIC.search(word) is not None


def raw_words(text: str) -> list[str]:
    """The words of the text as written, apostrophes inside them kept, in order."""
    text = unicodedata.normalize("NFC", text)
    if _UNSEEN.search(text):
        text = _STRESSED.sub(r"\1", _INVISIBLE.sub("", text))
    return _WORD.findall(text)


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> tuple[str, ...]:
    """The searchable words of the text, in order.

    Stop words and single letters are dropped, but a stop word in capitals stays: WHO is not who.
    """
    return tuple(form for raw in raw_words(text) for form in fold(raw))


@lru_cache(maxsize=1 << 17)
def fold(raw: str) -> tuple[str, ...]:
    """The searchable forms of one word as written: none, one, or more (d'Ivoire has parts)."""
    low = raw.lower()
    if is_cyrillic(low):
        forms = [_APOSTROPHE.sub("", low).translate(_LOOKALIKES)]
    else:
        low = _POSSESSIVE.sub("", low)
        bare = _MARKS.sub("", unicodedata.normalize("NFD", low.translate(_TO_ASCII)))
        forms = _APOSTROPHE.split(bare)
    return tuple(
        form[:LONGEST_WORD]
        for form in forms
        if (len(form) > 1 or form.isdecimal())
        and (form not in _STOP or (len(raw) > 1 and raw.isupper()))
    )


def plain(form: str) -> str:
    """The form under which words are looked up: ґ as г, letters of old Russian spellings folded."""
    return form.translate(_PLAIN)
