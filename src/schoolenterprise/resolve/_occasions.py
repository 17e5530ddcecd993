"""Which agreements, colleges and other records are one: by what tells them apart; no visits.

Two of one class are one when these fields are known and equal, they name a common body, and no
field of the one contradicts the other.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    IndustryCollege,
    Placement,
    Record,
)
from schoolenterprise.resolve._clusters import Clusters, Tie
from schoolenterprise.resolve._names import folded
from schoolenterprise.resolve._partners import exact_day
from schoolenterprise.resolve._uniting import united
from schoolenterprise.resolve.findings import MergeReason

_TRIED = 8
"""With so many records alike one is compared before it is left apart."""


def _agreement(one: Agreement) -> tuple[Any, ...]:
    return (one.date, frozenset(one.parties) or None, one.kind, one.status)


def _event(one: Event) -> tuple[Any, ...]:
    if one.name:
        return (one.date, one.kind, folded(one.name))
    return (exact_day(one.date), one.kind, one.organizers or None)


def _college(one: IndustryCollege) -> tuple[Any, ...]:
    return (one.institution, folded(one.name))


def _arrangement(one: Arrangement) -> tuple[Any, ...]:
    return (one.kind, one.institution, one.name and folded(one.name), one.partners)


def _placement(one: Placement) -> tuple[Any, ...]:
    return (one.since, one.institution, one.hosts, one.kind)


def _appointment(one: Appointment) -> tuple[Any, ...]:
    return (one.official, folded(one.role), one.by)


def _count(one: Count) -> tuple[Any, ...]:
    return (one.what, one.quantity, one.organization, one.date)


_KEYS: Mapping[type[Record], Callable[[Any], tuple[Any, ...]]] = {
    Agreement: _agreement,
    Event: _event,
    IndustryCollege: _college,
    Arrangement: _arrangement,
    Placement: _placement,
    Appointment: _appointment,
    Count: _count,
}


def tie_occasions(records: Iterable[Record], clusters: Clusters) -> None:
    """Tie the records that say one thing twice."""
    found: dict[object, list[Record]] = {}
    for each in records:
        key = _KEYS[type(each)](each) if type(each) in _KEYS else (None,)
        if None not in key:
            found.setdefault((type(each), key), []).append(each)
    for group in found.values():
        if len(group) > 1:
            _tie(group, clusters)


def _tie(group: list[Record], clusters: Clusters) -> None:
    heads = group[:1]
    for each in group[1:]:
        for at, head in enumerate(heads[:_TRIED]):
            whole = _one(head, each, clusters)
            if whole is not None:
                found = f"{type(each).__name__} of {each.id.partition(':')[2]}"
                clusters.join(Tie(head.id, each.id, MergeReason.EQUAL_CONTENT, found))
                heads[at] = whole
                break
        else:
            heads.append(each)


def _one(first: Record, second: Record, clusters: Clusters) -> Record | None:
    """Return both as one; `None`: they are two."""
    if clusters.are_parted(first.id, second.id):
        return None
    whole, beside = united(first, (second,))
    return None if beside else whole


__all__ = ["tie_occasions"]
