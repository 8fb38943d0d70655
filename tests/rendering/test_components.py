"""Every component: described, with examples, and harmless whatever text it is given."""

import re

import html5lib
import pytest
import yaml

from pobratym.rendering.assets import collect_assets
from tests.rendering.gallery_site import LANGUAGES, TEMPLATES, all_specimens, themes

MACRO = re.compile(r"{% macro ([a-z]\w*)\(([^)]*)\)")
COMPONENTS = sorted(
    path.parent.name
    for path in TEMPLATES.glob("components/*/*.html")
    if path.stem == path.parent.name
)


@pytest.fixture(scope="module")
def shown():
    assets = collect_assets(TEMPLATES, themes())
    return {lang: all_specimens(lang, assets) for lang in LANGUAGES}


def each_example(shown):
    for lang, specimens in shown.items():
        for specimen in specimens:
            for example in specimen.examples:
                yield f"{specimen.name}, {example.name}, {lang}", example


def macros(name):
    text = (TEMPLATES / f"components/{name}/{name}.html").read_text("utf-8")
    return {
        macro: {parameter.split("=")[0].strip() for parameter in parameters.split(",") if parameter}
        for macro, parameters in MACRO.findall(text)
    }


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_says_what_it_is_for_and_names_every_parameter(name):
    path = TEMPLATES / f"components/{name}/{name}.yaml"
    text = re.sub(r"!\w+ ?", "", path.read_text("utf-8"))
    described = yaml.safe_load(re.sub(r"!html .*", "''", text))
    parameters = set().union(*macros(name).values())

    assert described["purpose"]
    assert parameters - {"explained"} <= set(described.get("parameters") or {})


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_has_an_example_with_hostile_text(name):
    """But for those that show nothing that anybody writes."""
    fixed = {"site-header", "site-footer", "skip-link", "language-switch", "icon", "card-list"}
    text = (TEMPLATES / f"components/{name}/{name}.yaml").read_text("utf-8")

    assert name in fixed or "hostile text" in text


def test_every_example_is_valid_html(shown):
    for name, example in each_example(shown):
        parser = html5lib.HTMLParser(strict=True)
        try:
            parser.parseFragment(str(example.html))
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{name}: {error}")


def test_no_text_becomes_an_element_or_an_attribute(shown):
    for name, example in each_example(shown):
        fragment = html5lib.parseFragment(str(example.html), namespaceHTMLElements=False)
        for element in fragment.iter():
            assert element.tag not in ("script", "style", "b", "u"), name
            assert not [key for key in element.attrib if key.startswith("on")], name
            assert "style" not in element.attrib, name


def test_ids_are_unique_within_an_example(shown):
    for name, example in each_example(shown):
        ids = re.findall(r'\bid="([^"]+)"', str(example.html))
        assert len(ids) == len(set(ids)), name


def test_what_an_element_refers_to_is_there(shown):
    references = re.compile(r'\b(?:aria-labelledby|aria-describedby|aria-controls|for)="([^"]+)"')
    for name, example in each_example(shown):
        html = str(example.html)
        for ids in references.findall(html):
            for one in ids.split():
                assert f'id="{one}"' in html, f"{name}: {one}"


def test_every_icon_is_hidden_from_screen_readers_and_stands_with_text(shown):
    for name, example in each_example(shown):
        fragment = html5lib.parseFragment(str(example.html), namespaceHTMLElements=False)
        for element in fragment.iter("svg"):
            assert element.get("aria-hidden") == "true", name
        for element in [*fragment.iter("a"), *fragment.iter("button")]:
            text = "".join(element.itertext()).strip() or element.get("aria-label")
            assert text, f"{name}: a link or button without text"


def test_templates_never_switch_escaping_off():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
