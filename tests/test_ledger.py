"""The ledger: each id once, in order; classes, references both ways, dangling ones."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.errors import ConflictError, InvalidValueError, Problem, UnknownNameError
from schoolenterprise.ledger import Ledger, Link, links
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Evidence,
    Institution,
    Official,
    Organization,
    Participant,
    Post,
    Program,
    Record,
    Source,
    Value,
    Visit,
    evolve,
)
from strategies.records import instances, records

SCHOOL = Institution(name="武汉职业技术学院")
FIRM = Enterprise(name="华工激光")
PERSON = Official(name="李洪渠", posts=(Post(title="党委书记", organization=SCHOOL.id),))
VISIT = Visit(
    visitor=SCHOOL.id,
    hosts=(FIRM.id, "enterprise:无此公司"),
    participants=(Participant(official=PERSON.id, name="李洪渠"),),
    evidence=(Evidence(source="source:1", field="visitor", start=0, end=2, quote="我校"),),
)

PROPERTIES = {
    "sources": "Source",
    "organizations": "Organization",
    "institutions": "Institution",
    "enterprises": "Enterprise",
    "officials": "Official",
    "programs": "Program",
    "visits": "Visit",
    "agreements": "Agreement",
    "industry_colleges": "IndustryCollege",
    "arrangements": "Arrangement",
    "appointments": "Appointment",
    "placements": "Placement",
    "events": "Event",
    "counts": "Count",
}

few_ids = st.sampled_from(["program:1", "program:2", "program:3", "visit:1"])
some_records = st.one_of(
    st.builds(Program, id=few_ids.filter(lambda one: one[0] == "p"), name=st.sampled_from("甲乙")),
    st.builds(Visit, id=st.just("visit:1"), program=st.none() | few_ids.filter(lambda one: one[0] == "p")),
)  # fmt: skip


class TestAdding:
    @given(st.lists(some_records, max_size=8))
    def test_it_behaves_as_a_list_without_repetitions(self, added: list[Record]) -> None:
        ledger, plain = Ledger(), list[Record]()
        for record in added:
            if any(known.id == record.id and known != record for known in plain):
                with pytest.raises(ConflictError, match=record.id):
                    ledger.add(record)
            else:
                ledger.add(record)
                plain += [] if record in plain else [record]
            assert list(ledger) == plain
            assert len(ledger) == len(plain)
            for cls in RECORD_CLASSES:
                assert ledger.by_class(cls) == tuple(
                    each for each in plain if isinstance(each, cls)
                )
            for identifier in ("program:1", "program:2", "program:3", "visit:1"):
                found = next((each for each in plain if each.id == identifier), None)
                assert ledger.get(identifier) == found
                assert (identifier in ledger) == (found is not None)
                pairs = [
                    (each.id, link.path)
                    for each in plain
                    for link in links(each)
                    if link.target == identifier
                ]
                assert [(link.origin, link.path) for link in ledger.referrers(identifier)] == pairs

    def test_the_same_record_twice_is_one(self) -> None:
        ledger = Ledger([FIRM, FIRM, evolve(FIRM)])
        assert list(ledger) == [FIRM]
        assert ledger.enterprises == (FIRM,)

    def test_after_a_conflict_it_is_as_it_was(self) -> None:
        ledger = Ledger([FIRM])
        with pytest.raises(ConflictError, match="enterprise:华工激光: found a different record"):
            ledger.extend([SCHOOL, evolve(FIRM, aliases=("华工",)), PERSON])
        assert list(ledger) == [FIRM]
        assert ledger.institutions == ()

    @pytest.mark.parametrize("thing", [None, "enterprise:华工激光", Value(), 5])
    def test_only_records_are_taken(self, thing: object) -> None:
        with pytest.raises(InvalidValueError, match="expected a record"):
            Ledger([thing])  # type: ignore[list-item]  # the point of the test


class TestFinding:
    def test_by_id(self) -> None:
        ledger = Ledger([SCHOOL, FIRM])
        assert ledger[FIRM.id] is FIRM
        assert ledger.get(FIRM.id) is FIRM
        assert ledger.get("enterprise:华工") is None
        assert FIRM.id in ledger
        assert FIRM in ledger
        assert evolve(FIRM, aliases=("华工",)) not in ledger
        assert 5 not in ledger

    @pytest.mark.parametrize(
        ("identifier", "message"),
        [
            ("enterprise:华工", "did you mean enterprise:华工激光?"),
            ("enterprise:华工激光公司", "did you mean enterprise:华工激光?"),
            ("华工激光", "did you mean enterprise:华工激光?"),
            ("institution:华工激光", "did you mean enterprise:华工激光?"),
            ("institution:某某", "no record bears the id 'institution:某某'"),
            ("visit:", "no record bears the id 'visit:'"),
            ("", "no record bears the id ''"),
        ],
    )
    def test_an_unknown_id_names_those_that_look_like_it(
        self, identifier: str, message: str
    ) -> None:
        with pytest.raises(UnknownNameError) as caught:
            Ledger([SCHOOL, FIRM])[identifier]
        assert str(caught.value).endswith(message)

    @pytest.mark.parametrize(("name", "cls"), PROPERTIES.items())
    @settings(max_examples=20)
    @given(data=st.data())
    def test_each_class_has_its_name(self, name: str, cls: str, data: st.DataObject) -> None:
        record = data.draw(instances({each.__name__: each for each in RECORD_CLASSES}[cls]))
        assert getattr(Ledger([record]), name) == (record,)
        assert getattr(Ledger(), name) == ()

    def test_schools_and_firms_are_organizations_too(self) -> None:
        office = Organization(name="湖北省教育厅")
        ledger = Ledger([FIRM, office, SCHOOL])
        assert ledger.organizations == (FIRM, office, SCHOOL)
        assert ledger.institutions == (SCHOOL,)
        assert ledger.by_class(Record) == (FIRM, office, SCHOOL)
        assert repr(ledger) == "<Ledger of 3: Organization 3, Enterprise 1, Institution 1>"


class TestReferences:
    ledger = Ledger([SCHOOL, FIRM, PERSON, VISIT])

    def test_out_of_a_record(self) -> None:
        assert self.ledger.references(VISIT) == (
            Link(VISIT.id, "evidence[0].source", "source:1"),
            Link(VISIT.id, "visitor", SCHOOL.id),
            Link(VISIT.id, "hosts[0]", FIRM.id),
            Link(VISIT.id, "hosts[1]", "enterprise:无此公司"),
            Link(VISIT.id, "participants[0].official", PERSON.id),
        )
        assert self.ledger.referred(VISIT) == (SCHOOL, FIRM, PERSON)

    def test_into_a_record(self) -> None:
        assert self.ledger.referrers(SCHOOL.id) == (
            Link(PERSON.id, "posts[0].organization", SCHOOL.id),
            Link(VISIT.id, "visitor", SCHOOL.id),
        )
        assert self.ledger.referrers("source:1") == (
            Link(VISIT.id, "evidence[0].source", "source:1"),
        )
        assert self.ledger.referrers("source:2") == ()

    def test_the_index_follows_what_is_added(self) -> None:
        ledger = Ledger([SCHOOL])
        assert ledger.referrers(SCHOOL.id) == ()
        ledger.add(PERSON)
        assert [link.origin for link in ledger.referrers(SCHOOL.id)] == [PERSON.id]

    def test_dangling_ones_are_problems(self) -> None:
        assert [str(problem) for problem in self.ledger.dangling()] == [
            f"{VISIT.id}, evidence[0].source: found source:1, expected the id of a record of the ledger",
            f"{VISIT.id}, hosts[1]: found enterprise:无此公司, expected the id of a record of the ledger",
        ]
        assert {problem.code for problem in self.ledger.dangling()} == {"dangling-reference"}

    @given(records)
    def test_no_reference_is_overlooked(self, record: Record) -> None:
        targets = {link.target for link in links(record)}
        assert {problem.found for problem in Ledger([record]).dangling()} == targets - {record.id}
        for link in links(record):
            assert link.target.partition(":")[0].isascii()


class TestEquality:
    def test_neither_order_nor_problems_count(self) -> None:
        problem = Problem(code="x", found="y")
        assert Ledger([FIRM, SCHOOL], [problem]) == Ledger([SCHOOL, FIRM])
        assert Ledger([FIRM], [problem]).problems == (problem,)
        assert Ledger([FIRM]) != Ledger([SCHOOL])
        assert Ledger([FIRM]) != [FIRM]

    @settings(max_examples=30)
    @given(st.lists(records, max_size=4, unique_by=lambda record: record.id))
    def test_a_copy_by_pickle_is_equal_and_grows_alone(self, held: list[Record]) -> None:
        ledger = Ledger(held)
        copied = pickle.loads(pickle.dumps(ledger))
        assert copied == ledger
        copied.add(Source(id="source:one more"))
        assert len(copied) == len(ledger) + 1
        assert len(copied.sources) == len(ledger.sources) + 1


def test_a_record_may_stand_for_its_id() -> None:
    school = Institution(name="星川职业技术学院")
    ledger = Ledger([school, Visit(visitor=school.id)])

    assert ledger.referrers(school) == ledger.referrers(school.id) != ()


def test_what_is_no_id_is_told_as_such() -> None:
    with pytest.raises(UnknownNameError, match="found 0, expected an id"):
        Ledger()[0]  # type: ignore[index]  # on purpose
