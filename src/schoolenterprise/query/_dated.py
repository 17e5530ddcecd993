"""`DatedSelection`: what can be asked of records that go by a date."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any, ClassVar, Self

from schoolenterprise.dates import When
from schoolenterprise.query._condition import Condition
from schoolenterprise.query._counting import if_any
from schoolenterprise.query._dates import (
    Certainty,
    Date,
    check_certainty,
    date_of,
    date_reader,
    window,
    year_of,
    year_window,
)
from schoolenterprise.query._rows import Key, Rows
from schoolenterprise.query._selection import R, Selection

Test = Callable[[Any], bool]

YEAR = Key("year", lambda record: (year_of(date_of(record)),))
"""The year in which the date of a record certainly lies; `None` for what lies in no single one."""
DATE = Key("date", lambda record: if_any(date_of(record)))
"""The date that a record goes by, for counting and sorting."""
COUNTED_YEAR = Key("year", lambda record: if_any(year_of(date_of(record))))
"""The same, for counting."""


class DatedSelection(Selection[R]):
    """Records that go by a date.

    A date may be known to the month or year only, or not at all. A record lies *certainly* inside
    a time when every day that its date may be does, *possibly* when some day does; one without a
    date lies possibly everywhere and certainly nowhere.
    """

    keys: ClassVar = {"year": COUNTED_YEAR, "date": DATE}

    def in_year(self, year: int, certainty: Certainty = "certainly") -> Self:
        """Keep the records whose date lies in `year`.

        Raises:
            InvalidValueError: `year` is no whole number from 1 to 9999.
            UnknownNameError: `certainty` is neither `certainly` nor `possibly`.
        """
        whole = year_window(year)
        if check_certainty(certainty):
            # The rows of the year are just those that lie inside.
            return self._with(
                Condition(self._inside(whole), lambda rows: [rows.bearing(YEAR, year)], exact=True)
            )
        return self._with(
            Condition(self._touching(whole), lambda rows: _of_years(rows, year, year))
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
        test = self._inside if check_certainty(certainty) else self._touching
        return self._with(Condition(test(whole), lambda rows: _of_years(rows, first, last)))

    def _inside(self, whole: When) -> Test:
        return _remembering(date_reader(self.cls), whole.contains, undated=False)

    def _touching(self, whole: When) -> Test:
        return _remembering(date_reader(self.cls), whole.overlaps, undated=True)


def _remembering(
    read: Callable[[Any], When | None], judge: Callable[[When], bool], *, undated: bool
) -> Test:
    """Return the test of a record by its date, which asks once about each date."""
    known: dict[str, bool] = {}

    def test(record: Any) -> bool:
        date = read(record)
        if date is None:
            return undated
        edtf = date.edtf
        if edtf not in known:
            known[edtf] = judge(date)
        return known[edtf]

    return test


def _of_years(rows: Rows[Any], first: int | None, last: int | None) -> list[Sequence[int]]:
    """Return the rows of the years from `first` to `last` and those that lie in no single year."""
    low, high = -inf if first is None else first, inf if last is None else last
    return [
        each
        for year, each in rows.by(YEAR).items()
        if not isinstance(year, int) or low <= year <= high
    ]


__all__ = ["YEAR", "DatedSelection"]
