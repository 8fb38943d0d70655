"""What a check found, named by record and field; the place in the file is looked up later."""

from typing import Any

import msgspec

FieldPath = tuple[str | int, ...]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A rule broken by one record.

    `path` leads to the value as names of fields, numbers of items (from 0) and languages; `text`
    is the part of a long value that is meant.  `values` fill the sentences of the rule.
    """

    folder: str
    id: str
    path: FieldPath
    code: str
    values: tuple[tuple[str, str], ...] = ()
    text: str = ""
    among: str = ""
    """Where near misses are looked for: a folder, "files" or "vocabularies/NAME"."""


def finding(
    record: Any, path: FieldPath, code: str, among: str = "", *, text: str = "", **values: object
) -> Finding:
    """A finding in a record; `among` is where near misses are looked for."""
    return Finding(
        record.folder,
        record.id,
        path,
        code,
        tuple(sorted((name, str(value)) for name, value in values.items())),
        text,
        among,
    )
