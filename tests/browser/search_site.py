"""A search page with the real components and an index of the real content, in a folder."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale

from pobratym.config import Config
from pobratym.content.reading import read_config
from pobratym.outputs.search_index import SearchDocument, build, manifest_path
from pobratym.rendering.assets import collect_assets
from pobratym.rendering.environment import environment
from pobratym.rendering.themes import themes_from
from pobratym.text.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
NAMES = {"uk": "Українська", "en": "English"}
KINDS = {
    "uk": {
        "institution": {"one": "Заклад", "many": "Заклади"},
        "partnership": {"one": "Партнерство", "many": "Партнерства"},
        "event": {"one": "Подія", "many": "Події"},
        "news": {"one": "Новина", "many": "Новини"},
    },
    "en": {
        "institution": {"one": "Institution", "many": "Institutions"},
        "partnership": {"one": "Partnership", "many": "Partnerships"},
        "event": {"one": "Event", "many": "Events"},
        "news": {"one": "News item", "many": "News"},
    },
}
FACETS = {"uk": {"country": "Країна"}, "en": {"country": "Country"}}

PAGE = """\
{% from "components/search-box/search-box.html" import search_box %}
{% from "components/search-results/search-results.html" import search_results %}
<!DOCTYPE html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>Пошук</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';
 font-src 'self'; img-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{{ asset("favicon.svg") }}">
<link rel="stylesheet" href="{{ asset("site.css") }}">
<script type="module" src="{{ asset("site.js") }}"></script></head>
<body><main class="page" id="content"><h1>Пошук</h1>
{{ search_box("/" + lang + "/search/", id="page-search") }}
{{ search_results("page-search", index, kinds, facets, others) }}
</main></body></html>
"""


def write_site(folder: Path, documents: Mapping[str, Iterable[SearchDocument]]) -> None:
    """`/LANG/search/` for each language, with all assets and indexes."""
    shutil.rmtree(folder, ignore_errors=True)
    config = _config()
    assets = collect_assets(TEMPLATES, themes_from(config.themes))
    files = dict(assets.files)
    for lang, of_language in documents.items():
        countries = dict(Locale(lang).territories)
        files |= build(of_language, lang, labels={"country": countries})
        texts = TEMPLATES / "locale" / lang / "LC_MESSAGES" / "messages.po"
        messages = Catalogue.load(texts if texts.exists() else None, lang)
        page = environment(lang, TEMPLATES, messages=messages, assets=assets).from_string(PAGE)
        others = [
            {"lang": other, "name": NAMES[other], "index": f"/{manifest_path(other)}"}
            for other in documents
            if other != lang
        ]
        files[f"{lang}/search/index.html"] = page.render(
            index=f"/{manifest_path(lang)}", kinds=KINDS[lang], facets=FACETS[lang], others=others
        ).encode()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _config() -> Config:
    config, problems = read_config("site_config.yaml", (ROOT / "site_config.yaml").read_bytes())
    assert config is not None, problems
    return config
