"""A program that is killed while it writes: ledger after ledger into one file, each told when done.

Run as `python killed.py FILE`; it ends only when somebody ends it.
"""

import itertools
import sys

from schoolenterprise.formats import dump
from schoolenterprise.model import Program

RECORDS = 500
"""So many records stand in each ledger; all of them bear its number."""


def ledger(number: int) -> list[Program]:
    """The ledger that is written as the one with this number."""
    return [Program(id=f"program:{each}", name=f"{number}") for each in range(RECORDS)]


def main(path: str) -> None:
    for number in itertools.count():
        dump(ledger(number), path)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
