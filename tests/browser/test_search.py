"""The search page as readers use it, and the script against the reference in Python."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pobratym.outputs.search.analysis import heard, stems
from pobratym.outputs.search.folding import fold, raw_words
from pobratym.outputs.search_index import SearchDocument, manifest_path
from tests.browser.search_site import write_site
from tests.search.corpus import corpus
from tests.search.questions import questions
from tests.search.reference import Index, ask

pytestmark = pytest.mark.browser
SHOWN = 12

ASK = """async ([script, index, questions]) => {
  const { ask, openIndex } = await import(script);
  const opened = await openIndex(index);
  const answers = [];
  for (const question of questions) {
    const found = await ask(opened, question);
    const records = found.numbers.slice(0, 12).map((number) => opened.record(number));
    answers.push({
      ids: (await Promise.all(records)).map((record) => record.id),
      count: found.numbers.length,
      allWords: found.allWords,
    });
  }
  return answers;
}"""

READ = """async ([script, index, words]) => {
  const { openIndex } = await import(script);
  const { reader } = await openIndex(index);
  return words.map((word) => {
    const forms = reader.fold(word);
    return [forms, forms.map(reader.stems), forms.map(reader.heard)];
  });
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is for failures."""


MELONS = {"кавун": 1, "гарбуз": 3, "патисон": 5, "огірок": 21}
"""Words that no record of the registry has, and how many of our own have them."""


def melons(lang: str) -> Iterator[SearchDocument]:
    """Records to count: their number must not change with the content."""
    for word, count in MELONS.items():
        for number in range(count):
            yield SearchDocument(
                id=f"{word}-{number:02}",
                kind="page" if number % 2 else "event",
                url=f"/{lang}/{number}/",
                lang=lang,
                title=word if lang == "uk" else f"melon{count}",
                filters={"country": ("LT" if number < 2 else "LV",)},
            )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("search") / "site"
    write_site(site, {lang: (*corpus(lang), *melons(lang)) for lang in ("uk", "en")})
    return site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    yield page
    page.close()


def script(folder: Path, name: str) -> str:
    [found] = folder.glob(f"assets/{name}.??????????.js")
    return f"/assets/{found.name}"


@pytest.mark.parametrize("lang", ["uk", "en"])
def test_the_browser_answers_every_labelled_question_as_the_reference_does(
    lang: str, page: Page, folder: Path, address: str
) -> None:
    asked = [question.text for question in questions() if question.lang == lang]
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "assets" / "search" / lang).iterdir()
    }
    expected = []
    for question in asked:
        answer = ask(Index(files, lang), question, SHOWN)
        expected.append((question, answer.ids, answer.count, answer.all_words))

    page.goto(f"{address}/{lang}/search/")
    answers = page.evaluate(ASK, [script(folder, "search"), f"/{manifest_path(lang)}", asked])

    given = [(q, a["ids"], a["count"], a["allWords"]) for q, a in zip(asked, answers, strict=True)]
    assert given == expected


def test_the_browser_reads_every_word_as_the_index_does(
    page: Page, folder: Path, address: str
) -> None:
    odd = ["O'Neill's", "d’Ivoire", "ґанок", "WHO", "здоровʼям", "Łódź", "ЄС", "лiкарня", "²", "ß"]
    texts = [
        text for lang in ("uk", "en") for one in corpus(lang) for text in (one.title, one.body)
    ]
    words = sorted({word for text in texts for word in raw_words(text)} | set(odd))
    expected = [
        [list(fold(word)), [stems(f) for f in fold(word)], [heard(f) for f in fold(word)]]
        for word in words
    ]

    page.goto(f"{address}/uk/search/")
    read = page.evaluate(READ, [script(folder, "search"), f"/{manifest_path('uk')}", words])

    # The relatives of a word are a set; only the order in which they are found differs.
    assert [_sorted(one) for one in read] == [
        _sorted(one) for one in json.loads(json.dumps(expected))
    ]


def _sorted(read: list[list[list[object]]]) -> list[object]:
    forms, of_stems, sounds = read
    return [forms, [[own, sorted(wide)] for own, wide in of_stems], sounds]


def search(page: Page, address: str, question: str, lang: str = "uk") -> None:
    page.goto(f"{address}/{lang}/search/")
    page.get_by_role("searchbox").fill(question)
    expect(page.locator(".search-results__body > *").first).to_be_visible()


def test_results_come_while_typing_and_the_first_is_the_one_meant(page: Page, address: str) -> None:
    search(page, address, "охматд")

    expect(page.locator(".search-results__link").first).to_have_attribute(
        "href", "/uk/institutions/okhmatdyt/"
    )


def test_a_link_with_a_question_shows_its_answer(page: Page, address: str) -> None:
    page.goto(f"{address}/uk/search/?q=Каролінська")

    expect(page.get_by_role("searchbox")).to_have_value("Каролінська")
    expect(page.locator(".search-results__link").first).to_have_text(
        "Каролінська університетська лікарня"
    )


def test_the_question_is_kept_in_the_address_and_in_the_title(page: Page, address: str) -> None:
    search(page, address, "Прага")

    expect(page).to_have_url(f"{address}/uk/search/?q=%D0%9F%D1%80%D0%B0%D0%B3%D0%B0")
    expect(page).to_have_title("Прага – Пошук")


@pytest.mark.parametrize(
    "question,lang,said",
    [
        ("кавун", "uk", "Знайдено 1 запис"),
        ("гарбузів", "uk", "Знайдено 3 записи"),
        ("патисони", "uk", "Знайдено 5 записів"),
        ("огірки", "uk", "Знайдено 21 запис"),
        ("melon1", "en", "Found 1 record"),
        ("melon3", "en", "Found 3 records"),
    ],
)
def test_the_number_of_results_is_said_and_announced_in_the_right_plural(
    question: str, lang: str, said: str, page: Page, address: str
) -> None:
    search(page, address, question, lang)

    expect(page.locator(".search-results__status")).to_have_text(said)
    expect(page.get_by_role("status")).to_have_text(said)


def test_what_was_found_is_marked_in_the_form_that_stands_there(page: Page, address: str) -> None:
    search(page, address, "перинатальних центрів Одеси")

    marked = page.locator(".search-results__item").first.locator("mark").all_inner_texts()
    assert marked[:3] == ["Одеський", "перинатальний", "центр"]


def test_a_record_found_by_another_name_says_so(page: Page, address: str) -> None:
    search(page, address, "MGH")

    expect(page.locator(".search-results__matched").first).to_have_text("Знайдено за: «mgh»")


def test_a_mistyped_word_is_read_as_the_nearest_one_and_says_so(page: Page, address: str) -> None:
    search(page, address, "lsrfhyz")

    expect(page.locator(".search-results__note")).to_contain_text("«лікарня»")
    expect(page.locator(".search-results__item").first).to_be_visible()


def test_words_that_no_record_has_together_find_records_with_some(page: Page, address: str) -> None:
    search(page, address, "Астана Бостон Флоренція")

    expect(page.locator(".search-results__note")).to_have_text(
        "Жоден запис не містить усіх цих слів. Ось записи з деякими з них."
    )


def test_nothing_found_says_so_and_what_to_try(page: Page, address: str) -> None:
    search(page, address, "щщщщщ")

    expect(page.locator(".no-results__title")).to_have_text("Нічого не знайдено: «щщщщщ»")
    expect(page.locator(".no-results__advice li")).to_have_count(3)


def test_results_are_grouped_by_kind_after_the_best_ones(page: Page, address: str) -> None:
    search(page, address, "Охматдит")

    headings = page.locator(".search-results__heading").all_inner_texts()
    assert headings[0] == "Найкращі збіги"
    assert {"Партнерства", "Новини"} <= set(headings)


def test_more_of_a_kind_are_shown_on_demand_and_the_first_of_them_gets_the_focus(
    page: Page, address: str
) -> None:
    search(page, address, "огірки")
    group = page.locator(".search-results__group", has_text="Події").last
    group.get_by_role("button", name="Показати ще").click()

    expect(group.locator(".search-results__link").nth(2)).to_be_focused()


def test_filters_narrow_the_results_and_stand_in_the_address(page: Page, address: str) -> None:
    search(page, address, "огірок")
    page.get_by_text("Звузити результати").click()
    page.get_by_label("Литва").check()

    expect(page.locator(".search-results__status")).to_have_text("Знайдено 2 записи")
    expect(page.get_by_label("Литва")).to_be_focused()
    assert page.url.endswith("&country=LT")


def test_a_link_with_filters_shows_them_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/uk/search/?q=огірок&kind=event&country=LV")

    expect(page.locator(".search-results__status")).to_have_text("Знайдено 10 записів")
    expect(page.get_by_label("Латвія")).to_be_checked()
    page.get_by_role("button", name="Показати всі результати").click()
    expect(page.locator(".search-results__status")).to_have_text("Знайдено 21 запис")


def test_the_other_language_is_searched_too_where_this_one_has_little(
    page: Page, address: str
) -> None:
    search(page, address, "nursing")

    expect(page.locator(".search-results__heading")).to_have_text("Іншою мовою: English")
    expect(page.locator(".search-results__title[lang=en]").first).to_be_visible()


def test_a_record_is_not_shown_again_in_the_other_language(page: Page, address: str) -> None:
    search(page, address, "телемедицина")
    with page.expect_response(f"**/{manifest_path('en')}"):
        search(page, address, "телемедицина")
    page.wait_for_load_state("networkidle")

    assert page.locator(".search-results__item").count() == 1


def test_an_index_that_cannot_be_loaded_is_admitted(page: Page, address: str) -> None:
    page.route("**/index.json", lambda route: route.abort())
    page.goto(f"{address}/uk/search/?q=Прага")

    expect(page.locator(".search-results__status")).to_contain_text("Пошук не завантажився")


def test_without_scripts_the_page_says_where_to_look(folder: Path) -> None:
    html = (folder / "uk" / "search" / "index.html").read_text("utf-8")

    [without] = re.findall("<noscript>(.*?)</noscript>", html)
    assert "До всіх записів можна дійти й переліками нижче" in without


def test_search_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/uk/search/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    page.keyboard.type("Флоренція")
    page.keyboard.press("Enter")
    expect(page.locator(".search-results__link").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")

    expect(page.locator(".search-results__link").first).to_be_focused()


def test_searching_asks_this_site_only_and_little_of_it(page: Page, address: str) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, address, "лікарень Львова")

    assert all(url.startswith(address) for url in asked)
    assert len([url for url in asked if "/assets/search/" in url]) < 40


@pytest.mark.parametrize("width", [320, 1000])
@pytest.mark.parametrize("question", ["Охматдит", "lsrfhyz", "щщщщщ"])
def test_axe_finds_nothing_in_the_results(
    width: int, question: str, page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    search(page, address, question)
    for summary in page.locator("summary").all():
        summary.click()
    rules = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}

    found = Axe().run(page, options={"rules": rules})

    assert found.response["violations"] == []
