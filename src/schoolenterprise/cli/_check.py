"""The command `check`: everything that is amiss in ledgers, a line each."""

from typing import Annotated

import typer

from schoolenterprise.check import check as problems_across
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import load
from schoolenterprise.cli._problems import any_error, as_line, counted, tally
from schoolenterprise.cli._terminal import safe, say
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger

Ledgers = Annotated[
    list[str],
    typer.Argument(
        metavar="LEDGER...", help="Ledgers as .json or .jsonl, each on its own.", show_default=False
    ),
]


@command(
    "check ledger.json",
    "check *.jsonl | grep ^error",
)
def check(ledgers: Ledgers) -> Code:
    """Check ledgers: faulty records, lost references, wrong evidence.

    Every problem is one line: severity, file, record, field, what was found and expected.
    """
    codes = {_check_one(file) for file in ledgers}
    return max(codes, default=Code.FINE)


def _check_one(file: str) -> Code:
    try:
        ledger = load(file)
    except Stopped as stop:
        say(f"error: {stop.line}")
        return stop.code
    problems = _problems(file, ledger)
    for problem in problems:
        print(safe(as_line(problem)))
    print(safe(f"{file}: {counted(len(ledger), 'record')}, {tally(problems)}"))
    return Code.FAULTS if any_error(problems) else Code.FINE


def _problems(file: str, ledger: Ledger) -> list[Problem]:
    """Return what reading told and what the rules tell, each once."""
    told = (*ledger.problems, *problems_across(ledger))
    return list(dict.fromkeys(problem.in_file(file) for problem in told))


__all__ = ["check"]
