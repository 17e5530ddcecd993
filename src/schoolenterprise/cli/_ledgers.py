"""A ledger loaded from a file that an argument names; nothing is checked or shown here."""

from typing import Annotated

import typer

from schoolenterprise import formats
from schoolenterprise.cli._ending import NAME, Code, Stopped
from schoolenterprise.cli._guard import guarded_load
from schoolenterprise.cli._problems import report, tally
from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import FormatError, MissingExtraError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.pages import unreadable

LedgerFile = Annotated[
    str,
    typer.Argument(
        metavar="LEDGER",
        help="Ledger in any format that is read; its suffix says which.",
        show_default=False,
    ),
]


def load(file: str, name: str | None = None) -> Ledger:
    """Return the ledger in `file`, of the format with this `name`; `None`: its suffix tells.

    Raises:
        Stopped: it cannot be read, or is no ledger; with the line that says so.
    """
    try:
        format = formats.format_of(file, name, does="load")
        return guarded_load(file, format, lambda: formats.load(file, format=format.name))
    except OSError as error:
        line = str(unreadable(file, error))
    except FormatError as error:
        line = str(error.problem.in_file(file))
    except UnknownNameError as error:
        if name is not None:
            raise Stopped(Code.USAGE, f"--from: {error}") from None
        line = str(error)
    except MissingExtraError as error:
        raise Stopped(Code.USAGE, str(error)) from None
    raise Stopped(Code.UNREAD, line)


def load_and_report(file: str, name: str | None = None) -> Ledger:
    """Return the ledger in `file`, as `load` does; its problems go to standard error, a line each.

    Raises:
        Stopped: as `load` does.
    """
    ledger = load(file, name)
    report_of(file, ledger)
    return ledger


def report_of(file: str, ledger: Ledger) -> None:
    """Print the problems of the ledger in `file` on standard error."""
    report(each if each.place.file else each.in_file(file) for each in ledger.problems)


def load_and_tell(file: str) -> Ledger:
    """Return the ledger in `file`; one line on standard error counts its problems, if any.

    Raises:
        Stopped: as `load` does.
    """
    ledger = load(file)
    if ledger.problems:
        say(f"note: {file}: {tally(ledger.problems)}; `{NAME} check` lists them")
    return ledger


__all__ = ["LedgerFile", "load", "load_and_report", "load_and_tell", "report_of"]
