"""People: names by their titles, titles with their bodies, lists that share or hand on either."""

import pytest

from told import Told

SCHOOL, FIRM = "星川职业技术学院", "湖北云帆科技有限公司"


def people(text: str) -> list[str]:
    return Told(text).people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SCHOOL}校长何静出席。", [f"何静 校长 {SCHOOL}"]),
        # Titles joined by 、 and 兼 are split.
        (f"{SCHOOL}党委书记、校长何静出席。", [f"何静 党委书记、校长 {SCHOOL}"]),
        (f"{FIRM}董事长兼总经理陈立出席。", [f"陈立 董事长、总经理 {FIRM}"]),
        (f"{FIRM}总经理、党委副书记、董事陈立出席。", [f"陈立 总经理、党委副书记、董事 {FIRM}"]),
        # A department stays in the title, a school in front of it does not.
        (f"{SCHOOL}合作发展处处长何静出席。", [f"何静 合作发展处处长 {SCHOOL}"]),
        (f"{SCHOOL}商学院院长何静出席。", [f"何静 商学院院长 {SCHOOL}"]),
        (f"{SCHOOL}机电工程学院党总支书记何静出席。", [f"何静 机电工程学院党总支书记 {SCHOOL}"]),
        (f"{FIRM}公共事务部总监陈立出席。", [f"陈立 公共事务部总监 {FIRM}"]),
        ("云帆集团职业教育研究院副院长陈立出席。", ["陈立 职业教育研究院副院长 云帆集团"]),
        (f"{SCHOOL}举行活动。校党委书记何静出席。", [f"何静 党委书记 {SCHOOL}"]),
        (
            f"{SCHOOL}新一代人工智能装备数字化网络化技术创新应用推广转化处处长何静出席。",
            [f"何静 处长 {SCHOOL}"],
        ),
        # A name that reaches into the title.
        ("星川经开区管委会副主任王刚出席。", ["王刚 副主任 星川经开区管委会"]),
        # Honours and grades count, relations do not.
        ("湖北省教育厅三级调研员王刚出席。", ["王刚 三级调研员 湖北省教育厅"]),
        (f"{FIRM}总工程师、省劳动模范陈立出席。", [f"陈立 总工程师、省劳动模范 {FIRM}"]),
        (f"{SCHOOL}优秀校友、{FIRM}创始人陈立出席。", [f"陈立 创始人 {FIRM}"]),
        # Two posts in two bodies.
        (
            f"{FIRM}董事长、湖北省机械协会会长陈立出席。",
            [f"陈立 董事长 {FIRM} 会长 湖北省机械协会"],
        ),
        # The name stands before the title.
        (f"{SCHOOL}举行活动。何静校长介绍了情况。", [f"何静 校长 {SCHOOL}"]),
        (f"{FIRM}来访。陈立总经理介绍了情况。", [f"陈立 总经理 {FIRM}"]),
        # A name without a title counts where it also stands with one.
        (f"何静出席。{SCHOOL}校长何静讲话。何静满意。", [f"何静 校长 {SCHOOL}"]),
        # A blank between title and name.
        (f"{SCHOOL}校长 何静出席。", [f"何静 校长 {SCHOOL}"]),
    ],
)
def test_a_title_shows_a_name_and_where_the_post_is(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One title for several people.
        (f"{SCHOOL}副校长何静、李望出席。", [f"何静 副校长 {SCHOOL}", f"李望 副校长 {SCHOOL}"]),
        (f"{SCHOOL}副校长何静和李望出席。", [f"何静 副校长 {SCHOOL}", f"李望 副校长 {SCHOOL}"]),
        # The body is handed on to the titles that follow in the list.
        (
            f"{SCHOOL}校长何静，副校长李望以及教务处处长王芳出席。",
            [f"何静 校长 {SCHOOL}", f"李望 副校长 {SCHOOL}", f"王芳 教务处处长 {SCHOOL}"],
        ),
        (
            "湖北省教育厅副厅长王刚、三级调研员赵敏出席。",
            ["王刚 副厅长 湖北省教育厅", "赵敏 三级调研员 湖北省教育厅"],
        ),
        # … but not behind a body of its own, a verb or a stop.
        (
            f"{SCHOOL}校长何静、{FIRM}总经理陈立出席。",
            [f"何静 校长 {SCHOOL}", f"陈立 总经理 {FIRM}"],
        ),
        (
            f"{FIRM}总经理陈立讲话。校长何静出席，{SCHOOL}满意。",
            [f"陈立 总经理 {FIRM}", f"何静 校长 {SCHOOL}"],
        ),
        (f"{SCHOOL}教师代表、校长何静出席。", [f"何静 校长 {SCHOOL}"]),
        # Words behind 、 that are no names.
        (f"{SCHOOL}副校长何静、教师代表出席。", [f"何静 副校长 {SCHOOL}"]),
        (f"{SCHOOL}副校长何静、{FIRM}等出席。", [f"何静 副校长 {SCHOOL}"]),
        (f"{SCHOOL}副校长何静、处长等出席。", [f"何静 副校长 {SCHOOL}"]),
    ],
)
def test_lists_share_titles_and_hand_on_bodies(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A title says in which kind of body such a post is found.
        (f"{SCHOOL}举行活动，{FIRM}来访。总经理陈立讲话。", [f"陈立 总经理 {FIRM}"]),
        (f"{SCHOOL}举行活动，{FIRM}来访。校长何静讲话。", [f"何静 校长 {SCHOOL}"]),
        (f"{SCHOOL}举行活动，武汉市教育局来访。局长王刚讲话。", ["王刚 局长 武汉市教育局"]),
        (f"{SCHOOL}举行活动，湖北省机械协会来访。会长赵敏讲话。", ["赵敏 会长 湖北省机械协会"]),
        (
            f"{SCHOOL}举行活动，星川县人民政府支持。副县长王刚讲话。",
            ["王刚 副县长 星川县人民政府"],
        ),
        (
            f"{SCHOOL}举行活动，星川县人民政府、月川县人民政府支持。副县长王刚讲话。",
            ["王刚 副县长 ?"],
        ),
        # Where the page has no such body: its own one.
        (f"{SCHOOL}举行活动。处长王刚讲话。", [f"王刚 处长 {SCHOOL}"]),
        (f"{FIRM}来访。校长何静讲话。", ["何静 校长 ?"]),
        # A post of the state belongs to no body of the page.
        (f"{SCHOOL}回顾过去。2021年，习近平总书记作出指示。", ["习近平 总书记 ?"]),
        (f"{SCHOOL}举行活动。总书记习近平的指示很重要。", ["习近平 总书记 ?"]),
    ],
)
def test_a_title_without_a_body_finds_one_in_the_page(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same post again adds nothing; a fuller title does.
        (
            f"{SCHOOL}校长何静出席。校长何静讲话。",
            [f"何静 校长 {SCHOOL}"],
        ),
        (
            f"{SCHOOL}党委书记何静出席。书记何静讲话。",
            [f"何静 党委书记 {SCHOOL}"],
        ),
        (
            f"{SCHOOL}举行活动。总经理陈立讲话。{FIRM}总经理陈立出席。",
            [f"陈立 总经理 {FIRM}"],
        ),
        (
            f"{SCHOOL}校长何静出席。{SCHOOL}党委副书记何静讲话。",
            [f"何静 校长、党委副书记 {SCHOOL}"],
        ),
        (
            f"{FIRM}总经理陈立出席。云帆集团总经理陈立讲话。",
            [f"陈立 总经理 {FIRM} 总经理 云帆集团"],
        ),
    ],
)
def test_the_mentions_of_one_name_are_one_person(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The verb behind a name is no part of it.
        (f"{SCHOOL}校长何静走访{FIRM}。", ["何静"]),
        (f"{SCHOOL}校长何静致辞。", ["何静"]),
        (f"{SCHOOL}校长何静说：“好。”", ["何静"]),
        (f"{SCHOOL}校长何静将前往{FIRM}。", ["何静"]),
        (f"{SCHOOL}校长何静陪同走访。", ["何静"]),
        (f"{SCHOOL}校长李望云说。", ["李望云"]),
        (f"{SCHOOL}校长赵大为主持活动。", ["赵大为"]),
        # Double surnames, foreign names.
        (f"{SCHOOL}校长欧阳静出席。", ["欧阳静"]),
        (f"{SCHOOL}校长欧阳静怡出席。", ["欧阳静怡"]),
        ("德国云帆有限公司总裁彼得·沃克一行来访。", ["彼得·沃克"]),
        ("德国云帆有限公司总裁John Walker来访。", ["John Walker"]),
        # Words that only look like names.
        (f"{SCHOOL}校长高度重视。", []),
        (f"{SCHOOL}校长和企业代表出席。", []),
        (f"{SCHOOL}校长代表学校讲话。", []),
        (f"{SCHOOL}校长一行来访。", []),
        (f"{SCHOOL}校长的讲话。", []),
        ("武汉市总工会参加活动。", []),
        (f"{SCHOOL}何校友来访。", []),
        (f"{SCHOOL}举行活动，祝经理满意。", []),
        # … unless such a word recurs as a name does.
        (f"{SCHOOL}校长党建国出席。党建国讲话，党建国认为很好。", ["党建国"]),
    ],
)
def test_where_a_name_ends(text: str, names: list[str]) -> None:
    assert [each.name for each in Told(text).reading.officials] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A department before the name: the title is what stands behind it.
        (f"{SCHOOL}教务处戴勤处长出席。", [f"戴勤 处长 {SCHOOL}"]),
        (f"{SCHOOL}机电系李友节主任出席。", [f"李友节 主任 {SCHOOL}"]),
        (f"{SCHOOL}宣传部李银部长出席。", [f"李银 部长 {SCHOOL}"]),
        (f"{SCHOOL}举行活动，院党委王秀书记出席。", [f"王秀 书记 {SCHOOL}"]),
        # A word that parts names may stand inside one: 建强.
        (f"{SCHOOL}就业处汪建强书记出席。", [f"汪建强 书记 {SCHOOL}"]),
        # … but a department, a place or a surname alone is no person.
        (f"{SCHOOL}教务处处长、党委办公室主任、基建处处长等出席。", []),
        ("钟祥市委常委、副市长李明出席。", ["李明 钟祥市委常委、副市长 ?"]),
        (f"{SCHOOL}举行活动，司马院长很满意。", []),
        # In a list each keeps the title behind the name, and the body goes on.
        (
            f"{SCHOOL}王昆欣院长、徐云松副院长出席。",
            [f"王昆欣 院长 {SCHOOL}", f"徐云松 副院长 {SCHOOL}"],
        ),
        (
            f"{SCHOOL}林丹教授、副书记肖秀林出席。",
            [f"林丹 教授 {SCHOOL}", f"肖秀林 副书记 {SCHOOL}"],
        ),
        (
            f"{SCHOOL}实训处戴建法处长、教务处夏林副处长出席。",
            [f"戴建法 处长 {SCHOOL}", f"夏林 副处长 {SCHOOL}"],
        ),
        (
            f"{SCHOOL}党总支书记林丹教授、副书记肖秀林出席。",
            [f"林丹 党总支书记、教授 {SCHOOL}", f"肖秀林 副书记 {SCHOOL}"],
        ),
        # 和 and 向 behind a title part and point; they begin a name where it is one.
        (f"{SCHOOL}黄磊科长和王明处长出席。", [f"黄磊 科长 {SCHOOL}", f"王明 处长 {SCHOOL}"]),
        (f"{SCHOOL}张广校长向产业教授们颁奖。", [f"张广 校长 {SCHOOL}"]),
        (f"{SCHOOL}校长和云帆销售有限公司出席。", []),
        (f"{SCHOOL}全体教师和学生代表出席。", []),
        (f"{SCHOOL}副校长和志强出席。", [f"和志强 副校长 {SCHOOL}"]),
    ],
)
def test_a_name_stands_before_its_title(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("校领导何静、李望、王芳出席。", ["何静", "李望", "王芳"]),
        ("县领导李轶、李亚峥参加。", ["李轶", "李亚峥"]),
        (f"{FIRM}人事余静女士参加。", ["余静"]),
        (f"{FIRM}彭总先生参加。", []),
        (f"{SCHOOL}校领导高度重视，领导班子成员出席。", []),
        (f"{SCHOOL}带队老师很高兴，指导老师和学生也来了。", []),
    ],
)
def test_people_without_a_post(text: str, expected: list[str]) -> None:
    officials = Told(text).reading.officials
    assert [each.name for each in officials] == expected
    assert all(not each.posts for each in officials)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FIRM}人力资源总监白族姑娘杨五朵说。", [f"杨五朵 人力资源总监 {FIRM}"]),
        (f"{FIRM}挪威籍首席专家何静出席。", [f"何静 首席专家 {FIRM}"]),
        (f"{SCHOOL}计算机与信息学院院长邹云出席。", [f"邹云 计算机与信息学院院长 {SCHOOL}"]),
        (f"{SCHOOL}校友工作办公室主任何静出席。", [f"何静 校友工作办公室主任 {SCHOOL}"]),
        (f"校长黄河出席。黄河和副校长农家乐走访{FIRM}。", ["黄河 校长 ?", "农家乐 副校长 ?"]),
    ],
)
def test_what_stands_between_title_and_name_or_before_the_title(
    text: str, expected: list[str]
) -> None:
    assert people(text) == expected


def test_writers_and_editors_of_the_page_are_no_officials() -> None:
    told = Told(f"本网讯（记者 王朋 通讯员 李丽）3月5日，{SCHOOL}校长何静出席。\n编辑：赵敏")
    assert told.people == [f"何静 校长 {SCHOOL}"]
    assert set(told.reading.source.authors) == {"王朋", "李丽", "赵敏"}


def test_a_role_that_is_given_here_is_no_post() -> None:
    told = Told(f"{FIRM}总经理陈立被聘为{SCHOOL}产业导师。产业导师陈立讲话。")
    assert told.people == [f"陈立 总经理 {FIRM}"]
    assert told.appointments == [f"? 陈立 产业导师 {SCHOOL}"]


def test_a_participant_bears_the_titles_that_stand_with_the_name_there() -> None:
    text = f"3月5日，{SCHOOL}党委书记、校长何静走访{FIRM}。总经理陈立接待。"
    (visit,) = Told(text).reading.visits
    assert visit.leader is not None
    assert (visit.leader.titles, visit.leader.organization) == (
        ("党委书记", "校长"),
        f"institution:{SCHOOL}",
    )
    assert [(each.name, each.titles) for each in visit.received_by] == [("陈立", ("总经理",))]


def test_a_school_post_is_none_of_the_firm_that_a_list_named_before() -> None:
    text = "星川职业技术学院召开会议。湖北云帆科技有限公司总经理陈立、校长何静出席。"
    assert Told(text).people == [
        "陈立 总经理 湖北云帆科技有限公司",
        "何静 校长 星川职业技术学院",
    ]


def test_a_name_ends_before_words_for_those_whom_something_is_done_for() -> None:
    assert Told("星川职业技术学院校长何静为其颁发聘书。").people == ["何静 校长 星川职业技术学院"]
