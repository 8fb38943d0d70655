"""Saved pages of an old site become drafts: its furniture gone, its claims listed."""

import pytest

from pobratym.content.library import open_library
from pobratym.content.reading import read_record
from pobratym.content.saved_pages import claims, import_page, read_page

ENGLISH = """\
Hide settings
For visually impaired people
Contact Centre
0 800 12 34 56
Facebook Youtube Telegram X White

Two clinics begin to share their operating theatres

5 May 2024

The clinics agreed on it in spring. So far 17 surgeons and 4 nurses from Hospital No. 3 took part.

“We expected five guests, and twelve came with questions for a whole week,” said the chief doctor.

The programme runs until December.
"""
UKRAINIAN = """\
великий шрифт
змінити на синій
змінити на ч/б


Дві клініки діляться операційними

13 травня 2024 року

Клініки домовилися про це навесні; у навчанні взяли участь 17 хірургів.

«Ми чекали на п’ятьох гостей, а приїхало дванадцять, і всі з питаннями на тиждень», — каже лікар.
"""
HTML = """\
<!doctype html><html lang="uk"><head><title>Дві клініки | Міністерство</title>
<link rel="canonical" href="https://example.org/news/7"><style>p {color: red}</style></head>
<body><header><button>Сховати налаштування</button></header><nav>Новини</nav>
<main><h1>Дві <b>клініки</b></h1><time datetime="2024-05-13T10:00">13 травня</time>
<p>Клініки &laquo;А&raquo; та «Б» домовилися.</p><p>Навчалися 17 лікарів.<br>Далі буде.</p>
<script>alert("ні")</script></main><footer>Контакт-центр</footer></body></html>
"""


@pytest.fixture
def library(site):
    return open_library(site().folder / "content", ("uk", "en"))


def page(text, name="page.txt"):
    found, problems = read_page(name, text.encode())
    assert problems == ()
    return found


def test_the_furniture_of_the_site_is_taken_away():
    found = page(ENGLISH)

    assert found.title == "Two clinics begin to share their operating theatres"
    assert found.date == "2024-05-05"
    assert len(found.paragraphs) == 3
    assert found.paragraphs[0].startswith("The clinics agreed")


def test_ukrainian_buttons_and_dates_are_known_too():
    found = page(UKRAINIAN)

    assert (found.title, found.date) == ("Дві клініки діляться операційними", "2024-05-13")
    assert len(found.paragraphs) == 2


def test_the_article_of_an_html_page_is_read_with_its_address_and_day():
    found = page(HTML, "page.html")

    assert found.title == "Дві клініки"
    assert (found.date, found.address) == ("2024-05-13", "https://example.org/news/7")
    assert found.paragraphs == (
        "Клініки «А» та «Б» домовилися.",
        "Навчалися 17 лікарів.",
        "Далі буде.",
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("13 October 2023", "2023-10-13"),
        ("October 13, 2023", "2023-10-13"),
        ("13 жовтня 2023 р.", "2023-10-13"),
        ("13.10.2023, 14:30", "2023-10-13"),
        ("2023-10-13", "2023-10-13"),
        ("31 лютого 2023", ""),
    ],
)
def test_a_line_that_is_a_date_is_the_day_of_the_page(line, day):
    found = page(f"A headline\n{line}\nThe first paragraph says something.\n")

    assert found.date == day


def test_a_first_line_that_is_a_sentence_is_no_headline():
    found = page("The ministers met in the capital on Monday.\nThey signed.\n")

    assert found.title == ""
    assert len(found.paragraphs) == 2


def test_quotations_and_sentences_with_numbers_are_claims():
    quotations, sentences = claims(page(ENGLISH).paragraphs)

    assert [one[:12] for one in quotations] == ["“We expected"]
    assert sentences == ("So far 17 surgeons and 4 nurses from Hospital No. 3 took part.",)


def test_a_page_becomes_a_draft_that_lacks_its_source_alone(library):
    found = import_page("page.txt", UKRAINIAN.encode(), library, str)

    (change,) = found.changes
    assert change.path == "news/dvi-kliniky-diliatsia-operatsiinymy/index.uk.md"
    text = change.after.decode()
    assert "draft: true" in text
    assert "- «Ми чекали" in text
    record, problems = read_record("news", "x", {"uk": (change.path, change.after)})
    assert record is None
    assert [(problem.code, dict(problem.values)["field"]) for problem in problems] == [
        ("fill-in", "url")
    ]


def test_with_an_address_nothing_is_left_to_fill_in(library):
    found = import_page("page.html", HTML.encode(), library, str)

    change = found.changes[0]
    record, problems = read_record("news", "x", {"uk": (change.path, change.after)})
    assert problems == ()
    assert record.draft
    assert record.source[0].url == "https://example.org/news/7"


def test_what_looks_like_markup_stays_what_it_says(library):
    from html import unescape

    from pobratym.text import markdown

    text = "A headline\n\n# 1 of [these](x) *stars* <b>and</b> &amp; 2. more\n\n- a dash\n"
    found = import_page("page.txt", text.encode(), library, str)

    body = found.changes[0].after.decode().split("---\n\n", 1)[1].split("\n\n## ")[0]
    shown = markdown.render(body, "en", lambda kind, item: None)
    assert [
        unescape(part).replace("\xa0", " ") for part in shown.removeprefix("<p>").split("</p>\n<p>")
    ] == [
        "# 1 of [these](x) *stars* <b>and</b> &amp; 2. more",
        "- a dash</p>",
    ]


def test_a_second_page_of_the_same_headline_gets_another_id(library):
    import msgspec

    known = msgspec.structs.replace(
        library.known,
        ids={**library.known.ids, "news": frozenset(("dvi-kliniky",))},
    )
    again = msgspec.structs.replace(library, known=known)

    found = import_page("page.html", HTML.encode(), again, str)

    assert found.added == ("dvi-kliniky-2",)


@pytest.mark.parametrize(
    "data", [b"", b"Hide settings\nFacebook Telegram\n", b"<html><p></p></html>"]
)
def test_a_page_without_an_article_is_refused(library, data):
    found = import_page("page.html", data, library, str)

    assert [problem.code for problem in found.problems] == ["no-article"]
    assert found.changes == ()
