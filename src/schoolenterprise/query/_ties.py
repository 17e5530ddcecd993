"""Which organizations a record brings together: what partners and networks are made from."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Event,
    IndustryCollege,
    Official,
    Placement,
    Record,
    Visit,
)

Pair = tuple[str, str]
"""Ids of two organizations; in a visit, a placement or an appointment the one who acts is first."""


def pairs(record: Record, records: Mapping[str, Record]) -> Iterator[Pair]:
    """Yield every two organizations that `record` brings together, each two once.

    - A visit: who goes, and each host; hosts of one trip are no partners of each other.
    - An agreement, a college or another lasting form: every two who take part.
    - A placement: the school, and each host.
    - An appointment: who appoints, and each organization in which the person has a post, which
      `records` know.
    - An event: every two who hold it.
    """
    found = dict.fromkeys(_pairs(record, records))
    return (pair for pair in found if pair[0] != pair[1])


def _pairs(record: Record, records: Mapping[str, Record]) -> Iterable[Pair]:
    if isinstance(record, Visit):
        return _star(record.visitor, record.hosts)
    if isinstance(record, Placement):
        return _star(record.institution, record.hosts)
    if isinstance(record, Appointment):
        official = records.get(record.official)
        return _star(record.by, official.organizations if isinstance(official, Official) else ())
    if isinstance(record, IndustryCollege | Arrangement):
        own = (record.institution,) if record.institution else ()
        return combinations(dict.fromkeys((*own, *record.partners)), 2)
    if isinstance(record, Agreement):
        return combinations(dict.fromkeys(record.parties), 2)
    return combinations(dict.fromkeys(record.organizers), 2) if isinstance(record, Event) else ()


def _star(centre: str | None, others: Iterable[str]) -> Iterator[Pair]:
    return ((centre, each) for each in others if centre is not None)


__all__ = ["Pair", "pairs"]
