"""What people type in cells of a form, brought to what the model reads; it tells no faults."""

import re

from schoolenterprise.formats._tables.row_values import Value
from schoolenterprise.formats.forms._form import Fills
from schoolenterprise.text import fold

_DIGITS = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?")
_TIME = re.compile(r"[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.0+)?$")
_COUNT = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0{1,4})?[ ]?[人个名位]?")
_POINT = re.compile(r"([0-9]{1,20})\.0{1,4}")

DATES = (Fills.DATE, Fills.SINCE)
NUMBERS = (Fills.POSTS, Fills.INTERNS, Fills.HIRED)
CODES = (Fills.SCHOOL_CODE, Fills.HOST_USCC)


def meant(fills: Fills, cell: Value) -> Value:
    """Return `cell`, where it is a usual way to write such a value, as the model writes it.

    >>> meant(Fills.DATE, 20240305), meant(Fills.SINCE, "202403"), meant(Fills.POSTS, "1,200人")
    ('2024-03-05', '2024-03', '1200')
    >>> meant(Fills.HOST_USCC, " 91110000600037341l"), meant(Fills.POSTS, "约10")
    ('91110000600037341L', '约10')
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        return cell
    text = fold(str(cell)).text.strip()
    if fills in DATES:
        parts = _DIGITS.fullmatch(text)
        return "-".join(part for part in parts.groups() if part) if parts else cell
    if isinstance(cell, int):
        return cell
    if fills in NUMBERS:
        count = _COUNT.fullmatch(text)
        return count[1].replace(",", "") if count else cell
    if fills in CODES:
        code = "".join(text.split()).upper()
        number = _POINT.fullmatch(code)
        return number[1] if number else code
    return cell


def without_time(cell: Value) -> Value:
    """Return the text of a date without the time of day behind it; anything else as it is.

    >>> without_time("2024-03-05 14:30:00"), without_time("2024-03-05")
    ('2024-03-05', '2024-03-05')
    """
    return _TIME.sub("", cell.strip()) if isinstance(cell, str) and len(cell) < 100 else cell


__all__ = ["CODES", "DATES", "NUMBERS", "meant", "without_time"]
