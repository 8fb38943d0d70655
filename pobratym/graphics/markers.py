"""Small shapes that tell kinds apart without colour."""

from __future__ import annotations

from markupsafe import Markup

from pobratym.graphics.elements import element

# Drawn in a square of twelve units. Each differs from the others in outline, not in colour only.
_SHAPES = (
    "M6 1a5 5 0 1 0 0 10 5 5 0 1 0 0-10z",
    "M1.5 1.5h9v9h-9z",
    "M6 0l6 6-6 6-6-6z",
    "M6 .5l5.8 10.5H.2z",
    "M4 0h4v4h4v4H8v4H4V8H0V4h4z",
    "M.2 1h11.6L6 11.5z",
)


def marker(series: int, *, x: str | None = None, y: str | None = None) -> Markup:
    """The shape of a kind, by its place in the order of kinds; decoration, hidden from readers.

    `x` and `y` place it inside a larger drawing; without them it is a picture of its own.
    """
    place = series % len(_SHAPES)
    return element(
        "svg",
        element("path", d=_SHAPES[place]),
        class_=f"graphic__marker graphic__marker--{place + 1}",
        viewbox="0 0 12 12",
        width=".8rem",
        height=".8rem",
        x=x,
        y=y,
        aria_hidden="true",
    )
