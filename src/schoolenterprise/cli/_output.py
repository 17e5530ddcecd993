"""Where a ledger goes: a file in the format of its suffix, or standard output in the form asked."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from schoolenterprise import formats
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._problems import report
from schoolenterprise.cli._tables import print_ledger
from schoolenterprise.cli._terminal import console
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger

LedgerOutput = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="File to write, .json or .jsonl; replaced only when the whole ledger is written.",
        show_default=False,
    ),
]


class Form(StrEnum):
    """The forms in which `read` gives out a ledger."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def check_output(output: str | None, form: Form | None) -> None:
    """Refuse an output that could not be written in any case, before the reading begins."""
    if output is None:
        return
    if form is Form.TABLE:
        advice = "choose json or jsonl, or leave --format out and let the suffix decide"
        raise Stopped(Code.USAGE, f"--format table goes to standard output only; {advice}")
    try:
        by_suffix = formats.format_of(output)
    except UnknownNameError as error:
        if form is None:
            raise Stopped(Code.USAGE, f"--output: {error}") from None
        return
    if form not in (None, by_suffix.name):
        advice = "leave --format out, or give the file the suffix of the format"
        raise Stopped(Code.USAGE, f"--format {form} does not fit the file {output}; {advice}")


def give_out(ledger: Ledger, output: str | None, form: Form | None) -> None:
    """Write `ledger` to the file `output`, else to standard output in the form `form`."""
    if output is not None:
        written(output, lambda: formats.dump(ledger, output, format=form))
    elif form is Form.JSON:
        write_text(formats.dumps(ledger, indent=2))
    elif form is Form.JSONL:
        formats.dump(ledger, sys.stdout.buffer, format=form)
    else:
        print_ledger(console(), ledger)
        return
    report(ledger.problems)


def written(output: str, write: Callable[[], None]) -> None:
    """Call `write`, which writes the file `output`; tell in one line when that fails."""
    try:
        write()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stopped(Code.UNWRITTEN, f"{output}: cannot be written ({reason})") from None


def write_text(text: str) -> None:
    """Write `text` to standard output in UTF-8, whatever the terminal is set to."""
    sys.stdout.buffer.write(text.encode())


__all__ = ["Form", "LedgerOutput", "check_output", "give_out", "write_text", "written"]
