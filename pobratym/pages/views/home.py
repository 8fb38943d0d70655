"""The home page: what this is, what it holds as of when, where it leads, the newest."""

from typing import Any

from pobratym.pages import pictures, shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import RULE_LABELS
from pobratym.pages.views.common import head
from pobratym.registry.facts import counted_partnerships, counted_records

_NEWEST = 6
_NEWS = 4


class Stated(shapes.Shape):
    """The latest official value of the programme's main figure."""

    value: str
    unit: str
    day: shapes.Day
    source: shapes.SourceItem
    url: str


class HomeView(shapes.View, kw_only=True):
    title: str
    lead: str
    counts: tuple[shapes.Count, ...]
    stated: Stated | None
    partnerships: tuple[shapes.PartnershipCard, ...]
    partnerships_link: shapes.Link
    news: tuple[shapes.NewsCard, ...]
    news_link: shapes.Link
    countries: tuple[shapes.Link, ...]
    countries_link: shapes.Link
    programme: shapes.Link | None
    graphic: Any = None


def home(edition: Edition) -> HomeView:
    _ = edition._
    title = edition.plain(edition.config.title)
    description = edition.plain(edition.config.description)
    registry = edition.registry
    counted = counted_partnerships(registry)
    newest = [item for item in counted if registry.date("partnerships", item)][:_NEWEST]
    as_of = edition.day(registry.date("partnerships", newest[0])) if newest else None
    counts = registry.facet("partnerships", "country")
    names = {code: edition.country_name(code) for code in counts}
    by_weight = sorted(edition.sorted_by_name(names), key=lambda code: -counts[code])
    root = edition.root
    return HomeView(
        head=head(
            edition,
            "home",
            urls.home_url(root),
            title,
            description=description,
            feeds=(
                shapes.Link(_("News"), f"{root}/news/feed.xml"),
                shapes.Link(_("Partnerships"), f"{root}/partnerships/feed.xml"),
            ),
        ),
        title=title,
        lead=description,
        counts=_counts(edition, as_of),
        stated=_latest_stated(edition),
        partnerships=tuple(edition.partnership(item) for item in newest),
        partnerships_link=shapes.Link(_("All partnerships"), urls.list_url(root, "partnerships")),
        news=tuple(edition.news(item) for item in registry.ids("news")[:_NEWS]),
        news_link=shapes.Link(_("All news"), urls.list_url(root, "news")),
        countries=tuple(
            shapes.Link(
                names[code], urls.country_url(root, code), count=edition.number(counts[code])
            )
            for code in by_weight
        ),
        countries_link=shapes.Link(_("All countries"), urls.list_url(root, "countries")),
        graphic=pictures.partner_map(edition),
        programme=edition.link("programmes", registry.programme) if registry.programme else None,
    )


def _counts(edition: Edition, as_of: shapes.Day | None) -> tuple[shapes.Count, ...]:
    n = edition.ngettext
    root = edition.root

    def count(rule: str, url: str, words: Any) -> shapes.Count:
        total = len(counted_records(edition.registry, rule))
        return shapes.Count(
            number=edition.number(total),
            noun=words(total),
            rule=edition._(RULE_LABELS[rule]),
            url=url,
            as_of=as_of,
        )

    return (
        count(
            "partnerships-signed",
            urls.list_url(root, "partnerships"),
            lambda total: n("signed partnership", "signed partnerships", total),
        ),
        count(
            "institutions-home",
            urls.facet_url(root, "institutions", "country", edition.registry.home_country),
            lambda total: n("home institution", "home institutions", total),
        ),
        count(
            "institutions-foreign",
            urls.list_url(root, "institutions"),
            lambda total: n("foreign institution", "foreign institutions", total),
        ),
        count(
            "countries-partner",
            urls.list_url(root, "countries"),
            lambda total: n("partner country", "partner countries", total),
        ),
    )


def _latest_stated(edition: Edition) -> Stated | None:
    """The newest official value of the figure that counts partnerships."""
    found = [
        (observation.as_of, observation.value, item, observation)
        for item in edition.registry.ids("figures")
        if (record := edition.registry.record("figures", item)).counts == "partnerships-signed"
        for observation in record.observations
    ]
    if not found:
        return None
    _as_of, value, item, observation = max(found, key=lambda one: one[:3])
    record = edition.registry.record("figures", item)
    return Stated(
        value=edition.number(value),
        unit=edition.unit(record.unit, value),
        day=edition.day(observation.as_of),
        source=edition.sources((observation.source,))[0],
        url=edition.url("figures", item),
    )
