"""Names of invented bodies as texts write them, and which of them are one: gold for `resolve`.

Patterns of cutting are those of real pages (place in front, group in front, legal form behind, the
trade in the middle; width and brackets; former names); every brand, school and park is invented.
"""

import random
from collections.abc import Callable, Iterator
from itertools import combinations

from attrs import frozen

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Institution, Organization
from schoolenterprise.vocabulary import OrganizationKind, all_institutions

PLACES = ("武汉", "武汉市", "湖北省", "湖北", "深圳", "深圳市", "苏州", "江苏", "浙江", "杭州", "上海", "上海市",
          "重庆", "成都", "四川", "佛山市", "广东", "东莞", "青岛", "山东", "合肥", "安徽", "长沙", "湖南省", "宁波",
          "昆山", "义乌市", "赣州", "江西", "贵阳")  # fmt: skip
BRAND = "曜恺粤砺鹤岷沱塬蓟砼岚筑晋秦棠瓷砚衡拓沐辰腾岳锐泽昊佳翎澄屹永隆皖犀甬帆恒铂沛驰潮栈鳍瀚屿越凌渡枢云"
TRADES = (("精密", "模具"), ("智能", "装备"), ("生物", "科技"), ("电子", "科技"), ("信息", "技术"), ("新能源", "科技"),
          ("食品",), ("重型", "车辆"), ("工业", "自动化"), ("汽车", "零部件"), ("环保", "科技"), ("建筑", "科技"),
          ("文化", "传播"), ("企业管理", "咨询"), ("机器人",), ("光学", "仪器"), ("测绘", "仪器"), ("传感", "科技"),
          ("餐饮", "管理"), ("医疗", "器械"), ("新材料",), ("物流",), ("网络", "科技"), ("精细", "化工"),
          ("轨道", "装备"), ("激光", "工程"), ("软件", "技术"), ("纺织", "科技"))  # fmt: skip
LEGAL = ("有限公司",) * 5 + ("有限责任公司", "股份有限公司", "集团有限公司", "集团股份有限公司")
FIELDS = (
    "",
    "",
    "",
    "机电",
    "交通",
    "农业",
    "商贸",
    "工程",
    "信息",
    "建筑",
    "医药",
    "旅游",
    "艺术",
)
KINDS = ("职业技术学院",) * 4 + ("职业学院", "职业技术大学", "高等专科学校")
BUREAUS = (("人力资源和社会保障局", "人社局"), ("教育体育局", "教体局"), ("经济和信息化局", "经信局"),
           ("文化和旅游局", "文旅局"), ("市场监督管理局", "市监局"), ("卫生健康委员会", "卫健委"))  # fmt: skip
ZONES = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"))
TOWNS = ("襄阳市", "宜昌市", "黄石市", "荆州市", "孝感市", "咸宁市", "十堰市", "随州市", "鄂州市", "无锡市", "常州市",
         "南通市", "徐州市", "扬州市", "温州市", "嘉兴市", "湖州市", "绍兴市", "芜湖市", "滁州市", "株洲市", "湘潭市")  # fmt: skip


@frozen
class Body:
    """One invented body and the names under which ledgers hold it."""

    kind: OrganizationKind
    names: tuple[str, ...]


def ledger_of(seed: int, bodies: int) -> tuple[Ledger, dict[str, int]]:
    """Return a ledger with a record for each name, and id → number of the body (the gold)."""
    chance = random.Random(seed)
    ledger, gold = Ledger(), dict[str, int]()
    for number, body in enumerate(_bodies(chance, bodies)):
        # One town has one such office: who bears a known full name is the known body.
        number = gold.get(_record(body.kind, body.names[0]).id, number)
        for name in body.names:
            record = _record(body.kind, name)
            if record.id not in gold:
                ledger.add(record)
                gold[record.id] = number
    return ledger, gold


def score(gold: dict[str, int], kept: Callable[[str], str]) -> tuple[float, float]:
    """Return pairwise precision and recall of what `kept` makes one."""
    ours = _pairs({each: kept(each) for each in gold})
    theirs = _pairs(gold)
    right = len(ours & theirs)
    return right / max(len(ours), 1), right / max(len(theirs), 1)


def _pairs(clusters: dict[str, object] | dict[str, int] | dict[str, str]) -> set[tuple[str, str]]:
    members: dict[object, list[str]] = {}
    for each, cluster in clusters.items():
        members.setdefault(cluster, []).append(each)
    return {pair for group in members.values() for pair in combinations(sorted(group), 2)}


def _record(kind: OrganizationKind, name: str) -> Organization:
    if kind is OrganizationKind.ENTERPRISE:
        return Enterprise(name=name)
    if kind is OrganizationKind.INSTITUTION:
        return Institution(name=name)
    return Organization(name=name, kind=kind)


def _bodies(chance: random.Random, number: int) -> Iterator[Body]:
    brands = _brands(chance)
    makers = [_firm] * 9 + [_neighbours] * 2 + [_group, _renamed, _office, _zone, _slip]
    for _ in range(number):
        yield from chance.choice(makers)(chance, brands)
    for _ in range(number // 6):
        yield from _school(chance, brands)


def _brands(chance: random.Random) -> Iterator[str]:
    """Yield invented brands, each once."""
    made = [one + other for one in BRAND for other in BRAND if one != other]
    chance.shuffle(made)
    yield from made


def _trade(chance: random.Random) -> tuple[str, ...]:
    return chance.choice(TRADES)


def _firm(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    yield _firm_named(chance, chance.choice(PLACES), next(brands), _trade(chance))


def _firm_named(
    chance: random.Random, place: str, brand: str, trade: tuple[str, ...], *, placed: bool = False
) -> Body:
    """A firm by its full name and some short ones; `placed`: only such as keep the place."""
    legal = chance.choice(LEGAL)
    core = brand + "".join(trade)
    bracket = chance.random() < 0.15
    full = f"{core}（{place}）{legal}" if bracket else f"{place}{core}{legal}"
    forms = [place + brand, place + core, f"{place}{brand}{trade[-1]}"]
    if not placed:
        forms += [core, brand + trade[-1], brand + trade[0], brand, f"{brand}公司", core]
        if len(trade) > 1:
            forms.append(brand + trade[0][0] + trade[1][0])
        if "集团" in legal:
            forms += [f"{brand}集团", f"{core}集团"]
    if bracket and placed:
        forms = [f"{core}({place})"]
    names = [
        full,
        *_written(chance, full),
        *chance.sample(forms, min(len(forms), chance.randint(1, 3))),
    ]
    return Body(OrganizationKind.ENTERPRISE, tuple(names))


def _written(chance: random.Random, full: str) -> Iterator[str]:
    """Yield other ways of writing one full name."""
    if chance.random() < 0.3:
        yield (
            full.replace("（", "(").replace("）", ")")
            if "（" in full
            else f" {full}".replace("公司", " 公司")
        )
    if chance.random() < 0.2 and "有限责任公司" in full:
        yield full.replace("有限责任公司", "有限公司")
    if chance.random() < 0.1:
        yield full.replace("电", "電").replace("汽车", "汽車")


def _neighbours(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    """One brand in two cities, or in two trades: each is a firm of its own."""
    brand, trade = next(brands), _trade(chance)
    first, second = chance.sample(("武汉", "深圳", "苏州", "成都", "青岛", "长沙"), 2)
    other = trade if chance.random() < 0.5 else _trade(chance)
    yield _firm_named(chance, first, brand, trade, placed=True)
    yield _firm_named(chance, second, brand, other, placed=True)


def _group(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    """A group and a firm that bears its name in front."""
    brand, place, trade = next(brands), chance.choice(TOWNS), _trade(chance)
    group = f"中国{brand}集团"
    yield Body(OrganizationKind.ENTERPRISE, (group, f"{group}有限公司"))
    own = f"{place}{''.join(trade)}建设有限公司"
    yield Body(
        OrganizationKind.ENTERPRISE, (f"{group}{own}", *([own] if chance.random() < 0.3 else []))
    )


def _slip(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    """Two firms whose names differ by one character, or by 研究院: two until somebody says."""
    brand, place, trade = next(brands), chance.choice(PLACES), "".join(_trade(chance))
    other = brand[0] + chance.choice([each for each in BRAND if each not in brand])
    yield Body(OrganizationKind.ENTERPRISE, (f"{place}{brand}{trade}有限公司",))
    second = (
        f"{place}{brand}{trade}研究院有限公司"
        if chance.random() < 0.4
        else f"{place}{other}{trade}有限公司"
    )
    yield Body(OrganizationKind.ENTERPRISE, (second,))


def _school(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    brand, field, kind = next(brands), chance.choice(FIELDS), chance.choice(KINDS)
    full = brand + field + kind
    tail = {"学院": "院", "大学": "大", "学校": "专"}[kind[-2:]]
    if kind == "高等专科学校":
        forms = [f"{brand}{field}高专", f"{brand}{field[:1]}专"]
    else:
        forms = [f"{brand}{field}职{tail}", f"{brand}{field[:1]}职{tail}", f"{brand}职{tail}"]
    if field and kind != "高等专科学校":
        forms.append(f"{brand}{field[0]}{tail}")
    # Two schools of one front share their short forms; another field makes another school.
    names = (full, *chance.sample(forms, min(len(forms), 2)))
    yield Body(OrganizationKind.INSTITUTION, names)


def _renamed(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    rows = [row for row in all_institutions() if len(row.all_names) > 1]
    yield Body(OrganizationKind.INSTITUTION, chance.choice(rows).all_names)


def _office(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    town, (full, short) = chance.choice(TOWNS), chance.choice(BUREAUS)
    forms = [f"{town}{short}", f"{town.removesuffix('市')}{short}"]
    yield Body(OrganizationKind.GOVERNMENT, (f"{town}{full}", *chance.sample(forms, 2)))


def _zone(chance: random.Random, brands: Iterator[str]) -> Iterator[Body]:
    town, (full, short) = chance.choice(TOWNS), chance.choice(ZONES)
    forms = [
        f"{town}{short}",
        f"{town.removesuffix('市')}{short}",
        f"{town}{full}管理委员会",
        f"{town}{short}管委会",
    ]
    yield Body(OrganizationKind.PARK, (f"{town}{full}", *chance.sample(forms, 2)))
    bureau, brief = chance.choice(BUREAUS)
    yield Body(OrganizationKind.GOVERNMENT, (f"{town}{full}{bureau}", f"{town}{short}{brief}"))


__all__ = ["ledger_of", "score"]
