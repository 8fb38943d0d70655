"""The registry: records, the links between them, and the lists in which they are found.

Every answer is noted.  Whoever renders a page takes the notes afterwards and knows exactly what
the page was made from; `touched` says, in the same words, what a change of entries affects.  A
page whose notes meet nothing touched would come out the same, byte for byte, so it is left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from pobratym.registry.links import Entry
from pobratym.registry.records import RECORD_TYPES, Record

Made = TypeVar("Made")
Entries = Mapping[str, Mapping[str, Entry]]


class Registry:
    """Read-only answers about linked records.

    `entries` and `records` are folder → id → value; `records` may decode on access.
    `vocabularies` are name → id → label.  `notes` receives a word for everything that is read.
    """

    def __init__(
        self,
        entries: Entries,
        records: Mapping[str, Mapping[str, Any]],
        vocabularies: Mapping[str, Mapping[str, dict[str, str]]],
        home_country: str,
        programme: str | None = None,
        city_regions: Iterable[str] = (),
    ) -> None:
        self.entries = entries
        self.vocabularies = vocabularies
        self.home_country = home_country
        self.programme = programme
        self.city_regions = frozenset(city_regions)
        self.notes: set[str] = set()
        self._made: dict[tuple[Any, ...], tuple[Any, frozenset[str]]] = {}
        self._records = records
        self._cards: dict[str, Any] = {}
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._backlinks: dict[str, tuple[str, ...]] | None = None
        self._lists: dict[str, tuple[str, ...]] | None = None
        self._newest_first: dict[str, tuple[str, ...]] = {}
        self._facets: dict[str, dict[str, dict[str, int]]] = {}

    def has(self, folder: str, item: str) -> bool:
        """Whether there is such a record.  Not noted: references are checked before pages."""
        return item in self.entries.get(folder, {})

    def record(self, folder: str, item: str) -> Any:
        """The whole record; KeyError when there is none."""
        self.notes.add(f"{folder}/{item}")
        return self._records[folder][item]

    def card(self, folder: str, item: str) -> Any:
        """What other pages show of a record: the fields of `CARD_FIELDS`, the rest empty."""
        key = f"{folder}/{item}"
        self.notes.add(key + "#card")
        card = self._cards.get(key)
        if card is None:
            card = _decoder(folder)(self.entries[folder][item].card)
            self._cards[key] = card
        return card

    def all(self, folder: str) -> Iterator[Any]:
        """Every whole record of a folder, by id, for files that hold them all.  One note."""
        self.notes.add(folder + "/*")
        records = self._records.get(folder, {})
        for item in sorted(self.entries.get(folder, {})):
            yield records[item]

    def cards(self, folder: str) -> Iterator[Any]:
        """The cards of a folder by id, for files that name them all.  One note."""
        self.notes.add(folder + "?names")
        decode = _decoder(folder)
        for _item, entry in sorted(self.entries.get(folder, {}).items()):
            card = self._cards.get(entry.key)
            if card is None:
                card = self._cards[entry.key] = decode(entry.card)
            yield card

    def dated(self, folder: str) -> tuple[tuple[str, str], ...]:
        """(id, date) of every record of a folder, newest first; noted like `ids`."""
        entries = self.entries.get(folder, {})
        return tuple((item, entries[item].date) for item in self.ids(folder))

    def ids(self, folder: str) -> tuple[str, ...]:
        """All ids of a folder, newest first, undated last, then by id."""
        self.notes.add(folder + "?")
        return self._ordered(folder)

    def listed(self, folder: str, facet: str, value: str) -> tuple[str, ...]:
        """The ids under one value of a facet, newest first."""
        self.notes.add(f"{folder}?{facet}={value}")
        if self._lists is None:
            self._lists = self._collect_lists()
        return self._lists.get(f"{folder}?{facet}={value}", ())

    def facet(self, folder: str, facet: str) -> dict[str, int]:
        """value → number of records, values in code order."""
        self.notes.add(f"{folder}?{facet}")
        if folder not in self._facets:
            self._facets[folder] = self._count_facets(folder)
        return self._facets[folder].get(facet, {})

    def backlinks(self, folder: str, item: str, of: str) -> tuple[str, ...]:
        """Ids of the records of folder `of` that refer to this one, newest first."""
        self.notes.add(f"{folder}/{item}<{of}")
        if self._backlinks is None:
            self._backlinks = self._collect_backlinks()
        return self._backlinks.get(f"{folder}/{item}<{of}", ())

    def facet_values(self, folder: str, item: str, facet: str) -> tuple[str, ...]:
        """The values of one facet of one record."""
        key = f"{folder}/{item}"
        self.notes.add(key + "#facets")
        known = self._values.get(key)
        if known is None:
            found: dict[str, list[str]] = {}
            for name, value in self.entries[folder][item].facets:
                found.setdefault(name, []).append(value)
            known = self._values[key] = {name: tuple(values) for name, values in found.items()}
        return known.get(facet, ())

    def date(self, folder: str, item: str) -> str:
        """The date that orders the record; "" when none is known."""
        self.notes.add(f"{folder}/{item}#card")
        return self.entries[folder][item].date

    def term(self, vocabulary: str, item: str) -> dict[str, str]:
        """The label of a term; its id where the vocabulary does not hold it."""
        self.notes.add(f"vocabularies/{vocabulary}#{item}")
        return self.vocabularies.get(vocabulary, {}).get(item) or {"und": item}

    def terms(self, vocabulary: str) -> Mapping[str, dict[str, str]]:
        """The whole vocabulary, in the order of its file."""
        self.notes.add(f"vocabularies/{vocabulary}")
        return self.vocabularies.get(vocabulary, {})

    def remembered(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """`make()`, once per key; what was read to make it is noted again on every use."""
        known = self._made.get(key)
        if known is None:
            before, self.notes = self.notes, set()
            try:
                known = self._made[key] = (make(), frozenset(self.notes))
            finally:
                self.notes = before
        self.notes |= known[1]
        return known[0]

    def take_notes(self) -> frozenset[str]:
        """What was read since the last call."""
        taken = frozenset(self.notes)
        self.notes.clear()
        return taken

    def _ordered(self, folder: str) -> tuple[str, ...]:
        if folder not in self._newest_first:
            self._newest_first[folder] = newest_first(self.entries.get(folder, {}).values())
        return self._newest_first[folder]

    def _collect_lists(self) -> dict[str, tuple[str, ...]]:
        lists: dict[str, list[str]] = {}
        for folder, entries in self.entries.items():
            for item in self._ordered(folder):
                for facet, value in entries[item].facets:
                    lists.setdefault(f"{folder}?{facet}={value}", []).append(item)
        return {name: tuple(items) for name, items in lists.items()}

    def _count_facets(self, folder: str) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for entry in self.entries.get(folder, {}).values():
            for facet, value in entry.facets:
                of_facet = counts.setdefault(facet, {})
                of_facet[value] = of_facet.get(value, 0) + 1
        return {facet: dict(sorted(values.items())) for facet, values in counts.items()}

    def _collect_backlinks(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for folder, entries in self.entries.items():
            for item in self._ordered(folder):
                for ref in entries[item].refs:
                    found.setdefault(f"{ref}<{folder}", []).append(item)
        return {name: tuple(items) for name, items in found.items()}


def newest_first(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Ids by date, newest first, undated last; equal dates by id."""
    by_id = sorted(entries, key=lambda entry: entry.id)
    return tuple(entry.id for entry in sorted(by_id, key=lambda entry: entry.date, reverse=True))


def touched(old: Entry | None, new: Entry | None) -> Iterator[str]:
    """The notes that a change of one entry makes stale; nothing when nothing changed."""
    entry = new or old
    if entry is None or old == new:
        return
    key, folder = entry.key, entry.folder
    yield folder + "/*"
    come_or_gone = old is None or new is None
    if come_or_gone or old.digest != new.digest:
        yield key
    if come_or_gone or old.facets != new.facets:
        yield key + "#facets"
    card_changed = come_or_gone or old.card != new.card or old.date != new.date
    moved = come_or_gone or old.date != new.date
    if card_changed:
        yield key + "#card"
        # Lists sorted by name read the names of all their members.
        yield folder + "?names"
    if moved:
        yield folder + "?"
    old_refs, new_refs = set(old.refs if old else ()), set(new.refs if new else ())
    for ref in old_refs | new_refs if moved else old_refs ^ new_refs:
        yield f"{ref}<{folder}"
    old_facets, new_facets = set(old.facets if old else ()), set(new.facets if new else ())
    for facet, value in old_facets | new_facets if moved else old_facets ^ new_facets:
        yield f"{folder}?{facet}={value}"
    for facet in {facet for facet, _ in old_facets ^ new_facets}:
        yield f"{folder}?{facet}"


def _decoder(folder: str) -> Any:
    if folder not in _DECODERS:
        _DECODERS[folder] = msgspec.msgpack.Decoder(RECORD_TYPES[folder]).decode
    return _DECODERS[folder]


_DECODERS: dict[str, Any] = {}


def decode_record(folder: str, data: bytes) -> Record:
    """A record from its MessagePack form."""
    return _decoder(folder)(data)
