"""Schemas for programs in which editors type: right files pass, slips are marked, ids offered."""

from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from pobratym.content.library import open_library
from pobratym.outputs.editing_schemas import editing_schemas
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES

REAL = Path(__file__).parent.parent.parent / "content"


@pytest.fixture(scope="module")
def schemas():
    library = open_library(REAL, ("uk", "en"))
    return editing_schemas(library.vocabularies, library.known.ids, ("uk", "en"))


def as_editors_see(value):
    """YAML 1.2 as a language server reads it: a date is text, a year a number."""
    if isinstance(value, dict):
        return {name: as_editors_see(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_see(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def test_every_type_in_yaml_has_one_and_each_is_a_schema(schemas):
    yaml_types = {folder for folder in RECORD_TYPES if folder not in MARKDOWN_TYPES}

    assert schemas.keys() == yaml_types | {"vocabularies"}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_all_of_the_real_content_passes(schemas):
    wrong = []
    for folder, schema in schemas.items():
        validator = Draft202012Validator(schema)
        for path in sorted((REAL / folder).glob("*.yaml")):
            value = as_editors_see(YAML(typ="safe").load(path.read_text("utf-8")))
            wrong += [f"{path.name}: {error.message}" for error in validator.iter_errors(value)]

    assert wrong == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": "sined"},
        {"signd": "2023"},
        {"signed": "01.12.2023"},
        {"areas": ["travma"]},
        {"sources": []},
        {"summary": {"ua!": "x"}},
    ],
)
def test_slips_are_marked_while_typing(schemas, change):
    right = {
        "partners": ["a", "b"],
        "status": "signed",
        "signed": 2023,
        "sources": [{"url": "https://example.org/"}],
    }
    validator = Draft202012Validator(schemas["partnerships"])

    assert list(validator.iter_errors(right)) == []
    assert list(validator.iter_errors(right | change)) != []


def test_ids_are_offered_and_languages_named(schemas):
    partners = schemas["partnerships"]["properties"]["partners"]
    name = schemas["institutions"]["properties"]["name"]

    assert "karolinska" in partners["items"]["anyOf"][0]["enum"]
    assert set(name["properties"]) == {"uk", "en"}


def test_what_the_build_adds_is_not_offered(schemas):
    assert not {"id", "uri", "urls", "modified"} & schemas["partnerships"]["properties"].keys()
