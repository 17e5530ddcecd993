"""Pass 1: what is header, byline, caption, credit and navigation, and where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader._mentions import Mention
from schoolenterprise.reader._page import LONGEST_SENTENCE, Page, parse_page
from schoolenterprise.text import fold

BODY = "学校与企业座谈。\n"


def parse(text: str, title: str | None = None) -> Page:
    return parse_page(fold(text, variants=True).text, title)


def said(page: Page, mention: Mention | None) -> str | None:
    return page.slice(mention) if mention else None


def sentences(text: str, kind: str = "body") -> list[str]:
    page = parse(text)
    return [page.slice(each) for each in page.sentences if each.kind == kind]


def authors(text: str) -> list[str]:
    page = parse(text)
    return [page.slice(each) for each in page.authors]


# Header lines


@pytest.mark.parametrize(
    ("header", "published", "publisher"),
    [
        ("发布者：就业处发布时间：2021-07-06动态浏览次数：802", "2021-07-06", "就业处"),
        ("发布者：人文学院发布时间：2021-07-06浏览次数：8", "2021-07-06", "人文学院"),
        ("[发布时间：2021-07-06|来源：教务处]", "2021-07-06", "教务处"),
        ("【来源：教务处｜阅读：155次】", None, "教务处"),
        (
            "来源：教务处 | 发布日期：2021-07-06 17:46 | 浏览量：74 | [字体：大 中 小]",
            "2021-07-06",
            "教务处",
        ),
        ("发布部门：机电系  发布时间：2021年7月6日  访问次数：[203]", "2021年7月6日", "机电系"),
        ("2021-07-06 09:12:33   来源：护理系   字号：[大][中][小]", "2021-07-06", "护理系"),
        (
            "日期:2021/07/06 来源:化工学院、发展处 浏览量:80 打印本文",
            "2021/07/06",
            "化工学院、发展处",
        ),
        ("[某某学院] [手机版] 发布时间:2021年7月6日", "2021年7月6日", None),
        ("作者：王小林|软件学院|2021-07-06|浏览：480", "2021-07-06", None),
        ("[新闻] 2021-07-06 人力资源部 雷小娜 浏览 508", "2021-07-06", None),
        ("时间：2021-07-06浏览：623设置", "2021-07-06", None),
        ("来源：本站  发布时间：2021-07-06", "2021-07-06", None),
        ("来源：", None, None),
        ("查看：926", None, None),
        ("发布时间：", None, None),
    ],
)
def test_a_header_line_gives_date_and_publisher_and_is_no_sentence(
    header: str, published: str | None, publisher: str | None
) -> None:
    page = parse(f"{header}\n学校走访企业\n{BODY}")
    assert said(page, page.published) == published
    assert said(page, page.publisher) == publisher
    assert [page.slice(each) for each in page.sentences] == ["学校走访企业", "学校与企业座谈。"]


def test_a_header_over_several_lines_is_read_line_by_line() -> None:
    page = parse(
        f"学校走访企业\n- 文：王小林\n- 来源：教务处\n- 时间：2021-07-06\n- 点击：319\n{BODY}"
    )
    assert said(page, page.published) == "2021-07-06"
    assert said(page, page.publisher) == "教务处"
    assert [page.slice(each) for each in page.authors] == ["王小林"]


def test_of_two_headers_the_first_one_counts() -> None:
    page = parse(f"来源：教务处 2021-07-06\n来源：学工处 2022-07-06\n{BODY}")
    assert (said(page, page.published), said(page, page.publisher)) == ("2021-07-06", "教务处")


def test_a_keyed_date_wins_over_another_one_of_its_line() -> None:
    page = parse(f"2021-01-01 更新  发布时间：2021-07-06  浏览：3\n{BODY}")
    assert said(page, page.published) == "2021-07-06"


@pytest.mark.parametrize(
    "line",
    [
        "2021年7月6日，校长走访企业",
        "2021年7月6日学校召开座谈会",
        "时间：7月6日上午",
        "资金来源：企业投入",
        "来源：企业投入资金一百万元。",
        "发布时间：" + "长" * 160,
    ],
)
def test_a_line_of_the_body_is_no_header(line: str) -> None:
    page = parse(f"学校走访企业\n{line}\n{BODY}")
    assert page.published is None
    assert page.publisher is None
    assert said(page, page.sentences[1])


def test_far_down_a_page_there_is_no_header() -> None:
    assert parse(f"学校走访企业\n{BODY * 15}来源：教务处\n{BODY}").publisher is None


# Bylines


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("本网讯（通讯员 王小林）", ["王小林"]),
        ("本网讯（党委宣传部 王小林 通讯员 李大为）", ["王小林", "李大为"]),
        ("【本报讯】（记者王小林 通讯员李大为）", ["王小林", "李大为"]),
        ("本报讯 记者 王小林 通讯员 李大为 ", ["王小林", "李大为"]),
        ("本报讯（特约记者 欧阳小林）", ["欧阳小林"]),
        ("某职院网讯（宣传部 王小林）", ["王小林"]),
        ("校园讯 （学工处 王小林）", ["王小林"]),
        ("某某快报消息（王小林 摄影报道）", ["王小林"]),
        ("（记者 王小林）", ["王小林"]),
        ("本网讯 ", []),
        ("又讯：", []),
    ],
)
def test_a_byline_names_authors_and_is_no_part_of_its_sentence(
    byline: str, names: list[str]
) -> None:
    text = f"学校走访企业\n{byline}3月5日，校长走访企业。"
    assert authors(text) == names
    assert sentences(text) == ["3月5日,校长走访企业。"]


@pytest.mark.parametrize(
    "line",
    [
        "江城通讯有限公司来校考察。",
        "科大讯飞来校考察。",
        "我校讯飞学院揭牌。",
        "本报讯息科技公司来校考察。",
        "（左起第三人）校长走访企业。",
        "学校消息灵通。",
    ],
)
def test_a_sentence_that_only_begins_alike_stays_whole(line: str) -> None:
    assert sentences(f"学校走访企业\n{line}") == [fold(line).text]


# Credits


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("（文：王小林 图：李大为）", ["王小林", "李大为"]),
        ("（图/文 王小林）", ["王小林"]),
        ("（文/王小林）", ["王小林"]),
        ("（撰稿：王小林 审核：党委宣传部）", ["王小林"]),
        ("（责任编辑：王小林）", ["王小林"]),
        ("（机电系供稿）", []),
        ("（王小林）", ["王小林"]),
        ("（就业办 王小林 李大为）", ["王小林", "李大为"]),
    ],
)
def test_a_credit_ends_a_paragraph_or_stands_on_a_line_of_its_own(
    credit: str, names: list[str]
) -> None:
    for gap in ("", "\n"):
        text = f"学校走访企业\n{BODY}学校走访企业归来。{gap}{credit}"
        assert authors(text) == names
        assert sentences(text) == ["学校与企业座谈。", "学校走访企业归来。"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("编辑：王小林   二审：李大为   三审：张三", ["王小林", "李大为", "张三"]),
        ("供稿 | 酒店系   编辑 | 王小林", ["王小林"]),
        ("文/王小林  图/融媒体中心", ["王小林"]),
        ("本版编辑：王小林", ["王小林"]),
        ("某某职业学院党政办公室供稿", []),
        ("作者：模具部", []),
    ],
)
def test_a_line_of_credits_is_no_sentence(line: str, names: list[str]) -> None:
    text = f"学校走访企业\n{BODY}{line}\n"
    assert authors(text) == names
    assert sentences(text) == ["学校与企业座谈。"]
    assert sentences(text, "caption") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "甲公司（以下简称甲）。",
        "学校走访企业（图右为校长）",
        "三家企业（见上）。（未完待续）",
        "校长讲话。（左二）",
        "签约。（全文完）",
    ],
)
def test_brackets_of_the_text_are_no_credits(sentence: str) -> None:
    page = parse(f"学校走访企业\n{sentence}\n{BODY}")
    assert page.authors == []
    assert "".join(page.slice(each) for each in page.sentences).startswith(
        "学校走访企业" + fold(sentence).text
    )


def test_a_line_of_names_in_brackets_signs_a_page_only_at_its_end() -> None:
    assert sentences(f"学校走访企业\n（就业办）\n{BODY}{BODY}", "caption") == ["(就业办)"]
    assert sentences(f"学校走访企业\n{BODY}{BODY}（就业办）", "caption") == []


# Navigation, headline, captions


@pytest.mark.parametrize(
    "line",
    [
        "首页  ...",
        "导入数据...",
        "上一篇：学校走访企业",
        "下一条：",
        "详情请见：",
        "当前位置：新闻",
    ],
)
def test_navigation_is_no_sentence(line: str) -> None:
    assert sentences(f"学校走访企业\n{BODY}{line}", "caption") == []


def test_a_long_line_that_begins_like_navigation_is_text() -> None:
    text = "返回途中，" + "校领导走访企业，" * 20 + "满载而归。"
    assert sentences(f"学校走访企业\n{text}") == [fold(text).text]


def test_the_first_line_is_the_headline_also_where_it_stands_again() -> None:
    page = parse(f"学校走访企业\n2021-07-06 来源：教务处\n学校走访企业\n{BODY}")
    assert said(page, page.title) == "学校走访企业"
    assert [each.kind for each in page.sentences] == ["title", "title", "body"]


@pytest.mark.parametrize("first", ["校长走访企业。", "校长走访企业：", "走访" * 41])
def test_a_first_line_that_ends_or_runs_on_like_prose_is_no_headline(first: str) -> None:
    assert parse(f"{first}\n{BODY}").title is None


def test_the_only_line_of_a_page_is_its_text() -> None:
    assert parse("3月5日，校长走访企业").title is None


def test_a_headline_that_the_caller_gives_is_found_in_the_page() -> None:
    page = parse(f"教务动态\n学校走访企业\n{BODY}", title="学校走访企业 ")
    assert said(page, page.title) == "学校走访企业"
    assert parse(f"教务动态\n{BODY}", title="学校走访企业").title is None


def test_a_short_line_without_an_end_mark_is_a_caption() -> None:
    text = f"学校走访企业\n{BODY}校长在企业走访\n校长走访企业！\n" + "校长、" * 21
    assert sentences(text, "caption") == ["校长在企业走访"]


# Sentences


def test_sentences_end_with_their_marks_and_closing_quotes() -> None:
    assert sentences("“合作愉快。”校长说！（掌声。）签约；揭牌？结束") == [
        "“合作愉快。”",
        "校长说!",
        "(掌声。)",
        "签约;",
        "揭牌?",
        "结束",
    ]


def test_marks_alone_are_no_sentence() -> None:
    assert sentences("签约。……。\n。\n” \n揭牌") == ["签约。"]


def test_a_page_continued_from_another_has_neither_header_nor_headline() -> None:
    page = parse_page("校长走访企业\n来源:教务处\n双方签约。", continued=True)
    assert (page.title, page.publisher) == (None, None)
    assert [each.kind for each in page.sentences] == ["caption", "caption", "body"]


def test_paragraphs_are_counted_and_never_run_together() -> None:
    page = parse(f"学校走访企业\n{BODY}{BODY}座谈。签约。")
    assert [each.paragraph for each in page.sentences] == [0, 1, 2, 3, 3]


def test_an_endless_run_is_cut_at_a_comma_or_where_it_must_be() -> None:
    lengths = [len(each) for each in sentences("校长走访，" * 100 + "走" * 600)]
    assert lengths == [LONGEST_SENTENCE, LONGEST_SENTENCE, 100]


@given(st.text(alphabet="校长走访。，；“”（）\n 来源：2021-07-06文图本网讯供稿张三", max_size=80))
def test_sentences_never_overlap_and_lie_in_the_order_of_the_text(text: str) -> None:
    page = parse(text)
    edges = [edge for each in page.sentences for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(page.slice(each).strip() for each in page.sentences)


@given(st.text(alphabet="校长走访。，\n 来源：2021-07-06文图本网讯供稿张三", max_size=80))
def test_what_stands_around_the_body_lies_in_the_text(text: str) -> None:
    page = parse(text)
    found = [page.title, page.published, page.publisher, *page.authors]
    assert all(0 <= each.start < each.end <= len(page.text) for each in found if each)
