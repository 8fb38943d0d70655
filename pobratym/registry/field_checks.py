"""Checks of the fields of one record: what they refer to, and how they fit each other."""

import re
from collections.abc import Iterator
from typing import Any

from pobratym.registry.codes import country_of_region
from pobratym.registry.dates import is_before
from pobratym.registry.findings import FieldPath, Finding, finding
from pobratym.registry.known import Known
from pobratym.registry.schema import FileName, Ref, Region, Term
from pobratym.registry.sites import references


def check_references(record: Any, known: Known) -> Iterator[Finding]:
    """Records, terms, regions and files that the fields of a record name and that do not exist."""
    for path, kind, value in references(record):
        match kind:
            case Ref(folder):
                if value not in known.ids.get(folder, ()):
                    yield finding(
                        record, path, "unknown-reference", folder, value=value, folder=folder
                    )
            case Term(vocabulary):
                terms = known.terms.get(vocabulary)
                if terms is not None and value not in terms:
                    among = f"vocabularies/{vocabulary}"
                    yield finding(
                        record, path, "unknown-term", among, value=value, vocabulary=vocabulary
                    )
            case Region():
                yield from _check_region(record, path, value, known)
            case FileName():
                if not has_file(record, value, known):
                    yield finding(record, path, "missing-file", "files", value=value)
    withdrawn = record.withdrawn
    if withdrawn and withdrawn.replaced_by:
        item = withdrawn.replaced_by
        if item not in known.ids.get(record.folder, ()):
            path = ("withdrawn", "replaced_by")
            folder = record.folder
            yield finding(record, path, "unknown-reference", folder, value=item, folder=folder)


def _check_region(record: Any, path: FieldPath, code: str, known: Known) -> Iterator[Finding]:
    country = country_of_region(code)
    own = getattr(record, "country", None)
    if own and country != own:
        yield finding(record, path, "region-of-other-country", value=code, country=own)
        return
    terms = known.terms.get("regions", frozenset())
    if code not in terms and any(term.startswith(f"{country}-") for term in terms):
        yield finding(record, path, "unknown-region", "vocabularies/regions", value=code)


def has_file(record: Any, name: str, known: Known) -> bool:
    """Whether a file stands beside the record or below content/files/."""
    return (
        f"{record.folder}/{record.id}/{name}" in known.files
        or f"files/{name}" in known.files
        or (name.startswith("files/") and name in known.files)
    )


def check_partners(record: Any, _known: Known) -> Iterator[Finding]:
    """A partnership has two partners, or one and others that the source does not name."""
    if record.folder != "partnerships":
        return
    if len(record.partners) == 1 and not record.unnamed:
        yield finding(record, ("partners",), "too-few-partners", value=record.partners[0])


def check_order_of_dates(record: Any, _known: Known) -> Iterator[Finding]:
    """What begins must not end before."""
    match record.folder:
        case "partnerships":
            signed, expires = record.signed, record.expires
            if signed and expires and is_before(expires, signed):
                values = {"expires": expires, "signed": signed}
                yield finding(record, ("expires",), "expires-before-signed", **values)
        case "events":
            yield from _check_span(record, ("ends",), record.starts, record.ends)
        case "exchanges":
            yield from _check_span(record, ("period", "to"), record.period.start, record.period.end)
        case "news":
            from datetime import datetime

            start, end = record.publish_from, record.expires
            if start and end and datetime.fromisoformat(end) <= datetime.fromisoformat(start):
                yield finding(record, ("expires",), "ends-before-starts", start=start, end=end)


def _check_span(
    record: Any, path: FieldPath, start: str | None, end: str | None
) -> Iterator[Finding]:
    if start and end and is_before(end, start):
        yield finding(record, path, "ends-before-starts", start=start, end=end)


_PRECISE_DIGITS = {"city": 2, "region": 1}


def check_location(record: Any, _known: Known) -> Iterator[Finding]:
    """No point is finer than a city: two digits after the point are about a kilometre."""
    location = getattr(record, "location", None)
    if location is None:
        return
    allowed = _PRECISE_DIGITS[location.precision]
    for name in ("lat", "lon"):
        value = getattr(location, name)
        if round(value, allowed) != value:
            values = {"value": value, "precision": location.precision, "digits": allowed}
            yield finding(record, ("location", name), "too-precise-location", **values)
            return


def check_documents(record: Any, _known: Known) -> Iterator[Finding]:
    """A document can be opened: it has an address or a file."""
    for number, document in enumerate(getattr(record, "documents", None) or ()):
        if document is not None and not document.url and not document.file:
            title = next(iter(document.title.values()))
            path = ("documents", number)
            yield finding(record, path, "document-without-text", title=title)


FILE_AS_ALT = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic|bmp)"
    r"|(?:IMG|DSC|DSCN|PXL|photo|image)[_ -]?\d+",
    re.IGNORECASE,
)


def check_image(record: Any, _known: Known) -> Iterator[Finding]:
    """The picture of a news item is described in every language that the item has."""
    image = getattr(record, "image", None)
    if image is None:
        return
    for lang in record.body:
        if lang not in image.alt:
            yield finding(record, ("image", "alt"), "missing-alt", language=lang)
    for lang, alt in image.alt.items():
        if FILE_AS_ALT.fullmatch(alt):
            yield finding(record, ("image", "alt", lang), "alt-is-file-name", value=alt)
