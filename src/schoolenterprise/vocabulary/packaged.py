"""Reads the CSV tables that ship with the package; what a column means is the caller's to know."""

import csv
import pkgutil


def packaged_rows(table: str) -> list[list[str]]:
    """Return the rows of `tables/<table>.csv` as lists of text, the header row left out.

    Raises:
        FileNotFoundError: the package has no such table.
    """
    # Not importlib.resources: its import takes ten times as long.
    data = pkgutil.get_data(__package__, f"tables/{table}.csv")
    assert data is not None, "the package's loader can read data files"
    return list(csv.reader(data.decode("utf-8").splitlines()))[1:]


__all__ = ["packaged_rows"]
