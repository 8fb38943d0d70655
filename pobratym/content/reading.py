"""From the files of an item to its typed record, with every problem at its place.

A record with an error is not handed out, so that nothing is made from half of it; its id still
counts as known, so that references to it do not become follow-up problems.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as Files
from typing import Any

import msgspec

from pobratym.config import Config
from pobratym.content.decoding import decode
from pobratym.content.languages import fields_of_languages
from pobratym.content.letters import look_alike, to_latin
from pobratym.content.scalars import FILL_IN
from pobratym.content.settings_checks import check_settings
from pobratym.content.single_files import Text, fields_of_file
from pobratym.content.values import compiled, languages_reader
from pobratym.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from pobratym.problems import Problem, has_errors, in_order, problem
from pobratym.registry.codes import country_of_region
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Local, Record
from pobratym.registry.schema import Group, LocalText

_TERM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Reading(msgspec.Struct, frozen=True):
    """What could be read of an item.

    `values` are by attribute; `broken` are the attributes that could not be read or are missing.
    """

    values: dict[str, Any]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def read_record(
    folder: str, item: str, files: Files[str, Text]
) -> tuple[Record | None, tuple[Problem, ...]]:
    """The record of an item, or None where there are errors, and all problems in file order.

    `files` are language → (path, bytes); the language of a YAML file is "".
    """
    reading = read_values(folder, item, files)
    if reading.broken or has_errors(reading.problems):
        return None, reading.problems
    return RECORD_TYPES[folder](id=item, **reading.values), reading.problems


def read_values(folder: str, item: str, files: Files[str, Text]) -> Reading:
    """Whatever can be read of an item, for checks that go on despite errors."""
    problems: list[Problem] = []
    fields = compiled(RECORD_TYPES[folder])
    node = _fields_of(folder, files, problems)
    if node is None:
        return Reading({}, frozenset(fields.declared), in_order(problems))
    _check_id(node, item, problems)
    bodies = node.entries.pop("body", None) if folder in MARKDOWN_TYPES else None
    values, broken = fields.read(node, problems)
    if bodies is not None:
        values["body"] = {lang: text.text for lang, (_key, text) in bodies[1].entries.items()}
        _check_bodies(bodies[1].entries, problems)
    if not problems:
        return Reading(values, frozenset(broken), ())
    return Reading(values, frozenset(broken), _without_echoes(problems))


def _fields_of(folder: str, files: Files[str, Text], problems: list[Problem]) -> Mapping | None:
    if folder in MARKDOWN_TYPES:
        return fields_of_languages(compiled(RECORD_TYPES[folder]), files, problems)
    return fields_of_file(files, problems)


def _check_bodies(bodies: dict[str, tuple[Scalar, Node]], problems: list[Problem]) -> None:
    for _lang, (_key, text) in bodies.items():
        if text.text.strip() == FILL_IN:
            problems.append(problem(text.file, text.place, "fill-in", field="body", example="…"))


def read_vocabulary(path: str, data: bytes) -> tuple[dict[str, Local] | None, tuple[Problem, ...]]:
    """The terms of a vocabulary in the order of the file: id → label by language."""
    problems: list[Problem] = []
    node = fields_of_file({"": (path, data)}, problems)
    if node is None:
        return None, in_order(problems)
    terms: dict[str, Local] = {}
    for name, (key, labels) in node.entries.items():
        _check_term(key, problems)
        label = languages_reader(name)(labels, problems)
        if label is not None:
            terms[name] = label
    found = _without_echoes(problems)
    return (None if has_errors(found) else terms), found


def read_mapping(path: str, data: bytes) -> tuple[Mapping | None, list[Problem]]:
    """The fields of a YAML file as nodes, for files that are no records."""
    problems: list[Problem] = []
    return fields_of_file({"": (path, data)}, problems), problems


def _check_term(key: Scalar, problems: list[Problem]) -> None:
    name = key.text
    if _TERM.fullmatch(name) or country_of_region(name):
        return
    if letter := look_alike(name):
        found = {"value": name, "letter": letter, "suggestion": to_latin(name)}
        problems.append(problem(key.file, key.place, "look-alike-letter", **found))
        return
    from pobratym.text.slugs import slugify

    problems.append(problem(key.file, key.place, "bad-id", name=name, suggestion=slugify(name)))


def read_config(path: str, data: bytes) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration of the site, or None where there are errors."""
    problems: list[Problem] = []
    node = fields_of_file({"": (path, data)}, problems)
    if node is None:
        return None, in_order(problems)
    values, broken = compiled(Config).read(node, problems)
    languages = [language.tag for language in values.get("languages") or () if language]
    if "languages" not in broken:
        _check_languages(Config, node, languages, problems)
    problems += check_settings(node, values)
    found = _without_echoes(problems)
    return (None if broken or has_errors(found) else Config(**values)), found


def _check_languages(
    struct: type, node: Mapping, languages: list[str], problems: list[Problem]
) -> None:
    """What stands on every page must be there in every language of the site."""
    for name, declared in compiled(struct).declared.items():
        _key, value = node.entries.get(name, (None, None))
        if isinstance(declared.kind, Group) and type(value) is Mapping:
            _check_languages(declared.kind.struct, value, languages, problems)
        if not isinstance(declared.kind, LocalText) or type(value) is not Mapping:
            continue
        for language in languages:
            if language not in value.entries:
                found = {"field": name, "language": language}
                problems.append(problem(value.file, value.place, "missing-language", **found))


Place = tuple[str, int, int]
"""Path, line and column, from 1."""


def locate(
    folder: str, files: Files[str, Text], field_path: tuple[str | int, ...], text: str = ""
) -> Place:
    """The place of a value, for a problem that was found later; see `locator`."""
    return locator(folder, files)(field_path, text)


def locator(folder: str, files: Files[str, Text]) -> Callable[[tuple[str | int, ...], str], Place]:
    """Finds the places of values of one item, whose files are read once more for it.

    The path of a value names fields, items (from 0) and languages as they stand in the file:
    ("sources", 0, "url"), ("summary", "uk").  A text narrows the place down to where it stands in
    the value.  Where the path ends early, the place is that of the last part that exists.
    """
    problems: list[Problem] = []
    sources: dict[str, str] = {}
    root = _fields_of(folder, files, problems)

    def place_of(field_path: tuple[str | int, ...], text: str = "") -> Place:
        if root is None:
            return min((path for path, _data in files.values()), default=folder), 1, 1
        node: Node = root
        for part in field_path:
            inner = _step(node, part)
            if inner is None:
                break
            node = inner
        if not text:
            return (node.file, *node.place)
        if node.file not in sources:
            data = next((data for path, data in files.values() if path == node.file), b"")
            sources[node.file] = decode(data, node.file)[0] or ""
        return (node.file, *_search(sources[node.file], node, text))

    return place_of


def _step(node: Node, part: str | int) -> Node | None:
    if type(node) is Mapping:
        if part == 0:  # one source written without the hyphen of a list
            return node
        found = node.entries.get(str(part))
        return found[1] if found else None
    if type(node) is Sequence and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def _search(source: str, node: Node, text: str) -> tuple[int, int]:
    """Line and column of `text` in the value of a node, or of the value where it is not found."""
    line, column = node.place
    start = 0
    for _ in range(line - 1):
        start = source.find("\n", start) + 1
    at = source.find(text, start + column - 1)
    if at < 0:
        return line, column
    return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)


def _check_id(node: Mapping, item: str, problems: list[Problem]) -> None:
    found = node.entries.pop("id", None)
    if found is None:
        return
    key, value = found
    written = value.text if type(value) is Scalar else ""
    if written != item:
        place = value.place if type(value) is Scalar else key.place
        problems.append(problem(key.file, place, "id-differs-from-file", value=written, id=item))


def _without_echoes(problems: list[Problem]) -> tuple[Problem, ...]:
    """One problem for one mistake: a word of two alphabets is named once, by the stricter rule."""
    named = {
        (found.file, found.line)
        for found in problems
        if found.code in ("look-alike-letter", "unknown-key", "wrong-choice")
    }
    return in_order(
        found
        for found in problems
        if found.code != "mixed-alphabets" or (found.file, found.line) not in named
    )
