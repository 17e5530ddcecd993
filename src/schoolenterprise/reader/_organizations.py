"""Pass 2, organisations: names that an ending gives away (…有限公司), and words for them.

A name reaches left from its ending to the first thing that cannot stand in a name: a mark, a verb,
a title. Short names come later, in pass 3, when the full ones are known.
"""

import re
from collections.abc import Iterator

from schoolenterprise.reader._known_firms import scan_known_firms
from schoolenterprise.reader._lexicon import HAN, Ending, Lexicon
from schoolenterprise.reader._mentions import Mention, OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import place_of
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import LONGEST_NAME, PageWords
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_NO_FRONT = frozenset("们个家些所和与的了该我这那其各每")
"""Characters with which no name of a body begins, but that of a place: 贵州, 本溪."""
_ENDED_LIST = Pattern(r"(?<![中高平同])等(?=[就围在对从到])")
"""等 that closes a list of people in front of an ending: 甲等就酒店…."""
_LONGEST_FIELD = 10
"""Characters of a place and half a field before 和 in the name of a bureau."""
_MAY_STAND_INSIDE = frozenset("而的过对在以为将同和")
_LONGEST_FIRST_PART = 6
_NEARBY = 4096
"""A name recurs within about so many characters: in its page, not in a whole book."""
_BRACKETED = Pattern(r".{3}[(（]")
"""A firm with a bracket in its legal name, right behind the park where it is."""
_COUNTED = Pattern(
    r"[0-9一二两三四五六七八九十半几首]+[天年次届名位场堂所家个级大项类批座栋]|全国(?:首[家个所批]|各)"
)
"""Fronts that count or rank and name nothing: 一天|大学, 21级|酒店, 两大|共同体."""
_WORKSHOP = Pattern(r"厂[长区房内外商家级务里]")
"""厂 of a longer word that ends no name: 制造厂长."""
_SEVERAL = Pattern(r"各[县区市地乡镇院校]")
_MINISTRIES = ("教育部", "工业和信息化部", "人力资源和社会保障部")
_LONGEST_VERB = 4
_LONGEST_FRONT = 16
"""Characters before the place that begins a name, at most: a verb, or what the body is."""
_KIND_IN_FRONT = Pattern(
    r"[^()]{0,14}?(?:(?:生产|制造|龙头|骨干|科技|服务|加工|建筑|上市|合作|知名|国有|民营|外资|合资|领军|示范|投资|会员|校友"
    r"|软件|互联网|物流|家电|食品|汽车|餐饮|行业|试点|用人|头部|独角兽)企业"
    r"|(?:全资|控股|下属)(?:子|分)?公司|子公司|[会理成][员长事]单位|(?:实习|合作|用人|支持|共建|承办|主办|协办|指导)单位"
    r"|供应商|服务商|运营商|品牌商|开发商)"
    r"(?!管|服|家|联|协|集|发|咨|孵|信|文|总|有限|股份|公司|集团|大学|学院|商|研|培)(?=...)"
)
"""What a body is, right before its name: 全资子公司|嘉兴…公司, 生产企业|北汽福田集团."""
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
_COUNTRY = Pattern(
    r"(?:泰国|德国|英国|美国|法国|日本|韩国|俄罗斯|加拿大|澳大利亚|新西兰|新加坡|马来西亚|印度尼西亚|印尼|越南|老挝|柬埔寨"
    r"|缅甸|菲律宾|印度|巴基斯坦|哈萨克斯坦|乌兹别克斯坦|白俄罗斯|乌克兰|波兰|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典"
    r"|挪威|芬兰|丹麦|奥地利|匈牙利|埃及|南非|埃塞俄比亚|肯尼亚|巴西|墨西哥|以色列|土耳其|爱尔兰)(?=...)"
)
"""The country in front of a foreign school, which pages write or leave out."""
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
    named.extend(scan_known_firms(words, named))
    named.sort(key=lambda mention: mention.start)
    _settle_quoted(text, named)
    _settle_short_colleges(text, named, lexicon)
    return _with_generic(text, named)


def _settle_quoted(text: str, named: list[OrganizationMention]) -> None:
    """See that “某某学院”, whose name once stands in quotes, is a college of some school."""
    colleges = {
        each.name
        for each in named
        if each.name.endswith("学院")
        and text[each.start - 1 : each.start] == "“"
        and text[each.end : each.end + 1] == "”"
        and not each.name.endswith(("职业技术学院", "职业学院", "技师学院", "大学"))
        and not find_institution(each.name)
    }
    for mention in named:
        mention.unit = mention.unit or mention.name in colleges


def _settle_short_colleges(text: str, named: list[OrganizationMention], lexicon: Lexicon) -> None:
    """See that 物电学院 is a college, written short, where the page has a school to hold it."""
    short = [each for each in named if _is_short_college(each, lexicon)]
    school = short and (
        _SCHOOL_WORD.search(text)
        or any(
            each.kind is OrganizationKind.INSTITUTION and not each.unit and each not in short
            for each in named
        )
    )
    for mention in short if school else ():
        mention.unit = True
        fired("organization-short-college", mention)


def _is_short_college(mention: OrganizationMention, lexicon: Lexicon) -> bool:
    """Say whether the name is two characters of disciplines and 学院: 物电学院, 继教学院."""
    front = mention.name.removesuffix("学院")
    return (
        len(front) == 2
        and front + "学院" == mention.name
        and front not in lexicon.regions
        and frozenset(front) <= lexicon.discipline_characters
        and not find_institution(mention.name)
    )


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
        if ending.strength in ("none", "short") or _WORKSHOP.match(words.text, found.end - 1):
            continue
        # A cut word that reaches into the ending ("…的学院") leaves nothing in front.
        start = words.left_edge(found.start)
        if ending.kind is OrganizationKind.ENTERPRISE:
            start = _across_cut(words, start, found)
        start = _across_link(words, start, found.start, ending)
        if found.end - start <= LONGEST_NAME:
            yield _Span(start, found.start, found.end, ending)


def _across_cut(words: PageWords, start: int, ending: Mention) -> int:
    """Return where a firm's name begins that has a cut character in it: 福建恒|而|达新材料….

    Either the name begins with a place, or it stands more than once and always whole.
    """
    text, lexicon = words.text, words.lexicon
    if start < 2 or text[start - 1] not in _MAY_STAND_INSIDE:
        return start
    before = words.left_edge(start - 1)
    front = text[before : start - 1]
    if not 0 < len(front) <= _LONGEST_FIRST_PART or front in lexicon.common:
        return start
    place = lexicon.place_finder.match(front, 0) or ""
    rest, behind = front[len(place) :], text[start : ending.start]
    if place and 0 < len(rest) < 3 and rest not in lexicon.common:
        bare = not behind or behind in lexicon.endings or _is_generic(behind, lexicon)
        if text[start - 1] == "而" or bare:
            return before
    if (
        text[start - 1] == "和"
        or lexicon.endings[text[ending.start : ending.end]].strength != "strong"
    ):
        return start
    name, part = text[before : ending.end], text[start : ending.end]
    window = max(0, before - _NEARBY), before + _NEARBY
    often = text.count(name, *window)
    known = any(front.endswith(word) for word in ("公司", "集团", "学院", "学校", "企业", "大学"))
    return before if often > 1 and often == text.count(part, *window) and not known else start


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
    between = text[inner.end : outer.end]
    if inner.end == outer.ending_start and (
        outer.ending.strength == "strong" or (between == "集团" and not _ends_legally(inner, text))
    ):
        return True
    if inner.ending.kind is OrganizationKind.PARK and _BRACKETED.search(between):
        return False
    if outer.ending.strength == "strong" and outer.ending.kind is OrganizationKind.ENTERPRISE:
        return True
    if text.endswith(("校友会", "校友总会"), inner.end, outer.end):
        return True
    if outer.ending.strength == "bureau" and inner.ending.kind is OrganizationKind.ENTERPRISE:
        return False
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


def _ends_legally(span: _Span, text: str) -> bool:
    return text.endswith("公司", span.start, span.end)


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
    country = span.ending.kind is OrganizationKind.INSTITUTION and _COUNTRY.match(text, start)
    if country:
        start = country.end()
        span.follows = False
    school = _SCHOOL_WORD.match(text[start : span.end])
    if school:
        start += school.end()
    start += _words_in_front(text[start : span.end], text, lexicon)
    front = text[start : span.ending_start]
    name = text[start : span.end]
    if not _plausible(front, name, span, lexicon):
        if front:
            refused("organization-front-names-none", start, span.end)
        return None
    kind = kind_of(name, span.ending, lexicon)
    span.follows = span.follows or bool(school and span.ending.strength == "medium")
    unit = not country and _is_unit(text, start, front, kind, span, lexicon)
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
        if front[0] in "校院" or _is_discipline(front, lexicon):
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
    return _consists_of(front, lexicon.words["discipline"])


def _consists_of(front: str, words: frozenset[str]) -> bool:
    if not front or front in words:
        return True
    return any(
        front[:length] in words and _consists_of(front[length:], words)
        for length in range(min(5, len(front)), 0, -1)
    )


def _words_in_front(name: str, text: str, lexicon: Lexicon) -> int:
    """Return the length of what stands before the place that begins a name: 联合|江苏…公司."""
    for word in ("联合", "携手"):
        inner = name.find(word, 2) + len(word)
        if inner > len(word) and lexicon.place_finder.match(name, inner):
            return inner
    if (name[0] == "有" and name[1] in "省市县区") or (
        name[0] == "原"
        and not lexicon.starts_with_place(name)
        and lexicon.place_finder.match(name, 1)
    ):
        return 1
    kind = _KIND_IN_FRONT.match(name)
    if kind and not lexicon.starts_with_place(name):
        return kind.end()
    fetch = lexicon.words["fetch"]
    places = len(place_of(name, lexicon))
    for length in range(1, min(_LONGEST_FRONT, len(name) - 3)):
        if length < places or not lexicon.place_finder.match(name, length):
            continue
        front = name[:length]
        if front in lexicon.regions:
            continue
        if length > _LONGEST_VERB:
            if lexicon.starts_with_place(name):
                return 0
            if any(front.endswith(word) for word in fetch if len(word) > 1 or word == "有"):
                return length
        elif front in fetch or text.count(name[length:]) > text.count(name):
            return length
    return 0


def _plausible(front: str, name: str, span: _Span, lexicon: Lexicon) -> bool:
    if name.endswith(_MINISTRIES):
        return front in ("", "国家", "中国") or lexicon.starts_with_place(front)
    if not front or _COUNTED.match(front) or _SEVERAL.search(front):
        return False
    if _is_generic(front, lexicon) or front in lexicon.no_front or _ENDED_LIST.search(front):
        return False
    if front[0] in _NO_FRONT and not lexicon.starts_with_place(name):
        return False
    named_park = span.ending.strength == "strong" and not name.endswith("园区")
    if (
        span.ending.kind is OrganizationKind.PARK
        and not named_park
        and _is_generic_park(front, lexicon)
    ):
        return False
    if span.ending.strength == "strong":
        return len(front) > 1 or lexicon.starts_with_place(name) or front in "省市县区州"
    if span.ending.strength == "bureau":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["bureau"]))
    if span.ending.strength == "school":
        return len(front) > 2 and (
            lexicon.starts_with_place(name) or front.endswith(tuple(lexicon.words["discipline"]))
        )
    if span.ending.strength == "park":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["park"]))
    if span.ending.strength == "weak":
        placed = lexicon.starts_with_place(name) or front[0] in "省市县区"
        return placed and len(front) > 2
    return len(front) > 1


def _is_generic_park(front: str, lexicon: Lexicon) -> bool:
    """Say whether only a trade or its users stand in front: 生物医药产业园, 大学生创业园."""
    users = front == "大学" or front.startswith(("大学生", "学生", "校园"))
    return users or _consists_of(front, lexicon.words["discipline"] | lexicon.words["park"])


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
