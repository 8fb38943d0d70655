"""A whole content folder read at once, without a cache: what writing into it has to know."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from pobratym.content.glossary import Glossary, read_glossary
from pobratym.content.loading import items
from pobratym.content.reading import Text, read_record, read_vocabulary
from pobratym.content.tree import FILES, GLOSSARY, SourceFile, read_source, scan
from pobratym.problems import Problem, in_order
from pobratym.registry.known import Known, counted_figures
from pobratym.registry.records import RECORD_TYPES, Local, Record


class Library(msgspec.Struct, frozen=True):
    """Records by folder and id, the files of every item by key, and what records are held against.

    A record with errors has files but no entry in `records`; its problems are in `problems`.
    """

    records: Mapping[str, Mapping[str, Record]]
    files: Mapping[str, Mapping[str, Text]]
    vocabularies: Mapping[str, Mapping[str, Local]]
    known: Known
    problems: tuple[Problem, ...]

    def files_of(self, folder: str, item: str) -> Mapping[str, Text]:
        """language → (path, bytes) of an item; empty where there is none."""
        return self.files.get(f"{folder}/{item}", {})


def open_library(
    content: Path, languages: tuple[str, ...], *, with_records: bool = True
) -> Library:
    """Read everything below `content`; a folder that does not exist is an empty one.

    Without records only names and vocabularies are read: which ids and terms there are.
    """
    sources, problems = scan(content) if content.is_dir() else ((), ())
    found: list[Problem] = list(problems)
    vocabularies: dict[str, dict[str, Local]] = {}
    glossary: Glossary = {}
    for file in sources:
        if file.folder not in ("vocabularies", GLOSSARY):
            continue
        data, unreadable = read_source(content, file)
        found += unreadable
        if data is None:
            continue
        if file.folder == GLOSSARY:
            words, wrong = read_glossary(file.path, data)
            glossary = words or {}
        else:
            terms, wrong = read_vocabulary(file.path, data)
            if terms is not None:
                vocabularies[file.id] = terms
        found += wrong
    files: dict[str, dict[str, Text]] = {}
    records: dict[str, dict[str, Any]] = {folder: {} for folder in RECORD_TYPES}
    for key, parts in items(sources).items():
        folder, item = key.split("/", 1)
        files[key] = _texts(content, parts, found) if with_records else {}
        if not with_records:
            continue
        if len(files[key]) == len(parts):
            record, wrong = read_record(folder, item, files[key])
            found += wrong
            if record is not None:
                records[folder][item] = record
    ids: dict[str, set[str]] = {folder: set() for folder in RECORD_TYPES}
    for key in files:
        folder, item = key.split("/", 1)
        ids[folder].add(item)
    known = Known(
        ids={folder: frozenset(items) for folder, items in ids.items()},
        terms={name: frozenset(terms) for name, terms in vocabularies.items()},
        files=frozenset(file.path for file in sources if file.folder == FILES),
        languages=languages,
        glossary=glossary,
        figures=counted_figures(records["figures"].values()),
    )
    return Library(records, files, vocabularies, known, in_order(found))


def _texts(
    content: Path, parts: list[SourceFile], found: list[Problem]
) -> dict[str, tuple[str, bytes]]:
    texts = {}
    for file in parts:
        data, unreadable = read_source(content, file)
        found += unreadable
        if data is not None:
            texts[file.lang] = (file.path, data)
    return texts
