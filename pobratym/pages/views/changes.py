"""What changed in the registry, in words: of one record, and of all of them by day."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.field_labels import FIELD_LABELS
from pobratym.pages.labels import SECTION_LABELS, STAGE_LABELS
from pobratym.pages.views.common import head
from pobratym.registry.memory import ABSENT, SHALLOW, Change, FieldChange
from pobratym.registry.records import RECORD_TYPES, Source
from pobratym.registry.schema import (
    Choice,
    Country,
    Field,
    FullDate,
    Group,
    Kind,
    LocalText,
    Many,
    PartialDate,
    Ref,
    Region,
    Term,
    fields_of,
)

SHOWN = 200
"""Changes on the page; all of them stand in `/data/changes.jsonl`."""

# More records that came or went with one commit are told in one sentence.
_TOGETHER = 8
# What only editors have to do with.
_SILENT = ("translation_of_revision", "aliases", "draft", "publish_from", "menu")
_LONGEST = 120


class ChangedRecord(shapes.Shape):
    """A record that changed on a day; `link` has no address where the record is gone, and leads
    to the list where many changed at once."""

    link: shapes.Link
    label: str
    sentences: tuple[str, ...]
    commit: str = ""
    url: str = ""


class ChangedDay(shapes.Shape):
    day: shapes.Day
    records: tuple[ChangedRecord, ...]


class ChangesView(shapes.View, kw_only=True):
    """`note` says why nothing is known, where nothing is."""

    title: shapes.Phrase
    lead: str
    note: str = ""
    days: tuple[ChangedDay, ...] = ()
    feed: shapes.Link
    downloads: tuple[shapes.Link, ...] = ()


def changes(edition: Edition) -> ChangesView:
    """All changes by day, the newest first."""
    _ = edition._
    title = _(SECTION_LABELS["changes"])
    lead = _("What changed in the registry, day by day, the newest first.")
    feed = shapes.Link(title, f"{edition.root}/changes/feed.xml")
    downloads: tuple[shapes.Link, ...] = ()
    if edition.config.features.data:
        all_changes = shapes.Link(
            _("All changes as JSON Lines"), f"{edition.base}/data/changes.jsonl"
        )
        downloads = (all_changes,)
    return ChangesView(
        head=head(
            edition,
            "changes",
            urls.list_url(edition.root, "changes"),
            title,
            section="changes",
            description=lead,
            feeds=(feed,),
        ),
        title=shapes.Phrase(title),
        lead=lead,
        note=unknown_note(edition),
        days=tuple(changed_days(edition)),
        feed=feed,
        downloads=downloads,
    )


def unknown_note(edition: Edition) -> str:
    """Why nothing is said of the past; "" where something is known."""
    status = edition.histories.status
    if status == SHALLOW:
        return edition._(
            "This copy of the site was built without the whole history, so none is shown."
        )
    if status == ABSENT:
        return edition._("This copy of the site was built without its history.")
    return ""


def record_changes(edition: Edition, folder: str, item: str) -> tuple[shapes.Change, ...]:
    """The history of one record in words, the newest first."""
    history = edition.histories.get(f"{folder}/{item}")
    if history is None:
        return ()
    told = []
    for change in history.changes:
        if spoken := tuple(sentences(edition, folder, change)):
            commit, url = _commit(edition, change)
            told.append(shapes.Change(edition.day(change.day), spoken, commit, url))
    return tuple(told)


def changed_days(edition: Edition, count: int = SHOWN) -> Iterator[ChangedDay]:
    """The newest changes by day."""
    newest = edition.histories.newest(count)
    for day, found in groupby(newest, lambda pair: pair[1].day):
        records = tuple(_of_day(edition, list(found)))
        if records:
            yield ChangedDay(edition.day(day), records)


def _of_day(edition: Edition, found: list[tuple[str, Change]]) -> Iterator[ChangedRecord]:
    crowds: dict[tuple[str, str, str], int] = {}
    for key, change in found:
        if change.kind != "changed":
            crowd = (key.split("/", 1)[0], change.commit, change.kind)
            crowds[crowd] = crowds.get(crowd, 0) + 1
    told: set[tuple[str, str, str]] = set()
    for key, change in found:
        folder, item = key.split("/", 1)
        crowd = (folder, change.commit, change.kind)
        if crowds.get(crowd, 0) > _TOGETHER:
            if crowd not in told:
                told.add(crowd)
                yield _crowd(edition, folder, change, crowds[crowd])
            continue
        spoken = tuple(sentences(edition, folder, change))
        if spoken:
            commit, url = _commit(edition, change)
            link = _record_link(edition, folder, item)
            yield ChangedRecord(link, _label(edition, folder), spoken, commit, url)


def _crowd(edition: Edition, folder: str, change: Change, count: int) -> ChangedRecord:
    n = edition.ngettext
    words = (
        n("%(number)s record added", "%(number)s records added", count)
        if change.kind == "added"
        else n("%(number)s record removed", "%(number)s records removed", count)
    )
    commit, url = _commit(edition, change)
    label = _label(edition, folder)
    address = urls.list_url(edition.root, folder) if folder in SECTION_LABELS else ""
    sentence = words % {"number": edition.number(count)}
    return ChangedRecord(shapes.Link(label, address), label, (sentence,), commit, url)


def _record_link(edition: Edition, folder: str, item: str) -> shapes.Link:
    if edition.registry.has(folder, item):
        return edition.link(folder, item)
    return shapes.Link(item, "")


def _label(edition: Edition, folder: str) -> str:
    return edition._(SECTION_LABELS[folder]) if folder in SECTION_LABELS else edition._("Pages")


def _commit(edition: Edition, change: Change) -> tuple[str, str]:
    repository = edition.config.repository
    if not repository:
        return "", ""
    return change.commit[:7], f"{repository.rstrip('/')}/commit/{change.commit}"


def sentences(edition: Edition, folder: str, change: Change) -> Iterator[str]:
    """What a change did, a sentence per field: «Стан: у переговорах → підписано»."""
    _ = edition._
    if change.kind == "added":
        yield _("Record added.")
    elif change.kind == "removed":
        yield _("Record removed.")
    elif not change.fields:
        yield _("Record changed.")
    else:
        declared = {field.name: field for field in fields_of(RECORD_TYPES[folder])}
        for found in change.fields:
            if found.field in declared and found.field not in _SILENT:
                yield _sentence(edition, declared[found.field], found)


def _sentence(edition: Edition, field: Field, found: FieldChange) -> str:
    _ = edition._
    label = _(FIELD_LABELS[field.name]) if field.name in FIELD_LABELS else field.name
    words = _words_for(edition, field.kind)
    if words is None:
        return _("%(field)s: changed") % {"field": label}
    if isinstance(field.kind, Many):
        return _list_sentence(edition, label, words, found)
    old = words(found.old) if found.old is not None else ""
    new = words(found.new) if found.new is not None else ""
    if old == new or len(old) + len(new) > _LONGEST:
        return _("%(field)s: text changed") % {"field": label}
    if not old:
        return _("%(field)s: added %(values)s") % {"field": label, "values": new}
    if not new:
        return _("%(field)s: removed %(values)s") % {"field": label, "values": old}
    return _("%(field)s: %(old)s → %(new)s") % {"field": label, "old": old, "new": new}


def _list_sentence(
    edition: Edition, label: str, words: Callable[[Any], str], found: FieldChange
) -> str:
    _ = edition._
    before, after = found.old or [], found.new or []
    added = [words(value) for value in after if value not in before]
    gone = [words(value) for value in before if value not in after]
    parts = []
    if added:
        parts.append(
            _("%(field)s: added %(values)s")
            % {"field": label, "values": edition.formats.list(added)}
        )
    if gone:
        parts.append(
            _("%(field)s: removed %(values)s")
            % {"field": label, "values": edition.formats.list(gone)}
        )
    return "; ".join(parts) or _("%(field)s: changed") % {"field": label}


def _words_for(edition: Edition, kind: Kind) -> Callable[[Any], str] | None:
    """How to say one value of a kind; None where a value has no short name."""
    match kind:
        case Many(item):
            return _words_for(edition, item)
        case LocalText():
            return lambda text: edition.plain(text)
        case PartialDate() | FullDate():
            return edition.formats.date
        case Group(struct) if struct is Source:
            return _source
        case Ref(folder):
            return lambda item: _record_link(edition, folder, item).text
        case Term(vocabulary):
            return lambda item: edition.term(vocabulary, item)
        case Country():
            return edition.country_name
        case Region():
            return lambda code: edition.region(code).text
        case Choice():
            return lambda word: _choice(edition, word)
    return _plain if type(kind).__name__ in _PLAIN else None


_PLAIN = ("Text", "Whole", "Decimal", "Url", "Identifier", "FileName", "LanguageTag")


def _source(source: dict[str, str]) -> str:
    """Who says it, or where it stands."""
    host = urlsplit(source["url"]).hostname or ""
    return source.get("publisher") or host.removeprefix("www.")


def _plain(value: Any) -> str:
    return str(value)


def _choice(edition: Edition, word: str) -> str:
    from pobratym.pages.labels import CERTAINTY_LABELS, STATUS_LABELS

    labels = STATUS_LABELS | CERTAINTY_LABELS | STAGE_LABELS
    return edition._(labels[word]) if word in labels else word
