"""What the generator itself says, in each language of the handbook."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pobratym
from pobratym.content.examples import example_of_kind
from pobratym.messages import PACKAGE
from pobratym.pages.field_labels import KIND_LABELS
from pobratym.registry.schema import Choice, Decimal, Group, Help, Kind, Many, Ref, Term
from pobratym.text.catalogue import Catalogue

LANGUAGES = ("uk", "en")

_PHRASES = {
    "field": ("Field", "Поле"),
    "meaning": ("Meaning", "Значення"),
    "value": ("What to write", "Що писати"),
    "required": ("required", "обов’язкове"),
    "default": ("otherwise", "інакше"),
    "example": ("Example", "Приклад"),
    "every-field": ("Every field", "Усі поля"),
    "fields-of": ("Fields of `{name}`", "Поля `{name}`"),
    "annotated": (
        "A record in which every field is filled in. Most records need a few of them only: "
        "what is required says so.",
        "Запис, у якому заповнено всі поля. Більшості записів досить кількох: обов’язкові "
        "позначено.",
    ),
    "file": ("File", "Файл"),
    "one-of": ("one of", "одне з"),
    "list-of": ("list", "перелік"),
    "id-of": ("id of a record in `content/{name}/`", "ід запису з `content/{name}/`"),
    "term-of": ("id from `vocabularies/{name}.yaml`", "ід із `vocabularies/{name}.yaml`"),
    "group": ("fields of its own, see below", "власні поля, див. нижче"),
    "records": ("Records", "Записи"),
    "records-lead": (
        "What stands in each folder of `content/`, field by field, with an example.",
        "Що міститься в кожній теці `content/`, поле за полем, із прикладом.",
    ),
    "problems": ("Problem codes", "Коди помилок"),
    "problems-lead": (
        "Each message of `check` ends its first line with a code in square brackets. Here is "
        "every code, with what it means, what to do and why the rule is there. An *error* stops "
        "publishing; a *warning* does not.",
        "Кожне повідомлення `check` має в першому рядку код у квадратних дужках. Тут зібрано всі "
        "коди: що кожен означає, що робити й навіщо потрібне правило. *Помилка* зупиняє "
        "публікацію, *попередження* – ні.",
    ),
    "message": ("Message", "Повідомлення"),
    "do": ("What to do", "Що робити"),
    "why": ("Why", "Навіщо"),
    "bad": ("Wrong", "Неправильно"),
    "good": ("Right", "Правильно"),
    "settings": ("Settings", "Налаштування"),
    "settings-lead": (
        "Every key of `site_config.yaml`. The file is checked like content: an unknown key, a "
        "wrong type or a theme that cannot be read is an error with line and column.",
        "Усі ключі `site_config.yaml`. Файл перевіряється так само, як вміст: невідомий ключ, "
        "хибний тип або тема, яку важко прочитати, – це помилка з рядком і стовпцем.",
    ),
    "key": ("Key", "Ключ"),
    "role": ("Role", "Роль"),
    "meets": ("Stands on", "Стоїть на"),
    "ratio": ("Contrast", "Контраст"),
    "roles": ("Colour roles", "Ролі кольорів"),
    "roles-lead": (
        "Every theme gives each of these roles a colour `#rrggbb`. The table says what a role is "
        "seen against and which contrast it must have there: text 4.5 to 1 where the theme "
        "promises AA and 7 to 1 where it promises AAA, graphics 3 to 1.",
        "Кожна тема задає кожній із цих ролей колір `#rrggbb`. У таблиці сказано, на якому тлі "
        "видно роль і який контраст там потрібен: для тексту 4,5 до 1, якщо тема обіцяє AA, і "
        "7 до 1, якщо AAA; для графіки 3 до 1.",
    ),
    "decoration": ("decoration, no contrast is asked", "прикраса, контраст не вимагається"),
    "background": ("background of others", "тло для інших"),
    "commands": ("Commands", "Команди"),
    "commands-lead": (
        "`python build.py COMMAND`. Without a command it builds. Exit codes: 0 done; 1 errors in "
        "the content, nothing was published; 2 wrong usage or configuration, or a machine that "
        "refuses. Progress goes to standard error, results to standard output; `NO_COLOR` "
        "switches colours off.",
        "`python build.py КОМАНДА`. Без команди сайт будується. Коди завершення: 0 – виконано; "
        "1 – у вмісті є помилки, нічого не опубліковано; 2 – хибний виклик чи налаштування або "
        "відмова комп’ютера. Перебіг друкується у стандартний потік помилок, результати – у "
        "стандартне виведення; `NO_COLOR` вимикає кольори.",
    ),
    "option": ("Option", "Параметр"),
    "for-every-command": ("For every command", "Для кожної команди"),
}


class Words(NamedTuple):
    """One language of the handbook."""

    lang: str
    said_to_editors: Callable[[str], str]
    shown_to_readers: Callable[[str], str]

    def phrase(self, phrase: str, /, **values: str) -> str:
        """A phrase of the generator."""
        english, ukrainian = _PHRASES[phrase]
        return (ukrainian if self.lang == "uk" else english).format(**values)

    def help(self, text: Help) -> str:
        """What a field means."""
        return text.uk if self.lang == "uk" else text.en

    def kind(self, kind: Kind) -> str:
        """How a value is written, as inline Markdown."""
        match kind:
            case Choice(values):
                return f"{self.phrase('one-of')} " + ", ".join(f"`{value}`" for value in values)
            case Ref(folder):
                return self.phrase("id-of", name=folder)
            case Term(vocabulary):
                return self.phrase("term-of", name=vocabulary)
            case Many(item):
                return f"{self.phrase('list-of')}: {self.kind(item)}"
            case Group():
                return self.phrase("group")
            case Decimal(low, high) if high <= 180:
                return f"{self._label(kind)}, {low:g} … {high:g}"
        return self._label(kind)

    def _label(self, kind: Kind) -> str:
        return _lowered(self.shown_to_readers(KIND_LABELS[type(kind).__name__]))


@cache
def words_of(lang: str) -> Words:
    """The words of one language."""

    def catalogue(path: str) -> Callable[[str], str]:
        file = PACKAGE.parent / path.format(lang=lang)
        return Catalogue.load(file if file.exists() else None, lang).gettext

    return Words(
        lang,
        catalogue("pobratym/locale/{lang}/LC_MESSAGES/pobratym.po"),
        catalogue("templates/locale/{lang}/LC_MESSAGES/messages.po"),
    )


def example(kind: Kind, text: Help) -> str:
    """An example value as code; "" where there is none worth showing."""
    shown = text.example or example_of_kind(kind)
    return f"`{shown}`" if "…" not in shown and shown != "{}" else ""


def cell(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def version() -> str:
    return pobratym.__version__


def _lowered(text: str) -> str:
    """Without the capital of a label, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
