"""Pass 5, appointments: who is given which role, by whom."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._facts import AppointmentFact, Role
from schoolenterprise.reader._mentions import Mention, PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused

_APPOINT = (
    r"(?P<passive>受聘(?:为|担任|成为)?|被[^,。;]{0,12}?聘(?:请|任|用)?(?:为|担任|成为)|获聘(?:为)?|受邀担任|被授予)"
    r"|(?P<active>@appoint@|聘(?!书|期|任制|为|会|礼))"
    r"|(?P<hand>(?:为|向)[^。;]{2,40}颁发了?“?(?P<paper>[\u4e00-\u9fff]{2,14})”?聘书)"
)
_LIKELY = "聘|受邀担任|被授予|@appoint@"
_ROLE_VERB = Pattern(r"(?:为|担任|任)(?!期|何|务)")
_ROLE = Pattern(
    r"“?(?P<role>[\u4e00-\u9fffA-Za-z0-9+·-]{2,24}?)(?=$|[,。;、(!?:\s”]|并(?:颁|向|为|续)|和(?=[\u4e00-\u9fff]{2,4}为)|及|等(?=职)|,聘期|职务|称号)"
)
_IS_ROLE = Pattern(
    r"(?:教授|导师|院长|总监|顾问|专家|带头人|研究员|讲师|教师|主任|委员|理事|理事长|会长|秘书长|大使|辅导员|所长|师|员|长|负责人|官|经理|主席)$"
)
_OWNERS = Pattern(r"^(?:学校|我校|我院|学院|该校|该院|公司|本校|贵校)(?:的)?")


def read_appointments(scene: Scene) -> list[AppointmentFact]:
    """Read every appointment of the page."""
    found: dict[tuple[str, str], AppointmentFact] = {}
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        for fact in _in_row(scene, row):
            role = scene.page.slice(fact.role)
            found.setdefault((fact.person.name, role), fact)
    return list(found.values())


def _in_row(scene: Scene, row: Row) -> Iterator[AppointmentFact]:
    if not scene.lexicon.pattern(_LIKELY).search(row.words):
        return
    matches = [
        each
        for each in scene.lexicon.pattern(_APPOINT).finditer(row.text, row.start, row.end)
        if not _is_planned(row, each)
    ]
    earlier: Mention | None = None
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else row.end
        begin = matches[index - 1].end() if index else row.start
        if match["passive"]:
            yield from _passive(scene, row, match, begin)
        elif match["active"]:
            for fact in _active(scene, row, match.end(), end, earlier):
                earlier = fact.role
                yield fact
        else:
            yield from _handed(scene, row, match)


def _is_planned(row: Row, match: re.Match[str]) -> bool:
    planned = row.is_planned(match.start())
    if planned:
        refused("appointment-planned", *match.span())
    return planned


def _passive(scene: Scene, row: Row, match: re.Match[str], begin: int) -> Iterator[AppointmentFact]:
    position = match.end()
    verb = _ROLE_VERB.match(row.text, position)
    role = _role_at(scene, row, verb.end() if verb else position)
    if role is None:
        return
    people = [person for person in row.people if begin <= person.start < match.start()]
    for person in _last_list(row, people, match.start()):
        fact = AppointmentFact(
            person, role, _by(scene, row, match.start()), scene.date_at(row, match.start())
        )
        fired("appointment-received", Mention(*match.span()), fact)
        yield fact


def _handed(scene: Scene, row: Row, match: re.Match[str]) -> Iterator[AppointmentFact]:
    """Read 为甲、乙颁发客座教授聘书: everybody between the words receives the role."""
    if _IS_ROLE.search(match["paper"]):
        role = Mention(match.start("paper"), match.end("paper"))
        for person in row.people:
            if match.start() < person.start < role.start:
                by, date = _by(scene, row, match.start()), scene.date_at(row, match.start())
                fact = AppointmentFact(person, role, by, date)
                fired("appointment-paper-handed", Mention(*match.span()), fact)
                yield fact


def _last_list(row: Row, people: list[PersonMention], end: int) -> list[PersonMention]:
    """Keep the people of the list that runs up to the verb."""
    kept: list[PersonMention] = []
    edge = end
    for person in reversed(people):
        gap = row.between(person.end, edge)
        if re.search(r"[;:。!?]|\s\s|讲话|致辞|表示|颁发|介绍|宣读|揭牌|签", gap) or len(gap) > 60:
            break
        kept.append(person)
        edge = person.start
    return kept[::-1]


def _active(
    scene: Scene, row: Row, start: int, end: int, earlier: Mention | None
) -> Iterator[AppointmentFact]:
    """Read 聘请甲为…、乙为…: every person takes the next role behind the name."""
    waiting: list[PersonMention] = []
    last_role = None
    by = _by(scene, row, start)
    position = start
    people = [person for person in row.people if start <= person.start < end]
    for index, person in enumerate(people):
        waiting.append(person)
        limit = people[index + 1].start if index + 1 < len(people) else end
        verb = _ROLE_VERB.search(row.text, person.end, min(limit, person.end + 5))
        role = (
            _role_at(scene, row, verb.end())
            if verb and "," not in row.between(person.end, verb.start())
            else None
        )
        if role is None:
            continue
        for each in waiting:
            fact = AppointmentFact(each, role, by, scene.date_at(row, position))
            fired("appointment-given", role, fact)
            yield fact
        waiting, last_role = [], role
    if last_role is None and waiting and earlier:
        for each in waiting:
            if row.between(start, each.start).find(",") < 0:
                fact = AppointmentFact(each, earlier, by, scene.date_at(row, position))
                fired("appointment-of-the-role-before", each, fact)
                yield fact


def _role_at(scene: Scene, row: Row, start: int) -> Mention | None:
    match = _ROLE.match(row.text, start, row.end)
    if not match:
        return None
    begin = match.start("role")
    own = next((each for each in row.organizations if each.start == begin and each.known), None)
    if own and not own.unit:
        begin = own.end
    generic = _OWNERS.match(row.text[begin : match.end("role")])
    if generic:
        begin += generic.end()
    if row.text[begin : begin + 1] == "的":
        begin += 1
    role = row.text[begin : match.end("role")]
    return Mention(begin, match.end("role")) if len(role) > 1 and _IS_ROLE.search(role) else None


def _by(scene: Scene, row: Row, position: int) -> Role | None:
    for mention in reversed(row.organizations):
        if mention.known is scene.cast.own and mention.end <= position and mention.known:
            return Role(mention.known, mention)
    own = scene.own_school() or scene.cast.own
    return Role(own, Mention(position, position)) if own else None
