"""Everything that making pages and files needs, got ready once: editions, templates, assets."""

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from pobratym.config import Config
from pobratym.intake import Intake
from pobratym.outputs import attachments
from pobratym.outputs.documents import DOCUMENTS, Desk, plan_documents
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.pages.plan import VIEWS, plan
from pobratym.pages.test_report import read_report
from pobratym.registry.memory import Histories, Memory
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.registry import Registry
from pobratym.shards import LABEL, label
from pobratym.text.catalogue import Catalogue
from pobratym.text.formats import formats_for

if TYPE_CHECKING:
    from pobratym.pipeline import Options


class Workshop:
    """Makes pages (view → template → bytes) and documents (registry → bytes).

    Planning needs the registry alone; `prepare` loads templates and assets, only when there is
    something to make.
    """

    def __init__(
        self, options: "Options", config: Config, registry: Registry, intake: Intake
    ) -> None:
        self._options = options
        self._config = config
        self._registry = registry
        self._intake = intake
        self._renderers: dict[str, Any] = {}
        self._desk: Desk | None = None
        self._plan: tuple[Page, ...] = ()

    def plan(self) -> tuple[Page, ...]:
        """Every page and document of the site, each address once."""
        registry, config = self._registry, self._config
        found = (*plan(registry, config), *plan_documents(registry, config, self._intake.sources))
        self._plan = tuple({page.url: page for page in reversed(found)}.values())[::-1]
        registry.take_notes()
        return self._plan

    def prepare(self) -> None:
        """Load what rendering needs; before processes are forked, so that they share it."""
        from pobratym.rendering.assets import collect_assets
        from pobratym.rendering.renderer import Renderer
        from pobratym.rendering.themes import themes_from

        options, config = self._options, self._config
        themes = themes_from(config.themes)
        compiled = options.cache / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        base = config.base_url.rstrip("/").split("/", 3)[3:]
        assets = collect_assets(options.templates, themes, f"/{base[0]}/" if base else "/")
        histories = self._histories()
        editions = {}
        for language in config.languages:
            lang = language.tag
            texts = options.templates / "locale" / lang / "LC_MESSAGES" / "messages.po"
            messages = Catalogue.load(texts if texts.exists() else None, lang, compiled)
            edition = Edition(
                self._registry,
                config,
                lang,
                messages,
                formats_for(lang),
                histories,
                test_report=read_report(options.config),
                image_size=partial(attachments.size, options.content),
            )
            editions[lang] = edition
            self._renderers[lang] = Renderer(
                edition,
                options.templates,
                assets,
                messages,
                cache=compiled,
                preview=options.preview,
            )
        self._desk = Desk(
            config=config,
            registry=self._registry,
            editions=editions,
            assets=assets,
            content=options.content,
            templates=options.templates,
            plan=self._plan,
            next_change=self._intake.next_change,
            preview=options.preview,
        )

    def _histories(self) -> Histories:
        """What became of the records, as git tells it; what is asked is noted."""
        from pobratym.fingerprint import code_mark
        from pobratym.history import remember

        registry, options = self._registry, self._options
        wanted = self._config.features.history
        memory = remember(options.content, options.cache, code_mark()) if wanted else Memory()
        return Histories(memory, lambda note: registry.notes.add(note))

    def make(self, page: Page) -> tuple[dict[str, bytes], frozenset[str]]:
        """The files of one page or document (path → bytes) and the notes of what it was made of."""
        if page.kind in VIEWS:
            data, notes = self._renderers[page.lang].render(page)
            path = page.url.lstrip("/") + ("index.html" if page.url.endswith("/") else "")
            return {path: data}, notes
        if page.kind == "shard":
            return {LABEL: self._label()}, frozenset(f"{folder}/*" for folder in RECORD_TYPES)
        self._registry.notes.clear()
        files = DOCUMENTS[page.kind](self._desk, *page.params)
        return files, self._registry.take_notes()

    def _label(self) -> bytes:
        """What this part of a site is a part of: the same words on every machine."""
        from pobratym.fingerprint import code_mark, site_mark

        options = self._options
        choices = msgspec.msgpack.encode(
            (self._config, options.preview, read_report(options.config)), order="deterministic"
        )
        entries = [
            entry
            for folder in RECORD_TYPES
            for _id, entry in sorted(self._intake.entries.get(folder, {}).items())
        ]
        marks = (code_mark(), site_mark(options.templates, choices))
        return label(options.shard or (1, 1), marks, entries)
