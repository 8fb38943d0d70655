"""`translations`: what lacks a language, and what is older than its original."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from pobratym.commands.desk import languages_of, open_desk
from pobratym.console import Console
from pobratym.content.files_of_records import with_revision
from pobratym.content.library import Library
from pobratym.content.writing import Change, write_changes
from pobratym.history import remember
from pobratym.pipeline import Options
from pobratym.registry.records import MARKDOWN_TYPES
from pobratym.registry.translations import Entry, ledger, original_language, revision


def run(chosen: Namespace, console: Console, options: Options) -> int:
    """Print the ledger; with --mark, note in translations that they are up to date."""
    opened = open_desk(console, options)
    if opened is None:
        return 2
    config, library = opened
    languages = languages_of(config)
    if chosen.mark:
        return _mark(chosen.mark, console, options, library)
    memory = remember(options.content, options.cache)
    entries = ledger(library.records, library.vocabularies, languages, memory.changes)
    if chosen.format == "json":
        console.say(json.dumps({"translations": _described(entries)}, ensure_ascii=False, indent=2))
        return 0
    _tell(entries, console)
    return 0


def _described(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(entry) for entry in entries]


def _tell(entries: Sequence[Entry], console: Console) -> None:
    translate = console.translate
    words = {
        "missing": translate("missing"),
        "outdated": translate("older than the original"),
        "unmarked": translate("not marked"),
    }
    rows = [(translate("record"), translate("text"), translate("language"), translate("state"), "")]
    rows += (
        (
            f"{entry.folder}/{entry.id}",
            entry.field or translate("whole text"),
            entry.language,
            words[entry.state],
            _details(entry, translate),
        )
        for entry in entries
    )
    if len(rows) > 1:
        widths = [max(len(row[place]) for row in rows) for place in range(4)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            console.say("  ".join((*cells, row[4])).rstrip())
        console.say("")
    counts = {state: sum(entry.state == state for entry in entries) for state in words}
    parts = (
        console.plural("{n} text missing", "{n} texts missing", counts["missing"]),
        console.plural("{n} outdated", "{n} outdated", counts["outdated"]),
        console.plural("{n} not marked", "{n} not marked", counts["unmarked"]),
    )
    filled = (part.format(n=count) for part, count in zip(parts, counts.values(), strict=True))
    console.say(", ".join(filled) + ".")
    if counts["outdated"] or counts["unmarked"]:
        console.say(
            translate(
                "When a translation says what its original says: "
                "python build.py translations --mark news/ID/LANGUAGE"
            )
        )


def _details(entry: Entry, translate: Any) -> str:
    parts = []
    names = {0: translate("the title"), -1: translate("the summary")}
    named = [names[one] for one in entry.paragraphs if one in names]
    numbers = [str(one) for one in entry.paragraphs if one > 0]
    if numbers:
        named.append(translate("paragraphs {numbers}").format(numbers=", ".join(numbers)))
    if named:
        parts.append(translate("changed: {parts}").format(parts=", ".join(named)))
    if entry.since:
        parts.append(translate("since {day}").format(day=entry.since))
    return "; ".join(parts)


def _mark(wanted: Sequence[str], console: Console, options: Options, library: Library) -> int:
    changes: list[Change] = []
    for name in wanted:
        folder, _, rest = name.removeprefix("content/").partition("/")
        item, _, lang = rest.removesuffix(".md").replace("index.", "").partition("/")
        record: Any = library.records.get(folder, {}).get(item)
        if folder not in MARKDOWN_TYPES or record is None:
            text = console.translate("There is no text “{name}”. Write it as news/ID/LANGUAGE.")
            console.fault(text.format(name=name))
            return 2
        files = library.files_of(folder, item)
        changes += _marked(record, lang, files, library.known.languages)
    write_changes(options.content, changes)
    for change in changes:
        console.say(console.translate("Written: {path}").format(path=options.content / change.path))
    return 0


def _marked(
    record: Any, lang: str, files: Mapping[str, tuple[str, bytes]], languages: Sequence[str]
) -> list[Change]:
    """One translation of an item, or all of them where no language is named."""
    original = original_language(record, languages)
    found = []
    for tag in [lang] if lang else sorted(files):
        if tag != original and tag in files:
            path, data = files[tag]
            after = with_revision(path, data, revision(record, original))
            if after != data:
                found.append(Change(path, data, after))
    return found
