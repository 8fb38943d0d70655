"""Which forms belong to one Ukrainian word, without a dictionary.

A word gets several candidate stems, one for each ending that it may bear («програми» may be
програм-и or прогр-ами). Two forms belong together when they share a candidate: false candidates
hardly ever meet, since they are no stems of anything. What alternates inside a stem is spelled
out only where the language alternates it, in the closed syllable of a form without an ending
(Львів beside Львова, ніч beside ночі, лікарень beside лікарня, день beside дні).
"""

import re
from functools import lru_cache

from pobratym.outputs.search.rules import RULES

_RULES = RULES["ukrainian"]
_ENDINGS = [frozenset(of_length.split()) for of_length in _RULES["endings"]]
_SHORTEST = _RULES["shortest_stem"]
_SUFFIXES: dict[str, list[tuple[int, str]]] = {}
for _shortest, _suffix, _new in _RULES["suffixes"]:
    _SUFFIXES.setdefault(_suffix, []).append((_shortest, _new))
_SUFFIX_LENGTHS = range(1, max(map(len, _SUFFIXES)) + 1)
_BEFORE_I = _RULES["before_i"]
_ALTERNATIONS = _RULES["alternations"]
_FLEETING = _RULES["fleeting"]
_VOWELS = frozenset("аеєиіїоуюя")
_REFLEXIVE = re.compile(_RULES["reflexive"])
_CLOSED = re.compile("^(.*)([іїоеє])([^аеєиіїоуюя]{1,2})$")
_SOFT_SIGN_INSIDE = re.compile("ь(?=[^аеєиіїоуюя]+$)")
_IRREGULAR = {
    form: "=" + forms.split()[0] for forms in _RULES["irregular"] for form in forms.split()
}
"""Words whose forms no rule joins: every form gets the first one, marked, as its stem."""


def _variants(stem: str) -> list[str]:
    """The stem and what its last, closed syllable becomes when an ending opens it."""
    closed = _CLOSED.match(stem)
    if not closed:
        return [stem]
    head, vowel, tail = closed.groups()
    if vowel in _ALTERNATIONS:
        return [stem] + [head + other + tail for other in _ALTERNATIONS[vowel]]
    if vowel in _FLEETING and len(tail) == 1 and head and head[-1] not in _VOWELS:
        return [stem, head + tail]
    return [stem]


def _normal(stem: str) -> str:
    """The stem without what comes and goes at its end: лікуванн-я, лікувань; пальц-я, палець."""
    if "ь" in stem:
        stem = _SOFT_SIGN_INSIDE.sub("", stem)
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def _raw_stems(word: str) -> list[tuple[str, bool]]:
    """Candidates as (stem, closed): closed when no ending follows, or -ю after ність, ніччю."""
    stems = []
    for length in range(len(_ENDINGS) - 1, 0, -1):
        stem, ending = word[:-length], word[-length:]
        if len(stem) >= _SHORTEST[length] and ending in _ENDINGS[length]:
            doubled = len(stem) > 3 and stem[-1] == stem[-2]
            closed = ending == "ю" and (doubled or (len(stem) > 4 and stem.endswith("іст")))
            stems.append((stem[:-1] if closed and doubled else stem, closed))
            if ending == "і" and stem[-1] in _BEFORE_I:  # Празі, Прага; клініці, клініка
                stems.append((stem[:-1] + _BEFORE_I[stem[-1]], False))
    if word[-1] not in _VOWELS:
        stems.append((word, True))
    return [(stem.removesuffix("ь"), closed) for stem, closed in stems] or [(word, False)]


def spelled_stems(word: str) -> list[str]:
    """The word's own candidate stems as they are spelled, for comparing sounds."""
    if word in _IRREGULAR:
        return [word]
    return [
        variant
        for stem, closed in _raw_stems(word)
        for variant in (_variants(stem) if closed else [stem])
    ]


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stems of a folded Cyrillic word: its own, and those of words derived from the same root.

    The first group joins the forms of one word; the second, wider one joins онкологія with
    онкологічний, Львів with львівський and Львівщина. The groups do not overlap; the order is
    fixed. Both are meant for comparing, not for showing.
    """
    if word in _IRREGULAR:
        return (_IRREGULAR[word],), ()
    raw = _raw_stems(word)
    if _REFLEXIVE.search(word) and len(word) > 5:
        raw += _raw_stems(word[:-2])
    own: dict[str, None] = {}
    wide: dict[str, None] = {}
    for bare, closed in raw:
        for variant in _variants(bare) if closed else [bare]:
            own[_normal(variant)] = None
        for length in _SUFFIX_LENGTHS:
            for shortest, new in _SUFFIXES.get(bare[-length:], ()):
                root = bare[:-length] + new
                if len(root) >= shortest:
                    for variant in _variants(root.removesuffix("ь")):
                        wide[_normal(variant)] = None
    return tuple(own), tuple(stem for stem in wide if stem not in own)
