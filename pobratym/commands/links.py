"""`links`: which addresses on other sites lead nowhere any more.  Never stops a build."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence

import msgspec

from pobratym.commands.desk import open_desk
from pobratym.console import Console
from pobratym.link_check import (
    Ask,
    Offline,
    Result,
    ask_web,
    check_links,
    load_results,
    save_results,
)
from pobratym.pipeline import Options
from pobratym.registry.outside_links import outside_links

Row = tuple[str, Result, tuple[str, ...]]


def run(chosen: Namespace, console: Console, options: Options, ask: Ask = ask_web) -> int:
    """Ask every address that was not asked lately, and list the dead ones; 2 when offline."""
    opened = open_desk(console, options)
    if opened is None:
        return 2
    _config, library = opened
    links = outside_links(library.records)
    path = options.config.parent / ".cache" / "links.json"
    known = load_results(path)
    console.note(
        console.plural("Asking {n} address …", "Asking {n} addresses …", len(links)).format(
            n=len(links)
        )
    )
    try:
        results = check_links(links, known, options.now[:10], ask)
    except Offline:
        console.note(console.translate("This machine is offline: no link was checked."))
        return 2
    save_results(path, results)
    rows = [
        (url, results[url], links[url])
        for url in sorted(results, key=lambda url: (results[url].first_failed, url))
        if results[url].state != "alive"
    ]
    match chosen.format:
        case "json":
            _print_json(rows, console)
        case "markdown":
            _print_markdown(rows, console)
        case _:
            _print_text(rows, len(results), console)
    return 0


def _print_json(rows: Sequence[Row], console: Console) -> None:
    found = [
        {"url": url, **msgspec.to_builtins(result), "records": records}
        for url, result, records in rows
    ]
    console.say(json.dumps({"links": found}, ensure_ascii=False, indent=2))


def _print_markdown(rows: Sequence[Row], console: Console) -> None:
    """The body of an issue: dead links first, then those that could not be judged."""
    for title, state in _titles(console).items():
        chosen = [row for row in rows if row[1].state == state]
        if chosen:
            console.say(f"## {title}\n")
            for url, result, records in chosen:
                since = console.translate("since {day}").format(day=result.first_failed)
                places = ", ".join(f"`content/{record}`" for record in records)
                console.say(f"- [ ] <{url}> ({result.reason}, {since}): {places}")
            console.say("")


def _print_text(rows: Sequence[Row], count: int, console: Console) -> None:
    for title, state in _titles(console).items():
        for url, result, records in rows:
            if result.state == state:
                since = console.translate("since {day}").format(day=result.first_failed)
                console.say(f"{title}: {url} ({result.reason}, {since})")
                console.say(f"    {', '.join(records)}")
    dead = sum(result.state == "dead" for _url, result, _records in rows)
    console.say(
        console.plural("{n} address, {dead} dead.", "{n} addresses, {dead} dead.", count).format(
            n=count, dead=dead
        )
    )


def _titles(console: Console) -> Mapping[str, str]:
    return {
        console.translate("Dead"): "dead",
        console.translate("Not answered, or not to programs"): "unsure",
    }
