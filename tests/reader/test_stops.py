"""Trips of several stops: who sets out in one sentence, where to in later ones."""

import pytest

from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"
OUT = f"3月5日，{S}校长何静率队赴苏州走访企业。"


def visits(text: str) -> list[str]:
    return Told(text).visits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The opening names the party, the sentences behind it begin with the hosts.
        (f"{OUT}{A}总经理陈立介绍了岗位。", [f"2024-03-05 {S}(何静) → {A} (陈立)"]),
        (f"{OUT}{A}今年招聘20人。{B}需要焊工。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (
            f"3月5日，{S}校长何静带队，副校长李望随行，赴苏州走访企业。{A}今年招聘20人。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        (
            f"3月5日至7日，{S}校长何静一行南下广东走访企业。{A}是第一家。",
            [f"2024-03-05/2024-03-07 {S}(何静) → {A}"],
        ),
        # Several firms announced by their number are an opening too.
        (f"3月5日，{S}校长何静走访了两家企业。{A}今年招聘20人。", [f"2024-03-05 {S}(何静) → {A}"]),
        # Only the sentence's first body is a stop, and only where it is first named.
        (f"{OUT}{A}与{B}合作多年。", [f"2024-03-05 {S}(何静) → {A}"]),
        # A plan, a quotation, a party of whom nobody is named set nobody on the way.
        (f"下周，{S}校长何静将率队赴苏州走访企业。{A}今年招聘20人。", []),
        (f"{S}计划由校长何静率队赴苏州走访企业。{A}今年招聘20人。", []),
        (f"{S}将择期走访企业。{A}今年招聘20人。", []),
        (f"{S}校长何静率队参加升旗。{A}今年招聘20人。", []),
    ],
)
def test_a_party_sets_out_and_the_hosts_follow(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 在某公司, at the head of a clause.
        (f"{OUT}在{A}，何静看望了实习生。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{OUT}在{A}的车间，何静看望了实习生。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{OUT}上午，在{A}，何静看望了实习生。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{OUT}何静介绍了在{A}实习的学生。", []),
        (f"{OUT}毕业生在{A}工作。", []),
        # 第一站, 下一站, 最后一站.
        (f"{OUT}第一站是{A}。最后一站，{B}。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (f"{OUT}首站来到{A}。下一站，{B}。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (f"{OUT}最先到的是{A}。最后去的是{B}。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (f"{OUT}学生的第一站往往是{A}这样的大厂。", []),
        # A stop of the trip that a verb opened.
        (
            f"3月5日，{S}校长何静走访{A}。最后一站，{B}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        (f"3月5日，{S}校长何静走访{A}。{B}今年招聘20人。", [f"2024-03-05 {S}(何静) → {A}"]),
        # A stop with a day of its own is a trip of its own.
        (
            f"3月5日，{S}校长何静走访{A}。3月6日，在{B}，何静看望了实习生。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-06 {S}(何静) → {B}"],
        ),
        # A party without a name goes on with the trip.
        (
            f"3月5日，{S}校长何静走访{A}。\n3月5日，走访组走访了{B}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        # No stop: a ceremony, the page's own school, a department.
        (f"{OUT}在{A}，签约仪式隆重举行。", []),
        (f"{OUT}在{A}，双方召开座谈会。", []),
        (f"{OUT}在{S}，老师们也很忙。", []),
        (f"{OUT}商学院今年有毕业生300人。", []),
    ],
)
def test_a_stop_is_where_words_place_the_party(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As many hosts as the opening promises, wherever the sentences name them.
        (
            f"3月5日，{S}校长何静率队走访2家企业。大家先看了{A}，又看了{B}，还听说了{C}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        (
            f"3月5日，{S}校长何静率队走访3家企业。大家先看了{A}，又看了{B}，还看了{C}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}、{C}"],
        ),
        # Without a number only what begins a sentence.
        (f"{OUT}大家先看了{A}。", []),
        # A plan names no host, whatever number was promised.
        (
            f"3月5日，{S}校长何静率队走访2家企业。大家先看了{A}，下一步将与{B}合作。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
    ],
)
def test_an_opening_may_promise_a_number_of_hosts(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A diary: headings of days, under each the hosts of the day.
        (
            f"访企手记\n{S}校长何静率队出发。\n4月8日 杭州\n{A}的车间很大。\n4月9日 宁波\n{B}的食堂很好。",
            [f"2023-04-08 {S}(何静) → {A}", f"2023-04-09 {S}(何静) → {B}"],
        ),
        (
            f"访企手记\n{S}校长何静率队出发。\n3月4日 杭州\n看了{A}，又看了{B}。\n3月5日 宁波\n看了{C}。",
            [f"2024-03-04 {S}(何静) → {A}、{B}", f"2024-03-05 {S}(何静) → {C}"],
        ),
        # What was named on an earlier day is no new stop.
        (
            f"访企手记\n{S}校长何静率队出发。\n3月4日 杭州\n看了{A}。\n3月5日 宁波\n看了{C}，比{A}小。",
            [f"2024-03-04 {S}(何静) → {A}", f"2024-03-05 {S}(何静) → {C}"],
        ),
        # A plan on a day is none, nor is an association.
        (
            f"访企手记\n{S}校长何静率队出发。\n3月4日 杭州\n看了{A}。\n3月5日 宁波\n明天将去{C}。",
            [f"2024-03-04 {S}(何静) → {A}"],
        ),
        (
            f"访企手记\n{S}校长何静率队出发。\n3月4日 杭州\n看了{A}。\n3月5日 宁波\n江苏省机械协会请客。",
            [f"2024-03-04 {S}(何静) → {A}"],
        ),
        # One heading makes no diary.
        (f"访企手记\n{S}校长何静率队出发。\n3月4日 杭州\n看了{A}。", []),
    ],
)
def test_a_diary_has_the_hosts_of_each_day(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A report of trips may begin inside one.
        (
            f"校长走访企业\n在{A}的车间，{S}校长何静看望了实习生。{S}很重视。",
            [f"? {S}(何静) → {A}"],
        ),
        (f"校长谈工作\n在{A}的车间，{S}校长何静发放了奖学金。{S}很重视。", []),
        (f"校长走访企业\n在{A}的车间，学生们认真工作。{S}很重视。", []),
        (f"校长走访企业\n在{A}，总经理陈立发放了工资。{S}很重视。", []),
    ],
)
def test_a_report_may_begin_at_a_stop(text: str, expected: list[str]) -> None:
    assert visits(text) == expected
