"""Near misses: what an editor may have meant.

>>> similar("okhmadyt", ["okhmatdyt", "karolinska"])
['okhmatdyt']
>>> similar("охматдит", ["okhmatdyt", "karolinska"])
['okhmatdyt']
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from pobratym.text.slugs import slugify

_CUTOFF = 0.6
_COMPARED = 64


def similar(word: str, possibilities: Iterable[str], count: int = 3) -> list[str]:
    """At most `count` of the possibilities that are close to the word, the closest first.

    Capitals, apostrophes and the alphabet do not matter (Ukrainian is read by resolution 55). Of
    equally close ones the first in code-point order wins, so that a message is always the same.
    """
    import difflib

    by_form: dict[str, list[str]] = {}
    for possibility in sorted(set(possibilities)):
        by_form.setdefault(_form(possibility), []).append(possibility)
    form = _form(word)
    close = difflib.get_close_matches(form, _likely(form, by_form), n=count, cutoff=_CUTOFF)
    return [possibility for match in close for possibility in by_form[match]][:count]


def _likely(form: str, forms: Iterable[str]) -> list[str]:
    """The forms that share most pairs of letters: difflib takes 50 µs for each that it compares."""
    wanted = _pairs(form)
    ranked = sorted((-len(wanted & _pairs(other)), other) for other in forms)
    return [other for _, other in ranked[:_COMPARED]]


@lru_cache(maxsize=1 << 15)
def _pairs(form: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(f" {form} ")))


def _form(word: str) -> str:
    return slugify(word, max_length=200) or word.casefold()
