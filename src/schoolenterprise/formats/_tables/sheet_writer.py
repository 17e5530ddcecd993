"""Sheets of a workbook as a clerk hands them in; openpyxl writes them row by row and keeps none."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from schoolenterprise.errors import Place, Problem, Severity, letters, optional
from schoolenterprise.formats._tables.cells import NO, YES, Cell
from schoolenterprise.formats._tables.escapes import visible
from schoolenterprise.formats._tables.row_values import CUT, ROUNDED
from schoolenterprise.formats._tables.sheet_dates import FIRST
from schoolenterprise.formats._tables.sheet_parser import MOST_ROWS
from schoolenterprise.formats._tables.table import Column

LONGEST = 32_767
"""How many characters a cell holds, counted as UTF-16 does."""

_LONGEST_LIST = 255
_FORMULA = re.compile(r"[=+\-@＝＋－＠#]")
_NARROWEST, _WIDEST = 8, (60, 45, 30)
_PAGE = 130
"""So many narrow characters stand side by side on a page before it is printed smaller."""
_LINE, _HIGHEST = 17.5, 402.5
_MOST = 1_000
_SAMPLED = 100


@frozen
class Look:
    """How a sheet looks on paper and on the screen."""

    paper: int = 9
    """Size of the paper, as workbooks number them: 9 A4, 8 A3."""
    frozen: str = "A2"
    """First cell that moves."""
    repeated: str = "1:1"
    """Rows that recur on every page."""
    widths: Sequence[int] | None = None
    """How many narrow characters wide each column is; `None`: as its longest value."""


class SheetWriter:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cell = optional("openpyxl.cell", "excel").WriteOnlyCell
        self._styles: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def set_property(self, name: str, value: str) -> None:
        """Note something about the workbook as a whole, beside its sheets."""
        made = optional("openpyxl.packaging.custom", "excel").StringProperty
        self._book.custom_doc_props.append(made(name=name, value=value))

    def write(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[tuple[str, Sequence[Cell]]],
        look: Look = Look(),
    ) -> None:
        """Write a sheet of rows, each with the id of its record; of too many, one more sheet."""
        rest, number = iter(rows), 1
        while True:
            some = islice(rest, MOST_ROWS - 1)
            sampled = list(islice(some, _SAMPLED))
            if number > 1 and not sampled:
                return
            name = title if number == 1 else f"{title} ({number})"
            shown = [row for _, row in sampled]
            headings = [each.heading for each in columns]
            hidden = sum(each.path == "id" for each in columns)
            sheet = self._sheet(name, headings, shown, look, hidden)
            self._prepare(sheet, columns, shown)
            self._head(sheet, (each.heading for each in columns))
            self._append(sheet, name, columns, sampled, 2)
            self._append(sheet, name, columns, some, 2 + len(sampled))
            number += 1

    def write_plain(
        self, title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """Write a sheet that is no table of records; of too many rows, one more."""
        for start in range(0, max(1, len(rows)), MOST_ROWS - 1):
            number = start // (MOST_ROWS - 1) + 1
            some = rows[start : start + MOST_ROWS - 1]
            name = title if number == 1 else f"{title} ({number})"
            sheet = self._sheet(name, headings, some[:_SAMPLED])
            self._head(sheet, headings)
            for at, row in enumerate(some, 2):
                self._append_row(sheet, at, [_plain(each) for each in row])

    def hide(self, title: str) -> None:
        """Hide a sheet that was written, for it is nothing to look at."""
        self._book[title].sheet_state = "hidden"

    def _sheet(
        self,
        name: str,
        headings: Sequence[str],
        sampled: Sequence[Sequence[Cell]],
        look: Look = Look(),
        hidden: int = 0,
    ) -> Any:
        """Return a new sheet with its headings, which stay in sight and recur on every page.

        The first columns, so many, will be hidden.
        """
        sheet = self._book.create_sheet(name)
        for at, width in enumerate(look.widths or _widths(headings, sampled, hidden), 1):
            sheet.column_dimensions[letters(at)].width = width
        sheet.freeze_panes = look.frozen
        sheet.print_title_rows = look.repeated
        sheet.sheet_properties.pageSetUpPr = optional(
            "openpyxl.worksheet.properties", "excel"
        ).PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = look.paper
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.gridLines = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddHeader.center.text = "&A"
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
        return sheet

    def _head(self, sheet: Any, headings: Iterable[str]) -> None:
        """Write the first row, behind which nothing can be said of columns any more."""
        named = list(headings)
        widths = (sheet.column_dimensions[letters(at)].width for at in range(1, len(named) + 1))
        lines = max(map(_lines, named, widths), default=1)
        if lines > 1:
            sheet.row_dimensions[1].height = min(_HIGHEST, lines * _LINE)
        sheet.append([self._heading(sheet, each) for each in named])
        sheet.row_dimensions.pop(1, None)

    def _append(
        self,
        sheet: Any,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[tuple[str, Sequence[Cell]]],
        first: int,
    ) -> None:
        for number, (identifier, row) in enumerate(rows, first):
            if any(isinstance(value, str) and len(value) * 2 > LONGEST for value in row):
                place = Place(sheet=name, line=number, record=identifier)
                row = [
                    self._cut(value, evolve(place, column=at, path=column.path))
                    if isinstance(value, str)
                    else value
                    for at, (value, column) in enumerate(zip(row, columns, strict=True), 1)
                ]
            self._append_row(sheet, number, row)

    def _append_row(self, sheet: Any, number: int, row: Sequence[Cell]) -> None:
        """Write a row, as high as its text; spreadsheets see to that only while one types."""
        lines = max(
            (
                _lines(value, sheet.column_dimensions[letters(at)].width)
                for at, value in enumerate(row, 1)
                if isinstance(value, str)
                and len(value) > _NARROWEST // 2
                and not sheet.column_dimensions[letters(at)].hidden
            ),
            default=1,
        )
        if lines > 1:
            sheet.row_dimensions[number].height = min(_HIGHEST, lines * _LINE)
        sheet.append([self._made(sheet, each) for each in row])
        sheet.row_dimensions.pop(number, None)

    def _cut(self, text: str, place: Place) -> str:
        """Return `text` as far as a cell holds it, with a mark where it ends."""
        kept = _shortened(text, f"{CUT}，共{len(text)}字〕")
        if kept == text:
            return text
        self.problems.append(
            Problem(
                code="cut-cell",
                found=f"{len(text)} characters",
                expected=f"at most {LONGEST} in a cell",
                advice="the text is cut",
                place=place,
                severity=Severity.WARNING,
            )
        )
        return kept

    def _made(self, sheet: Any, value: Cell) -> Any:
        """Return the cell that shows `value` as it is: text stays text, whatever it looks like."""
        if value is None:
            return None
        if type(value) is datetime.date and value < FIRST:
            value = value.isoformat()
        if type(value) is int and value >= ROUNDED:
            value = str(value)
        cell = self._cell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
            formula = _FORMULA.match(value) is not None
            cell._style = self._style(sheet, "formula" if formula else "text")
        else:
            cell._style = self._style(sheet, "date" if cell.data_type == "d" else "number")
        return cell

    def _heading(self, sheet: Any, text: str) -> Any:
        cell = self._cell(sheet, text)
        cell._style = self._style(sheet, "heading")
        return cell

    def _style(self, sheet: Any, name: str) -> Any:
        if name not in self._styles:
            self._styles[name] = self._new_style(sheet, name)
        return self._styles[name]

    def _new_style(self, sheet: Any, name: str) -> Any:
        styles = optional("openpyxl.styles", "excel")
        cell = self._cell(sheet)
        middle = name == "heading"
        cell.alignment = styles.Alignment(
            wrap_text=True,
            vertical="center" if middle else "top",
            horizontal="center" if middle else "left",
        )
        # The format `@` keeps what a person types as it is: 00123, and 2022-02.
        cell.number_format = {"date": "yyyy-mm-dd", "number": "0"}.get(name, "@")
        cell.quotePrefix = name == "formula"
        if name == "heading":
            cell.font = styles.Font(bold=True)
            cell.fill = styles.PatternFill("solid", fgColor="DDEBF7")
        return copy(cell._style)

    def _prepare(
        self, sheet: Any, columns: Sequence[Column], sampled: Sequence[Sequence[Cell]]
    ) -> None:
        """Hide ids and what no record tells, and give closed sets a list to choose from."""
        validation = optional("openpyxl.worksheet.datavalidation", "excel").DataValidation
        for at, column in enumerate(columns, 1):
            look = sheet.column_dimensions[letters(at)]
            look.number_format = "@"
            told = not sampled or any(row[at - 1] is not None for row in sampled)
            look.hidden = column.path == "id" or ("." in column.path and not told)
            listed = ",".join(_choices(column))
            if listed and len(listed) <= _LONGEST_LIST:
                offered = validation(type="list", formula1=f'"{listed}"', allow_blank=True)
                offered.error = f"请从列表中选择：{listed}"[:_LONGEST_LIST]
                offered.showErrorMessage = True
                offered.add(f"{letters(at)}2:{letters(at)}{MOST_ROWS}")
                sheet.data_validations.append(offered)


def _plain(value: Cell) -> Cell:
    """Return what a cell can hold of a value that is not read back."""
    return _shortened(visible(value)) if isinstance(value, str) else value


def _shortened(text: str, mark: str = "…") -> str:
    """Return `text` as far as a cell holds it, with a mark where it ends."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) <= LONGEST * 2:
        return text
    room = (LONGEST - len(mark)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark


def _choices(column: Column) -> Iterator[str]:
    if column.shape.many:
        return
    if column.shape.kind == "flag":
        yield from (YES, NO)
    elif column.shape.kind == "choice":
        yield from (each.label for each in column.shape.type)  # type: ignore[attr-defined]  # a closed set


def _width(heading: str, values: Iterable[Cell]) -> int:
    """Return how many narrow characters wide a column is: as its longest value, within bounds."""
    texts = (str(each) for each in values if each is not None)
    most = _WIDEST[0]
    longest = max((_length(line, most) for text in texts for line in text.split("\n")), default=0)
    return min(most, max(_NARROWEST, _length(heading, most) + 2, longest + 2))


def _widths(
    headings: Sequence[str], sampled: Sequence[Sequence[Cell]], hidden: int
) -> Iterator[int]:
    """Return how wide each column is; the first ones, so many, take no room on a page."""
    wanted = [_width(each, (row[at] for row in sampled)) for at, each in enumerate(headings)]
    widest = _widest(wanted[hidden:])
    return (min(each, widest) for each in wanted)


def _widest(wanted: Sequence[int]) -> int:
    """Return how wide a column may be at most: wider where there are few."""
    fitting = (most for most in _WIDEST if sum(min(most, each) for each in wanted) <= _PAGE)
    return next(fitting, _WIDEST[-1])


def _lines(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column, as far as that can be told."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return sum(1 + _length(each, _MOST) // max(1, int(width) - 1) for each in text.split("\n"))


def _length(text: str, most: int) -> int:
    """Return how many narrow characters wide the first `most` characters of `text` are."""
    if text.isascii():
        return min(most, len(text))
    return len(text[:most].encode("gb18030", "replace"))  # two bytes for what is two wide


__all__ = ["LONGEST", "Look", "SheetWriter"]
