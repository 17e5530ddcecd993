"""Pass 5, visits: who goes where, when, led and received by whom."""

import re
from collections.abc import Iterator

from schoolenterprise.dates import Period
from schoolenterprise.reader._facts import Role, VisitFact
from schoolenterprise.reader._mentions import Body, DateMention, Mention, OrganizationMention, PersonMention
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.vocabulary import OrganizationKind

_GO = re.compile(
    r"(?P<home>来校|来院|来我校|来我院|来我司|来访|到访|莅校|莅院|访校)"
    r"|(?P<go>走访|前往|同往|去了|奔赴|共赴|同赴|赴|来到|莅临|走进|走入|深入到|深入|拜访|回访|造访|探访|访问|赶到|赶往|抵达|转至|到(?!位|场|会|岗|底|账|来|期|了|\d)|参观考察|参观|考察|调研|看望|探望|慰问|来(?=[我学该本贵]|[^\s,。]{2,30}(?:考察|调研|洽谈|访问|参观|交流|座谈|走访|回访)))"
)
_AIM = re.compile(r"走访|考察|调研|参观|洽谈|访问|交流|回访|看望|慰问|探望|座谈|拜访|访企|实地|指导|对接|检查|率队|带队|一行|察看|查看")
_STRONG = frozenset("走访 拜访 回访 造访 探访 访问 莅临 来访 到访 来校 来院 共赴".split())
_LEADS = re.compile(r"率队|带队|率领|带领|率|携|一行|等人")
_RECEIVES = re.compile(r"陪同|接待|会见|迎接|在[^,。]{2,40}陪同下")
_LIST_GAP = re.compile(r"^(?:[、,和及与跟\s“”]|以及|及其.{0,8}单位|其.{0,8}单位|并|还|等|旗下|位于|旗下的|先后|分别|的|再到|又到|转赴|随后|走访了?|来到|前往|赴|到){1,4}$")
_ALONG = re.compile(r"(?:一同|一并|共同|陪同)?(?:参加|随行|同行|随同|参与)(?:了)?(?:此次|本次)?(?:活动|走访|调研|考察)?(?:活动)?[。;]?$")
_MEETS = re.compile(r"(?:参加|出席|参与)(?:了)?(?:此次|本次)?(?:活动|座谈|会见|会谈|交流|接待|调研)|陪同|热情接待")
_ATTENDS = re.compile(r"参加|出席|参与")
_OPEN_LIST = re.compile(r"^[”]?等(?!\s*(?:[0-9]+|[一二两三四五六七八九十]+)\s*[家所个])")


def read_visits(scene: Scene) -> list[VisitFact]:
    """Read every trip of the page, later sentences adding to the trips that earlier ones opened."""
    trips: list[VisitFact] = []
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        visits = list(_in_row(scene, row))
        for visit in visits or _opening(scene, row):
            _join(trips, visit)
        _companions(scene, row, trips)
    trips = [trip for trip in trips if trip.hosts]
    for trip in trips:
        _receivers(scene, trip, trips)
    return trips


def _opening(scene: Scene, row: Row) -> Iterator[VisitFact]:
    """Yield a trip whose hosts later sentences name: 书记带队,副校长随行,赴三省走访用人单位."""
    leads = _LEADS.search(row.text, row.start, row.end)
    goes = _GO.search(row.text, row.start, row.end)
    if row.sentence.kind != "body" or not leads or not goes or row.is_planned(goes.start()):
        return
    people = _visiting(row, row.people, row.end)
    home = scene.body_of(people[0]) if people else None
    if home is not None and _AIM.search(row.words):
        same_side = [each for each in people[1:] if scene.body_of(each) is home]
        yield VisitFact(
            scene.date_at(row, goes.start()),
            Role(home, people[0]),
            [],
            people[0],
            same_side,
            trigger=Mention(goes.start(), goes.end()),
            paragraph=row.sentence.paragraph,
        )


def _companions(scene: Scene, row: Row, trips: list[VisitFact]) -> None:
    """Add the people of a sentence that only says who else came along: 甲、乙参加."""
    if not trips or not trips[-1].hosts or trips[-1].paragraph != row.sentence.paragraph:
        return
    trip = trips[-1]
    if not _ALONG.search(row.words) or _RECEIVES.search(row.words) or trip.visitor is None:
        return
    names = {person.name for person in trip.participants} | ({trip.leader.name} if trip.leader else set())
    for person in row.people:
        if scene.body_of(person) is trip.visitor.body and person.name not in names and person.titles:
            names.add(person.name)
            trip.participants.append(person)


def _in_row(scene: Scene, row: Row) -> Iterator[VisitFact]:
    done = row.start
    earlier: VisitFact | None = None
    for match in _GO.finditer(row.text, row.start, row.end):
        if match.start() < done or row.is_quoted(match.start()) or row.is_planned(match.start()):
            continue
        visit = _visit(scene, row, match, done)
        if visit:
            _continue(earlier, visit, row)
            earlier = visit
            done = max(role.at.end for role in visit.hosts)
            yield visit


def _continue(earlier: VisitFact | None, visit: VisitFact, row: Row) -> None:
    """Let a later verb of the sentence keep the visitor, unless somebody else is said to lead."""
    if earlier is None or visit.trigger is None or earlier.trigger is None:
        return
    if visit.leader and _LEADS.search(row.text, visit.leader.end, visit.trigger.start):
        return
    visit.visitor, visit.leader, visit.participants = earlier.visitor, earlier.leader, []
    going = earlier.visitor.body if earlier.visitor else None
    visit.hosts = [role for role in visit.hosts if role.body is not going]


def _visit(scene: Scene, row: Row, match: re.Match[str], after: int) -> VisitFact | None:
    hosts = _hosts(scene, row, match)
    if not hosts:
        return None
    people = [each for each in row.people if row.start <= each.start < match.start()]
    people = [each for each in people if each.start >= after] or people
    visitor_people = _visiting(row, people, match.start())
    visitor = _visitor(scene, row, match, visitor_people, hosts)
    hosts = [role for role in hosts if visitor is None or role.body is not visitor.body]
    if not hosts or not _is_visit(scene, row, match, visitor, visitor_people, hosts):
        return None
    caption = row.sentence.kind == "caption"
    date = _own_date(row) if caption else scene.date_at(row, match.start())
    leader = visitor_people[0] if visitor_people else None
    same_side = [each for each in visitor_people[1:] if _same_side(scene, each, visitor)]
    end = max(role.at.end for role in hosts)
    return VisitFact(
        date,
        visitor,
        hosts,
        leader,
        same_side,
        more_hosts=bool(_OPEN_LIST.match(row.text[end : end + 12])),
        trigger=Mention(match.start(), match.end()),
        paragraph=row.sentence.paragraph,
        caption=caption,
    )


def _own_date(row: Row) -> DateMention | None:
    return next((date for date in row.dates if not date.background), None)


def _same_side(scene: Scene, person: PersonMention, visitor: Role | None) -> bool:
    home = scene.body_of(person)
    if visitor is None or home is None or home is visitor.body:
        return True
    return home.kind is visitor.body.kind and home.kind is not OrganizationKind.INSTITUTION


def _visiting(row: Row, people: list[PersonMention], position: int) -> list[PersonMention]:
    """Keep who goes: the people before the verb who do not merely receive or accompany."""
    kept = []
    for person in people:
        follows = row.between(person.end, min(person.end + 14, position))
        before = row.between(max(row.start, person.start - 14), person.start)
        if re.match(r"(?:等)?(?:的)?(?:热情)?(?:陪同|接待)", follows) or re.search(r"(?:由|在)$", before[:1]):
            continue
        kept.append(person)
    return kept


def _hosts(scene: Scene, row: Row, match: re.Match[str]) -> list[Role]:
    if match["home"]:
        own = scene.cast.own
        return [Role(own, Mention(match.start(), match.end()))] if own else []
    hosts: list[Role] = []
    edge = match.end()
    for mention in row.organizations:
        if mention.start < edge or mention.unit or mention.known is None:
            continue
        gap = row.between(edge, mention.start)
        if not (_first_gap(gap) if not hosts else _LIST_GAP.match(gap)):
            if hosts or len(gap) > 40:
                break
            continue
        if _is_modifier(row, mention) or _is_part(row, mention):
            continue
        hosts.append(Role(mention.known, mention))
        edge = mention.end
        if _ATTENDS.search(gap):
            break
    return _distinct(hosts) or _host_by_place(scene, row, match)


def _first_gap(gap: str) -> bool:
    return len(gap) <= 36 and not re.search(r"[。;:!?]|,(?!先后|分别)", gap)


def _is_modifier(row: Row, mention: OrganizationMention) -> bool:
    """Say whether the name only places another one: 位于…产业园的某公司."""
    behind = re.match(r"”?[^,。;、”]{0,8}?的", row.text[mention.end : mention.end + 12])
    return bool(behind) and any(
        0 < other.start - mention.end - len(behind[0]) + 1 <= 3 and not other.generic
        for other in row.organizations
    )


def _is_part(row: Row, mention: OrganizationMention) -> bool:
    """Say whether something that is no body follows the name: 园区数字人才市场, 学校的学生."""
    follows = row.text[mention.end : mention.end + 3]
    return bool(re.match(r"(?:的)?(?:毕业|学生|实习|师生|教师|就业|办学|发展)", follows)) and mention.generic


def _distinct(roles: list[Role]) -> list[Role]:
    seen: dict[int, Role] = {}
    for role in roles:
        seen.setdefault(id(role.body), role)
    return list(seen.values())


def _host_by_place(scene: Scene, row: Row, match: re.Match[str]) -> list[Role]:
    """Read 赴泸州 as a visit to the page's own school where that stands in its name."""
    place = scene.lexicon.region_pattern.match(row.text, match.end())
    own = scene.own_school()
    if place and own and match["go"] in ("赴", "到", "来", "来到", "前往") and own.name.startswith(place[0]):
        return [Role(own, Mention(place.start(), place.end()))]
    return []


def _visitor(
    scene: Scene, row: Row, match: re.Match[str], people: list[PersonMention], hosts: list[Role]
) -> Role | None:
    for person in people:
        home = scene.body_of(person)
        if home and all(home is not role.body for role in hosts):
            return Role(home, person)
    bodies = [each for each in row.organizations if each.end <= match.start() and each.known and not each.unit]
    for mention in reversed(bodies):
        if mention.known and all(mention.known is not role.body for role in hosts):
            return Role(mention.known, mention)
    own = scene.cast.own
    if own and all(own is not role.body for role in hosts) and not people:
        return Role(own, Mention(match.start(), match.end()))
    return None


def _is_visit(
    scene: Scene,
    row: Row,
    match: re.Match[str],
    visitor: Role | None,
    people: list[PersonMention],
    hosts: list[Role],
) -> bool:
    """Ask for a word that says the trip is for cooperation, and for somebody who goes."""
    if visitor is None and not people:
        return False
    word = match["go"] or match["home"]
    own_host = any(role.body is scene.cast.own for role in hosts)
    if own_host and not people and word not in ("来校", "来访", "来院", "到访", "莅临", "赴", "走进", "来"):
        return False
    if word in _STRONG:
        return True
    clause = row.between(row.start, min(row.end, max(role.at.end for role in hosts) + 30))
    named = word not in ("到", "来") and bool(people) and any(not _is_generic(role.at) for role in hosts)
    return named or bool(_AIM.search(clause))


def _is_generic(mention: Mention) -> bool:
    return isinstance(mention, OrganizationMention) and mention.generic


def _join(trips: list[VisitFact], visit: VisitFact) -> None:
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
    return (trip.leader is None or visit.leader is None) and (trip.paragraph == visit.paragraph or shares)


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
    names = {person.name for person in trip.participants} | ({trip.leader.name} if trip.leader else set())
    for person in visit.participants:
        if person.name not in names:
            names.add(person.name)
            trip.participants.append(person)
    trip.more_hosts = trip.more_hosts or visit.more_hosts


def _receivers(scene: Scene, trip: VisitFact, trips: list[VisitFact]) -> None:
    """Add the people of the hosts: all of them where the page tells of one trip, else those nearby.

    Where some are said to receive the guests, only they count on the page's own side.
    """
    going = {person.name for person in trip.participants} | ({trip.leader.name} if trip.leader else set())
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
    _only_receivers(scene, trip)


def _only_receivers(scene: Scene, trip: VisitFact) -> None:
    own = scene.cast.own
    if not any(role.body is own for role in trip.hosts):
        return
    named: set[str] = set()
    for row in scene.rows:
        for match in _RECEIVES.finditer(row.text, row.start, row.end):
            clause = max(row.start, max(row.text.rfind(mark, row.start, match.start()) for mark in ";。"))
            named |= {each.name for each in row.people if clause <= each.start < match.end()}
        if _MEETS.search(row.words):
            named |= {each.name for each in row.people}
    if any(each.name in named for each in trip.received_by):
        trip.received_by = [each for each in trip.received_by if each.name in named]


def _belongs(home: Body, host: Body) -> bool:
    return home is host or (home.name.startswith(host.name) and home is not host)
