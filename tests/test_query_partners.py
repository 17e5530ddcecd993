"""Partners, timelines and networks of organizations, against plain loops over all records."""

from itertools import combinations
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plain_questions import Nobody, date_of, meant, references
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.errors import MissingExtraError, SchoolEnterpriseError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Enterprise,
    Event,
    IndustryCollege,
    Institution,
    Milestone,
    Official,
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.query import Moment
from schoolenterprise.vocabulary import (
    ArrangementKind,
    EventKind,
    MilestoneKind,
    VisitPurpose,
)
from strategies.questions import NAMES, ORGANIZATION_IDS, OTHER_NAMES, record_lists
from typed_queries import ask, ask_what_cannot_be_asked

names = st.sampled_from([*ORGANIZATION_IDS, *NAMES, *OTHER_NAMES])


def pairs(record: Any, records: list[Record]) -> list[tuple[str, str]]:
    """Every two organizations that a record brings together, who acts first."""
    found: list[tuple[str | None, str]] = []
    match record:
        case Visit():
            found = [(record.visitor, host) for host in record.hosts]
        case Placement():
            found = [(record.institution, host) for host in record.hosts]
        case Appointment():
            for each in records:
                if isinstance(each, Official) and each.id == record.official:
                    found = [(record.by, home) for home in each.organizations]
        case IndustryCollege() | Arrangement():
            own = [] if record.institution is None else [record.institution]
            found = list(combinations(dict.fromkeys([*own, *record.partners]), 2))
        case Agreement():
            found = list(combinations(dict.fromkeys(record.parties), 2))
        case Event():
            found = list(combinations(dict.fromkeys(record.organizers), 2))
    kept = [(one, other) for one, other in found if one is not None and one != other]
    return list(dict.fromkeys(kept))


def dates_of(record: Any) -> list[When]:
    if isinstance(record, IndustryCollege):
        return [each.date for each in record.milestones if each.date is not None]
    date = date_of(record)
    return [] if date is None else [date]


class TestPartners:
    @settings(max_examples=150)
    @given(record_lists(size=24), names)
    def test_they_are_those_of_every_pair(self, records: list[Record], name: str) -> None:
        ledger = Ledger(records)
        try:
            own = meant(records, name, Organization)
        except Nobody:
            with pytest.raises(UnknownNameError):
                ledger.partners(name)
            return
        expected: dict[str, list[Record]] = {}
        for record in records:
            others = {other for pair in pairs(record, records) if own & set(pair) for other in pair}
            for other in others - own:
                expected.setdefault(other, []).append(record)
        found = ledger.partners(name)
        assert {each.organization: list(each.records) for each in found} == expected
        assert [each.organization for each in found] == sorted(
            expected, key=lambda other: (-len(expected[other]), other)
        )
        for each in found:
            known = [one for one in records if one.id == each.organization]
            assert each.name == (
                known[0].name  # type: ignore[attr-defined]
                if known
                else each.organization.partition(":")[2]
            )
            dates = [date for record in each.records for date in dates_of(record)]
            assert (each.first is None) == (each.last is None) == (not dates)
            if each.first is not None and each.last is not None:
                assert {each.first, each.last} <= set(dates)

    def test_one_of_each_kind(self) -> None:
        school = Institution(name="星川学院")
        firm = Enterprise(name="蓝海公司")
        parties = (school.id, firm.id)
        person = Official(name="何静", posts=(Post(title="经理", organization=firm.id),))
        records: list[Record] = [
            Visit(
                visitor=firm.id, hosts=(school.id, "enterprise:另一家"), date=PartialDate("2023")
            ),
            Agreement(parties=parties, date=PartialDate("2021-05")),
            IndustryCollege(
                name="蓝海学院",
                institution=school.id,
                partners=(firm.id,),
                milestones=(Milestone(kind=MilestoneKind.SIGNED, date=PartialDate("2020-09")),),
            ),
            Arrangement(kind=ArrangementKind.STUDIO, institution=school.id, partners=(firm.id,)),
            Placement(institution=school.id, hosts=(firm.id,), since=PartialDate("2024-03")),
            Appointment(official=person.id, role="产业教授", by=school.id),
            Event(kind=EventKind.SIGNING, organizers=parties, date=PartialDate("XXXX-03-05")),
        ]
        (partner,) = Ledger([school, firm, person, *records]).partners("星川学院")
        assert partner.organization == firm.id
        assert partner.name == "蓝海公司"
        assert partner.records == tuple(records)
        assert partner.first == PartialDate("2020-09")
        assert partner.last == PartialDate("2024-03")

    def test_hosts_of_one_trip_are_no_partners_of_each_other(self) -> None:
        visit = Visit(visitor="institution:甲", hosts=("enterprise:乙", "enterprise:丙"))
        found = [each.organization for each in Ledger([visit]).partners("乙")]
        assert found == ["institution:甲"]


class TestTimeline:
    @settings(max_examples=150)
    @given(record_lists(size=24), names)
    def test_it_tells_every_record_that_names_it(self, records: list[Record], name: str) -> None:
        ledger = Ledger(records)
        try:
            own = meant(records, name, Organization)
        except Nobody:
            with pytest.raises(UnknownNameError):
                ledger.timeline(name)
            return
        expected: list[tuple[When | None, str, MilestoneKind | None]] = []
        for record in records:
            standing = isinstance(record, Organization | Official | Program | Source)
            if standing or not own & references(record):
                continue
            if isinstance(record, IndustryCollege) and record.milestones:
                expected += [(each.date, record.id, each.kind) for each in record.milestones]
            else:
                expected.append((date_of(record), record.id, None))
        expected.sort(key=lambda each: each[0].sort_key if each[0] is not None else (inf, inf, ""))
        found = ledger.timeline(name)
        assert [(each.date, each.record.id, each.milestone) for each in found] == expected

    def test_each_moment_says_in_which_roles(self) -> None:
        school = "institution:星川学院"
        visit = Visit(
            visitor=school,
            participants=(Participant(name="何静", organization=school),) * 2,
            date=PartialDate("2022-02"),
        )
        unveiled = Milestone(kind=MilestoneKind.UNVEILED, date=PartialDate("2021"))
        college = IndustryCollege(name="蓝海学院", partners=(school,), milestones=(unveiled,))
        undated = Agreement(parties=("enterprise:乙", school))
        assert Ledger([undated, visit, college]).timeline(school) == (
            Moment(
                date=PartialDate("2021"),
                record=college,
                roles=("partners",),
                milestone=MilestoneKind.UNVEILED,
            ),
            Moment(date=PartialDate("2022-02"), record=visit, roles=("visitor", "participants")),
            Moment(date=None, record=undated, roles=("parties",)),
        )


class TestNetwork:
    @settings(max_examples=100)
    @given(
        record_lists(size=24), st.sampled_from(["visits", "agreements", "appointments", "events"])
    )
    def test_an_edge_is_a_record_between_two(self, records: list[Record], name: str) -> None:
        selection = getattr(Ledger(records), name)
        graph = selection.to_networkx()
        known: dict[str, Any] = {each.id: each for each in records}
        edges = [
            (*pair, record.id, date.edtf if date is not None else None)
            for record in selection
            for date in [date_of(record)]
            for pair in pairs(record, records)
        ]
        found = [
            (*ends, key, about["date"]) for *ends, key, about in graph.edges(keys=True, data=True)
        ]
        assert sorted(found, key=repr) == sorted(edges, key=repr)
        assert set(graph) == {end for edge in edges for end in edge[:2]}
        for identifier, about in graph.nodes(data=True):
            record = known.get(identifier)
            assert about == (
                {"name": identifier.partition(":")[2], "type": None}
                if record is None
                else {"name": record.name, "type": type(record).__name__}
            )

    def test_people_and_bodies_are_nodes_themselves(self) -> None:
        school = Institution(name="星川学院", parent="organization:教育厅")
        person = Official(name="何静", posts=(Post(title="校长", organization=school.id),))
        ledger = Ledger([school, person, Enterprise(name="蓝海")])
        bodies = ledger.organizations.to_networkx()
        assert list(bodies) == [school.id, "organization:教育厅", "enterprise:蓝海"]
        assert list(bodies.edges(keys=True)) == [(school.id, "organization:教育厅", school.id)]
        people = ledger.officials.to_networkx()
        assert people.nodes[person.id] == {"name": "何静", "type": "Official"}
        assert people[person.id][school.id][person.id] == {"type": "Official", "date": None}

    def test_without_networkx_it_names_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "networkx", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'schoolenterprise\[graph\]'"):
            Ledger().visits.to_networkx()


class TestTypes:
    """What `typed_queries` says of types holds when it runs; that it says it, mypy checks."""

    school = Institution(name="星川", region="420100")
    firm = Enterprise(name="蓝海")
    visit = Visit(
        visitor=school.id,
        hosts=(firm.id,),
        date=PartialDate("2022"),
        purposes=(VisitPurpose.JOB_DEVELOPMENT,),
        participants=(Participant(name="何静", organization=school.id),),
    )
    ledger = Ledger([school, firm, visit, Official(name="何静")])

    def test_every_answer_has_its_type(self) -> None:
        answers = ask(self.ledger, self.school)
        assert answers[:4] == (self.visit, None, self.visit, (self.firm.id,))
        assert answers[-2:] == (
            self.ledger.partners(self.school),
            (Moment(date=self.visit.date, record=self.visit, roles=("visitor", "participants")),),
        )

    def test_what_mypy_refuses_is_refused(self) -> None:
        with pytest.raises((SchoolEnterpriseError, AttributeError)):
            ask_what_cannot_be_asked(self.ledger)
