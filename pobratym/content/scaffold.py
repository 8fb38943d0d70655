"""A new record as a commented file: what must be said, what may be said, and in which words.

The file is valid but for the places marked “…”, which the rule `fill-in` names until they are
filled in.  Fields that may be left out stand there as comments, so that deleting the first
character of a line is enough to use one.
"""

from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap

import msgspec

from pobratym.content.naming import free_id, language_by_letters, proposed_id
from pobratym.content.scalars import FILL_IN
from pobratym.registry.known import Known
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Local
from pobratym.registry.schema import (
    Choice,
    CountedNoun,
    Country,
    Field,
    FullDate,
    Group,
    Kind,
    LanguageTag,
    LocalText,
    Many,
    Moment,
    Names,
    PartialDate,
    PeriodOf,
    Ref,
    Region,
    Term,
    fields_of,
)
from pobratym.text.slugs import is_slug, slugify

Translate = Callable[[str], str]

_WIDTH = 100
_MOST_IDS = 12
# Nobody begins a record with its former addresses or its withdrawal.
_LATER = frozenset(("aliases", "withdrawn", "translation_of_revision", "body"))


class Desk(msgspec.Struct, frozen=True):
    """What a new file is made for: the site's languages and vocabularies, the editor's language.

    `schema` is the address of the JSON Schemas as seen from a record's file, with "{folder}".
    """

    languages: tuple[str, ...]
    known: Known
    vocabularies: Mapping[str, Mapping[str, Local]]
    lang: str
    translate: Translate
    today: str
    schema: str = "../../.vscode/schemas/{folder}.json"


def chosen_id(folder: str, wanted: str, desk: Desk) -> tuple[str, str]:
    """The id of a new record and the name that was given in its place, or "".

    `wanted` may be an id, any name (its id follows Cabinet resolution 55), or "".
    """
    taken = desk.known.ids.get(folder, frozenset())
    if is_slug(wanted):
        return wanted, ""
    if wanted:
        return proposed_id(folder, {"name": wanted}) or slugify(wanted), wanted
    return free_id(f"new-{RECORD_TYPES[folder].singular}", taken), ""


def new_files(folder: str, item: str, name: str, desk: Desk) -> dict[str, str]:
    """path below the content folder → text of the files of a new record.

    `name` becomes its title in the language whose letters it has, where the type has a title.
    """
    given = {}
    if name:
        given = {"name": name, "title": name}
    if folder == "partnerships" and (pair := _pair(item, desk)):
        given["partners"] = pair
    if folder not in MARKDOWN_TYPES:
        return {f"{folder}/{item}.yaml": "".join(_yaml(folder, desk, given))}
    return {
        f"{folder}/{item}/index.{lang}.md": "".join(_markdown(folder, lang, desk, given))
        for lang in desk.languages
    }


def _pair(item: str, desk: Desk) -> str:
    """`[a, b]` where an id is made of the ids of two institutions."""
    known = desk.known.ids.get("institutions", frozenset())
    words = item.split("-")
    for at in range(1, len(words)):
        first, second = "-".join(words[:at]), "-".join(words[at:])
        if first in known and second in known:
            return f"[{first}, {second}]"
    return ""


def _yaml(folder: str, desk: Desk, given: Mapping[str, str]) -> Iterator[str]:
    translate = desk.translate
    yield f"# yaml-language-server: $schema={desk.schema.format(folder=folder)}\n"
    yield from _comment(
        translate("Write the values in place of “…”; the lines without # are required.")
        + f" {_how_to_use(translate)}",
        "",
    )
    yield from _comment(translate("Then run: python build.py check"), "")
    for field in _ordered(folder):
        yield "\n"
        yield from _explained(field, desk)
        yield from _entry(field, desk, "", not field.required, given)


def _how_to_use(translate: Translate) -> str:
    return translate("To use a line that begins with #, delete the # and the space behind it.")


def _markdown(folder: str, lang: str, desk: Desk, given: Mapping[str, str]) -> Iterator[str]:
    """The file of one language; what all languages share stands in the first one's."""
    translate = desk.translate
    is_first = lang == desk.languages[0]
    yield "---\n"
    start = translate("Write the values in place of “…”.")
    yield from _comment(f"{start} {_how_to_use(translate)}", "")
    if not is_first:
        first = f"index.{desk.languages[0]}.md"
        yield from _comment(
            translate(
                "Dates, topics and links stand in {file} and count for every language."
            ).format(file=first),
            "",
        )
    for field in _ordered(folder):
        is_text = isinstance(field.kind, LocalText)
        if not is_text and not is_first:
            continue
        yield "\n"
        yield from _explained(field, desk)
        if is_text:
            value = _title(given, lang, desk) if field.name == "title" else FILL_IN
            sign = "" if field.required else "# "
            yield f"{sign}{field.name}: {value}\n"
        elif field.name == "draft":
            yield "draft: true\n"
        elif field.name == "date":
            yield f"date: {desk.today}\n"
        else:
            yield from _entry(field, desk, "", not field.required, given)
    yield "---\n\n"
    yield f"{FILL_IN}\n"


def _title(given: Mapping[str, str], lang: str, desk: Desk) -> str:
    name = given.get("title", "")
    return _quoted(name) if name and lang == language_by_letters(name, desk.languages) else FILL_IN


def _ordered(folder: str) -> list[Field]:
    """Required fields first, each group in the order of the declaration."""
    fields = [field for field in fields_of(RECORD_TYPES[folder]) if field.name not in _LATER]
    return sorted(fields, key=lambda field: not field.required)


def _explained(field: Field, desk: Desk, indent: str = "") -> Iterator[str]:
    """What a field means and which values it may have, as comments."""
    help_text = field.help.uk if desk.lang == "uk" else field.help.en
    yield from _comment(help_text, indent)
    if values := _values(field.kind, desk):
        yield from _comment(values, indent)


def _values(kind: Kind, desk: Desk) -> str:
    translate = desk.translate
    match kind:
        case Many(item):
            return _values(item, desk)
        case Choice(values):
            return translate("Values: {values}.").format(values=", ".join(values))
        case Term(vocabulary):
            terms = desk.vocabularies.get(vocabulary, {})
            if not terms:
                return translate("Values: the ids in content/vocabularies/{name}.yaml.").format(
                    name=vocabulary
                )
            shown = ", ".join(f"{term} ({_label(label, desk)})" for term, label in terms.items())
            return translate("Values: {values}.").format(values=shown)
        case Region():
            return translate("Values: codes of ISO 3166-2, see content/vocabularies/regions.yaml.")
        case Ref(folder):
            ids = sorted(desk.known.ids.get(folder, ()))
            if 0 < len(ids) <= _MOST_IDS:
                return translate("Values: {values}.").format(values=", ".join(ids))
            return translate(
                "Values: names of the files in content/{folder}/, without .yaml."
            ).format(folder=folder)
        case Country():
            return translate("Values: two capital letters (ISO 3166-1), such as UA, SE, DE.")
    return ""


def _label(texts: Local, desk: Desk) -> str:
    return texts.get(desk.lang) or next(iter(texts.values()))


def _entry(
    field: Field, desk: Desk, indent: str, is_comment: bool, given: Mapping[str, str]
) -> Iterator[str]:
    sign = "# " if is_comment else ""
    for line in _lines(field, desk, given):
        yield f"{sign}{indent}{line}\n" if line else "\n"


def _lines(field: Field, desk: Desk, given: Mapping[str, str]) -> Iterator[str]:
    """A field with its value, as lines without indentation."""
    name, kind = field.name, field.kind
    match kind:
        case LocalText():
            yield f"{name}:"
            yield from _texts(given.get(name, ""), desk)
        case Group(struct):
            yield f"{name}:"
            yield from (f"  {line}" for line in _group(struct, desk))
        case Many(Group(struct)):
            yield f"{name}:"
            for number, line in enumerate(_group(struct, desk)):
                yield f"  {'- ' if number == 0 else '  '}{line}"
        case Many(LocalText()):
            yield f"{name}:"
            for number, line in enumerate(_texts("", desk)):
                yield f"  {'- ' if number == 0 else '  '}{line.strip()}"
        case CountedNoun():
            yield f"{name}: {field.help.example}"
        case Many() | Names():
            yield f"{name}: {given.get(name) or f'[{FILL_IN}]'}"
        case _:
            yield f"{name}: {_example(field)}"


def _texts(given: str, desk: Desk) -> Iterator[str]:
    own = language_by_letters(given, desk.languages) if given else ""
    for lang in desk.languages:
        yield f"  {lang}: {_quoted(given) if lang == own else FILL_IN}"


def _group(struct: type, desk: Desk) -> Iterator[str]:
    """The fields of a group; those that may be left out are comments, required ones come first."""
    for field in sorted(fields_of(struct), key=lambda field: not field.required):
        help_text = field.help.uk if desk.lang == "uk" else field.help.en
        lines = list(_lines(field, desk, {}))
        sign = "" if field.required else "# "
        values = _values(field.kind, desk) if isinstance(field.kind, Choice) else ""
        note = " ".join(part for part in (help_text, values) if part)
        if len(lines) == 1:
            yield f"{sign}{lines[0]}  # {note}"
        else:
            yield from (f"{sign}{line}" for line in lines)


def _example(field: Field) -> str:
    """A value that is right wherever it stands, or “…” where only the editor can know it."""
    if field.required:
        return FILL_IN
    match field.kind:
        case LanguageTag() | PartialDate() | FullDate() | Moment() | PeriodOf():
            return field.help.example or FILL_IN
        case Choice(values):
            return field.help.example or values[0]
    return FILL_IN


def _quoted(text: str) -> str:
    """A text as a YAML value on one line."""
    return "'" + text.replace("'", "''") + "'"


def _comment(text: str, indent: str) -> Iterator[str]:
    width = _WIDTH - 2 - len(indent)
    for line in wrap(text, width, break_long_words=False, break_on_hyphens=False):
        yield f"{indent}# {line}\n"
