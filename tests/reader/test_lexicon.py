"""The packaged tables as the scanners need them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader._lexicon import (
    BRACKET,
    NUMBER,
    Lexicon,
    alternation,
    default_lexicon,
)
from schoolenterprise.reader._words import LONGEST_NAME, PageWords
from schoolenterprise.vocabulary import OrganizationKind
from told import Told


def cuts(text: str) -> list[str]:
    """The pieces of a text between the places where a name ends or begins."""
    words = PageWords.of(text, default_lexicon())
    edges = [0, *words.cuts, len(text)]
    return [text[start:end] for start, end in pairwise(edges) if start < end]


def test_the_tables_are_read_once_and_hold_every_kind_of_word() -> None:
    lexicon = default_lexicon()
    assert lexicon is default_lexicon()
    assert set(lexicon.words) >= {"cut", "keep", "after_name", "no_name", "no_title", "no_ending"}
    assert lexicon.endings["有限公司"].kind is OrganizationKind.ENTERPRISE
    assert "校长" in lexicon.titles
    assert {"王", "欧阳"} <= set(lexicon.surnames)
    assert {"武汉", "武汉市", "湖北省"} <= lexicon.regions


@pytest.mark.parametrize("name", ["武汉光谷职业学院", "中国电建", "国家电网", "全国总工会"])
def test_a_name_may_begin_with_a_place_or_the_country(name: str) -> None:
    assert default_lexicon().starts_with_place(name)


@pytest.mark.parametrize("name", ["光谷职业学院", "", "学院"])
def test_or_with_none(name: str) -> None:
    assert not default_lexicon().starts_with_place(name)


@pytest.mark.parametrize("word", ["表示", "校长", "一行", "，", "为", "就", ""])
def test_what_may_follow_a_name(word: str) -> None:
    assert default_lexicon().after_name.match(word)


@pytest.mark.parametrize("word", ["就业", "沉吟", "·", "国"])
def test_what_may_not(word: str) -> None:
    assert not default_lexicon().after_name.match(word)


def test_a_name_of_a_person_begins_with_no_word() -> None:
    lexicon = default_lexicon()
    assert "党建" in lexicon.starters
    assert not any(len(word) < 2 for word in lexicon.starters)
    assert "护理" in lexicon.common


@given(st.sets(st.text(alphabet="学院校长.+", min_size=1, max_size=3), min_size=1, max_size=8))
def test_an_alternation_matches_each_of_its_words_whole(words: set[str]) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    longest = max(words, key=len)
    match = pattern.match(longest)
    assert match
    assert match[0] == longest


# What bounds names


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("走访光谷软件", ["走访", "光谷软件"]),
        ("光谷软件、天元医疗", ["光谷软件、", "天元医疗"]),
        ("校长张三", ["校长", "张三"]),
        ("12家企业", ["12家", "企业"]),
        ("光谷与天元", ["光谷与", "天元"]),
        ("武汉同沛科技", ["武汉同沛科技"]),
        ("药学与护理学院", ["药学与护理学院"]),
        ("十余家企业", ["十余家", "企业"]),
        ("有家实业(湖北)有限公司", ["有家实业(湖北)有限公司"]),
    ],
)
def test_marks_verbs_titles_and_numbers_end_a_name(text: str, pieces: list[str]) -> None:
    assert cuts(text)[-len(pieces) :] == pieces


def test_a_name_begins_behind_the_last_cut_and_is_not_endless() -> None:
    words = PageWords.of("走访" + "光" * 60, default_lexicon())
    assert words.left_edge(62) == 2
    assert words.name_start(62) == 62 - LONGEST_NAME
    assert words.name_start(10) == 2
    assert words.is_edge(0)
    assert words.is_edge(2)
    assert not words.is_edge(3)


def test_titles_are_known_by_where_they_begin() -> None:
    words = PageWords.of("副校长张三", default_lexicon())
    assert [words.title_at(start) for start in range(3)] == ["副校长", "校长", None]
    assert words.titles == {3: 0}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("走访12家", "12家"),
        ("2024年", "2024年"),
        ("3余名", "3余名"),
        ("123多个", "123多个"),
        ("12校", None),
    ],
)
def test_a_number_with_its_unit_is_found_whole(text: str, number: str | None) -> None:
    match = NUMBER.search(text)
    assert (match[0] if match else None) == number


def test_chinese_numbers_are_found_with_fewer_units() -> None:
    assert [match[0] for match in NUMBER.finditer("三十余家，十一月，两名，一个")] == [
        "三十余家",
        "十一月",
        "两名",
    ]


@pytest.mark.parametrize("text", ["实业(湖北)有限", "实业(某某)有限公司"])
def test_a_bracket_may_stand_inside_a_name(text: str) -> None:
    assert BRACKET.search(text)


@pytest.mark.parametrize("text", ["公司(以下简称甲)与", "公司(湖北)。", "(湖北)有限", "校长(左)与"])
def test_or_say_something_about_it(text: str) -> None:
    assert not BRACKET.search(text)


# Words of an act in patterns


def test_a_pattern_holds_every_word_of_its_acts_and_is_compiled_once() -> None:
    lexicon = default_lexicon()
    pattern = lexicon.pattern("@unveil@|开学(?!前)")
    assert {word for word in lexicon.words["unveil"] if pattern.fullmatch(word)} == set(
        lexicon.words["unveil"]
    )
    assert [bool(pattern.match(text)) for text in ("开学了", "开学前", "签约")] == [
        True,
        False,
        False,
    ]
    assert lexicon.pattern("@unveil@|开学(?!前)") is pattern


SCHOOL, FIRM = "星川职业技术学院", "湖北云帆科技有限公司"


@pytest.mark.parametrize(
    ("row", "text", "told"),
    [
        ("打卡,go\n打卡,visit", f"3月5日，{SCHOOL}校长何静打卡{FIRM}。", "visits"),
        ("委任,appoint", f"3月5日，{SCHOOL}委任{FIRM}总经理陈立为产业导师。", "appointments"),
        ("揭彩,unveil", f"3月5日，{SCHOOL}智能制造产业学院成立并揭彩。", "colleges"),
        ("开锣,hold", "3月5日，校企签约仪式开锣。", "events"),
        ("集结营,program_end", f"{SCHOOL}参加“云帆”。{SCHOOL}参加促就业集结营。", "programs"),
    ],
)
def test_a_word_of_an_act_that_a_file_adds_makes_records(
    row: str, text: str, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text(f"word,act\n{row}\n{row.partition(',')[0]},cut\n", encoding="utf-8")
    lexicon = Lexicon.default().with_file(file)

    def lines(lexicon: Lexicon | None) -> list[str]:
        found = Told(text, lexicon=lexicon)
        if told == "programs":
            return [program.name for program in found.reading.programs]
        return list(getattr(found, told))

    assert lines(lexicon) != lines(None)
    assert any("2024-03-05" in line or "集结营" in line for line in lines(lexicon))
