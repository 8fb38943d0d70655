"""Templates compiled for speed show what Jinja's own compiler would show, and fail as safely."""

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from pobratym.rendering import compiling
from pobratym.rendering.compiling import CompiledEnvironment, bytecode_cache

VIEW = SimpleNamespace(
    name="Лікарня <№ 1> & co",
    ready=Markup("<b>готове</b>"),
    number=7,
    parts=[SimpleNamespace(text="«а»", url="/a/?b&c"), SimpleNamespace(text='"б"', url="/b/")],
    mapping={"key": "<value>"},
)
TEMPLATES = {
    "macros.html": """
        {% macro link(item, level=2) %}<a href="{{ item.url }}" data-level="{{ level }}">
        {{- item.text }}</a>{% endmacro %}
        {% macro box(title) %}<div>{{ title }}{{ caller() }}</div>{% endmacro %}
    """,
    "layout.html": "<main>{% block main %}{% endblock %}</main>",
    "values.html": "{{ view.name }} {{ view.ready }} {{ view.number }} {{ view.name ~ '<' }}",
    "attributes.html": "{{ view.parts[0].text }} {{ view.mapping['key'] }} {{ view.mapping.key }}",
    "loop.html": "{% for part in view.parts %}{{ loop.index }}{{ part.text }}{% endfor %}",
    "defined.html": (
        "{% if view.parts[0].iso is defined %}date{% else %}link{% endif %}"
        "{% if view.parts is not defined %}none{% endif %}"
    ),
    "macro.html": (
        '{% from "macros.html" import link %}{{ link(view.parts[0]) }}'
        "{{ link(item=view.parts[1], level=3) }}"
    ),
    "caller.html": (
        '{% from "macros.html" import box %}'
        "{% for part in view.parts %}{% call box(part.text) %}<i>{{ part.url }}</i>{% endcall %}"
        "{% endfor %}"
    ),
    "inherited.html": (
        '{% extends "layout.html" %}{% from "macros.html" import link %}'
        "{% block main %}{% for part in view.parts %}{{ link(part) }}{% endfor %}{% endblock %}"
    ),
    "translated.html": (
        "{% trans name=view.name %}Hello, {{ name }}!{% endtrans %}"
        "{{ ngettext('%(num)s thing', '%(num)s things', view.number) }}"
    ),
    "filters.html": "{{ view.parts | map(attribute='text') | join(', ') }} {{ view.name | upper }}",
}


def _rendered(kind: type[Environment], name: str) -> str:
    made = kind(
        loader=DictLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)
    return made.get_template(name).render(view=VIEW)


@pytest.mark.parametrize(
    "name", sorted(set(TEMPLATES) - {"macros.html", "layout.html"}), ids=lambda name: name[:-5]
)
def test_a_template_shows_the_same_as_with_jinja_s_own_compiler(name):
    expected = _rendered(Environment, name)

    assert expected == _rendered(CompiledEnvironment, name)


def test_text_is_escaped_and_markup_is_not():
    shown = _rendered(CompiledEnvironment, "values.html")

    assert "&lt;№ 1&gt; &amp; co <b>готове</b>" in shown


def _strict(source: str) -> str:
    made = CompiledEnvironment(
        loader=DictLoader({"page.html": source}), autoescape=True, undefined=StrictUndefined
    )
    return made.get_template("page.html").render(view=VIEW)


def test_a_mistyped_attribute_is_an_error_that_names_it():
    with pytest.raises(UndefinedError, match="nmae"):
        _strict("{{ view.nmae }}")


@pytest.mark.parametrize("source", ["{{ veiw }}", "{{ veiw.name }}", "{{ veiw() }}"])
def test_an_unknown_name_is_an_error_that_names_it(source):
    with pytest.raises(UndefinedError, match="veiw"):
        _strict(source)


def test_a_macro_refuses_an_argument_that_it_does_not_know():
    with pytest.raises(TypeError, match="colour"):
        _strict("{% macro tag(text) %}{{ text }}{% endmacro %}{{ tag('a', colour='red') }}")


def test_what_another_version_of_the_compiler_left_in_the_cache_is_not_used(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    folder.mkdir()
    older = tmp_path / "compiling.py"
    older.write_text("# an older version")

    def compile_once() -> None:
        CompiledEnvironment(
            loader=DictLoader({"page.html": "{{ view.name }}"}),
            autoescape=True,
            bytecode_cache=bytecode_cache(folder),
        ).get_template("page.html")

    with monkeypatch.context() as changed:
        changed.setattr(compiling, "__file__", str(older))
        compile_once()
    compile_once()
    compile_once()

    assert len(list(folder.iterdir())) == 2
