"""`Condition`: what a question asks of a record, and the rows among which the answer lies."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from attrs import frozen

from schoolenterprise.query._rows import Key, Rows

Lists = Sequence[Sequence[int]]
"""Lists of rows, each in order."""


@frozen(eq=False)
class Condition:
    """One condition of a question."""

    holds: Callable[[Any], bool]
    """判断：whether a record satisfies it."""
    lists: Callable[[Rows[Any]], Lists] | None = None
    """候选：lists outside of which no row satisfies it; `None`: any row may."""
    exact: bool = False
    """确切：whether every row of the lists satisfies it."""


def bears(key: Key, values: Collection[Hashable]) -> Condition:
    """Return the condition that a record bears one of `values`."""
    of, wanted = key.of, frozenset(values)
    one = next(iter(wanted)) if len(wanted) == 1 else None
    return Condition(
        (lambda record: one in of(record))
        if one is not None
        else (lambda record: not wanted.isdisjoint(of(record))),
        lambda rows: [rows.bearing(key, value) for value in wanted],
        exact=True,
    )


def fewest(
    conditions: Sequence[Condition], rows: Rows[Any]
) -> tuple[Condition | None, Sequence[int]]:
    """Return the condition with the fewest rows in its lists, and these; without one, all rows."""
    best, best_size, best_lists = None, len(rows), list[Sequence[int]]()
    for each in conditions:
        if each.lists is not None:
            lists = each.lists(rows)
            size = sum(map(len, lists))
            if best is None or size < best_size:
                best, best_size, best_lists = each, size, list(lists)
    return best, rows.numbers() if best is None else _united(best_lists)


def _united(lists: Sequence[Sequence[int]]) -> Sequence[int]:
    if len(lists) == 1:
        return lists[0]
    return sorted({row for each in lists for row in each})


__all__ = ["Condition", "bears", "fewest"]
