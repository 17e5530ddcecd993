"""What callers pass to the reader beside the text, checked; the day of publication is parsed."""

import re
from datetime import date

from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.errors import InvalidValueError, wrong_type

_DAY = re.compile(
    r"\s*(?P<year>[0-9]{4})[-/.年]\s?(?P<month>[0-9]{1,2})[-/.月]\s?(?P<day>[0-9]{1,2})日?(?![0-9])"
)


def check_text(name: str, value: object, *, needed: bool = False) -> None:
    """Refuse what is neither text nor, unless the text is `needed`, `None`.

    Raises:
        InvalidValueError: `value` is something else.
    """
    if not isinstance(value, str) and (needed or value is not None):
        raise wrong_type(name, value, "text")


def day_published(published: object) -> PartialDate | None:
    """Return the day of publication that a caller states; of a moment, its day.

    Raises:
        InvalidValueError: it is no day; the message says how to write one.

    >>> day_published("2024-03-08") == day_published(date(2024, 3, 8))
    True
    """
    if published is None or isinstance(published, PartialDate):
        return published
    if isinstance(published, date):
        return PartialDate.of(published.year, published.month, published.day)
    if not isinstance(published, str):
        raise wrong_type("published", published, "a day such as 2024-03-08")
    try:
        found = parse(published)
    except InvalidValueError as error:
        advice = _advice(published)
        if advice is None:
            raise
        message = f"published: found {published!r:.40}, expected a day in EDTF; write {advice}"
        raise InvalidValueError(message) from error
    if not isinstance(found, PartialDate):
        raise InvalidValueError(f"published: found {published!r}, expected one day, not a period")
    return found


def _advice(published: str) -> str | None:
    """Return how to write the day that a text in another notation means; `None`: it means none."""
    found = _DAY.match(published)
    try:
        return str(PartialDate.of(*map(int, found.groups()))) if found else None
    except InvalidValueError:
        return None


__all__ = ["check_text", "day_published"]
