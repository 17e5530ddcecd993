"""Pass 5, visits: who goes where, when, led and received by whom."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._facts import Role, VisitFact
from schoolenterprise.reader._hosts import hosts_of
from schoolenterprise.reader._mentions import (
    DateMention,
    Mention,
    OrganizationMention,
    PersonMention,
)
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trips import LEADS, add_companions, add_receivers, join, keep_visitor
from schoolenterprise.vocabulary import OrganizationKind

# Every alternative begins with a character, which lets the search skip what cannot begin a match.
_GO = Pattern(
    r"来校|来院|来我校|来我院|来我司|来访|到访|莅校|莅院|访校"
    r"|走访|前往|同往|去了|奔赴|共赴|同赴|赴|来到|莅临|走进|走入|深入到|深入|拜访|回访|造访|探访|访问"
    r"|赶到|赶往|抵达|转至|到(?<![感受得达收听看想谈提做遇拿找送落搬学见直等延贴说讲]到)(?!位|场|会|岗|底|账|来|期|了|\d)"
    r"|参观考察|参观|考察|调研|看望|探望|慰问"
    r"|来(?=[我学该本贵]|[^\s,。]{2,30}(?:考察|调研|洽谈|访问|参观|交流|座谈|走访|回访))"
)
_AIM = Pattern(
    r"走访|考察|调研|参观|洽谈|访问|交流|回访|看望|慰问|探望|座谈|拜访|访企|实地|指导|对接|检查|率队|带队|一行|察看|查看"
)
_STRONG = Pattern(r"走访|拜访|回访|造访|探访|访问|莅临|来访|到访|来校|来院|共赴")
_CEREMONY = Pattern(r"仪式|签约|揭牌|大会|典礼|论坛|召开|举行|举办")
_AT_PLACE = Pattern(r"(?:^|[。;,、”\s])在$")
_OPEN_LIST = Pattern(r"^[”]?等(?!\s*(?:[0-9]+|[一二两三四五六七八九十]+)\s*[家所个])")


def read_visits(scene: Scene) -> list[VisitFact]:
    """Read every trip of the page, later sentences adding to the trips that earlier ones opened."""
    trips: list[VisitFact] = []
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        visits = list(_in_row(scene, row))
        for visit in visits or [*_opening(scene, row), *_stays(scene, row, trips)]:
            join(trips, visit)
        add_companions(scene, row, trips)
    trips = [trip for trip in trips if trip.hosts]
    for trip in trips:
        add_receivers(scene, trip, trips)
    return trips


def _opening(scene: Scene, row: Row) -> Iterator[VisitFact]:
    """Yield a trip whose hosts later sentences name: 书记带队,副校长随行,赴三省走访用人单位."""
    leads = LEADS.search(row.text, row.start, row.end)
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


def _stays(scene: Scene, row: Row, trips: list[VisitFact]) -> Iterator[VisitFact]:
    """Yield the stops of a trip that is under way: 在某公司,校长看望了实习生."""
    open_trips = [trip for trip in trips if trip.visitor and not trip.caption]
    if row.sentence.kind != "body" or not open_trips or _CEREMONY.search(row.words):
        return
    trip = open_trips[-1]
    visitor = trip.visitor
    for mention in row.organizations:
        known = mention.known
        if mention.generic or mention.unit or known is None or visitor is None:
            continue
        before = row.text[max(row.start, mention.start - 2) : mention.start]
        behind = row.text[mention.end : mention.end + 1]
        if not _AT_PLACE.search(before) or behind not in ",的、" or known is visitor.body:
            continue
        host = Role(known, mention)
        date = _own_date(row) or trip.date
        yield VisitFact(
            date, visitor, [host], None, trigger=mention, paragraph=row.sentence.paragraph
        )


def _in_row(scene: Scene, row: Row) -> Iterator[VisitFact]:
    done = row.start
    earlier: VisitFact | None = None
    for match in _GO.finditer(row.text, row.start, row.end):
        if match.start() < done or row.is_quoted(match.start()) or row.is_planned(match.start()):
            continue
        visit = _visit(scene, row, match, done)
        if visit:
            keep_visitor(earlier, visit, row)
            if not visit.hosts:
                continue
            earlier = visit
            done = max(role.at.end for role in visit.hosts)
            yield visit


def _visit(scene: Scene, row: Row, match: re.Match[str], after: int) -> VisitFact | None:
    hosts = hosts_of(scene, row, match)
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
    going = [each for each in visitor_people if _same_side(scene, each, visitor)]
    leader = going[0] if going else None
    end = max(role.at.end for role in hosts)
    return VisitFact(
        date,
        visitor,
        hosts,
        leader,
        going[1:],
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
        if re.match(r"(?:等)?(?:的)?(?:热情)?(?:陪同|接待)", follows) or re.search(
            r"(?:由|在)$", before[:1]
        ):
            continue
        kept.append(person)
    return kept


def _visitor(
    scene: Scene, row: Row, match: re.Match[str], people: list[PersonMention], hosts: list[Role]
) -> Role | None:
    for person in people:
        home = scene.body_of(person)
        if home and all(home is not role.body for role in hosts):
            return Role(home, person)
    bodies = [
        each
        for each in row.organizations
        if each.end <= match.start() and each.known and not each.unit
    ]
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
    word = match[0]
    own_host = any(role.body is scene.cast.own for role in hosts)
    if (
        own_host
        and not people
        and (visitor is None or _is_generic(visitor.at))
        and word not in ("来校", "来访", "来院", "到访", "莅临", "赴", "走进", "来")
    ):
        return False
    if _STRONG.fullmatch(word):
        return True
    clause = row.between(row.start, min(row.end, max(role.at.end for role in hosts) + 30))
    named = (
        word not in ("到", "来")
        and bool(people)
        and any(not _is_generic(role.at) for role in hosts)
    )
    return named or bool(_AIM.search(clause))


def _is_generic(mention: Mention) -> bool:
    return isinstance(mention, OrganizationMention) and mention.generic
