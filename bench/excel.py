"""Workbooks of visits: seconds and memory to write and read them, for more and more rows.

usage: python bench/excel.py [ROWS]

Memory is what tracemalloc sees beyond the ledger itself, so it tells whether rows are kept.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from sample import made_visits
from schoolenterprise.formats import xlsx
from schoolenterprise.ledger import Ledger
from table import Table

ROWS = 50_000
"""Rows of the largest workbook."""


@frozen
class Measured:
    """One workbook."""

    rows: int
    write: float
    """Processor seconds to write it."""
    read: float
    """Processor seconds to read it."""
    peak: int
    """Bytes that writing it takes at most."""


def measured(rows: int) -> Measured:
    """Write and read a workbook of so many visits."""
    ledger = Ledger(made_visits(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "visits.xlsx"
        write = _seconds(lambda: xlsx.dump(ledger, path))
        read = _seconds(lambda: _check(len(xlsx.load(path)), rows))
        tracemalloc.start()
        xlsx.dump(ledger, path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return Measured(rows, write, read, peak)


def _check(found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"found {found} records, expected {expected}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def table(*, rows: int = ROWS) -> Table:
    """Measure, and tell in a table."""
    found = [measured(number) for number in (rows // 10, rows)]
    return Table(
        title="Workbooks of visits",
        head=("rows", "write", "read", "memory to write"),
        rows=[
            (
                f"{each.rows:,}",
                f"{each.write:.1f} s",
                f"{each.read:.1f} s",
                f"{each.peak / 1e6:.1f} MB",
            )
            for each in found
        ],
        notes=("Processor seconds; memory beyond the ledger, by tracemalloc.",),
    )


__all__ = ["ROWS", "Measured", "measured", "table"]

if __name__ == "__main__":
    print(table(rows=int(sys.argv[1]) if sys.argv[1:] else ROWS))
