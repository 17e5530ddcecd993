"""Which days a date or a period may take up, and the comparisons that follow from that alone.

Reads no text and knows no precision. A day is the number year × 10000 + month × 100 + day, so that
days of any year compare; `-inf` and `inf` stand for "no bound".
"""

import calendar
from math import inf
from typing import NamedTuple, Self

from schoolenterprise.dates._grammar import Day


class Extent(NamedTuple):
    """The outermost days, the days that are certain, and the bounds of both ends."""

    first: float
    """Earliest day that it may take up."""
    last: float
    """Latest day that it may take up."""
    latest_start: float
    """Latest day on which it may begin."""
    earliest_end: float
    """Earliest day on which it may end."""
    sure_first: float
    """First of the days that certainly lie in it; after `sure_last` when none does."""
    sure_last: float
    """Last of the days that certainly lie in it."""
    season: tuple[int, int] | None = None
    """First and last month and day of a date of an unknown year; `None`: no such date."""

    @classmethod
    def of_days(cls, low: Day, high: Day) -> Self:
        """Return the extent of a date somewhere from `low` to `high`, both included."""
        first, last = _number(low), _number(high)
        return cls(first, last, last, first, first, last)

    @classmethod
    def of_unknown_year(cls, low: Day, high: Day) -> Self:
        """Return the extent of a date from `low` to `high` of some year."""
        season = (low.month * 100 + low.day, high.month * 100 + high.day)
        return cls(-inf, inf, inf, -inf, inf, -inf, season)

    def meets(self, other: "Extent") -> bool:
        """Whether some day may lie in both."""
        if self.season and other.season:
            return self.season[0] <= other.season[1] and other.season[0] <= self.season[1]
        if self.season:
            return _recurs_within(self.season, other.first, other.last)
        if other.season:
            return _recurs_within(other.season, self.first, self.last)
        return self.first <= other.last and other.first <= self.last


UNKNOWN = Extent(-inf, inf, inf, -inf, inf, -inf)
"""An end of which nothing is known."""


def between(start: Extent, end: Extent) -> Extent:
    """Return the extent of a period whose ends lie in `start` and in `end`."""
    start_known = start.sure_first <= start.sure_last
    end_known = end.sure_first <= end.sure_last
    return Extent(
        first=start.first,
        last=end.last,
        latest_start=min(start.latest_start, end.last),
        earliest_end=max(end.earliest_end, start.first),
        sure_first=start.sure_first if start_known else end.sure_first,
        sure_last=end.sure_last if end_known else start.sure_last,
    )


def open_at(bound: float) -> Extent:
    """Return the extent of an open end: `-inf` for a start, `inf` for an end."""
    return Extent(bound, bound, bound, bound, bound, bound)


class Comparable:
    """What `PartialDate` and `Period` share: comparison by the days that they may take up.

    The bounds are those that the text states: `~` and `?` widen nothing, for no standard says by
    how much. A period takes up its ends whole: `2022-03/2022-08` begins with 1 March and ends with
    31 August.

    There is no `<`: of `2022` and `2022-05` neither comes first. Sort by `sort_key`, compare by
    `certainly_before` and `possibly_before`.
    """

    __slots__ = ()

    edtf: str
    _extent: Extent

    @property
    def extent(self) -> Extent:
        """The days that it may take up, as bounds: what every comparison goes by."""
        return self._extent

    def contains(self, other: "Comparable") -> bool:
        """Whether `other` certainly lies inside: every day that it may take up is one of this.

        An end that is unknown, or of an unknown year, bounds nothing: what lies beyond the other
        end is not certainly inside. Each date contains itself.

        >>> from schoolenterprise.dates import parse
        >>> parse("2022-03/2022-08").contains(parse("2022-03-05"))
        True
        >>> parse("2022").contains(parse("2021-12-30/2022-01-02"))
        False
        """
        mine, theirs = self._extent, other._extent
        inside = mine.sure_first <= theirs.first and theirs.last <= mine.sure_last
        return inside or self == other

    def overlaps(self, other: "Comparable") -> bool:
        """Whether the two may have a day in common.

        >>> from schoolenterprise.dates import parse
        >>> parse("2022-02").overlaps(parse("2022")), parse("XXXX-03-05").overlaps(parse("2022-04"))
        (True, False)
        """
        return self._extent.meets(other._extent)

    def certainly_before(self, other: "Comparable") -> bool:
        """Whether this ends before `other` begins, whichever days the two turn out to be.

        >>> from schoolenterprise.dates import parse
        >>> parse("2022-02").certainly_before(parse("2022-03-01"))
        True
        >>> parse("2022").certainly_before(parse("2022-05"))
        False
        """
        return self._extent.last < other._extent.first

    def possibly_before(self, other: "Comparable") -> bool:
        """Whether this may end before `other` begins.

        >>> from schoolenterprise.dates import parse
        >>> parse("2022").possibly_before(parse("2022-05"))
        True
        >>> parse("2022-05-02").possibly_before(parse("2022-05-02"))
        False
        """
        return self._extent.earliest_end < other._extent.latest_start

    @property
    def sort_key(self) -> tuple[float, float, str]:
        """Key of one fixed order: by first day, of equal ones the longer before the shorter.

        An open or unknown start comes first of all, what has no known year last.

        >>> from schoolenterprise.dates import parse
        >>> dates = map(parse, ["XXXX-03-05", "2022-01-01", "2023", "2022", "../2022-06"])
        >>> [str(date) for date in sorted(dates, key=lambda date: date.sort_key)]
        ['../2022-06', '2022', '2022-01-01', '2023', 'XXXX-03-05']
        """
        extent = self._extent
        start = inf if extent.latest_start == inf else extent.first
        return (start, -extent.last, self.edtf)

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.edtf!r})"


def _number(day: Day) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _recurs_within(season: tuple[int, int], first: float, last: float) -> bool:
    """Whether days of `season`, which come back every year, may lie from `first` to `last`."""
    start, end = first // 10_000, last // 10_000
    # Two 29 Februaries are at most eight years apart; an infinite bound gives nan or inf here.
    if not end - start <= 8:
        return True
    return any(
        first <= year * 10_000 + season[1] and year * 10_000 + season[0] <= last
        for year in range(int(start), int(end) + 1)
        if season != (229, 229) or calendar.isleap(year)
    )
