"""Checks across records: references that lead somewhere, quotes that stand where evidence says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.check import check, check_fields, check_quotes
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence, Participant, Source, Visit, evolve

TEXT = "2022年2月18日，学校党委书记李洪渠一行走访企业。"
SOURCE = Source(id="source:1", text=TEXT)


def quoted(start: int, end: int, quote: str | None = None, field: str = "date") -> Evidence:
    words = TEXT[start:end] if quote is None else quote
    return Evidence(source="source:1", field=field, start=start, end=end, quote=words)


def visit(*evidence: Evidence) -> Visit:
    return Visit(
        id="visit:1",
        participants=(Participant(name="李洪渠", titles=("党委书记",)),),
        evidence=evidence,
    )


def test_a_sound_ledger_has_no_problems() -> None:
    sound = visit(
        quoted(17, 20, field="participants[0].name"),
        quoted(13, 17, field="participants[0].titles[0]"),
    )
    assert [each.quote for each in sound.evidence] == ["李洪渠", "党委书记"]
    assert check(Ledger([SOURCE, sound])) == ()


def test_a_reference_leads_to_a_record() -> None:
    (problem,) = check(Ledger([Visit(id="visit:1", hosts=("enterprise:华工激光",))]))
    assert (problem.code, problem.place.path) == ("dangling-reference", "hosts[0]")


class TestQuotes:
    @given(st.data())
    def test_a_quote_is_compared_with_the_text(self, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(TEXT)))
        quote = data.draw(
            st.sampled_from([TEXT[at : at + 3] for at in range(len(TEXT) - 3)]) | st.just("李洪渠")
        )
        evidence = quoted(start, start + len(quote), quote)
        problems = list(check_quotes(Ledger([SOURCE, visit(evidence)])))
        assert (problems == []) == TEXT.startswith(quote, start)

    def test_the_problem_says_what_stands_there(self) -> None:
        (problem,) = check_quotes(Ledger([SOURCE, visit(quoted(0, 3, "李洪渠"))]))
        assert str(problem) == (
            "visit:1, evidence[0].quote: found '202', expected '李洪渠' at 0 to 3; "
            "compare the offsets with the text of source:1"
        )
        assert problem.code == "quote-mismatch"

    @pytest.mark.parametrize(
        "others", [[], [evolve(SOURCE, text=None)], [evolve(SOURCE, id="source:2")]]
    )
    def test_without_the_text_nothing_is_compared(self, others: list[Source]) -> None:
        assert list(check_quotes(Ledger([*others, visit(quoted(0, 3, "李洪渠"))]))) == []


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("participants[0].name", True),
        ("participants[0].titles[0]", True),
        ("mode", True),
        ("more_hosts", True),
        ("date", False),
        ("hosts", False),
        ("participants[1].name", False),
        ("participants[0].titles[1]", False),
        ("no_such_field", False),
    ],
)
def test_evidence_names_a_value_that_is_there(field: str, found: bool) -> None:
    problems = list(check_fields(Ledger([visit(quoted(0, 3, field=field))])))
    assert [problem.found for problem in problems] == ([] if found else [repr(field)])
    assert {problem.place.path for problem in problems} <= {"evidence[0].field"}
    assert {problem.code for problem in problems} <= {"evidence-without-value"}
