"""Who else goes on a trip, in sentences of their own, and who receives the party."""

import pytest

from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"
BUREAU = "泸州市教育局"
WENT = f"3月5日，{S}校长何静走访{A}。"
CAME = f"3月5日，{A}总经理陈立来{S}考察。"


def visits(text: str) -> list[str]:
    return Told(text).visits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The list ends in a word of coming along, which may stand in many forms.
        (f"{WENT}副校长李望同行。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (f"{WENT}副校长李望随行。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (f"{WENT}副校长李望陪同走访。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (f"{WENT}副校长李望陪同调研。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (f"{WENT}副校长李望参加了此次活动。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (
            f"{WENT}副校长李望、教务处处长王芳一同参加座谈。",
            [f"2024-03-05 {S}(何静、李望、王芳) → {A}"],
        ),
        (f"{WENT}副校长李望、王芳参加调研。", [f"2024-03-05 {S}(何静、李望、王芳) → {A}"]),
        # In the sentence of the trip.
        (
            f"3月5日，{S}校长何静走访{A}，副校长李望随同。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        # Behind 同行的还有, 随行的有.
        (
            f"{WENT}同行的还有副校长李望、教务处处长王芳。",
            [f"2024-03-05 {S}(何静、李望、王芳) → {A}"],
        ),
        (f"{WENT}随行的有副校长李望。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (
            f"{WENT}同行的还有教务处处长王芳、{A}总经理陈立。",
            [f"2024-03-05 {S}(何静、王芳) → {A} (陈立)"],
        ),
        # Whoever goes already is not added again.
        (f"{WENT}校长何静、副校长李望参加活动。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        # Speaking, or doing something else, is no coming along.
        (f"{WENT}副校长李望另有安排。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{WENT}副校长李望参加了另一场会议。", [f"2024-03-05 {S}(何静) → {A}"]),
        # Somebody who only speaks does not come along with those named behind.
        (
            f"{WENT}副校长李望主持；教务处处长王芳参加活动。",
            [f"2024-03-05 {S}(何静、王芳) → {A}"],
        ),
    ],
)
def test_a_sentence_says_who_came_along(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A bureau takes people of firms and schools along.
        (
            f"3月5日，{BUREAU}局长王刚走访{A}。{B}总裁周明参加活动。",
            [f"2024-03-05 {BUREAU}(王刚、周明) → {A}"],
        ),
        # … but the people of the host receive.
        (
            f"3月5日，{BUREAU}局长王刚走访{A}。{A}总经理陈立参加活动。",
            [f"2024-03-05 {BUREAU}(王刚) → {A} (陈立)"],
        ),
        # A school takes nobody else along, unless the sentence says so.
        (f"{WENT}{B}总裁周明参加活动。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{WENT}同行的还有{B}总裁周明。", [f"2024-03-05 {S}(何静、周明) → {A}"]),
        # Firms of one group go together.
        (
            f"3月5日，云帆科技有限公司总经理陈立来{S}考察。云帆教育有限公司总监周明参加活动。",
            [f"2024-03-05 云帆科技有限公司(陈立、周明) → {S}"],
        ),
        (
            f"3月5日，云帆科技有限公司总经理陈立来{S}考察。{B}总监周明参加活动。",
            [f"2024-03-05 云帆科技有限公司(陈立) → {S}"],
        ),
    ],
)
def test_people_of_other_bodies_come_along(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who brings firms brings their people, wherever these are named.
        (
            f"3月5日，{BUREAU}局长王刚带领{B}、{C}来{S}洽谈。\n{B}总裁周明介绍了岗位。",
            [f"2024-03-05 {BUREAU}(王刚、周明) → {S}"],
        ),
        (
            f"3月5日，{BUREAU}局长王刚组织{B}到{S}招聘洽谈。\n{B}总裁周明介绍了岗位。",
            [f"2024-03-05 {BUREAU}(王刚、周明) → {S}"],
        ),
        # Firms that are not brought stay at home.
        (
            f"3月5日，{BUREAU}局长王刚来{S}洽谈。\n{B}总裁周明介绍了岗位。",
            [f"2024-03-05 {BUREAU}(王刚) → {S}"],
        ),
    ],
)
def test_who_is_brought_goes_along(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # People of the host receive the trip told nearest.
        (f"{WENT}{A}总经理陈立介绍了情况。", [f"2024-03-05 {S}(何静) → {A} (陈立)"]),
        (
            f"{WENT}\n略。\n略。\n略。\n{A}总经理陈立介绍了情况。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)"],
        ),
        (
            f"{WENT}{A}总经理陈立接待。\n3月6日，何静走访{A}。\n略。\n{A}总监周明接待。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)", f"2024-03-06 {S}(何静) → {A} (周明)"],
        ),
        # People of others do not.
        (f"{WENT}{B}总裁周明介绍了情况。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{WENT}下一步与{B}总裁周明洽谈。", [f"2024-03-05 {S}(何静) → {A}"]),
        # At home only those who are said to receive, where any is.
        (f"{CAME}校长何静、副校长李望会见。", [f"2024-03-05 {A}(陈立) → {S} (何静、李望)"]),
        (f"{CAME}副校长李望参加座谈。", [f"2024-03-05 {A}(陈立) → {S} (李望)"]),
        (f"{CAME}校长何静会见。教师王芳上了一堂课。", [f"2024-03-05 {A}(陈立) → {S} (何静)"]),
        (f"{CAME}校长何静介绍了办学情况。", [f"2024-03-05 {A}(陈立) → {S} (何静)"]),
        # Whoever travels on one day does not receive on another page's paragraph.
        (
            f"{WENT}\n3月6日，{A}总经理陈立来{S}考察。副校长李望接待。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-06 {A}(陈立) → {S} (李望)"],
        ),
    ],
)
def test_people_of_the_host_receive(text: str, expected: list[str]) -> None:
    assert visits(text) == expected
