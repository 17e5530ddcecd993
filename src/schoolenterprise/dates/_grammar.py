"""The grammar of one EDTF date: its text in, its parts out, or the reason why it is none.

Source: ISO 8601-2:2019, levels 0 and 1, as published by the Library of Congress (EDTF, 2019-02-04);
beyond it `XXXX-03-05` and `XXXX-03`, which level 2 knows. Nothing here compares or adds.
"""

import calendar
import datetime
import re
import reprlib
from enum import StrEnum
from typing import NamedTuple, Self, TypeGuard

from schoolenterprise.errors import InvalidValueError

UNKNOWN_YEAR = "XXXX"

_DATE = re.compile(
    r"(-?[0-9]{4}|-?[0-9]{2}(?:[0-9]X|XX)|XXXX|Y-?[1-9][0-9]{4,11})"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?"
    r"([?~%]?)"
)

# First match wins: the most telling reason stands first. Compiled when a text is refused.
_REASONS = (
    (r"[^\x00-\x7f]", "only ASCII digits, letters and signs may stand in it"),
    (r"[0-9]T|[0-9]:[0-9]", "a time of day is not kept, give the date alone: 2022-02-18"),
    (r"/[^/]*/|[0-9]/[0-9]{1,2}(?![0-9])", "hyphens part year, month and day: 2022-02-18"),
    (r"/", "it is a period, which Period takes"),
    (r"\s", "no blank may stand in it"),
    (r"[0-9][ux]|[ux][0-9]|[ux]{2}", "an unknown digit is a capital X: 201X"),
    (r"[?~%]{2}|\?.*~|~.*\?", "approximate and uncertain together are %: 2022-02%"),
    (r"[?~%].", "~, ? or % may stand at its end alone"),
    (r"[\[\]{},]|\.\.", "sets of dates belong to level 2"),
    (r"^[0-9]{8}$|^[0-9]{6}$", "hyphens part year, month and day: 2022-02-18"),
    (r"^[0-9]{4}-[0-9](?![0-9])|-[0-9]$", "month and day take two digits: 2022-02-08"),
    (r"^-?[0-9]{5}", "a year of more than four digits begins with Y: Y12022"),
    (r"^$", "it is empty"),
)
_EXPECTED = "expected a form such as 2022-02-18, 2022-02, 2022, 2022-02~, 201X or XXXX-02-18"

# Not calendar.month_name, which follows the locale of the process.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS_OF_SEASON = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Precision(StrEnum):
    """How fine a date is, coarsest last; an unspecified part counts: `2004-XX` is a month.

    >>> Precision.MONTH, Precision("month").label
    (<Precision.MONTH: 'month'>, '月')
    """

    label: str
    """Chinese name."""

    DAY = "day", "日"
    MONTH = "month", "月"
    SEASON = "season", "季"
    YEAR = "year", "年"
    DECADE = "decade", "年代"
    CENTURY = "century", "世纪"

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Day(NamedTuple):
    """One day of the proleptic Gregorian calendar, in any year; year 0 is 1 BC."""

    year: int
    month: int
    day: int

    @property
    def date(self) -> datetime.date | None:
        """The same as a `datetime.date`; `None` outside the years 1 to 9999 that it can hold."""
        return datetime.date(*self) if 1 <= self.year <= 9999 else None


class Parts(NamedTuple):
    """What a date's text says; `None`: it does not say."""

    year: int | None
    month: int | None
    day: int | None
    season: int | None
    approximate: bool
    uncertain: bool
    precision: Precision
    low: Day
    """First possible day; in year 0 when the year is unknown."""
    high: Day
    """Last possible day, likewise."""
    first: datetime.date | None
    """First possible day as a date; `None`: unknown year, or one that a date cannot hold."""
    last: datetime.date | None
    """Last possible day, likewise."""


def read(text: object) -> Parts:
    """Return the parts of the EDTF date `text`.

    Raises:
        InvalidValueError: `text` is no EDTF date of level 0 or 1, or its day does not exist.
    """
    match = _DATE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise InvalidValueError(f"{reprlib.repr(text)} is no EDTF date: {_reason(text)}")
    year, month, day, qualifier = match.groups()
    fault = _fault_of_form(year, month, day) or _fault_of_calendar(year, month, day)
    if fault:
        raise InvalidValueError(f"{text!r} is no date: {fault}")
    low, high = _days(year, month, day)
    is_known = year != UNKNOWN_YEAR
    return Parts(
        year=low.year if is_known and low.year == high.year else None,
        month=int(month) if _is_number(month) and int(month) <= 12 else None,
        day=int(day) if _is_number(day) else None,
        season=int(month) if _is_number(month) and int(month) > 12 else None,
        approximate=qualifier in ("~", "%"),
        uncertain=qualifier in ("?", "%"),
        precision=_precision(year, month, day),
        low=low,
        high=high,
        first=low.date if is_known else None,
        last=high.date if is_known else None,
    )


def _days_in(year: int | None, month: int) -> int:
    """Return how many days `month` has in `year`; at most has, when the year is `None`, unknown."""
    # 0 is a leap year.
    return calendar.monthrange(year or 0, month)[1]


def _is_number(part: str | None) -> TypeGuard[str]:
    return part is not None and part != "XX"


def _days(year: str, month: str | None, day: str | None) -> tuple[Day, Day]:
    earliest, latest = _years(year)
    first_month, last_month = _months(month)
    if _is_number(day):
        return Day(earliest, first_month, int(day)), Day(latest, last_month, int(day))
    last_day = _days_in(latest, last_month)
    return Day(earliest, first_month, 1), Day(latest, last_month, last_day)


def _years(year: str) -> tuple[int, int]:
    """Return the earliest and latest year that `year` may mean; 0, a leap year, when unknown."""
    if year == UNKNOWN_YEAR:
        return 0, 0
    digits = year.removeprefix("Y")
    ends = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    # There is no year -0000, so -000X ends with -0001.
    return (ends[1], ends[0] or -1) if digits[0] == "-" else ends


def _months(month: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        return 1, 12
    number = int(month)
    return _MONTHS_OF_SEASON.get(number, (number, number))


def _precision(year: str, month: str | None, day: str | None) -> Precision:
    if day:
        return Precision.DAY
    if month:
        return Precision.SEASON if month > "20" and month != "XX" else Precision.MONTH
    return {0: Precision.YEAR, 1: Precision.DECADE, 2: Precision.CENTURY}[year.count("X")]


def _fault_of_form(year: str, month: str | None, day: str | None) -> str | None:
    """Return why these parts do not stand together at level 0 or 1, `None` when they do."""
    if year == UNKNOWN_YEAR:
        known = _is_number(month) and day != "XX"
        return None if known else "without a year it must have a month: XXXX-03 or XXXX-03-05"
    if month and "X" in year:
        return "a decade or century stands alone; a month in it belongs to level 2"
    if month and year[0] == "Y":
        return "a year of more than four digits stands alone"
    if month == "XX" and _is_number(day):
        return "a day of an unknown month belongs to level 2"
    return None


def _fault_of_calendar(year: str, month: str | None, day: str | None) -> str | None:
    """Return why the calendar has no such date, `None` when it has."""
    if year == "-0000":
        return "there is no year -0000; 1 BC is 0000"
    if not _is_number(month):
        return None
    number = int(month)
    if number in _MONTHS_OF_SEASON:
        return "a season has no numbered days" if day else None
    if 25 <= number <= 41:
        return f"the part {number} of a year belongs to level 2"
    if not 1 <= number <= 12:
        return f"there is no month {month}"
    return _fault_of_day(year, number, int(day)) if _is_number(day) else None


def _fault_of_day(year: str, month: int, day: int) -> str | None:
    known = None if year == UNKNOWN_YEAR else int(year)
    longest = _days_in(known, month)
    if 1 <= day <= longest:
        return None
    name = _MONTHS[month - 1]
    if known is None:
        return f"{name} has at most {longest} days"
    return f"{name} {year} has {longest} days"


def _reason(text: object) -> str:
    if not isinstance(text, str):
        return f"text is wanted, not {type(text).__name__}"
    # Any date is shorter; a cut keeps the search short on a text of any length.
    head = text[:64]
    for pattern, reason in _REASONS:
        if re.search(pattern, head):
            return reason
    return _EXPECTED
