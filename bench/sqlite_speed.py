"""SQLite ledgers of visits in and out, against the bare module sqlite3 on the very same rows.

The bare contender is given the rows ready-made, as tuples, and inserts them into the same tables
with `executemany`, a call a table, in one transaction. So it leaves out what ours does: taking
records apart, finding out which ids are known, and making a file take another's place. On the way
in it fetches the rows, and makes nothing of them.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from attrs import frozen

from sample import made_visits
from schoolenterprise.formats import sqlite
from schoolenterprise.model import Visit
from table import Table
from timing import Timings, in_turns

OURS_OUT, BARE_OUT = "schoolenterprise dump", "sqlite3 executemany"
OURS_UPSERT = "LedgerFile.upsert"
OURS_IN, BARE_IN = "schoolenterprise load", "sqlite3 fetchall"


@frozen
class Bare:
    """The tables of a ledger and everything in them, as sqlite3 takes and gives it."""

    statements: Sequence[str]
    """What makes the tables, indexes and views."""
    rows: Sequence[tuple[str, Sequence[tuple[Any, ...]]]]
    """Statement that inserts a row of a table, and the rows."""

    @classmethod
    def of(cls, path: str) -> "Bare":
        """Return what stands in the file at `path`."""
        with closing(sqlite3.connect(path)) as connection:
            made = connection.execute(
                "SELECT sql, type, name FROM sqlite_schema WHERE sql NOT NULL"
            )
            found = made.fetchall()
            rows = [_rows(connection, name) for _, kind, name in found if kind == "table"]
        return cls([sql for sql, _, _ in found], [each for each in rows if each[1]])

    def write(self, path: str) -> None:
        """Write everything to a file that holds nothing yet, durably, in one transaction."""
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            for statement in self.statements:
                connection.execute(statement)
            for insertion, rows in self.rows:
                connection.executemany(insertion, rows)
            connection.execute("COMMIT")


def _rows(connection: sqlite3.Connection, name: str) -> tuple[str, list[tuple[Any, ...]]]:
    cursor = connection.execute(f"SELECT * FROM {name}")
    marks = ", ".join("?" * len(cursor.description))
    return f"INSERT INTO {name} VALUES ({marks})", cursor.fetchall()


def fetch(path: str) -> list[list[tuple[Any, ...]]]:
    """Fetch every row of every table of the file at `path`."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return [connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names]


def tables(*, number: int = 100_000, seconds: float, least: int = 5) -> list[Table]:
    """Measure, and tell in a table for each direction."""
    visits = made_visits(number)
    with tempfile.TemporaryDirectory() as folder:
        kept = os.path.join(folder, "kept.sqlite")
        sqlite.dump(visits, kept)
        bare = Bare.of(kept)
        rows = sum(len(each) for _, each in bare.rows)
        size = f"{number:,} visits, {rows:,} rows of {os.path.getsize(kept) / rows:.0f} bytes"
        written = in_turns(
            {
                OURS_OUT: lambda: sqlite.dump(visits, _fresh(folder)),
                OURS_UPSERT: lambda: upsert(visits, _fresh(folder)),
                BARE_OUT: lambda: bare.write(_fresh(folder)),
            },
            seconds=seconds / 2,
            least=least,
        )
        fetched = in_turns(
            {OURS_IN: lambda: sqlite.load(kept), BARE_IN: lambda: fetch(kept)},
            seconds=seconds / 2,
            least=least,
        )
    return [
        _table(f"SQLite out: {size}", written, BARE_OUT, number),
        _table(f"SQLite in: {size}", fetched, BARE_IN, number),
    ]


def upsert(visits: Iterable[Visit], path: str) -> None:
    """Write `visits` to a new ledger at `path`."""
    with sqlite.LedgerFile.open(path) as file:
        file.upsert(visits)


def _fresh(folder: str) -> str:
    """Return the path of a file that is not there, in `folder`, which is emptied of others."""
    for name in os.listdir(folder):
        if name != "kept.sqlite":
            os.unlink(os.path.join(folder, name))
    return os.path.join(folder, "new.sqlite")


def _table(title: str, times: Timings, base: str, number: int) -> Table:
    rows = [
        (
            name,
            f"{times.median(name) / number * 1e6:.1f} µs",
            f"{number / times.median(name):,.0f}",
            f"{times.times_as_long(name, base):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"{title}, {times.rounds} rounds",
        head=("contender", "a visit", "visits/s", "its time/bare", "spread"),
        rows=rows,
        notes=(
            f"its time/bare: how many times as long as {base} it takes. Lower is better.",
            "sqlite3 is given and gives plain tuples; ours are records, checked on the way in.",
        ),
    )


__all__ = ["Bare", "fetch", "tables", "upsert"]
