"""The command `update`: the edits of a table taken into the ledger that it was written from."""

from typing import Annotated

import typer

from schoolenterprise.cli._answers import same_file
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_report, load_and_tell
from schoolenterprise.cli._output import LedgerOutput, check_output, check_overwriting, keep
from schoolenterprise.cli._problems import any_error, counted
from schoolenterprise.cli._terminal import safe, say
from schoolenterprise.ledger import Ledger, diff, updated

EditedFile = Annotated[
    str,
    typer.Argument(
        metavar="EDITED",
        help="What was written from LEDGER and edited, such as a workbook.",
        show_default=False,
    ),
]

From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="Format of EDITED; default: its suffix tells."),
]


@command(
    "update ledger.json 台账.xlsx",
    "update ledger.json 台账.xlsx -o ledger.json",
    "update ledger.json 台账/ --from csv -o new.json > changes.txt",
)
def update(
    ledger: LedgerFile, edited: EditedFile, output: LedgerOutput = None, from_: From = None
) -> Code:
    """Bring back what was edited in a table of a ledger, and show every change.

    What the table does not show stays as it is in LEDGER, and so does a record whose row cannot be
    read. With --output the ledger is written, and OUT may be LEDGER; without it the changes
    are shown only.
    """
    check_output(output, None)
    if output is not None and same_file(edited, output):
        raise Stopped(Code.USAGE, f"--output: {output} holds the edits; choose another file")
    original = load_and_tell(ledger)
    if output is not None:
        check_overwriting(output, ledger, original)
    edits = load_and_report(edited, from_)
    new = updated(original, edits)
    changes = diff(original, new)
    if output is not None:
        keep(new, output)
    for change in changes:
        print(safe(str(change)))
    say(f"note: {_outcome(len(changes), new, output)}")
    faulty = any_error(original.problems) or any_error(edits.problems)
    return Code.FAULTS if faulty else Code.FINE


def _outcome(changes: int, new: Ledger, output: str | None) -> str:
    told = counted(changes, "change") if changes else "nothing changed"
    if output is None:
        return f"{told}; --output writes the ledger" if changes else told
    return f"{told}; {counted(len(new), 'record')} written to {output}"


__all__ = ["update"]
