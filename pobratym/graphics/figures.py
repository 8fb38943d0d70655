"""What all graphics share: the figure around them, the quantities in them, the table beside."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from pobratym.graphics.elements import element, join


class Quantity(Struct, frozen=True, kw_only=True):
    """One counted thing, finished for one language.

    `value` only decides lengths, areas and levels; readers see `text` ("12", "more than 50") and
    hear `spoken` ("12 partnerships"). `series` is the index of the kind it belongs to, for
    graphics that have kinds. `is_approximate` marks values that are not an exact count.
    """

    id: str
    label: str
    value: float
    text: str
    spoken: str
    url: str = ""
    note: str = ""
    series: int = 0
    is_approximate: bool = False


class Frame(Struct, frozen=True, kw_only=True):
    """The words around a graphic.

    `id` is unique on the page. `title` says what is shown, `summary` what there is to see in it,
    `note` where it comes from. `heading` is the level (2 to 6) that makes the title a heading; 0
    leaves it plain. `table_label` names the switch that opens the table; `table_open` shows the
    table from the start, beside the picture where there is room.
    """

    id: str
    title: str
    summary: str = ""
    note: str | Markup = ""
    heading: int = 0
    table_label: str = ""
    table_open: bool = False


class Cell(Struct, frozen=True):
    """A table cell: text, and if known its address, machine-readable date and language."""

    text: str = ""
    url: str = ""
    date: str = ""
    lang: str = ""


class Column(Struct, frozen=True):
    """A table column: its heading, and whether figures stand in it."""

    label: str
    is_number: bool = False


def figure(kind: str, frame: Frame, picture: Markup, table: Markup | None = None) -> Markup:
    """A `<figure>`: caption first, then the picture, then the same numbers as a table."""
    title_tag = f"h{frame.heading}" if frame.heading else "p"
    caption = [
        element(title_tag, frame.title, class_="graphic__title", id=f"{frame.id}-title"),
    ]
    if frame.summary:
        caption.append(element("p", frame.summary, class_="graphic__summary"))
    parts = [element("div", picture, class_="graphic__picture")]
    if table is not None:
        parts.append(
            element(
                "details",
                element("summary", frame.table_label),
                table,
                class_="graphic__data",
                open=frame.table_open,
            )
        )
    beside = "graphic__parts graphic__parts--beside" if frame.table_open else "graphic__parts"
    pieces = [
        element("figcaption", *caption, class_="graphic__caption"),
        element("div", join(parts), class_=beside),
    ]
    if frame.note:
        pieces.append(element("p", frame.note, class_="graphic__note"))
    return element("figure", join(pieces), class_=f"graphic {kind}", id=frame.id)


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, kind: str = ""
) -> Markup:
    """A real table; the first cell of each row is its header, the caption names it."""
    head = [
        element(
            "th",
            column.label,
            scope="col",
            class_="graphic__number" if column.is_number else None,
        )
        for column in columns
    ]
    body = []
    for row in rows:
        cells = []
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            cells.append(
                element(
                    "td" if place else "th",
                    _content(cell),
                    scope=None if place else "row",
                    class_="graphic__number" if column.is_number else None,
                )
            )
        body.append(element("tr", *cells))
    return element(
        "table",
        element("caption", caption, class_="graphic__spoken"),
        element("thead", element("tr", *head)),
        element("tbody", join(body)),
        class_=f"graphic__table {kind}".strip(),
    )


def _content(cell: Cell) -> Markup | str:
    shown: Markup | str = cell.text
    if cell.date:
        shown = element("time", shown, datetime=cell.date)
    if cell.url:
        return element("a", shown, href=cell.url, lang=cell.lang)
    if cell.lang:
        return element("span", shown, lang=cell.lang)
    return shown


def quantity_table(frame: Frame, columns: tuple[str, str], rows: Sequence[Quantity]) -> Markup:
    """Two columns, name and number, from the very quantities that the picture shows."""
    return table(
        frame.title,
        (Column(columns[0]), Column(columns[1], is_number=True)),
        [(Cell(row.label, row.url), Cell(row.text)) for row in rows],
    )
