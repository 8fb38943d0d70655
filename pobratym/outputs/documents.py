"""Files that are no pages: which there are, and the function that makes each kind.

A document is planned like a page and noted like a page, so it is made again exactly when
something that it shows has changed.
"""

from collections.abc import Callable, Iterable, Iterator

from pobratym.config import Config
from pobratym.content.tree import SourceFile
from pobratym.outputs import attachments, server_files, service_files, sitemap
from pobratym.outputs.desk import Desk
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

__all__ = ["DOCUMENTS", "Desk", "plan_documents"]

Files = dict[str, bytes]

DOCUMENTS: dict[str, Callable[..., Files]] = {
    "assets": service_files.assets,
    "attachment": attachments.attachment,
    "sitemap-index": sitemap.index,
    "sitemap": sitemap.sitemap,
    "robots": service_files.robots,
    "headers": server_files.headers,
    "redirects": server_files.redirects,
    "security": service_files.security,
    "next-build": service_files.next_build,
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
    yield Page("/robots.txt", "robots", "")
    yield Page("/_headers", "headers", "")
    yield Page("/_redirects", "redirects", "")
    yield Page("/next-build.json", "next-build", "")
    if config.security_contact and config.security_expires:
        yield Page("/.well-known/security.txt", "security", "")
