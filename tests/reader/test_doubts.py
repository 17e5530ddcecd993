"""Doubts that a page itself raises: near-identical names, broken dates, contradicting dates."""

import pytest

from schoolenterprise import Severity
from schoolenterprise.vocabulary import MatchKind
from told import Told

S, FULL, SLIP, THIRD = (
    "星川职业技术学院",
    "武汉云帆研究院有限公司",
    "武汉云帆有限公司",
    "江苏蓝海集团",
)
SIGNED = f"3月5日，{S}、{FULL}、{THIRD}三方签署合作协议。"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{SLIP}、{THIRD}和{S}三方合作，前景很好。",
        f"本次三方合作，{SLIP}有优势，{S}与{THIRD}也有优势。",
    ],
)
def test_a_slip_of_a_name_is_settled_where_three_parties_leave_one_reading(sentence: str) -> None:
    told = Told(SIGNED + sentence)
    assert told.aliases == {S: set(), FULL: {SLIP}, THIRD: set()}
    (problem,) = told.reading.problems
    assert problem.alternatives == (SLIP, FULL)
    assert (problem.code, problem.severity) == ("near-identical-names", Severity.WARNING)
    assert "taken for it" in problem.advice


@pytest.mark.parametrize(
    "text",
    [
        # Likeness alone, two parties, an agreement of other bodies, another third body.
        f"{FULL}与{SLIP}举行活动。",
        f"3月5日，{S}与{FULL}签署合作协议。{SLIP}与{S}双方合作。",
        SIGNED + f"{SLIP}来访。",
        SIGNED + f"{SLIP}与{S}、江南云海公司三方合作。",
        f"3月5日，{S}与{FULL}签署合作协议。{SLIP}与{S}、{THIRD}三方合作。",
    ],
)
def test_near_identical_names_stay_apart_without_a_reason(text: str) -> None:
    told = Told(text)
    assert {FULL, SLIP} <= set(told.bodies)
    (problem,) = told.reading.problems
    assert problem.alternatives == (SLIP, FULL)
    assert "kept apart" in problem.advice


@pytest.mark.parametrize(
    "names",
    [
        # Not cut from one another, too far apart, not firms, too short to tell.
        ("武汉云帆电子有限公司", "武汉云海电子有限公司"),
        ("武汉云帆智能装备制造有限公司", "武汉云帆有限公司"),
        ("湖北云帆研究院", "湖北云帆智能研究院"),
        ("云帆智能公司", "云帆公司"),
    ],
)
def test_other_names_raise_no_doubt(names: tuple[str, str]) -> None:
    assert Told(f"{names[0]}与{names[1]}举行活动。").reading.problems == ()


def test_a_date_that_lost_its_month_is_repaired_where_one_reading_is_left() -> None:
    told = Told(f"624日下午，{S}校长何静走访{THIRD}。", published="2021-07-06")
    assert told.visits == [f"2021-06-24 {S}(何静) → {THIRD}"]
    (evidence,) = [each for each in told.reading.visits[0].evidence if each.field == "date"]
    assert (evidence.quote, evidence.how) == ("624日", MatchKind.REPAIRED)
    assert told.doubts == []


def test_a_date_with_several_readings_is_left_open_with_all_of_them() -> None:
    told = Told(f"111日下午，{S}校长何静走访{THIRD}。", published="2021-07-06")
    assert told.visits == [f"? {S}(何静) → {THIRD}"]
    (problem,) = told.reading.problems
    assert problem.code == "ambiguous-date"
    assert problem.alternatives == ("2021-01-11", "2020-11-01")
    assert "111日" in problem.found
    assert problem.place.record == told.reading.source.id


def test_contradicting_dates_of_a_college_are_all_kept_and_told() -> None:
    told = Told(f"2023年10月，{S}智能制造产业学院举行开学典礼。智能制造产业学院自去年十一月开学。")
    assert told.colleges == [f"{S}智能制造产业学院 {S} opened 2023-10 opened 2023-11"]
    assert told.doubts == ["conflicting-dates 2023-10 | 2023-11"]


def test_different_steps_on_different_days_are_no_contradiction() -> None:
    told = Told(f"2023年5月，{S}智能制造产业学院揭牌。2023年9月，智能制造产业学院开学。")
    assert told.doubts == []
