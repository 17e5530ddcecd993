"""Pass 5, industry colleges: who runs one beside the school."""

from collections.abc import Iterator

from schoolenterprise.reader._chains import chain_before, names_one, titles_somebody
from schoolenterprise.reader._facts import AgreementFact, CollegeFact, Role
from schoolenterprise.reader._mentions import Body, Mention
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import brand_of
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import AgreementKind, OrganizationKind

_FOUND_TOGETHER = "@found_together@"
_NEAR = 60
"""How far from the college's name, in characters, its signing may stand."""


def partners_of(
    scene: Scene, fact: CollegeFact, agreements: list[AgreementFact], *, alone: bool
) -> list[Role]:
    """Return the partners of a college; `alone`: the page tells of no other college."""
    school = fact.institution.body if fact.institution else None
    roles: dict[int, Role] = {}
    for rule, found in (
        ("college-partners-signed", _who_signed(scene, fact, agreements, alone=alone)),
        ("college-partner-by-brand", _by_brand(scene, fact)),
        ("college-partners-founded-it", _named_together(scene, fact)),
    ):
        for role in found:
            if role.body is not school:
                fired(rule, role.at, fact)
                roles.setdefault(id(role.body), role)
    return list(roles.values())


def _who_signed(
    scene: Scene, fact: CollegeFact, agreements: list[AgreementFact], *, alone: bool
) -> Iterator[Role]:
    """Yield the parties of the agreements that found the college."""
    distinctive = fact.name.name.removesuffix("产业学院")[-4:]
    for agreement in agreements:
        subject = scene.page.slice(agreement.subject) if agreement.subject else ""
        if alone and agreement.kind is AgreementKind.OTHER and "共建" in subject:
            agreement.kind = AgreementKind.INDUSTRY_COLLEGE
        if agreement.kind is not AgreementKind.INDUSTRY_COLLEGE:
            continue
        near = any(abs(each.start - agreement.trigger.end) < _NEAR for each in fact.mentions)
        if alone or near or (distinctive and distinctive in subject):
            yield from agreement.parties


def _by_brand(scene: Scene, fact: CollegeFact) -> Iterator[Role]:
    """Yield the firms whose short name begins the college's own: 中砼智能建造产业学院.

    Where two firms of the page bear the brand, the name does not say which one is meant.
    """
    bearers: dict[str, list[Body]] = {}
    for body in scene.cast.bodies:
        brand = brand_of(body.name, body.kind, scene.lexicon)
        if body.kind is OrganizationKind.ENTERPRISE and body.mentions and brand in fact.name.name:
            bearers.setdefault(brand, []).append(body)
    for brand, bodies in bearers.items():
        if brand and len(bodies) == 1 and brand not in scene.lexicon.regions:
            yield Role(bodies[0], bodies[0].mentions[0])


def _named_together(scene: Scene, fact: CollegeFact) -> Iterator[Role]:
    """Yield the bodies of 由甲与乙共建的“某产业学院”."""
    for row in scene.rows_with(fact.mentions):
        for match in scene.lexicon.pattern(_FOUND_TOGETHER).finditer(row.text, row.start, row.end):
            if not _is_meant(row, match.end(), fact):
                continue
            bodies = [each for each in row.organizations if names_one(each)]
            bodies = [each for each in bodies if not titles_somebody(each, row)]
            for mention in chain_before(row, match.start(), bodies):
                if mention.known and mention.known.kind is not OrganizationKind.INSTITUTION:
                    yield Role(mention.known, mention)


def _is_meant(row: Row, position: int, fact: CollegeFact) -> bool:
    """Say whether the words at `position` mean this college: the first one named behind them."""
    behind = [each for each in row.colleges if each.start >= position]
    nearest: Mention = behind[0] if behind else row.colleges[-1]
    return nearest in fact.mentions
