"""Themes: the contrast of what the styles put together, and the CSS that is made of them."""

import msgspec
import pytest

from pobratym.rendering.themes import (
    Pairs,
    Theme,
    check_roles,
    check_themes,
    contrast,
    theme_choices,
    theme_defaults,
    theme_faults,
    themes_from,
)
from tests.rendering.gallery_site import pairs, themes

PAIRS = Pairs(text={"ink": ("canvas",)}, graphic={"line": ("canvas",)}, decoration=("border",))


def theme(promise="AA", scheme="light", system=(), choice=True, **tokens):
    colours = {
        "ink": "#000000",
        "canvas": "#ffffff",
        "line": "#000000",
        "border": "#eeeeee",
        "focus": "#000000",
        "focus-halo": "#ffffff",
    }
    colours |= {role.replace("_", "-"): colour for role, colour in tokens.items()}
    return Theme(
        label={"uk": "Тема", "en": "Theme"},
        promise=promise,
        scheme=scheme,
        system=system,
        choice=choice,
        tokens=colours,
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#777777", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffff00", 8.00),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_text_that_is_too_pale_is_named_with_both_colours_and_the_ratio():
    [found] = check_themes({"pale": theme(ink="#888888")}, PAIRS)

    assert str(found) == (
        'theme "pale": ink #888888 on canvas #ffffff has a contrast of 3.54, needs 4.5'
    )


def test_a_theme_that_promises_aaa_owes_its_text_seven_to_one():
    grey = "#666666"

    assert check_themes({"aa": theme("AA", ink=grey)}, PAIRS) == []
    assert [found.needed for found in check_themes({"aaa": theme("AAA", ink=grey)}, PAIRS)] == [7.0]


def test_graphics_owe_three_to_one_whatever_the_promise():
    found = check_themes({"x": theme("AAA", line="#999999")}, PAIRS)

    assert [(one.foreground, one.needed) for one in found] == [("line", 3.0)]


def test_one_colour_of_the_focus_ring_has_to_show_on_each_background():
    ring = msgspec.structs.replace(PAIRS, ring=("canvas",))

    assert check_themes({"x": theme(focus="#fefefe", focus_halo="#000000")}, ring) == []
    assert check_themes({"x": theme(focus="#fefefe", focus_halo="#ffffff")}, ring) != []


def test_a_missing_an_unknown_and_a_malformed_role_are_three_faults():
    wrong = theme(ink="black", shadow="#000000")
    del wrong.tokens["line"]

    faults = [(found.role, found.fault) for found in check_roles({"x": wrong}, PAIRS)]

    assert faults == [("line", "missing"), ("ink", "not-a-colour"), ("shadow", "unknown")]


def test_a_key_that_no_theme_has_is_refused():
    with pytest.raises(msgspec.ValidationError, match="prommise"):
        themes_from({"x": {"label": {}, "prommise": "AA", "scheme": "light", "tokens": {}}})


def test_all_faults_are_told_at_once():
    pale = {"label": {}, "promise": "AA", "scheme": "light", "tokens": {"ink": "#888888"}}

    faults = theme_faults({"pale": pale}, PAIRS)

    assert 'theme "pale": canvas has no colour' in faults
    assert len(faults) == len(PAIRS.roles) - 1


def test_every_theme_of_the_site_has_every_role_and_keeps_its_promise():
    assert list(map(str, check_roles(themes(), pairs()))) == []
    assert list(map(str, check_themes(themes(), pairs()))) == []


def test_every_theme_that_readers_can_choose_promises_seven_to_one():
    weaker = [name for name, one in themes().items() if one.choice and one.promise != "AAA"]

    assert weaker == []


def test_a_chosen_theme_has_a_rule_for_the_script_and_one_without_it():
    """Apart: a selector that a browser does not know takes its whole rule with it."""
    rules = theme_choices({"dark": theme(scheme="dark")}).splitlines()

    assert rules[0].startswith(":root[data-colours=dark]{color-scheme:dark;")
    assert rules[1].startswith(':root:has([data-setting=colours][value="dark"]:checked){')


def test_a_theme_that_only_the_system_asks_for_is_no_choice():
    css = theme_choices({"soft": theme(system=("light-less",), choice=False)})

    assert "data-colours=soft" not in css


def test_the_more_particular_wish_of_the_system_comes_later():
    css = theme_defaults(
        {
            "black": theme(scheme="dark", system=("dark-more",)),
            "white": theme(),
            "dark": theme(scheme="dark", system=("dark",)),
        }
    )

    assert css.index("(prefers-color-scheme:dark){") < css.index("prefers-contrast:more")


def test_forced_colours_come_after_every_choice():
    css = theme_choices({"white": theme(), "dark": theme(scheme="dark")})

    assert css.rindex("data-colours=dark]{color-scheme") < css.index("forced-colors:active")
    assert "--canvas:Canvas" in css
