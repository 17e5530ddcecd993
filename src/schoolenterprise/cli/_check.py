"""The command `check`: everything that is amiss in ledgers, a line or a row each."""

from typing import Annotated

import attrs
import typer

from schoolenterprise.check import check as problems_across
from schoolenterprise.cli._answers import (
    Answer,
    Destination,
    FormOption,
    OutputOption,
    destination,
)
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import load
from schoolenterprise.cli._problems import any_error, as_line, counted, tally
from schoolenterprise.cli._tables import SEVERITIES
from schoolenterprise.cli._terminal import safe, say
from schoolenterprise.errors import NOWHERE, Problem
from schoolenterprise.ledger import Ledger

Ledgers = Annotated[
    list[str],
    typer.Argument(
        metavar="LEDGER...",
        help="Ledgers in any format that is read, each on its own.",
        show_default=False,
    ),
]


@command(
    "check ledger.json",
    "check *.jsonl | grep ^error",
    "check ledger.json --format csv -o problems.csv",
)
def check(ledgers: Ledgers, form: FormOption = None, output: OutputOption = None) -> Code:
    """Check ledgers: faulty records, lost references, wrong evidence, what contradicts itself.

    Every problem is one line: severity, file, record, field, what was found and expected. With
    --format or --output the problems of all ledgers are a table, JSON or CSV.
    """
    to = None if form is None and output is None else destination(output, form, *ledgers)
    found: list[Problem] = []
    codes = {_check_one(file, to, found) for file in ledgers}
    if to is not None:
        to.give(_answer(found))
    return max(codes, default=Code.FINE)


def _check_one(file: str, to: Destination | None, found: list[Problem]) -> Code:
    """Add the problems of the ledger in `file` to those `found`; tell them if they go nowhere."""
    try:
        ledger = load(file)
    except Stopped as stop:
        say(f"error: {stop.line}")
        return stop.code
    problems = _problems(file, ledger)
    found += problems
    summary = f"{file}: {counted(len(ledger), 'record')}, {tally(problems)}"
    if to is None:
        for problem in problems:
            print(safe(as_line(problem)))
        print(safe(summary))
    else:
        say(f"note: {summary}")
    return Code.FAULTS if any_error(problems) else Code.FINE


def _answer(problems: list[Problem]) -> Answer:
    return Answer(
        title="问题",
        headings=("程度", "文件", "行", "记录", "字段", "内容", "代码"),
        things=problems,
        row=_row,
        name="problems",
        item=attrs.asdict,
    )


def _row(problem: Problem) -> tuple[str, ...]:
    place = problem.place
    label, _ = SEVERITIES[problem.severity]
    return (
        label,
        place.file or "",
        str(place.line or ""),
        place.record or "",
        place.path or "",
        str(attrs.evolve(problem, place=NOWHERE)),
        problem.code,
    )


def _problems(file: str, ledger: Ledger) -> list[Problem]:
    """Return what reading told and what the rules tell, each once."""
    told = (*ledger.problems, *problems_across(ledger))
    return list(dict.fromkeys(problem.in_file(file) for problem in told))


__all__ = ["check"]
