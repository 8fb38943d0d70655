"""The language rules and the thesaurus, kept as data.

The browser reads the very same rules; the thesaurus is used up when the index is built.
"""

import json
from pathlib import Path
from typing import Any


def _data(name: str) -> dict[str, Any]:
    return json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


RULES = _data("language_rules.json")
THESAURUS: list[list[str]] = [
    group for groups in _data("thesaurus.json").values() for group in groups
]
"""Groups of words that stand for each other: countries and their adjectives, old names of places,
abbreviations, learned and everyday words. Words of the languages, none of any one site."""
