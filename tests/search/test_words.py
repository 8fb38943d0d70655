"""Which words meet in search: folding, forms of one word, relatives, sounds."""

import pytest

from pobratym.outputs.search.analysis import heard, stems
from pobratym.outputs.search.folding import folded
from pobratym.outputs.search.rules import RULES, THESAURUS
from pobratym.outputs.search.sounds import distance, skeleton


def words(text: str) -> list[str]:
    return list(folded(text))


def are_forms_of_one(first: str, second: str) -> bool:
    return bool(set(stems(first)[0]) & set(stems(second)[0]))


def are_related(first: str, second: str) -> bool:
    one, other = (set().union(*stems(word)) for word in (first, second))
    return bool(one & other)


def sound_alike(first: str, second: str) -> bool:
    one, other = ({skeleton(sound) for sound in heard(word)} for word in (first, second))
    return bool(one & other)


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘", "`", "´", ""])
def test_every_apostrophe_and_none_give_the_same_word(apostrophe: str) -> None:
    assert words(f"здоров{apostrophe}я") == ["здоровя"]


@pytest.mark.parametrize(
    "written,word",
    [
        ("ЛІКАРНЯ", "лікарня"),
        ("лі\u00adкарня", "лікарня"),
        ("ліка\u0301рня", "лікарня"),
        ("лі\u200bкарня", "лікарня"),
        ("лiкаpня", "лікарня"),  # Latin i and p
        ("Máxima", "maxima"),
        ("Charité", "charite"),
        ("Straße", "strasse"),
        ("Ørsted", "orsted"),
        ("Children’s", "children"),
        ("l’Hôpital", "hopital"),
    ],
)
def test_what_readers_leave_out_or_type_otherwise_is_folded(written: str, word: str) -> None:
    assert words(written) == [word]


@pytest.mark.parametrize("one,other", [("йод", "иод"), ("їжа", "іжа"), ("є", "е"), ("рій", "рии")])
def test_letters_that_only_look_accented_stay_different(one: str, other: str) -> None:
    assert words(f"а{one}") != words(f"а{other}")


def test_a_decomposed_letter_is_the_same_as_the_composed_one() -> None:
    assert words("Ки\u0456\u0308в") == words("Київ")


def test_stop_words_are_dropped_but_an_abbreviation_in_capitals_is_not() -> None:
    assert words("who in the WHO, і на ЗА") == ["who", "за"]


@pytest.mark.parametrize(
    "forms",
    [
        "лікарня лікарні лікарню лікарнею лікарень лікарням лікарнями лікарнях",
        "день дня дню днем дні днів дням днями днях",
        "київ києва києву києвом києві",
        "львів львова львову львовом львові",
        "ріг рогу рогом розі",
        "рівне рівного рівному рівним",
        "одеса одеси одесі одесу одесою",
        "харків харкова харкову харковом харкові",
        "тернопіль тернополя тернополю тернополем тернополі",
        "чернігів чернігова чернігові",
        "миколаїв миколаєва миколаєві",
        "прага праги празі прагу прагою",
        "допомога допомоги допомозі допомог",
        "ніч ночі ніччю ночей",
        "кістка кістки кісток кісткою",
        "якість якості якістю",
        "центр центру центром центри центрів",
        "програма програми програмою програм програмами",
        "лікування лікуванню лікуванням лікувань",
        "здоровя здоровю здоровям",
        "ляшко ляшка ляшку ляшком ляшкові",
        "зеленська зеленської зеленській зеленську зеленською",
        "дубров дуброва дуброву дубровим",
        "сергій сергія сергію сергієм",
        "психічний психічного психічному психічним психічна психічної психічну психічне психічних",
        "конференція конференції конференцію конференцією конференцій конференціях",
        "діти дітей дітям дитина дитячий дитячих",
        "відень відня відні віднем",
        "камянець камянця камянцю",
        "область області областю областей областях",
        "рука руки руці рук руками",
        "медсестра медсестри медсестер",
    ],
)
def test_all_forms_of_a_word_meet_its_first_form(forms: str) -> None:
    first, *others = forms.split()

    assert [form for form in others if not are_forms_of_one(first, form)] == []


@pytest.mark.parametrize(
    "one,other",
    [
        ("франція", "франківськ"),
        ("місто", "мета"),
        ("київ", "кава"),
        ("рак", "рік"),
        ("лікарня", "лікар"),
        ("партнер", "партія"),
        ("серце", "сервіс"),
        ("суми", "саміт"),
    ],
)
def test_different_words_are_not_taken_for_forms_of_one(one: str, other: str) -> None:
    assert not are_forms_of_one(one, other)


@pytest.mark.parametrize(
    "one,other",
    [
        ("онкологія", "онкологічний"),
        ("хірургія", "хірург"),
        ("реабілітація", "реабілітаційного"),
        ("львів", "львівський"),
        ("львів", "львівщина"),
        ("одеса", "одещина"),
        ("одеська", "одещині"),
        ("чернігівщина", "чернігівська"),
        ("дніпропетровщина", "дніпропетровської"),
        ("закарпаття", "закарпатська"),
        ("вінниця", "вінницький"),
        ("вінниччина", "вінницька"),
        ("запоріжжя", "запорізька"),
        ("прага", "празький"),
        ("німеччина", "німецький"),
        ("чехія", "чеський"),
        ("кременчук", "кременчуцький"),
        ("рівне", "рівненський"),
        ("лікувати", "лікувальний"),
        ("підписати", "підписано"),
    ],
)
def test_adjectives_and_nouns_of_one_root_are_relatives(one: str, other: str) -> None:
    assert are_related(one, other)


@pytest.mark.parametrize(
    "one,other",
    [
        ("hospital", "hospitals"),
        ("child", "children"),
        ("memorandum", "memoranda"),
        ("city", "cities"),
        ("centre", "centers"),
        ("paediatrics", "pediatric"),
        ("orthopaedics", "orthopedic"),
        ("programme", "programs"),
        ("signed", "signing"),
        ("rehabilitation", "rehabilitate"),
        ("organisation", "organization"),
        ("university", "universities"),
    ],
)
def test_english_forms_and_spellings_meet(one: str, other: str) -> None:
    assert are_forms_of_one(one, other)


@pytest.mark.parametrize(
    "ukrainian,latin",
    [
        ("київ", "kyiv kiev kyyiv"),
        ("києва", "kyiv"),
        ("львова", "lvov lviv"),
        ("одеса", "odesa odessa"),
        ("харків", "kharkiv kharkov"),
        ("запоріжжя", "zaporizhzhia zaporozhye"),
        ("вінниця", "vinnytsia vinnitsa"),
        ("шаріте", "charite"),
        ("каролінська", "karolinska"),
        ("ляшка", "liashko lyashko"),
        ("зеленської", "zelenska"),
        ("охматдиту", "okhmatdyt ohmatdet"),
        ("знамянка", "znamianka"),
        ("онкологія", "oncology onkolohiia"),
        ("утрехт", "utrecht"),
    ],
)
def test_names_sound_alike_in_both_alphabets_and_old_spellings(ukrainian: str, latin: str) -> None:
    assert [word for word in latin.split() if not sound_alike(ukrainian, word)] == []


@pytest.mark.parametrize(
    "one,other,away",
    [("охматдит", "охматит", 1), ("лікарня", "лікраня", 1), ("київ", "київ", 0), ("а", "бвг", 3)],
)
def test_distance_counts_mistakes_and_a_swap_as_one(one: str, other: str, away: int) -> None:
    assert distance(one, other, 3) == away


def test_counting_stops_above_the_most_that_is_wanted() -> None:
    assert distance("київ", "запоріжжя", 1) == 2


def test_both_keyboards_have_the_same_keys() -> None:
    latin, cyrillic = RULES["keyboards"]

    assert len(latin) == len(cyrillic)


def test_groups_of_the_thesaurus_join_different_words() -> None:
    assert [group for group in THESAURUS if len(set(map(folded, group))) < 2] == []
