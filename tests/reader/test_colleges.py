"""Industry colleges: their names, whose they are, who runs them, and what happened when."""

import pytest

from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"


def colleges(text: str) -> list[str]:
    return Told(text).colleges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Quoted, quoted in part, behind its school's name, by itself.
        (f"3月5日，{S}“智能制造产业学院”揭牌。", [f"智能制造产业学院 {S} unveiled 2024-03-05"]),
        (
            f"3月5日，{S}“云海”智能制造产业学院揭牌。",
            [f"“云海”智能制造产业学院 {S} unveiled 2024-03-05"],
        ),
        (f"3月5日，{S}智能制造产业学院揭牌。", [f"{S}智能制造产业学院 {S} unveiled 2024-03-05"]),
        (f"3月5日，智能制造产业学院揭牌。{S}满意。", [f"智能制造产业学院 {S} unveiled 2024-03-05"]),
        # Other endings; another name in quotes that is unveiled.
        (f"3月5日，“云海企业学院”揭牌。{S}满意。", [f"云海企业学院 {S} unveiled 2024-03-05"]),
        (
            f"3月5日，“云海数字工匠学院”揭牌。{S}满意。",
            [f"云海数字工匠学院 {S} unveiled 2024-03-05"],
        ),
        # The fullest form is the name.
        (
            f"3月5日，{S}智能制造产业学院揭牌。智能制造产业学院发展很快。",
            [f"{S}智能制造产业学院 {S} unveiled 2024-03-05"],
        ),
        # Two of them.
        (
            f"3月5日，{S}“智能制造产业学院”“数字商务产业学院”揭牌。",
            [
                f"智能制造产业学院 {S} unveiled 2024-03-05",
                f"数字商务产业学院 {S} unveiled 2024-03-05",
            ],
        ),
    ],
)
def test_an_industry_college_has_a_name_of_its_own(text: str, expected: list[str]) -> None:
    assert colleges(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # The generic word, however dressed up.
        f"{S}揭牌成立产业学院，建设现代产业学院。",
        f"{S}有3个产业学院揭牌，两个企业学院挂牌。",
        f"{S}首批省级示范性产业学院揭牌。",
        f"{S}成为“没有围墙”的现代产业学院，揭牌多年。",
        f"{S}“产业学院”揭牌。",
        # Departments and schools.
        f"{S}积极推进产业学院揭牌。",
        f"{S}商学院揭牌。",
        f"“{S}”的校名很美。",
        # Planned, or under discussion.
        f"{S}拟与{A}共建智能制造产业学院。",
        f"{S}与{A}洽谈共建智能制造产业学院。",
        f"预计6月，{S}智能制造产业学院揭牌。",
        # Named, but nothing says that it was founded.
        f"“云海数字工匠学院”很好，{S}满意。",
    ],
)
def test_what_is_no_industry_college(text: str) -> None:
    assert colleges(text) == []


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (f"{S}与{A}共建的“智能产业学院”揭牌。", f" + {A}"),
        (f"{S}携手{A}、{B}联合组建的“智能产业学院”揭牌。", f" + {A}、{B}"),
        (f"由{A}与学校共建的智能产业学院揭牌。{S}满意。", f" + {A}"),
        # By the agreement that founds it.
        (f"{S}与{A}签署共建智能产业学院协议。", f" + {A}"),
        (f"{S}与{A}签署共建智能产业学院协议。“智能产业学院”揭牌。", f" + {A}"),
        (f"{S}与{A}签署共建合作协议。“智能产业学院”揭牌。", f" + {A}"),
        # By the brand in its name, if only one body bears it.
        (f"{S}“云海智能产业学院”揭牌。{C}满意。", f" + {C}"),
        (f"{S}“云海智能产业学院”揭牌。{C}、云海电子有限公司满意。", ""),
        # A person's firm is none by that alone.
        (f"{A}总经理陈立出席共建的“智能产业学院”揭牌。{S}满意。", ""),
        (f"{S}“智能产业学院”揭牌。{A}来访。", ""),
    ],
)
def test_partners_run_a_college_beside_its_school(text: str, partners: str) -> None:
    (college,) = Told(text).colleges
    assert college.partition(S)[2].partition(" unveiled")[0].partition(" signed")[0] == partners


def test_each_of_several_colleges_has_the_partners_named_with_it() -> None:
    text = f"{S}与{A}共建的“智能制造产业学院”揭牌。{S}与{B}共建的“数字商务产业学院”揭牌。"
    assert colleges(text) == [
        f"智能制造产业学院 {S} + {A} unveiled ?",
        f"数字商务产业学院 {S} + {B} unveiled ?",
    ]


def test_several_colleges_of_one_sentence_have_the_partners_that_stand_before_each() -> None:
    text = f"由{A}共建的“智能制造产业学院”、由{B}共建的“数字商务产业学院”揭牌。{S}满意。"
    assert colleges(text) == [
        f"智能制造产业学院 {S} + {A} unveiled ?",
        f"数字商务产业学院 {S} + {B} unveiled ?",
    ]


def test_an_agreement_founds_the_college_that_it_names_or_stands_beside() -> None:
    text = (
        f"{S}与{A}签署共建智能制造产业学院协议，这是双方多年合作的又一成果，大家都很高兴，"
        f"也十分期盼学院早日招生，为地方培养更多的人才，服务区域经济社会的发展，不负众望。\n"
        f"“智能制造产业学院”揭牌。\n“数字商务产业学院”揭牌。"
    )
    assert colleges(text) == [
        f"智能制造产业学院 {S} + {A} signed ? unveiled ?",
        f"数字商务产业学院 {S} unveiled ?",
    ]


def test_the_school_that_stands_before_the_name_is_the_colleges_own() -> None:
    text = f"{S}满意，{S}祝贺。月川职业技术学院智能产业学院揭牌。"
    assert colleges(text) == ["月川职业技术学院智能产业学院 月川职业技术学院 unveiled ?"]


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        (f"“智能产业学院”揭牌。{A}满意。", "?"),
        (f"“智能产业学院”揭牌。我司满意。{S}祝贺。", S),
        (f"“智能产业学院”揭牌。我司满意。{S}、月川学院祝贺。", "?"),
    ],
)
def test_whose_college_it_is_may_stay_open(text: str, institution: str) -> None:
    assert colleges(text) == [f"智能产业学院 {institution} unveiled ?"]


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        (f"2023年5月，{S}智能产业学院签约揭牌。", "unveiled 2023-05 signed 2023-05"),
        (
            f"2023年5月，{S}智能产业学院揭牌。2023年9月，智能产业学院举行开学典礼。",
            "unveiled 2023-05 opened 2023-09",
        ),
        (
            f"{S}智能产业学院发展很快。2023年9月，产业学院开学。",
            "opened 2023-09",
        ),
        (f"{S}智能产业学院自去年十一月开学以来发展很快。", "opened 2023-11"),
        # Contradicting dates stay side by side, equal ones are one.
        (
            f"2023年5月，{S}智能产业学院揭牌。2023年6月，智能产业学院揭牌。"
            "2023年6月，智能产业学院揭牌。",
            "unveiled 2023-05 unveiled 2023-06",
        ),
        # Not yet, or not of the college.
        (f"{S}智能产业学院已经成立，预计2024年9月开班。", ""),
        (f"{S}智能产业学院已经成立。", ""),
        (
            f"{S}智能产业学院已经成立，{A}负责人说，这是企业与学校合作的新起点，"
            "是双方多年友谊和共同努力的结果，十分不易，当天另有基地揭牌。",
            "",
        ),
    ],
)
def test_milestones_are_dated_steps(text: str, milestones: str) -> None:
    assert colleges(text) == [f"{S}智能产业学院 {S} {milestones}".strip()]


def test_a_college_was_established_when_it_was_unveiled_else_opened() -> None:
    def established(text: str) -> str:
        (college,) = Told(text).reading.industry_colleges
        return str(college.established)

    opened, unveiled = "2023年9月，智能产业学院开学。", "2023年5月，智能产业学院揭牌。"
    assert established(opened + unveiled) == "2023-05"
    assert established(opened) == "2023-09"
    assert established("2023年4月，智能产业学院签约。") == "None"


def test_another_form_of_the_name_is_an_alias() -> None:
    text = f"{S}智能产业学院揭牌。智能产业学院发展很快，“智能产业学院”满意。"
    (college,) = Told(text).reading.industry_colleges
    assert (college.name, college.aliases) == (f"{S}智能产业学院", ("智能产业学院",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{S}与{A}共建的“云帆+”数字产业学院揭牌。",
            [f"“云帆+”数字产业学院 {S} + {A} unveiled ?"],
        ),
        (f"{S}与{A}共建的数字印染学院揭牌。", [f"数字印染学院 {S} + {A} unveiled ?"]),
        (f"{S}以特色产业学院——云海珠宝学院为平台办学。", [f"云海珠宝学院 {S}"]),
        (
            f"何静揭开了{S}云帆数智学院的牌匾。{A}满意。",
            [f"{S}云帆数智学院 {S} + {A} unveiled ?"],
        ),
        # Two characters are a name behind a word of founding.
        (f"{S}与{A}签约共建耘垦产业学院。", [f"耘垦产业学院 {S} + {A} signed ?"]),
        (f"{S}与{A}签约共建高水平产业学院。", []),
        # Being founded, but not under discussion.
        (f"{S}与{A}共建的氢能产业学院正在筹建，预计明年揭牌。", [f"氢能产业学院 {S} + {A}"]),
        (f"{S}召开共建鲲鹏产业学院座谈会。", []),
        # A clause that ends in the word is no name.
        (f"{S}揭牌时，云帆科技愿意做产业学院的实习点。", []),
    ],
)
def test_words_around_a_name_tell_that_it_is_a_college(text: str, expected: list[str]) -> None:
    assert colleges(text) == expected


def test_each_of_several_colleges_has_the_parties_of_its_own_agreement() -> None:
    text = (
        f"{S}先后与{A}签约共建耘垦产业学院，与{B}签约共建蔚蓝智能产业学院，"
        f"与{C}签约共建数字商务产业学院。"
    )
    assert colleges(text) == [
        f"耘垦产业学院 {S} + {A} signed ?",
        f"蔚蓝智能产业学院 {S} + {B} signed ?",
        f"数字商务产业学院 {S} + {C} signed ?",
    ]


def test_an_agreement_founds_no_college_of_a_school_that_did_not_sign() -> None:
    text = (
        f"{S}的“智能制造产业学院”和月川职业技术学院“数字商务产业学院”授牌。"
        f"{S}与{A}签署产业学院共建协议。"
    )
    assert [each.partition(" unveiled")[0] for each in colleges(text)] == [
        f"智能制造产业学院 {S} + {A}",
        "数字商务产业学院 月川职业技术学院",
    ]


def test_the_school_that_signed_for_a_college_is_its_own() -> None:
    text = f"{A}与{S}签署共建智能产业学院协议，{B}祝贺，月川职业技术学院祝贺。"
    (college,) = colleges(text)
    assert college == f"智能产业学院 {S} + {A} signed ?"
