"""The registry as pictures: which numbers go into which graphic, with the words around it.

Every picture counts what the totals count: signed partnerships of the site's own programme.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from pobratym.graphics.bar_chart import bar_chart
from pobratym.graphics.figures import Frame, Quantity
from pobratym.graphics.globe import Place
from pobratym.graphics.scales import days_of
from pobratym.graphics.step_chart import Claim, Step, StepWords, step_chart
from pobratym.graphics.tile_map import Tile, tile_map
from pobratym.graphics.timeline import Kind, Moment, timeline
from pobratym.graphics.world_map import Origin, world_map
from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.registry.facts import counted_partnerships


def partner_map(edition: Edition, heading: int = 2, table_open: bool = False) -> Markup | None:
    """Where the counted partnerships go; None without an origin in the configuration."""
    origin = edition.config.origin
    if len(origin) != 2 or not edition.config.features.maps:
        return None
    _ = edition._
    home = edition.country_name(edition.registry.home_country)
    frame = Frame(
        id="partner-map",
        title=_("Where the partnerships lead"),
        summary=_(
            "Countries of the partners. The larger the mark and the thicker the line, the more "
            "partnerships."
        ),
        heading=heading,
        table_label=_("The same as a table"),
        table_open=table_open,
    )
    return world_map(
        frame,
        _quantities(edition, _by_country(edition), edition.country),
        Origin(home, Place(*origin)),
        columns=(_("Country"), _("Partnerships")),
    )


def region_map(edition: Edition, heading: int = 2) -> Markup | None:
    """The home regions as tiles, with how many counted partnerships each has."""
    tiles = edition.config.tiles
    if not tiles or not edition.config.features.maps:
        return None
    _ = edition._
    counts = _by_region(edition)
    codes = {tile.region for tile in tiles} | set(counts)
    names = {code: edition.region(code) for code in codes}
    frame = Frame(
        id="region-map",
        title=_("Partnerships by region"),
        summary=_(
            "Each region is one tile near its true place. The darker the tile and the thicker its "
            "lower edge, the more partnerships."
        ),
        heading=heading,
        table_label=_("The same as a table"),
    )
    order = edition.sorted_by_name({code: link.text for code, link in names.items()})
    known = set(edition.registry.facet("institutions", "region"))
    return tile_map(
        frame,
        [
            _quantity(
                edition,
                code,
                shapes.Link(names[code].text, names[code].url if code in known else ""),
                counts.get(code, 0),
            )
            for code in order
        ],
        {tile.region: Tile(tile.column, tile.row, edition.plain(tile.label)) for tile in tiles},
        columns=(_("Region"), _("Partnerships")),
    )


def country_chart(edition: Edition, heading: int = 2) -> Markup:
    """Counted partnerships by country of the partner."""
    _ = edition._
    return _bars(
        edition,
        "country-chart",
        _("Partnerships by country"),
        _quantities(edition, _by_country(edition), edition.country),
        _("Country"),
        heading,
    )


def area_chart(edition: Edition, heading: int = 2) -> Markup:
    """Counted partnerships by field of work; one partnership may have several."""
    _ = edition._
    counts: Counter[str] = Counter(
        area
        for item in counted_partnerships(edition.registry)
        for area in edition.registry.card("partnerships", item).areas
    )
    return _bars(
        edition,
        "area-chart",
        _("Partnerships by field of work"),
        _quantities(edition, counts, edition.area),
        _("Field of work"),
        heading,
        _("A partnership may cover several fields, so the numbers add up to more than the total."),
    )


def signing_chart(edition: Edition, heading: int = 2) -> Markup | None:
    """The registry's own count of signed partnerships over time, and what was stated officially."""
    _ = edition._
    registry = edition.registry
    # A partial date counts from its last day: by then the memorandum was signed for certain.
    dates = sorted(
        (
            date
            for item in counted_partnerships(registry)
            if (date := registry.date("partnerships", item))
        ),
        key=lambda date: days_of(date)[1],
    )
    if not dates:
        return None
    totals = {date: number for number, date in enumerate(dates, 1)}
    steps = [
        Step(
            date=date,
            date_text=edition.formats.date(date),
            value=total,
            text=edition.number(total),
        )
        for date, total in totals.items()
    ]
    claims = []
    for item in registry.ids("figures"):
        figure = registry.record("figures", item)
        if figure.counts != "partnerships-signed":
            continue
        for observation in figure.observations:
            source = edition.sources((observation.source,))[0]
            value = edition.number(observation.value)
            claims.append(
                Claim(
                    date=observation.as_of,
                    date_text=edition.formats.date(observation.as_of),
                    value=observation.value,
                    text=value,
                    spoken=f"{value} {edition.unit(figure.unit, observation.value)}".strip(),
                    source=source.publisher or source.host,
                    url=source.url,
                    note=edition.summary_text(observation.note),
                )
            )
    frame = Frame(
        id="signing-chart",
        title=_("Memoranda over time"),
        summary=_(
            "The line counts the memoranda that this registry knows by name. The points are what "
            "was stated officially; two points at one date contradict each other."
        ),
        heading=heading,
        table_label=_("The same as a table"),
    )
    words = StepWords(
        line=_("Counted by this registry"),
        claims=_("Stated officially"),
        date=_("As of"),
        source=_("Source"),
        span=_("Dated only to a year"),
    )
    until = max([dates[-1], *(claim.date for claim in claims)], key=lambda date: days_of(date)[1])
    return step_chart(frame, steps, claims, words, until=until, format_number=edition.number)


def programme_timeline(edition: Edition, heading: int = 2) -> Markup | None:
    """Events, waves of signing, declarations and statements in order of time."""
    _ = edition._
    registry = edition.registry
    moments = [
        Moment(
            date=registry.date("events", item),
            end=(registry.card("events", item).ends or ""),
            date_text=edition.event(item).day.text,
            title=edition.event(item).title,
            kind="event",
            url=edition.event(item).url,
            text=edition.event(item).place,
            lang=edition.event(item).lang or "",
        )
        for item in registry.ids("events")
    ]
    waves = Counter(
        registry.date("partnerships", item)[:7] for item in counted_partnerships(registry)
    )
    for date, count in waves.items():
        if date:
            words = edition.ngettext(
                "%(number)s partnership signed", "%(number)s partnerships signed", count
            )
            moments.append(
                Moment(
                    date=date,
                    date_text=edition.formats.date(date),
                    title=words % {"number": edition.number(count)},
                    kind="signing",
                    url=urls.facet_url(edition.root, "partnerships", "year", date[:4]),
                )
            )
    for folder in ("declarations", "statements"):
        for item in registry.ids(folder):
            title, lang = edition.title(folder, item)
            date = registry.date(folder, item)
            moments.append(
                Moment(
                    date=date,
                    date_text=edition.formats.date(date),
                    title=title,
                    kind="statement",
                    url=edition.url(folder, item),
                    lang=lang or "",
                )
            )
    if not moments:
        return None
    kinds = (
        Kind("event", _("Events"), _("Event")),
        Kind("signing", _("Signings"), _("Signing")),
        Kind("statement", _("Declarations and statements"), _("Statement")),
    )
    frame = Frame(id="timeline", title=_("Timeline"), heading=heading)
    return timeline(frame, moments, kinds)


def _bars(
    edition: Edition,
    name: str,
    title: str,
    rows: list[Quantity],
    column: str,
    heading: int,
    note: str = "",
) -> Markup:
    frame = Frame(id=name, title=title, heading=heading, note=note)
    return bar_chart(frame, rows, columns=(column, edition._("Partnerships")))


def _by_country(edition: Edition) -> Counter[str]:
    """Country → counted partnerships with a partner there; one partnership counts once in each."""
    registry = edition.registry
    return Counter(
        code
        for item in counted_partnerships(registry)
        for code in registry.facet_values("partnerships", item, "country")
    )


def _by_region(edition: Edition) -> Counter[str]:
    registry = edition.registry
    return Counter(
        code
        for item in counted_partnerships(registry)
        for code in registry.facet_values("partnerships", item, "region")
    )


def _quantities(
    edition: Edition, counts: Mapping[str, int], link_of: Callable[[str], shapes.Link]
) -> list[Quantity]:
    links = {key: link_of(key) for key in counts}
    order: Iterable[str] = edition.sorted_by_name({key: link.text for key, link in links.items()})
    return [
        _quantity(edition, key, links[key], counts[key])
        for key in sorted(order, key=lambda key: -counts[key])
    ]


def _quantity(edition: Edition, key: str, link: shapes.Link, value: int) -> Quantity:
    words = edition.ngettext("%(number)s partnership", "%(number)s partnerships", value)
    return Quantity(
        id=key,
        label=link.text,
        value=value,
        text=edition.number(value),
        spoken=words % {"number": edition.number(value)},
        url=link.url,
    )
