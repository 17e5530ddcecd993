"""The arguments of `read_many`, refused at once when they are not as told; nothing is read here."""

import math
import os
import sys
from collections.abc import Iterable

from schoolenterprise.errors import InvalidValueError

_PAGES = "a list of paths, or of pairs of a name and a text"


def refuse(pages: object, processes: object, read: object, patience: object, tries: object) -> None:
    """Refuse what `read_many` cannot work with.

    Raises:
        InvalidValueError: one of the arguments is not as `read_many` tells.
    """
    _refuse_pages(pages)
    _refuse_number("processes", processes)
    _refuse_number("tries", tries)
    if not callable(read):
        raise InvalidValueError(f"read: found {read!r:.60}, expected a function such as read_news")
    if not _is_duration(patience):
        raise InvalidValueError(f"patience: found {patience!r:.60}, expected seconds, more than 0")


def _refuse_pages(pages: object) -> None:
    if isinstance(pages, str | os.PathLike):
        raise InvalidValueError(f"pages: found one path, expected {_PAGES}; write [path]")
    if isinstance(pages, bytes | bytearray):
        raise InvalidValueError(f"pages: found bytes, expected {_PAGES}; write [(name, bytes)]")
    if not isinstance(pages, Iterable):
        raise InvalidValueError(f"pages: found {pages!r:.60}, expected {_PAGES}")


def _refuse_number(name: str, value: object) -> None:
    if type(value) is not int or value < 1:
        raise InvalidValueError(f"{name}: found {value!r:.60}, expected a whole number from 1")


def _is_duration(value: object) -> bool:
    if not isinstance(value, int | float) or type(value) is bool:
        return False
    # Neither `not a number` nor an integer that no float can hold.
    return 0 < value <= sys.float_info.max or value == math.inf


__all__ = ["refuse"]
