"""Every component in every theme, by axe; nothing wider than the screen, however large the text."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.rendering.gallery_site import themes

pytestmark = pytest.mark.browser

# All levels of WCAG 2.2 and best practice; no rule is switched off.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag2aaa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice",
        ],
    },
    "resultTypes": ["violations"],
}
LARGEST = {"text": "largest", "spacing": "widest", "typeface": "easy"}
WIDER = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => `${one.tagName} ${one.className}`);
}"""
PAGES = ("index", "settings-0", "pair-1", "hero-0", "prose-0", "narrow-0", "pagination-0")


@pytest.fixture
def opened(browser: Browser, gallery: str) -> Iterator:
    pages: list[Page] = []

    def made(path: str, width: int, **settings: str) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        chosen = json.dumps(json.dumps(settings))
        page.add_init_script(f"localStorage.setItem('reading-settings', {chosen})")
        page.goto(gallery + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        return page

    yield made
    for page in pages:
        page.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("theme", [name for name, one in themes().items() if one.choice])
def test_no_component_breaks_a_rule_in_any_theme(opened, theme):
    assert violations(opened("/uk/index.html", 1280, colours=theme)) == []
    assert violations(opened("/en/pair-0.html", 360, colours=theme)) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_component_breaks_a_rule_in_the_largest_text_on_the_narrowest_screen(opened, name):
    page = opened(f"/uk/{name}.html", 320, **LARGEST)

    assert page.evaluate(WIDER) == []
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("settings", [{}, LARGEST], ids=["as it is", "largest"])
def test_nothing_is_wider_than_the_screen(opened, width, settings):
    assert opened("/en/index.html", width, **settings).evaluate(WIDER) == []


@pytest.mark.parametrize("name", ["hero-0", "record-section-2", "page-header-1"])
def test_what_stands_alone_breaks_no_rule(opened, name):
    assert violations(opened(f"/uk/{name}.html", 1280)) == []


def test_forced_colours_leave_controls_and_states_visible(browser, gallery):
    page = browser.new_page(forced_colors="active")
    page.goto(f"{gallery}/uk/index.html")

    borders = page.evaluate(
        """['.button', '.status-tag', '.notice', '.tag-list__link', '.search-box__field']
          .map((one) => getComputedStyle(document.querySelector(one)).borderInlineStartStyle)"""
    )

    assert borders == ["solid"] * 5
    page.close()


def test_on_paper_the_page_is_black_on_white_and_keeps_the_text_size(opened):
    page = opened("/uk/pair-0.html", 900, colours="yellow-on-black", text="large")
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size == pytest.approx(10.5 * 1.5 * 4 / 3, abs=0.1)
    assert page.locator(".site-strip").is_hidden()
