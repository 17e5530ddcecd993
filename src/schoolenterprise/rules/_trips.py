"""Trips: each visit of a school taken apart into the bodies visited, with the people who went."""

from collections.abc import Iterator

from attrs import frozen

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Organization, Participant, Visit
from schoolenterprise.rules._heads import homes_of
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
    mode: VisitMode
    """方式：how it was for the school, which was visited itself where the other side came."""
    ours: bool | None
    """本校走访：whether the school visits or is visited; `False`: its people only join a visit by
    somebody else; `None`: nobody is told to be the visitor, nor who leads."""


def trips(ledger: Ledger, school: Organization) -> Iterator[Trip]:
    """Yield every visit in which the school takes part, once for each body on the other side.

    The school visits its hosts; where it is a host itself, the visitor is on the other side. Of a
    visit by somebody else that its people join, each host is told.
    """
    for visit in _visits(ledger, school):
        others, people, mode = visit.hosts, visit.participants, visit.mode
        ours = _goes(ledger, visit, school)
        if ours is not True and school.id in visit.hosts:
            others, people = (visit.visitor,) if visit.visitor else (), visit.received_by
            mode, ours = _received(mode), True
        elif ours is False and not any(_from(ledger, each, school) for each in people):
            continue
        for other in others or (None,):
            yield Trip(visit=visit, host=other, people=people, mode=mode, ours=ours)


def _visits(ledger: Ledger, school: Organization) -> Iterator[Visit]:
    """Yield the visits that name the school, and those of people who have a post there."""
    selections = [ledger.visits.involving(school.id)]
    people = ledger.officials.involving(school.id)
    selections += [ledger.visits.naming(each.id) for each in people]
    yield from {visit.id: visit for found in selections for visit in found}.values()


def _goes(ledger: Ledger, visit: Visit, school: Organization) -> bool | None:
    """Return whether the school is the visitor; `None`: it may be, and nothing tells."""
    if visit.visitor is not None:
        return visit.visitor == school.id
    leader = visit.leader
    homes = homes_of(ledger, leader) if leader is not None else ()
    if homes and (len(homes) == 1 or school.id not in homes):
        return school.id in homes
    return None if any(_from(ledger, each, school) for each in visit.participants) else False


def _from(ledger: Ledger, person: Participant, school: Organization) -> bool:
    return school.id in homes_of(ledger, person)


def _received(mode: VisitMode) -> VisitMode:
    return VisitMode.ONLINE if mode is VisitMode.ONLINE else VisitMode.INBOUND


__all__ = ["Trip", "trips"]
