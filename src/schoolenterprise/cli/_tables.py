"""Tables for the terminal, as wide as it is: records by class, problems, rows of any kind."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schoolenterprise.cli._columns import LISTINGS, Column, Listing
from schoolenterprise.cli._terminal import plain
from schoolenterprise.cli._wording import Wording
from schoolenterprise.errors import Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record

COLUMN = 10
"""Width for which a column is legible; where there is less, values stand one under another."""

SEVERITIES = {
    Severity.ERROR: ("错误", "bold red"),
    Severity.WARNING: ("警告", "yellow"),
    Severity.NOTE: ("提示", "cyan"),
}
"""What a severity is called in a table, and how it looks."""

AND_MORE = "等"
"""Stands behind a list that the text ends openly."""

Row = Sequence[str | Text]


def print_ledger(console: Console, ledger: Ledger) -> None:
    """Print the records and the problems of `ledger`."""
    wording = Wording(ledger)
    for listing in LISTINGS:
        rows = [_row(record, listing, wording) for record in ledger.by_class(listing.cls)]
        print_rows(console, listing.title, [column.heading for column in listing.columns], rows)
    print_problems(console, ledger.problems)


def print_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Print `problems`."""
    rows = [_row_of_problem(problem) for problem in problems]
    print_rows(console, "问题", ("程度", "位置", "内容"), rows)


def print_rows(
    console: Console, title: str, headings: Sequence[str], rows: Sequence[Row]
) -> None:
    """Print `rows` as a table with their number, without the columns that are empty in all.

    Nothing is printed when there are no rows.
    """
    if not rows:
        return
    filled = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    headings = [headings[at] for at in filled]
    rows = [[row[at] for at in filled] for row in rows]
    draw = _grid if len(filled) * COLUMN <= console.width else _cards
    console.print(plain(f"{title} {len(rows)}", "bold"))
    console.print(draw(headings, rows))


def _row(record: Record, listing: Listing, wording: Wording) -> Row:
    return [_cell(record, column, wording) for column in listing.columns]


def _cell(record: Record, column: Column, wording: Wording) -> str:
    if not isinstance(column.show, str):
        return wording.value(column.show(record))
    words = wording.field(record, column.show)
    return words + AND_MORE if column.more and getattr(record, column.more) else words


def _row_of_problem(problem: Problem) -> Row:
    place = str(problem.place)
    return plain(*SEVERITIES[problem.severity]), place, str(problem).removeprefix(f"{place}: ")


def _grid(headings: Sequence[str], rows: Iterable[Row]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(plain(heading), overflow="fold")
    for row in rows:
        table.add_row(*map(_shown, row))
    return table


def _cards(headings: Sequence[str], rows: Iterable[Row]) -> Table:
    """Return a table in which every value of a row has a line of its own."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        for heading, value in zip(headings, row, strict=True):
            if value:
                table.add_row(plain(heading), _shown(value))
        table.add_section()
    return table


def _shown(value: str | Text) -> Text:
    return value if isinstance(value, Text) else plain(value)


__all__ = ["COLUMN", "SEVERITIES", "print_ledger", "print_problems", "print_rows"]
