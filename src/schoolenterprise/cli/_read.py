"""The command `read`: articles in, their records as tables or as a ledger out."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer
from rich.progress import track

from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._explain import explain
from schoolenterprise.cli._gather import Gathering
from schoolenterprise.cli._inputs import Inputs, find
from schoolenterprise.cli._lexicons import Lexicons, digest_of, lexicon_of
from schoolenterprise.cli._lock import Lock
from schoolenterprise.cli._output import Form, LedgerOutput, check_output, check_several, give_out
from schoolenterprise.cli._parts import FileRead, Parts
from schoolenterprise.cli._problems import any_error, as_line, counted, report, tally
from schoolenterprise.cli._reading import Plan
from schoolenterprise.cli._terminal import console, say
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.pages import one_day
from schoolenterprise.reader import Lexicon

FEW = 5
"""So many files are read without a progress bar, and without a list of the unread at the end."""
LISTED = 20
"""So many unread files are named at the end; each was told of when it came."""

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|DIR|-...",
        help="Texts or web pages; a folder stands for all that are in it, - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of publication, such as 2022-03-04, of articles without a PUBLISHED: line.",
        show_default=False,
    ),
]
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        help="Form of the output.  [default: table, or with --output what its suffix says]",
        show_default=False,
    ),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Show instead the text with its mentions marked, and the rules behind each record.",
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        help="Processes that read.  [default: one for few files, for many one a processor]",
        show_default=False,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", help="Go on where an interrupted run with the same --output has stopped."
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress bar, and no closing line without errors.")
]


@command(
    "read articles/",
    "read page.txt --published 2022-03-04",
    "read articles/ more.txt -o ledger.json",
    "read articles/ --lexicon firms.csv",
    "read archive/ -o ledger.jsonl --processes 4 --resume",
    "read - --format jsonl < page.txt",
    "read page.txt --explain",
)
def read(
    paths: Paths,
    published: Published = None,
    form: FormOption = None,
    output: LedgerOutput = None,
    lexicon: Lexicons = None,
    processes: Processes = None,
    resume: Resume = False,
    quiet: Quiet = False,
    explained: Explain = False,
) -> Code:
    """Read articles into one ledger and show it or write it.

    Text is UTF-8; another encoding is recognised, and a line says which. The three lines TITLE:,
    URL: and PUBLISHED: at the top of a file are its header. Empty files give a warning. Problems
    stand below the tables, and on standard error in every other form.

    With --output, what was read is kept in the folder OUT.parts until OUT is written.
    """
    check_output(output, form)
    check_several(output)
    day = _day(published)
    known = lexicon_of(lexicon)
    inputs = find(paths)
    report(inputs.problems)
    if explained:
        return _explain(inputs, day, form, output, known)
    parts = _parts(output, {"published": str(day or ""), "lexicon": digest_of(lexicon)}, resume)
    plan = Plan(published=day, processes=processes, parts=parts, lexicon=known)
    with (
        contextlib.nullcontext() if output is None or parts is None else Lock(output, parts.folder)
    ):
        if parts is not None:
            _begin(parts, resume)
        return _read_and_write(inputs, plan, output, form, quiet)


def _read_and_write(
    inputs: Inputs, plan: Plan, output: str | None, form: Form | None, quiet: bool
) -> Code:
    gathering, unread = _gather(inputs.files, plan, quiet)
    incomplete = bool(unread) or any_error(inputs.problems)
    faulty = False
    if gathering.files or not incomplete:
        ledger = gathering.ledger()
        faulty = any_error(ledger.problems)
        give_out(ledger, output, form)
        if plan.parts is not None:
            plan.parts.remove()
        if output is not None and not quiet:
            say(_summary(gathering.files, ledger, output))
    if unread and len(inputs.files) > FEW:
        say(_list_of(unread))
    if incomplete:
        return Code.UNREAD
    return Code.FAULTS if faulty else Code.FINE


def _explain(
    inputs: Inputs,
    day: PartialDate | None,
    form: Form | None,
    output: str | None,
    lexicon: Lexicon,
) -> Code:
    if output is not None:
        raise Stopped(Code.USAGE, "--explain goes to standard output only; leave --output out")
    code = explain(inputs.files, day, form, lexicon)
    return Code.UNREAD if any_error(inputs.problems) else code


def _day(published: str | None) -> PartialDate | None:
    try:
        return one_day(published) if published is not None else None
    except InvalidValueError as error:
        raise Stopped(Code.USAGE, f"--published: {error}") from None


def _parts(output: str | None, options: dict[str, str], resume: bool) -> Parts | None:
    """Return where work is kept; `None`: nowhere, for there is no file it would end in."""
    if output is None:
        if resume:
            raise Stopped(Code.USAGE, "--resume: found no --output, expected the one to go on with")
        return None
    return Parts(output, options)


def _begin(parts: Parts, resume: bool) -> None:
    """Look at what an interrupted run has left, which no run throws away unasked."""
    if resume:
        parts.find()
    elif parts.exist():
        advice = f"give --resume to go on with it, or remove {parts.folder}"
        raise Stopped(Code.USAGE, f"{parts.folder}: found work of an interrupted run; {advice}")


def _gather(files: Sequence[str], plan: Plan, quiet: bool) -> tuple[Gathering, list[str]]:
    """Read `files`; return what was in them, and which of them could not be read."""
    gathering = Gathering()
    unread: list[str] = []
    finished = False
    try:
        # Closed before anything is told of the parts: closing it may make one.
        with contextlib.closing(plan.read(files)) as pages:
            for page in _with_progress(pages, len(files), quiet):
                report(page.problems)
                if any_error(page.problems):
                    unread.append(page.file)
                if page.records is not None:
                    gathering.add(page.file, page.records, page.doubts)
        finished = True
    finally:
        _tell_of_parts(plan.parts, finished)
    return gathering, unread


def _with_progress(pages: Iterator[FileRead], files: int, quiet: bool) -> Iterable[FileRead]:
    terminal = console(stderr=True)
    if quiet or files <= FEW or not terminal.is_terminal:
        return pages
    return track(pages, description="reading", total=files, console=terminal, transient=True)


def _tell_of_parts(parts: Parts | None, finished: bool) -> None:
    if parts is None:
        return
    _tell_of_damage(parts.damaged)
    if parts.stale:
        pages = counted(parts.stale, "page")
        say(f"note: {parts.folder}: {pages} kept for other files, options or version; read anew")
    if not finished and parts.kept:
        pages = counted(parts.kept, "page")
        say(f"note: {parts.folder}: {pages} of this run kept; --resume goes on behind them")


def _tell_of_damage(damaged: Sequence[Problem]) -> None:
    """Tell of the first damaged place in full, and of how many there are."""
    if damaged:
        more = f" (likewise at {counted(len(damaged) - 1, 'other place')})"
        say(as_line(damaged[0]) + (more if len(damaged) > 1 else ""))


def _summary(files: int, ledger: Ledger, output: str) -> str:
    read = f"{counted(files, 'file')} read: {counted(len(ledger), 'record')}"
    return f"{read}, {tally(ledger.problems)}; written to {output}"


def _list_of(unread: Sequence[str]) -> str:
    rest = len(unread) - LISTED
    names = ", ".join(unread[:LISTED]) + (f" and {rest} more" if rest > 0 else "")
    return f"error: {counted(len(unread), 'file')} could not be read: {names}"


__all__ = ["read"]
