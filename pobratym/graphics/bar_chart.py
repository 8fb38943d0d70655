"""Horizontal bars: a real table whose number cells hold bars, so that the chart is its own text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pobratym.graphics.elements import element, join, link, percent
from pobratym.graphics.figures import Frame, Quantity, figure

# bar-chart.css has a look for this many kinds.
KINDS = 5


def bar_chart(
    frame: Frame,
    rows: Sequence[Quantity],
    *,
    columns: tuple[str, str],
    kinds: Sequence[str] = (),
    largest: float = 0,
) -> Markup:
    """A figure whose picture is a table: a bar for each row, from the quantity's value.

    `columns` are the headings: name, number. With `kinds` (labels, at most five) each row names
    its kind beside its bar's pattern. `largest` is the value of a full bar, to make several
    charts comparable; by default the largest of the rows.
    """
    full = max([largest, *(row.value for row in rows)]) or 1
    head = element(
        "tr",
        element("th", columns[0], scope="col"),
        element("th", columns[1], scope="col"),
    )
    body = [_row(row, row.value / full, frame.id, kinds) for row in rows]
    chart = element(
        "table",
        element("caption", frame.title, class_="graphic__spoken"),
        element("thead", head),
        element("tbody", join(body)),
        class_=f"bar-chart__table bar-chart__table--room-{_room(rows)}",
    )
    return figure("bar-chart", frame, _patterns(frame.id, rows) + chart)


def _row(row: Quantity, share: float, chart: str, kinds: Sequence[str]) -> Markup:
    label = [link(row.label, row.url, class_="bar-chart__label")]
    if kinds:
        label.append(element("span", kinds[row.series], class_="bar-chart__kind"))
    if row.note:
        label.append(element("span", row.note, class_="bar-chart__note"))
    return element(
        "tr",
        element("th", *label, scope="row"),
        element(
            "td", element("div", _bar(row, share, chart), _value(row), class_="bar-chart__track")
        ),
    )


def _room(rows: Sequence[Quantity]) -> int:
    """Letters to keep free after the longest bar for its number: 4, 8, 12 or 16."""
    longest = max((len(row.text) for row in rows), default=1)
    return min(-(-(longest + 1) // 4) * 4, 16)


def _value(row: Quantity) -> Markup:
    return element("span", row.text, class_="bar-chart__value")


def _bar(row: Quantity, share: float, chart: str) -> Markup:
    """The bar's width is an SVG attribute: nothing here needs an inline style."""
    kind = row.series % KINDS + 1
    pattern = _pattern_of(row)
    shapes = [
        element(
            "rect", width="100%", height="100%", class_=f"bar-chart__bar bar-chart__bar--{kind}"
        )
    ]
    if pattern:
        shapes.append(element("rect", width="100%", height="100%", fill=f"url(#{chart}-{pattern})"))
    return element(
        "svg",
        *shapes,
        class_="bar-chart__length",
        width=percent(max(share, 0)),
        height="100%",
        aria_hidden="true",
    )


def _pattern_of(row: Quantity) -> str:
    if row.is_approximate:
        return "approximate"
    kind = row.series % KINDS
    return f"kind-{kind + 1}" if kind else ""


_PATTERNS = {
    "approximate": (6, "M-1 1l2-2M0 6l6-6M5 7l2-2"),
    "kind-2": (6, "M-1 5l2 2M0 0l6 6M5-1l2 2"),
    "kind-3": (6, "M1 1h2v2h-2zM4 4h2v2h-2z"),
    "kind-4": (5, "M2 0v5"),
    "kind-5": (5, "M0 2h5"),
}


def _patterns(chart: str, rows: Sequence[Quantity]) -> Markup:
    """Only the patterns that the rows use; ids carry the chart's, for pages with several charts."""
    used = sorted({_pattern_of(row) for row in rows} - {""})
    if not used:
        return Markup("")
    patterns = []
    for name in used:
        size, lines = _PATTERNS[name]
        patterns.append(
            element(
                "pattern",
                element("path", d=lines, class_="bar-chart__hatching"),
                id=f"{chart}-{name}",
                width=size,
                height=size,
                patternunits="userSpaceOnUse",
            )
        )
    return element(
        "svg",
        element("defs", *patterns),
        class_="bar-chart__patterns",
        width="0",
        height="0",
        aria_hidden="true",
    )
