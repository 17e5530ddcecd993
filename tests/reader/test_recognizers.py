"""A recogniser of the user's: what it finds joins or replaces what the reader finds itself."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import (
    InvalidValueError,
    Lexicon,
    Reading,
    Recognition,
    Recognized,
    Recognizer,
    UnknownNameError,
    read_news,
)
from schoolenterprise.vocabulary import MatchKind

S = "星川职业技术学院"
TEXT = f"3月5日，{S}校长何静走访云帆智造，阿云嘎陪同。"


def finds(**names: str) -> Recognizer:
    """A recogniser that finds each of `names` (name → person, organization or a kind of body)."""

    def recognize(text: str) -> Iterator[Recognized]:
        for name, what in names.items():
            person = what == "person"
            for match in re.finditer(name, text):
                yield Recognized(
                    start=match.start(),
                    end=match.end(),
                    what="person" if person else "organization",
                    kind=None if what in ("person", "organization") else what,
                )

    return recognize


def told(reading: Reading) -> tuple[list[str], list[str]]:
    """Names of the bodies and of the people."""
    bodies = [each.name for each in reading.organizations if "@" not in each.id]
    return bodies, [" ".join([each.name, *each.titles]) for each in reading.officials]


def test_what_a_recognizer_finds_joins_what_the_reader_finds() -> None:
    assert told(read_news(TEXT)) == ([S], ["何静 校长"])
    reading = read_news(TEXT, recognizer=finds(云帆智造="enterprise", 阿云嘎="person"))
    assert told(reading) == ([S, "云帆智造"], ["何静 校长", "阿云嘎"])
    (visit,) = reading.visits
    assert visit.hosts == ("enterprise:云帆智造",)
    (body,) = [each for each in reading.organizations if each.name == "云帆智造"]
    assert body.evidence[0].how is MatchKind.EXACT


def test_it_may_replace_the_rules_that_find_names() -> None:
    reading = read_news(
        TEXT,
        recognizer=finds(**{S: "organization", "云帆智造": "enterprise", "何静": "person"}),
        recognition=Recognition.REPLACE,
    )
    assert told(reading) == ([S, "云帆智造"], ["何静 校长"])
    assert told(read_news(TEXT, recognizer=finds(), recognition=Recognition.REPLACE)) == ([], [])


def test_names_of_a_lexicon_stay_beside_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("lexicon") / "mine.csv"
    file.write_text("name,kind\n云帆智造,企业\n", encoding="utf-8")
    lexicon = Lexicon.default().with_file(file)
    reading = read_news(
        TEXT, lexicon=lexicon, recognizer=finds(阿云嘎="person"), recognition=Recognition.REPLACE
    )
    assert told(reading) == (["云帆智造"], ["阿云嘎"])


@pytest.mark.parametrize(
    ("what", "kind"),
    [("organization", "other"), ("park", "park"), ("企业", "enterprise")],
)
def test_the_kind_of_a_body_is_what_the_recognizer_says(what: str, kind: str) -> None:
    (body,) = read_news("走访云帆智造。", recognizer=finds(云帆智造=what)).organizations
    assert body.kind == kind


def test_without_a_kind_the_ending_decides() -> None:
    text = "走访某某集团。"
    (body,) = read_news(text, recognizer=finds(某某集团="organization")).organizations
    assert body.kind == "enterprise"


@pytest.mark.parametrize(
    ("recognizer", "expected"),
    [
        # The longer one of two names stands, whoever found it.
        (finds(职业技术学院="organization"), ([S], ["何静 校长"])),
        (
            finds(走访云帆智造="organization", 云帆="enterprise"),
            ([S, "走访云帆智造"], ["何静 校长"]),
        ),
        # A name that the rules cut otherwise ends where the recogniser says.
        (finds(何静走="person"), ([S], ["何静走 校长"])),
    ],
)
def test_of_two_names_that_share_characters_the_longer_one_stands(
    recognizer: Recognizer, expected: tuple[list[str], list[str]]
) -> None:
    assert told(read_news(TEXT, recognizer=recognizer)) == expected


def test_titles_on_either_side_of_a_found_person_are_read() -> None:
    text = "云帆集团总经理阿云嘎来访。阿依夏木副校长陪同。"
    reading = read_news(text, recognizer=finds(阿云嘎="person", 阿依夏木="person"))
    assert told(reading)[1] == ["阿云嘎 总经理", "阿依夏木 副校长"]


def test_offsets_count_in_the_text_as_it_was_given() -> None:
    text = "\ufeff走訪雲帆\u200b智造（武漢）。"
    name = "雲帆\u200b智造（武漢）"
    (body,) = read_news(text, recognizer=finds(**{re.escape(name): "enterprise"})).organizations
    (evidence,) = [each for each in body.evidence if each.field == "name"]
    assert evidence.quote == name
    assert body.name == "雲帆智造（武漢）"


def test_the_header_of_a_page_names_nobody() -> None:
    text = f"校企合作\n来源：云帆智造  作者：阿云嘎\n{S}校长何静走访企业。"
    recognizer = finds(云帆智造="enterprise", 阿云嘎="person")
    assert told(read_news(text, recognizer=recognizer)) == told(read_news(text))


def at(start: object, end: object, what: object = "person", kind: object = None) -> Recognized:
    return Recognized(start=start, end=end, what=what, kind=kind)  # type: ignore[arg-type]  # faulty on purpose


@pytest.mark.parametrize(
    ("faulty", "found"),
    [
        (at(0, 99), "offsets 0 to 99"),
        (at(-1, 2), "offsets -1 to 2"),
        (at(3, 3), "offsets 3 to 3"),
        (at(3, 2), "offsets 3 to 2"),
        (at("0", 2), "offsets '0' and 2"),
        (at(4, 5), "no letter at 4 to 5"),
        (at(0, 2, "animal"), "what 'animal'"),
        (at(0, 2, []), "what []"),
        (at(0, 2, None), "what None"),
        (at(0, 2, "organization", "zoo"), "kind 'zoo'"),
        (at(0, 2, "organization", []), "kind []"),
        (at(0, 2, "person", {}), "kind {}"),
        (at(0, 10), "'，' in '3月5日，何静来访。'"),
        (at(10, 40), "30 characters"),
    ],
)
def test_a_faulty_name_is_passed_over_and_told(faulty: Recognized, found: str) -> None:
    text = "3月5日，何静来访。" + "长" * 30
    reading = read_news(text, recognizer=lambda _: [faulty, at(5, 7)])
    assert told(reading)[1] == ["何静"]
    (problem,) = reading.problems
    assert problem.code == "faulty-recognition"
    assert problem.found.startswith(found)


def test_an_unknown_kind_is_told_once() -> None:
    (problem,) = read_news("何静。", recognizer=lambda _: [at(0, 2, "PERSON")]).problems
    assert str(problem) == (
        "text: found what 'PERSON', expected one of person 人员, organization 组织; "
        "passed over; the recognizer gave it as PERSON"
    )


def test_of_two_found_names_that_overlap_the_longer_one_stands_and_the_other_is_told() -> None:
    reading = read_news("走访云帆智造。", recognizer=lambda _: [at(2, 4), at(2, 6, "organization")])
    assert told(reading) == (["云帆智造"], [])
    assert [each.code for each in reading.problems] == ["faulty-recognition"]


def test_an_exception_goes_through_with_a_note() -> None:
    def breaks(text: str) -> Iterable[Recognized]:
        raise RuntimeError("no model")

    with pytest.raises(RuntimeError, match="no model") as caught:
        read_news("今天。", recognizer=breaks)
    assert caught.value.__notes__ == ["raised by the recognizer, over a page of 3 characters"]


@pytest.mark.parametrize("answer", [None, 7, [(0, 2)]])
def test_an_answer_of_another_form_is_an_error_of_the_code(answer: object) -> None:
    with pytest.raises(InvalidValueError, match=r"recognizer: .* expected Recognized values"):
        read_news("何静来访。", recognizer=lambda _: answer)  # type: ignore[arg-type]  # faulty on purpose


def test_a_mode_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Recognition: found 'both'"):
        read_news("", recognition="both")  # type: ignore[arg-type]  # what a user may write


places = st.integers(-3, 40)


@given(
    st.lists(
        st.builds(at, places, places, st.sampled_from(["person", "organization"]), st.just(None)),
        max_size=6,
    ),
    st.sampled_from(Recognition),
)
def test_whatever_a_recognizer_gives_the_evidence_stands_in_the_text(
    found: list[Recognized], mode: Recognition
) -> None:
    reading = read_news(TEXT, recognizer=lambda _: found, recognition=mode)
    for record in reading.records:
        for evidence in record.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.quote
