"""What records are counted and sorted by: which words name it, which values will do."""

import reprlib
from typing import Any

from schoolenterprise.dates import When
from schoolenterprise.errors import InvalidValueError, wrong_type


def check_text(name: str, found: object) -> None:
    """Refuse an argument that is no text.

    Raises:
        InvalidValueError: it is none; the message bears `name`.
    """
    if not isinstance(found, str):
        raise wrong_type(name, found, "text")


def check_word(by: object) -> None:
    """Refuse what names no field.

    Raises:
        InvalidValueError: it is no text.
    """
    if not isinstance(by, str):
        raise InvalidValueError(f"found {by!r}, expected the name of a field or a function")


def countable(value: Any) -> Any:
    """Return `value`, which a function gave to count by.

    Raises:
        InvalidValueError: it has no hash.
    """
    try:
        hash(value)
    except TypeError:
        found = reprlib.repr(value)
        raise InvalidValueError(f"found {found}, expected a value that can be counted") from None
    return value


def comparable(value: Any) -> Any:
    """Return what sorts instead of `value`; `None` when there is nothing to sort by."""
    if isinstance(value, When):
        return value.sort_key
    if isinstance(value, tuple) and value:
        return tuple((each is None, 0 if each is None else comparable(each)) for each in value)
    return None if value in (None, "", ()) else value


__all__ = ["check_text", "check_word", "comparable", "countable"]
