"""Words that stand for each other: Germany and German, WHO and World Health Organization.

A record that has one word of a group is found by the others too, at a lower rank. Groups come
from the language tables (countries and their adjectives) and from the site's own content.
"""

from collections.abc import Iterable, Sequence

from pobratym.outputs.search.analysis import stems
from pobratym.outputs.search.folding import folded

Phrase = tuple[str, ...]


class Related:
    """Groups of words and phrases, ready to be asked which others a text calls up."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._by_stem: dict[str, list[tuple[Phrase, Phrase]]] = {}
        self._by_word: dict[str, tuple[tuple[Phrase, Phrase], ...]] = {}
        for group in groups:
            phrases = [phrase for phrase in (tuple(folded(text)) for text in group) if phrase]
            for phrase in phrases:
                others = tuple(word for other in phrases if other != phrase for word in other)
                for stem in stems(phrase[0])[0]:
                    self._by_stem.setdefault(stem, []).append((phrase, others))

    def called_up(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Pairs (word of the text, word that it calls up), in the order of the text."""
        pairs = []
        for at, word in enumerate(words):
            for phrase, others in self._starting_with(word):
                if _matches(phrase, words[at : at + len(phrase)]):
                    pairs += [(word, other) for other in others]
        return pairs

    def _starting_with(self, word: str) -> tuple[tuple[Phrase, Phrase], ...]:
        known = self._by_word.get(word)
        if known is None:
            unique = {pair: None for stem in stems(word)[0] for pair in self._by_stem.get(stem, ())}
            known = self._by_word[word] = tuple(unique)
        return known


def _matches(phrase: Phrase, words: Sequence[str]) -> bool:
    return len(phrase) == len(words) and all(
        set(stems(one)[0]) & set(stems(other)[0]) for one, other in zip(phrase, words, strict=True)
    )
