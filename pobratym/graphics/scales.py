"""Scales of charts: days on a line, round numbers up a side."""

from __future__ import annotations

import calendar
import math
from datetime import date

from msgspec import Struct


def days_of(partial: str) -> tuple[date, date]:
    """First and last day of "2023", "2023-10" or "2023-10-13"; ValueError for anything else."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, 1), date(*parts, calendar.monthrange(*parts)[1])
    return date(*parts), date(*parts)


class TimeScale(Struct, frozen=True):
    """A line of days from `first` to `last`."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies on the line: 0 at its start, 1 at its end."""
        return (day - self.first).days / max((self.last - self.first).days, 1)

    def years(self) -> list[tuple[str, float]]:
        """Names of years and where each begins; the first year counts if it has room for a name."""
        starts = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1)]
        marks = [(str(day.year), max(self.share(day), 0.0)) for day in starts]
        marks = marks[:: math.ceil(len(marks) / 6)]
        if len(marks) > 1 and marks[1][1] < 0.1:
            del marks[0]
        return marks


def time_scale(partial_dates: list[str]) -> TimeScale:
    """Whole quarters from the first to the last of the dates."""
    spans = [days_of(partial) for partial in partial_dates]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    first = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    month = (last.month + 2) // 3 * 3
    return TimeScale(first, date(last.year, month, calendar.monthrange(last.year, month)[1]))


def round_steps(largest: float, most: int = 5) -> list[int]:
    """0 and a few round whole numbers above it, the last not below the largest value."""
    step = 1
    for power in range(12):
        for factor in (1, 2, 5):
            step = factor * 10**power
            if largest <= step * most:
                count = max(math.ceil(largest / step), 1)
                return [step * place for place in range(count + 1)]
    raise ValueError(f"{largest} is too large for a chart")
