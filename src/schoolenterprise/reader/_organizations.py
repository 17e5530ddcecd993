"""Pass 2, organisations: names that an ending gives away (…有限公司), and words for them.

A name reaches left from its ending to the first thing that cannot stand in a name: a mark, a verb,
a title. Short names come later, in pass 3, when the full ones are known.
"""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN, Ending, Lexicon
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import LONGEST_NAME, PageWords
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_NO_FRONT = frozenset("们个家些所和与的了该我这那其各每")
"""Characters with which no name of a body begins, but that of a place: 贵州, 本溪."""
_ENDED_LIST = Pattern(r"(?<![中高平同])等(?=[就围在对从到])")
"""等 that closes a list of people in front of an ending: 甲等就酒店…."""
_LONGEST_FIELD = 10
"""Characters of a place and half a field before 和 in the name of a bureau."""
_FIRM_TITLE = Pattern(r"(?:联合)?创始人|董事长|总经理|总裁|CEO")

_OF_NAMED = {"管委会": ("管委会", "管理委员会"), "酒店(?!管理)": ("酒店",)}
"""Words for a body → the ends of full names that they can mean."""
_FIELDS = (OrganizationKind.ASSOCIATION, OrganizationKind.INSTITUTE)
_BRANCH = Pattern(r"(?:[东西][北南]|华[东南西北中])|第[一二三四五六七八九十]+")

# One set first, which lets the search skip what cannot begin such a word.
_GENERIC = Pattern(
    r"[我本该贵学公集园医协研产创商高经开校](?:"
    r"(?<=[我本])\s?(?:校|院|系|司|公司|园区|园|区|县|市|局|集团|中心|协会)"
    r"|(?<=[该贵])(?:校|院|公司|园区|集团|企业|中心|协会|学校|学院)"
    r"|(?<=学)[校院会]|(?<=公)司|(?<=集)团|(?<=园)区|(?<=医)院|(?<=协)会|(?<=商)会"
    r"|(?<=研)究院|(?<=[产创])业园|(?<=高)新区|(?<=经)开区|(?<=开)发区"
    r"|(?<=校)(?=党委|领导|团委|行政|工会))"
)
_SCHOOL_WORD = Pattern(r"(?:[我本该贵][校院]|学校)(?=..)")
"""Words for a school that no name begins with: 我校|商学院, 学校|联合江苏…公司."""
_POINTING = frozenset("我本该贵")
_HAN_BEFORE = Pattern(rf"[{HAN}A-Za-z0-9]")
_GENERIC_FRONTS = frozenset(
    [
        "高等",
        "高等职业",
        "职业",
        "职业院",
        "中等职业",
        "中等",
        "本科",
        "技工",
        "相关",
        "兄弟",
        "其他",
        "各",
        "全国",
        "国内",
        "省内",
        "市内",
        "区内",
        "县内",
        "知名",
        "重点",
        "优质",
        "一流",
        "著名",
        "上市",
        "母",
        "分",
        "子",
        "总",
        "多家",
        "两家",
        "三家",
        "几家",
        "这家",
        "那家",
        "一家",
        "家",
        "所",
        "该",
        "本",
        "我",
        "贵",
        "我们",
        "你们",
        "他们",
        "全",
        "小",
        "大",
        "老",
        "新",
        "原",
        "民办",
        "公办",
        "高职",
        "中职",
        "应用型",
        "地方",
        "有限",
        "有限责任",
        "股份",
        "责任",
        "科技",
        "工业",
        "产业",
        "现代",
        "现代产业",
        "企业",
        "行业",
        "二级",
        "各二级",
        "两级",
        "下属",
        "合作",
        "试点",
        "示范",
        "校企",
        "职教",
        "驻校",
        "外资",
        "国有",
        "民营",
        "中小",
        "大型",
        "大中型",
        "国内外",
        "一批",
        "若干",
        "示范性",
        "该市",
        "全省",
        "全市",
        "省级",
        "市级",
        "国家级",
        "开放",
        "上",
        "读",
        "考",
        "念",
        "党",
        "学生",
        "教职工",
        "专业",
        "教学",
        "学术",
        "教材",
        "常务",
        "专门",
        "专家",
        "组",
        "职业技能",
        "培训",
    ]
)


def scan_organizations(words: PageWords) -> list[OrganizationMention]:
    """Find every organization that its ending gives away, and every word that stands for one."""
    text, lexicon = words.text, words.lexicon
    spans = _absorbed(list(_endings(words)), text, lexicon)
    named = [mention for mention in (_mention(text, span, lexicon) for span in spans) if mention]
    _settle_quoted(text, named)
    return _with_generic(text, named)


def _settle_quoted(text: str, named: list[OrganizationMention]) -> None:
    """See that “某某学院”, whose name once stands in quotes, is a college of some school."""
    colleges = {
        each.name
        for each in named
        if each.kind is OrganizationKind.INSTITUTION
        and text[each.start - 1 : each.start] == "“"
        and text[each.end : each.end + 1] == "”"
        and not each.name.endswith(("职业技术学院", "职业学院", "技师学院", "大学"))
        and not find_institution(each.name)
    }
    for mention in named:
        mention.unit = mention.unit or mention.name in colleges


class _Span:
    """A stretch of text that may be a name."""

    __slots__ = ("end", "ending", "ending_start", "follows", "start")

    def __init__(self, start: int, ending_start: int, end: int, ending: Ending) -> None:
        self.start = start
        self.ending_start = ending_start
        self.end = end
        self.ending = ending
        self.follows = False
        """Whether another name ends where this one begins."""


def _endings(words: PageWords) -> Iterator[_Span]:
    for found in words.endings:
        ending = words.lexicon.endings[words.text[found.start : found.end]]
        if ending.strength in ("none", "short"):
            continue
        # A cut word that reaches into the ending ("…的学院") leaves nothing in front.
        start = words.left_edge(found.start)
        start = _across_link(words, start, found.start, ending)
        if found.end - start <= LONGEST_NAME:
            yield _Span(start, found.start, found.end, ending)


def _across_link(words: PageWords, start: int, end: int, ending: Ending) -> int:
    """Return where a name begins whose field has an 和 in it: 某市科技和工业信息化局."""
    if start < 1 or words.text[start - 1] not in "和与":
        return start
    # Behind the link stands half a field: no name by itself.
    half = ending.strength == "bureau" or (
        ending.kind in _FIELDS and _is_discipline(words.text[start:end], words.lexicon)
    )
    before = words.left_edge(start - 1)
    front = words.text[before : start - 1]
    if not half or not 2 < len(front) <= _LONGEST_FIELD or front[-1] in "局委厅院校司会":
        return start
    placed = words.lexicon.starts_with_place(front) or ending.strength != "bureau"
    return before if placed else start


def _absorbed(spans: list[_Span], text: str, lexicon: Lexicon) -> list[_Span]:
    """Settle names that begin at one place: 某集团|某省电力有限公司 is one, 某校|商学院 is two."""
    kept: list[_Span] = []
    for span in spans:
        while kept and kept[-1].end > span.start and kept[-1].start <= span.start:
            inner = kept[-1]
            branch = _is_branch(span, inner, text, lexicon)
            apart = _stands_alone(inner, text, lexicon) and not branch
            if apart and not _swallows(span, inner, text):
                span.start = inner.end
                span.follows = True
                break
            kept.pop()
        if span.start < span.end:
            kept.append(span)
    return kept


def _stands_alone(span: _Span, text: str, lexicon: Lexicon) -> bool:
    front = text[span.start : span.ending_start]
    return not _is_generic(front, lexicon) and (
        len(front) > 1 or span.ending.kind is OrganizationKind.GOVERNMENT
    )


def _is_generic(front: str, lexicon: Lexicon) -> bool:
    """Say whether nothing in `front` (高等, 省外, 全市) names one body."""
    if front in _GENERIC_FRONTS or front in lexicon.words["adjective"]:
        return True
    if front.endswith(("年", "校企", "本月", "目前")):
        return True
    if front.endswith("等"):
        return not front.endswith(("中等", "高等"))
    return front.endswith(("中等职业", "所", "类", "多家", "余家", "各级"))


def _swallows(outer: _Span, inner: _Span, text: str) -> bool:
    """Say whether the later ending makes one longer name of both."""
    if inner.end >= outer.end:
        return False
    if inner.end == outer.ending_start and outer.ending.strength == "strong":
        return True
    between = text[inner.end : outer.end]
    if outer.ending.strength == "strong" and outer.ending.kind is OrganizationKind.ENTERPRISE:
        return True
    if text.endswith(("校友会", "校友总会"), inner.end, outer.end):
        return True
    if outer.ending.kind in (OrganizationKind.GOVERNMENT, OrganizationKind.ASSOCIATION):
        return (
            inner.ending.kind in (OrganizationKind.PARK, OrganizationKind.GOVERNMENT)
            or len(between) < 4
        )
    if (
        outer.ending.kind is OrganizationKind.INSTITUTE
        and text[inner.start - 1 : inner.start] == "“"
    ):
        return text[outer.end : outer.end + 1] == "”"
    return outer.ending.kind is OrganizationKind.OTHER and "附属" in between


def _is_branch(outer: _Span, inner: _Span, text: str, lexicon: Lexicon) -> bool:
    """Say whether the later name is a branch of the firm before it: 某集团公司|西北公司."""
    firms = {outer.ending.kind, inner.ending.kind} == {OrganizationKind.ENTERPRISE}
    between = text[inner.end : outer.ending_start]
    if not firms or not between or inner.end > outer.ending_start:
        return False
    return bool(_BRANCH.match(between)) or lexicon.place_finder.match(between, 0) == between


def _mention(text: str, span: _Span, lexicon: Lexicon) -> OrganizationMention | None:
    start = span.start
    while start < span.ending_start and text[start] in " ·—-~+":
        start += 1
    formerly = text[max(0, start - 1) : start + 1] in ("(原", "(现")
    start += formerly and not lexicon.starts_with_place(text[start : span.end])
    school = _SCHOOL_WORD.match(text[start : span.end])
    if school:
        start += school.end()
    start += _verb_in_front(text[start : span.end], text, lexicon)
    front = text[start : span.ending_start]
    name = text[start : span.end]
    if not _plausible(front, name, span, lexicon):
        if front:
            refused("organization-front-names-none", start, span.end)
        return None
    kind = kind_of(name, span.ending, lexicon)
    span.follows = span.follows or bool(school and span.ending.strength == "medium")
    unit = _is_unit(text, start, front, kind, span, lexicon)
    if unit and not span.follows and _FIRM_TITLE.match(text, span.end):
        unit, kind = False, OrganizationKind.OTHER
    mention = OrganizationMention(start, span.end, name.replace(" ", ""), kind, unit)
    fired(f"organization-ending-{span.ending.strength}", mention)
    if unit:
        fired("organization-department", mention)
    if span.follows:
        fired("organization-behind-its-owner", mention)
    if start > span.start and not school:
        fired("organization-without-the-verb", mention)
    return mention


def _is_unit(
    text: str, start: int, front: str, kind: OrganizationKind, span: _Span, lexicon: Lexicon
) -> bool:
    """Say whether a name is that of a department: 商学院, or a centre behind its owner's name."""
    if span.ending.strength == "strong" or span.follows:
        return span.follows and kind is not OrganizationKind.ENTERPRISE
    if kind is OrganizationKind.INSTITUTE:
        if _is_discipline(front, lexicon):
            return True
        return lexicon.title_finder.match(
            text, span.end
        ) is not None and not lexicon.starts_with_place(front)
    if kind is not OrganizationKind.INSTITUTION or not text.startswith("学院", span.ending_start):
        return False
    if find_institution(text[start : span.end]) or lexicon.starts_with_place(front):
        return False
    if _is_discipline(front, lexicon):
        return True
    if len(front) > 3 and front.endswith(tuple(lexicon.words["school_field"])):
        return _is_discipline(front[:2], lexicon)
    times = text.count(text[start : span.end])
    if front.endswith(tuple(lexicon.words["discipline"])) and times < 3:
        return True
    return len(front) > 2 and (times < 2 or len(front) > 7)


def _is_discipline(front: str, lexicon: Lexicon) -> bool:
    """Say whether `front` consists of names of disciplines: 电子信息, 商贸."""
    if not front or front in lexicon.words["discipline"]:
        return True
    return any(
        front[:length] in lexicon.words["discipline"] and _is_discipline(front[length:], lexicon)
        for length in range(min(5, len(front)), 0, -1)
    )


def _verb_in_front(name: str, text: str, lexicon: Lexicon) -> int:
    """Return the length of a word before the place that begins the name: 联合|江苏…公司."""
    for word in ("联合", "携手"):
        inner = name.find(word, 2) + len(word)
        if inner > len(word) and lexicon.place_finder.match(name, inner):
            return inner
    for length in range(1, min(5, len(name) - 3)):
        if not lexicon.place_finder.match(name, length):
            continue
        if name[:length] in lexicon.words["fetch"] or text.count(name[length:]) > text.count(name):
            return length
    return 0


def _plausible(front: str, name: str, span: _Span, lexicon: Lexicon) -> bool:
    if not front:
        return name in ("教育部", "人力资源和社会保障部", "工业和信息化部")
    if _is_generic(front, lexicon) or front in lexicon.starters or _ENDED_LIST.search(front):
        return False
    if front[0] in _NO_FRONT and not lexicon.starts_with_place(name):
        return False
    if span.ending.strength == "strong":
        return len(front) > 1 or lexicon.starts_with_place(name) or front in "省市县区州"
    if span.ending.strength == "bureau":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["bureau"]))
    if span.ending.strength == "school":
        return len(front) > 2 and (
            lexicon.starts_with_place(name) or front.endswith(tuple(lexicon.words["discipline"]))
        )
    if span.ending.kind is OrganizationKind.PARK and _is_generic_park(front, lexicon):
        return False
    if span.ending.strength == "park":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["park"]))
    if span.ending.strength == "weak":
        placed = lexicon.starts_with_place(name) or front[0] in "省市县区"
        return placed and len(front) > 2
    return len(front) > 1


def _is_generic_park(front: str, lexicon: Lexicon) -> bool:
    """Say whether only a trade or its users stand in front: 生物医药产业园, 大学生创业园."""
    return front.startswith(("大学生", "学生", "校园")) or _is_discipline(front, lexicon)


def kind_of(name: str, ending: Ending, lexicon: Lexicon) -> OrganizationKind:
    """Return the kind that the name itself says, with the ministry's list of schools first."""
    if ending.kind is OrganizationKind.INSTITUTION and find_institution(name):
        return OrganizationKind.INSTITUTION
    return ending.kind


def _with_generic(text: str, named: list[OrganizationMention]) -> list[OrganizationMention]:
    taken = covered(named, len(text))
    generic = []
    for match in [*_GENERIC.finditer(text), *_of_named(text, named)]:
        if taken[match.start()] or taken[match.end() - 1]:
            continue
        if match[0][0] not in _POINTING and not _is_bare(text, match.start()):
            continue
        kind = _generic_kind(match[0])
        generic.append(
            OrganizationMention(
                match.start(), match.end(), match[0].replace(" ", ""), kind, generic=True
            )
        )
        fired("organization-word-for-one", generic[-1])
    return sorted([*named, *generic], key=lambda mention: mention.start)


def _of_named(text: str, named: list[OrganizationMention]) -> Iterator[re.Match[str]]:
    """Yield the words that mean a body only where a full name with that end is on the page."""
    for word, ends in _OF_NAMED.items():
        if any(each.name.endswith(ends) for each in named):
            yield from re.finditer(word, text)


def _is_bare(text: str, start: int) -> bool:
    """Say whether a word like 学院 stands by itself and ends no longer word."""
    if start == 0 or not _HAN_BEFORE.match(text[start - 1]):
        return True
    if text.startswith("学校", start):
        return text[start - 1] not in "高等职中小技本专各所类专些业"
    return text[start - 1] in "与和及同在到对向由为以将于从给让被把的了是使等并就还表访成助至据赴下"


def _generic_kind(word: str) -> OrganizationKind:
    if word == "研究院":
        return OrganizationKind.INSTITUTE
    if word.endswith(("校", "院", "系")) and not word.endswith("医院"):
        return OrganizationKind.INSTITUTION
    if word.endswith(("司", "集团", "企业", "酒店")):
        return OrganizationKind.ENTERPRISE
    if word.endswith(("园", "园区", "区")):
        return OrganizationKind.PARK
    if word.endswith(("县", "市", "局", "管委会")):
        return OrganizationKind.GOVERNMENT
    return OrganizationKind.ASSOCIATION if word.endswith("会") else OrganizationKind.OTHER
