"""For translators: the messages of templates and code, and what a .po file lacks of them.

Used by the command that brings .po files up to date and by the tests that refuse gaps; a build
does not need this module.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pobratym.text.catalogue import plural_rules
from pobratym.text.plurals import PluralRules

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "n": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "N_": None,
}
_COMMENT_TAG = "Translators:"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]?[\d.]*[sdf]|\{(\w*)[^{}]*\}")
_JINJA_OPTIONS = {
    "newstyle_gettext": "true",
    "trimmed": "true",
    "silent": "false",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
_ENDINGS = (".html", ".jinja", ".xml", ".txt", ".py")


class Message(NamedTuple):
    """One message as it stands in a template or in code."""

    singular: str
    plural: str | None
    context: str | None
    places: tuple[str, ...]
    """Files that have it, relative to the base folder, with `/`, sorted."""
    comments: tuple[str, ...]


class Gap(NamedTuple):
    """Something that a .po file lacks."""

    kind: str
    """`missing`, `untranslated`, `fuzzy`, `plural-forms`, `placeholders` or `obsolete`."""
    message: str
    detail: str = ""


def extract(
    base: Path, folders: Iterable[str], keywords: Mapping[str, Any] = _KEYWORDS
) -> list[Message]:
    """All messages of the Jinja templates and Python modules below `base`'s folders.

    Sorted by first file and text; no line numbers, so that a moved line changes no .po file.
    `keywords` are the functions that take messages, in Babel's notation.
    """
    found: dict[tuple[str | None, str], tuple[str | None, set[str], list[str]]] = {}
    for folder in folders:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in _ENDINGS and path.is_file():
                place = path.relative_to(base).as_posix()
                for singular, plural, context, comments in _messages_of(path, keywords):
                    old_plural, places, notes = found.setdefault(
                        (context, singular), (plural, set(), [])
                    )
                    places.add(place)
                    notes += [comment for comment in comments if comment not in notes]
                    found[context, singular] = (old_plural or plural, places, notes)
    messages = [
        Message(singular, plural, context, tuple(sorted(places)), tuple(notes))
        for (context, singular), (plural, places, notes) in found.items()
    ]
    return sorted(messages, key=lambda m: (m.places[0], m.singular, m.context or ""))


def _messages_of(
    path: Path, keywords: Mapping[str, Any]
) -> Iterator[tuple[str, str | None, str | None, list[str]]]:
    found = _in_code(path, keywords) if path.suffix == ".py" else _in_template(path, keywords)
    for texts, comments, context in found:
        singular, plural = (texts[0], texts[1]) if isinstance(texts, tuple) else (texts, None)
        if singular:
            yield singular, plural, context, [comment.strip() for comment in comments]


def _in_template(path: Path, keywords: Mapping[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    from babel.messages.extract import extract as extract_from
    from jinja2.ext import babel_extract

    with path.open("rb") as source:
        found = extract_from(
            babel_extract,
            source,
            keywords=keywords,
            comment_tags=(_COMMENT_TAG,),
            options=_JINJA_OPTIONS,
            strip_comment_tags=True,
        )
        for _, texts, comments, context in found:
            yield texts, comments, context


def _in_code(path: Path, keywords: Mapping[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Babel's own reader of Python takes `_(LABELS["x"])` for the message “x”; this one does not.

    Only arguments that are literal strings are messages.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name not in keywords:
            continue
        places = keywords[name] or (1,)
        context = next((place[0] for place in places if isinstance(place, tuple)), None)
        wanted = [place for place in places if not isinstance(place, tuple)]
        texts = [_literal(node, place) for place in wanted]
        if all(texts):
            texts_of = tuple(texts) if len(texts) > 1 else texts[0]
            yield texts_of, (), _literal(node, context) if context else None


def _literal(call: ast.Call, place: int) -> str | None:
    found = call.args[place - 1] if place <= len(call.args) else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def gaps(po: Path, lang: str, messages: Iterable[Message] | None = None) -> list[Gap]:
    """What a .po file lacks, in the order of the file; the missing messages come last.

    Without `messages` only the file itself is looked at. A number needs every plural form that
    CLDR has for the language, and each form the placeholders of its message.
    """
    catalog = _read(po.read_bytes(), lang)
    categories = PluralRules(plural_rules(lang)).categories
    found = [gap for entry in catalog if entry.id for gap in _gaps_of(entry, categories)]
    if messages is None:
        return found
    wanted = {(message.context, message.singular) for message in messages}
    present = {(entry.context, _singular(entry.id)) for entry in catalog if entry.id}
    found += [Gap("obsolete", text) for _, text in sorted(present - wanted, key=str)]
    return found + [Gap("missing", text) for _, text in sorted(wanted - present, key=str)]


def _gaps_of(entry: Entry, categories: tuple[str, ...]) -> Iterator[Gap]:
    singular = _singular(entry.id)
    if entry.fuzzy:
        yield Gap("fuzzy", singular)
    forms = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    if not any(forms):
        yield Gap("untranslated", singular)
        return
    if entry.pluralizable:
        lacking = [c for at, c in enumerate(categories) if at >= len(forms) or not forms[at]]
        if lacking:
            yield Gap("plural-forms", singular, ", ".join(lacking))
    ids = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
    wanted = set().union(*(_placeholders(text) for text in ids))
    for form in filter(None, forms):
        # A form for one thing may say «один» without its number, as the English one may.
        optional = {"num", "count", "number", "n"} if entry.pluralizable else set()
        differing = (_placeholders(form) ^ wanted) - (optional & wanted)
        if differing:
            yield Gap("placeholders", singular, ", ".join(sorted(differing)))


def _placeholders(text: str) -> set[str]:
    return {named or braced for named, braced in _PLACEHOLDER.findall(text)}


def _singular(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def _read(source: bytes, lang: str) -> Catalog:
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(source), locale=lang.replace("-", "_"), abort_invalid=True)


def updated(source: bytes, lang: str, messages: Iterable[Message]) -> bytes:
    """A .po file with exactly the given messages, its translations kept.

    `source` is the old file, empty for a new one. The result depends on the arguments only: no
    dates, no line numbers; new messages are empty, those that went are dropped.
    """
    from babel.core import Locale
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po
    from babel.plural import to_gettext

    old = _read(source, lang) if source else Catalog()
    count = len(PluralRules(plural_rules(lang)).categories)
    forms = to_gettext(Locale.parse(lang.replace("-", "_")).plural_form)
    if b"Plural-Forms" in source and old.num_plurals == count:
        forms = old.plural_forms
    catalog = Catalog(charset="utf-8")
    catalog.mime_headers = [("Plural-Forms", forms)]
    for message in messages:
        known = old.get(message.singular, message.context)
        catalog.add(
            (message.singular, message.plural) if message.plural else message.singular,
            _kept_translation(known, message, count),
            locations=[(place, None) for place in message.places],
            flags=["fuzzy"] if known and known.fuzzy else [],
            user_comments=known.user_comments if known else (),
            auto_comments=message.comments,
            context=message.context,
        )
    entries = io.BytesIO()
    write_po(entries, catalog, width=0, omit_header=True, include_lineno=False)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {forms}\\n"\n\n'
    )
    return header.encode() + entries.getvalue().rstrip(b"\n") + b"\n"


def _kept_translation(known: Entry | None, message: Message, count: int) -> str | tuple[str, ...]:
    old = known.string if known else ""
    forms = tuple(old) if isinstance(old, tuple | list) else (old,)
    if message.plural is None:
        return forms[0]
    return (*forms, *("",) * count)[: max(count, len(forms) if known else 0)]
