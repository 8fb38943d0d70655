"""One language of the handbook, and how values and tables are written in it."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from docs.generator.phrases import PHRASES
from pobratym.content.examples import example_of_kind
from pobratym.messages import PACKAGE
from pobratym.pages.field_labels import KIND_LABELS
from pobratym.registry.schema import Choice, Decimal, Group, Help, Kind, Many, Ref, Term
from pobratym.text.catalogue import Catalogue

LANGUAGES = ("uk", "en")


class Words(NamedTuple):
    """One language of the handbook."""

    lang: str
    said_to_editors: Callable[[str], str]
    shown_to_readers: Callable[[str], str]

    def phrase(self, phrase: str, /, **values: str) -> str:
        """A phrase of the generator."""
        english, ukrainian = PHRASES[phrase]
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


def _lowered(text: str) -> str:
    """Without the capital of a label, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
