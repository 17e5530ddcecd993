"""One record out of two that name one body, person or campaign in different words."""

import re
from typing import Any

from schoolenterprise.model import Evidence, Official, Organization, Program, Record, evolve

_LISTS: dict[type[Record], str] = {Organization: "aliases", Official: "posts", Program: "aliases"}
"""Class → the field that grows."""


def united(first: Record, second: Record) -> Record:
    """Return `first` with what only `second` lists behind its own, the evidence moved along."""
    field = next(name for cls, name in _LISTS.items() if isinstance(first, cls))
    known: tuple[Any, ...] = getattr(first, field)
    found: tuple[Any, ...] = getattr(second, field, ())
    own_name = getattr(first, "name", None)
    new = [index for index, each in enumerate(found) if each not in known and each != own_name]
    evidence = list(first.evidence)
    for place, index in enumerate(new, start=len(known)):
        evidence += _moved(second, field, index, place)
    items = (*known, *(found[index] for index in new))
    return evolve(first, evidence=tuple(evidence), **{field: items})


def _moved(record: Record, field: str, index: int, place: int) -> list[Evidence]:
    """Return the evidence of one item, for its new place in the list."""
    path = re.compile(rf"{field}\[{index}\](?P<rest>.*)")
    matches = ((each, path.fullmatch(each.field)) for each in record.evidence)
    return [
        evolve(each, field=f"{field}[{place}]{match['rest']}") for each, match in matches if match
    ]
