"""Graphics as a browser shows them, with the styles of their components."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import graphic_samples as samples
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.browser

COMPONENTS = Path(__file__).parents[2] / "templates" / "components"
STYLES = ("graphic", "tile-map", "world-map", "bar-chart", "step-chart", "timeline")
THEMES = {
    "white": "canvas:#ffffff;ink:#14202e;ink-soft:#44525f;border:#c6ced6;control-border:#6b7885;"
    "link:#0b4f9c;chart-1:#0b5cad;chart-2:#a3470a;chart-3:#2c6e49;chart-4:#6b3fa0",
    "yellow on black": "canvas:#000000;ink:#ffff00;ink-soft:#ffff00;border:#ffff00;"
    "control-border:#ffff00;link:#ffff00;chart-1:#ffff00;chart-2:#ffffff;chart-3:#ffff00;"
    "chart-4:#ffffff",
}


def page_of(theme: str, text_size: int) -> str:
    roles = "".join(f"--{role};" for role in THEMES[theme].split(";"))
    styles = "".join((COMPONENTS / name / f"{name}.css").read_text("utf-8") for name in STYLES)
    return (
        '<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Графіка</title>'
        '<meta name="viewport" content="width=device-width"><style>@layer base, components;'
        f"@layer base {{ :root {{ {roles} font: {text_size}%/1.5 sans-serif }}"
        "body { background: var(--canvas); color: var(--ink); margin: 1rem }"
        f"a {{ color: var(--link) }} }}{styles}</style></head><body><main><h1>Графіка</h1>"
        f"{''.join(samples.all_graphics().values())}</main></body></html>"
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    pages = []

    def open_page(*, theme: str = "white", width: int = 1000, text_size: int = 100) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800})
        pages.append(page)
        page.set_content(page_of(theme, text_size))
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing(show: Callable[..., Page], theme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rules = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
    found = Axe().run(show(theme=theme, width=width), options={"rules": rules})

    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("width", [320, 600, 1000])
def test_nothing_scrolls_sideways(show: Callable[..., Page], width: int, text_size: int) -> None:
    """WCAG 1.4.10 at 320 pixels, together with 1.4.4: text at twice its size."""
    page = show(width=width, text_size=text_size)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1000])
def test_labels_stay_within_their_tiles(show: Callable[..., Page], width: int) -> None:
    outside = show(width=width).evaluate(
        """() => [...document.querySelectorAll('.tile-map__mark')].filter(tile => {
            const box = tile.getBoundingClientRect();
            return [...tile.querySelectorAll('[aria-hidden]')].some(label => {
                const text = label.getBoundingClientRect();
                return text.left < box.left || text.right > box.right
                    || text.top < box.top || text.bottom > box.bottom;
            });
        }).map(tile => tile.textContent)"""
    )

    assert outside == []


def test_with_large_text_on_a_telephone_tiles_become_a_list_of_full_names(
    show: Callable[..., Page],
) -> None:
    tile = show(width=320, text_size=200).locator(".tile-map__mark").first

    assert tile.locator(".tile-map__short").is_hidden()
    assert tile.locator(".graphic__spoken").bounding_box()["width"] > 100


@pytest.mark.parametrize(("width", "layout"), [(320, "narrow"), (1000, "wide")])
def test_one_layout_of_the_map_is_shown(show: Callable[..., Page], width: int, layout: str) -> None:
    page = show(width=width)

    assert page.locator(".world-map__layout:visible").count() == 1
    assert page.locator(f".world-map__layout--{layout}").is_visible()


def test_names_on_the_map_do_not_cover_each_other(show: Callable[..., Page]) -> None:
    covered = show(width=1000).evaluate(
        """() => {
            const boxes = [...document.querySelectorAll(
                '.world-map__layout--wide .world-map__name')].map(
                name => [name.textContent, name.getBoundingClientRect()]);
            return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) =>
                a.left < b.right - 2 && b.left < a.right - 2
                && a.top < b.bottom - 6 && b.top < a.bottom - 6).map(([other]) => [one, other]));
        }"""
    )

    assert covered == []


def test_bars_keep_their_proportions(show: Callable[..., Page]) -> None:
    lengths = {
        label: show(width=320).locator(f"#bars tr:has-text('{label}') svg").bounding_box()["width"]
        for label in ("Німеччина", "Франція")
    }

    assert lengths["Франція"] / lengths["Німеччина"] == pytest.approx(8 / 18, abs=0.01)


def test_the_keyboard_reaches_every_mark_in_turn(show: Callable[..., Page]) -> None:
    page = show(width=1000)
    marks = page.locator("#world svg a:visible").count()
    page.locator("#world svg a:visible").first.focus()
    seen = set()
    for _ in range(marks):
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")

    assert seen == {f"{row.label}: {row.spoken}" for row in samples.COUNTRIES}


def test_in_forced_colours_marks_keep_edges_and_land_keeps_its_outline(
    show: Callable[..., Page],
) -> None:
    page = show()
    page.emulate_media(forced_colors="active")
    style = "(element, name) => getComputedStyle(element)[name]"
    paint = {
        name: page.locator(selector).first.evaluate(f"element => ({style})(element, 'stroke')")
        for name, selector in (
            ("land", ".world-map__land"),
            ("mark", ".world-map__layout--wide .world-map__mark circle"),
            ("canvas", ".world-map__layout--wide .world-map__name"),
        )
    }

    assert paint["land"] != paint["canvas"]
    assert paint["mark"] != paint["canvas"]
