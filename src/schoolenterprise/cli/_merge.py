"""The command `merge`: several ledgers as one, and what in them contradicts."""

from typing import Annotated

import typer

from schoolenterprise.cli._answers import FormOption, destination
from schoolenterprise.cli._conflicts import contradictions
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import load_and_report
from schoolenterprise.cli._output import check_output, check_overwriting, keep
from schoolenterprise.cli._problems import any_error, counted
from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger, OnConflict

Ledgers = Annotated[
    list[str],
    typer.Argument(
        metavar="LEDGER...",
        help="Ledgers in any format that is read, in their order.",
        show_default=False,
    ),
]
MergedOutput = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="File to write; its suffix says the format, which `formats` lists; replaced only when"
        " the whole ledger is written.",
    ),
]
Policy = Annotated[
    str,
    typer.Option(
        "--on-conflict",
        metavar="POLICY",
        help="Where values contradict: "
        f"{', '.join(f'{each.value} {each.label}' for each in OnConflict)}.",
    ),
]


@command(
    "merge spring.json autumn.json -o year.json",
    "merge year.json more.json -o year.json --on-conflict theirs",
)
def merge(
    ledgers: Ledgers,
    output: MergedOutput,
    on_conflict: Policy = OnConflict.KEEP_BOTH.value,
    form: FormOption = None,
) -> Code:
    """Bring ledgers together, and tell which values in them contradict each other.

    Records that share an id become one: lists are united, gaps are filled. Values that contradict
    stand side by side, unless --on-conflict says otherwise. What cannot be read is told of
    and left out.
    """
    check_output(output, None)
    policy = _policy(on_conflict)
    together = Ledger()
    for file in ledgers:
        ledger = load_and_report(file)
        check_overwriting(output, file, ledger)
        together.merge(ledger, on_conflict=policy)
    keep(together, output)
    destination(None, form).give(contradictions(together))
    say(f"note: {counted(len(together), 'record')} written to {output}")
    return Code.FAULTS if any_error(together.problems) else Code.FINE


def _policy(word: str) -> OnConflict:
    try:
        return OnConflict.named(word)
    except UnknownNameError as error:
        raise Stopped(Code.USAGE, f"--on-conflict: {error}") from None


__all__ = ["merge"]
