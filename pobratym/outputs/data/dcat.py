"""The catalogue for portals of open data, by DCAT-AP 3
(https://semiceu.github.io/DCAT-AP/releases/3.0.0/)."""

from collections.abc import Mapping
from typing import Any

from pobratym.outputs.data.contents import MEDIA_TYPES, formats, labels, whole_files
from pobratym.outputs.data.published import (
    TYPES,
    VERSION,
    data_address,
    modified_days,
    pretty,
)
from pobratym.outputs.desk import Desk
from pobratym.pages import urls

Files = dict[str, bytes]

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


def catalogue(desk: Desk) -> Files:
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
    value = {
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
    return {"data/catalog.jsonld": pretty(value)}


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
