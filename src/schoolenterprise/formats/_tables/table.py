"""A table a class: its columns, a record as a row of cells; how rows are read is not said here.

What a table leaves out of every record: evidence, unknown keys (also those inside a value), the
text of a source (its digest stays), and internship terms of which nothing is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from schoolenterprise.errors import wrong_type
from schoolenterprise.formats._tables.cells import Cell, written
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Institution,
    InternshipTerms,
    Record,
    Shape,
    Source,
    shapes,
)
from schoolenterprise.schema import class_label, field_label
from schoolenterprise.text import fold

# What the class itself says needs no column, and no clerk edits the text of a page in a cell.
_LEFT_OUT: Mapping[type, tuple[str, ...]] = {
    Source: ("text",),
    Institution: ("kind",),
    Enterprise: ("kind",),
}


@frozen
class Column:
    """One column of the table of a class."""

    heading: str
    """What stands at its head."""
    path: str
    """Path of the field: `hosts`, `terms.youngest_age`."""
    shape: Shape
    """What the field may hold."""
    value: Any = field(eq=False)
    """Gives the value of the field of a record."""


def columns(cls: type) -> tuple[Column, ...]:
    """Return the columns of the table of `cls`: first the id, then the fields in their order.

    >>> from schoolenterprise.model import Program
    >>> [column.heading for column in columns(Program)]
    ['专项编号', '名称', '简称', '组织单位', '时间', '上级专项']
    """
    return _known_columns(cls)


@cache
def _known_columns(cls: type) -> tuple[Column, ...]:
    left_out = ("evidence", "extra", *_LEFT_OUT.get(cls, ()))
    fields = {name: shape for name, shape in shapes(cls).items() if name not in left_out}
    return tuple(column for name in fields for column in _columns(cls, name, fields[name]))


def _columns(cls: type, name: str, shape: Shape) -> Iterator[Column]:
    label = field_label(cls, name)
    if shape.type is InternshipTerms:
        for inner, each in shapes(shape.type).items():
            if each.kind != "extra":
                heading = f"{label}／{field_label(shape.type, inner)}"
                yield Column(heading, f"{name}.{inner}", each, _inner(name, inner))
    else:
        heading = f"{class_label(cls)}{label}" if name == "id" else label
        yield Column(heading, name, shape, attrgetter(name))


def _inner(name: str, inner: str) -> Any:
    def value(record: Any) -> Any:
        held = getattr(record, name)
        return None if held is None else getattr(held, inner)

    return value


def cells(record: Record, names: Names) -> list[Cell]:
    """Return what stands in the row of `record`, a cell for each column of its class."""
    return [written(column.shape, column.value(record), names) for column in columns(type(record))]


def headings(cls: type) -> Mapping[str, Column]:
    """Return the columns of `cls` by every heading that names them: label and path, folded."""
    return _known_headings(cls)


@cache
def _known_headings(cls: type) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column in columns(cls):
        found[folded(column.heading)] = column
        found.setdefault(folded(column.path), column)
    if folded(field_label(cls, "id")) not in found:
        found[folded(field_label(cls, "id"))] = columns(cls)[0]
    return found


def folded(heading: str) -> str:
    """Return a heading, or the name of a table, without blanks and in the usual characters.

    >>> folded(" 姓　名 ")
    '姓名'
    """
    return "".join(fold(heading).text.split()).lower()


@cache
def class_named(name: str) -> type[Record] | None:
    """Return the class whose table bears `name`, by its label or its class; `None`: no class."""
    for cls in RECORD_CLASSES:
        if folded(name) in (folded(class_label(cls)), cls.__name__.lower()):
            return cls
    return None


def class_of_headings(found: Iterable[str]) -> type[Record] | None:
    """Return the class whose id column is among the headings `found`; `None`: none is."""
    known = {folded(each) for each in found}
    for cls in RECORD_CLASSES:
        if folded(columns(cls)[0].heading) in known:
            return cls
    return None


def by_class(records: Iterable[Record]) -> dict[type[Record], list[Record]]:
    """Return `records` by their class, in the order of the classes.

    Raises:
        InvalidValueError: one of them is no record.
    """
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    found: dict[type[Record], list[Record]] = {cls: [] for cls in RECORD_CLASSES}
    for record in records:
        if type(record) not in found:
            raise wrong_type("records", record, "a record")
        found[type(record)].append(record)
    return {cls: some for cls, some in found.items() if some}


__all__ = [
    "Column",
    "by_class",
    "cells",
    "class_named",
    "class_of_headings",
    "columns",
    "folded",
    "headings",
]
