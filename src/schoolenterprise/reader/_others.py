"""Pass 5, the smaller records: events, order classes and bases, placements of students."""

import re
from collections.abc import Iterator

from attrs import define

from schoolenterprise.reader._facts import CountFact, Role
from schoolenterprise.reader._mentions import (
    DateMention,
    Mention,
    OrganizationMention,
    QuantityMention,
)
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.vocabulary import ArrangementKind, ArrangementStatus, CountKind, EventKind

_CEREMONIES = "聘任仪式|受聘仪式|聘用仪式|开班仪式|捐赠仪式|启动仪式"
_MEETINGS = (
    *("签约活动", "签约揭牌活动", "开班仪", "开班式", "开学典礼", "成立大会", "座谈会", "推进会"),
    *("双选会", "招聘会", "论坛", "研讨会", "对接会", "签约会"),
)
_EVENT = Pattern(
    r"(?P<end>签约(?:暨|揭牌|及|和)?[^,。;、“”]{0,12}?仪式|揭牌[^,。;、“”]{0,8}?仪式"
    rf"|{_CEREMONIES}|{'|'.join(_MEETINGS)})"
)
_HELD = r"@hold@|在[^,。;]{2,30}举"
_EVENT_KINDS = (
    (EventKind.SIGNING, "签约"),
    (EventKind.UNVEILING, "揭牌"),
    (EventKind.APPOINTMENT, "聘"),
    (EventKind.OPENING, "开班|开学"),
    (EventKind.DONATION, "捐赠"),
    (EventKind.LAUNCH, "启动"),
    (EventKind.FOUNDING, "成立"),
    (EventKind.FAIR, "双选|招聘"),
    (EventKind.FORUM, "论坛"),
    (EventKind.MEETING, "座谈|推进|研讨|对接"),
)
_ARRANGEMENT = Pattern(
    r"[“](?P<class>[\u4e00-\u9fffA-Za-z0-9·]{0,12}?(?:订单班|冠名班|定向班|实验班|学徒班))[”]"
    r"|(?P<plain>联合实验室|实训基地|就业实习基地|实习就业基地|实习基地|就业基地|实践基地"
    r"|产业教授工作室|大师工作室|产教融合共同体|产教联合体)"
)
_BUILDS = "@build@"
_IN_ARRANGEMENTS = ("班”", "实验室", "基地", "工作室", "共同体", "联合体")
"""One of these stands in every such name."""
_ARRANGEMENT_KINDS = (
    (ArrangementKind.ORDER_CLASS, "班$"),
    (ArrangementKind.JOINT_LABORATORY, "实验室$"),
    (ArrangementKind.STUDIO, "工作室$"),
    (ArrangementKind.SECTOR_COMMUNITY, "共同体$"),
    (ArrangementKind.CITY_ALLIANCE, "联合体$"),
    (ArrangementKind.TRAINING_BASE, "实训基地$"),
    (ArrangementKind.EMPLOYMENT_BASE, "就业[^基]*基地$"),
    (ArrangementKind.PRACTICE_BASE, "实践基地$"),
    (ArrangementKind.INTERNSHIP_BASE, "基地$"),
)
_PROPOSED = "@propose@"
_HEAD_OF_NAME = 2


@define(eq=False)
class EventFact:
    """A ceremony or meeting."""

    kind: EventKind
    name: Mention
    date: DateMention | None


@define(eq=False)
class ArrangementFact:
    """An order class, a base, a laboratory."""

    kind: ArrangementKind
    name: Mention
    partners: list[Role]
    status: ArrangementStatus


@define(eq=False)
class PlacementFact:
    """Students at work."""

    students: QuantityMention
    teachers: QuantityMention | None
    hosts: list[Role]
    open_list: bool


def read_events(scene: Scene) -> list[EventFact]:
    """Read the ceremonies and meetings that the page says were held; one a kind and date."""
    found: dict[tuple[EventKind, object], EventFact] = {}
    held = scene.lexicon.pattern(_HELD)
    for row in scene.rows:
        if row.sentence.kind != "body" or not held.search(row.words):
            continue
        for match in _EVENT.finditer(row.text, row.start, row.end):
            if row.is_planned(match.start()) or row.is_quoted(match.start()):
                refused("event-planned-or-quoted", *match.span())
                continue
            fact = _event(scene, row, match)
            fired("event-held", Mention(*match.span()), fact)
            found.setdefault((fact.kind, fact.date.when if fact.date else None), fact)
    return list(found.values())


def _event(scene: Scene, row: Row, match: re.Match[str]) -> EventFact:
    kind = next(kind for kind, pattern in _EVENT_KINDS if re.search(pattern, match[0]))
    start = match.start()
    if row.text[start - 1] == "”":
        opened = row.text.rfind("“", row.start, start)
        start = opened if opened >= 0 else start
    else:
        start = scene.words.name_start(start)
    return EventFact(kind, Mention(start, match.end()), scene.date_at(row, match.start()))


def read_arrangements(scene: Scene) -> list[ArrangementFact]:
    """Read order classes, bases and laboratories that carry a name of their own."""
    found: dict[str, ArrangementFact] = {}
    for row in scene.rows_holding(_IN_ARRANGEMENTS):
        for match in _ARRANGEMENT.finditer(row.text, row.start, row.end):
            name = _arrangement_name(scene, row, match)
            if name is None:
                refused("arrangement-without-name", *match.span())
                continue
            text = scene.page.slice(name)
            kind = next(kind for kind, pattern in _ARRANGEMENT_KINDS if re.search(pattern, text))
            clause = row.between(row.start, match.start())
            status = (
                ArrangementStatus.PROPOSED
                if scene.lexicon.pattern(_PROPOSED).search(clause)
                else ArrangementStatus.RUNNING
            )
            fact = ArrangementFact(kind, name, _partners(scene, row, name), status)
            fired(
                "arrangement-in-quotes" if match["class"] else "arrangement-by-ending", name, fact
            )
            if status is ArrangementStatus.PROPOSED:
                fired("arrangement-only-proposed", name, fact)
            found.setdefault(text, fact)
    return list(found.values())


def _arrangement_name(scene: Scene, row: Row, match: re.Match[str]) -> Mention | None:
    if match["class"]:
        return Mention(match.start("class"), match.end("class"))
    behind = [each.end for each in row.organizations if each.end <= match.start()]
    start = max(scene.words.name_start(match.start()), *behind, 0)
    verb = scene.lexicon.pattern(_BUILDS).match(row.text, start, match.start())
    start = verb.end() if verb else start
    long_enough = match.start() - start >= _HEAD_OF_NAME
    return Mention(start, match.end()) if long_enough or "工作室" in match[0] else None


def _partners(scene: Scene, row: Row, name: Mention) -> list[Role]:
    own = scene.cast.own
    roles: dict[int, Role] = {}
    for mention in row.organizations:
        known = mention.known
        if known and known is not own and not mention.unit and mention.end <= name.start:
            roles.setdefault(id(known), Role(known, mention))
    if not roles and own and "双方" in row.between(row.start, name.start):
        other = scene.other_before(name.start)
        return [Role(other.known, other)] if other and other.known else []
    return list(roles.values())


def read_placements(scene: Scene, counts: list[CountFact]) -> list[PlacementFact]:
    """Read where a number of interns is said to work, with the teachers sent along."""
    teachers = [each.quantity for each in counts if each.quantity.what is CountKind.TEACHERS_SENT]
    found = []
    for fact in counts:
        if fact.quantity.what is not CountKind.INTERNS:
            continue
        row = scene.row_at(fact.quantity.start)
        if row is None or row.is_planned(fact.quantity.start):
            continue
        near = [each for each in teachers if abs(each.start - fact.quantity.start) < 120]
        hosts = _hosts(scene, row, fact.quantity)
        behind = row.between(fact.quantity.end, row.end)
        found.append(
            PlacementFact(
                fact.quantity, near[0] if near else None, hosts, "等" in behind or "周边" in behind
            )
        )
        fired("placement-of-interns", fact.quantity, found[-1])
    return found


def _hosts(scene: Scene, row: Row, quantity: QuantityMention) -> list[Role]:
    roles: dict[int, Role] = {}
    for mention in _after(row, quantity):
        known = mention.known
        if known and known is not scene.own_school() and not mention.unit:
            roles.setdefault(id(known), Role(known, mention))
    return list(roles.values())


def _after(row: Row, quantity: QuantityMention) -> Iterator[OrganizationMention]:
    for mention in row.organizations:
        gap = row.between(quantity.end, mention.start) if mention.start > quantity.end else None
        if gap is not None and len(gap) < 20 and not re.search(r"[,;]", gap):
            yield mention
