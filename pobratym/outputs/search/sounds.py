"""What a word sounds like, whichever alphabet and whichever habit of transliteration spelled it.

Київ, Kyiv, Kiev and kyyiv come out the same, so do Шаріте and Charité. It is rough on purpose
and serves only to find candidates across alphabets and old spellings, which then rank below
what is spelled as asked.
"""

import re
from functools import lru_cache

from pobratym.outputs.search.rules import RULES

_RULES = RULES["sounds"]
_CYRILLIC = str.maketrans(_RULES["cyrillic"])
_LATIN = [(re.compile(pattern), new) for pattern, new in _RULES["latin"]]
_AFTER = [(re.compile(pattern), new.replace("$1", r"\1")) for pattern, new in _RULES["after"]]
_CH = _RULES["ch"]
_VOWELS = _RULES["vowels"]
_WITHOUT_VOWELS = str.maketrans("", "", _VOWELS)


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> tuple[str, ...]:
    """Rough phonetic spellings of a folded word; several where Latin `ch` can be read in ways."""
    readings = [word.replace("ch", ch) for ch in _CH] if "ch" in word else [word]
    heard: dict[str, None] = {}
    for reading in readings:
        sound = reading.translate(_CYRILLIC)
        if sound == reading:
            for pattern, new in _LATIN:
                sound = pattern.sub(new, sound)
        for pattern, new in _AFTER:
            sound = pattern.sub(new, sound)
        heard[sound.rstrip(_VOWELS) or sound] = None
    return tuple(heard)


def skeleton(sound: str) -> str:
    """The consonants of a sound, after a mark when it starts with a vowel: kiv, kv; ods, @ds."""
    consonants = sound.translate(_WITHOUT_VOWELS)
    return "@" + consonants if sound[0] in _VOWELS else consonants


def likeness(one: str, other: str) -> float:
    """How alike two sounds are: 1 for equal, 0 for nothing in common (edit distance by length)."""
    longest = max(len(one), len(other))
    return 1.0 if one == other else 1 - distance(one, other, longest) / longest


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words.

    Optimal string alignment; counting stops above `most`, then `most + 1` is returned.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, target in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
