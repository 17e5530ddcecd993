"""Whose page it is: what the header, the byline, the headline and the words of the page say."""

import pytest

from schoolenterprise import read_news
from told import PUBLISHED, Told

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"
M = "月川职业技术学院"
HEADER = "校企合作开新局\n发布者：{} 发布时间：2024-03-08\n"


def own(text: str, *, url: str | None = None) -> str:
    """The name of the body whose page it is; `?`: it is nobody's."""
    reading = read_news(text, published=PUBLISHED, url=url)
    names = {each.id: each.name for each in reading.organizations}
    return names[reading.publisher] if reading.publisher else "?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The header states it, in full, in short, or with the place that the page leaves out.
        (HEADER.format(A) + f"3月5日，{S}校长何静走访{A}。", A),
        (HEADER.format("湖北云帆") + f"3月5日，{S}校长何静走访{A}。", A),
        (HEADER.format("泸州市教育局") + f"市教育局局长王刚走访{S}。", "泸州市教育局"),
        (
            HEADER.format("合江县教体局") + f"我县召开论坛，县教体局局长王刚走访{A}。",
            "合江县教体局",
        ),
        # A byline.
        (f"校企合作开新局\n{M}讯（通讯员 张三）{S}校长何静走访{M}。{S}很大。", M),
        # What 我校 means is the publisher, even where only the header names it.
        (HEADER.format(S) + f"我校校长何静走访{A}。", S),
        (HEADER.format(f"{S}招生就业处") + f"我校校长何静走访{A}。", S),
        # … but 我校 is no firm.
        (HEADER.format(A) + f"我校校长何静走访{B}。", "我校"),
        # A department tells nothing.
        (HEADER.format("招生就业处") + f"3月5日，{A}总经理陈立走访{B}。", "?"),
    ],
)
def test_the_publisher_is_stated(text: str, expected: str) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who acts in the headline.
        (f"{M}赴{S}考察\n3月5日，{M}校长陈立走访{S}。{S}校长何静接待，{S}很大。", M),
        (f"{A}招聘毕业生\n3月5日，{A}总经理陈立在{S}举行宣讲会。", A),
        (f"公司赴{S}考察\n3月5日，{A}总经理陈立走访{S}。", A),
        # … unless it comes as a guest, or something is founded.
        (f"{M}来访\n3月5日，{M}校长陈立走访{S}。{S}校长何静接待，{S}很大。", S),
        (f"{M}与{S}签约\n3月5日，{S}校长何静与{M}签约，{S}很大。", S),
        # A firm acts on the page of a school that speaks of itself as 学校.
        (f"{A}赴{S}考察\n3月5日，{A}总经理陈立走访{S}，学校满意。", S),
    ],
)
def test_the_headline_shows_who_acts(text: str, expected: str) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 我校 is no school that is only met, visited or listed.
        (f"我校与{M}签约。", "我校"),
        (f"我校校长何静走访{M}。", "我校"),
        (f"我校校长何静一行来到{M}、{S}。", "我校"),
        # … nor one that only employs somebody far down the page.
        (f"我校召开论坛。\n会议很成功。\n嘉宾有{M}校长陈立。", "我校"),
        # It is one that the page tells of.
        (f"我校召开论坛。{S}校长何静致辞，{S}很大。", S),
        (f"3月5日，{S}召开论坛，我校校长何静致辞。", S),
        # A faculty is not 我校; a school of disciplines whose head is named is.
        (f"我校召开论坛，{S}校长何静致辞。机电学院很大，机电学院院长陈立致辞。", S),
        (f"我校召开论坛，{S}校长何静致辞。机械与电子学院很大，机械与电子学院很新。", S),
        # 我司, 我县.
        (f"我司召开论坛。{A}总经理陈立致辞，{A}很大。", A),
        ("我县召开论坛。合江县人民政府县长陈立致辞，合江县教育局局长王刚出席。", "合江县人民政府"),
        # 我校 counts for more than 我市.
        (f"我市发布政策。{S}召开论坛，我校校长何静致辞。", S),
    ],
)
def test_what_our_school_means(text: str, expected: str) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A newspaper's page is nobody's own.
        (f"校企合作开新局\n本报讯 3月5日，{S}校长何静走访{A}。{S}很大。", "?"),
        (f"校企合作开新局\n本报记者 张三\n3月5日，{S}校长何静走访{A}。{S}很大。", "?"),
        # … unless it says 我校.
        (f"校企合作开新局\n本报讯 3月5日，我校校长何静走访{A}。{S}很大。", S),
        # A page that only goes to schools is none's.
        (f"3月5日，{A}总经理陈立走访{S}。", "?"),
        (f"3月5日，{A}总经理陈立走访{S}、{M}。", "?"),
        # … but a school that speaks of itself as 学校, or receives 来校, publishes it.
        (f"3月5日，{A}总经理陈立走访{S}。学校满意。", S),
        (f"3月5日，{A}总经理陈立来校考察。{S}满意。", S),
        # Guests at one of several schools.
        (f"3月5日，{M}校长陈立走访{S}。客人参观了校园，{M}很大。", S),
        # The firm's guest book: who receives is 学校校长, whose school is only visited.
        (f"3月5日，{A}总经理陈立走访{S}。学校校长何静接待。", S),
        # Nobody is named: a word stands for the school.
        (f"学校校长何静走访{A}。学校很重视。", "学校"),
        (f"{A}的产品进入学校。", "?"),
    ],
)
def test_a_page_without_own_words(text: str, expected: str) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.luzhou.gov.cn/a/1.html", "泸州市教育局"),
        ("https://www.example.edu.cn/a/1.html", "?"),
        (None, "?"),
    ],
)
def test_an_address_of_a_government_shows_whose_page_it_is(url: str | None, expected: str) -> None:
    text = f"3月5日，泸州市教育局局长王刚走访{A}。泸州市教育局很重视。"
    assert own(text, url=url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 学院 alone, and a faculty right behind the university.
        ("云岭大学信息学院召开座谈会。学院院长何静致辞，学院很重视。", "云岭大学信息学院"),
        ("云岭大学信息学院召开座谈会。我院院长何静致辞，我院很重视。", "云岭大学信息学院"),
        # 学校 speaks for the university.
        ("云岭大学信息学院召开座谈会。学校校长何静致辞，学院很重视，学院很大。", "云岭大学"),
        # One 学院 is not enough.
        ("云岭大学信息学院召开座谈会。学院很重视。", "云岭大学"),
        # Two faculties are no one's.
        ("云岭大学信息学院、云岭大学机电学院召开座谈会。学院很重视，学院很大。", "云岭大学"),
        # A school that is itself called 学院 has no page of a faculty.
        (f"{S}信息学院召开座谈会。学院很重视，学院很大。", S),
    ],
)
def test_the_page_of_a_faculty(text: str, expected: str) -> None:
    assert own(text) == expected


def test_a_faculty_that_publishes_is_a_body_that_goes() -> None:
    told = Told("云岭大学信息学院院长何静走访湖北云帆科技有限公司。学院很重视，学院很大。")
    assert told.visits == ["? 云岭大学信息学院(何静) → 湖北云帆科技有限公司"]
    assert told.people == ["何静 院长 云岭大学信息学院"]


@pytest.mark.parametrize(("verb", "word"), [("来校考察", "校"), ("到院调研", "院")])
def test_a_verb_of_coming_speaks_of_a_school_that_nothing_else_names(verb: str, word: str) -> None:
    told = Told(f"3月5日，湖北云帆科技有限公司总经理陈立{verb}，何静陪同。")
    assert told.own == word
    assert told.visits == [f"2024-03-05 湖北云帆科技有限公司(陈立) → {word}"]
