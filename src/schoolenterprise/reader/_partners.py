"""Pass 5, industry colleges: who runs one beside the school."""

from collections.abc import Iterator

from schoolenterprise.reader._chains import chain_before, names_one, titles_somebody
from schoolenterprise.reader._facts import AgreementFact, CollegeFact, Role
from schoolenterprise.reader._mentions import Body, Mention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import brand_of
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import AgreementKind, OrganizationKind

_FOUND_TOGETHER = "@found_together@"
_CLAUSE_END = Pattern("[,;。]")
_NEAR = 60
"""How far from the college's name, in characters, its signing may stand."""


def partners_of(scene: Scene, fact: CollegeFact, founding: list[AgreementFact]) -> list[Role]:
    """Return the partners of a college; `founding`: the agreements that found it."""
    if fact.institution is None:
        fact.institution = _school_of(founding)
        if fact.institution:
            fired("college-school-signed", fact.institution.at, fact)
    school = fact.institution.body if fact.institution else None
    roles: dict[int, Role] = {}
    signed = (role for agreement in founding for role in agreement.parties)
    for rule, found in (
        ("college-partners-signed", signed),
        ("college-partner-by-brand", _by_brand(scene, fact)),
        ("college-partners-founded-it", _named_together(scene, fact)),
    ):
        for role in found:
            if role.body is not school:
                fired(rule, role.at, fact)
                roles.setdefault(id(role.body), role)
    return list(roles.values())


def _school_of(founding: list[AgreementFact]) -> Role | None:
    """Return the one school that signed for a college."""
    schools = {
        id(role.body): role
        for agreement in founding
        for role in agreement.parties
        if role.body.kind is OrganizationKind.INSTITUTION
    }
    return next(iter(schools.values())) if len(schools) == 1 else None


def founding(
    scene: Scene, facts: list[CollegeFact], agreements: list[AgreementFact]
) -> dict[int, list[AgreementFact]]:
    """Return by the id of each college the agreements that found it."""
    found: dict[int, list[AgreementFact]] = {id(fact): [] for fact in facts}
    for agreement in agreements:
        subject = scene.page.slice(agreement.subject) if agreement.subject else ""
        if len(facts) == 1 and agreement.kind is AgreementKind.OTHER and "共建" in subject:
            agreement.kind = AgreementKind.INDUSTRY_COLLEGE
        if agreement.kind is AgreementKind.INDUSTRY_COLLEGE:
            for fact in _founded_by(scene, agreement, subject, facts):
                found[id(fact)].append(agreement)
    return found


def _founded_by(
    scene: Scene, agreement: AgreementFact, subject: str, facts: list[CollegeFact]
) -> list[CollegeFact]:
    """Return the colleges that an agreement founds: the one it names, else the one beside it."""
    named = [fact for fact in facts if _is_named(fact, subject)]
    if named or len(facts) == 1:
        return named or facts
    facts = [fact for fact in facts if _may_found(fact, agreement)]
    if len(facts) == 1:
        return facts
    position = agreement.trigger.end
    distances = {
        id(fact): min(_distance(scene, position, each) for each in fact.mentions) for fact in facts
    }
    nearest = min(distances.values(), default=_NEAR)
    if nearest >= _NEAR:
        return []
    return [fact for fact in facts if distances.get(id(fact)) == nearest]


def _is_named(fact: CollegeFact, subject: str) -> bool:
    distinctive = fact.name.name.removesuffix("产业学院")[-4:]
    return bool(distinctive) and distinctive in subject


def _may_found(fact: CollegeFact, agreement: AgreementFact) -> bool:
    """Say whether the college's school is among the parties, as far as one is known."""
    school = fact.institution.body if fact.institution else None
    bodies = [role.body for role in agreement.parties]
    signs = any(body.kind is OrganizationKind.INSTITUTION for body in bodies)
    return school is None or school in bodies or not signs


def _distance(scene: Scene, position: int, mention: Mention) -> int:
    """Return how far a name stands from a signing; one behind it in its clause is nearest."""
    if mention.start < position:
        return position - mention.start
    between = scene.text[position : mention.start]
    return 0 if not _CLAUSE_END.search(between) else mention.start - position


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
