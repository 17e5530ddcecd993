"""Why a page was read as it was: marks in its text, rules behind its records."""

from pathlib import Path

import pytest
from hypothesis import given

from reader.test_robustness import SEEDS, mutated_pages, odd_pages
from schoolenterprise.reader import Explanation, MarkKind, explain_news, read_news, rules
from schoolenterprise.vocabulary import MatchKind

S, A = "星川职业技术学院", "湖北云帆科技有限公司"
NAMES = {rule.name for rule in rules()}


def marked(explanation: Explanation, kind: MarkKind) -> list[tuple[str, str]]:
    """Characters and meaning of every mark of a kind."""
    return [(mark.quote, mark.meaning) for mark in explanation.marks if mark.kind is kind]


def check(text: str) -> Explanation:
    """Explain a text and hold all that is said of any explanation."""
    explanation = explain_news(text)
    reading = explanation.reading
    assert reading == read_news(text)
    given_text = reading.source.text or ""
    for mark in explanation.marks:
        assert mark.span.of(given_text) == mark.quote
        assert mark.rules
    for firing in (*explanation.page, *explanation.refusals, *explanation.unused):
        assert firing.span.of(given_text) == firing.quote
    assert [origin.record for origin in explanation.origins] == [
        each.id for each in reading.records
    ]
    for origin in explanation.origins:
        assert origin.rules, f"no rule made {origin.record}"
        assert all(each.span.of(given_text) == each.quote for each in origin.firings)
    assert explanation.rules <= NAMES
    return explanation


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_every_record_of_a_page_has_a_rule_and_every_mark_its_characters(path: Path) -> None:
    assert check(path.read_text(encoding="utf-8")).origins


@given(mutated_pages())
def test_so_it_is_on_pages_with_parts_moved_about(text: str) -> None:
    check(text)


@given(odd_pages())
def test_so_it_is_on_odd_pages(text: str) -> None:
    check(text)


def test_a_mark_says_what_its_characters_stand_for() -> None:
    text = f"3月5日，{S}党委书记、校长何静走访{A}。云帆科技接收36名实习生，学校很满意。"
    explanation = explain_news(text, published="2024-03-08")
    assert marked(explanation, MarkKind.DATE) == [("3月5日", "2024-03-05")]
    assert marked(explanation, MarkKind.ORGANIZATION) == [
        (S, S),
        (A, A),
        ("云帆科技", A),
        ("学校", S),
    ]
    assert marked(explanation, MarkKind.PERSON) == [("何静", S)]
    assert marked(explanation, MarkKind.TITLE) == [("党委书记", S), ("校长", S)]
    assert marked(explanation, MarkKind.QUANTITY) == [("36名", "实习学生数 36名")]
    assert marked(explanation, MarkKind.TRIGGER) == [("走访", "")]


def test_a_mark_names_the_rules_that_found_it_and_settled_its_meaning() -> None:
    explanation = explain_news(f"{S}召开会议。该校校长何静走访{A}。")
    word = next(mark for mark in explanation.marks if mark.quote == "该校")
    assert (word.rules, word.how) == (
        ("organization-word-for-one", "word-that"),
        MatchKind.INFERRED,
    )


def test_a_date_that_stays_open_shows_its_readings() -> None:
    explanation = explain_news(f"128日，{S}校长何静走访{A}。", published="2024-03-08")
    assert marked(explanation, MarkKind.DATE) == [("128日", "2024-01-28 | 2023-12-08")]


def test_offsets_count_in_the_text_as_it_was_given() -> None:
    text = f"\u3000\u3000３月５日，{S}校长何\u200b静走訪{A}。"
    explanation = explain_news(text, published="2024-03-08")
    quotes = [mark.quote for mark in explanation.marks]
    assert ("３月５日" in quotes, "何\u200b静" in quotes, "走訪" in quotes) == (True, True, True)


def test_a_record_tells_the_rules_that_made_it_and_those_that_added_to_it() -> None:
    text = f"3月5日，{S}校长何静走访{A}。在云海精工有限公司，何静看望了实习生。"
    explanation = explain_news(text, published="2024-03-08")
    (visit,) = explanation.reading.visits
    origin = explanation.origin(visit.id)
    assert origin.rules == (
        "visit-verb-of-going",
        "visit-visitor-is-body-of-leader",
        "visit-stop-in-a-place",
    )
    assert [each.quote for each in origin.firings][:3] == ["走访", "何静", "云海精工有限公司"]


def test_a_record_that_is_not_there_has_no_origin() -> None:
    with pytest.raises(KeyError):
        explain_news("").origin("visit:none")


def test_what_was_refused_is_told_with_the_rule_that_refused_it() -> None:
    explanation = explain_news(f"{S}校长何静说，下一步将走访{A}。总经理表示欢迎。")
    assert [(each.rule, each.quote) for each in explanation.refusals] == [
        ("title-without-name", "总经理"),
        ("visit-planned", "走访"),
    ]


def test_what_was_begun_and_came_to_nothing_is_told() -> None:
    explanation = explain_news(f"{S}校长何静带队，赴沿海三省走访用人单位。")
    begun = [(each.rule, each.quote) for each in explanation.unused]
    assert ("visit-opening-without-hosts", "赴") in begun
    assert "visit-opening-without-hosts" not in explanation.rules


def test_a_long_page_is_explained_beyond_its_first_section() -> None:
    filler = "同学们在实训室里认真练习。\n" * 2000
    text = f"{filler}3月5日，{S}校长何静走访{A}。"
    explanation = check(text)
    (visit,) = explanation.reading.visits
    trigger = explanation.origin(visit.id).firings[0]
    assert (trigger.quote, trigger.span.start) == ("走访", text.index("走访"))


def test_one_explanation_leaves_nothing_behind_for_the_next_reading() -> None:
    first = explain_news(f"{S}校长何静走访{A}。")
    read_news(f"{S}校长何静拜访{A}。")
    assert explain_news(f"{S}校长何静走访{A}。") == first
