"""Words beside the points of a plot whose size is only known when it is read."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.crowding import Box, Label, box_around, place_label
from pobratym.graphics.elements import element, number, percent

_RADIUS = 6.0


class PointText(Struct, frozen=True):
    """A point, as shares of the plot, and its wordings from the best to the shortest.

    `sides` are where it may stand, in order: t, l, r, b.
    """

    spot: tuple[float, float]
    wordings: tuple[str, ...]
    kind: str
    sides: str


class _Layout(Struct, frozen=True):
    """A plot's least size in pixels at ordinary text size, and its text."""

    name: str
    width: float
    height: float
    text: float


# step-chart.css shows a set only where the plot is at least this large for the reader's text.
_LAYOUTS = (_Layout("wide", 520, 304, 13), _Layout("narrow", 196, 256, 13))


def point_labels(texts: Sequence[PointText]) -> Markup:
    """As many of the texts as have room, earlier ones first, in a set for each layout.

    Decoration: hidden from screen readers, who get the points' own names.
    """
    sets = []
    for layout in _LAYOUTS:
        shown: list[Markup] = []
        taken: list[Box] = []
        for text in texts:
            others = [_box(other, layout) for other in texts if other.spot != text.spot]
            for wording in text.wordings:
                label = _place(text, wording, layout, [*others, *taken])
                if label:
                    shown.append(_written(text, wording, label, layout))
                    taken.append(label.box)
                    break
        kind = f"step-chart__labels step-chart__labels--{layout.name}"
        sets.append(element("g", *shown, class_=kind))
    return element("g", *sets, aria_hidden="true")


def _box(text: PointText, layout: _Layout) -> Box:
    return box_around((text.spot[0] * layout.width, text.spot[1] * layout.height), _RADIUS)


def _place(text: PointText, wording: str, layout: _Layout, taken: Sequence[Box]) -> Label | None:
    at = text.spot[0] * layout.width, text.spot[1] * layout.height
    area = Box(0, -layout.text, layout.width + 28, layout.height)
    return place_label(
        at, _RADIUS, wording, size=layout.text, taken=taken, area=area, sides=text.sides
    )


def _written(text: PointText, wording: str, label: Label, layout: _Layout) -> Markup:
    """Placed by the share of the plot, moved by ems: true at every size of plot and text."""
    x, y = text.spot
    return element(
        "text",
        wording,
        x=percent(x),
        y=percent(y),
        dx=f"{number((label.x - x * layout.width) / layout.text, 2)}em",
        dy=f"{number((label.y - y * layout.height) / layout.text, 2)}em",
        text_anchor=None if label.anchor == "start" else label.anchor,
        class_=text.kind,
    )
