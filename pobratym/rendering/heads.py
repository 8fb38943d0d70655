"""The frame of a site and of a page, from the edition and what a view says of itself."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from pobratym.pages import shapes, structured, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.rendering.frame import Contacts, NavItem, PageFrame, Site
from pobratym.text.phones import phone_link, show_phone

# Scripts of these languages run from right to left (CLDR, characterOrder).
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
# Sections that the footer lists after those of the menu.
_FURTHER = ("regions", "areas", "declarations", "exchanges", "statements", "events", "figures")


def site_frame(
    edition: Edition, themes: tuple[tuple[str, str], ...], is_preview: bool = False
) -> Site:
    """What all pages of the edition share; `themes` are the choices of the colour setting."""
    config, root = edition.config, edition.root
    nav = tuple(_section(edition, key) for key in config.menu)
    further = [key for key in _FURTHER if key not in config.menu and _has(edition, key)]
    if config.features.data:
        further.append("data")
    if config.features.history:
        further.append("changes")
    return Site(
        lang=edition.lang,
        title=edition.plain(config.title),
        short_title=edition.plain(config.short_title),
        owner=shapes.Link(edition.plain(config.owner.name), config.owner.url or ""),
        home_url=urls.home_url(root),
        nav=nav,
        footer_nav=(*nav, *(_section(edition, key) for key in further)),
        about_nav=_menu_pages(edition),
        accessibility_url=urls.list_url(root, "accessibility"),
        search_url=urls.list_url(root, "search") if config.features.search else "",
        themes=themes,
        contacts=_contacts(edition),
        social=tuple(shapes.Link(link.network, link.url or "") for link in config.social),
        licence=shapes.Link(edition.plain(config.licence.name), config.licence.url),
        repository=config.repository or "",
        report_url=f"{config.repository.rstrip('/')}/issues/new" if config.repository else "",
        as_of=_as_of(edition),
        origin=urls.absolute(config.base_url, ""),
        is_preview=is_preview,
    )


def page_frame(edition: Edition, site: Site, head: shapes.Head, view: Any) -> PageFrame:
    """The head of one page: its names, its addresses in every language, what machines read."""
    config = edition.config
    base_url = config.base_url
    addresses = _addresses(edition, head)
    own = head.lang in head.languages or not addresses
    first = addresses.get(head.languages[0], head.url) if head.languages else head.url
    target = getattr(view, "target", None)
    canonical = target.url if target else head.url if own else first
    alternates: tuple[tuple[str, str], ...] = ()
    x_default = ""
    if own and head.is_indexed and addresses:
        alternates = tuple(
            (lang, urls.absolute(base_url, addresses[lang])) for lang in head.languages
        )
        x_default = urls.absolute(base_url, _default_address(edition, head, first))
    things: tuple[Mapping[str, Any], ...] = head.structured
    if len(head.breadcrumbs) > 1 and head.is_indexed:
        things = (*things, structured.breadcrumbs(base_url, head.breadcrumbs))
    return PageFrame(
        kind=head.kind,
        lang=head.lang,
        dir="rtl" if head.lang.partition("-")[0] in _RIGHT_TO_LEFT else "ltr",
        url=head.url,
        title=head.title,
        full_title=head.title if head.title == site.title else f"{head.title} – {site.title}",
        description=head.description,
        canonical=urls.absolute(base_url, canonical),
        alternates=alternates,
        x_default=x_default,
        languages=tuple(
            shapes.Link(language.name, addresses[language.tag], language.tag)
            for language in config.languages
            if language.tag in addresses and language.tag != head.lang
        ),
        breadcrumbs=head.breadcrumbs,
        feeds=head.feeds,
        json_ld=json_ld(things),
        robots="" if head.is_indexed and not site.is_preview else "noindex",
        og_image=urls.absolute(base_url, head.image) if head.image else "",
        modified=head.modified,
        section=head.kind if head.kind == "home" else head.section,
        edit_url=getattr(view, "edit_url", ""),
        report_url=getattr(view, "report_url", ""),
    )


def json_ld(things: tuple[Mapping[str, Any], ...]) -> Markup:
    """Linked data for a script element; nothing in it can close the element."""
    if not things:
        return Markup()
    text = json.dumps(things[0] if len(things) == 1 else things, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _addresses(edition: Edition, head: shapes.Head) -> dict[str, str]:
    """The page in every language of the site; empty for a page that belongs to none."""
    prefix = f"{edition.base}/{head.lang}/"
    if head.kind == "choice":
        return {lang: urls.home_url(f"{edition.base}/{lang}") for lang in edition.languages}
    if not head.url.startswith(prefix):
        return {}
    rest = head.url.removeprefix(prefix)
    return {lang: f"{edition.base}/{lang}/{rest}" for lang in edition.languages}


def _default_address(edition: Edition, head: shapes.Head, first: str) -> str:
    """Where a reader of another language is sent: the choice of languages for the home pages."""
    return f"{edition.base}/" if head.kind in ("home", "choice") else first


def _section(edition: Edition, key: str) -> NavItem:
    label = edition._(SECTION_LABELS[key]) if key in SECTION_LABELS else key
    return NavItem(label, urls.list_url(edition.root, key), key)


def _has(edition: Edition, section: str) -> bool:
    return section in ("regions", "areas", "figures") or bool(edition.registry.ids(section))


def _menu_pages(edition: Edition) -> tuple[shapes.Link, ...]:
    ids = edition.registry.ids("pages")
    places = {item: edition.registry.record("pages", item).menu for item in ids}
    shown = sorted((place, item) for item, place in places.items() if place is not None)
    return tuple(edition.link("pages", item) for _place, item in shown)


def _contacts(edition: Edition) -> Contacts:
    config = edition.config
    centre = config.contact_centre
    return Contacts(
        phone=show_phone(centre.phone, edition.lang) if centre else "",
        phone_url=phone_link(centre.phone) if centre else "",
        hours=edition.plain(centre.hours) if centre else "",
        email=config.email or "",
    )


def _as_of(edition: Edition) -> shapes.Day | None:
    """The newest date of a partnership or news item: content, not the clock, dates a build."""
    registry = edition.registry
    dates = [
        registry.date(folder, ids[0])
        for folder in ("partnerships", "news")
        if (ids := registry.ids(folder))
    ]
    return edition.day(max(dates, default=""))
