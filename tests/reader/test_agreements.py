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
        (f"3月5日，{S}与{A}签约共建“云帆班”。", [f"2024-03-05 other {S}、{A} 「共建“云帆班”」"]),
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
        (
            f"3月5日，{S}校长何静、{A}总经理陈立先后在协议上落笔。",
            [f"2024-03-05 other {S}、{A} (何静、陈立)"],
        ),
        (
            f"3月5日，仪式举行，{S}校长何静、{A}总经理陈立出席并签署协议。",
            [f"2024-03-05 other {S}、{A} 「协议」 (何静、陈立)"],
        ),
        (
            f"3月5日，{S}校长何静会见{A}总经理陈立，双方签署协议。",
            [f"2024-03-05 other {S}、{A} 「协议」"],
        ),
        (
            f"3月5日，{S}校长何静与{A}总经理陈立在签约仪式上签署协议。",
            [f"2024-03-05 other {S}、{A} 「协议」 (何静、陈立)"],
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


G, T = "武汉市人力资源和社会保障局", "月川职业技术学院"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # Where it happens, and under whom.
        (f"{A}与{S}在{T}图书馆举行签约仪式。", [f"{A}、{S}"]),
        (f"{A}与{S}在{G}签署合作协议。", [f"{S}、{A}"]),
        (f"{S}与{A}的签约仪式在{B}会议室举行。", [f"{S}、{A}"]),
        (f"在{G}的见证下，{S}与{A}签署合作协议。", [f"{S}、{A}"]),
        (f"在{G}、{B}等单位的大力支持下，{S}与{A}签署合作协议。", [f"{S}、{A}"]),
        (f"在{B}的产业联盟签约仪式上，{S}与{A}签署合作协议。", [f"{S}、{A}"]),
        # Guests and witnesses, with and without a name.
        (f"{S}与{A}签约。{G}、{B}相关负责人共同见证了签约仪式。", [f"{S}、{A}"]),
        (f"{S}与{A}签约。{B}总经理周明出席签约仪式。", [f"{S}、{A}"]),
        (f"{S}与{A}签约仪式举行，{S}校长何静、{B}董事长周明参加签约仪式。", [f"{S}、{A}"]),
        (f"{S}校长何静、{B}董事长周明出席签约仪式。", []),
        # Whom a bracket, or the name of what is signed or unveiled, mentions.
        (f"{S}（隶属于{B}）与{A}签署合作协议。", [f"{S}、{A}"]),
        (f"{S}与{A}举行“云帆产业学院”签约揭牌仪式。", [f"{S}、{A}"]),
        (f"{S}与{A}，共建{S}云计算中心校企合作签约仪式举行。", [f"{S}、{A}"]),
    ],
)
def test_places_guests_and_passing_mentions_are_no_parties(text: str, parties: list[str]) -> None:
    told = Told(text)
    found = ["、".join(told.name(each) for each in one.parties) for one in told.reading.agreements]
    assert [set(each.split("、")) for each in found] == [set(each.split("、")) for each in parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{S}先后与{A}和{B}签约共建云帆产业学院，与{C}签约共建云海产业学院。",
            [
                f"? industry_college {S}、{A}、{B} 「共建云帆产业学院」",
                f"? industry_college {S}、{C} 「共建云海产业学院」",
            ],
        ),
        (f"{S}与{A}签约，随后与{B}签约。", [f"? other {S}、{A}", f"? other {S}、{B}"]),
        # Who signed for the one who goes on signs again.
        (
            f"{S}校长何静与{A}签署合作协议，与{B}签署实习协议。",
            [f"? other {S}、{A} 「合作协议」 (何静)", f"? internship {S}、{B} 「实习协议」 (何静)"],
        ),
        # … and two people put their names to what the clause before tells.
        (
            f"{S}与{A}签订协议，何静、陈立分别代表双方签字。{S}校长何静、{A}总经理陈立致辞。",
            [f"? other {S}、{A} 「协议」 (何静、陈立)"],
        ),
        # 先后 parts the partners of one clause.
        (
            f"{S}先后与{A}、{B}签订协议。",
            [f"? other {S}、{A} 「协议」", f"? other {S}、{B} 「协议」"],
        ),
        (
            f"{S}分别与{A}、{B}签约。其中，与{A}签的是实习协议。",
            [f"? internship {S}、{A} 「实习协议」", f"? other {S}、{B}"],
        ),
        # Each of many signs for itself.
        (
            f"{S}已与{A}、{B}等30余家企业签订协议。",
            [f"? other {S}、{A} 「协议」", f"? other {S}、{B} 「协议」"],
        ),
        # A summary ahead of what was signed with each.
        (
            f"3月，{S}与{A}、{B}签订协议。3月5日，{S}与{A}签订实习协议。3月6日，{S}与{B}签订订单协议。",
            [
                f"2024-03-05 internship {S}、{A} 「实习协议」",
                f"2024-03-06 order_class {S}、{B} 「订单协议」",
            ],
        ),
        # Two documents for two partners.
        (
            f"{S}分别与{A}、{B}签署学生实习协议、订单培养协议。",
            [
                f"? internship {S}、{A} 「学生实习协议」",
                f"? order_class {S}、{B} 「订单培养协议」",
            ],
        ),
    ],
)
def test_each_clause_has_its_own_parties(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Those who were listed before.
        (
            f"{A}、{B}来到{S}。学校与两家企业签署了合作协议书。",
            [f"? other {S}、{A} 「合作协议书」", f"? other {S}、{B} 「合作协议书」"],
        ),
        (
            f"{G}赴{S}、{T}调研，并与两所院校分别签订合作协议。",
            [f"? other {G}、{S} 「合作协议」", f"? other {G}、{T} 「合作协议」"],
        ),
        # As many as are counted, or nobody.
        (f"{A}、{B}、{C}来到{S}。学校与两家企业签署了合作协议书。", []),
        # The two who met, where neither is the page's own.
        (f"{A}到访{T}。双方签订合作协议。", [f"? other {T}、{A} 「合作协议」"]),
        (
            f"{T}校长何静介绍，学校与{A}是老朋友，2018年双方签订实习协议。",
            [f"2018 internship {T}、{A} 「实习协议」"],
        ),
        (f"{A}、{B}座谈交流。双方签订合作协议。", []),
        # A short form of the page's own name is no other side.
        (
            f"{A}赴{T}洽谈，{A}满意。云帆集团是大企业。双方签订合作协议。我公司满意。",
            [f"? other {A}、{T} 「合作协议」"],
        ),
        # The names follow.
        (
            f"{S}举行校企合作签约仪式。签约单位包括{A}、{B}。",
            [f"? other {S}、{A}", f"? other {S}、{B}"],
        ),
        (f"{S}将举行校企合作签约仪式。拟签约单位包括{A}、{B}。", []),
        # Some whom nobody names.
        (f"{A}来访。在产教联盟签约仪式上，{S}与各成员单位签约。", []),
        # A firm by the class that bears its brand.
        (
            f"{S}“云帆班”的合作协议已于6月签订。{A}满意。",
            [f"2023-06 order_class {S}、{A}"],
        ),
    ],
)
def test_parties_may_be_named_elsewhere(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{S}校长何静、{A}总经理陈立分别致辞并签约。", [f"? other {S}、{A} (何静、陈立)"]),
        (f"{S}与{A}签署《云帆项目框架》。", [f"? other {S}、{A} 「《云帆项目框架》」"]),
        (
            f"{S}与{A}现场签约，智能制造产业学院揭牌。",
            [f"? industry_college {S}、{A} 「智能制造产业学院」"],
        ),
        (f"{S}与{A}战略合作签约仪式隆重举行。", [f"? strategic {S}、{A}"]),
        # A speaker who speaks about it, and one who tells what happened when.
        (f"{S}满意。王刚指出：{S}与{A}签署合作协议意义重大。", []),
        (
            f"何静回顾了历程：2022年11月，{S}与{A}签订合作协议。{S}校长何静满意。",
            [f"2022-11 other {S}、{A} 「合作协议」"],
        ),
        # What is signed with a person, or binds nobody.
        (f"{S}与{A}组织学生签订劳动合同。", []),
        (f"{S}与{A}签订合作意向协议。", []),
        (f"{S}与{A}约定明年签署合作备忘录。", []),
        (f"{S}与{A}座谈。双方商定，5月底前签订协议。", []),
        (f"{S}与{A}座谈。双方约定先成立小组，待条件成熟后再行签约。", []),
    ],
)
def test_what_counts_as_a_signing(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"3月5日，{S}师生来访。自2021年{S}与{A}签订订单协议以来，班级连续开班。", "2021"),
        (f"3月5日，{S}师生来访。{S}与{A}结缘始于2018年，当年双方签订实习协议。", "2018"),
    ],
)
def test_a_signing_looked_back_on_has_the_year_of_that_time(text: str, date: str) -> None:
    assert [str(each.date) for each in Told(text).reading.agreements] == [date]


def test_a_year_in_an_earlier_clause_does_not_date_a_signing() -> None:
    text = f"3月5日，{S}师生来访。{A}去年录用毕业生11人，很满意，当场与{S}签订协议。"
    assert agreements(text) == [f"2024-03-05 other {A}、{S} 「协议」"]


def test_a_later_clause_does_not_date_a_signing() -> None:
    text = f"3月5日，{S}师生来访。{S}与{A}签订订单协议，首批学员9月开班。"
    assert agreements(text) == [f"2024-03-05 order_class {S}、{A} 「订单协议」"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A body that nobody could read leads the list: the page's own, or nobody.
        (f"{S}满意。就业处与{A}、{B}签订合作协议。", [f"? other {S}、{A}、{B} 「合作协议」"]),
        (f"就业处与{A}、{B}签订合作协议。", []),
        (f"就业处与{A}、{B}签约仪式举行。", []),
    ],
)
def test_somebody_unread_in_front_stands_for_the_page(text: str, expected: list[str]) -> None:
    assert agreements(text) == expected
