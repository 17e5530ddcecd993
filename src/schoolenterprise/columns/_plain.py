"""Counting over coded columns in plain Python: quickest for a few rows, and it needs no package.

`_fast` has the same functions and gives the same answers.
"""

import heapq
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from schoolenterprise.columns._coded import Coded, Days, Numbers


def tally(coded: Coded, rows: "Numbers | None") -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the keys in these rows as they first appear, and how often each is."""
    if rows is None:
        # In all rows together, keys appear in the order of their numbers.
        counts = [0] * len(coded.keys)
        for code in coded.codes:
            counts[code] += 1
        return range(len(counts)), counts
    found = Counter(_items(coded, rows))
    return list(found), list(found.values())


def pairs(
    by: Coded, of: Coded, rows: "Numbers | None", ignored: int
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the keys of `by`, and with how many keys of `of` each shares a row.

    The key of `of` with the number `ignored` does not count.
    """
    width = len(of.keys)
    every = range(len(by.codes if by.offsets is None else by.offsets[1:])) if rows is None else rows
    found = dict.fromkeys(
        one * width + other
        for row in every
        for one in _at(by, row)
        for other in _at(of, row)
        if other != ignored
    )
    counts = Counter(pair // width for pair in found)
    return list(counts), list(counts.values())


def largest(counts: Sequence[int], number: int) -> list[int]:
    """Return where the `number` largest counts stand, largest first, of equal ones the first."""
    return heapq.nlargest(number, range(len(counts)), key=counts.__getitem__)


def between(days: Days, earliest: tuple[int, int], latest: tuple[int, int]) -> Numbers:
    """Return the rows whose first and last day lie in `earliest` and in `latest`, bounds included.

    Each is a pair of bounds: the first day from … to, the last day from … to.
    """
    (low, high), (lower, higher) = earliest, latest
    both = zip(days.first, days.last, strict=True)
    return array(
        "i",
        [
            row
            for row, (first, last) in enumerate(both)
            if low <= first <= high and lower <= last <= higher
        ],
    )


def _items(coded: Coded, rows: Numbers) -> Iterable[int]:
    if coded.offsets is None:
        return map(coded.codes.__getitem__, rows)
    return chain.from_iterable(_at(coded, row) for row in rows)


def _at(coded: Coded, row: int) -> Numbers:
    if coded.offsets is None:
        return coded.codes[row : row + 1]
    return coded.codes[coded.offsets[row] : coded.offsets[row + 1]]


__all__ = ["between", "largest", "pairs", "tally"]
