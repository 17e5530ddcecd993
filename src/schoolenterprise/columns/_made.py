"""The fast way from Arrow arrays to records: column by column, and only what is surely sound.

It finds no faults. At the least doubt (a fault, an unknown key, a missing id) it gives up with one
of `DOUBTS`, and `_examined`, which is slow and says everything, has the word. Text is looked at
once a different value, so what recurs is checked, parsed and kept in memory once.
"""

import json
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, repeat
from typing import Any

from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._types import CLASS
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.model import NO_EXTRA, Evidence, Extra, Record, Shape, reserved_keys, shapes

_MOST_REMEMBERED = 65_536


class Doubt(Exception):
    """The fast way cannot be sure; never seen outside this room."""


DOUBTS = (Doubt, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the fast way raises when it gives up."""


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
        _sure(set(names) == {members[0].__name__})
        return _records(members[0], columns, batch.num_rows)
    _sure(set(names) <= {each.__name__ for each in members})
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
        _sure(all(column.null_count == len(rows) for column in foreign))
        fields = {name: column for name, column in own.items() if name in shapes(cls)}
        for row, record in zip(rows, _records(cls, fields, len(rows)), strict=True):
            found[row] = record
    return found


def _records(cls: type, columns: Mapping[str, Any], number: int) -> list[Record]:
    _sure("id" in columns)
    return _objects(cls, columns, number)


def _objects(cls: type, columns: Mapping[str, Any], number: int) -> list[Any]:
    """Return objects of `cls` whose fields are the columns; a field without one has its default."""
    _sure(columns.keys() <= shapes(cls).keys())
    fields = {
        name: _values(cls, name, shape, columns[name]) if name in columns else _default(shape)
        for name, shape in shapes(cls).items()
    }
    objects: list[Any] = list(map(object.__new__, repeat(cls, number)))
    for name, values in fields.items():
        # Past the frozen class, by the slot itself: nothing here runs in Python for each object.
        deque(map(getattr(cls, name).__set__, objects, values), maxlen=0)
    _finish(cls, objects, fields)
    return objects


def _finish(cls: type, objects: list[Any], fields: Mapping[str, Any]) -> None:
    """Let the class judge what its values say together."""
    own = getattr(cls, "__attrs_post_init__", None)
    if cls is Evidence:
        spans = zip(fields["start"], fields["end"], map(len, fields["quote"]), strict=True)
        _sure(all(end - start == length for start, end, length in spans))
    elif own is not None and own is not Record.__attrs_post_init__:
        deque(map(own, objects), maxlen=0)


def _default(shape: Shape) -> Iterable[Any]:
    _sure(not shape.required)
    return repeat(NO_EXTRA if shape.kind == "extra" else shape.default)


def _values(cls: type, name: str, shape: Shape, column: Any) -> Iterable[Any]:
    if shape.kind == "extra":
        return _extras(cls, column)
    if shape.many:
        return _tuples(shape, column)
    if column.null_count and not shape.optional:
        _sure(not shape.required and column.null_count == len(column) and name != "id")
        return repeat(shape.default)
    own = name == "id" and issubclass(cls, Record) and not column.null_count
    return _identifiers(shape, column) if own else _ones(shape, column)


def _identifiers(shape: Shape, column: Any) -> list[str]:
    """Return the ids of records themselves: no two are equal, and all begin alike."""
    texts: list[str] = column.cast(arrow().string()).to_pylist()
    start = shape.rule.expected.rstrip("…") if shape.rule else ""
    _sure(all(text.startswith(start) and text != start for text in texts))
    return texts


def _ones(shape: Shape, column: Any) -> list[Any]:
    if shape.kind == "nested":
        return _structs(shape.type, column)
    if shape.kind == "integer":
        return _integers(column)
    if shape.kind == "flag":
        _sure(column.type == arrow().bool_())
        return list(column.to_pylist())
    return _texts(shape, column)


def _tuples(shape: Shape, column: Any) -> list[Any]:
    _sure(arrow().types.is_list(column.type) and not column.null_count)
    items = column.flatten()
    _sure(not items.null_count)
    values = tuple(_ones(shape, items))
    offsets = _numbers(column.offsets, "i")
    if offsets and offsets[0]:
        offsets = [offset - offsets[0] for offset in offsets]
    return [values[start:end] for start, end in pairwise(offsets)]


def _structs(cls: type, column: Any) -> list[Any]:
    _sure(arrow().types.is_struct(column.type))
    there = column.drop_null() if column.null_count else column
    names = [each.name for each in column.type]
    _sure(len(set(names)) == len(names))
    objects = _objects(cls, dict(zip(names, there.flatten(), strict=True)), len(there))
    if not column.null_count:
        return objects
    rest = iter(objects)
    return [next(rest) if valid else None for valid in column.is_valid().to_pylist()]


def _integers(column: Any) -> list[Any]:
    _sure(column.type == arrow().int64())
    values = column.to_pylist() if column.null_count else _numbers(column, "q")
    _sure(min(filter(None, values), default=0) >= 0)
    return list(values)


def _texts(shape: Shape, column: Any) -> list[Any]:
    pa = arrow()
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    keys = column.dictionary
    _sure(keys.type == pa.string() and not keys.null_count)
    read = _reader(shape)
    # A null has the number -1, which is the last of a Python list.
    values = [*map(read, keys.to_pylist()), None]
    codes = column.indices.cast(pa.int32())
    codes = codes.fill_null(-1) if codes.null_count else codes
    return list(map(values.__getitem__, _numbers(codes, "i")))


def _numbers(column: Any, code: str) -> Sequence[int]:
    """Return whole numbers, none of them null, read where they lie in memory."""
    memory = column.buffers()[1]
    if memory is None or not len(column):
        return []
    width = array(code).itemsize
    view = memoryview(memory)[column.offset * width : (column.offset + len(column)) * width]
    return view.cast(code).tolist()  # type: ignore[call-overload,no-any-return]  # "i" or "q"


@cache
def _reader(shape: Shape) -> Callable[[str], Any]:
    """Return what makes the value of a field out of its text, and remembers it."""
    if shape.kind == "choice":
        return {str(each): each for each in shape.type}.__getitem__  # type: ignore[attr-defined]  # a closed set
    make = {"date": PartialDate, "when": parse}.get(shape.kind) or _checked(shape)
    if shape.kind == "text" and shape.rule is None:
        return make
    return lru_cache(maxsize=_MOST_REMEMBERED)(make)


def _checked(shape: Shape) -> Callable[[str], str]:
    """Return what gives a text back when it is fit for the field."""

    def checked(text: str) -> str:
        shape.check("", text)
        return text

    def plain(text: str) -> str:
        return text if text.isprintable() and text and not text.isspace() else checked(text)

    return checked if shape.rule else plain


def _extras(cls: type, column: Any) -> Iterable[Extra]:
    if column.null_count == len(column):
        return repeat(NO_EXTRA)
    return [NO_EXTRA if text is None else extra_of(cls, text) for text in column.to_pylist()]


def extra_of(cls: type, text: str) -> Extra:
    """Return the unknown keys that a value of `cls` bears in its column `extra`.

    Raises:
        ValueError: it is no object of JSON, or no `extra` of `cls` may hold it.
        TypeError: it is no text.
        RecursionError: its lists and objects lie too deep in one another.
    """
    found = json.loads(text, object_pairs_hook=_each_once)
    if type(found) is not dict:
        raise ValueError("an object of JSON is expected")
    for key in reserved_keys(cls).intersection(found):
        raise ValueError(f"{key!r} is a name of the model")
    return Extra(found)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there more than once")
    return found


def _sure(sound: bool) -> None:
    if not sound:
        raise Doubt


__all__ = ["DOUBTS", "extra_of", "made"]
