"""Typography of plain prose: quotation marks, apostrophes, dashes, unbreakable spaces.

Ukrainian: «…» with „…“ inside, ’ in words, em dash in prose, en dash in ranges, U+00A0 after №,
between number and unit, before «р.» and a dash, in initials and after one-letter words. Other
languages: their own marks (CLDR) and dashes. Addresses and e-mails are never touched, and what is
right already stays: `typographic(typographic(text)) == typographic(text)`.

>>> typographic('Лікарня "Охматдит" - у Києві', "uk")
'Лікарня «Охматдит»\\xa0— у\\xa0Києві'
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from pobratym.text.characters import APOSTROPHES, INVISIBLE, STRESS

NBSP = "\u00a0"
_REMEMBERED_WORDS = 1 << 16
OPAQUE = "\ufffc"
"""Stands for a piece of text that must not change (code) but counts as a word."""

# Outer and inner quotation marks (CLDR delimiters). French and others that put spaces inside the
# marks are left as they are written.
_QUOTES = {
    "uk": "«»„“",
    "be": "«»„“",
    "en": "“”‘’",
    "bg": "„“‚‘",
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "el": "«»“”",
    "es": "«»“”",
    "et": "„“‚‘",
    "fi": "””’’",
    "hr": "„“‚‘",
    "hu": "„”»«",
    "is": "„“‚‘",
    "it": "«»“”",
    "lt": "„“‚‘",
    "lv": "“”‘’",
    "mk": "„“‚‘",
    "nb": "«»‘’",
    "nl": "“”‘’",
    "nn": "«»‘’",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ro": "„”«»",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sr": "„“‚‘",
    "sv": "””’’",
    "tr": "“”‘’",
}
_EM_DASH_LANGUAGES = {"uk", "be", "bg"}
_ONE_LETTER_WORDS = {
    "uk": "авзійоу",
    "be": "азіоуў",
    "bg": "авиосу",
    "cs": "aikosuvz",
    "hr": "aiosuk",
    "pl": "aiouwz",
    "sk": "aikosuvz",
    "sl": "aoszvk",
}
_SHORT_BEFORE_NAME = {
    "uk": ["м", "с", "смт", "вул", "просп", "ім", "проф", "акад", "ст", "п", "рис", "табл", "т"],
    "en": ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No"],
}
_LARGE = {"uk": ["млн", "млрд", "тис."]}

_ADDRESS = (
    r"(?:[a-zA-Z][a-zA-Z0-9+.\-]*://|www\.|mailto:|tel:)"
    r"[^\s<>\"«»“”„\ufffc]*[^\s<>\"«»“”„\ufffc.,;:!?…)'’]"
    r"|(?<![\w.+'’\-])[\w.+'’\-]++@[\w\-]+(?:\.[\w\-]+)+"
    r"|(?<![\w.\-@/])(?:[a-zA-Z0-9\-]+\.)+[a-zA-Z]{2,}(?:/[^\s<>\"«»“”„\ufffc]*"
    r"[^\s<>\"«»“”„\ufffc.,;:!?…)'’])?(?![\w\-])"
)
_ADDRESSES = re.compile(_ADDRESS)
_MAY_BE_ADDRESS = re.compile(r"://|@|\.[a-zA-Z]{2}|tel:|mailto:")
_LENGTHS = re.compile(
    rf"(?P<address>{_ADDRESS})|(?<!\.)\.\.\.(?!\.)|(?<=[ \u00a0])-{{2,3}}(?= )|№(?=\d)"
)

_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_LETTER = r"[^\W\d_]"
_WORD_APOSTROPHE = re.compile(
    rf"(?<=[{_CYRILLIC}])['ʼ‘`´](?=[{_CYRILLIC}])|(?<={_LETTER})'(?={_LETTER})"
)
_DECADE = re.compile(r"(?<![\w'])'(?=\d\ds?\b)")

# Patterns that begin with a plain set of characters are found many times faster: hence the first
# digit before its own look-behind.
_NUMBER = r"[0-9]{0,2}(?:[ \u00a0]\d{3}){1,5}(?!\d)|[0-9]?:\d\d|[0-9]*(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"([0-9](?<![\w.,:/@#+\-–\u2011][0-9])(?:{_NUMBER}))-([0-9](?:{_NUMBER}))"
    r"(?![\w/@]|[.,:]\d|[\-–\u2011](?![^\W\d_]))"
)
_MAY_BE_RANGE = re.compile(r"\d-\d")
_NOT_A_RANGE_AFTER = re.compile(
    r"(?:№|#|\b(?:ISO|IEC|IEEE|EN|DIN|BS|RFC|ISBN|ISSN|ДСТУ|ДБН|ГОСТ|No\.?|"
    r"тел\.?|телефон[а-яіїєґ]*|факс|[Tt]el\.?|[Pp]hone|[Ff]ax)):?[ \u00a0]*$"
    r"|(?:\+\d[\d \u00a0()\-]*|(?<![\d:.,])0\d*\)?[ \u00a0](?:\d+[ \u00a0])*)$"
)
_QUOTE_MARKS = re.compile(r"[\"“”„‟«»\n]")
_OPENS = "«„"
_CLOSES = "»"
_ALL_QUOTES = '"“”„‟«»'
_BEFORE_OPENING = set("([{/-–—‑‚‘'’")
_AFTER_CLOSING = set(")]}/.,;:!?…-–—‑'’‘%")

# Why a space between two words does not break: each word says what it binds to on its right and
# on its left, and the space is bound where both name the same reason.
_ANYTHING, _UNIT, _THOUSANDS, _NAME, _WORD, _LARGE_UNIT, _DASH = (1 << bit for bit in range(7))
_FIRST_OF_WORD = r"(?:^|[\s«„“”\"(\[])"
_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐЁЎ]"

_SIGN_BEFORE_NUMBER = re.compile(r"(?<=[№§]) (?=\S)")
_SURNAME_FIRST = re.compile(rf" (?={_UPPER}\.\u00a0?{_UPPER}\.(?![\w\u00a0]))")

_LEFT_REASONS = [
    (_ANYTHING, re.compile(r".")),
    (_UNIT, re.compile(rf"(?!{_UPPER}){_LETTER}|[%‰°€₴$£]")),
    (_THOUSANDS, re.compile(r"\d{3}(?!\d)")),
    (_NAME, re.compile(rf"{_UPPER}(?:\.|\w)")),
    (_WORD, re.compile(r"\w")),
    (_LARGE_UNIT, re.compile(_LETTER)),
    (_DASH, re.compile(r"[—–](?:\s|$)")),
]


class _WordMemo(dict[str, int]):
    """What is known of each word, worked out once; emptied before it grows past its limit."""

    def __init__(self, reasons_of: Callable[[str], int]) -> None:
        super().__init__()
        self._reasons_of = reasons_of

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED_WORDS:
            self.clear()
        self[word] = reasons = self._reasons_of(word)
        return reasons


class _Rules(NamedTuple):
    quotes: str
    dash: str
    single_quotes: bool
    to_the_right: _WordMemo


@cache
def _rules(lang: str) -> _Rules:
    primary = lang.partition("-")[0].lower()
    return _Rules(
        quotes=_QUOTES.get(primary, ""),
        dash="—" if primary in _EM_DASH_LANGUAGES else "–",
        single_quotes=primary == "en",
        to_the_right=_what_words_bind_to_the_right(primary),
    )


def _what_words_bind_to_the_right(primary: str) -> _WordMemo:
    reasons = [
        # The number of a hospital (№ 2) or in a name (COVID-19) counts nothing.
        (_UNIT, r"(?<![№§]\u00a0)(?<![\w.,:–/\-])\d(?:[\d.,:–/\-]*\d)?"),
        (_THOUSANDS, r"(?<![\w.,:/\-+])\d{1,3}"),
        (_NAME, rf"{_FIRST_OF_WORD}{_UPPER}\."),
        (_DASH, r"\S"),
    ]
    if letters := _ONE_LETTER_WORDS.get(primary):
        reasons.append((_ANYTHING, rf"{_FIRST_OF_WORD}[{letters}{letters.upper()}]"))
    if words := _SHORT_BEFORE_NAME.get(primary):
        reasons.append((_WORD, rf"{_FIRST_OF_WORD}(?:{'|'.join(words)})\."))
    if words := _LARGE.get(primary):
        reasons.append((_LARGE_UNIT, rf"{_FIRST_OF_WORD}(?:{'|'.join(map(re.escape, words))})"))
    patterns = [(reason, re.compile(f"(?:{pattern})$")) for reason, pattern in reasons]

    return _WordMemo(
        lambda word: sum({reason for reason, pattern in patterns if pattern.search(word)})
    )


_TO_THE_LEFT = _WordMemo(
    lambda word: sum(reason for reason, pattern in _LEFT_REASONS if pattern.match(word))
)


def normalise(text: str) -> str:
    """Text as it is kept: Unicode NFC, lines ended by LF, no byte order mark."""
    if text.isascii() and "\r" not in text:
        return text
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines)


_DROPPED_IN_FOLD = re.compile(f"[{APOSTROPHES}{INVISIBLE}{STRESS}]")
_WHITE_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1 << 16)
def fold(text: str, lang: str) -> str:
    """Text for comparison and search: no capitals, apostrophes, stress marks, soft hyphens.

    White space becomes single spaces. Letters stay what they are: й is not и, ї is not і, ґ is not
    г, and marks of Latin letters are kept.
    """
    composed = unicodedata.normalize("NFC", text)
    if lang.partition("-")[0] in ("tr", "az"):
        composed = composed.replace("I", "ı").replace("İ", "i")
    folded = unicodedata.normalize("NFC", _DROPPED_IN_FOLD.sub("", composed.casefold()))
    return _WHITE_SPACE.sub(" ", folded).strip()


@lru_cache(maxsize=1 << 15)
def typographic(text: str, lang: str) -> str:
    """Plain prose with the language's typography (BCP 47 tag); repeated use changes nothing."""
    return typographic_pieces((text,), lang)[0]


def typographic_pieces(pieces: Sequence[str], lang: str) -> list[str]:
    """Typography of one paragraph that inline markup cuts into pieces: as many pieces come back.

    Quotation marks and spaces look across the cuts. A piece that must not change is passed as
    `OPAQUE`.
    """
    rules = _rules(lang)
    resized = [_with_final_length(piece, rules) for piece in pieces]
    whole = "".join(resized)
    changed = _set(whole, rules)
    if len(resized) == 1:
        return [changed]
    ends = accumulate(map(len, resized), initial=0)
    return [changed[start:end] for start, end in pairwise(ends)]


def _with_final_length(piece: str, rules: _Rules) -> str:
    """The edits that change the count of characters; all later ones keep it."""

    def edit(match: re.Match[str]) -> str:
        found = match.group()
        if match["address"]:
            return found
        if found == "...":
            return "…"
        return f"№{NBSP}" if found == "№" else rules.dash

    if "..." in piece or "--" in piece or "№" in piece:
        return _LENGTHS.sub(edit, piece)
    return piece


def _set(text: str, rules: _Rules) -> str:
    """A paragraph with every character in its typographic form; its length does not change."""
    original = text
    if "'" in text or "ʼ" in text or "‘" in text or "`" in text or "´" in text:
        text = _DECADE.sub("’", _WORD_APOSTROPHE.sub("’", text))
    if rules.quotes:
        text = _with_quotes(text, rules.quotes)
        if rules.single_quotes and "'" in text:
            text = _with_single_quotes(text)
    if "-" in text and _MAY_BE_RANGE.search(text):
        text = _RANGE.sub(_range_with_dash, text)
    if " " in text:
        text = _with_bound_spaces(text, rules)
    if text != original and _MAY_BE_ADDRESS.search(original):
        text = _with_addresses_of(original, text)
    return text


def _with_addresses_of(original: str, text: str) -> str:
    parts, end = [], 0
    for match in _ADDRESSES.finditer(original):
        parts += [text[end : match.start()], match.group()]
        end = match.end()
    return "".join([*parts, text[end:]])


def _with_bound_spaces(text: str, rules: _Rules) -> str:
    """U+00A0 where a line must not break; a hyphen that stands alone becomes a dash."""
    if "№" in text or "§" in text:
        text = _SIGN_BEFORE_NUMBER.sub(NBSP, text)
    words = text.replace("\u00a0-", " -").replace("\u00a0–", " –").split(" ")
    if "-" in words or "–" in words:
        _set_dashes(words, rules.dash)
    rightwards = map(rules.to_the_right.__getitem__, words)
    leftwards = map(_TO_THE_LEFT.__getitem__, words[1:])
    parts = [words[0]]
    for right, left, word in zip(rightwards, leftwards, words[1:], strict=False):
        parts.append(NBSP if right & left else " ")
        parts.append(word)
    bound = "".join(parts)
    return _SURNAME_FIRST.sub(NBSP, bound) if "." in bound else bound


def _set_dashes(words: list[str], dash: str) -> None:
    """Lone hyphens and en dashes between words become the language's dash.

    Between numbers they become en dashes, and an en dash before a number stays one: it may be a
    range («20 жовтня – 2 листопада»).
    """
    for at in range(1, len(words) - 1):
        word, before, after = words[at], words[at - 1], words[at + 1]
        if word not in ("-", "–") or not before or before[-1].isspace() or not after:
            continue
        to_number = after[0].isdigit()
        if to_number and (word == "–" or before[-1].isdigit()):
            words[at] = "–"
        elif not after[0].isspace():
            words[at] = dash


def _range_with_dash(match: re.Match[str]) -> str:
    """A range gets its en dash; dates (2023-10), numbers of laws and telephones keep the hyphen."""
    first, last = match.groups()
    unchanged = match.group()
    if _NOT_A_RANGE_AFTER.search(match.string[: match.start()][-24:]):
        return unchanged
    if ":" in first or ":" in last:
        return f"{first}–{last}"
    if len(first) == 4 and len(last) == 2 and "01" <= last <= "12":
        return unchanged
    if any(number[0] == "0" and number[1:2].isdigit() for number in (first, last)):
        return unchanged
    years_in_short = len(first) == 4 and len(last) == 2 and first[2:] < last
    return f"{first}–{last}" if _value(first) < _value(last) or years_in_short else unchanged


def _value(number: str) -> float:
    return float(number.replace(",", ".").replace(" ", "").replace(NBSP, ""))


def _with_quotes(text: str, quotes: str) -> str:
    """Paired quotation marks of any kind in the language's own; marks without a pair stay."""
    pairs = _pairs(text)
    if not pairs:
        return text
    characters = list(text)
    enclosing: list[int] = []
    for start, end in sorted(pairs):
        while enclosing and enclosing[-1] < start:
            enclosing.pop()
        inner = 2 if enclosing else 0
        characters[start], characters[end] = quotes[inner], quotes[inner + 1]
        enclosing.append(end)
    return "".join(characters)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Positions of opening and closing marks that belong together, within one paragraph."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    opening_before = -1
    for match in _QUOTE_MARKS.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            if text[at + 1 : at + 2] == "\n":
                waiting.clear()
            continue
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        may_open = not after.isspace() and (
            before.isspace() or before in _BEFORE_OPENING or opening_before == at - 1
        )
        may_close = not before.isspace() and (
            after.isspace() or after in _AFTER_CLOSING or after in _ALL_QUOTES
        )
        if mark in _OPENS or (mark not in _CLOSES and may_open and not (may_close and waiting)):
            waiting.append(at)
            opening_before = at
        elif waiting and (mark in _CLOSES or may_close):
            pairs.append((waiting.pop(), at))
    return pairs


_SINGLE_OPENING = re.compile(r"(?<![\w\ufffc'’.,;:!?])'(?=\w)")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,;:!?…])'(?!\w)")


def _with_single_quotes(text: str) -> str:
    """English 'single quotes' in pairs as ‘…’; a lone one after a word is an apostrophe."""
    characters = list(text)
    openings = {match.start() for match in _SINGLE_OPENING.finditer(text)}
    closings = {match.start() for match in _SINGLE_CLOSING.finditer(text)}
    waiting: list[int] = []
    for at in sorted(openings | closings):
        if at in openings:
            waiting.append(at)
        else:
            characters[at] = "’"
            if waiting:
                characters[waiting.pop()] = "‘"
    return "".join(characters)
