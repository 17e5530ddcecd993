"""Pass 5, parties: which bodies of a sentence sign, and which people for them.

Not those who watch, speak or preside, nor the place where it happens.
"""

import re
from collections.abc import Iterable

from attrs import define, field

from schoolenterprise.reader._chains import (
    chain_before,
    is_place,
    means_another,
    names_one,
    titles_somebody,
)
from schoolenterprise.reader._counterparts import counted, sides
from schoolenterprise.reader._facts import AgreementFact, Role
from schoolenterprise.reader._mentions import Mention, OrganizationMention, PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import brand_of
from schoolenterprise.reader._signings import Signing
from schoolenterprise.vocabulary import OrganizationKind

SEPARATE = Pattern(
    r"分别(?!代表|在|就|介绍|致|对|从|围绕|由|发言|讲话|作|表示|签字|上台|为)|逐一|各自"
    r"|先后(?=[与和同])"
)
_MANY = Pattern(
    r"等?[0-9一二两三四五六七八九十百]+[余多]?[家所个][\u4e00-\u9fff]{0,4}?"
    r"(?:企业|单位|公司|院校|学校|高校|机构)"
    r"|等(?:知名|多家|合作|用人|行业)?(?:企业|单位|公司|院校|学校|高校|机构)"
)
"""What follows a list of those who sign each a paper of their own: 等30余家企业."""
_BOTH_SIGN = Pattern(r"(?:双方|三方|两校|校企|校地)[^,]*$")
_AND_WITH = Pattern(r"[,;](?:与|和|同)[^。;]{2,60}签")
_WATCHES = Pattern(
    r"见证|主持|致辞|讲话|发言|表示|介绍|指出|陪同|出席|揭牌|参加(?!签)|参与|莅临|到场|列席"
    r"|观礼|宣读"
)
_THEN_SIGNS = Pattern(
    r"(?:致辞|讲话|发言|介绍|表示|揭牌)(?:并|后|,并|,随后|,之后|并共同|后共同)"
    r"|(?:出席|参加)[^,。;]{0,8}?并(?=(?:共同|现场|分别|代表[^,。;]{0,8})?签)"
)
_MEANS_BOTH = Pattern(r"双方|两校|两院|甲乙|三方|与其|与之")
_NO_HOLDER = Pattern(
    r"[。;]|出席|参加|参与|见证|主持|莅临|邀请|嘉宾|领导|代表|负责人|到场|来到|揭牌(?!暨|仪|及|、)"
    r"|,(?!\s?(?:共建|合作|联合|就|围绕|关于|在|于|隆重|成功|顺利|举行|举办|共同|携手|正式))"
)
"""What keeps the bodies before the words for a ceremony from being those who hold it."""
_TIES = Pattern(r"[、与和同及]|以及|携手|联合")
_SIGNED_FOR = Pattern(r"代表(?:双方|各自|学校|两家|三方|校企|院校|公司|企业)|签字")
_OWN_SIGNS = Pattern(r"(?:代表)?我(?:[校院司县市区局系]|公司)[^与和同,;]*$")
"""The page's own body signs, and the clause does not say with whom."""
_WITH = Pattern(r"[与和]")
_SOME = Pattern(r"单位|企业|公司|代表|教授|学生|员工|专家|院校|高校|机构|团队|部门")
_OWN_WORDS = Pattern(r"代表(?:双方|各自|三方|校企)|协议上|文本上|分别签字")
"""What says that people sign for those whom the sentence named before."""
_PROJECT = Pattern(r"共建$|建设$|打造$")
_BEFORE_PARTY = Pattern(r"[与和同、“《 :及]$|签[署订定下约]了?$|关于$")
_JOINS = Pattern(r"与|和|双方|我|同(?![学意时])")
_BEARER = Pattern(r"[^,。;与和]{0,10}(?:学院|班)")
_MINOR = Pattern(r"[省市县区]")


@define(eq=False)
class Signed:
    """Who signs: the bodies in their order, and people for them."""

    parties: list[Role] = field(factory=list)
    signers: list[PersonMention] = field(factory=list)
    separate: bool = False
    """Whether the first one signs with each of the others for itself."""
    rule: str | None = None
    """The rule by which they are known, where the clause does not name them."""


def parties_of(scene: Scene, signing: Signing, previous: AgreementFact | None) -> Signed:
    """Return who signs; `previous`: what the page told last; fewer than two parties: nobody."""
    row, begin = signing.row, signing.begin
    people = [each for each in row.people if begin <= each.start < signing.end]
    if signing.is_list:
        people = _listed_after(row, signing.end)
    bodies = [
        each
        for each in row.organizations
        if begin <= each.start < signing.end and names_one(each) and not is_place(row, each)
    ]
    bodies = [each for each in bodies if _may_sign(signing, each)]
    signers = [] if signing.is_ceremony else _signers(row, people, signing.match)
    if signing.is_ceremony:
        holders = _holders(scene, signing, bodies)
        return Signed(holders, separate=_is_separate(signing))
    if any(means_another(row, each) for each in bodies):
        return Signed(sides(scene, signing), signers, rule="agreement-both-sides")
    homes = [home for home in map(scene.body_of, signers) if home]
    partners = counted(scene, signing, homes[0] if homes else None)
    if partners:
        return Signed(partners, signers, separate=True, rule="agreement-with-those-counted")
    again = _signed_before(signing, bodies, previous)
    parties = again or _parties(scene, signing, signers, bodies, previous)
    rule = "agreement-signed-for-them" if again else None
    signed = Signed(parties, signers, _is_separate(signing), rule)
    if len(parties) < 2:
        signed = _by_context(scene, signing, signed)
    return signed


def _may_sign(signing: Signing, mention: OrganizationMention) -> bool:
    """Say whether a body is no part of another name: 校地|人力资源|合作协议."""
    text, start = signing.row.text, mention.start
    if text[start - 1] == "“" and text[mention.end : mention.end + 1] not in ("”", "("):
        return False  # 举行“云帆|产业学院”签约仪式
    return start < signing.start or bool(_BEFORE_PARTY.search(text, start - 3, start))


def _signed_before(
    signing: Signing, bodies: list[OrganizationMention], previous: AgreementFact | None
) -> list[Role]:
    """Return who signs in 甲与乙签订协议,张三、李四代表双方签字: those of the clause before."""
    here = previous is not None and signing.row.start <= previous.trigger.start
    named = [each for each in bodies if not each.generic]
    if not here or previous is None or named or not _OWN_WORDS.search(signing.clause):
        return []
    return previous.parties


def _is_separate(signing: Signing) -> bool:
    """Say whether each partner signs for itself; 先后 may only part the clauses that follow."""
    row = signing.row
    in_turn = "先后" in row.between(signing.begin, signing.start)
    if in_turn and _AND_WITH.search(row.text, signing.end, row.end):
        return False
    behind = max((each.end for each in row.organizations if each.end <= signing.start), default=0)
    if _MANY.match(row.text, max(behind, signing.begin), signing.start):
        return True
    return bool(SEPARATE.search(signing.row.text, signing.begin, signing.start)) or (
        signing.match[0].startswith("分别")
    )


def _listed_after(row: Row, start: int) -> list[PersonMention]:
    """Return the people of the list that follows: 签字的是甲、乙、丙."""
    end = row.text.find(";", start, row.end)
    return [each for each in row.people if start <= each.start < (end if end > 0 else row.end)]


def _signers(row: Row, people: list[PersonMention], match: re.Match[str]) -> list[PersonMention]:
    """Keep the people who sign: those right before the verb, not those who watch."""
    kept: list[PersonMention] = []
    comma = row.text.rfind(",", row.start, match.start()) + 1
    tail = row.between(max(comma, row.start), match.start())
    if _BOTH_SIGN.match(tail) and "代表" not in match[0] and "代表" not in tail:
        return []  # 甲会见乙,双方签署协议: it does not say by whom
    for person in people:
        follows = row.between(person.end, match.end())  # empty for people named behind the verb
        if not _WATCHES.search(_THEN_SIGNS.sub("", follows)):
            kept.append(person)
    return kept


def _parties(
    scene: Scene,
    signing: Signing,
    signers: list[PersonMention],
    bodies: list[OrganizationMention],
    previous: AgreementFact | None,
) -> list[Role]:
    roles: dict[int, Role] = {}
    hub = _hub(scene, signing, previous)
    if hub:
        roles[id(hub.body)] = hub
    for signer in signers:
        home = scene.body_of(signer)
        if home:
            roles.setdefault(id(home), Role(home, signer))
    own = scene.cast.own
    if len(roles) < 2 or signing.goes_on or _is_separate(signing):
        bodies = [each for each in bodies if not titles_somebody(each, signing.row)]
        named = chain_before(signing.row, signing.start, bodies)
        named += [each for each in bodies if each.start >= signing.start]
        if named and not signing.goes_on and not roles and _is_led(signing, named[0]):
            if own is None:
                return []
            roles[id(own)] = Role(own, match_mention(signing))
        for mention in named:
            if mention.known:
                roles.setdefault(id(mention.known), Role(mention.known, mention))
    if len(roles) == 1 and own and id(own) not in roles and _joins_own(signing):
        roles = {id(own): Role(own, match_mention(signing)), **roles}
    return distinct(role for role in roles.values() if not role.body.unnamed or role.body is own)


def _is_led(signing: Signing, first: OrganizationMention) -> bool:
    """Say whether somebody whom nothing names as a body stands before 与 and the list."""
    return signing.row.between(max(signing.begin, first.start - 1), first.start) in ("与", "同")


def _hub(scene: Scene, signing: Signing, previous: AgreementFact | None) -> Role | None:
    """Return who goes on signing in a clause that does not say it again."""
    if not signing.goes_on:
        return None
    if previous and signing.row.start <= previous.trigger.start:
        return previous.parties[0]
    return None


def _joins_own(signing: Signing) -> bool:
    return _JOINS.search(signing.row.words) is not None


def distinct(roles: Iterable[Role]) -> list[Role]:
    """Return the roles without those whose name another one only spells out: 某市职校, 某职校."""
    kept: dict[str, Role] = {}
    for role in roles:
        kept.setdefault(_MINOR.sub("", role.body.name), role)
    return list(kept.values())


def _holders(scene: Scene, signing: Signing, bodies: list[OrganizationMention]) -> list[Role]:
    """Return who holds a ceremony: 甲与乙(在某地举行)校企合作签约仪式; not its guests."""
    row = signing.row
    held = [
        each
        for each in bodies
        if not titles_somebody(each, row)
        and not _PROJECT.search(row.text, max(row.start, each.start - 3), each.start)
    ]
    while held and _NO_HOLDER.search(row.between(held[-1].end, signing.start)):
        held.pop()
    chain = chain_before(row, signing.start, held)
    roles: dict[int, Role] = {}
    if chain and _is_led(signing, chain[0]):
        if scene.cast.own is None:
            return []
        roles[id(scene.cast.own)] = Role(scene.cast.own, match_mention(signing))
    for mention in chain:
        if mention.known and (not mention.known.unnamed or mention.known is scene.cast.own):
            roles.setdefault(id(mention.known), Role(mention.known, mention))
    tied = chain and _TIES.search(
        row.between(max(signing.begin, chain[0].start - 1), chain[-1].start)
    )
    return distinct(roles.values()) if tied else []


def _by_context(scene: Scene, signing: Signing, signed: Signed) -> Signed:
    """Settle 双方签订 and 某某班的协议已签订 by what the page named before."""
    branded = _by_brand(scene, signing)
    if branded and not _MEANS_BOTH.search(signing.clause):
        return Signed(branded, signed.signers, rule="agreement-by-brand")
    if not _means_both(signing, signed.signers):
        return signed
    parties = sides(scene, signing)
    bodies = [role.body for role in parties]
    signs = _SIGNED_FOR.search(signing.row.words)
    signers = [each for each in signing.row.people if signs and scene.body_of(each) in bodies]
    return Signed(parties, signers or signed.signers, rule="agreement-both-sides")


def _means_both(signing: Signing, signers: list[PersonMention]) -> bool:
    """Say whether the clause means two whom the sentences before name."""
    row, clause = signing.row, signing.clause
    if _MEANS_BOTH.search(clause) or "共同" in clause:
        return True
    before = row.between(signing.begin, signing.start)
    if "我" in before and _OWN_SIGNS.search(before):
        return True
    if len(signers) != 1 or _SOME.search(clause):
        return False
    # 谭笑与向南飞签署: a name that nobody could read stands beside one that was read.
    start, end = signers[0].start, signers[0].end
    return bool(_WITH.search(row.between(start - 1, start) + row.between(end, end + 1)))


def _by_brand(scene: Scene, signing: Signing) -> list[Role]:
    """Return the page's school and the firm after which the class or college is named."""
    own, bearers, clause = scene.own_school(), list[Role](), signing.clause
    if "学院" not in clause and "班" not in clause:
        return []
    for body in scene.cast.bodies if own else ():
        brand = brand_of(body.name, body.kind, scene.lexicon)
        if body.kind is not OrganizationKind.ENTERPRISE or not body.mentions or not brand:
            continue
        place = _place_of(brand, clause)
        if place >= 0 and brand not in scene.lexicon.regions:
            at = signing.begin + place
            bearers.append(Role(body, Mention(at, at + len(brand))))
    return [Role(own, match_mention(signing)), *bearers] if own and len(bearers) == 1 else []


def _place_of(brand: str, clause: str) -> int:
    """Return where a brand stands that a class or college bears; -1: nowhere."""
    place = clause.find(brand)
    while place >= 0 and not _BEARER.match(clause, place + len(brand)):
        place = clause.find(brand, place + 1)
    return place


def match_mention(signing: Signing) -> Mention:
    """Return the place of the words that say that something was signed."""
    return Mention(signing.start, signing.end)
