"""Pages about the site itself: language choice, search, accessibility, not found, redirects."""

from typing import Any

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import FACET_LABELS, SECTION_LABELS
from pobratym.pages.views.common import head
from pobratym.pages.views.lists import facets


class ChoiceView(shapes.View, kw_only=True):
    """The way in: one link per language, each in its own."""

    choices: tuple[shapes.Link, ...]


# Folders whose records are found by search, and what the index calls one of them.
SEARCHED = {
    "partnerships": "partnership",
    "institutions": "institution",
    "news": "news",
    "events": "event",
    "exchanges": "exchange",
    "declarations": "declaration",
    "statements": "statement",
    "programmes": "programme",
    "pages": "page",
}


class SearchView(shapes.View, kw_only=True):
    """`kinds` are what readers call one and many records of each kind that is found."""

    title: str
    lead: str
    facets: tuple[shapes.Facet, ...]
    index: str
    kinds: dict[str, dict[str, str]]
    facet_names: dict[str, str]
    others: tuple[dict[str, str], ...]


class NotFoundView(shapes.View, kw_only=True):
    title: str
    lead: str
    links: tuple[shapes.Link, ...]


class RedirectView(shapes.View, kw_only=True):
    """A former address that sends readers on."""

    target: shapes.Link


def choice(edition: Edition) -> ChoiceView:
    # In every language, because nobody knows yet which one the reader has.
    titles = (edition.config.title.get(tag, "") for tag in edition.languages)
    title = " / ".join(title for title in titles if title)
    return ChoiceView(
        head=head(
            edition,
            "choice",
            f"{edition.base}/",
            title,
            description=edition.plain(edition.config.description),
        ),
        choices=tuple(
            shapes.Link(
                language.name,
                urls.home_url(f"{edition.base}/{language.tag}"),
                language.tag,
                note=edition.config.title.get(language.tag, ""),
            )
            for language in edition.config.languages
        ),
    )


def search(edition: Edition) -> SearchView:
    _ = edition._
    title = _(SECTION_LABELS["search"])
    return SearchView(
        head=head(
            edition,
            "search",
            urls.list_url(edition.root, "search"),
            title,
            section="search",
            description=_("Search the registry."),
            is_indexed=False,
        ),
        title=title,
        lead=_("Partnerships, institutions, news, events and pages."),
        facets=facets(edition, "partnerships", None),
        index=_index(edition, edition.lang),
        kinds={
            "partnership": {"one": _("Partnership"), "many": _("Partnerships")},
            "institution": {"one": _("Institution"), "many": _("Institutions")},
            "news": {"one": _("News"), "many": _("News")},
            "event": {"one": _("Event"), "many": _("Events")},
            "exchange": {"one": _("Training and exchange"), "many": _("Exchanges")},
            "declaration": {"one": _("Declaration"), "many": _("Declarations")},
            "statement": {"one": _("Statement"), "many": _("Statements")},
            "programme": {"one": _("Programme"), "many": _("Programmes")},
            "page": {"one": _("Page"), "many": _("Pages")},
        },
        facet_names={
            facet: _(FACET_LABELS[facet])
            for facet in ("country", "region", "area", "year", "status")
        },
        others=tuple(
            {
                "lang": language.tag,
                "name": language.name,
                "index": _index(edition, language.tag),
            }
            for language in edition.config.languages
            if language.tag != edition.lang
        ),
    )


def _index(edition: Edition, lang: str) -> str:
    return f"{edition.base}/assets/search/{lang}/index.json"


def not_found(edition: Edition) -> NotFoundView:
    _ = edition._
    title = _("Page not found")
    return NotFoundView(
        head=head(edition, "not-found", f"{edition.base}/404.html", title, is_indexed=False),
        title=title,
        lead=_("There is no page at this address. It may have been mistyped."),
        links=tuple(
            shapes.Link(edition._(SECTION_LABELS[section]), urls.list_url(edition.root, section))
            for section in ("partnerships", "institutions", "countries", "news")
        ),
    )


def redirect(edition: Edition, url: str, folder: str, item: str) -> RedirectView:
    """A page at a former address: a canonical link and a refresh, no script."""
    target: Any = edition.link(folder, item)
    return RedirectView(
        head=head(edition, "redirect", edition.base + url, target.text, is_indexed=False),
        target=target,
    )
