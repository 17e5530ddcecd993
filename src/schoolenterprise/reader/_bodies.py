"""Pass 3, bodies: mentions of one organization grouped under its fullest name."""

from attrs import define, field

from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import Body, Mention, OpenName, OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import (
    LEGAL,
    expanded,
    is_contraction,
    is_short_form,
    without_legal_form,
)
from schoolenterprise.reader._trace import fired, took_in
from schoolenterprise.vocabulary import OrganizationKind, find_institution
from schoolenterprise.vocabulary.regions import place_names

SHORT_FOR = Pattern(
    rf"\s*\((?:(?:以下|下文|以下均|下)?(?:统一)?简称为?"
    rf"|(?:以)?下称)\s*:?\s*[“\"‘']?(?P<short>[{HAN}A-Za-z0-9]{{2,15}})[”\"’']?\)"
)
_FEW = 16
"""So many bodies are compared each with each; more are looked up by their characters."""


@define(eq=False)
class Cast:
    """Every body of a page, and what each mention stands for."""

    bodies: list[Body] = field(factory=list)
    mentions: list[OrganizationMention] = field(factory=list)
    """All mentions in the order of the text; `known` is set where the referent is settled."""
    open_names: list[OpenName] = field(factory=list)
    """Short forms of which nothing says whose they are."""
    own: Body | None = None
    """The body that publishes the page: what 我校 or 我司 means."""

    def named(self, name: str) -> Body | None:
        """Return the body with this name, short or full."""
        for body in self.bodies:
            if name == body.name or name in body.aliases:
                return body
        return None


def group(cast: Cast, mentions: list[OrganizationMention]) -> None:
    """Make one body of all mentions with one name, and of all names of one known body."""
    by_name: dict[str, Body] = {}
    for mention in mentions:
        name = mention.full_name or mention.name
        body = by_name.get(name)
        if body is None:
            body = by_name[name] = Body(name, mention.kind)
        body.mentions.append(mention)
        mention.known = body
    cast.bodies = list(by_name.values())


def add_known_names(cast: Cast, lexicon: Lexicon) -> None:
    """Let a body that a user's file lists bear the names that the file gives it."""
    for body in cast.bodies if lexicon.organizations else ():
        known = lexicon.organizations.get(body.name)
        if known:
            body.aliases.extend(known.short_names)
            body.former_names.extend(known.former_names)


def trim(cast: Cast, lexicon: Lexicon) -> None:
    """Cut a word off a name that stands without it elsewhere in the page: 齐聚某某学院."""
    by_name = {body.name: body for body in cast.bodies}
    for body in list(cast.bodies):
        shorter = (by_name.get(body.name[extra:]) for extra in (1, 2, 3))
        for other in [each for each in shorter if each][:1]:
            extra = len(body.name) - len(other.name)
            front = body.name[:extra]
            often = len(other.mentions) > len(body.mentions)
            if not often or lexicon.starts_with_place(front):
                continue
            for mention in body.mentions:
                fired("body-without-word-in-front", mention)
                mention.start += extra
                mention.name, mention.known = other.name, other
            other.mentions.extend(body.mentions)
            cast.bodies.remove(body)


def merge(cast: Cast, lexicon: Lexicon) -> None:
    """Put a shorter form under the longer name that it is cut from."""
    holding = _by_character(cast.bodies) if len(cast.bodies) > _FEW else {}
    characters = {id(body): frozenset(body.name) for body in cast.bodies}
    for body in sorted(cast.bodies, key=lambda each: len(each.name)):
        # A short form holds no character that the full name lacks; its rarest one finds those.
        own = characters[id(body)]
        rarest = min((holding[each] for each in own), key=len) if holding else cast.bodies
        fullers = [
            other
            for other in rarest
            if other is not body
            and own <= characters[id(other)]
            and other in cast.bodies
            and not lexicon.organizations.keys() >= {body.name, other.name}
            and (
                _is_form_of(body, other)
                or is_short_form(body.name, other.name, other.kind, lexicon)
                or is_contraction(body.name, other.name, lexicon)
            )
        ]
        targets = {id(_fullest(other, fullers)): _fullest(other, fullers) for other in fullers}
        if len(targets) == 1:
            target = targets.popitem()[1]
            fired("body-name-cut-from-longer", body.mentions[0], target)
            _put_under(cast, body, target)


def _by_character(bodies: list[Body]) -> dict[str, list[Body]]:
    holding: dict[str, list[Body]] = {}
    for body in bodies:
        for character in frozenset(body.name):
            holding.setdefault(character, []).append(body)
    return holding


def _fullest(body: Body, among: list[Body]) -> Body:
    longer = [other for other in among if other is not body and _is_form_of(body, other)]
    return max(longer, key=lambda each: len(each.name), default=body)


def take_mentions(body: Body, target: Body) -> None:
    """Let what names `body` mean `target`."""
    for mention in body.mentions:
        mention.known = target
    target.mentions.extend(body.mentions)


def _put_under(cast: Cast, body: Body, target: Body) -> None:
    take_mentions(body, target)
    target.aliases.extend(each for each in (body.name, *body.aliases) if each not in target.aliases)
    cast.bodies.remove(body)
    took_in(target, body)


def _is_form_of(body: Body, other: Body) -> bool:
    """Say whether the one name is a cut of the other: front, end, or written short."""
    short, full = body.name, other.name
    if len(short) >= len(full):
        return False
    if any(full[:at] + full[at + 1 :] == short and full[at] in "省市县区" for at in (2, 3)):
        return True
    if full.startswith(short):
        return bool(LEGAL.fullmatch(full[len(short) :]))
    if full.endswith(short):
        return len(short) > 3 and (body.kind is other.kind or body.kind is OrganizationKind.OTHER)
    if (
        without_legal_form(full).endswith(without_legal_form(short))
        and short.endswith("集团")
        and len(short) > 4
    ):
        return True
    if without_legal_form(full).startswith(short.removesuffix("公司")) and short.endswith("公司"):
        return not short.endswith("有限公司") and len(short) > 4
    if short.endswith(("有限公司", "有限责任公司")):
        return False
    if _is_outer(short, full):
        return True
    if short.endswith("学院") and full.endswith("学院") and len(short) < 7:
        return short.removesuffix("学院") in full and full.index(short.removesuffix("学院")) > 1
    return any(
        full == each or (full.endswith(each) and len(each) > 4)
        for each in expanded(short)
        if each != short
    )


_LONG_FRONT = 5


def _is_outer(short: str, full: str) -> bool:
    """Say whether a school is called by the first and the last part of its name: 天目学院."""
    front, end = short[:-2], short[-2:]
    if end not in ("学院", "大学") or not full.endswith(end) or not full.startswith(front):
        return False
    return (
        1 < len(front) < _LONG_FRONT
        and front not in place_names()
        and find_institution(short) is None
    )


def take_declared(cast: Cast, text: str, mentions: list[OrganizationMention]) -> None:
    """Take the short names that the page itself declares: (以下简称“岷沱重装”)."""
    for mention in mentions:
        match = SHORT_FOR.match(text, mention.end)
        if match and mention.known:
            fired("body-short-name-declared", Mention(*match.span("short")), mention.known)
            _add_alias(cast, mention.known, match["short"])


def _add_alias(cast: Cast, body: Body, alias: str) -> None:
    double = cast.named(alias)
    if double is body:
        return
    if double is not None and double.name == alias:
        _put_under(cast, double, body)
    else:
        body.aliases.append(alias)


def adopt_units(cast: Cast, mentions: list[OrganizationMention]) -> None:
    """See that 器械学院 is no department but the end of 泸州医疗器械职业学院 written short."""
    schools = [body for body in cast.bodies if body.kind is OrganizationKind.INSTITUTION]
    for mention in mentions:
        front = mention.name.removesuffix("学院")
        if not mention.unit or mention.name == front or len(front) < 2:
            continue
        owners = [body for body in schools if front in body.name and body.name.endswith("学院")]
        if len(owners) == 1 and not mention.known:
            mention.unit, mention.known = False, owners[0]
            fired("body-short-name-of-college", mention)
            owners[0].mentions.append(mention)
            if mention.name not in owners[0].aliases:
                owners[0].aliases.append(mention.name)
