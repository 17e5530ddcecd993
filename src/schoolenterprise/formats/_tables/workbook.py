"""A workbook as tables: its sheets in order, with what is amiss in each told by row and column."""

import zipfile
from collections.abc import Iterator

from attrs import evolve

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.formats._envelope import header
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._tables.row_values import Value
from schoolenterprise.formats._tables.rows import Row, Table
from schoolenterprise.formats._tables.sheet_parser import Sheet, filled, parse
from schoolenterprise.formats._tables.workbook_parts import Parts

PROBLEMS = "问题"
"""Name of the sheet that holds problems and no records."""


def tables(files: zipfile.ZipFile, intake: Intake, place: Place) -> Iterator[Table]:
    """Yield the sheets of a workbook that are not empty; `intake` is told what is amiss.

    Raises:
        FormatError: it is no workbook, or of a later form than this package knows.
    """
    parts = Parts(files, place)
    form = parts.form()
    if form is not None:
        intake.tell(header({"schema": form}, place)[1])
    styles = parts.styles()
    left = set(files.namelist())
    for name, path in parts.sheets():
        where = evolve(place, sheet=name)
        if name.strip().partition(" (")[0] == PROBLEMS:
            continue
        if path not in left:
            intake.tell([_amiss("missing-sheet", "a sheet that is not in the file", "", where)])
            continue
        # A small file could name one large sheet ten thousand times.
        left.remove(path)
        with files.open(path) as stream:
            sheet, fault = parse(stream, styles)
        if fault is not None:
            found = f"a sheet that is damaged ({fault})"
            # Half of it would look as if a person had removed the rest.
            intake.tell([_amiss("damaged-sheet", found, "none of it is read", where)])
            continue
        intake.tell(_told(sheet, where))
        rows = [Row(number, _said(cells)) for number, cells in sorted(sheet.rows.items())]
        said = [row for row in rows if row.cells]
        if said:
            yield Table(name, said, where)


def _said(cells: dict[int, Value]) -> dict[int, Value]:
    """Return the cells in which something can be seen."""
    blank = [at for at, each in cells.items() if isinstance(each, str) and not each.strip()]
    return {at: each for at, each in cells.items() if at not in blank} if blank else cells


def _told(sheet: Sheet, place: Place) -> Iterator[Problem]:
    for line, at in filled(sheet):
        where = evolve(place, line=line, column=at + 1)
        yield _doubt("merged-cells", "merged cells", "the value is taken for every row", where)
    for line, at in sheet.formulas:
        where = evolve(place, line=line, column=at + 1)
        yield _note("formula", "a formula", "its last value is taken", where)
    for line, at in sheet.times:
        where = evolve(place, line=line, column=at + 1)
        yield _doubt("time-of-day", "a date with a time of day", "the time is left out", where)
    if sheet.hidden:
        yield _note("hidden-rows", f"hidden rows: {sheet.hidden}", "read like the others", place)


def _amiss(code: str, found: str, advice: str, place: Place) -> Problem:
    return Problem(code=code, found=found, expected="a sheet", advice=advice, place=place)


def _doubt(code: str, found: str, advice: str, place: Place) -> Problem:
    return Problem(code=code, found=found, advice=advice, place=place, severity=Severity.WARNING)


def _note(code: str, found: str, advice: str, place: Place) -> Problem:
    return Problem(code=code, found=found, advice=advice, place=place, severity=Severity.NOTE)


__all__ = ["PROBLEMS", "tables"]
