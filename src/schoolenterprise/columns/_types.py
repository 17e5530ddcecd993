"""Which Arrow type holds a field of the model, and which columns a class has; no values.

text, ids and codes → string; whole numbers → int64; flags → bool; dates and periods → their EDTF
text; a value of several fields → struct; a tuple → list; unknown keys → JSON; a member of a closed
set → its code, dictionary-coded where it is a column of its own, so that a million rows share one
list of codes. Inside lists and structs it is a plain string: DuckDB 2.0 refuses lists that are all
empty over a dictionary.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from schoolenterprise.columns._packages import arrow
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.model import RECORD_CLASSES, Shape, shapes

CLASS = "type"
"""Name of the column that holds the class of a record, where a table holds several."""

COMPANIONS = ("first", "last")
"""Properties of a date that have a column of their own: `date_first` is the first possible day."""

DATES = ("date", "when")
"""Kinds of fields that hold a date."""

_LAST = ("extra", "evidence")


@frozen
class Column:
    """One column of a table of records."""

    name: str
    field: str
    """Field of the record that it is made from; empty: the class of the record."""
    shape: Shape | None
    """Shape of the field; `None`: no value of the field itself stands in the column."""
    companion: str | None = None
    """The one of `COMPANIONS` that it holds; `None`: the value itself."""
    everywhere: bool = True
    """Whether every class of the table has the field; where it has not, the column is null."""


def family(cls: type) -> tuple[type, ...]:
    """Return the classes whose records a table of `cls` holds, in the order of the model.

    Raises:
        InvalidValueError: `cls` is no class of records.
    """
    if cls not in RECORD_CLASSES:
        raise InvalidValueError(f"found {cls!r}, expected a class of records")
    return tuple(each for each in RECORD_CLASSES if issubclass(each, cls))


def columns_of(cls: type, evidence: bool) -> tuple[Column, ...]:
    """Return the columns of a table of `cls`: class, id, what it is about, unknown keys, evidence.

    Raises:
        InvalidValueError: `cls` is no class of records.
    """
    members = family(cls)
    found = {name: shape for member in members for name, shape in shapes(member).items()}
    about = [name for name in found if name not in _LAST]
    names = [*about, "extra"] + (["evidence"] if evidence else [])
    columns = [Column(CLASS, "", None)] if len(members) > 1 else []
    for name in names:
        everywhere = all(name in shapes(member) for member in members)
        columns += _with_companions(name, found[name], everywhere)
    return tuple(columns)


def _with_companions(name: str, shape: Shape, everywhere: bool) -> Iterator[Column]:
    yield Column(name, name, shape, everywhere=everywhere)
    if shape.kind in DATES and not shape.many:
        for companion in COMPANIONS:
            yield Column(f"{name}_{companion}", name, shape, companion, everywhere)


def value_columns(cls: type) -> tuple[Column, ...]:
    """Return the columns of a table of values of `cls`, such as posts, without unknown keys."""
    named = ((name, shape) for name, shape in shapes(cls).items() if name != "extra")
    return tuple(each for name, shape in named for each in _with_companions(name, shape, True))


def schema_of(columns: tuple[Column, ...]) -> Any:
    """Return the Arrow schema of `columns`."""
    pa = arrow()
    return pa.schema([pa.field(each.name, _column_type(each)) for each in columns])


def _column_type(column: Column) -> Any:
    pa = arrow()
    if column.shape is None:
        return choice_type()
    if column.companion:
        return pa.date32()
    return choice_type() if is_one_choice(column.shape) else field_type(column.shape)


def is_one_choice(shape: Shape) -> bool:
    """Whether the field holds one member of a closed set."""
    return shape.kind == "choice" and not shape.many


def field_type(shape: Shape) -> Any:
    """Return the Arrow type of a field inside others: that of one value, or a list of such."""
    one = value_type(shape)
    return arrow().list_(one) if shape.many else one


def value_type(shape: Shape) -> Any:
    """Return the Arrow type of one value of a field."""
    pa = arrow()
    if shape.kind == "nested":
        inner = inner_shapes(shape.type)
        return pa.struct([pa.field(name, field_type(each)) for name, each in inner.items()])
    plain = {"integer": pa.int64(), "flag": pa.bool_()}
    return plain.get(shape.kind, pa.string())


def choice_type() -> Any:
    """Return the Arrow type of a column of members of a closed set."""
    pa = arrow()
    return pa.dictionary(pa.int32(), pa.string())


@cache
def inner_shapes(cls: type) -> Mapping[str, Shape]:
    """Return the fields of a value, unknown keys last."""
    found = dict(shapes(cls))
    last = {name: found.pop(name) for name in ("extra",) if name in found}
    return found | last


__all__ = [
    "CLASS",
    "COMPANIONS",
    "DATES",
    "Column",
    "choice_type",
    "columns_of",
    "family",
    "field_type",
    "inner_shapes",
    "is_one_choice",
    "schema_of",
    "value_columns",
    "value_type",
]
