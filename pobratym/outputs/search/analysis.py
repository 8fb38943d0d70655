"""One word, whatever its alphabet: the stems that join it with others, and how it sounds."""

from functools import lru_cache

from pobratym.outputs.search import english, sounds, ukrainian
from pobratym.outputs.search.folding import is_cyrillic, plain

SHARD_LETTERS = 2
"""How many first letters decide which file of the index a word stands in."""


@lru_cache(maxsize=1 << 17)
def stems(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a folded word and those of its relatives (`ukrainian.stems` explains them)."""
    word = plain(form)
    if is_cyrillic(word):
        return ukrainian.stems(word)
    return english.stems(word)


def shards(form: str) -> set[str]:
    """Where the word must be found: under its own first letters and those of its stems."""
    own, wide = stems(form)
    return {word[:SHARD_LETTERS] for word in (plain(form), *own, *wide)}


@lru_cache(maxsize=1 << 17)
def heard(form: str) -> tuple[str, ...]:
    """How the word and its stems sound, for comparing across alphabets and old spellings."""
    word = plain(form)
    spelled = ukrainian.spelled_stems(word) if is_cyrillic(word) else [word]
    unique = {sound: None for stem in spelled if len(stem) > 2 for sound in sounds.sounds(stem)}
    return tuple(sound for sound in unique if sound)
