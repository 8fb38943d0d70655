"""The styles keep their own rules: layers, roles, sizes that grow with the reader's text."""

import re

import pytest

from pobratym.rendering.themes import theme_choices
from tests.rendering.gallery_site import TEMPLATES, pairs, themes

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "settings", "print")
SHEETS = sorted([*TEMPLATES.glob("styles/*.css"), *TEMPLATES.glob("components/*/*.css")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COMPONENT = re.compile(r"\.([a-z][a-z0-9-]*?)(?:__|--|(?=[\s,:.{>)\[+~]))")


def css(path):
    return COMMENT.sub("", path.read_text("utf-8"))


def name(path):
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_every_rule_stands_in_a_layer(path):
    """A rule outside layers would beat all of them, the reader's settings included."""
    text = re.sub(r"@font-face\s*{[^}]*}", "", css(path))
    depth, outside = 0, ""
    for character in text:
        if character == "{":
            if depth == 0:
                outside += "{}\n"
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth == 0:
            outside += character
    statements = [line.strip() for line in re.split(r"{}|;", outside) if line.strip()]

    assert all(statement.startswith("@layer ") for statement in statements)
    for statement in statements:
        for layer in statement.removeprefix("@layer ").split(","):
            assert layer.strip() in LAYERS


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_important_is_for_hidden_alone(path):
    """It reverses the order of the layers (https://www.w3.org/TR/css-cascade-5/#layering)."""
    allowed = 1 if path.name == "reset.css" else 0

    assert css(path).count("!important") == allowed


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_text_is_never_sized_in_pixels(path):
    """But for names on the world map: there a pixel is a unit of the drawing, which scales."""
    if path.name == "world-map.css":
        return
    assert re.findall(r"font(?:-size)?:[^;]*\dpx", css(path)) == []
    assert re.findall(r"line-height:[^;]*px", css(path)) == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_colours_come_from_roles(path):
    """Only paper has colours of its own: black on white whatever the theme."""
    if path.name == "print.css":
        return
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", css(path))

    assert found == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_sides_are_logical(path):
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|\b(?:left|right):"
        r"|text-align: (?:left|right)",
        css(path),
    )

    assert physical == []


def test_every_property_that_is_read_is_set_somewhere():
    text = "\n".join(css(path) for path in SHEETS) + theme_choices(themes())
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", text)) | {f"--{role}" for role in pairs().roles}
    knobs = set(re.findall(r"var\(\s*(--[a-z0-9-]+)\s*,", text))
    read = set(re.findall(r"var\(\s*(--[a-z0-9-]+)", text))

    assert read - known - knobs == set()


def test_every_role_is_used():
    text = "\n".join(css(path) for path in SHEETS)
    used = set(re.findall(r"var\(\s*--([a-z0-9-]+)", text))

    assert set(pairs().roles) - used == set()


@pytest.mark.parametrize(
    "path",
    [path for path in SHEETS if path.parent.parent.name == "components"],
    ids=name,
)
def test_nothing_sticks_to_the_window(path):
    """What sticks can cover what has focus (WCAG 2.2, 2.4.11 and 2.4.12)."""
    assert "position: sticky" not in css(path)
    assert "position: fixed" not in css(path)


@pytest.mark.parametrize("setting", ["text", "spacing", "typeface", "images", "motion"])
def test_every_setting_works_with_and_without_a_script(setting):
    text = css(TEMPLATES / "styles/settings.css")
    by_script = set(re.findall(rf':root\[data-{setting}="([a-z]+)"\]', text))
    by_hand = set(re.findall(rf':has\(\[data-setting="{setting}"\]\[value="([a-z]+)"\]', text))
    form = (TEMPLATES / "components/settings/settings.html").read_text("utf-8")
    offered = re.search(rf'_group\(prefix, "{setting}".*?\[(.*?)\]', form, re.DOTALL)[1]
    choices = re.findall(r'\("([a-z]+)", (?:_|pgettext)\(', offered)

    assert by_script == by_hand == set(choices[1:])


def test_wide_spacing_reaches_the_values_of_wcag():
    """1.4.12: line height 1.5, letters 0.12 em, words 0.16 em, paragraphs 2 em."""
    widest = re.search(
        r':root\[data-spacing="widest"\] {(.*?)}', css(TEMPLATES / "styles/settings.css"), re.DOTALL
    )[1]
    values = {key: float(value) for key, value in re.findall(r"--([a-z-]+): ([\d.]+)", widest)}

    assert values["line-height"] >= 1.5
    assert values["letter-spacing"] >= 0.12
    assert values["word-spacing"] >= 0.16
    assert values["paragraph-gap"] >= 2
