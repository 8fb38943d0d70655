"""Atom feeds, as feed readers understand them."""

import re

import feedparser
import pytest
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith("feed.xml")}


def test_every_feed_parses_without_a_complaint(real):
    found = feeds(real.files)

    assert {"uk/news/feed.xml", "en/partnerships/feed.xml", "uk/countries/se/feed.xml"} <= set(
        found
    )
    for path, data in found.items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, path
        for entry in parsed.entries:
            assert entry.id
            assert entry.title
            assert entry.updated_parsed


def test_a_feed_says_its_language_and_its_own_address(real):
    for path, data in feeds(real.files).items():
        root = etree.fromstring(data)
        lang = path.split("/", 1)[0]
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
        (own,) = root.findall(f"{ATOM}link[@rel='self']")
        assert own.get("href") == f"https://pobratym.example.org/{path}"


def test_ids_are_unique_and_the_feed_is_as_new_as_its_newest_entry(real):
    for path, data in feeds(real.files).items():
        root = etree.fromstring(data)
        ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        updated = [entry.findtext(f"{ATOM}updated") for entry in root.iter(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids), path
        if updated:
            assert root.findtext(f"{ATOM}updated") == max(updated)


def test_news_come_with_their_full_text_and_absolute_addresses(small):
    parsed = feedparser.parse(small.files["uk/news/feed.xml"])

    (entry,) = parsed.entries
    content = entry.content[0].value
    assert "Ідеться про" in content
    assert 'href="https://example.org/uk/partnerships/okhmatdyt-karolinska/"' in content
    assert entry.summary == "Дві лікарні стали побратимами."
    assert entry.published.startswith("2023-12-02")


def test_no_address_in_any_feed_is_relative(real):
    for path, data in feeds(real.files).items():
        for entry in etree.fromstring(data).iter(f"{ATOM}content"):
            assert not re.search(r'(?:href|src)="/', entry.text or ""), path


def test_news_without_a_text_in_a_language_are_not_in_its_feed(outputs):
    made = outputs(
        """-- content/news/only-english/index.en.md --
---
title: Only in English
date: 2024-01-01
summary: One.
---

Text.
"""
    )

    files = made.make("feed")

    assert b"Only in English" in files["en/news/feed.xml"]
    assert b"Only in English" not in files["uk/news/feed.xml"]


def test_a_partnership_tells_its_status_and_certainty(small):
    parsed = feedparser.parse(small.files["en/partnerships/feed.xml"])

    content = parsed.entries[0].content[0].value
    assert "Status: Signed" in content
    assert "Certainty: Confirmed" in content


def test_hostile_text_stays_text(outputs):
    made = outputs(
        """-- content/institutions/karolinska.yaml --
name: {uk: '<script>alert(1)</script>', en: 'A & B ]]> <b>'}
country: SE
"""
    )

    files = made.make("feed")

    for data in files.values():
        assert b"<script" not in data
        assert not feedparser.parse(data).bozo


@pytest.mark.parametrize("lang", ["uk", "en"])
def test_the_search_of_the_site_is_described_for_browsers(real, lang):
    root = etree.fromstring(real.files[f"{lang}/opensearch.xml"])
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert root.tag == f"{space}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{space}ShortName")) <= 16
    template = root.find(f"{space}Url[@type='text/html']").get("template")
    assert template == f"https://pobratym.example.org/{lang}/search/?q={{searchTerms}}"
