"""What became of each record over time: values, made by `pobratym/history.py` from git."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from pobratym.registry.schema import fields_of

Kind = Literal["added", "changed", "removed"]

COMPLETE, SHALLOW, ABSENT = "complete", "shallow", "absent"


class FieldChange(msgspec.Struct, frozen=True, gc=False):
    """One field before and after, as plain values (JSON); None where it was left out."""

    field: str
    old: Any = None
    new: Any = None


class Change(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What one commit did to one record.

    `day` is the author's day; `note` the first line of the commit's message.  `fields` is empty
    where the record came or went, or where one of its states cannot be read today.
    """

    day: str
    commit: str
    kind: Kind
    note: str = ""
    fields: tuple[FieldChange, ...] = ()


class History(msgspec.Struct, frozen=True, gc=False):
    """First and last change of a record (days), and all changes, the newest first."""

    created: str
    modified: str
    changes: tuple[Change, ...]


class Memory(msgspec.Struct, frozen=True):
    """The histories of all records that ever were, as of a commit.

    `status` says how much is known: all of it, nothing because the clone is shallow, or nothing
    because there is no git.  `changes` are key ("folder/id") → changes, the newest first.
    """

    commit: str = ""
    status: str = ABSENT
    changes: dict[str, tuple[Change, ...]] = {}


class Histories(Mapping[str, History]):
    """key ("folder/id") → history; what is asked is noted, as the registry notes its answers."""

    def __init__(self, memory: Memory, note: Callable[[str], None]) -> None:
        self._memory = memory
        self._note = note
        self._days: dict[str, dict[str, str]] = {}

    @property
    def status(self) -> str:
        """How much is known: `COMPLETE`, `SHALLOW` or `ABSENT`."""
        return self._memory.status

    def __getitem__(self, key: str) -> History:
        self._note(f"history/{key}")
        return _history(self._memory.changes[key])

    def __contains__(self, key: object) -> bool:
        self._note(f"history/{key}")
        return key in self._memory.changes

    def get(self, key: str, default: Any = None) -> Any:
        """The history of a record, or `default`; noted either way."""
        self._note(f"history/{key}")
        changes = self._memory.changes.get(key)
        return _history(changes) if changes else default

    def __iter__(self) -> Iterator[str]:
        self._note("history")
        return iter(self._memory.changes)

    def __len__(self) -> int:
        return len(self._memory.changes)

    def modified(self, folder: str) -> Mapping[str, str]:
        """id → day of the last change, of all records of a folder.  One note."""
        self._note(f"history/{folder}")
        if not self._days:
            for key, changes in self._memory.changes.items():
                of, item = key.split("/", 1)
                days = self._days.setdefault(of, {})
                days[item] = max(change.day for change in changes)
        return self._days.get(folder, {})

    def newest(self, count: int) -> list[tuple[str, Change]]:
        """(key, change), the newest first, equal days by key; all of them for -1.  One note."""
        self._note("history")
        found = [
            (change.day, key, place, change)
            for key, changes in self._memory.changes.items()
            for place, change in enumerate(changes)
        ]
        found.sort(key=lambda one: (one[1], one[2]))
        found.sort(key=lambda one: one[0], reverse=True)
        chosen = found if count < 0 else found[:count]
        return [(key, change) for _day, key, _place, change in chosen]


def _history(changes: tuple[Change, ...]) -> History:
    days = [change.day for change in changes]
    return History(min(days), max(days), changes)


def differences(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The declared fields in which two states of a record differ, in their order."""
    before, after = _plain(old), _plain(new)
    return tuple(
        FieldChange(field.name, before.get(field.name), after.get(field.name))
        for field in fields_of(type(new))
        if before.get(field.name) != after.get(field.name)
    )


def _plain(record: Any) -> dict[str, Any]:
    return msgspec.json.decode(msgspec.json.encode(record))
