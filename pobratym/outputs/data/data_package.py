"""The CSV files as a Data Package v2 (https://datapackage.org/standard/data-package/)."""

from pobratym.outputs.data.contents import MEDIA_TYPES, labels
from pobratym.outputs.data.published import TYPES, VERSION, pretty
from pobratym.outputs.desk import Desk
from pobratym.pages import urls

Files = dict[str, bytes]


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
