"""Reads a user's CSV file into a lexicon; a file with one faulty cell adds nothing.

Which table a file is shows in its heading; `_lexicon_rows` knows what a row of each adds.
"""

import codecs
import csv
import io
import os
from collections.abc import Iterator
from itertools import islice

from schoolenterprise.errors import FormatError, InvalidValueError, Place, Problem, wrong_type
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._lexicon_rows import TABLES, Draft, Row, Table

_ENCODINGS = ("utf-8-sig", "gb18030")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What spreadsheets begin their "Unicode text" with."""
_SEPARATOR_LINE = "sep="
"""Begins the line in which spreadsheets say what parts the cells."""
_MOST_FAULTS = 20
"""So many faults are told one by one; where there are more, something is wrong with the file."""
_Line = tuple[int, list[str]]
"""Number of the first line of a row, from 1, and its cells."""


def extended(lexicon: Lexicon, path: str | os.PathLike[str]) -> Lexicon:
    """Return `lexicon` with what the file at `path` adds; see `Lexicon.with_file`."""
    file = _file(path)
    lines = _lines(_decoded(_contents(file), file), file)
    number, heading = next(lines, (1, []))
    table, columns = _table_of(heading, Place(file=file, line=number))
    draft = Draft(lexicon)
    problems: list[Problem] = []
    faults = 0
    for number, cells in lines:
        row = Row(draft, Place(file=file, line=number), dict(zip(columns, cells, strict=False)))
        if any(cells[len(columns) :]):
            row.fault("", f"{len(cells)} cells", f"{len(columns)}, as in the heading")
        elif row.holds(table):
            table.add(row)
        faults += len(row.problems)
        problems += islice(row.problems, _MOST_FAULTS - len(problems))
    if faults > len(problems):
        problems.append(_more(faults - len(problems), Place(file=file)))
    if problems:
        raise FormatError(*problems)
    return draft.lexicon()


def _file(path: object) -> str:
    if not isinstance(path, str | os.PathLike):
        raise wrong_type("file", path, "a path")
    return os.fsdecode(path)


def _contents(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read()
    except ValueError:  # a name that no file may have
        message = f"file: found {file!r:.80}, expected a name that a file may have"
        raise InvalidValueError(message) from None


def _more(count: int, place: Place) -> Problem:
    return Problem(
        code="faulty-lexicon-row",
        found=f"{count:,} more faults",
        expected="none",
        advice="mend those above first",
        place=place,
    )


def _decoded(data: bytes, file: str) -> str:
    wide = data.startswith(_WIDE_MARKS)
    for encoding in ("utf-16",) if wide else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(
        Place(file=file), "bytes that are no text", "UTF-8 or GB 18030; save it as CSV UTF-8"
    )


def _lines(text: str, file: str) -> Iterator[_Line]:
    """Yield the rows that hold something, their cells without blanks around them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 1
    try:
        for cells in reader:
            if number == 1 and cells and cells[0].startswith(_SEPARATOR_LINE):
                cells = []
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
            number = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(Place(file=file, line=number), f"no CSV ({error})", "CSV") from None


def _separator(text: str) -> str:
    """Return what parts the cells: what the first line says, else what parts the heading."""
    heading = text.lstrip().partition("\n")[0].rstrip()
    if heading.startswith(_SEPARATOR_LINE) and len(heading) == len(_SEPARATOR_LINE) + 1:
        return heading[-1]
    return next((each for each in ",\t;" if each in heading), ",")


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
