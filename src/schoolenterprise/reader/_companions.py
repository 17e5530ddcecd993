"""Pass 5, visits: who came along, and who received the guests."""

from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._mentions import Body, PersonMention
from schoolenterprise.reader._pattern import Pattern, SparsePattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._travellers import ALSO_WENT
from schoolenterprise.vocabulary import OrganizationKind

_RECEIVES = Pattern(r"陪同|接待|会见|迎接|在[^,。]{2,40}陪同下")
_TRIP = r"(?:走访|调研|考察|参观|看望|慰问|前往|活动|座谈|交流|洽谈|会谈|学习)"
_TOGETHER = ("一同", "一并", "一道", "一起")
_GOING = ("随行", "同行", "同往", "随同", "随队", "陪同", "参加", "参与")
_ALONG = SparsePattern(
    rf"(?:(?:{'|'.join(_TOGETHER)})(?:参观|走访|考察|调研|座谈|前往)|(?:一同|一并|一道|共同"
    rf"|全程)?(?:{'|'.join(_GOING)}))了?"
    rf"(?:此次|本次|上述)?(?:{_TRIP}|前来|到校|来校){{0,3}}(?=[。;,]|$)",
    begins="一共全随同陪参",
)
_DELEGATING = (OrganizationKind.GOVERNMENT, OrganizationKind.PARK, OrganizationKind.ASSOCIATION)
"""Bodies that take people of firms along."""
_MEETS = Pattern(
    r"(?:参加|出席|参与)(?:了)?(?:此次|本次)?(?:活动|座谈|会见|会谈|交流|接待|调研)|陪同|热情接待"
)


def add_companions(scene: Scene, row: Row, trips: list[VisitFact]) -> None:
    """Add the people of a sentence that says who else came along: 甲、乙参加, 同行的有甲、乙."""
    if not row.people:
        return
    likely = "的有" in row.words or "的还有" in row.words
    also = ALSO_WENT.search(row.text, row.start, row.end) if likely else None
    people = _behind(row, also.end()) if also else _coming_along(row)
    for trip in _trips_for(row, trips) if people else ():
        names = trip.travellers()
        for person in people:
            if person.name not in names and _goes_along(scene, person, trip, certain=bool(also)):
                names.add(person.name)
                trip.participants.append(person)
                rule = "visit-companions-listed" if also else _rule_of(scene, person, trip)
                fired(rule, person, trip)


def _rule_of(scene: Scene, person: PersonMention, trip: VisitFact) -> str:
    own = trip.visitor is not None and scene.body_of(person) is trip.visitor.body
    return "visit-companions-later" if own else "visit-companions-of-others"


def _trips_for(row: Row, trips: list[VisitFact]) -> list[VisitFact]:
    """Return the trips that a sentence adds to: those told last in its paragraph, else the only."""
    here = [trip for trip in trips if trip.paragraph == row.sentence.paragraph]
    last = here[-1] if here else trips[-1] if len(trips) == 1 else None
    if last is None:
        return []
    return [
        trip for trip in trips if trip is last or (trip.trigger and trip.trigger is last.trigger)
    ]


def _behind(row: Row, start: int) -> list[PersonMention]:
    return [each for each in row.people if each.start >= start]


def _coming_along(row: Row) -> list[PersonMention]:
    """Return the people of the lists that end in 同行 or 参加, wherever in the sentence."""
    found: list[PersonMention] = []
    if not any(map(row.words.__contains__, (*_GOING, *_TOGETHER))):
        return found
    for match in _ALONG.finditer(row.text, row.start, row.end):
        edge = match.start()
        for person in reversed([each for each in row.people if each.end <= match.start()]):
            gap = row.between(person.end, edge)
            if not person.titles or len(gap) > _LONGEST_GAP or _breaks(gap):
                break
            found.append(person)
            edge = person.start
    return sorted(found, key=lambda person: person.start)


_LONGEST_GAP = 30
"""Characters of the longest title between two people of a list."""


def _breaks(gap: str) -> bool:
    """Say whether more than a list stands between two people: a verb, or another clause."""
    return any(mark in gap for mark in ";。") or _VERB.search(gap) is not None


_VERB = Pattern(r"带队|率队|率|带领|前往|走访|赴|来到|考察|调研|一行|到访|陪同|接待|会见|主持|欢迎")


def _goes_along(scene: Scene, person: PersonMention, trip: VisitFact, *, certain: bool) -> bool:
    home = scene.body_of(person)
    visitor = trip.home
    if home is visitor:
        return True
    if home is None or _is_at_home(home, trip):
        return False
    if certain or visitor is None:
        return certain
    of_one_group = home.kind is visitor.kind is OrganizationKind.ENTERPRISE
    return visitor.kind in _DELEGATING or (of_one_group and home.name[:2] == visitor.name[:2])


def add_receivers(scene: Scene, trips: list[VisitFact]) -> None:
    """Give each person of a host to the trip that is told nearest to where the person is named."""
    told = [trip for trip in trips if not trip.caption]
    delegating = [trip for trip in told if trip.delegates]
    for row in scene.rows if told else ():
        for person in row.people if row.sentence.kind != "title" else ():
            home = scene.body_of(person) if delegating else None
            guest = next((each for each in delegating if home in each.delegates), None)
            if guest:
                _add_guest(guest, person)
                continue
            trip = _nearest(scene, row, person, told)
            if trip and all(each.name != person.name for each in trip.received_by):
                trip.received_by.append(person)
                fired("visit-receivers-are-people-of-host", person, trip)
    for trip in told:
        _only_receivers(scene, trip, single=len(told) == 1)


def _add_guest(trip: VisitFact, person: PersonMention) -> None:
    """Add a person of a firm that the party brought along."""
    if person.name not in trip.travellers():
        trip.participants.append(person)
        fired("visit-guest-of-party", person, trip)


def _nearest(
    scene: Scene, row: Row, person: PersonMention, trips: list[VisitFact]
) -> VisitFact | None:
    home = scene.body_of(person)
    if home is None:
        return None
    own = home is scene.cast.own
    paragraph = row.sentence.paragraph
    fitting = [
        trip
        for trip in trips
        if _is_at_home(home, trip)
        and person.name not in trip.travellers()
        and (len(trips) == 1 or not own or abs(paragraph - trip.paragraph) < 2)
    ]
    if not fitting:
        return None
    travels = [trip for trip in trips if person.name in trip.travellers()]
    if travels and all(trip.paragraph != paragraph for trip in fitting):
        return None
    known = [trip for trip in trips if any(e.name == person.name for e in trip.received_by)]
    if known and known[0].paragraph == paragraph:
        return None
    return min(fitting, key=lambda trip: abs(trip.paragraph - paragraph))


def _only_receivers(scene: Scene, trip: VisitFact, *, single: bool) -> None:
    """Keep on the page's own side only who is said to receive, where somebody is."""
    own = scene.cast.own
    if not any(role.body is own for role in trip.hosts):
        return
    named: set[str] = set()
    for row in scene.rows:
        for match in _RECEIVES.finditer(row.text, row.start, row.end):
            clause = max(
                row.start, max(row.text.rfind(mark, row.start, match.start()) for mark in ";。")
            )
            named |= {each.name for each in row.people if clause <= each.start < match.end()}
        if _MEETS.search(row.words):
            named |= {each.name for each in row.people}
    if not single or any(each.name in named for each in trip.received_by):
        for each in trip.received_by:
            if each.name not in named:
                refused("visit-receivers-only-who-receive", each.start, each.end)
        trip.received_by = [each for each in trip.received_by if each.name in named]


def _is_at_home(home: Body, trip: VisitFact) -> bool:
    """Say whether a trip leads to a body, or to one whose name begins that of the body."""
    name = home.name
    return any(home is role.body or name.startswith(role.body.name) for role in trip.hosts)
