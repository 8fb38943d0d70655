"""The search index: records in, small files out, of which a browser loads only what it needs.

`build` gives every file under `assets/search/`. `index.json`, the only one with a lasting name,
lists the others; they carry a digest of their content in their names:

`terms`   words by their first two letters, with the records that have them (`search.postings`);
          a very common word's records stand in a file of their own, `list`
`sounds`  words by the first two consonants of how they sound, for other alphabets and spellings
`words`   all words of one length, loaded only to find what a mistyped word may have meant
`records` what results show, a few in each file, in the order of their numbers
`facet`   the records that have each value of one filter
`rules`   the language rules, the same that were applied here

Records are numbered by kind, then newest first, then by id.
"""

import hashlib
import json
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from pobratym.outputs.search.analysis import SHARD_LETTERS, heard, shards
from pobratym.outputs.search.folding import LONGEST_WORD, UNDECOMPOSED, folded
from pobratym.outputs.search.postings import VALUES, encode, offsets
from pobratym.outputs.search.related import Related
from pobratym.outputs.search.rules import RULES, THESAURUS
from pobratym.outputs.search.sounds import skeleton
from pobratym.outputs.search.weighing import BODY, FACT, NAME, TITLE, weigh
from pobratym.text.characters import APOSTROPHES, INVISIBLE

FOLDER = "assets/search"
"""Where the index stands below the site's root."""

RECORDS_A_FILE = 6
LONGEST_TEXT = 700
"""Characters of a body that are kept for excerpts; all of it is searched."""

_HEAVY = 1500
"""Characters of postings above which a word gets a file of its own."""

_DIGEST = 8

_RULES_FOR_BROWSERS = RULES | {
    "apostrophes": APOSTROPHES,
    "invisible": INVISIBLE,
    "undecomposed": UNDECOMPOSED,
    "longest_word": LONGEST_WORD,
}


class SearchDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One findable record or page in one language.

    `lang` is the language of the texts, which is not the index's where a translation is missing.
    `facts` are short texts shown with the result, `names` are other names in any language and
    script, found but not shown. `filters` are values by facet (`{"country": ("DE",)}`). `date` is
    a partial date or empty. `weight` raises a record above others that match as well (1 = usual).
    """

    id: str
    kind: str
    url: str
    lang: str
    title: str
    facts: tuple[str, ...] = ()
    body: str = ""
    names: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = {}
    date: str = ""
    weight: float = 1.0


Labels = Mapping[str, Mapping[str, str]]
"""What readers call a facet's values: facet → value → label."""


def manifest_path(lang: str) -> str:
    """Where `build` puts the list of the index's files, below the site's root."""
    return f"{FOLDER}/{lang}/index.json"


def build(
    documents: Iterable[SearchDocument],
    lang: str,
    *,
    labels: Labels | None = None,
    related: Iterable[Sequence[str]] = (),
) -> dict[str, bytes]:
    """The index's files by path below the site's root; equal input gives equal bytes.

    `related` are groups of words and phrases that stand for each other on this site, in any
    language, beside those of the thesaurus.
    Ids must be unique among the documents of one kind.
    """
    labels = labels or {}
    numbered = _in_order(documents)
    related_words = Related([*THESAURUS, *related])
    size = len(numbered)
    offset = offsets(size)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(numbered):
        for word, importance in _weights(document, labels, related_words).items():
            level = bisect_left(VALUES, importance * document.weight)
            places[word].append(offset[level] + number)

    files = _Files(lang)
    counts = {word: len(placed) for word, placed in places.items()}
    manifest = {
        "lang": lang,
        "count": size,
        "cyrillic": lang.split("-")[0] in RULES["cyrillic_languages"].split(),
        "kinds": _runs(document.kind for document in numbered),
        "rules": files.add("rules", _RULES_FOR_BROWSERS),
        "terms": files.add_many(
            "terms",
            _terms({word: encode(placed, size) for word, placed in places.items()}, counts, files),
        ),
        "sounds": files.add_many("sounds", _sounds(places)),
        "words": files.add_many("words", _words(places)),
        "facets": files.add_many("facet", _facets(numbered, labels)),
        "records": files.add_in_order("records", _records(numbered, lang)),
        "recordsAFile": RECORDS_A_FILE,
    }
    return files.written | {manifest_path(lang): _json(manifest)}


def _in_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    by_id = sorted(documents, key=lambda document: document.id)
    newest_first = sorted(by_id, key=lambda document: document.date, reverse=True)
    return sorted(newest_first, key=lambda document: document.kind)


def _runs(kinds: Iterable[str]) -> list[tuple[str, int]]:
    """The kinds in the order of the records' numbers, with how many records each has."""
    counted: dict[str, int] = {}
    for kind in kinds:
        counted[kind] = counted.get(kind, 0) + 1
    return list(counted.items())


def _weights(document: SearchDocument, labels: Labels, related: Related) -> dict[str, float]:
    title = folded(document.title)
    facts = [word for fact in document.facts for word in folded(fact)]
    seen = set(facts)
    for facet, values in sorted(document.filters.items()):
        shown = labels.get(facet, {})
        facts += [
            word for value in values for word in folded(shown.get(value, "")) if word not in seen
        ]
    body = folded(document.body)
    names = [folded(name) for name in document.names]
    weights = weigh(
        [(TITLE, title), *((NAME, name) for name in names), (FACT, facts), (BODY, body)]
    )
    related.add_to(weights, (title, *names, facts, body))
    return weights


def _terms(
    postings: Mapping[str, str], counts: Mapping[str, int], files: "_Files"
) -> dict[str, dict[str, str]]:
    """Words with their records by first letters; `@DIGEST,COUNT` where the records stand apart."""
    by_shard: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(postings):
        text = postings[word]
        if len(text) > _HEAVY:
            text = f"@{files.add('list', text)},{counts[word]}"
        for shard in shards(word):
            by_shard[shard][word] = text
    return by_shard


def _sounds(words: Iterable[str]) -> dict[str, dict[str, str]]:
    """Words by the consonants that are heard in them, in files by the first two."""
    by_shard: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in sorted(words):
        if word.isdecimal():
            continue
        for consonants in sorted({skeleton(sound) for sound in heard(word)}):
            if len(consonants) > 1:
                by_shard[consonants[:SHARD_LETTERS]][consonants].append(word)
    return {
        shard: {consonants: " ".join(words) for consonants, words in entries.items()}
        for shard, entries in by_shard.items()
    }


def _words(words: Iterable[str]) -> dict[str, str]:
    """Words by length, for guessing what somebody meant."""
    by_length: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) > 3 and not word.isdecimal():
            by_length[str(len(word))].append(word)
    return {length: " ".join(words) for length, words in by_length.items()}


def _facets(numbered: Sequence[SearchDocument], labels: Labels) -> dict[str, dict[str, Any]]:
    """For each facet its values, with their label and records."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(numbered):
        for facet, values in document.filters.items():
            for value in dict.fromkeys(values):
                found[facet][value].append(number)
    return {
        facet: {
            value: [labels.get(facet, {}).get(value, value), encode(numbers, len(numbered))]
            for value, numbers in sorted(values.items())
        }
        for facet, values in found.items()
    }


def _records(numbered: Sequence[SearchDocument], lang: str) -> list[list[Any]]:
    shown = [
        [
            document.id,
            document.url,
            document.title,
            document.facts,
            _shortened(document.body),
            "" if document.lang == lang else document.lang,
        ]
        for document in numbered
    ]
    files = math.ceil(len(shown) / RECORDS_A_FILE)
    return [shown[at * RECORDS_A_FILE : (at + 1) * RECORDS_A_FILE] for at in range(files)]


def _shortened(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rpartition(" ")[0]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class _Files:
    """The files made so far, each named after its content."""

    def __init__(self, lang: str) -> None:
        self._folder = f"{FOLDER}/{lang}"
        self.written: dict[str, bytes] = {}

    def add(self, name: str, content: Any) -> str:
        data = _json(content)
        digest = hashlib.sha256(data).hexdigest()[:_DIGEST]
        self.written[f"{self._folder}/{name}.{digest}.json"] = data
        return digest

    def add_many(self, name: str, contents: Mapping[str, Any]) -> tuple[str, str]:
        """Keys, space between them, and as many digests without space, in the same order."""
        keys = sorted(contents)
        return " ".join(keys), "".join(self.add(name, contents[key]) for key in keys)

    def add_in_order(self, name: str, contents: Iterable[Any]) -> str:
        return "".join(self.add(name, content) for content in contents)
