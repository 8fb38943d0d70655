"""The labelled questions of queries.yaml."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import yaml

FIRST = 3
"""How many results a reader is expected to look at."""


@dataclass(frozen=True)
class Question:
    """What somebody types, and the ids (or patterns of ids) that belong among the first."""

    category: str
    lang: str
    text: str
    ids: tuple[str, ...]

    def recall(self, first: list[str]) -> float:
        """Share of the ids that are there; for patterns, share of the results that fit one."""
        if any("*" in pattern for pattern in self.ids):
            return sum(self.fits(found) for found in first[:FIRST]) / FIRST
        return sum(wanted in first[:FIRST] for wanted in self.ids) / len(self.ids)

    def fits(self, found: str) -> bool:
        """Whether a result is one of those that belong among the first."""
        return any(fnmatchcase(found, pattern) for pattern in self.ids)


@lru_cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the file."""
    text = Path(__file__).with_name("queries.yaml").read_text("utf-8")
    return tuple(
        Question(category, lang, str(asked), tuple(ids))
        for category, entries in yaml.safe_load(text).items()
        for lang, asked, ids in entries
    )
