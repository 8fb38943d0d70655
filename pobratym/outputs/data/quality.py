"""How good the data are: which share of the records says what a good record says.

The rows are the same on the page of open data and in `/data/quality.csv`.
"""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from pobratym.outputs.data.published import TYPES
from pobratym.outputs.desk import Desk
from pobratym.pages.labels import N_
from pobratym.registry.registry import Registry
from pobratym.registry.schema import LocalText, fields_of

Files = dict[str, bytes]

MEASURES = {
    "with-source": N_("Records with at least one source"),
    "in-every-language": N_("Records with all their texts in every language"),
    "confirmed": N_("Partnerships confirmed by a party or an authority"),
    "with-date": N_("Records with the date that orders them"),
    "with-identifier": N_("Institutions with an identifier of a public register"),
    "with-region": N_("Home institutions with their region"),
    "with-website": N_("Institutions with a website"),
}


class Quality(msgspec.Struct, frozen=True):
    """How many of the records that could meet a measure do."""

    type: str
    measure: str
    records: int
    count: int

    @property
    def share(self) -> float:
        return self.count / self.records if self.records else 0.0


def document(desk: Desk) -> Files:
    """`/data/quality.csv`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("type", "measure", "description", "records", "count", "share"))
    for found in measured(desk.registry, tuple(desk.editions)):
        writer.writerow(
            (
                found.type,
                found.measure,
                MEASURES[found.measure],
                found.records,
                found.count,
                f"{found.share:.4f}",
            )
        )
    return {"data/quality.csv": b"\xef\xbb\xbf" + text.getvalue().encode()}


def measured(registry: Registry, languages: tuple[str, ...]) -> Iterator[Quality]:
    """Every measure of every type that has records."""
    for folder in TYPES:
        records = list(registry.all(folder))
        entries = registry.entries.get(folder, {})
        if not records:
            continue
        for measure, (applies, holds) in _tests(folder, languages, registry.home_country).items():
            asked = [record for record in records if applies(record)]
            if asked:
                count = sum(1 for record in asked if holds(record))
                yield Quality(folder, measure, len(asked), count)
        if folder in _DATED:
            dated = sum(1 for record in records if entries[record.id].date)
            yield Quality(folder, "with-date", len(records), dated)


_DATED = ("partnerships", "events", "programmes")
_Test = Callable[[Any], bool]


def _tests(
    folder: str, languages: tuple[str, ...], home_country: str
) -> dict[str, tuple[_Test, _Test]]:
    tests: dict[str, tuple[_Test, _Test]] = {}
    if folder not in ("pages",):
        tests["with-source"] = (_always, _has_source)
    tests["in-every-language"] = (_always, lambda record: _is_translated(record, languages))
    if folder == "partnerships":
        tests["confirmed"] = (_always, lambda record: record.certainty == "confirmed")
    if folder == "institutions":
        tests["with-identifier"] = (_always, lambda record: record.identifiers is not None)
        tests["with-region"] = (
            lambda record: record.country == home_country,
            lambda record: record.region is not None,
        )
        tests["with-website"] = (_always, lambda record: record.website is not None)
    return tests


def _always(_record: Any) -> bool:
    return True


def _has_source(record: Any) -> bool:
    if hasattr(record, "observations"):
        return all(observation.source for observation in record.observations)
    return bool(getattr(record, "sources", ()) or getattr(record, "source", ()))


def _is_translated(record: Any, languages: tuple[str, ...]) -> bool:
    return all(
        not value or all(value.get(lang) for lang in languages)
        for field in fields_of(type(record))
        if isinstance(field.kind, LocalText) and field.name != "translation_of_revision"
        for value in [getattr(record, field.attribute)]
    )
