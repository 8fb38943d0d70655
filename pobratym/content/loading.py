"""Source files → records, on all cores: the bytes that a cache can keep, and the problems."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from pobratym.content.findings_in_files import check_despite_errors, problems_of
from pobratym.content.reading import read_record
from pobratym.content.tree import SourceFile, read_source
from pobratym.problems import Problem
from pobratym.processes import in_processes, shares
from pobratym.registry.checks import check_record
from pobratym.registry.known import Known
from pobratym.registry.records import RECORD_TYPES

_WORTH_A_PROCESS = 400


class Loaded(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One record as it was read: MessagePack of its type, None where it is not usable."""

    key: str
    record: bytes | None
    problems: tuple[Problem, ...]


def items(sources: Iterable[SourceFile]) -> dict[str, list[SourceFile]]:
    """key ("folder/id") → the files of each record."""
    found: dict[str, list[SourceFile]] = {}
    for file in sources:
        if file.folder in RECORD_TYPES:
            found.setdefault(f"{file.folder}/{file.id}", []).append(file)
    return found


def load(
    content: Path, wanted: Sequence[tuple[str, Sequence[SourceFile]]], known: Known, jobs: int
) -> list[Loaded]:
    """Read and check the records of the wanted items, in the order of the list."""
    dealt = shares(len(wanted), jobs, _WORTH_A_PROCESS)
    # Deterministic, because the digest of a record is the digest of these bytes.
    encode = msgspec.msgpack.Encoder(order="deterministic").encode

    def work(share: Sequence[int]) -> bytes:
        return encode(
            [(index, _load_item(content, *wanted[index], known, encode)) for index in share]
        )

    found: list[tuple[int, Loaded]] = []
    for data in in_processes(dealt, work):
        found += msgspec.msgpack.decode(data, type=list[tuple[int, Loaded]])
    return [loaded for _index, loaded in sorted(found, key=lambda pair: pair[0])]


def _load_item(
    content: Path,
    key: str,
    files: Sequence[SourceFile],
    known: Known,
    encode: Callable[[object], bytes],
) -> Loaded:
    folder, item = key.split("/", 1)
    problems: list[Problem] = []
    texts: dict[str, tuple[str, bytes]] = {}
    for file in files:
        data, unreadable = read_source(content, file)
        problems += unreadable
        if data is not None:
            texts[file.lang] = (file.path, data)
    if len(texts) < len(files):
        return Loaded(key, None, tuple(problems))
    record, found = read_record(folder, item, texts)
    if record is None:
        found = check_despite_errors(folder, item, texts, known)
        return Loaded(key, None, (*problems, *found))
    findings = list(check_record(record, known))
    if findings:
        found = (*found, *problems_of(findings, lambda _folder, _item: texts, known))
    return Loaded(key, encode(record), (*problems, *found))
