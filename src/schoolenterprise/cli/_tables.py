"""Tables for the terminal, as wide as it is: records by class, problems, rows of any kind."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schoolenterprise.cli._columns import LISTINGS, Derived, Listing
from schoolenterprise.cli._terminal import plain
from schoolenterprise.cli._wording import Wording
from schoolenterprise.errors import Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record
from schoolenterprise.schema import class_label, field_label

LEGIBLE = 10
"""Width that a column needs; where there is less, the values of a row stand one under another."""
GAP = 3
"""Width between two columns."""

SEVERITIES = {
    Severity.ERROR: ("错误", "bold red"),
    Severity.WARNING: ("警告", "yellow"),
    Severity.NOTE: ("提示", "cyan"),
}
"""What a severity is called in a table, and how it looks."""

Row = Sequence[str | Text]
"""Cells from left to right; what is text of Python is shown as it is."""
Cells = Sequence[Text]
"""The same, made safe."""


def print_ledger(console: Console, ledger: Ledger) -> None:
    """Print the records and the problems of `ledger`."""
    wording = Wording(ledger)
    for listing in LISTINGS:
        rows = [words_of(record, listing, wording) for record in ledger.by_class(listing.cls)]
        title = f"{class_label(listing.cls)} {len(rows)}"
        print_rows(console, title, headings_of(listing), rows)
    print_problems(console, ledger.problems)


def print_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Print `problems`."""
    rows = [_row_of_problem(problem) for problem in problems]
    print_rows(console, f"问题 {len(rows)}", ("程度", "位置", "内容"), rows)


def print_rows(console: Console, title: str, headings: Sequence[str], rows: Sequence[Row]) -> None:
    """Print `rows` as a table below `title`.

    Columns that are empty in every row are left out; when all are, nothing is printed.
    """
    filled = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    if not filled:
        return
    columns = [plain(headings[at], "bold") for at in filled]
    cells = [[_text(row[at]) for at in filled] for row in rows]
    console.print(plain(title, "bold cyan"))
    legible = len(filled) * (LEGIBLE + GAP) - GAP <= console.width
    console.print(_grid(columns, cells, console.width) if legible else _cards(columns, cells))
    console.print()


def headings_of(listing: Listing) -> tuple[str, ...]:
    """Return what stands above the columns of `listing`."""
    return tuple(
        column.heading if isinstance(column, Derived) else field_label(listing.cls, column)
        for column in listing.columns
    )


def words_of(record: Record, listing: Listing, wording: Wording) -> tuple[str, ...]:
    """Return what stands in the columns of `listing` for `record`."""
    return tuple(_cell(record, column, wording) for column in listing.columns)


def _cell(record: Record, column: str | Derived, wording: Wording) -> str:
    shown = column.value if isinstance(column, Derived) else column
    if isinstance(shown, str):
        return wording.field(record, shown)
    return wording.value(shown(record))


def _row_of_problem(problem: Problem) -> Row:
    place = str(problem.place)
    words = str(problem).removeprefix(f"{place}: ")
    return plain(*SEVERITIES[problem.severity]), place, words


def _text(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else plain(cell)


def _grid(headings: Cells, rows: Sequence[Cells], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    # Where most rows take several lines, a blank one keeps them apart.
    table.leading = int(2 * sum(_width(row) > width for row in rows) > len(rows))
    for row in rows:
        table.add_row(*row)
    return table


def _width(row: Cells) -> int:
    """Return how wide a row would be on one line."""
    filled = [cell_len(cell.plain) for cell in row if cell]
    return sum(filled) + GAP * (len(filled) - 1)


def _cards(headings: Cells, rows: Sequence[Cells]) -> Table:
    """Return a table in which every value of a row has a line of its own."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        for heading, value in zip(headings, row, strict=True):
            if value:
                table.add_row(heading, value)
        table.add_section()
    return table


__all__ = [
    "GAP",
    "LEGIBLE",
    "SEVERITIES",
    "Row",
    "headings_of",
    "print_ledger",
    "print_problems",
    "print_rows",
    "words_of",
]
