"""Tallies of many records, counted in columns: pyarrow counts faster than Python can look."""

from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from schoolenterprise.columns import Columns, count, count_distinct, top
from schoolenterprise.query._tally import Tally

Rows = Sequence[int] | None
"""Numbers of the records that count; `None`: all of them."""


def tally(columns: Columns, field: str, rows: Rows) -> Tally:
    """Return how many of `rows` bear each value of `field`, found when somebody looks."""
    chosen = _chosen(rows)

    def best(number: int) -> list[tuple[Any, int]]:
        # One of the largest numbers may be that of the records without a value.
        found = top(columns, field, number + 1, chosen)
        return [(key, each) for key, each in found if key is not None][:number]

    return Tally(
        lambda: _valued(count(columns, field, chosen)),
        lambda: _bare(columns, field, chosen),
        best,
    )


def tally_distinct(columns: Columns, by: str, of: str, rows: Rows) -> Tally:
    """Return how many different values of `of` the rows have for each value of `by`."""
    chosen = _chosen(rows)
    every = _valued(count(columns, by, chosen))
    found = count_distinct(columns, by, of, chosen)
    return Tally({key: found.get(key, 0) for key in every}, lambda: _bare(columns, by, chosen))


def _chosen(rows: Rows) -> Rows:
    return None if rows is None else array("i", rows)


def _valued(numbers: Mapping[Any, int]) -> dict[Any, int]:
    return {key: number for key, number in numbers.items() if key is not None}


def _bare(columns: Columns, field: str, rows: Rows) -> int:
    """Return how many of the rows have no value."""
    offsets = columns.coded(field).offsets
    if offsets is None:
        return count(columns, field, rows).get(None, 0)
    if rows is None:
        return sum(start == end for start, end in pairwise(offsets))
    return sum(offsets[row] == offsets[row + 1] for row in rows)


__all__ = ["tally", "tally_distinct"]
