"""The command `convert`: a ledger of one format written in another."""

import sys
from collections.abc import Callable, Collection
from typing import Annotated, Any, Literal, TypeVar

import typer

from schoolenterprise import formats
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._guard import guarded_dump, guarded_load
from schoolenterprise.cli._inputs import STANDARD_INPUT
from schoolenterprise.cli._ledgers import report_of
from schoolenterprise.cli._output import check_format, check_overwriting, tell_losses, written
from schoolenterprise.cli._problems import any_error, counted
from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    UnknownNameError,
)
from schoolenterprise.formats import Format, Target, forms
from schoolenterprise.ledger import Ledger
from schoolenterprise.pages import unreadable

T = TypeVar("T")

In = Annotated[
    str, typer.Argument(metavar="IN", help="Ledger to read; -: standard input, with --from.")
]
Out = Annotated[
    str,
    typer.Argument(
        metavar="OUT",
        help="File to write, replaced only when all is written; -: standard output, with --to.",
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="Format of IN; default: its suffix tells."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="FORMAT", help="Format of OUT; default: its suffix tells."),
]
Form = Annotated[
    str | None,
    typer.Option(
        metavar="FORM",
        help="Write a form to hand in, as .xlsx or .csv: visits-2024, cooperation-2024, own.toml.",
    ),
]

FromForm = Annotated[
    str | None,
    typer.Option(
        "--from-form", metavar="FORM", help="Read IN as such a form, as somebody filled it in."
    ),
]


@command(
    "convert ledger.json ledger.yaml",
    "convert ledger.json ledger.jsonl.gz",
    "convert - ledger.json --from yaml < ledger.txt",
    "convert ledger.json 访企拓岗.xlsx --form visits-2024",
    "convert 访企拓岗.xlsx filled.json --from-form visits-2024",
)
def convert(
    source: In,
    target: Out,
    from_: From = None,
    to: To = None,
    form: Form = None,
    from_form: FromForm = None,
) -> Code:
    """Write a ledger in another format; `schoolenterprise formats` lists them.

    What OUT does not keep is told as a note. Records of IN that cannot be read are told of and left
    out; the others are written, unless OUT is IN.
    """
    read, write = _format(source, from_, "load"), _format(target, to, "dump")
    if not read.reads:
        raise Stopped(Code.USAGE, f"files in the format {read.name} are written, never read")
    check_format(write)
    asked = _form(form, "--form", write, write.dump_options)
    filled = _form(from_form, "--from-form", read, read.load_options)
    ledger = _load(source, read, {} if filled is None else {"form": filled})
    report_of(source, ledger)
    check_overwriting(target, source, ledger)
    _dump(ledger, target, write, {} if asked is None else {"form": asked})
    if form is not None:
        say(f"note: the form {form} keeps what has a field there, and nothing else")
    else:
        tell_losses(write)
    if target != STANDARD_INPUT:
        what = counted(len(ledger), "record") if form is None else f"the form {form}"
        say(f"note: {what} written to {target}")
    return Code.FAULTS if any_error(ledger.problems) else Code.FINE


def _format(file: str, name: str | None, does: Literal["load", "dump"]) -> Format:
    option = "--from" if does == "load" else "--to"
    if file == STANDARD_INPUT and name is None:
        raise Stopped(Code.USAGE, f"-: a stream has no suffix; name its format with {option}")
    try:
        return formats.format_of(file, name, does=does)
    except UnknownNameError as error:
        raise Stopped(Code.USAGE, f"{option}: {error}" if name else str(error)) from None


def _load(source: str, format: Format, options: dict[str, Any]) -> Ledger:
    stream: Target = sys.stdin.buffer if source == STANDARD_INPUT else source

    def work() -> Ledger:
        return formats.load(stream, format=format.name, **options)

    try:
        return _needing(lambda: guarded_load(source, format, work))
    except OSError as error:
        line = str(unreadable(source, error))
    except FormatError as error:
        line = str(error.problem.in_file(source))
    raise Stopped(Code.UNREAD, line)


def _form(
    name: str | None, option: str, format: Format, options: Collection[str]
) -> forms.Form | None:
    if name is None:
        return None
    if "form" not in options:
        raise Stopped(Code.USAGE, f"{option}: {format.name} holds no forms; .xlsx and .csv do")
    try:
        return forms.form_of(name)
    except (FormatError, InvalidValueError, UnknownNameError) as error:
        raise Stopped(Code.USAGE, f"{option}: {error}") from None
    except OSError as error:
        raise Stopped(Code.USAGE, f"{option}: {unreadable(name, error)}") from None


def _dump(ledger: Ledger, target: str, format: Format, options: dict[str, Any]) -> None:
    stream: Target = sys.stdout.buffer if target == STANDARD_INPUT else target

    def work() -> None:
        formats.dump(ledger, stream, format=format.name, **options)

    written(target, lambda: _needing(lambda: guarded_dump(target, format, work)))


def _needing(work: Callable[[], T]) -> T:
    """Do `work`; tell which extra it lacks."""
    try:
        return work()
    except MissingExtraError as error:
        raise Stopped(Code.USAGE, str(error)) from None


__all__ = ["convert"]
