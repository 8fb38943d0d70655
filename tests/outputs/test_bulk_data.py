"""The same records in JSON, JSON Lines and CSV."""

import csv
import io
import json

import msgspec
import pytest

from pobratym.outputs.data.published import TYPES, names
from pobratym.registry.columns import read_row
from pobratym.registry.formulas import restored
from pobratym.registry.records import RECORD_TYPES


def rows(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [
        {name: restored(cell) for name, cell in row.items()}
        for row in csv.DictReader(text, strict=True)
    ]


@pytest.mark.parametrize("folder", TYPES)
def test_every_format_holds_the_same_records(real, folder):
    ids = sorted(real.registry.ids(folder))
    bulk = json.loads(real.files[f"data/{folder}.json"])
    lines = real.files[f"data/{folder}.jsonl"].splitlines()

    assert [record["id"] for record in bulk["records"]] == ids
    assert bulk["meta"]["count"] == len(ids)
    assert [json.loads(line) for line in lines] == bulk["records"]
    assert [row["id"] for row in rows(real.files[f"data/{folder}.csv"])] == ids


@pytest.mark.parametrize("folder", TYPES)
def test_a_row_of_csv_reads_back_as_the_record_that_it_was_made_from(real, folder):
    for row in rows(real.files[f"data/{folder}.csv"]):
        fields = read_row(RECORD_TYPES[folder], row)

        record = msgspec.convert({"id": row["id"], **fields}, RECORD_TYPES[folder])

        assert record == real.registry.record(folder, row["id"])


@pytest.mark.parametrize("folder", TYPES)
def test_json_without_its_computed_fields_is_the_record(real, folder):
    computed = {"type", "uri", "urls", "label", "names", "modified"}
    if folder == "partnerships":
        computed |= {"countries", "regions"}
    for value in json.loads(real.files[f"data/{folder}.json"])["records"]:
        fields = {name: field for name, field in value.items() if name not in computed}

        record = msgspec.convert(fields, RECORD_TYPES[folder])

        assert record == real.registry.record(folder, value["id"])


def test_csv_follows_rfc_4180_and_shows_cyrillic_in_excel(small):
    data = small.files["data/institutions.csv"]

    assert data.startswith(b"\xef\xbb\xbfid,uri,label_uk,label_en,")
    assert data.endswith(b"\r\n")
    assert "Охматдит".encode() in data


def test_a_record_says_what_and_where_it_is_and_how_sure_we_are(small):
    (record,) = json.loads(small.files["data/partnerships.json"])["records"]

    assert record["type"] == "partnerships"
    assert record["uri"] == "https://example.org/uk/partnerships/okhmatdyt-karolinska/"
    assert record["urls"]["en"] == "https://example.org/en/partnerships/okhmatdyt-karolinska/"
    assert record["label"]["en"] == "Okhmatdyt – Karolinska Hospital"
    assert record["certainty"] == "confirmed"
    assert record["countries"] == ["SE"]
    assert record["regions"] == ["UA-30"]
    assert record["sources"] == [{"url": "https://example.org/source"}]


def test_the_file_of_one_record_holds_what_the_bulk_file_holds(small):
    bulk = json.loads(small.files["data/institutions.json"])["records"]
    single = json.loads(small.files["data/institutions/karolinska.json"])

    assert single["record"] in bulk
    assert single["meta"]["licence"]["id"] == "CC-BY-4.0"


def test_a_name_is_given_in_latin_letters_as_resolution_55_says(real):
    record = real.registry.record("institutions", "okhmatdyt")

    found = {name["type"]: name for name in names(record)}

    assert found["transliteration"]["lang"] == "uk-Latn"
    assert "spetsializovana likarnia" in found["transliteration"]["value"]


def test_a_withdrawn_record_stays_in_the_data_with_its_reason(outputs):
    made = outputs(
        """-- content/institutions/gone.yaml --
name: {en: Gone}
country: SE
withdrawn: {date: 2024-01, reason: {en: Closed.}}
"""
    )

    records = json.loads(made.make("data-bulk")["data/institutions.json"])["records"]

    (gone,) = [record for record in records if record["id"] == "gone"]
    assert gone["withdrawn"]["reason"] == {"en": "Closed."}


def test_the_index_counts_what_the_files_hold(real):
    index = json.loads(real.files["data/index.json"])

    for found in index["types"]:
        bulk = json.loads(real.files[f"data/{found['type']}.json"])
        assert found["count"] == bulk["meta"]["count"]


def test_every_address_in_the_index_is_a_file(real):
    base = "https://pobratym.example.org/"
    index = real.files["data/index.json"].decode()
    addresses = [text for text in index.split('"') if text.startswith(base + "data/")]

    assert addresses
    for address in addresses:
        if "{" not in address:
            assert address.removeprefix(base) in real.files


def test_an_institution_is_found_by_its_identifier(outputs):
    made = outputs(
        """-- content/institutions/with-code.yaml --
name: {en: With a code}
country: UA
region: UA-30
identifiers: {edrpou: '00012925', ror: 'https://ror.org/056d84691'}
"""
    )

    files = made.make("identifier", "identifiers")

    for place in ("edrpou/00012925", "ror/056d84691"):
        found = json.loads(files[f"data/identifiers/{place}.json"])
        assert [record["id"] for record in found["records"]] == ["with-code"]
    every = json.loads(files["data/identifiers/edrpou.json"])["records"]
    assert every == {"00012925": ["with-code"]}


def test_bulk_files_are_noted_by_folder_not_by_record(real):
    assert real.notes("/data/partnerships.json") == {
        "partnerships/*",
        "institutions?names",
        "history/partnerships",
    }
    assert "institutions/*" not in real.notes("/data/partnerships/okhmatdyt-karolinska.json")


def test_the_description_for_programs_names_files_that_exist(real):
    api = json.loads(real.files["data/openapi.json"])

    assert api["openapi"] == "3.1.0"
    for path, item in api["paths"].items():
        assert item["get"]["operationId"]
        if "{" not in path:
            assert path.removeprefix("/") in real.files
    names_of = [item["get"]["operationId"] for item in api["paths"].values()]
    assert len(set(names_of)) == len(names_of)


def test_quality_shares_are_shares(real):
    found = rows(real.files["data/quality.csv"])

    assert {"with-source", "in-every-language", "confirmed"} <= {row["measure"] for row in found}
    for row in found:
        assert 0 <= int(row["count"]) <= int(row["records"])
        assert float(row["share"]) == pytest.approx(
            int(row["count"]) / int(row["records"]), abs=1e-4
        )
