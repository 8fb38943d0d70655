"""Ukrainian in Latin letters (Cabinet resolution 55 of 27 January 2010) and slugs built on it.

The resolution: г is h, ґ is g, зг is zgh, и is y; є ї й ю я are ye yi y yu ya at the start of a
word and ie i i iu ia elsewhere; the soft sign and the apostrophe are not written.

>>> transliterate("Знам’янка"), transliterate("Згорани"), transliterate("Юрій")
('Znamianka', 'Zghorany', 'Yurii')
>>> slugify("Кривий Ріг")
'kryvyi-rih'
"""

import re
import unicodedata
from functools import lru_cache

from pobratym.text.characters import (
    APOSTROPHES,
    INVISIBLE,
    LATIN_WITHOUT_DECOMPOSITION,
    STRESS,
)

_LETTERS = dict(
    zip(
        "абвгґдезиіклмнопрстуфь",
        [*"abvhgdezyiklmnoprstuf", ""],
        strict=True,
    )
) | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ELSEWHERE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}

_CYRILLIC = "\u0400-\u052f"
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_SILENT = re.compile(f"[{INVISIBLE}]|(?<=[{_CYRILLIC}]){STRESS}")
_APOSTROPHE_IN_WORD = re.compile(f"(?<=[{_CYRILLIC}])[{APOSTROPHES}]+(?=[{_CYRILLIC}])")

# Letters that need a look at their neighbours: those with two spellings at the start of a word,
# г after з, and capitals that become several letters. All others go by a plain table.
_BY_NEIGHBOURS = re.compile(r"(?<![^\W_])[єїйюя]|(?<=[зЗ])[гГ]|[ЄЇЙЮЯЖХЦЧШЩ]")
_ALWAYS = str.maketrans(
    _LETTERS | _ELSEWHERE | {letter.upper(): latin.upper() for letter, latin in _LETTERS.items()}
)

# Cyrillic letters that Ukrainian does not have: the resolution is silent about them and
# `transliterate` leaves them alone, but a slug must not lose them.
_OTHER_CYRILLIC = str.maketrans(
    {
        "ё": "io",
        "ъ": "",
        "ы": "y",
        "э": "e",
        "ў": "u",
        "ђ": "dj",
        "ј": "j",
        "љ": "lj",
        "њ": "nj",
        "ћ": "c",
        "џ": "dz",
        "ѓ": "gj",
        "ќ": "kj",
        "ѕ": "dz",
    }
)


def _latin_for(match: re.Match[str]) -> str:
    text, at, letter = match.string, match.start(), match.group()
    low = letter.lower()
    before = text[at - 1] if at else ""
    if low == "г":
        latin = "gh"
    elif low in _ELSEWHERE:
        latin = (_ELSEWHERE if before.isalnum() else _AT_START)[low]
    else:
        latin = _LETTERS[low]
    if letter == low:
        return latin
    after = text[match.end() : match.end() + 1]
    in_capitals = after.isupper() if after.isalpha() else before.isupper()
    return latin.upper() if in_capitals else latin.capitalize()


@lru_cache(maxsize=1 << 16)
def transliterate(text: str) -> str:
    """Ukrainian words in Latin letters by Cabinet resolution 55 of 2010; all else unchanged.

    Apostrophes (any of the ones in use) are dropped inside Cyrillic words only, so quotation
    marks and English possessives stay. A word in capitals stays in capitals (ЩЕРБУХИ, SHCHERBUKHY).
    """
    if not _HAS_CYRILLIC.search(text):
        return text
    text = unicodedata.normalize("NFC", text)
    text = _APOSTROPHE_IN_WORD.sub("", _SILENT.sub("", text))
    return _BY_NEIGHBOURS.sub(_latin_for, text).translate(_ALWAYS)


def _ascii_for(character: str) -> str:
    """ASCII letters and digits for one character, "-" for a separator, "" for what is dropped."""
    if character in LATIN_WITHOUT_DECOMPOSITION:
        return LATIN_WITHOUT_DECOMPOSITION[character].lower()
    category = unicodedata.category(character)
    if category[0] == "L" or category in ("Nl", "No"):
        folded = unicodedata.normalize("NFKD", character).lower()
        return "".join(c for c in folded if c.isascii() and c.isalnum())
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category[0] == "M" or category == "Cf" else "-"


class _AsciiTable(dict[int, str]):
    """A translation table that works a character out when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = ascii_form = _ascii_for(chr(code))
        return ascii_form


_ASCII = _AsciiTable({ord(c): "" for c in APOSTROPHES})
_ASCII.update({ord(c): c for c in "abcdefghijklmnopqrstuvwxyz0123456789"})
_SEPARATORS = re.compile("-{2,}")
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@lru_cache(maxsize=1 << 16)
def slugify(text: str, max_length: int = 80) -> str:
    """An id for the text: `[a-z0-9]+(-[a-z0-9]+)*`, or "" when no letter or digit can be kept.

    Cyrillic goes by resolution 55, Latin letters lose their marks (Máxima, maxima), other scripts
    are dropped. A word is never split on an apostrophe. Longer results end at a whole word where
    there is one within `max_length` characters.
    """
    latin = transliterate(unicodedata.normalize("NFC", text)).lower().translate(_OTHER_CYRILLIC)
    slug = _SEPARATORS.sub("-", latin.translate(_ASCII)).strip("-")
    if len(slug) <= max_length:
        return slug
    whole_words, _, _ = slug[: max_length + 1].rpartition("-")
    return whole_words or slug[:max_length]


def is_slug(text: str) -> bool:
    """Whether the text is a valid id: `[a-z0-9]+(-[a-z0-9]+)*`, ASCII only."""
    return _SLUG.fullmatch(text) is not None
