"""Every command with every option, from the parser that reads them."""

import argparse
from collections.abc import Iterator

from docs.generator.words import Words, table
from pobratym.cli import command_parser


def pages(words: Words) -> Iterator[tuple[str, str]]:
    parts = [f"# {words.phrase('commands')}\n", words.phrase("commands-lead") + "\n"]
    found = subcommands()
    shared = set.intersection(*({_name(a) for a in _actions(one)} for one in found.values()))
    for name, parser in found.items():
        parts += [f"## {name} {{#{name}}}\n", f"``` text\n{_usage(name, parser)}\n```\n"]
        parts.append(words.said_to_editors(parser.description or "") + ".\n")
        rows = _rows([a for a in _actions(parser) if _name(a) not in shared], words)
        if rows:
            parts.append(_table(rows, words))
    first = next(iter(found.values()))
    parts.append(f"## {words.phrase('for-every-command')}\n")
    parts.append(_table(_rows([a for a in _actions(first) if _name(a) in shared], words), words))
    yield "commands", "\n".join(parts)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Name → parser of every command, in the order of `--help`."""
    (action,) = (
        one for one in command_parser()._actions if isinstance(one, argparse._SubParsersAction)
    )
    return dict(action.choices)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]


def _name(action: argparse.Action) -> str:
    return ", ".join(action.option_strings) or str(action.metavar or action.dest).upper()


def _rows(actions: list[argparse.Action], words: Words) -> list[list[str]]:
    rows = []
    for action in actions:
        value = f" {action.metavar or ''}" if action.option_strings and action.nargs != 0 else ""
        text = words.said_to_editors(action.help) if action.help else ""
        if action.choices:
            shown = ", ".join(f"`{choice}`" for choice in action.choices)
            text = f"{text} ({shown})" if text else shown
        rows.append([f"`{_name(action)}{value.rstrip()}`", text])
    return rows


def _table(rows: list[list[str]], words: Words) -> str:
    return table([words.phrase("option"), words.phrase("meaning")], rows)


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    # As wide as a page of the handbook, whatever the terminal of who builds it.
    formatter = argparse.HelpFormatter(prog=f"python build.py {name}", width=88)
    formatter.add_usage(parser.usage, parser._actions, parser._mutually_exclusive_groups, "")
    return formatter.format_help().strip()
