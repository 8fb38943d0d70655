"""Partial and full dates and moments: what is wrong with them, and what was probably meant."""

import re
from calendar import monthrange
from functools import lru_cache

Fault = tuple[str, dict[str, object]]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?")
_DATE_OF_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
)
_LOOSE_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}):(\d{2})(:\d{2})? ?(Z|[+-]\d{2}:\d{2})?"
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


@lru_cache(maxsize=20_000)
def partial_date_fault(text: str) -> Fault | None:
    """What is wrong with a partial date: code and values of the problem; None where it is right."""
    match = _PARTIAL.fullmatch(text)
    if match is None or not text.isascii():
        return "wrong-date", {"value": text, "suggestion": _probable_date(text)}
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        values = {"value": text, "field": "year", "low": _FIRST_YEAR, "high": _LAST_YEAR}
        return "out-of-range", values
    if not 1 <= month <= 12:
        return "no-such-month", {"value": text, "month": match[2]}
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return "no-such-day", {"value": text, "last": last}
    return None


@lru_cache(maxsize=5_000)
def moment_fault(text: str) -> Fault | None:
    """What is wrong with a date and time with zone; None where it is right."""
    match = _MOMENT.fullmatch(text)
    if match is None or not text.isascii():
        return "wrong-time", {"value": text, "suggestion": _probable_moment(text)}
    if fault := partial_date_fault(match[1]):
        return fault
    if match[3] is None:
        return "missing-zone", {"value": text}
    return None


def is_before(first: str, second: str) -> bool:
    """Whether one partial date is surely before another: 2023 is not before 2023-10."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]


def _probable_date(text: str) -> str:
    if match := _DATE_OF_TIME.fullmatch(text):
        return match[1]
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        guess = f"{year}-{int(month):02}-{int(day):02}"
    elif match := _YEAR_FIRST.fullmatch(text):
        guess = "-".join(f"{int(part):02}" for part in match.groups() if part)
    else:
        return ""
    return guess if _PARTIAL.fullmatch(guess) and partial_date_fault(guess) is None else ""


def _probable_moment(text: str) -> str:
    match = _LOOSE_MOMENT.fullmatch(text)
    if not match or not match[5]:
        return ""
    date, hour, minute, second, zone = match.groups()
    guess = f"{date}T{int(hour):02}:{minute}{second or ''}{zone}"
    return guess if moment_fault(guess) is None else ""
