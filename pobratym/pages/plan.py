"""Which pages exist.  Pure: what the registry holds and the configuration decide it alone."""

from collections.abc import Callable, Iterator
from typing import Any

from pobratym.config import Config
from pobratym.pages import urls
from pobratym.pages.page import Page
from pobratym.pages.views import (
    accessibility,
    changes,
    data,
    figures,
    home,
    lists,
    places,
    records,
    service,
)
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.registry import Registry

# The view function of every kind of page; a kind's template has its name.
VIEWS: dict[str, Callable[..., Any]] = {
    "choice": service.choice,
    "home": home.home,
    "list": lists.record_list,
    "facet": lists.facet_list,
    "partnership": records.partnership,
    "institution": records.institution,
    "event": records.event,
    "exchange": records.exchange,
    "declaration": records.declaration,
    "statement": records.statement,
    "programme": records.programme,
    "news": records.news,
    "page": records.content_page,
    "country": places.country,
    "region": places.region,
    "area": places.area,
    "index": places.index,
    "figures": figures.figures,
    "search": service.search,
    "accessibility": accessibility.accessibility,
    "not-found": service.not_found,
    "redirect": service.redirect,
    "data": data.data,
    "changes": changes.changes,
}
RECORD_KINDS = {
    "partnerships": "partnership",
    "institutions": "institution",
    "events": "event",
    "exchanges": "exchange",
    "declarations": "declaration",
    "statements": "statement",
    "programmes": "programme",
    "news": "news",
    "pages": "page",
}
_PLACES = {"countries": "country", "regions": "region", "areas": "area"}


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    """Every page of the site, language by language."""
    default = config.languages[0].tag
    yield Page("/", "choice", default)
    yield Page("/404.html", "not-found", default)
    for language in config.languages:
        yield from _edition_pages(registry, config, language.tag)


def _edition_pages(registry: Registry, config: Config, lang: str) -> Iterator[Page]:
    root = f"/{lang}"
    yield Page(urls.home_url(root), "home", lang)
    for folder, kind in RECORD_KINDS.items():
        for item in registry.ids(folder):
            yield Page(urls.record_url(root, folder, item), kind, lang, (item,))
    for folder in lists.LISTED:
        yield from _list_pages(registry, config, lang, folder)
    for section, facet in _PLACES.items():
        yield Page(urls.list_url(root, section), "index", lang, (section,))
        for value in _values(registry, facet):
            url = {"country": urls.country_url, "region": urls.region_url, "area": urls.area_url}
            yield Page(url[facet](root, value), facet, lang, (value,))
    yield from _redirects(registry, config, lang)
    yield Page(urls.list_url(root, "figures"), "figures", lang)
    yield Page(urls.list_url(root, "accessibility"), "accessibility", lang)
    if config.features.search:
        yield Page(urls.list_url(root, "search"), "search", lang)
    if config.features.data:
        yield Page(urls.list_url(root, "data"), "data", lang)
    if config.features.history:
        yield Page(urls.list_url(root, "changes"), "changes", lang)


def _list_pages(registry: Registry, config: Config, lang: str, folder: str) -> Iterator[Page]:
    root = f"/{lang}"
    ids = registry.ids(folder)
    if not ids:
        return
    for number in range(1, _pages(len(ids), config.page_size) + 1):
        yield Page(urls.list_url(root, folder, number), "list", lang, (folder, str(number)))
    for facet in lists.FACETS.get(folder, ()):
        for value, count in registry.facet(folder, facet).items():
            address = lists.facet_address(root, folder, facet, value)
            base = address.removeprefix(f"{root}/").strip("/")
            for number in range(1, _pages(count, config.page_size) + 1):
                yield Page(
                    urls.list_url(root, base, number),
                    "facet",
                    lang,
                    (folder, facet, value, str(number)),
                )


def _redirects(registry: Registry, config: Config, lang: str) -> Iterator[Page]:
    """Pages at former addresses; one with a language prefix belongs to that language alone."""
    prefixes = {language.tag: f"/{language.tag}/" for language in config.languages}
    for folder in RECORD_TYPES:
        for alias in registry.facet(folder, "alias"):
            (item, *_others) = registry.listed(folder, "alias", alias)
            own = next((tag for tag, start in prefixes.items() if alias.startswith(start)), None)
            if own in (None, lang):
                url = alias if own else f"/{lang}{alias}"
                url = url if url.endswith("/") else url + "/"
                yield Page(url, "redirect", lang, (url, folder, item))


def _values(registry: Registry, facet: str) -> list[str]:
    folders = ("partnerships", "institutions", "events", "exchanges", "news", "declarations")
    return sorted({value for folder in folders for value in registry.facet(folder, facet)})


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))
