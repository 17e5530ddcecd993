"""Rows of a SQLite ledger as records, checked as those of JSON are; it writes nothing."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from schoolenterprise.convert import DOUBTS, RepeatedKeys, Unreadable, decode, from_dict
from schoolenterprise.errors import FormatError, Place, Problem
from schoolenterprise.formats._exact import exact_tree
from schoolenterprise.formats._sqlite.tables import (
    Column,
    Table,
    all_tables,
    evidence_table,
)
from schoolenterprise.model import Record, reserved_keys, shapes

Item: TypeAlias = dict[str, Any]
Span: TypeAlias = tuple[int, int]
Found: TypeAlias = tuple[Record | None, tuple[Problem, ...]]

LOWEST, HIGHEST = -(2**63), 2**63 - 1
_AT_ONCE = 1_000


def read(
    connection: sqlite3.Connection, file: str | None, classes: Sequence[type[Record]]
) -> Iterator[Found]:
    """Yield every record of `classes`, in the order of their numbers, each with its problems.

    `None` stands for a row that makes no record. The caller has begun a transaction, so that all
    is as it was at one moment.
    """
    for span in _spans(connection):
        yield from read_span(connection, file, classes, span)


def read_span(
    connection: sqlite3.Connection,
    file: str | None,
    classes: Sequence[type[Record]],
    span: Span,
) -> Iterator[Found]:
    """Yield the records of `classes` with numbers from `span[0]` to `span[1]`, as `read` does."""
    span_of_rows = _SpanOfRows(connection, span)
    items: list[tuple[int, Item]] = []
    lost: list[tuple[Table, tuple[int, ...]]] = []
    for cls in classes:
        found = span_of_rows.items(all_tables()[cls], lost)
        items += ((key[0], {"type": cls.__name__, **item}) for key, item in found.items())
    items.sort(key=lambda each: each[0])
    span_of_rows.attach(evidence_table(), {(number,): item for number, item in items}, lost)
    for number, item in items:
        yield _record(item, file, number, span_of_rows.whole)
    if len(classes) == len(all_tables()):
        for table, key in lost:
            yield None, (_lost(file, table, key),)


def _spans(connection: sqlite3.Connection) -> Iterator[Span]:
    """Yield spans of numbers that together hold all, with a bounded number of records each."""
    low = LOWEST
    some = "SELECT number FROM records WHERE number >= ? ORDER BY number LIMIT ?"
    query = f"SELECT max(number) FROM ({some})"
    while True:
        (high,) = connection.execute(query, (low, _AT_ONCE)).fetchone()
        if high is None or high == HIGHEST:
            yield low, HIGHEST
            return
        yield low, high
        low = high + 1


class _SpanOfRows:
    """Rows of some records, read table by table and put together."""

    def __init__(self, connection: sqlite3.Connection, span: Span) -> None:
        self._connection = connection
        self._span = span
        self.whole = True
        """Whether all text that was read is made of whole characters."""

    def items(
        self, table: Table, lost: list[tuple[Table, tuple[int, ...]]]
    ) -> dict[tuple[int, ...], Item]:
        """Return what the rows of `table` and of those inside it hold, by their keys."""
        width = len(table.keys)
        make = _maker(table)
        found = {row[:width]: make(row[width:]) for row in self._rows(table)}
        for child in table.children:
            self.attach(child, found, lost)
        return found

    def attach(
        self,
        table: Table,
        owners: dict[tuple[int, ...], Item],
        lost: list[tuple[Table, tuple[int, ...]]],
    ) -> None:
        """Put the rows of `table` into what they belong to; `lost` takes those without a home."""
        for key, item in self.items(table, lost).items():
            owner = owners.get(key[:-1])
            if owner is None:
                lost.append((table, key))
            elif table.many:
                owner.setdefault(table.field, []).append(item)
            else:
                owner[table.field] = item

    def _rows(self, table: Table) -> list[tuple[Any, ...]]:
        query = _query(table)
        try:
            return self._connection.execute(query, self._span).fetchall()
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
        self.whole = False
        self._connection.text_factory = _text_of_any_bytes
        try:
            return self._connection.execute(query, self._span).fetchall()
        finally:
            self._connection.text_factory = str


def _text_of_any_bytes(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


@cache
def _query(table: Table) -> str:
    keys = ", ".join(f'"{key}"' for key in table.keys)
    columns = ", ".join(f'"{each.name}"' for each in table.stored)
    first = table.keys[0]
    return (
        f'SELECT {keys}, {columns} FROM {table.name} WHERE "{first}" BETWEEN ? AND ?'
        f" ORDER BY {keys}"
    )


@cache
def _maker(table: Table) -> Any:
    """Return the function that makes of the columns of a row what `from_dict` takes."""
    if table.cls is None:
        return lambda row: row[0]
    cls, columns = table.cls, table.stored
    names = tuple(column.name for column in columns)
    unlike = tuple(each for each in columns if each.shape.kind in ("flag", "extra"))
    parts = tuple(each for each in columns if len(each.path) > 1)
    # A part comes before unknown keys, which may belong inside it.
    special = (*parts, *(each for each in unlike if each not in parts))

    def make(row: tuple[Any, ...]) -> Item:
        item = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for column in special:
            if column.name in item:
                _place(cls, column, item)
        return item

    return make


def _place(cls: type, column: Column, item: Item) -> None:
    """Bring the value of a column to where a record has it, in the form of JSON."""
    value = item.pop(column.name)
    if column.shape.kind == "extra":
        _spread(cls, value, item)
        return
    if column.shape.kind == "flag" and value in (0, 1):
        value = bool(value)
    *whole, name = column.path
    for each in whole:
        item = item.setdefault(each, {})
    item[name] = value


def _spread(cls: type, text: object, item: Item) -> None:
    """Put the unknown keys that `text` holds where they came from."""
    try:
        extra = exact_tree(text) if isinstance(text, str) else None
    except FormatError:
        extra = None
    if not isinstance(extra, dict) or isinstance(extra, RepeatedKeys):
        item["extra"] = Unreadable("no JSON object with each key once")
        return
    for key, value in extra.items():
        if key in reserved_keys(cls):
            item["extra"] = Unreadable(f"the key {key!r}, which the model knows")
            continue
        name, _, inner = key.partition(".")
        shape = shapes(cls).get(name)
        lent = inner and shape is not None and shape.lends_extra and name in item
        (item[name] if lent else item)[inner if lent else key] = value


def _record(item: Item, file: str | None, number: int, whole: bool) -> Found:
    if whole:
        try:
            return decode(item), ()
        except DOUBTS:
            pass
    return from_dict(item, place=Place(file=file, record=f"{item['type']} {number}"))


def _lost(file: str | None, table: Table, key: Iterable[int]) -> Problem:
    row = ", ".join(f"{name} {value}" for name, value in zip(table.keys, key, strict=True))
    return Problem(
        code="row-without-record",
        found="a row of no record",
        expected="the record to which it belongs",
        advice="it is left out",
        place=Place(file=file, record=f"{table.name}, {row}"),
    )


__all__ = ["HIGHEST", "LOWEST", "Found", "read", "read_span"]
