"""JSON Schema (2020-12) of every type, made from the declarations of its fields.

One schema serves reusers of `/data/TYPE/ID.json` and editors whose programs check YAML while they
type; what the build adds to a record is marked `readOnly`.
"""

from collections.abc import Mapping
from typing import Any

from pobratym.outputs.data.published import VERSION, data_address, pretty
from pobratym.outputs.desk import Desk
from pobratym.registry.codes import COUNTRIES
from pobratym.registry.records import RECORD_TYPES, Record
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
    Url,
    Whole,
    fields_of,
)

Schema = dict[str, Any]
Vocabularies = Mapping[str, Mapping[str, Mapping[str, str]]]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_TAG = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_PARTIAL_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_IDENTIFIERS = {
    "edrpou": "^[0-9]{8}$",
    "ror": r"^https://ror\.org/0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}$",
    "wikidata": "^Q[1-9][0-9]*$",
}
_PLURALS = ("zero", "one", "two", "few", "many", "other")
_COMPUTED_HELP = {
    "id": (
        "Identifier: the name of the record's file, for ever the same.",
        "Ідентифікатор: назва файлу запису, завжди та сама.",
    ),
    "type": ("Type of the record.", "Тип запису."),
    "uri": ("Lasting address that names the record.", "Постійна адреса, що називає запис."),
    "urls": ("Its page in each language.", "Сторінка запису кожною мовою."),
    "label": ("What to call it, in each language.", "Як його називати, кожною мовою."),
    "names": ("All its names with language and kind.", "Усі назви з мовою та видом."),
    "countries": ("Countries of the foreign partners.", "Країни закордонних партнерів."),
    "regions": ("Regions of the home partners.", "Регіони партнерів усередині країни."),
    "modified": ("Day of the last change.", "День останньої зміни."),
    "history": ("What changed and when.", "Що і коли змінилося."),
}


def document(desk: Desk, folder: str) -> dict[str, bytes]:
    """`/data/schema/TYPE.json`."""
    registry = desk.registry
    vocabularies = {
        name: registry.terms(name) for name in sorted(_vocabularies(RECORD_TYPES[folder]))
    }
    schema = schema_of(RECORD_TYPES[folder], vocabularies)
    address = data_address(desk, f"schema/{folder}.json")
    return {f"data/schema/{folder}.json": pretty({"$schema": DIALECT, "$id": address} | schema)}


def schema_of(record_type: type[Record], vocabularies: Vocabularies) -> Schema:
    """The schema of one type; `vocabularies` are name → id → label, for its enumerations."""
    folder = record_type.folder
    properties = {name: _computed(name, folder) for name in _computed_fields(folder)}
    properties |= {field.name: _field(field, vocabularies) for field in fields_of(record_type)}
    return {
        "title": record_type.singular,
        "description": (record_type.__doc__ or "").strip(),
        "version": VERSION,
        "type": "object",
        "properties": properties,
        "required": [field.name for field in fields_of(record_type) if field.required],
        "additionalProperties": False,
    }


def field_help(name: str) -> tuple[str, str]:
    """English and Ukrainian explanation of a computed field."""
    return _COMPUTED_HELP[name]


def _computed_fields(folder: str) -> tuple[str, ...]:
    own = {"institutions": ("names",), "partnerships": ("countries", "regions")}
    return ("id", "type", "uri", "urls", "label", *own.get(folder, ()), "modified")


def _computed(name: str, folder: str) -> Schema:
    text = {"type": "string"}
    shapes: dict[str, Schema] = {
        "id": {"type": "string", "pattern": _SLUG},
        "type": {"const": folder},
        "uri": {"type": "string", "format": "uri"},
        "urls": _by_language({"type": "string", "format": "uri"}),
        "label": _by_language(text),
        "names": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "value": text,
                    "lang": {"type": "string"},
                    "type": {"enum": ["official", "local", "also-known-as", "transliteration"]},
                },
                "required": ["value", "lang", "type"],
            },
        },
        "countries": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
        "regions": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}-"}},
        "modified": {"type": "string", "format": "date"},
    }
    english, ukrainian = _COMPUTED_HELP[name]
    return {
        "description": english,
        "x-description": {"en": english, "uk": ukrainian},
        "readOnly": True,
    } | shapes[name]


def _field(field: Field, vocabularies: Vocabularies) -> Schema:
    described: Schema = {
        "description": field.help.en,
        # Schema has no language tags of its own; "x-" marks what it does not define.
        "x-description": {"en": field.help.en, "uk": field.help.uk},
    }
    schema = described | _kind(field.kind, vocabularies)
    if field.help.example:
        schema["x-example"] = field.help.example
    if isinstance(field.default, (str, int, float, bool)):
        schema["default"] = field.default
    return schema


def _kind(kind: Kind, vocabularies: Vocabularies) -> Schema:
    match kind:
        case LocalText(markdown):
            text: Schema = {"type": "string", "minLength": 1}
            return _by_language(text | {"contentMediaType": "text/markdown"} if markdown else text)
        case CountedNoun():
            forms = {
                "type": "object",
                "properties": {name: {"type": "string"} for name in _PLURALS},
                "required": ["other"],
                "additionalProperties": False,
            }
            return _by_language({"anyOf": [{"type": "string"}, forms]})
        case Names():
            local = _by_language({"type": "string", "minLength": 1})
            return {"type": "array", "items": {"anyOf": [{"type": "string"}, local]}}
        case PeriodOf():
            date = {"type": "string", "pattern": _PARTIAL_DATE}
            ends = {
                "type": "object",
                "properties": {"from": date, "to": date},
                "required": ["from", "to"],
                "additionalProperties": False,
            }
            return {"anyOf": [date, ends]}
        case Many(item, at_least):
            array: Schema = {"type": "array", "items": _kind(item, vocabularies)}
            return array | ({"minItems": at_least} if at_least else {})
        case Group(struct):
            return _group(struct, vocabularies)
        case Term(vocabulary):
            return _term(vocabularies.get(vocabulary, {}))
        case Ref(folder):
            return {"type": "string", "pattern": _SLUG, "x-refers-to": folder}
        case Country():
            return {"type": "string", "enum": sorted(COUNTRIES)}
        case Region():
            # Regions abroad are named by their code alone, so the vocabulary is no closed list.
            labels = {code: dict(label) for code, label in vocabularies.get("regions", {}).items()}
            pattern = {"type": "string", "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$"}
            return pattern | ({"x-labels": labels} if labels else {})
        case Choice(values):
            return {"type": "string", "enum": list(values)}
        case Identifier(scheme):
            return {"type": "string", "pattern": _IDENTIFIERS[scheme]}
        case Decimal(low, high):
            limits = {"minimum": low, "maximum": high}
            # The widest limits stand for none.
            return {"type": "number"} | {
                name: limit for name, limit in limits.items() if abs(limit) < 1e15
            }
    return dict(_PLAIN.get(type(kind), {"type": "string", "minLength": 1}))


_PLAIN: dict[type[Kind], Schema] = {
    PartialDate: {"type": "string", "pattern": _PARTIAL_DATE},
    FullDate: {"type": "string", "format": "date"},
    Moment: {"type": "string", "format": "date-time"},
    LanguageTag: {"type": "string", "pattern": _TAG},
    Url: {"type": "string", "format": "uri", "pattern": "^https?://"},
    Whole: {"type": "integer", "minimum": 0},
    Flag: {"type": "boolean"},
    FileName: {"type": "string", "minLength": 1},
    AddressPath: {"type": "string", "minLength": 1},
}


def _group(struct: type, vocabularies: Vocabularies) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: _field(field, vocabularies) for field in fields_of(struct)},
        "required": [field.name for field in fields_of(struct) if field.required],
        "additionalProperties": False,
    }


def _term(terms: Mapping[str, Mapping[str, str]]) -> Schema:
    """The ids of a vocabulary, with their labels for programs that show them."""
    if not terms:
        return {"type": "string", "minLength": 1}
    return {
        "type": "string",
        "enum": list(terms),
        "x-labels": {name: dict(label) for name, label in terms.items()},
    }


def _by_language(text: Schema) -> Schema:
    return {
        "type": "object",
        "patternProperties": {_TAG: text},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _vocabularies(struct: type) -> set[str]:
    found: set[str] = set()
    for field in fields_of(struct):
        match field.kind:
            case Term(name) | Many(Term(name)):
                found.add(name)
            case Region():
                found.add("regions")
            case Group(inner) | Many(Group(inner)):
                found |= _vocabularies(inner)
    return found
