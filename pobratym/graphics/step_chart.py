"""A count over time as a line of steps, and what others stated as points beside it.

Nothing is smoothed or averaged: two statements about one time stand apart, joined by a broken
line, and a statement that is only dated to a month or a year is drawn over the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.elements import element, join, percent
from pobratym.graphics.figures import Cell, Column, Frame, figure, table
from pobratym.graphics.point_labels import PointText, point_labels
from pobratym.graphics.scales import TimeScale, days_of, round_steps, time_scale


class Step(Struct, frozen=True, kw_only=True):
    """From `date` on the count is `value`; a partial date counts from its last day."""

    date: str
    date_text: str
    value: float
    text: str
    note: str = ""
    url: str = ""


class Claim(Struct, frozen=True, kw_only=True):
    """A stated value: `source` is who stated it, `url` leads to where it can be checked."""

    date: str
    date_text: str
    value: float
    text: str
    spoken: str
    source: str
    url: str = ""
    note: str = ""
    lang: str = ""


class StepWords(Struct, frozen=True, kw_only=True):
    """Names for the legend and for the columns of the table."""

    line: str
    claims: str
    date: str
    source: str
    span: str = ""


# A statement spread over more days than this is drawn as a line, not as a point only.
_LONG = 45


def step_chart(
    frame: Frame,
    steps: Sequence[Step],
    claims: Sequence[Claim],
    words: StepWords,
    *,
    until: str,
    format_number: Callable[[int], str] = str,
) -> Markup:
    """A figure with the steps as a line until the partial date `until`, and the claims as points.

    `format_number` writes the numbers of the scale. Every claim with an address is a link. The
    table has all steps and claims by date.
    """
    steps = sorted(steps, key=lambda step: days_of(step.date)[1])
    claims = sorted(claims, key=lambda claim: (days_of(claim.date), claim.value, claim.source))
    scale = time_scale([until, *(step.date for step in steps), *(claim.date for claim in claims)])
    ticks = round_steps(max([0.0, *(step.value for step in steps), *(c.value for c in claims)]))
    top = float(ticks[-1])
    spots = [(_middle(claim, scale), 1 - claim.value / top) for claim in claims]
    end = scale.share(days_of(until)[1])
    plot = element(
        "svg",
        _grid(scale, ticks, top, format_number),
        _line(steps, scale, top, end),
        _disagreements(claims, spots),
        *(_claim(claim, spot, scale) for claim, spot in zip(claims, spots, strict=True)),
        point_labels(_texts(steps, claims, spots, top, end)),
        class_="step-chart__plot",
        role="group",
        aria_labelledby=f"{frame.id}-title",
    )
    picture = join([_legend(words, claims), element("div", plot, class_="step-chart__room")])
    return figure("step-chart", frame, picture, _table(frame, steps, claims, words))


def _middle(claim: Claim, scale: TimeScale) -> float:
    first, last = days_of(claim.date)
    return (scale.share(first) + scale.share(last)) / 2


def _grid(
    scale: TimeScale, ticks: Sequence[int], top: float, format_number: Callable[[int], str]
) -> Markup:
    lines = []
    for tick in ticks:
        y = percent(1 - tick / top)
        base = None if tick else "step-chart__base"
        lines.append(element("line", x1="0%", x2="100%", y1=y, y2=y, class_=base))
        lines.append(
            element(
                "text", format_number(tick), x="0%", y=y, dx="-.5em", dy=".35em", text_anchor="end"
            )
        )
    for name, start in scale.years():
        x = percent(start)
        lines.append(element("line", x1=x, x2=x, y1="100%", y2="102%"))
        lines.append(element("text", name, x=x, y="100%", dy="1.6em"))
    return element("g", *lines, class_="step-chart__grid", aria_hidden="true")


def _line(steps: Sequence[Step], scale: TimeScale, top: float, end: float) -> Markup:
    """The line has no text: a stretched drawing of a thousand by a thousand units."""
    path = "M0 1000"
    for step in steps:
        x, y = scale.share(days_of(step.date)[1]) * 1000, (1 - step.value / top) * 1000
        path += f"H{x:.0f}V{y:.0f}"
    path += f"H{end * 1000:.0f}"
    return element(
        "svg",
        element("path", d=f"{path}V1000z", class_="step-chart__area"),
        element("path", d=path, class_="step-chart__line"),
        viewbox="0 0 1000 1000",
        preserveaspectratio="none",
        aria_hidden="true",
        class_="step-chart__stretch",
    )


def _disagreements(claims: Sequence[Claim], spots: Sequence[tuple[float, float]]) -> Markup:
    """A broken line between different values for one time, a month at most."""
    lines = [
        element("line", x1=percent(x1), y1=percent(y1), x2=percent(x2), y2=percent(y2))
        for (x1, y1), (x2, y2) in _apart(claims, spots)
    ]
    return element("g", *lines, class_="step-chart__disagreement", aria_hidden="true")


def _apart(
    claims: Sequence[Claim], spots: Sequence[tuple[float, float]]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Pairs of points that disagree."""
    return [
        (spot, other_spot)
        for place, (one, spot) in enumerate(zip(claims, spots, strict=True))
        for other, other_spot in zip(claims[place + 1 :], spots[place + 1 :], strict=True)
        if one.value != other.value and _same_time(one.date, other.date)
    ]


def _same_time(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(shorter) >= len("2023-10")


def _claim(claim: Claim, spot: tuple[float, float], scale: TimeScale) -> Markup:
    x, y = percent(spot[0]), percent(spot[1])
    name = f"{claim.date_text}: {claim.spoken}. {claim.source}"
    first, last = days_of(claim.date)
    shapes = [element("title", name)]
    if (last - first).days > _LONG:
        shapes.append(
            element(
                "line",
                x1=percent(scale.share(first)),
                x2=percent(scale.share(last)),
                y1=y,
                y2=y,
                class_="step-chart__span",
            )
        )
    shapes.append(element("circle", cx=x, cy=y, r="12", class_="step-chart__target"))
    shapes.append(element("circle", cx=x, cy=y, r="5", class_="step-chart__point"))
    if claim.url:
        return element("a", *shapes, href=claim.url, aria_label=name, class_="step-chart__claim")
    return element("g", *shapes, role="img", aria_label=name, class_="step-chart__claim")


def _texts(
    steps: Sequence[Step],
    claims: Sequence[Claim],
    spots: Sequence[tuple[float, float]],
    top: float,
    end: float,
) -> list[PointText]:
    """What stands beside the points; those that disagree come first and say who stated them."""
    apart = {spot for pair in _apart(claims, spots) for spot in pair}
    disputed, plain = [], []
    for claim, spot in zip(claims, spots, strict=True):
        if spot in apart:
            said = f"{claim.source}: {claim.text}"
            disputed.append(PointText(spot, (said, claim.text), "step-chart__value", "lr"))
        else:
            plain.append(PointText(spot, (claim.text,), "step-chart__value", "tlrb"))
    if steps:
        last = end, 1 - steps[-1].value / top
        kind = "step-chart__value step-chart__value--line"
        plain.append(PointText(last, (steps[-1].text,), kind, "tlrb"))
    return disputed + plain


def _legend(words: StepWords, claims: Sequence[Claim]) -> Markup:
    def key(kind: str, label: str, *shapes: Markup) -> Markup:
        swatch = element(
            "svg", *shapes, viewbox="0 0 24 12", class_="graphic__swatch", aria_hidden="true"
        )
        return element("li", swatch, label, class_=f"graphic__key step-chart__key--{kind}")

    point = element("circle", cx="12", cy="6", r="4", class_="step-chart__point")
    keys = [key("line", words.line, element("path", d="M1 10h11V3h11", class_="step-chart__line"))]
    keys.append(key("claim", words.claims, point))
    if words.span and any(_is_long(claim) for claim in claims):
        line = element("line", x1="1", x2="23", y1="6", y2="6", class_="step-chart__span")
        keys.append(key("span", words.span, line, point))
    return element("ul", *keys, class_="graphic__legend")


def _is_long(claim: Claim) -> bool:
    first, last = days_of(claim.date)
    return (last - first).days > _LONG


def _table(
    frame: Frame, steps: Sequence[Step], claims: Sequence[Claim], words: StepWords
) -> Markup:
    rows = [
        (days_of(step.date), 0, [_when(step), Cell(step.text), Cell(), Cell(step.note, step.url)])
        for step in steps
    ]
    for claim in claims:
        said = f"{claim.source}. {claim.note}" if claim.note else claim.source
        source = Cell(said, claim.url, lang=claim.lang)
        rows.append((days_of(claim.date), 1, [_when(claim), Cell(), Cell(claim.text), source]))
    rows.sort(key=lambda row: row[:2])
    columns = (
        Column(words.date),
        Column(words.line, is_number=True),
        Column(words.claims, is_number=True),
        Column(words.source),
    )
    return table(frame.title, columns, [cells for _, _, cells in rows])


def _when(row: Step | Claim) -> Cell:
    return Cell(row.date_text, date=row.date)
