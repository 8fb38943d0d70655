"""Lists of records, whole or narrowed by one facet, in numbered pages; they need no script."""

from typing import Any

from pobratym.pages import pictures, shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import CERTAINTY_LABELS, FACET_LABELS, SECTION_LABELS, STATUS_LABELS
from pobratym.pages.views.common import head

# The facets of each list, in the order in which they are offered.
FACETS: dict[str, tuple[str, ...]] = {
    "partnerships": ("country", "region", "area", "status", "year", "programme", "certainty"),
    "institutions": ("country", "region", "kind", "area"),
    "news": ("year", "topic", "country"),
    "events": ("kind", "year", "country"),
    "exchanges": ("year", "country"),
}
LISTED = (
    "partnerships",
    "institutions",
    "news",
    "events",
    "exchanges",
    "declarations",
    "statements",
    "programmes",
)
_BY_NAME = ("institutions", "programmes")
# The lists that a reader may narrow by several facets at once, and the orders that they offer;
# the first is the order of the page.
FILTERED: dict[str, tuple[str, ...]] = {
    "partnerships": ("newest", "name", "country"),
    "institutions": ("name", "country"),
    "news": ("newest", "name"),
}


def facet_label(edition: Edition, folder: str, facet: str, value: str) -> str:
    """The words for one value of a facet."""
    match facet:
        case "country":
            return edition.country_name(value)
        case "region":
            return edition.region(value).text
        case "area":
            return edition.area(value).text
        case "status":
            return edition._(STATUS_LABELS[value])
        case "certainty":
            return edition._(CERTAINTY_LABELS[value])
        case "programme":
            if value == "none":
                return edition._("No programme")
            return edition.title("programmes", value)[0]
        case "kind":
            vocabulary = {
                "institutions": "institution-kinds",
                "events": "event-kinds",
                "exchanges": "exchange-kinds",
            }[folder]
            return edition.term(vocabulary, value)
        case "topic":
            return edition.term("topics", value)
    return value


def facet_address(root: str, folder: str, facet: str, value: str) -> str:
    """Where the list narrowed by this value stands."""
    if folder == "news" and facet == "year":
        return urls.list_url(root, f"news/{value}")
    return urls.facet_url(root, folder, facet, value)


def choices_of(edition: Edition, folder: str, facet: str) -> dict[str, str]:
    """value → words, of the values that records have, in the order in which they are offered."""
    counts = edition.registry.facet(folder, facet)
    labels = {value: facet_label(edition, folder, facet, value) for value in counts}
    order = (
        sorted(counts, reverse=True)
        if facet == "year"
        else [value for value in STATUS_LABELS if value in counts]
        if facet == "status"
        else [value for value in CERTAINTY_LABELS if value in counts]
        if facet == "certainty"
        else edition.sorted_by_name(labels)
    )
    return {value: labels[value] for value in order}


def facets(
    edition: Edition, folder: str, current: tuple[str, str] | None
) -> tuple[shapes.Facet, ...]:
    """Every way to narrow the list, with counts; the chosen value is marked."""
    found = []
    for facet in FACETS.get(folder, ()):
        labels = choices_of(edition, folder, facet)
        if not labels:
            continue
        counts = edition.registry.facet(folder, facet)
        found.append(
            shapes.Facet(
                facet,
                edition._(FACET_LABELS[facet]),
                tuple(
                    shapes.Link(
                        label,
                        facet_address(edition.root, folder, facet, value),
                        count=edition.number(counts[value]),
                        is_current=current == (facet, value),
                        value=value,
                    )
                    for value, label in labels.items()
                ),
            )
        )
    return tuple(found)


def ordered(edition: Edition, folder: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Institutions and programmes by name in this language; all else is newest first already."""
    if folder not in _BY_NAME:
        return ids
    return edition.by_name(folder, ids)


def total_words(edition: Edition, folder: str, count: int) -> str:
    """«21 запис»: how many the list holds."""
    n = edition.ngettext
    words = {
        "partnerships": lambda: n("%(number)s partnership", "%(number)s partnerships", count),
        "institutions": lambda: n("%(number)s institution", "%(number)s institutions", count),
        "news": lambda: n("%(number)s news item", "%(number)s news items", count),
        "events": lambda: n("%(number)s event", "%(number)s events", count),
    }.get(folder, lambda: n("%(number)s record", "%(number)s records", count))
    return words() % {"number": edition.number(count)}


def _cards(edition: Edition, folder: str, ids: tuple[str, ...]) -> tuple[Any, ...]:
    make = {
        "partnerships": edition.partnership,
        "institutions": edition.institution,
        "events": edition.event,
        "news": edition.news,
        "exchanges": edition.exchange,
    }.get(folder, lambda item: edition.link(folder, item))
    return tuple(make(item) for item in ids)


def _leads(edition: Edition) -> dict[str, str]:
    _ = edition._
    return {
        "partnerships": _(
            "Every partnership that this registry knows, the newest first. Those outside the "
            "programme are marked and not counted in its totals."
        ),
        "institutions": _("Hospitals, clinics, universities and others that take part."),
        "news": _("What happened, when, and who says so."),
        "events": _("Summits, seminars, visits and sessions where partnerships were made."),
        "exchanges": _("Training, internships and exchange of experience, by period."),
        "declarations": _("What countries declared together."),
        "statements": _("Joint statements and resolutions."),
        "programmes": _("Programmes that the partnerships belong to."),
    }


def record_list(edition: Edition, folder: str, page: str = "1") -> shapes.ListView:
    """A whole list."""
    ids = ordered(edition, folder, edition.registry.ids(folder))
    title = edition._(SECTION_LABELS[folder])
    return _list_view(edition, folder, ids, int(page), folder, title, None, None)


def facet_list(
    edition: Edition, folder: str, facet: str, value: str, page: str = "1"
) -> shapes.ListView:
    """A list narrowed to one value of one facet."""
    ids = ordered(edition, folder, edition.registry.listed(folder, facet, value))
    section = edition._(SECTION_LABELS[folder])
    label = facet_label(edition, folder, facet, value)
    address = facet_address(edition.root, folder, facet, value)
    base = address.removeprefix(f"{edition.root}/").strip("/")
    title = f"{section}: {label}"
    narrowed = shapes.Link(
        f"{edition._(FACET_LABELS[facet])}: {label}", urls.list_url(edition.root, folder)
    )
    return _list_view(edition, folder, ids, int(page), base, title, narrowed, (facet, value))


def _list_view(
    edition: Edition,
    folder: str,
    ids: tuple[str, ...],
    page: int,
    base: str,
    title: str,
    narrowed: shapes.Link | None,
    current: tuple[str, str] | None,
) -> shapes.ListView:
    from pobratym.pages.views.common import pagination

    size = edition.config.page_size
    pages = max(1, -(-len(ids) // size))
    shown = ids[(page - 1) * size : page * size]
    numbered = (
        f"{title} – "
        + edition._("page %(page)s of %(pages)s")
        % {"page": edition.number(page), "pages": edition.number(pages)}
        if page > 1
        else title
    )
    trail = (shapes.Link(title, urls.list_url(edition.root, base)),) if narrowed else ()
    total = total_words(edition, folder, len(ids))
    lead = "" if narrowed or page > 1 else _leads(edition)[folder]
    downloads: tuple[shapes.Link, ...] = ()
    if edition.config.features.data and not narrowed:
        formats = ["csv", "json", *(["xlsx"] if edition.config.features.spreadsheets else [])]
        downloads = tuple(
            shapes.Link(kind.upper(), urls.data_url(edition.base, folder, extension=kind))
            for kind in formats
        )
    is_first = page == 1
    is_filtered = is_first and not narrowed and bool(ids) and folder in FILTERED
    return shapes.ListView(
        head=head(
            edition,
            f"{folder}-list" if not narrowed else f"{folder}-facet",
            urls.list_url(edition.root, base, page),
            numbered,
            section=folder,
            trail=trail,
            description=f"{title}: {total}. {lead}".strip(),
            feeds=feeds(edition, folder, current),
        ),
        title=shapes.Phrase(title),
        lead=lead,
        total=total,
        style=folder if folder in FACETS else "links",
        items=_cards(edition, folder, shown),
        # The facets stand on the first page; the others only turn pages.
        facets=facets(edition, folder, current) if is_first else (),
        narrowed=narrowed,
        pagination=pagination(edition, base, page, pages),
        downloads=downloads,
        folder=folder,
        filter_url=urls.filter_url(edition.base, edition.lang, folder) if is_filtered else "",
        orders=_orders(edition, folder) if is_filtered else (),
        graphic=pictures.programme_timeline(edition)
        if folder == "events" and page == 1 and not narrowed
        else None,
    )


def _orders(edition: Edition, folder: str) -> tuple[tuple[str, str], ...]:
    words = {
        "newest": edition._("Newest first"),
        "name": edition._("By name"),
        "country": edition._("By country"),
    }
    return tuple((order, words[order]) for order in FILTERED[folder])


def feeds(
    edition: Edition, folder: str, current: tuple[str, str] | None = None
) -> tuple[shapes.Link, ...]:
    """The Atom feeds that a reader of this list may follow."""
    found = []
    if folder in ("news", "partnerships"):
        name = edition._(SECTION_LABELS[folder])
        found.append(shapes.Link(name, f"{edition.root}/{folder}/feed.xml"))
    if current and current[0] in ("country", "area") and folder == "partnerships":
        facet, value = current
        place = {"country": "countries", "area": "areas"}[facet]
        found.append(
            shapes.Link(
                facet_label(edition, folder, facet, value),
                f"{edition.root}/{place}/{value.lower()}/feed.xml",
            )
        )
    return tuple(found)
