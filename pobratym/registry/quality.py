"""How good the data are: how many of the records say what a good record says.

Counted from the facets under which records are found, so that a change of one record costs the
change of one count.
"""

from collections.abc import Iterator

import msgspec

from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.registry import Registry

MEASURES = (
    "with-source",
    "in-every-language",
    "confirmed",
    "with-date",
    "with-identifier",
    "with-region",
    "with-website",
)

# Types whose records should have a date although they need none.
_DATED = ("partnerships", "programmes")


class Quality(msgspec.Struct, frozen=True):
    """How many of the records that could meet a measure do."""

    type: str
    measure: str
    records: int
    count: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.count / self.records if self.records else 0.0


def measured(registry: Registry, languages: tuple[str, ...]) -> Iterator[Quality]:
    """Every measure of every type that has records."""
    for folder in RECORD_TYPES:
        total = len(registry.ids(folder))
        if not total:
            continue
        has = registry.facet(folder, "has")
        if folder != "pages":
            yield Quality(folder, "with-source", total, has.get("source", 0))
        complete = [set(registry.listed(folder, "complete", lang)) for lang in languages]
        yield Quality(folder, "in-every-language", total, len(set.intersection(*complete)))
        if folder in _DATED:
            yield Quality(folder, "with-date", total, has.get("date", 0))
        if folder == "partnerships":
            confirmed = registry.facet(folder, "certainty").get("confirmed", 0)
            yield Quality(folder, "confirmed", total, confirmed)
        if folder == "institutions":
            identified = len(registry.listed(folder, "has", "identifier"))
            yield Quality(folder, "with-identifier", total, identified)
            yield _with_region(registry)
            yield Quality(folder, "with-website", total, has.get("website", 0))


def _with_region(registry: Registry) -> Quality:
    home = registry.listed("institutions", "country", registry.home_country)
    regions = registry.facet("institutions", "region")
    placed = {
        item for region in regions for item in registry.listed("institutions", "region", region)
    }
    count = sum(1 for item in home if item in placed)
    return Quality("institutions", "with-region", len(home), count)
