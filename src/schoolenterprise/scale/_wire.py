"""Readings as bytes on the way from one process to another, by columns; nothing is checked.

A record pickled by itself calls Python for each value, which costs a tenth of the reading. Here the
values of one field in all records of a class lie in one list, and such lists are taken apart and
put into place without a loop in Python. Both ends are the same version, so the form is nobody
else's business.
"""

import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from schoolenterprise.collector import collector_paused
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.model import Shape, shapes
from schoolenterprise.model.extra import NO_EXTRA, Extra
from schoolenterprise.reader import Reading
from schoolenterprise.scale._page import PageRead

Column: TypeAlias = Any
"""The values of one field, in the form of its shape."""
Table: TypeAlias = tuple[type, int, list[Column]]
"""A class, the number of its objects, and their columns."""
Pool: TypeAlias = dict[type, list[Any]]
"""Values such as evidence, of all classes that hold them, in the order in which they are held."""
Supply: TypeAlias = Mapping[type, Iterator[Any]]
"""The same, on their way back."""


def pack(pages: Sequence[PageRead]) -> bytes:
    """Return `pages` as bytes."""
    records: dict[type, list[Any]] = {}
    outlines = [
        (page.path, page.problems, page.reading and _outline(page.reading, records))
        for page in pages
    ]
    pool: Pool = {}
    tables = [_table(cls, items, pool) for cls, items in records.items()]
    pooled = [_table(cls, items, pool) for cls, items in pool.items()]
    return pickle.dumps((outlines, tables, pooled), protocol=5)


def unpack(data: bytes) -> list[PageRead]:
    """Return the pages that `pack` made `data` of."""
    with collector_paused():
        return _unpacked(data)


def _unpacked(data: bytes) -> list[PageRead]:
    outlines, tables, pooled = pickle.loads(data)
    supply: Supply = {table[0]: iter(_objects(table, {})) for table in pooled}
    records: Supply = {table[0]: iter(_objects(table, supply)) for table in tables}
    return [
        PageRead(path=path, problems=problems, reading=outline and _reading(outline, records))
        for path, problems, outline in outlines
    ]


def _outline(
    reading: Reading, records: dict[type, list[Any]]
) -> tuple[list[type], dict[str, object]]:
    """Return the classes of the records of `reading` in order, and everything else in it."""
    for record in reading:
        records.setdefault(type(record), []).append(record)
    rest = {name: getattr(reading, name) for name in _names_beside_the_records()}
    return list(map(type, reading)), rest


def _reading(outline: tuple[list[type], dict[str, Any]], records: Supply) -> Reading:
    classes, rest = outline
    source, *others = [next(records[cls]) for cls in classes]
    return Reading(source=source, records=tuple(others), **rest)


@cache
def _names_beside_the_records() -> tuple[str, ...]:
    names = (each.name for each in attrs.fields(Reading))
    return tuple(name for name in names if name not in ("source", "records"))


def _table(cls: type, objects: list[Any], pool: Pool) -> Table:
    columns = [_column(shape, list(map(get, objects)), pool) for get, _, shape in _slots(cls)]
    return cls, len(objects), columns


def _objects(table: Table, supply: Supply) -> list[Any]:
    cls, number, columns = table
    objects: list[Any] = list(map(object.__new__, repeat(cls, number)))
    for (_, put, shape), column in zip(_slots(cls), columns, strict=True):
        deque(map(put, objects, _values(shape, column, supply)), maxlen=0)
    return objects


@cache
def _slots(cls: type) -> tuple[tuple[Any, Any, Shape | None], ...]:
    """Return for each field of `cls` what gets it, what puts it into its slot, and its shape.

    The shape is left out where the values travel as they are.
    """
    shape_of = {name: None if _travels(shape) else shape for name, shape in shapes(cls).items()}
    return tuple(
        (attrgetter(each.name), getattr(cls, each.name).__set__, shape_of.get(each.name))
        for each in attrs.fields(cls)
    )


def _travels(shape: Shape) -> bool:
    return shape.kind not in ("nested", "extra", "date", "when")


def _column(shape: Shape | None, values: list[Any], pool: Pool) -> Column:
    if shape is None:
        return values
    if shape.kind == "nested":
        return _nested(shape, values, pool)
    if shape.kind == "extra":
        return [dict(value) if value else None for value in values] if any(values) else None
    return [value and (value.edtf, type(value) is Period) for value in values]


def _values(shape: Shape | None, column: Column, supply: Supply) -> Iterable[Any]:
    if shape is None:
        return column  # type: ignore[no-any-return]  # a list of what `_column` was given
    if shape.kind == "nested":
        return _flat(shape, column, supply)
    if shape.kind == "extra":
        return map(_extra, column) if column else repeat(NO_EXTRA)
    return [value and _when(*value) for value in column]


def _nested(shape: Shape, values: list[Any], pool: Pool) -> Column:
    """Return how many values each object holds, and those values, unless they go to the pool."""
    held = values if shape.many else [() if value is None else (value,) for value in values]
    items = list(chain.from_iterable(held))
    numbers = list(map(len, held))
    if not _is_leaf(shape.type):
        return numbers, _table(shape.type, items, pool)
    pool.setdefault(shape.type, []).extend(items)
    return numbers, None


def _flat(shape: Shape, column: Column, supply: Supply) -> Iterator[Any]:
    numbers, table = column
    items = supply[shape.type] if table is None else iter(_objects(table, supply))
    if shape.many:
        return map(tuple, map(islice, repeat(items), numbers))
    return (next(items) if number else None for number in numbers)


@cache
def _is_leaf(cls: type) -> bool:
    """Whether values of `cls` hold no others that travel in tables."""
    return all(shape.kind != "nested" for shape in shapes(cls).values())


def _extra(items: dict[str, object] | None) -> Extra:
    return Extra(items) if items else NO_EXTRA


@lru_cache(maxsize=4_096)
def _when(edtf: str, is_period: bool) -> PartialDate | Period:
    return Period(edtf) if is_period else PartialDate(edtf)


__all__ = ["pack", "unpack"]
