"""What formats of other packages do wrong, as one line instead of a traceback; reads no file."""

from collections.abc import Callable
from typing import TypeVar

from schoolenterprise import formats
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import (
    ConflictError,
    FormatError,
    InvalidValueError,
    MissingExtraError,
)
from schoolenterprise.formats import Format
from schoolenterprise.ledger import Ledger

T = TypeVar("T")


def guarded_load(file: str, format: Format, load: Callable[[], Ledger]) -> Ledger:
    """Return what `load` reads from `file`.

    Raises:
        Stopped: the format is of another package, and fails as `load` must not.
    """
    known = (OSError, FormatError, MissingExtraError)
    found = _guarded(format, load, known, Code.UNREAD, f"{file}: cannot be read")
    if not isinstance(found, Ledger):
        reason = f"found {type(found).__name__}, expected a Ledger"
        raise Stopped(Code.UNREAD, f"{file}: cannot be read (the format {format.name}: {reason})")
    return found


def guarded_dump(file: str, format: Format, dump: Callable[[], None]) -> None:
    """Call `dump`, which writes `file`.

    Raises:
        Stopped: the format is of another package, and fails as `dump` must not.
    """
    known = (OSError, InvalidValueError, ConflictError, MissingExtraError)
    _guarded(format, dump, known, Code.UNWRITTEN, f"{file}: cannot be written")


def _guarded(
    format: Format,
    work: Callable[[], T],
    known: tuple[type[Exception], ...],
    code: Code,
    told: str,
) -> T:
    """Do `work`; errors other than those `known` are bugs, of which only our own show a trace."""
    try:
        return work()
    except known:
        raise
    except (Exception, SystemExit) as error:  # whatever the other package does
        if format in formats.FORMATS:
            raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise Stopped(code, f"{told} (the format {format.name}: {reason:.200})") from None


__all__ = ["guarded_dump", "guarded_load"]
