"""Arrow arrays made from the values of one field, column by column; it knows no records."""

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import Any

from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._types import field_type, inner_shapes, is_one_choice, value_type
from schoolenterprise.convert import compiled
from schoolenterprise.model import NO_EXTRA, Shape


def array_of(shape: Shape, values: Sequence[Any]) -> Any:
    """Return the Arrow array of a field's values; `None` becomes null."""
    return _lists(shape, values) if shape.many else _ones(shape, values)


def column_of(shape: Shape, values: Sequence[Any]) -> Any:
    """Return the Arrow array of a field that is a column of its own."""
    if is_one_choice(shape):
        return choices(shape.type, values)  # type: ignore[arg-type]  # a closed set iterates
    return array_of(shape, values)


def choices(members: Iterable[str], values: Iterable[str | None]) -> Any:
    """Return values of a closed set as numbers into the list of all its `members`."""
    pa = arrow()
    codes = {str(member): number for number, member in enumerate(members)}
    numbers = pa.array([None if each is None else codes[each] for each in values], pa.int32())
    return pa.DictionaryArray.from_arrays(numbers, pa.array(codes, pa.string()))


@cache
def reading(field: str) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what reads a field of all rows: a loop of its own is faster than any general one."""
    name = f"read_{field}"
    return compiled(name, (f"def {name}(rows):", f"    return [row.{field} for row in rows]"), {})


def _ones(shape: Shape, values: Sequence[Any]) -> Any:
    if shape.kind == "nested":
        return _structs(shape, values)
    plain = values
    if shape.kind in ("date", "when"):
        plain = [None if each is None else each.edtf for each in values]
    elif shape.kind == "extra":
        plain = _extras(values)
    return arrow().array(plain, value_type(shape))


def _extras(values: Sequence[Any]) -> Sequence[str | None]:
    # Compared by identity first, so that counting the one that is empty costs next to nothing.
    if values.count(NO_EXTRA) == len(values):
        return [None] * len(values)
    return [json.dumps(dict(each), ensure_ascii=False) if each else None for each in values]


def _lists(shape: Shape, values: Sequence[Any]) -> Any:
    pa = arrow()
    mask = _missing(values)
    held = values if mask is None else [each or () for each in values]
    offsets = array("i", accumulate(map(len, held), initial=0))
    starts = pa.Array.from_buffers(pa.int32(), len(offsets), [None, pa.py_buffer(offsets)])
    inner = _ones(shape, list(chain.from_iterable(held)))
    return pa.ListArray.from_arrays(starts, inner, type=field_type(shape), mask=mask)


def _structs(shape: Shape, values: Sequence[Any]) -> Any:
    mask = _missing(values)
    children = []
    for name, inner in inner_shapes(shape.type).items():
        empty = () if inner.many else None
        held = (
            reading(name)(values)
            if mask is None
            else [empty if each is None else getattr(each, name) for each in values]
        )
        children.append(array_of(inner, held))
    fields = list(value_type(shape))
    return arrow().StructArray.from_arrays(children, fields=fields, mask=mask)


def _missing(values: Sequence[Any]) -> Any:
    """Return which values are `None`, as Arrow wants it; `None` when all are there."""
    missing = [each is None for each in values]
    return arrow().array(missing, arrow().bool_()) if True in missing else None


__all__ = ["array_of", "choices", "column_of", "reading"]
