"""Files of rules that an option names, beside those of the package; no rule is looked at here."""

from typing import Annotated

import typer

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import FormatError, InvalidValueError
from schoolenterprise.pages import unreadable
from schoolenterprise.rules import RuleBook

RuleFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help="TOML file of further rules; may stand repeatedly.",
        show_default=False,
    ),
]


def rule_book(files: list[str] | None) -> RuleBook:
    """Return the rules of the package and those of `files`.

    Raises:
        Stopped: a file cannot be read or is faulty; with the line of the first fault.
    """
    book = RuleBook.default()
    for file in files or ():
        try:
            book = book.with_file(file)
        except OSError as error:
            raise Stopped(Code.UNREAD, str(unreadable(file, error))) from None
        except FormatError as error:
            raise Stopped(Code.UNREAD, str(error.problem)) from None
        except InvalidValueError as error:
            raise Stopped(Code.USAGE, f"--rules: {error}") from None
    return book


__all__ = ["RuleFiles", "rule_book"]
