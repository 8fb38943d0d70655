"""What lacks a language, what is older than its original, and in which paragraphs."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pobratym.registry.memory import Change, FieldChange
from pobratym.registry.records import Institution, News
from pobratym.registry.translations import (
    Outdated,
    ledger,
    original_language,
    outdated,
    revision,
)

LANGUAGES = ("uk", "en")
BODY = "Перший абзац.\n\nДругий абзац.\n\nТретій абзац."


def news(**changes):
    values = {
        "id": "a",
        "title": {"uk": "Візит", "en": "Visit"},
        "date": "2025-01-01",
        "summary": {"uk": "Коротко.", "en": "Short."},
        "body": {"uk": BODY, "en": "One.\n\nTwo.\n\nThree."},
    }
    return News(**values | changes)


def translated(item):
    return msgspec.structs.replace(item, translation_of_revision={"en": revision(item, "uk")})


def entries(record, changes=None):
    return ledger({record.folder: {record.id: record}}, {}, LANGUAGES, changes)


def test_a_translation_of_the_present_original_is_up_to_date():
    item = translated(news())

    assert outdated(item, "en", LANGUAGES) is None
    assert entries(item) == ()


def test_the_changed_paragraphs_are_named():
    item = translated(news())
    body = BODY.replace("Другий", "Інший") + "\n\nЧетвертий абзац."

    later = msgspec.structs.replace(item, body=item.body | {"uk": body})

    assert outdated(later, "en", LANGUAGES) == Outdated("uk", False, False, (2, 4))


def test_a_paragraph_put_in_front_does_not_make_the_others_new():
    item = translated(news())

    later = msgspec.structs.replace(item, body=item.body | {"uk": "Новий.\n\n" + BODY})

    assert outdated(later, "en", LANGUAGES).paragraphs == (1,)


def test_changes_of_title_and_summary_are_told():
    item = translated(news())

    later = msgspec.structs.replace(
        item, title=item.title | {"uk": "Інше"}, summary=item.summary | {"uk": "Довше."}
    )

    assert outdated(later, "en", LANGUAGES) == Outdated("uk", True, True, ())


def test_the_note_disappears_when_the_revision_is_renewed():
    later = msgspec.structs.replace(translated(news()), body={"uk": "Усе нове.", "en": "All new."})
    assert outdated(later, "en", LANGUAGES) is not None

    assert outdated(translated(later), "en", LANGUAGES) is None


@given(st.sampled_from([" ", "\n", "  ", "\t", " \n", "\n  "]))
def test_line_breaks_within_a_paragraph_do_not_count(space):
    item = news()

    again = msgspec.structs.replace(item, body=item.body | {"uk": BODY.replace(" ", space)})

    assert revision(again, "uk") == revision(item, "uk")


def test_the_original_is_the_text_that_translates_no_other():
    assert original_language(news(), LANGUAGES) == "uk"

    item = news(translation_of_revision={"uk": "aaaabbbb"})

    assert original_language(item, LANGUAGES) == "en"
    assert outdated(item, "uk", LANGUAGES).original == "en"
    assert outdated(item, "en", LANGUAGES) is None


def test_a_missing_language_is_one_entry_with_the_revision_to_translate():
    item = news(title={"uk": "Візит"}, summary=None, body={"uk": BODY})

    (entry,) = entries(item)

    assert (entry.field, entry.language, entry.state) == ("", "en", "missing")
    assert (entry.original, entry.revision) == ("uk", revision(item, "uk"))


def test_an_unmarked_translation_is_told_apart_from_an_outdated_one():
    assert [entry.state for entry in entries(news())] == ["unmarked"]


def change(day, *languages, kind="changed"):
    fields = tuple(FieldChange("body", {lang: "old"}, {lang: "new"}) for lang in languages)
    return Change(day, "c", kind, fields=fields)


@pytest.mark.parametrize(
    ("changes", "since"),
    [
        (
            [
                change("2025-03-01", "uk"),
                change("2025-02-01", "uk"),
                change("2025-01-01", kind="added"),
            ],
            "2025-02-01",
        ),
        ([change("2025-03-01", "en"), change("2025-02-01", "uk")], ""),
        ([change("2025-03-01", "uk", "en")], ""),
        (
            [change("2025-03-01", "uk"), change("2025-02-01", "en"), change("2025-01-01", "uk")],
            "2025-03-01",
        ),
        ([change("2025-01-01", kind="added")], ""),
    ],
)
def test_git_tells_since_when_an_unmarked_translation_is_older(changes, since):
    (entry,) = entries(news(), {"news/a": changes})

    assert (entry.state, entry.since) == ("outdated" if since else "unmarked", since)


def test_every_text_of_a_record_in_one_file_is_looked_at():
    record = Institution(
        id="x", name={"uk": "Лікарня"}, country="UA", city={"en": "Kyiv", "uk": "Київ"}
    )

    (entry,) = entries(record)

    assert (entry.field, entry.language, entry.state) == ("name", "en", "missing")


def test_git_tells_which_text_of_a_record_did_not_follow():
    record = Institution(id="x", name={"uk": "Лікарня", "en": "Hospital"}, country="UA")
    fields = (FieldChange("name", {"uk": "a", "en": "b"}, {"uk": "c", "en": "b"}),)
    changes = {"institutions/x": [Change("2025-05-05", "c", "changed", fields=fields)]}

    (entry,) = entries(record, changes)

    assert (entry.state, entry.language, entry.since) == ("outdated", "en", "2025-05-05")


def test_terms_without_a_label_in_a_language_are_told():
    (entry,) = ledger({}, {"areas": {"burns": {"uk": "Опіки"}}}, LANGUAGES)

    assert (entry.folder, entry.id, entry.field) == ("vocabularies", "areas", "burns")


def test_readers_are_told_that_a_translation_is_older_and_where(site):
    made = site()
    built = made.build()
    assert built.published is not None
    assert "notice--outdated" not in made.page("/en/news/signed/")

    record = news(
        title={"uk": "Меморандум підписано"},
        summary={"uk": "Дві лікарні стали побратимами."},
        body={"uk": "Ідеться про [партнерство](partnership:okhmatdyt-karolinska)."},
    )
    made.write(
        "-- content/news/signed/index.en.md --\n---\ntitle: A memorandum was signed\n"
        f"translation_of_revision: {revision(record, 'uk')}\n---\n\nOld text.\n"
        "-- content/news/signed/index.uk.md --\n---\ntitle: Меморандум підписано\n"
        "date: 2023-12-02\nsummary: Дві лікарні стали побратимами.\n---\n\n"
        "Тепер тут інше.\n\nІ ще абзац.\n"
    )
    made.build()

    english = made.page("/en/news/signed/")
    assert "notice--outdated" in english
    assert "paragraphs 1 and 2" in english
    assert "notice--outdated" not in made.page("/uk/news/signed/")
