"""A saved page of the ministry's old site → a draft news item with its claims to check.

The page may be plain text or HTML.  What belongs to the site and not to the article (settings for
visually impaired people, the contact centre, social networks) is taken away; quotations and
sentences with numbers are listed below the text, for the editor to check and delete.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html.parser import HTMLParser

import msgspec

from pobratym.content.amending import amended
from pobratym.content.foreign_text import decode_foreign
from pobratym.content.library import Library
from pobratym.content.naming import free_id, language_by_letters
from pobratym.content.scalars import FILL_IN
from pobratym.content.spreadsheets import Import
from pobratym.content.writing import Change
from pobratym.problems import Problem, problem
from pobratym.text.locale_data import load_locale_data
from pobratym.text.slugs import slugify

LARGEST_PAGE = 5_000_000
"""Bytes of a saved page."""

_LONGEST_TITLE = 200
_SHORTEST_QUOTATION = 40
_MONTH_LANGUAGES = ("uk", "en")
_CHROME_LINES = """
hide settings|show settings|for visually impaired people|contact centre|contact center
large font|normal font|small font|change to blue|change to b/w|change to white
share|print|search|menu|home|news|skip to content|back|read more
сховати налаштування|показати налаштування|людям із порушенням зору
людям з порушеннями зору|контакт-центр|контактний центр|великий шрифт|звичайний шрифт
збільшити шрифт|змінити на синій|змінити на ч/б|змінити на білий
поділитися|роздрукувати|друкувати|пошук|меню|головна|новини|назад|читати далі
"""
_CHROME = frozenset(re.split(r"[|\n]", _CHROME_LINES.strip()))
_BUTTON_WORDS = """
facebook youtube telegram x twitter instagram viber whatsapp linkedin tiktok threads rss
white blue b w ч б білий синій
"""
_BUTTONS = frozenset(_BUTTON_WORDS.split())
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()\-]{6,}")
_QUOTATION = re.compile(r"«[^»]+»|“[^”]+”|\"[^\"]+\"")
# Not after an abbreviation or an initial: “No. 2”, “Dr. House”, «м. Київ».
_SENTENCE = re.compile(
    r"(?<!\bNo\.)(?<!\b[A-ZА-ЯІЇЄҐa-zа-яіїєґ]\.)(?<!\b[DM]r\.)(?<!\bст\.)(?<!\bвул\.)"
    r"(?<=[.!?…])[»”\"]?\s+(?=[«“\"A-ZА-ЯІЇЄҐ0-9])"
)
_DIGITS = re.compile(r"[0-9]")
_MARKUP = re.compile(r"([\\`*_\[\]<])|^(\s*)([#+\-=]|[0-9]+[.)])(?=\s|$)", re.MULTILINE)


class SavedPage(msgspec.Struct, frozen=True):
    """What could be read of a page; "" where it does not say.  Paragraphs are plain text."""

    title: str
    date: str
    address: str
    paragraphs: tuple[str, ...]


def read_page(name: str, data: bytes) -> tuple[SavedPage | None, tuple[Problem, ...]]:
    """The article of a saved page, or None with the problem why there is none."""
    if len(data) > LARGEST_PAGE:
        values = {"size": len(data), "limit": LARGEST_PAGE}
        return None, (problem(name, (0, 0), "file-too-large", **values),)
    text, problems = decode_foreign(name, data)
    if text is None:
        return None, problems
    page = (
        _from_html(text)
        if _is_html(text)
        else _from_lines(text.splitlines(), SavedPage("", "", "", ()))
    )
    if not page.paragraphs:
        return None, (*problems, problem(name, (0, 0), "no-article"))
    return page, problems


def import_page(
    name: str, data: bytes, library: Library, translate: Callable[[str], str]
) -> Import:
    """The draft news item of a saved page.  What it does not say is marked to be filled in."""
    page, problems = read_page(name, data)
    if page is None:
        return Import(problems)
    languages = library.known.languages
    lang = language_by_letters(" ".join(page.paragraphs), languages)
    wanted = slugify(page.title, max_length=60) or "new-news"
    item = free_id(wanted, library.known.ids.get("news", frozenset()))
    path = f"news/{item}/index.{lang}.md"
    change = Change(path, None, "".join(_draft(page, translate)).encode())
    return Import(problems, (change,), (item,))


def claims(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The quotations of a text, and its sentences with numbers that are in none of them."""
    quotations = tuple(
        quotation
        for paragraph in paragraphs
        for quotation in _QUOTATION.findall(paragraph)
        if len(quotation) >= _SHORTEST_QUOTATION
    )
    sentences = tuple(
        sentence
        for paragraph in paragraphs
        for sentence in _SENTENCE.split(paragraph)
        if _DIGITS.search(sentence) and not any(sentence in quoted for quoted in quotations)
    )
    return quotations, sentences


def _draft(page: SavedPage, translate: Callable[[str], str]) -> Iterator[str]:
    head = amended(
        "",
        {
            "title": page.title or FILL_IN,
            "date": date.fromisoformat(page.date) if page.date else FILL_IN,
            "source": [{"url": page.address or FILL_IN}],
            "draft": True,
        },
    )
    yield f"---\n{head}---\n\n"
    yield "\n\n".join(_escaped(paragraph) for paragraph in page.paragraphs)
    quotations, sentences = claims(page.paragraphs)
    if not quotations and not sentences:
        yield "\n"
        return
    yield "\n\n## " + translate("To check before publishing; then delete this section") + "\n"
    for title, found in (
        (translate("Quotations"), quotations),
        (translate("Statements with numbers"), sentences),
    ):
        if found:
            yield f"\n### {title}\n\n"
            yield from (f"- {_escaped(one)}\n" for one in found)


def _escaped(text: str) -> str:
    """Plain text as Markdown that shows it unchanged."""

    def held(match: re.Match[str]) -> str:
        if match[1]:
            return "&lt;" if match[1] == "<" else f"\\{match[1]}"
        return f"{match[2]}{_held(match[3])}"

    return _MARKUP.sub(held, text.replace("&", "&amp;"))


def _held(start: str) -> str:
    return f"{start[:-1]}\\{start[-1]}" if len(start) > 1 else f"\\{start}"


# Plain text


def _from_lines(lines: Sequence[str], known: SavedPage) -> SavedPage:
    """The article among the lines of a page; what is known from elsewhere wins."""
    kept = [line for line in map(_tidy, lines) if line and not _is_chrome(line)]
    title, day = known.title, known.date
    if not title and len(kept) > 1 and _is_title(kept[0]):
        title = kept[0]
    paragraphs = [line for line in kept if line != title]
    for at, line in enumerate(paragraphs[:3]):
        found = _date(line)
        if found:
            day = day or found
            del paragraphs[at]
            break
    return SavedPage(title, day, known.address, tuple(paragraphs))


def _tidy(line: str) -> str:
    return " ".join(line.replace("\u200b", "").split())


def _is_chrome(line: str) -> bool:
    plain = line.casefold().strip(" :|·•")
    if plain in _CHROME or (_PHONE.fullmatch(plain) and not _date(plain)):
        return True
    return all(word in _BUTTONS for word in re.split(r"[\s,|/·•]+", plain) if word)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ";", ",", "”.", "»."))


_DATE_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s+([^\W\d_]+)\.?,?\s+(\d{4})\b(?P<rest>.{0,20})"
)
_DATE_AMERICAN = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})\b(?P<rest>.{0,20})")
_DATE_POINTS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\b(?P<rest>.{0,20})")
_DATE_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?P<rest>.{0,30})")


def _date(line: str) -> str:
    """The day that a line consists of, as 2023-10-13; "" where it is no date."""
    parts: tuple[int, int, int] | None = None
    if match := _DATE_ISO.fullmatch(line):
        year, month, day = map(int, match[1].split("-"))
        parts = year, month, day
    elif match := _DATE_POINTS.fullmatch(line):
        parts = int(match[3]), int(match[2]), int(match[1])
    elif match := _DATE_WORDS.fullmatch(line):
        parts = int(match[3]), _month(match[2]), int(match[1])
    elif match := _DATE_AMERICAN.fullmatch(line):
        parts = int(match[3]), _month(match[1]), int(match[2])
    try:
        return date(*parts).isoformat() if parts else ""
    except ValueError:
        return ""


def _month(name: str) -> int:
    for lang in _MONTH_LANGUAGES:
        data = load_locale_data(lang)
        for months in (data.months, data.months_alone):
            for number, month in enumerate(months, 1):
                if name.casefold() in (month.casefold(), month.casefold()[:3]):
                    return number
    return 0


# HTML


def _is_html(text: str) -> bool:
    head = text[:5000].casefold()
    return any(
        tag in head for tag in ("<html", "<!doctype html", "<body", "<article", "<p>", "<div")
    )


def _from_html(text: str) -> SavedPage:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = reader.article if any(map(_tidy, reader.article)) else reader.lines
    heading = _tidy(reader.heading) or _tidy(reader.title.split(" | ")[0].split(" – МОЗ")[0])
    moment = _date(reader.moment[:10]) if reader.moment else ""
    return _from_lines(lines, SavedPage(heading, moment, reader.address, ()))


_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_UNREAD_TAGS = """
script style noscript template svg nav header footer form button select aside iframe time
"""
_BLOCK_TAGS = """
p div section article main h1 h2 h3 h4 h5 h6 li ul ol blockquote table tr td th br hr time
figure figcaption header dt dd
"""
_VOID = frozenset(_VOID_TAGS.split())
_UNREAD = frozenset(_UNREAD_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())


class _Reader(HTMLParser):
    """The lines of a page, those of its article, its heading, date and address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.article: list[str] = [""]
        self.heading = self.title = self.moment = self.address = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "meta":
            key = given.get("property") or given.get("name")
            if key == "article:published_time":
                self.moment = given.get("content", "")
            elif key == "og:url" and not self.address:
                self.address = _web_address(given.get("content", ""))
        elif tag == "link" and given.get("rel") == "canonical":
            self.address = _web_address(given.get("href", "")) or self.address
        elif tag == "time" and not self.moment:
            self.moment = given.get("datetime", "")
        if tag in _BLOCKS:
            self._break()
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
            return
        if "h1" in self._open:
            self.heading += data
            return
        if not _UNREAD.isdisjoint(self._open):
            return
        self.lines[-1] += data
        if "article" in self._open or "main" in self._open:
            self.article[-1] += data

    def _break(self) -> None:
        self.lines.append("")
        self.article.append("")


def _web_address(text: str) -> str:
    return text if re.match(r"https?://\S+$", text) else ""
