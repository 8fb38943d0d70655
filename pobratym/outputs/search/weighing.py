"""How much each word matters in one record: where it stands, how often, among how many others.

The measure is BM25's (Robertson and Zaragoza 2009) with fixed average lengths instead of the
collection's, so that one record's numbers do not depend on the others. How rare a word is enters
when a question is asked.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

_SATURATION = 1.2

TITLE, NAME, FACT, BODY = (4.0, 8, 0.6), (4.5, 6, 0.6), (2.4, 10, 0.4), (1.0, 60, 0.6)
"""Weight of a field, its usual length in words, and how strongly a longer one counts less."""

Field = tuple[float, int, float]


def weigh(fields: Iterable[tuple[Field, Sequence[str]]]) -> dict[str, float]:
    """Importance of each word of a record: its best place, and something for the other places."""
    best: dict[str, float] = {}
    rest: dict[str, float] = {}
    for (boost, usual, strictness), words in fields:
        if not words:
            continue
        length = _SATURATION * (1 - strictness + strictness * len(words) / usual)
        once = boost * (_SATURATION + 1) / (1 + length)
        if len(set(words)) == len(words):
            scores = dict.fromkeys(words, once)
        else:
            scores = {
                word: boost * count * (_SATURATION + 1) / (count + length)
                for word, count in Counter(words).items()
            }
        for word, score in scores.items():
            known = best.get(word)
            if known is None:
                best[word] = score
            elif score > known:
                best[word] = score
                rest[word] = max(rest.get(word, 0.0), known)
            else:
                rest[word] = max(rest.get(word, 0.0), score)
    for word, score in rest.items():
        best[word] += 0.3 * score
    return best
