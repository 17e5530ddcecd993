"""Reads a user's CSV file into a lexicon; a file with one faulty cell adds nothing.

Which table a file is shows in its heading; `_lexicon_rows` knows what a row of each adds.
"""

import csv
import os
from collections.abc import Iterator

from schoolenterprise.errors import FormatError, Place, Problem
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._lexicon_rows import TABLES, Draft, Row, Table

_ENCODINGS = ("utf-8-sig", "gb18030")
_Line = tuple[int, list[str]]
"""Number of the first line of a row, from 1, and its cells."""


def extended(lexicon: Lexicon, path: str | os.PathLike[str]) -> Lexicon:
    """Return `lexicon` with what the file at `path` adds; see `Lexicon.with_file`."""
    file = os.fspath(path)
    with open(file, "rb") as opened:
        lines = _lines(_decoded(opened.read(), file), file)
    number, heading = next(lines, (1, []))
    table, columns = _table_of(heading, Place(file=file, line=number))
    draft = Draft(lexicon)
    problems: list[Problem] = []
    for number, cells in lines:
        row = Row(draft, Place(file=file, line=number), dict(zip(columns, cells, strict=False)))
        if any(cells[len(columns) :]):
            row.fault("", f"{len(cells)} cells", f"{len(columns)}, as in the heading")
        elif row.holds(table):
            table.add(row)
        problems += row.problems
    if problems:
        raise FormatError(*problems)
    return draft.lexicon()


def _decoded(data: bytes, file: str) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(Place(file=file), "bytes that are no text", "UTF-8 or GB 18030")


def _lines(text: str, file: str) -> Iterator[_Line]:
    """Yield the rows that hold something, their cells without blanks around them."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    number = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
            number = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(Place(file=file, line=number), f"no CSV ({error})", "CSV") from None


def _table_of(heading: list[str], place: Place) -> tuple[Table, list[str]]:
    """Return the table that a heading is of, and the names of its columns."""
    for table in TABLES:
        columns = [table.called.get(cell, cell) for cell in heading]
        known = set(columns) <= {*table.needed, *table.optional}
        if known and set(table.needed) <= set(columns) and len(set(columns)) == len(columns):
            return table, columns
    expected = " or ".join(",".join(table.needed) for table in TABLES)
    found = repr(",".join(heading)) if heading else "no heading"
    raise _unreadable(
        place,
        found,
        f"a heading: {expected}; name,kind may be followed by {', '.join(TABLES[0].optional)}",
    )


def _unreadable(place: Place, found: str, expected: str) -> FormatError:
    return FormatError(Problem(code="no-lexicon", found=found, expected=expected, place=place))


__all__ = ["extended"]
