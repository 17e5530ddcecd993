"""Finding the words of several tables, or many names, in a text, in one pass.

A regular expression of a thousand words tries them one by one wherever one may begin; looking up
each pair of characters in a table costs the same however many words there are.
"""

import re
from collections.abc import Iterable, Iterator

Found = tuple[int, int, bool]
"""Start and end of a word, and whether it is only passed over."""
_Entry = tuple[str, int, tuple[tuple[int, bool], ...]]
"""A word, its length, and the tables that hold it."""


_NONE: list[_Entry] = []


class WordFinder:
    """Finds the words of several tables, each on its own: words of one table may overlap another's.

    A table is a pair: the words asked for, and words that are passed over together with all that
    stands in them (布局 keeps 局 from being found).
    """

    def __init__(self, *tables: tuple[Iterable[str], Iterable[str]]) -> None:
        members: dict[str, list[tuple[int, bool]]] = {}
        for number, (words, kept) in enumerate(tables):
            passed_over = frozenset(kept)
            for word in {*words, *passed_over}:
                members.setdefault(word, []).append((number, word in passed_over))
        self._count = len(tables)
        self._by_head: dict[str, dict[str, list[_Entry]]] = {}
        self._singles: dict[str, list[_Entry]] = {}
        seconds = "".join({re.escape(word[1]) for word in members if len(word) > 1})
        firsts = "".join({re.escape(word[0]) for word in members if len(word) > 1})
        singles = "".join({re.escape(word) for word in members if len(word) == 1})
        pairs = f"[{firsts}](?=[{seconds}])" if firsts else ""
        alone = f"[{singles}]" if singles else ""
        self._candidate = re.compile("|".join(filter(None, (pairs, alone))) or "(?!)")
        """Finds where a word may begin: the two characters occur in words, if not in one."""
        by_head: dict[str, list[_Entry]] = {}
        for word in sorted(members, key=lambda word: (-len(word), word)):
            table = by_head if len(word) > 1 else self._singles
            table.setdefault(word[:2], []).append((word, len(word), tuple(members[word])))
        for head, entries in by_head.items():
            self._by_head[head] = _by_third(entries + self._singles.get(head[0], []))

    def find(self, text: str) -> tuple[list[Found], ...]:
        """Return what stands of each table: start, end, and whether it is passed over.

        The words of one table never overlap.
        """
        heads, singles = self._by_head, self._singles
        free = [0] * self._count
        found: tuple[list[Found], ...] = tuple([] for _ in free)
        for start in map(re.Match.start, self._candidate.finditer(text)):
            thirds = heads.get(text[start : start + 2])
            if thirds is None:
                entries = singles.get(text[start], _NONE)
            else:
                entries = thirds.get(text[start + 2 : start + 3]) or thirds[""]
            for word, length, tables in entries:
                if length > 3 and not text.startswith(word, start):
                    continue
                end = start + length
                # A longer word of the table, which came first, leaves no room for this one.
                for number, kept in tables:
                    if free[number] <= start:
                        free[number] = end
                        found[number].append((start, end, kept))
        return found

    def may_begin(self, text: str, start: int) -> Iterator[int]:
        """Yield where, from `start` on, a word may begin: few of these places, but all of them."""
        return map(re.Match.start, self._candidate.finditer(text, start))

    def match(self, text: str, start: int) -> str | None:
        """Return the longest word of the first table that begins at `start`; `None`: none does."""
        thirds = self._by_head.get(text[start : start + 2])
        if thirds is not None:
            entries = thirds.get(text[start + 2 : start + 3]) or thirds[""]
        elif self._singles:
            entries = self._singles.get(text[start : start + 1], _NONE)
        else:
            return None
        for word, length, tables in entries:
            if length <= 3 or text.startswith(word, start):
                for number, kept in tables:
                    if number == 0:
                        return None if kept else word
        return None


def _by_third(entries: list[_Entry]) -> dict[str, list[_Entry]]:
    """Return words of one head by their third character; those without one stand under each."""
    short = [entry for entry in entries if entry[1] < 3]
    thirds = dict.fromkeys((entry[0][2] for entry in entries if entry[1] > 2), _NONE)
    for third in thirds:
        thirds[third] = [entry for entry in entries if entry[0][2:3] in ("", third)]
    return {**thirds, "": short}


class NameIndex:
    """Finds names in a text, however many there are: the cost of a place hangs on the text alone.

    Where two characters may begin a name, one slice of the text for each length that such names
    have is looked up in a set.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: sorted(each, reverse=True) for head, each in lengths.items()}
        firsts = "".join({re.escape(head[0]) for head in lengths})
        seconds = "".join({re.escape(head[1]) for head in lengths})
        self._candidate = re.compile(f"[{firsts}](?=[{seconds}])" if lengths else "(?!)")

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of the longest name at each place; names may overlap.

        Every name has two characters at least.
        """
        names, lengths = self._names, self._lengths
        for place in self._candidate.finditer(text):
            start = place.start()
            for length in lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in names:
                    yield start, start + length
                    break
