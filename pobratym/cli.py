"""The commands: arguments in, messages and exit codes out.  Nothing else prints.

Exit codes: 0 done; 1 the content has errors, nothing was published; 2 wrong usage, configuration
or a machine that does not let us work.
"""

import argparse
import io
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pobratym import __version__

UNFINISHED = ".pobratym-import"
"""Below the content folder: an import that was cut short; the next command completes it."""

_ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "build",
    "check",
    "serve",
    "new",
    "import",
    "translations",
    "addresses",
    "verify",
    "merge",
    "messages",
    "schemas",
    "links",
    "admin",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its number; that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not any(word in COMMANDS for word in given) and not {"-h", "--help", "--version"} & {*given}:
        given.insert(0, "build")
    chosen = command_parser().parse_args(given)
    try:
        return chosen.run(chosen)
    except KeyboardInterrupt:
        print(_console(chosen).translate("Stopped."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def command_parser() -> argparse.ArgumentParser:
    """Every command with its options; the handbook describes them from here."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Builds a public registry of partnerships from content/ into _site/.",
        epilog="Exit codes: 0 done, 1 errors in the content (nothing published), 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"Pobratym {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _build_arguments(_command(commands, "build", _build, "build the site (the default command)"))
    check = _command(commands, "check", _check, "report every problem of the content")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--strict", action="store_true", help="warnings are errors")
    check.add_argument("--as-of", metavar="DATE", help="check as of this day")
    merge = _command(commands, "merge", _merge, "put together the parts of a site")
    merge.add_argument("parts", nargs="+", type=Path, help="folders built with --shard")
    merge.add_argument(
        "--output", type=Path, default=Path("_site"), metavar="DIR", help="where the site goes"
    )
    serve = _command(commands, "serve", _serve, "preview the site, rebuilt on every change")
    serve.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="port (default: 8000)")
    serve.add_argument("--as-of", metavar="DATE", help="preview the site of this day")
    _command(commands, "messages", _messages, "bring the translations of texts up to date")
    _editing_commands(commands)
    return parser


def _editing_commands(commands: Any) -> None:
    new = _command(commands, "new", _later("new"), "write a commented record to fill in")
    new.add_argument("type", metavar="TYPE", help="partnerships, institutions, news, …")
    new.add_argument("id", metavar="ID", nargs="?", help="its id, or a name to make one from")
    importing = _command(
        commands, "import", _later("importing"), "records from a spreadsheet, a draft from a page"
    )
    importing.add_argument("file", metavar="FILE", type=Path, help=".xlsx, .csv; .html, .txt")
    importing.add_argument("--as", dest="type", metavar="TYPE", help="what the rows are")
    importing.add_argument("--dry-run", action="store_true", help="show the changes as a diff")
    importing.add_argument("--format", choices=("text", "json", "github"), default="text")
    translations = _command(
        commands, "translations", _later("translations"), "what lacks a language or is outdated"
    )
    translations.add_argument("--format", choices=("text", "json"), default="text")
    translations.add_argument(
        "--mark", nargs="+", metavar="news/ID/LANG", help="note that these are up to date"
    )
    verify = _command(
        commands, "verify", _later("verify"), "check a copy of the site against what was built"
    )
    verify.add_argument("place", metavar="URL_OR_FOLDER", help="where the copy is")
    verify.add_argument(
        "--rebuild", action="store_true", help="build its commit again and compare, too"
    )
    links = _command(commands, "links", _later("links"), "check links to other sites")
    links.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    _command(commands, "addresses", _later("addresses"), "keep the addresses of today's pages")
    _command(commands, "schemas", _later("schemas"), "JSON Schemas for programs that edit YAML")
    _command(commands, "admin", _later("admin"), "fetch the web editor, pinned, for features.admin")


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """The command of a module below `commands/`, loaded when it is given."""

    def run(chosen: argparse.Namespace) -> int:
        from importlib import import_module

        console, options = _console(chosen), _options(chosen)
        try:
            return import_module(f"pobratym.commands.{name}").run(chosen, console, options)
        except OSError as error:
            console.fault(str(error))
            return 2

    return run


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], purpose: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:])
    parser.set_defaults(run=run)
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("site_config.yaml"),
        metavar="FILE",
        help="configuration of the site (default: site_config.yaml)",
    )
    parser.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="content folder (default: content/ beside the configuration)",
    )
    parser.add_argument("--lang", choices=("en", "uk"), help="language of messages")
    return parser


def _build_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("_site"),
        metavar="DIR",
        help="where the site is published (default: _site)",
    )
    parser.add_argument(
        "--base-url",
        type=_address,
        metavar="URL",
        help="instead of base_url of the configuration",
    )
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: one per core)"
    )
    parser.add_argument(
        "--shard",
        type=_shard,
        metavar="I/N",
        help="build part I of N of the pages; `merge` puts the parts together",
    )
    parser.add_argument("--no-cache", action="store_true", help="read and render everything anew")
    parser.add_argument("--drafts", action="store_true", help="show drafts and what is due later")
    parser.add_argument("--no-search", action="store_true", help="leave out the search index")
    parser.add_argument(
        "--preview", action="store_true", help="mark every page as a preview, unlisted by search"
    )
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument(
        "--as-of", metavar="DATE", help="build the site of this day (2026-03-01) or moment"
    )


def _options(chosen: argparse.Namespace) -> Any:
    from pobratym.pipeline import Options

    config = chosen.config
    beside = config.parent
    content = chosen.content or beside / "content"
    if os.path.lexists(content / UNFINISHED):
        from pobratym.commands.importing import tell_finished

        tell_finished(_console(chosen), content)
    output = getattr(chosen, "output", Path("_site"))
    templates = beside / "templates"
    # One cache for each site: what is built from where to where.
    names = "\0".join(str(path.absolute()) for path in (config, content, output))
    return Options(
        config=config,
        content=content,
        output=output,
        templates=templates if templates.is_dir() else _ROOT / "templates",
        cache=beside / ".cache" / blake2b(names.encode(), digest_size=6).hexdigest(),
        now=_moment(getattr(chosen, "as_of", None)),
        base_url=getattr(chosen, "base_url", None),
        jobs=getattr(chosen, "jobs", 0) or _cores(),
        use_cache=not getattr(chosen, "no_cache", False),
        drafts=getattr(chosen, "drafts", False),
        search=not getattr(chosen, "no_search", False),
        strict=getattr(chosen, "strict", False),
        shard=getattr(chosen, "shard", None),
        preview=getattr(chosen, "preview", False),
    )


def _moment(given: str | None) -> str:
    """The moment as of which the site is built: the clock is read here and nowhere else."""
    from datetime import datetime

    if not given:
        return datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        _fail(f"--as-of {given}: write a day as 2026-03-01 or a moment as 2026-03-01T09:00+02:00.")
    return (moment if moment.tzinfo else moment.astimezone()).isoformat()


def _address(given: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@\"'<>\\]+(?:/[^\s?#\"'<>\\]*)?", given):
        raise argparse.ArgumentTypeError(
            f"{given}: write an address as https://example.org/registry/."
        )
    return given


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _build(chosen: argparse.Namespace) -> int:
    from pobratym.console import Console
    from pobratym.pipeline import build
    from pobratym.publishing import PublishingError

    started = time.perf_counter()
    options = _options(chosen)
    console = Console(_language(chosen))
    try:
        with console.progress() as progress:
            outcome = build(options, progress)
    except PublishingError as error:
        console.fault(str(error))
        return 2
    console.problems(outcome.problems, options.content)
    if outcome.is_config_wrong:
        return 2
    if outcome.published is None:
        console.not_published(outcome, options.output)
        return 1
    console.published(outcome, options.output, time.perf_counter() - started)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from pobratym.console import Console
    from pobratym.pipeline import check
    from pobratym.problems import has_errors

    started = time.perf_counter()
    options = _options(chosen)
    console = Console(_language(chosen))
    outcome = check(options)
    console.problems(outcome.problems, options.content, chosen.format)
    if chosen.format == "text":
        console.checked(outcome, time.perf_counter() - started)
    if outcome.is_config_wrong:
        return 2
    return 1 if has_errors(outcome.problems) or (chosen.strict and outcome.problems) else 0


def _merge(chosen: argparse.Namespace) -> int:
    from pobratym.console import Console
    from pobratym.publishing import PublishingError
    from pobratym.shards import ShardError, merge

    console = Console(_language(chosen))
    try:
        result = merge(chosen.parts, chosen.output)
    except (ShardError, PublishingError) as error:
        console.fault(str(error))
        return 2
    console.merged(result, chosen.output)
    return 0


def _shard(text: str) -> tuple[int, int]:
    """`I/N` as two numbers, 1 ≤ I ≤ N."""
    part, _, parts = text.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{text}: write I/N with I from 1 to N, as 2/4")
    return int(part), int(parts)


def _serve(chosen: argparse.Namespace) -> int:
    import msgspec

    from pobratym.console import Console
    from pobratym.preview import Preview, serve

    console = Console(_language(chosen))
    options = _options(chosen)
    # A cache of its own: a preview shows drafts and never touches what a build knows.
    options = msgspec.structs.replace(options, cache=options.cache / "preview")
    preview = Preview(options, lambda found: console.described(found, options.content))

    def tell() -> None:
        console.problems(preview.problems, options.content)
        console.previewed(preview.problems)

    preview.refresh()
    tell()
    console.serving(f"http://{chosen.host}:{chosen.port}/")
    watched = tuple(
        path for path in (options.content, options.config, options.templates) if path.exists()
    )
    try:
        serve(preview, watched, chosen.host, chosen.port, tell)
    except OSError as error:
        console.fault(f"{chosen.host}:{chosen.port}: {error.strerror}")
        return 2
    return 0


def _messages(chosen: argparse.Namespace) -> int:
    from pobratym.messages import translations
    from pobratym.pipeline import open_config

    options = _options(chosen)
    console = _console(chosen)
    config, problems = open_config(options)
    if config is None:
        console.problems(problems, options.content)
        return 2
    languages = [language.tag for language in config.languages]
    for translation in translations(options.templates, languages):
        console.translation(os.path.relpath(translation.path), translation.update())
    return 0


def _language(chosen: argparse.Namespace) -> str:
    """The language of messages: `--lang`, else the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    if chosen.lang:
        return chosen.lang
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "uk" if value.startswith("uk") else "en"
    return "en"


def _console(chosen: argparse.Namespace) -> Any:
    from pobratym.console import Console

    return Console(_language(chosen))


def _fail(message: str) -> None:
    print(f"build.py: {message}", file=sys.stderr)
    raise SystemExit(2)
