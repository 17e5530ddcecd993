"""`spanning`: one date or period that takes in several; guesses no year that is not known."""

from collections.abc import Iterable
from math import isinf

from schoolenterprise.dates._parse import When
from schoolenterprise.dates._period import Period


def spanning(dates: Iterable[When]) -> When | None:
    """Return what takes in all of `dates`: one of them, or the period from earliest to latest.

    `None`: there is none, or one that the others do not contain has no known year, or an end that
    is open or unknown.

    >>> from schoolenterprise.dates import parse
    >>> spanning(map(parse, ["2022-03-05", "2021-11", "2022"]))
    Period('2021-11/2022')
    >>> spanning(map(parse, ["2022", "2022-03-05"]))
    PartialDate('2022')
    >>> spanning(map(parse, ["2022", "XXXX-03-05"])) is None
    True
    """
    whole: When | None = None
    for date in dates:
        whole = date if whole is None else _of_two(whole, date)
        if whole is None:
            return None
    return whole


def _of_two(one: When, other: When) -> When | None:
    if one.contains(other):
        return one
    if other.contains(one):
        return other
    mine, theirs = one._extent, other._extent
    if any(map(isinf, (mine.first, mine.last, theirs.first, theirs.last))):
        return None
    start = one if mine.first <= theirs.first else other
    end = one if mine.last >= theirs.last else other
    return Period.of(
        start.start if isinstance(start, Period) else start,
        end.end if isinstance(end, Period) else end,
    )


__all__ = ["spanning"]
