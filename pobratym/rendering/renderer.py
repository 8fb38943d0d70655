"""One page → bytes: the view in its template, in the frame of its language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pobratym.config import Config
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.pages.plan import VIEWS
from pobratym.rendering.assets import Assets
from pobratym.rendering.environment import environment
from pobratym.rendering.frame import Frame, Site, build_frame
from pobratym.rendering.heads import page_frame, site_frame

# Kinds that share a template.
_TEMPLATES = {
    kind: "record"
    for kind in (
        "partnership",
        "institution",
        "event",
        "exchange",
        "declaration",
        "statement",
        "programme",
        "news",
        "page",
        "country",
        "region",
        "area",
    )
} | {"facet": "list"}


class Renderer:
    """Renders the pages of one language; templates and frame are prepared once."""

    def __init__(
        self,
        edition: Edition,
        templates: Path,
        assets: Assets,
        messages: Any,
        *,
        cache: Path | None = None,
        preview: bool = False,
    ) -> None:
        self._edition = edition
        self._environment = environment(
            edition.lang, templates, messages=messages, assets=assets, cache=cache
        )
        self._site: Site = site_frame(edition, theme_choices(edition, edition.config), preview)
        self._frame: Frame = build_frame(self._environment, self._site)
        # The frame is the same on every page, so what it was made from is every page's input.
        self._frame_notes = edition.registry.take_notes()
        self._templates: dict[str, Any] = {}

    def render(self, page: Page) -> tuple[bytes, frozenset[str]]:
        """The page's bytes and the notes of what it was made from."""
        registry = self._edition.registry
        registry.notes.clear()
        view = VIEWS[page.kind](self._edition, *page.params)
        template = self._template(page.kind)
        html = template.render(
            view=view,
            page=page_frame(self._edition, self._site, view.head, view),
            site=self._site,
            frame=self._frame,
        )
        return html.encode(), registry.take_notes() | self._frame_notes

    def _template(self, kind: str) -> Any:
        if kind not in self._templates:
            name = f"pages/{_TEMPLATES.get(kind, kind)}.html"
            self._templates[kind] = self._environment.get_template(name)
        return self._templates[kind]


def theme_choices(edition: Edition, config: Config) -> tuple[tuple[str, str], ...]:
    """(id, label) of the themes that readers can choose, in the order of the configuration."""
    return tuple(
        (name, edition.plain(theme["label"])) for name, theme in _chosen(config.themes).items()
    )


def _chosen(themes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: theme for name, theme in themes.items() if theme.get("choice", True)}
