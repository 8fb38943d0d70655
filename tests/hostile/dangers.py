"""What in a published file could run, load from elsewhere, or take over the page."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from pobratym.outputs.server_files import CONTENT_POLICY

# Attributes that hold an address (HTML Living Standard, "Attributes"; SVG's href).
_ADDRESSES = frozenset(
    (
        *("href", "src", "action", "formaction", "poster", "data", "cite", "background"),
        *("longdesc", "manifest", "ping", "srcset", "xlink:href"),
        "{http://www.w3.org/1999/xlink}href",
    )
)
_LOADING = frozenset(("src", "srcset", "poster", "data", "background", "manifest"))
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_NEVER = frozenset(
    (
        *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "portal"),
        *("math", "foreignobject", "xmp", "plaintext", "noembed", "dialog", "marquee"),
        *("animate", "set", "handler"),
    )
)
# All that an editor's text can become.
_IN_PROSE = frozenset(
    (
        *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
        *("table", "thead", "tbody", "tr", "th", "td", "div", "a", "abbr", "b", "cite", "code"),
        *("del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span"),
        *("strong", "sub", "sup", "u", "var", "img", "wbr"),
    )
)
_LOADING_LINKS = frozenset(("stylesheet", "preload", "modulepreload", "icon", "mask-icon"))
# What browsers drop from an address before they read its scheme (URL Standard, 4.4).
_DROPPED = re.compile(r"[\x00-\x20]")


def dangers(text: str, origin: str) -> list[str]:
    """Everything in a page that our pages must not have; `origin` is the site's own."""
    return list(_in_page(html.document_fromstring(text.encode()), origin))


def _in_page(page: Any, origin: str) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield f"a comment: {etree.tostring(element)[:80]!r}"
            continue
        tag = element.tag.lower().rpartition("}")[2]
        if tag in _NEVER:
            yield f"<{tag}>"
        if tag == "script":
            yield from _in_script(element)
        for name, value in element.attrib.items():
            yield from _in_attribute(tag, name.lower(), value, element, origin)
    for element in page.xpath("//*[contains(concat(' ', @class, ' '), ' prose ')]//*"):
        if element.tag not in _IN_PROSE:
            yield f"<{element.tag}> in a text"
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    yield from (f"the id {one} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    if policies != [CONTENT_POLICY]:
        yield f"policies {policies}"


def _in_script(element: Any) -> Iterator[str]:
    if element.get("type") == "application/ld+json":
        try:
            json.loads(element.text or "")
        except ValueError:
            yield "linked data that is no JSON"
        if "<" in (element.text or ""):
            yield "linked data that could close its element"
    elif (element.text or "").strip():
        yield f"an inline script: {element.text[:80]!r}"
    elif not element.get("src") or not element.get("integrity"):
        yield "a script without source or integrity"


def _in_attribute(tag: str, name: str, value: str, element: Any, origin: str) -> Iterator[str]:
    if name.startswith("on") or name in ("style", "srcdoc", "is"):
        yield f"<{tag} {name}={value[:80]!r}>"
    if name == "http-equiv" and value.lower() not in ("content-security-policy", "refresh"):
        yield f"<meta http-equiv={value}>"
    if tag == "meta" and element.get("http-equiv", "").lower() == "refresh" and name == "content":
        target = value.lower().partition("url=")[2]
        if _DROPPED.sub("", target).startswith(("//", "http:", "https:", "javascript:", "data:")):
            yield f"a refresh to {target}"
    if name not in _ADDRESSES:
        return
    address = _DROPPED.sub("", value)
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
    if scheme and scheme[0][:-1].lower() not in _SCHEMES:
        yield f"<{tag} {name}={value[:80]!r}>"
    is_loaded = name in _LOADING or (
        tag == "link" and not _LOADING_LINKS.isdisjoint((element.get("rel") or "").split())
    )
    outside = address.replace("\\", "/").startswith("//") or scheme
    if outside and (is_loaded or tag in ("use", "image", "form")):
        yield f"something loaded from elsewhere: <{tag} {name}={value[:80]!r}>"
    if tag == "a" and outside and urlsplit(address).netloc and not address.startswith(origin):
        if not element.get("rel") and scheme:
            yield f"a link to elsewhere without rel: {value[:80]!r}"
        if not scheme:
            yield f"a link that looks like one of the site: {value[:80]!r}"
