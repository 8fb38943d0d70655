"""`import FILE`: spreadsheets into records, saved pages into drafts."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from pobratym.commands.desk import country_names, language_names, open_desk
from pobratym.commands.new import folder_of, refuse_type
from pobratym.console import Console
from pobratym.content.saved_pages import import_page
from pobratym.content.spreadsheets import Import, import_rows
from pobratym.content.writing import write_changes
from pobratym.pipeline import Options
from pobratym.problems import has_errors

_PAGES = (".txt", ".html", ".htm", ".md")


def run(chosen: Namespace, console: Console, options: Options) -> int:
    """Import a file, or with --dry-run show what would change; 1 where a cell is wrong."""
    path: Path = chosen.file
    is_page = path.suffix.casefold() in _PAGES
    folder = folder_of(chosen.type) if chosen.type else "news" if is_page else None
    if chosen.type and folder is None:
        refuse_type(console, chosen.type)
        return 2
    if folder is None:
        console.fault(
            console.translate("Say what the rows are: --as partnerships, --as institutions, …")
        )
        return 2
    try:
        data = path.read_bytes()
    except OSError as error:
        console.fault(f"{path}: {error.strerror}")
        return 2
    opened = open_desk(console, options)
    if opened is None:
        return 2
    config, library = opened
    if is_page:
        found = import_page(path.name, data, library, console.translate)
    else:
        found = import_rows(
            path.name,
            data,
            folder,
            library,
            language_names=language_names(config),
            countries=country_names(config),
            as_of=options.now[:10],
        )
    console.problems(found.problems, options.content, chosen.format)
    if has_errors(found.problems):
        if chosen.format == "text":
            console.summary(found.problems)
            console.say(console.translate("Nothing was imported; the content is as it was."))
        return 1
    if chosen.dry_run:
        for line in difference(found, options.content):
            console.say(line)
    elif left := write_changes(options.content, found.changes):
        _tell_left_alone(console, left)
        return 1
    if chosen.format == "text":
        _tell(console, found, chosen.dry_run)
    return 0


def difference(found: Import, content: Path) -> Iterator[str]:
    """The changes as a unified diff that `patch` understands."""
    from difflib import unified_diff

    for change in found.changes:
        path = (content / change.path).as_posix()
        before = _lines(change.before or b"")
        name = path if change.before is not None else os.devnull
        for line in unified_diff(before, _lines(change.after), name, path):
            yield line.removesuffix("\n")


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)


def _tell(console: Console, found: Import, is_trial: bool) -> None:
    counts = (
        console.plural("{n} new record", "{n} new records", len(found.added)).format(
            n=len(found.added)
        ),
        console.plural("{n} changed", "{n} changed", len(found.updated)).format(
            n=len(found.updated)
        ),
        console.plural("{n} unchanged", "{n} unchanged", len(found.unchanged)).format(
            n=len(found.unchanged)
        ),
    )
    console.say(", ".join(counts) + ".")
    if is_trial:
        console.say(console.translate("This was a trial: nothing was written."))
    elif found.changes:
        console.say(console.translate("Look at the changes, then run: python build.py check"))


def tell_finished(console: Console, content: Path) -> None:
    """Complete an import that was cut short, and say so."""
    from pobratym.content.writing import finish, is_unfinished

    if is_unfinished(content):
        left = finish(content)
        console.note(console.translate("An import that was cut short has been completed."))
        _tell_left_alone(console, left)


def _tell_left_alone(console: Console, paths: tuple[str, ...]) -> None:
    for path in paths:
        text = console.translate("{path} was changed in the meantime and left as it is.")
        console.note(text.format(path=path))
