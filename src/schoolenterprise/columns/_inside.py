"""Rows whose dates lie inside a time, certainly or possibly, as `dates` decides of each alone."""

from array import array

from schoolenterprise.columns._coded import FOREVER, Columns, Numbers, whole
from schoolenterprise.columns._count import engine
from schoolenterprise.dates import Extent, PartialDate, Period, When
from schoolenterprise.errors import wrong_type


def rows_within(columns: Columns, field: str, time: When) -> Numbers:
    """Return the rows, in their order, whose date certainly lies in `time`: `time.contains(date)`.

    Rows without a date do not.

    Raises:
        InvalidValueError: the field holds no date, or `time` is none.
        UnknownNameError: there is no such field.

    >>> from schoolenterprise.dates import PartialDate
    >>> from schoolenterprise.model import Visit
    >>> columns = Columns(Visit, [Visit(date=PartialDate(each)) for each in ("2022-02", "202X")])
    >>> list(rows_within(columns, "date", PartialDate("2022")))
    [0]
    >>> list(rows_overlapping(columns, "date", PartialDate("2022")))
    [0, 1]
    """
    days, extent = columns.days(field), _extent(time)
    low, high = whole(extent.sure_first), whole(extent.sure_last)
    found: Numbers = engine(columns, None).between(days, (low, FOREVER), (-FOREVER, high))
    if low <= whole(extent.first) and whole(extent.last) <= high:
        return found
    # What has no certain day contains nothing but itself.
    same = [row for row, date in enumerate(days.dates) if date == time]
    return array("i", sorted({*found, *same}))


def rows_overlapping(columns: Columns, field: str, time: When) -> Numbers:
    """Return the rows, in their order, whose date may lie in `time`: `time.overlaps(date)`.

    Rows without a date do not. See `rows_within`.

    Raises:
        InvalidValueError: the field holds no date, or `time` is none.
        UnknownNameError: there is no such field.
    """
    days, extent = columns.days(field), _extent(time)
    if extent.season:
        # Of a time that comes back every year no number tells.
        dates = enumerate(days.dates)
        return array("i", [row for row, date in dates if date and time.overlaps(date)])
    low, high = whole(extent.first), whole(extent.last)
    found: Numbers = engine(columns, None).between(days, (-FOREVER, high), (low, FOREVER))
    known = ((row, days.dates[row]) for row in days.recurring)
    recurring = [row for row, date in known if date and time.overlaps(date)]
    return array("i", sorted([*found, *recurring])) if recurring else found


def _extent(time: When) -> Extent:
    if not isinstance(time, PartialDate | Period):
        raise wrong_type("time", time, "a PartialDate or Period")
    return time.extent


__all__ = ["rows_overlapping", "rows_within"]
