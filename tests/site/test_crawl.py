"""Every address that a page names leads somewhere: links, anchors, assets, other languages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import ROOT, Site
from lxml import html

BASE = "/registry"


class Crawled:
    """What the pages of a built site say, read once."""

    def __init__(self, site: Site, base_url: str) -> None:
        self.site = site
        parts = urlsplit(base_url)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.base = parts.path.rstrip("/")
        self.pages = {
            self.base + "/" + path.removesuffix("index.html"): html.fromstring(data)
            for path, data in site.files().items()
            if path.endswith(".html")
        }
        self.files = {f"{self.base}/{path}" for path in site.files()}
        self.ids = {
            url: {*page.xpath("//@id")} | {*page.xpath("//a/@name")}
            for url, page in self.pages.items()
        }

    def addresses(self) -> Iterator[tuple[str, str]]:
        """(page, address of this site that it names), absolute paths with fragments."""
        for url, page in self.pages.items():
            named = page.xpath("//@href | //@src | //form/@action")
            for value in named:
                target = urljoin(self.origin + url, value.strip())
                if target.startswith(self.origin + "/"):
                    yield url, target.removeprefix(self.origin)

    def leads_somewhere(self, address: str) -> bool:
        parts = urlsplit(address)
        path = unquote(parts.path)
        if path not in self.pages and path not in self.files:
            return False
        if not parts.fragment or path not in self.pages:
            return True
        return unquote(parts.fragment) in self.ids[path]


@pytest.fixture(scope="module", params=["", BASE], ids=["at the root", "in a folder"])
def crawled(request, tmp_path_factory) -> Crawled:
    base_url = f"https://registry.example.org{request.param}/"
    site = Site(tmp_path_factory.mktemp("crawl"))
    options = site.options(
        config=ROOT / "site_config.yaml",
        content=ROOT / "content",
        base_url=base_url,
        jobs=2,
        search=False,
    )
    from pobratym.pipeline import build

    assert build(options).published is not None
    return Crawled(site, base_url)


def test_every_link_anchor_and_asset_leads_somewhere(crawled):
    broken = sorted(
        {
            f"{page} -> {address}"
            for page, address in crawled.addresses()
            if not crawled.leads_somewhere(address)
        }
    )

    assert broken == []


def test_other_languages_name_each_other(crawled):
    """https://developers.google.com/search/docs/specialty/international/localized-versions"""
    alternates = {
        crawled.origin + url: {
            link.get("hreflang"): link.get("href")
            for link in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        for url, page in crawled.pages.items()
    }

    faults = []
    for url, named in alternates.items():
        if not named:
            continue
        if "x-default" not in named or url not in named.values():
            faults.append(f"{url}: without itself or x-default")
        for tag, other in named.items():
            if tag != "x-default" and alternates.get(other, {}).get(tag) != other:
                faults.append(f"{url}: {tag} {other} does not answer")

    assert faults == []


def test_every_page_has_one_h1_a_title_of_its_own_a_language_and_a_canonical_address(crawled):
    titles: dict[tuple[str, str], str] = {}
    faults = []
    for url, page in crawled.pages.items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        if len(page.xpath("//h1")) != 1:
            faults.append(f"{url}: {len(page.xpath('//h1'))} h1")
        if not page.xpath("/html/@lang"):
            faults.append(f"{url}: no language")
        if len(page.xpath("//link[@rel='canonical']")) != 1:
            faults.append(f"{url}: no canonical address")
        if not page.xpath("//main") or not page.xpath("//header"):
            faults.append(f"{url}: no landmarks")
        key = (page.get("lang"), page.findtext(".//title"))
        if key in titles and "/embed/" not in url:
            faults.append(f"{url}: the title of {titles[key]}")
        titles[key] = url

    assert faults == []


def test_headings_leave_no_level_out(crawled):
    faults = []
    for url, page in crawled.pages.items():
        level = 0
        for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
            now = int(heading.tag[1])
            if now > level + 1:
                faults.append(f"{url}: h{now} after h{level}: {heading.text_content().strip()}")
            level = now

    assert faults == []


def test_ids_are_unique_on_a_page(crawled):
    faults = []
    for url, page in crawled.pages.items():
        ids = page.xpath("//@id")
        faults += [f"{url}: #{name}" for name in sorted({i for i in ids if ids.count(i) > 1})]

    assert faults == []


def test_pages_ask_no_other_site_for_anything(crawled):
    faults = []
    for url, page in crawled.pages.items():
        loaded = page.xpath(
            "//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe/@src"
            " | //link[@rel='preload']/@href | //source/@srcset | //video/@src | //audio/@src"
        )
        faults += [f"{url}: {value}" for value in loaded if "://" in value or value[:2] == "//"]
        faults += [f"{url}: style attribute" for _ in page.xpath("//@style")]
        faults += [
            f"{url}: inline script"
            for script in page.xpath("//script[not(@src)]")
            if script.get("type") != "application/ld+json"
        ]

    assert faults == []


def test_every_partner_language_is_marked(crawled):
    page = crawled.pages[f"{crawled.base}/uk/institutions/karolinska/"]

    assert page.xpath("//*[@lang='sv']")


def test_the_published_files_have_lasting_names(crawled):
    odd = [path for path in crawled.files if Path(path).name != "404.html" and not path.isascii()]

    assert odd == []
