"""What the command makes of bytes and of the first lines of a file."""

import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schoolenterprise.errors import FormatError
from schoolenterprise.pages import article, decode

SENTENCE = "2月22日,武汉职业技术学院校长鄢烈洲带队走访武汉华工激光工程有限责任公司,洽谈校企合作。"

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]))
lines = st.text(st.characters(codec="utf-8", exclude_characters="\r\n")).map(str.strip)


def said(data: bytes) -> list[str]:
    return [str(problem) for problem in decode(data).problems]


def is_utf_8(data: bytes) -> bool:
    return decode(data).problems == ()


@given(texts.filter(lambda text: "\ufffd" not in text))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, ())
    assert decode(text.encode("utf-8-sig")) == (text, ())


@given(st.binary())
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(FormatError):
        assert isinstance(decode(data).text, str)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_another_encoding_is_recognised_and_named(encoding: str, named: str) -> None:
    data = SENTENCE.encode(encoding)

    assert decode(data).text == SENTENCE
    assert said(data) == [f"found text that is not UTF-8; read as {named}"]


@given(st.text(st.characters(codec="gb2312", categories=["Lo"]), min_size=1))
def test_simplified_chinese_in_gbk_is_recognised_however_short(text: str) -> None:
    data = text.encode("gbk")
    assume(not is_utf_8(data))  # 联通 in GBK is also UTF-8

    assert decode(data).text == text


def test_big5_is_recognised() -> None:
    text = "校長帶隊走訪企業,拓展畢業生就業崗位,洽談產教融合與實習基地的建設。" * 3
    assert decode(text.encode("big5hkscs")).text == text


def test_a_broken_character_does_not_make_utf_8_something_else() -> None:
    data = SENTENCE.encode()[:-1]

    assert decode(data).text == SENTENCE[:-1] + "\ufffd"
    assert said(data) == ["found broken characters: 1; U+FFFD stands for each"]


@pytest.mark.parametrize("text", [SENTENCE, SENTENCE * 30, "走访企业。拓展就业"])
def test_gbk_that_was_cut_in_its_last_character_is_gbk(text: str) -> None:
    decoded = decode(text.encode("gbk")[:-1])

    assert decoded.text == text[:-1] + "\ufffd"
    assert [problem.code for problem in decoded.problems] == ["other-encoding", "broken-characters"]
    assert "read as gb18030" in str(decoded.problems[0])


@given(st.data())
def test_a_few_broken_characters_do_not_make_gbk_something_else(data: st.DataObject) -> None:
    """A byte that begins no character, wherever it comes; the next comma sets it right."""
    page = (SENTENCE * 5).encode("gbk")
    ends = st.integers(0, len(page))
    first, second = sorted((data.draw(ends), data.draw(ends)))

    decoded = decode(page[:first] + b"\xff" + page[first:second] + b"\xff" + page[second:])

    assert "read as gb18030" in str(decoded.problems[0])
    assert decoded.problems[1].code == "broken-characters"
    assert decoded.text.count("武汉职业技术学院") >= 3


@pytest.mark.parametrize(("before", "behind"), [(1, 1), (0, 3), (6, 0), (3, 8)])
def test_a_line_in_gbk_does_not_make_utf_8_something_else(before: int, behind: int) -> None:
    line = f"{SENTENCE}\n"
    decoded = decode((line * before).encode() + line.encode("gbk") + (line * behind).encode())

    assert decoded.text.splitlines().count(SENTENCE) == before + behind
    assert decoded.text.count("\n") == before + behind + 1
    assert [problem.code for problem in decoded.problems] == ["broken-characters"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SENTENCE, "校长走访企业。", "TITLE: a visit\r\n"])
def test_utf_16_without_a_mark_is_to_be_saved_as_utf_8(encoding: str, text: str) -> None:
    with pytest.raises(FormatError) as refused:
        decode(text.encode(encoding))
    assert str(refused.value) == (
        "found UTF-16 without a byte order mark, expected text; save it as UTF-8"
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"PK\x03\x04\x14\0\0\0", "NUL bytes, as in a binary file"),
        (b"\x01\x02\x03\x04 text", "control characters, as in a binary file"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, found: str) -> None:
    with pytest.raises(FormatError) as refused:
        decode(data)
    assert refused.value.problem.found == found


@given(lines, lines, texts)
def test_a_header_is_taken_apart_from_the_page(title: str, url: str, text: str) -> None:
    page = article(f"TITLE: {title}\nURL: {url}\nPUBLISHED: 2022-02-25\n\n{text}")

    assert (page.title, page.url) == (title or None, url or None)
    assert (str(page.published), page.text, page.problems) == ("2022-02-25", text, ())


@pytest.mark.parametrize(
    ("text", "title", "published", "rest"),
    [
        ("TITLE:\nURL:\nPUBLISHED:\n\n正文", None, "None", "正文"),
        ("TITLE: 甲\r\nURL:\r\nPUBLISHED: 2022-02\r\n\r\n正文", "甲", "2022-02", "正文"),
        ("TITLE: 甲\nURL:\nPUBLISHED: 2022~", "甲", "2022~", ""),
        ("TITLE: 甲\nURL:\n正文", None, "None", "TITLE: 甲\nURL:\n正文"),
        ("\nTITLE:\nURL:\nPUBLISHED:\n", None, "None", "\nTITLE:\nURL:\nPUBLISHED:\n"),
        ("", None, "None", ""),
    ],
)
def test_only_three_whole_lines_at_the_top_are_a_header(
    text: str, title: str | None, published: str, rest: str
) -> None:
    page = article(text)
    assert (page.title, str(page.published), page.text) == (title, published, rest)


@pytest.mark.parametrize("day", ["昨天", "2022-02-30", "2022-01/2022-02"])
def test_a_day_that_is_none_is_a_warning(day: str) -> None:
    page = article(f"TITLE: 甲\nURL:\nPUBLISHED: {day}\n\n正文")

    assert (page.title, page.published, page.text) == ("甲", None, "正文")
    (problem,) = page.problems
    assert (problem.severity, problem.place.line) == ("warning", 3)
    assert problem.found == f"PUBLISHED: {day}"
