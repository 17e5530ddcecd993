"""Counting on `Columns`: how often, how many different ones, and the most frequent; no records."""

from array import array
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from schoolenterprise.columns import _fast, _plain
from schoolenterprise.columns._coded import Columns, Numbers
from schoolenterprise.columns._packages import compute
from schoolenterprise.errors import MissingExtraError

ARROW_PAYS = 50_000
"""From this many rows on, pyarrow counts where it is installed; below, plain Python is as quick."""


def count(columns: Columns, field: str, rows: Sequence[int] | None = None) -> dict[Any, int]:
    """Return how often each value of `field` stands in the records, in order of appearance.

    A field with several values counts each of them once a record; a field with one counts `None`
    as well. Values that do not occur are left out.

    Args:
        columns: the coded records.
        field: field of text, ids, numbers, flags or members of a closed set.
        rows: numbers of the records that count, in any order; `None`: all of them.

    Raises:
        InvalidValueError: the field holds dates, unknown keys, or values of several fields.
        UnknownNameError: there is no such field.

    >>> from schoolenterprise.model import Visit
    >>> visits = [Visit(hosts=("enterprise:甲",)), Visit(hosts=("enterprise:乙", "enterprise:甲"))]
    >>> count(Columns(Visit, visits), "hosts")
    {'enterprise:甲': 2, 'enterprise:乙': 1}
    """
    coded, chosen = columns.coded(field), _chosen(rows)
    codes, counts = engine(columns, chosen).tally(coded, chosen)
    return dict(zip(map(coded.keys.__getitem__, codes), counts, strict=True))


def top(
    columns: Columns, field: str, number: int, rows: Sequence[int] | None = None
) -> list[tuple[Any, int]]:
    """Return the `number` most frequent values of `field` with their counts, see `count`.

    The most frequent comes first, of equally frequent ones the one that appears first.

    Raises:
        InvalidValueError: as `count` does.
        UnknownNameError: as `count` does.
    """
    coded, chosen = columns.coded(field), _chosen(rows)
    counting = engine(columns, chosen)
    codes, counts = counting.tally(coded, chosen)
    return [(coded.keys[codes[at]], counts[at]) for at in counting.largest(counts, number)]


def count_distinct(
    columns: Columns, by: str, of: str, rows: Sequence[int] | None = None
) -> dict[Any, int]:
    """Return for each value of `by` with how many different values of `of` it shares a record.

    `None` of `by` is a value, `None` of `of` is none. Values of `by` without any are left out; the
    others stand in the order in which they appear.

    Raises:
        InvalidValueError: as `count` does.
        UnknownNameError: as `count` does.

    >>> from schoolenterprise.model import Visit
    >>> visits = [Visit(visitor="institution:一", hosts=("enterprise:甲", "enterprise:乙"))] * 2
    >>> count_distinct(Columns(Visit, visits), "visitor", "hosts")
    {'institution:一': 2}
    """
    ones, others, chosen = columns.coded(by), columns.coded(of), _chosen(rows)
    ignored = others.keys.index(None) if None in others.keys else -1
    codes, counts = engine(columns, chosen).pairs(ones, others, chosen, ignored)
    return dict(zip(map(ones.keys.__getitem__, codes), counts, strict=True))


def _chosen(rows: Sequence[int] | None) -> "Numbers | None":
    if rows is None or (isinstance(rows, array) and rows.typecode == "i"):
        return rows
    return array("i", rows)


def engine(columns: Columns, rows: Sequence[int] | None) -> ModuleType:
    """Return the module that counts so many rows soonest."""
    few = len(columns if rows is None else rows) < ARROW_PAYS
    return _plain if few or not arrow_counts() else _fast


def arrow_counts() -> bool:
    """Whether pyarrow is there to count many records."""
    try:
        compute()
    except MissingExtraError:
        return False
    return True


__all__ = ["ARROW_PAYS", "arrow_counts", "count", "count_distinct", "engine", "top"]
