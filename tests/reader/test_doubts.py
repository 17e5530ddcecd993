"""Doubts that a page itself raises: names, dates, numbers and posts that its words leave open."""

import pytest

from schoolenterprise import Severity
from schoolenterprise.vocabulary import MatchKind
from told import Told

S, FULL, SLIP, THIRD = (
    "星川职业技术学院",
    "武汉云帆研究院有限公司",
    "武汉云帆有限公司",
    "江苏蓝海集团",
)
SIGNED = f"3月5日，{S}、{FULL}、{THIRD}三方签署合作协议。"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{SLIP}、{THIRD}和{S}三方合作，前景很好。",
        f"本次三方合作，{SLIP}有优势，{S}与{THIRD}也有优势。",
    ],
)
def test_a_slip_of_a_name_is_settled_where_three_parties_leave_one_reading(sentence: str) -> None:
    told = Told(SIGNED + sentence)
    assert told.aliases == {S: set(), FULL: {SLIP}, THIRD: set()}
    (problem,) = told.reading.problems
    assert problem.alternatives == (SLIP, FULL)
    assert (problem.code, problem.severity) == ("near-identical-names", Severity.WARNING)
    assert "taken for it" in problem.advice


@pytest.mark.parametrize(
    "text",
    [
        # Likeness alone, two parties, an agreement of other bodies, another third body.
        f"{FULL}与{SLIP}举行活动。",
        f"3月5日，{S}与{FULL}签署合作协议。{SLIP}与{S}双方合作。",
        SIGNED + f"{SLIP}来访。",
        SIGNED + f"{SLIP}与{S}、江南云海公司三方合作。",
        f"3月5日，{S}与{FULL}签署合作协议。{SLIP}与{S}、{THIRD}三方合作。",
    ],
)
def test_near_identical_names_stay_apart_without_a_reason(text: str) -> None:
    told = Told(text)
    assert {FULL, SLIP} <= set(told.bodies)
    (problem,) = told.reading.problems
    assert problem.alternatives == (SLIP, FULL)
    assert "kept apart" in problem.advice


@pytest.mark.parametrize(
    "names",
    [
        # Not cut from one another, too far apart, not firms, too short to tell.
        ("武汉云帆电子有限公司", "武汉云海电子有限公司"),
        ("武汉云帆智能装备制造有限公司", "武汉云帆有限公司"),
        ("湖北云帆研究院", "湖北云帆智能研究院"),
        ("云帆智能公司", "云帆公司"),
    ],
)
def test_other_names_raise_no_doubt(names: tuple[str, str]) -> None:
    assert Told(f"{names[0]}与{names[1]}举行活动。").reading.problems == ()


def test_a_date_that_lost_its_month_is_repaired_where_one_reading_is_left() -> None:
    told = Told(f"624日下午，{S}校长何静走访{THIRD}。", published="2021-07-06")
    assert told.visits == [f"2021-06-24 {S}(何静) → {THIRD}"]
    (evidence,) = [each for each in told.reading.visits[0].evidence if each.field == "date"]
    assert (evidence.quote, evidence.how) == ("624日", MatchKind.REPAIRED)
    assert told.doubts == []


def test_a_date_with_several_readings_is_left_open_with_all_of_them() -> None:
    told = Told(f"111日下午，{S}校长何静走访{THIRD}。", published="2021-07-06")
    assert told.visits == [f"? {S}(何静) → {THIRD}"]
    (problem,) = told.reading.problems
    assert problem.code == "ambiguous-date"
    assert problem.alternatives == ("2021-01-11", "2020-11-01")
    assert "111日" in problem.found
    assert problem.place.record == told.reading.source.id


def test_contradicting_dates_of_a_college_are_all_kept_and_told() -> None:
    told = Told(f"2023年10月，{S}智能制造产业学院举行开学典礼。智能制造产业学院自去年十一月开学。")
    assert told.colleges == [f"{S}智能制造产业学院 {S} opened 2023-10 opened 2023-11"]
    assert told.doubts == ["conflicting-dates 2023-10 | 2023-11"]


def test_different_steps_on_different_days_are_no_contradiction() -> None:
    told = Told(f"2023年5月，{S}智能制造产业学院揭牌。2023年9月，智能制造产业学院开学。")
    assert told.doubts == []


# Names one character apart


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("武汉云帆激光工程有限公司", "武汉云帆激光工程有限责任公司"),
        ("武汉云帆激光工程公司", "武汉云帆激先工程公司"),
        ("星川职业技术大学", "星川职业技大学"),
        ("江城人力资源协会", "江城人力资协会"),
    ],
)
def test_names_of_bodies_one_character_apart_are_kept_apart_and_told(
    first: str, second: str
) -> None:
    told = Told(f"{first}成立多年。{second}来访。")
    assert {first, second} <= set(told.bodies)
    (problem,) = told.reading.problems
    assert (problem.code, set(problem.alternatives)) == (
        "near-identical-names",
        {first, second},
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Numbers, directions and places tell bodies apart; so does another brand.
        ("星川第一中学", "星川第二中学"),
        ("云帆东湖有限公司", "云帆西湖有限公司"),
        ("武汉云帆电子科技有限公司", "苏州云帆电子科技有限公司"),
        ("武汉云帆智能电子有限公司", "武汉云海智能电子有限公司"),
        # Both are on the ministry's list.
        ("湖北工业大学", "湖北工程大学"),
        ("安徽工业大学", "安徽工程大学"),
    ],
)
def test_names_that_a_telling_character_parts_raise_no_doubt(first: str, second: str) -> None:
    assert Told(f"{first}成立多年。{second}来访。").doubts == []


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (
            f"{S}副校长李明华讲话。{S}副校长李明桦走访企业。",
            ["near-identical-names 李明华 | 李明桦"],
        ),
        (f"{S}副校长李华讲话。{S}副校长李明华走访。", ["near-identical-names 李华 | 李明华"]),
        # Two in one sentence are two; so are two of different posts, bodies or families.
        (f"{S}副校长李明华、李明桦讲话。", []),
        (f"{S}副校长李明华讲话。{S}校长李明桦走访。", []),
        (f"{S}副校长李明华讲话。{THIRD}副校长李明桦走访。", []),
        (f"{S}副校长李明华讲话。{S}副校长王明华走访。", []),
    ],
)
def test_two_spellings_of_a_person_of_one_post_are_told(text: str, doubts: list[str]) -> None:
    assert Told(text).doubts == doubts


# Short forms of several bodies


def test_a_short_form_of_two_firms_is_told_with_both() -> None:
    first, second = "武汉云帆激光工程有限公司", "武汉云帆电子科技有限公司"
    told = Told(f"{first}与{second}来访。来到云帆，大家满意。")
    assert told.doubts == [f"open-short-name {first} | {second}"]
    assert told.aliases == {first: set(), second: set()}


# Numbers


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (f"走访{FULL}、{THIRD}三家企业。", ["miscounted-list 3 | 2"]),
        (f"走访{FULL}、{THIRD}和云海公司等2家企业。", ["miscounted-list 2 | 3"]),
        # The number fits, 等 leaves names out, or no list of two stands there.
        (f"走访{FULL}、{THIRD}两家企业。", []),
        (f"走访{FULL}、{THIRD}等10家企业。", []),
        (f"走访{FULL}。3家企业参加。", []),
        (f"走访某厂、{FULL}、{THIRD}3家企业。", []),
    ],
)
def test_a_list_that_says_another_number_than_it_has_is_told(text: str, doubts: list[str]) -> None:
    assert Told(text).doubts == doubts


# Dates


def test_a_bare_day_is_dated_from_the_news_and_without_it_left_open() -> None:
    text = f"4日上午，{S}校长何静走访{THIRD}。"
    assert Told(text, published="2024-03-08").visits == [f"2024-03-04 {S}(何静) → {THIRD}"]
    assert Told(text, published="2024-03-02").visits == [f"2024-02-04 {S}(何静) → {THIRD}"]
    told = Told(text, published=None)
    assert told.visits == [f"? {S}(何静) → {THIRD}"]
    assert told.doubts == ["ambiguous-date"]


@pytest.mark.parametrize(
    ("second", "doubts"),
    [
        ("3月6日", ["conflicting-dates 2024-03-05 | 2024-03-06"]),
        # The same day, and a day so far off that there were two trips.
        ("3月5日", []),
        ("2023年5月6日", []),
    ],
)
def test_one_trip_told_with_two_days_close_together_is_told(second: str, doubts: list[str]) -> None:
    text = f"3月5日，{S}校长何静走访{THIRD}。\n会后座谈。\n{second}，校长何静赴{THIRD}调研。"
    assert Told(text).doubts == doubts


# Posts


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (
            f"{S}校长何静走访{FULL}、{THIRD}。总经理陈立介绍情况。",
            [f"guessed-organization {THIRD} | {FULL}"],
        ),
        # One body only, or the title says whose it is.
        (f"{S}校长何静走访{FULL}。总经理陈立介绍情况。", []),
        (f"{S}校长何静走访{FULL}、{THIRD}。{THIRD}总经理陈立介绍情况。", []),
    ],
)
def test_a_post_at_one_of_several_bodies_of_a_list_is_told(text: str, doubts: list[str]) -> None:
    assert Told(text).doubts == doubts
