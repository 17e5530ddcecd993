"""`DatedSelection`: what can be asked of records that go by a date."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.model import Record
from schoolenterprise.query._condition import Condition
from schoolenterprise.query._counting import if_any
from schoolenterprise.query._dates import (
    Certainty,
    Date,
    check_certainty,
    date_of,
    window,
    year_of,
    year_window,
)
from schoolenterprise.query._rows import Key, Rows
from schoolenterprise.query._selection import R, Selection

YEAR = Key("year", lambda record: (year_of(date_of(record)),))
"""The year in which the date of a record certainly lies; `None` for what lies in no single one."""
COUNTED_YEAR = Key("year", lambda record: if_any(year_of(date_of(record))))
"""The same, for counting."""


class DatedSelection(Selection[R]):
    """Records that go by a date.

    A date may be known to the month or year only, or not at all. A record lies *certainly* inside
    a time when every day that its date may be does, *possibly* when some day does; one without a
    date lies possibly everywhere and certainly nowhere.
    """

    keys: ClassVar = {"year": COUNTED_YEAR}

    def in_year(self, year: int, certainty: Certainty = "certainly") -> Self:
        """Keep the records whose date lies in `year`.

        Raises:
            InvalidValueError: `year` is no whole number from 1 to 9999.
            UnknownNameError: `certainty` is neither `certainly` nor `possibly`.
        """
        whole = year_window(year)
        if not check_certainty(certainty):
            return self._with(_possibly_inside(whole, year, year))
        return self._with(
            Condition(_inside_year(whole), lambda rows: [rows.bearing(YEAR, year)], exact=True)
        )

    def between(
        self, since: Date | None, until: Date | None, certainty: Certainty = "certainly"
    ) -> Self:
        """Keep the records whose date lies from `since` to `until`, both included.

        A coarse end counts whole: until `2022-03` means until 31 March. `None` leaves an end open.

        Raises:
            InvalidValueError: an end is no date, both are `None`, or they are in the wrong order.
            UnknownNameError: `certainty` is neither `certainly` nor `possibly`.
        """
        whole = window(since, until)
        first, last = (each.year if each else None for each in (whole.start, whole.end))
        if not check_certainty(certainty):
            return self._with(_possibly_inside(whole, first, last))
        return self._with(
            Condition(
                lambda record: _is_inside(date_of(record), whole),
                lambda rows: _of_years(rows, first, last),
            )
        )


def _inside_year(whole: PartialDate) -> Any:
    year, contains = whole.edtf, whole.contains

    def holds(record: Record) -> bool:
        date = date_of(record)
        # A whole day or month begins with its year and goes no further.
        if date is not None and len(date.edtf) <= 10:
            return date.edtf.startswith(year) and contains(date)
        return date is not None and contains(date)

    return holds


def _is_inside(date: PartialDate | Period | None, whole: PartialDate | Period) -> bool:
    return date is not None and whole.contains(date)


def _possibly_inside(whole: PartialDate | Period, first: int | None, last: int | None) -> Condition:
    def holds(record: Record) -> bool:
        date = date_of(record)
        return date is None or whole.overlaps(date)

    return Condition(holds, lambda rows: _of_years(rows, first, last))


def _of_years(rows: Rows[Any], first: int | None, last: int | None) -> list[Sequence[int]]:
    """Return the rows of the years from `first` to `last` and those that lie in no single year."""
    low, high = first if first is not None else -(10**9), last if last is not None else 10**9
    return [
        each
        for year, each in rows.by(YEAR).items()
        if not isinstance(year, int) or low <= year <= high
    ]


__all__ = ["YEAR", "DatedSelection"]
