"""Telephone numbers: one record, shown nationally at home and internationally abroad.

>>> show_phone("0 800 602 019", "uk"), show_phone("0 800 602 019", "en")
('0 800 60 20 19', '+380 800 60 20 19')
>>> phone_link("0 800 602 019")
'tel:+380800602019'

International form: ITU-T E.164 (up to 15 digits) and E.123 (groups parted by spaces).
"""

import re
from functools import lru_cache

UKRAINE = "380"

_SEPARATORS = re.compile(r"[\s().\-‐‑–/]+")
_TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
_DIGITS = re.compile(r"[0-9]+")
_SHORT = range(3, 7)
_E164 = range(7, 16)
_NATIONAL = 9
_LONG_AREA_CODES = ("800", "900")


@lru_cache(maxsize=1 << 10)
def parse_phone(text: str, calling_code: str = UKRAINE) -> str:
    """The number as `+380800602019`, or as its digits when it is a short one (112, 1677).

    Takes national (0 800 …) and international forms (+380 …, 00 380 …, tel:+380…) with spaces,
    hyphens, dots and brackets. `calling_code` is that of national numbers. Raises ValueError when
    the text holds anything else or the count of digits is wrong.
    """
    bare = _TRUNK_IN_BRACKETS.sub("", text.strip().removeprefix("tel:"))
    compact = _SEPARATORS.sub("", bare)
    international = compact.startswith(("+", "00"))
    digits = compact.removeprefix("+").removeprefix("00" if compact.startswith("00") else "")
    if not _DIGITS.fullmatch(digits):
        raise ValueError(f"{text!r} is not a telephone number")
    if not international:
        if len(digits) in _SHORT and not digits.startswith("0"):
            return digits
        if digits.startswith("0"):
            digits = calling_code + digits[1:]
        elif not digits.startswith(calling_code):
            raise ValueError(f"{text!r} starts neither with + nor with 0")
    if len(digits) not in _E164 or digits.startswith("0"):
        raise ValueError(f"{text!r} does not have the number of digits of a telephone number")
    if digits.startswith(UKRAINE) and len(digits) != len(UKRAINE) + _NATIONAL:
        raise ValueError(f"{text!r} must have nine digits after +380 or after the first 0")
    return f"+{digits}"


def phone_link(text: str, calling_code: str = UKRAINE) -> str:
    """The `href` of a number (RFC 3966), `tel:+380800602019`; raises as `parse_phone` does."""
    return f"tel:{parse_phone(text, calling_code)}"


@lru_cache(maxsize=1 << 10)
def show_phone(text: str, lang: str, calling_code: str = UKRAINE) -> str:
    """The number as a reader of the language writes it, in groups parted by spaces.

    Ukrainian numbers are national in Ukrainian («0 800 60 20 19», «044 253 61 94») and
    international elsewhere. Other countries' numbers keep the groups that the editor wrote.
    Raises ValueError as `parse_phone`.
    """
    number = parse_phone(text, calling_code)
    if number.startswith(f"+{UKRAINE}"):
        national = number[len(UKRAINE) + 1 :]
        if national.startswith(_LONG_AREA_CODES):
            area, rest = national[:3], [national[3:5], national[5:7], national[7:]]
            at_home = f"0 {area}"
        else:
            area, rest = national[:2], [national[2:5], national[5:7], national[7:]]
            at_home = f"0{area}"
        first = at_home if lang.partition("-")[0] == "uk" else f"+{UKRAINE} {area}"
        return " ".join([first, *rest])
    groups = _SEPARATORS.sub(" ", _TRUNK_IN_BRACKETS.sub("", text.strip().removeprefix("tel:")))
    if groups.startswith("+"):
        return groups.strip()
    return number
