"""Which people of a sentence go, which receive, and who leads."""

import pytest

from told import Told

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"


def visits(text: str) -> list[str]:
    return Told(text).visits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In the company of the hosts' people.
        (
            f"3月5日，{S}校长何静在{A}总经理陈立陪同下走访了车间和{B}。",
            [f"2024-03-05 {S}(何静) → {B}"],
        ),
        (
            f"3月5日，在{A}总经理陈立的陪同下，{S}校长何静走访了{A}。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)"],
        ),
        (
            f"3月5日，在{A}总经理陈立、总监周明的引导下，{S}校长何静参观了{A}。",
            [f"2024-03-05 {S}(何静) → {A} (陈立、周明)"],
        ),
        # 甲、乙陪同: the whole list receives.
        (
            f"3月5日，{A}总经理陈立来{S}考察，校长何静、副校长李望陪同。",
            [f"2024-03-05 {A}(陈立) → {S} (何静、李望)"],
        ),
        # Who only explains or welcomes before the next verb of the sentence.
        (
            f"3月5日，{S}校长何静听取了{A}总经理陈立的介绍，走访了{B}。",
            [f"2024-03-05 {S}(何静) → {B}"],
        ),
        (
            f"3月5日，{S}校长何静一行受到{A}总经理陈立热情接待，参观了{A}。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)"],
        ),
    ],
)
def test_who_receives_does_not_go(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The first one named leads.
        (f"3月5日，{S}校长何静、副校长李望走访{A}。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (f"3月5日，{S}校长何静率副校长李望走访{A}。", [f"2024-03-05 {S}(何静、李望) → {A}"]),
        (
            f"3月5日，{S}校长何静带领副校长李望、王芳走访{A}。",
            [f"2024-03-05 {S}(何静、李望、王芳) → {A}"],
        ),
        # … unless one alone behind a comma is said to.
        (
            f"3月5日，{S}副校长李望陪同，何静一行走访{A}。{S}校长何静满意。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        (
            f"3月5日，{S}副校长李望、教务处处长王芳随行，何静率队走访{A}。{S}校长何静满意。",
            [f"2024-03-05 {S}(何静、李望、王芳) → {A}"],
        ),
    ],
)
def test_who_leads_stands_first(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Firms go together, and so do bureaus; two schools are two sides.
        (
            f"3月5日，{A}总经理陈立、{B}总裁周明来{S}考察。",
            [f"2024-03-05 {A}(陈立、周明) → {S}"],
        ),
        (
            f"3月5日，泸州市教育局局长王刚、泸州市商务局局长刘群走访{A}。",
            [f"2024-03-05 泸州市教育局(王刚、刘群) → {A}"],
        ),
        (
            f"3月5日，{S}校长何静、月川职业技术学院校长周明走访{A}。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
    ],
)
def test_who_is_on_one_side(text: str, expected: list[str]) -> None:
    assert visits(text) == expected
