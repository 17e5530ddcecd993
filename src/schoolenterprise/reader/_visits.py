"""Pass 5, visits: who goes where, when and led by whom, sentence by sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise

from schoolenterprise.reader._companions import add_companions, add_receivers
from schoolenterprise.reader._facts import Role, VisitFact
from schoolenterprise.reader._hosts import COMES_HOME, hosts_of
from schoolenterprise.reader._mentions import (
    Body,
    DateMention,
    Mention,
    OrganizationMention,
    PersonMention,
)
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._stops import Stops
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._travellers import leader_first, same_side, visiting
from schoolenterprise.reader._trips import join, keep_visitor

# Every alternative begins with a character, which lets the search skip what cannot begin a match.
GO = (
    rf"{COMES_HOME}|@go@"
    r"|(?:到[校院]|前来)(?=[^,。;]{0,4}(?:考察|调研|洽谈|访问|参观|交流|座谈|走访|回访|对接|商谈|指导|宣讲))"
    r"|去(?=[^\s,。、]{0,12}(?:公司|集团|园|厂|院|校|局|协会|中心|酒店))"
    r"|到(?<![感受得达收听看想谈提做遇拿找送落搬学见直等延贴说讲]到)(?!位|场|会|岗|底|账|来|期"
    r"|了|\d)"
    r"|来(?=[我学该本贵]|[^\s,。]{2,30}(?:考察|调研|洽谈|访问|参观|交流|座谈|走访|回访))"
)
_AIM = "@visit_aim@"
_STRONG = "@visit@"
_MOVES = Pattern(r"前往|来到|赴|奔赴|赶赴|走进|走入|赶到|赶往|抵达|转至|转战|直奔|敲开|去了")
_OPEN_LIST = Pattern(r"^[”]?等(?!\s*(?:[0-9]+|[一二两三四五六七八九十]+)\s*[家所个])")
# A sentence that welcomes guests, or names them, tells of no further trip.
_WELCOMED = Pattern(
    r"[^,。;]{0,24}?(?:表示|致以|表达|给予|予以)[^,。;]{0,10}(?:欢迎|感谢|祝贺|谢意)"
    r"|(?:的)?(?:客人|嘉宾|人员|领导)"
)
_WELCOMES = Pattern(r"(?:对|向|欢迎)[^,。;]{0,40}$")
_TAKES = Pattern(r"带领|带着|率领|携|组织")
_COMES = ("来校", "来访", "来院", "到访", "莅临", "赴", "走进", "来", "到校", "到院", "前来")
"""Verbs with which guests come, whether or not anybody of them is named."""
_PARTIES = ("团", "组")
"""Behind a verb they make a word for the party itself: 调研团, 考察组."""
_PARTY = Pattern(r"一行|(?:调研|考察|走访|访问|参观|代表|工作)[团组队]|团队|大家")
_APART = Pattern(r"分别|各自|分头")


def read_visits(scene: Scene) -> list[VisitFact]:
    """Read every trip of the page, later sentences adding to the trips that earlier ones opened."""
    trips: list[VisitFact] = []
    stops = Stops(scene)
    going = scene.lexicon.pattern(GO)
    for row in scene.rows:
        verbs = list(going.finditer(row.text, row.start, row.end))
        empty = not (verbs or row.people or row.organizations)
        if not empty and row.sentence.kind != "title":
            _read_row(scene, row, verbs, stops, trips)
    trips = [trip for trip in trips if trip.hosts]
    add_receivers(scene, trips)
    return trips


def _read_row(
    scene: Scene, row: Row, verbs: list[re.Match[str]], stops: Stops, trips: list[VisitFact]
) -> None:
    last = trips[-1] if trips else None
    visits = list(_in_row(scene, row, verbs, last)) if verbs else []
    # Without people nobody sets out.
    openings: Iterator[VisitFact] = iter(())
    if row.people and not visits:
        openings = stops.opening(row, verbs[0] if verbs else None, trips)
    for visit in visits or openings:
        join(trips, visit)
    stops.add(row, trips, told=bool(visits))
    add_companions(scene, row, trips)


def _in_row(
    scene: Scene, row: Row, verbs: list[re.Match[str]], last: VisitFact | None
) -> Iterator[VisitFact]:
    """Yield the trips that the verbs of a sentence tell of; `last` is the one told before it."""
    done = row.start
    earlier: VisitFact | None = None
    for match in verbs:
        if match.start() < done:
            continue
        planned = row.is_planned(match.start())
        if planned or row.is_quoted(match.start()):
            refused("visit-planned" if planned else "visit-in-quotation", *match.span())
            continue
        if row.text[match.end() : match.end() + 1] in _PARTIES or _is_welcome(row, match):
            refused("visit-only-welcomed", *match.span())
            continue
        visit = _visit(scene, row, match, done, earlier or last)
        if visit:
            keep_visitor(earlier, visit, row)
            if not visit.hosts:
                continue
            earlier = visit
            done = max(role.at.end for role in visit.hosts)
            yield from _apart(row, match, visit)


def _is_welcome(row: Row, match: re.Match[str]) -> bool:
    """Say whether guests are only spoken of: 对陈立一行来校表示欢迎, 接待来访客人."""
    behind = _WELCOMED.match(row.text, match.end(), row.end)
    if behind is None:
        return False
    only_named = behind[0].endswith(("客人", "嘉宾", "人员", "领导"))
    return only_named or _WELCOMES.search(row.text, row.start, match.start()) is not None


def _apart(row: Row, match: re.Match[str], visit: VisitFact) -> Iterator[VisitFact]:
    """Yield the visit, or one for each host where dates or leaders are paired with them (分别)."""
    hosts, clause = visit.hosts, row.between(row.start, match.start())
    if len(hosts) < 2 or not _APART.search(clause[-_NEAR:]):
        yield visit
        return
    dates = _listed_dates(row, match.start(), len(hosts))
    people = [visit.leader, *visit.participants] if visit.leader else []
    paired = len(people) == len(hosts)
    if not dates and not paired:
        yield visit
        return
    for index, host in enumerate(hosts):
        one = VisitFact(
            dates[index] if dates else visit.date,
            visit.visitor,
            [host],
            people[index] if paired else visit.leader,
            [] if paired else list(visit.participants),
            trigger=visit.trigger,
            paragraph=visit.paragraph,
            caption=visit.caption,
        )
        fired("visit-verb-of-going", Mention(*match.span()), one)
        fired("visit-one-for-each", host.at, one)
        yield one


_NEAR = 40
"""How far before the verb, in characters, 分别 and what it pairs may stand."""


def _listed_dates(row: Row, end: int, count: int) -> list[DateMention]:
    """Return the last `count` dates before `end` where they form a list: 3月18日、20日."""
    dates = [each for each in row.dates if not each.background and each.end <= end][-count:]
    gaps = (row.between(left.end, right.start) for left, right in pairwise(dates))
    return dates if len(dates) == count and all(gap in "、和及与" for gap in gaps) else []


def _visit(
    scene: Scene, row: Row, match: re.Match[str], after: int, last: VisitFact | None
) -> VisitFact | None:
    hosts = hosts_of(scene, row, match)
    if not hosts:
        refused("visit-leads-nowhere", *match.span())
        return None
    guests = _guests(row, match)
    people = [each for each in row.people if row.start <= each.start < match.start()]
    people = [each for each in people if each.start >= after] or people
    going = guests or visiting(row, people, match.start())
    visitor = (
        _visitor(scene, row, match, going, hosts)
        or _same_party(row, last, going, hosts)
        or _own_party(scene, match, going, hosts)
    )
    hosts = [role for role in hosts if visitor is None or role.body is not visitor.body]
    here = last is not None and last.paragraph == row.sentence.paragraph
    moves = _MOVES.fullmatch(match[0]) is not None
    told_again = last is not None and bool(going) and match[0] in ("到", "去")
    goes_on = visitor is not None and ((here and moves) or told_again)
    if not hosts or not (goes_on or _is_visit(scene, row, match, visitor, going, hosts)):
        refused("visit-without-aim-or-visitor", *match.span())
        return None
    caption = row.sentence.kind == "caption"
    date = row.own_date() if caption else scene.date_at(row, match.start())
    going = leader_first(row, [each for each in going if same_side(scene, each, visitor)])
    end = max(role.at.end for role in hosts)
    visit = VisitFact(
        date,
        visitor,
        hosts,
        going[0] if going else None,
        going[1:],
        party=_PARTY.search(row.text, row.start, match.start()) is not None,
        delegates=_delegates(row, match.start(), visitor, hosts),
        more_hosts=bool(_OPEN_LIST.match(row.text[end : end + 12])),
        trigger=Mention(match.start(), match.end()),
        paragraph=row.sentence.paragraph,
        caption=caption,
    )
    _trace(visit, Mention(*match.span()), end, last)
    return visit


def _trace(visit: VisitFact, verb: Mention, end: int, last: VisitFact | None) -> None:
    """Note which rules made the visit."""
    fired("visit-in-caption" if visit.caption else "visit-verb-of-going", verb, visit)
    host = visit.hosts[0].at
    if type(host) is Mention:
        at_verb = host.start == verb.start
        fired("visit-host-is-own-body" if at_verb else "visit-host-by-place", host, visit)
    elif host.end <= verb.start:
        fired("visit-host-by-heading", host, visit)
    if len(visit.hosts) > 1:
        fired("visit-host-list", Mention(host.start, end), visit)
    if visit.more_hosts:
        fired("visit-host-list-open", Mention(end, end + 1), visit)
    if last and visit.visitor is last.visitor:
        fired("visit-visitor-goes-on", verb, visit)
    elif visit.visitor and visit.leader is None:
        fired("visit-visitor-is-body-before-verb", visit.visitor.at, visit)
    elif visit.leader:
        fired("visit-visitor-is-body-of-leader", visit.leader, visit)


def _guests(row: Row, match: re.Match[str]) -> list[PersonMention]:
    """Return the people of 来访的某公司总经理陈立一行, who stand behind the verb."""
    if not row.text.startswith("的", match.end()) or match[0] not in _COMES:
        return []
    end = row.text.find("一行", match.end(), row.end)
    return [each for each in row.people if match.end() < each.start < end]


def _delegates(row: Row, end: int, visitor: Role | None, hosts: list[Role]) -> list[Body]:
    """Return the bodies between 带领 and the verb, whose people come along."""
    leads = _TAKES.search(row.text, row.start, end)
    if leads is None:
        return []
    known = {id(role.body) for role in hosts} | ({id(visitor.body)} if visitor else set())
    inside = [e for e in row.organizations if leads.end() <= e.start < end and not e.unit]
    return [e.known for e in inside if e.known and not e.generic and id(e.known) not in known]


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
    return None


def _own_party(
    scene: Scene, match: re.Match[str], people: list[PersonMention], hosts: list[Role]
) -> Role | None:
    """Return the page's own body where a sentence names nobody who goes."""
    own = scene.cast.own
    if own and all(own is not role.body for role in hosts) and not people:
        return Role(own, Mention(match.start(), match.end()))
    return None


def _same_party(
    row: Row, last: VisitFact | None, people: list[PersonMention], hosts: list[Role]
) -> Role | None:
    """Return the visitor told last where a sentence names nobody: 先后走访了甲公司."""
    if people or last is None or last.visitor is None:
        return None
    near = abs(row.sentence.paragraph - last.paragraph) < _PARAGRAPHS
    known = any(role.body is last.visitor.body for role in hosts)
    return last.visitor if near and not known else None


_PARAGRAPHS = 3
"""Over fewer paragraphs than these a party is still meant when nobody is named."""


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
        and word not in _COMES
    ):
        return False
    arrives = visitor is not None and bool(people) and not _is_generic(visitor.at)
    strong = scene.lexicon.pattern(_STRONG).fullmatch(word)
    if strong or (own_host and arrives and _MOVES.fullmatch(word)):
        return True
    clause = row.between(row.start, min(row.end, max(role.at.end for role in hosts) + 30))
    named = (
        word not in ("到", "来")
        and bool(people)
        and any(not _is_generic(role.at) for role in hosts)
    )
    return named or bool(scene.lexicon.pattern(_AIM).search(clause))


def _is_generic(mention: Mention) -> bool:
    return isinstance(mention, OrganizationMention) and mention.generic
