"""Stems of words in Latin letters: M. F. Porter's algorithm of 1980, British spelling folded first.

https://tartarus.org/martin/PorterStemmer/ describes the steps; the numbers in the comments are
its own. Names in other languages pass through it too: the same on both sides, so they still meet.
"""

import re
from functools import lru_cache

from pobratym.outputs.search.rules import RULES

_RULES = RULES["english"]
_SPELLING = [
    (re.compile(pattern), replacement.replace("$1", r"\1"))
    for pattern, replacement in _RULES["spelling"]
]
_pairs = _RULES["irregular"].split()
_IRREGULAR = dict(zip(_pairs[::2], _pairs[1::2], strict=True))


def _table(text: str) -> list[tuple[str, str]]:
    """Endings and what replaces them, the longest first."""
    pairs = [tuple(pair.split(":")) for pair in text.split()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


_STEPS = [(least, _table(pairs)) for least, pairs in _RULES["steps"]]


def _shape(word: str) -> str:
    """c for a consonant, v for a vowel (y is one after a consonant), letter by letter."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(stem: str) -> int:
    """Porter's m: how many times vowels are followed by consonants."""
    return len(re.findall("v+c+", _shape(stem)))


def _ends_short(stem: str) -> bool:
    """Porter's *o: ends consonant, vowel, consonant other than w, x, y."""
    return _shape(stem).endswith("cvc") and stem[-1] not in "wxy"


def _without_plural(word: str) -> str:  # step 1a
    if word.endswith("sses") or (word.endswith("ies") and len(word) > 4):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _without_tense(word: str) -> str:  # step 1b
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and "v" in _shape(stem):
            if stem.endswith(("at", "bl", "iz")):
                return stem + "e"
            if len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
                return stem[:-1]
            return stem + "e" if _measure(stem) == 1 and _ends_short(stem) else stem
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded Latin word: children and child, paediatrics and pediatric agree."""
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    word = _IRREGULAR.get(word, word)
    if len(word) < 3 or not word.isalpha():
        return word
    word = _without_plural(word)
    word = _without_tense(_IRREGULAR.get(word, word))
    if word.endswith("y") and "v" in _shape(word[:-1]):  # step 1c
        word = word[:-1] + "i"
    for least, table in _STEPS:  # steps 2, 3, 4
        for suffix, replacement in table:
            if word.endswith(suffix):
                rest = word[: -len(suffix)]
                if _measure(rest + replacement if least else rest) > least:
                    word = rest + replacement
                break
    if word.endswith("e"):  # step 5a
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _ends_short(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word  # step 5b


def stems(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The word's stem, and the one it shares with relatives: psychiatry, psychiatric."""
    own = stem(word)
    return (own,), ((own[:-1],) if own.endswith("i") and len(own) > 4 else ())
