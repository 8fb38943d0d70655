"""One language's reading of the registry.

Views ask the edition for finished values: names in the right language with what is missing filled
from another and marked, dates and numbers in words, links, cards.  Cards are made once and shown
on many pages; what was read to make them is noted again each time they are shown.
"""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from markupsafe import Markup

from pobratym.config import Config
from pobratym.pages import shapes, urls
from pobratym.pages.labels import CERTAINTY_LABELS, STATUS_LABELS
from pobratym.pages.test_report import TestReport
from pobratym.registry.facts import UNSIGNED
from pobratym.registry.links import SINGULARS
from pobratym.registry.memory import Histories, Memory
from pobratym.registry.records import RECORD_TYPES, Local
from pobratym.registry.registry import Registry
from pobratym.text import markdown
from pobratym.text.catalogue import Catalogue
from pobratym.text.collation import sort_key
from pobratym.text.formats import Formats
from pobratym.text.typography import typographic

Made = TypeVar("Made")


def _remembered(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make a value once per arguments; note again what it was made from on every use."""

    @wraps(make)
    def again(self: "Edition", *arguments: str) -> Made:
        key = (self.lang, make.__name__, *arguments)
        return self.registry.remembered(key, lambda: make(self, *arguments))

    return again


# RFC 3986, 3.2; `urlsplit` takes ten times as long, and every page has some sources.
_AUTHORITY = re.compile(r"[a-z]+://([^/?#]*)", re.IGNORECASE)
# What stands on pages beside texts; an editor's heading “Sources” gets another id.
_IDS_OF_PAGES = frozenset(
    (
        *RECORD_TYPES,
        *("content", "settings-region", "settings-form", "site-search", "footer-sections"),
        *("cite", "documents", "downloads", "follow", "further", "history", "later", "list-total"),
        *("neighbours", "page-search", "search", "sources", "statement", "all", "browse"),
    )
)


class Edition:
    """The registry in one language of the site."""

    def __init__(
        self,
        registry: Registry,
        config: Config,
        lang: str,
        catalogue: Catalogue,
        formats: Formats,
        histories: Histories | None = None,
        test_report: TestReport | None = None,
        image_size: Callable[[str], tuple[int, int] | None] = lambda path: None,
    ) -> None:
        self.registry = registry
        self.config = config
        self.lang = lang
        self.base = urls.base_path(config.base_url)
        self.root = f"{self.base}/{lang}"
        self.formats = formats
        self._image_size = image_size
        self.test_report = test_report
        self._origin = urls.absolute(config.base_url, "")
        # Without a memory nothing is told of the past.
        self.histories = Histories(Memory(), lambda note: None) if histories is None else histories
        self._ = catalogue.gettext
        self.ngettext = catalogue.ngettext
        self.pgettext = catalogue.pgettext
        languages = [language.tag for language in config.languages]
        self.languages = tuple(languages)
        self._preference = (lang, *(tag for tag in languages if tag != lang))

    # Text

    def chosen(self, text: Local) -> tuple[str, str | None]:
        """The text in this language, else in the first that has it, and the latter's tag."""
        if found := text.get(self.lang):
            return found, None
        for tag in self._preference:
            if found := text.get(tag):
                return found, tag
        for tag, found in sorted(text.items()):
            return found, None if tag == "und" else tag
        return "", None

    def phrase(self, text: Local | None) -> shapes.Phrase | None:
        """Plain text with typography."""
        if not text:
            return None
        found, tag = self.chosen(text)
        return shapes.Phrase(typographic(found, tag or self.lang), tag)

    def plain(self, text: Local | None) -> str:
        """Plain text without a mark for its language, for titles and descriptions."""
        phrase = self.phrase(text)
        return str(phrase.text) if phrase else ""

    def prose(
        self, text: Local | None, heading_level: int = 2, beside: str = ""
    ) -> shapes.Phrase | None:
        """Markdown as blocks; `beside` is the content folder in which its images stand."""
        if not text:
            return None
        found, tag = self.chosen(text)
        return shapes.Phrase(
            Markup(
                markdown.render(
                    found,
                    tag or self.lang,
                    self.resolve,
                    heading_level=heading_level,
                    external_note=self._("(another site)"),
                    own_origin=self._origin,
                    base_path=self.base,
                    table_label=self._("Table"),
                    image=lambda source: self._image(source, beside),
                    reserved_ids=_IDS_OF_PAGES,
                )
            ),
            tag,
        )

    def picture(self, image: Any, beside: str) -> shapes.Picture | None:
        """The picture of a record; None where its file is missing or is no image."""
        found = self._image(image.file, beside) if image else None
        if found is None:
            return None
        return shapes.Picture(*found, alt=self.phrase(image.alt), credit=image.credit or "")

    def _image(self, source: str, beside: str) -> tuple[str, int, int] | None:
        """Address, width and height of an image beside a text or in content/files/."""
        path = source.lstrip("/") if source.startswith("/files/") else f"{beside}/{source}"
        self.registry.notes.add(f"files/{path}")
        size = self._image_size(path)
        if size is None:
            return None
        return f"{self.base}/files/{path.removeprefix('files/')}", *size

    def summary_text(self, text: Local | None) -> str:
        """Markdown as plain text, for descriptions."""
        if not text:
            return ""
        found, tag = self.chosen(text)
        return typographic(markdown.plain(found), tag or self.lang)

    def resolve(self, singular: str, item: str) -> tuple[str, str, str | None] | None:
        """Address, title and language of what a Markdown reference names."""
        match singular:
            case "country":
                return urls.country_url(self.root, item), self.country_name(item.upper()), None
            case "region":
                link = self.region(item.upper())
                return link.url, link.text, link.lang
            case "area":
                link = self.area(item)
                return link.url, link.text, link.lang
        folder = SINGULARS.get(singular)
        if folder is None or not self.registry.has(folder, item):
            return None
        title, tag = self.title(folder, item)
        return self.url(folder, item), title, tag

    # Names and labels

    def title(self, folder: str, item: str) -> tuple[str, str | None]:
        """The title of any record and its language tag where it is not this language."""
        if folder == "partnerships":
            return self.partnership(item).title, None
        if folder == "exchanges":
            return self.exchange(item).title, None
        card = self.registry.card(folder, item)
        phrase = self.phrase(card.name if hasattr(card, "name") else card.title)
        return (str(phrase.text), phrase.lang) if phrase else (item, None)

    def url(self, folder: str, item: str) -> str:
        return urls.record_url(self.root, folder, item)

    def link(self, folder: str, item: str) -> shapes.Link:
        title, tag = self.title(folder, item)
        return shapes.Link(title, self.url(folder, item), tag)

    def country_name(self, code: str) -> str:
        return self.formats.country(code)

    def country(self, code: str) -> shapes.Link:
        return shapes.Link(self.country_name(code), urls.country_url(self.root, code))

    def region(self, code: str) -> shapes.Link:
        phrase = self.phrase(self.registry.term("regions", code))
        return shapes.Link(str(phrase.text), urls.region_url(self.root, code), phrase.lang)

    def area(self, area: str) -> shapes.Link:
        phrase = self.phrase(self.registry.term("areas", area))
        return shapes.Link(str(phrase.text), urls.area_url(self.root, area), phrase.lang)

    def term(self, vocabulary: str, item: str | None) -> str:
        return self.plain(self.registry.term(vocabulary, item)) if item else ""

    def status(self, status: str) -> str:
        return self._(STATUS_LABELS[status])

    def certainty(self, certainty: str) -> str:
        return self._(CERTAINTY_LABELS[certainty])

    # Dates and numbers

    def day(self, date: str | None) -> shapes.Day | None:
        return shapes.Day(date, self.formats.date(date)) if date else None

    def span(self, start: str, end: str | None) -> shapes.Day:
        if not end or end == start:
            return shapes.Day(start, self.formats.date(start))
        # HTML has no machine-readable form of a range: the element is dated by its start.
        return shapes.Day(start, self.formats.date_range(start, end))

    def number(self, value: float) -> str:
        return self.formats.number(value)

    def unit(self, unit: Mapping[str, Any] | None, value: float) -> str:
        """The counted noun of a figure in the form that the number needs; "" without a unit."""
        if not unit:
            return ""
        forms = unit.get(self.lang) or next(iter(unit.values()))
        if isinstance(forms, str):
            return forms
        return forms.get(self.formats.plural(value)) or forms.get("other") or ""

    def sorted_by_name(self, names: Mapping[str, str]) -> list[str]:
        """Keys in the alphabetical order of their names in this language."""
        return sorted(names, key=lambda key: (sort_key(names[key], self.lang), key))

    def by_name(self, folder: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Ids in the alphabetical order of their titles.  One note: a
        list by name needs the names of all, and noting each would name the whole folder."""
        registry = self.registry

        def ordered() -> tuple[str, ...]:
            names = {item: self.title(folder, item)[0] for item in ids}
            registry.notes = {folder + "?names"}
            return tuple(self.sorted_by_name(names))

        return registry.remembered((self.lang, "by_name", folder, ids), ordered)

    # Cards

    @_remembered
    def institution(self, item: str) -> shapes.InstitutionCard:
        card = self.registry.card("institutions", item)
        name = self.phrase(card.name)
        home = card.country == self.registry.home_country
        city = self.plain(card.city)
        country = self.country_name(card.country)
        return shapes.InstitutionCard(
            id=item,
            url=self.url("institutions", item),
            name=str(name.text),
            lang=name.lang,
            place=city,
            country=country,
            country_code=card.country,
            kind=self.term("institution-kinds", card.kind),
            local=shapes.Phrase(card.local.text, card.local.lang) if card.local else None,
            is_home=home,
        )

    @_remembered
    def partnership(self, item: str) -> shapes.PartnershipCard:
        card = self.registry.card("partnerships", item)
        partners = [self.institution(partner) for partner in card.partners]
        home = tuple(partner for partner in partners if partner.is_home)
        foreign = tuple(partner for partner in partners if not partner.is_home)
        if not home and foreign:
            home, foreign = foreign[:1], foreign[1:]
        elif not foreign and not card.unnamed:
            home, foreign = home[:1], home[1:]
        unnamed = tuple(
            shapes.Fact(self.country_name(part.country), (self.phrase(part.note),))
            for part in card.unnamed
        )
        status = "withdrawn" if card.withdrawn else card.status
        own = self.registry.programme
        return shapes.PartnershipCard(
            id=item,
            url=self.url("partnerships", item),
            title=self.plain(card.title) or self._pair_title(home, foreign, unnamed),
            home=home,
            foreign=foreign,
            unnamed=unnamed,
            status=status,
            status_label=self.status(status),
            signed=self.day(card.signed),
            areas=tuple(self.area(area) for area in card.areas),
            certainty=card.certainty,
            certainty_label=self.certainty(card.certainty),
            is_counted=status not in UNSIGNED and (own is None or card.programme == own),
            programme=self.title("programmes", card.programme)[0] if card.programme else "",
        )

    def _pair_title(self, home: tuple, foreign: tuple, unnamed: tuple) -> str:
        names = [partner.name for partner in (*home, *foreign)]
        names += [
            self._("partner not named (%(country)s)") % {"country": part.term} for part in unnamed
        ]
        return " – ".join(names)

    @_remembered
    def event(self, item: str) -> shapes.EventCard:
        card = self.registry.card("events", item)
        title = self.phrase(card.title)
        return shapes.EventCard(
            id=item,
            url=self.url("events", item),
            title=str(title.text),
            lang=title.lang,
            day=self.span(card.starts, card.ends),
            kind=self.term("event-kinds", card.kind),
            place=self.place(card.place),
        )

    @_remembered
    def news(self, item: str) -> shapes.NewsCard:
        card = self.registry.card("news", item)
        title = self.phrase(card.title)
        return shapes.NewsCard(
            id=item,
            url=self.url("news", item),
            title=str(title.text),
            lang=title.lang,
            day=self.day(card.date),
            summary=self.inline(card.summary),
            is_draft=card.draft,
        )

    @_remembered
    def exchange(self, item: str) -> shapes.ExchangeCard:
        card = self.registry.card("exchanges", item)
        day = self.span(card.period.start, card.period.end)
        people = ""
        if card.participants is not None:
            people = self.ngettext(
                "%(number)s professional", "%(number)s professionals", card.participants
            ) % {"number": self.number(card.participants)}
        return shapes.ExchangeCard(
            id=item,
            url=self.url("exchanges", item),
            title=self._("Training and exchange: %(period)s") % {"period": day.text},
            day=day,
            participants=people,
        )

    def inline(self, text: Local | None) -> shapes.Phrase | None:
        """Markdown of one line, without a paragraph around it."""
        if not text:
            return None
        found, tag = self.chosen(text)
        return shapes.Phrase(
            Markup(markdown.render(found, tag or self.lang, self.resolve, inline=True)), tag
        )

    def place(self, place: Any) -> str:
        """City and country as a list, because a name cannot be declined by a template."""
        if place is None:
            return ""
        parts = [self.plain(place.city)] if place.city else []
        if place.country:
            parts.append(self.country_name(place.country))
        return ", ".join(parts)

    # How we know

    def sources(self, sources: tuple[Any, ...]) -> tuple[shapes.SourceItem, ...]:
        return tuple(self._source(source) for source in sources)

    def _source(self, source: Any) -> shapes.SourceItem:
        host = _host(source.url)
        foreign = source.lang if source.lang and source.lang != self.lang else None
        return shapes.SourceItem(
            url=source.url,
            title=typographic(source.title, source.lang or self.lang) if source.title else host,
            host=host.removeprefix("www."),
            lang=foreign if source.title else None,
            language_name=self.formats.language(source.lang) if foreign else "",
            publisher=source.publisher or "",
            day=self.day(source.date),
        )

    def documents(self, documents: tuple[Any, ...]) -> tuple[shapes.DocumentItem, ...]:
        return tuple(
            shapes.DocumentItem(
                url=document.url or f"{self.base}/files/{document.file}",
                title=self.phrase(document.title),
                is_external=document.url is not None,
                language_name=self.formats.language(document.lang) if document.lang else "",
            )
            for document in documents
        )


def _host(url: str) -> str:
    """The host that a reader recognises: without port and credentials, in small letters."""
    authority = _AUTHORITY.match(url)
    return authority[1].rpartition("@")[2].partition(":")[0].lower() if authority else ""
