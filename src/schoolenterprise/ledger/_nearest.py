"""Ids that somebody may have meant who named one that is not there; quick on large ledgers."""

import difflib
from collections.abc import Iterable
from itertools import islice

from schoolenterprise import ids

_SHOWN = 3
# difflib needs about 10 µs a candidate.
_COMPARED = 2_000


def nearest(identifier: str, known: Iterable[str]) -> list[str]:
    """Return up to three of the ids `known`: that hold its name, else that look like it."""
    prefix, name = ids.prefix_of(identifier), ids.name_of(identifier)
    alike = [each for each in known if ids.prefix_of(each) == prefix or not prefix]
    holding = [each for each in alike if name in each] if name else []
    return holding[:_SHOWN] or difflib.get_close_matches(
        identifier, islice(alike, _COMPARED), n=_SHOWN
    )


__all__ = ["nearest"]
