"""Parquet of visits in and out, against pyarrow on columns that are ready-made.

pyarrow writes a table that somebody made before, and gives one back; ours begins and ends with
records. In between stand what no column does: objects of Python, some seven a visit here, each with
its fields, its dates and its ids checked. So the reader that does the most like it is pyarrow
turning each of the same columns into a list of Python's values, unchecked; reading into columns
alone makes no object of Python at all. Both are shown, and a dictionary a row as well.
"""

import io
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from sample import made_visits
from schoolenterprise.columns import arrow_table, from_parquet, records_of, to_parquet
from schoolenterprise.errors import optional
from schoolenterprise.formats import parquet
from schoolenterprise.model import Visit
from table import Table
from timing import Timings, in_turns

pq = optional("pyarrow.parquet", "arrow")

OURS_IN, OURS_OUT = "parquet.load", "parquet.dump"
PYARROW_IN, PYARROW_OUT = "pyarrow read_table", "pyarrow write_table"
PYARROW_LISTS = "pyarrow read_table, columns to_pylist"
PYARROW_ROWS = "pyarrow read_table, rows to_pylist"
RECORDS, TABLE = "records_of alone", "arrow_table alone"


@frozen
class Contest:
    """What each contender does with the same visits."""

    size: float
    """Bytes of Parquet a visit."""
    readers: Mapping[str, Callable[[], Any]]
    """Name → from bytes to records, a table or rows."""
    writers: Mapping[str, Callable[[], Any]]
    """Name → from records or a table to bytes."""


def contest(number: int) -> Contest:
    """Prepare everything that is not measured, for `number` visits."""
    visits = made_visits(number)
    table = arrow_table(Visit, visits, evidence=True)
    data = to_parquet(table, {"schoolenterprise.class": "Visit"})
    read, _ = from_parquet(data)
    return Contest(
        size=len(data) / number,
        readers={
            OURS_IN: lambda: parquet.load(io.BytesIO(data)),
            PYARROW_IN: lambda: pq.read_table(io.BytesIO(data)),
            PYARROW_LISTS: lambda: [
                column.to_pylist() for column in pq.read_table(io.BytesIO(data)).columns
            ],
            PYARROW_ROWS: lambda: pq.read_table(io.BytesIO(data)).to_pylist(),
            RECORDS: lambda: records_of(read, Visit),
        },
        writers={
            OURS_OUT: lambda: parquet.dump(visits, io.BytesIO()),
            PYARROW_OUT: lambda: _written(table),
            TABLE: lambda: arrow_table(Visit, visits, evidence=True),
        },
    )


def _written(table: Any) -> None:
    pq.write_table(
        table, io.BytesIO(), compression="zstd", compression_level=3, row_group_size=65_536
    )


def tables(*, number: int = 100_000, seconds: float) -> list[Table]:
    """Measure, and tell in a table for each direction."""
    prepared = contest(number)
    size = f"{number:,} visits of {prepared.size:.0f} bytes"
    return [
        _table(
            f"Parquet in: {size}",
            in_turns(prepared.readers, seconds=seconds / 2),
            number,
            "Ours checks dates, ids and references and makes a ledger; read_table makes columns of"
            " Arrow, to_pylist lists and dictionaries of Python, both unchecked.",
        ),
        _table(
            f"Parquet out: {size}",
            in_turns(prepared.writers, seconds=seconds / 2),
            number,
            "Ours begins with records, write_table with the columns ready-made.",
        ),
    ]


def _table(title: str, times: Timings, number: int, note: str) -> Table:
    ours = next(iter(times.seconds))
    rows = [
        (
            name,
            f"{times.median(name) / number * 1e6:.2f} µs",
            f"{number / times.median(name):,.0f}",
            f"{times.times_as_long(ours, name):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"{title}, {times.rounds} rounds",
        head=("contender", "a visit", "visits/s", "ours/it", "spread"),
        rows=rows,
        notes=(f"ours/it: how many times as long as it {ours} takes. Lower is better.", note),
    )


__all__ = ["Contest", "contest", "tables"]
