"""`Period`: the time from one date to another, each known as far as its EDTF text says."""

import datetime
import reprlib
from math import inf
from typing import NamedTuple

from attrs import Factory, field, frozen
from dateutil.relativedelta import relativedelta

from schoolenterprise.dates._extent import UNKNOWN, Comparable, Extent, between, open_at
from schoolenterprise.dates._partial_date import PartialDate
from schoolenterprise.errors import InvalidValueError

_OPEN = ".."


class _Ends(NamedTuple):
    start: PartialDate | None
    end: PartialDate | None
    open_start: bool
    open_end: bool


def _ends(edtf: object) -> _Ends:
    halves = edtf.split("/") if isinstance(edtf, str) else []
    if len(halves) != 2:
        message = f"{reprlib.repr(edtf)} is no EDTF period"
        raise InvalidValueError(
            f"{message}: one / parts its ends, hyphens their parts: 2024-09-22/2024-09-26"
        )
    start, end = (None if half in ("", _OPEN) else PartialDate(half) for half in halves)
    if start is None and end is None:
        raise InvalidValueError(f"{edtf!r} is no period: at least one end must be a date")
    if start and end and end.certainly_before(start):
        raise InvalidValueError(f"{edtf!r} is no period: it ends before it begins")
    return _Ends(start, end, halves[0] == _OPEN, halves[1] == _OPEN)


def _extent(ends: _Ends) -> Extent:
    start = ends.start._extent if ends.start else open_at(-inf) if ends.open_start else UNKNOWN
    end = ends.end._extent if ends.end else open_at(inf) if ends.open_end else UNKNOWN
    return between(start, end)


@frozen(repr=False, str=False)
class Period(Comparable):
    """A period of EDTF level 0 or 1, made from its text: `2024-09-22/2024-09-26`.

    Both ends belong to it, and each may be as coarse as a `PartialDate`. `..` is an open end,
    nothing at all an unknown one: `2021/..` runs on, `2021/` ended nobody knows when. Ends with
    unspecified digits are taken too, though EDTF counts them as level 2: `199X/2004-XX`.

    `Period(text)` raises InvalidValueError, with the reason, when an end is no date, when neither
    is one, or when the end certainly comes before the start.

    >>> period = Period("2024-09-22/2024-09-26")
    >>> period.start, period.end
    (PartialDate('2024-09-22'), PartialDate('2024-09-26'))
    >>> Period("2024-09/2024-08")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    InvalidValueError: '2024-09/2024-08' is no period: it ends before it begins
    """

    edtf: str
    """时段：the text in EDTF, the one spelling of this period."""
    _ends: _Ends = field(
        init=False, eq=False, default=Factory(lambda self: _ends(self.edtf), takes_self=True)
    )
    _extent: Extent = field(
        init=False, eq=False, default=Factory(lambda self: _extent(self._ends), takes_self=True)
    )

    @classmethod
    def of(
        cls,
        start: PartialDate | None,
        end: PartialDate | None,
        *,
        open_start: bool = False,
        open_end: bool = False,
    ) -> "Period":
        """Make a period from its ends; `None` is an unknown end, or an open one where so marked.

        Raises:
            InvalidValueError: there is no such period, or an end is both a date and open.

        >>> Period.of(PartialDate("2021"), None, open_end=True)
        Period('2021/..')
        """
        return cls(f"{_half(start, open_start)}/{_half(end, open_end)}")

    @property
    def start(self) -> PartialDate | None:
        """The first date; `None`: open or unknown."""
        return self._ends.start

    @property
    def end(self) -> PartialDate | None:
        """The last date, which belongs to the period; `None`: open or unknown."""
        return self._ends.end

    @property
    def open_start(self) -> bool:
        """Whether it has no start: `..`."""
        return self._ends.open_start

    @property
    def open_end(self) -> bool:
        """Whether it runs on without end: `..`."""
        return self._ends.open_end

    @property
    def first(self) -> datetime.date | None:
        """First possible day; `None`: open, unknown, of an unknown year or outside 1 to 9999.

        >>> Period("2022-03/..").first, Period("2022-03/..").last
        (datetime.date(2022, 3, 1), None)
        """
        return self.start.first if self.start else None

    @property
    def last(self) -> datetime.date | None:
        """Last possible day; `None`: open, unknown, of an unknown year or outside 1 to 9999."""
        return self.end.last if self.end else None

    def __add__(self, delta: relativedelta) -> "Period":
        """Move both ends by `delta`; an open or unknown end stays so.

        Raises:
            InvalidValueError: an end cannot be moved so; see `PartialDate`.

        >>> Period("2022-03/2022-08") + relativedelta(years=1)
        Period('2023-03/2023-08')
        """
        if not isinstance(delta, relativedelta):
            return NotImplemented
        start, end = (date and date + delta for date in (self.start, self.end))
        return Period.of(start, end, open_start=self.open_start, open_end=self.open_end)

    __radd__ = __add__

    def __sub__(self, delta: relativedelta) -> "Period":
        """Move both ends back by `delta`; see `__add__`.

        >>> Period("2022-03/..") - relativedelta(months=1)
        Period('2022-02/..')
        """
        if not isinstance(delta, relativedelta):
            return NotImplemented
        return self + -delta


def _half(date: PartialDate | None, is_open: bool) -> str:
    if date is not None and is_open:
        raise InvalidValueError(f"an open end is no date, yet {date} is given")
    return date.edtf if date is not None else _OPEN if is_open else ""


__all__ = ["Period"]
