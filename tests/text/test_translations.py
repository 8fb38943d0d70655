"""Messages out of templates and code, and the gaps of .po files."""

import pytest

from pobratym.text.catalogue import Catalogue
from pobratym.text.translations import Gap, extract, gaps, updated

TEMPLATE = """\
{# Translators: the button of the search box #}
<button>{{ _("Search") }}</button>
{% trans %}
  Two
  lines
{% endtrans %}
{{ ngettext("%(num)s day", "%(num)s days", count) }}
{{ pgettext("verb", "Open") }}
"""
CODE = 'def view(_, ngettext):\n    return _("Search"), ngettext("one item", "%(num)s items", 2)\n'


@pytest.fixture
def project(tmp_path):
    for name, text in {"templates/a.html": TEMPLATE, "package/b.py": CODE}.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def messages(project):
    return extract(project, ["templates", "package"])


def test_messages_are_found_in_templates_and_code_with_their_places(messages):
    assert [(m.singular, m.plural, m.context, m.places) for m in messages] == [
        ("Search", None, None, ("package/b.py", "templates/a.html")),
        ("one item", "%(num)s items", None, ("package/b.py",)),
        ("%(num)s day", "%(num)s days", None, ("templates/a.html",)),
        ("Open", None, "verb", ("templates/a.html",)),
        ("Two lines", None, None, ("templates/a.html",)),
    ]


def test_only_literal_arguments_of_code_are_messages(tmp_path):
    code = (
        'words = _(LABELS["data"]), _("a" "b"), _(name), pgettext("c", "d")\n'
        "more = f\"{_('in a string')}\"\n"
    )
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "view.py").write_text(code, encoding="utf-8")

    found = extract(tmp_path, ["code"])

    assert [(m.singular, m.context) for m in found] == [
        ("ab", None),
        ("d", "c"),
        ("in a string", None),
    ]


def test_comments_for_translators_come_along(messages):
    assert messages[0].comments == ("the button of the search box",)


def test_a_new_file_has_every_message_every_plural_form_and_no_date(messages):
    text = updated(b"", "uk", messages).decode()

    assert text.count("msgid ") == 6
    assert text.count("msgstr[3]") == 2
    assert "Date" not in text
    assert "nplurals=4" in text


def test_the_same_messages_give_the_same_bytes(messages):
    once = updated(b"", "uk", messages)

    assert updated(once, "uk", messages) == once


def test_translations_survive_an_update_and_obsolete_ones_go(messages, tmp_path):
    old = updated(b"", "uk", messages).decode()
    old = old.replace('msgid "Search"\nmsgstr ""', 'msgid "Search"\nmsgstr "Пошук"')
    old += '\nmsgid "Gone"\nmsgstr "Зникло"\n'
    po = tmp_path / "uk.po"

    po.write_bytes(updated(old.encode(), "uk", messages))

    assert Catalogue.load(po, "uk").gettext("Search") == "Пошук"
    assert "Gone" not in po.read_text(encoding="utf-8")


def gaps_in(tmp_path, entry: str, messages=None):
    po = tmp_path / "uk.po"
    header = (
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=4; plural=0;\\n"'
    )
    po.write_text(f'msgid ""\nmsgstr ""\n{header}\n\n{entry}\n', encoding="utf-8")
    return gaps(po, "uk", messages)


@pytest.mark.parametrize(
    ("entry", "gap"),
    [
        ('msgid "a"\nmsgstr ""', Gap("untranslated", "a")),
        ('#, fuzzy\nmsgid "a"\nmsgstr "б"', Gap("fuzzy", "a")),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] "б"\nmsgstr[2] ""\nmsgstr[3] ""',
            Gap("plural-forms", "a", "many, other"),
        ),
        (
            'msgid "Hi %(name)s"\nmsgstr "Привіт %(імя)s"',
            Gap("placeholders", "Hi %(name)s", "name, імя"),
        ),
        (
            'msgid "{count} of {total}"\nmsgstr "{count}"',
            Gap("placeholders", "{count} of {total}", "total"),
        ),
    ],
)
def test_a_gap_is_named(tmp_path, entry, gap):
    assert gaps_in(tmp_path, entry) == [gap]


def test_a_whole_translation_has_no_gap(tmp_path):
    forms = "\n".join(f'msgstr[{n}] "%(num)s форма"' for n in range(4))

    assert gaps_in(tmp_path, f'msgid "one form"\nmsgid_plural "%(num)s forms"\n{forms}') == []


def test_missing_and_obsolete_messages_are_named(tmp_path, messages):
    found = gaps_in(tmp_path, 'msgid "Gone"\nmsgstr "Зникло"', messages)

    assert Gap("obsolete", "Gone") in found
    assert Gap("missing", "Search") in found
    assert len(found) == 6
