"""What data there are: the index of all files, and the vocabularies."""

from typing import Any

from pobratym.outputs.data.published import TYPES, data_address, meta, pretty
from pobratym.outputs.desk import Desk
from pobratym.pages.labels import SECTION_LABELS

Files = dict[str, bytes]

MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
}


def formats(desk: Desk) -> tuple[str, ...]:
    """Endings of the files of one type."""
    more = ("xlsx",) if desk.config.features.spreadsheets else ()
    return ("json", "jsonl", "csv", *more)


def labels(desk: Desk, folder: str) -> dict[str, str]:
    """What the records of a folder are called, in every language."""
    return {
        lang: edition._(SECTION_LABELS[folder]) if folder in SECTION_LABELS else edition._("Pages")
        for lang, edition in desk.editions.items()
    }


def counts(desk: Desk) -> dict[str, int]:
    """How many records each type has."""
    return {folder: len(desk.registry.ids(folder)) for folder in TYPES}


def index(desk: Desk) -> Files:
    """`/data/index.json`: what there is, how much, and where."""
    types = [
        {
            "type": folder,
            "label": labels(desk, folder),
            "count": count,
            "files": {ending: data_address(desk, f"{folder}.{ending}") for ending in formats(desk)},
            "record": data_address(desk, folder) + "/{id}.json",
            "schema": data_address(desk, f"schema/{folder}.json"),
        }
        for folder, count in counts(desk).items()
    ]
    value: dict[str, Any] = {
        "meta": meta(desk),
        "types": types,
        "identifiers": {
            scheme: {
                "list": data_address(desk, f"identifiers/{scheme}.json"),
                "record": data_address(desk, f"identifiers/{scheme}") + "/{value}.json",
            }
            for scheme in schemes(desk)
        },
        "vocabularies": data_address(desk, "vocabularies.json"),
        "openapi": data_address(desk, "openapi.json"),
        "datapackage": data_address(desk, "datapackage.json"),
        "catalogue": data_address(desk, "catalog.jsonld"),
        "quality": data_address(desk, "quality.csv"),
    }
    value |= {name: data_address(desk, file) for name, file in whole_files(desk).items()}
    return {"data/index.json": pretty(value)}


def whole_files(desk: Desk) -> dict[str, str]:
    """Files that hold all types at once: what they are → their name below `/data/`."""
    features = desk.config.features
    found = {"spreadsheet": "registry.xlsx"} if features.spreadsheets else {}
    return found | ({"database": "registry.sqlite"} if features.database else {})


def vocabularies(desk: Desk) -> Files:
    """`/data/vocabularies.json`: every term with its labels."""
    from pobratym.registry.records import VOCABULARIES

    terms = {name: dict(desk.registry.terms(name)) for name in VOCABULARIES}
    return {"data/vocabularies.json": pretty({"meta": meta(desk), "vocabularies": terms})}


def schemes(desk: Desk) -> list[str]:
    known = desk.registry.facet("institutions", "identifier")
    return sorted({value.partition(":")[0] for value in known})
