"""What the registry counts, each total by a named rule that can be said in words.

Only records of the site's own programme are counted, only those that were signed (whatever
became of them since), and nothing that was withdrawn.  A partial date counts from its first day.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pobratym.registry.registry import Registry

# Before signing there is no partnership to count.
UNSIGNED = ("proposed", "negotiating", "withdrawn")


def counted_partnerships(registry: Registry, as_of: str | None = None) -> tuple[str, ...]:
    """Ids of the signed partnerships of the site's own programme, newest first.

    With `as_of` (a partial date), only those signed by the end of that date; an undated record
    is then left out, because nobody can say that it was signed by then.
    """
    return tuple(_counted(registry, as_of))


def counted_records(registry: Registry, rule: str, as_of: str | None = None) -> tuple[str, ...]:
    """What a counting rule counts: ids of records, country codes or region codes, sorted.

    KeyError for an unknown rule (`COUNTING_RULES` in records.py lists them).
    """
    count = _RULES[rule]
    return registry.remembered(("counted", rule, as_of), lambda: count(registry, as_of))


def _counted(registry: Registry, as_of: str | None) -> dict[str, Any]:
    """id → card of the counted partnerships."""
    cards = registry.remembered(("counted cards",), lambda: _all_counted(registry))
    if as_of is None:
        return cards
    # "~" sorts after every digit and dash: "2023-10~" is the end of October 2023.
    end = as_of + "~"
    return {item: card for item, card in cards.items() if card.signed and card.signed <= end}


def _all_counted(registry: Registry) -> dict[str, Any]:
    own = registry.programme
    cards = {card.id: card for card in registry.cards("partnerships")}
    return {
        item: card
        for item in registry.ids("partnerships")
        if not (card := cards[item]).withdrawn
        and card.status not in UNSIGNED
        and (own is None or card.programme == own)
    }


def _partners(registry: Registry, as_of: str | None) -> Iterator[tuple[str, Any]]:
    institutions = registry.remembered(
        ("institution cards",), lambda: {card.id: card for card in registry.cards("institutions")}
    )
    for card in _counted(registry, as_of).values():
        for partner in card.partners:
            if partner in institutions:
                yield partner, institutions[partner]


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
    unnamed = {part.country for card in _counted(registry, as_of).values() for part in card.unnamed}
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
