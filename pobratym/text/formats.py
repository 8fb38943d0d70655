"""Dates, numbers, lists, names of countries and languages as a reader of a language writes them.

Everything comes from CLDR (through Babel, see `locale_data`), plus the few house choices that
stand there. `formats_for("uk")` gives the functions of one language; each result is remembered,
so that a repeated call costs a dictionary look-up.

>>> uk = formats_for("uk")
>>> uk.date("2023-10-13"), uk.date("2023-10"), uk.number(1234567.5)
('13\\xa0жовтня 2023\\xa0р.', 'жовтень 2023', '1\\xa0234\\xa0567,5')
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache

from pobratym.text.locale_data import LocaleData, load_locale_data
from pobratym.text.plurals import CATEGORIES, PluralRules

NBSP = "\u00a0"

PartialDate = tuple[int] | tuple[int, int] | tuple[int, int, int]

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PATTERN_FIELD = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*")
_DAY_FIRST = re.compile(r"(d+\.?)(.*?[ML]+)")
_MONTH_FIRST = re.compile(r"[ML]+")
_REMEMBERED = 1 << 14


def parse_partial_date(text: str) -> PartialDate:
    """`2023`, `2023-10` or `2023-10-13` as one, two or three numbers.

    Raises ValueError when the text has another form or names a day that does not exist.
    """
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date like 2023, 2023-10 or 2023-10-13")
    parts = tuple(int(part) for part in match.groups() if part)
    date(*parts, *(1,) * (3 - len(parts)))
    return parts


def _decimal(value: float | str | Decimal) -> Decimal:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


class Formats:
    """The formats of one language; all methods take plain values and return plain text.

    Dates are texts: `2023`, `2023-10`, `2023-10-13` (ISO 8601). Malformed dates and numbers raise
    ValueError: content is checked before it is shown.
    """

    def __init__(self, data: LocaleData) -> None:
        self.data = data
        self.lang = data.lang
        self.plural_rules = PluralRules(data.plurals)
        remember = lru_cache(maxsize=_REMEMBERED)
        self.date = remember(self.date)
        self.date_range = remember(self.date_range)
        self.date_time = remember(self.date_time)
        self.number = remember(self.number)
        self.percent = remember(self.percent)
        self.plural = remember(self.plural)

    # Dates

    def date(self, value: str) -> str:
        """A date as precise as it is: «13 жовтня 2023 р.», «жовтень 2023», «2023 р.»."""
        parts = parse_partial_date(value)
        return self._fill(self.data.patterns[("year", "month", "day")[len(parts) - 1]], parts)

    def date_range(self, start: str, end: str) -> str:
        """A range of dates: «20–29 жовтня 2023 р.», «вересень–жовтень 2023», «2022–2023 рр.».

        What both ends share is said once where the language puts the day before the month; an en
        dash stands without spaces between single words or numbers, with spaces otherwise. Ends of
        different precision and ranges of one date are allowed.
        """
        if start == end:
            return self.date(start)
        first, last = parse_partial_date(start), parse_partial_date(end)
        if len(first) == len(last) and (joined := self._joined_range(first, last)):
            return joined
        return self._spaced_range(self.date(start), self.date(end))

    def _joined_range(self, first: PartialDate, last: PartialDate) -> str | None:
        patterns = self.data.patterns
        if len(first) == 1:
            years = patterns["years"]
            return f"{first[0]}–{self._fill(years, last)}" if years.startswith("y") else None
        if first[0] != last[0]:
            return None
        if len(first) == 2:
            month = _MONTH_FIRST.match(patterns["month"])
            if month is None:
                return None
            return f"{self._fill(month[0], first)}–{self._fill(patterns['month'], last)}"
        day = _DAY_FIRST.match(patterns["day"])
        if day is None:
            return None
        end = self._fill(patterns["day"], last)
        if first[1] == last[1]:
            return f"{self._fill(day[1], first)}–{end}"
        return self._spaced_range(self._fill(day[0], first), end)

    def _spaced_range(self, first: str, last: str) -> str:
        return self.data.patterns["interval"].replace(" –", f"{NBSP}–").format(first, last)

    def date_time(self, value: str) -> str:
        """A date with a time of day, as the clock shows it at the place that the text names.

        Takes ISO 8601 (`2023-10-13T10:30+03:00`); the zone is not shown.
        """
        moment = datetime.fromisoformat(value)
        time = self._fill(self.data.patterns["time"], (), moment)
        return self.data.patterns["date_time"].format(time, self.date(f"{moment:%Y-%m-%d}"))

    def month(self, number: int) -> str:
        """The name of a month (1–12) that stands alone: «жовтень», "October"."""
        return self.data.months_alone[number - 1]

    def _fill(
        self, pattern: str, parts: PartialDate | tuple[()], time: datetime | None = None
    ) -> str:
        """A CLDR pattern filled with a date's parts, or with a time."""

        def field(match: re.Match[str]) -> str:
            if match[2] is None:
                return match[1].replace("''", "'") or "'"
            name, width = match[2], len(match[0])
            match name:
                case "y":
                    return str(parts[0])
                case "M" | "L" if width < 3:
                    return f"{parts[1]:0{width}}"
                case "M":
                    return self.data.months[parts[1] - 1]
                case "L":
                    return self.data.months_alone[parts[1] - 1]
                case "d":
                    return f"{parts[2]:0{width}}"
                case "G":
                    return self.data.era
                case "H":
                    return f"{time.hour:0{width}}"
                case "h":
                    return f"{time.hour % 12 or 12:0{width}}"
                case "m":
                    return f"{time.minute:0{width}}"
                case "a" | "B":
                    return "am" if time.hour < 12 else "pm"
            raise ValueError(f"the date pattern {pattern!r} has an unknown field {match[0]!r}")

        return _PATTERN_FIELD.sub(field, pattern)

    # Numbers

    def number(self, value: float | Decimal | str, max_fraction: int = 3) -> str:
        """A number with the language's separators: «1 234 567,5» (U+00A0), "1,234,567.5".

        Rounded half to even after `max_fraction` digits; zeros at the end of a fraction go.
        """
        rounded = _decimal(value)
        exponent = rounded.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > max_fraction:
            rounded = rounded.quantize(Decimal(1).scaleb(-max_fraction), ROUND_HALF_EVEN)
        whole, _, fraction = f"{abs(rounded):f}".partition(".")
        fraction = fraction.rstrip("0")
        text = self._grouped(whole) + (self.data.decimal + fraction if fraction else "")
        return self.data.minus + text if rounded < 0 else text

    def _grouped(self, digits: str) -> str:
        low, high = self.data.grouping
        groups, rest = [digits[-low:]], digits[:-low]
        while rest:
            groups.append(rest[-high:])
            rest = rest[:-high]
        return self.data.group.join(reversed(groups))

    def percent(self, share: float | Decimal, max_fraction: int = 0) -> str:
        """A share as a percentage: 0.25 is «25%» in Ukrainian, "25 %" in Swedish (CLDR)."""
        number = self.number(_decimal(share) * 100, max_fraction)
        return re.sub(r"[#0,.]+", lambda _: number, self.data.patterns["percent"])

    def plural(self, value: float | Decimal | str) -> str:
        """The CLDR plural category of a number as we show it: 1 one, 2 few, 5 many, 1.5 other."""
        number = _decimal(value)
        return self.plural_rules.category(int(number) if number == int(number) else f"{number:f}")

    def count(self, value: float | Decimal, forms: Mapping[str, str] | str) -> str:
        """A number with its unit, U+00A0 between: «25 меморандумів», «1,5 меморандуму».

        `forms` maps plural categories to texts, or is one text for all numbers. A category that
        is missing falls back to `other`, then to the last one given.
        """
        return f"{self.number(value)}{NBSP}{self.unit(value, forms)}"

    def unit(self, value: float | Decimal, forms: Mapping[str, str] | str) -> str:
        """The form of a unit that goes with a number, without the number."""
        if isinstance(forms, str):
            return forms
        given = forms.get(self.plural(value)) or forms.get("other")
        if given is not None:
            return given
        return next(forms[category] for category in reversed(CATEGORIES) if category in forms)

    # Lists and names

    def list(self, items: Iterable[str], style: str = "standard") -> str:
        """Items joined as CLDR says: «Литва, Латвія і Молдова»; style `or`: «Литва або Латвія»."""
        texts = list(items)
        return "".join(
            text + separator
            for text, separator in zip(
                texts, (*self.separators(len(texts), style), ""), strict=False
            )
        )

    def separators(self, count: int, style: str = "standard") -> tuple[str, ...]:
        """What stands between the items of a list of `count`: one text fewer than items."""
        if count < 2:
            return ()
        patterns = self.data.lists.get(style) or self.data.lists["standard"]
        parts = ["2"] if count == 2 else ["start", *["middle"] * (count - 3), "end"]
        return tuple(patterns[part].partition("{0}")[2].partition("{1}")[0] for part in parts)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-2 code in any case; else the code."""
        return self.data.territories.get(code.upper(), code.upper())

    def language(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag («шведська»); the tag where CLDR has none."""
        names = self.data.languages
        return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0], tag)

    @property
    def own_name(self) -> str:
        """What the language calls itself, capitalised: «Українська», "English", "Svenska"."""
        name = self.language(self.lang)
        return name[:1].upper() + name[1:]


@cache
def formats_for(lang: str) -> Formats:
    """The formats of a BCP 47 tag, made once. Loads Babel; `Formats(data)` does not."""
    return Formats(load_locale_data(lang))
