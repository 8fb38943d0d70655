"""The files as a read-only API, described in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from collections.abc import Mapping
from typing import Any

from pobratym.outputs.data.contents import schemes
from pobratym.outputs.data.published import TYPES, VERSION, data_address, pretty
from pobratym.outputs.desk import Desk
from pobratym.pages import urls

Files = dict[str, bytes]


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
    for scheme in schemes(desk):
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
