"""What the commands for editors work with: configuration, content, names of languages."""

from typing import Any

from pobratym.config import Config
from pobratym.console import Console
from pobratym.content.library import Library, open_library
from pobratym.pipeline import Options, open_config


def open_desk(
    console: Console, options: Options, *, with_records: bool = True
) -> tuple[Config, Library] | None:
    """The configuration and the content; None, with the problems shown, where there is no
    configuration."""
    config, problems = open_config(options)
    if config is None:
        console.problems(problems, options.content)
        return None
    languages = languages_of(config)
    return config, open_library(options.content, languages, with_records=with_records)


def languages_of(config: Config) -> tuple[str, ...]:
    return tuple(language.tag for language in config.languages)


def language_names(config: Config) -> tuple[tuple[str, str], ...]:
    """(tag, name) of the site's languages in English, Ukrainian and themselves."""
    data = _locale_data(languages_of(config))
    named = {
        (tag, known.languages[tag])
        for known in data.values()
        for tag in languages_of(config)
        if tag in known.languages
    }
    own = {(language.tag, language.name) for language in config.languages}
    return tuple(sorted(named | own))


def country_names(config: Config) -> dict[str, str]:
    """Names of countries in small letters → codes, in English, Ukrainian and the site's
    languages."""
    data = _locale_data(languages_of(config))
    return {
        name.casefold(): code
        for known in data.values()
        for code, name in known.territories.items()
        if len(code) == 2
    }


def _locale_data(languages: tuple[str, ...]) -> dict[str, Any]:
    from pobratym.text.locale_data import load_locale_data

    return {lang: load_locale_data(lang) for lang in dict.fromkeys((*languages, "en", "uk"))}
