"""An item with a file per language: the fields of its files become those of one record.

Texts by language are joined; groups are merged field by field; anything else may stand in one file
or must be the same in all.
"""

from collections.abc import Mapping as Files

import msgspec

from pobratym.content.front_matter import split
from pobratym.content.single_files import Text, text_of_file
from pobratym.content.values import Fields, compiled
from pobratym.content.yaml_nodes import Mapping, Node, Scalar, Sequence, compose_text
from pobratym.problems import Problem, problem
from pobratym.registry.schema import Field, Group, LocalText


def fields_of_languages(
    fields: Fields, files: Files[str, Text], problems: list[Problem]
) -> Mapping | None:
    """The fields of an item as if they stood in one file; texts are by language, each node knows
    its own file.  None where a file cannot be read."""
    heads: dict[str, Mapping] = {}
    bodies: dict[str, tuple[Scalar, Node]] = {}
    for lang in sorted(files):
        path, data = files[lang]
        text = text_of_file(path, data, problems)
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
