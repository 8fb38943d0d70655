"""Every key of the configuration, and every colour role of a theme."""

from collections.abc import Iterator

import yaml

from docs.generator.records import field_table, groups_of
from docs.generator.words import Words, table
from pobratym.config import Config
from pobratym.messages import PACKAGE
from pobratym.rendering.themes import Pairs, Theme

PAIRS = PACKAGE.parent / "templates" / "styles" / "pairs.yaml"
# What a theme consists of; it is read apart from the other settings (`rendering/themes.py`).
THEME = {
    "label": ("Name for readers, in every language.", "Назва для читачів, кожною мовою."),
    "promise": (
        "`AA` or `AAA`: the contrast of text that the theme keeps.",
        "`AA` або `AAA`: контраст тексту, якого тема дотримує.",
    ),
    "scheme": (
        "`light` or `dark`: how the browser draws its own controls.",
        "`light` або `dark`: як браузер малює власні елементи.",
    ),
    "tokens": (
        "A colour `#rrggbb` for each role below.",
        "Колір `#rrggbb` для кожної з ролей нижче.",
    ),
    "system": (
        "For which wishes of the reader’s system this is the default: `light`, `dark`, "
        "`light-more`, `dark-more` (more contrast), `light-less`, `dark-less` (less contrast).",
        "Для яких побажань системи читача ця тема початкова: `light`, `dark`, `light-more`, "
        "`dark-more` (більший контраст), `light-less`, `dark-less` (менший контраст).",
    ),
    "choice": (
        "`false`: readers cannot choose it; only their system can ask for it.",
        "`false`: читачі не обирають її самі; її може попросити лише система.",
    ),
}


def pages(words: Words) -> Iterator[tuple[str, str]]:
    parts = [
        f"# {words.phrase('settings')}\n",
        words.phrase("settings-lead") + "\n",
        field_table(Config, words, {"themes": words.phrase("group")}),
    ]
    for name, struct in groups_of(Config):
        parts += [f"## `{name}`\n", field_table(struct, words)]
    parts += ["## `themes`\n", theme_table(words)]
    parts += [f"## {words.phrase('roles')} {{#roles}}\n", words.phrase("roles-lead") + "\n"]
    parts.append(role_table(words))
    yield "settings", "\n".join(parts)


def theme_table(words: Words) -> str:
    index = 1 if words.lang == "uk" else 0
    rows = [[f"`{name}`", THEME[name][index]] for name in Theme.__struct_fields__]
    return table([words.phrase("key"), words.phrase("meaning")], rows)


def role_table(words: Words) -> str:
    pairs = pairs_of_styles()
    rows = []
    for role in pairs.roles:
        on = [*pairs.text.get(role, ()), *pairs.graphic.get(role, ())]
        ratio = "4.5 / 7" if role in pairs.text else "3" if role in pairs.graphic else ""
        if role in ("focus", "focus-halo"):
            on, ratio = [*on, *(one for one in pairs.ring if one not in on)], "3"
        note = words.phrase("decoration" if role in pairs.decoration else "background")
        rows.append([f"`{role}`", ", ".join(f"`{one}`" for one in on) or note, ratio])
    return table([words.phrase(name) for name in ("role", "meets", "ratio")], rows)


def pairs_of_styles() -> Pairs:
    import msgspec

    return msgspec.convert(yaml.safe_load(PAIRS.read_text("utf-8")), Pairs)
