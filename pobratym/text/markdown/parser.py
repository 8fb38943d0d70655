"""Markdown → HTML that is safe: Python-Markdown with our few additions, then nh3.

Raw HTML is read inside paragraphs only, and only tags of phrasing content stay; so the result is
built of Markdown's own blocks and keeps the content model of HTML. nh3 goes over all of it in the
end, whatever it came from.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from pobratym.text.characters import NOT_IN_HTML
from pobratym.text.markdown.links import REFERENCE

# All of Python-Markdown's but those for empty lines and paragraphs.
_BLOCK_PROCESSORS = ["indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist"]
_BLOCK_PROCESSORS += ["quote", "reference"]

_NOT_IN_HTML = re.compile(f"[{NOT_IN_HTML}]")
LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
REFERENCE_MARK = "#!"
"""Put before a reference, so that it passes nh3 as a fragment: `#!partnership:ID`."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr th td")
_VOID = _names("br img wbr")
_PAIRED = _names(
    "a abbr b cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var"
)
_WITH_CONTENT = _names(
    "applet audio canvas embed head iframe math noembed noframes noscript object plaintext script"
    " select style svg template textarea title video xmp"
)
_OTHER_HTML = _names(
    "acronym address area article aside base bdi bdo bgsound big blink body button caption center"
    " col colgroup data dd details dialog div dl dt fieldset figcaption figure font footer form"
    " frame frameset header hgroup html image input isindex keygen label legend link listing main"
    " map marquee menu meta meter nav nobr o:p optgroup option output param picture progress rp rt"
    " ruby search section slot source strike summary tfoot time track tt"
)
_TAGS = _BLOCKS | _VOID | _PAIRED

_SCHEMES = frozenset(["http", "https", "mailto", "tel"])


_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]*)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>=]+))""")


def _element(tag: str, attributes: str) -> Element:
    """An element with the attributes as they were written; nh3 takes out what may not stay."""
    element = Element(tag.lower())
    for name, *values in _ATTRIBUTE.findall(attributes):
        element.set(name.lower(), unescape(next(filter(None, values), "")))
    return element


class _Pair(InlineProcessor):
    """Raw `<sub>2</sub>`: an element of phrasing content with its end in the same paragraph."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = _element(m["tag"], m["attributes"] or "")
        element.text = m["text"]
        return element, m.start(), m.end()


class _Tag(InlineProcessor):
    """Raw void elements stay, all other lone tags of HTML and comments go.

    What only looks like a tag (`<ім’я>`, `List<String>`) stays text.
    """

    def handleMatch(
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        name = (m["tag"] or "").lower()
        if name in _VOID:
            return _element(name, m["attributes"] or ""), m.start(), m.end()
        if not name or name in _TAGS or name in _OTHER_HTML or name in _WITH_CONTENT:
            return "", m.start(), m.end()
        return None, None, None


class _Nothing(InlineProcessor):
    """Drops an element together with its content."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        return "", m.start(), m.end()


class _InLanguage(InlineProcessor):
    """`[text]{lang=en}` → `<span lang="en">text</span>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = Element("span", {"lang": m["lang"]})
        element.text = m["text"]
        return element, m.start(), m.end()


# Emphasis by plain rules instead of Python-Markdown's, of which version 3.11 swallows a letter or a
# link after `*a**b*`. Stars may stand inside words, underscores may not.
_EMPHASIS = {
    "strong_em": (("strong", "em"), r"(?<!\*)\*{3}(?![\s*])(?P<text>[^*]+)(?<!\s)\*{3}(?!\*)"),
    "strong": (
        ("strong",),
        r"(?<!\*)\*\*(?![\s*])(?P<text>(?:[^*]|\*(?!\*))+)(?<![\s*])\*\*(?!\*)",
    ),
    "em": (("em",), r"(?<!\*)\*(?![\s*])(?P<text>[^*]+)(?<!\s)\*(?!\*)"),
    "strong_": (("strong",), r"(?<!\w)__(?![\s_])(?P<text>[^_]+)(?<!\s)__(?!\w)"),
    "em_": (("em",), r"(?<!\w)_(?![\s_])(?P<text>[^_]+)(?<!\s)_(?!\w)"),
}


class _Emphasis(InlineProcessor):
    def __init__(self, pattern: str, md: markdown.Markdown, tags: tuple[str, ...]) -> None:
        super().__init__(pattern, md)
        self.tags = tags

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        outer = Element(self.tags[0])
        inner = SubElement(outer, self.tags[1]) if len(self.tags) > 1 else outer
        inner.text = m["text"]
        return outer, m.start(), m.end()


class _References(Treeprocessor):
    """Marks links to items, so that they pass the filter for addresses."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if _is_reference(target):
                link.set("href", REFERENCE_MARK + target)


class _Comments(Preprocessor):
    """Drops comments that begin a line, also those that hold empty lines."""

    _COMMENT = re.compile(r"^ {0,3}<!--.*?-->", re.MULTILINE | re.DOTALL)

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self._COMMENT.sub("", text).split("\n") if "<!--" in text else lines


def _is_reference(target: str) -> bool:
    match = REFERENCE.fullmatch(target)
    return match is not None and match["kind"] not in _SCHEMES


@cache
def _markdown(inline: bool) -> markdown.Markdown:
    extensions = [FencedCodeExtension(), SaneListExtension()]
    extensions += [TableExtension(use_align_attribute=True)]
    md = markdown.Markdown(extensions=[] if inline else extensions, output_format="html")
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(_Comments(md), "comments", 5)
    if inline:
        for block in _BLOCK_PROCESSORS:
            md.parser.blockprocessors.deregister(block)
    patterns = md.inlinePatterns
    patterns.deregister("html")
    for name in ("em_strong", "em_strong2"):
        patterns.deregister(name, strict=False)
    for rank, (name, (tags, pattern)) in enumerate(_EMPHASIS.items()):
        patterns.register(_Emphasis(pattern, md, tags), name, 60 - rank)
    contents = "|".join(sorted(_WITH_CONTENT))
    patterns.register(
        _Nothing(rf"(?is)<(?P<tag>{contents})\b[^<>]*>.*?</(?P=tag)\s*>", md), "active", 94
    )
    paired = "|".join(sorted(_PAIRED))
    patterns.register(
        _Pair(rf"(?is)<(?P<tag>{paired})(?P<attributes>\s[^<>]*)?>(?P<text>.*?)</(?P=tag)\s*>", md),
        "pair",
        92,
    )
    patterns.register(
        _Tag(
            r"(?s)<(?:/?(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>[\s/][^<>]*)?|!--.*?--|[!?][^<>]*)>",
            md,
        ),
        "html",
        90,
    )
    patterns.register(
        _InLanguage(
            r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\]){1,2000})\]"
            rf"\{{:?\s*lang=[\"']?(?P<lang>{LANGUAGE_TAG})[\"']?\s*\}}",
            md,
        ),
        "language",
        175,
    )
    md.treeprocessors.register(_References(md), "references", 15)
    return md


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={
            "*": {"lang", "dir"},
            "a": {"href", "title"},
            "abbr": {"title"},
            "img": {"src", "alt", "title"},
            "ol": {"start"},
            "td": {"align"},
            "th": {"align"},
        },
        link_rel=None,
        url_schemes=set(_SCHEMES),
    )


# Python-Markdown looks for the end of every opening bracket and tag up to the end of the block, so
# hostile text would take quadratic time. No text of ours comes near these limits.
_BRACKETS_IN_BRACKETS = 40
_RAW_TAGS = 1500
_PLAIN_BRACKET, _PLAIN_LESS_THAN = "\x04", "\x05"


def _within_limits(source: str) -> str:
    """The source with too many tags, and brackets nested too deep, made into plain characters.

    `parse` puts them back; the characters that stand for them are in no text of HTML.
    """
    if source.count("<") > _RAW_TAGS:
        source = source.replace("<", _PLAIN_LESS_THAN)
    if source.count("[") <= _BRACKETS_IN_BRACKETS:
        return source
    parts, depth = [], 0
    for part in re.split(r"([\[\]])", source):
        if part == "[":
            depth += 1
            parts.append("[" if depth <= _BRACKETS_IN_BRACKETS else _PLAIN_BRACKET)
            continue
        if part == "]":
            depth = max(depth - 1, 0)
        elif "\n\n" in part:
            depth = 0
        parts.append(part)
    return "".join(parts)


def parse(source: str, *, inline: bool = False) -> str:
    """Sanitised HTML of a Markdown text (NFC, LF): tags and attributes of the lists above only.

    `inline` reads no blocks: headings, lists and the like stay text, paragraphs are `<p>`.
    Not for several threads at once: Python-Markdown's instances keep state.
    """
    md = _markdown(inline)
    md.reset()
    try:
        html = md.convert(_within_limits(source))
    except RecursionError:
        # Hundreds of nested lists or quotations: nobody means that, so the text is shown as it is.
        # The instance stopped in the middle of its work and cannot be used again.
        _markdown.cache_clear()
        html = f"<p>{escape(source)}</p>"
    html = html.replace(_PLAIN_BRACKET, "[").replace(_PLAIN_LESS_THAN, "&lt;")
    clean = _cleaner().clean(html)
    # A character reference such as &#27; gives what no source may hold.
    return clean if clean.replace("\n", "").isprintable() else _NOT_IN_HTML.sub("", clean)
