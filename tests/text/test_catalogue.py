"""Message catalogues: what readers see, and what the cache may never get wrong."""

import pytest

from pobratym.text.catalogue import Catalogue

UK = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "Search"
msgstr "Пошук"

msgctxt "verb"
msgid "Search"
msgstr "Шукати"

msgid "Hello, %(name)s"
msgstr "Вітаємо, %(name)s"

msgid "%(num)s memorandum"
msgid_plural "%(num)s memoranda"
msgstr[0] "%(num)s меморандум"
msgstr[1] "%(num)s меморандуми"
msgstr[2] "%(num)s меморандумів"
msgstr[3] "%(num)s меморандуму"

#, fuzzy
msgid "Doubtful"
msgstr "Сумнівно"

msgid "Empty"
msgstr ""
"""
SLOVENIAN = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 2 : n==2 ? 1 : 0);\\n"

msgid "thing"
msgid_plural "things"
msgstr[0] "mnogo"
msgstr[1] "dve"
msgstr[2] "ena"
"""


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "messages.po"
    path.write_text(UK, encoding="utf-8")
    return path


def test_messages_are_translated(po):
    catalogue = Catalogue.load(po, "uk")

    assert catalogue.gettext("Search") == "Пошук"
    assert catalogue.pgettext("verb", "Search") == "Шукати"
    assert catalogue.gettext("Hello, %(name)s", name="Олено") == "Вітаємо, Олено"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1 меморандум"),
        (21, "21 меморандум"),
        (2, "2 меморандуми"),
        (0, "0 меморандумів"),
        (11, "11 меморандумів"),
        (112, "112 меморандумів"),
        (1.5, "1.5 меморандуму"),
    ],
)
def test_every_number_has_its_form(po, number, text):
    ngettext = Catalogue.load(po, "uk").ngettext

    assert ngettext("%(num)s memorandum", "%(num)s memoranda", number, num=number) == text


def test_what_is_fuzzy_empty_or_absent_stays_english(po):
    catalogue = Catalogue.load(po, "uk")

    assert [catalogue.gettext(text) for text in ("Doubtful", "Empty", "Absent")] == [
        "Doubtful",
        "Empty",
        "Absent",
    ]
    assert catalogue.pgettext("noun", "Absent") == "Absent"
    assert [catalogue.ngettext("day", "days", n) for n in (1, 2)] == ["day", "days"]
    assert catalogue.npgettext("unit", "day", "days", 3) == "days"


def test_without_a_file_everything_stays_english(tmp_path):
    assert Catalogue.load(None, "en").gettext("100%") == "100%"
    assert Catalogue.load(tmp_path / "none.po", "en").ngettext("day", "days", 1) == "day"


def test_a_file_with_other_forms_than_cldr_follows_its_own_formula(tmp_path):
    path = tmp_path / "sl.po"
    path.write_text(SLOVENIAN, encoding="utf-8")

    ngettext = Catalogue.load(path, "sl").ngettext

    assert [ngettext("thing", "things", n) for n in (1, 2, 5)] == ["ena", "dve", "mnogo"]


def test_a_cached_catalogue_is_the_same_and_needs_the_file_unchanged(po, tmp_path):
    cache = tmp_path / "cache"
    first = Catalogue.load(po, "uk", cache)

    again = Catalogue.load(po, "uk", cache)
    po.write_text(UK.replace("Пошук", "Знайти"), encoding="utf-8")
    changed = Catalogue.load(po, "uk", cache)

    assert [c.gettext("Search") for c in (first, again, changed)] == ["Пошук", "Пошук", "Знайти"]
    assert again.ngettext("%(num)s memorandum", "%(num)s memoranda", 5) == "%(num)s меморандумів"


def test_a_damaged_cache_is_not_trusted(po, tmp_path):
    cache = tmp_path / "cache"
    Catalogue.load(po, "uk", cache)
    (kept,) = cache.iterdir()
    content = bytearray(kept.read_bytes())
    content[-5] ^= 1
    kept.write_bytes(content)

    assert Catalogue.load(po, "uk", cache).gettext("Search") == "Пошук"
    assert kept.read_bytes() != bytes(content)


def test_a_cache_folder_that_cannot_be_made_harms_nothing(po):
    assert Catalogue.load(po, "uk", po / "inside-a-file").gettext("Search") == "Пошук"
