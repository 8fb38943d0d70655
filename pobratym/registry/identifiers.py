"""Identifiers of public registers: their form and check digits."""

import re

# Douglas Crockford's base 32, which ROR uses: no i, l, o, u.
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_FORMS = {
    "edrpou": re.compile(r"[0-9]{8}"),
    "ror": re.compile(r"https://ror\.org/(0[0-9a-hjkmnp-tv-z]{6})([0-9]{2})"),
    "wikidata": re.compile(r"Q[1-9][0-9]{0,9}"),
}
_LOOSE = {
    "edrpou": re.compile(r"\D*([0-9]{7,8})\D*"),
    "ror": re.compile(r"(?:https?://)?(?:www\.)?(?:ror\.org/)?(0[0-9a-z]{8})/?", re.IGNORECASE),
    "wikidata": re.compile(r"(?:https?://)?(?:www\.)?wikidata\.org/\w+/(Q[1-9][0-9]*)|(q[1-9]\d*)"),
}


def pattern_of(scheme: str) -> str:
    """The form of the scheme's identifiers as a regular expression without its ends."""
    return _FORMS[scheme].pattern


def has_form(scheme: str, text: str) -> bool:
    """Whether `text` is written as an identifier of the scheme."""
    return text.isascii() and _FORMS[scheme].fullmatch(text) is not None


def check_digits_fit(scheme: str, text: str) -> bool:
    """Whether the check digits fit; True for schemes that have none.  `text` has the form."""
    if scheme == "edrpou":
        return edrpou_check_digit(text[:7]) == int(text[7])
    if scheme == "ror":
        match = _FORMS["ror"].fullmatch(text)
        return match is not None and ror_check_digits(match[1]) == int(match[2])
    return True


def probable(scheme: str, text: str) -> str:
    """The identifier that was probably meant, or ""."""
    match = _LOOSE[scheme].fullmatch(text.strip())
    if match is None:
        return ""
    found = next(group for group in match.groups() if group)
    if scheme == "edrpou":
        guess = found.zfill(8)
    else:
        guess = f"https://ror.org/{found.lower()}" if scheme == "ror" else found.upper()
    return guess if has_form(scheme, guess) and check_digits_fit(scheme, guess) else ""


def edrpou_check_digit(first: str) -> int:
    """The eighth digit of an ЄДРПОУ code from its first seven.

    Weights 1…7 for codes below 30 000 000 and above 60 000 000, otherwise 7, 1…6; where the sum
    is 10 modulo 11, again with all weights 2 higher; 10 then counts as 0.  (Methodology of the
    register, State Statistics Service of Ukraine.)
    """
    weights = (7, 1, 2, 3, 4, 5, 6) if "3" <= first[0] <= "5" else (1, 2, 3, 4, 5, 6, 7)
    digits = [int(digit) for digit in first]
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    if rest == 10:
        rest = sum(digit * (weight + 2) for digit, weight in zip(digits, weights, strict=True)) % 11
    return rest % 10


def ror_check_digits(name: str) -> int:
    """The last two digits of a ROR id from its first seven characters (ISO 7064, mod 97-10)."""
    number = 0
    for character in name:
        number = number * 32 + _CROCKFORD.index(character)
    return 98 - number * 100 % 97
