"""Pass 5, agreements: who signed what with whom; joint, or each for itself (分别)."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._chains import chain_before, names_one, titles_somebody
from schoolenterprise.reader._facts import AgreementFact, Role
from schoolenterprise.reader._mentions import Mention, OrganizationMention, PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused, took_in
from schoolenterprise.vocabulary import AgreementKind

_NOUN = r"(?:协议书?|合同|备忘录|协定|契约)"
_SIGN = Pattern(
    rf"(?P<verb>签署|签订|签定|签下|签了|签)(?:了|下|过)?(?P<subject>[^,。;!?]{{0,48}}?{_NOUN}》?)"
    rf"|(?P<on>在?[^,。;]{{0,12}}{_NOUN}(?:书)?(?:文本)?上签(?:字|署|名))"
    rf"|(?P<done>{_NOUN})(?:已|也|已经)?(?:于|在)?[^,。;]{{0,12}}(?:签订|签署|签定)"
    r"|(?P<post>签(?:字|约|署)(?:的|者),?(?:分别)?(?:是|为|有|包括))"
    r"|(?P<bare>(?:现场|共同|正式|成功|顺利|分别|代表[^,。;]{0,14}|集中|隆重)(?:进行)?签约(?!仪式|企业|活动|现场|单位|揭牌|暨)|签字)"
    r"|(?P<plain>签约(?=[,。;!、]|$|共建))"
    r"|(?P<ceremony>签约(?:揭牌|暨|仪式|活动|授牌))"
)
_FORMS = {
    "verb": "agreement-verb-and-paper",
    "on": "agreement-name-under-paper",
    "done": "agreement-paper-and-verb",
    "post": "agreement-signed-by-list",
    "bare": "agreement-verb-alone",
    "plain": "agreement-verb-ends-clause",
    "ceremony": "agreement-ceremony",
}
"""Group of the pattern → the rule that it is."""
_DONE = Pattern(_NOUN)
_SEPARATE = Pattern(r"分别(?!代表|在|就|介绍|致|对|从|围绕|由)|逐一|各自")
_LISTED = Pattern(r"签约[^,。;]{0,8}?,?(?:还有|另有|的有|包括|还包括)")
_KINDS = (
    (AgreementKind.INDUSTRY_COLLEGE, r"产业学院|企业学院|行业学院"),
    (AgreementKind.STRATEGIC, r"战略合作|战略协议|战略框架"),
    (AgreementKind.ORDER_CLASS, r"订单|冠名班|定向培养|班.{0,6}协议"),
    (AgreementKind.EMPLOYMENT_BASE, r"就业.{0,6}基地"),
    (
        AgreementKind.TRAINING_BASE,
        r"实训.{0,4}基地|教学医院|实践.{0,4}基地|实习.{0,4}基地|教学基地",
    ),
    (AgreementKind.INTERNSHIP, r"实习"),
    (
        AgreementKind.INDUSTRY_INNOVATION,
        r"产创|联合实验室|協同創新|协同创新|聯合實驗室|研发中心|产学研",
    ),
)
_NEGATED = Pattern(
    r"尚未|未能|没有|将|拟|计划|力争|有望|预计|即将|准备|择期|商定|磋商|洽谈|期待|下一步|意向(?!书)|争取|希望"
)


def read_agreements(scene: Scene) -> list[AgreementFact]:
    """Read every agreement that the page says was signed."""
    found: list[AgreementFact] = []
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        if "签" not in row.words and not _DONE.search(row.words):
            continue
        _continue_list(scene, row, found)
        for match in _SIGN.finditer(row.text, row.start, row.end):
            if _is_planned(row, match):
                quoted = row.is_quoted(match.start())
                refused("agreement-in-quotation" if quoted else "agreement-planned", *match.span())
                continue
            for fact in _read(scene, row, match):
                _trace(match, fact)
                _add(found, fact)
    return _without_echoes(found)


def _trace(match: re.Match[str], fact: AgreementFact) -> None:
    """Note the form of words that tells of the signing."""
    form = next((group for group, words in match.groupdict().items() if words), "")
    fired(_FORMS.get(form, f"agreement-{form}"), Mention(*match.span()), fact)
    if fact.signatories:
        fired("agreement-signatories", fact.signatories[0], fact)
    if fact.kind is not AgreementKind.OTHER:
        fired("agreement-kind-by-subject", fact.subject or fact.trigger, fact)


def _is_planned(row: Row, match: re.Match[str]) -> bool:
    if row.is_quoted(match.start()):
        return True
    clause = max(row.start, max(row.text.rfind(mark, row.start, match.start()) for mark in ",;"))
    return bool(_NEGATED.search(row.text, clause, match.start()))


def _read(scene: Scene, row: Row, match: re.Match[str]) -> Iterator[AgreementFact]:
    start = _clause_start(row, match)
    people = [each for each in row.people if start <= each.start < match.end()]
    if match["post"]:
        people = _listed_after(row, match.end())
    bodies = [
        each for each in row.organizations if start <= each.start < match.end() and names_one(each)
    ]
    signers = _signers(row, people, match)
    parties = _parties(scene, row, match, signers, bodies)
    both = False
    if len(parties) < 2 and re.search(r"双方|我", row.words) and not match["ceremony"]:
        parties, signers = _both_sides(scene, row, match)
        both = True
    if len(parties) < 2:
        refused("agreement-without-two-parties", *match.span())
        return
    common = _common(scene, row, match)
    if _SEPARATE.search(row.text, start, match.start()):
        yield from _separate(scene, parties, signers, common)
        return
    joint = AgreementFact(
        common.date, parties, common.kind, common.subject, signers, common.trigger
    )
    if both:
        fired("agreement-both-sides", parties[1].at, joint)
    elif len(parties) > 2:
        fired("agreement-of-all-together", common.trigger, joint)
    yield joint


def _both_sides(
    scene: Scene, row: Row, match: re.Match[str]
) -> tuple[list[Role], list[PersonMention]]:
    """Read 双方签订了…: the page's own body and the other one that the text spoke of last."""
    own, other = scene.cast.own, scene.other_before(match.start())
    if own is None or other is None or other.known is None:
        return [], []
    parties = [Role(own, match_mention(match)), Role(other.known, other)]
    bodies = [role.body for role in parties]
    signs = re.search(r"代表(?:双方|各自|学校|两家|三方)|签字", row.words)
    return parties, [each for each in row.people if signs and scene.body_of(each) in bodies]


def _listed_after(row: Row, start: int) -> list[PersonMention]:
    """Return the people of the list that follows: 签字的是甲、乙、丙."""
    end = row.text.find(";", start, row.end)
    return [each for each in row.people if start <= each.start < (end if end > 0 else row.end)]


def match_mention(match: re.Match[str]) -> Mention:
    """Return the place of a match."""
    return Mention(match.start(), match.end())


def _clause_start(row: Row, match: re.Match[str]) -> int:
    """Return where the clause of the signing begins: behind an earlier signing of the sentence."""
    earlier = [
        each.end() for each in _SIGN.finditer(row.text, row.start, match.start()) if each["subject"]
    ]
    semicolon = row.text.rfind(";", row.start, match.start()) + 1
    return max([row.start, semicolon, *earlier])


def _common(scene: Scene, row: Row, match: re.Match[str]) -> AgreementFact:
    subject = None
    if match["subject"]:
        start = match.start("subject")
        while row.text[start] in " 了":
            start += 1
        subject = Mention(start, match.end("subject"))
    elif match["on"]:
        subject = _subject_before(row, match)
    context = match["subject"] or scene.paragraph_before(row) + row.words
    return AgreementFact(
        scene.date_at(row, match.start()),
        [],
        _kind(context, row),
        subject,
        [],
        Mention(match.start(), match.end()),
    )


def _subject_before(row: Row, match: re.Match[str]) -> Mention | None:
    """Return the agreement of 在…协议上签字."""
    inner = re.search(rf"在(?P<subject>[^,。;在]{{0,24}}?{_NOUN})", match[0])
    if not inner or inner["subject"] in ("协议", "合同", "协议书"):
        return None
    return Mention(match.start() + inner.start("subject"), match.start() + inner.end("subject"))


def _kind(subject: str, row: Row) -> AgreementKind:
    for text in (subject, row.words if "共建" in subject or "合作协议" not in subject else ""):
        for kind, pattern in _KINDS:
            if re.search(pattern, text):
                return kind
    return AgreementKind.OTHER


def _signers(row: Row, people: list[PersonMention], match: re.Match[str]) -> list[PersonMention]:
    """Keep the people who sign: those right before the verb, not those who watch."""
    kept: list[PersonMention] = []
    for person in people:
        follows = row.between(person.end, match.end())  # empty for people named behind the verb
        if re.search(r"见证|主持|致辞|表示|介绍|指出|陪同下|出席|揭牌|参加(?!签)", follows):
            continue
        kept.append(person)
    return kept


def _parties(
    scene: Scene,
    row: Row,
    match: re.Match[str],
    signers: list[PersonMention],
    bodies: list[OrganizationMention],
) -> list[Role]:
    roles: dict[int, Role] = {}
    for signer in signers:
        home = scene.body_of(signer)
        if home:
            roles.setdefault(id(home), Role(home, signer))
    bodies = [each for each in bodies if not titles_somebody(each, row)]
    named = chain_before(row, match.start(), bodies)
    named += [each for each in bodies if each.start >= match.start()]
    if len(roles) < 2 or _SEPARATE.search(row.text, row.start, match.start()):
        for mention in named:
            if mention.known:
                roles.setdefault(id(mention.known), Role(mention.known, mention))
    own = scene.cast.own
    if len(roles) == 1 and own and id(own) not in roles and re.search(r"与|和|双方|我", row.words):
        roles = {id(own): Role(own, match_mention(match)), **roles}
    return [role for role in roles.values() if not role.body.unnamed or role.body is own]


def _separate(
    scene: Scene, parties: list[Role], signers: list[PersonMention], common: AgreementFact
) -> Iterator[AgreementFact]:
    """Yield one agreement for each partner: 分别与甲、乙签约."""
    own = scene.cast.own
    hub = next((role for role in parties if role.body is own), None)
    if hub is None and own and len({role.body.kind for role in parties}) == 1:
        hub = Role(own, common.trigger)
    hub = hub or parties[0]
    for role in parties:
        if role.body is hub.body:
            continue
        mine = [each for each in signers if scene.body_of(each) in (hub.body, role.body)]
        one = AgreementFact(
            common.date, [hub, role], common.kind, common.subject, mine, common.trigger
        )
        fired("agreement-one-for-each", role.at, one)
        yield one


def _continue_list(scene: Scene, row: Row, found: list[AgreementFact]) -> None:
    """Read 当天签约的还有 甲、乙 as more agreements of the kind before."""
    match = _LISTED.search(row.text, row.start, row.end)
    if not match or not found:
        return
    last = next((each for each in reversed(found) if len(each.parties) == 2), None)
    if last is None:
        return
    hub = last.parties[0]
    signers = [each for each in last.signatories if scene.body_of(each) is hub.body]
    for mention in row.organizations:
        if mention.start < match.end() or mention.unit or mention.known is None or mention.generic:
            continue
        if mention.known is not hub.body:
            partner = Role(mention.known, mention)
            more = AgreementFact(
                last.date, [hub, partner], last.kind, last.subject, signers, last.trigger
            )
            fired("agreement-list-goes-on", mention, more)
            _add(found, more)


def _add(found: list[AgreementFact], fact: AgreementFact) -> None:
    """Keep a fact unless it tells an earlier one again."""
    key = {id(role.body) for role in fact.parties}
    for earlier in found:
        same = {id(role.body) for role in earlier.parties} == key
        if same and (earlier.subject is None or fact.subject is None or earlier.kind is fact.kind):
            took_in(earlier, fact)
            fired("agreement-told-again", fact.trigger, fact)
            earlier.subject = earlier.subject or fact.subject
            names = {each.name for each in earlier.signatories}
            earlier.signatories.extend(each for each in fact.signatories if each.name not in names)
            if earlier.kind is AgreementKind.OTHER:
                earlier.kind = fact.kind
            return
    found.append(fact)


def _without_echoes(found: list[AgreementFact]) -> list[AgreementFact]:
    """Drop what only says again, with fewer names, that a fuller agreement was signed."""
    kept = []
    for fact in found:
        key = {id(role.body) for role in fact.parties}
        fuller = any(
            other is not fact
            and key < {id(role.body) for role in other.parties}
            and not fact.signatories
            and other.kind in (fact.kind, AgreementKind.OTHER)
            for other in found
        )
        if fuller:
            refused("agreement-echo-of-fuller", fact.trigger.start, fact.trigger.end)
        else:
            kept.append(fact)
    return kept
