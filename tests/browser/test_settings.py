"""The settings for visually impaired people, as readers use them."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.rendering.gallery_site import themes

pytestmark = pytest.mark.browser

OPEN = "Людям із порушенням зору"
CLOSE = "Сховати налаштування"
PAGE = "/uk/pair-0.html"

Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, gallery: str) -> Iterator[Visit]:
    contexts: list[BrowserContext] = []

    def made(path: str = PAGE, **options: object) -> Page:
        context = browser.new_context(viewport={"width": 1000, "height": 800}, **options)
        contexts.append(context)
        context.set_default_timeout(5000)
        page = context.new_page()
        page.goto(gallery + path)
        return page

    yield made
    for context in contexts:
        context.close()


def opened(page: Page) -> Page:
    page.get_by_role("button", name=OPEN).click()
    return page


def colour(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def rgb(hexadecimal: str) -> str:
    return f"rgb({', '.join(str(int(hexadecimal[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_the_button_is_the_first_stop_after_the_skip_link(visit):
    page = visit()
    page.get_by_role("button", name=OPEN).wait_for()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти до змісту сторінки")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=OPEN)).to_be_focused()


def test_the_button_opens_a_labelled_region_and_says_so(visit):
    page = visit()
    button = page.get_by_role("button", name=OPEN)
    expect(button).to_have_attribute("aria-expanded", "false")

    button.click()

    expect(page.get_by_role("region", name="Налаштування для людей")).to_be_visible()
    expect(page.get_by_role("button", name=CLOSE)).to_have_attribute("aria-expanded", "true")


def test_escape_closes_the_settings_and_gives_the_focus_back(visit):
    page = opened(visit())
    page.get_by_label("Темні").focus()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name=OPEN)).to_be_focused()
    expect(page.get_by_label("Темні")).to_be_hidden()


def test_arrows_change_a_setting_at_once_and_it_is_announced(visit):
    page = opened(visit())
    page.get_by_label("Як у вашій системі").focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    assert colour(page) == rgb(themes()["dark"].tokens["canvas"])
    expect(page.locator(".settings [role=status]")).to_have_text("Кольори: Темні")


@pytest.mark.parametrize("name", [name for name, theme in themes().items() if theme.choice])
def test_every_theme_can_be_chosen(visit, name):
    page = opened(visit())

    page.get_by_label(themes()[name].label["uk"], exact=True).check()

    assert colour(page) == rgb(themes()[name].tokens["canvas"])


def test_a_choice_holds_on_other_pages_languages_and_visits(visit, gallery):
    page = opened(visit())
    page.get_by_label("Найбільший").check()
    page.get_by_label("Жовті на чорному").check()

    page.goto(gallery + "/en/pair-0.html")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert colour(page) == "rgb(0, 0, 0)"
    page.get_by_role("button", name="For visually impaired people").click()
    expect(page.get_by_label("Yellow on black")).to_be_checked()


def test_a_choice_reaches_the_other_tabs(visit, gallery):
    page = opened(visit())
    other = page.context.new_page()
    other.goto(gallery + "/en/pair-0.html")

    page.get_by_label("Темні").check()

    expect(other.locator("html")).to_have_attribute("data-colours", "dark")


def test_reset_brings_everything_back_and_forgets_it(visit):
    page = opened(visit())
    page.get_by_label("Темні").check()
    page.get_by_label("Великі").check()

    page.get_by_role("button", name="Скинути").click()

    expect(page.get_by_label("Як у вашій системі")).to_be_checked()
    assert page.evaluate("document.documentElement.dataset.colours") is None
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(".settings [role=status]")).to_contain_text("початкових")


def test_nothing_is_stored_before_the_reader_chooses(visit):
    page = opened(visit())

    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_settings_work_where_storage_is_refused(visit, browser, gallery):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(gallery + PAGE)

    opened(page).get_by_label("Темні").check()

    assert colour(page) == rgb(themes()["dark"].tokens["canvas"])
    assert faults == []
    context.close()


def test_a_broken_memory_is_no_harm(visit, gallery):
    page = visit()
    page.evaluate("localStorage.setItem('reading-settings', '{\"colours\": 5, \"x\": [')")
    page.reload()

    opened(page).get_by_label("Темні").check()

    assert colour(page) == rgb(themes()["dark"].tokens["canvas"])


def test_the_chosen_colours_are_there_when_the_page_is_first_painted(visit, gallery):
    """The script that sets them runs before the body is parsed."""
    page = opened(visit())
    page.get_by_label("Білі на чорному").check()
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first) window.first ="
        " document.documentElement.dataset.colours || 'none'; })"
        ".observe(document, { childList: true, subtree: true })"
    )

    page.reload()

    assert page.evaluate("window.first") == "white-on-black"


def test_as_in_your_system_follows_the_system_while_the_page_is_open(visit):
    page = visit(color_scheme="light")
    assert colour(page) == rgb(themes()["white"].tokens["canvas"])

    page.emulate_media(color_scheme="dark")
    assert colour(page) == rgb(themes()["dark"].tokens["canvas"])
    page.emulate_media(color_scheme="dark", contrast="more")
    assert colour(page) == rgb(themes()["white-on-black"].tokens["canvas"])
    page.emulate_media(color_scheme="light", contrast="more")
    assert colour(page) == rgb(themes()["black-on-white"].tokens["canvas"])


def test_a_choice_wins_over_the_system(visit):
    page = opened(visit(color_scheme="dark"))

    page.get_by_label("Білі", exact=True).check()

    assert colour(page) == rgb(themes()["white"].tokens["canvas"])


def test_without_scripts_the_same_controls_work_on_their_page(visit):
    page = visit(java_script_enabled=False)
    expect(page.locator("button.settings__toggle")).to_be_hidden()

    page.locator("summary.settings__toggle").click()
    page.get_by_label("Темні").check()
    page.get_by_label("Найбільший").check()

    expect(page.locator("body")).to_have_css(
        "background-color", rgb(themes()["dark"].tokens["canvas"])
    )
    expect(page.locator("html")).to_have_css("font-size", "32px")
    page.get_by_role("button", name="Скинути").click()
    expect(page.locator("html")).to_have_css("font-size", "16px")


def test_both_forms_of_the_accessibility_page_show_the_same(visit):
    page = opened(visit("/uk/settings-0.html"))

    page.locator(".settings-page").get_by_label("Простий без засічок").check()

    expect(page.locator(".settings").get_by_label("Простий без засічок")).to_be_checked()


def test_hidden_images_give_way_to_their_text(visit):
    page = opened(visit("/uk/index.html"))
    text = page.locator(".picture__text").first
    expect(text).to_be_hidden()

    page.get_by_label("Приховати").check()

    expect(page.locator(".picture__image").first).to_be_hidden()
    expect(text).to_be_visible()


def test_no_motion_means_no_transition(visit):
    page = opened(visit())

    page.get_by_label("Без руху").check()

    durations = page.evaluate(
        "[...document.querySelectorAll('*')].map(e => getComputedStyle(e).transitionDuration)"
    )
    assert set(durations) == {"0s"}


def test_text_grows_at_least_to_twice_its_size(visit):
    page = opened(visit())
    size = "parseFloat(getComputedStyle(document.querySelector('.pair__place')).fontSize)"
    before = page.evaluate(size)

    page.get_by_label("Найбільший").check()

    assert page.evaluate(size) >= 2 * before


def test_every_control_of_the_settings_is_large_enough_to_press(visit):
    """WCAG 2.5.5: 44 CSS pixels; a radio button is pressed by its whole row."""
    page = opened(visit())
    boxes = page.evaluate(
        "[...document.querySelectorAll('.settings .choice, .settings button:not([hidden])')]"
        ".map(e => e.getBoundingClientRect().height)"
    )

    assert len(boxes) > 18
    assert min(boxes) >= 44


def test_focus_is_ringed_by_three_pixels_and_more(visit):
    page = opened(visit())
    page.get_by_label("Як у вашій системі").focus()
    page.keyboard.press("ArrowDown")
    style = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineStyle, s.outlineWidth, s.outlineOffset]; })()"
    )

    assert style[0] == "solid"
    assert float(style[1].removesuffix("px")) >= 3
    assert float(style[2].removesuffix("px")) >= 2


def test_lines_hold_at_most_eighty_characters(visit):
    """WCAG 1.4.8."""
    page = visit("/uk/prose-0.html")
    longest = page.evaluate(
        """() => {
          const words = document.querySelector('.prose p').firstChild;
          const range = document.createRange();
          let line = 0, most = 0, top = null;
          for (let at = 0; at < words.length; at++) {
            range.setStart(words, at); range.setEnd(words, at + 1);
            const box = range.getBoundingClientRect();
            if (top === null || Math.abs(box.top - top) < 4) line++;
            else [most, line] = [Math.max(most, line), 1];
            top = box.top;
          }
          return Math.max(most, line);
        }"""
    )

    assert 45 <= longest <= 80


def test_the_page_asks_nobody_else_for_anything(browser, gallery):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(gallery + PAGE, wait_until="networkidle")

    assert [url for url in asked if not re.match(re.escape(gallery), url)] == []
    page.close()
