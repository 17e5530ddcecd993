"""The command `schema`: the JSON Schema of the ledger."""

import json
from pathlib import Path
from typing import Annotated

import typer

from schoolenterprise.cli._ending import Code, command
from schoolenterprise.cli._output import write_text, written
from schoolenterprise.schema import json_schema

Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="OUT", help="File to write; default: standard output."),
]


@command(
    "schema",
    "schema -o schoolenterprise.schema.json",
)
def schema(output: Output = None) -> Code:
    """Write the JSON Schema (draft 2020-12) of a ledger in JSON."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        write_text(text)
    else:
        written(output, lambda: _write(output, text))
    return Code.FINE


def _write(output: str, text: str) -> None:
    Path(output).write_bytes(text.encode())


__all__ = ["schema"]
