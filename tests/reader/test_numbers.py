"""Passes 2 and 5, numbers: bounds as stated, and what a number counts by the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.quantities import Quantity
from schoolenterprise.reader import read_news
from schoolenterprise.reader._numbers import number, scan_quantities
from schoolenterprise.text import fold
from schoolenterprise.vocabulary import CountKind


def counts(text: str) -> list[tuple[str, str]]:
    """What is counted and how many, in the notation of `Quantity`."""
    folded = fold(text, variants=True).text
    return [(each.what.value, str(each.quantity)) for each in scan_quantities(folded)]


# How many


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("10名", "10名"),
        ("１０名", "10名"),
        ("10 名", "10名"),
        ("两名", "2名"),
        ("二十名", "20名"),
        ("十二位", "12位"),
        ("一百五十人", "150人"),
        ("1,160名", "1160名"),
        ("1.3万名", "13000名"),
        ("3千名", "3000名"),
        ("两万人", "20000人"),
        ("10余名", "≥10名"),
        ("一百五十余名", "≥150名"),
        ("30多名", "≥30名"),
        ("十几名", "≥10名"),
        ("10余万人", "≥100000人"),
        ("不少于80人", "≥80人"),
        ("不低于 80人", "≥80人"),
        ("超过80人", "≥80人"),
        ("上千人", "≥1000人"),
        ("数百名", "≥100名"),
        ("几十名", "≥10名"),
        ("不超过20人", "≤20人"),
        ("最多20人", "≤20人"),
        ("近千人", "约1000人"),
        ("约100人", "约100人"),
        ("100人左右", "约100人"),
        ("3-5名", "3–5名"),
        ("3至5名", "3–5名"),
        ("三到五名", "3–5名"),
        ("三五名", "3–5名"),
        ("两三名", "2–3名"),
        ("十五六名", "15–16名"),
        ("1-2万名", "10000–20000名"),
        ("达320人", "320人"),
    ],
)
def test_a_number_keeps_the_bounds_that_the_text_states(text: str, quantity: str) -> None:
    behind = "" if text.endswith("左右") else "学员"
    assert counts(f"共有{text}{behind}参加活动") == [("participants", quantity)]


@pytest.mark.parametrize(
    "text",
    [
        "0名学员参加",
        "第12名学员参加",
        "前10名学员参加",
        "每10名学员参加",
        "5-3名学员参加",
        "1,2,3名学员参加",
        "12.34.56名学员参加",
        "9999999999999名学员参加",
        "99999999万万名学员参加",
        "万万万万万万名学员参加",
        "2022届学员参加",
        "3060的目标",
        "10名同学很开心",
    ],
)
def test_other_numbers_count_nothing(text: str) -> None:
    assert counts(text) == []


def test_a_mention_covers_the_words_that_bound_the_number() -> None:
    text = "为企业输送实习生不少于80人。"
    (found,) = scan_quantities(text)
    assert text[found.start : found.end] == "不少于80人"


def test_a_comma_of_the_sentence_is_no_part_of_the_number() -> None:
    assert counts("开班以来,150名学生在企业实习") == [("interns", "150名")]


# Of what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("150名学生在园区企业实习", "interns"),
        ("接收50名学生跟岗", "interns"),
        ("看望了31名实习生", "interns"),
        ("企业现有在岗实习生14名", "interns"),
        ("实习学生20人", "interns"),
        ("学校先后为实习岗位送去27名", "interns"),
        ("派遣了两名教师驻厂", "teachers_sent"),
        ("安排3名老师带队", "teachers_sent"),
        ("公司就有9位本校毕业生", "graduates_hired"),
        ("536人正式入职", "graduates_hired"),
        ("今年录用16人", "graduates_hired"),
        ("接收毕业生26人", "graduates_hired"),
        ("企业里有校友51人", "graduates_hired"),
        ("毕业于我校的20人", "graduates_hired"),
        ("提供80个就业岗位", "posts_offered"),
        ("新增岗位1800余个", "posts_offered"),
        ("开设5个订单班", "order_classes"),
        ("“同心订单班”2个", "order_classes"),
        ("与10家合作企业代表签署协议", "agreements_signed"),
        ("分别与6家单位签约", "agreements_signed"),
        ("走访8家外贸企业", "enterprises_visited"),
        ("深入三家用人单位回访", "enterprises_visited"),
        ("全年走访企业103家", "enterprises_visited"),
        ("调研了合作单位12家", "enterprises_visited"),
        ("100余人参加大会", "participants"),
        ("42名学徒顺利结业", "participants"),
        ("校长一行7人来到公司", "participants"),
    ],
)
def test_what_a_number_counts_shows_in_its_unit_and_the_words_around(text: str, what: str) -> None:
    assert [found for found, _ in counts(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "2名教师获奖",  # nobody sends them
        "8家企业获奖",  # nobody goes there
        "走访企业。8家企业获奖",  # another sentence
        "走访时邀请8家企业代表座谈",  # people, not firms
        "看了三个车间和一所企业",
        "80名岗位",
        "80家岗位",
        "毕业生规模首次突破千万人",
        "5个学生实习",
    ],
)
def test_a_number_of_something_else_is_left_alone(text: str) -> None:
    assert counts(text) == []


def test_a_number_at_the_start_and_at_the_end_of_a_page_is_read() -> None:
    assert counts("10名学员参加") == counts("参加的学员共师生代表10名") != []


# Whole pages


def test_a_page_counts_everything_once_with_the_date_that_holds_there() -> None:
    reading = read_news(
        "我校走访企业\n2024年3月5日，校领导走访企业8家。校领导共走访企业8家，提供80个岗位。"
    )
    found = {
        (each.what, each.quantity.value, each.date and each.date.edtf) for each in reading.counts
    }
    assert found == {
        (CountKind.ENTERPRISES_VISITED, 8, "2024-03-05"),
        (CountKind.POSTS_OFFERED, 80, "2024-03-05"),
    }


def test_a_rounding_of_a_number_that_the_page_also_gives_goes() -> None:
    reading = read_news("喜讯\n10余家企业代表签署协议。3月5日，10家企业代表签署协议。")
    assert [each.quantity for each in reading.counts] == [Quantity.exactly(10, unit="家")]


def test_a_rounding_of_nothing_stays() -> None:
    reading = read_news("喜讯\n10余家企业代表签署协议。3月5日，8家企业代表签署协议。")
    assert [str(each.quantity) for each in reading.counts] == ["≥10家", "8家"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("看望了在该公司实习的12名学生", "interns"),
        ("与实习的12名同学座谈", "interns"),
        ("接收学生顶岗实习12人", "interns"),
        ("12名学生跟着师傅轮岗", "interns"),
        ("希望再接收12名学生", "interns"),
        ("招收12名学生", None),
        ("把12名大四学生送到湖北云帆科技有限公司，开始岗位实习", "interns"),
        ("先接12名学生上岗", "interns"),
        ("为期12个月的岗位实习", None),
        ("各界代表12人与会", "participants"),
        ("12名毕业生前来求职", "participants"),
        ("陈立等12位同志来到学校", "participants"),
        ("员工里有12人毕业于星川职院", "graduates_hired"),
        ("新进员工里有12名来自星川职院", "graduates_hired"),
        ("毕业生中有12人在企业就业", "graduates_hired"),
        ("12名来自星川职院", None),
        ("12名毕业生参加招聘会", "participants"),
        ("12名毕业生与用人单位达成意向", None),
        ("新开设订单班12个", "order_classes"),
        ("“订单班”达到12个", "order_classes"),
        ("开设“云帆班”12个", "order_classes"),
        ("签订校企合作协议12份", "agreements_signed"),
        ("签署备忘录12份", "agreements_signed"),
        ("印制协议12份", None),
        ("走了12家企业", "enterprises_visited"),
        ("走访了3所学校和12家企业", "enterprises_visited"),
        ("走访期间与12家企业交流", None),
        ("走访期间介绍了12家企业的招聘计划", None),
        ("走访时12家企业与学校达成意向", None),
        ("走访时园区与12家企业建立了联系", None),
        ("每走访12家企业", None),
        ("拓展岗位数12个", "posts_offered"),
        ("为同学提供一个岗位", None),
        ("组织师生12人参观", "participants"),
    ],
)
def test_words_further_off_say_what_is_counted(text: str, what: str | None) -> None:
    assert [each for each, _ in counts(text)] == ([what] if what else [])


def test_firms_that_are_only_meant_to_be_visited_are_not_counted() -> None:
    reading = read_news("我校\n学校走访企业8家。下一步，学校计划走访企业100家。")
    assert [count.text for count in reading.counts] == ["8家"]


def test_a_number_in_a_headline_or_caption_is_not_counted() -> None:
    assert read_news("走访企业8家\n校领导走访企业8家\n正文在此。").counts == ()


# Figures


@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
def test_chinese_figures_are_read_as_their_number(hundreds: int, tens: int, ones: int) -> None:
    figures = "零一二三四五六七八九"
    written = f"{figures[hundreds]}百"
    written += f"{figures[tens]}十" if tens else "零" if ones else ""
    written += figures[ones] if ones else ""
    assert number(written) == hundreds * 100 + tens * 10 + ones


@given(st.integers(0, 999_999_999))
def test_digits_are_read_with_and_without_commas(value: int) -> None:
    assert number(f"{value}") == number(f"{value:,}") == value


@pytest.mark.parametrize("text", ["", "年", "1..2", "12a", "十年", "万" * 9, "9" * 20])
def test_what_writes_no_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(("text", "value"), [("十", 10), ("百", 100), ("三万五千", 35000)])
def test_a_scale_may_stand_alone(text: str, value: int) -> None:
    assert number(text) == value
