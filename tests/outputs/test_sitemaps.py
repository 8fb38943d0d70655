"""Sitemaps: what search engines are told to visit."""

from collections import defaultdict

from lxml import etree

from pobratym.registry.links import link
from pobratym.registry.registry import touched

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
BASE = "https://pobratym.example.org"


def addresses(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """address → language → alternate, of all sitemaps."""
    found = {}
    for path, data in files.items():
        if path.startswith("sitemap-"):
            for url in etree.fromstring(data).findall("s:url", NAMES):
                alternates = {
                    alternate.get("hreflang"): alternate.get("href")
                    for alternate in url.findall("x:link", NAMES)
                }
                address = url.findtext("s:loc", namespaces=NAMES)
                assert address not in found
                found[address] = alternates
    return found


def test_the_index_names_every_sitemap_and_robots_names_the_index(real):
    index = etree.fromstring(real.files["sitemap.xml"])
    named = {place.text.removeprefix(BASE + "/") for place in index.iterfind(".//s:loc", NAMES)}

    assert named == {path for path in real.files if path.startswith("sitemap-")}
    assert f"Sitemap: {BASE}/sitemap.xml".encode() in real.files["robots.txt"]


def test_every_page_that_may_be_found_is_listed_once(real):
    unlisted = ("not-found", "redirect", "search")
    pages = {
        BASE + page.url
        for page in real.plan
        if page.lang and page.kind not in (*unlisted, "news", "page", "choice")
    }

    assert pages <= addresses(real.files).keys()


def test_redirects_and_pages_without_a_text_of_their_own_are_not_listed(outputs):
    made = outputs(
        """-- content/institutions/karolinska.yaml --
name: {uk: Каролінська лікарня}
country: SE
aliases: [/institutions/old-name/]
-- content/news/only-english/index.en.md --
---
title: Only in English
date: 2024-01-01
summary: One.
---

Text.
"""
    )

    found = addresses(made.make("sitemap", "sitemap-index"))

    assert "https://example.org/en/news/only-english/" in found
    assert found["https://example.org/en/news/only-english/"] == {}
    assert "https://example.org/uk/news/only-english/" not in found
    assert not [address for address in found if "old-name" in address or "404" in address]


def test_languages_name_each_other_themselves_and_a_default(real):
    found = addresses(real.files)

    groups = defaultdict(set)
    for address, alternates in found.items():
        if alternates:
            assert address in alternates.values()
            assert set(alternates) == {"uk", "en", "x-default"}
            groups[tuple(sorted(alternates.items()))].add(address)
    for alternates, members in groups.items():
        assert members == {address for _lang, address in alternates}


def test_a_news_item_was_last_changed_when_git_or_its_date_says(real):
    urls = etree.fromstring(real.files["sitemap-uk-news.xml"]).findall("s:url", NAMES)

    for url in urls:
        item = url.findtext("s:loc", namespaces=NAMES).rstrip("/").rsplit("/", 1)[-1]
        assert (
            url.findtext("s:lastmod", namespaces=NAMES) >= real.registry.record("news", item).date
        )


def test_a_corrected_summary_leaves_the_sitemaps_alone(small):
    record = small.registry.record("partnerships", "okhmatdyt-karolinska")
    changed = record.__class__(**{**_fields(record), "summary": {"uk": "Інакше.", "en": "Other."}})
    institutions = {
        item: small.registry.record("institutions", item)
        for item in small.registry.ids("institutions")
    }
    (before,) = link([record], institutions, "UA")
    (after,) = link([changed], institutions, "UA")

    stale = set(touched(before, after))

    assert "partnerships/*" in stale
    assert not stale & small.notes("/sitemap-uk-partnerships.xml")
    assert not stale & small.notes("/sitemap-uk-lists.xml")


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}
