"""The rules that records must keep, one function each.

`check_record` looks at one record and at what is `Known`; its findings can be kept until the
record, the ids it names or `Known.mark` change.  `check_registry` looks at all records at once and
is cheap.  Both run a visible tuple of functions; adding a rule is adding one.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pobratym.registry.cross_checks import (
    Records,
    check_aliases,
    check_duplicate_identifiers,
    check_duplicate_partnerships,
    check_future,
)
from pobratym.registry.field_checks import (
    check_documents,
    check_image,
    check_location,
    check_order_of_dates,
    check_partners,
    check_references,
)
from pobratym.registry.findings import Finding
from pobratym.registry.known import Known
from pobratym.registry.sites import TextSite, texts
from pobratym.registry.text_checks import (
    check_counted_lists,
    check_figures,
    check_markdown,
    check_personal_data,
    check_terms,
    check_translations,
)

NOTHING: frozenset[str] = frozenset()


FieldCheck = Callable[[Any, Known], Iterator[Finding]]
TextCheck = Callable[[Any, TextSite, Known], Iterator[Finding]]

FIELD_CHECKS: tuple[tuple[FieldCheck, dict[str, tuple[str, ...]]], ...] = (
    (check_references, {}),
    (check_partners, {"partnerships": ("partners", "unnamed")}),
    (
        check_order_of_dates,
        {
            "partnerships": ("signed", "expires"),
            "events": ("starts", "ends"),
            "exchanges": ("period",),
            "news": ("publish_from", "expires"),
        },
    ),
    (check_location, {"institutions": ("location",)}),
    (check_documents, {}),
    (check_image, {"news": ("image", "body")}),
)
"""Every check of one record, with the fields of each type without which it says nothing."""

TEXT_CHECKS: tuple[TextCheck, ...] = (
    check_markdown,
    check_translations,
    check_terms,
    check_figures,
    check_counted_lists,
    check_personal_data,
)
"""Every check of one text of a record."""


def check_record(record: Any, known: Known, broken: frozenset[str] = NOTHING) -> Iterator[Finding]:
    """Findings in one record.

    `broken` are fields that could not be read: checks that need one of them are left out, since
    what they would say follows from a mistake that is reported already.
    """
    for check, needed in FIELD_CHECKS:
        if not broken or broken.isdisjoint(needed.get(record.folder, ())):
            yield from check(record, known)
    for site in texts(record):
        for check_text in TEXT_CHECKS:
            yield from check_text(record, site, known)


def check_registry(
    records: Records, *, as_of: str, languages: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Findings between records.  `as_of` is the day (2025-10-31) for which the site is made."""
    yield from check_future(records, as_of)
    yield from check_duplicate_partnerships(records)
    yield from check_duplicate_identifiers(records)
    yield from check_aliases(records, languages)
