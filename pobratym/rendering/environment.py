"""The Jinja environment of one language: the only place that says what templates may call."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.environment import TemplateModule
from markupsafe import Markup

from pobratym.rendering.assets import Assets
from pobratym.rendering.compiling import CompiledEnvironment, bytecode_cache


class Messages(Protocol):
    """A gettext catalogue (`gettext.NullTranslations` and the like)."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int) -> str: ...

    def pgettext(self, context: str, message: str) -> str: ...


def environment(
    lang: str,
    templates: Path,
    *,
    messages: Messages,
    assets: Assets,
    formatters: Mapping[str, Callable[..., Any]] | None = None,
    cache: Path | None = None,
) -> Environment:
    """Templates of one language.

    Everything is escaped unless it is Markup; an unknown name is an error, not an empty place.
    Globals: `lang`, `_`, `gettext`, `ngettext`, `pgettext`, `asset(name)`, `integrity(name)` and
    the formatters.  Compiled templates are kept in the folder `cache`, which must exist.
    """
    made = CompiledEnvironment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=bytecode_cache(cache) if cache else None,
    )
    made.template_class = _SharedTemplate
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(
        messages.gettext, messages.ngettext, newstyle=True, pgettext=messages.pgettext
    )
    made.globals = {
        **{name: made.globals[name] for name in ("gettext", "ngettext", "pgettext")},
        "_": _text_of(messages),
        "lang": lang,
        "asset": assets.url,
        "integrity": assets.integrity,
        "remembered": _remembering(),
        **(formatters or {}),
    }
    return made


class _SharedTemplate(Template):
    """A template whose macros are made once.

    Jinja makes them again for every page that imports them, in case the page has other globals;
    here all templates of a language have the same.
    """

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        return super()._get_default_module()


def _text_of(messages: Messages) -> Callable[..., Markup]:
    """`_("…", name=value)` as Markup; translations are safe, the values in them are escaped."""
    plain: dict[str, Markup] = {}

    def text(message: str, /, **values: object) -> Markup:
        found = plain.get(message)
        if found is None:
            found = plain[message] = Markup(messages.gettext(message))
        # Also without values, because "%%" stands for "%" in every message.
        if values:
            return found % values
        return found % () if "%" in found else found

    return text


def _remembering() -> Callable[..., Markup]:
    """`remembered(macro, item, level)`: the macro's markup, made once for each item.

    The same card stands on many pages.  The item is kept with its markup, so that its identity
    cannot pass to another one.
    """
    made: dict[tuple[str, int, int], tuple[object, Markup]] = {}

    def remembered(macro: Callable[..., Markup], item: object, level: int) -> Markup:
        key = (macro.name, id(item), level)
        known = made.get(key)
        if known is None or known[0] is not item:
            known = made[key] = (item, macro(item, level))
        return known[1]

    return remembered
