"""`Store`: records by id, each id once, and their rows by class; it knows no problems or policies.

A change either happens as a whole or not at all.
"""

import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar, cast

from schoolenterprise.columns import Columns, named_tables
from schoolenterprise.errors import ConflictError, InvalidValueError
from schoolenterprise.model import RECORD_CLASSES, Record, shapes
from schoolenterprise.query._rows import Rows

R = TypeVar("R", bound=Record)

_CLASSES = frozenset(RECORD_CLASSES)


class Store:
    """What a ledger and its selections look into."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.version = 0
        """Grows with every change, so that whoever keeps an answer knows when it is old."""
        self._rows: dict[type[Record], Rows[Any]] = {}
        self._columns: dict[type[Record], tuple[int, Columns]] = {}
        self._tables: tuple[int, Mapping[str, Callable[[], Any]]] = (-1, {})

    def __getstate__(self) -> dict[str, object]:
        # Whatever can be found again is left behind.
        return {"records": self.records}

    def __setstate__(self, state: dict[str, Any]) -> None:
        Store.__init__(self)
        self.records = state["records"]

    def copy(self) -> "Store":
        """Return a store of the same records that changes on its own."""
        copied = Store()
        copied.records = self.records.copy()
        return copied

    def become(self, other: "Store") -> None:
        """Hold what `other` holds; the two change on their own."""
        self.records = other.records.copy()
        self.version += 1
        self._rows = {}
        self._columns = {}

    def extend(self, records: Iterable[Record]) -> None:
        """Add `records`; those that are here already change nothing.

        Raises:
            ConflictError: one bears the id of another, different one.
            InvalidValueError: one is no record.
        """
        held, added = self.records, list[Record]()
        try:
            # All of them first, for they may be made from questions to this very store.
            for record in tuple(records):
                if type(record) not in _CLASSES:
                    raise InvalidValueError(f"found {reprlib.repr(record)}, expected a record")
                size = len(held)
                known = held.setdefault(record.id, record)
                if len(held) > size:
                    added.append(record)
                elif known is not record and known != record:
                    raise ConflictError(
                        f"{record.id}: found a different record with this id, which differs in "
                        f"{_difference(known, record)}; `merge` brings two ledgers together"
                    )
        except BaseException:
            for record in added:
                del held[record.id]
            raise
        if added:
            self.version += 1
            with self._rows_or_none():
                for cls, rows in self._rows.items():
                    rows.extend([each for each in added if isinstance(each, cls)])

    def remove(self, identifiers: Iterable[str]) -> tuple[Record, ...]:
        """Take out the records with these ids, all of which are here; return them."""
        gone = tuple(self.records[each] for each in dict.fromkeys(identifiers))
        if gone:
            self.version += 1
            with self._rows_or_none():
                for record in gone:
                    del self.records[record.id]
                for cls, rows in self._rows.items():
                    rows.remove([each for each in gone if isinstance(each, cls)])
        return gone

    @contextmanager
    def _rows_or_none(self) -> Iterator[None]:
        """Forget all rows when the block is interrupted: they are made anew from the records."""
        try:
            yield
        except BaseException:
            self._rows = {}
            raise

    def rows(self, cls: type[R]) -> Rows[R]:
        """Return the records of `cls`, those of the classes made from it among them."""
        found = self._rows.get(cls)
        if found is None:
            held = self.records.values()
            found = Rows(
                held if cls is Record else (each for each in held if isinstance(each, cls))
            )
            self._rows[cls] = found
        return cast(Rows[R], found)

    def columns(self, cls: type[R]) -> Columns | None:
        """Return the columns of the records of `cls`, of which item n is that of row n.

        `None`: records were taken out, so that rows and items do not go together; the gaps are
        closed as soon as nobody holds rows.
        """
        rows = self.rows(cls)
        if not rows.whole:
            return None
        version, columns = self._columns.get(cls, (-1, None))
        if columns is None or version != self.version:
            columns = Columns(cls, tuple(rows))
            self._columns[cls] = (self.version, columns)
        return columns

    def tables(self) -> Mapping[str, Callable[[], Any]]:
        """Return every table that SQL sees, by name; each is made once, when it is asked for."""
        if self._tables[0] != self.version:
            made = named_tables(lambda cls: tuple(self.rows(cls)))
            self._tables = (self.version, {name: cache(make) for name, make in made.items()})
        return self._tables[1]

    def held(self) -> dict[type[Record], int]:
        """Return how many records of each class there are, in the order of first appearance."""
        counts: dict[type[Record], int] = {}
        for record in self.records.values():
            for cls in _LINES[type(record)]:
                counts[cls] = counts.get(cls, 0) + 1
        return counts


def _difference(first: Record, second: Record) -> str:
    """Return the names of the fields in which two records differ."""
    if type(first) is not type(second):
        return "class"
    cls: type = type(first)
    names = [each for each in shapes(cls) if getattr(first, each) != getattr(second, each)]
    return ", ".join(names)


_LINES = {
    cls: tuple(each for each in RECORD_CLASSES if issubclass(cls, each)) for cls in RECORD_CLASSES
}
"""Class → itself and the classes that it is made from."""

__all__ = ["Store"]
