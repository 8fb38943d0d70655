"""From nodes to values: one reader per declared kind of field, compiled once per record type.

A reader takes a node and a list of problems; it returns the value, or None after adding a problem.
Nothing raises for bad content, and one mistake adds one problem.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, get_type_hints

import msgspec

from pobratym.content.letters import look_alike, to_latin
from pobratym.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from pobratym.problems import Problem, problem
from pobratym.registry.codes import (
    COUNTRIES,
    LANGUAGES,
    country_of_region,
    is_language_tag,
    probable_language,
)
from pobratym.registry.dates import moment_fault, partial_date_fault
from pobratym.registry.identifiers import check_digits_fit, has_form, probable
from pobratym.registry.records import Period
from pobratym.registry.schema import (
    AddressPath,
    Choice,
    CountedNoun,
    Country,
    Decimal,
    Field,
    FileName,
    Flag,
    FullDate,
    Group,
    Identifier,
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
    Text,
    Url,
    Whole,
    fields_of,
)
from pobratym.text.similar import similar

Problems = list[Problem]
Reader = Callable[[Node, Problems], Any]

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_NO_SPACE = re.compile(r"[A-Za-z][\w-]*:(?!//)\S")
_URL = re.compile(
    r"https?://(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?(?::\d{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?",
    re.IGNORECASE,
)
_LOCAL_URL = re.compile(r"https?://localhost(?::\d{1,5})?(?:/[^\s<>\"\\^`{|}]*)?")
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-zа-яіїєґ]{2,}(?:/\S*)?", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LOOSE_NUMBER = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f'_]?[0-9]{3})*(?:[.,][0-9]+)?")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ADDRESS = re.compile(r"/(?:[A-Za-z0-9._~%-]+/?)*")
_COMMON_COUNTRIES = {"UK": "GB", "EL": "GR", "EN": "GB", "SW": "SE", "AUS": "AT", "USA": "US"}
_TRUE_WORDS = {
    "yes": "true",
    "on": "true",
    "так": "true",
    "no": "false",
    "off": "false",
    "ні": "false",
}
_EXAMPLES: dict[type[Kind], str] = {
    LocalText: "{uk: …, en: …}",
    PartialDate: "2023-10-13",
    FullDate: "2023-10-13",
    Moment: "2026-03-01T09:00:00+02:00",
    Url: "https://…",
    Whole: "12",
    Decimal: "12.5",
    Flag: "true",
    Country: "UA",
    LanguageTag: "uk",
}


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
            problems.append(_look_alike(key, letter, latin))
            return latin
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


def example_of(field: Field) -> str:
    """What an editor could type after the name of the field."""
    return field.help.example or _example(field.kind)


def _example(kind: Kind) -> str:
    match kind:
        case Choice(values):
            return values[0]
        case Group(struct):
            parts = (
                f"{inner.name}: {example_of(inner)}"
                for inner in fields_of(struct)
                if inner.required
            )
            return "{" + ", ".join(parts) + "}"
        case Many(item):
            return f"[{_example(item)}]"
    return _EXAMPLES.get(type(kind), "…")


def _reader(kind: Kind, field: str, example: str, hint: Any) -> Reader:
    match kind:
        case Many(item, at_least):
            return _list_reader(
                _reader(item, field, _example(item), Any), item, at_least, field, example
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
    return _scalar_reader(field, example, _parser(kind, field, hint))


# Scalars: a parser takes the stripped text and gives a value, or the code and values of a problem.


class _Wrong(msgspec.Struct, frozen=True):
    code: str
    values: dict[str, object]


Parser = Callable[[str], Any]


def _scalar_reader(field: str, example: str, parse: Parser | None) -> Reader:
    def read(node: Node, problems: Problems) -> Any:
        if type(node) is not Scalar:
            problems.append(
                problem(node.file, node.place, "wrong-type", field=field, example=example)
            )
            return None
        text = node.text.strip()
        if text in _NULLS and not (text and node.quoted):
            problems.append(problem(node.file, node.place, "empty-value", field=field))
            return None
        if parse is None:
            return text
        value = parse(text)
        if type(value) is _Wrong:
            problems.append(problem(node.file, node.place, value.code, **value.values))
            return None
        return value

    return read


def _parser(kind: Kind, field: str, hint: Any) -> Parser | None:
    match kind:
        case PartialDate():
            return lambda text: _of_fault(text, partial_date_fault(text))
        case FullDate():
            return lambda text: _full_date(text, field)
        case Moment():
            return lambda text: _of_fault(text, moment_fault(text))
        case Choice(values):
            return _choice_parser(values, field)
        case Ref() | Term():
            return lambda text: text if text.isascii() else _latin_only(text)
        case Country():
            return lambda text: text if text in COUNTRIES else _wrong_country(text)
        case Region():
            return lambda text: text if country_of_region(text) else _wrong_region(text)
        case LanguageTag():
            return lambda text: (
                text if text in LANGUAGES or is_language_tag(text) else _wrong_language(text)
            )
        case Url():
            return _url
        case Identifier(scheme):
            return lambda text: _identifier(scheme, text)
        case Whole():
            return lambda text: int(text) if _WHOLE.fullmatch(text) else _wrong_number(text)
        case Decimal(low, high):
            return _decimal_parser(low, high, field, hint)
        case Flag():
            return _flag_parser(field)
        case FileName():
            return lambda text: (
                text if _FILE_NAME.fullmatch(text) else _Wrong("wrong-file-name", {"value": text})
            )
        case AddressPath():
            return _address
    return None


def _of_fault(text: str, fault: tuple[str, dict[str, object]] | None) -> str | _Wrong:
    return text if fault is None else _Wrong(*fault)


def _full_date(text: str, field: str) -> str | _Wrong:
    fault = partial_date_fault(text)
    if fault is None and len(text) < len("2023-10-13"):
        return _Wrong("full-date-needed", {"value": text, "field": field})
    return _of_fault(text, fault)


def _choice_parser(values: tuple[str, ...], field: str) -> Parser:
    allowed = frozenset(values)

    def parse(text: str) -> str | _Wrong:
        if text in allowed:
            return text
        latin = _latin_only(text)
        if type(latin) is _Wrong and to_latin(text) in allowed:
            return latin
        found = {"value": text, "field": field, "choices": ", ".join(values)}
        return _Wrong("wrong-choice", found | {"suggestion": near(text, values)})

    return parse


def _latin_only(text: str) -> str | _Wrong:
    letter = look_alike(text)
    if not letter:
        return text
    return _Wrong(
        "look-alike-letter", {"value": text, "letter": letter, "suggestion": to_latin(text)}
    )


def _wrong_country(text: str) -> _Wrong:
    latin = _latin_only(text)
    if type(latin) is _Wrong and to_latin(text) in COUNTRIES:
        return latin
    upper = text.upper()
    suggestion = _COMMON_COUNTRIES.get(upper) or (upper if upper in COUNTRIES else "")
    return _Wrong("unknown-country", {"value": text, "suggestion": suggestion})


def _wrong_region(text: str) -> _Wrong:
    latin = _latin_only(text)
    if type(latin) is _Wrong and country_of_region(to_latin(text)):
        return latin
    guess = text.upper().replace("_", "-").replace(" ", "-")
    return _Wrong(
        "unknown-region", {"value": text, "suggestion": guess if country_of_region(guess) else ""}
    )


def _wrong_language(text: str) -> _Wrong:
    return _Wrong("unknown-language", {"value": text, "suggestion": probable_language(text)})


def _url(text: str) -> str | _Wrong:
    if _URL.fullmatch(text) or _LOCAL_URL.fullmatch(text):
        return text
    suggestion = f"https://{text}" if _BARE_HOST.fullmatch(text) else ""
    return _Wrong("wrong-url", {"value": text, "suggestion": suggestion})


_FORM_EXAMPLES = {"edrpou": "00012925", "ror": "https://ror.org/056d84691", "wikidata": "Q1149286"}


def _identifier(scheme: str, text: str) -> str | _Wrong:
    if not has_form(scheme, text):
        found = {"value": text, "scheme": scheme, "example": _FORM_EXAMPLES[scheme]}
        return _Wrong("wrong-identifier", found | {"suggestion": probable(scheme, text)})
    if not check_digits_fit(scheme, text):
        return _Wrong("wrong-check-digit", {"value": text, "scheme": scheme})
    return text


def _wrong_number(text: str) -> _Wrong:
    suggestion = ""
    if _LOOSE_NUMBER.fullmatch(text):
        suggestion = re.sub(r"[^0-9.,-]", "", text).replace(",", ".")
    return _Wrong("wrong-number", {"value": text, "suggestion": suggestion})


def _decimal_parser(low: float, high: float, field: str, hint: Any) -> Parser:
    # A cached record must decode to what was read: 49 stays a whole number only where the
    # declared type has room for one.
    keeps_whole = int in getattr(hint, "__args__", ())

    def parse(text: str) -> float | int | _Wrong:
        if not _DECIMAL.fullmatch(text):
            return _wrong_number(text)
        value = int(text) if keeps_whole and "." not in text else float(text)
        if not low <= value <= high:
            found = {"value": text, "field": field, "low": f"{low:g}", "high": f"{high:g}"}
            return _Wrong("out-of-range", found)
        return value

    return parse


def _flag_parser(field: str) -> Parser:
    flags = {"true": True, "false": False}

    def parse(text: str) -> bool | _Wrong:
        value = flags.get(text)
        if value is None:
            lower = text.lower()
            suggestion = lower if lower in flags else _TRUE_WORDS.get(lower, "")
            found = {"value": text, "field": field, "choices": "true, false"}
            return _Wrong("wrong-choice", found | {"suggestion": suggestion})
        return value

    return parse


def _address(text: str) -> str | _Wrong:
    if _ADDRESS.fullmatch(text) and not {"..", "."} & set(text.split("/")) and text != "/":
        return text
    guess = "/" + text.strip("/") + "/"
    suggestion = guess if _ADDRESS.fullmatch(guess) and "/" in text.strip("/") else ""
    return _Wrong("wrong-address", {"value": text, "suggestion": suggestion})


def near(text: str, values: Iterable[str]) -> str:
    """The nearest of the allowed values, or "" where none is near."""
    return next(iter(similar(text, values, 1)), "")


def _look_alike(node: Scalar, letter: str, latin: str) -> Problem:
    return problem(
        node.file,
        node.place,
        "look-alike-letter",
        value=node.text,
        letter=letter,
        suggestion=latin,
    )


# Compound values.


def _is_empty(node: Node) -> bool:
    return type(node) is Scalar and not node.quoted and node.text in _NULLS


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
    example = _example(Group(struct))
    return _list_reader(_group_reader(struct, field), Group(struct), 0, field, f"[{example}]")


def language_fault(key: Scalar) -> Problem | None:
    """The problem of a key that is no language tag."""
    if key.text in LANGUAGES or is_language_tag(key.text):
        return None
    wrong = _wrong_language(key.text)
    return problem(key.file, key.place, wrong.code, **wrong.values)


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
                if not text or (text in _NULLS and not item.quoted):
                    problems.append(problem(item.file, item.place, "empty-value", field=lang))
                else:
                    values[lang] = text
        if not values and len(problems) == before:
            problems.append(problem(node.file, node.place, "empty-value", field=field))
        return values if len(problems) == before else None

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
    read = _scalar_reader(lang, "…", None)
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
    read_text = _scalar_reader(field, example, None)
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
    read_date = _scalar_reader(field, example, _parser(PartialDate(), field, str))
    read_both = _group_reader(Period, field)

    def read(node: Node, problems: Problems) -> Period | None:
        if type(node) is Mapping:
            return read_both(node, problems)
        date = read_date(node, problems)
        return None if date is None else Period(date, date)

    return read


def plain(node: Node) -> Any:
    """A node without declared kind as dict, list and str; true, false and numbers by YAML 1.2."""
    if type(node) is Mapping:
        return {name: plain(item) for name, (_key, item) in node.entries.items()}
    if type(node) is Sequence:
        return [plain(item) for item in node.items]
    text = node.text
    if node.quoted:
        return text
    if text in _NULLS:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _DECIMAL.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
