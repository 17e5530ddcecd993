"""Finding the words of several tables in one pass: leftmost, longest, each table on its own."""

import re

from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader._finder import NameIndex, WordFinder

words = st.sets(st.text(alphabet="学院校长.", min_size=1, max_size=3), min_size=1, max_size=8)
texts = st.text(alphabet="学院校长.a", max_size=30)


def found(finder: WordFinder, text: str, table: int = 0) -> list[str]:
    """The words of one table in the order of the text, those passed over in brackets."""
    return [
        f"({text[start:end]})" if kept else text[start:end]
        for start, end, kept in finder.find(text)[table]
    ]


def test_the_longest_word_is_found_and_its_inside_passed_over() -> None:
    finder = WordFinder((["学院", "职业学院", "院"], []))
    assert found(finder, "某职业学院与学院的院子") == ["职业学院", "学院", "院"]


def test_a_kept_word_hides_what_stands_in_it() -> None:
    finder = WordFinder((["局"], ["布局"]))
    assert found(finder, "人社局的布局") == ["局", "(布局)"]


def test_words_of_one_table_may_overlap_those_of_another() -> None:
    finder = WordFinder((["学院院长"], []), (["学院"], []), (["院长"], []))
    assert [found(finder, "学院院长", table) for table in range(3)] == [
        ["学院院长"],
        ["学院"],
        ["院长"],
    ]


def test_a_word_may_stand_in_two_tables() -> None:
    finder = WordFinder((["局"], []), (["局长"], ["局"]))
    assert [found(finder, "局长和局", table) for table in range(2)] == [
        ["局", "局"],
        ["局长", "(局)"],
    ]


def test_matching_asks_for_the_longest_word_at_one_place_only() -> None:
    finder = WordFinder((["院长", "院"], ["院长助理"]), (["院子"], []))
    assert [finder.match(text, 1) for text in ("学院长", "学院", "学院长助理", "学校")] == [
        "院长",
        "院",
        None,
        None,
    ]
    assert finder.match("院子", 0) == "院"


@given(words, texts)
def test_one_table_finds_what_a_regular_expression_finds(table: set[str], text: str) -> None:
    longest_first = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    assert found(WordFinder((table, ())), text) == pattern.findall(text)


@given(words, words, texts)
def test_two_tables_find_what_each_finds_alone(
    first: set[str], second: set[str], text: str
) -> None:
    both = WordFinder((first, second), (second, first))
    assert found(both, text, 0) == found(WordFinder((first, second)), text)
    assert found(both, text, 1) == found(WordFinder((second, first)), text)


def test_an_empty_table_finds_nothing() -> None:
    assert found(WordFinder(((), ())), "学院") == []
    assert WordFinder().match("学院", 0) is None


names = st.sets(st.text(alphabet="学院校长.", min_size=2, max_size=4), max_size=8)


@given(names, texts)
def test_an_index_finds_the_longest_name_at_each_place(names: set[str], text: str) -> None:
    expected = [
        (start, start + max(lengths))
        for start in range(len(text))
        if (lengths := [len(name) for name in names if text.startswith(name, start)])
    ]
    assert list(NameIndex(names).find(text)) == expected
