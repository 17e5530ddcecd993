"""Companion columns of dates, `date_first` and `date_last`: made, and held against the dates."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from schoolenterprise.columns._packages import arrow, compute
from schoolenterprise.dates import parse
from schoolenterprise.errors import InvalidValueError, Place, Problem, Severity


def contradictions(table: Any, companions: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    """Yield a warning for each day in a companion column that is not the one of its date.

    Where either of the two is null, or the date is faulty, nothing is said.
    """
    for name, (field, companion) in companions.items():
        if {name, field} <= set(table.column_names):
            yield from _of_column(table[field], table[name], name, companion)


def _of_column(dates: Any, days: Any, name: str, companion: str) -> Iterator[Problem]:
    pa, pc = arrow(), compute()
    types = pa.types
    if not types.is_date(days.type) and not types.is_timestamp(days.type):
        if days.null_count < len(days):
            found = f"a column of the type {days.type}"
            yield _warning(found, f"days, the {companion} of each date", Place(path=name))
        return
    if not _is_text(dates.type):
        return
    days = days.cast(pa.date32(), safe=False)
    expected = days_of(dates.combine_chunks(), companion)
    differ = pc.fill_null(pc.not_equal(days, expected), False)
    for row in pc.indices_nonzero(differ).to_pylist():
        place = Place(line=row + 1, path=name)
        yield _warning(_shown(days[row]), f"{expected[row]}, as {dates[row]} says", place)


def _shown(day: Any) -> str:
    try:
        return str(day)
    except (OverflowError, ValueError):  # after the year 9999
        return "a day that no calendar has"


def _is_text(found: Any) -> bool:
    types = arrow().types
    inner = found.value_type if types.is_dictionary(found) else found
    return bool(types.is_string(inner))


def days_of(dates: Any, companion: str) -> Any:
    """Return the `first` or the `last` possible days of dates in EDTF; null where none is known."""
    pa = arrow()
    coded = dates if pa.types.is_dictionary(dates.type) else dates.dictionary_encode()
    found = [_day(text, companion) for text in coded.dictionary.to_pylist()]
    return pa.array(found, pa.date32()).take(coded.indices)


@lru_cache(maxsize=65_536)
def _day(text: str, companion: str) -> Any:
    try:
        return getattr(parse(text), companion)
    except InvalidValueError:
        return None


def _warning(found: str, expected: str, place: Place) -> Problem:
    return Problem(
        code="companion-differs",
        found=found,
        expected=expected,
        advice="the date is read, this is not",
        place=place,
        severity=Severity.WARNING,
    )


__all__ = ["contradictions", "days_of"]
