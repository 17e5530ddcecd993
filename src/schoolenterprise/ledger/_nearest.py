"""Ids that somebody may have meant who named one that is not there; quick on large ledgers."""

import difflib
from collections.abc import Collection
from itertools import islice

from schoolenterprise import ids

_SHOWN = 3
# difflib needs about 10 µs a candidate.
_COMPARED = 2_000


def nearest(identifier: str, known: Collection[str]) -> list[str]:
    """Return up to three of the ids `known`: that hold its name, else whose name looks like it."""
    prefix, name = ids.prefix_of(identifier), ids.name_of(identifier)
    if not name:
        return []
    alike = {ids.name_of(each): each for each in known if prefix in ("", ids.prefix_of(each))}
    holding = [each for held, each in alike.items() if name in held]
    holding += [each for each in known if ids.name_of(each) == name and each not in holding]
    if holding:
        return holding[:_SHOWN]
    close = difflib.get_close_matches(name, islice(alike, _COMPARED), n=_SHOWN)
    return [alike[each] for each in close]


__all__ = ["nearest"]
