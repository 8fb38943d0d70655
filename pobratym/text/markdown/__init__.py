"""Markdown as editors write it, as safe and valid HTML.

Python-Markdown reads it (tables, fenced code, sane lists, `[text]{lang=en}`, references such as
`[text](partnership:ID)`), nh3 removes whatever could run, and one pass gives headings their level
and id, links their address and mark, prose its typography.

>>> render("**Так** - [Охматдит](https://example.org)", "uk", resolve=lambda kind, id: None)
'<p><strong>Так</strong>\\xa0— <a href="https://example.org" class="external" \
rel="external noopener">Охматдит</a></p>'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from pobratym.text.characters import NOT_IN_HTML
from pobratym.text.markdown.finish import Finisher, Image, Options, Reference, Resolve
from pobratym.text.markdown.links import Link, images, links
from pobratym.text.markdown.shortcut import is_plain, paragraphs, to_html
from pobratym.text.typography import normalise, typographic

__all__ = ["Image", "Link", "Reference", "Resolve", "images", "links", "plain", "render"]

# Python-Markdown uses two of these characters itself.
_NOT_IN_HTML = re.compile(f"[{NOT_IN_HTML}]")


def render(
    text: str,
    lang: str,
    resolve: Resolve,
    *,
    heading_level: int = 2,
    inline: bool = False,
    typography: bool = True,
    image: Image | None = None,
    external_note: str = "",
    own_origin: str = "",
    base_path: str = "/",
    table_label: str = "",
    reserved_ids: Iterable[str] = (),
) -> str:
    """Valid, safe HTML5 of a Markdown text in one language.

    `resolve(type, id)` gives `(url, title, lang or None)` of an item, or None; the link of an
    unknown item becomes plain text. A link without text takes the title. `image(src)` gives
    `(url, width, height)` or None; an image without a file becomes its text alternative.

    The first heading has `heading_level`, no level is skipped after it; ids of headings follow
    Cabinet resolution 55 and stay clear of `reserved_ids`. `inline` gives phrasing content only
    (for titles and notes). Links to other sites get `class="external"`, `rel` and the visually
    hidden `external_note`; `own_origin` (scheme and host) is no other site. Root-relative
    addresses get `base_path`. Tables stand in a focusable `div.table-scroll` named `table_label`.
    """
    source = _source(text)
    if not source:
        return ""
    if is_plain(source):
        return _paragraphs(source, lang if typography else None, inline)
    options = Options(
        lang=lang,
        resolve=resolve,
        image=image,
        heading_level=heading_level,
        typography=typography,
        external_note=external_note,
        own_origin=own_origin,
        base_path=base_path.rstrip("/"),
        table_label=table_label,
    )
    finished = Finisher(options, reserved_ids).finish(to_html(source, inline=inline))
    if inline:
        return finished.replace("</p>\n<p>", " ").removeprefix("<p>").removesuffix("</p>")
    return finished


def _paragraphs(source: str, lang: str | None, inline: bool) -> str:
    """Paragraphs without any markup: what the long way gives, without going it."""
    blocks = [block.replace("\n", " ") for block in paragraphs(source)]
    if lang is not None:
        blocks = [typographic(block, lang) for block in blocks]
    return " ".join(blocks) if inline else "\n".join(f"<p>{block}</p>" for block in blocks)


# A grave accent between two Ukrainian letters is an apostrophe, unless it stands in code.
_GRAVE_ACCENT = re.compile(
    r"(?P<code>^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\2|\Z)|(``+).+?\3)"
    "|(?<=[\u0400-\u0481\u048a-\u052f])`(?=[\u0400-\u0481\u048a-\u052f])",
    re.MULTILINE | re.DOTALL,
)


def _source(text: str) -> str:
    """The text in the form that all steps expect: NFC, LF, only characters that HTML has."""
    source = _NOT_IN_HTML.sub("", normalise(text)).strip("\n")
    if "`" in source:
        source = _GRAVE_ACCENT.sub(lambda match: match["code"] or "’", source)
    return source if source.strip() else ""


_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*>')
_BETWEEN_WORDS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "table"}
) | frozenset({"thead", "tbody", "tr", "th", "td", "div", "br"})


def plain(text: str, resolve: Resolve | None = None) -> str:
    """The words of a Markdown text on one line, for descriptions and search.

    Images and markup are left out; a link without text takes its item's title when `resolve` is
    given. Typography is not applied.
    """
    source = _source(text)
    if not source or is_plain(source):
        return " ".join(source.split())
    options = Options(lang="", resolve=resolve or _nothing, image=_left_out, typography=False)
    finished = Finisher(options).finish(to_html(source))
    words = _TAG.sub(lambda tag: " " if tag[2] in _BETWEEN_WORDS else "", finished)
    return " ".join(html.unescape(words).split())


def _left_out(src: str) -> tuple[str, int, int]:
    """Any image: as a tag it disappears with the other tags, its alternative with it."""
    return src, 0, 0


def _nothing(kind: str, identifier: str) -> None:
    """Resolves no reference."""
