"""Small pages that other sites show in a frame, and the same as JSON.

`/embed/LANG/countries/CC.html`, `…/regions/CODE.html`, `…/institutions/ID.html` hold a heading, the
partnerships and where they come from; the JSON stands beside them with the ending `.json`.  No
script, one small style sheet, no request to anywhere else.
"""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from pobratym.config import Config
from pobratym.outputs.data.published import pretty
from pobratym.outputs.desk import Desk
from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

Files = dict[str, bytes]

SHOWN = 10
"""Partnerships in one fragment; the rest stand on the page that it links to."""

SECTIONS = {"country": "countries", "region": "regions"}

_STYLE = """\
:root { color-scheme: light dark; }
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.125rem; line-height: 1.3; }
p { margin: 0 0 .75rem; }
ul { margin: 0 0 .75rem; padding-inline-start: 1.25rem; }
li { margin-block-end: .375rem; overflow-wrap: anywhere; }
footer { border-block-start: 1px solid; padding-block-start: .5rem; font-size: .875rem; }
footer p { margin: 0; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
"""
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="canonical" href="{address}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<header><h1><a href="{address}" target="_top">{heading}</a></h1></header>
<main>
<p>{total}</p>
{list}</main>
<footer><p>{source}: <a href="{home}" target="_top">{site}</a>. \
<a href="{licence_url}" target="_top" rel="license">{licence}</a></p></footer>
</body>
</html>
"""
)


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    """Fragments of every country, region and institution that has partnerships."""
    if not config.features.embeds:
        return
    yield Page("/embed/embed.css", "embed-style", "")
    for language in config.languages:
        lang = language.tag
        for facet, section in SECTIONS.items():
            for value in registry.facet("partnerships", facet):
                url = f"/embed/{lang}/{section}/{value.lower()}.html"
                yield Page(url, "embed", "", (lang, facet, value))
        for item in registry.ids("institutions"):
            url = f"/embed/{lang}/institutions/{item}.html"
            yield Page(url, "embed", "", (lang, "institution", item))


def style(desk: Desk) -> Files:
    """`/embed/embed.css`."""
    return {"embed/embed.css": _STYLE.encode()}


def embed(desk: Desk, lang: str, facet: str, value: str) -> Files:
    """The fragment and its JSON."""
    edition = desk.editions[lang]
    registry = edition.registry
    if facet == "institution":
        card = edition.institution(value)
        link = shapes.Link(card.name, card.url, card.lang)
        ids = registry.backlinks("institutions", value, "partnerships")
        name = f"embed/{lang}/institutions/{value}"
    else:
        link = edition.country(value) if facet == "country" else edition.region(value)
        ids = registry.listed("partnerships", facet, value)
        name = f"embed/{lang}/{SECTIONS[facet]}/{value.lower()}"
    cards = [edition.partnership(item) for item in ids[:SHOWN]]
    return {
        f"{name}.html": _fragment(edition, link, cards, len(ids)).encode(),
        f"{name}.json": _value(edition, link, cards, len(ids)),
    }


def _fragment(
    edition: Edition, link: shapes.Link, cards: list[shapes.PartnershipCard], count: int
) -> str:
    _ = edition._
    config = edition.config
    items = Markup().join(
        Markup('<li><a href="{}" target="_top">{}</a> ({}{})</li>\n').format(
            urls.absolute(config.base_url, card.url),
            card.title,
            card.status_label,
            f", {card.signed.text}" if card.signed else "",
        )
        for card in cards
    )
    heading = link.text
    return _PAGE.format(
        lang=edition.lang,
        policy=_POLICY,
        title=f"{link.text}: {_(SECTION_LABELS['partnerships'])} – "
        f"{edition.plain(config.short_title)}",
        address=urls.absolute(config.base_url, link.url),
        style=f"{edition.base}/embed/embed.css",
        heading=Markup('<span lang="{}">{}</span>').format(link.lang, heading)
        if link.lang
        else heading,
        total=_total(edition, count),
        list=Markup("<ul>\n{}</ul>\n").format(items) if cards else "",
        source=_("Source"),
        home=urls.absolute(config.base_url, urls.home_url(edition.root)),
        site=edition.plain(config.title),
        licence=edition.plain(config.licence.name),
        licence_url=config.licence.url,
    )


def _value(
    edition: Edition, link: shapes.Link, cards: list[shapes.PartnershipCard], count: int
) -> bytes:
    config = edition.config
    base_url = config.base_url
    value: dict[str, Any] = {
        "title": link.text,
        "lang": link.lang or edition.lang,
        "url": urls.absolute(base_url, link.url),
        "count": count,
        "partnerships": [
            {
                "id": card.id,
                "title": card.title,
                "url": urls.absolute(base_url, card.url),
                "status": card.status,
                "status_label": card.status_label,
                "certainty": card.certainty,
                **({"signed": card.signed.iso} if card.signed else {}),
            }
            for card in cards
        ],
        "source": edition.plain(config.title),
        "licence": {"id": config.licence.id, "url": config.licence.url},
    }
    return pretty(value)


def _total(edition: Edition, count: int) -> str:
    words = edition.ngettext("%(number)s partnership", "%(number)s partnerships", count)
    return words % {"number": edition.number(count)}
