"""`python -m docs.generator`: writes the reference pages of all languages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from docs.generator import attacks, commands, limits, problems, records, settings
from docs.generator.words import LANGUAGES, words_of

DOCS = Path(__file__).parent.parent


def pages() -> Iterator[tuple[str, str]]:
    """(path below docs/, Markdown) of every reference page."""
    for lang in LANGUAGES:
        words = words_of(lang)
        for room in (records, problems, settings, commands, limits, attacks):
            for name, text in room.pages(words):
                yield f"{lang}/reference/{name}.md", text


def write(folder: Path) -> int:
    """Write the pages below a folder, and nothing else into their folders; returns how many."""
    for lang in LANGUAGES:
        shutil.rmtree(folder / lang / "reference", ignore_errors=True)
    count = 0
    for path, text in pages():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        count += 1
    return count


if __name__ == "__main__":
    print(f"{write(DOCS)} pages")
