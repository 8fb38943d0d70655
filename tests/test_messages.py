"""The texts of pages, checks and commands, and their translations."""

from pathlib import Path

import pytest

from pobratym.messages import Translation, editor_messages, reader_messages, translations

TEMPLATES = Path(__file__).parent.parent / "templates"
MENDING = "`make messages` writes what is missing into the file; then translate it there"


@pytest.mark.parametrize(
    "translation", translations(TEMPLATES), ids=lambda one: f"{one.path.stem}-{one.lang}"
)
def test_every_text_is_translated_with_all_plural_forms(translation):
    assert translation.gaps() == [], MENDING


def test_readers_texts_come_from_templates_views_and_labels():
    found = {message.singular for message in reader_messages(TEMPLATES)}

    assert {"Skip to the content", "Training and exchange: %(period)s", "Signed"} <= found


def test_editors_texts_are_the_rules_and_what_the_command_line_says():
    found = {message.singular: message for message in editor_messages()}

    assert {"error", "{n} warning", "The site is in {folder}"} <= found.keys()
    assert found["A colon is missing after the name of the field."].comments == (
        "yaml-missing-colon",
    )


def test_a_new_language_gets_a_file_of_its_own_with_every_text(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("{{ _('Good day') }}", "utf-8")

    (made,) = (
        one for one in translations(tmp_path / "templates", ["fr", "en"]) if one.lang == "fr"
    )
    gaps = made.update()

    assert made.path == tmp_path / "templates/locale/fr/LC_MESSAGES/messages.po"
    assert 'msgid "Good day"' in made.path.read_text("utf-8")
    assert "Good day" in {gap.message for gap in gaps if gap.kind == "untranslated"}


def test_an_update_of_a_whole_file_changes_no_byte(tmp_path):
    po = tmp_path / "uk.po"
    messages = reader_messages(TEMPLATES)[:20]
    Translation(po, "uk", messages).update()
    before = po.read_bytes()

    Translation(po, "uk", messages).update()

    assert po.read_bytes() == before
