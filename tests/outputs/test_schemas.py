"""JSON Schema of every type."""

import json

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from pobratym.outputs.data.published import TYPES


@pytest.mark.parametrize("folder", TYPES)
def test_a_schema_is_valid_and_so_is_every_record(real, folder):
    schema = json.loads(real.files[f"data/schema/{folder}.json"])
    assert validator_for(schema) is Draft202012Validator
    Draft202012Validator.check_schema(schema)

    validator = Draft202012Validator(schema)

    for record in json.loads(real.files[f"data/{folder}.json"])["records"]:
        assert list(validator.iter_errors(record)) == []


@pytest.mark.parametrize("folder", TYPES)
def test_every_field_is_explained_in_both_languages(real, folder):
    schema = json.loads(real.files[f"data/schema/{folder}.json"])

    for name, field in schema["properties"].items():
        assert field["x-description"]["en"].endswith("."), name
        assert field["x-description"]["uk"].endswith("."), name


@pytest.mark.parametrize(
    "folder, change",
    [
        ("partnerships", {"status": "singed"}),
        ("partnerships", {"signed": "2023-13"}),
        ("partnerships", {"areas": ["no-such-area"]}),
        ("institutions", {"country": "UK"}),
        ("institutions", {"naem": {"en": "Typo"}}),
        ("institutions", {"location": {"lat": 1, "lon": 2, "precision": "street"}}),
    ],
)
def test_a_mistake_of_an_editor_breaks_the_schema(real, folder, change):
    validator = Draft202012Validator(json.loads(real.files[f"data/schema/{folder}.json"]))
    record = json.loads(real.files[f"data/{folder}.json"])["records"][0]

    assert not validator.is_valid(record | change)


def test_what_the_build_adds_is_marked_as_read_only(real):
    properties = json.loads(real.files["data/schema/partnerships.json"])["properties"]

    assert properties["uri"]["readOnly"]
    assert "readOnly" not in properties["status"]
