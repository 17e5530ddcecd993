"""Text of comma-separated values as rows with their places; what the cells mean it does not know.

Python's own reader tells neither in which column a fault lies nor goes on behind it.
"""

import re
from collections.abc import Iterable, Iterator

from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.row_values import Faulty, Value
from schoolenterprise.formats._tables.rows import Row

BOM = "\ufeff"
"""Byte order mark, by which Excel knows UTF-8."""

SEPARATORS = ",;\t"
_MOST_COLUMNS = 16_384

# Possessive throughout, so that they take linear time.
_PLAIN = {mark: re.compile(rf"[^{mark}\r\n]*+") for mark in SEPARATORS}
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_SEPARATED = re.compile(rf"[^{SEPARATORS}]*+([^\r\n]*+)")
_BLANK = re.compile(r"[\r\n]*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Whatever some program takes for a separator.
_TO_QUOTE = re.compile(rf'[{SEPARATORS}"\r\n]')
# What spreadsheets take for the start of a formula, in the width of any keyboard.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def line(cells: Iterable[Cell]) -> str:
    """Return a row as it stands in a file, its line end included."""
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    if _FORMULA.match(text):
        text = f"'{text}"
    if _TO_QUOTE.search(text):
        text = '"' + text.replace('"', '""') + '"'
    return text


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula, or was kept from it by a `'`."""
    return bool(_FORMULA.match(text))


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of `text` that are not blank; a faulty cell is `Faulty`."""
    mark = _separator(text)
    at, number = 0, 1
    if text[:4].lower() == "sep=" and text[4:5] in SEPARATORS:
        mark, at, number = text[4], _behind_line(text, 4), 2
    while at < len(text):
        if text[at] in "\r\n":
            start, at = at, _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches
            number += len(_LINE_END.findall(text, start, at))
            continue
        row, at, lines = _row(text, at, number, mark)
        number += lines
        if row.cells:
            yield row


def _separator(text: str) -> str:
    """Return the separator of the first line that has one: above it a title may stand."""
    found = _SEPARATED.match(text)
    return max(SEPARATORS, key=found[1].count) if found else SEPARATORS[0]


def _behind_line(text: str, at: int) -> int:
    end = _LINE_END.search(text, at)
    return end.end() if end else len(text)


def _row(text: str, at: int, number: int, mark: str) -> tuple[Row, int, int]:
    """Return the row that starts at `at`, where the next one starts, and how many lines it has."""
    cells: dict[int, Value] = {}
    places: list[int] = []
    line_start, lines = at, 1
    while True:
        places.append(at - line_start + 1)
        value, end = _value(text, at, mark)
        if value != "":
            cells[len(places) - 1] = value
        breaks = text.count("\n", at, end) or text.count("\r", at, end)
        if breaks:
            lines += breaks
            line_start = max(text.rfind("\n", at, end), text.rfind("\r", at, end)) + 1
        at = end
        if at < len(text) and text[at] == mark:
            at += 1
            if len(places) < _MOST_COLUMNS:
                continue
            cells[len(places) - 1] = Faulty(f"more than {_MOST_COLUMNS:,} cells")
        at = _behind_line(text, at)
        return Row(number, cells, places, len(places)), at, lines


def _value(text: str, at: int, mark: str) -> tuple[Value, int]:
    """Return what stands in the cell that starts at `at`, and where it ends."""
    plain = _PLAIN[mark]
    if not text.startswith('"', at):
        match = plain.match(text, at)
        end = match.end() if match else at
        return text[at:end].strip(" "), end
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        cell = plain.match(text, at + 1)
        return Faulty("a quotation mark without its other half"), cell.end() if cell else at + 1
    rest = plain.match(text, quoted.end())
    end_of_cell = rest.end() if rest else quoted.end()
    if text[quoted.end() : end_of_cell].strip():
        return Faulty("text behind a closing quotation mark"), end_of_cell
    inside = quoted[1].replace('""', '"')
    return inside.replace("\r\n", "\n"), end_of_cell


__all__ = ["BOM", "SEPARATORS", "line", "rows", "starts_formula"]
