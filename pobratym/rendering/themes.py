"""Colour themes as data: from configuration to CSS, and the proof that they can be read.

A theme gives each role of the styles (`ink`, `canvas`, `link`, ...) a colour and nothing else.
`templates/styles/pairs.yaml` lists which roles meet; contrast is WCAG 2.2's.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

System = Literal["light", "dark", "light-more", "dark-more", "light-less", "dark-less"]

# Contrast that text needs under a theme's promise (WCAG 2.2, 1.4.3 and 1.4.6), and what
# borders of controls, focus and graphics need in every theme (1.4.11).
TEXT_RATIO = {"AA": 4.5, "AAA": 7.0}
GRAPHIC_RATIO = 3.0
_RING = ("focus", "focus-halo")

_MEDIA = {
    "light": "",
    "dark": "(prefers-color-scheme:dark)",
    "light-less": "(prefers-contrast:less)",
    "dark-less": "(prefers-contrast:less) and (prefers-color-scheme:dark)",
    "light-more": "(prefers-contrast:more)",
    "dark-more": "(prefers-contrast:more) and (prefers-color-scheme:dark)",
}
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
# System colours for the roles, so that pictures drawn with roles obey forced colours too.
# https://www.w3.org/TR/css-color-4/#css-system-colors
_FORCED = {
    "canvas": "Canvas",
    "selected": "Canvas",
    "band": "Canvas",
    "focus": "Highlight",
    "focus-halo": "Canvas",
    "link": "LinkText",
    "link-hover": "LinkText",
    "link-visited": "VisitedText",
    "action-ink": "Canvas",
    "highlight": "Mark",
    "chart-empty": "Canvas",
    "chart-2": "LinkText",
    "chart-3": "GrayText",
    "chart-4": "Highlight",
}


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme as configured: `tokens` maps each role to a colour #rrggbb.

    `system` says for which wishes of the reader's system the theme is the default;
    `choice` is false for a theme that only the system can ask for.
    """

    label: dict[str, str]
    promise: Literal["AA", "AAA"]
    scheme: Literal["light", "dark"]
    tokens: dict[str, str]
    system: tuple[System, ...] = ()
    choice: bool = True


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which roles the styles put on which: foreground → backgrounds.

    `ring` lists what the focus ring of two colours is drawn on: one of them has to show.
    """

    text: dict[str, tuple[str, ...]]
    graphic: dict[str, tuple[str, ...]]
    ring: tuple[str, ...] = ()
    decoration: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a theme must give a colour, in alphabetical order."""
        named = {*self.text, *self.graphic, *self.ring, *self.decoration, *_RING}
        for backgrounds in (*self.text.values(), *self.graphic.values()):
            named.update(backgrounds)
        return tuple(sorted(named))


class Shortfall(msgspec.Struct, frozen=True):
    """Two colours of a theme that are too alike, with the ratio they have and need."""

    theme: str
    foreground: str
    background: str
    colours: tuple[str, str]
    ratio: float
    needed: float

    def __str__(self) -> str:
        return (
            f'theme "{self.theme}": {self.foreground} {self.colours[0]} on '
            f"{self.background} {self.colours[1]} has a contrast of {self.ratio:.2f}, "
            f"needs {self.needed:g}"
        )


class RoleFault(msgspec.Struct, frozen=True):
    """A role that a theme lacks, that the styles do not know, or whose colour is not #rrggbb."""

    theme: str
    role: str
    fault: Literal["missing", "unknown", "not-a-colour"]

    def __str__(self) -> str:
        what = {
            "missing": "has no colour",
            "unknown": "is not a role of the styles",
            "not-a-colour": "is not a colour of the form #rrggbb",
        }[self.fault]
        return f'theme "{self.theme}": {self.role} {what}'


def themes_from(configured: Mapping[str, Any]) -> dict[str, Theme]:
    """The `themes` of the configuration as values; raises `msgspec.ValidationError`."""
    return msgspec.convert(dict(configured), dict[str, Theme])


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def check_roles(themes: Mapping[str, Theme], pairs: Pairs) -> Iterator[RoleFault]:
    """Roles that are missing, unknown or have no proper colour."""
    for name, theme in themes.items():
        for role in pairs.roles:
            if role not in theme.tokens:
                yield RoleFault(name, role, "missing")
        for role, colour in theme.tokens.items():
            if role not in pairs.roles:
                yield RoleFault(name, role, "unknown")
            elif not _COLOUR.match(colour):
                yield RoleFault(name, role, "not-a-colour")


def check_themes(themes: Mapping[str, Theme], pairs: Pairs) -> list[Shortfall]:
    """Every pair of colours below what the theme promises, in the order of themes and pairs.

    Pairs whose colours are missing or not colours are left to `check_roles`.
    """
    return [
        Shortfall(name, fore, back, (theme.tokens[fore], theme.tokens[back]), ratio, needed)
        for name, theme in themes.items()
        for fore, back, needed in _demands(theme, pairs)
        if _is_coloured(theme, fore, back)
        and (ratio := contrast(theme.tokens[fore], theme.tokens[back])) < needed
    ]


def theme_faults(configured: Mapping[str, Any], pairs: Pairs) -> tuple[str, ...]:
    """Everything for which the build refuses the configured themes, as sentences."""
    try:
        themes = themes_from(configured)
    except msgspec.ValidationError as error:
        return (f"themes: {error}",)
    return tuple(map(str, (*check_roles(themes, pairs), *check_themes(themes, pairs))))


def read_pairs(text: str) -> Pairs:
    """`styles/pairs.yaml` as a value; raises `msgspec.ValidationError`."""
    import yaml

    return msgspec.convert(yaml.safe_load(text), Pairs)


def _demands(theme: Theme, pairs: Pairs) -> Iterator[tuple[str, str, float]]:
    """Foreground, background and the ratio that the theme owes them."""
    for fore, backgrounds in pairs.text.items():
        yield from ((fore, back, TEXT_RATIO[theme.promise]) for back in backgrounds)
    for fore, backgrounds in pairs.graphic.items():
        yield from ((fore, back, GRAPHIC_RATIO) for back in backgrounds)
    for back in pairs.ring:
        if _is_coloured(theme, back, *_RING):
            shown = theme.tokens[back]
            yield (
                max(_RING, key=lambda role: contrast(theme.tokens[role], shown)),
                back,
                GRAPHIC_RATIO,
            )


def _is_coloured(theme: Theme, *roles: str) -> bool:
    return all(_COLOUR.match(theme.tokens.get(role, "")) for role in roles)


def theme_defaults(themes: Mapping[str, Theme]) -> str:
    """CSS for layer `tokens`: the colours for readers who chose none.

    The first theme is everybody's; each wish of the system that a theme names overrides it, the
    more particular wish last.  Rules stand apart, so that a browser which does not know one
    media feature still obeys the others.
    """
    rules = []
    if themes:
        rules.append(f":root{{{_declarations(next(iter(themes.values())))}}}")
    for wish, media in _MEDIA.items():
        for theme in themes.values():
            if media and wish in theme.system:
                rules.append(f"@media {media}{{:root{{{_declarations(theme)}}}}}")
    return "\n".join(rules)


def theme_choices(themes: Mapping[str, Theme]) -> str:
    """CSS for layer `settings`: the colours that a reader chose, and forced colours after them.

    One rule for the attribute that the script sets and one for the checked radio button, which
    works without a script; apart, because a selector unknown to a browser kills its whole rule.
    """
    rules = []
    for name, theme in themes.items():
        if theme.choice:
            body = _declarations(theme)
            rules.append(f":root[data-colours={name}]{{{body}}}")
            rules.append(f':root:has([data-setting=colours][value="{name}"]:checked){{{body}}}')
            sample = f"--sample-canvas:{theme.tokens['canvas']};--sample-ink:{theme.tokens['ink']}"
            rules.append(f"[data-sample={name}]{{{sample}}}")
    roles = sorted({role for theme in themes.values() for role in theme.tokens})
    forced = ";".join(f"--{role}:{_forced(role)}" for role in roles)
    if forced:
        rules.append(
            "@media (forced-colors:active){"
            + "".join(f"{selector}{{{forced}}}" for selector in (":root", ":root[data-colours]"))
            + f":root:has([data-setting=colours]:checked){{{forced}}}}}"
        )
    return "\n".join(rules)


def _forced(role: str) -> str:
    return "Canvas" if role.endswith("surface") else _FORCED.get(role, "CanvasText")


def _declarations(theme: Theme) -> str:
    colours = ";".join(f"--{role}:{colour}" for role, colour in sorted(theme.tokens.items()))
    return f"color-scheme:{theme.scheme};{colours}"
