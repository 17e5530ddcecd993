"""The organization that a command is about, as an argument names it; nothing is shown here."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import UnknownNameError

T = TypeVar("T")

OrganizationName = Annotated[
    str,
    typer.Argument(
        metavar="ORGANIZATION",
        help="Id or any name of an organization: full, short or former.",
        show_default=False,
    ),
]


def asked_of(question: Callable[[str], T], organization: str) -> T:
    """Return what `question` answers of `organization`.

    Raises:
        Stopped: nothing bears the name, or several organizations do.
    """
    try:
        return question(organization)
    except UnknownNameError as error:
        raise Stopped(Code.USAGE, str(error)) from None


__all__ = ["OrganizationName", "asked_of"]
