"""Typography of prose in Ukrainian, English and other languages."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pobratym.text.typography import OPAQUE, fold, normalise, typographic, typographic_pieces

LANGUAGES = ["uk", "en", "de", "sv", "pl", "fr", "hu", "xx"]


def spaced(text: str) -> str:
    """The expected text with ~ written for U+00A0, as in the tables below."""
    return text.replace("~", "\u00a0")


@pytest.mark.parametrize("apostrophe", "'ʼ‘`´")
@pytest.mark.parametrize("word", ["Знам’янка", "здоров’я", "П’ять", "об’єднання", "Короп’є"])
def test_every_apostrophe_in_a_ukrainian_word_becomes_the_published_one(word, apostrophe):
    assert typographic(word.replace("’", apostrophe), "uk") == word


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('Лікарня "Охматдит"', "Лікарня «Охматдит»"),
        ("Лікарня “Охматдит”", "Лікарня «Охматдит»"),
        ("Лікарня „Охматдит“", "Лікарня «Охматдит»"),
        ("Лікарня «Охматдит»", "Лікарня «Охматдит»"),
        ('"Програма "Побратим" діє"', "«Програма „Побратим“ діє»"),
        ("«Програма «Побратим» діє»", "«Програма „Побратим“ діє»"),
        ('("Охматдит")', "(«Охматдит»)"),
        ('"Так", "ні".', "«Так», «ні»."),
        ('"Чому?" "Тому!"', "«Чому?» «Тому!»"),
        ('екран 5" і край', 'екран 5" і~край'),
        ('"незакрита', '"незакрита'),
    ],
)
def test_ukrainian_quotation_marks(written, published):
    assert typographic(written, "uk") == spaced(published)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('the "Twin" programme', "the “Twin” programme"),
        ('"He said "yes" twice"', "“He said ‘yes’ twice”"),
        ("a 'quoted' word", "a ‘quoted’ word"),
        ("children's, doctors' and don't", "children’s, doctors’ and don’t"),
        ("«Okhmatdyt»", "“Okhmatdyt”"),
        ("in the '90s", "in the ’90s"),
        ("the first - and only - one", "the first~– and only~– one"),
        ("No. 5, 25 memoranda", "No.~5, 25~memoranda"),
        ("a memorandum in a city", "a memorandum in a city"),
    ],
)
def test_english_typography(written, published):
    assert typographic(written, "en") == spaced(published)


@pytest.mark.parametrize(
    ("lang", "published"),
    [("de", "„ja“"), ("sv", "”ja”"), ("pl", "„ja”"), ("hu", "„ja”"), ("nb", "«ja»")],
)
def test_other_languages_have_their_own_quotation_marks(lang, published):
    assert typographic('"ja"', lang) == published


def test_a_language_whose_marks_we_do_not_know_keeps_what_was_written():
    assert typographic('"oui" - "non"', "fr") == '"oui"\u00a0– "non"'


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("лікарня № 2", "лікарня №~2"),
        ("лікарня №2", "лікарня №~2"),
        ("лікарня № 2 отримала", "лікарня №~2 отримала"),
        ("COVID-19 триває", "COVID-19 триває"),
        ("о 9:00 ранку, 5–10 днів", "о~9:00~ранку, 5–10~днів"),
        ("25 меморандумів", "25~меморандумів"),
        ("5 км, 10 % і 3 ₴", "5~км, 10~% і~3~₴"),
        ("у 2023 р.", "у~2023~р."),
        ("2022-2023 рр.", "2022–2023~рр."),
        ("1 234 567 осіб", "1~234~567~осіб"),
        ("5 млн грн", "5~млн~грн"),
        ("Т. Г. Шевченко", "Т.~Г.~Шевченко"),
        ("О. Зеленська", "О.~Зеленська"),
        ("Шевченко Т. Г.", "Шевченко~Т.~Г."),
        ("у Києві й у Львові", "у~Києві й~у~Львові"),
        ("І в місті, і з ними", "І~в~місті, і~з~ними"),
        ("(у місті) «о домі»", "(у~місті) «о~домі»"),
        ("м. Київ, вул. Хрещатик", "м.~Київ, вул.~Хрещатик"),
        ("слово - слово", "слово~— слово"),
        ("слово -- слово", "слово~— слово"),
        ("слово — слово", "слово~— слово"),
        ("слово – слово", "слово~— слово"),
        ("20 жовтня – 2 листопада", "20~жовтня~– 2~листопада"),
        ("20 - 29 жовтня", "20~– 29~жовтня"),
        ("на 2023 Київ", "на 2023 Київ"),
        ("пункт А. далі", "пункт А. далі"),
        ("Так... Ні...", "Так… Ні…"),
        ("- пункт", "- пункт"),
        ("Івано-Франківськ", "Івано-Франківськ"),
    ],
)
def test_ukrainian_spaces_and_dashes(written, published):
    assert typographic(written, "uk") == spaced(published)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("20-29 жовтня", "20–29~жовтня"),
        ("2023-2024", "2023–2024"),
        ("1998-99", "1998–99"),
        ("9:00-18:00", "9:00–18:00"),
        ("1,5-2 роки", "1,5–2~роки"),
        ("10-15%", "10–15%"),
        ("5-10-річні", "5–10-річні"),
        ("1 000-2 000 осіб", "1~000–2~000~осіб"),
        ("(20-29)", "(20–29)"),
    ],
)
def test_ranges_of_numbers_take_an_en_dash(written, published):
    assert typographic(written, "uk") == spaced(published)


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-13",
        "2023-10",
        "ISO 3166-2",
        "ДСТУ 12-2020",
        "EN 301 549-1",
        "COVID-19",
        "COVID-19-відділення",
        "0-800-602-019",
        "тел. 25-36",
        "044-253-61-94",
        "(044) 253-6194",
        "+46 8-517",
        "UA-30",
        "a-1-2-b",
        "№\u00a012-34",
        "https://example.org/2023-2024/10-12",
        "https://example.org/a'b--c...d",
        "www.example.org/1-2",
        "1-2@example.org",
        "o'neil@example.org",
        "moz.gov.ua/20-29",
        "5-3",
    ],
)
def test_dates_telephones_identifiers_and_addresses_stay(text):
    assert typographic(text, "uk").replace("\u00a0", " ") == text.replace("\u00a0", " ")


def test_an_address_in_quotation_marks_stays_and_the_marks_change():
    assert typographic('"https://x.org/a-1-2"...', "uk") == "«https://x.org/a-1-2»…"


def test_quotation_marks_and_spaces_look_across_inline_markup():
    pieces = ['Лікарня "', "Охматдит", '" у ', "Києві", ", див. ", OPAQUE, " і ", OPAQUE]

    assert typographic_pieces(pieces, "uk") == [
        "Лікарня «",
        "Охматдит",
        "» у\u00a0",
        "Києві",
        ", див. ",
        OPAQUE,
        " і\u00a0",
        OPAQUE,
    ]


def test_paragraphs_do_not_share_quotation_marks():
    assert typographic('"перший\n\nдругий"', "uk") == '"перший\n\nдругий"'


def test_text_comes_in_as_nfc_with_plain_line_ends():
    assert normalise("\ufeffКи\u0438\u0306в\r\nЛьвів\rОдеса\n") == "Ки\u0439в\nЛьвів\nОдеса\n"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Здоров’я", "здоровя"),
        ("ЗДОРОВʼЯ", "здоровя"),
        ("здоров'я", "здоровя"),
        ("Бу\u0301ча", "буча"),
        ("лі\u00adкар\u200bня", "лікарня"),
        ("  Кривий\u00a0\n Ріг ", "кривий ріг"),
        ("Ки\u0438\u0306в", "ки\u0439в"),
        ("Ї", "ї"),
        ("Straße", "strasse"),
        ("Åbo", "åbo"),
    ],
)
def test_folding_for_search(text, folded):
    assert fold(text, "uk") == folded


def test_turkish_has_two_letters_i():
    assert [fold("IĞDIR", "tr"), fold("İzmir", "tr")] == ["ığdır", "izmir"]


PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("абвіїйуАВУШ ab'’ʼ`‘\"«»„“”-–—.,:;!?()№%§0123456789\u00a0 \n"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)


@settings(max_examples=400)
@given(PROSE, st.sampled_from(LANGUAGES))
@example('"a "b" c" "', "uk")
@example("a - - b", "uk")
def test_typography_repeated_changes_nothing(text, lang):
    once = typographic(text, lang)

    assert typographic(once, lang) == once


@given(PROSE, st.sampled_from(LANGUAGES))
def test_typography_never_changes_letters_and_digits(text, lang):
    assert re.sub(r"[\W_]", "", typographic(text, lang)) == re.sub(
        r"[\W_]", "", text.replace("ʼ", "").replace("…", "")
    ) or ("ʼ" in text)


@given(PROSE, st.sampled_from(LANGUAGES))
def test_an_address_survives_any_neighbourhood(text, lang):
    address = "https://example.org/a-1-2-3--4/o'neil?x=20-29"

    assert address in typographic(f"{text} {address} {text}", lang)


@given(st.lists(PROSE, min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_as_many_pieces_come_back_as_went_in(pieces, lang):
    assert len(typographic_pieces(pieces, lang)) == len(pieces)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_folding_repeated_changes_nothing(text, lang):
    assert fold(fold(text, lang), lang) == fold(text, lang)
