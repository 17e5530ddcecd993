"""How many hosts a visit may hide behind 等: none is named, yet the page may state their number."""

from collections.abc import Iterable
from math import inf

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Count, Organization, Visit
from schoolenterprise.vocabulary import CountKind


def hidden(ledger: Ledger, school: Organization, visits: Iterable[Visit]) -> float:
    """Return how many hosts at most `visits` hide; `inf`: nothing tells of one of them.

    The number of employers visited that the same page states of the school and the same day is
    taken for that of the visit.
    """
    stated: dict[tuple[object, str], list[Count]] = {}
    for count in ledger.counts.involving(school.id):
        if count.what is CountKind.ENTERPRISES_VISITED:
            for source in {each.source for each in count.evidence}:
                stated.setdefault((count.date, source), []).append(count)
    return sum((_hidden(visit, stated) for visit in visits), 0.0)


def _hidden(visit: Visit, stated: dict[tuple[object, str], list[Count]]) -> float:
    sources = dict.fromkeys(each.source for each in visit.evidence)
    counts = [count for source in sources for count in stated.get((visit.date, source), ())]
    if visit.date is None or len(counts) != 1 or counts[0].quantity.about:
        return inf
    most = counts[0].quantity.at_most
    return inf if most is None else max(0, most - len(visit.hosts))


__all__ = ["hidden"]
