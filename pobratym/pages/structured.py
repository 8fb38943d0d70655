"""schema.org descriptions of records, as JSON-LD values (https://schema.org/docs/schemas.html).

One `@id` per thing: its address in the default language, whatever page describes it.
"""

from typing import Any

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition

# Kinds of institution (ids of the vocabulary) that schema.org calls a hospital.
_HOSPITAL = "hospital"


def identity(edition: Edition, folder: str, item: str) -> str:
    """The lasting identifier (URI) of a record."""
    return urls.absolute(
        edition.config.base_url,
        urls.record_url(f"{edition.base}/{edition.languages[0]}", folder, item),
    )


def institution(edition: Edition, record: Any, card: shapes.InstitutionCard) -> dict[str, Any]:
    """A Hospital or Organization; its place is never finer than the city."""
    kind = "Hospital" if _HOSPITAL in (record.kind or "") else "Organization"
    address = {"@type": "PostalAddress", "addressCountry": record.country}
    if record.city:
        address["addressLocality"] = card.place
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": identity(edition, "institutions", record.id),
        "name": card.name,
        "address": address,
    }
    same = [
        value
        for value in (
            record.identifiers and record.identifiers.ror,
            record.identifiers
            and record.identifiers.wikidata
            and f"http://www.wikidata.org/entity/{record.identifiers.wikidata}",
        )
        if value
    ]
    others = [name for name in [card.local and card.local.text] if name]
    if others:
        described["alternateName"] = others
    if same:
        described["sameAs"] = same
    if record.website:
        described["url"] = record.website
    return described


def partnership(edition: Edition, card: shapes.PartnershipCard) -> dict[str, Any]:
    """A partnership is an organisation of organisations: schema.org has no closer word."""
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": identity(edition, "partnerships", card.id),
        "name": card.title,
        "member": [
            {
                "@type": "Organization",
                "@id": identity(edition, "institutions", partner.id),
                "name": partner.name,
            }
            for partner in (*card.home, *card.foreign)
        ],
        **({"foundingDate": card.signed.iso} if card.signed else {}),
    }


def event(edition: Edition, record: Any, card: shapes.EventCard) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": identity(edition, "events", record.id),
        "name": card.title,
        "startDate": record.starts,
        "endDate": record.ends or record.starts,
    }
    if card.place:
        described["location"] = {"@type": "Place", "name": card.place, "address": card.place}
    return described


def news(edition: Edition, record: Any, card: shapes.NewsCard) -> dict[str, Any]:
    owner = edition.plain(edition.config.owner.name)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": identity(edition, "news", record.id),
        "headline": card.title,
        "datePublished": record.date,
        "inLanguage": card.lang or edition.lang,
        "publisher": {"@type": "Organization", "name": owner},
        "mainEntityOfPage": urls.absolute(edition.config.base_url, card.url),
    }


def breadcrumbs(base_url: str, links: tuple[shapes.Link, ...]) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.text,
                "item": urls.absolute(base_url, link.url),
            }
            for position, link in enumerate(links, 1)
        ],
    }
