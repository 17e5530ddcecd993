"""Short forms: which words of a page mean a body that it names in full elsewhere."""

import pytest

from told import Told


def aliases(text: str) -> dict[str, set[str]]:
    return Told(text).aliases


@pytest.mark.parametrize(
    ("full", "text", "short"),
    [
        # By brand: the first two characters, and pieces of the rest in their order.
        ("武汉云帆激光工程有限责任公司", "云帆激光是知名企业。", {"云帆激光"}),
        ("武汉云帆激光工程有限责任公司", "来到云帆，大家很高兴。", {"云帆"}),
        ("武汉云帆激光工程有限责任公司", "来到云帆激光、云帆工程。", {"云帆激光", "云帆工程"}),
        ("武汉云帆激光工程有限责任公司", "云帆公司满意。", {"云帆公司"}),
        ("云帆智联集团", "来到云帆智联。", {"云帆智联"}),
        ("武汉云帆激光工程有限责任公司", "来到云帆", {"云帆"}),
        # By legal form: written shorter, or left out.
        ("武汉云帆电子集团有限公司", "云帆电子集团来人。", {"云帆电子集团"}),
        ("武汉云帆电子股份有限公司", "云帆电子公司来人。", {"云帆电子公司"}),
        ("武汉新能源研究院有限公司", "武汉新能源研究院来人。", {"武汉新能源研究院"}),
        # By place: left out in front.
        ("武汉云帆电子有限公司", "云帆电子有限公司来人。", {"云帆电子有限公司"}),
        (
            "中国云建集团江西省电力建设有限公司",
            "江西省电力建设有限公司来人。",
            {"江西省电力建设有限公司"},
        ),
        # By usual abbreviation.
        ("湖北省中华职业教育社", "湖北省中华职教社来人。", {"湖北省中华职教社"}),
        ("武汉市工业和信息化局", "武汉市工信局来人。", {"武汉市工信局"}),
        ("武汉市发展和改革委员会", "武汉市发改委来人。", {"武汉市发改委"}),
        ("云帆高新技术产业开发区", "云帆高新区来人。", {"云帆高新区"}),
        ("星川市人力资源和社会保障局", "星川市人社局来人。", {"星川市人社局"}),
        (
            "武汉经济技术开发区管理委员会",
            "武汉经开区管委会与经开区管委会主任来了。",
            {"武汉经开区管委会", "经开区管委会"},
        ),
    ],
)
def test_a_form_that_the_full_name_yields_means_the_same_body(
    full: str, text: str, short: set[str]
) -> None:
    assert aliases(f"活动由{full}主办。{text}") == {full: short}


def test_the_short_form_may_stand_before_the_full_one() -> None:
    assert aliases("武汉云帆工程有限公司的前身。云帆工程很大。") == aliases(
        "云帆工程很大。武汉云帆工程有限公司的前身。"
    )


@pytest.mark.parametrize(
    ("full", "text", "short"),
    [
        ("武汉职业技术学院", "武汉职院举行活动。", {"武汉职院"}),
        ("武汉职业技术学院", "武职学子参加，武职领导讲话。", {"武职"}),
        ("武汉职业技术学院", "武职院的学生参加。", {"武职院"}),
        ("星川职业技术大学", "星职大校长何静讲话。", {"星职大"}),
        ("星川理工大学", "星大学生参加。", {"星大"}),
        ("星川绿洲职业技术学院", "绿洲职院的学生参加。", {"绿洲职院"}),
        (
            "星川医药高等专科学校",
            "星川医专的学生，星川医药高专的学生。",
            {"星川医专", "星川医药高专"},
        ),
        ("星川职业高中", "星职学生参加。", {"星职"}),
        # By the name behind the place.
        ("武汉星辰职业技术学院", "星辰职院举行活动，走进星辰学院。", {"星辰职院", "星辰学院"}),
        ("江苏云海职业技术大学", "访问云海职大。", {"云海职大"}),
        ("河北星辰科技大学", "访问星辰科大。", {"星辰科大"}),
        # A place itself must be followed by an end that only schools have.
        ("湖北师范大学", "湖北师大来人。", {"湖北师大"}),
        ("武汉理工大学", "武汉理工来人。", {"武汉理工"}),
        ("湖北科技大学", "湖北科大来人。", {"湖北科大"}),
        ("泸州医疗器械职业学院", "器械学院举行活动。", {"器械学院"}),
    ],
)
def test_initials_and_middle_cuts_mean_a_school(full: str, text: str, short: set[str]) -> None:
    found = aliases(f"活动由{full}主办。{text}")
    assert set(found) == {full}
    assert short <= found[full]


@pytest.mark.parametrize(
    ("full", "text"),
    [
        # Initials count once they stand by themselves somewhere.
        ("武汉星辰职业技术学院", "武职位于江边。"),
        # Words of the language are no short names.
        ("武汉科技有限公司", "科技发展迅速，科技兴国。"),
        ("江苏东方人才有限公司", "人才是第一资源。"),
        ("星川师范大学", "师范生参加活动，师范很好。"),
        # A department that no school's name holds remains a department.
        ("泸州医疗器械职业学院", "商学院举行活动。"),
        # The place alone is no short name.
        ("武汉云帆电子有限公司", "武汉是座大城市。"),
        ("武汉星辰职业技术学院", "武汉很美，武汉电视台来了。"),
        ("武汉职业技术学院", "武汉职业教育发展很快。"),
        # Nor are the initials that are one.
        ("园湖林业职业学院", "园林学生参加。"),
        # A quarter of a short form is none.
        ("武汉云帆电子有限公司", "帆电很好。"),
    ],
)
def test_a_word_of_the_language_is_no_short_form(full: str, text: str) -> None:
    assert aliases(f"活动由{full}主办。{text}")[full] == set()


@pytest.mark.parametrize(
    ("declared", "short"),
    [
        ("（以下简称“岷沱重装”）", "岷沱重装"),
        ("（以下简称岷沱重装）", "岷沱重装"),
        ("（简称：岷沱重装）", "岷沱重装"),
        ("（下称“岷沱重装”）", "岷沱重装"),
        ("（以下统一简称“岷沱重装”）", "岷沱重装"),
        ("（以下简称“岷重”）", "岷重"),
    ],
)
def test_a_page_may_declare_a_short_form(declared: str, short: str) -> None:
    text = f"川江岷沱重型装备有限公司{declared}成立。{short}董事长李强讲话。"
    told = Told(text)
    assert told.aliases == {"川江岷沱重型装备有限公司": {short}}
    assert told.people == ["李强 董事长 川江岷沱重型装备有限公司"]


def test_a_declared_short_form_may_be_one_that_the_name_yields() -> None:
    text = "武汉云帆电子有限公司（以下简称“云帆电子公司”）成立。云帆电子公司满意。"
    assert aliases(text) == {"武汉云帆电子有限公司": {"云帆电子公司"}}


def test_a_short_form_that_two_bodies_declare_means_neither() -> None:
    text = "湖北川江有限公司（简称“岷沱”）与江苏嘉陵有限公司（简称“岷沱”）合作。岷沱满意。"
    assert aliases(text) == {"湖北川江有限公司": set(), "江苏嘉陵有限公司": set()}


def test_a_declared_short_form_may_be_a_name_by_itself() -> None:
    text = "川江岷沱重型装备有限公司（以下简称“装备集团”）成立。装备集团董事长李强讲话。"
    assert aliases(text) == {"川江岷沱重型装备有限公司": {"装备集团"}}


@pytest.mark.parametrize(
    "text",
    [
        "川江岷沱重型装备有限公司（1990年）成立。",
        "川江岷沱重型装备有限公司（图为李强）成立。",
        "何静（以下简称“何总”）出席川江岷沱重型装备有限公司活动。",
    ],
)
def test_other_brackets_declare_nothing(text: str) -> None:
    assert aliases(text) == {"川江岷沱重型装备有限公司": set()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "武汉云帆装备有限公司、武汉云帆电子有限公司来人。云帆满意，云帆电子也满意。",
            {"武汉云帆装备有限公司": set(), "武汉云帆电子有限公司": {"云帆电子"}},
        ),
        (
            "武汉星辰学院、武汉月辰学院来人。武汉很美。",
            {"武汉星辰学院": set(), "武汉月辰学院": set()},
        ),
        # Pieces in another order make another name.
        (
            "武汉云帆激光工程有限公司来人。云帆工程激光公司满意。",
            {"武汉云帆激光工程有限公司": set(), "云帆工程激光公司": set()},
        ),
        # A shorter name that two longer ones end with belongs to neither.
        (
            "湖北电力有限公司、中国云建集团电力有限公司、江苏云海集团电力有限公司来人。",
            {
                "湖北电力有限公司": set(),
                "中国云建集团电力有限公司": set(),
                "江苏云海集团电力有限公司": set(),
            },
        ),
        # A bureau and the park in whose name it bears the park's are two.
        (
            "苏州工业园区人力资源和社会保障局来人。苏州工业园区很大，园区人社局满意。",
            {"苏州工业园区人力资源和社会保障局": {"园区人社局"}, "苏州工业园区": set()},
        ),
    ],
)
def test_a_form_that_two_bodies_bear_means_neither(
    text: str, expected: dict[str, set[str]]
) -> None:
    assert aliases(text) == expected


def test_where_several_forms_fit_the_longest_one_stands() -> None:
    assert aliases("武汉云帆激光工程有限公司来人。云帆激光工程满意。") == {
        "武汉云帆激光工程有限公司": {"云帆激光工程"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("荆楚云帆集团来人。云帆集团满意，云帆集团很大。", {"云帆集团": set()}),
        # A place in front belongs to the name, however seldom it is written.
        (
            "湖北星川学院来人。星川学院满意，星川学院很大。",
            {"湖北星川学院": {"星川学院"}},
        ),
        (
            "云海集团云帆酒店来人。云帆酒店满意，云帆酒店很大。",
            {"云海集团": set(), "云帆酒店": set()},
        ),
    ],
)
def test_a_word_in_front_that_the_page_mostly_leaves_out_is_no_part_of_the_name(
    text: str, expected: dict[str, set[str]]
) -> None:
    assert aliases(text) == expected


@pytest.mark.parametrize(
    ("full", "text", "short"),
    [
        # The whole core, though it begins like a place.
        ("河南平原光电有限公司", "平原光电来人。", {"平原光电"}),
        ("深圳市招商港湾集团有限公司", "招港集团来人。", {"招港集团"}),
        ("永嘉县第二职业学校", "永嘉二职举行活动。", {"永嘉二职"}),
        # The place with and without 市.
        ("武汉市旭日职业技术学校", "武汉旭日职业技术学校来人。", {"武汉旭日职业技术学校"}),
        # No piece of a bureau, nor of a park, is a name by itself.
        ("四平市人才服务中心", "人才很多。", set()),
        ("云帆机械产业园", "云帆产业发达。", set()),
    ],
)
def test_short_forms_that_pages_use(full: str, text: str, short: set[str]) -> None:
    assert aliases(f"活动由{full}主办。{text}")[full] == short


def test_a_department_may_begin_with_the_short_form_of_its_owner() -> None:
    text = "星川纺织职业技术学院主办。星川纺院染整学院院长何静出席。"
    assert Told(text).people == ["何静 染整学院院长 星川纺织职业技术学院"]
