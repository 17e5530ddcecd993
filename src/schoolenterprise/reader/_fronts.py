"""Pass 2, organisations: what stands in front of an ending, and whether it names one body."""

from schoolenterprise.reader._lexicon import Ending, Lexicon
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import place_of
from schoolenterprise.vocabulary import OrganizationKind

_NO_FRONT = frozenset("们个家些所和与的了该我这那其各每")
"""Characters with which no name of a body begins, but that of a place: 贵州, 本溪."""
_ENDED_LIST = Pattern(r"(?<![中高平同])等(?=[就围在对从到])")
"""等 that closes a list of people in front of an ending: 甲等就酒店…."""
_COUNTED = Pattern(
    r"[0-9一二两三四五六七八九十半几首]+[天年次届名位场堂所家个级大项类批座栋]"
    r"|全国(?:首[家个所批]|各)"
)
"""Fronts that count or rank and name nothing: 一天|大学, 21级|酒店, 两大|共同体."""
_POINTING = frozenset("我该贵")
"""Characters right before 公司, 学校 … that make it a word for a body: 带|我公司."""
_SEVERAL = Pattern(r"各[县区市地乡镇院校]")
_PURPOSES = frozenset(
    (
        *("行业", "区域", "市域", "产教", "产教融合", "校企", "校企合作", "合作", "协同"),
        *("育人", "创新", "发展", "职教", "职业教育", "就业"),
    )
)
"""Words of what bodies join for, which name none: 行业产教融合共同体."""
_MINISTRIES = ("教育部", "工业和信息化部", "人力资源和社会保障部")
_LONGEST_VERB = 4
_LONGEST_FRONT = 16
"""Characters before the place that begins a name, at most: a verb, or what the body is."""
_KIND_IN_FRONT = Pattern(
    r"[^()]{0,14}?(?:(?:生产|制造|龙头|骨干|科技|服务|加工|建筑|上市|合作|知名|国有|民营|外资"
    r"|合资|领军|示范|投资|会员|校友"
    r"|软件|互联网|物流|家电|食品|汽车|餐饮|行业|试点|用人|头部|独角兽)企业"
    r"|(?:全资|控股|下属)(?:子|分)?公司|子公司|[会理成][员长事]单位|(?:实习|合作|用人|支持"
    r"|共建|承办|主办|协办|指导)单位"
    r"|供应商|服务商|运营商|品牌商|开发商)"
    r"(?!管|服|家|联|协|集|发|咨|孵|信|文|总|有限|股份|公司|集团|大学|学院|商|研|培)(?=...)"
)
"""What a body is, right before its name: 全资子公司|嘉兴…公司, 生产企业|北汽福田集团."""
_SHORTEST_NAME = 3
"""Characters behind such words, at least."""
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


def is_generic(front: str, lexicon: Lexicon) -> bool:
    """Say whether nothing in `front` (高等, 省外, 全市) names one body."""
    if front in _GENERIC_FRONTS or front in lexicon.words["adjective"]:
        return True
    if front.endswith(("年", "校企", "本月", "目前", "我", "该", "贵", "我们")):
        return True
    if front.endswith("等"):
        return not front.endswith(("中等", "高等"))
    return front.endswith(("中等职业", "所", "类", "多家", "余家", "各级"))


def is_discipline(front: str, lexicon: Lexicon) -> bool:
    """Say whether `front` consists of names of disciplines: 电子信息, 商贸."""
    return _consists_of(front, lexicon.words["discipline"])


def _consists_of(front: str, words: frozenset[str]) -> bool:
    if not front or front in words:
        return True
    return any(
        front[:length] in words and _consists_of(front[length:], words)
        for length in range(min(5, len(front)), 0, -1)
    )


def words_in_front(name: str, text: str, lexicon: Lexicon) -> int:
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
    front = name[:-_SHORTEST_NAME]
    likely = "企业" in front or "公司" in front or "单位" in front or "商" in front
    kind = _KIND_IN_FRONT.match(name) if likely else None
    if kind and not lexicon.starts_with_place(name):
        return kind.end()
    fetch = lexicon.words["fetch"]
    finder, longest = lexicon.place_finder, min(_LONGEST_FRONT, len(name) - 3)
    for length in finder.may_begin(name, 1):
        if length >= longest:
            return 0
        if not finder.match(name, length) or length < len(place_of(name, lexicon)):
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


def plausible(front: str, name: str, ending: Ending, lexicon: Lexicon) -> bool:
    if name.endswith(_MINISTRIES):
        return front in ("", "国家", "中国") or lexicon.starts_with_place(front)
    if front[-1:] in _POINTING and len(front) > 1:
        return False
    if not front or _COUNTED.match(front) or ("各" in front and _SEVERAL.search(front)):
        return False
    if is_generic(front, lexicon) or front in lexicon.no_front:
        return False
    if "等" in front and _ENDED_LIST.search(front):
        return False
    if front[0] in _NO_FRONT and not lexicon.starts_with_place(name):
        return False
    if name.endswith("新区") and _is_district(name, lexicon):
        return False
    if _of_users(front, ending.kind) or front.endswith("校区"):
        return False
    named_park = ending.strength == "strong" and not name.endswith("园区")
    if ending.kind is OrganizationKind.PARK and not named_park and _is_generic_park(front, lexicon):
        return False
    if ending.strength == "strong":
        return len(front) > 1 or lexicon.starts_with_place(name) or front in "省市县区州"
    if ending.strength == "bureau":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["bureau"]))
    if ending.strength == "school":
        return len(front) > 2 and (
            lexicon.starts_with_place(name)
            or front.endswith(tuple(lexicon.words["discipline"] | lexicon.words["school_field"]))
        )
    if ending.strength == "park":
        return len(front) > 2 and front.endswith(tuple(lexicon.words["park"]))
    if ending.strength == "weak":
        placed = lexicon.starts_with_place(name) or front[0] in "省市县区"
        return placed and len(front) > 2
    return len(front) > 1


def _is_district(name: str, lexicon: Lexicon) -> bool:
    """Say whether the name is that of a district, which is a place: 天津|滨海新区."""
    place = lexicon.place_finder.match(name, 0) or ""
    return place == name or name[len(place) :] in lexicon.regions


def _of_users(front: str, kind: OrganizationKind) -> bool:
    """Say whether only users or a purpose stand in front: 大学生|创业园, 行业产教融合|共同体."""
    if kind is OrganizationKind.PARK:
        return front == "大学" or front.startswith(("大学生", "学生", "校园"))
    return kind is OrganizationKind.ASSOCIATION and _consists_of(front, _PURPOSES)


def is_of_known_firm(front: str, lexicon: Lexicon) -> bool:
    """Say whether the front of a works is a well-known firm, with its place: 淮安比亚迪工厂."""
    place = lexicon.place_finder.match(front, 0) or ""
    return lexicon.firm_finder.match(front, len(place)) is not None


def _is_generic_park(front: str, lexicon: Lexicon) -> bool:
    """Say whether only a trade stands in front: 生物医药产业园区."""
    return _consists_of(front, lexicon.words["discipline"] | lexicon.words["park"])
