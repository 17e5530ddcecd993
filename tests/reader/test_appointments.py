"""Appointments: who is given which role, by whom."""

import pytest

from told import Told

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"
CHEN, ZHOU = f"{A}总经理陈立", f"{B}董事长周明"


def appointments(text: str) -> list[str]:
    return Told(text).appointments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"3月5日，{S}聘请{CHEN}为产业教授。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{S}聘任{CHEN}担任产业导师。", [f"2024-03-05 陈立 产业导师 {S}"]),
        (f"3月5日，{S}特聘{CHEN}任教学总监。", [f"2024-03-05 陈立 教学总监 {S}"]),
        (
            f"3月5日，{S}续聘{CHEN}为专业建设委员会委员。",
            [f"2024-03-05 陈立 专业建设委员会委员 {S}"],
        ),
        (f"3月5日，{S}聘请{CHEN}为“产业教授”。", [f"2024-03-05 陈立 产业教授 {S}"]),
        # A list takes one role, or each its own.
        (
            f"3月5日，{S}聘请{CHEN}、{ZHOU}为客座教授。",
            [f"2024-03-05 陈立 客座教授 {S}", f"2024-03-05 周明 客座教授 {S}"],
        ),
        (
            f"3月5日，{S}聘请{CHEN}为产业教授、{ZHOU}为客座教授。",
            [f"2024-03-05 陈立 产业教授 {S}", f"2024-03-05 周明 客座教授 {S}"],
        ),
        (
            f"3月5日，{S}聘请{CHEN}为产业教授，聘请{ZHOU}为客座教授。",
            [f"2024-03-05 陈立 产业教授 {S}", f"2024-03-05 周明 客座教授 {S}"],
        ),
        # A later person without a role takes the one before.
        (
            f"3月5日，{S}聘请{CHEN}为产业教授，续聘{ZHOU}。",
            [f"2024-03-05 陈立 产业教授 {S}", f"2024-03-05 周明 产业教授 {S}"],
        ),
        (
            f"3月5日，{S}聘请{CHEN}为产业教授，续聘一事顺利，{ZHOU}出席。",
            [f"2024-03-05 陈立 产业教授 {S}"],
        ),
        # Whose role it is stands in front of it.
        (f"{S}聘请{CHEN}为学校产业教授。", [f"? 陈立 产业教授 {S}"]),
        (f"{S}聘请{CHEN}为{S}的产业教授。", [f"? 陈立 产业教授 {S}"]),
        (f"{S}聘请{CHEN}为商学院产业教授。", [f"? 陈立 商学院产业教授 {S}"]),
        (f"学校聘请{CHEN}为产业教授，并颁发聘书。{S}满意。", [f"? 陈立 产业教授 {S}"]),
        (f"{A}聘请{S}副校长李望为技术顾问。", [f"? 李望 技术顾问 {A}"]),
    ],
)
def test_somebody_appoints(text: str, expected: list[str]) -> None:
    assert appointments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"3月5日，{CHEN}受聘为{S}产业教授。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}被{S}聘为产业教授。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}被学校聘请为产业教授。{S}满意。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}获聘{S}产业教授。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}受聘成为{S}的产业教授。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}被授予“产业教授”称号，{S}祝贺。", [f"2024-03-05 陈立 产业教授 {S}"]),
        (f"3月5日，{CHEN}受邀担任{S}创业导师。", [f"2024-03-05 陈立 创业导师 {S}"]),
        (
            f"3月5日，{CHEN}、{ZHOU}被聘为{S}客座教授。",
            [f"2024-03-05 陈立 客座教授 {S}", f"2024-03-05 周明 客座教授 {S}"],
        ),
        (
            f"3月5日，{CHEN}受聘为{S}产业教授，{ZHOU}受聘为{S}客座教授。",
            [f"2024-03-05 陈立 产业教授 {S}", f"2024-03-05 周明 客座教授 {S}"],
        ),
        # The list ends where somebody does something else.
        (
            f"3月5日，{S}校长何静致辞，{CHEN}被聘为{S}产业教授。",
            [f"2024-03-05 陈立 产业教授 {S}"],
        ),
    ],
)
def test_somebody_is_appointed(text: str, expected: list[str]) -> None:
    assert appointments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{S}校长何静为{CHEN}颁发产业教授聘书。", [f"? 陈立 产业教授 {S}"]),
        (
            f"{S}校长何静向{CHEN}、{ZHOU}颁发了“产业导师”聘书。",
            [f"? 陈立 产业导师 {S}", f"? 周明 产业导师 {S}"],
        ),
        # A letter that names no role gives none.
        (f"{S}校长何静为{CHEN}颁发聘书。", []),
        (f"{S}校长何静为{CHEN}颁发大红聘书。", []),
    ],
)
def test_somebody_is_handed_a_letter_of_appointment(text: str, expected: list[str]) -> None:
    assert appointments(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Planned.
        f"{S}将聘请{CHEN}为产业教授。",
        f"{S}拟聘请{CHEN}为产业教授。",
        # No role, or what is none.
        f"{S}聘请{CHEN}为志愿者代表。",
        f"{S}聘请{CHEN}为学生上课。",
        f"{CHEN}受聘。{S}满意。",
        f"{CHEN}被授予{S}“优秀合作伙伴”称号。",
        f"{S}推行聘任制，聘期三年，{CHEN}满意。",
        # Nobody.
        f"{S}聘请企业专家为产业教授。",
        f"产业教授受聘仪式在{S}举行。",
        # A headline.
        f"{S}聘请{CHEN}为产业教授\n活动很成功。",
    ],
)
def test_what_is_no_appointment(text: str) -> None:
    assert appointments(text) == []


def test_a_page_that_nobody_publishes_does_not_say_who_appoints() -> None:
    assert appointments(f"{CHEN}受聘担任产业教授。") == ["? 陈立 产业教授 ?"]
    assert appointments(f"{CHEN}受聘为学校的产业教授。") == ["? 陈立 产业教授 学校"]


def test_a_role_given_twice_is_one_appointment() -> None:
    text = f"{S}聘请{CHEN}为产业教授。{CHEN}受聘为产业教授。{CHEN}受聘为创业导师。"
    assert appointments(text) == [f"? 陈立 产业教授 {S}", f"? 陈立 创业导师 {S}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # By certificate, under whatever name.
        (f"{S}校长何静向{CHEN}颁发了客座教授聘任证书。", [f"? 陈立 客座教授 {S}"]),
        (f"{S}校长何静为{CHEN}等颁发产业导师聘任书。", [f"? 陈立 产业导师 {S}"]),
        # By the ceremony.
        (f"陈立客座教授聘任仪式在{S}举行。{CHEN}致辞。", [f"? 陈立 客座教授 {S}"]),
        (f"聘请{CHEN}为我校兼职教授仪式举行。{S}满意。", [f"? 陈立 兼职教授 {S}"]),
        # In passing; the one who says it is not appointed.
        (
            f"何静对陈立受聘为我校客座教授表示祝贺。{CHEN}、{S}校长何静出席。",
            [f"? 陈立 客座教授 {S}"],
        ),
        # By the letter, the title, or a word for somebody just named.
        (f"{CHEN}担任{S}产业教授，并接受聘书。", [f"? 陈立 产业教授 {S}"]),
        (f"{S}授予{CHEN}“产业教授”称号。", [f"? 陈立 产业教授 {S}"]),
        (f"{S}校长何静为{CHEN}颁发聘书，聘请其为客座教授。", [f"? 陈立 客座教授 {S}"]),
        # A foreign name in part; a list with a name that nobody can read.
        (
            f"{A}总工程师约翰·史密斯来校。{S}还聘请史密斯为技能导师。",
            [f"? 约翰·史密斯 技能导师 {S}"],
        ),
        (f"{S}聘请{CHEN}、工程师某某为客座教授，何静颁发聘书。", [f"? 陈立 客座教授 {S}"]),
        (f"{S}校长何静宣布，{CHEN}被聘为产业教授。", [f"? 陈立 产业教授 {S}"]),
        (f"{CHEN}从{S}校长何静手中接过了企业导师聘书。", [f"? 陈立 企业导师 {S}"]),
        (f"{S}满意。学校任命{CHEN}为产业学院院长。", [f"? 陈立 产业学院院长 {S}"]),
        # The fuller of two names of one role.
        (
            f"{S}聘请{CHEN}为商学院客座教授。陈立受聘客座教授。",
            [f"? 陈立 商学院客座教授 {S}"],
        ),
        # A post held is none conferred.
        (f"{CHEN}担任{S}产业教授多年。", []),
        (f"{S}推荐{CHEN}、工程师某某，为学生办讲座，聘期另行通知。", []),
    ],
)
def test_other_words_for_an_appointment(text: str, expected: list[str]) -> None:
    assert appointments(text) == expected
