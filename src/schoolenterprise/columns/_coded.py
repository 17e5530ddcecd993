"""`Columns`: fields of many records as numbers, made when first asked for; it counts nothing."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from math import inf
from operator import attrgetter
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.columns._types import DATES, family
from schoolenterprise.dates import When
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.model import Record, Shape, shapes

# Quoted, for Python 3.11 knows no array[int] when it runs.
Numbers: TypeAlias = "array[int]"
"""Whole numbers side by side in memory, which Arrow reads where they are."""

FOREVER = 2**62
"""Stands for a bound that there is not; every day of every year is nearer to 0."""

NEVER = 2**63 - 1
"""First and last day of what no number tells: it lies behind every bound."""


@frozen
class Coded:
    """One field of all records, as numbers into the list of its different values."""

    keys: Sequence[Any]
    """The different values, in the order in which they first appear; `None` may be one."""
    codes: Numbers
    """`codes[n]` is the number of a key: of row n, or of the n-th item of all lists."""
    offsets: "Numbers | None"
    """Items of row n are those from `offsets[n]` to `offsets[n + 1]`; `None`: each row has one."""


@frozen
class Days:
    """The days that a date field of all records may take up: year × 10000 + month × 100 + day."""

    first: Numbers
    """Earliest day; `-FOREVER`: it has no bound."""
    last: Numbers
    """Latest day; `FOREVER`: it has no bound."""
    recurring: Numbers
    """Rows with a date of an unknown year, of which no number tells; both are `NEVER` there."""
    dates: Sequence[When | None]
    """The dates themselves; without one, both numbers are `NEVER`."""


class Columns:
    """Fields of the records of one class, coded as numbers, to be counted fast.

    Each field is coded when it is first asked for, and kept. Records are not looked at again:
    whoever holds this throws it away when the records change.

    Raises:
        InvalidValueError: on creation, `cls` is no class of records.

    >>> from schoolenterprise.model import Visit
    >>> columns = Columns(Visit, [Visit(hosts=("enterprise:甲", "enterprise:乙")), Visit()])
    >>> hosts = columns.coded("hosts")
    >>> hosts.keys, list(hosts.codes), list(hosts.offsets)
    (('enterprise:甲', 'enterprise:乙'), [0, 1], [0, 2, 2])
    """

    def __init__(self, cls: type, records: Sequence[Record]) -> None:
        self.cls = cls
        self.records = records if isinstance(records, list) else tuple(records)
        self._shapes = _shapes(cls)
        self._coded: dict[str, Coded] = {}
        self._days: dict[str, Days] = {}

    def __len__(self) -> int:
        return len(self.records)

    def coded(self, field: str) -> Coded:
        """Return a field that holds text, ids, numbers, flags or members of a closed set.

        Raises:
            InvalidValueError: it holds dates, unknown keys, or values of several fields.
            UnknownNameError: there is no such field.
        """
        if field not in self._coded:
            shape = self._shape(field)
            if shape.kind in ("nested", "extra", *DATES):
                found = f"{self._named(field)} holds {shape.expected}"
                raise InvalidValueError(f"{found}, which is no single value to count")
            make = _many if shape.many else _one
            self._coded[field] = make(self._values(field, () if shape.many else None))
        return self._coded[field]

    def countable(self, field: str) -> bool:
        """Whether `coded` takes this field."""
        shape = self._shapes.get(field)
        return shape is not None and shape.kind not in ("nested", "extra", *DATES)

    def days(self, field: str) -> Days:
        """Return the days of a field that holds a date or a period.

        Raises:
            InvalidValueError: it holds something else.
            UnknownNameError: there is no such field.
        """
        if field not in self._days:
            shape = self._shape(field)
            if shape.kind not in DATES:
                raise InvalidValueError(
                    f"{self._named(field)} holds {shape.expected}, expected a field of dates"
                )
            self._days[field] = _days(self._values(field, None))
        return self._days[field]

    def _shape(self, field: str) -> Shape:
        try:
            return self._shapes[field]
        except (KeyError, TypeError):
            expected = ", ".join(self._shapes)
            raise UnknownNameError(
                f"{self.cls.__name__}: found the field {field!r}, expected one of {expected}"
            ) from None

    def _named(self, field: str) -> str:
        return f"{self.cls.__name__}.{field}"

    def _values(self, field: str, absent: object) -> list[Any]:
        """Return a field of every record; `absent` where the class of the record has none."""
        if all(field in shapes(each) for each in family(self.cls)):
            return list(map(attrgetter(field), self.records))
        return [getattr(each, field, absent) for each in self.records]


def _shapes(cls: type) -> dict[str, Shape]:
    return {name: shape for each in family(cls) for name, shape in shapes(each).items()}


def _one(values: Iterable[Any]) -> Coded:
    keys, codes = _coded(values)
    return Coded(keys, codes, None)


def _many(values: Sequence[Sequence[Any]]) -> Coded:
    # A value that a record names twice counts once; that is rare, so few tuples are made anew.
    once = [each if len(set(each)) == len(each) else tuple(dict.fromkeys(each)) for each in values]
    keys, codes = _coded(chain.from_iterable(once))
    return Coded(keys, codes, array("i", accumulate(map(len, once), initial=0)))


def _coded(values: Iterable[Any]) -> tuple[tuple[Any, ...], Numbers]:
    # A key that is not there yet gets the next number: one look-up a value, none in Python.
    numbers: defaultdict[Any, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    codes = array("i", map(numbers.__getitem__, values))
    return tuple(numbers), codes


def _days(dates: Sequence[When | None]) -> Days:
    extents = [None if date is None else date.extent for date in dates]
    told = [None if each is None or each.season else each for each in extents]
    recurring = (row for row, each in enumerate(extents) if each is not None and each.season)
    return Days(
        first=array("q", [NEVER if each is None else whole(each.first) for each in told]),
        last=array("q", [NEVER if each is None else whole(each.last) for each in told]),
        recurring=array("i", recurring),
        dates=dates,
    )


def whole(bound: float) -> int:
    """Return the bound of an extent as a whole number."""
    return int(bound) if -inf < bound < inf else FOREVER if bound > 0 else -FOREVER


__all__ = ["FOREVER", "NEVER", "Coded", "Columns", "Days", "Numbers", "whole"]
