"""Every kind of page of the real site: axe in every theme, reflow, focus, no script, print.

The document is the same in every theme and size (WCAG technique G174), so all rules run once for
each page and screen, on the phone with the largest text and widest spacing, and the rules about
colour again in each theme.  No rule is switched off.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served
from tests.rendering.gallery_site import themes

pytestmark = pytest.mark.browser

# One address for each kind of page, without the language.
KINDS = {
    "home": "",
    "partnerships": "partnerships/",
    "second page of a list": "partnerships/page/2/",
    "narrowed list": "partnerships/status/active/",
    "partnership": "partnerships/okhmatdyt-karolinska/",
    "partnership with a partner not named": "partnerships/toulouse-dnipropetrovsk/",
    "institutions": "institutions/",
    "institution": "institutions/karolinska/",
    "countries": "countries/",
    "country": "countries/de/",
    "regions": "regions/",
    "region": "regions/ua-46/",
    "areas": "areas/",
    "area": "areas/oncology/",
    "declaration": "declarations/open-declaration-health-workforce/",
    "events": "events/",
    "event": "events/third-summit/",
    "exchange": "exchanges/2023-10/",
    "statement": "statements/joint-statement-2023/",
    "programme": "programmes/international-medical-partnership/",
    "figures": "figures/",
    "news list": "news/",
    "news year": "news/2023/",
    "news": "news/karolinska-signs-with-okhmatdyt-and-kryvyi-rih/",
    "page": "method/",
    "search": "search/",
    "data": "data/",
    "changes": "changes/",
    "accessibility": "accessibility/",
}
ALONE = ("/", "/404.html")
SCREENS = {"phone": 360, "desktop": 1280}
LEVELS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {
        "type": "rule",
        # Every theme that can be chosen promises 7:1, so the enhanced rule contains the other.
        "values": ["color-contrast-enhanced", "link-in-text-block"],
    },
    "resultTypes": ["violations"],
}
LARGEST = {"text": "largest", "spacing": "widest"}
# The phone is the hard case: the largest text on the narrowest screen.
SETTINGS = {"phone": LARGEST, "desktop": {}}
OVERFLOW = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .slice(0, 5)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
}"""
# Where the focus is, whether its ring shows, and whether something covers it.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const shown = [one, ...one.querySelectorAll('*'), one.parentElement, one.nextElementSibling]
    .filter(Boolean)
    .some((part) => {
      const own = getComputedStyle(part);
      return parseFloat(own.outlineWidth) >= 3 && own.outlineStyle !== 'none'
        || own.boxShadow !== 'none';
    });
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const covered = box.width > 1 && middle && !one.contains(middle) && !middle.contains(one)
    && !one.closest('label')?.contains(middle);
  return {
    name: `${one.tagName.toLowerCase()} ${one.textContent.trim().slice(0, 40)}`,
    shown: shown || style.clipPath !== 'none',
    covered: Boolean(covered),
  };
}"""
MOST_STOPS = 400


@pytest.fixture(scope="module")
def address(real_site) -> Iterator[str]:
    with served(real_site.output) as found:
        yield found


def show(page: Page, url: str, **settings: str) -> Page:
    page.goto(url, wait_until="load")
    choose(page, settings)
    return page


def choose(page: Page, settings: dict[str, str]) -> None:
    """The settings as the script sets them: attributes of the root element."""
    page.evaluate(
        """(chosen) => {
          const root = document.documentElement;
          for (const name of Object.keys({...root.dataset})) delete root.dataset[name];
          Object.assign(root.dataset, chosen);
          for (const one of document.querySelectorAll('details')) one.open = true;
        }""",
        settings,
    )


def violations(page: Page, rules: dict) -> list[str]:
    # The script is put into the page once, and only what is wrong comes back.
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
        REPORT["tool"] = f"axe-core {page.evaluate('axe.version')}"
    found = page.evaluate("async (rules) => (await axe.run(rules)).violations", rules)
    for rule in found:
        criteria = [
            ".".join((tag[4], tag[5], tag[6:])) for tag in rule["tags"] if CRITERION.fullmatch(tag)
        ]
        BROKEN.setdefault(rule["id"], (criteria, set()))[1].add(page.url)
    return [
        f"{rule['id']} ({node['target'][0]}): {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]


def addresses() -> list[tuple[str, str, str]]:
    return [
        (lang, kind, f"/{lang}/{path}") for lang in ("uk", "en") for kind, path in KINDS.items()
    ]


CHOICES = [name for name, theme in themes().items() if theme.choice]
# What was found, for the accessibility statement (docs: Accessibility).
REPORT: dict[str, object] = {}
BROKEN: dict[str, tuple[list[str], set[str]]] = {}
TESTED: set[str] = set()
CRITERION = re.compile(r"wcag\d{3,4}")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang,kind,path", addresses(), ids=lambda value: value)
def test_a_page_breaks_no_rule_in_any_theme(browser: Browser, address, lang, kind, path, screen):
    page = browser.new_page(viewport={"width": SCREENS[screen], "height": 900})
    faults = []
    try:
        show(page, address + path, **SETTINGS[screen])
        faults += [f"system: {found}" for found in violations(page, EVERYTHING)]
        # A colour is the same in every language.
        for theme in CHOICES if lang == "uk" else ():
            choose(page, {"colours": theme, **SETTINGS[screen]})
            faults += [f"{theme}: {found}" for found in violations(page, COLOURS)]
    finally:
        page.close()

    TESTED.add(path)
    assert faults == [], f"{path} ({screen})"


@pytest.mark.parametrize("path", ALONE)
def test_a_page_of_no_language_breaks_no_rule(browser: Browser, address, path):
    page = browser.new_page(viewport={"width": 360, "height": 900})
    show(page, address + path)
    faults = violations(page, EVERYTHING)
    page.close()

    assert faults == []


@pytest.mark.parametrize("lang,kind,path", addresses(), ids=lambda value: value)
def test_nothing_is_wider_than_a_screen_of_320_pixels(browser: Browser, address, lang, kind, path):
    """WCAG 1.4.10; 320 CSS pixels are 1280 at 400 %."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    faults = {}
    show(page, address + path)
    for settings in ({}, LARGEST, {**LARGEST, "typeface": "easy"}):
        choose(page, settings)
        if wider := page.evaluate(OVERFLOW):
            faults[json.dumps(settings)] = wider
    page.close()

    assert faults == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_the_end_and_the_focus_is_always_seen(browser: Browser, address, kind):
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{address}/uk/{KINDS[kind]}", wait_until="load")
    faults, stops = [], 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        stops += 1
        if not focus["shown"]:
            faults.append(f"no ring: {focus['name']}")
        if focus["covered"]:
            faults.append(f"covered: {focus['name']}")
    page.close()

    assert faults == []
    assert stops >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_the_page_says_the_same(browser: Browser, address, kind):
    with_scripts = browser.new_page()
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    url = f"{address}/uk/{KINDS[kind]}"
    with_scripts.goto(url, wait_until="load")
    without.goto(url, wait_until="load")
    headings = [
        page.locator("main h1, main h2").all_text_contents() for page in (with_scripts, without)
    ]
    with_scripts.close()
    context.close()

    assert headings[0] == headings[1]


@pytest.fixture(scope="module", autouse=True)
def report() -> Iterator[None]:
    """Leaves the result for the accessibility statement where POBRATYM_REPORT says."""
    yield
    if target := os.environ.get("POBRATYM_REPORT"):
        text = REPORT | {
            "pages": len(TESTED),
            "themes": len(CHOICES) + 1,
            "violations": [
                {"rule": rule, "criteria": criteria, "pages": len(pages)}
                for rule, (criteria, pages) in sorted(BROKEN.items())
            ],
            "commit": _git("rev-parse", "--short", "HEAD"),
            "date": _git("log", "-1", "--format=%cs"),
        }
        Path(target).write_text(json.dumps(text, indent=2) + "\n", "utf-8")


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], capture_output=True, text=True, cwd=Path(__file__).parent
    )
    return done.stdout.strip()
