"""The Data Package, validated with Frictionless."""

import json

from frictionless import Package, validate


def test_frictionless_finds_no_fault_in_the_package(real, tmp_path):
    folder = real.write(tmp_path)

    report = validate(str(folder / "data" / "datapackage.json"))

    assert report.valid, report.flatten(["fileName", "rowNumber", "fieldName", "message"])[:5]


def test_the_package_holds_every_csv_file_with_its_licence(real, tmp_path):
    folder = real.write(tmp_path)

    package = Package(str(folder / "data" / "datapackage.json"))

    assert {f"data/{resource.path}" for resource in package.resources} <= set(real.files)
    assert json.loads(real.files["data/datapackage.json"])["licenses"][0]["name"] == "CC-BY-4.0"
