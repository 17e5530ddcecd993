"""Agreements: who signed what with whom, jointly or each for itself, and who put the name to it."""

import pytest

from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"


def agreements(text: str) -> list[str]:
    return Told(text).agreements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"3月5日，{S}与{A}签署合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」"],
        ),
        (
            f"3月5日，{S}和{A}签订了校企合作协议书。",
            [f"2024-03-05 other {S}、{A} 「校企合作协议书」"],
        ),
        (
            f"3月5日，{S}同{A}签下《合作备忘录》。",
            [f"2024-03-05 other {S}、{A} 「《合作备忘录》」"],
        ),
        (f"3月5日，{S}与{A}签署 合作协议。", [f"2024-03-05 other {S}、{A} 「合作协议」"]),
        (f"3月5日，{S}与{A}签约。", [f"2024-03-05 other {S}、{A}"]),
        (f"3月5日，{S}与{A}签约共建“云帆班”。", [f"2024-03-05 other {S}、{A}"]),
        (f"3月5日，{S}与{A}现场签约。", [f"2024-03-05 other {S}、{A}"]),
        (f"3月5日，{S}与{A}举行签约仪式。", [f"2024-03-05 other {S}、{A}"]),
        (f"3月5日，{S}与{A}签约暨揭牌仪式举行。", [f"2024-03-05 other {S}、{A}"]),
        (f"{S}与{A}的合作协议已于3月5日签署。", [f"2024-03-05 other {S}、{A}"]),
        (f"我校与{A}签约。", [f"? other 我校、{A}"]),
        # One document of several parties.
        (
            f"3月5日，{S}、{A}、{B}三方共同签署战略合作协议。",
            [f"2024-03-05 strategic {S}、{A}、{B} 「战略合作协议」"],
        ),
        (f"3月5日，{S}与{A}、{B}联合签约。", [f"2024-03-05 other {S}、{A}、{B}"]),
        # Two documents in one sentence.
        (
            f"3月5日，{S}与{A}签署合作协议，与{B}签署合作备忘录。",
            [
                f"2024-03-05 other {S}、{A} 「合作协议」",
                f"2024-03-05 other {S}、{B} 「合作备忘录」",
            ],
        ),
    ],
)
def test_parties_sign_together(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"3月5日，{S}分别与{A}、{B}签订合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」", f"2024-03-05 other {S}、{B} 「合作协议」"],
        ),
        (
            f"3月5日，{A}、{B}分别与{S}签约。",
            [f"2024-03-05 other {S}、{A}", f"2024-03-05 other {S}、{B}"],
        ),
        (
            f"3月5日，{S}与{A}、{B}逐一签约。",
            [f"2024-03-05 other {S}、{A}", f"2024-03-05 other {S}、{B}"],
        ),
        # The publisher signs though the sentence does not name it.
        (
            f"3月5日，现场分别与{A}、{B}签订合作协议。{S}满意。",
            [f"2024-03-05 other {S}、{A} 「合作协议」", f"2024-03-05 other {S}、{B} 「合作协议」"],
        ),
        # A page that no school publishes: the first party signs with each of the others.
        (
            f"3月5日，{A}分别与{B}、{C}签订合作协议。",
            [f"2024-03-05 other {A}、{B} 「合作协议」", f"2024-03-05 other {A}、{C} 「合作协议」"],
        ),
        # A later sentence goes on with the list.
        (
            f"3月5日，{S}分别与{A}、{B}签订合作协议。当天签约的还有{C}、云海集团。",
            [
                f"2024-03-05 other {S}、{A} 「合作协议」",
                f"2024-03-05 other {S}、{B} 「合作协议」",
                f"2024-03-05 other {S}、{C} 「合作协议」",
                f"2024-03-05 other {S}、云海集团 「合作协议」",
            ],
        ),
        (
            f"3月5日，{S}副校长李望分别与{A}、{B}签订合作协议。参与签约的企业，另有{C}。",
            [
                f"2024-03-05 other {S}、{A} 「合作协议」 (李望)",
                f"2024-03-05 other {S}、{B} 「合作协议」 (李望)",
                f"2024-03-05 other {S}、{C} 「合作协议」 (李望)",
            ],
        ),
        (
            f"3月5日，{S}与{A}签订合作协议。当天签约的还有{S}、{B}，学校很重视。",
            [f"2024-03-05 other {S}、{A} 「合作协议」", f"2024-03-05 other {S}、{B} 「合作协议」"],
        ),
        (
            f"3月5日，{S}、{A}、{B}三方签署合作协议。当天签约的还有{C}。",
            [f"2024-03-05 other {S}、{A}、{B} 「合作协议」"],
        ),
        # 分别 that parts something else than the partners.
        (
            f"3月5日，{S}与{A}签约，双方分别介绍了情况。",
            [f"2024-03-05 other {S}、{A}"],
        ),
        (
            f"3月5日，{S}校长何静与{A}总经理陈立分别代表双方签字。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
    ],
)
def test_parties_sign_each_for_itself(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"3月5日，{S}校长何静与{A}总经理陈立代表双方签署合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」 (何静、陈立)"],
        ),
        (
            f"3月5日，{S}校长何静与{A}总经理陈立在战略合作协议上签字。",
            [f"2024-03-05 strategic {S}、{A} 「战略合作协议」 (何静、陈立)"],
        ),
        (
            f"3月5日，{S}校长何静与{A}总经理陈立在协议上签字。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
        # The signers stand behind the verb.
        (
            f"3月5日，仪式举行。签字的是{S}校长何静、{A}总经理陈立。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
        (
            f"3月5日，仪式举行。签约者分别为{S}校长何静、{A}总经理陈立；主持的是教务处处长王芳。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
        # Who watches, speaks or presides does not sign.
        (
            f"3月5日，{S}校长何静主持，{S}副校长李望与{A}总经理陈立签署合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」 (李望、陈立)"],
        ),
        (
            f"3月5日，在武汉市教育局局长王刚见证下，{S}与{A}签署合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」"],
        ),
        # The signing told a second time adds the people who signed.
        (
            f"3月5日，{S}与{A}签署合作协议。{S}校长何静与{A}总经理陈立代表双方签字。",
            [f"2024-03-05 other {S}、{A} 「合作协议」 (何静、陈立)"],
        ),
    ],
)
def test_people_sign_for_the_parties(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


def test_a_signatory_signs_for_a_party() -> None:
    text = f"3月5日，{S}校长何静与{A}总经理陈立代表双方签署合作协议。"
    (agreement,) = Told(text).reading.agreements
    assert [each.party for each in agreement.signatories] == list(agreement.parties)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 双方: the publisher, and the other body of which the page spoke last.
        (
            f"3月5日，{A}总经理陈立来校考察。双方签订了合作协议。{S}满意。",
            [f"2024-03-05 other {S}、{A} 「合作协议」"],
        ),
        (
            f"3月5日，{S}校长何静会见{A}总经理陈立。双方签订了合作协议。",
            [f"2024-03-05 other {S}、{A} 「合作协议」"],
        ),
        (
            f"3月5日，{A}来访。何静、陈立代表双方签字。{S}校长何静、{A}总经理陈立出席。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
        # Nobody else is named, or nobody knows whose page it is.
        (f"3月5日，双方签订了合作协议。{S}满意。", []),
        (f"3月5日，{A}来访。双方签订了合作协议。", []),
    ],
)
def test_both_sides_are_the_publisher_and_the_body_named_last(
    text: str, expected: list[str]
) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("战略合作协议", "strategic"),
        ("共建产业学院协议", "industry_college"),
        ("订单培养协议", "order_class"),
        ("冠名班合作协议", "order_class"),
        ("学生实习协议", "internship"),
        ("实训基地协议", "training_base"),
        ("就业实习基地协议", "employment_base"),
        ("产学研合作协议", "industry_innovation"),
        ("联合实验室协议", "industry_innovation"),
        ("校企合作协议", "other"),
    ],
)
def test_the_subject_says_the_kind(subject: str, kind: str) -> None:
    assert agreements(f"{S}与{A}签署{subject}。") == [f"? {kind} {S}、{A} 「{subject}」"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{S}与{A}签约，共建就业基地。", "employment_base"),
        (f"双方共建云帆产业学院。{S}与{A}现场签约。", "industry_college"),
        (f"双方共建云帆产业学院。\n{S}与{A}现场签约。", "other"),
        (f"{S}与{A}签署合作协议，学生满意，企业满意。", "other"),
    ],
)
def test_else_the_sentence_says_it_or_the_one_before(text: str, kind: str) -> None:
    (agreement,) = Told(text).reading.agreements
    assert agreement.kind.value == kind


@pytest.mark.parametrize(
    "text",
    [
        f"{S}将与{A}签署合作协议。",
        f"{S}拟与{A}签订合作协议。",
        f"{S}与{A}尚未签订合作协议。",
        f"{S}与{A}洽谈签约事宜，商定择期签订协议。",
        f"{S}希望与{A}签署合作协议。",
        f"{S}与{A}达成意向，签署合作意向书。",
        f"{S}与{A}合作的班级开班，授牌。",
        f"“去年{S}与{A}签署了合作协议，这件事让双方都很高兴，大家也都十分满意。”他说。",
        f"签约仪式结束，{A}满意。",
        f"{S}与{A}签署合作协议\n活动很成功。",
        f"主任王刚与{A}总经理陈立代表双方签署合作协议。",
        f"武汉市教育局局长王刚见证签约，{S}很重视。",
        "三方签署协议。",
    ],
)
def test_what_is_no_agreement(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same parties again: one agreement, with what each sentence adds.
        (
            f"{S}与{A}签约。{S}与{A}签署战略合作协议。",
            [f"? strategic {S}、{A} 「战略合作协议」"],
        ),
        (
            f"{S}与{A}签署战略合作协议。{S}与{A}签约。",
            [f"? strategic {S}、{A} 「战略合作协议」"],
        ),
        # … unless they sign two things.
        (
            f"{S}与{A}签署战略合作协议。{S}与{A}签署实习协议。",
            [
                f"? strategic {S}、{A} 「战略合作协议」",
                f"? internship {S}、{A} 「实习协议」",
            ],
        ),
        # Fewer of the same parties: an echo of the fuller record.
        (
            f"{S}、{A}、{B}三方签署战略合作协议。{S}与{A}签署战略合作协议。",
            [f"? strategic {S}、{A}、{B} 「战略合作协议」"],
        ),
        (
            f"{S}、{A}、{B}三方签署战略合作协议。{S}与{A}签署实习协议。",
            [
                f"? strategic {S}、{A}、{B} 「战略合作协议」",
                f"? internship {S}、{A} 「实习协议」",
            ],
        ),
    ],
)
def test_an_agreement_told_twice_is_one(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected
