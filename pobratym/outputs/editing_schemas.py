"""JSON Schemas for programs in which editors write YAML: the published ones, made for typing.

They offer the ids and terms of the content at hand, leave out what the build adds, and take a
year as a number, since that is what YAML reads in `signed: 2023`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pobratym.outputs.data.json_schema import DIALECT, schema_of
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Local

Schema = dict[str, Any]


def editing_schemas(
    vocabularies: Mapping[str, Mapping[str, Local]],
    ids: Mapping[str, Iterable[str]],
    languages: Sequence[str],
) -> dict[str, Schema]:
    """Folder → schema of its YAML files; "vocabularies" is that of each vocabulary."""
    found: dict[str, Schema] = {}
    for folder, record_type in RECORD_TYPES.items():
        if folder in MARKDOWN_TYPES:
            continue
        schema = _for_typing(schema_of(record_type, vocabularies), ids, languages)
        schema["properties"] = {
            name: part for name, part in schema["properties"].items() if not part.get("readOnly")
        }
        found[folder] = {"$schema": DIALECT} | schema
    label = {"type": "object", "properties": {lang: {"type": "string"} for lang in languages}}
    found["vocabularies"] = {
        "$schema": DIALECT,
        "type": "object",
        "additionalProperties": label,
    }
    return found


def _for_typing(
    schema: Schema, ids: Mapping[str, Iterable[str]], languages: Sequence[str]
) -> Schema:
    made = {
        name: _inner(part, ids, languages) for name, part in schema.items() if name != "version"
    }
    if folder := schema.get("x-refers-to"):
        # Offered, not demanded: the record that is referred to may be about to be written.
        known = {"enum": sorted(ids.get(folder, ()))}
        return {"description": made.get("description", ""), "anyOf": [known, {"type": "string"}]}
    if schema.get("type") == "string" and "enum" not in schema:
        # What YAML reads as a number or a word of its own is text for us.
        made["type"] = ["string", "number", "boolean"]
    if schema.get("type") == "object" and "patternProperties" in schema:
        (text,) = made["patternProperties"].values()
        made["properties"] = dict.fromkeys(languages, text)
    if schema.get("type") == "array" and made["items"].get("type") == "object":
        # One item may be written without the hyphen of a list.
        described = {name: made.pop(name) for name in ("description",) if name in made}
        return described | {"anyOf": [made, made["items"]]}
    return made


def _inner(part: Any, ids: Mapping[str, Iterable[str]], languages: Sequence[str]) -> Any:
    if isinstance(part, dict):
        if "type" in part and isinstance(part["type"], str):
            return _for_typing(part, ids, languages)
        return {name: _inner(inner, ids, languages) for name, inner in part.items()}
    if isinstance(part, list):
        return [_inner(inner, ids, languages) for inner in part]
    return part
