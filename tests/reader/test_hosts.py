"""Which bodies a verb of going leads to, and where their list ends."""

import pytest

from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"


def visits(text: str) -> list[str]:
    return Told(text).visits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 到访 and 来访 lead home, unless a body follows them.
        (f"3月5日，{A}总经理陈立到访。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{S}校长何静到访{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{A}总经理陈立到访{S}。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立来访，{B}也很重视。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
    ],
)
def test_a_verb_of_coming_leads_home(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words of welcome tell of no further trip.
        (
            f"3月5日，{A}总经理陈立来{S}考察。校长何静对陈立一行来校表示欢迎。",
            [f"2024-03-05 {A}(陈立) → {S} (何静)"],
        ),
        (
            f"3月5日，{A}总经理陈立来{S}考察。校长何静欢迎客人来校。",
            [f"2024-03-05 {A}(陈立) → {S} (何静)"],
        ),
        (f"校长何静对企业来{S}表示感谢。", []),
        (f"校长何静向到访嘉宾介绍了{S}。", []),
        # Nor does an invitation.
        (f"{S}校长何静欢迎{A}来校考察。", []),
    ],
)
def test_a_welcome_is_no_visit(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A section under a body's name tells of it.
        (
            f"访企拓岗\n{A}\n3月5日，{S}校长何静前往走访，看了车间。\n{B}\n3月6日，何静前往走访，看了食堂。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-06 {S}(何静) → {B}"],
        ),
        # … but not where the name is the page's own.
        (f"访企拓岗\n{S}\n3月5日，{S}校长何静前往走访，看了车间。", []),
        # A line that says more is no heading.
        (f"访企拓岗\n图为大家在{A}的食堂门口合影留念\n3月5日，{S}校长何静前往走访，看了车间。", []),
    ],
)
def test_a_heading_names_the_host(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 看望我院学生 leads to no 我院, but to the firm where they are.
        (f"{S}很重视。3月5日，校长何静看望我院学生。", []),
        (
            f"3月5日，{S}校长何静到{A}看望我校实习学生。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
        # The school's people and buildings are no school.
        (f"3月5日，{A}总经理陈立走访学校的毕业生。{S}满意。", []),
        # A name that only places the host.
        (f"3月5日，{S}校长何静走访位于云岭数字园区的{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静走访{B}旗下的{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        # Other people's posts behind the comma end the list.
        (
            f"3月5日，{S}校长何静走访{A}，{B}总裁周明也很满意。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
        # Who attends something at a host goes to that one only.
        (
            f"3月5日，{S}校长何静赴{A}参加活动，与{B}洽谈。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
        # Too far behind the verb, or in another clause.
        (f"3月5日，{S}校长何静前往会场，{A}很大。", []),
        (f"3月5日，{S}校长何静走访，十分认真。{A}很大。", []),
    ],
)
def test_what_is_no_host(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Days and leaders paired with the hosts by 分别.
        (
            f"3月5日、7日，{S}校长何静分别走访{A}和{B}。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-07 {S}(何静) → {B}"],
        ),
        (
            f"3月5日，{S}校长何静、副校长李望分别走访{A}、{B}。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-05 {S}(李望) → {B}"],
        ),
        # Another number of days than of hosts pairs nothing.
        (
            f"3月5日，{S}校长何静分别走访{A}和{B}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        # 以及, 随后前往 go on with the list.
        (
            f"3月5日，{S}校长何静走访{A}、{B}以及{C}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}、{C}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}，再到{B}考察。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
    ],
)
def test_how_hosts_and_days_go_together(text: str, expected: list[str]) -> None:
    assert visits(text) == expected
