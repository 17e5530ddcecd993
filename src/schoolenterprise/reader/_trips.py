"""Pass 5, visits: which sentences tell of one trip, and who received it."""

from schoolenterprise.dates import Period
from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._mentions import Body, DateMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene

LEADS = Pattern(r"率队|带队|率领|带领|率|携|一行|等人")
RECEIVES = Pattern(r"陪同|接待|会见|迎接|在[^,。]{2,40}陪同下")
_ALONG = Pattern(
    r"(?:一同|一并|共同|陪同)?(?:参加|随行|同行|随同|参与)(?:了)?(?:此次|本次)?(?:活动|走访|调研|考察)?(?:活动)?[。;]?$"
)
_MEETS = Pattern(
    r"(?:参加|出席|参与)(?:了)?(?:此次|本次)?(?:活动|座谈|会见|会谈|交流|接待|调研)|陪同|热情接待"
)


def add_companions(scene: Scene, row: Row, trips: list[VisitFact]) -> None:
    """Add the people of a sentence that only says who else came along: 甲、乙参加."""
    if not trips or not trips[-1].hosts:
        return
    if len(trips) > 1 and trips[-1].paragraph != row.sentence.paragraph:
        return
    trip = trips[-1]
    if not _ALONG.search(row.words) or RECEIVES.search(row.words) or trip.visitor is None:
        return
    names = {person.name for person in trip.participants} | (
        {trip.leader.name} if trip.leader else set()
    )
    for person in row.people:
        if (
            scene.body_of(person) is trip.visitor.body
            and person.name not in names
            and person.titles
        ):
            names.add(person.name)
            trip.participants.append(person)


def keep_visitor(earlier: VisitFact | None, visit: VisitFact, row: Row) -> None:
    """Let a later verb of the sentence keep the visitor, unless somebody else is said to lead."""
    if earlier is None or visit.trigger is None or earlier.trigger is None:
        return
    if visit.leader and LEADS.search(row.text, visit.leader.end, visit.trigger.start):
        return
    visit.visitor, visit.leader, visit.participants = earlier.visitor, earlier.leader, []
    going = earlier.visitor.body if earlier.visitor else None
    visit.hosts = [role for role in visit.hosts if role.body is not going]


def join(trips: list[VisitFact], visit: VisitFact) -> None:
    """Add a visit to the trip that it belongs to, else to the trips."""
    for trip in reversed(trips):
        if _same_trip(trip, visit):
            _merge(trip, visit)
            return
    trips.append(visit)


def _same_trip(trip: VisitFact, visit: VisitFact) -> bool:
    bodies = [each.visitor.body if each.visitor else None for each in (trip, visit)]
    if bodies[0] is not bodies[1]:
        return False
    if not trip.hosts and visit.leader is None and 0 <= visit.paragraph - trip.paragraph < 6:
        return True
    known = {id(role.body) for role in trip.hosts}
    shares = all(id(role.body) in known for role in visit.hosts)
    if visit.caption:
        return shares and _same_leader(trip, visit)
    if not _same_date(trip.date, visit.date):
        return False
    if _same_leader(trip, visit):
        return True
    return (trip.leader is None or visit.leader is None) and (
        trip.paragraph == visit.paragraph or shares
    )


def _same_leader(trip: VisitFact, visit: VisitFact) -> bool:
    first = trip.leader.name if trip.leader else None
    second = visit.leader.name if visit.leader else None
    if first is None or second is None:
        return first is second
    return first == second or second in {person.name for person in trip.participants}


def _same_date(first: DateMention | None, second: DateMention | None) -> bool:
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
    names = {person.name for person in trip.participants} | (
        {trip.leader.name} if trip.leader else set()
    )
    for person in visit.participants:
        if person.name not in names:
            names.add(person.name)
            trip.participants.append(person)
    trip.more_hosts = trip.more_hosts or visit.more_hosts


def add_receivers(scene: Scene, trip: VisitFact, trips: list[VisitFact]) -> None:
    """Add the people of the hosts: all of them where the page tells of one trip, else those nearby.

    Where some are said to receive the guests, only they count on the page's own side.
    """
    going = {person.name for person in trip.participants} | (
        {trip.leader.name} if trip.leader else set()
    )
    if trip.caption:
        return
    single = sum(not each.caption for each in trips) == 1
    seen: set[str] = set()
    for row in scene.rows:
        if not single and abs(row.sentence.paragraph - trip.paragraph) > 1:
            continue
        for person in row.people:
            home = scene.body_of(person)
            if home is None or person.name in going or person.name in seen:
                continue
            if any(_belongs(home, role.body) for role in trip.hosts):
                seen.add(person.name)
                trip.received_by.append(person)
    _only_receivers(scene, trip, single=single)


def _only_receivers(scene: Scene, trip: VisitFact, *, single: bool) -> None:
    own = scene.cast.own
    if not any(role.body is own for role in trip.hosts):
        return
    named: set[str] = set()
    for row in scene.rows:
        for match in RECEIVES.finditer(row.text, row.start, row.end):
            clause = max(
                row.start, max(row.text.rfind(mark, row.start, match.start()) for mark in ";。")
            )
            named |= {each.name for each in row.people if clause <= each.start < match.end()}
        if _MEETS.search(row.words):
            named |= {each.name for each in row.people}
    if not single or any(each.name in named for each in trip.received_by):
        trip.received_by = [each for each in trip.received_by if each.name in named]


def _belongs(home: Body, host: Body) -> bool:
    return home is host or (home.name.startswith(host.name) and home is not host)
