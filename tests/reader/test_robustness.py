"""Whatever the text: a reading, its evidence true, the same one twice, in time that grows with it.

`make deep` runs many more examples and the longest pages.
"""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.model import Record, Source, Value
from schoolenterprise.reader import Reading, read_news

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
EXAMPLES = settings().max_examples
DEEP = EXAMPLES > 1000
only_deep = pytest.mark.skipif(not DEEP, reason="takes long: run by `make deep`")

# What the passes look for, and what may confuse them.
WORDS = """
. 1 0 二 十 百 万 , ， 。 、 ； ： ! （ ） ( ) “ ” ‘ ’ 《 》 【 】 · - — ~ / | ﬀ 😀 \x00 \u200b \u0301
学院 大学 职业技术学院 有限公司 集团 局 中心 协会 研究院 产业学院 产业园 医院 基地 武汉 湖北省 江西
校长 院长 党委书记 副校长 总经理 主任 教授 处处长 张三 王 欧阳 李大伟 约翰·史密斯 Ab
我校 该校 学校 公司 双方 等 一行 与 和 的 在 于 为 赴 到 走访 考察 来访 签订 协议 签约 将 拟 代表
签字 上签字 聘 聘请 受聘为 客座教授 揭牌 订单班 实训基地 实习生 名学生 家企业 10余家
年 月 日 2024年 3月5日 624日 至 次日 近日 4日上午 二〇二四年 下旬 届 余 第
南江光谷软件有限公司 星川职业技术学院 光谷软件 以下简称 简称“
来源： 发布时间： 作者： （文： 本网讯（记者 （图 供稿） 首页 “行”活动 专项行动
"""
# Words that ask of one another whether they stand elsewhere.
ECHOES = (
    "王校长 校长王 王芳校长 校长王芳 “甲产业学院” 甲学院与乙公司签订协议。 江城甲智能有限公司、"
)
PIECES = (*WORDS.split(), *ECHOES.split(), " ", "\n", "\r\n", "\t", "\u3000")


def checked(text: str) -> Reading:
    """Read a text, twice, and hold all that is said of any reading."""
    reading = read_news(text)
    records = list(reading)
    assert isinstance(records[0], Source)
    assert len({record.id for record in records}) == len(records)
    for record in records:
        check_evidence(record, reading.source)
        assert made_again(record) == record
    assert read_news(text) == reading
    return reading


def check_evidence(record: Record, source: Source) -> None:
    for evidence in record.evidence:
        assert evidence.source == source.id
        assert source.text is not None
        assert source.text[evidence.start : evidence.end] == evidence.quote


def made_again(value: Any) -> Any:
    """Make a record and all in it with the checks that the reader leaves out."""
    if isinstance(value, tuple):
        return tuple(map(made_again, value))
    if not isinstance(value, Record | Value):
        return value
    cls: type = type(value)
    fields = (each.name for each in attrs.fields(cls))
    return cls(**{name: made_again(getattr(value, name)) for name in fields})


@cache
def seed(number: int) -> str:
    return SEEDS[number].read_text(encoding="utf-8")


junk = st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@st.composite
def mutated_pages(draw: st.DrawFn) -> str:
    """A page with slices left out, doubled and swapped, and junk put in."""
    text = seed(draw(st.integers(0, len(SEEDS) - 1)))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        middle = draw(st.integers(start, min(len(text), start + 200)))
        end = draw(st.integers(middle, min(len(text), middle + 200)))
        parts = text[:start], text[start:middle], text[middle:end], text[end:]
        order = draw(st.sampled_from(["032", "0123", "011123", "0213", "0J123", "01J23", "03"]))
        inserted = draw(junk) if "J" in order else ""
        text = "".join(inserted if each == "J" else parts[int(each)] for each in order)
    return text


@st.composite
def odd_pages(draw: st.DrawFn) -> str:
    """A page of a few pieces, each repeated up to a thousand times."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
    times = draw(st.integers(1, 3))
    run = "".join(each * draw(st.sampled_from([1, 1, 1, 2, 50, 1000])) for each in pieces)
    return (run * times)[:2500]


def test_there_are_pages_to_mutate() -> None:
    assert len(SEEDS) >= 3


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u3000", "\ufeff", "\u200b\u200b", "\x00", "。", "校"]
)
def test_a_page_of_nothing_gives_an_empty_reading(text: str) -> None:
    assert checked(text).records == ()


def test_a_lone_surrogate_is_no_reason_not_to_read_the_rest() -> None:
    reading = checked("我校\n3月5日，我校校长张大伟\ud800走访南江光谷软件有限公司\udc00。")
    assert [each.name for each in reading.organizations if "南江" in each.name]


@settings(max_examples=3 * EXAMPLES)
@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text: str) -> None:
    checked(text)


@settings(max_examples=3 * EXAMPLES)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_run_of_the_words_it_looks_for_gives_a_reading(text: str) -> None:
    checked(text)


@given(mutated_pages())
def test_a_page_however_cut_up_gives_a_reading(text: str) -> None:
    checked(text)


@given(odd_pages())
def test_a_page_of_endless_repetitions_gives_a_reading(text: str) -> None:
    checked(text)


@given(junk, junk)
def test_so_does_one_with_any_title(title: str, body: str) -> None:
    assert read_news(f"{title}\n{body}", title=title) == read_news(f"{title}\n{body}", title=title)


# Time


def seconds(text: str) -> float:
    start = time.perf_counter()
    read_news(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("piece", PIECES, ids=[ascii(piece) for piece in PIECES])
def test_a_page_of_one_piece_repeated_is_read_in_a_moment(piece: str) -> None:
    # What grows with the square of the length takes minutes here.
    assert seconds((piece * 5000)[:5000]) < 5


def lines() -> Iterator[str]:
    yield "".join(seed(number) for number in range(len(SEEDS))).replace("\n", "")
    yield from (
        piece * (1000 // len(piece)) for piece in (".", "1", "（", "学院", "张", "，", "年")
    )


@only_deep
@pytest.mark.parametrize("line", [*lines()], ids=lambda line: ascii(line[:2]))
def test_a_line_of_five_million_characters_is_read_at_the_pace_of_a_short_one(line: str) -> None:
    read_news(line)  # the tables are loaded
    short = (line * 100)[:100_000]
    assert seconds((short * 50)[:5_000_000]) < 100 * seconds(short) + 10
