"""Where a person's name ends: surname, what follows, and whether the name recurs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader._lexicon import default_lexicon
from schoolenterprise.reader._names import NameFinder


def name(text: str, elsewhere: str = "", *, strict: bool = False) -> str:
    """The name at the start of `text`, in a page where `elsewhere` stands as well."""
    finder = NameFinder(f"{text}\n{elsewhere}", default_lexicon())
    return text[: finder.length_at(0, strict=strict)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张大伟，校长", "张大伟"),
        ("张大伟", "张大伟"),
        ("张伟、李四光", "张伟"),
        ("张大伟表示", "张大伟"),
        ("张伟表示", "张伟"),
        ("张大伟一行", "张大伟"),
        ("张大伟等出席", "张大伟"),
        ("张大伟校长致辞", "张大伟"),
        ("何静走访企业", "何静"),
        ("周明为客座教授", "周明"),
        ("欧阳大伟表示", "欧阳大伟"),
        ("欧阳伟表示", "欧阳伟"),
        ("司马光，院长", "司马光"),
    ],
)
def test_a_name_ends_where_a_mark_a_word_or_a_title_follows(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "表示将加强合作",
        "的工作",
        "张的工作",
        "张，校长",
        "张",
        "",
        "abc",
        "王者荣耀很好玩儿",
        "高度重视就业工作",
        "陪同走访",
        "于近日走访",
        "张a为表示",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert name(text) == ""


def test_a_name_whose_end_no_word_shows_must_recur() -> None:
    assert name("张大伟沉吟片刻") == ""
    assert name("张大伟沉吟片刻", "张大伟笑了") == "张大伟"


def test_a_name_that_also_stands_without_its_last_character_ends_before_it() -> None:
    assert name("张大为，校长") == "张大为"
    assert name("张大为，校长", "张大说。张大笑。") == "张大"


def test_a_name_that_recurs_whole_is_not_cut_at_a_word_inside_it() -> None:
    assert name("张大为沉吟片刻") == "张大"
    assert name("张大为沉吟片刻", "张大为沉默了") == "张大为"


def test_a_word_of_two_characters_ends_a_name_for_good() -> None:
    assert name("张大带队走访", "张大带队回校") == "张大"


def test_a_rare_surname_needs_a_mark_or_another_mention() -> None:
    surnames = default_lexicon().surnames
    rare = min((each for each in surnames if len(each) == 1), key=lambda each: surnames[each])
    assert name(f"{rare}大伟，校长") == f"{rare}大伟"
    assert name(f"{rare}大伟表示") == ""
    assert name(f"{rare}大伟表示", f"{rare}大伟说。") == f"{rare}大伟"
    assert name(f"{rare}大伟沉吟片刻", f"{rare}大伟笑了") == ""


def test_a_name_that_looks_like_a_word_counts_where_it_recurs_whole() -> None:
    assert name("党建国，校长", "党建国说。") == "党建国"
    assert name("党建国，校长") == ""
    assert name("党建国为校长", "党建国说。党建国，") == "党建国"
    assert name("党建工作很重要", "党建工作很忙") == "", "作 alone ends no name"
    assert name("党建国，校长", "党建国说。党建很重要。") == ""
    assert name("党建国，校长", "党建国防教育。") == ""


def test_a_name_recurs_in_its_page_and_not_in_a_whole_book() -> None:
    far = "。" * 30_000
    assert name("张大伟沉吟片刻", f"{far}张大伟笑了") == ""


def test_the_role_that_somebody_is_given_is_no_part_of_the_name() -> None:
    text = "聘请院长陶朱为共同体秘书长"
    assert text[4 : 4 + NameFinder(text, default_lexicon()).length_at(4)] == "陶朱"
    assert name("陶朱为，院长") == "陶朱为"


@pytest.mark.parametrize("text", ["史爱民就此", "万志则说", "姚远很坦诚", "尚可以茶代酒"])
def test_no_name_ends_with_a_word_that_joins_clauses(text: str) -> None:
    assert name(text) in ("史爱民", "万志", "姚远", "尚可")


def test_a_name_that_begins_with_a_link_shows_that_it_is_one() -> None:
    assert name("和志强，院长") == "和志强"
    assert name("和王明，院长") == ""
    assert name("和学生，院长") == ""
    assert name("和云帆公司", "，和云帆，") == "和云帆"


def test_where_no_title_stands_before_it_one_character_ends_no_name() -> None:
    assert name("张大伟在会上", strict=True) == ""
    assert name("张大伟等出席", strict=True) == "张大伟"
    assert name("张大伟，李四光", strict=True) == "张大伟"
    assert name("张大伟沉吟片刻", "张大伟笑了", strict=True) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("彼得·沃克，总裁", "彼得·沃克"),
        ("彼得·沃克一行", "彼得·沃克"),
        ("彼得·沃克用一口流利的中文", "彼得·沃克"),
        ("彼得·沃克飞赴武汉", "彼得·沃克"),
        ("彼得·沃", "彼得·沃"),
        ("阿不都·热西提·买买提", "阿不都·热西提·买买提"),
        ("Peter Walker，总裁", "Peter Walker"),
        ("Arjun K. Mehta受聘", "Arjun K. Mehta"),
        ("Peter，总裁", ""),
    ],
)
def test_foreign_names_are_read_with_their_dots_and_blanks(text: str, expected: str) -> None:
    assert name(text) == expected


def test_a_surname_alone_is_no_name() -> None:
    assert not NameFinder("", default_lexicon()).is_name("司马")


@pytest.mark.parametrize("text", ["张大伟", "张伟", "欧阳大伟", "司马光"])
def test_a_name_by_itself_begins_with_a_surname(text: str) -> None:
    assert NameFinder("", default_lexicon()).is_name(text)


@pytest.mark.parametrize("text", ["大伟", "张处", "张的", "高度", "王对", "表示"])
def test_what_ends_or_runs_like_a_word_is_none(text: str) -> None:
    assert not NameFinder("", default_lexicon()).is_name(text)


def test_what_was_found_once_is_found_again() -> None:
    finder = NameFinder("党建国，党建国说", default_lexicon())
    assert [finder.length_at(start) for start in (0, 4, 0)] == [3, 3, 3]


@given(st.text(alphabet="张王欧阳司马大伟表示校长、，等·A b\n", max_size=12))
def test_a_name_lies_inside_the_text_and_holds_no_mark(text: str) -> None:
    finder = NameFinder(text, default_lexicon())
    for start in range(len(text)):
        found = text[start : start + finder.length_at(start)]
        assert start + len(found) <= len(text)
        assert not set(found) & set("、，\n")
