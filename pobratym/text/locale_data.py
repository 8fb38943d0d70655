"""What CLDR knows about a language, taken from Babel as plain values.

Babel and its data take some 70 ms to load, so formats work on this small value, which can be kept
in a cache (msgspec, marshal or JSON) and needs no Babel when it comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from babel.core import Locale

# What the house sets where CLDR's choice is not ours. `day`, `month`, `year` are CLDR patterns.
#  - English is British: the day comes first, and so the data is that of en-GB.
#  - Ukrainian: «жовтень 2023» without «р.», «2023 р.» with it; U+00A0 where CLDR has U+202F and
#    between day and month (a number does not part from its unit); «рр.» for several years.
_TERRITORY = {"en": "en_GB"}
_HOUSE_PATTERNS = {
    "uk": {
        "day": "d\u00a0MMMM y\u00a0'р'.",
        "month": "LLLL y",
        "year": "y\u00a0'р'.",
        "years": "y\u00a0'рр'.",
    }
}
_FALLBACK = "en_GB"


class LocaleData(msgspec.Struct, frozen=True):
    """The part of CLDR that the site needs, for one language."""

    lang: str
    direction: str
    months: tuple[str, ...]
    """Names as they stand in a date (genitive in Ukrainian: «жовтня»)."""
    months_alone: tuple[str, ...]
    """Names that stand alone (nominative: «жовтень»)."""
    weekdays: tuple[str, ...]
    """Monday first."""
    era: str
    patterns: dict[str, str]
    """CLDR patterns: day, month, year, years, time; "{0}"-forms: date_time, interval, percent."""
    decimal: str
    group: str
    minus: str
    grouping: tuple[int, int]
    """Digits of the lowest group and of the higher ones."""
    lists: dict[str, dict[str, str]]
    """Style (standard, or) → part (2, start, middle, end) → pattern with {0} and {1}."""
    plurals: dict[str, str]
    territories: dict[str, str]
    languages: dict[str, str]


def load_locale_data(lang: str) -> LocaleData:
    """CLDR's data for a BCP 47 tag; an unknown tag takes its language's, else English data."""
    from babel.core import Locale

    locale = _babel_locale(lang)
    own = _HOUSE_PATTERNS.get(locale.language, {})
    skeletons = locale.datetime_skeletons
    year = skeletons["y"].pattern if "y" in skeletons else "y"
    patterns = {
        "day": locale.date_formats["long"].pattern,
        "month": skeletons["yMMMM"].pattern if "yMMMM" in skeletons else "LLLL y",
        "year": year,
        "years": year,
        "time": locale.time_formats["short"].pattern,
        "date_time": str(locale.datetime_formats["medium"]),
        "interval": locale.interval_formats.get(None) or "{0} – {1}",
        "percent": locale.percent_formats[None].pattern,
    } | own
    symbols = locale.number_symbols["latn"]
    low, high = locale.decimal_formats[None].grouping
    return LocaleData(
        lang=lang,
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
        months=_in_order(locale.months["format"]["wide"]),
        months_alone=_in_order(locale.months["stand-alone"]["wide"]),
        weekdays=_in_order(locale.days["stand-alone"]["wide"]),
        era=locale.eras["abbreviated"][1],
        patterns={
            name: pattern.replace("\u202f", "\u00a0").replace("\u2009", " ")
            for name, pattern in patterns.items()
        },
        decimal=symbols["decimal"],
        group=symbols["group"],
        minus=symbols["minusSign"],
        grouping=(low, high),
        lists={
            style: dict(locale.list_patterns[style])
            for style in ("standard", "or")
            if style in locale.list_patterns
        },
        plurals=dict(locale.plural_form.rules),
        territories=dict(locale.territories),
        languages={**Locale.parse("en").languages, **locale.languages},
    )


def _babel_locale(lang: str) -> Locale:
    from babel.core import Locale, UnknownLocaleError

    tag = lang.replace("-", "_")
    for candidate in (_TERRITORY.get(tag), tag, tag.partition("_")[0]):
        try:
            if candidate:
                return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_FALLBACK)


def _in_order(names: dict[int, str]) -> tuple[str, ...]:
    return tuple(names[key] for key in sorted(names))
