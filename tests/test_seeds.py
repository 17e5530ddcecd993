"""The pages of `seeds/` give the ledgers that stand beside them, and the facts that people found.

The expected ledgers leave out evidence and text, which follow from the pages. After a change that
should change one, write it anew with `written` below, and look at the difference line by line.
"""

import json
from pathlib import Path

import pytest

import facts
from schoolenterprise import Record, Source, dumps, evolve, loads, read_news

NAMES = ("000", "001", "003")


def page(seeds: Path, name: str) -> str:
    return (seeds / f"{name}.txt").read_text(encoding="utf-8")


def bare(record: Record) -> Record:
    """A record without what follows from the page."""
    if isinstance(record, Source):
        return evolve(record, text=None, evidence=())
    return evolve(record, evidence=())


def written(text: str) -> str:
    """The ledger expected of a page, as its file holds it."""
    return dumps((bare(record) for record in read_news(text)), indent=1)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_ledger_beside_it(seeds: Path, name: str) -> None:
    expected = (seeds / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(written(page(seeds, name))) == json.loads(expected)


@pytest.mark.parametrize("name", NAMES)
def test_the_ledger_beside_a_seed_loads_without_a_problem(seeds: Path, name: str) -> None:
    ledger = loads((seeds / f"{name}.json").read_text(encoding="utf-8"))
    assert ledger.problems == ()
    assert list(ledger) == [bare(record) for record in read_news(page(seeds, name))]


SCHOOL = "武汉职业技术学院"
LASER = "武汉华工激光工程有限责任公司"
SOFTWARE = "中软国际科技服务有限公司"
BIOTECH = "武汉生物技术研究院"
ACCOUNTANTS = "湖北省代理记账行业协会"
POWER = "中国电建集团江西省电力建设有限公司"
ENERGY = "武汉新能源研究院有限公司"
FOODS = "百胜中国控股有限公司"
TEST = "杭州加速科技有限公司"
CENTRE = "湖北省高等学校毕业生就业指导服务中心"
EDUCATORS = "湖北省中华职业教育社"
TRAINERS = "子谦国际双创教育学院"
MEDICAL = "泸州医疗器械职业学院"
PARK = "苏州工业园区"
BUREAU = "苏州工业园区人力资源和社会保障局"
SIGNED_ALONE = (
    "卓尔智联集团",
    FOODS,
    "湖北爱福家企业管理咨询有限公司",
    "深圳仕通星创科技有限公司",
    "武汉空白造物网络科技有限公司",
    "有家实业(湖北)有限公司",
    "武汉市千米科技有限公司",
    "武汉兴聪餐饮管理有限公司",
    "深圳央聚控股集团有限公司",
    TEST,
)

GOLD: dict[str, dict[str, set[str]]] = {
    "000": {
        "organizations": {
            f"institution {SCHOOL} = 武汉职院 = 武职",
            f"enterprise {LASER} = 华工激光",
            f"enterprise {SOFTWARE} = 中软国际",
            "enterprise 绿盟科技",
            f"institute {BIOTECH}",
            f"association {ACCOUNTANTS}",
            "government 教育部",
            "park 智能制造产业园",
        },
        "officials": {
            f"鄢烈洲 校长 {SCHOOL}",
            f"李洪渠 党委书记 {SCHOOL}",
            f"刁元斌 副校长 {SCHOOL}",
            f"陈衡 合作发展处处长 {SCHOOL}",
            "习近平 总书记 None",
        },
        "visits": {
            f"2022-02-22 {SCHOOL} 鄢烈洲 → {LASER}",
            f"2022-02~ {SCHOOL} None → 绿盟科技 {SOFTWARE} {LASER} {BIOTECH}",
            f"2022-02-18 {SCHOOL} 李洪渠 → {SOFTWARE}",
            f"2022-03-22 {SCHOOL} 刁元斌 陈衡 → {ACCOUNTANTS}",
            f"None {SCHOOL} 李洪渠 → {BIOTECH}",
        },
        "agreements": set(),
        "industry_colleges": set(),
        "appointments": set(),
        "counts": set(),
        "programs": {
            "新春企业行",
            "千人千企",
            "一把手",
            "双高",
            "全国高校书记校长访企拓岗促就业专项行动",
            "湖北省高校干部访企拓岗促就业专项行动",
        },
    },
    "001": {
        "organizations": {
            f"institution {SCHOOL} = 武职",
            f"association {EDUCATORS} = 湖北省中华职教社",
            f"government {CENTRE}",
            f"enterprise {POWER} = 江西省电力建设有限公司",
            f"enterprise {ENERGY} = 武汉新能源有限公司 = 武汉新能源研究院",
            f"enterprise {FOODS} = 百胜",
            "enterprise 武汉利楚商务服务有限公司",
            "enterprise 湖北单色文化传播有限公司",
            "enterprise 超星集团",
            f"other {TRAINERS} = 子谦国际",
            *(f"enterprise {name}" for name in SIGNED_ALONE if name != FOODS),
        },
        "officials": {
            f"陈南军 专职副主任 {EDUCATORS}",
            f"杨中胜 三级调研员 {EDUCATORS}",
            f"尹云波 主任 {CENTRE}",
            f"李洪渠 党委书记 校长 {SCHOOL}",
            f"李望云 副校长 {SCHOOL}",
            f"向晓斌 总经理 党委副书记 董事 {POWER}",
            f"王凯文 双创协同教育中心主任 {SCHOOL}",
            f"杨凯 董事长 {ENERGY}",
            f"赵成松 公共事务部总监 {FOODS}",
            "王朋 创始人 武汉利楚商务服务有限公司",
            f"邬刚 创始人 {TEST}",
            "王贺 创始人 湖北单色文化传播有限公司",
            f"朱燕空 创始人 {TRAINERS}",
            f"汪悦 武汉项目总经理 {FOODS}",
            "赵虎 职业教育研究院副院长 超星集团",
        },
        "visits": set(),
        "agreements": {
            f"2021-06-24 industry_college {SCHOOL} {ENERGY} {POWER} / 李洪渠 杨凯 向晓斌",
            *(f"2021-06-24 industry_innovation {SCHOOL} {name} / 李望云" for name in SIGNED_ALONE),
        },
        "industry_colleges": {f"2021-06-24 {SCHOOL}碳中和产业学院 {SCHOOL} + {ENERGY} {POWER}"},
        "appointments": {
            *(f"2021-06-24 {name} 双创客座教授 {SCHOOL}" for name in ("王朋", "王贺", "邬刚")),
            *(f"2021-06-24 {name} 双创教学总监 {SCHOOL}" for name in ("赵虎", "汪悦", "朱燕空")),
        },
        "counts": {"agreements_signed 10"},
        "programs": {"双创特训营"},
    },
    "003": {
        "organizations": {
            f"institution {MEDICAL} = 器械学院",
            # 园区 alone is a word like 公司: the annotators accept it as an alias and its absence.
            f"park {PARK}",
            f"government {BUREAU} = 园区人社局",
            "enterprise 日月新半导体公司",
            "enterprise 鼎科医疗",
            "enterprise 旭创科技",
            "enterprise 方正集团",
        },
        "officials": {f"鞠梅 院长 {MEDICAL}", f"刘洪群 副局长 {BUREAU}"},
        "visits": {
            f"2024-01-24 {MEDICAL} 鞠梅 → {PARK} 方正集团 旭创科技 鼎科医疗 日月新半导体公司 / 刘洪群",
            f"2023-05 {BUREAU} None → {MEDICAL}",
        },
        "agreements": {f"2023-05 industry_college {MEDICAL} {PARK}"},
        "industry_colleges": {f"2023-05 {MEDICAL}苏州产业学院 {MEDICAL} + {PARK}"},
        "appointments": set(),
        # The annotators' format has no word for the two teachers who were sent along.
        "counts": {"interns 150", "enterprises_visited 4"},
        "programs": {"十省百校千企万岗", "访企拓岗促就业"},
    },
}


def told(name: str, fact: object) -> str:
    """A fact of the annotation format in one line."""
    if not isinstance(fact, dict):
        return str(fact)

    def words(*keys: str) -> str:
        values = (fact[key] for key in keys)
        return " ".join(
            " ".join(value) if isinstance(value, list) else str(value) for value in values
        )

    match name:
        case "organizations":
            return " = ".join([words("kind", "name"), *sorted(fact["aliases"])])
        case "officials":
            return words("name", "titles", "organization")
        case "visits":
            going = words("date", "visitor", "leader", "participants").strip()
            received = f" / {words('received_by')}" if fact["received_by"] else ""
            return f"{going} → {words('hosts')}{received}"
        case "agreements":
            signed = f" / {words('signatories')}" if fact["signatories"] else ""
            return words("date", "kind", "parties") + signed
        case "industry_colleges":
            return f"{words('established', 'name', 'institution')} + {words('partners')}"
        case "appointments":
            return words("date", "person", "role", "by")
        case _:
            return words("what", "value")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("measure", GOLD["000"])
def test_a_seed_tells_the_facts_that_people_found(seeds: Path, name: str, measure: str) -> None:
    reading = facts.read(page(seeds, name))
    found = facts.Translator(reading).facts(name)[measure]
    assert isinstance(found, list)
    lines = [told(measure, fact) for fact in found]
    assert len(lines) == len(set(lines))
    assert set(lines) == GOLD[name][measure]


@pytest.mark.parametrize(("name", "own"), [("000", SCHOOL), ("001", SCHOOL), ("003", MEDICAL)])
def test_a_seed_shows_whose_page_it_is(seeds: Path, name: str, own: str) -> None:
    reading = facts.read(page(seeds, name))
    assert facts.Translator(reading).facts(name)["self"] == own


@pytest.mark.parametrize(
    ("name", "codes"),
    [("000", []), ("001", ["near-identical-names"]), ("003", ["conflicting-dates"])],
)
def test_a_seed_raises_the_doubts_that_stand_in_it(
    seeds: Path, name: str, codes: list[str]
) -> None:
    assert [each.code for each in read_news(page(seeds, name)).problems] == codes
