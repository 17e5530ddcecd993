"""Windows of time that questions name, and the dates that records bear."""

import datetime
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Literal

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    IndustryCollege,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)

Certainty = Literal["certainly", "possibly"]
"""How sure a record must lie inside a window: every day that its date may be, or some day."""

Date = str | datetime.date | PartialDate
"""A date as callers write it: EDTF text such as `2022-03`, a day of the calendar, a date."""


def as_date(date: Date, name: str = "date") -> PartialDate:
    """Return `date` as a `PartialDate`.

    Raises:
        InvalidValueError: it is none; the message bears `name`.
    """
    if isinstance(date, PartialDate):
        return date
    if isinstance(date, datetime.datetime):
        raise InvalidValueError(f"{name}: found a time of day, expected a date")
    if isinstance(date, datetime.date):
        return PartialDate(date.isoformat())
    if not isinstance(date, str):
        found = type(date).__name__
        raise InvalidValueError(f"{name}: found {found}, expected a date such as '2022-03-01'")
    try:
        return PartialDate(date)
    except InvalidValueError as error:
        raise InvalidValueError(f"{name}: {error}") from None


def window(since: Date | None, until: Date | None) -> Period:
    """Return the time from `since` to `until`, both included; `None` leaves that end open.

    Raises:
        InvalidValueError: one is no date, both are `None`, or the end comes before the start.
    """
    if since is None and until is None:
        raise InvalidValueError("since, until: found neither, expected one date at least")
    start = None if since is None else as_date(since, "since")
    end = None if until is None else as_date(until, "until")
    return Period.of(start, end, open_start=start is None, open_end=end is None)


def year_window(year: int) -> PartialDate:
    """Return the whole of `year`.

    Raises:
        InvalidValueError: it is no whole number from 1 to 9999.
    """
    if type(year) is not int or not 1 <= year <= 9999:
        raise InvalidValueError(f"year: found {year!r}, expected a whole number from 1 to 9999")
    return PartialDate.of(year)


def check_certainty(certainty: str) -> bool:
    """Return whether records must lie inside for certain.

    Raises:
        UnknownNameError: it is neither `certainly` nor `possibly`.
    """
    if certainty not in ("certainly", "possibly"):
        raise UnknownNameError(f"found {certainty!r}, expected 'certainly' or 'possibly'")
    return certainty == "certainly"


def year_of(date: When | None) -> int | None:
    """Return the year in which the whole of `date` certainly lies; `None`: in no single one.

    >>> from schoolenterprise.dates import parse
    >>> year_of(parse("2022-02~")), year_of(parse("2021-12/2022-01")), year_of(None)
    (2022, None, None)
    """
    if date is None:
        return None
    first, last, _ = date.sort_key
    first, last = first // 10_000, -last // 10_000
    return int(first) if first == last else None


def date_of(record: Record) -> When | None:
    """Return the date that a record goes by; `None`: it has none, or its class has none.

    A visit, agreement, appointment, event or count goes by its date, an arrangement or placement
    by its beginning, a college by its establishment, a program by its period, a source by the day
    on which it was published.
    """
    return date_reader(type(record))(record)


def date_reader(cls: type[Record]) -> Callable[[Any], When | None]:
    """Return what reads of the records of `cls` the date that they go by."""
    return _DATES.get(cls, _no_date)


def _no_date(_: Record) -> None:
    return None


def dates_of(record: Record) -> tuple[When, ...]:
    """Return every date that a record bears of what it tells: of a college all its milestones."""
    if isinstance(record, IndustryCollege):
        return tuple(each.date for each in record.milestones if each.date is not None)
    date = date_of(record)
    return () if date is None else (date,)


_DATES: Mapping[type[Record], "attrgetter[Any]"] = {
    **{each: attrgetter("date") for each in (Visit, Agreement, Appointment, Event, Count)},
    **{each: attrgetter("since") for each in (Arrangement, Placement)},
    IndustryCollege: attrgetter("established"),
    Program: attrgetter("period"),
    Source: attrgetter("published"),
}

__all__ = [
    "Certainty",
    "Date",
    "as_date",
    "check_certainty",
    "date_of",
    "date_reader",
    "dates_of",
    "window",
    "year_of",
    "year_window",
]
