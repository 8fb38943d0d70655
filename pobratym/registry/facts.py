"""What the registry counts, each total by a named rule that can be said in words.

Only records of the site's own programme are counted, only those that were signed (whatever
became of them since), and nothing that was withdrawn.  A partial date counts from its first day.
"""

from collections.abc import Callable, Iterator

from pobratym.registry.registry import Registry

# Before signing there is no partnership to count.
UNSIGNED = ("proposed", "negotiating", "withdrawn")


def counted_partnerships(registry: Registry, as_of: str | None = None) -> tuple[str, ...]:
    """Ids of the signed partnerships of the site's own programme, newest first.

    With `as_of` (a partial date), only those signed by the end of that date; an undated record
    is then left out, because nobody can say that it was signed by then.
    """
    return tuple(
        item
        for item in registry.ids("partnerships")
        if _counts(registry.card("partnerships", item), registry.programme, as_of)
    )


def counted_records(registry: Registry, rule: str, as_of: str | None = None) -> tuple[str, ...]:
    """What a counting rule counts: ids of records, country codes or region codes, sorted.

    KeyError for an unknown rule (`COUNTING_RULES` in records.py lists them).
    """
    return _RULES[rule](registry, as_of)


def _counts(card, programme: str | None, as_of: str | None) -> bool:
    if card.withdrawn or card.status in UNSIGNED:
        return False
    if programme is not None and card.programme != programme:
        return False
    # "~" sorts after every digit and dash: "2023-10~" is the end of October 2023.
    return as_of is None or (card.signed is not None and card.signed <= as_of + "~")


def _partners(registry: Registry, as_of: str | None) -> Iterator[tuple[str, object]]:
    for item in counted_partnerships(registry, as_of):
        for partner in registry.card("partnerships", item).partners:
            yield partner, registry.card("institutions", partner)


def _home(registry: Registry, as_of: str | None) -> tuple[str, ...]:
    home = registry.home_country
    return tuple(
        sorted({item for item, card in _partners(registry, as_of) if card.country == home})
    )


def _foreign(registry: Registry, as_of: str | None) -> tuple[str, ...]:
    home = registry.home_country
    return tuple(
        sorted({item for item, card in _partners(registry, as_of) if card.country != home})
    )


def _countries(registry: Registry, as_of: str | None) -> tuple[str, ...]:
    named = {card.country for _, card in _partners(registry, as_of)}
    unnamed = {
        part.country
        for item in counted_partnerships(registry, as_of)
        for part in registry.card("partnerships", item).unnamed
    }
    return tuple(sorted((named | unnamed) - {registry.home_country}))


def _regions(registry: Registry, as_of: str | None) -> tuple[str, ...]:
    home = registry.home_country
    return tuple(
        sorted(
            {
                card.region
                for _, card in _partners(registry, as_of)
                if card.country == home and card.region
            }
        )
    )


def _regions_without_cities(registry: Registry, as_of: str | None) -> tuple[str, ...]:
    return tuple(code for code in _regions(registry, as_of) if code not in registry.city_regions)


_RULES: dict[str, Callable[[Registry, str | None], tuple[str, ...]]] = {
    "partnerships-signed": counted_partnerships,
    "institutions-ukrainian": _home,
    "institutions-home": _home,
    "institutions-foreign": _foreign,
    "countries-partner": _countries,
    "regions": _regions_without_cities,
    "regions-with-kyiv-city": _regions,
}
