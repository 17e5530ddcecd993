"""Arrow arrays made from the values of one field, column by column; it knows no records."""

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._types import field_type, inner_shapes, is_one_choice, value_type
from schoolenterprise.model import NO_EXTRA, Shape


def array_of(shape: Shape, values: Sequence[Any]) -> Any:
    """Return the Arrow array of a field's values; `None` becomes null."""
    return _lists(shape, values) if shape.many else _ones(shape, values)


def column_of(shape: Shape, values: Sequence[Any]) -> Any:
    """Return the Arrow array of a field that is a column of its own."""
    if is_one_choice(shape):
        return choices(shape.type, values)  # type: ignore[arg-type]  # a closed set iterates
    return array_of(shape, values)


def days(values: Sequence[Any], companion: str) -> Any:
    """Return the first or the last possible days of dates; null where none is known."""
    found = [None if each is None else getattr(each, companion) for each in values]
    return arrow().array(found, arrow().date32())


def choices(members: Iterable[str], values: Iterable[str | None]) -> Any:
    """Return values of a closed set as numbers into the list of all its `members`."""
    pa = arrow()
    codes = {str(member): number for number, member in enumerate(members)}
    numbers = pa.array([None if each is None else codes[each] for each in values], pa.int32())
    return pa.DictionaryArray.from_arrays(numbers, pa.array(codes, pa.string()))


def _ones(shape: Shape, values: Sequence[Any]) -> Any:
    if shape.kind == "nested":
        return _structs(shape, values)
    plain = values
    if shape.kind in ("date", "when"):
        plain = [None if each is None else each.edtf for each in values]
    elif shape.kind == "extra":
        plain = [_json(each) if each is not NO_EXTRA and each else None for each in values]
    return arrow().array(plain, value_type(shape))


def _json(extra: Any) -> str:
    return json.dumps(dict(extra), ensure_ascii=False)


def _lists(shape: Shape, values: Sequence[Any]) -> Any:
    pa = arrow()
    held = [each or () for each in values]
    offsets = pa.array(list(accumulate(map(len, held), initial=0)), pa.int32())
    inner = _ones(shape, list(chain.from_iterable(held)))
    mask = _missing(values)
    return pa.ListArray.from_arrays(offsets, inner, type=field_type(shape), mask=mask)


def _structs(shape: Shape, values: Sequence[Any]) -> Any:
    mask = _missing(values)
    children = []
    for name, inner in inner_shapes(shape.type).items():
        read = attrgetter(name)
        empty = () if inner.many else None
        held = (
            list(map(read, values))
            if mask is None
            else [empty if each is None else read(each) for each in values]
        )
        children.append(array_of(inner, held))
    fields = list(value_type(shape))
    return arrow().StructArray.from_arrays(children, fields=fields, mask=mask)


def _missing(values: Sequence[Any]) -> Any:
    """Return which values are `None`, as Arrow wants it; `None` when all are there."""
    missing = [each is None for each in values]
    return arrow().array(missing, arrow().bool_()) if True in missing else None


__all__ = ["array_of", "choices", "column_of", "days"]
