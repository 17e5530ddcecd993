"""Checks across dates: steps in order, records in their period, pages older than what they tell."""

import pytest

from schoolenterprise.check import check_periods, check_publication, check_steps
from schoolenterprise.dates import PartialDate, Period, When, parse
from schoolenterprise.errors import Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Event,
    Evidence,
    IndustryCollege,
    Milestone,
    Program,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import AgreementStatus, EventKind, MilestoneKind


def when(text: str | None) -> When | None:
    return parse(text) if text else None


def college(*steps: str) -> Ledger:
    """A college with steps such as `签约 2023-05`."""
    milestones = (
        Milestone(kind=MilestoneKind.named(kind), date=when(date))
        for kind, _, date in (step.partition(" ") for step in steps)
    )
    return Ledger(
        [IndustryCollege(id="industry_college:1", name="云帆", milestones=tuple(milestones))]
    )


class TestSteps:
    @pytest.mark.parametrize(
        ("steps", "path"),
        [
            (["签约 2023-05-02", "揭牌 2023-04-30"], "milestones[1].date"),
            (["揭牌 2022", "签约 2023-01"], "milestones[0].date"),
            (["签约 2023-05/2023-06", "开学 2023-04"], "milestones[1].date"),
            (["筹建 2023", "开学 2022"], "milestones[1].date"),
            (["揭牌 2023-09", "开学 2023-08", "签约 2023-08"], "milestones[1].date"),
        ],
    )
    def test_a_step_that_comes_before_an_earlier_one_is_told(
        self, steps: list[str], path: str
    ) -> None:
        (problem,) = check_steps(college(*steps))
        assert (problem.code, problem.place.path) == ("end-before-start", path)
        assert problem.severity is Severity.WARNING

    @pytest.mark.parametrize(
        "steps",
        [
            ["签约 2023-05", "揭牌 2023-05-01"],
            ["签约 2023", "揭牌 2023-01-01", "开学 2023-09"],
            ["签约 XXXX-05", "揭牌 2023-04"],
            ["签约 2023-05", "揭牌"],
            ["获批 2024", "签约 2023"],
            ["签约 2023-05", "签约 2023-01", "揭牌 2023-03"],
        ],
    )
    def test_dates_that_may_be_in_order_are_not(self, steps: list[str]) -> None:
        assert list(check_steps(college(*steps))) == []

    def test_the_problem_says_both_dates(self) -> None:
        (problem,) = check_steps(college("签约 2023-05-02", "揭牌 2023-04-30"))
        assert str(problem) == (
            "industry_college:1, milestones[1].date: found 揭牌 on 2023-04-30, "
            "expected a date not before 签约 (2023-05-02); compare both dates with their sources"
        )


class TestPeriods:
    @staticmethod
    def problems(date: str | None, period: str | None) -> list[Problem]:
        program = Program(id="program:1", name="访企拓岗", period=when(period))
        visit = Visit(id="visit:1", date=when(date), program="program:1")
        return list(check_periods(Ledger([visit, program])))

    @pytest.mark.parametrize(
        ("date", "period"),
        [
            ("2022-02-28", "2022-03/2022-08"),
            ("2022-09", "2022-03/2022-08"),
            ("2021", "2022"),
            ("2022-12-30/2023-01-02", "2023-02"),
            ("XXXX-09-01", "2022-03/2022-08"),
        ],
    )
    def test_a_visit_outside_its_program_is_told(self, date: str, period: str) -> None:
        (problem,) = self.problems(date, period)
        assert (problem.code, problem.place.path) == ("outside-period", "date")
        assert problem.found == date

    @pytest.mark.parametrize(
        ("date", "period"),
        [
            ("2022-03-01", "2022-03/2022-08"),
            ("2022", "2022-03/2022-08"),
            ("2024", "2022/.."),
            (None, "2022"),
            ("2022", None),
        ],
    )
    def test_a_visit_that_may_lie_inside_is_not(self, date: str | None, period: str | None) -> None:
        assert self.problems(date, period) == []

    def test_a_program_lies_in_the_one_above(self) -> None:
        above = Program(id="program:1", name="行动", period=PartialDate("2022"))
        sound = Program(
            id="program:2", name="春季", period=PartialDate("2022-03"), parent="program:1"
        )
        wrong = Program(
            id="program:3", name="秋季", period=PartialDate("2023-09"), parent="program:1"
        )
        (problem,) = check_periods(Ledger([sound, wrong, above]))
        assert (problem.place.record, problem.place.path) == ("program:3", "period")

    def test_what_comes_about_at_an_event_bears_its_date(self) -> None:
        event = Event(
            id="event:1",
            kind=EventKind.SIGNING,
            date=PartialDate("2023-05-02"),
            records=("agreement:1", "agreement:2", "agreement:3"),
        )
        first = Agreement(id="agreement:1", date=PartialDate("2023-05"))
        second = Agreement(id="agreement:2", date=PartialDate("2023-05-03"))
        (problem,) = check_periods(Ledger([event, first, second]))
        assert (problem.place.record, problem.place.path) == ("event:1", "records[1]")


def told(field: str) -> Evidence:
    return Evidence(source="source:1", field=field, start=0, end=1, quote="三")


class TestPublication:
    source = Source(id="source:1", published=PartialDate("2023-05-10"))

    @pytest.mark.parametrize(
        ("record", "path"),
        [
            (Visit(date=PartialDate("2023-05-11"), evidence=(told("date"),)), "date"),
            (Visit(date=Period("2023-06/2023-07"), evidence=(told("date"),)), "date"),
            (Agreement(date=PartialDate("2024"), evidence=(told("date"),)), "date"),
            (
                IndustryCollege(
                    name="云帆",
                    milestones=(
                        Milestone(kind=MilestoneKind.SIGNED, date=PartialDate("2023-05")),
                        Milestone(kind=MilestoneKind.UNVEILED, date=PartialDate("2023-09")),
                    ),
                    evidence=(told("milestones[0].date"), told("milestones[1].date")),
                ),
                "milestones[1].date",
            ),
        ],
    )
    def test_what_a_page_cannot_know_is_told(
        self, record: Visit | Agreement | IndustryCollege, path: str
    ) -> None:
        (problem,) = check_publication(Ledger([record, self.source]))
        assert (problem.code, problem.place.path) == ("dated-after-publication", path)
        assert "2023-05-10" in problem.expected

    @pytest.mark.parametrize(
        "record",
        [
            Visit(date=PartialDate("2023-05-10"), evidence=(told("date"),)),
            Visit(date=PartialDate("2023"), evidence=(told("date"),)),
            Visit(date=PartialDate("2023-05-11"), evidence=(told("mode"),)),
            Visit(date=PartialDate("XXXX-06-01"), evidence=(told("date"),)),
            Agreement(
                date=PartialDate("2024"),
                status=AgreementStatus.PLANNED,
                evidence=(told("date"),),
            ),
            IndustryCollege(
                name="云帆",
                milestones=(Milestone(kind=MilestoneKind.PLANNED, date=PartialDate("2025")),),
                evidence=(told("milestones[0].date"), told("milestones[3].date")),
            ),
        ],
    )
    def test_what_it_can_know_or_may_announce_is_not(
        self, record: Visit | Agreement | IndustryCollege
    ) -> None:
        assert list(check_publication(Ledger([record, self.source]))) == []

    def test_without_a_day_of_publication_nothing_is_told(self) -> None:
        visit = Visit(date=PartialDate("2023-05-11"), evidence=(told("date"),))
        assert list(check_publication(Ledger([visit, Source(id="source:1")]))) == []
