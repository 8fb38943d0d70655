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
from pobratym.content.front_matter import split
from pobratym.content.letters import check_letters, look_alike, to_latin
from pobratym.content.values import Fields, compiled, languages_reader
from pobratym.content.yaml_nodes import LIMITS, Mapping, Node, Scalar, Sequence, compose_text
from pobratym.problems import Problem, has_errors, in_order, problem
from pobratym.registry.codes import country_of_region
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Local, Record
from pobratym.registry.schema import Field, Group, LocalText

_TERM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Text = tuple[str, bytes]
"""Path and bytes of a file."""


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
    is_markdown = folder in MARKDOWN_TYPES
    node = _merged(fields, files, problems) if is_markdown else _only(files, problems)
    if node is None:
        return Reading({}, frozenset(fields.declared), in_order(problems))
    _check_id(node, item, problems)
    bodies = node.entries.pop("body", None) if is_markdown else None
    values, broken = fields.read(node, problems)
    if bodies is not None:
        values["body"] = {lang: text.text for lang, (_key, text) in bodies[1].entries.items()}
    if not problems:
        return Reading(values, frozenset(broken), ())
    return Reading(values, frozenset(broken), _without_echoes(problems))


def read_vocabulary(path: str, data: bytes) -> tuple[dict[str, Local] | None, tuple[Problem, ...]]:
    """The terms of a vocabulary in the order of the file: id → label by language."""
    problems: list[Problem] = []
    node = _only({"": (path, data)}, problems)
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
    return _only({"": (path, data)}, problems), problems


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
    node = _only({"": (path, data)}, problems)
    if node is None:
        return None, in_order(problems)
    values, broken = compiled(Config).read(node, problems)
    languages = [language.tag for language in values.get("languages") or () if language]
    if "languages" not in broken:
        _check_languages(Config, node, languages, problems)
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
    if folder in MARKDOWN_TYPES:
        root: Node | None = _merged(compiled(RECORD_TYPES[folder]), files, problems)
    else:
        root = _only(files, problems)

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


def _only(files: Files[str, Text], problems: list[Problem]) -> Mapping | None:
    """The fields of the only file of an item."""
    ((path, data),) = files.values()
    text = _text(path, data, problems)
    return None if text is None else _fields_of_text(text, path, problems)


def _text(path: str, data: bytes, problems: list[Problem]) -> str | None:
    if len(data) > LIMITS.size and path.endswith(".yaml"):
        problems.append(problem(path, (0, 0), "file-too-large", size=len(data), limit=LIMITS.size))
        return None
    text, found = decode(data, path)
    problems += found
    if text is not None:
        problems += check_letters(text, path)
    return text


def _fields_of_text(text: str, path: str, problems: list[Problem]) -> Mapping | None:
    node, found = compose_text(text, path)
    problems += found
    if type(node) is Mapping:
        return node
    if node is not None or not found:
        code = "empty-file" if _is_blank(node) else "not-a-record"
        problems.append(problem(path, node.place if node else (1, 1), code))
    return None


def _is_blank(node: Node | None) -> bool:
    return node is None or (type(node) is Scalar and node.text in ("", "~", "null"))


def _check_id(node: Mapping, item: str, problems: list[Problem]) -> None:
    found = node.entries.pop("id", None)
    if found is None:
        return
    key, value = found
    written = value.text if type(value) is Scalar else ""
    if written != item:
        place = value.place if type(value) is Scalar else key.place
        problems.append(problem(key.file, place, "id-differs-from-file", value=written, id=item))


# An item in several languages: the fields of its files become those of one record.


def _merged(fields: Fields, files: Files[str, Text], problems: list[Problem]) -> Mapping | None:
    heads: dict[str, Mapping] = {}
    bodies: dict[str, tuple[Scalar, Node]] = {}
    for lang in sorted(files):
        path, data = files[lang]
        text = _text(path, data, problems)
        if text is None:
            continue
        parts, found = split(text, path)
        problems += found
        if parts is None:
            continue
        head, found = compose_text(parts.head, path)
        problems += found
        if head is None and not found:
            head = Mapping(_Mark(0, 0), path, {})
        if type(head) is Mapping:
            heads[lang] = head
            place = _Mark(text.count("\n", 0, parts.body_start), 0)
            bodies[lang] = (
                Scalar(place, path, lang, False),
                Scalar(place, path, parts.body, True),
            )
        elif head is not None:
            problems.append(problem(path, head.place, "not-a-record"))
    if len(heads) < len(files):
        return None
    merged = _merge(fields, heads, problems)
    first = next(iter(heads.values()))
    for name, declared in fields.declared.items():
        if declared.required and isinstance(declared.kind, LocalText):
            _require_in_each(name, heads, merged, problems)
    if "body" in merged.entries:
        key, _value = merged.entries["body"]
        fields.report_unknown(key, merged, problems)
    mark = bodies[min(bodies)][0].mark
    merged.entries["body"] = (
        Scalar(mark, first.file, "body", False),
        Mapping(mark, first.file, bodies),
    )
    return merged


class _Mark(msgspec.Struct, frozen=True):
    """A place like the parser's: line and column from 0."""

    line: int
    column: int


def _merge(fields: Fields, heads: dict[str, Mapping], problems: list[Problem]) -> Mapping:
    """One mapping with the fields of all languages.

    Texts by language are joined; groups are merged field by field; anything else may stand in
    one file or must be the same in all.
    """
    first = next(iter(heads.values()))
    entries: dict[str, tuple[Scalar, Node]] = {}
    groups: dict[str, dict[str, Mapping]] = {}
    for lang, head in heads.items():
        for name, (key, value) in head.entries.items():
            declared = fields.declared.get(name)
            if declared is not None and isinstance(declared.kind, LocalText):
                _join_text(entries, name, key, value, lang, problems)
            elif declared is None and name in entries:
                fields.report_unknown(key, head, problems)
            elif _is_mergeable(declared, value):
                groups.setdefault(name, {})[lang] = value
                entries.setdefault(name, (key, value))
            elif name not in entries:
                entries[name] = key, value
            elif not _is_same(entries[name][1], value):
                other = entries[name][0].file
                problems.append(
                    problem(
                        value.file,
                        value.place,
                        "contradicting-shared-field",
                        field=name,
                        other=other.rpartition("/")[2],
                    )
                )
    for name, parts in groups.items():
        declared = fields.declared[name]
        merged = _merge(compiled(declared.kind.struct), parts, problems)
        entries[name] = entries[name][0], merged
    return Mapping(first.mark, first.file, entries)


def _is_mergeable(declared: Field | None, value: Node) -> bool:
    return declared is not None and isinstance(declared.kind, Group) and type(value) is Mapping


def _join_text(
    entries: dict[str, tuple[Scalar, Node]],
    name: str,
    key: Scalar,
    value: Node,
    lang: str,
    problems: list[Problem],
) -> None:
    own = Scalar(value.mark, value.file, lang, False)
    if type(value) is not Mapping:
        value = Mapping(value.mark, value.file, {lang: (own, value)})
    if name not in entries:
        entries[name] = key, value
        return
    known = entries[name][1]
    if type(known) is not Mapping:
        return
    for tag, (tag_key, text) in value.entries.items():
        if tag not in known.entries:
            known.entries[tag] = tag_key, text
        elif not _is_same(known.entries[tag][1], text):
            other = known.entries[tag][1].file.rpartition("/")[2]
            problems.append(
                problem(
                    text.file,
                    text.place,
                    "contradicting-shared-field",
                    field=name,
                    other=other,
                )
            )


def _require_in_each(
    name: str, heads: dict[str, Mapping], merged: Mapping, problems: list[Problem]
) -> None:
    """A required text must stand in the file of every language that there is."""
    found = merged.entries.get(name)
    if found is None or type(found[1]) is not Mapping:
        return
    for lang, head in heads.items():
        if lang not in found[1].entries:
            problems.append(
                problem(head.file, (1, 1), "missing-field", field=name, example=f"{name}: …")
            )


def _is_same(first: Node, second: Node) -> bool:
    if type(first) is not type(second):
        return False
    if type(first) is Scalar:
        return first.text.strip() == second.text.strip()
    if type(first) is Sequence:
        return len(first.items) == len(second.items) and all(
            _is_same(one, other) for one, other in zip(first.items, second.items, strict=True)
        )
    return first.entries.keys() == second.entries.keys() and all(
        _is_same(value, second.entries[name][1]) for name, (_key, value) in first.entries.items()
    )


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
