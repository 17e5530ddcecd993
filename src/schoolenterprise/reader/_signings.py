"""Pass 5, signings: where a sentence says that something was signed, and in which clause.

Who signs is for `_parties` to see.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from schoolenterprise.reader._pattern import Pattern, SparsePattern
from schoolenterprise.reader._scene import Row
from schoolenterprise.reader._trace import refused

NOUN = r"(?:协议书?|合同|备忘录|协定|契约)"
_SIGN = SparsePattern(
    rf"(?P<verb>签署|签订|签定|签下|签了|签(?![约字名]))(?:了|下|过)?(?:的都?是)?"
    rf"(?P<subject>[^,。;!?]{{0,48}}?(?:{NOUN}》?|《[^》]{{2,40}}》|合作框架(?=[,。;]|$)))"
    rf"|(?P<on>在?[^,。;]{{0,12}}{NOUN}(?:书)?(?:文本)?上(?:签(?:字|署|名)|落笔|署名|盖章|落款))"
    rf"|(?P<done>{NOUN})(?:已|也|已经)?(?:于|在)?[^,。;]{{0,12}}(?:签订|签署|签定)"
    r"|(?P<post>签(?:字|约|署)(?:的|者),?(?:分别)?(?:是|为|有|包括))"
    r"|(?P<ceremony>签(?:约|字|订)(?:揭牌|暨|及|和|授牌)?[^,。;、“”]{0,10}?(?:仪式|活动"
    r"|仪(?!式)|式)(?!上|中|结束)"
    r"|签约(?:揭牌|暨|授牌))"
    r"|(?P<bare>(?:现场|共同|正式|成功|顺利|分别|代表[^,。;]{0,14}|集中"
    r"|隆重)(?:进行)?签约(?!仪式|企业|活动|现场|单位|揭牌|暨|式)"
    r"|签字(?!仪式|活动|现场|笔|式))"
    r"|(?P<plain>签约(?=[,。;!、]|$|共建))",
    begins="签协合备契现共正成顺分代集隆",
    anywhere="上签",
)
FORMS = {
    "verb": "agreement-verb-and-paper",
    "on": "agreement-name-under-paper",
    "done": "agreement-paper-and-verb",
    "post": "agreement-signed-by-list",
    "bare": "agreement-verb-alone",
    "plain": "agreement-verb-ends-clause",
    "ceremony": "agreement-ceremony",
}
"""Form of words → the rule that it is."""
_DONE = Pattern(NOUN)
_NEGATED = Pattern(
    r"尚未|未能|没有|将(?!军)|拟|计划(?!生育|单列)|力争|有望|预计|即将|准备|择期|商定|约定"
    r"|磋商|洽谈|期待"
    r"|下一步|意向(?!书)|争取|希望|探讨|明年|可直接|前期|签约前|如期|推动|取消|推迟"
)
_AGREED_ON = Pattern(r"(?:商定|约定|议定|约好|下一步|今后|接下来)[^;。]*$")
_LATER = Pattern(
    r"(?:[底中初旬]|[0-9][日号月])前[^,;]{0,2}$|待[^,;]{2,16}后|后再|再行|择日|条件成熟|审批"
)
_NO_AGREEMENT = Pattern(
    r"意向|劳动(?:合同|协议)|劳务合同|就业三方协议|三方就业协议|聘用(?:合同|协议)|安全协议|保密协议"
)
"""What is signed with a person, or binds nobody."""
_OF_A_PERSON = Pattern(r"(?:毕业生|学生|学子|同学)[^,。;]{0,24}签[^,。;]{0,6}(?<!实习)就业协议")
_SAID = Pattern(
    r"(?:表示|指出|强调|认为|提到|谈到|说|提出|要求|讲到|希望|称|介绍|回顾|宣读|透露|祝贺"
    r"|感谢)(?:道)?[,:“]"
)
"""What follows is told by a speaker, not by the page."""
_HEARSAY = Pattern(r"[:“]")
_LEADS_ON = Pattern(
    r"[,;、]?\s?(?:并|又|还|再|后|随后|同时|同日|当天|当日|此外|另外|先后|分别|此次|也"
    r"|[0-9]+日,?)*(?:与|和|同)"
)
"""A clause that goes on with the same subject: 与甲签约共建…,与乙签约共建…."""


@frozen(slots=False)
class Signing:
    """The words of a sentence that say that something was signed."""

    match: re.Match[str]
    row: Row
    begin: int
    """Where its clause begins."""
    goes_on: bool
    """Whether the clause leaves out who signs, and means who signed before."""

    @property
    def start(self) -> int:
        """Offset of the words."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Offset behind the words."""
        return self.match.end()

    @property
    def clause(self) -> str:
        """The characters from the beginning of the clause up to the end of the words."""
        return self.row.between(self.begin, self.end)

    @property
    def form(self) -> str:
        """Which form of words it is, a key of `FORMS`."""
        return next(group for group in FORMS if self.match[group])

    @property
    def is_ceremony(self) -> bool:
        """Whether the words only name a ceremony."""
        return bool(self.match["ceremony"])

    @property
    def is_list(self) -> bool:
        """Whether those who signed follow: 签字的是…."""
        return bool(self.match["post"])


def signings_in(row: Row) -> Iterator[Signing]:
    """Yield what a sentence says was signed; not what is planned, wished for, or quoted."""
    if "签" not in row.words and not _DONE.search(row.words):
        return
    matches = list(_SIGN.finditer(row.text, row.start, row.end))
    for index, match in enumerate(matches):
        obstacle = _obstacle(row, match)
        if obstacle:
            refused(obstacle, *match.span())
            continue
        begin = _begin(row, match, matches[:index])
        goes_on = begin > row.start and bool(_LEADS_ON.match(row.text, begin, match.start()))
        yield Signing(match, row, begin, goes_on)


def _obstacle(row: Row, match: re.Match[str]) -> str | None:
    """Return the rule by which the words tell of no agreement; `None`: they do."""
    of_work = row.text.find("就业协议", row.start, match.end()) >= 0
    of_person = of_work and _OF_A_PERSON.search(row.text, row.start, match.end())
    if of_person or _NO_AGREEMENT.search(match[0]):
        return "agreement-of-no-weight"
    if row.is_quoted(match.start()):
        return "agreement-in-quotation"
    if _is_planned(row, match):
        return "agreement-planned"
    return "agreement-by-hearsay" if _is_said(row, match) else None


def _is_planned(row: Row, match: re.Match[str]) -> bool:
    back, start, end = row.text.rfind, row.start, match.start()
    begin = max(start, back(",", start, end), back(";", start, end), back(":", start, end))
    return bool(
        _NEGATED.search(row.text, begin, match.start())
        or _LATER.search(row.between(begin, match.start()))
        or _AGREED_ON.search(row.text, _clause(row, match.start()), match.start())
    )


def _clause(row: Row, end: int) -> int:
    """Return where the clause between stops begins in which `end` lies; a stop parts the words."""
    return max(row.start, row.text.rfind(";", row.start, end), row.text.rfind("。", row.start, end))


def _is_said(row: Row, match: re.Match[str]) -> bool:
    """Say whether a speaker tells it who only speaks about it: 甲指出:校企签约是….

    What a speaker tells with its own day is news all the same: 甲回顾历程:2022年双方签订….
    """
    said = None
    for each in _SAID.finditer(row.text, row.start, match.start()):
        said = each
    if said is None:
        return False
    days = [date for date in row.dates if said.end() <= date.start < match.end()]
    return not any(date.when is not None for date in days)


def _begin(row: Row, match: re.Match[str], earlier: list[re.Match[str]]) -> int:
    """Return where the clause of the signing begins: behind an earlier signing of the sentence."""
    start = match.start()
    begin = max(row.start, *(row.text.rfind(mark, row.start, start) + 1 for mark in ";:"))
    last = _last_named(row, start)
    if last < begin:
        return begin
    for other in reversed(earlier):
        edge = other.end() if other["subject"] else row.text.find(",", other.end(), start) + 1
        if other["ceremony"] or edge <= begin:
            continue
        if edge <= last:
            return edge
    return begin


def _last_named(row: Row, end: int) -> int:
    """Return where the last name before `end` begins; -1: none does."""
    starts = (each.start for each in (*row.organizations, *row.people))
    return max((start for start in starts if start < end), default=-1)
