"""Pass 5, industry colleges: whose they are, who runs them, and what happened when."""

import re

from schoolenterprise.reader._facts import AgreementFact, CollegeFact, Role
from schoolenterprise.reader._mentions import NameMention
from schoolenterprise.reader._milestones import set_milestones
from schoolenterprise.reader._partners import founding, partners_of
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.vocabulary import OrganizationKind

_FOUNDING = "@found@"
_TO_BE = r"学院(?:的)?(?:建设)?(?:交流|研讨|座谈|推进会|洽谈|方案|事宜|论证|筹备|报告)|@discuss@"
_NOT_YET = Pattern(r"预计|即将")


def read_colleges(
    scene: Scene, mentions: list[NameMention], agreements: list[AgreementFact]
) -> list[CollegeFact]:
    """Read the industry colleges of the page."""
    scene.set_colleges(mentions)
    facts = _grouped(mentions)
    for fact in facts:
        _set_institution(scene, fact)
    agreed = founding(scene, facts, agreements)
    for fact in facts:
        fact.partners = partners_of(scene, fact, agreed[id(fact)])
        set_milestones(scene, fact, alone=len(facts) == 1)
    founded = []
    for fact in facts:
        if _is_founded(scene, fact):
            fired("college-is-founded", fact.name, fact)
            founded.append(fact)
        else:
            refused("college-not-founded", fact.name.start, fact.name.end)
    return founded


def _grouped(mentions: list[NameMention]) -> list[CollegeFact]:
    facts: list[CollegeFact] = []
    for mention in sorted(mentions, key=lambda each: -len(each.name)):
        plain = _plain_name(mention.name)
        for fact in facts:
            full = _plain_name(fact.name.name)
            if full.endswith(plain) or full.endswith(plain.replace("产业学院", "现代产业学院")):
                fact.mentions.append(mention)
                fired("college-name-cut-from-longer", mention, fact)
                break
        else:
            facts.append(CollegeFact(mention, [mention]))
    return sorted(facts, key=lambda fact: min(each.start for each in fact.mentions))


def _plain_name(name: str) -> str:
    return re.sub(r"[“”‘’\"\s]", "", name)


def _is_founded(scene: Scene, fact: CollegeFact) -> bool:
    """Say whether the page treats the college as one that is there, not as one under discussion."""
    rows = list(scene.rows_with(fact.mentions))
    discussed = scene.lexicon.pattern(_TO_BE)
    real = [row for row in rows if not discussed.search(row.words)]
    if not real and scene.rows:
        return False
    founding = scene.lexicon.pattern(_FOUNDING)
    return any(founding.search(_told(row.words)) for row in real)


def _told(words: str) -> str:
    """Return what a sentence tells before it turns to what is expected."""
    match = _NOT_YET.search(words)
    return words[: match.start()] if match else words


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
                fired("college-school-in-front", organization, fact)
                return
    schools = [body for body in scene.cast.bodies if body.kind is OrganizationKind.INSTITUTION]
    school = scene.own_school() or (schools[0] if len(schools) == 1 else None)
    if school:
        fact.institution = Role(school, fact.name)
        fired("college-school-of-the-page", fact.name, fact)
