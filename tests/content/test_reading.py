"""Items with a file per language become one record; places are found again when asked for."""

from pobratym.content.glossary import read_glossary
from pobratym.content.reading import locate, read_record, read_vocabulary
from pobratym.registry.known import Avoided

UK = """\
---
title: Меморандум підписано
date: 2023-12-02
topics: [memoranda]
image:
  file: signing.jpg
  alt: Двоє директорів підписують меморандум
---

Ідеться про [партнерство](partnership:a-b).
"""
EN = """\
---
title: A memorandum was signed
image:
  alt: Two directors sign the memorandum
---

## The memorandum

It is about [the partnership](partnership:a-b).
"""


def files(**texts: str) -> dict[str, tuple[str, bytes]]:
    return {lang: (f"news/n/index.{lang}.md", text.encode()) for lang, text in texts.items()}


def test_the_files_of_all_languages_make_one_record():
    record, problems = read_record("news", "n", files(uk=UK, en=EN))

    assert problems == ()
    assert record.title == {"uk": "Меморандум підписано", "en": "A memorandum was signed"}
    assert record.date == "2023-12-02"
    assert record.topics == ("memoranda",)
    assert record.image.file == "signing.jpg"
    assert sorted(record.image.alt) == ["en", "uk"]
    assert record.body["uk"] == "Ідеться про [партнерство](partnership:a-b)."


def test_the_order_of_the_files_does_not_matter():
    one, _ = read_record("news", "n", files(uk=UK, en=EN))
    other, _ = read_record("news", "n", files(en=EN, uk=UK))

    assert one == other


def test_a_shared_field_may_stand_in_both_files_when_it_is_the_same():
    both = EN.replace("title:", "date: 2023-12-02\ntopics: [memoranda]\ntitle:")

    record, problems = read_record("news", "n", files(uk=UK, en=both))

    assert problems == ()
    assert record.topics == ("memoranda",)


def test_languages_that_contradict_each_other_are_told_at_the_second_file():
    other = EN.replace("title:", "date: 2023-12-03\ntitle:")

    record, (found,) = read_record("news", "n", files(uk=UK, en=other))

    assert record is None
    assert (found.file, found.line, found.column) == ("news/n/index.uk.md", 3, 7)
    assert found.code == "contradicting-shared-field"


def test_every_language_has_its_own_title():
    untitled = EN.replace("title: A memorandum was signed\n", "")

    _record, (found,) = read_record("news", "n", files(uk=UK, en=untitled))

    assert (found.file, found.code) == ("news/n/index.en.md", "missing-field")


def test_fields_and_text_keep_the_line_numbers_of_the_file():
    wrong = EN.replace("title:", "topiks: [memoranda]\ntitle:")

    _record, (found,) = read_record("news", "n", files(uk=UK, en=wrong))

    assert (found.file, found.line, found.column) == ("news/n/index.en.md", 2, 1)


def test_a_field_is_found_again():
    place = locate("news", files(uk=UK, en=EN), ("image", "alt", "en"))

    assert place == ("news/n/index.en.md", 4, 8)


def test_a_part_of_a_text_is_found_again():
    place = locate("news", files(uk=UK, en=EN), ("body", "en"), "partnership:a-b")

    assert place == ("news/n/index.en.md", 9, 31)


def test_an_item_of_a_list_is_found_again():
    text = "partners:\n  - a\n  - b\nsources:\n  - url: x\n  - url: y\n"
    one = {"": ("partnerships/p.yaml", text.encode())}

    assert locate("partnerships", one, ("partners", 1)) == ("partnerships/p.yaml", 3, 5)
    assert locate("partnerships", one, ("sources", 1, "url")) == ("partnerships/p.yaml", 6, 10)


def test_what_is_not_there_is_placed_at_its_nearest_parent():
    one = {"": ("partnerships/p.yaml", b"# comment\npartners: [a]\n")}

    assert locate("partnerships", one, ("partners", 7)) == ("partnerships/p.yaml", 2, 11)
    assert locate("partnerships", one, ("signed",)) == ("partnerships/p.yaml", 2, 1)


def test_a_vocabulary_keeps_the_order_of_its_file():
    terms, problems = read_vocabulary(
        "vocabularies/areas.yaml", "trauma: {uk: Травма}\nent: {uk: ЛОР}\n".encode()
    )

    assert problems == ()
    assert list(terms) == ["trauma", "ent"]


def test_a_term_with_a_cyrillic_letter_is_refused():
    terms, (found,) = read_vocabulary("vocabularies/areas.yaml", "trаuma: {en: T}\n".encode())

    assert terms is None
    assert found.code == "look-alike-letter"


def test_the_glossary_gives_discouraged_terms_by_language():
    glossary, problems = read_glossary(
        "glossary.yaml",
        b"en:\n  - preferred: Kyiv\n    discouraged: [Kiev, Kieff]\n    note: Always.\n",
    )

    assert problems == ()
    assert glossary == {"en": (Avoided("Kiev", "Kyiv"), Avoided("Kieff", "Kyiv"))}
