"""What the makers of documents work with."""

from pathlib import Path
from typing import Any

import msgspec

from pobratym.config import Config
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry


class Desk(msgspec.Struct, frozen=True):
    """The registry, its editions by language, the assets of the templates, and the whole plan.

    A maker of documents reads records through `registry` or an edition, so that what it read is
    noted; it must not read content files, except attachments from `content`.  `preview` says that
    the site is not the published one and must not be found by search engines.
    """

    config: Config
    registry: Registry
    editions: dict[str, Edition]
    assets: Any
    content: Path
    templates: Path
    plan: tuple[Page, ...]
    next_change: str
    preview: bool = False
