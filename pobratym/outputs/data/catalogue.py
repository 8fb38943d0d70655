"""What data there are: an index, an OpenAPI description, a Data Package and a DCAT catalogue."""

from collections.abc import Mapping
from typing import Any

from pobratym.outputs.data.published import TYPES, VERSION, data_address, meta, pretty
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.labels import SECTION_LABELS

Files = dict[str, bytes]

MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
}
_FORMAT_NAMES = {"json": "JSON", "jsonl": "JSON Lines", "csv": "CSV", "xlsx": "XLSX"}

# Codes of the Publications Office of the EU, which DCAT-AP asks for
# (https://op.europa.eu/en/web/eu-vocabularies/authority-tables).
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {
    **{"bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG"},
    **{"es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV"},
    **{"hu": "HUN", "is": "ISL", "it": "ITA", "ja": "JPN", "ko": "KOR", "lt": "LIT"},
    **{"lv": "LAV", "mt": "MLT", "nl": "NLD", "no": "NOR", "nb": "NOB", "nn": "NNO"},
    **{"pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sq": "SQI"},
    **{"sv": "SWE", "tr": "TUR", "uk": "UKR", "zh": "ZHO"},
}
_EU_FORMATS = {"json": "JSON", "csv": "CSV", "xlsx": "XLSX"}

_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
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
    schemes = _schemes(desk)
    value: dict[str, Any] = {
        "meta": meta(desk),
        "types": types,
        "identifiers": {
            scheme: {
                "list": data_address(desk, f"identifiers/{scheme}.json"),
                "record": data_address(desk, f"identifiers/{scheme}") + "/{value}.json",
            }
            for scheme in schemes
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


def _schemes(desk: Desk) -> list[str]:
    known = desk.registry.facet("institutions", "identifier")
    return sorted({value.partition(":")[0] for value in known})


# OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)


def openapi(desk: Desk) -> Files:
    """`/data/openapi.json`: the files as a read-only API."""
    config = desk.config
    base = urls.absolute(config.base_url, urls.base_path(config.base_url))
    title = next(iter(config.title.values()))
    paths: dict[str, Any] = {
        "/data/index.json": {"get": _operation("index", "What data there are", None)},
        "/data/vocabularies.json": {
            "get": _operation("vocabularies", "Terms with their labels", None)
        },
    }
    schemas: dict[str, Any] = {}
    for folder in TYPES:
        schemas[folder] = {"$ref": data_address(desk, f"schema/{folder}.json")}
        reference = {"$ref": f"#/components/schemas/{folder}"}
        many = {
            "type": "object",
            "properties": {
                "meta": {"$ref": "#/components/schemas/meta"},
                "records": {"type": "array", "items": reference},
            },
            "required": ["meta", "records"],
        }
        one = {
            "type": "object",
            "properties": {
                "meta": {"$ref": "#/components/schemas/meta"},
                "record": reference,
                "history": {"type": "object"},
            },
            "required": ["meta", "record"],
        }
        paths[f"/data/{folder}.json"] = {
            "get": _operation(f"list-{folder}", f"All records: {folder}", many)
        }
        paths[f"/data/{folder}/{{id}}.json"] = {
            "parameters": [_parameter("id", "Identifier of the record")],
            "get": _operation(f"get-{folder}", f"One record: {folder}", one, missing=True),
        }
    for scheme in _schemes(desk):
        paths[f"/data/identifiers/{scheme}/{{value}}.json"] = {
            "parameters": [_parameter("value", f"Identifier of the scheme {scheme}")],
            "get": _operation(
                f"find-{scheme}", f"Institutions by {scheme}", {"type": "object"}, missing=True
            ),
        }
    schemas["meta"] = {
        "type": "object",
        "properties": {
            "title": {"type": "object"},
            "publisher": {"type": "object"},
            "licence": {"type": "object"},
            "source": {"type": "string", "format": "uri"},
            "version": {"type": "string"},
        },
    }
    return {
        "data/openapi.json": pretty(
            {
                "openapi": "3.1.0",
                "info": {
                    "title": title,
                    "version": VERSION,
                    "description": next(iter(config.description.values())),
                    "license": {
                        "name": next(iter(config.licence.name.values())),
                        "identifier": config.licence.id,
                    },
                },
                "servers": [{"url": base}],
                "paths": paths,
                "components": {"schemas": schemas},
            }
        )
    }


def _operation(
    name: str, summary: str, schema: Mapping[str, Any] | None, missing: bool = False
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema or {"type": "object"}}}
    responses: dict[str, Any] = {"200": {"description": summary, "content": content}}
    if missing:
        responses["404"] = {"description": "There is no such record"}
    return {"operationId": name, "summary": summary, "responses": responses}


def _parameter(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
    }


# Data Package v2 (https://datapackage.org/standard/data-package/)


def data_package(desk: Desk) -> Files:
    """`/data/datapackage.json`: the CSV files with their Table Schemas."""
    config = desk.config
    default = config.languages[0].tag
    edition = desk.editions[default]
    licence = {
        "name": config.licence.id,
        "path": config.licence.url,
        "title": edition.plain(config.licence.name),
    }
    return {
        "data/datapackage.json": pretty(
            {
                "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
                "name": "registry",
                "title": edition.plain(config.title),
                "description": edition.plain(config.description),
                "homepage": urls.absolute(config.base_url, urls.list_url(edition.root, "data")),
                "version": VERSION,
                "licenses": [licence],
                "contributors": [
                    {"title": edition.plain(config.owner.name), "roles": ["publisher"]}
                ],
                "resources": [
                    {
                        "name": folder,
                        "title": labels(desk, folder)[default],
                        "path": f"{folder}.csv",
                        "type": "table",
                        "format": "csv",
                        "mediatype": MEDIA_TYPES["csv"],
                        "encoding": "utf-8",
                        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                        "schema": f"schema/{folder}.table.json",
                    }
                    for folder in TYPES
                ],
            }
        )
    }


# DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/)


def dcat(desk: Desk) -> Files:
    """`/data/catalog.jsonld`: the catalogue for portals of open data."""
    config = desk.config
    site = urls.absolute(config.base_url, urls.base_path(config.base_url))
    own = data_address(desk, "catalog.jsonld")
    publisher: dict[str, Any] = {
        "@id": f"{own}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _texts(config.owner.name),
    }
    if config.owner.url:
        publisher["foaf:homepage"] = _document(config.owner.url)
    shared = _Shared(desk, publisher)
    datasets = [_dataset(desk, shared, folder) for folder in TYPES]
    datasets += [_whole(desk, shared)] if whole_files(desk) else []
    catalogue = {
        "@context": _CONTEXT,
        "@id": own,
        "@type": "dcat:Catalog",
        "dct:title": _texts(config.title),
        "dct:description": _texts(config.description),
        "dct:publisher": publisher,
        "dct:language": shared.languages,
        "dct:license": shared.licence,
        "dct:spatial": shared.place,
        "foaf:homepage": _document(f"{site}/"),
        "dcat:dataset": datasets,
    }
    return {"data/catalog.jsonld": pretty(catalogue)}


class _Shared:
    """What every dataset says alike."""

    def __init__(self, desk: Desk, publisher: Mapping[str, Any]) -> None:
        config = desk.config
        tags = [language.tag for language in config.languages]
        self.publisher = {"@id": publisher["@id"]}
        self.languages = [
            {"@id": f"{_AUTHORITY}language/{_LANGUAGES[tag]}", "@type": "dct:LinguisticSystem"}
            for tag in tags
            if tag in _LANGUAGES
        ]
        self.licence = {"@id": config.licence.url, "@type": "dct:LicenseDocument"}
        self.place = {
            "@id": data_address(desk, "catalog.jsonld") + "#place",
            "@type": "dct:Location",
            "skos:prefLabel": _texts(
                {
                    lang: edition.country_name(config.home_country)
                    for lang, edition in desk.editions.items()
                }
            ),
        }
        self.contact: dict[str, Any] = {}
        if config.email:
            self.contact = {
                "dcat:contactPoint": {
                    "@type": "vcard:Kind",
                    "vcard:fn": _texts(config.owner.name),
                    "vcard:hasEmail": {"@id": f"mailto:{config.email}"},
                }
            }
        self.pages = [
            _document(urls.absolute(config.base_url, urls.list_url(edition.root, "data")))
            for edition in desk.editions.values()
        ]
        self.rights = {
            "@id": f"{_AUTHORITY}access-right/PUBLIC",
            "@type": "dct:RightsStatement",
        }
        self.rhythm = {"@id": f"{_AUTHORITY}frequency/IRREG", "@type": "dct:Frequency"}


def _dataset(desk: Desk, shared: _Shared, folder: str) -> dict[str, Any]:
    dates = [date for _item, date in desk.registry.dated(folder) if date]
    described = _described(desk, shared, folder, labels(desk, folder))
    if dates:
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(min(dates)),
            "dcat:endDate": _date(max(dates)),
        }
    described["dcat:distribution"] = [
        _distribution(desk, shared, f"{folder}.{ending}", labels(desk, folder), folder)
        for ending in formats(desk)
    ]
    return described


def _whole(desk: Desk, shared: _Shared) -> dict[str, Any]:
    described = _described(desk, shared, "registry", desk.config.title)
    described["dcat:distribution"] = [
        _distribution(desk, shared, name, desk.config.title, None)
        for name in whole_files(desk).values()
    ]
    return described


def _described(desk: Desk, shared: _Shared, name: str, titles: Mapping[str, str]) -> dict[str, Any]:
    from pobratym.outputs.data.published import modified_days

    config = desk.config
    site_titles = {
        lang: f"{title} – {edition.plain(config.title)}"
        for (lang, edition), title in zip(
            desk.editions.items(),
            (titles.get(lang) or next(iter(titles.values())) for lang in desk.editions),
            strict=True,
        )
        if title != edition.plain(config.title)
    } or dict(titles)
    found: dict[str, Any] = {
        "@id": data_address(desk, "catalog.jsonld") + f"#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": data_address(desk, name),
        "dct:title": _texts(site_titles),
        "dct:description": _texts(config.description),
        "dct:publisher": shared.publisher,
        "dct:language": shared.languages,
        "dct:spatial": {"@id": shared.place["@id"]},
        "dct:accrualPeriodicity": shared.rhythm,
        "dct:accessRights": shared.rights,
        "dcat:landingPage": shared.pages,
        "dcat:version": VERSION,
        **shared.contact,
    }
    folders = TYPES if name == "registry" else (name,)
    days = [max(modified_days(desk, folder).values(), default="") for folder in folders]
    if last := max(days):
        found["dct:modified"] = _date(last)
    return found


def _distribution(
    desk: Desk, shared: _Shared, file: str, titles: Mapping[str, str], folder: str | None
) -> dict[str, Any]:
    ending = file.rpartition(".")[2]
    address = data_address(desk, file)
    name = _FORMAT_NAMES.get(ending, "SQLite")
    kind = MEDIA_TYPES[ending]
    found: dict[str, Any] = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _texts({lang: f"{title} ({name})" for lang, title in titles.items()}),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {
            "@id": f"http://www.iana.org/assignments/media-types/{kind}",
            "@type": "dct:MediaType",
        },
        "dct:license": {"@id": shared.licence["@id"]},
    }
    if ending in _EU_FORMATS:
        found["dct:format"] = {
            "@id": f"{_AUTHORITY}file-type/{_EU_FORMATS[ending]}",
            "@type": "dct:MediaTypeOrExtent",
        }
    if folder and ending in ("json", "jsonl"):
        found["dct:conformsTo"] = {
            "@id": data_address(desk, f"schema/{folder}.json"),
            "@type": "dct:Standard",
        }
    return found


def _texts(text: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": value, "@language": lang} for lang, value in text.items()]


def _date(partial: str) -> dict[str, str]:
    kind = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}[len(partial)]
    return {"@value": partial, "@type": kind}


def _document(address: str) -> dict[str, str]:
    return {"@id": address, "@type": "foaf:Document"}
