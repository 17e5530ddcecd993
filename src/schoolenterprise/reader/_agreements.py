"""Pass 5, agreements: who signed what with whom; joint, or each for itself (分别)."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._chains import is_place
from schoolenterprise.reader._facts import AgreementFact, Role
from schoolenterprise.reader._mentions import DateMention, Mention, PersonMention
from schoolenterprise.reader._parties import SEPARATE, Signed, parties_of
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._signings import FORMS, NOUN, Signing, signings_in
from schoolenterprise.reader._trace import fired, refused, took_in
from schoolenterprise.vocabulary import AgreementKind

_LISTED = Pattern(
    r"(?:签约|签订)[^,。;]{0,8}?,?(?:还有|另有|的有|包括|还包括|(?:企业|单位|院校"
    r"|学校)(?:分别)?(?:有|为|是|:))"
)
_KINDS = (
    (AgreementKind.INDUSTRY_COLLEGE, Pattern(r"产业学院|企业学院|行业学院")),
    (AgreementKind.STRATEGIC, Pattern(r"战略合作|战略协议|战略框架")),
    (AgreementKind.ORDER_CLASS, Pattern(r"订单|冠名班|定向培养|班.{0,6}协议")),
    (AgreementKind.EMPLOYMENT_BASE, Pattern(r"就业.{0,6}基地")),
    (
        AgreementKind.TRAINING_BASE,
        Pattern(r"实训.{0,4}基地|教学医院|实践.{0,4}基地|实习.{0,4}基地|教学基地"),
    ),
    (AgreementKind.INTERNSHIP, Pattern(r"实习")),
    (
        AgreementKind.INDUSTRY_INNOVATION,
        Pattern(r"产创|联合实验室|協同創新|协同创新|聯合實驗室|研发中心|产学研"),
    ),
)
_FOUNDED = Pattern(r"[,、]?(?P<what>(?:共建|联合共建|共同建设|合作共建)[^,。;、!?]{2,30})")
_SIGNED_ON = Pattern(rf"在(?P<subject>[^,。;在]{{0,24}}?{NOUN})")
_COLLEGE = Pattern(r"(?:产业|企业|行业)学院")
_FRONT = 2
"""Characters in front of 产业学院 that make it a name."""
_NEAR = 6
"""How far behind the words of signing such a name may begin."""
_MORE = Pattern(rf"、[^、,。;]{{0,24}}?{NOUN}》?")
"""One more document of a row: 签署人才培养协议、项目合作协议."""


def read_agreements(scene: Scene) -> list[AgreementFact]:
    """Read every agreement that the page says was signed."""
    found = _Told()
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        _continue_list(scene, row, found)
        previous: AgreementFact | None = None
        for signing in signings_in(row):
            for fact in _read(scene, signing, previous):
                _trace(signing, fact)
                previous = fact
                found.add(fact)
    return _without_echoes(found.facts)


def _trace(signing: Signing, fact: AgreementFact) -> None:
    """Note the form of words that tells of the signing."""
    fired(FORMS[signing.form], Mention(signing.start, signing.end), fact)
    if signing.goes_on:
        fired("agreement-clause-goes-on", fact.trigger, fact)
    if fact.signatories:
        fired("agreement-signatories", fact.signatories[0], fact)
    if fact.kind is not AgreementKind.OTHER:
        fired("agreement-kind-by-subject", fact.subject or fact.trigger, fact)


def _read(
    scene: Scene, signing: Signing, previous: AgreementFact | None
) -> Iterator[AgreementFact]:
    signed = parties_of(scene, signing, previous)
    if len(signed.parties) < 2:
        refused("agreement-without-two-parties", signing.start, signing.end)
        return
    signers = [*_carried(scene, signing, signed, previous), *signed.signers]
    common = _common(scene, signing)
    if signed.separate:
        hub = signed.parties[0] if signed.rule else _hub(scene, signed.parties, common.trigger)
        for fact in _separate(scene, hub, signed.parties, signers, common):
            fired(signed.rule or "agreement-one-for-each", fact.parties[1].at, fact)
            yield fact
        return
    common.parties, common.signatories = signed.parties, signers
    if signed.rule:
        fired(signed.rule, signed.parties[1].at, common)
    elif len(signed.parties) > 2:
        fired("agreement-of-all-together", common.trigger, common)
    yield common


def _carried(
    scene: Scene, signing: Signing, signed: Signed, previous: AgreementFact | None
) -> list[PersonMention]:
    """Return who signed in the clause before for the one who goes on signing."""
    if previous is None or not signing.goes_on:
        return []
    hub = signed.parties[0].body
    return [
        each
        for each in previous.signatories
        if scene.body_of(each) is hub and each not in signed.signers
    ]


def _common(scene: Scene, signing: Signing) -> AgreementFact:
    match, row = signing.match, signing.row
    subject = None
    if match["subject"]:
        start = match.start("subject")
        while row.text[start] in " 了":
            start += 1
        subject = Mention(start, match.end("subject"))
    elif match["on"]:
        subject = _subject_before(row, match)
    else:
        subject = _object(row, signing)
    context = match["subject"] or scene.paragraph_before(row) + row.words
    if subject is None and _kind(context, row) is AgreementKind.INDUSTRY_COLLEGE:
        subject = _college(scene, row, match.end())
    trigger = Mention(match.start(), match.end())
    return AgreementFact(_date(scene, signing), [], _kind(context, row), subject, [], trigger)


def _object(row: Row, signing: Signing) -> Mention | None:
    """Return what is founded by a signing that names no document: 签约|共建某某产业学院."""
    match = _FOUNDED.match(row.text, signing.end, row.end)
    return Mention(*match.span("what")) if match else None


def _college(scene: Scene, row: Row, position: int) -> Mention | None:
    """Return the college that a signing founds, where no paper is named: the one before it."""
    before: Mention | None = None
    for match in _COLLEGE.finditer(row.text, row.start, row.end):
        start = max(scene.words.name_start(match.start()), row.start)
        if match.start() - start < _FRONT or start > position + _NEAR:
            continue
        college = Mention(start, match.end())
        if start >= position:
            return before or college
        before = college
    return before


def _is_of_another_clause(row: Row, date: DateMention, signing: Signing) -> bool:
    """Say whether a bare year or month tells only of an earlier clause: 去年录用11人,当场签约."""
    if row.earlier_date is None or getattr(getattr(date.when, "start", date.when), "day", None):
        return False
    between = row.between(date.end, signing.start)
    return "," in between.lstrip()[1:] and not between.lstrip().startswith(",")


def _since(signing: Signing) -> DateMention | None:
    """Return the year of a signing that is looked back on: 自2021年双方签订协议以来, 当年."""
    row = signing.row
    for date in reversed(row.dates):
        if not date.background or date.when is None or date.start >= signing.start:
            continue
        front = row.text[max(row.start, date.start - 1) : date.start]
        again = "当年" in row.between(date.end, signing.start)
        if again or (front in ("自", "从") and date.start >= signing.begin):
            return date
    return None


def _date(scene: Scene, signing: Signing) -> DateMention | None:
    """Return the day of a signing: not one that a later clause names, 首批学员3月开班."""
    since = _since(signing)
    if since:
        return since
    date = scene.date_at(signing.row, signing.start)
    if date and date.end < signing.start and _is_of_another_clause(signing.row, date, signing):
        return signing.row.earlier_date
    if date and date.start >= signing.end:
        between = signing.row.between(signing.end, date.start)
        if any(mark in between for mark in ",;()"):
            return signing.row.earlier_date
    return date


def _subject_before(row: Row, match: re.Match[str]) -> Mention | None:
    """Return the agreement of 在…协议上签字."""
    inner = _SIGNED_ON.search(match[0])
    if not inner or inner["subject"] in ("协议", "合同", "协议书"):
        return None
    return Mention(match.start() + inner.start("subject"), match.start() + inner.end("subject"))


def _kind(subject: str, row: Row) -> AgreementKind:
    for text in (subject, row.words if "共建" in subject or "合作协议" not in subject else ""):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return AgreementKind.OTHER


def _separate(
    scene: Scene,
    hub: Role,
    parties: list[Role],
    signers: list[PersonMention],
    common: AgreementFact,
) -> Iterator[AgreementFact]:
    """Yield one agreement of the hub with each partner: 分别与甲、乙签约."""
    partners = [role for role in parties if role.body is not hub.body]
    subjects = _subjects(scene, common, len(partners))
    for role, subject in zip(partners, subjects, strict=True):
        mine = [each for each in signers if scene.body_of(each) in (hub.body, role.body)]
        row = scene.row_at(common.trigger.start)
        kind = common.kind
        if row and subject is not common.subject and subject:
            kind = _kind(scene.page.slice(subject), row)
        yield AgreementFact(common.date, [hub, role], kind, subject, mine, common.trigger)


def _hub(scene: Scene, parties: list[Role], trigger: Mention) -> Role:
    """Return who signs with each of the others: who stands alone on one side of 分别."""
    row = scene.row_at(trigger.start)
    parts = list(SEPARATE.finditer(row.text, row.start, trigger.end)) if row else []
    for part in reversed(parts):
        left = [role for role in parties if role.at.start < part.start()]
        right = [role for role in parties if role not in left]
        for side, other in ((left, right), (right, left)):
            if len(side) == 1 and len(other) > 1:
                return side[0]
    own = scene.cast.own
    hub = next((role for role in parties if role.body is own), None)
    if hub is None and own and len({role.body.kind for role in parties}) == 1:
        hub = Role(own, trigger)
    return hub or parties[0]


def _subjects(scene: Scene, common: AgreementFact, count: int) -> list[Mention | None]:
    """Return what each of the partners signs: the documents in turn, where just as many follow."""
    found: list[Mention | None] = [common.subject]
    position = common.trigger.end
    while common.subject and (match := _MORE.match(scene.text, position)):
        found.append(Mention(match.start() + 1, match.end()))
        position = match.end()
    return found if len(found) == count else [common.subject] * count


def _continue_list(scene: Scene, row: Row, found: "_Told") -> None:
    """Read 当天签约的还有 甲、乙 as more agreements of the kind before."""
    match = _LISTED.search(row.text, row.start, row.end)
    if not match or row.is_planned(match.start()):
        return
    last = next((each for each in reversed(found.facts) if len(each.parties) == 2), None)
    if last is None and not found.facts and scene.cast.own:
        at = Mention(match.start(), match.end())
        last = AgreementFact(
            scene.date_at(row, at.start),
            [Role(scene.cast.own, at)],
            _kind(scene.paragraph_before(row) + row.words, row),
            None,
            [],
            at,
        )
    if last:
        _add_listed(scene, row, match.end(), last, found)


def _add_listed(scene: Scene, row: Row, start: int, last: AgreementFact, found: "_Told") -> None:
    """Add an agreement like `last` with every body named behind `start`."""
    hub = last.parties[0]
    signers = [each for each in last.signatories if scene.body_of(each) is hub.body]
    for mention in row.organizations:
        known = mention.known
        if mention.start < start or mention.unit or known is None or mention.generic:
            continue
        if known is not hub.body and not is_place(row, mention):
            parties = [hub, Role(known, mention)]
            more = AgreementFact(last.date, parties, last.kind, last.subject, signers, last.trigger)
            fired("agreement-list-goes-on", mention, more)
            found.add(more)


class _Told:
    """The agreements that the page has told so far."""

    def __init__(self) -> None:
        self.facts: list[AgreementFact] = []
        self._by_parties: dict[frozenset[int], list[AgreementFact]] = {}

    def add(self, fact: AgreementFact) -> None:
        """Keep a fact unless it tells an earlier one again."""
        same = self._by_parties.setdefault(_bodies(fact), [])
        for earlier in same:
            no_subject = earlier.subject is None or fact.subject is None
            if no_subject or earlier.kind is fact.kind:
                _tell_again(earlier, fact)
                return
        same.append(fact)
        self.facts.append(fact)


def _bodies(fact: AgreementFact) -> frozenset[int]:
    return frozenset([id(role.body) for role in fact.parties])


def _tell_again(earlier: AgreementFact, fact: AgreementFact) -> None:
    """Add what a fact tells to the earlier one that it tells again."""
    took_in(earlier, fact)
    fired("agreement-told-again", fact.trigger, fact)
    earlier.subject = earlier.subject or fact.subject
    names = {each.name for each in earlier.signatories}
    earlier.signatories.extend(each for each in fact.signatories if each.name not in names)
    if earlier.kind is AgreementKind.OTHER:
        earlier.kind = fact.kind


def _without_echoes(found: list[AgreementFact]) -> list[AgreementFact]:
    """Drop what only says again, with fewer names, that a fuller agreement was signed."""
    kept = []
    told = {_bodies(each) for each in found}
    found = [each for each in found if not _is_summary(each, told)]
    # Only an agreement of three or more is fuller than another one.
    large = [(_bodies(each), each.kind) for each in found if len(each.parties) > 2]
    for fact in found:
        key = _bodies(fact)
        fuller = not fact.signatories and any(
            kind in (fact.kind, AgreementKind.OTHER) and key < others for others, kind in large
        )
        if fuller:
            refused("agreement-echo-of-fuller", fact.trigger.start, fact.trigger.end)
        else:
            kept.append(fact)
    return kept


def _is_summary(fact: AgreementFact, pairs: set[frozenset[int]]) -> bool:
    """Say whether the first party signed with each of the others for itself, as told elsewhere."""
    hub, *partners = (role.body for role in fact.parties)
    if len(partners) < 2 or fact.signatories:
        return False
    told = all(frozenset([id(hub), id(partner)]) in pairs for partner in partners)
    if told:
        refused("agreement-sum-of-others", fact.trigger.start, fact.trigger.end)
    return told
