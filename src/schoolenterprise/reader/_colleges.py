"""Pass 5, industry colleges: whose they are, who runs them, and what happened when."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._agreements import partners_in
from schoolenterprise.reader._facts import AgreementFact, CollegeFact, Role
from schoolenterprise.reader._mentions import Body, Mention, NameMention
from schoolenterprise.reader._milestones import set_milestones
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import brand_of
from schoolenterprise.vocabulary import AgreementKind, OrganizationKind

_ANY = Pattern(r"产业学院|企业学院|行业学院")
_FOUNDING = Pattern(r"揭牌|共建|成立|签约|签署|签订|挂牌|授牌|牌匾|联合建设|共同建设|产业学院")
_TO_BE = Pattern(r"拟共建|拟建|拟成立|计划共建|将共建|筹建|商谈|洽谈共建|探讨|有望|拟")


def read_colleges(
    scene: Scene, mentions: list[NameMention], agreements: list[AgreementFact]
) -> list[CollegeFact]:
    """Read the industry colleges of the page."""
    facts = _grouped(mentions)
    for fact in facts:
        _set_institution(scene, fact)
        _set_partners(scene, fact, agreements, alone=len(facts) == 1)
        set_milestones(scene, fact, alone=len(facts) == 1)
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


def _set_partners(
    scene: Scene, fact: CollegeFact, agreements: list[AgreementFact], *, alone: bool
) -> None:
    school = fact.institution.body if fact.institution else None
    roles: dict[int, Role] = {}
    for role in _from_agreements(scene, fact, agreements, school, alone=alone):
        roles.setdefault(id(role.body), role)
    for role in _by_brand(scene, fact, school):
        roles.setdefault(id(role.body), role)
    for row in _rows_with(scene, fact):
        if re.search(r"共建|共同建设|联合建设|联合.{0,60}建设|合作共建|与.{2,40}签", row.words):
            for role in partners_in(row, school):
                if (
                    role.body.kind is not OrganizationKind.INSTITUTION
                    and not _watches(role.at, row)
                    and _is_nearest(role.at, fact, row)
                ):
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
    scene: Scene,
    fact: CollegeFact,
    agreements: list[AgreementFact],
    school: Body | None,
    *,
    alone: bool,
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
