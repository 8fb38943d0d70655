"""`new`: a file that is right but for what only the editor knows."""

import re
from collections import Counter

import pytest

from pobratym.content.library import open_library
from pobratym.content.naming import free_id, proposed_id
from pobratym.content.reading import read_record
from pobratym.content.scaffold import Desk, chosen_id, new_files
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES
from pobratym.registry.schema import Group, Many, fields_of


@pytest.fixture
def desk(site):
    library = open_library(site().folder / "content", ("uk", "en"))
    return Desk(
        languages=("uk", "en"),
        known=library.known,
        vocabularies=library.vocabularies,
        lang="en",
        translate=str,
        today="2026-03-01",
    )


def texts_of(files):
    return {
        path.rsplit(".", 2)[1] if path.endswith(".md") else "": (path, text.encode())
        for path, text in files.items()
    }


def names_in(struct, seen=()):
    for field in fields_of(struct):
        yield field.name
        kind = field.kind.item if isinstance(field.kind, Many) else field.kind
        if isinstance(kind, Group):
            yield from names_in(kind.struct)


def uncommented(text, struct):
    """The text as an editor who wants every optional field would leave it."""
    fields = "|".join(sorted(set(names_in(struct)) | {"uk", "en"}))
    line = re.compile(rf"^(\s*)# ((?:\s|- |# )*(?:{fields}):(?: .*)?)$")
    previous = ""
    while text != previous:
        previous = text
        text = "\n".join(
            f"{match[1]}{match[2]}" if (match := line.match(one)) else one
            for one in text.split("\n")
        )
    return text


@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_a_fresh_file_lacks_nothing_but_what_is_marked_to_be_filled_in(folder, desk):
    _record, problems = read_record(folder, "x", texts_of(new_files(folder, "x", "", desk)))

    assert {problem.code for problem in problems} == {"fill-in"}


@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_every_required_field_is_marked_and_every_other_stands_there_as_a_comment(folder, desk):
    text = "".join(new_files(folder, "x", "", desk).values())

    for field in fields_of(RECORD_TYPES[folder]):
        if field.name not in ("aliases", "withdrawn", "translation_of_revision", "body", "draft"):
            sign = "" if field.required else "# "
            assert re.search(rf"^{sign}{field.name}:", text, re.MULTILINE), field.name


@pytest.mark.parametrize("folder", RECORD_TYPES)
def test_every_optional_field_can_be_used_by_deleting_its_number_sign(folder, desk):
    files = {
        path: uncommented(text, RECORD_TYPES[folder])
        for path, text in new_files(folder, "x", "", desk).items()
    }

    _record, problems = read_record(folder, "x", texts_of(files))

    assert Counter(problem.code for problem in problems).keys() == {"fill-in"}, problems


def test_comments_are_in_the_language_of_the_editor_with_the_values_of_vocabularies(desk):
    import msgspec

    english = new_files("institutions", "x", "", desk)["institutions/x.yaml"]
    ukrainian = new_files("institutions", "x", "", msgspec.structs.replace(desk, lang="uk"))[
        "institutions/x.yaml"
    ]

    assert "# Official name." in english
    assert "# Values: hospital (Hospital)." in english
    assert "# Values: oncology (Oncology), trauma (Trauma care)." in english
    assert "# Офіційна назва." in ukrainian
    assert "hospital (Лікарня)" in ukrainian


def test_the_first_line_tells_programs_where_the_schema_is(desk):
    text = new_files("events", "x", "", desk)["events/x.yaml"]

    assert text.startswith("# yaml-language-server: $schema=../../.vscode/schemas/events.json\n")


def test_ids_of_references_are_listed_while_they_are_few(desk):
    text = new_files("partnerships", "x", "", desk)["partnerships/x.yaml"]

    assert "# Values: karolinska, okhmatdyt." in text


def test_a_news_item_has_a_draft_in_every_language_and_shared_fields_in_the_first(desk):
    files = new_files("news", "visit", "", desk)

    assert list(files) == ["news/visit/index.uk.md", "news/visit/index.en.md"]
    first, second = files.values()
    assert "\ndraft: true\n" in first
    assert "\ndate: 2026-03-01\n" in first
    assert "date:" not in second
    assert "index.uk.md" in second


@pytest.mark.parametrize(
    ("wanted", "item"),
    [
        ("okhmatdyt-kyiv", "okhmatdyt-kyiv"),
        ("Лікарня у Згоранах", "likarnia-u-zghoranakh"),
        ("Знам'янська ЦРЛ", "znamianska-tsrl"),
        ("", "new-institution"),
    ],
)
def test_an_id_is_kept_made_from_a_name_or_proposed(desk, wanted, item):
    assert chosen_id("institutions", wanted, desk)[0] == item


def test_a_name_becomes_the_title_in_the_language_whose_letters_it_has(desk):
    text = new_files("institutions", "x", "Лікарня «Їжак»", desk)["institutions/x.yaml"]
    assert "  uk: 'Лікарня «Їжак»'\n  en: …\n" in text

    text = new_files("institutions", "x", "St John's", desk)["institutions/x.yaml"]
    assert "  uk: …\n  en: 'St John''s'\n" in text


def test_an_id_of_two_institutions_names_the_partners(desk):
    text = new_files("partnerships", "karolinska-okhmatdyt", "", desk)

    assert "\npartners: [karolinska, okhmatdyt]\n" in "".join(text.values())


def test_a_proposed_id_is_one_that_nobody_has():
    taken = frozenset(("new-event", "new-event-2"))

    assert free_id("new-event", taken) == "new-event-3"
    assert free_id("summit", taken) == "summit"


@pytest.mark.parametrize(
    ("folder", "values", "item"),
    [
        ("partnerships", {"partners": ["a", "b-c"]}, "a-b-c"),
        ("exchanges", {"period": "2023-10"}, "2023-10"),
        ("exchanges", {"period": {"from": "2023-10", "to": "2023-12"}}, "2023-10-2023-12"),
        ("events", {"title": {"en": "Summit", "uk": "Саміт у Щирці"}}, "samit-u-shchyrtsi"),
        ("events", {"title": {"en": "Summit"}}, "summit"),
        ("institutions", {}, ""),
    ],
)
def test_ids_are_made_from_what_records_say(folder, values, item):
    assert proposed_id(folder, values, ("uk", "en")) == item


def test_types_with_a_file_per_language_are_those_of_the_schema(desk):
    for folder in RECORD_TYPES:
        paths = new_files(folder, "x", "", desk)
        assert len(paths) == (2 if folder in MARKDOWN_TYPES else 1)
