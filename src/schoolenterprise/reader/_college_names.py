"""Pass 2, industry colleges: their names, in quotes, quoted in part, or by their ending."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import NameMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_ENDING = r"(?:(?:特色|示范性?|现代)?(?:产业|企业|行业)学院)"
_END = Pattern(_ENDING)
_ANY_END = Pattern(r"(?:产业|企业|行业)?学院$")
_UNVEILED = Pattern(r"揭牌|牌匾|共建|挂牌")
_OF_KIND = Pattern(r"[”’](?:式)?的")
_UP_TO_KIND = Pattern(r"^.*(?:”|’)(?:式)?的")
_COUNTED = Pattern(r"[0-9一二两三四五六七八九十]+[个家所]")
_QUOTED = Pattern(rf"[“\"](?P<name>(?:[{HAN}A-Za-z0-9—·+-]|[‘’]){{2,36}}学院)[”\"]")
_PLAIN = Pattern(r"(?:产业|企业|行业)学院")
_PART_QUOTED = Pattern(rf"(?P<name>[“‘][{HAN}A-Za-z0-9·+-]{{2,12}}[”’][{HAN}]{{0,10}}{_ENDING})")
# One set first, which lets the search skip what cannot begin a match.
_TOLD = Pattern(
    rf"[共联合揭产](?:"
    rf"(?:(?<=共)(?:同建设|同组建|建)|(?<=联)合(?:建设|成立)|(?<=合)作成立)(?:了|的)?"
    rf"(?P<founded>[{HAN}A-Za-z0-9]{{2,14}}?学院)"
    rf"(?=$|[,。;、!\s]|揭牌|签约|授牌|挂牌|项目|正式|成立|协议|合作|正在|的)"
    rf"|(?<=揭)开了?(?P<unveiled>[{HAN}A-Za-z0-9]{{4,30}}学院)的?(?:牌匾|面纱|红绸|铭牌)"
    rf"|(?<=产)业学院(?:—+|-+|:|[“\"])\s?(?P<explained>[{HAN}A-Za-z0-9]{{2,14}}学院))"
)
"""Names that only the words around tell: 共建的数字印染学院, 揭开某某学院的牌匾."""
_SCHOOL_END = Pattern(r"学院|大学|学校")
_JOINS = Pattern(r"[—·+&’”-]$")
_SCHOOL = Pattern(
    r"(?:职业|技术|技师|师范|理工|工程技术|高等专科|科技职业|信息职业|财经|医学|二级|所属|各"
    r"|现代产业|特色产业|产业|企业|行业)学院$|^(?:[0-9一二两三四五六七八九十]+[个家所]|学院$)"
)
_FOUNDS = Pattern(r"(?:共建|成立|组建|建立|设立|打造|开设|创办|建设)(?:了|的)?[“\"]?$")
_NO_FRONT = Pattern(r"愿意?|希望|成为|作为|进入|走进|依托|围绕|担任|推动|加入|参与|[做是办]$|把|让")
"""Words that tell something about a college: they stand in no name."""
_QUALIFIERS = Pattern(
    r"(?:首批|第[一二三四五六七八九十]批|[0-9一二两三四五六七八九十多几]+[个家所]|示范性?|现代"
    r"|特色|省级|市级|国家级|校级|共建|该|本|这[个家所]?|的|校企|若干|一批|优秀|高水平|高质量"
    r"|高起点|高标准|一流|新型|实体化?|混合所有制|国际化?|优势|品牌|重点|多个|专业|全国|全省"
    r"|建设|大学|学院|学校|职业|式|所有|各)*"
)


def scan_colleges(words: PageWords) -> list[NameMention]:
    """Find every name of an industry college."""
    text = words.text
    found = [
        *(_quoted(match) for match in _QUOTED.finditer(text)),
        *(_part_quoted(match) for match in _PART_QUOTED.finditer(text)),
        *(_told(match) for match in _TOLD.finditer(text)),
        *_plain(words),
    ]
    mentions = []
    last = 0
    for mention in sorted(
        (each for each in found if each), key=lambda each: (each.start, -each.end)
    ):
        if mention.start >= last:
            mentions.append(mention)
            last = mention.end
    return mentions


def _quoted(match: re.Match[str]) -> NameMention | None:
    name = match["name"]
    if _QUALIFIERS.fullmatch(_ANY_END.sub("", name)):
        return None
    context = match.string[max(0, match.start() - 50) : match.end() + 20]
    if not (_END.search(name) or _UNVEILED.search(context)):
        return None
    mention = NameMention(match.start("name"), match.end("name"), name)
    fired("college-in-quotes", mention)
    return mention


def _part_quoted(match: re.Match[str]) -> NameMention | None:
    if _OF_KIND.search(match["name"]):
        return None
    mention = NameMention(match.start(), match.end(), match["name"])
    fired("college-quoted-in-part", mention)
    return mention


def _told(match: re.Match[str]) -> NameMention | None:
    group = match.lastgroup or "founded"
    name = match[group]
    front = name.removesuffix("学院")
    if _QUALIFIERS.fullmatch(front) or (group != "unveiled" and _SCHOOL.search(name)):
        return None
    mention = NameMention(match.start(group), match.end(group), name)
    fired("college-by-words-around", mention)
    return mention


def _plain(words: PageWords) -> Iterator[NameMention]:
    text = words.text
    for match in _PLAIN.finditer(text):
        start = words.name_start(match.start())
        name = text[start : match.end()].strip()
        whole = _UP_TO_KIND.sub("", name)
        name = _from_school(whole, words, match.end())
        if (
            _QUALIFIERS.fullmatch(name.removesuffix(match[0])) is None
            and len(name) - 4 <= 30
            and _is_field(name.removesuffix(match[0]), words, start)
            and not _COUNTED.match(name)
        ):
            mention = NameMention(match.end() - len(name), match.end(), name)
            fired("college-by-ending", mention)
            if name != whole:
                fired("college-name-from-its-school", mention)
            yield mention


def _from_school(name: str, words: PageWords, end: int) -> str:
    """Return a name without what stands before the full name of a school in it: 学生通过|某某学院….

    A name before it stays: 华为—某某学院….
    """
    inner = (match.end() for match in _SCHOOL_END.finditer(name, 0, len(name) - 1))
    starts = (
        start
        for stop in inner
        for start in range(stop - 3)
        if _is_school(name[start:stop], words.lexicon)
    )
    start = next(starts, 0)
    front = name[:start]
    begins = end - len(name)
    is_name = (
        _JOINS.search(front)
        or front in words.lexicon.forms
        or front in words.lexicon.regions
        or any(firm[:2] == (begins, begins + start) for firm in words.firms)
    )
    return name if is_name else name[start:]


def _is_school(name: str, lexicon: Lexicon) -> bool:
    known = lexicon.organizations.get(name)
    return bool((known and known.kind is OrganizationKind.INSTITUTION) or find_institution(name))


def _is_field(front: str, words: PageWords, start: int) -> bool:
    """Say whether a college may be called by `front`: two characters may as well be a verb.

    Behind a word of founding they are none: 共建|耘垦|产业学院.
    """
    if _NO_FRONT.search(front):
        return False
    lexicon = words.lexicon
    known = front in lexicon.words["discipline"] or front in lexicon.regions
    return len(front) > 2 or known or bool(_FOUNDS.search(words.text, max(0, start - 6), start))
