"""What stands around every page: made once per language, put into each page as ready Markup.

`Site` is what a language's pages share, `PageFrame` what one page says about itself; both are
finished values that `templates/layouts/base.html` shows (`heads.py` makes them).
"""

from collections.abc import Callable
from functools import cache

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from pobratym.pages.shapes import Day, Link


class NavItem(msgspec.Struct, frozen=True):
    """A section in the menu; `key` is what pages name as their section."""

    text: str
    url: str
    key: str


class Contacts(msgspec.Struct, frozen=True):
    """How to reach the people behind the site; `phone` as shown, `phone_url` as `tel:`."""

    phone: str = ""
    phone_url: str = ""
    hours: str = ""
    email: str = ""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What all pages of one language share."""

    lang: str
    title: str
    short_title: str
    owner: Link
    home_url: str
    nav: tuple[NavItem, ...]
    accessibility_url: str
    # Choices of the colour setting: id and label.
    themes: tuple[tuple[str, str], ...]
    footer_nav: tuple[NavItem, ...] = ()
    about_nav: tuple[Link, ...] = ()
    contacts: Contacts = Contacts()
    social: tuple[Link, ...] = ()
    licence: Link | None = None
    repository: str = ""
    report_url: str = ""
    search_url: str = ""
    as_of: Day | None = None
    # Scheme and host of the published site, for the few addresses that must be absolute.
    origin: str = ""
    # A preview says on every page that it is not the published site.
    is_preview: bool = False


class PageFrame(msgspec.Struct, frozen=True, kw_only=True):
    """The head of one page and its links to itself in other languages.

    `alternates` are (language tag, absolute address) for every language with text of its own,
    this one included; `languages` are the links of the language switch, this language left out.
    """

    kind: str
    lang: str
    url: str
    title: str
    full_title: str
    canonical: str
    dir: str = "ltr"
    description: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    x_default: str = ""
    languages: tuple[Link, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    json_ld: Markup = Markup()
    robots: str = ""
    og_image: str = ""
    modified: str = ""
    section: str = ""
    # Where this page's content is edited and a mistake in it reported.
    edit_url: str = ""
    report_url: str = ""


class Frame(msgspec.Struct, frozen=True):
    """The rendered parts; `header(section, url)` marks the section of the page."""

    head: Markup
    skip_link: Markup
    settings: Markup
    header: Callable[[str, str], Markup]
    footer: Markup
    banner: Markup
    social_image: str = ""


def build_frame(environment: Environment, site: Site) -> Frame:
    """Render what all pages of a language share."""
    component = _components(environment)
    fronts = {item.key: item.url for item in site.nav}
    fronts["home"] = site.home_url
    header = component("site-header", "site_header")

    @cache
    def marked(section: str, exact: bool) -> Markup:
        return header(site=site, current=section, exact=exact)

    return Frame(
        head=Markup(environment.get_template("layouts/head.html").render(site=site)),
        skip_link=component("skip-link", "skip_link")(),
        settings=component("settings", "settings_panel")(themes=list(site.themes)),
        header=lambda section, url: marked(section, fronts.get(section) == url),
        footer=component("site-footer", "site_footer")(site=site),
        social_image=site.origin + environment.globals["asset"]("social.png"),
        banner=component("banner", "preview_banner")() if site.is_preview else Markup(),
    )


def _components(environment: Environment) -> Callable[[str, str], Callable[..., Markup]]:
    def component(folder: str, macro: str) -> Callable[..., Markup]:
        module = environment.get_template(f"components/{folder}/{folder}.html").module
        return getattr(module, macro)

    return component
