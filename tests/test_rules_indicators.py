"""Indicators of a province: points, and the numbers behind them."""

import pytest
from hypothesis import given

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    Enterprise,
    IndustryCollege,
    Institution,
    Milestone,
    Participant,
    Placement,
    Record,
    Visit,
    evolve,
)
from schoolenterprise.rules import Counting, Indicator, RuleBook, Verdict, indicator
from schoolenterprise.vocabulary import (
    AgreementStatus,
    ArrangementKind,
    ArrangementStatus,
    EnterpriseFlag,
    InstitutionLevel,
    MilestoneKind,
    OrganizationKind,
)
from strategies.records import ledgers

SCHOOL = Institution(name="赣水职业学院", region="360100", level=InstitutionLevel.HIGHER_VOCATIONAL)
BIG = Enterprise(name="云帆科技", flags=(EnterpriseFlag.ABOVE_DESIGNATED_SIZE,))
SMALL, THIRD, FOURTH = (Enterprise(name=name) for name in ("青石机电", "远山食品", "长河物流"))


def deal(firm: Enterprise, **said: object) -> Agreement:
    return Agreement(parties=(SCHOOL.id, firm.id), **said)  # type: ignore[arg-type]  # names and values go together


def firms(*records: Record, majors: int | None = 1) -> Indicator:
    ledger = Ledger([SCHOOL, BIG, SMALL, THIRD, FOURTH, *records])
    return indicator(ledger, SCHOOL.name, "KPI-JX-FIRMS", year=2023, majors=majors)


@pytest.mark.parametrize(
    ("records", "weighted", "points"),
    [
        ((), 0.0, 0.0),
        ((deal(BIG),), 1.0, 0.0),
        ((deal(BIG), deal(SMALL)), 1.5, 0.25),
        ((deal(BIG), deal(SMALL), deal(THIRD)), 2.0, 0.5),
        ((deal(BIG), deal(BIG, subject="订单班")), 1.0, 0.0),
        ((deal(BIG, status=AgreementStatus.TALKS),), 0.0, 0.0),
        ((deal(BIG, date=PartialDate("2024")),), 0.0, 0.0),
        ((deal(BIG, date=PartialDate("2019"), expires=PartialDate("2022")),), 0.0, 0.0),
        ((Placement(institution=SCHOOL.id, hosts=(BIG.id,)),), 1.0, 0.0),
        ((IndustryCollege(name="云帆产业学院", institution=SCHOOL.id, partners=(BIG.id,), milestones=(Milestone(kind=MilestoneKind.OPENED, date=PartialDate("2021")),)),), 1.0, 0.0),
        ((Arrangement(kind=ArrangementKind.ORDER_CLASS, institution=SCHOOL.id, partners=(BIG.id,)),), 1.0, 0.0),
        ((Arrangement(kind=ArrangementKind.ORDER_CLASS, institution=SCHOOL.id, partners=(BIG.id,), status=ArrangementStatus.PROPOSED),), 0.0, 0.0),
    ],
)  # fmt: skip
def test_firms_weigh_by_size_and_points_grow_evenly(
    records: tuple[Record, ...], weighted: float, points: float
) -> None:
    found = firms(*records)
    assert (dict(found.numbers)["加权"], found.points) == (weighted, points)
    assert found.verdict is Verdict.FAILED


def test_three_firms_a_major_give_all_points() -> None:
    many = [evolve(BIG, id=f"enterprise:{n}", name=f"云帆{n}") for n in range(6)]
    found = firms(*many, *map(deal, many), majors=2)
    assert (found.points, found.verdict, found.binds) == (1.0, Verdict.PASSED, True)
    assert found.items == tuple(each.id for each in many)


def test_without_the_number_of_majors_there_are_no_points() -> None:
    found = firms(deal(BIG), majors=None)
    assert (found.verdict, found.points, found.missing) == (
        Verdict.NOT_CHECKABLE,
        None,
        ("majors",),
    )
    assert dict(found.numbers) == {"计数": 1.0, "加权": 1.0}


def test_bases_count_once_each() -> None:
    bases = [
        Arrangement(
            kind=ArrangementKind.INTERNSHIP_BASE,
            institution=SCHOOL.id,
            partners=(firm.id, THIRD.id),
        )
        for firm in (BIG, SMALL)
    ]
    own = Arrangement(kind=ArrangementKind.INTERNSHIP_BASE, institution=SCHOOL.id)
    studio = evolve(bases[0], id="arrangement:studio", kind=ArrangementKind.STUDIO)
    ledger = Ledger([SCHOOL, *bases, own, studio])
    found = indicator(ledger, SCHOOL.id, "KPI-JX-BASES", year=2023, majors=1)
    assert (found.points, found.items) == (1.0, tuple(each.id for each in bases))


def visits(count: int) -> Ledger:
    head = Participant(name="何静", titles=("院长",))
    return Ledger(
        [
            SCHOOL,
            *(
                Visit(
                    visitor=SCHOOL.id,
                    hosts=(f"enterprise:{n}",),
                    date=PartialDate("2023-05"),
                    participants=(head,),
                )
                for n in range(count)
            ),
        ]
    )


@pytest.mark.parametrize(
    ("count", "best", "points", "verdict"),
    [
        (99, 200, 0.0, Verdict.FAILED),
        (99, None, 0.0, Verdict.FAILED),
        (100, 200, 0.25, Verdict.PASSED),
        (100, None, None, Verdict.PASSED),
        (100, 100, 0.5, Verdict.PASSED),
        (100, 50, 0.5, Verdict.PASSED),
    ],
)
def test_visits_are_compared_with_the_best_school(
    count: int, best: int | None, points: float | None, verdict: Verdict
) -> None:
    found = indicator(visits(count), SCHOOL.id, "KPI-JX", year=2023, best=best)
    assert (found.points, found.verdict) == (points, verdict)
    assert found.missing == (("best",) if points is None else ())


def test_a_period_of_ones_own_goes_before_the_year() -> None:
    counting = Counting(period=Period("2022/2023"))
    found = indicator(visits(100), SCHOOL.id, "KPI-JX", year=2024, counting=counting)
    assert dict(found.numbers) == {"走访用人单位数": 100.0}
    found = indicator(visits(100), SCHOOL.id, "KPI-JX", year=2024)
    assert dict(found.numbers) == {"走访用人单位数": 0.0}


def test_an_indicator_reads_as_a_report() -> None:
    assert str(firms(deal(BIG), deal(SMALL))).splitlines() == [
        "赣水职业学院 2023年：KPI-JX-FIRMS 校企合作企业数（江西省高职院校年度考核指标（2023））",
        "得分率 0.25：不符合",
        "  计数：2",
        "  加权：1.5",
        "  专业数：1",
        "  专业均：1.5",
        "  * 原文未载分值，得分按1分计，即得分率",
        "  * 专业均3家合格，不足1家不合格，其间按比例；规上企业计1，其他计0.5",
    ]
    stated = indicator(Ledger([SCHOOL]), SCHOOL.id, "KPI-JX-TEACHERS", year=2023)
    assert str(stated).splitlines()[1:4] == [
        "得分率 —：无法判断",
        "  ? 专业课教师数",
        "  ? 其中双师型教师数",
    ]
    unknown = indicator(Ledger([SCHOOL]), SCHOOL.id, "KPI-JX-FIRMS", year=2023)
    assert "  ? 专业数" in str(unknown)


def test_whom_an_indicator_binds_and_when_is_told() -> None:
    school = Institution(name="武汉职业技术学院")
    found = indicator(Ledger([school]), school.id, "KPI-JX-FIRMS", year=2019, majors=1)
    assert found.binds is False
    assert str(found).splitlines()[1] == "得分率 0：不适用于该校（若适用：不符合）"
    assert "2019年不在本规则有效期内（2023/..）" in found.notes
    assert "本规则不适用于该校：所在地（420000）不在 360000" in found.notes


def test_points_between_pass_and_nothing_are_open_unless_the_text_says_so() -> None:
    base = Arrangement(
        kind=ArrangementKind.INTERNSHIP_BASE, institution=SCHOOL.id, partners=(BIG.id,)
    )
    found = indicator(Ledger([SCHOOL, base]), SCHOOL.id, "KPI-JX-BASES", year=2023, majors=1)
    assert (found.points, found.verdict) == (None, Verdict.FAILED)
    assert found.missing == ("专业均在 1 与 2 之间如何计分，原文未载",)


def test_an_agreement_that_has_ended_runs_no_more() -> None:
    ended = evolve(deal(BIG), status=AgreementStatus.ENDED)
    assert dict(firms(ended).numbers)["计数"] == 0
    later = evolve(ended, expires=PartialDate("2024"))
    assert dict(firms(later).numbers)["计数"] == 1


def test_what_is_no_indicator_is_refused() -> None:
    ledger = Ledger([SCHOOL])
    with pytest.raises(InvalidValueError, match="expected an indicator"):
        indicator(ledger, SCHOOL.id, "FQ-2022-A", year=2022)
    with pytest.raises(UnknownNameError, match="rule: found 'KPI-1'"):
        indicator(ledger, SCHOOL.id, "KPI-1", year=2022)
    with pytest.raises(InvalidValueError, match="majors: found 0"):
        indicator(ledger, SCHOOL.id, "KPI-JX-FIRMS", year=2022, majors=0)
    with pytest.raises(InvalidValueError, match="year: found '2022'"):
        indicator(ledger, SCHOOL.id, "KPI-JX", year="2022")  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidValueError, match="expected a Counting"):
        indicator(ledger, SCHOOL.id, "KPI-JX", year=2022, counting=1)  # type: ignore[arg-type]  # what is refused


@given(ledgers)
def test_no_ledger_is_too_odd(ledger: Ledger) -> None:
    for body in ledger.organizations:
        if body.kind not in (OrganizationKind.INSTITUTION, OrganizationKind.OTHER):
            continue
        for rule in RuleBook.default():
            if rule.id.startswith("KPI"):
                found = indicator(ledger, body.id, rule.id, year=2023, majors=3, best=9)
                assert found.points is None or 0 <= found.points <= (rule.weight or 1)
