"""Parts that the pages of all records share."""

from typing import Any
from urllib.parse import quote

import msgspec

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS

# A page shows at most this many cards of a kind; the rest stand behind a link to the whole list.
SHOWN = 12


def head(
    edition: Edition,
    kind: str,
    url: str,
    title: str,
    *,
    section: str = "",
    trail: tuple[shapes.Link, ...] = (),
    **more: Any,
) -> shapes.Head:
    """The head of a page; breadcrumbs run from the home page over the section and the trail."""
    crumbs = [shapes.Link(edition._("Home"), urls.home_url(edition.root))]
    if section:
        crumbs.append(section_link(edition, section))
    crumbs += trail
    if crumbs[-1].url != url:
        crumbs.append(shapes.Link(title, url))
    more.setdefault("languages", edition.languages)
    return shapes.Head(
        kind=kind,
        lang=edition.lang,
        url=url,
        title=title,
        section=section,
        breadcrumbs=tuple(crumbs),
        **more,
    )


def section_link(edition: Edition, section: str) -> shapes.Link:
    return shapes.Link(edition._(SECTION_LABELS[section]), urls.list_url(edition.root, section))


def clipped(text: str, length: int = 160) -> str:
    """A description of at most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–—") + "…"


def notices(edition: Edition, record: Any) -> tuple[shapes.Notice, ...]:
    """Withdrawal and the editors' public note."""
    found = []
    if record.withdrawn:
        found.append(
            shapes.Notice(
                "withdrawn",
                edition._("This record was withdrawn: %(date)s")
                % {"date": edition.formats.date(record.withdrawn.date)},
                edition.phrase(record.withdrawn.reason),
            )
        )
    # News and pages have no note: they say what they have to say in their text.
    if getattr(record, "note", None):
        found.append(shapes.Notice("note", edition._("Note"), edition.prose(record.note, 3)))
    return tuple(found)


def fallback_notice(edition: Edition, phrase: shapes.Phrase | None) -> tuple[shapes.Notice, ...]:
    """Says that a text is shown in another language, where it is."""
    if phrase is None or phrase.lang is None:
        return ()
    return (
        shapes.Notice(
            "fallback",
            edition._("There is no translation yet. Shown in the original language: %(language)s.")
            % {"language": edition.formats.language(phrase.lang)},
        ),
    )


def cards(
    edition: Edition, folder: str, ids: tuple[str, ...], section: str, title: str
) -> tuple[shapes.Section, ...]:
    """A section with cards of the records, none when there are none."""
    if not ids:
        return ()
    make = {
        "partnerships": edition.partnership,
        "institutions": edition.institution,
        "events": edition.event,
        "exchanges": edition.exchange,
        "news": edition.news,
    }.get(folder, lambda item: edition.link(folder, item))
    style = (
        folder
        if folder in ("partnerships", "institutions", "events", "news", "exchanges")
        else "links"
    )
    return (shapes.Section(section, title, style, tuple(make(item) for item in ids)),)


def linked(edition: Edition, folder: str, item: str, of: str, *stated: str) -> tuple[str, ...]:
    """Ids of folder `of` linked with a record from either side, newest first, at most `SHOWN`.

    `stated` are those that the record names itself; the others name the record."""
    back = edition.registry.backlinks(folder, item, of)
    if stated:
        together = {*stated, *back}
        return tuple(
            sorted(
                sorted(together),
                key=lambda other: edition.registry.date(of, other),
                reverse=True,
            )
        )[:SHOWN]
    return back[:SHOWN]


def mentions(edition: Edition, folder: str, item: str) -> tuple[shapes.Section, ...]:
    """News, events, exchanges and the rest that name this record."""
    _ = edition._
    titles = {
        "events": _("Events"),
        "exchanges": _("Training and exchange"),
        "statements": _("Statements"),
        "declarations": _("Declarations"),
        "news": _("News about it"),
    }
    return tuple(
        section
        for of, title in titles.items()
        if of != folder
        for section in cards(edition, of, linked(edition, folder, item, of), of, title)
    )


def downloads(edition: Edition, folder: str, item: str) -> tuple[shapes.Link, ...]:
    if not edition.config.features.data:
        return ()
    return (
        shapes.Link(edition._("This record as JSON"), urls.data_url(edition.base, folder, item)),
        shapes.Link(edition._("All open data"), urls.list_url(edition.root, "data")),
    )


def source_file(folder: str, item: str, lang: str) -> str:
    """The content file behind a record."""
    if folder in ("news", "pages"):
        return f"content/{folder}/{item}/index.{lang}.md"
    return f"content/{folder}/{item}.yaml"


def repository_links(edition: Edition, folder: str, item: str, lang: str) -> dict[str, str]:
    """Where to report a mistake in the record and where to edit it."""
    repository = edition.config.repository
    if not repository:
        return {}
    base = repository.rstrip("/")
    path = source_file(folder, item, lang)
    page = urls.absolute(edition.config.base_url, edition.url(folder, item))
    return {
        "edit_url": f"{base}/edit/{edition.config.repository_branch}/{path}",
        "report_url": f"{base}/issues/new?template=mistake.yml"
        f"&record={quote(f'{folder}/{item}')}&page={quote(page, safe='')}",
    }


def citation(edition: Edition, folder: str, item: str, title: str, date: str) -> shapes.Citation:
    """The record as plain text, BibTeX and CSL-JSON (citation-style-language/schema 1.0.2).

    The version is the date of the last change: a page cannot know when it is read."""
    address = urls.absolute(edition.config.base_url, edition.url(folder, item))
    publisher = edition.plain(edition.config.owner.name)
    site = edition.plain(edition.config.title)
    version = edition.formats.date(date) if date else ""
    text = f"{title}. {site}. {publisher}." + (
        " " + edition._("Version: %(date)s.") % {"date": version} if version else ""
    )
    key = f"{folder}-{item}"
    fields = {
        "title": "{" + title.replace("{", "").replace("}", "") + "}",
        "organization": "{" + publisher + "}",
        "howpublished": "\\url{" + address + "}",
        "language": edition.lang,
    }
    if date:
        fields["year"] = date[:4]
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    csl: dict[str, Any] = {
        "id": key,
        "type": "webpage",
        "title": title,
        "container-title": site,
        "publisher": publisher,
        "URL": address,
        "language": edition.lang,
    }
    if date:
        csl["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    return shapes.Citation(
        f"{text} {address}",
        f"@misc{{{key},\n{lines}\n}}",
        msgspec.json.format(msgspec.json.encode([csl]), indent=2).decode(),
    )


def pagination(edition: Edition, section: str, page: int, pages: int) -> shapes.Pagination | None:
    """Links to the numbered pages around the current one and to both ends."""
    if pages <= 1:
        return None
    near = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    number = edition.number

    def link(to: int, text: str) -> shapes.Link:
        return shapes.Link(text, urls.list_url(edition.root, section, to), is_current=to == page)

    return shapes.Pagination(
        previous=link(page - 1, edition._("Previous page")) if page > 1 else None,
        next=link(page + 1, edition._("Next page")) if page < pages else None,
        pages=tuple(link(to, number(to)) for to in near),
        label=edition._("Page %(page)s of %(pages)s")
        % {"page": number(page), "pages": number(pages)},
    )
