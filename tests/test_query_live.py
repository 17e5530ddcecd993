"""Selections answer lazily, and from the ledger as it is now: against a plain list that changes alike."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from plain_questions import of_class, references
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import ConflictError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Enterprise,
    Organization,
    Record,
    Source,
    Visit,
    evolve,
)
from schoolenterprise.query import Visits, _rows, links
from schoolenterprise.vocabulary import OrganizationKind
from strategies.questions import ORGANIZATION_IDS, record_lists

HOST = "enterprise:蓝海 Smart（江城）公司"


def hosted_by_parks(records: list[Record]) -> list[Any]:
    parks = {
        each.id
        for each in records
        if isinstance(each, Organization) and each.kind is OrganizationKind.PARK
    }
    # A park may be told by the record that stands beside the one which the visit names.
    parks |= {each.id for each in records} & {each.partition("#")[0] for each in parks}
    return [each for each in of_class(records, "visits") if parks & set(each.hosts)]


def inside_2022(visit: Any) -> bool:
    return visit.date is not None and PartialDate("2022").contains(visit.date)


class Changes(RuleBasedStateMachine):
    """A ledger and its selections, made once, beside a plain list of records."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        # So that gaps are closed while a test of few records runs.
        self.patch.setattr(_rows, "_FEW", 3)
        self.ledger = Ledger()
        self.plain: list[Record] = []
        self.kept: list[tuple[Ledger, list[Record]]] = []

    def teardown(self) -> None:
        self.patch.undo()

    @initialize(records=record_lists(about="visits"))
    def begin(self, records: list[Record]) -> None:
        self.ledger = Ledger(records)
        self.plain = list(records)
        # Ids of which the test knows a reference, so that they mean something from the start.
        firm, host = Enterprise(id=HOST, name="蓝海"), Visit(id="visit:first", hosts=(HOST,))
        for each in (firm, host):
            if all(known.id != each.id for known in self.plain):
                self.ledger.add(each)
                self.plain.append(each)
        ledger = self.ledger
        self.selections: list[tuple[Any, Any]] = [
            (ledger.visits, lambda records: of_class(records, "visits")),
            (ledger.organizations, lambda records: of_class(records, "organizations")),
            (ledger.enterprises, lambda records: of_class(records, "enterprises")),
            (
                ledger.visits.to(HOST),
                lambda records: [
                    each for each in of_class(records, "visits") if HOST in each.hosts
                ],
            ),
            (
                ledger.visits.in_year(2022),
                lambda records: list(filter(inside_2022, of_class(records, "visits"))),
            ),
            (
                ledger.visits.between("2022-01", "2022-12").sorted_by("id")[:2],
                lambda records: sorted(
                    filter(inside_2022, of_class(records, "visits")), key=lambda each: each.id
                )[:2],
            ),
            (ledger.visits.hosted_by(kind="park"), hosted_by_parks),
            (
                ledger.agreements.involving(HOST)[1:],
                lambda records: [
                    each for each in of_class(records, "agreements") if HOST in references(each)
                ][1:],
            ),
            (
                ledger.visits.where(lambda each: each.visitor)[-2:].where(lambda each: each.hosts),
                lambda records: [
                    each
                    for each in [one for one in of_class(records, "visits") if one.visitor][-2:]
                    if each.hosts
                ],
            ),
        ]

    @rule(records=record_lists(about="visits"))
    def extend(self, records: list[Record]) -> None:
        new = [each for each in records if all(each.id != known.id for known in self.plain)]
        self.ledger.extend(new)
        self.plain += new

    @rule(records=record_lists(about="visits", size=6), data=st.data())
    def extend_with_a_conflict_in_the_middle(
        self, records: list[Record], data: st.DataObject
    ) -> None:
        if self.plain:
            known = data.draw(st.sampled_from(self.plain))
            other = evolve(known, extra={**known.extra, "remark": "different"})
            if other == known:
                return
            new = [each for each in records if each.id != known.id]
            place = data.draw(st.integers(0, len(new)))
            with pytest.raises(ConflictError):
                self.ledger.extend([*new[:place], other, *new[place:]])

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.plain:
            gone = data.draw(st.lists(st.sampled_from(self.plain), min_size=1, unique_by=id))
            items: list[Any] = [data.draw(st.sampled_from([each, each.id])) for each in gone]
            assert self.ledger.remove(*items) == tuple(gone)
            self.plain = [each for each in self.plain if each not in gone]

    @rule(data=st.data())
    def add_again_what_was_removed(self, data: st.DataObject) -> None:
        if self.plain:
            record = data.draw(st.sampled_from(self.plain))
            self.ledger.remove(record)
            self.ledger.add(record)
            self.plain = [*(each for each in self.plain if each != record), record]

    @rule()
    def refuse_to_remove_what_is_not_there(self) -> None:
        with pytest.raises(UnknownNameError):
            self.ledger.remove(*self.plain[:1], "visit:none")

    @rule()
    def snapshot(self) -> None:
        self.kept.append((self.ledger.snapshot(), list(self.plain)))

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        if self.kept:
            kept, plain = data.draw(st.sampled_from(self.kept))
            self.ledger.restore(kept)
            self.plain = list(plain)

    @rule(data=st.data())
    def look_at_one(self, data: st.DataObject) -> None:
        selection, expected = data.draw(st.sampled_from(self.selections))
        records = expected(self.plain)
        assert selection.first() == (records[0] if records else None)
        assert bool(selection) == bool(records)

    @invariant()
    def the_ledger_is_the_list(self) -> None:
        assert list(self.ledger) == self.plain
        for kept, plain in self.kept:
            assert list(kept) == plain

    @invariant()
    def every_selection_is_the_comprehension(self) -> None:
        for selection, expected in self.selections:
            assert list(selection) == expected(self.plain)

    @rule()
    def tallies_are_those_of_the_list(self) -> None:
        visits = of_class(self.plain, "visits")
        tally = self.ledger.visits.count_by("host")
        numbers: dict[str, int] = {}
        for visit in visits:
            for host in dict.fromkeys(visit.hosts):
                numbers[host] = numbers.get(host, 0) + 1
        assert dict(tally) == numbers
        assert list(tally) == sorted(numbers, key=lambda host: -numbers[host])
        assert tally.without == sum(not visit.hosts for visit in visits)

    @rule(identifier=st.sampled_from(ORGANIZATION_IDS))
    def referrers_are_those_of_the_list(self, identifier: str) -> None:
        assert [link.origin for link in self.ledger.referrers(identifier)] == [
            each.id for each in self.plain for link in links(each) if link.target == identifier
        ]


Changes.TestCase.settings = settings(
    max_examples=40, stateful_step_count=15, suppress_health_check=[HealthCheck.too_slow]
)
TestChanges = Changes.TestCase


VISITS = [
    Visit(id=f"visit:{number}", hosts=(HOST,), date=PartialDate(str(2020 + number)))
    for number in range(6)
]


class TestLaziness:
    def asked(self) -> tuple[Any, list[str]]:
        """A selection with a condition, and the records that the condition was asked about."""
        seen: list[str] = []

        def test(visit: Visit) -> bool:
            seen.append(visit.id)
            return visit.id >= "visit:2"

        return Ledger(VISITS).visits.where(test), seen

    def test_nothing_is_looked_at_before_somebody_looks(self) -> None:
        selection, seen = self.asked()
        chained = selection.in_year(2023).sorted_by("date")[:3].where(len)
        assert seen == []
        assert chained is not selection

    def test_first_and_truth_look_no_further_than_they_must(self) -> None:
        selection, seen = self.asked()
        assert selection.first() is VISITS[2]
        assert seen == ["visit:0", "visit:1", "visit:2"]
        assert bool(selection)
        assert len(seen) == 6

    def test_nor_does_the_first_of_a_slice(self) -> None:
        selection, seen = self.asked()
        assert selection[1:3].first() is VISITS[3]
        assert seen == ["visit:0", "visit:1", "visit:2", "visit:3"]
        assert selection[: 10**30].first() is VISITS[2]
        assert selection[-1:].first() is VISITS[5]

    def test_what_was_found_is_kept_until_the_ledger_changes(self) -> None:
        seen: list[str] = []
        ledger = Ledger(VISITS)
        selection = ledger.visits.where(lambda visit: not seen.append(visit.id))  # type: ignore[func-returns-value]
        assert len(selection) == len(list(selection)) == 6
        assert selection[0] is selection.first()
        assert len(seen) == 6
        ledger.add(Visit(id="visit:new"))
        assert len(selection) == 7
        assert len(seen) == 13


class TestLiveness:
    def test_what_hosts_are_is_asked_of_the_records_of_now(self) -> None:
        """The same selection, after the firm came, went, and came back with a snapshot."""
        ledger = Ledger(VISITS)
        asked = ledger.visits.hosted_by(kind="企业")
        assert asked == ()
        ledger.add(Enterprise(id=HOST, name="蓝海"))
        assert asked == VISITS
        kept = ledger.snapshot()
        ledger.remove(HOST)
        assert asked == ()
        ledger.restore(kept)
        assert asked == VISITS
        ledger.remove(HOST)
        assert asked == ()
        assert kept.visits.hosted_by(kind="企业") == VISITS


class TestChangingWhileWalking:
    def test_whoever_walks_may_add_and_remove(self) -> None:
        asks: tuple[Callable[[Ledger], Visits], ...] = (
            lambda held: held.visits,
            lambda held: held.visits.to(HOST),
        )
        for ask in asks:
            ledger = Ledger(VISITS)
            walked = []
            for visit in ask(ledger):
                walked.append(visit)
                ledger.remove(visit)
                ledger.add(evolve(visit, id=f"{visit.id}-again"))
            assert walked == VISITS
            assert [each.id for each in ask(ledger)] == [f"{each.id}-again" for each in VISITS]

    def test_records_may_come_from_questions_to_the_same_ledger(self) -> None:
        def more(ledger: Ledger) -> Iterator[Record]:
            for number in range(3):
                yield Agreement(id=f"agreement:{number}")
                assert len(ledger.agreements) == 0
                yield Source(id=f"source:{number}")
                assert ledger.get(f"source:{number}") is None

        ledger = Ledger(VISITS)
        ledger.extend(more(ledger))
        assert [each.id for each in ledger.agreements] == [f"agreement:{at}" for at in range(3)]
        assert len(ledger.sources) == 3

    def test_a_source_of_records_that_fails_leaves_the_ledger_as_it_was(self) -> None:
        def failing() -> Iterator[Record]:
            yield Visit(id="visit:new")
            raise OSError("the file is gone")

        ledger = Ledger(VISITS)
        with pytest.raises(OSError, match="the file is gone"):
            ledger.extend(failing())
        assert ledger.visits == VISITS


class TestAsASequence:
    ledger = Ledger(VISITS)
    late = ledger.visits.between("2023", None)

    def test_what_python_asks_of_one(self) -> None:
        assert list(self.late) == VISITS[3:]
        assert self.late[0] is VISITS[3]
        assert self.late[-1] is VISITS[5]
        assert self.late[1:] == VISITS[4:]
        assert VISITS[3] in self.late
        assert VISITS[0] not in self.late
        assert "visit:3" not in self.late
        assert self.late.index(VISITS[4]) == 1
        assert self.late.count(VISITS[4]) == 1
        assert [*reversed(self.late)] == VISITS[:2:-1]
        with pytest.raises(IndexError):
            self.late[3]

    def test_it_equals_any_sequence_of_equal_records(self) -> None:
        assert self.late == self.ledger.visits[3:]
        assert self.late == VISITS[3:]
        assert self.late == tuple(evolve(each) for each in VISITS[3:])
        assert self.late != VISITS[2:]
        assert self.late != "visits"
        assert self.ledger.visits.where(lambda _: False) == () == self.ledger.counts
        with pytest.raises(TypeError, match="unhashable"):
            hash(self.late)

    def test_its_text_says_how_many_and_which(self) -> None:
        assert repr(self.late) == "<Visits of 3: visit:3, visit:4, visit:5>"
        assert repr(self.ledger.visits) == "<Visits of 6: visit:0, visit:1, visit:2, …>"
        assert repr(self.ledger.counts) == "<Counts of 0: >"
        tally = self.ledger.visits.count_by("host")
        assert repr(tally) == f"<Tally of 1: '{HOST}': 6>"

    def test_the_only_one(self) -> None:
        assert self.ledger.visits.in_year(2023).only() is VISITS[3]
        with pytest.raises(
            UnknownNameError, match=r"^found <Visits of 3: .*, expected exactly one"
        ):
            self.late.only()
