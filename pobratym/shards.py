"""A site too large for one machine: parts that are built apart and put together.

Every machine plans the whole site from the same content and makes its share of the pages.  A part
carries a label that says of what site it is which part; `merge` takes a complete set of parts of
one site and publishes their union, byte for byte what one build would have published.
"""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from pobratym.outputs.build_record import (
    LISTING,
    RECORD,
    BuildRecord,
    DamagedRecord,
    read_record,
    sealed,
)
from pobratym.pages.page import Page
from pobratym.registry.links import Entry

LABEL = "shard.json"
LABEL_URL = f"/{LABEL}"
_STRIDE = 16


class Label(msgspec.Struct, frozen=True):
    """Part `part` of `parts` of the site with the digest `site` (of content, configuration,
    templates and code)."""

    part: int
    parts: int
    site: str


class ShardError(Exception):
    """Parts that do not make a site; the text says which and what to do."""


def share_of(plan: Sequence[Page], shard: tuple[int, int]) -> tuple[Page, ...]:
    """The pages of part I of N (from 1): neighbours stay together, because they show the same."""
    part, parts = shard
    return tuple(page for place, page in enumerate(plan) if place // _STRIDE % parts == part - 1)


def label(shard: tuple[int, int], marks: Sequence[bytes], entries: Sequence[Entry]) -> bytes:
    """The file that says what a part is a part of."""
    digest = blake2b(digest_size=16)
    for mark in (*marks, *(entry.digest for entry in entries)):
        digest.update(mark)
    return msgspec.json.encode(Label(*shard, digest.hexdigest())) + b"\n"


def merge(parts: Sequence[Path], output: Path) -> Any:
    """Publish the union of a complete set of parts.  Raises `ShardError`, `PublishingError`."""
    from pobratym.publishing import publication

    _check(parts)
    with publication(output, parts) as pub:
        files: dict[str, bytes] = {}
        for part in parts:
            for path in sorted(path for path in part.rglob("*") if path.is_file()):
                name = path.relative_to(part).as_posix()
                if name in (LABEL, RECORD, LISTING):
                    continue
                if name in files:
                    raise ShardError(f"{name} stands in two parts: were they built with one code?")
                files[name] = pub.write(name, path.read_bytes())
        seal = sealed(_record_of(parts), files)
        files |= {name: pub.write(name, data) for name, data in seal.items()}
        return pub.commit(files)


def _record_of(parts: Sequence[Path]) -> BuildRecord:
    """What all parts say that they were built from."""
    try:
        found = [read_record((part / RECORD).read_bytes()) for part in parts]
    except (OSError, DamagedRecord) as error:
        raise ShardError(f"A part lacks its {RECORD}: build it again.") from error
    whole = {msgspec.structs.replace(record, files=0, digest="") for record in found}
    if len(whole) > 1:
        raise ShardError("The parts were built from different commits or with different options.")
    return whole.pop()


def _check(parts: Sequence[Path]) -> None:
    labels: dict[Path, Label] = {}
    for part in parts:
        try:
            labels[part] = msgspec.json.decode((part / LABEL).read_bytes(), type=Label)
        except (OSError, msgspec.DecodeError) as error:
            raise ShardError(
                f"{part} is not a part of a site: build it with --shard I/N --output {part}."
            ) from error
    found = list(labels.values())
    if len({(one.site, one.parts) for one in found}) > 1:
        raise ShardError(
            "The parts are of different sites: build all of them from one commit, with one "
            "configuration and one number of parts."
        )
    numbers = [one.part for one in found]
    missing = sorted(set(range(1, found[0].parts + 1)) - set(numbers)) if found else []
    if missing or len(set(numbers)) < len(numbers):
        absent = ", ".join(f"{number}/{found[0].parts}" for number in missing) or "none"
        raise ShardError(f"A site needs each part once; missing: {absent}.")
