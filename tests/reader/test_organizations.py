"""Organisations: which characters make a name, what kind of body it is, and what is none."""

import pytest

from told import Told


def bodies(text: str) -> dict[str, str]:
    return Told(text).bodies


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("蓝海智能装备有限公司", "enterprise"),
        ("蓝海智能装备有限责任公司", "enterprise"),
        ("蓝海智能装备股份有限公司", "enterprise"),
        ("云帆控股集团有限公司", "enterprise"),
        ("云帆远洋物流集团", "enterprise"),
        ("蓝海装备湖北分公司", "enterprise"),
        ("云帆律师事务所", "enterprise"),
        ("云帆会计师事务所", "enterprise"),
        ("云帆电子公司", "enterprise"),
        ("云帆大酒店", "enterprise"),
        ("云帆机械总厂", "enterprise"),
        ("云帆农商银行", "enterprise"),
        ("星川职业技术学院", "institution"),
        ("星川职业技术大学", "institution"),
        ("星川医药高等专科学校", "institution"),
        ("星川技师学院", "institution"),
        ("星川职教中心", "institution"),
        ("星川高级中学", "institution"),
        ("湖北省旅游学校", "institution"),
        ("江苏省人民政府", "government"),
        ("湖北省教育厅", "government"),
        ("武汉市人力资源和社会保障局", "government"),
        ("武汉市发展和改革委员会", "government"),
        ("武汉市人才服务中心", "government"),
        ("星川经开区管委会", "government"),
        ("教育部", "government"),
        ("云帆高新技术产业开发区", "park"),
        ("云帆科技园", "park"),
        ("云帆软件园", "park"),
        ("云帆数字产业园区", "park"),
        ("云帆物流园区", "park"),
        ("湖北省机械工业协会", "association"),
        ("湖北省浙江商会", "association"),
        ("武汉市总工会", "association"),
        ("湖北省中华职业教育社", "association"),
        ("云帆建筑职教集团", "association"),
        ("云帆数控产教融合共同体", "association"),
        ("云帆智能技术研究院", "institute"),
        ("云帆农业科学院", "institute"),
        ("武汉数控应用中心", "institute"),
        ("云帆公益基金会", "other"),
        ("云帆第一人民医院", "other"),
        ("武汉工业博物馆", "other"),
    ],
)
def test_the_end_of_a_name_says_what_kind_of_body_it_is(name: str, kind: str) -> None:
    assert bodies(f"3月5日，{name}举行活动。") == {name: kind}


@pytest.mark.parametrize(
    "text",
    [
        "全国多家企业和知名公司举行活动。",
        "省外园区、兄弟院校和各类职业学校都派了人。",
        "这家公司是上市公司，那家酒店也不错。",
        "全资子公司与控股子公司都派了人。",
        "高等职业学校与高职学院应办出特色。",
        "若干示范区、一批产业园区和两家研究院先后建成。",
        "布局合理，格局一新，大局已定。",
        "他学会了技术，在活动中学到很多。",
        "大学生来到大学城，中学生参观邮政局。",
        "委员会议结束后，大家走出厂房。",
        "部分职业院校的教育局限被打破。",
        "贵公司、该企业公司和每家公司都派了人，其公司很大。",
        "云海服务中心很大。",
        "专业建设指导委员会开会。",
        "科学学会了吗。",
        "云帆、蓝海等职业学校派人参加。",
        f"{'云帆蓝海' * 12}有限公司举行活动。",
    ],
)
def test_a_word_that_only_ends_like_a_name_is_no_body(text: str) -> None:
    assert bodies(text) == {}


@pytest.mark.parametrize(
    "name",
    [
        "有家实业（湖北）有限公司",
        "湖北（武汉）云帆科技有限公司",
        "武汉市千帆科技有限公司",
        "中国云建集团江西省电力建设有限公司",
        "深圳云帆控股集团有限公司",
        "武汉同沛科技有限公司",
        "贵州云帆丝绸有限公司",
        "本溪云帆钢铁有限公司",
        "云帆和利时自动化有限公司",
        "江苏省药品与健康学院",
        "星川市人力资源和社会保障局",
        "云帆3D打印科技有限公司",
    ],
)
def test_brackets_groups_places_and_link_words_stand_inside_a_name(name: str) -> None:
    assert list(bodies(f"活动由{name}主办。")) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各界代表齐聚湖北云帆学院。", ["湖北云帆学院"]),
        ("学校联合江苏云帆电子有限公司开设订单班。", ["江苏云帆电子有限公司"]),
        ("双方携手江苏云帆电子有限公司开设订单班。", ["江苏云帆电子有限公司"]),
        ("由江苏云帆电子有限公司出资。", ["江苏云帆电子有限公司"]),
        ("据湖北省教育厅介绍。", ["湖北省教育厅"]),
        ("他走访了云帆科技有限公司。", ["云帆科技有限公司"]),
        ("总经理所在的云帆科技有限公司。", ["云帆科技有限公司"]),
        ("3家企业来自云帆科技园。", ["云帆科技园"]),
        ("——云帆科技有限公司主办。", ["云帆科技有限公司"]),
        ("与蓝海科技有限公司和云帆集团合作。", ["蓝海科技有限公司", "云帆集团"]),
        (
            "蓝海科技有限公司、云帆集团以及云帆科技园。",
            ["蓝海科技有限公司", "云帆集团", "云帆科技园"],
        ),
    ],
)
def test_a_name_begins_behind_verbs_marks_and_link_words(text: str, names: list[str]) -> None:
    assert list(bodies(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Departments of a school are no bodies, whether its name stands before them or not.
        ("星川职业技术学院商学院举行活动。", ["星川职业技术学院"]),
        ("星川职业技术学院智能制造学院、马克思主义学院举行活动。", ["星川职业技术学院"]),
        ("星川职业技术学院举行活动，机电工程学院、国际教育学院参加。", ["星川职业技术学院"]),
        ("星川职业技术学院产业学院开学。", ["星川职业技术学院"]),
        # A place in front, or the ministry's list, makes it a school.
        ("湖北商贸学院举行活动。", ["湖北商贸学院"]),
        # A hospital of a school and a firm's institute are bodies, or not, by what follows.
        ("星川医学院附属医院举行活动。", ["星川医学院附属医院"]),
        ("云帆研究院副院长周明出席。", []),
        ("云帆研究院举行活动。", ["云帆研究院"]),
        # A founder founds a body, not a department.
        ("云帆国际双创教育学院创始人周明出席。", ["云帆国际双创教育学院"]),
    ],
)
def test_departments_are_not_bodies(text: str, names: list[str]) -> None:
    assert list(bodies(text)) == names


def test_a_department_of_the_own_school_is_not_a_body() -> None:
    told = Told("我校商学院院长何静出席，学校智能制造学院参加。")
    assert told.bodies == {}
    assert told.people == ["何静 商学院院长 我校"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云帆集团是知名企业。云帆集团旗下云帆酒店很大。", ["云帆集团", "云帆酒店"]),
        ("星川经开区管委会主任王刚出席。", ["星川经开区管委会"]),
        ("中国云帆集团湖北省科技有限公司出席。", ["中国云帆集团湖北省科技有限公司"]),
        ("武汉经济技术开发区管理委员会出席。", ["武汉经济技术开发区管理委员会"]),
        ("湖北省旅游协会酒店分会会长周明出席。", ["湖北省旅游协会"]),
        ("“云帆科技园研究院”成立。", ["云帆科技园研究院"]),
        ("星川大学第一附属医院出席。", ["星川大学第一附属医院"]),
    ],
)
def test_names_that_begin_at_one_place_are_one_or_two_bodies(text: str, names: list[str]) -> None:
    assert list(bodies(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("何静走进云帆科技、蓝海医疗、星河重工等3家企业。", ["云帆科技", "蓝海医疗", "星河重工"]),
        ("何静走进云帆科技、蓝海医疗等知名企业。", ["云帆科技", "蓝海医疗"]),
        ("何静走进云帆科技与蓝海医疗两家公司。", ["云帆科技", "蓝海医疗"]),
        # A list has two items, and its items are firms.
        ("何静走进云帆科技等企业。", []),
        ("何静了解就业情况、管理问题等企业情况。", []),
        ("学生、教师、带队教师等3家企业的人。", []),
    ],
)
def test_a_list_that_the_text_calls_firms_names_firms(text: str, names: list[str]) -> None:
    found = Told(text).bodies
    assert (list(found), set(found.values())) == (names, {"enterprise"} if names else set())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # What a body is, before its name.
        ("走访校外实习单位山东云帆有限公司。", ["山东云帆有限公司"]),
        ("走访全资子公司嘉兴云帆机械有限公司。", ["嘉兴云帆机械有限公司"]),
        ("走访商用汽车生产企业云帆福田集团。", ["云帆福田集团"]),
        ("领导嘉宾有大连市教育局人员。", ["大连市教育局"]),
        ("大家就深圳云帆联合有限公司座谈。", ["深圳云帆联合有限公司"]),
        ("星川学校受博罗云帆产业园管理委员会邀请。", ["博罗云帆产业园管理委员会"]),
        ("走访云帆企业管理有限公司。", ["云帆企业管理有限公司"]),
        # A firm in a park is no part of it where its own name holds a bracket.
        (
            "走访星川市工业园区云帆化工(江苏)有限公司。",
            ["星川市工业园区", "云帆化工(江苏)有限公司"],
        ),
        # Characters that part names may stand inside one.
        ("前往福建恒而达新材料股份有限公司。", ["福建恒而达新材料股份有限公司"]),
        ("前往奥的斯机电有限公司。", ["奥的斯机电有限公司"]),
        ("赴山东舜和酒店集团。", ["山东舜和酒店集团"]),
        ("前往武汉的云帆有限公司。", ["云帆有限公司"]),
        ("前往云帆有限公司和旭日有限公司。", ["云帆有限公司", "旭日有限公司"]),
        # A place inside a name is not where it begins.
        (
            "走访青岛香格里拉大酒店、苏州香格里拉大酒店。",
            ["青岛香格里拉大酒店", "苏州香格里拉大酒店"],
        ),
        ("走访云帆酒店集团。", ["云帆酒店集团"]),
        ("德国云帆应用技术大学来访。", ["云帆应用技术大学"]),
        ("走访云帆集团股份有限公司董事局。", ["云帆集团股份有限公司"]),
    ],
)
def test_where_a_name_begins_and_ends(text: str, names: list[str]) -> None:
    assert [each for each in bodies(text) if each != "学校"] == names


@pytest.mark.parametrize(
    "text",
    [
        "度过了一天大学生活。",
        "21级酒店管理班参加。",
        "两大产教融合共同体成立。",
        "全国首家信创学院成立。",
        "机电教育部开会。",
        "生物医药产业园区很多。",
        "各县区产业集聚区很多。",
        "行业产教融合共同体很多。",
        "企业在天津滨海新区。",
        "在大学科技园座谈。",
        "在星川校区图书馆座谈。",
        "学生进入云帆ICT学院学习。",
        "大家详细了解公司。",
    ],
)
def test_fronts_that_count_or_describe_name_no_body(text: str) -> None:
    assert bodies(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星川职业技术学院物电学院、继教学院参加。", {"星川职业技术学院"}),
        ("我校文设学院参加。", set()),
        ("学院领导走访企业，文设学院参加。", set()),
        ("艺设学院参加。", {"艺设学院"}),
        ("鄂北水利电力学院院长参加，星川大学参加。", {"鄂北水利电力学院", "星川大学"}),
    ],
)
def test_a_college_written_short_needs_no_school_to_be_one(text: str, expected: set[str]) -> None:
    assert bodies(text).keys() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访华为、比亚迪。", {"华为", "比亚迪"}),
        ("华为人力资源总监何静出席。", {"华为"}),
        ("华为技术有限公司来访，华为很满意。", {"华为技术有限公司"}),
        ("学生通过华为认证。", set()),
        ("学生进入华为ICT学院。", set()),
        ("云帆华为中心成立。", set()),
        ("走访比亚迪淮安工厂、淮安比亚迪工厂。", {"比亚迪淮安工厂", "淮安比亚迪工厂"}),
        ("走访智能工厂和苏州智慧工厂。", set()),
    ],
)
def test_a_well_known_firm_is_one_where_it_stands_as_a_word(text: str, expected: set[str]) -> None:
    assert bodies(text).keys() == expected
