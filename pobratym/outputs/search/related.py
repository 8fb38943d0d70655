"""Words that stand for each other: Germany and German, WHO and World Health Organization.

A record that has one word of a group is found by the others too, at a lower rank. Groups come
from the thesaurus of the languages and from the site's own content.
"""

from collections.abc import Iterable, Sequence

from pobratym.outputs.search.analysis import stems
from pobratym.outputs.search.folding import folded

_SHARE = 0.5
"""A word that a text only calls up counts half of the word that called it."""

Phrase = tuple[str, ...]


class Related:
    """Groups of words and phrases, ready to be asked which others a text calls up."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._by_stem: dict[str, list[tuple[Phrase, Phrase]]] = {}
        self._met: set[str] = set()
        self._alone: dict[str, Phrase] = {}
        self._longer: dict[str, list[tuple[Phrase, Phrase]]] = {}
        for group in groups:
            phrases = [phrase for phrase in map(folded, group) if phrase]
            for phrase in phrases:
                others = tuple(word for other in phrases if other != phrase for word in other)
                for stem in stems(phrase[0])[0]:
                    self._by_stem.setdefault(stem, []).append((phrase, others))

    def add_to(self, weights: dict[str, float], texts: Iterable[Sequence[str]]) -> None:
        """Give words that a record's texts only call up their share of the word that calls.

        The greatest share counts, so the order in which words are met does not matter.
        """
        words = weights.keys()
        for word in words - self._met:
            self._learn(word)
        called: dict[str, float] = {}
        for word in words & self._alone.keys():
            share = _SHARE * weights[word]
            for other in self._alone[word]:
                if called.get(other, 0.0) < share:
                    called[other] = share
        for word in words & self._longer.keys():
            share = _SHARE * weights[word]
            for phrase, others in self._longer[word]:
                if any(word in text and _stands_in(phrase, word, text) for text in texts):
                    for other in others:
                        called[other] = max(called.get(other, 0.0), share)
        for other, share in called.items():
            if share > weights.get(other, 0.0):
                weights[other] = share

    def _learn(self, word: str) -> None:
        """Note what the word alone calls up, and the longer phrases that may start with it."""
        self._met.add(word)
        found = {pair: None for stem in stems(word)[0] for pair in self._by_stem.get(stem, ())}
        alone = {other: None for phrase, others in found if len(phrase) == 1 for other in others}
        longer = [pair for pair in found if len(pair[0]) > 1]
        if alone:
            self._alone[word] = tuple(alone)
        if longer:
            self._longer[word] = longer


def _stands_in(phrase: Phrase, first: str, words: Sequence[str]) -> bool:
    """Whether the words contain the phrase in any of its forms, starting with `first`."""
    return any(
        word == first and _agree(phrase, words[at : at + len(phrase)])
        for at, word in enumerate(words)
    )


def _agree(phrase: Phrase, words: Sequence[str]) -> bool:
    return len(phrase) == len(words) and all(
        set(stems(one)[0]) & set(stems(other)[0]) for one, other in zip(phrase, words, strict=True)
    )
