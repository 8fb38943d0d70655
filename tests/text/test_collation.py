"""Alphabetical order of Ukrainian and of other languages."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pobratym.text.collation import key_for, sort_key

LANGUAGES = [
    "uk",
    "en",
    "sv",
    "da",
    "nb",
    "de",
    "pl",
    "cs",
    "hu",
    "tr",
    "lt",
    "el",
    "bg",
    "fr",
    "uk-Latn",
    "xx",
]

IN_ORDER = [
    ("uk", list("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")),
    ("uk", list("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ")),
    ("uk", ["Ганок", "ганчір'я", "Ґанок", "Дунай", "Ексар", "Євген", "Жук"]),
    ("uk", ["Зоря", "Ирій", "Ізюм", "Їжакевич", "Йосипівка", "Київ"]),
    ("uk", ["лікарня № 2", "Лікарня № 10", "лікарня № 100"]),
    ("uk", ["Лікарня №2", "Лікарня № 10"]),
    ("uk", ["лікарка", "«Лікарня»", "Лікарня", "лікарня", "лікарський"]),
    ("uk", ["Кам’янець", "Камянка", "Камʼяногірка"]),
    ("uk", ["Івано-Франківськ", "Івашко", "Ів-ера"]),
    ("uk", ["Львів", "Львів А", "Львівська"]),
    ("uk", ["5 лікарня", "Яна", "Aachen", "Zürich", "Αθήνα", "東京"]),
    ("en", ["Aachen", "Zürich", "Ганок", "Ґанок", "Єва", "Яна"]),
    ("en", ["Malmo", "Malmö", "Malmy"]),
    ("en", ["Children's", "Childrensen", "Children’t"]),
    ("en", ["Łódź", "Lofoten", "Lublin"]),
    ("en", ["Oslo", "Østfold", "Otta"]),
    ("sv", ["Zorn", "Åbo", "Ärla", "Öland"]),
    ("da", ["Zorn", "Ærø", "Østerbro", "Aarhus", "Århus"]),
    ("nb", ["Vik", "Ålesund"]),
    ("de", ["Aachen", "Ährental", "Amberg", "Straße", "Strassen", "Zwickau"]),
    (
        "pl",
        [
            "Kraków",
            "Lublin",
            "Łódź",
            "Mielec",
            "Oława",
            "Ósemka",
            "Zamość",
            "Źrebce",
            "Żory",
        ],
    ),
    ("cs", ["Cheb", "Chrudim", "Ivančice"]),
    ("cs", ["Hradec", "Cheb", "Ivančice"]),
    ("cs", ["Cvikov", "Čelákovice", "Rudná", "Řevnice", "Zlín", "Žatec"]),
    ("hu", ["Cegléd", "Csenger", "Debrecen", "Odry", "Ózd", "Öcs", "Őr"]),
    ("es", ["Nulles", "Ñuñoa", "Oviedo"]),
    ("lt", ["Ylakiai", "Ilma", "Jonava", "Šiauliai", "Tauragė", "Žagarė"]),
    ("tr", ["Hatay", "Iğdır", "İzmir", "Şile", "Tokat"]),
    (
        "et",
        [
            "Sõru",
            "Šveits",
            "Zoo",
            "Tartu",
            "Võru",
            "Õru",
            "Ära",
            "Öö",
            "Ülo",
            "Xe",
            "Y",
        ],
    ),
    ("bg", ["Варна", "Ънъл", "Юндола", "Ямбол", "Zagreb"]),
    ("uk-Latn", ["Kyiv", "Lviv", "Їжакевич"]),
]


@pytest.mark.parametrize(("lang", "names"), IN_ORDER)
def test_names_stand_in_the_order_of_their_language(lang, names):
    shuffled = random.Random(55).sample(names, len(names))

    assert sorted(shuffled, key=key_for(lang)) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Лікарня", "лікарня"),
        ("«Лікарня»", "Лікарня"),
        ("Камʼянка", "Кам'янка"),
        ("Кам’янка", "Камянка"),
        ("Івано-Франківськ", "Іванофранківськ"),
        ("лікарня №2", "лікарня № 2"),
        ("лікарня № 02", "лікарня № 2"),
        ("ліка\u00adрня", "лікарня"),
        ("Бу\u0301ча", "Буча"),
        ("Ки\u0438\u0306в", "Ки\u0439в"),
        ("Львів\u00a0А", "Львів  А"),
    ],
)
def test_what_the_alphabet_does_not_part_stands_side_by_side(one, other):
    assert sort_key(one, "uk")[0] == sort_key(other, "uk")[0]


@pytest.mark.parametrize(("one", "other"), ["ий", "ії", "гґ", "еє", "Ії"])
def test_different_ukrainian_letters_are_never_equal(one, other):
    assert sort_key(one, "uk")[0] != sort_key(other, "uk")[0]


def test_the_order_does_not_depend_on_what_was_sorted_before():
    names = ["Zürich", "Ёлка", "東京", "Яна", "½", "Ǆ"]
    before = [sort_key(name, "uk") for name in names]
    sorted((chr(c) for c in range(0x20, 0x3000)), key=key_for("uk"))

    assert [key_for.__wrapped__("uk")(name) for name in names] == before


@given(st.sampled_from(LANGUAGES), st.text(), st.text())
def test_the_order_is_total(lang, one, other):
    first, second = sort_key(one, lang), sort_key(other, lang)

    assert (first == second) == (one == other)
    assert (first < second) != (first >= second)


@given(st.sampled_from(LANGUAGES), st.lists(st.text(max_size=5), max_size=6), st.randoms())
def test_the_order_of_a_list_does_not_depend_on_how_it_was_shuffled(lang, names, shuffler):
    shuffled = names.copy()
    shuffler.shuffle(shuffled)

    assert sorted(shuffled, key=key_for(lang)) == sorted(names, key=key_for(lang))
