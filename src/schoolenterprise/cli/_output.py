"""Where a ledger goes: a file in the format of its suffix, or standard output in the form asked."""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated

import typer

from schoolenterprise import formats
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._guard import guarded_dump
from schoolenterprise.cli._problems import report
from schoolenterprise.cli._tables import print_ledger
from schoolenterprise.cli._terminal import console, say
from schoolenterprise.errors import (
    ConflictError,
    InvalidValueError,
    MissingExtraError,
    Problem,
    Severity,
    UnknownNameError,
)
from schoolenterprise.formats import Format
from schoolenterprise.ledger import Ledger

LedgerOutput = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="File to write; its suffix says the format, which `formats` lists; replaced only when"
        " the whole ledger is written.",
        show_default=False,
    ),
]


class Form(StrEnum):
    """The forms in which `read` gives out a ledger."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


_FOR_SEVERAL = {
    ".csv": ".zip or .xlsx",
    ".parquet": ".parquets",
    ".arrow": ".parquets",
    ".feather": ".parquets",
}
"""Suffixes of files that hold records of one class, and those that hold the same of several."""


def check_output(output: str | None, form: Form | None) -> None:
    """Refuse an output that could not be written in any case, before the reading begins."""
    if output is None:
        return
    if form is Form.TABLE:
        advice = "leave --format out and let the suffix decide"
        raise Stopped(Code.USAGE, f"--format table goes to standard output only; {advice}")
    try:
        by_suffix = formats.format_of(output, does="dump")
    except UnknownNameError as error:
        if form is None:
            raise Stopped(Code.USAGE, f"--output: {error}") from None
        _check_folder(output)
        return
    check_format(by_suffix)
    if form not in (None, by_suffix.name):
        advice = "leave --format out, or give the file the suffix of the format"
        raise Stopped(Code.USAGE, f"--format {form} does not fit the file {output}; {advice}")
    _check_folder(output)


def _check_folder(output: str) -> None:
    is_folder = output.endswith(("/", os.sep))  # it is made together with what is above it
    if not is_folder and not os.path.isdir(os.path.dirname(os.path.realpath(output))):
        reason = os.strerror(errno.ENOENT)
        raise Stopped(Code.UNWRITTEN, f"{output}: cannot be written ({reason})")


def check_several(output: str | None) -> None:
    """Refuse a file that holds one class alone, for a ledger that will hold several."""
    if output is None or os.path.isdir(output) or output.endswith(("/", os.sep)):
        return
    suffix = os.path.splitext(output)[1].lower()
    if suffix in _FOR_SEVERAL:
        advice = f"expected {_FOR_SEVERAL[suffix]}, for there will be records of several"
        raise Stopped(
            Code.USAGE, f"--output: found {output}, a file of one class of records, {advice}"
        )


def check_format(format: Format) -> None:
    """Refuse a format in which no ledger can be written here."""
    if not format.writes:
        raise Stopped(Code.USAGE, f"files in the format {format.name} are read, never written")
    if not format.installed and format.extra is not None:
        raise Stopped(
            Code.USAGE, str(MissingExtraError(" and ".join(format.packages), format.extra))
        )


def check_overwriting(output: str, file: str, ledger: Ledger) -> None:
    """Refuse to write over the `file` of a `ledger` what would take its faulty records away."""
    lost = any(each.severity is Severity.ERROR for each in _of_the_file(ledger.problems))
    if lost and os.path.exists(output) and os.path.exists(file) and os.path.samefile(output, file):
        advice = "mend them, or write to another file"
        raise Stopped(
            Code.UNWRITTEN, f"{output}: holds what cannot be read and would be lost; {advice}"
        )


def _of_the_file(problems: Iterable[Problem]) -> Iterable[Problem]:
    # A quote that differs from its text is told, and kept.
    return (each for each in problems if each.code != "quote-mismatch")


def keep(ledger: Ledger, output: str, form: str | None = None) -> None:
    """Write `ledger` to the file `output`, and tell what its format does not keep."""
    format = formats.format_of(output, form)

    def work() -> None:
        formats.dump(ledger, output, format=format.name)

    written(output, lambda: guarded_dump(output, format, work))
    tell_losses(format)


def tell_losses(format: Format) -> None:
    """Say what does not come back from a file in this format."""
    if format.losses:
        say(f"note: what {format.name} loses: {format.losses}")


def give_out(ledger: Ledger, output: str | None, form: Form | None) -> None:
    """Write `ledger` to the file `output`, else to standard output in the form `form`."""
    if output is not None:
        keep(ledger, output, form)
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
    except (InvalidValueError, ConflictError) as error:
        raise Stopped(Code.UNWRITTEN, f"{output}: cannot be written ({error})") from None


def write_text(text: str) -> None:
    """Write `text` to standard output in UTF-8, whatever the terminal is set to."""
    sys.stdout.buffer.write(text.encode())


__all__ = [
    "Form",
    "LedgerOutput",
    "check_format",
    "check_output",
    "check_overwriting",
    "check_several",
    "give_out",
    "keep",
    "tell_losses",
    "write_text",
    "written",
]
