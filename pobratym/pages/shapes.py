"""The small finished values that views are made of.

Everything here is ready to be shown: chosen language, typography, formatted dates, addresses.
`lang` is None where the text is in the page's own language, else its BCP 47 tag.
"""

from typing import Any

import msgspec
from markupsafe import Markup


class Shape(msgspec.Struct, frozen=True, gc=False):
    """A value that a template shows."""


class Phrase(Shape):
    """Text, or ready Markup made from Markdown, and the language that it is in."""

    text: str | Markup
    lang: str | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


class Link(Shape):
    """A link whose text makes sense on its own."""

    text: str
    url: str
    lang: str | None = None
    note: str = ""
    count: str = ""
    is_current: bool = False
    # What the link stands for, where a script makes a control of it.
    value: str = ""


class Day(Shape):
    """A date, or a period dated by its start: ISO 8601 for `datetime`, words for readers."""

    iso: str
    text: str


class Fact(Shape):
    """One row of a fact sheet: a term and its values."""

    term: str
    values: tuple[Any, ...]
    # "text", "link", "day", "tags", "external": which component shows the values.
    style: str = "text"


class SourceItem(Shape):
    """How we know: one source."""

    url: str
    title: str
    host: str
    lang: str | None = None
    language_name: str = ""
    publisher: str = ""
    day: Day | None = None


class DocumentItem(Shape):
    url: str
    title: Phrase
    is_external: bool = True
    language_name: str = ""


class InstitutionCard(Shape):
    id: str
    url: str
    name: str
    lang: str | None
    place: str
    country: str
    country_code: str
    kind: str = ""
    local: Phrase | None = None
    is_home: bool = False


class PartnershipCard(Shape):
    id: str
    url: str
    title: str
    home: tuple[Any, ...]
    foreign: tuple[Any, ...]
    unnamed: tuple[Any, ...]
    status: str
    status_label: str
    signed: Day | None
    areas: tuple[Link, ...]
    certainty: str
    certainty_label: str
    is_counted: bool
    programme: str = ""


class EventCard(Shape):
    id: str
    url: str
    title: str
    lang: str | None
    day: Day
    kind: str
    place: str


class NewsCard(Shape):
    id: str
    url: str
    title: str
    lang: str | None
    day: Day
    summary: Phrase | None
    image: Any = None
    is_draft: bool = False


class ExchangeCard(Shape):
    id: str
    url: str
    title: str
    day: Day
    participants: str = ""


class Count(Shape):
    """A counted total: number and noun, the rule, the date, and where the list is."""

    number: str
    noun: str
    rule: str
    url: str
    as_of: Day | None = None
    note: str = ""


class Pagination(Shape):
    """Numbered pages of a list."""

    previous: Link | None
    next: Link | None
    pages: tuple[Link, ...]
    label: str


class Facet(Shape):
    """One way to narrow a list; every choice is a page of its own."""

    name: str
    title: str
    choices: tuple[Link, ...]


class Table(Shape):
    """A table with a caption: column headings and rows of finished cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Head(Shape, kw_only=True):
    """What every page says about itself."""

    kind: str
    lang: str
    url: str
    title: str
    description: str = ""
    # Languages in which this page has text of its own; elsewhere it shows a fallback.
    languages: tuple[str, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    structured: tuple[dict[str, Any], ...] = ()
    section: str = ""
    modified: str = ""
    image: str = ""
    is_indexed: bool = True
    # Where a reader reports a mistake or edits: content file of the record, if the page has one.
    source_file: str = ""


class View(Shape, kw_only=True):
    """A page ready to be rendered: its head and, in subclasses, what its template shows."""

    head: Head


class Picture(Shape):
    """An image with its size in pixels, so that the page does not move while it loads."""

    url: str
    width: int
    height: int
    alt: Phrase
    credit: str = ""


class Notice(Shape):
    """Something a reader must know before reading on."""

    # "certainty", "outside", "fallback", "withdrawn", "draft", "outdated", "note"
    style: str
    title: str
    text: Phrase | None = None


class Section(Shape):
    """A titled part of a page; `style` names the component that shows the items.

    Styles: "partnerships", "institutions", "events", "news", "exchanges", "links", "tags",
    "table", "prose", "phrases", "graphic".
    """

    id: str
    title: str
    style: str
    items: tuple[Any, ...]
    more: Link | None = None
    intro: str = ""


class Citation(Shape):
    """How to cite a record: for readers, for reference managers."""

    text: str
    bibtex: str
    csl_json: str


class Change(Shape):
    """What changed in a record at one commit, in words."""

    day: Day
    sentences: tuple[str, ...]
    commit: str = ""
    url: str = ""
    source: Link | None = None


class RecordView(View, kw_only=True):
    """The page of one record, or of a place or field of work."""

    label: str
    title: Phrase
    lead: Phrase | None = None
    day: Day | None = None
    notices: tuple[Notice, ...] = ()
    facts: tuple[Fact, ...] = ()
    body: Phrase | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    documents: tuple[DocumentItem, ...] = ()
    history: tuple[Change, ...] = ()
    history_note: str = ""
    citation: Citation | None = None
    downloads: tuple[Link, ...] = ()
    report_url: str = ""
    edit_url: str = ""
    # The pair or the names at the head of the page, for the kinds that have one.
    card: Any = None
    image: Any = None


class ListView(View, kw_only=True):
    """A list of records, whole or narrowed, one page of it."""

    label: str = ""
    title: Phrase
    lead: str = ""
    total: str
    style: str
    items: tuple[Any, ...]
    facets: tuple[Facet, ...] = ()
    # What the list is narrowed to, with the way back to the whole list.
    narrowed: Link | None = None
    pagination: Pagination | None = None
    downloads: tuple[Link, ...] = ()
    folder: str = ""
    # What the filters of the list read, and the orders that they offer as (value, words).
    filter_url: str = ""
    orders: tuple[tuple[str, str], ...] = ()
    graphic: Any = None


class IndexView(View, kw_only=True):
    """All countries, regions or fields of work, with what each holds."""

    title: Phrase
    lead: str
    table: Table
    graphic: Any = None
