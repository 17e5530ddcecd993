"""Text of codes, brought to one spelling and shown in messages; no code is checked here."""

import reprlib
import unicodedata

_SEPARATORS = str.maketrans("", "", " \t\r\n-‐‑–—")


def normalized(text: str) -> str:
    """Return `text` in half width and upper case, without white space and hyphens.

    >>> normalized("9142 0100-ｍａ")
    '91420100MA'
    """
    return unicodedata.normalize("NFKC", text).upper().translate(_SEPARATORS)


def is_digits(text: str, length: int) -> bool:
    """Say whether `text` is `length` digits 0 to 9 and nothing else."""
    return len(text) == length and text.isascii() and text.isdigit()


def shown(text: str) -> str:
    """Return `text` quoted for a one-line message, its middle left out when it is long."""
    return reprlib.repr(text)


__all__ = ["is_digits", "normalized", "shown"]
