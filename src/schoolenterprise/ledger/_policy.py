"""`OnConflict`: what becomes of values that contradict each other; merges nothing itself."""

from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.vocabulary import Labelled


class OnConflict(Labelled):
    """What becomes of values that contradict those of a record with the same id."""

    KEEP_BOTH = "keep_both", "并存"
    """The first stays, the other stands beside it with a number behind the id: `X#2`."""
    OURS = "ours", "以己方为准"
    """The first stays, the other is left out."""
    THEIRS = "theirs", "以对方为准"
    """The other takes the place of the first."""
    REFUSE = "refuse", "拒绝"
    """Nothing is merged; an error lists what contradicts."""


def policy(value: str) -> OnConflict:
    """Return the policy with this code or label.

    Raises:
        InvalidValueError: there is none.
    """
    try:
        return OnConflict.named(value)
    except UnknownNameError:
        expected = ", ".join(each.value for each in OnConflict)
        message = f"on_conflict: found {value!r}, expected one of {expected}"
        raise InvalidValueError(message) from None


__all__ = ["OnConflict", "policy"]
