"""Open data as part of a whole site: its page, its links, builds that make only what changed."""

import json
import re

import pytest
from lxml import html

PARTNERSHIP = "content/partnerships/okhmatdyt-karolinska.yaml"


@pytest.fixture
def open_site(site):
    """The small site with every output on but spreadsheets, which take the longest."""
    return _with_features(site(), "features: {search: false, spreadsheets: false}\n")


def _with_features(made, features):
    config = made.folder / "site_config.yaml"
    text = re.sub(r"features:\n(  .*\n)+", features, config.read_text("utf-8"))
    config.write_text(text, "utf-8")
    return made


def test_one_page_says_what_can_be_downloaded_under_what_licence_and_what_fields_mean(site):
    made = _with_features(site(), "")
    made.build()
    page = html.fromstring(made.page("/uk/data/"))

    text = page.text_content()

    assert "CC BY 4.0" in text
    assert "На якому воно етапі." in text
    assert "sources[].url" in text
    there = made.files()
    data = [link.get("href") for link in page.iter("a") if link.get("href").startswith("/data/")]
    assert {"/data/partnerships.csv", "/data/registry.xlsx", "/data/catalog.jsonld"} <= {*data}
    for address in data:
        assert address.lstrip("/") in there, address


def test_search_engines_are_told_of_the_data_set(open_site):
    open_site.build()

    (script,) = html.fromstring(open_site.page("/en/data/")).xpath(
        "//script[@type='application/ld+json']"
    )
    found = json.loads(script.text)
    things = found if isinstance(found, list) else [found]
    (dataset,) = [thing for thing in things if thing["@type"] == "Dataset"]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_switched_off_outputs_are_neither_built_nor_linked(site):
    made = site()
    made.build()

    paths = made.files()

    assert not [path for path in paths if path.startswith(("data/", "embed/"))]
    assert "uk/data/index.html" not in paths
    assert b"/data/" not in paths["uk/partnerships/okhmatdyt-karolinska/index.html"]


CHANGES = {
    "a summary": ("Лікарні домовилися про спільну роботу.", "Лікарні працюють разом."),
    "a status": ("status: signed", "status: active"),
    "a date": ("signed: 2023-12-01", "signed: 2024-01"),
    "a field of work": ("areas: [trauma]", "areas: [oncology, trauma]"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_every_file_is_as_in_a_clean_build(open_site, change):
    open_site.build()
    path = open_site.folder / PARTNERSHIP
    old, new = CHANGES[change]
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    outcome = open_site.build()
    incremental = open_site.files()
    open_site.build(use_cache=False)

    assert outcome.rendered < outcome.pages
    assert open_site.files() == incremental


@pytest.mark.parametrize(
    "text",
    [
        "-- content/institutions/karolinska.yaml --\nname: {en: Renamed}\ncountry: NO\n"
        "aliases: [/institutions/former/]\n",
        "-- content/institutions/third.yaml --\nname: {en: Third}\ncountry: UA\nregion: UA-46\n"
        "identifiers: {edrpou: '00012925'}\n",
        "-- content/news/signed/index.en.md --\n---\ntitle: New words\nsummary: Other.\n---\n\n"
        "Other text.\n",
        "-- content/vocabularies/areas.yaml --\noncology: {uk: Рак, en: Cancer}\n"
        "trauma: {uk: Травми, en: Trauma}\n",
    ],
    ids=["a renamed institution", "a new institution", "a text", "a vocabulary"],
)
def test_after_other_changes_every_file_is_as_in_a_clean_build(open_site, text):
    open_site.build()
    open_site.write(text)

    open_site.build()
    incremental = open_site.files()
    open_site.build(use_cache=False)

    assert open_site.files() == incremental


def test_a_site_in_a_folder_names_its_data_with_the_folder(open_site):
    open_site.build(base_url="https://example.org/registry/")

    record = json.loads(open_site.files()["data/institutions/karolinska.json"])["record"]

    assert record["uri"] == "https://example.org/registry/uk/institutions/karolinska/"
    assert "/registry/data/partnerships.csv" in open_site.page("/uk/data/")
