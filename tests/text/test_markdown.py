"""Markdown as editors write it: safe, valid, linked, and set in the language's typography."""

import re

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pobratym.text.markdown import images, links, plain, render
from pobratym.text.markdown.finish import Finisher, Options
from pobratym.text.markdown.parser import parse
from pobratym.text.markdown.shortcut import to_html
from pobratym.text.typography import normalise

ITEMS = {
    ("partnership", "x"): ("/uk/partnerships/x/", 'Меморандум "Х"', None),
    ("institution", "k"): ("/uk/institutions/k/", "Karolinska", "sv"),
}
IMAGES = {"a.jpg": ("/assets/a.123.jpg", 800, 600)}


def item(kind: str, identifier: str) -> tuple[str, str, str | None] | None:
    return ITEMS.get((kind, identifier))


def html(text: str, lang: str = "uk", **options) -> str:
    """The text rendered with the two items and the image above; ~ is written for U+00A0."""
    return render(text, lang, item, image=IMAGES.get, **options).replace("\u00a0", "~")


def test_paragraphs_emphasis_and_lists():
    assert html("Перший **абзац**\nдалі.\n\n- *один*\n- два") == (
        "<p>Перший <strong>абзац</strong> далі.</p>\n"
        "<ul>\n<li><em>один</em></li>\n<li>два</li>\n</ul>"
    )


def test_typography_reaches_prose_across_markup():
    assert html('Лікарня "**Охматдит**" - у *Києві*') == (
        "<p>Лікарня «<strong>Охматдит</strong>»~— у~<em>Києві</em></p>"
    )


def test_typography_can_be_left_out():
    assert html('"x" - `y`', typography=False) == '<p>"x" - <code>y</code></p>'


def test_code_keeps_every_character():
    assert html('Код `"a" - \'b\'...` і\n\n    x - "y"\n') == (
        '<p>Код <code>"a" - \'b\'...</code> і</p>\n<pre><code>x - "y"\n</code></pre>'
    )


def test_a_fenced_block_keeps_blank_lines_and_markup():
    assert html('```\n# not a heading\n\n<b>"x"</b>\n```') == (
        '<pre><code># not a heading\n\n&lt;b&gt;"x"&lt;/b&gt;\n</code></pre>'
    )


def test_a_grave_accent_in_a_word_is_an_apostrophe_and_no_code():
    assert html("Знам`янка і Кам`янка, `код`") == ("<p>Знам’янка і~Кам’янка, <code>код</code></p>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("***обидва***", "<strong><em>обидва</em></strong>"),
        ("**жирний *курсив* тут**", "<strong>жирний <em>курсив</em> тут</strong>"),
        ("*курсив **жирний** тут*", "<em>курсив <strong>жирний</strong> тут</em>"),
        ("**пів**слова", "<strong>пів</strong>слова"),
        ("__жирний__ _курсив_", "<strong>жирний</strong> <em>курсив</em>"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*а**б*хвіст", "*а**б*хвіст"),
        ("**[x](partnership:x)**", '<strong><a href="/uk/partnerships/x/">x</a></strong>'),
        ("\\*зірка\\*", "*зірка*"),
    ],
)
def test_emphasis(text, shown):
    assert html(text) == f"<p>{shown}</p>"


# Headings


def test_headings_start_below_the_heading_of_the_page():
    assert html("# А\n\n## Б", heading_level=3) == '<h3 id="a">А</h3>\n<h4 id="b">Б</h4>'


def test_no_heading_level_is_skipped_whatever_the_editor_wrote():
    text = "## А\n\n##### Б\n\n### В\n\n# Г\n\n### Ґ"

    assert re.findall(r"<h(\d)", html(text)) == ["2", "3", "3", "2", "3"]


def test_no_heading_is_deeper_than_six():
    assert re.findall(r"<h(\d)", html("# a\n\n## b\n\n### c", heading_level=5)) == ["5", "6", "6"]


def test_heading_ids_follow_resolution_55_and_are_unique():
    text = "# Знам'янка та **Згорани**\n\n# Вступ\n\n# Вступ\n\n# 東京\n\n# main"

    assert re.findall(r'id="([^"]*)"', html(text, reserved_ids=["main"])) == [
        "znamianka-ta-zghorany",
        "vstup",
        "vstup-2",
        "section",
        "main-2",
    ]


def test_a_heading_without_text_disappears():
    assert html("#\n\nтекст") == "<p>текст</p>"


# Links


def test_a_reference_becomes_the_address_of_its_item():
    assert html("див. [меморандум](partnership:x)") == (
        '<p>див. <a href="/uk/partnerships/x/">меморандум</a></p>'
    )


def test_a_reference_may_point_at_a_heading():
    assert 'href="/uk/partnerships/x/#dzherela"' in html("[так](partnership:x#dzherela)")


def test_a_reference_without_text_takes_the_title_in_its_own_language():
    assert html("[](partnership:x) і [](institution:k)") == (
        '<p><a href="/uk/partnerships/x/">Меморандум «Х»</a> і~'
        '<a href="/uk/institutions/k/" lang="sv">Karolinska</a></p>'
    )


def test_an_unknown_reference_is_plain_text():
    assert html("[текст](partnership:nope) [](event:nope)") == "<p>текст </p>"


def test_a_link_to_another_site_says_so():
    assert html("[МОЗ](https://moz.gov.ua/a-1)", external_note="(інший сайт)") == (
        '<p><a href="https://moz.gov.ua/a-1" class="external" rel="external noopener">МОЗ'
        '<span class="visually-hidden"> (інший сайт)</span></a></p>'
    )


def test_the_own_site_is_no_other_site():
    shown = html(
        "[тут](https://own.org/a) [там](https://own.org.evil/)", own_origin="https://own.org"
    )

    assert shown.count('class="external"') == 1
    assert '<a href="https://own.org/a">' in shown


def test_an_address_without_text_shows_itself_unchanged():
    assert ">https://x.org/a-1-2</a>" in html("[](https://x.org/a-1-2)")


def test_root_relative_links_honour_the_base_path():
    assert html("[дані](/data/x.csv)", base_path="/registry/") == (
        '<p><a href="/registry/data/x.csv">дані</a></p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert)",
        "[x](javascript:alert)",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[a]: javascript:alert(1)\n\n[x][a]",
        '<a href="javascript:alert(1)">x</a>',
        "<a href='&#106;avascript:x'>x</a>",
    ],
)
def test_an_address_that_could_run_is_no_link(text):
    assert html(text) == "<p>x</p>"


def test_links_with_odd_characters_are_escaped():
    assert html("[x](https://a.org/?a=1&b=%22)") == (
        '<p><a href="https://a.org/?a=1&amp;b=%22" class="external" rel="external noopener">x</a>'
        "</p>"
    )


# Raw HTML


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("<script>alert(1)</script>x", "<p>x</p>"),
        ("<svg><script>alert(1)</script></svg>x", "<p>x</p>"),
        ('<b onclick="x()" style="color:red" class="y">ж</b>', "<p><b>ж</b></p>"),
        ("<div onmouseover='x'>ж</div>", "<p>ж</p>"),
        ("<b>незакритий", "<p>незакритий</p>"),
        ("закритий</b>", "<p>закритий</p>"),
        ("x <!-- ні --> y", "<p>x  y</p>"),
        ("<!-- ні\n\nще ні -->\n\nx", "<p>x</p>"),
        ("<ім’я> і List<String>", "<p>&lt;ім’я&gt; і~List&lt;String&gt;</p>"),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
        ("&copy; &lt;b&gt;", "<p>© &lt;b&gt;</p>"),
        ('<span lang="sv">hej</span>', '<p><span lang="sv">hej</span></p>'),
        ('<span lang="не мова">x</span>', "<p><span>x</span></p>"),
        ("{{ config }} {% x %}", "<p>{{ config }} {% x %}</p>"),
        ("a\x00b\x0bc", "<p>abc</p>"),
    ],
)
def test_raw_html_is_sanitised(text, shown):
    assert html(text) == shown


def test_text_in_another_language_is_marked_and_set_by_its_own_rules():
    assert html('"[det "stora" huset]{lang=sv}" - так') == (
        '<p>«<span lang="sv">det ”stora” huset</span>»~— так</p>'
    )


# Images and tables


def test_an_image_gets_its_size_and_text_alternative():
    assert html('![Лікарі "разом"](a.jpg)') == (
        '<p><img src="/assets/a.123.jpg" alt="Лікарі «разом»" width="800" height="600" '
        'loading="lazy" decoding="async"><span data-picture-text hidden>Лікарі «разом»</span></p>'
    )


@pytest.mark.parametrize(
    "src", ["b.jpg", "https://x.org/a.jpg", "javascript:x", "data:image/png,x"]
)
def test_an_image_that_is_not_ours_is_its_text_alternative(src):
    assert html(f"![лікарі]({src})") == "<p>лікарі</p>"


def test_a_table_scrolls_by_itself_and_its_head_names_columns():
    shown = html("| Країна | | Разом |\n|---|---|--:|\n| Литва | a | 5 |", table_label="Таблиця")

    assert shown.startswith(
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Таблиця"><table>\n<thead>'
    )
    assert '<th scope="col">Країна</th>\n<td></td>\n<th scope="col" class="align-end">' in shown
    assert '<td class="align-end">5</td>' in shown


# Inline, plain, links


def test_inline_text_has_no_blocks():
    assert html('2023. "Підсумки" **року**\n\n# далі', inline=True) == (
        "2023. «Підсумки» <strong>року</strong> # далі"
    )


@pytest.mark.parametrize("text", ["", "  \n\n ", "\u0001"])
def test_nothing_gives_nothing(text):
    assert (html(text), html(text, inline=True), plain(text)) == ("", "", "")


def test_plain_text_keeps_the_words_only():
    text = "# Вступ\n\n**Жир**ний, [Х](partnership:x), H<sub>2</sub>O.\n\n- а\n- б\n\n![ні](a.jpg)"

    assert plain(text) == "Вступ Жирний, Х, H2O. а б"
    assert plain("[](partnership:x)", lambda kind, id: ("/", "Назва", None)) == "Назва"
    assert plain("просто\nтекст\n\nдва") == "просто текст два"


def test_links_are_found_with_the_position_of_their_target():
    text = "Один [два](partnership:a-b),\n  [](event:c) і [d](https://x.org/(e)).\n\n[f]: news:g"

    assert [tuple(link) for link in links(text)] == [
        ("partnership", "a-b", "два", "partnership:a-b", 1, 12),
        ("event", "c", "", "event:c", 2, 6),
        ("", "", "d", "https://x.org/(e)", 2, 21),
        ("news", "g", "f", "news:g", 4, 6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](event:b)`",
        "`` ` [a](event:b) ``",
        "```\n[a](event:b)\n```",
        "~~~\n[a](event:b)",
        "<!-- [a](event:b) -->",
        "\\[a](event:b)",
    ],
)
def test_links_in_code_and_comments_are_none(text):
    assert links(text) == []


def test_images_are_found_apart_from_links():
    (image,) = images("так ![лікарі](a.jpg) [x](event:y)")

    assert (image.text, image.target, image.line, image.column) == ("лікарі", "a.jpg", 1, 15)


# Properties

FRAGMENTS = [
    *("# ", "## ", "- ", "1. ", "* ", "> ", "    ", "\n", "\n\n", "  \n", "**", "*", "_", "`"),
    *("```\n", "~~~\n", "[", "](", ")", "](partnership:x)", "](javascript:x)", "![x](a.jpg)", "|"),
    *("[слово](partnership:x)", "**жир**", "*курс*", "---", "{lang=sv}", "https://x.org/1-2"),
    *("<b>", "</b>", "<script>", "</script>", "<i onclick=x>", "<!--", "-->", "<svg/onload=x>"),
    *("<a href='javascript:x'>", "</a>", "&amp;", "&", "\\", "=", "+", "!", '"', " - ", "2023. "),
    *("слово", "Знам'янка"),
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
BLOCKS = [
    *("# Розділ", "## Ще *один*", "- а\n- **б**", "- [x](partnership:x)\n- д", "* зірка", "1. раз"),
    *(
        "> цитата",
        "> перша *так*\n> друга",
        "> а\nб",
        "    код",
        "| а | б |\n|---|---|\n| 1 | 2 |",
        "- а\n  б",
        "- а\n\n    б",
    ),
]
INLINES = [
    *("слово", "**жир**", "*курс*", "[x](partnership:x)", "[y](https://x.org/a-1?b=c)", "а"),
    *(",", " ", "\n", "!", "(", ")", '"', "'", "-", "2023", ".", "*", ":", "  \n"),
]
PARAGRAPH = st.lists(st.sampled_from(INLINES), min_size=1, max_size=8).map("".join)
SIMPLE = st.lists(st.sampled_from(BLOCKS) | PARAGRAPH, min_size=1, max_size=5).map("\n\n".join)


def finished(sanitised: str) -> str:
    return Finisher(Options("uk", item)).finish(sanitised)


@settings(max_examples=250, deadline=None)
@given(SIMPLE | MARKDOWN)
@example("*а**б*[в](partnership:x)")
@example("- а\n\n- б\n\nабзац\n\n- в")
@example("- а\n\n    б")
@example("> ")
@example("**а**б**в**")
@example("a\n===")
@example("a  \nb")
def test_the_short_way_gives_the_same_bytes_as_the_parser(text):
    source = text.strip("\n")

    assert finished(to_html(source)) == finished(parse(source))
    assert render(source, "uk", item) == finished(parse(source))


@given(st.text(max_size=60))
def test_the_short_way_gives_the_same_bytes_for_any_text(text):
    controls = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
    source = normalise(re.sub(controls, "", text)).strip("\n")

    assert finished(to_html(source)) == finished(parse(source))
    assert render(source, "uk", item) == finished(parse(source))


@given(SIMPLE | MARKDOWN)
def test_inline_text_is_the_same_by_both_ways(text):
    source = text.strip("\n")
    whole = finished(parse(source, inline=True))

    assert finished(to_html(source, inline=True)) == whole
    shown = re.sub("</?p>", "", whole.replace("</p>\n<p>", " "))
    assert render(source, "uk", item, inline=True) == shown


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_output_is_well_formed_html_without_anything_that_runs(text):
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))

    tree = parser.parseFragment(html(text))

    names = {str(element.tag).rpartition("}")[2] for element in tree.iter()}
    attributes = [pair for element in tree.iter() for pair in element.attrib.items()]
    assert not names & {"script", "svg", "style", "iframe"}
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in attributes if name != "alt" and "script:" in value]


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_lists_hold_items_and_prose_holds_no_blocks(text):
    tree = html5lib.parseFragment(html(text), namespaceHTMLElements=False)

    blocks = {"p", "ul", "ol", "h2", "h3", "h4", "table", "pre", "blockquote", "div", "hr"}
    for element in tree.iter():
        children = {child.tag for child in element}
        if element.tag in ("ul", "ol"):
            assert children == {"li"}
            assert not (element.text or "").strip()
        if element.tag in ("p", "b", "i", "em", "strong", "a", "span", "h2", "h3", "h4"):
            assert not children & blocks


@given(MARKDOWN)
def test_heading_ids_are_unique(text):
    ids = re.findall(r' id="([^"]*)"', html(text + "\n\n# слово\n\n# слово"))

    assert len(ids) == len(set(ids))


CODE = st.text("абв'\"-. —«»0123456789", min_size=1).map(str.strip).filter(bool)


@given(CODE)
def test_typography_never_changes_code(code):
    assert f"<code>{code}</code>" in render(f"і `` {code} `` і", "uk", lambda kind, id: None)


@pytest.mark.parametrize(
    "text",
    [
        "- " * 1500 + "x",
        ">" * 1500,
        "[" * 5000,
        "<b>" * 3000,
        "`" * 5000,
        "<!--" * 2000,
        "*a" * 3000,
    ],
)
@pytest.mark.timeout(20)
def test_hostile_nesting_ends_and_harms_nothing_that_follows(text):
    html(text)

    assert html("**далі**") == "<p><strong>далі</strong></p>"
    assert html("<b>далі</b>") == "<p><b>далі</b></p>"
