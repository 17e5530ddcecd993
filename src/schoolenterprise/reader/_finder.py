"""Finding words of a table in a text: leftmost, longest, one pass over pairs of characters.

A regular expression of a thousand words tries them one by one wherever one may begin; looking up
each pair of characters in a table costs the same however many words there are.
"""

from collections.abc import Iterable, Iterator
from operator import add

_Entry = tuple[str, bool]


class WordFinder:
    """Finds the words of two tables: those asked for, and those that keep others from being found."""

    def __init__(self, words: Iterable[str], kept: Iterable[str] = ()) -> None:
        kept = frozenset(kept)
        self._by_head: dict[str, list[_Entry]] = {}
        self._singles: dict[str, list[_Entry]] = {}
        for word in sorted({*words, *kept}, key=lambda word: (-len(word), word)):
            table = self._by_head if len(word) > 1 else self._singles
            table.setdefault(word[:2], []).append((word, word in kept))

    def find(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Yield start, end and whether the word is only kept, for every word; none overlap."""
        free = 0
        for start in self._places(text):
            if start < free:
                continue
            for word, kept in self._entries(text, start):
                if text.startswith(word, start):
                    free = start + len(word)
                    yield start, free, kept
                    break

    def match(self, text: str, start: int) -> str | None:
        """Return the longest word that begins at `start`; `None`: none, or one that is only kept."""
        for word, kept in self._entries(text, start):
            if text.startswith(word, start):
                return None if kept else word
        return None

    def _places(self, text: str) -> list[int]:
        """Return where a word may begin, ascending."""
        heads, singles = self._by_head, self._singles
        places = [index for index, pair in enumerate(map(add, text, text[1:])) if pair in heads]
        if singles:
            places += [index for index, each in enumerate(text) if each in singles]
            places.sort()
        return places

    def _entries(self, text: str, start: int) -> Iterable[_Entry]:
        yield from self._by_head.get(text[start : start + 2], ())
        yield from self._singles.get(text[start : start + 1], ())
