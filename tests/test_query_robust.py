"""Answers stay right when somebody interrupts, asks from several threads, copies or pickles."""

import copy
import pickle
import threading
from collections.abc import Collection
from typing import Any

import pytest

from schoolenterprise.errors import ConflictError, InvalidValueError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Organization, Visit, evolve
from schoolenterprise.query import Tally
from schoolenterprise.query._rows import Key, Rows


def visits(number: int) -> list[Visit]:
    return [Visit(id=f"visit:{at}", hosts=(f"enterprise:{at % 3}",)) for at in range(number)]


class TestInterrupts:
    def test_a_first_question_that_is_interrupted_is_asked_anew(self) -> None:
        rows, calls = Rows(visits(9)), 0

        def hosts(visit: Any) -> Collection[str]:
            nonlocal calls
            calls += 1
            if calls == 5:
                raise KeyboardInterrupt
            return tuple(visit.hosts)

        key = Key("hosts", hosts)
        with pytest.raises(KeyboardInterrupt):
            rows.bearing(key, "enterprise:0")
        assert rows.bearing(key, "enterprise:0") == [0, 3, 6]
        assert rows.bearing(key, "enterprise:1") == [1, 4, 7]

    def test_a_catching_up_that_is_interrupted_leaves_nothing_twice(self) -> None:
        rows, failing = Rows(visits(3)), False

        def hosts(visit: Any) -> Collection[str]:
            if failing and visit.id == "visit:4":
                raise KeyboardInterrupt
            return tuple(visit.hosts)

        key = Key("hosts", hosts)
        assert rows.bearing(key, "enterprise:0") == [0]
        rows.extend(visits(6)[3:])
        failing = True
        with pytest.raises(KeyboardInterrupt):
            rows.bearing(key, "enterprise:0")
        failing = False
        assert rows.bearing(key, "enterprise:0") == [0, 3]


def test_several_threads_may_ask_for_the_first_time_at_once() -> None:
    for _ in range(5):
        ledger, found = Ledger(visits(6_000)), list[int]()

        def ask(asked: Ledger = ledger, into: list[int] = found) -> None:
            into.append(len(asked.visits.to("enterprise:0")))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [2_000] * 4
        assert len(ledger.visits.to("enterprise:0")) == 2_000


class TestCopies:
    def test_a_copy_changes_alone(self) -> None:
        ledger = Ledger(visits(2))
        copied = copy.copy(ledger)
        copied.add(Visit(id="visit:new"))
        assert (len(ledger), len(copied)) == (2, 3)

    def test_a_slice_out_of_a_pickle_answers_from_its_own_ledger(self) -> None:
        ledger = Ledger(visits(4))
        last = ledger.visits[-2:]
        assert [each.id for each in last] == ["visit:2", "visit:3"]
        ledger, last = pickle.loads(pickle.dumps((ledger, last)))
        ledger.add(Visit(id="visit:new"))
        assert [each.id for each in last] == ["visit:3", "visit:new"]

    def test_a_tally_out_of_a_pickle_holds_the_numbers(self) -> None:
        tally = Tally(lambda: {"甲": 1, "乙": 2}, lambda: 3)
        copied = pickle.loads(pickle.dumps(tally))
        assert (list(copied.items()), copied.without) == ([("乙", 2), ("甲", 1)], 3)


class TestRecordsOfAnotherTime:
    firm = Enterprise(name="江城蓝海激光有限公司")

    def test_one_that_is_not_here_is_unknown(self) -> None:
        with pytest.raises(UnknownNameError, match="no organization is called"):
            Ledger(visits(1)).visits.to(self.firm)

    def test_one_that_only_records_name_is_known(self) -> None:
        visit = Visit(hosts=(self.firm.id,))
        assert Ledger([visit]).visits.to(self.firm) == (visit,)


def test_a_host_is_in_the_region_that_either_of_two_records_gives() -> None:
    firm = Enterprise(name="甲公司", region="420100")
    other = evolve(firm, id=f"{firm.id}#2", region="440300")
    ledger = Ledger([firm, other, Visit(hosts=(firm.id,))])
    for region in ("420100", "440300"):
        assert len(ledger.visits.hosted_by(region=region)) == 1
    assert len(ledger.visits.hosted_by(region="310000")) == 0


def test_what_lacks_a_part_sorts_behind_what_has_it() -> None:
    firms = [Enterprise(name="乙", region="420100"), Organization(name="甲"), Enterprise(name="甲")]
    ledger = Ledger(firms)
    found = ledger.organizations.sorted_by(lambda each: (each.region, each.name, each.id))
    assert [each.id for each in found] == ["enterprise:乙", "enterprise:甲", "organization:甲"]


def test_a_conflict_names_what_differs_and_what_to_do() -> None:
    firm = Enterprise(name="甲公司", region="420100")
    message = "enterprise:甲公司: found a different record .* differs in region; `merge` brings"
    with pytest.raises(ConflictError, match=message):
        Ledger([firm, evolve(firm, region="440300")])


def test_sql_takes_dates_in_lists_and_runs_no_sql_put_together() -> None:
    pytest.importorskip("duckdb")
    ledger = Ledger(visits(1))
    question = "select count(*) as n from visits where list_contains(?, id)"
    assert ledger.sql(question, [["visit:0", "visit:1"]]).to_pylist() == [{"n": 1}]
    hidden = (
        "select * from json_execute_serialized_sql("
        "json_serialize_sql('select * from que'||'ry(''select 7'')'))"
    )
    with pytest.raises(InvalidValueError, match="json_execute_serialized_sql"):
        ledger.sql(hidden)
