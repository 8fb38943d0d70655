"""The texts of templates and code that translators work on, and the files that hold them.

There are two catalogues: what readers see (`templates/locale/`) and what editors are told by the
checks and the command line (`pobratym/locale/`).  A build does not need this module.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pobratym
from pobratym.problems import Severity
from pobratym.rules import RULES
from pobratym.text.translations import Gap, Message, extract, gaps, updated

PACKAGE = Path(pobratym.__file__).parent
_LOCALE = PACKAGE / "locale"
_DESCRIPTION = re.compile(
    r"(?:an?|the|one|two|ten|[0-9]+ rows|saved|plain|photo\.jpg that)\b[^:\n]*\Z"
)
# The rooms that make what readers see; all others speak to editors.
_FOR_READERS = ("graphics", "outputs", "pages", "rendering", "registry")
# How code that speaks to editors says what is to be translated.
_SAID_TO_EDITORS = {
    "_": None,
    "N_": None,
    "translate": None,
    "plural": (1, 2),
    "_count": (1, 2),
    "progress": None,
}


class Translation(NamedTuple):
    """One .po file: its path, its language and the messages that it has to have."""

    path: Path
    lang: str
    messages: tuple[Message, ...]

    def gaps(self) -> list[Gap]:
        """What the file lacks; everything, where there is no file."""
        if not self.path.exists():
            return [Gap("missing", message.singular) for message in self.messages]
        return gaps(self.path, self.lang, self.messages)

    def update(self) -> list[Gap]:
        """Write the file with exactly these messages, translations kept; returns what it lacks."""
        old = self.path.read_bytes() if self.path.exists() else b""
        new = updated(old, self.lang, self.messages)
        if new != old:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(new)
        return self.gaps()


def translations(templates: Path, languages: Iterable[str] = ()) -> list[Translation]:
    """Every .po file there is, and one for each language of a site that has none yet.

    English needs no file: it is what stands in templates and code.
    """
    locale = templates / "locale"
    wanted = {path.name for path in locale.glob("*/")} | {*languages} - {"en"}
    readers, editors = reader_messages(templates), editor_messages()
    return [
        *(Translation(_po(locale, lang, "messages"), lang, readers) for lang in sorted(wanted)),
        *(
            Translation(_po(_LOCALE, path.name, "pobratym"), path.name, editors)
            for path in sorted(_LOCALE.iterdir())
        ),
    ]


def reader_messages(templates: Path) -> tuple[Message, ...]:
    """What readers see: the messages of templates, views and outputs, in alphabetical order."""
    found = [
        *extract(templates.parent, [templates.name]),
        *extract(PACKAGE.parent, [f"{PACKAGE.name}/{room}" for room in _FOR_READERS]),
    ]
    known: dict[tuple[str | None, str], Message] = {}
    for message in found:
        before = known.setdefault((message.context, message.singular), message)
        if before is not message:
            known[message.context, message.singular] = before._replace(
                plural=before.plural or message.plural,
                places=(*before.places, *message.places),
                comments=(*before.comments, *message.comments),
            )
    return tuple(
        sorted(known.values(), key=lambda message: (message.singular, message.context or ""))
    )


def editor_messages() -> tuple[Message, ...]:
    """What editors are told: the command line's messages, then each rule's, with its code."""
    said = [
        message
        for message in extract(PACKAGE.parent, [PACKAGE.name], _SAID_TO_EDITORS)
        if not all(place.split("/")[1] in _FOR_READERS for place in message.places)
    ]
    known = {message.singular: message for message in sorted(said, key=lambda one: one.singular)}
    for text in _help_of_commands():
        known.setdefault(text, Message(text, None, None, ("pobratym/cli.py",), ()))
    for severity in get_args(Severity):
        known.setdefault(severity, Message(severity, None, None, ("pobratym/problems.py",), ()))
    for rule in RULES.values():
        examples = filter(is_description, (rule.example_bad, rule.example_good))
        for sentence in (rule.message, rule.hint, rule.why, *examples):
            known.setdefault(
                sentence, Message(sentence, None, None, ("pobratym/rules.py",), (rule.code,))
            )
    return tuple(known.values())


def is_description(example: str) -> bool:
    """Whether the example of a rule says in words what it cannot show: “a null byte”."""
    return _DESCRIPTION.match(example) is not None


def _help_of_commands() -> Iterator[str]:
    """What `--help` says of commands and options, for the handbook in other languages."""
    import argparse

    from pobratym.cli import command_parser

    parsers = [command_parser()]
    for parser in parsers:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                parsers += action.choices.values()
            elif action.help and not isinstance(
                action, argparse._HelpAction | argparse._VersionAction
            ):
                yield action.help
        if parser is not parsers[0] and parser.description:
            yield parser.description


def _po(locale: Path, lang: str, domain: str) -> Path:
    return locale / lang / "LC_MESSAGES" / f"{domain}.po"
