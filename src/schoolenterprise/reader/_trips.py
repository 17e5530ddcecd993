"""Pass 5, visits: which sentences tell of one trip."""

from schoolenterprise.dates import Period
from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._mentions import DateMention
from schoolenterprise.reader._scene import Row
from schoolenterprise.reader._trace import fired, took_in
from schoolenterprise.reader._travellers import LEADS


def keep_visitor(earlier: VisitFact | None, visit: VisitFact, row: Row) -> None:
    """Let a later verb of the sentence keep the visitor, unless somebody else is said to lead."""
    if earlier is None or visit.trigger is None or earlier.trigger is None:
        return
    if visit.leader and LEADS.search(row.text, visit.leader.end, visit.trigger.start):
        return
    visit.visitor, visit.leader, visit.participants = earlier.visitor, earlier.leader, []
    fired("visit-verb-keeps-visitor", visit.trigger, visit)
    visit.hosts = [role for role in visit.hosts if role.body is not earlier.home]


def join(trips: list[VisitFact], visit: VisitFact) -> None:
    """Add a visit to the trip that it belongs to, else to the trips."""
    for trip in reversed(trips):
        if _same_trip(trip, visit):
            took_in(trip, visit)
            fired("visit-joins-earlier-trip", visit.trigger or visit.hosts[0].at, visit)
            _merge(trip, visit)
            return
    trips.append(visit)


def _same_trip(trip: VisitFact, visit: VisitFact) -> bool:
    if trip.home is not visit.home:
        return False
    if not trip.hosts and visit.leader is None:
        return True
    known = {id(role.body) for role in trip.hosts}
    shares = all(id(role.body) in known for role in visit.hosts)
    if visit.caption:
        return shares and (visit.leader is None or _same_leader(trip, visit))
    if not same_date(trip.date, visit.date):
        return False
    if _same_leader(trip, visit) or _within(trip, visit):
        return True
    if visit.party and visit.leader is None and trip.date is not None:
        return True
    return (trip.leader is None or visit.leader is None) and (
        trip.paragraph == visit.paragraph or shares
    )


def _within(trip: VisitFact, visit: VisitFact) -> bool:
    """Say whether a trip of several days has the day on which nobody else is said to lead."""
    return visit.leader is None and isinstance(trip.when, Period) and visit.when is not None


def _same_leader(trip: VisitFact, visit: VisitFact) -> bool:
    first = trip.leader.name if trip.leader else None
    second = visit.leader.name if visit.leader else None
    if first is None or second is None:
        return first is second
    return first == second or second in {person.name for person in trip.participants}


def same_date(first: DateMention | None, second: DateMention | None) -> bool:
    """Say whether two dates may be of one trip: equal, unknown, or the day inside the period."""
    if first is None or second is None or first.when is None or second.when is None:
        return first is second or first is None or second is None or first.when is second.when
    if first.when == second.when:
        return True
    return isinstance(first.when, Period) and first.when.contains(second.when)


def _merge(trip: VisitFact, visit: VisitFact) -> None:
    known = {id(role.body) for role in trip.hosts}
    trip.hosts.extend(role for role in visit.hosts if id(role.body) not in known)
    trip.leader = trip.leader or visit.leader
    trip.date = trip.date or visit.date
    names = trip.travellers()
    for person in visit.participants:
        if person.name not in names:
            names.add(person.name)
            trip.participants.append(person)
    trip.more_hosts = trip.more_hosts or visit.more_hosts
