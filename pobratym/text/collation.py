"""Alphabetical order of a language, as readers of that language expect it.

Ukrainian: а б в г ґ д е є ж з и і ї й … ь ю я; apostrophes, quotation marks and hyphens do not
count at first, capitals do not separate words, numbers go by value, names in another script
follow after the language's own (code points would put Є, І, Ї before А and ґ after я).

>>> sorted(["Яна", "лікарня № 10", "Єва", "Ґанок", "Ганок", "«Лікарня» № 2"], key=key_for("uk"))
['Ганок', 'Ґанок', 'Єва', '«Лікарня» № 2', 'лікарня № 10', 'Яна']
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pobratym.text.characters import (
    APOSTROPHES,
    HYPHENS,
    INVISIBLE,
    LATIN_WITHOUT_DECOMPOSITION,
    QUOTATION_MARKS,
)

SortKey = tuple[str, str, str]

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_UKRAINIAN = "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я"
_GREEK = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"

# Alphabets that are not Latin, whole.
_ALPHABETS = {
    "uk": _UKRAINIAN,
    "be": "а б в г ґ д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "sr": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "el": _GREEK,
}

# Letters that follow a Latin letter as letters of their own (CLDR collation); "ä=æ" are equal at
# first. Every other letter with a mark stands beside its base letter.
_AFTER_LATIN = {
    "az": "c ç; e ə; g ğ; h x ı; o ö; s ş; u ü",
    "bs": "c č ć; d dž đ; l lj; n nj; s š; z ž",
    "cs": "c č; h ch; r ř; s š; z ž",
    "da": "z æ=ä ø=ö=ő å=aa",
    "es": "n ñ",
    "et": "s š z ž; v=w õ ä ö ü",
    "fi": "z å ä=æ ö=ø",
    "hu": "c cs; d dz dzs; g gy; l ly; n ny; o ö=ő; s sz; t ty; u ü=ű; z zs",
    "is": "a á; d ð; e é; i í; o ó; u ú; y ý; z þ æ=ä ö=ø å",
    "lt": "c č; i=y; s š; z ž",
    "lv": "c č; g ģ; k ķ; l ļ; n ņ; s š; z ž",
    "pl": "a ą; c ć; e ę; l ł; n ń; o ó; s ś; z ź ż",
    "ro": "a ă â; i î; s ș=ş; t ț=ţ",
    "sk": "a ä; c č; h ch; o ô; s š; z ž",
    "sl": "c č ć; d đ; s š; z ž",
    "sq": "c ç; d dh; e ë; g gj; l ll; n nj; r rr; s sh; t th; x xh; z zh",
    "sv": "z å ä=æ ö=ø",
    "tr": "c ç; g ğ; h ı; o ö; s ş; u ü",
}
_AFTER_LATIN |= {"hr": _AFTER_LATIN["bs"]}
_AFTER_LATIN |= dict.fromkeys(("nb", "nn", "no"), _AFTER_LATIN["da"])

_IGNORED = APOSTROPHES + QUOTATION_MARKS + HYPHENS + INVISIBLE
# Places are private-use characters: above the digits and the word separator, which stay ASCII, and
# never a letter of any text, so that digraphs can be put in their places before single letters.
_FIRST_PLACE = 0xE000
_OTHER_SCRIPTS = 0xF000
_NUMBER = re.compile("0*([0-9]+)")
_SPACES = re.compile(" {2,}")


def _with_own_letters(latin: str, after: str) -> str:
    """The Latin alphabet with a language's own letters put in their places."""
    letters = latin.split()
    for group in filter(None, after.split("; ")):
        first, *own = group.split()
        at = letters.index(first.split("=")[0])
        letters[at : at + 1] = [first, *own]
    return " ".join(letters)


def _alphabets_of(lang: str) -> list[str]:
    """All alphabets that we order ourselves, the language's own first."""
    primary, *subtags = lang.lower().replace("_", "-").split("-")
    latin = _with_own_letters(_LATIN, _AFTER_LATIN.get(primary, ""))
    own = latin if "latn" in subtags else _ALPHABETS.get(primary, latin)
    rest = [alphabet for alphabet in (latin, _UKRAINIAN, _GREEK) if alphabet != own]
    return [own, *rest]


class _Places(dict[int, str]):
    """Character → its place in the order; a character is worked out when it is first met."""

    def __init__(self, alphabets: list[str]) -> None:
        super().__init__({ord(c): "" for c in _IGNORED})
        self.update({ord(c): c for c in "0123456789 "})
        self.digraphs: dict[str, str] = {}
        place = _FIRST_PLACE
        for alphabet in alphabets:
            for equals in alphabet.split():
                for letter in equals.split("="):
                    if len(letter) == 1:
                        self.setdefault(ord(letter), chr(place))
                    else:
                        self.digraphs.setdefault(letter, chr(place))
                        self[place] = chr(place)
                place += 1

    def __missing__(self, code: int) -> str:
        self[code] = place = self._place_of(chr(code))
        return place

    def _place_of(self, character: str) -> str:
        category = unicodedata.category(character)
        if category[0] == "M" or category == "Cf":
            return ""
        if category == "Nd":
            return str(unicodedata.decimal(character))
        if category[0] not in "LN":
            return " "
        base = LATIN_WITHOUT_DECOMPOSITION.get(character)
        if base is None:
            base = unicodedata.normalize("NFKD", character).casefold()
        if base != character:
            return base.translate(self)
        # The private step up keeps every script's own code-point order, after all alphabets.
        return chr(min(_OTHER_SCRIPTS + ord(character), 0x10FFFF))


def _numbers_by_value(match: re.Match[str]) -> str:
    digits = match.group(1)
    return f"0{chr(min(len(digits), 0xFF))}{digits}"


def _make_sort_key(lang: str) -> Callable[[str], SortKey]:
    places = _Places(_alphabets_of(lang))
    digraphs = places.digraphs
    in_digraphs = re.compile("|".join(sorted(digraphs, key=lambda d: (-len(d), d)))).sub
    dotless = lang.partition("-")[0] in ("tr", "az")

    @lru_cache(maxsize=1 << 17)
    def sort_key_in_language(text: str) -> SortKey:
        composed = unicodedata.normalize("NFC", text)
        if dotless:
            composed = composed.replace("I", "ı").replace("İ", "i")
        folded = composed.casefold()
        first = folded
        if digraphs:
            first = in_digraphs(lambda match: digraphs[match.group()], first)
        first = first.translate(places).strip()
        if not folded.isalpha():
            first = _NUMBER.sub(_numbers_by_value, _SPACES.sub(" ", first))
        return first, folded, text

    return sort_key_in_language


@lru_cache(maxsize=64)
def key_for(lang: str) -> Callable[[str], SortKey]:
    """The memoised `key=` function of one language (BCP 47 tag), for sorting long lists."""
    return _make_sort_key(lang)


def sort_key(text: str, lang: str) -> SortKey:
    """A key that sorts texts in the language's alphabetical order.

    The key is a tuple of strings: letters by their places in the alphabet; the same text without
    capitals, to part what is equal there; the text itself, so that the order is total. An unknown
    language takes the Latin alphabet. Keys of different languages must not be compared.
    """
    return key_for(lang)(text)
