"""Pass 5, appointments: who is given which role, by whom."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._facts import AppointmentFact, Role
from schoolenterprise.reader._mentions import Mention, PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused

_APPOINT = (
    r"(?P<passive>受聘(?!书|礼)(?:为|担任|成为)?|被[^,。;]{0,12}?聘(?:请|任|用)?(?:为|担任"
    r"|成为)|获聘(?:为)?|受邀担任|被授予"
    r"|(?<![受被获应招])聘为)"
    r"|(?P<rite>(?P<given>[\u4e00-\u9fff]{4,14}?)(?:聘任|受聘|授聘|聘请|聘用)(?:仪式|典礼|大会))"
    r"|(?P<active>@appoint@|聘(?!书|期|任制|为|会|礼))"
    r"|(?P<hand>(?:为|向)[^。;]{2,40}颁发了?“?(?P<paper>[\u4e00-\u9fff]{2,14})”?(?:聘书|聘任书"
    r"|聘任证书?|聘用证书|聘请书|聘任聘书))"
)
_HONOUR = Pattern(
    r"授予[^。;,]{2,40}?“?(?P<role>[\u4e00-\u9fff]{2,10}(?:教授|导师|顾问|讲师|专家"
    r"|院长))”?(?:称号|职务|荣誉|聘书)"
)
_TAKES = Pattern(
    r"(?P<giver>从[^,。;]{2,16}手中)?接[过受]了?“?"
    r"(?P<role>[\u4e00-\u9fff]{0,10}(?:教授|导师|顾问|讲师|专家|院长))”?(?:聘书|聘任书|聘任证)"
)
_HOLDS = Pattern(r"(?<!受邀)(?<!聘请)担任(?=[^,。;]{0,24}?(?:教授|导师|顾问|讲师|专家|总监|委员))")
_BY_LETTER = Pattern(r"聘书|聘期|聘任书|聘任证")
_SAME_PERSON = Pattern(r"其|他(?!们)|她(?!们)|该同志")
_LIKELY = ("聘", "受邀担任", "授予")
"""One of these, or a word of appointing, stands in every sentence that tells of one."""
_ROLE_VERB = Pattern(r"(?:为|担任|(?<!主)任)(?!期|何|务)")
_ROLE = Pattern(
    r"“?(?P<role>[\u4e00-\u9fffA-Za-z0-9+·-]{2,24}?)(?=$|[,。;、(!?:\s”]|并(?:颁|向|为|续)"
    r"|和(?=[\u4e00-\u9fff]{2,4}为)|及|等(?=职)|,聘期|职务|称号|仪式|表示|意义|一职|以来)"
)
_IS_ROLE = Pattern(
    r"(?:教授|导师|院长|总监|顾问|专家|带头人|研究员|讲师|教师|主任|委员|理事|理事长|会长"
    r"|秘书长|大使|辅导员|所长|师|员|长|负责人|官|经理|主席)$"
)
_ACTS = Pattern("(?:还|也|特|现|正式|决定|同时|拟|分别|共|联合){0,2}")
"""What may stand between who appoints and the verb."""
_OWNERS = Pattern(r"^(?:学校|我校|我院|学院|该校|该院|公司|本校|贵校)(?:的)?")


def read_appointments(scene: Scene) -> list[AppointmentFact]:
    """Read every appointment of the page."""
    found: dict[tuple[str, str], AppointmentFact] = {}
    verbs = (word for word in scene.lexicon.words["appoint"] if "聘" not in word)
    for row in scene.rows_holding((*_LIKELY, *verbs)):
        if row.sentence.kind == "title":
            continue
        for fact in _in_row(scene, row):
            role = scene.page.slice(fact.role)
            found.setdefault((fact.person.name, role), fact)
    return [fact for key, fact in found.items() if not _is_shortened(key, found)]


def _is_shortened(key: tuple[str, str], found: dict[tuple[str, str], AppointmentFact]) -> bool:
    """Say whether the same person is also given the role under a fuller name."""
    name, role = key
    return any(name == other and role != full and full.endswith(role) for other, full in found)


def _in_row(scene: Scene, row: Row) -> Iterator[AppointmentFact]:
    matches = [
        each
        for each in scene.lexicon.pattern(_APPOINT).finditer(row.text, row.start, row.end)
        if not _is_planned(row, each)
    ]
    yield from _by_other_words(scene, row, begun=bool(matches))
    earlier: Mention | None = None
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else row.end
        begin = matches[index - 1].end() if index else row.start
        if match["passive"]:
            yield from _passive(scene, row, match, begin)
        elif match["active"]:
            by = _by(scene, row, match.start())
            for fact in _active(scene, row, (match.end(), end), by, earlier):
                earlier = fact.role
                yield fact
        elif match["rite"]:
            yield from _honoured(scene, row, match)
        else:
            yield from _handed(scene, row, match)


def _is_planned(row: Row, match: re.Match[str]) -> bool:
    planned = row.is_planned(match.start())
    if planned:
        refused("appointment-planned", *match.span())
    return planned


def _by_other_words(scene: Scene, row: Row, *, begun: bool) -> Iterator[AppointmentFact]:
    """Read 授予陈立“产业教授”称号, and 陈立担任产业教授 where the sentence tells of the letter."""
    for match in _HONOUR.finditer(row.text, row.start, row.end):
        role = Mention(*match.span("role"))
        for person in row.people:
            if match.start() < person.start < role.start and not row.is_planned(match.start()):
                by, date = _by(scene, row, match.start()), scene.date_at(row, match.start())
                begin = max(role.start, person.end)
                fact = AppointmentFact(person, Mention(begin, role.end), by, date)
                fired("appointment-title-bestowed", fact.role, fact)
                yield fact
    for match in _TAKES.finditer(row.text, row.start, row.end):
        people = [person for person in row.people if person.end <= match.start()]
        for person in _last_list(row, people, match.start()):
            by, date = _by(scene, row, match.start()), scene.date_at(row, match.start())
            fact = AppointmentFact(person, Mention(*match.span("role")), by, date)
            fired("appointment-paper-taken", fact.role, fact)
            yield fact
    if begun or not _BY_LETTER.search(row.words):
        return
    for match in _HOLDS.finditer(row.text, row.start, row.end):
        if not row.is_planned(match.start()):
            for fact in _passive(scene, row, match, row.start):
                fired("appointment-post-by-letter", fact.role, fact)
                yield fact


def _passive(scene: Scene, row: Row, match: re.Match[str], begin: int) -> Iterator[AppointmentFact]:
    position = match.end()
    verb = _ROLE_VERB.match(row.text, position)
    role = _role_at(scene, row, verb.end() if verb else position)
    if role is None:
        return
    people = [person for person in row.people if begin <= person.start < match.start()]
    for person in _last_list(row, people, match.start()):
        by, date = _by(scene, row, match.start()), scene.date_at(row, match.start())
        fact = AppointmentFact(person, role, by, date)
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


def _honoured(scene: Scene, row: Row, match: re.Match[str]) -> Iterator[AppointmentFact]:
    """Read 陈立客座教授聘任仪式: who is named right before the role receives it."""
    for person in row.people:
        role = Mention(person.end, match.end("given"))
        if match.start() <= person.end < role.end and _IS_ROLE.search(row.between(*_span(role))):
            by, date = _by(scene, row, match.start()), scene.date_at(row, match.start())
            fact = AppointmentFact(person, role, by, date)
            fired("appointment-ceremony", role, fact)
            yield fact


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _last_list(row: Row, people: list[PersonMention], end: int) -> list[PersonMention]:
    """Keep the people of the list that runs up to the verb."""
    kept: list[PersonMention] = []
    edge = end
    for person in reversed(people):
        gap = row.between(person.end, edge)
        if (
            re.search(r"[;:。!?]|\s\s|讲话|致辞|表示|颁发|介绍|宣[读布]|揭牌|签|代表|[对向]", gap)
            or len(gap) > 60
        ):
            break
        kept.append(person)
        edge = person.start
    return kept[::-1]


def _active(
    scene: Scene, row: Row, clause: tuple[int, int], by: Role | None, earlier: Mention | None
) -> Iterator[AppointmentFact]:
    """Read 聘请甲为…、乙为…: every person takes the next role behind the name."""
    waiting: list[PersonMention] = []
    last_role = None
    start, end = clause
    position = start
    people = _people(scene, row, start, end)
    for index, person in enumerate(people):
        waiting.append(person)
        limit = people[index + 1].start if index + 1 < len(people) else end
        near = min(limit, person.end + 5)
        verb = _ROLE_VERB.search(row.text, person.end, near)
        if verb is None:
            verb = _behind_others(row, person, limit, last=person is people[-1])
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


def _behind_others(
    row: Row, person: PersonMention, limit: int, *, last: bool
) -> re.Match[str] | None:
    """Return the verb behind a list of which only the first one is known to be a person."""
    comma = row.text.find(",", person.end, limit)
    listed = row.text[person.end : person.end + 1] in ("、", "和", "与")
    if not listed or (comma < 0 and not last):
        return None
    return _ROLE_VERB.search(row.text, person.end, comma if comma > 0 else limit)


def _people(scene: Scene, row: Row, start: int, end: int) -> list[PersonMention]:
    """Return the people of a clause, also one called by the last part of a foreign name: 魏斯."""
    found = [person for person in row.people if start <= person.start < end]
    for name in {fact.name for fact in scene.people}:
        last = name.rpartition("·")[2]
        at = row.text.find(last, start, end) if last != name and len(last) > 1 else -1
        if at >= 0 and not any(each.start <= at < each.end for each in found):
            found.append(PersonMention(at, at + len(last), name))
    pronoun = _SAME_PERSON.match(row.text, start, end)
    before = [person for person in row.people if person.end <= start]
    if pronoun and before:
        found.append(PersonMention(start, pronoun.end(), before[-1].name))
    return sorted(found, key=lambda each: each.start)


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
        known = mention.known
        acts = known is not None and not mention.unit and not known.unnamed
        if mention.end > position:
            continue
        if known and acts and _ACTS.fullmatch(row.between(mention.end, position)):
            return Role(known, mention)
    for mention in reversed(row.organizations):
        if mention.known is scene.cast.own and mention.end <= position and mention.known:
            return Role(mention.known, mention)
    own = scene.own_school() or scene.cast.own
    return Role(own, Mention(position, position)) if own else None
