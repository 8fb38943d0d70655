"""The configuration of Sveltia CMS for a site: a collection for every type of record."""

import re
from typing import Any

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.outputs.web_editor.widgets import SLUG, Surroundings, widget
from pobratym.pages.labels import SECTION_LABELS
from pobratym.registry.codes import COUNTRIES
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, VOCABULARIES
from pobratym.registry.schema import fields_of

_HOSTS = {"github.com": "github", "gitlab.com": "gitlab"}
_REPOSITORY = re.compile(r"https://([^/]+)/(.+?)(?:\.git)?/?")


def backend(config: Config) -> dict[str, Any] | None:
    """Where the editor commits to; None where the repository is not at a known host."""
    match = _REPOSITORY.fullmatch(config.repository or "")
    if match is None or match[1] not in _HOSTS:
        return None
    return {
        "name": _HOSTS[match[1]],
        "repo": match[2],
        "branch": config.repository_branch,
        "auth_methods": ["token"],
    }


def configuration(desk: Desk) -> dict[str, Any]:
    """The whole configuration, as JSON values.  Needs `backend` to be known."""
    config = desk.config
    around = _surroundings(desk)
    languages = list(around.languages)
    return {
        "backend": backend(config),
        "media_folder": "content/files",
        "public_folder": "/files",
        "site_url": config.base_url,
        "app_title": desk.editions[languages[0]].plain(config.short_title),
        "i18n": {
            "structure": "multiple_files",
            "locales": languages,
            "default_locale": languages[0],
            # A translation that is not written yet must not become an empty file.
            "initial_locales": "default",
        },
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "editor": {"preview": False},
        "collections": [_collection(folder, around, desk) for folder in RECORD_TYPES],
    }


def _surroundings(desk: Desk) -> Surroundings:
    from pobratym.text.locale_data import load_locale_data
    from pobratym.text.plurals import PluralRules

    languages = desk.config.languages
    edition = desk.editions[languages[0].tag]
    countries = {code: edition.country_name(code) for code in COUNTRIES}
    return Surroundings(
        lang="uk" if edition.lang == "uk" else "en",
        languages={language.tag: language.name for language in languages},
        plurals={
            language.tag: PluralRules(load_locale_data(language.tag).plurals).categories
            for language in languages
        },
        vocabularies={name: desk.registry.terms(name) for name in VOCABULARIES},
        countries={code: countries[code] for code in edition.sorted_by_name(countries)},
    )


def _collection(folder: str, around: Surroundings, desk: Desk) -> dict[str, Any]:
    record_type = RECORD_TYPES[folder]
    by_file = folder in MARKDOWN_TYPES
    edition = desk.editions[desk.config.languages[0].tag]
    label = edition._(SECTION_LABELS.get(folder, "Pages"))
    fields = [widget(field, around, by_file=by_file) for field in fields_of(record_type)]
    names = [field["name"] for field in fields]
    titled = next((name for name in ("title", "name") if name in names), "")
    first = next(iter(around.languages))
    title = f"{{{{{titled}}}}}" if by_file else f"{{{{{titled}.{first}}}}}"
    made: dict[str, Any] = {
        "name": folder,
        "label": label,
        "folder": f"content/{folder}",
        "create": True,
        "identifier_field": titled or names[0],
        "summary": title if titled and folder != "partnerships" else "{{slug}}",
        "slug": {
            "template": "{{uuid_short}}",
            "editable": ["create"],
            "pattern": [SLUG, "a-z 0-9 -"],
            "hint": "okhmatdyt-karolinska",
        },
        "aliases_field": False,
        "fields": fields,
    }
    if by_file:
        return made | {
            "path": "{{slug}}/index",
            "extension": "md",
            "format": "yaml-frontmatter",
            "media_folder": "",
            "public_folder": "",
            "i18n": True,
        }
    return made | {"extension": "yaml", "format": "yaml"}
