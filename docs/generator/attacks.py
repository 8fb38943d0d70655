"""The corpus of hostile inputs: what each file tries, and what becomes of it."""

import csv
from collections.abc import Iterator

from docs.generator.words import Words, table
from pobratym.messages import PACKAGE

ATTACKS = PACKAGE.parent / "tests" / "hostile" / "attacks.csv"


def pages(words: Words) -> Iterator[tuple[str, str]]:
    with ATTACKS.open(encoding="utf-8", newline="") as stream:
        rows = [
            [f"`{row['file']}`", row["attack"], _outcome(row["outcome"], words)]
            for row in csv.DictReader(stream)
        ]
    heads = [words.phrase(name) for name in ("file", "attack", "outcome")]
    lead = words.phrase("attacks-lead")
    yield "attacks", f"# {words.phrase('attacks')}\n\n{lead}\n\n{table(heads, rows)}"


def _outcome(outcome: str, words: Words) -> str:
    if outcome == "neutralised":
        return words.phrase("neutralised")
    return f"[{outcome}](problems.md#{outcome})"
