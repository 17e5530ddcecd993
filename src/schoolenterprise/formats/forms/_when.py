"""Dates of forms: the day or the month that a date certainly is, its digits, and its words."""

import datetime
from collections.abc import Iterable

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.formats.forms._form import Written


def day_of(date: When) -> datetime.date | None:
    """Return the day that `date` is; `None`: a month, a period, about a day."""
    try:
        return datetime.date.fromisoformat(date.edtf)
    except ValueError:
        return None


def earliest_month(dates: Iterable[When]) -> tuple[str | None, str | None]:
    """Return the month in which the first of `dates` lies, and what is known where none is certain.

    A date that may lie before that month, such as a year, leaves it open.

    >>> earliest_month([PartialDate("2024-11-15"), PartialDate("2023-05")])
    ('2023-05', None)
    >>> earliest_month([PartialDate("2024-11-15"), PartialDate("2016")])
    (None, '2024年11月15日、2016年')
    """
    told = list(dict.fromkeys(dates))
    months = [month for each in told if (month := _month_of(each)) is not None]
    first = min(months, default=None)
    bound = float("inf") if first is None else first * 100 + 1
    if first is None or any(_may_precede(each, bound) for each in told):
        return None, "、".join(map(in_words, told)) or None
    return f"{first // 100:04}-{first % 100:02}", None


def _may_precede(date: When, bound: float) -> bool:
    return _month_of(date) is None and date.extent.first < bound


def _month_of(date: When) -> int | None:
    """Return year × 100 + month of the month that all of `date` lies in; `None`: not certain."""
    if isinstance(date, Period):
        ends = {_month_of(each) for each in (date.start, date.end) if each is not None}
        whole = date.start is not None and date.end is not None and len(ends) == 1
        return ends.pop() if whole else None
    vague = date.approximate or date.uncertain
    if vague or date.year is None or date.month is None or not 1 <= date.month <= 12:
        return None
    return date.year * 100 + date.month


def digits(value: object, written: Written | None) -> object:
    """Return a day, or a month such as `2024-03`, as a form wants it; anything else as it is.

    >>> digits(datetime.date(2024, 3, 5), Written.DAY), digits("2024-03", Written.MONTH)
    ('20240305', '202403')
    """
    if written is Written.DAY and isinstance(value, datetime.date):
        return value.isoformat().replace("-", "")
    if written is Written.MONTH and isinstance(value, str):
        return value.replace("-", "")
    return value


def in_words(date: When) -> str:
    """Return a date as people write it in Chinese; what has no usual words stays EDTF.

    >>> from schoolenterprise.dates import parse
    >>> in_words(parse("2022-02~")), in_words(parse("2024-01-16/2024-01-18"))
    ('2022年2月前后', '2024年1月16日至2024年1月18日')
    >>> in_words(parse("XXXX-01-09"))
    '1月9日（年份不详）'
    """
    if isinstance(date, Period):
        ends = (date.start, date.end)
        return "至".join(in_words(each) for each in ends if each) if all(ends) else date.edtf
    known = date.month is None or 1 <= date.month <= 12
    if not known or (date.year is None and date.month is None):
        return date.edtf
    parts = ((date.year, "年"), (date.month, "月"), (date.day, "日"))
    told = "".join(f"{number}{unit}" for number, unit in parts if number is not None)
    return told + "（年份不详）" * (date.year is None) + _doubt(date)


def _doubt(date: PartialDate) -> str:
    return "前后" * date.approximate + "（存疑）" * date.uncertain


__all__ = ["day_of", "digits", "earliest_month", "in_words"]
