"""The command `check`: everything that is amiss in ledgers, a line each."""

from typing import Annotated

import typer

from schoolenterprise import check as rules
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import load
from schoolenterprise.cli._problems import any_error, as_line, counted, in_file, tally
from schoolenterprise.cli._terminal import safe, say
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger

Ledgers = Annotated[
    list[str],
    typer.Argument(
        metavar="LEDGER...", help="Ledgers as .json or .jsonl, each on its own.", show_default=False
    ),
]


@command
def check(ledgers: Ledgers) -> Code:
    """Check ledgers: what could not be read, references that lead nowhere, evidence that is wrong.

    Every problem is one line: severity, file, record, field, what was found and expected.

    \b
    Examples:
      schoolenterprise check ledger.json
      schoolenterprise check *.jsonl | grep ^error
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
    told = (*ledger.problems, *rules.check(ledger))
    return list(dict.fromkeys(in_file(problem, file) for problem in told))


__all__ = ["check"]
