"""A workbook of a school's own, filled beneath its headings; title, notes and looks of it stay.

Pictures, charts and macros of it do not: openpyxl, which reads and writes it, keeps none.
"""

import datetime
import re
import zipfile
from collections.abc import Container, Mapping, Sequence
from copy import copy
from typing import Any

from schoolenterprise.errors import FormatError, Place, Problem, letters, optional
from schoolenterprise.formats._tables.archives import archive
from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.rows import ABOVE
from schoolenterprise.formats._tables.sheet_parser import position
from schoolenterprise.formats._tables.sheet_writer import LONGEST
from schoolenterprise.formats._tables.table import folded
from schoolenterprise.formats.forms._form import Fills, Form

_MOST_CELLS = 200_000
_MOST_BYTES = 2**25
_MERGED = re.compile(rb'ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = ("=", "+", "-", "@")


def opened(path: str) -> Any:
    """Return the workbook in a file.

    Raises:
        FormatError: it is none, or is larger than any form.
        OSError: it cannot be read.
    """
    load = optional("openpyxl", "excel").load_workbook
    with archive(path, "a workbook (.xlsx)") as files:
        size = sum(each.file_size for each in files.infolist())
        if size > _MOST_BYTES or _merged(files) > _MOST_CELLS:
            raise _fault(path, None, "a workbook larger than a form", "a form to fill in")
    try:
        book = load(path)
    except OSError:
        raise
    except Exception as error:  # openpyxl says in no one way that a part is faulty
        found = f"no workbook ({type(error).__name__})"
        raise _fault(path, None, found, "a workbook (.xlsx)") from None
    if sum(sheet.max_row * sheet.max_column for sheet in book.worksheets) > _MOST_CELLS:
        raise _fault(path, None, "a workbook larger than a form", "a form to fill in")
    return book


def _merged(files: zipfile.ZipFile) -> int:
    """Return how many cells are merged, each of which openpyxl would make."""
    areas = 0
    for name in files.namelist():
        if name.endswith(".xml"):
            for first, last in _MERGED.findall(files.read(name)):
                start, end = position(first.decode()), position(last.decode())
                if start and end:
                    areas += (abs(end[0] - start[0]) + 1) * (abs(end[1] - start[1]) + 1)
    return areas


def fill(book: Any, form: Form, rows: Sequence[Sequence[Cell]]) -> int:
    """Write rows, a cell for each field of `form`, beneath the headings; return the first of them.

    Blank rows beneath the headings are filled first; whatever stands below them moves down. Where
    a form fills nothing, such as 备注, the cell stays as it is.

    Raises:
        FormatError: no sheet has the headings of the form.
    """
    sheet, head, columns = _headings(book, form)
    first = _below(sheet, head)
    filled = {at: columns[at] for at in columns if form.fields[at].fills is not Fills.NONE}
    filled = {at: each for at, each in filled.items() if form.fields[at].fills is not Fills.NUMBER}
    room = _room(sheet, first, frozenset(filled.values()))
    if len(rows) > room:
        _move_down(sheet, first + room, len(rows) - room)
    for number, row in enumerate(rows, first):
        if number > first:
            _dress_like(sheet, first, number)
        for at, column in columns.items():
            if row[at] is not None:
                _write(sheet.cell(number, column), row[at])
    return first


def fill_plain(sheet: Any, rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    """Write a new sheet of text, its first row being headings."""
    styles = optional("openpyxl.styles", "excel")
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[letters(at)].width = width
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            cell = sheet.cell(number, at)
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            cell.font = styles.Font(bold=number == 1)
            if value is not None:
                _write(cell, value)
    sheet.freeze_panes = "A2"


_Told = tuple[tuple[int, str], ...]


def told_in(form: Form) -> tuple[frozenset[str], frozenset[_Told]]:
    """Return headings and rows below them in the template of a form, so that both are known again.

    Raises:
        FormatError: the template is no workbook, or has not the headings.
        OSError: it cannot be read.
    """
    if form.template is None:
        return frozenset(), frozenset()
    sheet, head, _ = _headings(opened(form.template), form)
    named = next(sheet.iter_rows(min_row=head, max_row=head, values_only=True))
    below = sheet.iter_rows(min_row=head + 1, values_only=True)
    headings = frozenset(folded(str(each)) for each in named if each is not None)
    return headings, frozenset(_told(row) for row in below)


def _told(row: Sequence[object]) -> _Told:
    return tuple((at, str(value).strip()) for at, value in enumerate(row) if value is not None)


def row_told(cells: Mapping[int, object]) -> _Told:
    """Return what a row that was read holds, as `told_in` says it."""
    return tuple((at, str(cells[at]).strip()) for at in sorted(cells))


def _headings(book: Any, form: Form) -> tuple[Any, int, dict[int, int]]:
    """Return sheet and row of the headings, and the column of each field, by its position."""
    wanted = {folded(each.heading): at for at, each in enumerate(form.fields)}
    best: tuple[Any, int, dict[int, int]] = (None, 0, {})
    for sheet in book.worksheets:
        for number, row in enumerate(sheet.iter_rows(max_row=ABOVE, values_only=True), 1):
            found: dict[int, int] = {}
            for column, cell in enumerate(row, 1):
                if isinstance(cell, str) and folded(cell) in wanted:
                    found.setdefault(wanted[folded(cell)], column)
            if len(found) > len(best[2]):
                best = (sheet, number, found)
    missing = [each.heading for at, each in enumerate(form.fields) if at not in best[2]]
    if missing:
        found_text = f"no heading {'、'.join(missing)[:60]}"
        raise _fault(str(form.template), best[1] or None, found_text, "every heading of the form")
    return best


def _below(sheet: Any, head: int) -> int:
    """Return the first row beneath the headings, whose cells may be merged over several rows."""
    merged = (
        each.max_row for each in sheet.merged_cells.ranges if each.min_row <= head <= each.max_row
    )
    return int(max([head, *merged])) + 1


def _room(sheet: Any, first: int, columns: Container[int]) -> int:
    """Return how many rows from `first` on wait to be filled in `columns`; text ends them."""
    merged = {
        row for each in sheet.merged_cells.ranges for row in range(each.min_row, each.max_row + 1)
    }
    number = first
    while number <= sheet.max_row and number not in merged:
        if any(_is_told(cell, cell.column in columns) for cell in sheet[number]):
            break
        number += 1
    return number - first


def _is_told(cell: Any, filled: bool) -> bool:
    """Whether a cell is more than a blank, or than a number or formula where nothing is filled."""
    if filled or cell.value is None:
        return cell.value is not None
    return cell.data_type == "s" and not cell.value.strip().isdecimal()


def _move_down(sheet: Any, start: int, by: int) -> None:
    """Make room for rows above the row `start`."""
    last = sheet.max_row
    moved = [each for each in list(sheet.merged_cells.ranges) if each.min_row >= start]
    for each in moved:
        sheet.merged_cells.remove(each)
    if last >= start:
        sheet.move_range(f"A{start}:{letters(sheet.max_column)}{last}", rows=by, translate=True)
    for number in range(last, start - 1, -1):
        if sheet.row_dimensions[number].height is not None:
            sheet.row_dimensions[number + by].height = sheet.row_dimensions[number].height
            sheet.row_dimensions[number].height = None
    for each in moved:
        each.shift(row_shift=by)
        sheet.merge_cells(each.coord)


def _dress_like(sheet: Any, first: int, number: int) -> None:
    """Give a row that nobody dressed the looks of the first."""
    for column in range(1, sheet.max_column + 1):
        cell = sheet.cell(number, column)
        if not cell.has_style:
            cell._style = copy(sheet.cell(first, column)._style)


def _write(cell: Any, value: Cell) -> None:
    """Write a value as it is: text stays text, whatever it looks like."""
    if isinstance(value, str):
        units = value.encode("utf-16-le")[: LONGEST * 2]
        cell.value = units.decode("utf-16-le", "ignore")
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(_FORMULA)
        return
    cell.value = value
    if isinstance(value, datetime.date) and cell.number_format in ("General", "@"):
        cell.number_format = "yyyy-mm-dd"


def _fault(path: str, line: int | None, found: str, expected: str) -> FormatError:
    place = Place(file=path, line=line)
    return FormatError(Problem(code="faulty-form", found=found, expected=expected, place=place))


__all__ = ["fill", "fill_plain", "opened", "row_told", "told_in"]
