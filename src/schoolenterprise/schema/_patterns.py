"""Regular expressions for the texts of the written form, read alike by Python, ECMA 262 and RE2."""

from schoolenterprise.model import Reference

NOT_BLANK = r"\S"
"""Text that is not blank."""

_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_SEASON = "2[1-4]"
_YEAR = "([0-9]{4}|-([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9]))"
_IN_YEAR = f"({_MONTH}(-({_DAY}|XX))?|{_SEASON}|XX(-XX)?)"
_IN_UNKNOWN_YEAR = f"({_MONTH}(-{_DAY})?|{_SEASON})"
_OF_SOME_YEARS = "-?[0-9]{2}([0-9]X|XX)|Y-?[1-9][0-9]{4,11}"
_DATE = f"({_YEAR}(-{_IN_YEAR})?|{_OF_SOME_YEARS}|XXXX-{_IN_UNKNOWN_YEAR})[?~%]?"

DATE = f"^{_DATE}$"
"""A date in EDTF; that the month has such a day it cannot say."""
WHEN = rf"^({_DATE}(/({_DATE}|\.\.)?)?|(\.\.)?/{_DATE})$"
"""A date or a period in EDTF; that it begins before it ends it cannot say."""


def identifier(reference: Reference) -> str:
    """Return the pattern of the ids that `reference` accepts."""
    return rf"^({'|'.join(reference.prefixes) or '[a-z_]+'}):[\s\S]"


__all__ = ["DATE", "NOT_BLANK", "WHEN", "identifier"]
