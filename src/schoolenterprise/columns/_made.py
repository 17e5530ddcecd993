"""The fast way from Arrow arrays to records: column by column, and only what is surely sound.

It finds no faults. At the least doubt (a fault, an unknown key, a missing id) it gives up with one
of `DOUBTS`, and `_examined`, which is slow and says everything, has the word. Text is looked at
once a different value, so what recurs is checked, parsed and kept in memory once; equal values
inside records are one object.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schoolenterprise.columns._cells import (
    DOUBTS,
    extras,
    flags,
    identifiers,
    integers,
    sure,
    texts,
)
from schoolenterprise.columns._filled import (
    Cells,
    Each,
    Keyed,
    Same,
    Slices,
    filled,
    listed,
    numbers,
    shared,
)
from schoolenterprise.columns._packages import arrow, compute
from schoolenterprise.columns._types import CLASS
from schoolenterprise.model import NO_EXTRA, Evidence, Record, Shape, shapes


def made(batch: Any, members: Sequence[type[Record]]) -> list[Record]:
    """Return the records in the rows of `batch`, a `pyarrow.RecordBatch`, of these classes.

    Raises:
        DOUBTS: a row may be faulty, or hold something that the model does not know.
    """
    batch.validate(full=True)
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    named = columns.pop(CLASS, None)
    if named is None or batch.num_rows == 0:
        return _records(members[0], columns, batch.num_rows)
    names = named.to_pylist()
    if len(members) == 1:
        sure(set(names) == {members[0].__name__})
        return _records(members[0], columns, batch.num_rows)
    sure(set(names) <= {each.__name__ for each in members})
    return _mixed(names, columns, members)


def _mixed(
    names: Sequence[str], columns: Mapping[str, Any], members: Iterable[type]
) -> list[Record]:
    found: list[Any] = [None] * len(names)
    for cls in members:
        rows = [row for row, name in enumerate(names) if name == cls.__name__]
        numbers = arrow().array(rows, arrow().int64())
        own = {name: column.take(numbers) for name, column in columns.items()}
        foreign = (column for name, column in own.items() if name not in shapes(cls))
        sure(all(column.null_count == len(rows) for column in foreign))
        fields = {name: column for name, column in own.items() if name in shapes(cls)}
        for row, record in zip(rows, _records(cls, fields, len(rows)), strict=True):
            found[row] = record
    return found


def _records(cls: type, columns: Mapping[str, Any], number: int) -> list[Record]:
    sure("id" in columns)
    objects = filled(cls, _fields(cls, columns), number)
    _finish(cls, objects)
    return objects


def _fields(cls: type, columns: Mapping[str, Any]) -> dict[str, Cells]:
    """Return the values of each field of `cls`; a field without a column has its default."""
    sure(columns.keys() <= shapes(cls).keys())
    return {
        name: _cells(cls, name, shape, columns[name]) if name in columns else _default(shape)
        for name, shape in shapes(cls).items()
    }


def _finish(cls: type, objects: Sequence[Any]) -> None:
    """Let the class judge what its values say together."""
    own = getattr(cls, "__attrs_post_init__", None)
    if cls is Evidence:
        sure(True not in [each.end - each.start != len(each.quote) for each in objects])
    elif own is not None and own is not Record.__attrs_post_init__:
        deque(map(own, objects), maxlen=0)


def _default(shape: Shape) -> Same:
    sure(not shape.required)
    return Same(NO_EXTRA if shape.kind == "extra" else shape.default)


def _cells(cls: type, name: str, shape: Shape, column: Any) -> Cells:
    if shape.kind == "extra":
        return extras(cls, column)
    if shape.many:
        return _tuples(shape, column)
    if column.null_count and not shape.optional:
        sure(not shape.required and column.null_count == len(column) and name != "id")
        return Same(shape.default)
    own = name == "id" and issubclass(cls, Record) and not column.null_count
    return identifiers(shape, column) if own else _ones(shape, column)


def _ones(shape: Shape, column: Any) -> Cells:
    if shape.kind == "nested":
        return _structs(shape.type, column)
    if shape.kind == "integer":
        return integers(column)
    return flags(column) if shape.kind == "flag" else texts(shape, column)


def _tuples(shape: Shape, column: Any) -> Cells:
    sure(arrow().types.is_list(column.type) and not column.null_count)
    items = column.flatten()
    sure(not items.null_count)
    if not len(items):
        return Same(())
    cells = _ones(shape, items)
    if isinstance(cells, Keyed) and (single := _single(cells, column)):
        return single
    offsets = numbers(column.offsets, "i")
    start = offsets[0]
    ends = [offset - start for offset in offsets[1:]] if start else offsets[1:]
    return Slices(tuple(listed(cells, len(items))), ends)


def _single(cells: Keyed, column: Any) -> Keyed | None:
    """Return lists of at most one item, of which equal ones are one; `None`: some are longer."""
    pa, pc = arrow(), compute()
    lengths = pc.list_value_length(column)
    if pc.max(lengths).as_py() > 1:
        return None
    starts = pc.subtract(column.offsets[:-1], column.offsets[0])
    places = pc.if_else(pc.equal(lengths, 1), starts, pa.scalar(None, pa.int32()))
    codes = cells.codes.take(places).fill_null(len(cells.keys))
    return Keyed([*((key,) for key in cells.keys), ()], codes)


def _structs(cls: type, column: Any) -> Cells:
    sure(arrow().types.is_struct(column.type))
    there = column.drop_null() if column.null_count else column
    names = [each.name for each in column.type]
    sure(len(set(names)) == len(names))
    fields = _fields(cls, dict(zip(names, there.flatten(), strict=True)))
    cells = shared(cls, fields, len(there)) or Each(filled(cls, fields, len(there)))
    _finish(cls, cells.keys if isinstance(cells, Keyed) else cells.values)
    if not column.null_count:
        return cells
    rest = iter(listed(cells, len(there)))
    return Each([next(rest) if valid else None for valid in column.is_valid().to_pylist()])


__all__ = ["DOUBTS", "made"]
