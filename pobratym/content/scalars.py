"""Single values: dates, codes, addresses, numbers, identifiers, choices.

A parser takes the stripped text and gives the value, or the code and the values of a problem.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from pobratym.content.letters import look_alike, to_latin
from pobratym.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from pobratym.problems import Problem, problem
from pobratym.registry.codes import (
    COUNTRIES,
    LANGUAGES,
    country_of_region,
    is_language_tag,
    probable_language,
)
from pobratym.registry.dates import moment_fault, partial_date_fault
from pobratym.registry.identifiers import check_digits_fit, has_form, probable
from pobratym.registry.schema import (
    AddressPath,
    Choice,
    Country,
    Decimal,
    FileName,
    Flag,
    FullDate,
    Identifier,
    Kind,
    LanguageTag,
    Moment,
    PartialDate,
    Ref,
    Region,
    Term,
    Url,
    Whole,
)
from pobratym.text.similar import similar

Problems = list[Problem]
Reader = Callable[[Node, Problems], Any]

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML 1.2 reads as no value, unless it is quoted."""

FILL_IN = "…"
"""What `new` writes where an editor has to say something."""

_NO_SPACE = re.compile(r"[A-Za-z][\w-]*:(?!//)\S")
_URL = re.compile(
    r"https?://(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?(?::\d{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?",
    re.IGNORECASE,
)
_LOCAL_URL = re.compile(r"https?://localhost(?::\d{1,5})?(?:/[^\s<>\"\\^`{|}]*)?")
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-zа-яіїєґ]{2,}(?:/\S*)?", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LOOSE_NUMBER = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f'_]?[0-9]{3})*(?:[.,][0-9]+)?")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ADDRESS = re.compile(r"/[A-Za-z0-9._~%-]+(?:/[A-Za-z0-9._~%-]+)*/?")
_COMMON_COUNTRIES = {"UK": "GB", "EL": "GR", "EN": "GB", "SW": "SE", "AUS": "AT", "USA": "US"}
_TRUE_WORDS = {
    "yes": "true",
    "on": "true",
    "так": "true",
    "no": "false",
    "off": "false",
    "ні": "false",
}


class _Wrong(msgspec.Struct, frozen=True):
    code: str
    values: dict[str, object]


Parser = Callable[[str], Any]


def scalar_reader(field: str, example: str, parse: Parser | None) -> Reader:
    """The reader of a single value; `parse` (None: any text) says what it means."""

    def read(node: Node, problems: Problems) -> Any:
        if type(node) is not Scalar:
            problems.append(
                problem(node.file, node.place, "wrong-type", field=field, example=example)
            )
            return None
        text = node.text.strip()
        if text in NULLS and not (text and node.quoted):
            problems.append(problem(node.file, node.place, "empty-value", field=field))
            return None
        if text == FILL_IN:
            problems.append(problem(node.file, node.place, "fill-in", field=field, example=example))
            return None
        if parse is None:
            return text
        value = parse(text)
        if type(value) is _Wrong:
            problems.append(problem(node.file, node.place, value.code, **value.values))
            return None
        return value

    return read


def parser_of(kind: Kind, field: str, hint: Any) -> Parser | None:
    """The parser of a kind that is written as a single value; None for any text."""
    match kind:
        case PartialDate():
            return lambda text: _of_fault(text, partial_date_fault(text))
        case FullDate():
            return lambda text: _full_date(text, field)
        case Moment():
            return lambda text: _of_fault(text, moment_fault(text))
        case Choice(values):
            return _choice_parser(values, field)
        case Ref() | Term():
            return lambda text: text if text.isascii() else latin_only(text)
        case Country():
            return lambda text: text if text in COUNTRIES else _wrong_country(text)
        case Region():
            return lambda text: text if country_of_region(text) else _wrong_region(text)
        case LanguageTag():
            return lambda text: (
                text if text in LANGUAGES or is_language_tag(text) else _wrong_language(text)
            )
        case Url():
            return _url
        case Identifier(scheme):
            return lambda text: _identifier(scheme, text)
        case Whole():
            return lambda text: int(text) if _WHOLE.fullmatch(text) else _wrong_number(text)
        case Decimal(low, high):
            return _decimal_parser(low, high, field, hint)
        case Flag():
            return _flag_parser(field)
        case FileName():
            return lambda text: (
                text if _FILE_NAME.fullmatch(text) else _Wrong("wrong-file-name", {"value": text})
            )
        case AddressPath():
            return _address
    return None


def _of_fault(text: str, fault: tuple[str, dict[str, object]] | None) -> str | _Wrong:
    return text if fault is None else _Wrong(*fault)


def _full_date(text: str, field: str) -> str | _Wrong:
    fault = partial_date_fault(text)
    if fault is None and len(text) < len("2023-10-13"):
        return _Wrong("full-date-needed", {"value": text, "field": field})
    return _of_fault(text, fault)


def _choice_parser(values: tuple[str, ...], field: str) -> Parser:
    allowed = frozenset(values)

    def parse(text: str) -> str | _Wrong:
        if text in allowed:
            return text
        latin = latin_only(text)
        if type(latin) is _Wrong and to_latin(text) in allowed:
            return latin
        found = {"value": text, "field": field, "choices": ", ".join(values)}
        return _Wrong("wrong-choice", found | {"suggestion": near(text, values)})

    return parse


def latin_only(text: str) -> str | _Wrong:
    letter = look_alike(text)
    if not letter:
        return text
    return _Wrong(
        "look-alike-letter", {"value": text, "letter": letter, "suggestion": to_latin(text)}
    )


def _wrong_country(text: str) -> _Wrong:
    latin = latin_only(text)
    if type(latin) is _Wrong and to_latin(text) in COUNTRIES:
        return latin
    upper = text.upper()
    suggestion = _COMMON_COUNTRIES.get(upper) or (upper if upper in COUNTRIES else "")
    return _Wrong("unknown-country", {"value": text, "suggestion": suggestion})


def _wrong_region(text: str) -> _Wrong:
    latin = latin_only(text)
    if type(latin) is _Wrong and country_of_region(to_latin(text)):
        return latin
    guess = text.upper().replace("_", "-").replace(" ", "-")
    return _Wrong(
        "unknown-region", {"value": text, "suggestion": guess if country_of_region(guess) else ""}
    )


def _wrong_language(text: str) -> _Wrong:
    return _Wrong("unknown-language", {"value": text, "suggestion": probable_language(text)})


def _url(text: str) -> str | _Wrong:
    if _URL.fullmatch(text) or _LOCAL_URL.fullmatch(text):
        return text
    suggestion = f"https://{text}" if _BARE_HOST.fullmatch(text) else ""
    return _Wrong("wrong-url", {"value": text, "suggestion": suggestion})


_FORM_EXAMPLES = {"edrpou": "00012925", "ror": "https://ror.org/056d84691", "wikidata": "Q1149286"}


def _identifier(scheme: str, text: str) -> str | _Wrong:
    if not has_form(scheme, text):
        found = {"value": text, "scheme": scheme, "example": _FORM_EXAMPLES[scheme]}
        return _Wrong("wrong-identifier", found | {"suggestion": probable(scheme, text)})
    if not check_digits_fit(scheme, text):
        return _Wrong("wrong-check-digit", {"value": text, "scheme": scheme})
    return text


def _wrong_number(text: str) -> _Wrong:
    suggestion = ""
    if _LOOSE_NUMBER.fullmatch(text):
        suggestion = re.sub(r"[^0-9.,-]", "", text).replace(",", ".")
    return _Wrong("wrong-number", {"value": text, "suggestion": suggestion})


def _decimal_parser(low: float, high: float, field: str, hint: Any) -> Parser:
    # A cached record must decode to what was read: 49 stays a whole number only where the
    # declared type has room for one.
    keeps_whole = int in getattr(hint, "__args__", ())

    def parse(text: str) -> float | int | _Wrong:
        if not _DECIMAL.fullmatch(text):
            return _wrong_number(text)
        value = int(text) if keeps_whole and "." not in text else float(text)
        if not low <= value <= high:
            found = {"value": text, "field": field, "low": f"{low:g}", "high": f"{high:g}"}
            return _Wrong("out-of-range", found)
        return value

    return parse


def _flag_parser(field: str) -> Parser:
    flags = {"true": True, "false": False}

    def parse(text: str) -> bool | _Wrong:
        value = flags.get(text)
        if value is None:
            lower = text.lower()
            suggestion = lower if lower in flags else _TRUE_WORDS.get(lower, "")
            found = {"value": text, "field": field, "choices": "true, false"}
            return _Wrong("wrong-choice", found | {"suggestion": suggestion})
        return value

    return parse


# What fits into the name of a folder, and of all folders together, on every file system.
_LONGEST_PART, _LONGEST_ADDRESS = 200, 500


def _address(text: str) -> str | _Wrong:
    parts = text.split("/")
    is_usable = len(text) <= _LONGEST_ADDRESS and all(
        len(part) <= _LONGEST_PART and not part.endswith(".") for part in parts
    )
    if is_usable and _ADDRESS.fullmatch(text):
        return text
    guess = "/" + text.strip("/") + "/"
    suggestion = guess if _ADDRESS.fullmatch(guess) and "/" in text.strip("/") else ""
    return _Wrong("wrong-address", {"value": text, "suggestion": suggestion})


def near(text: str, values: Iterable[str]) -> str:
    """The nearest of the allowed values, or "" where none is near."""
    return next(iter(similar(text, values, 1)), "")


def look_alike_problem(node: Scalar, letter: str, latin: str) -> Problem:
    """The problem of a name that is Latin but for one letter."""
    return problem(
        node.file,
        node.place,
        "look-alike-letter",
        value=node.text,
        letter=letter,
        suggestion=latin,
    )


def language_fault(key: Scalar) -> Problem | None:
    """The problem of a key that is no language tag."""
    if key.text in LANGUAGES or is_language_tag(key.text):
        return None
    wrong = _wrong_language(key.text)
    return problem(key.file, key.place, wrong.code, **wrong.values)


def plain(node: Node) -> Any:
    """A node without declared kind as dict, list and str; true, false and numbers by YAML 1.2."""
    if type(node) is Mapping:
        return {name: plain(item) for name, (_key, item) in node.entries.items()}
    if type(node) is Sequence:
        return [plain(item) for item in node.items]
    text = node.text
    if node.quoted:
        return text
    if text in NULLS:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _DECIMAL.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
