"""When a page saw somebody in a post: the day of the page, else the time that it tells of."""

import pytest

from schoolenterprise.reader import read_news

MEETING = "云岭大学校长曹一鸣走访广东恒岳机械有限公司。"


def seen(text: str, published: str | None = None) -> list[str]:
    """When each post of the page was seen, as EDTF; nothing where it is not known."""
    officials = read_news(text, published=published).officials
    assert officials
    return [str(post.seen or "") for each in officials for post in each.posts]


def test_a_dated_page_saw_everybody_on_its_day() -> None:
    text = f"2月3日，{MEETING}3月5日，云岭大学副校长赵启明走访天河智造有限公司。"

    assert seen(text, "2024-03-08") == ["2024-03-08", "2024-03-08"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"2023年2月3日，{MEETING}", "2023-02-03"),
        (f"2023年2月3日，{MEETING}2023年5月6日，双方签署合作协议。", "2023-02-03/2023-05-06"),
        (f"2022年2月3日，{MEETING}2023年5月6日，双方签署合作协议。", ""),
        (f"2月3日，{MEETING}", ""),
        (MEETING, ""),
    ],
)
def test_an_undated_page_saw_them_in_the_year_of_all_that_it_tells(
    text: str, expected: str
) -> None:
    assert seen(text) == [expected]
