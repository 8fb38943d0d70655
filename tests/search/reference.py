"""Asking the index in Python, step by step as the browser's script does, to test both.

The steps and their numbers are those of templates/scripts/search.js; the browser test compares
the two on every query of queries.yaml.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pobratym.outputs.search.analysis import heard, stems
from pobratym.outputs.search.folding import fold, is_cyrillic, plain, raw_words
from pobratym.outputs.search.postings import decode
from pobratym.outputs.search.rules import RULES
from pobratym.outputs.search.sounds import distance, likeness, skeleton
from pobratym.outputs.search_index import FOLDER, manifest_path

EXACT, SPELLED, FORM, RELATIVE = 1.0, 0.97, 0.85, 0.5
PREFIX, CROSS, OLD, GUESS = 0.6, 0.75, 0.6, 0.5
MOST_BEGINNINGS = 30


@dataclass(frozen=True)
class Term:
    """One word of the question: records by importance, and the word that was read instead."""

    word: str
    records: Mapping[int, float]
    instead: str = ""


@dataclass(frozen=True)
class Answer:
    """Record ids, best first; how many there are in all; whether each has all the words asked;
    words that were read as others; words that nothing has."""

    ids: list[str]
    count: int = 0
    all_words: bool = True
    instead: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


class Index:
    """The files of one language's index, opened as the browser opens them."""

    def __init__(self, files: Mapping[str, bytes], lang: str) -> None:
        self._files = files
        self._folder = f"{FOLDER}/{lang}"
        self.loaded: dict[str, int] = {}
        self.manifest = self._load(manifest_path(lang))
        self.count = self.manifest["count"]
        self._digests = {
            name: dict(_pairs(*self.manifest[name]))
            for name in ("terms", "sounds", "words", "facets")
        }

    def _load(self, path: str) -> object:
        self.loaded[path] = len(self._files[path])
        return json.loads(self._files[path])

    def _named(self, name: str, digest: str) -> object:
        return self._load(f"{self._folder}/{name}.{digest}.json")

    def part(self, name: str, key: str) -> object:
        """A file of the index by its key; empty when there is none."""
        digest = self._digests[name].get(key)
        return (
            self._named(name.removesuffix("s") if name == "facets" else name, digest)
            if (digest)
            else {}
        )

    def words_at(self, letters: Iterable[str]) -> dict[str, str]:
        """Words with their postings from the files of these first letters."""
        found: dict[str, str] = {}
        for two in sorted(set(letters)):
            found |= self.part("terms", two)
        return found

    def postings(self, text: str) -> dict[int, float]:
        return decode(self._named("list", text[1:].split(",")[0]) if text[0] == "@" else text)

    def record(self, number: int) -> list[object]:
        digests = self.manifest["records"]
        file, place = divmod(number, self.manifest["recordsAFile"])
        return self._named("records", digests[file * 8 : file * 8 + 8])[place]


def _pairs(keys: str, digests: str) -> Iterable[tuple[str, str]]:
    return ((key, digests[at * 8 : at * 8 + 8]) for at, key in enumerate(keys.split()))


def _count(text: str) -> int:
    return int(text.split(",")[1]) if text[0] == "@" else len(decode(text))


def words_of(question: str) -> list[str]:
    """The words that are looked up: stop words only where nothing else was asked."""
    raw = raw_words(question)
    forms = [form for word in raw for form in fold(word)]
    if not forms:
        forms = [form for word in raw for form in fold(word.upper())]
    asking = RULES["asking"].split()
    return list(dict.fromkeys([form for form in forms if form not in asking] or forms))


def close_words(index: Index, word: str, *, beginning: bool) -> dict[str, float]:
    """Words of the index that are the asked one, its other forms, relatives or continuations."""
    asked = plain(word)
    own, wide = (set(group) for group in stems(word))
    near = index.words_at({asked[:2], *(stem[:2] for stem in own | wide)})
    tiers: dict[str, float] = {}
    for form in near:
        if form == word:
            tiers[form] = EXACT
        elif plain(form) == asked:
            tiers[form] = SPELLED
        else:
            form_own, form_wide = (set(group) for group in stems(form))
            if own & form_own:
                tiers[form] = FORM
            elif (own | wide) & (form_own | form_wide):
                tiers[form] = RELATIVE
    best = max(tiers.values(), default=0.0)
    if beginning and (best < FORM or (len(asked) < 4 and best < SPELLED)):
        longer = [form for form in near if form not in tiers and plain(form).startswith(asked)]
        longer.sort(key=lambda form: (-_count(near[form]), form))
        for form in longer[:MOST_BEGINNINGS]:
            tiers[form] = PREFIX * len(asked) / len(form)
    return tiers


def sounding_words(index: Index, word: str, *, foreign: bool) -> dict[str, float]:
    """Words that sound alike: only those of the other alphabet when `foreign`, else all."""
    scores: dict[str, float] = {}
    for sound in heard(word):
        consonants = skeleton(sound)
        if len(consonants) < 2:
            continue
        alike = index.part("sounds", consonants[:2]).get(consonants, "")
        for form in alike.split():
            if foreign and is_cyrillic(form) == is_cyrillic(word):
                continue
            score = max((likeness(sound, other) for other in heard(form)), default=0.0)
            if score >= (0.7 if len(sound) > 4 else 0.75 if len(sound) == 4 else 1):
                scores[form] = max(score, scores.get(form, 0.0))
    best = max(scores.values(), default=0.0)
    return {
        form: score * (OLD if is_cyrillic(form) == is_cyrillic(word) else CROSS)
        for form, score in scores.items()
        if score > best - 0.15
    }


def mistyped_words(index: Index, word: str) -> list[str]:
    """The nearest words of the index: one mistake, two in long words; the likeliest first."""
    asked = plain(word)
    most = 0 if len(asked) < 4 or asked.isdecimal() else 1 if len(asked) < 8 else 2
    found: list[tuple[int, int, str]] = []
    for length in range(len(asked) - most, len(asked) + most + 1) if most else ():
        for form in str(index.part("words", str(length)) or "").split():
            away = distance(asked, plain(form), most)
            if away <= most:
                found.append((away, -_common_start(asked, plain(form)), form))
    nearest = min((away for away, _, _ in found), default=0)
    return [
        form
        for _, _, form in sorted(
            (entry for entry in found if entry[0] == nearest), key=lambda entry: entry[1:]
        )
    ][:3]


def _common_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@lru_cache
def _keyboard() -> tuple[dict[int, int], dict[int, int]]:
    latin, cyrillic = RULES["keyboards"]
    return str.maketrans(latin, cyrillic), str.maketrans(cyrillic, latin)


def other_keyboard(raw: str) -> str:
    """What the same keys give in the other layout."""
    to_cyrillic, to_latin = _keyboard()
    return raw.lower().translate(to_latin if is_cyrillic(raw) else to_cyrillic)


def _records_of(index: Index, tiers: Mapping[str, float]) -> dict[int, float]:
    near = index.words_at(plain(form)[:2] for form in tiers)
    records: dict[int, float] = {}
    for form, tier in tiers.items():
        for number, importance in index.postings(near[form]).items():
            score = tier * importance
            if score > records.get(number, 0.0):
                records[number] = score
    return records


def look_up(index: Index, word: str, *, last: bool) -> Term:
    """Records for one word of the question, by ever more lenient reading until some are found."""
    tiers = close_words(index, word, beginning=last)
    if is_cyrillic(word) != index.manifest["cyrillic"]:
        tiers = sounding_words(index, word, foreign=True) | tiers
    if not tiers and len(word) > 3:
        tiers = close_words(index, word, beginning=True)
    if tiers:
        return Term(word, _records_of(index, tiers))
    switched = fold(other_keyboard(word))
    for typed in switched:
        tiers = close_words(index, typed, beginning=last and len(typed) > 2)
        if tiers:
            return Term(word, _records_of(index, tiers), typed)
    tiers = sounding_words(index, word, foreign=False)
    if tiers:
        return Term(word, _records_of(index, tiers))
    guesses: list[str] = []
    for typed in (word, *switched):
        guesses = guesses or mistyped_words(index, typed)
    if not guesses:
        guesses = ends_of(index, word)
    for guess in guesses:
        for form, tier in close_words(index, guess, beginning=False).items():
            tiers[form] = max(tier * GUESS, tiers.get(form, 0.0))
    return Term(word, _records_of(index, tiers), guesses[0] if guesses else "")


def ends_of(index: Index, word: str) -> list[str]:
    """The known word that an unknown compound ends with: медуніверситет, університет."""
    for at in range(3, min(7, len(word) - 5)):
        tiers = close_words(index, word[at:], beginning=False)
        if max(tiers.values(), default=0) >= FORM:
            return [word[at:]]
    return []


def joined(index: Index, words: list[str]) -> list[str]:
    """The words, two of them as one where only that is known: нейро хірургія, нейрохірургія."""
    together: list[str] = []
    at = 0
    while at < len(words):
        pair = "".join(words[at : at + 2])
        if (
            at + 1 < len(words)
            and not close_words(index, words[at], beginning=False)
            and close_words(index, pair, beginning=False)
        ):
            together.append(pair)
            at += 2
        else:
            together.append(words[at])
            at += 1
    return together


def ask(index: Index, question: str, most: int = 1_000_000) -> Answer:
    """The answer to a question as typed, or as the same keys give it in the other layout."""
    answer = _ask(index, question, most)
    if not answer.ids:
        switched = other_keyboard(question)
        other = _ask(index, switched, most)
        if other.ids and other.all_words and not other.instead:
            return replace(other, instead={question: switched})
    return answer


def _ask(index: Index, question: str, most: int) -> Answer:
    words = joined(index, words_of(question))
    if not words:
        return Answer([])
    terms = [
        look_up(index, word, last=number == len(words) - 1) for number, word in enumerate(words)
    ]
    found = [term for term in terms if term.records]
    rarity = {
        term.word: math.log(1 + (index.count - len(term.records) + 0.5) / (len(term.records) + 0.5))
        for term in found
    }
    everywhere = [
        number
        for number in (found[0].records if found else ())
        if all(number in term.records for term in found)
    ]
    candidates = everywhere or sorted({number for term in found for number in term.records})
    scores = {}
    for number in candidates:
        present = [term for term in found if number in term.records]
        score = sum(rarity[term.word] * term.records[number] for term in present)
        share = len(present) / len(found)
        scores[number] = round(score * share * share * 1e6)
    order = sorted(scores, key=lambda number: (-scores[number], number))
    return Answer(
        [str(index.record(number)[0]) for number in order[:most]],
        len(order),
        all_words=bool(everywhere) and len(found) == len(terms),
        instead={term.word: term.instead for term in found if term.instead},
        missing=[term.word for term in terms if not term.records],
    )
