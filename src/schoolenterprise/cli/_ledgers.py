"""A ledger loaded from a file that an argument names; nothing is checked or shown here."""

from schoolenterprise import formats
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import FormatError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.pages import unreadable


def load(file: str) -> Ledger:
    """Return the ledger in `file`.

    Raises:
        Stopped: it cannot be read, or is no ledger; with the line that says so.
    """
    try:
        return formats.load(file)
    except OSError as error:
        line = str(unreadable(file, error))
    except FormatError as error:
        line = str(error.problem.in_file(file))
    except UnknownNameError as error:
        line = str(error)
    raise Stopped(Code.UNREAD, line)


__all__ = ["load"]
