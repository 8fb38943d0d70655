"""The template environment: escaped, strict, translated, and nothing callable besides."""

import gettext

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from pobratym.rendering.assets import collect_assets
from pobratym.rendering.environment import environment
from tests.rendering.gallery_site import messages


@pytest.fixture
def made(tmp_path):
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/one.js").write_text("1;\n")

    def make(template, lang="en", cache=None, **formatters):
        (tmp_path / "page.html").write_text(template, "utf-8")
        return environment(
            lang,
            tmp_path,
            messages=messages(lang),
            assets=collect_assets(tmp_path, {}),
            formatters=formatters,
            cache=cache,
        ).get_template("page.html")

    return make


def test_text_is_escaped_unless_it_is_markup(made):
    page = made("{{ text }}|{{ html }}")

    assert page.render(text="<b>", html=Markup("<b>")) == "&lt;b&gt;|<b>"


def test_a_mistyped_name_is_an_error_not_an_empty_place(made):
    with pytest.raises(UndefinedError, match="titel"):
        made("{{ page.titel }}").render(page={"title": "x"})


def test_messages_are_in_the_language_of_the_environment(made):
    assert made('{{ _("Search") }}').render() == "Search"
    assert made('{{ _("Search") }}', lang="uk").render() == "Пошук"


def test_what_is_put_into_a_message_is_escaped(made):
    page = made('{{ _("Page %(number)s", number=text) }}')

    assert page.render(text="<1>") == "Page &lt;1&gt;"


def test_a_message_can_depend_on_its_context(made):
    page = made('{{ pgettext("motion", "None") }}', lang="uk")

    assert page.render() == "Без руху"


def test_assets_are_named_and_checked(made):
    shown = made('{{ asset("one.js") }} {{ integrity("one.js") }}').render()

    assert shown.startswith("/assets/one.")
    assert " sha384-" in shown


def test_formatters_are_callable_by_name(made):
    assert made("{{ shout('a') }}", shout=str.upper).render() == "A"


def test_nothing_else_is_global(made):
    assert set(made("").environment.globals) == {
        "_",
        "gettext",
        "ngettext",
        "pgettext",
        "lang",
        "asset",
        "integrity",
        "remembered",
    }


def test_compiled_templates_are_kept(made, tmp_path):
    cache = tmp_path / "compiled"
    cache.mkdir()

    made("{{ 1 }}", cache=cache).render()

    assert list(cache.iterdir()) != []


def test_any_gettext_catalogue_will_do(tmp_path):
    (tmp_path / "page.html").write_text('{{ ngettext("a", "b", 2) }}')
    environment_of = environment(
        "x", tmp_path, messages=gettext.NullTranslations(), assets=collect_assets(tmp_path, {})
    )

    assert environment_of.get_template("page.html").render() == "b"
