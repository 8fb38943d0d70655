"""Which texts lack a language of the site, and which translations are older than their original.

The original of an item is the text that says of no other that it translates it.  A translation
names the state that it translates by a *revision*: four letters for the title, the summary and
each paragraph, so that what changed since can be told paragraph by paragraph.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Any, Literal

import msgspec

from pobratym.registry.memory import Change
from pobratym.registry.records import MARKDOWN_TYPES, Local
from pobratym.registry.sites import texts

State = Literal["missing", "outdated", "unmarked"]
_LETTERS = 4
_BEFORE_BODY = 2
"""Parts of a revision that stand for the title and the summary."""


class Entry(msgspec.Struct, frozen=True, order=True):
    """One line of the ledger.

    `field` is the path of the text in its record ("summary", "documents.0.title"), "" for a whole
    text; `paragraphs` are the numbers, from 1, of paragraphs of the original that changed (0 is
    the title, -1 the summary); `revision` is what a translation of the original as it is now
    should name; `since` is the day since which the translation is older, where git knows it.
    """

    folder: str
    id: str
    field: str
    language: str
    state: State
    original: str = ""
    paragraphs: tuple[int, ...] = ()
    revision: str = ""
    since: str = ""


class Outdated(msgspec.Struct, frozen=True):
    """A translation that is older than its original.

    `title` and `summary` say whether these changed; `paragraphs` are numbers, from 1.
    """

    original: str
    title: bool
    summary: bool
    paragraphs: tuple[int, ...]


def revision(record: Any, lang: str) -> str:
    """The state of a text with title, summary and body: four letters for each of its parts.

    Line breaks and spaces within a paragraph do not count.
    """
    return "".join(_mark(part) for part in _parts(record, lang))


def original_language(record: Any, languages: Sequence[str]) -> str:
    """The language of the text that others translate; "" where the record has no texts."""
    there = [lang for lang in (*languages, *sorted(record.body)) if lang in record.body]
    originals = [lang for lang in there if lang not in record.translation_of_revision]
    return next(iter(originals or there), "")


def outdated(record: Any, lang: str, languages: Sequence[str]) -> Outdated | None:
    """What changed in the original since the text in `lang` was translated; None where nothing."""
    claimed = record.translation_of_revision.get(lang)
    original = original_language(record, languages)
    if not claimed or original in ("", lang) or lang not in record.body:
        return None
    now = revision(record, original)
    if claimed == now:
        return None
    then, new = _split(claimed), _split(now)
    changed = {at for at in range(_BEFORE_BODY) if then[at : at + 1] != new[at : at + 1]}
    paragraphs = _changed(then[_BEFORE_BODY:], new[_BEFORE_BODY:])
    return Outdated(original, 0 in changed, 1 in changed, tuple(paragraphs))


def ledger(
    records: Mapping[str, Mapping[str, Any]],
    vocabularies: Mapping[str, Mapping[str, Local]],
    languages: Sequence[str],
    changes: Mapping[str, Sequence[Change]] | None = None,
) -> tuple[Entry, ...]:
    """Every gap of every record and vocabulary, in order.

    `changes` are key ("folder/id") → what git remembers of a record, the newest first.
    """
    found: list[Entry] = []
    for folder, of_folder in records.items():
        for item, record in of_folder.items():
            if record.withdrawn:
                continue
            known = (changes or {}).get(f"{folder}/{item}", ())
            if folder in MARKDOWN_TYPES:
                found += _of_item(record, languages, known)
            else:
                found += _of_record(record, languages, known)
    for name, terms in vocabularies.items():
        for term, label in terms.items():
            found += (
                Entry("vocabularies", name, term, lang, "missing")
                for lang in languages
                if lang not in label
            )
    return tuple(sorted(found))


def _of_item(record: Any, languages: Sequence[str], known: Sequence[Change]) -> Iterator[Entry]:
    """Gaps of an item with a file per language."""
    folder, item = record.key
    original = original_language(record, languages)
    for lang in languages:
        if lang not in record.title:
            yield Entry(
                folder, item, "", lang, "missing", original, revision=revision(record, original)
            )
            continue
        if record.summary and lang not in record.summary:
            yield Entry(folder, item, "summary", lang, "missing", original)
        if lang == original:
            continue
        if stale := outdated(record, lang, languages):
            numbers = (*((0,) if stale.title else ()), *((-1,) if stale.summary else ()))
            yield Entry(
                folder,
                item,
                "",
                lang,
                "outdated",
                original,
                (*numbers, *stale.paragraphs),
                revision(record, original),
                _older_since(known, ("title", "summary", "body"), lang, original),
            )
        elif lang not in record.translation_of_revision:
            since = _older_since(known, ("title", "summary", "body"), lang, original)
            state: State = "outdated" if since else "unmarked"
            yield Entry(
                folder, item, "", lang, state, original, (), revision(record, original), since
            )


def _of_record(record: Any, languages: Sequence[str], known: Sequence[Change]) -> Iterator[Entry]:
    """Gaps of a record in one file: each of its texts by language."""
    folder, item = record.key
    first = languages[0]
    for site in texts(record):
        path, text = site.path, site.by_language
        field = ".".join(map(str, path))
        for lang in languages:
            if lang not in text:
                original = next((tag for tag in languages if tag in text), min(text))
                yield Entry(folder, item, field, lang, "missing", original)
            elif lang != first and first in text and len(path) == 1:
                since = _older_since(known, (str(path[0]),), lang, first)
                if since:
                    yield Entry(folder, item, field, lang, "outdated", first, since=since)


def _older_since(changes: Sequence[Change], fields: Iterable[str], lang: str, original: str) -> str:
    """The day on which the original changed and the translation did not follow; "" for none."""
    wanted = set(fields)
    since = ""
    for change in changes:
        if change.kind != "changed":
            break
        touched = set()
        for part in change.fields:
            if part.field in wanted:
                old, new = part.old or {}, part.new or {}
                if isinstance(old, dict) and isinstance(new, dict):
                    touched |= {
                        tag for tag in old.keys() | new.keys() if old.get(tag) != new.get(tag)
                    }
        if lang in touched:
            break
        if original in touched:
            since = change.day
    return since


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a Markdown text: what stands between blank lines."""
    return [part for part in re.split(r"\n[ \t]*\n", body) if part.strip()]


def _parts(record: Any, lang: str) -> Iterator[str]:
    yield record.title.get(lang, "")
    yield (record.summary or {}).get(lang, "")
    yield from paragraphs_of(record.body.get(lang, ""))


def _mark(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    digest = blake2b(plain.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()[:_LETTERS]


def _split(text: str) -> list[str]:
    return [text[at : at + _LETTERS] for at in range(0, len(text), _LETTERS)]


def _changed(then: list[str], now: list[str]) -> Iterator[int]:
    """Numbers of paragraphs that are new or other; of deleted ones the number of what follows."""
    steps = SequenceMatcher(None, then, now, autojunk=False).get_opcodes()
    for kind, _i1, _i2, j1, j2 in steps:
        if kind != "equal":
            yield from range(j1 + 1, max(j2, min(j1 + 1, len(now))) + 1)
