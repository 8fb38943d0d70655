"""Sitemaps (https://www.sitemaps.org/protocol.html): an index, and files by language and folder.

Every address stands beside its counterparts in the other languages.  `lastmod` is the day on which
the content last changed, as git knows it, else the date of publication of a news item; where
neither is known nothing is said.  What a file lists follows from ids, dates and languages alone, so
that a corrected summary does not change it.
"""

from collections.abc import Callable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

Files = dict[str, bytes]

# The protocol allows 50,000 addresses and 50 MB in one file.
ADDRESSES_A_FILE = 20_000

# Folders with a page per record, in the order of the plan.
RECORD_FOLDERS = (
    "partnerships",
    "institutions",
    "events",
    "exchanges",
    "declarations",
    "statements",
    "programmes",
    "news",
    "pages",
)
# Pages whose text exists in some languages only; elsewhere the original is shown and not listed.
_WRITTEN_PER_LANGUAGE = ("news", "pages")
_OTHER = "lists"
_UNLISTED = ("not-found", "redirect", "search")

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_INDEX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    """The index and every sitemap that lists something."""
    yield Page("/sitemap.xml", "sitemap-index", "")
    for language in config.languages:
        for name, part in _parts(registry, language.tag):
            url = _url(language.tag, name, part)
            yield Page(url, "sitemap", "", (language.tag, name, str(part)))


def index(desk: Desk) -> Files:
    """`sitemap.xml`: the list of sitemaps."""
    lines = [
        f"<sitemap><loc>{_absolute(desk.config, _url(language.tag, name, part))}</loc></sitemap>\n"
        for language in desk.config.languages
        for name, part in _parts(desk.registry, language.tag)
    ]
    return {"sitemap.xml": (_INDEX_HEAD + "".join(lines) + "</sitemapindex>\n").encode()}


def sitemap(desk: Desk, lang: str, name: str, part: str = "1") -> Files:
    """The addresses of one folder, or of all lists, in one language."""
    entries = _lists(desk, lang) if name == _OTHER else _records(desk, lang, name, int(part))
    body = "".join(entries)
    return {_url(lang, name, int(part)).lstrip("/"): (_HEAD + body + "</urlset>\n").encode()}


def _parts(registry: Registry, lang: str) -> Iterator[tuple[str, int]]:
    """(name, number) of the sitemaps of a language."""
    yield _OTHER, 1
    for folder in RECORD_FOLDERS:
        count = len(_listed(registry, folder, lang))
        for number in range(-(-count // ADDRESSES_A_FILE)):
            yield folder, number + 1


def _listed(registry: Registry, folder: str, lang: str) -> tuple[str, ...]:
    if folder in _WRITTEN_PER_LANGUAGE:
        return registry.listed(folder, "lang", lang)
    return registry.ids(folder)


def _records(desk: Desk, lang: str, folder: str, part: int) -> Iterator[str]:
    registry, config = desk.registry, desk.config
    tags = [language.tag for language in config.languages]
    written = {tag: set(_listed(registry, folder, tag)) for tag in tags}
    modified = _modified(desk, folder)
    address = _addresses(config)
    shown = _listed(registry, folder, lang)[(part - 1) * ADDRESSES_A_FILE :][:ADDRESSES_A_FILE]
    for item in shown:
        own = [tag for tag in tags if item in written[tag]]
        places = {tag: address(urls.record_url(f"/{tag}", folder, item)) for tag in own}
        yield _entry(places[lang], places, places.get(tags[0], ""), modified.get(item, ""))


def _lists(desk: Desk, lang: str) -> Iterator[str]:
    """Home, lists, places and other pages that are not one record's.

    They are planned again here, because planning reads, and so notes, all that decides which
    there are.
    """
    from pobratym.pages.plan import RECORD_KINDS
    from pobratym.pages.plan import plan as plan_pages

    config = desk.config
    tags = [language.tag for language in config.languages]
    address = _addresses(config)
    left_out = {*_UNLISTED, *RECORD_KINDS.values()}
    root = f"/{lang}/"
    for page in plan_pages(desk.registry, config):
        if page.lang != lang or page.kind in left_out or not page.url.startswith(root):
            continue
        below = page.url.removeprefix(root)
        places = {tag: address(f"/{tag}/{below}") for tag in tags}
        # Who comes to the home page with no known language is asked.
        default = places[tags[0]] if below else address("/")
        if not below and lang == tags[0]:
            yield _entry(default, places, default, "")
        yield _entry(places[lang], places, default, "")


def _modified(desk: Desk, folder: str) -> dict[str, str]:
    """id → day of the last change of the content, where it is known."""
    edition = next(iter(desk.editions.values()))
    known: dict[str, str] = {}
    if folder == "news":
        known.update(desk.registry.dated(folder))
    if edition.histories:
        known.update(edition.histories.modified(folder))
    return known


def _entry(place: str, places: dict[str, str], default: str, modified: str) -> str:
    alternates = ""
    if len(places) > 1:
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>'
            for tag, href in places.items()
        )
        if default:
            alternates += f'<xhtml:link rel="alternate" hreflang="x-default" href="{default}"/>'
    day = f"<lastmod>{modified}</lastmod>" if modified else ""
    return f"<url><loc>{place}</loc>{day}{alternates}</url>\n"


def _addresses(config: Config) -> Callable[[str], str]:
    """Paths on the site to public addresses; the host and base are worked out once."""
    start = urls.absolute(config.base_url, urls.base_path(config.base_url))
    start = escape(start, {'"': "&quot;"})
    return lambda path: start + quote(path)


def _absolute(config: Config, path: str) -> str:
    return _addresses(config)(path)


def _url(lang: str, name: str, part: int) -> str:
    number = f"-{part}" if part > 1 else ""
    return f"/sitemap-{lang}-{name}{number}.xml"
