"""Records put into and taken out of the tables of a SQLite ledger, within the caller's transaction.

A record that takes the place of another keeps its number, and with it its place in the order.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from schoolenterprise.errors import wrong_type
from schoolenterprise.formats._sqlite.rows import Rows, insertion
from schoolenterprise.formats._sqlite.tables import all_tables, evidence_table
from schoolenterprise.model import RECORD_CLASSES, Record, record_class

_T = TypeVar("_T")

_AT_ONCE = 500
_REFERENCES = tuple(
    (table, column)
    for each in (*all_tables().values(), evidence_table())
    for table in each.tree
    for column in table.columns
    if column.refers
)


def put(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Write `records`, each over the one that bears its id.

    Raises:
        InvalidValueError: one of them is no record.
    """
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    for some in _portions(records):
        _put_some(connection, {_checked(each).id: each for each in some})


def _checked(record: Record) -> Record:
    if type(record) not in RECORD_CLASSES:
        raise wrong_type("records", record, "a record")
    return record


def _put_some(connection: sqlite3.Connection, records: dict[str, Record]) -> None:
    known = known_ids(connection, records)
    replaced = {identifier: at for identifier, (at, cls) in known.items() if cls}
    left = _take_apart(connection, replaced.values())
    numbers = _numbered(connection, records, known)
    found: dict[type[Record], Rows] = {}
    for identifier, record in records.items():
        cls = type(record)
        rows = found.get(cls) or found.setdefault(cls, Rows(cls))
        rows.add(record, numbers[identifier])
    targets = set().union(*(rows.targets() for rows in found.values()))
    # The set in order, so that equal ledgers make equal files.
    absent = sorted(targets.difference(records))
    connection.executemany(
        "INSERT INTO records (id) VALUES (?) ON CONFLICT (id) DO NOTHING", zip(absent)
    )
    for rows in found.values():
        for table, each in zip(rows.tables, rows.rows, strict=True):
            if each:
                connection.executemany(insertion(table), each)
    _forget(connection, left - targets)


def _numbered(
    connection: sqlite3.Connection,
    records: dict[str, Record],
    known: dict[str, tuple[int, str | None]],
) -> dict[str, int]:
    """Return the number of each record, and note new ones in `records`, the table."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM records").fetchone()
    numbers = {identifier: at for identifier, (at, cls) in known.items() if cls}
    new = [identifier for identifier in records if identifier not in numbers]
    numbers |= {identifier: last + at for at, identifier in enumerate(new, 1)}
    connection.executemany(
        "INSERT INTO records (number, id, type) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET number = excluded.number, type = excluded.type",
        [(numbers[each], each, type(records[each]).__name__) for each in new],
    )
    return numbers


def take_out(connection: sqlite3.Connection, ids: Iterable[str]) -> int:
    """Remove the records with these ids; return how many there were. References to them stay."""
    count = 0
    for some in _portions(ids):
        held = {each: at for each, (at, cls) in known_ids(connection, some).items() if cls}
        left = _take_apart(connection, held.values())
        connection.executemany("UPDATE records SET type = NULL WHERE id = ?", zip(held))
        _forget(connection, left | held.keys())
        count += len(held)
    return count


def known_ids(
    connection: sqlite3.Connection, ids: Iterable[str]
) -> dict[str, tuple[int, str | None]]:
    """Return number and class of each of `ids` that the file knows; `None`: only referred to."""
    asked = tuple(ids)
    marks = ", ".join("?" * len(asked))
    query = f"SELECT id, number, type FROM records WHERE id IN ({marks})"
    return {each: (at, cls) for each, at, cls in connection.execute(query, asked)}


def _take_apart(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """Delete all rows of the records with these numbers; return the ids to which they referred."""
    left: set[str] = set()
    for number in numbers:
        (name,) = connection.execute(
            "SELECT type FROM records WHERE number = ?", (number,)
        ).fetchone()
        table = all_tables()[record_class(name)]
        for each in (*table.tree, evidence_table()):
            for column in each.columns:
                if column.refers:
                    rows = connection.execute(
                        f'SELECT "{column.name}" FROM {each.name} WHERE "{each.keys[0]}" = ?',
                        (number,),
                    )
                    left.update(value for (value,) in rows if value is not None)
        connection.execute(f"DELETE FROM {table.name} WHERE number = ?", (number,))
        connection.execute("DELETE FROM evidence WHERE record = ?", (number,))
    return left


def _forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Delete those of `ids` that nobody bears and nobody refers to any longer."""
    unused = " AND ".join(
        f'NOT EXISTS (SELECT 1 FROM {table.name} WHERE "{column.name}" = records.id)'
        for table, column in _REFERENCES
    )
    connection.executemany(
        f"DELETE FROM records WHERE id = ? AND type IS NULL AND {unused}", zip(sorted(ids))
    )


def _portions(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


__all__ = ["known_ids", "put", "take_out"]
