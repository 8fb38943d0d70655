"""Files that are no pages: which there are, and the function that makes each kind.

A document is planned like a page and noted like a page, so it is made again exactly when
something that it shows has changed.
"""

from collections.abc import Callable, Iterable, Iterator

from pobratym.config import Config
from pobratym.content.tree import SourceFile
from pobratym.outputs import (
    attachments,
    calendars,
    changes,
    embeds,
    feeds,
    filter_data,
    openacr,
    opensearch,
    search_documents,
    server_files,
    service_files,
    sitemap,
)
from pobratym.outputs.data import (
    api,
    contents,
    data_package,
    dcat,
    identifiers,
    json_schema,
    quality,
    tables,
)
from pobratym.outputs.data.published import TYPES
from pobratym.outputs.desk import Desk
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

__all__ = ["DOCUMENTS", "Desk", "plan_documents"]

Files = dict[str, bytes]


def _workbook(desk: Desk, folder: str) -> Files:
    # The writers of spreadsheets and databases are loaded only where they are wanted.
    from pobratym.outputs.data.workbooks import workbook

    return workbook(desk, folder)


def _template(desk: Desk, folder: str) -> Files:
    from pobratym.outputs.data.templates import template

    return template(desk, folder)


def _admin(desk: Desk) -> Files:
    from pobratym.outputs.web_editor.pages import admin

    return admin(desk)


def _whole_workbook(desk: Desk) -> Files:
    from pobratym.outputs.data.workbooks import whole

    return whole(desk)


def _database(desk: Desk) -> Files:
    from pobratym.outputs.data.database import database

    return database(desk)


DOCUMENTS: dict[str, Callable[..., Files]] = {
    "admin": _admin,
    "assets": service_files.assets,
    "attachment": attachments.attachment,
    "sitemap-index": sitemap.index,
    "sitemap": sitemap.sitemap,
    "robots": service_files.robots,
    "headers": server_files.headers,
    "redirects": server_files.redirects,
    "security": service_files.security,
    "next-build": service_files.next_build,
    "feed": feeds.feed,
    "changes-feed": changes.feed,
    "data-changes": changes.lines,
    "calendar": calendars.calendar,
    "opensearch": opensearch.description,
    "filter-data": filter_data.filter_data,
    "search-index": search_documents.index,
    "openacr": openacr.report,
    "embed": embeds.embed,
    "embed-style": embeds.style,
    "data-bulk": tables.bulk,
    "data-record": tables.single,
    "data-workbook": _workbook,
    "data-template": _template,
    "data-whole-workbook": _whole_workbook,
    "data-database": _database,
    "data-schema": json_schema.document,
    "data-index": contents.index,
    "data-vocabularies": contents.vocabularies,
    "data-openapi": api.openapi,
    "data-package": data_package.data_package,
    "data-catalogue": dcat.catalogue,
    "data-quality": quality.document,
    "identifiers": identifiers.scheme_list,
    "identifier": identifiers.identified,
}


def plan_documents(
    registry: Registry, config: Config, sources: Iterable[SourceFile]
) -> Iterator[Page]:
    """Every file of the site that is no page."""
    yield Page("/assets/", "assets", "")
    for file in sources:
        if file.folder == "files":
            yield Page(attachments.url(file.id), "attachment", "", (file.id,))
    yield from sitemap.plan(registry, config)
    yield openacr.plan()
    yield Page("/robots.txt", "robots", "")
    yield Page("/_headers", "headers", "")
    yield Page("/_redirects", "redirects", "")
    yield Page("/next-build.json", "next-build", "")
    if config.features.admin:
        yield Page("/admin/", "admin", "")
    if config.security_contact and config.security_expires:
        yield Page("/.well-known/security.txt", "security", "")
    yield from feeds.plan(registry, config)
    yield from changes.plan(config)
    yield from calendars.plan(registry, config)
    yield from opensearch.plan(config)
    yield from embeds.plan(registry, config)
    yield from filter_data.plan(registry, config)
    if config.features.search:
        yield from search_documents.plan(tuple(language.tag for language in config.languages))
    if config.features.data:
        yield from _data(registry, config)


def _data(registry: Registry, config: Config) -> Iterator[Page]:
    for folder in TYPES:
        yield Page(f"/data/{folder}.json", "data-bulk", "", (folder,))
        yield Page(f"/data/schema/{folder}.json", "data-schema", "", (folder,))
        if config.features.spreadsheets:
            yield Page(f"/data/{folder}.xlsx", "data-workbook", "", (folder,))
            yield Page(f"/data/templates/{folder}.xlsx", "data-template", "", (folder,))
        for item in registry.ids(folder):
            yield Page(f"/data/{folder}/{item}.json", "data-record", "", (folder, item))
    if config.features.spreadsheets:
        yield Page("/data/registry.xlsx", "data-whole-workbook", "")
    if config.features.database:
        yield Page("/data/registry.sqlite", "data-database", "")
    for name, kind in _DATA_FILES.items():
        yield Page(f"/data/{name}", kind, "")
    yield from identifiers.plan(registry)


_DATA_FILES = {
    "index.json": "data-index",
    "vocabularies.json": "data-vocabularies",
    "openapi.json": "data-openapi",
    "datapackage.json": "data-package",
    "catalog.jsonld": "data-catalogue",
    "quality.csv": "data-quality",
}
