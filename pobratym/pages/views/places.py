"""Countries, regions and fields of work: what each holds, and all of them side by side."""

from pobratym.pages import pictures, shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.views.common import SHOWN, cards, head
from pobratym.pages.views.lists import feeds, ordered, total_words

# Which lists a place or field of work gathers, by its facet.
_GATHERED = {
    "country": ("partnerships", "institutions", "events", "exchanges", "news"),
    "region": ("partnerships", "institutions"),
    "area": ("partnerships", "institutions"),
}
_SECTIONS = {"country": "countries", "region": "regions", "area": "areas"}
_GRAPHICS = {
    "countries": pictures.partner_map,
    "regions": pictures.region_map,
    "areas": pictures.area_chart,
}
_FACETS = {section: facet for facet, section in _SECTIONS.items()}


def country(edition: Edition, code: str) -> shapes.RecordView:
    _ = edition._
    declared = edition.registry.listed("declarations", "country", code)
    extra = cards(edition, "declarations", declared, "declarations", _("Declarations"))
    return _place(edition, "country", code, edition.country(code), _("Country"), extra)


def region(edition: Edition, code: str) -> shapes.RecordView:
    return _place(edition, "region", code, edition.region(code), edition._("Region"))


def area(edition: Edition, item: str) -> shapes.RecordView:
    return _place(edition, "area", item, edition.area(item), edition._("Field of work"))


def _place(
    edition: Edition,
    facet: str,
    value: str,
    link: shapes.Link,
    label: str,
    extra: tuple[shapes.Section, ...] = (),
) -> shapes.RecordView:
    sections: list[shapes.Section] = []
    totals: list[str] = []
    for folder in _GATHERED[facet]:
        ids = edition.registry.listed(folder, facet, value)
        if not ids:
            continue
        total = total_words(edition, folder, len(ids))
        totals.append(total)
        shown = ordered(edition, folder, ids)[:SHOWN]
        title = edition._(SECTION_LABELS[folder])
        more = None
        if len(ids) > SHOWN:
            more = shapes.Link(
                edition._("All: %(total)s") % {"total": total},
                urls.facet_url(edition.root, folder, facet, value),
            )
        sections += (
            shapes.Section(part.id, part.title, part.style, part.items, more, total)
            for part in cards(edition, folder, shown, folder, title)
        )
    section = _SECTIONS[facet]
    summary = edition.formats.list(totals)
    return shapes.RecordView(
        head=head(
            edition,
            facet,
            link.url,
            link.text,
            section=section,
            description=f"{link.text}: {summary}.",
            feeds=feeds(edition, "partnerships", (facet, value))
            if edition.registry.listed("partnerships", facet, value)
            else (),
        ),
        label=label,
        title=shapes.Phrase(link.text, link.lang),
        lead=shapes.Phrase(summary) if summary else None,
        sections=(*sections, *extra),
    )


def values(edition: Edition, facet: str) -> list[str]:
    """All values of a facet that any list knows, in alphabetical order of their names."""
    found: set[str] = set()
    for folder in (*_GATHERED[facet], *(("declarations",) if facet == "country" else ())):
        found.update(edition.registry.facet(folder, facet))
    label = {"country": edition.country, "region": edition.region, "area": edition.area}[facet]
    return edition.sorted_by_name({value: label(value).text for value in found})


def index(edition: Edition, section: str) -> shapes.IndexView:
    """All countries, regions or fields of work in a table with their counts."""
    _ = edition._
    facet = _FACETS[section]
    label = {"country": edition.country, "region": edition.region, "area": edition.area}[facet]
    partnerships = edition.registry.facet("partnerships", facet)
    institutions = edition.registry.facet("institutions", facet)
    rows = tuple(
        (
            label(value),
            edition.number(partnerships.get(value, 0)),
            edition.number(institutions.get(value, 0)),
        )
        for value in values(edition, facet)
    )
    title = _(SECTION_LABELS[section])
    leads = {
        "countries": _("Countries of partners, of declarations and of exchanges."),
        "regions": _("Regions of the home institutions that take part."),
        "areas": _("What partners work on together."),
    }
    columns = (title, _(SECTION_LABELS["partnerships"]), _(SECTION_LABELS["institutions"]))
    return shapes.IndexView(
        head=head(
            edition,
            f"{section}-index",
            urls.list_url(edition.root, section),
            title,
            section=section,
            description=leads[section],
        ),
        title=shapes.Phrase(title),
        lead=leads[section],
        table=shapes.Table(title, columns, rows),
        graphic=_GRAPHICS[section](edition),
    )
