"""SVG drawings that draw and do nothing else.

A drawing with a script, an event handler, an unknown element or an address on another site is
refused; comments, editors' data and metadata are left out of those that are accepted.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from xml.etree import ElementTree

from pobratym.outputs import images

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DRAWING = frozenset(
    re.findall(
        r"\w+",
        """svg g defs symbol use title desc style switch path rect circle ellipse line polyline
    polygon text tspan textPath image clipPath mask pattern marker linearGradient radialGradient
    stop filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence view""",
    )
)
_SILENT = frozenset(("metadata",))
# An address that is not a place in the drawing itself, or a way to write one in disguise.
_LEADS_OUT = re.compile(
    r"url\(\s*[\"']?(?!#)|image-set\(|\bimage\(|\bsrc\(|@import|javascript:|expression\(|\\",
    re.IGNORECASE,
)
_RASTER = re.compile(r"data:image/(png|jpeg|gif|webp|avif);base64,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(?:px)?\s*$")


class NotADrawing(ValueError):
    """No SVG ("not-an-image"), or one that does more than draw ("unsafe-image")."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def drawing_only(data: bytes) -> bytes:
    """The drawing as UTF-8 XML with nothing but what draws.  Raises `NotADrawing`."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    try:
        return ElementTree.tostring(_cleaned(_root(data)), encoding="utf-8") + b"\n"
    except RecursionError as error:  # hundreds of groups in groups: nobody draws that
        raise NotADrawing("unsafe-image") from error


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in CSS pixels, from the attributes or the view box; None where neither
    says.  Raises `NotADrawing`."""
    root = _root(data)
    width, height = (_LENGTH.match(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else None
    except ValueError:
        return None


def _root(data: bytes) -> ElementTree.Element:
    # Entities can grow without end and read files; no drawing program needs them.
    if b"<!ENTITY" in data or b"\x00" in data:
        raise NotADrawing("unsafe-image")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotADrawing("not-an-image") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise NotADrawing("not-an-image")
    return root


def _cleaned(element: ElementTree.Element) -> ElementTree.Element:
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name not in _DRAWING:
        raise NotADrawing("unsafe-image")
    clean = ElementTree.Element(element.tag)
    for attribute, value in element.attrib.items():
        kept = _attribute(name, attribute, value)
        if kept is not None:
            clean.set(attribute, kept)
    clean.text, clean.tail = element.text, element.tail
    if name == "style" and _LEADS_OUT.search("".join(element.itertext())):
        raise NotADrawing("unsafe-image")
    for child in element:
        is_foreign = not child.tag.startswith(f"{{{_SVG}}}")
        if is_foreign and child.tag.startswith("{http://www.w3.org/1999/xhtml}"):
            raise NotADrawing("unsafe-image")
        if is_foreign or child.tag.removeprefix(f"{{{_SVG}}}") in _SILENT:
            continue
        clean.append(_cleaned(child))
    return clean


def _attribute(element: str, name: str, value: str) -> str | None:
    """The value as it may stand; None for what editors' programs added."""
    if name.startswith("{") and name not in (_XLINK_HREF, _XML_LANG, _XML_SPACE):
        return None
    if name.lower().startswith("on") or _LEADS_OUT.search(value):
        raise NotADrawing("unsafe-image")
    if name in ("href", _XLINK_HREF):
        if value.startswith("#"):
            return value
        if element == "image":
            return _raster(value)
        raise NotADrawing("unsafe-image")
    return value


def _raster(value: str) -> str:
    """A picture inside the drawing, without its metadata."""
    start = _RASTER.match(value)
    if not start:
        raise NotADrawing("unsafe-image")
    try:
        data = b64decode(value[start.end() :])
        kind = images.FORMATS["." + start[1].lower()]
        clean = images.without_metadata(data, kind)
    except (Base64Error, images.NotAnImage) as error:
        raise NotADrawing("not-an-image") from error
    return start[0] + b64encode(clean).decode()
