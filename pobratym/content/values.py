"""From nodes to values: one reader per declared kind of field, compiled once per record type.

A reader takes a node and a list of problems; it returns the value, or None after adding a problem.
Nothing raises for bad content, and one mistake adds one problem.
"""

import re
from functools import cache
from typing import Any, get_type_hints

import msgspec

from pobratym.content.examples import example_of, example_of_kind
from pobratym.content.letters import look_alike, to_latin
from pobratym.content.scalars import (
    FILL_IN,
    NULLS,
    Problems,
    Reader,
    language_fault,
    look_alike_problem,
    near,
    parser_of,
    plain,
    scalar_reader,
)
from pobratym.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from pobratym.problems import problem
from pobratym.registry.records import Period
from pobratym.registry.schema import (
    AddressPath,
    CountedNoun,
    Country,
    Field,
    Group,
    Kind,
    LocalText,
    Many,
    Names,
    PartialDate,
    PeriodOf,
    Ref,
    Term,
    Text,
    fields_of,
)

# A file with more mistakes than this is no record with slips of the keyboard.
_MOST_SUGGESTIONS = 100
_NO_SPACE = re.compile(r"[A-Za-z][\w-]*:(?!//)\S")


class Fields(msgspec.Struct, frozen=True):
    """The compiled fields of one record type or group, by the name that editors write."""

    struct: type
    declared: dict[str, Field]
    readers: dict[str, tuple[str, Reader]]
    required: tuple[str, ...]

    def read(self, node: Mapping, problems: Problems) -> tuple[dict[str, Any], set[str]]:
        """Values by attribute, and the attributes that could not be read or are missing."""
        values: dict[str, Any] = {}
        broken: set[str] = set()
        readers = self.readers
        guessed: set[str] = set()
        for name, (key, item) in node.entries.items():
            found = readers.get(name)
            if found is None:
                guessed.add(self.report_unknown(key, node, problems))
                continue
            attribute, read = found
            before = len(problems)
            value = read(item, problems)
            values[attribute] = value
            if len(problems) != before:
                broken.add(attribute)
        for name in self.required:
            attribute = readers[name][0]
            if attribute not in values:
                broken.add(attribute)
                if name not in guessed:
                    example = f"{name}: {example_of(self.declared[name])}"
                    problems.append(
                        problem(node.file, node.place, "missing-field", field=name, example=example)
                    )
        return values, broken

    def report_unknown(self, key: Scalar, node: Mapping, problems: Problems) -> str:
        """Add the problem of an unknown field; the name that was probably meant, or ""."""
        letter = look_alike(key.text)
        latin = to_latin(key.text)
        if letter and latin in self.readers:
            problems.append(look_alike_problem(key, letter, latin))
            return latin
        suggestion = ""
        if len(problems) < _MOST_SUGGESTIONS:
            unused = [name for name in self.readers if name not in node.entries]
            suggestion = near(key.text, unused)
        problems.append(
            problem(
                key.file,
                key.place,
                "unknown-key",
                key=key.text,
                choices=", ".join(self.readers),
                suggestion=suggestion,
            )
        )
        return suggestion


@cache
def compiled(struct: type) -> Fields:
    """The readers of all fields of a record type or group."""
    hints = get_type_hints(struct)
    declared = {field.name: field for field in fields_of(struct)}
    return Fields(
        struct,
        declared,
        {
            name: (
                field.attribute,
                _reader(field.kind, name, example_of(field), hints[field.attribute]),
            )
            for name, field in declared.items()
        },
        tuple(name for name, field in declared.items() if field.required),
    )


def _reader(kind: Kind, field: str, example: str, hint: Any) -> Reader:
    match kind:
        case Many(item, at_least):
            return _list_reader(
                _reader(item, field, example_of_kind(item), Any), item, at_least, field, example
            )
        case Group(struct):
            return _group_reader(struct, field)
        case LocalText():
            return languages_reader(field, example)
        case CountedNoun():
            return _noun_reader(field, example)
        case Names():
            return _names_reader(field, example)
        case PeriodOf():
            return _period_reader(field, example)
        case Text() if getattr(hint, "__origin__", hint) is dict:
            return lambda node, problems: plain(node)
    return scalar_reader(field, example, parser_of(kind, field, hint))


def _is_empty(node: Node) -> bool:
    return type(node) is Scalar and not node.quoted and node.text in NULLS


def _list_reader(read: Reader, item: Kind, at_least: int, field: str, example: str) -> Reader:
    takes_one = isinstance(item, Group)
    may_repeat = not isinstance(item, Ref | Term | Country | AddressPath)
    names_partners = field == "partners"

    def read_list(node: Node, problems: Problems) -> tuple[Any, ...] | None:
        if type(node) is not Sequence:
            if takes_one and type(node) is Mapping:
                return (read(node, problems),)
            code = "empty-value" if _is_empty(node) else "not-a-list"
            problems.append(problem(node.file, node.place, code, field=field, example=example))
            return None
        values = tuple([read(part, problems) for part in node.items])
        if len(values) < at_least:
            problems.append(problem(node.file, node.place, "empty-value", field=field))
            return None
        if not may_repeat and len(set(values)) < len(values):
            _report_repeated(node, values, field, names_partners, problems)
        return values

    return read_list


def groups_reader(struct: type, field: str) -> Reader:
    """The reader of a list of groups, for files that are no records."""
    example = example_of_kind(Group(struct))
    return _list_reader(_group_reader(struct, field), Group(struct), 0, field, f"[{example}]")


def _report_repeated(
    node: Sequence, values: tuple[Any, ...], field: str, is_partner: bool, problems: Problems
) -> None:
    code = "self-partnership" if is_partner else "duplicate-item"
    seen: set[Any] = {None}
    for part, value in zip(node.items, values, strict=True):
        if value in seen and value is not None:
            problems.append(problem(part.file, part.place, code, value=value, field=field))
        seen.add(value)


def _group_reader(struct: type, field: str) -> Reader:
    # Not compiled here: groups may hold groups, and each is compiled once on first use.
    def read_group(node: Node, problems: Problems) -> Any:
        if type(node) is not Mapping:
            _report_not_fields(node, struct, field, problems)
            return None
        values, broken = compiled(struct).read(node, problems)
        return None if broken or len(values) < len(node.entries) else struct(**values)

    return read_group


def _report_not_fields(node: Node, struct: type, field: str, problems: Problems) -> None:
    if _is_empty(node):
        problems.append(problem(node.file, node.place, "empty-value", field=field))
    elif type(node) is Scalar and not node.quoted and (match := _NO_SPACE.match(node.text)):
        line, column = node.place
        problems.append(problem(node.file, (line, column + match.end() - 1), "yaml-missing-space"))
    else:
        choices = ", ".join(inner.name for inner in fields_of(struct))
        problems.append(problem(node.file, node.place, "not-a-group", field=field, choices=choices))


def languages_reader(field: str, example: str = "") -> Reader:
    """The reader of a text per language."""
    shown = example if example.startswith("{") else "{uk: …, en: …}"

    def read(node: Node, problems: Problems) -> dict[str, str] | None:
        if type(node) is not Mapping:
            _report_no_language(node, field, shown, problems)
            return None
        values: dict[str, str] = {}
        before = len(problems)
        for lang, (key, item) in node.entries.items():
            if fault := language_fault(key):
                problems.append(fault)
            elif type(item) is not Scalar:
                problems.append(
                    problem(item.file, item.place, "wrong-type", field=lang, example=f"{lang}: …")
                )
            else:
                text = item.text.strip()
                if not text or (text in NULLS and not item.quoted):
                    problems.append(problem(item.file, item.place, "empty-value", field=lang))
                elif text == FILL_IN:
                    problems.append(
                        problem(item.file, item.place, "fill-in", field=field, example=shown)
                    )
                else:
                    values[lang] = text
        if not values and len(problems) == before:
            problems.append(problem(node.file, node.place, "empty-value", field=field))
        # What could be read is kept: the record is refused, but its other texts are still checked.
        return values or None

    return read


def _report_no_language(node: Node, field: str, example: str, problems: Problems) -> None:
    if _is_empty(node):
        problems.append(problem(node.file, node.place, "empty-value", field=field))
    elif type(node) is Scalar and not node.quoted and (match := _NO_SPACE.match(node.text)):
        line, column = node.place
        problems.append(problem(node.file, (line, column + match.end() - 1), "yaml-missing-space"))
    else:
        problems.append(problem(node.file, node.place, "no-language", field=field, example=example))


def _noun_reader(field: str, example: str) -> Reader:
    def read(node: Node, problems: Problems) -> dict[str, Any] | None:
        if type(node) is not Mapping:
            _report_no_language(node, field, example, problems)
            return None
        before = len(problems)
        read_text = languages_reader(field, example)
        words = {lang: entry for lang, entry in node.entries.items() if type(entry[1]) is Scalar}
        values: dict[str, Any] = {}
        if words or not node.entries:
            values.update(read_text(Mapping(node.mark, node.file, words), problems) or {})
        for lang, (key, forms) in node.entries.items():
            if lang not in words:
                values[lang] = _plural_forms(lang, key, forms, field, problems)
        return values if len(problems) == before else None

    return read


def _plural_forms(
    lang: str, key: Scalar, forms: Node, field: str, problems: Problems
) -> dict[str, str] | None:
    from pobratym.text.plurals import CATEGORIES

    if fault := language_fault(key):
        problems.append(fault)
        return None
    if type(forms) is not Mapping:
        problems.append(
            problem(forms.file, forms.place, "wrong-type", field=lang, example=f"{lang}: …")
        )
        return None
    needed = _plural_categories(lang)
    values: dict[str, str] = {}
    read = scalar_reader(lang, "…", None)
    for name, (form_key, item) in forms.entries.items():
        if name not in CATEGORIES:
            found = {"value": name, "field": field, "choices": ", ".join(needed)}
            problems.append(
                problem(
                    form_key.file,
                    form_key.place,
                    "wrong-choice",
                    **found,
                    suggestion=near(name, needed),
                )
            )
        else:
            values[name] = read(item, problems)
    for form in needed:
        if form not in forms.entries:
            found = {"field": field, "form": form, "forms": ", ".join(needed), "language": lang}
            problems.append(problem(key.file, key.place, "missing-plural-form", **found))
            break
    return values


@cache
def _plural_categories(lang: str) -> tuple[str, ...]:
    from pobratym.text.locale_data import load_locale_data
    from pobratym.text.plurals import PluralRules

    return PluralRules(load_locale_data(lang).plurals).categories


def _names_reader(field: str, example: str) -> Reader:
    read_text = scalar_reader(field, example, None)
    read_local = languages_reader(field, "{uk: …, en: …}")

    def read(node: Node, problems: Problems) -> tuple[Any, ...] | None:
        if type(node) is not Sequence:
            code = "empty-value" if _is_empty(node) else "not-a-list"
            problems.append(problem(node.file, node.place, code, field=field, example=example))
            return None
        return tuple(
            read_local(item, problems) if type(item) is Mapping else read_text(item, problems)
            for item in node.items
        )

    return read


def _period_reader(field: str, example: str) -> Reader:
    read_date = scalar_reader(field, example, parser_of(PartialDate(), field, str))
    read_both = _group_reader(Period, field)

    def read(node: Node, problems: Problems) -> Period | None:
        if type(node) is Mapping:
            return read_both(node, problems)
        date = read_date(node, problems)
        return None if date is None else Period(date, date)

    return read
