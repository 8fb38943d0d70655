"""Elements of HTML and SVG as escaped text that is well-formed XML too."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

_WITHOUT_CONTENT = frozenset({"circle", "col", "line", "path", "rect", "use"})


def element(
    name: str, /, *content: str | Markup, **attributes: str | float | bool | None
) -> Markup:
    """One element; text content and attribute values are escaped unless they are Markup.

    Attribute names lose a trailing underscore and get hyphens for the others (`class_`,
    `aria_label`). `None`, `False` and the empty string leave the attribute out (only `aria_label`
    and the like could be empty, and an empty name is no name); `True` gives `name=""`.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False or value == "":
            continue
        spelled = key.rstrip("_").replace("_", "-")
        shown = "" if value is True else escape(value)
        parts.append(f' {_CAMEL.get(spelled, spelled)}="{shown}"')
    if name in _WITHOUT_CONTENT:
        parts.append("/>")
    else:
        parts.append(">")
        parts.extend(escape(piece) for piece in content)
        parts.append(f"</{name}>")
    return Markup("".join(parts))


_CAMEL = {
    "patternunits": "patternUnits",
    "preserveaspectratio": "preserveAspectRatio",
    "viewbox": "viewBox",
}


def join(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after the other, a line each, so that two versions of a page compare well."""
    return Markup("\n").join(pieces)


def link(content: Markup | str, url: str, /, **attributes: str | float | bool | None) -> Markup:
    """A link if there is an address, else the same content in a `span`."""
    if url:
        return element("a", content, href=url, **attributes)
    return element("span", content, **attributes)


def spoken(text: str) -> Markup:
    """Text for screen readers only, or for layouts that have room for it (see graphic.css)."""
    return element("span", text, class_="graphic__spoken")


def number(value: float, digits: int = 1) -> str:
    """A coordinate as short as it can be: `12`, `0.5`, never `-0` or `12.0`."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(part: float) -> str:
    """A share of one as a CSS and SVG percentage with two decimals at most."""
    return f"{number(part * 100, 2)}%"
