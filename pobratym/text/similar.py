"""Near misses: what an editor may have meant.

>>> similar("okhmadyt", ["okhmatdyt", "karolinska"])
['okhmatdyt']
>>> similar("охматдит", ["okhmatdyt", "karolinska"])
['okhmatdyt']
"""

from collections.abc import Iterable

from pobratym.text.slugs import slugify

_CUTOFF = 0.6
_MANY = 2000


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
    forms: Iterable[str] = by_form
    if len(by_form) > _MANY:
        # Difflib takes 20 µs a pair; the lengths alone rule most pairs out.
        longest = len(form) * (2 - _CUTOFF) / _CUTOFF
        forms = [f for f in by_form if len(form) * _CUTOFF / (2 - _CUTOFF) <= len(f) <= longest]
    close = difflib.get_close_matches(form, list(forms), n=count, cutoff=_CUTOFF)
    return [possibility for match in close for possibility in by_form[match]][:count]


def _form(word: str) -> str:
    return slugify(word, max_length=200) or word.casefold()
