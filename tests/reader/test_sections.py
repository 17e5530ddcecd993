"""Very long pages are read in sections, and what the sections name is one."""

from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader import read_news
from schoolenterprise.reader._sections import LONGEST, sections

NEWS = "3月5日，星川职业技术学院校长何静率队前往江城蓝海智能装备有限公司走访。\n"
FILLER = "学生们在车间里学习，老师在旁边指导，大家都很认真。\n"


@given(st.text(alphabet="文。\n", max_size=60), st.integers(1, 3_000))
def test_sections_follow_each_other_and_none_is_too_long(piece: str, times: int) -> None:
    text = piece * times
    found = list(sections(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= LONGEST for start, end in found)


def test_a_section_ends_with_a_line_else_a_sentence_else_anywhere() -> None:
    lines, sentences, nothing = ("甲" * 99 + mark for mark in ("\n", "。", "乙"))
    ends = [next(sections(unit * 300))[1] for unit in (lines, sentences, nothing)]
    assert [end % 100 for end in ends] == [0, 0, 0]
    assert next(sections("甲" * 20_001))[1] == LONGEST


def test_what_two_sections_name_alike_is_one_record() -> None:
    first = "发布时间：2024-03-08\n" + NEWS + "蓝海智能介绍了情况。\n"
    second = "何静教授在讲座中谈到，江城蓝海智能装备有限公司（以下简称蓝海装备）发展很快。\n"
    page = first + FILLER * (LONGEST // len(FILLER)) + NEWS + second
    reading = read_news(page)
    firm = next(each for each in reading.organizations if each.kind == "enterprise")
    assert [each.name for each in reading.organizations] == [
        "星川职业技术学院",
        "江城蓝海智能装备有限公司",
    ]
    assert firm.aliases == ("蓝海智能", "蓝海装备")
    moved = next(each for each in firm.evidence if each.field == "aliases[1]")
    assert page[moved.start : moved.end] == "蓝海装备" == moved.quote
    assert [str(visit.date) for visit in reading.visits] == ["2024-03-05"]
