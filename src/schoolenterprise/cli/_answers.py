"""Answers of the commands and where they go: a table, JSON or CSV; on standard output or in a file.

What is answered the commands say; here is only how it is given out.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Annotated, Any

import typer
from attrs import frozen
from rich.console import Console

from schoolenterprise.cli import _as_csv, _as_json
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._output import written
from schoolenterprise.cli._tables import print_rows
from schoolenterprise.cli._terminal import WIDTH, console, plain, safe, say
from schoolenterprise.collector import collector_paused
from schoolenterprise.files import write

MOST_ROWS = 500
"""Rows of a table, unless somebody says how many; the other forms give all."""


class AnswerForm(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormOption = Annotated[
    AnswerForm | None,
    typer.Option(
        "--format",
        help="Form of the output.  [default: table, or with --output what its suffix says]",
        show_default=False,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="File to write, .json, .csv or .txt; replaced only when all is written.",
        show_default=False,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=0, help="Give so many at most.", show_default=False),
]

_SUFFIXES = {".txt": AnswerForm.TABLE, ".json": AnswerForm.JSON, ".csv": AnswerForm.CSV}


@frozen(kw_only=True)
class Answer:
    """What is to be given out: some things of one sort, a row or an item each."""

    title: str
    """标题：what stands above the table, before the number of things."""
    headings: tuple[str, ...]
    """表头：what stands above the columns."""
    things: Sequence[Any]
    """内容：what the answer consists of."""
    row: Callable[[Any], Sequence[str]]
    """行：gives the cells of a thing."""
    name: str
    """键名：what the list of things is called in JSON."""
    item: Callable[[Any], object]
    """项：gives a thing as plain values of JSON."""
    head: Mapping[str, object] = {}
    """首部：what stands in JSON before the list."""
    lines: tuple[str, ...] = ()
    """文字：lines above the table; no other form has them."""
    aside: int = 0
    """旁列：how many columns, from the left, stand in CSV alone."""
    whole: bool = False
    """全部：whether a table shows every row, because somebody has said how many there are to be."""


@frozen
class Destination:
    """Where an answer goes, and in which form."""

    form: AnswerForm
    """形式：table, JSON or CSV."""
    output: str | None
    """文件：path of the file; `None`: standard output."""

    def give(self, *answers: Answer) -> None:
        """Write `answers`: table below table, list behind list in one document of JSON.

        In CSV one goes on where the other ends, so that they share their columns.

        Raises:
            Stopped: the file cannot be written.
        """
        # Beside a large ledger, the collector would walk through it again and again for nothing.
        with collector_paused():
            self._give(answers)

    def _give(self, answers: Sequence[Answer]) -> None:
        if self.form is AnswerForm.TABLE:
            self._give_tables(answers)
        elif self.output is not None:
            self._write(chain(self._mark(), map(str.encode, self._pieces(answers))))
        else:
            for piece in self._pieces(answers):
                # Not by print, for it is UTF-8 whatever the terminal is set to.
                sys.stdout.buffer.write(piece.encode())

    def _pieces(self, answers: Sequence[Answer]) -> Iterator[str]:
        if self.form is AnswerForm.JSON:
            head = {name: value for each in answers for name, value in each.head.items()}
            lists = {each.name: map(each.item, each.things) for each in answers}
            return _as_json.lines(head, lists)
        rows: Iterable[Sequence[str]] = chain.from_iterable(
            map(each.row, each.things) for each in answers
        )
        if self.output is None and sys.stdout.isatty():
            rows = (tuple(map(safe, row)) for row in rows)
        return _as_csv.lines(answers[0].headings, rows)

    def _mark(self) -> tuple[bytes, ...]:
        return (_as_csv.BYTE_ORDER_MARK,) if self.form is AnswerForm.CSV else ()

    def _give_tables(self, answers: Sequence[Answer]) -> None:
        if self.output is None:
            _print_all(console(), answers)
            return
        wide = Console(width=WIDTH, markup=False, emoji=False, highlight=False)
        with wide.capture() as captured:
            _print_all(wide, answers)
        self._write([captured.get().encode()])

    def _write(self, pieces: Iterable[bytes]) -> None:
        output = self.output or ""
        written(output, lambda: write(output, pieces))


def destination(output: str | None, form: AnswerForm | None, *inputs: str) -> Destination:
    """Return where the options `--output` and `--format` send an answer from `inputs`.

    Raises:
        Stopped: the two do not go together, or `output` is one of the files that are read.
    """
    if output is None:
        return Destination(form or AnswerForm.TABLE, None)
    by_suffix = _SUFFIXES.get(os.path.splitext(output)[1].lower())
    if form is None and by_suffix is None:
        known = ", ".join(f"{each} ({suffix})" for suffix, each in _SUFFIXES.items())
        raise Stopped(
            Code.USAGE, f"--output: found {output}, expected a suffix of {known}, or --format"
        )
    if form is not None and by_suffix not in (None, form):
        advice = "leave --format out, or give the file the suffix of the format"
        raise Stopped(Code.USAGE, f"--format {form} does not fit the file {output}; {advice}")
    if any(map(same_file, inputs, [output] * len(inputs))):
        raise Stopped(Code.USAGE, f"--output: {output} is the ledger itself; choose another file")
    return Destination(form or by_suffix or AnswerForm.TABLE, output)


def same_file(first: str, second: str) -> bool:
    """Say whether two paths lead to one file that is there."""
    try:
        return os.path.samefile(first, second)
    except (OSError, ValueError):
        return False


def _print_all(out: Console, answers: Sequence[Answer]) -> None:
    for answer in answers:
        for line in answer.lines:
            out.print(plain(line), soft_wrap=True)
        _print(out, answer)


def _print(out: Console, answer: Answer) -> None:
    number = len(answer.things)
    shown = answer.things if answer.whole else answer.things[:MOST_ROWS]
    title = f"{answer.title} {number}"
    if number:
        rows = [answer.row(each)[answer.aside :] for each in shown]
        print_rows(out, title, answer.headings[answer.aside :], rows)
    else:
        out.print(plain(title, "bold cyan"))
    if len(shown) < number:
        advice = "--limit, --format csv and --format json give more"
        say(f"note: the table shows the first {len(shown)} of {number}; {advice}")


__all__ = [
    "MOST_ROWS",
    "Answer",
    "AnswerForm",
    "Destination",
    "FormOption",
    "LimitOption",
    "OutputOption",
    "destination",
    "same_file",
]
