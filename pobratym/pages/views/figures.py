"""What is officially stated and what the registry counts, side by side, with the rule in words."""

from typing import Any

from pobratym.pages import pictures, shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import RULE_LABELS
from pobratym.pages.views.common import head
from pobratym.registry.facts import counted_records


class StatedValue(shapes.Shape):
    """One observation: the value, its date, who says so, and the registry's own count then."""

    value: str
    unit: str
    day: shapes.Day
    source: shapes.SourceItem
    counted: str = ""
    difference: str = ""
    note: shapes.Phrase | None = None


class MeasureView(shapes.Shape):
    """One figure over time."""

    id: str
    name: str
    lang: str | None
    values: tuple[StatedValue, ...]
    rule: str = ""
    counted_now: str = ""
    counted_items: tuple[shapes.Link, ...] = ()
    note: shapes.Phrase | None = None
    graphic: Any = None
    is_contradictory: bool = False


class FiguresView(shapes.View, kw_only=True):
    title: shapes.Phrase
    lead: str
    measures: tuple[MeasureView, ...]
    graphics: tuple[Any, ...] = ()


def measures_in_order(edition: Edition) -> list[str]:
    """Ids of figures: those that the registry counts itself first, then by name."""
    ids = edition.registry.ids("figures")
    names = {item: edition.title("figures", item)[0] for item in ids}
    by_name = edition.sorted_by_name(names)
    counted = [item for item in by_name if edition.registry.record("figures", item).counts]
    return counted + [item for item in by_name if item not in counted]


def figures(edition: Edition) -> shapes.View:
    _ = edition._
    title = _("Figures")
    return FiguresView(
        head=head(
            edition,
            "figures",
            urls.list_url(edition.root, "figures"),
            title,
            section="figures",
            description=_(
                "Every figure of the programme with its date and source, and next to it what this "
                "registry counts by a rule said in words."
            ),
        ),
        title=shapes.Phrase(title),
        lead=_(
            "Every figure of the programme with its date and source, and next to it what this "
            "registry counts by a rule said in words."
        ),
        graphics=tuple(
            graphic
            for graphic in (
                pictures.signing_chart(edition),
                pictures.country_chart(edition),
                pictures.area_chart(edition),
            )
            if graphic
        ),
        measures=tuple(measure(edition, item) for item in measures_in_order(edition)),
    )


def measure(edition: Edition, item: str) -> MeasureView:
    """One figure with all its observations, oldest first."""
    record = edition.registry.record("figures", item)
    name = edition.phrase(record.name)
    rule = record.counts
    stated = []
    seen: dict[str, set[float]] = {}
    for observation in sorted(record.observations, key=lambda seen: (seen.as_of, seen.value)):
        seen.setdefault(observation.as_of, set()).add(observation.value)
        own = len(counted_records(edition.registry, rule, observation.as_of)) if rule else None
        stated.append(
            StatedValue(
                value=edition.number(observation.value),
                unit=edition.unit(record.unit, observation.value),
                day=edition.day(observation.as_of),
                source=edition.sources((observation.source,))[0],
                counted=edition.number(own) if own is not None else "",
                difference=_difference(edition, observation.value, own),
                note=edition.prose(observation.note, 4),
            )
        )
    now = counted_records(edition.registry, rule) if rule else ()
    return MeasureView(
        id=item,
        name=str(name.text),
        lang=name.lang,
        values=tuple(stated),
        rule=edition._(RULE_LABELS[rule]) if rule else "",
        counted_now=edition.number(len(now)) if rule else "",
        counted_items=_items(edition, rule, now) if rule else (),
        note=edition.prose(record.note, 4),
        is_contradictory=any(len(values) > 1 for values in seen.values()),
    )


def _difference(edition: Edition, stated: float, own: int | None) -> str:
    if own is None or own == stated:
        return ""
    if own < stated:
        return edition.ngettext(
            "%(number)s not found by name in public sources",
            "%(number)s not found by name in public sources",
            int(stated - own),
        ) % {"number": edition.number(stated - own)}
    return edition._("The registry knows %(number)s more") % {
        "number": edition.number(own - stated)
    }


def _items(edition: Edition, rule: str, found: tuple[str, ...]) -> tuple[shapes.Link, ...]:
    """The records behind a total, as links."""
    match rule:
        case "partnerships-signed":
            return tuple(edition.link("partnerships", item) for item in found)
        case "institutions-ukrainian" | "institutions-home" | "institutions-foreign":
            links = {item: edition.link("institutions", item) for item in found}
        case "countries-partner":
            links = {code: edition.country(code) for code in found}
        case _:
            links = {code: edition.region(code) for code in found}
    order = edition.sorted_by_name({key: link.text for key, link in links.items()})
    return tuple(links[key] for key in order)
