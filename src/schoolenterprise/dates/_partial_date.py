"""`PartialDate`: one date, known as far as its EDTF text says; periods are not its business."""

import datetime

from attrs import Factory, field, frozen
from dateutil.relativedelta import relativedelta

from schoolenterprise.dates._arithmetic import moved
from schoolenterprise.dates._extent import Comparable, Extent
from schoolenterprise.dates._grammar import UNKNOWN_YEAR, Parts, Precision, read
from schoolenterprise.errors import InvalidValueError

_QUALIFIERS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


def _extent(parts: Parts, edtf: str) -> Extent:
    make = Extent.of_unknown_year if edtf.startswith(UNKNOWN_YEAR) else Extent.of_days
    return make(parts.low, parts.high)


@frozen(repr=False, str=False)
class PartialDate(Comparable):
    """A date of EDTF level 0 or 1, or of an unknown year, made from its text.

    - `2022-02-18`, `2022-02`, `2022`: a day, a month, a year
    - `2022-02~`, `2022?`, `2022-02-18%`: approximate, uncertain, both
    - `2022-21` … `2022-24`: spring, summer, autumn, winter
    - `201X`, `20XX`: some year of a decade, of a century
    - `2022-XX`, `2022-02-XX`, `2022-XX-XX`: some month, some day
    - `XXXX-03-05`, `XXXX-03`: 5 March, or March, of an unknown year
    - `-0044`, `Y170000002`: 45 BC; a year of more than four digits

    Every date has one spelling, so equality and hash are those of the text. Full-width digits,
    blanks and times of day are refused. A qualifier may also follow a season, an unspecified part
    and a long year. Seasons are those of the northern hemisphere: March to May is `21`; `24` ends
    with December, for EDTF numbers the seasons within one year, so a winter that runs on is the
    period `2022-12/2023-02`.

    `PartialDate(text)` raises InvalidValueError, with the reason, for anything else.

    >>> date = PartialDate("2022-02~")
    >>> date.year, date.month, date.day, date.approximate
    (2022, 2, None, True)
    >>> date.first, date.last
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    >>> PartialDate("2023-02-29")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    InvalidValueError: '2023-02-29' is no date: February 2023 has 28 days
    """

    edtf: str
    """日期：the text in EDTF, the one spelling of this date."""
    _parts: Parts = field(
        init=False, eq=False, default=Factory(lambda self: read(self.edtf), takes_self=True)
    )
    _extent: Extent = field(
        init=False,
        eq=False,
        default=Factory(lambda self: _extent(self._parts, self.edtf), takes_self=True),
    )

    @classmethod
    def of(
        cls,
        year: int | None,
        month: int | None = None,
        day: int | None = None,
        *,
        approximate: bool = False,
        uncertain: bool = False,
    ) -> "PartialDate":
        """Make a date from numbers: `year` `None` is an unknown year, months 21 to 24 are seasons.

        Raises:
            InvalidValueError: there is no such date, or a part is not an `int`.

        >>> PartialDate.of(2022, 2, approximate=True), PartialDate.of(None, 3, 5)
        (PartialDate('2022-02~'), PartialDate('XXXX-03-05'))
        """
        if month is None and day is not None:
            raise InvalidValueError(f"day {day} cannot stand without a month")
        parts = [_year(year)]
        parts += [_two_digits("month", month)] if month is not None else []
        parts += [_two_digits("day", day)] if day is not None else []
        return cls("-".join(parts) + _QUALIFIERS[bool(approximate), bool(uncertain)])

    @property
    def year(self) -> int | None:
        """The year, 0 being 1 BC; `None`: unknown, or known to the decade or century only."""
        return self._parts.year

    @property
    def month(self) -> int | None:
        """The month, 1 to 12; `None`: not said."""
        return self._parts.month

    @property
    def day(self) -> int | None:
        """The day of the month, 1 to 31; `None`: not said."""
        return self._parts.day

    @property
    def season(self) -> int | None:
        """The season: 21 spring, 22 summer, 23 autumn, 24 winter; `None`: not a season."""
        return self._parts.season

    @property
    def approximate(self) -> bool:
        """Whether the date is an estimate: `~` or `%`."""
        return self._parts.approximate

    @property
    def uncertain(self) -> bool:
        """Whether the date is in doubt: `?` or `%`."""
        return self._parts.uncertain

    @property
    def precision(self) -> Precision:
        """How fine the date is; an unspecified part counts: `2004-XX` has the precision month."""
        return self._parts.precision

    @property
    def is_exact(self) -> bool:
        """Whether this is one day, in full and without `~`, `?`, `%` or `X`."""
        parts = self._parts
        return parts.day is not None and parts.year is not None and self.edtf[-1].isdigit()

    @property
    def first(self) -> datetime.date | None:
        """First possible day; `None`: the year is unknown or outside 1 to 9999.

        >>> PartialDate("201X").first, PartialDate("XXXX-03-05").first
        (datetime.date(2010, 1, 1), None)
        """
        return self._parts.first

    @property
    def last(self) -> datetime.date | None:
        """Last possible day; `None`: the year is unknown or outside 1 to 9999.

        >>> PartialDate("2024-02").last
        datetime.date(2024, 2, 29)
        """
        return self._parts.last

    def __add__(self, delta: relativedelta) -> "PartialDate":
        """Move by `delta`, keeping precision and qualifier.

        Raises:
            InvalidValueError: `delta` has a step finer than the date is known to, or leads out of
                the years 1 to 9999; or the year is unknown and the answer depends on it.

        >>> PartialDate("2022-01-31") + relativedelta(months=1)
        PartialDate('2022-02-28')
        >>> PartialDate("2022-02~") + relativedelta(days=1)  # doctest: +IGNORE_EXCEPTION_DETAIL
        Traceback (most recent call last):
        InvalidValueError: 2022-02~ cannot be moved by days: it is known to the month only
        """
        if not isinstance(delta, relativedelta):
            return NotImplemented
        return PartialDate(moved(self.edtf, self._parts, delta))

    __radd__ = __add__

    def __sub__(self, delta: relativedelta) -> "PartialDate":
        """Move back by `delta`; see `__add__`.

        >>> PartialDate("2022-03") - relativedelta(years=1)
        PartialDate('2021-03')
        """
        if not isinstance(delta, relativedelta):
            return NotImplemented
        return self + -delta


def _year(year: int | None) -> str:
    if year is None:
        return UNKNOWN_YEAR
    _refuse_inexact("year", year)
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _two_digits(name: str, number: int) -> str:
    _refuse_inexact(name, number)
    if not 1 <= number <= 99:
        raise InvalidValueError(f"there is no {name} {number}")
    return f"{number:02d}"


def _refuse_inexact(name: str, number: int) -> None:
    if type(number) is not int:
        raise InvalidValueError(f"{name} is {number!r}, expected an int")


__all__ = ["PartialDate"]
