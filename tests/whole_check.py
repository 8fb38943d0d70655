"""Everything that is wrong with a content folder, found without a cache."""

from collections.abc import Mapping
from pathlib import Path

from pobratym.content.attachments import check_attachment, head_size
from pobratym.content.findings_in_files import check_despite_errors, problems_of
from pobratym.content.glossary import read_glossary
from pobratym.content.reading import Text, read_record, read_vocabulary
from pobratym.content.tree import FILES, SourceFile, read_source, scan
from pobratym.problems import Problem, in_order
from pobratym.registry.checks import check_record, check_registry
from pobratym.registry.known import Known, counted_figures
from pobratym.registry.records import RECORD_TYPES, Record

Items = dict[tuple[str, str], dict[str, Text]]


def check_content(
    content: Path, *, as_of: str = "2025-12-31", languages: tuple[str, ...] = ("uk", "en")
) -> tuple[Problem, ...]:
    sources, found = scan(content)
    problems = list(found)
    items: Items = {}
    for file in sources:
        if file.folder in RECORD_TYPES:
            data, unreadable = read_source(content, file)
            problems += unreadable
            if data is not None:
                items.setdefault((file.folder, file.id), {})[file.lang] = file.path, data
        elif file.folder == FILES:
            with open(content / file.path, "rb") as stream:
                problems += check_attachment(file.path, stream.read(head_size(file.path)))
    records, broken = _read(items, problems)
    known = _known(content, sources, records, languages, problems)
    findings = [
        finding
        for by_id in records.values()
        for record in by_id.values()
        for finding in check_record(record, known)
    ]
    findings += check_registry(records, as_of=as_of, languages=languages)
    problems += problems_of(findings, lambda folder, item: items[folder, item], known)
    for folder, item in broken:
        problems += check_despite_errors(folder, item, items[folder, item], known)
    return in_order(problems)


def _read(
    items: Items, problems: list[Problem]
) -> tuple[dict[str, dict[str, Record]], list[tuple[str, str]]]:
    records: dict[str, dict[str, Record]] = {}
    broken: list[tuple[str, str]] = []
    for (folder, item), files in items.items():
        record, found = read_record(folder, item, files)
        problems += found
        if record is None:
            broken.append((folder, item))
        else:
            records.setdefault(folder, {})[item] = record
    return records, broken


def _known(
    content: Path,
    sources: tuple[SourceFile, ...],
    records: Mapping[str, Mapping[str, Record]],
    languages: tuple[str, ...],
    problems: list[Problem],
) -> Known:
    terms: dict[str, frozenset[str]] = {}
    glossary = {}
    ids: dict[str, set[str]] = {}
    for file in sources:
        if file.folder in RECORD_TYPES:
            ids.setdefault(file.folder, set()).add(file.id)
        if file.folder not in ("vocabularies", "glossary"):
            continue
        data, unreadable = read_source(content, file)
        problems += unreadable
        if data is None:
            continue
        if file.folder == "glossary":
            entries, found = read_glossary(file.path, data)
            glossary = entries or {}
        else:
            labels, found = read_vocabulary(file.path, data)
            if labels is not None:
                terms[file.id] = frozenset(labels)
        problems += found
    return Known(
        ids={folder: frozenset(found) for folder, found in ids.items()},
        terms=terms,
        files=frozenset(file.path for file in sources if file.folder == FILES),
        languages=languages,
        glossary=glossary,
        figures=counted_figures(records.get("figures", {}).values()),
    )
