"""The option `--lexicon`: the packaged tables together with files of the user's."""

import hashlib
from collections.abc import Iterable
from typing import Annotated

import typer

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._inputs import name_of
from schoolenterprise.cli._problems import report
from schoolenterprise.errors import FormatError
from schoolenterprise.pages import unreadable
from schoolenterprise.reader import Lexicon

Lexicons = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="CSV file of names, words or titles that the reader is to know; may stand repeatedly.",
        show_default=False,
    ),
]


def lexicon_of(files: Iterable[str] | None) -> Lexicon:
    """Return the packaged tables with what `files` add, one after the other.

    Raises:
        Stopped: a file cannot be read or is faulty; its other faults are printed before.
    """
    lexicon = Lexicon.default()
    for file in files or ():
        try:
            lexicon = lexicon.with_file(file)
        except OSError as error:
            raise Stopped(Code.USAGE, f"--lexicon: {unreadable(name_of(file), error)}") from None
        except FormatError as error:
            report(error.problems)
            count = len(error.problems)
            faults = "1 fault" if count == 1 else f"{count} faults"
            raise Stopped(Code.USAGE, f"--lexicon: {file} has {faults}; nothing was read") from None
    return lexicon


def digest_of(files: Iterable[str] | None) -> str:
    """Return what tells the contents of `files`, which were read before, from others."""
    digest = hashlib.sha256()
    for file in files or ():
        with open(file, "rb") as opened:
            digest.update(hashlib.sha256(opened.read()).digest())
    return digest.hexdigest()


__all__ = ["Lexicons", "digest_of", "lexicon_of"]
