"""The real content as search documents, the same that the site's index is made of."""

from functools import lru_cache
from pathlib import Path

from pobratym.config import Config
from pobratym.content.reading import read_config
from pobratym.content.tree import scan
from pobratym.intake import take_in
from pobratym.outputs.search_documents import documents
from pobratym.outputs.search_index import SearchDocument
from pobratym.pages.edition import Edition
from pobratym.pipeline import registry_of
from pobratym.registry.registry import Registry
from pobratym.text.catalogue import Catalogue
from pobratym.text.formats import formats_for

ROOT = Path(__file__).parents[2]


@lru_cache
def corpus(lang: str) -> tuple[SearchDocument, ...]:
    """Every record and page of the registry in one language."""
    registry, config = _registry()
    texts = ROOT / "templates" / "locale" / lang / "LC_MESSAGES" / "messages.po"
    messages = Catalogue.load(texts if texts.exists() else None, lang)
    return tuple(documents(Edition(registry, config, lang, messages, formats_for(lang))))


@lru_cache
def _registry() -> tuple[Registry, Config]:
    config, problems = read_config("site_config.yaml", (ROOT / "site_config.yaml").read_bytes())
    assert config is not None, problems
    sources, _ = scan(ROOT / "content")
    intake = take_in(
        ROOT / "content",
        sources,
        None,
        None,
        home_country=config.home_country,
        languages=tuple(language.tag for language in config.languages),
        now="2026-03-01T12:00:00+00:00",
        drafts=False,
        jobs=1,
    )
    return registry_of(intake, config), config
