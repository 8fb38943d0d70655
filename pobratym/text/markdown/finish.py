"""From sanitised HTML to the HTML that is published: one pass over its tags and texts.

The input comes from nh3 (or is built in its form): well nested, attributes in double quotes, only
the tags of the parser's lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import NamedTuple

import msgspec

from pobratym.text.markdown.links import REFERENCE
from pobratym.text.slugs import slugify
from pobratym.text.typography import OPAQUE, typographic, typographic_pieces


class Reference(NamedTuple):
    """Where an item stands and what it is called; a plain tuple of the three does as well."""

    url: str
    title: str
    lang: str | None = None
    """The title's language when it is not that of the text."""


Resolve = Callable[[str, str], tuple[str, str, str | None] | None]
Image = Callable[[str], tuple[str, int, int] | None]


class Options(msgspec.Struct, frozen=True):
    """What `render` was asked for."""

    lang: str
    resolve: Resolve
    image: Image | None = None
    heading_level: int = 2
    typography: bool = True
    external_note: str = ""
    own_origin: str = ""
    base_path: str = ""
    table_label: str = ""


_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*>')
_ATTRIBUTE = re.compile(r'([^\s=>"]+)="([^"]*)"')
_DROPPED = re.compile("[\t\n\r]")
_REFERENCE_MARK = "#!"
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DIRECTIONS = ("ltr", "rtl", "auto")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(_HEADINGS) | frozenset(
    {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tr", "td", "th"}
)
_VERBATIM = frozenset(["pre", "code", "kbd", "samp", "var"])
_CELLS = frozenset(["td", "th"])
_NO_SLOT = -1


class _Run(msgspec.Struct):
    """Text of one paragraph in one language, cut by inline markup, and where its pieces stand."""

    lang: str
    pieces: list[str] = []
    slots: list[int] = []

    def add(self, piece: str, slot: int = _NO_SLOT) -> None:
        self.pieces.append(piece)
        self.slots.append(slot)


class _Open(msgspec.Struct):
    """An element whose end is still to come."""

    tag: str
    slot: int
    end: str
    has_content: bool = False
    starts_run: bool = False
    text: list[str] = []
    title: tuple[str, str | None] | None = None


class Finisher:
    """Finishes one text; a new one is made for each."""

    def __init__(self, options: Options, reserved_ids: Iterable[str] = ()) -> None:
        self._options = options
        self._ids = set(reserved_ids)
        self._out: list[str] = []
        self._runs = [_Run(options.lang)]
        self._open: list[_Open] = []
        self._levels: list[int] = []
        self._verbatim = 0

    def finish(self, html: str) -> str:
        """The published form of sanitised HTML."""
        end = 0
        for token in _TOKEN.finditer(html):
            if token.start() > end:
                self._text(html[end : token.start()])
            end = token.end()
            closing, tag, attributes = token.groups()
            if closing:
                self._close(tag)
            else:
                self._start(tag, dict(_ATTRIBUTE.findall(attributes)) if attributes else {})
        if end < len(html):
            self._text(html[end:])
        self._flush()
        return "".join(self._out).strip()

    # Text

    def _text(self, source: str) -> None:
        run = self._runs[-1]
        if not run.pieces and not self._verbatim and source.isspace():
            self._out.append(source)
            return
        text = unescape(source) if "&" in source else source
        if not text.isspace():
            for element in self._open:
                element.has_content = True
        if self._verbatim:
            self._out.append(escape(text, quote=False))
            return
        self._words(text)

    def _words(self, text: str) -> None:
        """A piece of prose, which gets its typography when the whole paragraph is there."""
        for element in self._open:
            if element.tag in _HEADINGS:
                element.text.append(text)
        self._runs[-1].add(text, len(self._out))
        self._out.append("")

    def _flush(self) -> None:
        """Ends the current run: a paragraph, or an inline part in another language."""
        run = self._runs[-1]
        if not run.pieces:
            return
        pieces = _without_line_ends(run.pieces)
        if self._options.typography:
            pieces = typographic_pieces(pieces, run.lang)
        for piece, slot in zip(pieces, run.slots, strict=True):
            if slot != _NO_SLOT:
                self._out[slot] = _escaped(piece)
        run.pieces.clear()
        run.slots.clear()

    # Elements

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _VERBATIM:
            if not self._verbatim and tag != "pre":
                self._runs[-1].add(OPAQUE)
            self._verbatim += 1
        match tag:
            case "br":
                self._runs[-1].add("\n")
                self._out.append("<br>")
            case "wbr" | "hr":
                self._out.append(f"<{tag}>")
            case "img":
                self._image(attributes)
            case "a":
                self._link(attributes)
            case "table":
                label = self._options.table_label
                name = f' aria-label="{escape(label)}"' if label else ""
                self._out.append(f'<div class="table-scroll" role="group" tabindex="0"{name}>')
                self._element(tag, attributes, end="</table></div>")
            case _:
                self._element(tag, attributes)

    def _element(
        self, tag: str, attributes: dict[str, str], end: str = "", extra: str = ""
    ) -> _Open:
        lang = attributes.get("lang", "")
        if tag not in _BLOCKS and lang and self._is_other_language(lang):
            self._runs[-1].add(OPAQUE)
            self._runs.append(_Run(lang))
            starts_run = True
        else:
            starts_run = False
        opened = _Open(tag, len(self._out), end or f"</{tag}>", starts_run=starts_run)
        self._open.append(opened)
        self._out.append(f"<{tag}{extra}{self._kept(tag, attributes)}>")
        return opened

    def _is_other_language(self, lang: str) -> bool:
        return lang != self._runs[-1].lang and _LANGUAGE_TAG.fullmatch(lang) is not None

    def _kept(self, tag: str, attributes: dict[str, str]) -> str:
        """The attributes that stay, in the form of HTML; values are escaped already."""
        kept = []
        for name, value in attributes.items():
            match name:
                case "lang" if not _LANGUAGE_TAG.fullmatch(value):
                    continue
                case "dir" if value not in _DIRECTIONS:
                    continue
                case "start" if not re.fullmatch(r"-?[0-9]{1,6}", value):
                    continue
                case "align":
                    if value in ("center", "right"):
                        side = "center" if value == "center" else "end"
                        kept.append(f' class="align-{side}"')
                    continue
                case "title":
                    value = escape(self._set(unescape(value)))
            kept.append(f' {name}="{value}"')
        return "".join(kept)

    def _set(self, text: str) -> str:
        return typographic(text, self._runs[-1].lang) if self._options.typography else text

    def _close(self, tag: str) -> None:
        opened = self._open.pop()
        if tag in _VERBATIM:
            self._verbatim -= 1
        if tag == "a":
            self._finish_link(opened)
        if tag in _BLOCKS or opened.starts_run:
            self._flush()
        if opened.starts_run:
            self._runs.pop()
        if tag in _HEADINGS:
            self._finish_heading(opened)
        elif tag in _CELLS:
            self._finish_cell(opened)
        elif tag == "p" and not opened.has_content:
            self._out[opened.slot :] = []
        else:
            self._out.append(opened.end)

    # Headings, cells, images, links

    def _finish_heading(self, heading: _Open) -> None:
        text = "".join(heading.text)
        if not heading.has_content:
            self._out[heading.slot :] = []
            return
        level = self._outline_level(_HEADINGS[heading.tag])
        identifier = self._unique_id(slugify(text) or "section")
        opening = self._out[heading.slot].removeprefix(f"<{heading.tag}")
        self._out[heading.slot] = f'<h{level} id="{identifier}"{opening}'
        self._out.append(f"</h{level}>")

    def _outline_level(self, written: int) -> int:
        """The level that follows without a gap, whatever levels the editor skipped."""
        while self._levels and self._levels[-1] >= written:
            self._levels.pop()
        self._levels.append(written)
        return min(self._options.heading_level + len(self._levels) - 1, 6)

    def _unique_id(self, slug: str) -> str:
        identifier, number = slug, 2
        while identifier in self._ids:
            identifier = f"{slug}-{number}"
            number += 1
        self._ids.add(identifier)
        return identifier

    def _finish_cell(self, cell: _Open) -> None:
        """A cell of the head names its column; an empty one is no heading (WCAG 1.3.1)."""
        opening = self._out[cell.slot].removeprefix(f"<{cell.tag}")
        if cell.tag == "th" and cell.has_content:
            self._out[cell.slot] = f'<th scope="col"{opening}'
            self._out.append("</th>")
        else:
            self._out[cell.slot] = f"<td{opening}"
            self._out.append("</td>")

    def _image(self, attributes: dict[str, str]) -> None:
        alternative = unescape(attributes.get("alt", ""))
        find = self._options.image
        found = find(unescape(attributes.get("src", ""))) if find else None
        for element in self._open:
            element.has_content = element.has_content or bool(found or alternative)
        if found is None:
            if alternative:
                self._words(alternative)
            return
        url, width, height = found
        self._runs[-1].add(OPAQUE)
        title = self._kept("img", {k: v for k, v in attributes.items() if k in ("title", "lang")})
        words = escape(self._set(alternative))
        self._out.append(
            f'<img src="{escape(url)}" alt="{words}"{title} '
            f'width="{width}" height="{height}" loading="lazy" decoding="async">'
        )
        # For readers who hide images; not shown, and not read, while the image is there.
        if words and width:
            self._out.append(f"<span data-picture-text hidden>{words}</span>")

    def _link(self, attributes: dict[str, str]) -> None:
        options = self._options
        target = _as_browsers_read(unescape(attributes.pop("href", "")))
        title: tuple[str, str | None] | None = (target, None)
        end, marks = "</a>", ""
        if target.startswith(_REFERENCE_MARK):
            target, title = self._resolved(target.removeprefix(_REFERENCE_MARK))
        elif self._is_external(target):
            marks = ' class="external" rel="external noopener"'
            if options.external_note:
                note = escape(options.external_note)
                end = f'<span class="visually-hidden"> {note}</span></a>'
        elif target.startswith("/") and not target.startswith("//"):
            target = options.base_path + target
        if target:
            extra = f' href="{escape(target)}"{marks}'
            self._element("a", attributes, end, extra).title = title
        else:
            self._open.append(_Open("a", len(self._out), ""))
            self._out.append("")

    def _resolved(self, reference: str) -> tuple[str, tuple[str, str | None] | None]:
        match = REFERENCE.fullmatch(reference)
        found = self._options.resolve(match["kind"], match["id"]) if match else None
        if match is None or found is None:
            return "", None
        url, title, lang = found
        return url + (match["fragment"] or ""), (title, lang)

    def _is_external(self, target: str) -> bool:
        own = self._options.own_origin.rstrip("/")
        if own and (target == own or target.startswith(f"{own}/")):
            return False
        return target.lower().startswith(("http:", "https:", "//"))

    def _finish_link(self, link: _Open) -> None:
        """A link without text takes the title of its item, or shows its address."""
        if link.has_content or link.title is None:
            return
        text, lang = link.title
        for element in self._open:
            element.has_content = True
        if lang and self._is_other_language(lang):
            self._out[link.slot] = self._out[link.slot][:-1] + f' lang="{escape(lang)}">'
            self._runs[-1].add(OPAQUE)
            shown = typographic(text, lang) if self._options.typography else text
            for element in self._open:
                element.text.append(shown)
            self._out.append(_escaped(shown))
        else:
            self._words(text)


def _as_browsers_read(address: str) -> str:
    """The address without what browsers drop, its backslashes as plain characters.

    `/\\host/` and a tab between two slashes would lead to another host (URL Standard, 4.4).
    """
    if address.isprintable() and "\\" not in address:
        return address
    return _DROPPED.sub("", address).replace("\\", "%5C")


def _escaped(text: str) -> str:
    """Text as HTML; quotation marks need no escape outside attributes."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _without_line_ends(pieces: list[str]) -> list[str]:
    """The pieces with soft line ends as spaces; after a hard one (a piece of its own) none stays.

    Line ends at the edges of a paragraph stay: they part blocks in the source.
    """
    if not any("\n" in piece for piece in pieces):
        return pieces
    last = len(pieces) - 1
    changed = []
    for at, piece in enumerate(pieces):
        if piece == "\n":
            changed.append(piece)
            continue
        if at and pieces[at - 1] == "\n":
            piece = piece.removeprefix("\n")
        kept_end = "\n" if at == last and piece.endswith("\n") else ""
        kept_start = "\n" if at == 0 and piece.startswith("\n") else ""
        body = piece.removeprefix(kept_start) if kept_start else piece
        body = body.removesuffix("\n") if kept_end else body
        changed.append(kept_start + body.replace("\n", " ") + kept_end)
    return changed
