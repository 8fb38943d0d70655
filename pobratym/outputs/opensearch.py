"""How browsers search this site from their own search field (OpenSearch 1.1)."""

from collections.abc import Iterator

from markupsafe import escape

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.page import Page

Files = dict[str, bytes]

# The standard allows 16 characters in the short name, 1,024 in the description.
_SHORT, _LONG = 16, 1024


def plan(config: Config) -> Iterator[Page]:
    if config.features.search:
        for language in config.languages:
            yield Page(f"/{language.tag}/opensearch.xml", "opensearch", "", (language.tag,))


def description(desk: Desk, lang: str) -> Files:
    """`/LANG/opensearch.xml`."""
    edition = desk.editions[lang]
    config = edition.config
    short = edition.plain(config.short_title)
    name = short if len(short) <= _SHORT else short[:_SHORT].rpartition(" ")[0] or short[:_SHORT]
    search = urls.absolute(config.base_url, urls.list_url(edition.root, "search"))
    own = urls.absolute(config.base_url, f"{edition.root}/opensearch.xml")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/" xml:lang="{lang}">',
        f"<ShortName>{escape(name)}</ShortName>",
        f"<Description>{escape(edition.plain(config.title)[:_LONG])}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f"<Language>{lang}</Language>",
        f'<Url type="text/html" template="{escape(search)}?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{escape(own)}"/>',
        "</OpenSearchDescription>",
    ]
    return {f"{lang}/opensearch.xml": ("\n".join(lines) + "\n").encode()}
