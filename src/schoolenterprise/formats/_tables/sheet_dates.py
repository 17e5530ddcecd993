"""Days in workbooks: numbers that a format of the cell makes a date; times of day are left out."""

import datetime
import math
import re

# ECMA-376 part 1, 18.8.30: formats that a workbook need not spell out, 27 to 58 as in Chinese.
_DAYS = frozenset({14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58})
_MONTHS = frozenset({17, 27, 36, 50, 52, 57})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')

DAY, MONTH, YEAR = "day", "month", "year"

_EPOCH = datetime.date(1899, 12, 30)
_EPOCH_1904 = datetime.date(1904, 1, 1)
_FIRST_RIGHT = 61
"""1 March 1900; before it spreadsheets count a 29 February 1900 that never was."""
FIRST = datetime.date(1900, 3, 1)
"""The first day that every spreadsheet shows as the same day."""


def precision(number: int, code: str | None) -> str | None:
    """Return how fine a date the format shows; `None`: it shows no date.

    >>> precision(14, None), precision(170, 'yyyy"年"m"月"'), precision(0, "General")
    ('day', 'month', None)
    """
    if code is None:
        return DAY if number in _DAYS else MONTH if number in _MONTHS else None
    letters = set(_LITERAL.sub("", code).lower())
    if "general" in code.lower() or not letters & set("ymd"):
        return None
    if "d" in letters:
        return DAY
    if "y" in letters:
        return MONTH if "m" in letters else YEAR
    return None


def day_of(number: float, from_1904: bool) -> datetime.date | None:
    """Return the day that a number stands for; `None`: none that a calendar has."""
    whole = math.floor(number)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    if not from_1904 and whole < _FIRST_RIGHT:
        whole += 1
    try:
        return epoch + datetime.timedelta(days=whole) if number >= 0 else None
    except OverflowError:
        return None


def shown(day: datetime.date, fineness: str) -> datetime.date | str:
    """Return `day` as a person who typed `2022-02`, or `2022`, meant it: a first stands for all."""
    if fineness == MONTH and day.day == 1:
        return day.isoformat()[:7]
    if fineness == YEAR and (day.month, day.day) == (1, 1):
        return day.isoformat()[:4]
    return day


__all__ = ["DAY", "FIRST", "MONTH", "YEAR", "day_of", "precision", "shown"]
