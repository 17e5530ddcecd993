"""The XML of one worksheet as rows of cells; knows strings and styles when told, no classes.

It reads what openpyxl hides in its fast mode: errors, formulas beside their values, merged cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO
from xml.parsers import expat

from attrs import Factory, define, frozen

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats._tables.row_values import Faulty, Value
from schoolenterprise.formats._tables.sheet_dates import day_of, shown

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PIECE = 2**16
_TEXTS = ("v", "t", "f")

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What one sheet holds, headings included."""
MOST_CELLS = 2 * 10**7
"""Cells of a sheet that say something; each takes some hundred bytes."""
_MOST_ELEMENTS = 10**8
_MOST_MERGED = 10**6
DEEPEST = 100
"""So many elements of a workbook may lie in one another; in honest ones it is ten."""


@frozen
class Styles:
    """What the rest of a workbook says about its cells."""

    strings: Sequence[str] = ()
    """Texts that cells share."""
    dates: Mapping[int, str] = Factory(dict)
    """Number of a style that shows a date → how fine."""
    from_1904: bool = False
    """Whether days are counted from 1904."""


@define
class Sheet:
    """What stands in one worksheet."""

    rows: dict[int, dict[int, Value]] = Factory(dict)
    """Row, from 1 → position of the column, from 0 → value."""
    merged: list[tuple[int, int, int, int]] = Factory(list)
    """First and last row, first and last column of cells that were made one."""
    formulas: list[tuple[int, int]] = Factory(list)
    """Row and column of formulas."""
    times: list[tuple[int, int]] = Factory(list)
    """Row and column of dates with a time of day."""
    hidden: int = 0
    """How many rows are hidden."""


def parse(stream: IO[bytes], styles: Styles) -> tuple[Sheet, str | None]:
    """Return what stands in a worksheet, and why no more; `None`: it is whole."""
    reader = _Reader(styles)
    try:
        feed(stream, reader.start, reader.end, reader.text)
    except (expat.ExpatError, InvalidValueError) as error:
        return reader.sheet, str(error)
    return reader.sheet, None


def feed(stream: IO[bytes], start: object, end: object, text: object) -> None:
    """Give the elements of an XML document, by their local names, to these functions.

    Raises:
        ExpatError: it is no XML.
        InvalidValueError: it defines entities, as no workbook does.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]  # a function of its arguments
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    parser.StartDoctypeDeclHandler = _refuse
    while piece := stream.read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def too_deep() -> InvalidValueError:
    """Return what is said of elements that no workbook nests so, as they take all memory."""
    return InvalidValueError(f"elements in one another, deeper than {DEEPEST}")


def _refuse(*_: object) -> None:
    raise InvalidValueError("a document type, which no workbook has")


def local(name: str) -> str:
    """Return the name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]


def position(reference: str) -> tuple[int, int] | None:
    """Return row, from 1, and column, from 0, of a cell such as `B3`; `None`: it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def plain(text: str) -> str:
    """Return `text` with the characters that workbooks write as `_x000D_`."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Reader:
    """Handlers of the elements of a worksheet."""

    def __init__(self, styles: Styles) -> None:
        self.sheet = Sheet()
        self._styles = styles
        self._row, self._column = 0, -1
        self._type, self._style = "n", 0
        self._formula = False
        self._value: list[str] = []
        self._into: list[str] | None = None
        self._phonetic = False
        self._cells: dict[int, Value] = {}
        self._depth = self._started = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        self._started += 1
        if self._depth > DEEPEST:
            raise too_deep()
        if self._started > _MOST_ELEMENTS:
            raise InvalidValueError(f"more than {_MOST_ELEMENTS:,} elements")
        name = local(name)
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or name == "t":
            self._into = None if self._phonetic else self._value
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        name = local(name)
        if name in _TEXTS:
            self._into = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def text(self, characters: str) -> None:
        """Take characters."""
        if self._into is not None:
            self._into.append(characters)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        if self._row > MOST_ROWS:
            raise InvalidValueError(f"row {self._row:,}, where a sheet has {MOST_ROWS:,}")
        self._column = -1
        self._cells = self.sheet.rows.get(self._row, {})
        self.sheet.hidden += attributes.get("hidden") in ("1", "true")

    def _end_row(self) -> None:
        """Keep a row that says something; sheets may have a million that do not."""
        if self._cells:
            self.sheet.rows[self._row] = self._cells

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = position(attributes.get("r", ""))
        self._column = found[1] if found else self._column + 1
        if self._column >= MOST_COLUMNS:
            raise InvalidValueError(f"column {self._column + 1:,}; a sheet has {MOST_COLUMNS:,}")
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        self._formula = False
        self._value = []

    def _end_cell(self) -> None:
        if not self._value and not self._formula:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise InvalidValueError(f"more than {MOST_CELLS:,} cells that say something")
        text = "".join(self._value)
        if self._formula:
            self.sheet.formulas.append((self._row, self._column))
            if not self._value:
                self._cells[self._column] = Faulty("a formula without its value")
                return
        value = self._read(text)
        if value is not None:
            self._cells[self._column] = value

    def _read(self, text: str) -> Value | None:
        if self._type in ("inlineStr", "str"):
            return plain(text) or None
        if self._type == "s":
            known = text.isdecimal() and len(text) < 10 and int(text) < len(self._styles.strings)
            return self._styles.strings[int(text)] or None if known else Faulty("no text")
        if not text:
            return None
        if self._type == "b":
            return text.strip() == "1"
        if self._type == "e":
            return Faulty(f"the error {text:.20}")
        return text if self._type == "d" else self._number(text)

    def _number(self, text: str) -> Value:
        try:
            number = float(text)
        except ValueError:
            return Faulty(f"{text!r:.40} in place of a number")
        fineness = self._styles.dates.get(self._style)
        if fineness is None:
            return int(number) if number.is_integer() else number
        day = day_of(number, self._styles.from_1904) if abs(number) < 10**7 else None
        if day is None:
            return Faulty(f"the number {text:.20}, which is no date")
        if not number.is_integer():
            self.sheet.times.append((self._row, self._column))
        return shown(day, fineness)

    def _merge(self, reference: str) -> None:
        first, colon, last = reference.partition(":")
        start, end = position(first), position(last)
        if colon and start and end:
            self.sheet.merged.append((start[0], end[0], start[1], end[1]))
        if len(self.sheet.merged) > _MOST_MERGED:
            raise InvalidValueError(f"more than {_MOST_MERGED:,} cells that were merged")


def filled(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Give each cell of a merged column what its first cell holds; yield the first cells.

    Of cells merged across columns only the first has the value, as it is seen.
    """
    # So much is looked at whatever a sheet says: honest ones do not merge a row twice.
    budget = 10**6
    for first, last, column, _ in sheet.merged:
        value = sheet.rows.get(first, {}).get(column)
        budget -= last - first
        if value is None or last <= first or budget < 0:
            continue
        yield first, column
        for number in range(first + 1, last + 1):
            if number in sheet.rows:
                sheet.rows[number].setdefault(column, value)


__all__ = [
    "DEEPEST",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Sheet",
    "Styles",
    "feed",
    "filled",
    "local",
    "parse",
    "plain",
    "position",
    "too_deep",
]
