"""`Labelled`, base of every closed set of codes with Chinese labels; the sets stand elsewhere."""

import reprlib
from enum import StrEnum
from functools import cache
from typing import Self

from schoolenterprise.errors import UnknownNameError


class Labelled(StrEnum):
    """A closed set of codes; each member is its English code and knows its Chinese label.

    A member is written down as code, label and any further names:

    >>> class Season(Labelled):
    ...     SPRING = "spring", "春季", "春"
    ...     AUTUMN = "autumn", "秋季"
    >>> Season.named("春") is Season.SPRING
    True
    >>> Season.SPRING == "spring", Season.SPRING.label
    (True, '春季')
    """

    label: str
    """The Chinese name to show."""
    synonyms: tuple[str, ...]
    """Further names that `named` accepts; empty when there are none."""

    # The label has a default so that type checkers accept Season("spring"), the lookup by code.
    def __new__(cls, code: str, label: str = "", *synonyms: str) -> Self:
        """Make the member `code`."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.synonyms = synonyms
        return member

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the member whose code, label or synonym is exactly `text`; a member gives itself.

        Raises:
            UnknownNameError: no member bears this name; the message lists the members.
        """
        try:
            member = _members_by_name(cls).get(text)
        except TypeError:  # what is no text may have no hash
            member = None
        if isinstance(member, cls):
            return member
        allowed = ", ".join(f"{code} {label}" for code, label in cls.labels().items())
        found = reprlib.repr(text)
        raise UnknownNameError(f"{cls.__name__}: found {found}, expected one of {allowed}")

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Return code → label of every member, in the order in which they are defined."""
        return {member.value: member.label for member in cls}


@cache
def _members_by_name(labelled: type[Labelled]) -> dict[str, Labelled]:
    members: dict[str, Labelled] = {}
    for member in labelled:
        for name in (member.value, member.label, *member.synonyms):
            members.setdefault(name, member)
    return members


__all__ = ["Labelled"]
