"""Who is who: whose page it is, and what 我校, 该院, 公司 and 园区 mean."""

import pytest

from schoolenterprise import Institution, read_news
from told import Told

SCHOOL, FIRM = "星川职业技术学院", "湖北云帆科技有限公司"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        # The school that the page names, most often or first.
        (f"{SCHOOL}举行活动。", SCHOOL),
        (f"月川职业技术学院来访。{SCHOOL}校长何静介绍了{SCHOOL}。", SCHOOL),
        (f"{SCHOOL}与月川职业技术学院合作。", SCHOOL),
        # What 我校 can mean: not a school named beside it, if there is another one.
        (f"我校与月川职业技术学院合作。{SCHOOL}校长何静出席。", SCHOOL),
        (f"“月川职业技术学院”来我校交流。{SCHOOL}校长何静出席。", "月川职业技术学院"),
        (f"我校与{SCHOOL}合作。", "我校"),
        (f"{SCHOOL}校长何静一行来我校。", "我校"),
        (f"{SCHOOL}校长何静介绍，我校发展很快。", SCHOOL),
        # 我市 says nothing of the publisher as long as 我校 or 我司 stands in the page.
        (f"我市要求，我市企业支持，我校落实。武汉市教育局通知，{SCHOOL}参加。", SCHOOL),
        # A firm as publisher: 我司, 我公司, or its page begins with 公司.
        (f"我司与{SCHOOL}合作，{FIRM}满意。", FIRM),
        (f"我公司与{SCHOOL}合作，{FIRM}满意。", FIRM),
        (f"公司赴学校考察\n{FIRM}赴{SCHOOL}考察。", FIRM),
        (f"学校迎来客人\n{FIRM}赴{SCHOOL}考察。", SCHOOL),
        # A bureau or a park as publisher.
        ("我局召开会议，武汉市教育局局长王刚出席。", "武汉市教育局"),
        ("我园区召开会议，云帆科技园主任王刚出席。", "云帆科技园"),
        # Nobody's page.
        (f"{FIRM}举行活动。", "?"),
        ("企业与院校合作。", "?"),
        ("校长何静出席活动。", "?"),
    ],
)
def test_the_page_shows_whose_it_is(text: str, own: str) -> None:
    assert Told(text).own == own


@pytest.mark.parametrize(
    ("publisher", "own"),
    [
        (SCHOOL, SCHOOL),
        ("月川职业技术学院", "月川职业技术学院"),
        ("月川职业", "月川职业技术学院"),
        ("月川职院", "月川职业技术学院"),
        # A department, or somebody who is not named in the body, does not settle it.
        ("宣传部", SCHOOL),
        ("双创学院", SCHOOL),
        ("云", SCHOOL),
    ],
)
def test_a_stated_publisher_that_the_page_names_owns_it(publisher: str, own: str) -> None:
    header = f"校企合作\n发布者：{publisher} 发布时间：2024-03-08\n"
    body = f"{SCHOOL}校长何静介绍了{SCHOOL}。月川职业技术学院参加，月川职院满意。"
    assert Told(header + body).own == own


def test_a_stated_publisher_gives_way_to_what_the_page_calls_its_own() -> None:
    header = "校企合作\n发布者：月川职业技术学院 发布时间：2024-03-08\n"
    body = f"我校校长何静出席。{SCHOOL}很大，{SCHOOL}很美。月川职业技术学院参加。"
    assert Told(header + body).own == SCHOOL


@pytest.mark.parametrize("word", ["我校", "我院", "本校", "我司", "我公司"])
def test_a_body_that_the_page_never_names_bears_the_page_in_its_id(word: str) -> None:
    reading = read_news(f"{word}总经理何静走访湖北云帆科技有限公司。", published="2024-03-08")
    own = next(each for each in reading.organizations if each.id == reading.publisher)
    assert own.name == word
    assert own.id == f"{own.prefix}:{word}@{reading.source.id.removeprefix('source:')}"
    assert reading.visits[0].visitor == own.id


def test_the_title_shows_that_a_school_publishes_that_the_page_never_names() -> None:
    told = Told("学院党委书记何静走访湖北云帆科技有限公司。学院很重视。")
    assert told.own == "学院"
    assert told.people == ["何静 党委书记 学院"]
    assert told.visits == ["? 学院(何静) → 湖北云帆科技有限公司"]


def test_a_page_that_only_speaks_of_schools_in_general_names_none() -> None:
    assert read_news("学校要与企业合作，学院要与企业合作。").records == ()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        # 公司, 集团: the firm named last, unless the page is a firm's own.
        (f"{FIRM}来访。公司总经理陈立讲话。", f"陈立 总经理 {FIRM}"),
        (f"{FIRM}来访。云海集团来访。集团总经理陈立讲话。", "陈立 总经理 云海集团"),
        (f"我司满意，{FIRM}与云海集团合作。公司总经理陈立讲话。", f"陈立 总经理 {FIRM}"),
        # 该公司, 该院, 该园区: the one named last whose name ends alike, other than the own one.
        (f"{SCHOOL}与{FIRM}合作。该公司总经理陈立讲话。", f"陈立 总经理 {FIRM}"),
        (f"{SCHOOL}与月川学院合作。该院院长陈立讲话。", "陈立 院长 月川学院"),
        (f"{SCHOOL}与云帆研究院合作。该院院长陈立讲话。", "陈立 院长 云帆研究院"),
        (f"{SCHOOL}与云帆科技园区合作。该园区主任陈立讲话。", "陈立 主任 云帆科技园区"),
        (f"{SCHOOL}举行活动。该校校长陈立讲话。", f"陈立 校长 {SCHOOL}"),
        (f"{SCHOOL}举行活动。该院院长陈立讲话。", f"陈立 院长 {SCHOOL}"),
        ("我校满意。该校校长陈立讲话。", "陈立 校长 我校"),
        # 学校, 学院, 校方: the page's own school.
        (f"{SCHOOL}与月川学院合作。学校校长陈立讲话。", f"陈立 校长 {SCHOOL}"),
        (f"{SCHOOL}与{FIRM}合作。学院院长陈立讲话。", f"陈立 院长 {SCHOOL}"),
        (f"{SCHOOL}与云海协会合作。协会会长陈立讲话。", "陈立 会长 云海协会"),
        (f"{SCHOOL}与云帆研究院合作。研究院院长陈立讲话。", "陈立 院长 云帆研究院"),
        (f"{SCHOOL}与云帆医院合作。医院院长陈立讲话。", "陈立 院长 云帆医院"),
        # Nothing that it could mean.
        ("该公司总经理陈立讲话。", "陈立 总经理 ?"),
        (f"公司总经理陈立讲话。{FIRM}来访。", "陈立 总经理 ?"),
        (f"我司总经理陈立讲话。我校校长何静讲话。{SCHOOL}满意。", "陈立 总经理 ?"),
    ],
)
def test_words_for_a_body_mean_one_of_the_page(text: str, person: str) -> None:
    assert person in Told(text).people


@pytest.mark.parametrize(
    "text",
    [
        "星川高职院校的学生参加。",
        "医院院长讲话。",
        "大学校园很美，小学校园也美。",
        "学校友好，入学院系。",
    ],
)
def test_a_word_inside_a_longer_one_stands_for_nothing(text: str) -> None:
    assert Told(text).bodies == {}


def test_what_a_page_calls_its_own_is_one_body_with_the_name() -> None:
    (school,) = read_news(f"我校满意，{SCHOOL}满意，学校满意，本校满意。").organizations
    assert isinstance(school, Institution)
    assert (school.name, school.aliases) == (SCHOOL, ())
