"""What stands around every page, and what a page says about itself."""

import json

import html5lib
import pytest
from markupsafe import Markup

from pobratym.pages.shapes import Link
from pobratym.rendering.assets import collect_assets
from pobratym.rendering.environment import environment
from pobratym.rendering.frame import build_frame
from pobratym.rendering.heads import json_ld
from tests.rendering.gallery_site import TEMPLATES, messages, sample_page, sample_site, themes

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


@pytest.fixture(scope="module")
def render():
    assets = collect_assets(TEMPLATES, themes())

    def made(lang="uk", **changes):
        templates = environment(lang, TEMPLATES, messages=messages(lang), assets=assets)
        return templates.get_template("layouts/gallery.html").render(
            page=sample_page(lang, **changes),
            frame=build_frame(templates, sample_site(lang)),
            specimens=(),
        )

    return made


def tree(html):
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_the_frame_is_valid_html(render):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)

    parser.parse(render())


def test_the_reader_meets_skip_link_then_settings_then_languages_then_sections(render):
    body = tree(render()).find("body")
    stops = [
        element.get("class") or element.get("href")
        for element in body.iter()
        if element.tag in ("a", "summary", "input", "button")
    ]

    assert stops[0] == "skip-link"
    assert stops[1:3] == ["settings__toggle", "settings__toggle"]
    assert stops.index("language-switch__link") < stops.index("wordmark")


def test_settings_stand_outside_the_content_and_out_of_search_results(render):
    page = tree(render())
    settings = page.find(".//div[@class='settings']")

    assert "data-nosnippet" in settings.attrib
    assert page.find(".//main//div[@class='settings']") is None


def test_without_a_script_the_panel_is_a_native_disclosure_and_no_dead_button_is_shown(render):
    settings = tree(render()).find(".//div[@class='settings']")
    [button] = [one for one in settings.iter("button") if one.get("aria-controls")]

    assert "hidden" in button.attrib
    assert settings.find("details/summary") is not None
    assert settings.find(".//button[@type='reset']") is not None


def test_every_setting_is_a_group_of_radio_buttons_with_a_legend(render):
    groups = tree(render()).findall(".//fieldset")
    names = [group.find("legend").text for group in groups]
    first = [group.find(".//input[@checked]").get("value") for group in groups]

    assert names == ["Розмір тексту", "Кольори", "Інтервали", "Шрифт", "Зображення", "Рух"]
    assert first == ["normal", "system", "normal", "site", "show", "system"]


def test_the_policy_allows_nothing_inline_and_nothing_foreign(render):
    page = tree(render())
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    inline = [
        element.tag
        for element in page.iter()
        if element.tag == "style"
        or "style" in element.attrib
        or any(name.startswith("on") for name in element.attrib)
        or (
            element.tag == "script"
            and element.get("type") != "application/ld+json"
            and not element.get("src")
        )
    ]

    assert policy == POLICY
    assert inline == []


def test_scripts_and_styles_carry_their_integrity(render):
    page = tree(render())
    loaded = [*page.findall(".//script[@src]"), *page.findall(".//link[@rel='stylesheet']")]

    assert loaded != []
    assert all(element.get("integrity", "").startswith("sha384-") for element in loaded)


def test_the_script_that_sets_colours_runs_before_anything_is_painted(render):
    head = list(tree(render()).find("head"))
    prepaint = next(i for i, one in enumerate(head) if "prepaint" in one.get("src", ""))
    style = next(i for i, one in enumerate(head) if one.get("rel") == "stylesheet")

    assert prepaint < style
    assert not {"async", "defer", "type"} & set(head[prepaint].attrib)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/uk/news.html", "page"), ("/uk/news/one/", "true")],
)
def test_the_section_of_the_page_is_marked_in_the_menu(render, url, expected):
    page = tree(render(section="news", url=url))
    marked = [link for link in page.iter("a") if link.get("class") == "menu__link"]

    assert [link.get("aria-current") for link in marked].count(expected) == 1


def test_the_language_switch_names_each_language_in_itself(render):
    [link] = [a for a in tree(render()).iter("a") if a.get("class") == "language-switch__link"]

    assert (link.text, link.get("lang"), link.get("hreflang")) == ("English", "en", "en")


def test_the_head_says_where_the_page_is_in_every_language(render):
    page = tree(
        render(
            alternates=(("uk", "https://e.org/uk/"), ("en", "https://e.org/en/")),
            x_default="https://e.org/",
            feeds=(Link("Новини", "/uk/news/feed.xml"),),
        )
    )
    links = {
        (link.get("hreflang") or link.get("type") or link.get("rel")): link.get("href")
        for link in page.findall(".//head/link")
        if link.get("rel") in ("alternate", "canonical")
    }

    assert links == {
        "uk": "https://e.org/uk/",
        "en": "https://e.org/en/",
        "x-default": "https://e.org/",
        "canonical": "https://example.org/uk/index.html",
        "application/atom+xml": "/uk/news/feed.xml",
    }


def test_a_telephone_number_is_shown_for_its_readers_and_dialled_internationally(render):
    for lang, shown in (("uk", "0 800 60 20 19"), ("en", "0 800 60 20 19")):
        link = tree(render(lang)).find(".//a[@class='contact-block__number']")

        assert (link.text, link.get("href")) == (shown, "tel:+380800602019")


def test_linked_data_cannot_close_its_element():
    text = "</script><script>alert(1)</script>&"

    shown = json_ld(({"name": text},))

    assert isinstance(shown, Markup)
    assert "<" not in shown
    assert json.loads(shown) == {"name": text}


def test_every_page_has_one_heading_of_the_first_level_and_one_main(render):
    page = tree(render())

    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//main")) == 1
