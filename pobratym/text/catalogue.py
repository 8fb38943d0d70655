"""Messages for readers and editors in their language: gettext catalogues read from .po files.

The message in the code is English. Plural forms in a .po file stand in the order of CLDR's
categories (Ukrainian: one, few, many, other), so that fractions have their form too; files with
another number of forms follow their own `Plural-Forms`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from pobratym.text.plurals import PluralRules

_FORMAT = 1  # of the cached form; raise it when `Messages` changes
_CONTEXT_END = "\x04"  # gettext's own separator of context and message
_DIGEST = 32


class Messages(msgspec.Struct, frozen=True):
    """The translated messages of one language, in a form that can be cached."""

    forms: dict[str, tuple[str, ...]] = {}
    """Message (with its context and U+0004 before it) → its form, or its plural forms."""
    rules: dict[str, str] = {}
    """CLDR plural rules of the language."""
    formula: str = ""
    """The file's own `plural=` expression."""


class Catalogue:
    """Translations into one language; what is not translated stays English."""

    def __init__(self, lang: str, messages: Messages) -> None:
        self.lang = lang
        self._forms = messages.forms
        self._rules = PluralRules(messages.rules)
        self._formula = messages.formula
        self._index = lru_cache(maxsize=4096)(self._index_of)

    @classmethod
    def load(cls, path: Path | None, lang: str, cache: Path | None = None) -> Catalogue:
        """The catalogue of a .po file; without a file (None, or none there) all stays English.

        With `cache`, a folder, the parsed messages are kept there under a digest of the file, so
        that Babel is needed only after a change. Fuzzy and empty translations do not count.
        Raises UnicodeDecodeError or Babel's PoFileError for a file that is not a .po file.
        """
        source = path.read_bytes() if path is not None and path.exists() else b""
        if not source:
            return cls(lang, Messages())
        if cache is None:
            return cls(lang, parse_messages(source, lang))
        key = hashlib.sha256(f"{_FORMAT}\n{lang}\n".encode() + source).hexdigest()[:_DIGEST]
        kept = cache / f"messages-{lang}-{key}.msgpack"
        messages = _read_kept(kept)
        if messages is None:
            messages = parse_messages(source, lang)
            _keep(kept, messages)
        return cls(lang, messages)

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in the language, its `%(name)s` places filled when values are given."""
        text = self._forms.get(message, (message,))[0]
        return text % values if values else text

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """As `gettext`, for a message that means different things in different places."""
        text = self._forms.get(context + _CONTEXT_END + message, (message,))[0]
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, number: float, /, **values: object) -> str:
        """The form of a message that goes with a number, whole or not."""
        text = self._plural_form(singular, singular, plural, number)
        return text % values if values else text

    def npgettext(
        self, context: str, singular: str, plural: str, number: float, /, **values: object
    ) -> str:
        """As `ngettext`, in a context."""
        text = self._plural_form(context + _CONTEXT_END + singular, singular, plural, number)
        return text % values if values else text

    def _plural_form(self, key: str, singular: str, plural: str, number: float) -> str:
        forms = self._forms.get(key)
        if forms is None:
            return singular if number == 1 else plural
        return forms[min(self._index(number, len(forms)), len(forms) - 1)]

    def _index_of(self, number: float, count: int) -> int:
        categories = self._rules.categories
        if count == len(categories) or number != int(number) or not self._formula:
            whole = int(number) if number == int(number) else number
            return categories.index(self._rules.category(whole))
        return self._by_formula(int(number))

    @cached_property
    def _by_formula(self) -> Callable[[int], int]:
        from gettext import c2py

        return c2py(self._formula)


def parse_messages(source: bytes, lang: str) -> Messages:
    """The usable translations of a .po file."""
    import io

    from babel.messages.pofile import read_po

    catalog = read_po(io.BytesIO(source), abort_invalid=True)
    forms: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not message.fuzzy and all(texts):
            singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
            key = f"{message.context}{_CONTEXT_END}{singular}" if message.context else singular
            forms[key] = tuple(texts)
    formula = catalog.plural_expr if b"Plural-Forms" in source else ""
    return Messages(forms, plural_rules(lang), formula)


def plural_rules(lang: str) -> dict[str, str]:
    """CLDR's plural rules of a language; none for a language that CLDR does not know."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(lang.partition("-")[0]).plural_form.rules)
    except (UnknownLocaleError, ValueError):
        return {}


def _read_kept(kept: Path) -> Messages | None:
    """Messages from the cache; None when there are none or the file is damaged."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    digest, packed = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(packed).digest() != digest:
        return None
    return msgspec.msgpack.decode(packed, type=Messages)


def _keep(kept: Path, messages: Messages) -> None:
    """Writes the cache in one step; a folder that cannot be written only costs time."""
    packed = msgspec.msgpack.encode(messages)
    temporary = kept.with_suffix(".new")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(hashlib.sha256(packed).digest() + packed)
        temporary.replace(kept)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
