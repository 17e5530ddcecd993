"""Trips: each visit of a school taken apart into the bodies visited, with the people who went."""

from collections.abc import Iterator

from attrs import frozen

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Organization, Participant, Visit
from schoolenterprise.rules._institution import about
from schoolenterprise.vocabulary import VisitMode


@frozen(kw_only=True)
class Trip:
    """One visit and one body on the other side of it."""

    visit: Visit
    """走访：the visit."""
    host: str | None
    """单位：id of the body on the other side; `None`: the text names none."""
    people: tuple[Participant, ...]
    """本校人员：the people of the school who took part, as far as they are named."""
    mode: VisitMode | None
    """方式：how it was for the school, which was visited itself where the other side came; `None`:
    it is a visit by somebody else."""


def trips(ledger: Ledger, school: Organization) -> Iterator[Trip]:
    """Yield every visit in which the school takes part, once for each body on the other side.

    The school visits its hosts; where it is a host itself, the visitor is on the other side. Of a
    visit by somebody else that its people join, each host is told, without a mode.
    """
    for visit in about(ledger, school, Visit):
        if _goes(visit, school):
            others, people, mode = visit.hosts, visit.participants, _mode(visit, VisitMode.ON_SITE)
        elif school.id in visit.hosts:
            visitor = (visit.visitor,) if visit.visitor else ()
            others, people, mode = visitor, visit.received_by, _mode(visit, VisitMode.INBOUND)
        elif any(each.organization == school.id for each in visit.participants):
            others, people, mode = visit.hosts, visit.participants, None
        else:
            continue
        for other in others or (None,):
            yield Trip(visit=visit, host=other, people=people, mode=mode)


def _goes(visit: Visit, school: Organization) -> bool:
    if visit.visitor is not None:
        return visit.visitor == school.id
    leader = visit.leader
    return leader is not None and leader.organization == school.id


def _mode(visit: Visit, met: VisitMode) -> VisitMode:
    return VisitMode.ONLINE if visit.mode is VisitMode.ONLINE else met


__all__ = ["Trip", "trips"]
