"""Every problem code, from the table of rules."""

import re
from collections.abc import Iterator

from docs.generator.words import Words
from pobratym import rules
from pobratym.messages import is_description
from pobratym.rules import Rule

_SPECIAL = re.compile(r"[\\*_\[\]<>{}#&|~]")
# The order of the table, group by group, with a heading for each.
GROUPS = (
    (rules.FILES, {"en": "Files", "uk": "Файли"}),
    (rules.SYNTAX, {"en": "How YAML is written", "uk": "Як пишеться YAML"}),
    (rules.VALUES, {"en": "Values of fields", "uk": "Значення полів"}),
    (rules.RELATIONS, {"en": "Facts and texts", "uk": "Факти й тексти"}),
    (rules.SPREADSHEETS, {"en": "Spreadsheets", "uk": "Таблиці"}),
)


def pages(words: Words) -> Iterator[tuple[str, str]]:
    parts = [f"# {words.phrase('problems')}\n", words.phrase("problems-lead") + "\n"]
    for group, heading in GROUPS:
        parts.append(f"## {heading[words.lang]}\n")
        parts += [entry(rule, words) for rule in group]
    yield "problems", "\n".join(parts)


def entry(rule: Rule, words: Words) -> str:
    """The entry of one rule."""
    say = words.said_to_editors
    lines = [
        f"### {rule.code} {{#{rule.code}}}\n",
        f"*{say(rule.severity)}* · {_literal(say(rule.message))}\n",
        f"**{words.phrase('do')}:** {_literal(say(rule.hint))}\n",
        f"**{words.phrase('why')}:** {_literal(say(rule.why))}\n",
    ]
    for name, text in (("bad", rule.example_bad), ("good", rule.example_good)):
        if text:
            text = say(text) if is_description(text) else text
            lines.append(f"{words.phrase(name)}:\n\n``` text\n{text}\n```\n")
    return "\n".join(lines)


def _literal(sentence: str) -> str:
    """A sentence as Markdown that shows every character as it is."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", sentence)
