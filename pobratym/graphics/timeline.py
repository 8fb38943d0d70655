"""Events on one line: an ordered list by years, with an axis drawn above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.elements import element, join, percent
from pobratym.graphics.figures import Frame, figure
from pobratym.graphics.markers import marker
from pobratym.graphics.scales import TimeScale, days_of, time_scale

# Only what lasts, or is dated no better than, more days than this is drawn as a length.
_LONG = 45


class Moment(Struct, frozen=True, kw_only=True):
    """Something that happened: `kind` is the id of one of the timeline's kinds.

    `date` and `end` are partial dates, `date_text` both of them in words. `lang` marks a title in
    another language than the page's.
    """

    date: str
    date_text: str
    title: str
    kind: str
    end: str = ""
    url: str = ""
    text: str = ""
    lang: str = ""


class Kind(Struct, frozen=True):
    """A kind of moment: its id, the name of its lane, and the word for one such moment."""

    id: str
    lane: str
    name: str


def timeline(frame: Frame, moments: Sequence[Moment], kinds: Sequence[Kind]) -> Markup:
    """A figure: legend of kinds, an axis with a lane for each kind, then everything as a list.

    `kinds` are in the order of lanes; six can be told apart. The axis is decoration
    for eyes, hidden from screen readers: the list has every moment, in order of date. Years are
    headings one level below the frame's title if that is one.
    """
    order = {kind.id: place for place, kind in enumerate(kinds)}
    moments = sorted(moments, key=lambda moment: (days_of(moment.date), moment.title))
    names = {kind.id: kind.name for kind in kinds}
    present = {moment.kind for moment in moments}
    used = [kind for kind in kinds if kind.id in present]
    years = []
    for year, group in groupby(moments, key=lambda moment: moment.date[:4]):
        heading = element(
            f"h{frame.heading + 1}" if frame.heading else "p", year, class_="timeline__year"
        )
        items = [_item(moment, order[moment.kind], names[moment.kind]) for moment in group]
        years.append(element("li", heading, element("ol", join(items), class_="timeline__moments")))
    listed = element("ol", join(years), class_="timeline__years")
    if not moments:
        return figure("timeline", frame, listed)
    return figure("timeline", frame, join([_axis(moments, used, order), listed]))


def _item(moment: Moment, series: int, kind: str) -> Markup:
    title: Markup | str = moment.title
    if moment.url:
        title = element("a", title, href=moment.url)
    parts = [
        element("time", moment.date_text, datetime=moment.date, class_="timeline__date"),
        element("span", title, class_="timeline__title", lang=moment.lang),
        element("span", kind, class_="timeline__kind"),
    ]
    if moment.text:
        parts.append(element("span", moment.text, class_="timeline__text"))
    body = element("div", join(parts), class_="timeline__body")
    return element("li", marker(series), body, class_="timeline__moment")


def _axis(moments: Sequence[Moment], kinds: Sequence[Kind], order: dict[str, int]) -> Markup:
    """A lane a kind: its name, then a line with its marks; names wrap as HTML text does."""
    scale = time_scale([moment.end or moment.date for moment in moments] + [moments[0].date])
    lanes = []
    for kind in kinds:
        spots = [
            _spot(moment, order[kind.id], scale) for moment in moments if moment.kind == kind.id
        ]
        line = element("line", x1="0%", x2="100%", y1="50%", y2="50%", class_="timeline__line")
        ticks = [
            element(
                "line", x1=percent(x), x2=percent(x), y1="0%", y2="100%", class_="timeline__tick"
            )
            for _, x in scale.years()
        ]
        lane = element("svg", *ticks, line, *spots, class_="timeline__lane")
        names = element("span", marker(order[kind.id]), kind.lane, class_="timeline__key")
        lanes.append(element("div", names, lane, class_="timeline__row"))
    years = [
        element("text", year, x=percent(x), y="1em", class_="timeline__label")
        for year, x in scale.years()
    ]
    scale_row = element(
        "div", element("svg", *years, class_="timeline__scale"), class_="timeline__row"
    )
    return element("div", *lanes, scale_row, class_="timeline__axis", aria_hidden="true")


def _spot(moment: Moment, series: int, scale: TimeScale) -> Markup:
    first, last = days_of(moment.date)
    if moment.end:
        last = days_of(moment.end)[1]
    x1, x2 = scale.share(first), scale.share(last)
    shapes = []
    if (last - first).days > _LONG:
        shapes.append(
            element(
                "line", x1=percent(x1), x2=percent(x2), y1="50%", y2="50%", class_="timeline__span"
            )
        )
    shape = marker(series, x=percent((x1 + x2) / 2), y="50%")
    return element("g", *shapes, element("g", shape, class_="timeline__spot"))
