"""Fragments for other sites."""

import json

import html5lib

from pobratym.pages.labels import STATUS_LABELS

PAGE = "embed/en/countries/se"


def test_a_fragment_is_a_valid_page_that_loads_one_style_sheet(small):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)

    document = parser.parse(small.files[f"{PAGE}.html"].decode())

    assert document.find(".//script") is None
    assert [link.get("href") for link in document.findall(".//link[@rel='stylesheet']")] == [
        "/embed/embed.css"
    ]
    assert "embed/embed.css" in small.files
    for element in document.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]


def test_links_leave_the_frame_and_are_absolute(small):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)

    for link in parser.parse(small.files[f"{PAGE}.html"].decode()).findall(".//a"):
        assert link.get("target") == "_top"
        assert link.get("href").startswith("https://")


def test_the_json_beside_it_says_the_same(small):
    value = json.loads(small.files[f"{PAGE}.json"])
    html = small.files[f"{PAGE}.html"].decode()

    assert value["count"] == 1
    for partnership in value["partnerships"]:
        assert partnership["url"] in html
        assert partnership["status"] in STATUS_LABELS


def test_countries_regions_and_institutions_have_fragments(small):
    for place in ("countries/se", "regions/ua-30", "institutions/okhmatdyt"):
        assert f"embed/uk/{place}.html" in small.files
        assert f"embed/uk/{place}.json" in small.files


def test_a_fragment_is_not_found_by_search_engines_but_names_the_page(small):
    html = small.files[f"{PAGE}.html"].decode()

    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://example.org/en/countries/se/">' in html


def test_hostile_names_are_text(outputs):
    made = outputs(
        """-- content/institutions/karolinska.yaml --
name: {uk: '"><script>', en: '<img src=x onerror=alert(1)>'}
country: SE
"""
    )

    html = made.make("embed")["embed/en/institutions/karolinska.html"].decode()

    assert "<img" not in html
    assert "<script" not in html
