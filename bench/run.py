"""Measures the package against other libraries and prints tables of ratios.

usage: python bench/run.py [imports] [json] [sqlite] [reading] [many] [memory] [counting]
       [questions] [excel] [resolving] [parquet]

Without a name it measures everything, in about a quarter of an hour; docs/benchmarks.md tells what.
"""

import platform
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version

import counting
import excel
import imports
import json_speed
import many
import memory
import parquet_speed
import questions
import reading
import resolving
import sqlite_speed
from table import Table

OTHERS = ("attrs", "cattrs", "orjson", "pydantic", "msgspec", "jieba", "pyarrow", "duckdb")

PARTS: Mapping[str, Callable[[], list[Table]]] = {
    "imports": lambda: [imports.table(seconds=10)],
    "json": lambda: json_speed.tables(seconds=25),
    "sqlite": lambda: sqlite_speed.tables(seconds=60, least=3),
    "reading": lambda: reading.tables(reading.seed_pages(), seconds=25),
    "many": lambda: many.tables(pages=600, rounds=5, grown=20_000),
    "memory": lambda: [memory.table()],
    "counting": lambda: counting.tables(seconds=20),
    "questions": lambda: questions.tables(),
    "excel": lambda: [excel.table()],
    "resolving": lambda: [resolving.table(names=10_000)],
    "parquet": lambda: parquet_speed.tables(seconds=60),
}


def conditions() -> str:
    """Return what a reader must know of the machine and the versions."""
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return f"{python}; {', '.join(f'{name} {version(name)}' for name in OTHERS)}"


def main(names: list[str]) -> int:
    """Measure the parts with these names, or all; return the exit code."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"found {', '.join(unknown)}, expected some of {', '.join(PARTS)}", file=sys.stderr)
        return 2
    start = time.perf_counter()
    print(conditions())
    for name in names or PARTS:
        for table in PARTS[name]():
            print(f"\n{table}", flush=True)
    print(f"\nMeasured in {time.perf_counter() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
