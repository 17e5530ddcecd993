"""Passes 2 and 5, industry colleges: their names, whose they are, who runs them, and when what happened."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._agreements import partners_in
from schoolenterprise.reader._facts import AgreementFact, CollegeFact, Role
from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import Body, Mention, NameMention
from schoolenterprise.reader._organizations import scan_name_left
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import brand_of
from schoolenterprise.vocabulary import AgreementKind, MilestoneKind, OrganizationKind

_ENDING = r"(?:(?:特色|示范性?|现代)?(?:产业|企业|行业)学院)"
_QUOTED = re.compile(rf"[“\"](?P<name>(?:[{HAN}A-Za-z0-9—·-]|[‘’]){{2,36}}学院)[”\"]")
_PLAIN = re.compile(_ENDING)
_ANY = re.compile(r"产业学院|企业学院|行业学院")
_PART_QUOTED = re.compile(rf"(?P<name>[“‘][{HAN}A-Za-z0-9·]{{2,12}}[”’][{HAN}]{{0,10}}{_ENDING})")
_MILESTONES = (
    (MilestoneKind.UNVEILED, re.compile(r"揭牌|揭幕|授牌|挂牌|揭开|揭\s*牌")),
    (MilestoneKind.OPENED, re.compile(r"开学典礼|开学(?!前|季)|首届学生|正式开班|启用|开班")),
    (MilestoneKind.SIGNED, re.compile(r"签约|签署|签订")),
)
_FOUNDING = re.compile(r"揭牌|共建|成立|签约|签署|签订|挂牌|授牌|牌匾|联合建设|共同建设|产业学院")
_QUALIFIERS = re.compile(
    r"(?:首批|第[一二三四五六七八九十]批|[0-9一二两三四五六七八九十多几]+[个家所]|示范性?|现代|特色|省级|市级|国家级|校级|共建|该|本|这[个家所]?|的|校企|若干|一批|优秀|全国|全省|建设|大学|学院|学校|职业|式|所有|各)*"
)
_TO_BE = re.compile(r"拟共建|拟建|拟成立|计划共建|将共建|筹建|商谈|洽谈共建|探讨|有望|拟")


def scan_colleges(text: str, lexicon: Lexicon) -> list[NameMention]:
    """Find every name of an industry college."""
    found = [
        *(_quoted(match) for match in _QUOTED.finditer(text)),
        *(_part_quoted(match) for match in _PART_QUOTED.finditer(text)),
        *_plain(text, lexicon),
    ]
    mentions = []
    last = 0
    for mention in sorted((each for each in found if each), key=lambda each: (each.start, -each.end)):
        if mention.start >= last:
            mentions.append(mention)
            last = mention.end
    return mentions


def _quoted(match: re.Match[str]) -> NameMention | None:
    name = match["name"]
    if _QUALIFIERS.fullmatch(re.sub(r"(?:产业|企业|行业)?学院$", "", name)):
        return None
    context = match.string[max(0, match.start() - 50) : match.end() + 20]
    if not (re.search(_ENDING, name) or re.search(r"揭牌|牌匾|共建|挂牌", context)):
        return None
    return NameMention(match.start("name"), match.end("name"), name)


def _part_quoted(match: re.Match[str]) -> NameMention | None:
    if re.search(r"[”’](?:式)?的", match["name"]):
        return None
    return NameMention(match.start(), match.end(), match["name"])


def _plain(text: str, lexicon: Lexicon) -> Iterator[NameMention]:
    for match in _PLAIN.finditer(text):
        start = scan_name_left(text, match.start(), lexicon)
        name = text[start : match.end()].strip()
        name = re.sub(r"^.*(?:”|’)(?:式)?的", "", name)
        if _QUALIFIERS.fullmatch(name.removesuffix(match[0])) is None and 2 < len(name) - 4 <= 30 and not re.match(r"[0-9一二两三四五六七八九十]+[个家所]", name):
            yield NameMention(match.end() - len(name), match.end(), name)


def read_colleges(
    scene: Scene, mentions: list[NameMention], agreements: list[AgreementFact]
) -> list[CollegeFact]:
    """Read the industry colleges of the page."""
    facts = _grouped(mentions)
    for fact in facts:
        _set_institution(scene, fact)
        _set_partners(scene, fact, agreements, alone=len(facts) == 1)
        _set_milestones(scene, fact, alone=len(facts) == 1)
    return [fact for fact in facts if _is_founded(scene, fact)]


def _grouped(mentions: list[NameMention]) -> list[CollegeFact]:
    facts: list[CollegeFact] = []
    for mention in sorted(mentions, key=lambda each: -len(each.name)):
        plain = _plain_name(mention.name)
        for fact in facts:
            full = _plain_name(fact.name.name)
            if full.endswith(plain) or full.endswith(plain.replace("产业学院", "现代产业学院")):
                fact.mentions.append(mention)
                break
        else:
            facts.append(CollegeFact(mention, [mention]))
    return sorted(facts, key=lambda fact: min(each.start for each in fact.mentions))


def _plain_name(name: str) -> str:
    return re.sub(r"[“”‘’\"\s]", "", name)


def _rows_with(scene: Scene, fact: CollegeFact) -> Iterator[Row]:
    for row in scene.rows:
        if any(row.start <= mention.start < row.end for mention in fact.mentions):
            yield row


def _is_founded(scene: Scene, fact: CollegeFact) -> bool:
    """Say whether the page treats the college as one that is there, not as one under discussion."""
    rows = list(_rows_with(scene, fact))
    real = [row for row in rows if not _TO_BE.search(row.words)]
    if not real and scene.rows:
        return False
    return any(_FOUNDING.search(row.words) for row in real)


def _set_institution(scene: Scene, fact: CollegeFact) -> None:
    for mention in fact.mentions:
        for organization in scene.cast.mentions:
            known = organization.known
            if known is None or known.kind is not OrganizationKind.INSTITUTION or organization.unit:
                continue
            inside = organization.start == mention.start
            before = organization.end <= mention.start and re.fullmatch(
                r"的?[“\"]?", scene.page.text[organization.end : mention.start]
            )
            if inside or before:
                fact.institution = Role(known, organization)
                return
    schools = [body for body in scene.cast.bodies if body.kind is OrganizationKind.INSTITUTION]
    school = scene.own_school() or (schools[0] if len(schools) == 1 else None)
    if school:
        fact.institution = Role(school, fact.name)


def _set_partners(scene: Scene, fact: CollegeFact, agreements: list[AgreementFact], *, alone: bool) -> None:
    school = fact.institution.body if fact.institution else None
    roles: dict[int, Role] = {}
    for role in _from_agreements(scene, fact, agreements, school, alone=alone):
        roles.setdefault(id(role.body), role)
    for role in _by_brand(scene, fact, school):
        roles.setdefault(id(role.body), role)
    for row in _rows_with(scene, fact):
        if re.search(r"共建|共同建设|联合建设|联合.{0,60}建设|合作共建|与.{2,40}签", row.words):
            for role in partners_in(row, school):
                if role.body.kind is not OrganizationKind.INSTITUTION and not _watches(role.at, row) and _is_nearest(role.at, fact, row):
                    roles.setdefault(id(role.body), role)
    fact.partners = list(roles.values())


def _by_brand(scene: Scene, fact: CollegeFact, school: Body | None) -> Iterator[Role]:
    """Yield the firms whose short name stands in the college's own: 中砼智能建造产业学院."""
    name = _plain_name(fact.name.name)
    for body in scene.cast.bodies:
        if body is school or body.kind is not OrganizationKind.ENTERPRISE or not body.mentions:
            continue
        brand = brand_of(body.name, body.kind, scene.lexicon)
        if brand and brand in name and brand not in scene.lexicon.regions:
            yield Role(body, body.mentions[0])


def _is_nearest(mention: Mention, fact: CollegeFact, row: Row) -> bool:
    """Say whether the body belongs to this college of the sentence and not to another one named in it."""
    here = [each.start for each in fact.mentions if row.start <= each.start < row.end]
    others = [each.start() for each in _ANY.finditer(row.text, row.start, row.end)]
    between = [start for start in others if mention.end <= start < min(here) - 30]
    before = [start for start in others if start < mention.start and start < min(here) - 30]
    return not between and not (before and mention.end <= min(before))


def _watches(mention: Mention, row: Row) -> bool:
    """Say whether the body is only there through a guest of the sentence."""
    return any(
        title.organization is mention for person in row.people for title in person.titles
    ) and not re.search(r"代表|签", row.words)


def _from_agreements(
    scene: Scene, fact: CollegeFact, agreements: list[AgreementFact], school: Body | None, *, alone: bool
) -> Iterator[Role]:
    for agreement in agreements:
        subject = scene.page.slice(agreement.subject) if agreement.subject else ""
        if alone and agreement.kind is AgreementKind.OTHER and "共建" in subject:
            agreement.kind = AgreementKind.INDUSTRY_COLLEGE
        if agreement.kind is not AgreementKind.INDUSTRY_COLLEGE:
            continue
        name = _plain_name(fact.name.name)
        short = name.removesuffix("产业学院")[-4:]
        if alone or (subject and short and short in subject) or _near(agreement.trigger, fact):
            for role in agreement.parties:
                if role.body is not school:
                    yield role


def _near(trigger: Mention, fact: CollegeFact) -> bool:
    return any(abs(mention.start - trigger.end) < 60 for mention in fact.mentions)


def _set_milestones(scene: Scene, fact: CollegeFact, *, alone: bool) -> None:
    for row in scene.rows:
        named = [each for each in fact.mentions if row.start <= each.start < row.end]
        coreferent = alone and re.search(r"(?<![\u4e00-\u9fff]{2})产业学院|为(?:产业)?学院揭牌|产业学院签约揭牌|共建产业学院", row.words)
        if not named and not coreferent:
            continue
        if row.sentence.kind == "title":
            continue
        at = named[0] if named else Mention(row.start, row.end)
        for kind, pattern in _MILESTONES:
            for match in pattern.finditer(row.text, row.start, row.end):
                if row.is_planned(match.start()) or re.search(r"(?:预计|拟)", row.between(max(row.start, match.start() - 12), match.start())):
                    continue
                if named and min(abs(match.start() - each.end) for each in named) > 40:
                    continue
                date = scene.date_at(row, match.start())
                _add_milestone(fact, kind, date, at)


def _add_milestone(fact: CollegeFact, kind: MilestoneKind, date: object, at: Mention) -> None:
    when = getattr(date, "when", None)
    for known, other, _ in fact.milestones:
        if known is kind and (other.when if other else None) == when:
            return
    fact.milestones.append((kind, date, at))  # type: ignore[arg-type]  # a DateMention or None
