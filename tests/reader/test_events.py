"""Ceremonies and meetings, lasting forms of cooperation, and students at work."""

import pytest

from told import Told

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"3月5日，{S}举行签约仪式。", ["2024-03-05 signing 签约仪式"]),
        (f"3月5日，“产创融合”签约仪式在{S}举办。", ["2024-03-05 signing “产创融合”签约仪式"]),
        (f"3月5日，{S}举行基地揭牌仪式。", ["2024-03-05 unveiling 基地揭牌仪式"]),
        (f"3月5日，{S}举行聘任仪式。", ["2024-03-05 appointment 聘任仪式"]),
        (f"3月5日，{S}举行开学典礼。", ["2024-03-05 opening 开学典礼"]),
        (f"3月5日，{S}举行捐赠仪式。", ["2024-03-05 donation 捐赠仪式"]),
        (f"3月5日，{S}举行启动仪式。", ["2024-03-05 launch 启动仪式"]),
        (f"3月5日，{S}召开成立大会。", ["2024-03-05 founding 成立大会"]),
        (f"3月5日，{S}举办校园双选会。", ["2024-03-05 fair 校园双选会"]),
        (f"3月5日，{S}举办校企合作论坛。", ["2024-03-05 forum 校企合作论坛"]),
        (f"3月5日，{S}召开校企座谈会。", ["2024-03-05 meeting 校企座谈会"]),
        # One a kind and day; the same meeting told again is one.
        (
            f"3月5日，{S}举行签约仪式。签约仪式隆重举行。会后，{S}召开座谈会。",
            ["2024-03-05 signing 签约仪式", "2024-03-05 meeting 座谈会"],
        ),
        # Not held, not yet, quoted, or only in the headline.
        (f"{S}的签约仪式令人难忘。", []),
        (f"{S}将举行签约仪式。", []),
        (
            f"何静说：“去年{S}举行签约仪式，大家都很高兴，也非常满意，希望今后多多举行这样的活动。”",
            [],
        ),
        (f"{S}举行签约仪式\n{A}满意。", []),
    ],
)
def test_events_are_held(text: str, expected: list[str]) -> None:
    assert Told(text).events == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{S}与{A}开办“云帆订单班”。", [f"running order_class 云帆订单班 {S} + {A}"]),
        (f"{S}与{A}建成智能制造实训基地。", [f"running training_base 智能制造实训基地 {S} + {A}"]),
        (f"{S}挂牌云帆就业实习基地。", [f"running employment_base 云帆就业实习基地 {S}"]),
        (f"{S}挂牌云帆教师实践基地。", [f"running practice_base 云帆教师实践基地 {S}"]),
        (f"{S}挂牌云帆学生实习基地。", [f"running internship_base 云帆学生实习基地 {S}"]),
        (f"{S}与{A}共建光电联合实验室。", [f"running joint_laboratory 光电联合实验室 {S} + {A}"]),
        (f"{S}设立产业教授工作室。", [f"running studio 产业教授工作室 {S}"]),
        # What is proposed is not there yet.
        (f"{S}提出与{A}组建“云帆订单班”。", [f"proposed order_class 云帆订单班 {S} + {A}"]),
        (f"{S}拟建智能制造实训基地。", [f"proposed training_base 智能制造实训基地 {S}"]),
        # The first word on a form stands.
        (
            f"{S}与{A}开办“云帆订单班”。{S}希望“云帆订单班”更好。",
            [f"running order_class 云帆订单班 {S} + {A}"],
        ),
        # Without a name of its own.
        (f"{S}建有实训基地，开办订单班。", []),
    ],
)
def test_lasting_forms_bear_a_name(text: str, expected: list[str]) -> None:
    assert Told(text).arrangements == expected


def test_a_form_that_is_a_body_itself_is_no_partner_of_its_own() -> None:
    text = f"{S}、{A}成立湖北数控产教融合共同体。"
    assert Told(text).arrangements == [f"running sector_community 湖北数控产教融合共同体 {S} + {A}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{S}有36名学生在{A}实习。", [f"36 students of {S} → {A}"]),
        (f"{S}有36名实习生在{A}、{B}等企业上岗。", [f"36 students of {S} → {A}、{B}等"]),
        (f"{S}有36名实习生，企业满意。", [f"36 students of {S} → 等"]),
        (
            f"{S}有36名学生在{A}实习，并派遣2名教师带队。",
            [f"36 students, 2 teachers of {S} → {A}"],
        ),
        (f"{S}有36名学生在学校、{A}实习。", [f"36 students of {S} → {A}"]),
        # Far from the verb stands another firm.
        (
            f"{S}有36名学生实习，学校领导十分关心，{A}也很满意。",
            [f"36 students of {S} → 等"],
        ),
        # Planned, or no interns.
        (f"{S}将安排36名学生在{A}实习。", []),
        (f"{S}有36名学生参加活动。", []),
    ],
)
def test_students_work_in_firms(text: str, expected: list[str]) -> None:
    assert Told(text).placements == expected
