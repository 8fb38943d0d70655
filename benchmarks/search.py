"""What the search index costs: processor seconds to build, bytes to load, time to answer.

    python benchmarks/search.py [RECORDS]      (10,000 records in each of two languages by default)

Records are mixed from the words of the real content and invented surnames, so that common words
are as common as they are there and the vocabulary grows with the registry. "First question" is
what a browser loads before its first results: the list of files, the rules, the words' files and
the records shown.
"""

import gzip
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pobratym.outputs.search_index import SearchDocument, build, manifest_path
from tests.search.corpus import corpus
from tests.search.reference import Index, ask

SYLLABLES = {"uk": "ба ве го ду жи зо ки ло ме ня пе ру са ту фе ха цю че ши юр"}
SYLLABLES["en"] = "ba ve ho du zhy zo ky lo me nia pe ru sa tu fe kha tsiu che shy yur"
SURNAME_ENDS = {"uk": ("енко", "енка", "енком"), "en": ("enko", "chuk", "skyi")}
QUESTIONS = {
    "uk": ("лікарень", "Охматдит", "онкологія у Львові", "Kyiv", "охматит", "ме"),
    "en": ("hospitals", "Okhmatdyt", "oncology in Lviv", "Київ", "karolnska", "me"),
}
SHOWN = 21
"""Results whose records the page loads at first."""


def registry(lang: str, size: int) -> list[SearchDocument]:
    """A larger registry of the same kind, always the same for a size."""
    chance = random.Random(20231013)
    real = corpus(lang)
    words = [word for document in real for word in document.body.split()]
    documents = []
    for number in range(size):
        one, other = chance.choice(real), chance.choice(real)
        surnames = " ".join(
            (
                "".join(chance.choices(SYLLABLES[lang].split(), k=3))
                + chance.choice(SURNAME_ENDS[lang])
            ).title()
            for _ in range(2)
        )
        start = chance.randrange(len(words) - 60)
        documents.append(
            SearchDocument(
                id=f"record-{number:05}",
                kind=one.kind,
                url=f"/{lang}/{one.kind}/record-{number:05}/",
                lang=lang,
                title=f"{one.title} – {other.title}",
                facts=(*one.facts, f"20{chance.randrange(14, 26)}"),
                body=" ".join(words[start : start + 60]) + " " + surnames,
                names=one.names[:3],
                filters=one.filters,
                date=f"20{chance.randrange(14, 26)}-{chance.randrange(1, 13):02}",
            )
        )
    return documents


def main(size: int) -> None:
    for lang in ("uk", "en"):
        documents = registry(lang, size)
        before = time.process_time()
        files = build(documents, lang)
        spent = time.process_time() - before
        total = sum(map(len, files.values()))
        print(
            f"{lang}: {size} records, {spent:.2f} s of processor time, {len(files)} files, "
            f"{total / 1e6:.1f} MB, largest {max(map(len, files.values())) / 1e3:.0f} kB, "
            f"list {len(files[manifest_path(lang)]) / 1e3:.0f} kB"
        )
        for question in QUESTIONS[lang]:
            index = Index(files, lang)
            before = time.process_time()
            answer = ask(index, question, most=SHOWN)
            spent = time.process_time() - before
            loaded = sum(index.loaded.values())
            packed = sum(len(gzip.compress(files[path])) for path in index.loaded)
            print(
                f"    {question!r}: {answer.count} found, {len(index.loaded)} files, "
                f"{loaded / 1e3:.0f} kB ({packed / 1e3:.0f} kB packed), "
                f"{spent * 1000:.0f} ms in Python"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
