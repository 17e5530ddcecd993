"""The command `read`: articles in, their records as tables or as a ledger out."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.progress import track

from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._explain import explain
from schoolenterprise.cli._gather import Gathering
from schoolenterprise.cli._header import one_day
from schoolenterprise.cli._inputs import Inputs, find, name_of
from schoolenterprise.cli._lexicons import Lexicons, lexicon_of
from schoolenterprise.cli._output import Form, check_output, give_out
from schoolenterprise.cli._pages import read_page
from schoolenterprise.cli._problems import any_error, counted, report, tally
from schoolenterprise.cli._terminal import console, say
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.reader import Lexicon

FEW = 5
"""So many files are read without a progress bar."""

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
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="File to write, .json or .jsonl; replaced only when the whole ledger is written.",
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


@command(
    "read articles/",
    "read page.txt --published 2022-03-04",
    "read articles/ more.txt -o ledger.json",
    "read articles/ --lexicon firms.csv",
    "read - --format jsonl < page.txt",
    "read page.txt --explain",
)
def read(
    paths: Paths,
    published: Published = None,
    form: FormOption = None,
    output: Output = None,
    lexicon: Lexicons = None,
    explained: Explain = False,
) -> Code:
    """Read articles into one ledger and show it or write it.

    Text is UTF-8; another encoding is recognised, and a line says which. The three lines TITLE:,
    URL: and PUBLISHED: at the top of a file are its header. Empty files give a warning. Problems
    stand below the tables, and on standard error in every other form.
    """
    check_output(output, form)
    day = _day(published)
    known = lexicon_of(lexicon)
    inputs = find(paths)
    report(inputs.problems)
    if explained:
        return _explain(inputs, day, form, output, known)
    gathering, problems = _gather(inputs.files, day, known)
    problems = [*inputs.problems, *problems]
    unread = any_error(problems)
    if unread and not gathering.files:
        return Code.UNREAD
    ledger = gathering.ledger()
    give_out(ledger, output, form)
    if output is not None:
        say(_summary(gathering.files, ledger, output))
    if unread:
        return Code.UNREAD
    return Code.FAULTS if any_error(ledger.problems) else Code.FINE


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


def _gather(
    files: tuple[str, ...], day: PartialDate | None, lexicon: Lexicon
) -> tuple[Gathering, list[Problem]]:
    """Read `files`; return what was in them, and what is to be said about the files themselves."""
    gathering = Gathering()
    told: list[Problem] = []
    for file in _with_progress(files):
        reading, problems = read_page(file, day, lexicon)
        report(problems)
        told += problems
        if reading is not None:
            gathering.add(name_of(file), reading, reading.problems)
    return gathering, told


def _with_progress(files: tuple[str, ...]) -> Iterable[str]:
    terminal = console(stderr=True)
    if len(files) <= FEW or not terminal.is_terminal:
        return files
    return track(files, description="reading", console=terminal, transient=True)


def _summary(files: int, ledger: Ledger, output: str) -> str:
    read = f"{counted(files, 'file')} read: {counted(len(ledger), 'record')}"
    return f"{read}, {tally(ledger.problems)}; written to {output}"


__all__ = ["read"]
