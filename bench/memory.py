"""Memory that a visit takes in a `Ledger`, against the same data as dictionaries.

usage: python bench/memory.py HOLDER FILE SMALL_FILE [trace]

Each measurement is a process of its own: it loads the small file, so that code and tables are
there, then the other, keeps it, and prints how many bytes more it holds. The operating system tells
them, or, with `trace`, tracemalloc.
"""

import gc
import json
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Mapping, Sized
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

import schoolenterprise as se
from fresh import fresh_python
from sample import made_visits
from table import Table

_PAGES_HELD = Path("/proc/self/statm")
_PAGE = 4096


def dictionaries(path: str) -> list[object]:
    """Return the records of a file as the dictionaries that stand in it."""
    with open(path, encoding="utf-8") as stream:
        records: list[object] = json.load(stream)["records"]
    return records


BASE = "dictionaries of json.load"
HOLDERS: Mapping[str, Callable[[str], Sized]] = {
    "visits in a Ledger": se.load,
    BASE: dictionaries,
}
"""What holds the visits → what loads a file into it."""


@frozen
class Held:
    """Bytes that one visit takes in one holder."""

    traced: float
    """Bytes of Python's objects, by tracemalloc."""
    resident: float | None
    """Bytes of the process, by the operating system; `None`: it does not tell."""


def resident_bytes() -> int | None:
    """Return the bytes that this process has in memory; `None` where the system does not tell."""
    if not _PAGES_HELD.exists():
        return None
    return int(_PAGES_HELD.read_text().split()[1]) * _PAGE


def grown_by(holder: str, path: str, *, trace: bool) -> int | None:
    """Return how many bytes more this process holds once it has loaded `path`."""
    gc.collect()
    if trace:
        tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0] if trace else resident_bytes()
    kept = HOLDERS[holder](path)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0] if trace else resident_bytes()
    tracemalloc.stop()
    if not len(kept):
        raise ValueError(f"{path}: found no record, expected some to hold")
    return None if before is None or after is None else after - before


def held(number: int) -> dict[str, Held]:
    """Measure every holder with `number` visits, two at a time: memory does not mind company."""
    with fresh_python() as run, tempfile.TemporaryDirectory() as folder:
        path, small = str(Path(folder) / "visits.json"), str(Path(folder) / "one.json")
        se.dump(made_visits(number), path)
        se.dump(made_visits(1), small)
        with ThreadPoolExecutor(2) as pool:
            traced = pool.map(lambda holder: run(__file__, holder, path, small, "trace"), HOLDERS)
            resident = pool.map(lambda holder: run(__file__, holder, path, small), HOLDERS)
            told = [
                (json.loads(first), json.loads(second))
                for first, second in zip(traced, resident, strict=True)
            ]
    return {
        holder: Held(first / number, second and second / number)
        for holder, (first, second) in zip(HOLDERS, told, strict=True)
    }


def table(*, number: int = 100_000) -> Table:
    """Measure, and tell in a table."""
    found = held(number)
    base = found[BASE]
    rows = [
        (
            holder,
            f"{each.traced:,.0f} B",
            f"{each.traced / base.traced:.2f}",
            f"{each.resident:,.0f} B" if each.resident else "not told",
            f"{each.resident / base.resident:.2f}" if each.resident and base.resident else "",
        )
        for holder, each in found.items()
    ]
    return Table(
        title=f"Memory of one of {number:,} visits",
        head=("held as", "tracemalloc", "times dicts", "resident", "times dicts"),
        rows=rows,
        notes=(
            "times dicts: how many times as much as dictionaries take. Lower is better.",
            "Both are loaded from one file, which leaves out what equals its default; the ledger"
            " holds that too, and finds a record by its id.",
        ),
    )


def main(holder: str, path: str, small: str, trace: str = "") -> None:
    """Measure in this process."""
    HOLDERS[holder](small)
    print(json.dumps(grown_by(holder, path, trace=bool(trace))))


__all__ = ["HOLDERS", "Held", "dictionaries", "grown_by", "held", "resident_bytes", "table"]

if __name__ == "__main__":
    main(*sys.argv[1:])
