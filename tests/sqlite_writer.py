"""A program that writes a SQLite ledger without end, and says what it has been promised.

usage: python sqlite_writer.py PATH NAME [NUMBER]

Each transaction holds two records of one number, `program:NAME-NUMBER甲` and `…乙`, and takes out
the first of ten transactions ago; only then the number is printed. It ends after NUMBER of them.
"""

import itertools
import sys

from schoolenterprise.formats.sqlite import LedgerFile
from schoolenterprise.model import Program


def pair(name: str, number: int) -> list[Program]:
    """Return the two records of a transaction."""
    return [
        Program(id=f"program:{name}-{number}{each}", name="甲" * 200, aliases=("乙" * 50,))
        for each in "甲乙"
    ]


def write(path: str, name: str, end: int | None) -> None:
    """Write transactions, beginning with the number after the last one in the file."""
    with LedgerFile.open(path) as file:
        start = len(file)
        numbers = itertools.count(start) if end is None else range(start, start + end)
        for number in numbers:
            file.upsert(pair(name, number))
            print(number, flush=True)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
