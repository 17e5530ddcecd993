"""The command line itself: its commands, its version, its help; each command is a module."""

from typing import Annotated

import typer

from schoolenterprise._version import __version__
from schoolenterprise.cli._check import check
from schoolenterprise.cli._conflicts import conflicts
from schoolenterprise.cli._convert import convert
from schoolenterprise.cli._ending import NAME, Code, as_it_stands, listed_examples
from schoolenterprise.cli._formats import formats
from schoolenterprise.cli._merge import merge
from schoolenterprise.cli._partners import partners
from schoolenterprise.cli._placements import placements
from schoolenterprise.cli._query import query
from schoolenterprise.cli._quota import quota
from schoolenterprise.cli._read import read
from schoolenterprise.cli._resolve import resolve
from schoolenterprise.cli._schema import schema
from schoolenterprise.cli._show import show
from schoolenterprise.cli._terminal import prepare_streams
from schoolenterprise.cli._timeline import timeline
from schoolenterprise.cli._update import update

HELP = "\n\n".join(
    [
        "School-enterprise cooperation (校企合作): news read into records, checked and shown.",
        listed_examples(
            "read articles/ -o ledger.json",
            "check ledger.json",
            "show 武汉职业技术学院 ledger.json",
            "query ledger.json visits --year 2022 --by 武职 --count-by host",
            "partners ledger.json 武汉职业技术学院",
            "quota ledger.json 武汉职业技术学院 --cohort 2022",
            "resolve ledger.json -o resolved.json",
            "convert ledger.json ledger.yaml",
            "update ledger.json 台账.xlsx -o ledger.json",
            "schema -o schema.json",
        ),
        as_it_stands("Exit codes:", *(f"  {code.value:>3}  {code.meaning}" for code in Code)),
    ]
)

app = typer.Typer(
    name=NAME,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"{NAME} {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Print the version and end.", callback=_print_version, is_eager=True
    ),
]


@app.callback()
def _root(version: Version = False) -> None:
    """Take the options that stand before a command."""


for each in (
    read,
    check,
    conflicts,
    show,
    query,
    partners,
    timeline,
    quota,
    placements,
    resolve,
    merge,
    convert,
    update,
    formats,
    schema,
):
    app.command()(each)


def run() -> int:
    """Run the command that the arguments of the process name; return its exit code."""
    prepare_streams()
    code: object = Code.FINE
    try:
        app(prog_name=NAME)
    except SystemExit as end:
        code = end.code
    return code if isinstance(code, int) else Code.FINE


__all__ = ["app", "run"]
