"""Reading a text that may be a date or a period; what either means is told by its class."""

from functools import lru_cache
from typing import TypeAlias

from schoolenterprise.dates._partial_date import PartialDate
from schoolenterprise.dates._period import Period
from schoolenterprise.errors import InvalidValueError

When: TypeAlias = PartialDate | Period
"""A date or a period: when something was, as far as it is known."""


def parse(text: str) -> When:
    """Return the date or the period that the EDTF `text` states.

    The last 16,384 texts are remembered, so equal texts often give the same object.

    Raises:
        InvalidValueError: `text` is neither; the message says why.

    >>> parse("2022-02~"), parse("2024-09-22/2024-09-26")
    (PartialDate('2022-02~'), Period('2024-09-22/2024-09-26'))
    """
    try:
        return _parse(text)
    except TypeError:  # what has no hash never reaches the function
        raise InvalidValueError(f"a date must be text, not {type(text).__name__}") from None


@lru_cache(maxsize=16_384)
def _parse(text: str) -> When:
    # What is no text has no "/" to look for; PartialDate says what is wrong with it.
    return Period(text) if "/" in str(text) else PartialDate(text)


__all__ = ["When", "parse"]
