"""Moving a date by a `relativedelta` without making it finer or coarser than it is.

dateutil does the sum; here stands what may be added to which date. Nothing here compares.
"""

import datetime

from dateutil.relativedelta import relativedelta

from schoolenterprise.dates._grammar import UNKNOWN_YEAR, Parts, Precision
from schoolenterprise.errors import InvalidValueError

_TIME_OF_DAY = (
    *("hours", "minutes", "seconds", "microseconds"),
    *("hour", "minute", "second", "microsecond"),
)
_BELOW_MONTH = ("days", "leapdays", "day", "weekday")
_BELOW_YEAR = ("months", "month", *_BELOW_MONTH)
_YEARS_IN_ONE = {Precision.DECADE: 10, Precision.CENTURY: 100}

# Around the leap year 2000: what holds from each of these holds from any year, within two years.
_YEARS_TO_TRY = range(1998, 2003)


def moved(edtf: str, parts: Parts, delta: relativedelta) -> str:
    """Return the EDTF text of the date `edtf`, whose parts are `parts`, moved by `delta`.

    Raises:
        InvalidValueError: `delta` is finer than the date, or leads out of the years 1 to 9999.
    """
    delta = delta.normalized()
    _refuse_finer_steps(edtf, parts, delta)
    if edtf.startswith(UNKNOWN_YEAR):
        return _rewritten(edtf, parts, _moved_in_some_year(edtf, parts, delta))
    if parts.low.date is None:
        raise InvalidValueError(f"{edtf} cannot be moved: only the years 1 to 9999 can")
    try:
        return _rewritten(edtf, parts, parts.low.date + delta)
    except (ValueError, OverflowError):
        message = f"{edtf} cannot be moved by {delta}: only the years 1 to 9999 can be reached"
        raise InvalidValueError(message) from None


def _refuse_finer_steps(edtf: str, parts: Parts, delta: relativedelta) -> None:
    finer: tuple[str, ...] = () if parts.day else _BELOW_MONTH if parts.month else _BELOW_YEAR
    given = [name for name in (*_TIME_OF_DAY, *finer) if _is_given(delta, name)]
    unit = _YEARS_IN_ONE.get(parts.precision, 1)
    if delta.years % unit or (unit > 1 and _is_given(delta, "year")):
        given.append("years")
    if given:
        message = f"{edtf} cannot be moved by {', '.join(given)}"
        raise InvalidValueError(f"{message}: it is known to the {_known_to(parts)} only")


def _known_to(parts: Parts) -> str:
    if parts.day or parts.month:
        return "day" if parts.day else "month"
    # An unspecified day or month, XX, is none that is known.
    return "year" if parts.precision in (Precision.DAY, Precision.MONTH) else parts.precision.value


def _is_given(delta: relativedelta, name: str) -> bool:
    """Whether `delta` says `name`; a plural is a step, 0 by default, a singular sets, `None`."""
    value = getattr(delta, name)
    return value is not None and (value != 0 or not name.endswith("s"))


def _moved_in_some_year(edtf: str, parts: Parts, delta: relativedelta) -> datetime.date:
    if delta.years or delta.year is not None or abs(delta.days) > 365:
        raise InvalidValueError(f"{edtf} cannot be moved by a year or more: its year is unknown")
    days = [
        datetime.date(year, *parts.low[1:]) + delta
        for year in _YEARS_TO_TRY
        if parts.low[1:] != (2, 29) or year == 2000
    ]
    if len({(day.month, day.day) for day in days}) > 1:
        message = f"{edtf} cannot be moved by {delta}: the answer depends on its year"
        raise InvalidValueError(message)
    return days[0]


def _rewritten(edtf: str, parts: Parts, date: datetime.date) -> str:
    """Return `edtf` with the parts that it knows taken from `date`, all else kept."""
    core = edtf.rstrip("?~%")
    month = f"{parts.season or date.month:02d}"
    fresh = (f"{date.year:04d}", month, f"{date.day:02d}")
    written = (_overlaid(old, new) for old, new in zip(core.split("-"), fresh, strict=False))
    return "-".join(written) + edtf[len(core) :]


def _overlaid(old: str, new: str) -> str:
    return "".join("X" if was == "X" else now for was, now in zip(old, new, strict=True))
