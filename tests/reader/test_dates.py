"""Pass 2, dates: every form in which the genre writes one, and the year of those without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate
from schoolenterprise.reader._anchor import Anchor, anchor_of
from schoolenterprise.reader._date_forms import figure
from schoolenterprise.reader._dates import scan_dates
from schoolenterprise.reader._mentions import DateMention
from schoolenterprise.text import fold
from schoolenterprise.vocabulary import MatchKind


def mentions(text: str, published: str | None = None) -> list[DateMention]:
    folded = fold(text, variants=True).text
    return scan_dates(folded, anchor_of(folded, PartialDate(published) if published else None))


def dates(text: str, published: str | None = None) -> list[str | None]:
    """Every date in EDTF; `None` for a word that no date is known of."""
    return [each.when.edtf if each.when else None for each in mentions(text, published)]


def quotes(text: str) -> list[str]:
    folded = fold(text, variants=True).text
    return [folded[each.start : each.end] for each in mentions(text)]


# Days, months and years


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年3月5日，双方签约", "2024-03-05"),
        ("2024年3月5号", "2024-03-05"),
        ("２０２４年３月５日", "2024-03-05"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("2024年03月05日", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("二〇二三年三月二十五日", "2023-03-25"),
        ("二○二三年十月三十一日", "2023-10-31"),
        ("一九九八年十二月十日", "1998-12-10"),
        ("2024年3月", "2024-03"),
        ("2024年", "2024"),
        ("2024年2月中旬", "2024-02~"),
        ("2024年2月中下旬", "2024-02~"),
        ("2024年3月初", "2024-03~"),
        ("2023年底", "2023~"),
    ],
)
def test_a_date_with_its_year_is_read_as_it_stands(text: str, date: str) -> None:
    (found,) = mentions(text)
    assert found.when is not None
    assert found.when.edtf == date
    assert found.how is MatchKind.EXACT


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2月22日上午", "XXXX-02-22"),
        ("十一月", "XXXX-11"),
        ("2月中旬", "XXXX-02~"),
        ("去年十一月", "XXXX-11"),
        ("今年6月", "XXXX-06"),
        ("同年6月", "XXXX-06"),
    ],
)
def test_the_year_stays_open_where_the_page_has_none(text: str, date: str) -> None:
    (found,) = mentions(text)
    assert found.when is not None
    assert found.when.edtf == date
    assert found.how is MatchKind.EXACT, "nothing was inferred"


@pytest.mark.parametrize(
    "text", ["2月30日", "5月39日", "13月1日", "2024-13-05", "2023年2月29日参加"]
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022届毕业生",
        "2024级新生",
        "3060的碳中和目标",
        "1.3万元",
        "十省百校千企万岗",
        "每月5日",
        "第15日",
        "为期15日",
        "三个月",
        "版本2024.3.5.1",
        "节日前夕",
        "最近日益红火",
        "与同日本公司合作",
    ],
)
def test_numbers_and_words_that_look_alike_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("于2024年3月5日上午签约", "2024年3月5日"),
        ("自去年十一月开学", "去年十一月"),
        ("在2月中旬走访", "2月中旬"),
        ("5月6日上午至7日下午", "5月6日上午至7日"),
        ("3月5个班", "3月"),
        ("3月上午", "3月"),
        ("3月到5家企业", "3月"),
        ("5月6日到8家企业走访", "5月6日"),
    ],
)
def test_a_mention_covers_the_date_and_nothing_else(text: str, quote: str) -> None:
    assert quotes(text) == [quote]


# Years from the page


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("1月24日", "2024-01-30", "2024-01-24"),
        ("1月30日", "2024-01-30", "2024-01-30"),
        ("1月31日", "2024-01-30", "2023-01-31"),  # news does not run ahead of its event
        ("12月30日", "2024-01-05", "2023-12-30"),
        ("3月", "2024-01-30", "2023-03"),
        ("5月6日", "2024", "2024-05-06"),
        ("去年十一月", "2024-01-30", "2023-11"),
        ("前年3月", "2024-01-30", "2022-03"),
        ("今年的6月", "2024-01-30", "2024-06"),
        ("明年3月", "2024-01-30", "2025-03"),
        ("去年", "2024-01-30", "2023"),
        ("去年底", "2024-01-30", "2023~"),
        ("本月12日", "2024-01-30", "2024-01-12"),
        ("本月", "2024-01-30", "2024-01"),
        ("上月", "2024-01-30", "2023-12"),
        ("上个月3日", "2024-01-30", "2023-12-03"),
    ],
)
def test_the_year_comes_from_the_day_of_publication(text: str, published: str, date: str) -> None:
    (found,) = mentions(text, published)
    assert found.when is not None
    assert found.when.edtf == date
    assert found.how is MatchKind.INFERRED


def test_without_one_it_is_the_year_that_the_page_names_first() -> None:
    assert dates("学校开展2022年“新春企业行”活动。2月22日，校长走访企业。") == [
        "2022",
        "2022-02-22",
    ]


def test_a_year_of_founding_is_not_the_year_of_the_page() -> None:
    assert anchor_of("学校2011年成立，自2019年起试点，2023年首次走访。", None) == Anchor(None, 2023)


def test_a_month_needs_a_page_of_a_known_month_to_be_this_month() -> None:
    assert dates("本月12日") == dates("本月12日", "2024") == []


def test_the_same_year_is_the_one_named_last() -> None:
    assert dates("2019年3月签约，同年6月揭牌；2021年扩建，当年9月开学", "2024-01-30") == [
        "2019-03",
        "2019-06",
        "2021",
        "2021-09",
    ]


def test_the_next_year_is_the_one_after_the_one_named_last() -> None:
    assert dates("2021年10月至次年3月", "2024-01-30") == ["2021-10", "2022-03"]
    assert dates("次年3月", "2024-01-30") == ["XXXX-03"]


def test_last_year_of_a_page_without_a_date_is_nothing() -> None:
    assert dates("去年，学校走访企业") == []


# Periods and lists


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5月6日至8日", "2024-05-06/2024-05-08"),
        ("5月6日—8日", "2024-05-06/2024-05-08"),
        ("5月6-8日", "2024-05-06/2024-05-08"),
        ("5月6日～8日", "2024-05-06/2024-05-08"),
        ("5月6日到8日", "2024-05-06/2024-05-08"),
        ("5月6日——5月8日", "2024-05-06/2024-05-08"),
        ("5月30日至6月2日", "2024-05-30/2024-06-02"),
        ("4月17日(周三)至19日", "2024-04-17/2024-04-19"),
        ("5月6日上午至7日", "2024-05-06/2024-05-07"),
        ("5月6日、7日", "2024-05-06/2024-05-07"),
        ("5月6日、7日和8日", "2024-05-06/2024-05-08"),
        ("12月30日至1月2日", "2023-12-30/2024-01-02"),
        ("2022年12月30日至2023年1月2日", "2022-12-30/2023-01-02"),
        ("12月30日至2023年1月2日", "2022-12-30/2023-01-02"),
        ("3月至5月", "2024-03/2024-05"),
        ("3-5月", "2024-03/2024-05"),
    ],
)
def test_two_dates_with_a_to_between_them_are_a_period(text: str, period: str) -> None:
    assert dates(text, "2024-06-30") == [period]


def test_a_period_that_would_end_before_it_begins_is_its_first_day() -> None:
    assert (
        dates("5月8日至6日", "2024-06-30") == dates("5月8日至8日", "2024-06-30") == ["2024-05-08"]
    )
    assert dates("2024年5月8日至2023年6月9日") == ["2024-05-08"]
    assert dates("5月8日至6日") == ["XXXX-05-08"]


def test_days_that_do_not_follow_each_other_stay_single() -> None:
    assert dates("5月6日、9日、20日", "2024-06-30") == ["2024-05-06", "2024-05-09", "2024-05-20"]
    assert quotes("5月6日、9日") == ["5月6日", "9日"]


def test_a_list_with_a_day_that_no_calendar_has_is_no_date() -> None:
    assert dates("2月28日、31日", "2024-06-30") == []


# 624日: the 月 is lost


def test_a_lost_month_after_a_year_is_of_that_year() -> None:
    assert dates("2023年624日，校长走访企业", "2024-12-08") == ["2023-06-24"]
    assert dates("2023年1128日，校长走访企业", "2024-12-08") == ["2023-11-28"]
    assert dates("2023年全年365日", "2024-12-08") == ["2023"]


def test_a_broken_date_is_repaired_where_only_one_day_fits() -> None:
    (found,) = mentions("624日下午", "2021-07-06")
    assert found.when == PartialDate("2021-06-24")
    assert found.how is MatchKind.REPAIRED


def test_a_broken_date_stays_open_where_two_days_fit() -> None:
    (found,) = mentions("111日下午", "2021-09-30")
    assert found.when is None
    assert found.how is MatchKind.REPAIRED
    assert found.alternatives == ("2021-01-11", "2020-11-01")


def test_of_two_days_that_fit_the_one_just_before_the_publication_is_meant() -> None:
    assert dates("113日，机电系走访企业", "2021-11-05") == ["2021-11-03"]


def test_without_a_publication_both_readings_stay() -> None:
    (found,) = mentions("113日")
    assert found.alternatives == ("XXXX-01-13", "XXXX-11-03")


@pytest.mark.parametrize(
    "text", ["365日", "100日", "近120日", "300日元", "12345日", "共120日", "112日内"]
)
def test_a_number_of_days_is_no_broken_date(text: str) -> None:
    assert dates(text) == []


def test_a_four_digit_break_may_be_a_month_and_a_day() -> None:
    assert dates("1026日下午") == ["XXXX-10-26"]


# Words that stand for a date


def test_the_same_day_is_the_one_named_last() -> None:
    assert dates("3月1日签约。3月5日开班，当天揭牌。", "2024-06-30") == [
        "2024-03-01",
        "2024-03-05",
        "2024-03-05",
    ]


def test_the_day_after_is_counted_from_the_day_named_last() -> None:
    assert dates("12月31日签约，次日揭牌", "2023-12-31") == ["2023-12-31", "2024-01-01"]
    assert dates("3月5日至6日走访，翌日返校", "2024-06-30")[1] == "2024-03-07"
    assert dates("3月5日签约，第二天揭牌") == ["XXXX-03-05", "XXXX-03-06"]


def test_the_day_after_the_last_of_a_month_is_open_in_an_open_year() -> None:
    assert dates("12月31日签约，次日揭牌") == ["XXXX-12-31"]


def test_the_same_day_of_nothing_is_nothing() -> None:
    assert dates("当天，双方签约。2024年，次日") == ["2024"]


@pytest.mark.parametrize("word", ["近日", "日前", "近期", "前不久", "不久前"])
def test_a_vague_word_is_a_mention_without_a_date(word: str) -> None:
    assert dates(f"{word}，校领导走访企业") == [None]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12月8日至9日走访。8日下午，座谈", "2023-12-08"),
        ("12月8日至9日走访。9日上午，座谈", "2023-12-09"),
        ("11月30日至12月1日走访。1日，座谈", "2023-12-01"),
        ("11月30日至12月1日走访。30日，座谈", "2023-11-30"),
        ("12月中旬出发。15日赴苏州", "2023-12-15"),
    ],
)
def test_a_bare_day_belongs_to_the_month_named_last(text: str, date: str) -> None:
    assert dates(text, "2023-12-31")[-1] == date


def test_a_bare_day_without_a_month_before_it_is_the_last_such_day_before_the_page() -> None:
    assert dates("4日上午，校长走访企业") == [None]
    assert dates("4日上午，校长走访企业", "2023-12-31") == ["2023-12-04"]
    assert dates("24日上午，校长走访企业", "2023-12-08") == ["2023-11-24"]
    assert dates("24日上午，校长走访企业", "2023-12") == ["2023-12-24"]


def test_a_bare_day_heads_a_day_of_a_diary() -> None:
    diary = "3月17日 杭州\n走访甲公司。\n18日　宁波\n走访乙公司。\n19日（周五）\n返校。"
    assert dates(diary, "2023-12-31") == ["2023-03-17", "2023-03-18", "2023-03-19"]


# Dates of something else than an event


@pytest.mark.parametrize(
    "text",
    [
        "自2019年起",
        "2019年成立",
        "2019年,建校",
        "2024年级",
        "2023年度",
        "2023年秋季招生",
        "2019年以来",
        "2019年来",
        "截至2024年",
        "2022-2024年",
        "自3月湖北启动",
        "3月起",
        "6月前完成",
        "3月5日前完成",
        "3月5日之前",
        "1998年3月5日创建",
        "2021年至今",
        "早在2月中下旬",
    ],
)
def test_what_dates_no_event_is_marked_as_background(text: str) -> None:
    assert [each.background for each in mentions(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "3月5日前往苏州",
        "3月5日来校考察",
        "3月5日起程",
        "从3月5日起",
        "2月中旬以来，校领导走访企业",
        "2023年前往苏州",
        "2024年新春企业行",
        "至3月5日",
    ],
)
def test_what_dates_an_event_is_not(text: str) -> None:
    assert [each.background for each in mentions(text)] == [False]


# Figures


@given(st.integers(1, 31))
def test_chinese_figures_are_read_as_their_number(number: int) -> None:
    tens, ones = divmod(number, 10)
    written = ("", "十", "二十", "三十")[tens] + ("", *"一二三四五六七八九")[ones]
    assert figure(written) == figure(str(number)) == number


@given(st.integers(1900, 2099))
def test_years_are_read_figure_by_figure(year: int) -> None:
    written = str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert figure(f"{written}年") == figure(f"{year}年") == year


# Anchors


def test_recent_is_within_three_months_before_the_publication() -> None:
    anchor = Anchor(PartialDate("2024-06-30"), None)
    recent = ["2024-06-30", "2024-04-01", "2024-03-30", "2024-03-29", "2024-07-01", "XXXX-06-01"]
    assert [anchor.is_recent(PartialDate(date)) for date in recent] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert not Anchor(None, 2024).is_recent(PartialDate("2024-06-30"))


@given(st.dates(), st.dates())
def test_a_date_without_a_year_never_lies_behind_the_publication(day: object, page: object) -> None:
    published = PartialDate(str(page))
    month, day_of_month = map(int, str(day).split("-")[1:])
    year = Anchor(published, None).year_for(month, day_of_month)
    assert year is not None
    assert f"{year:04}-{month:02}-{day_of_month:02}" <= str(page)
