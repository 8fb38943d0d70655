"""What was built from what: `/build.json`, and every file's digest: `/build-manifest.txt`.

The list is what `b2sum --check` reads; `digest` in the record is the SHA-256 of the list, so that
one value stands for the whole site.  Neither names itself or the other.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

RECORD = "build.json"
LISTING = "build-manifest.txt"

_LINE = re.compile(r"([0-9a-f]{32})  ([^\n\\]+)")


class Origin(msgspec.Struct, frozen=True):
    """The commit that was checked out, and whether what is built from was as it says; None
    where there is no git."""

    commit: str | None = None
    clean: bool | None = None


class BuildRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What must be known to build the same site again, and to tell whether a copy is that site.

    `digest` is `sha256:` and 64 hexadecimal digits; `files` counts what the list names.
    """

    generator: str
    version: str
    commit: str | None
    clean: bool | None
    base_url: str
    drafts: bool = False
    search: bool = True
    preview: bool = False
    files: int = 0
    digest: str = ""
    manifest: str = LISTING


class DamagedRecord(ValueError):
    """Not a record or a list that this program writes."""


def sealed(record: BuildRecord, digests: Mapping[str, bytes]) -> dict[str, bytes]:
    """The two files over all others (path → 16 bytes of BLAKE2b); `files` and `digest` are set."""
    lines = [
        f"{digests[path].hex()}  {path}\n"
        for path in sorted(digests)
        if path not in (RECORD, LISTING)
    ]
    listing = "".join(lines).encode()
    record = msgspec.structs.replace(record, files=len(lines), digest=digest_of_listing(listing))
    data = msgspec.json.format(msgspec.json.encode(record), indent=2)
    return {LISTING: listing, RECORD: data + b"\n"}


def digest_of_listing(listing: bytes) -> str:
    return f"sha256:{sha256(listing).hexdigest()}"


def read_record(data: bytes) -> BuildRecord:
    """The record of these bytes.  Raises `DamagedRecord`."""
    try:
        found: Any = msgspec.json.decode(data, type=BuildRecord)
    except msgspec.DecodeError as error:
        raise DamagedRecord(str(error)) from error
    return found


def read_listing(data: bytes) -> dict[str, bytes]:
    """Path → digest.  Raises `DamagedRecord`; paths are as they stand, whoever wrote them."""
    try:
        lines = data.decode().splitlines()
    except UnicodeDecodeError as error:
        raise DamagedRecord(str(error)) from error
    found: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in found:
            raise DamagedRecord(f"{LISTING}:{number}: not a digest and a path of its own")
        found[match[2]] = bytes.fromhex(match[1])
    return found
