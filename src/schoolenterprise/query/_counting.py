"""Counting over the rows of a class, by the quickest way that a question leaves open."""

from collections.abc import Callable, Collection, Hashable, Iterable
from operator import attrgetter
from typing import Any

from schoolenterprise.model import Record, shapes
from schoolenterprise.query._rows import Key, Rows
from schoolenterprise.query._tally import Tally

_FIELD_KEYS: dict[tuple[type[Record], str], Key] = {}


def field_key(cls: type[Record], name: str) -> Key:
    """Return the key that the field `name` of `cls` makes, the same one every time."""
    known = _FIELD_KEYS.get((cls, name))
    return known or _FIELD_KEYS.setdefault((cls, name), _field_key(cls, name))


def _field_key(cls: type, name: str) -> Key:
    read: Callable[[Any], Any] = attrgetter(name)
    if shapes(cls)[name].many:
        return Key(name, lambda record: once(read(record)), name)
    return Key(name, lambda record: if_any(read(record)), name)


def once(values: tuple[Any, ...]) -> Collection[Any]:
    """Return each of `values` once."""
    return values if len(values) < 2 else dict.fromkeys(values)


def if_any(value: Any) -> Collection[Any]:
    """Return the keys that one value makes: itself, unless it is `None`."""
    return () if value is None else (value,)


def count_all(rows: Rows[Any], by: Key) -> Tally:
    """Return how many of all records bear each value of `by`."""
    if rows.whole:
        numbers = {value: len(each) for value, each in rows.by(by).items()}
        return Tally(numbers, rows.bare(by))
    return count(rows, by)


def count(records: Iterable[Record], by: Key) -> Tally:
    """Return how many of `records` bear each value of `by`."""
    numbers: dict[Hashable, int] = {}
    without, of = 0, by.of
    for record in records:
        values = of(record)
        without += not values
        for value in values:
            numbers[value] = numbers.get(value, 0) + 1
    return Tally(numbers, without)


def count_distinct(records: Iterable[Record], by: Key, of: Key) -> Tally:
    """Return how many different values of `of` the records have for each value of `by`."""
    found: dict[Hashable, set[Hashable]] = {}
    without, of_by, of_other = 0, by.of, of.of
    for record in records:
        values = of_by(record)
        without += not values
        for value in values:
            found.setdefault(value, set()).update(of_other(record))
    return Tally({value: len(each) for value, each in found.items()}, without)


__all__ = ["count", "count_all", "count_distinct", "field_key", "if_any"]
