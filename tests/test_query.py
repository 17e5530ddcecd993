"""Selections against plain lists: every question, chains of them, order, slices, tallies."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plain_questions import QUESTIONS, Nobody, date_of, of_class, year_of
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record
from strategies.questions import record_lists

EVERY = pytest.mark.parametrize("name", QUESTIONS)


def asked(
    data: st.DataObject, name: str, records: list[Record], most: int = 3
) -> tuple[Any, list[Any]]:
    """A selection after a chain of questions, and the plain list of what it should hold."""
    selection, expected = getattr(Ledger(records), name), of_class(records, name)
    for question in data.draw(st.lists(QUESTIONS[name], max_size=most)):
        try:
            test = question.test(records)
        except Nobody:
            with pytest.raises(UnknownNameError):
                question.ask(selection)
        else:
            selection = question.ask(selection)
            expected = [each for each in expected if test(each)]
    return selection, expected


class TestQuestions:
    @EVERY
    @settings(max_examples=50)
    @given(data=st.data())
    def test_one_question_is_a_comprehension(self, name: str, data: st.DataObject) -> None:
        records = data.draw(record_lists(about=name))
        question = data.draw(QUESTIONS[name])
        selection = getattr(Ledger(records), name)
        try:
            test = question.test(records)
        except Nobody:
            with pytest.raises(UnknownNameError):
                question.ask(selection)
        else:
            assert list(question.ask(selection)) == [
                each for each in of_class(records, name) if test(each)
            ]

    @EVERY
    @settings(max_examples=25)
    @given(data=st.data())
    def test_a_chain_asks_for_all_of_it_in_any_order(self, name: str, data: st.DataObject) -> None:
        selection, expected = asked(data, name, data.draw(record_lists(about=name)))
        assert selection == expected
        assert selection == tuple(expected)
        assert len(selection) == len(expected)
        assert bool(selection) == bool(expected)
        assert [*reversed(selection)] == expected[::-1]
        assert selection.first() == (expected[0] if expected else None)
        assert selection.last() == (expected[-1] if expected else None)

    @settings(max_examples=50)
    @given(data=st.data())
    def test_after_an_order_and_a_slice_it_goes_on(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(list(QUESTIONS)))
        records = data.draw(record_lists(about=name))
        selection, expected = asked(data, name, records, most=1)
        for step in data.draw(st.lists(st.sampled_from(["ask", "sort", "cut"]), max_size=4)):
            if step == "cut":
                cut = data.draw(st.slices(max(len(expected), 1)))
                selection, expected = selection[cut], expected[cut]
            elif step == "sort":
                descending = data.draw(st.booleans())
                selection = selection.sorted_by("id", descending=descending)
                expected = sorted(expected, key=lambda each: each.id, reverse=descending)
            else:
                question = data.draw(QUESTIONS[name])
                try:
                    test = question.test(records)
                except Nobody:
                    continue
                selection = question.ask(selection)
                expected = [each for each in expected if test(each)]
            assert selection == expected
            assert selection.first() == (expected[0] if expected else None)
            assert bool(selection) == bool(expected)


DATED = [
    name for name in QUESTIONS
    if name not in ("organizations", "institutions", "enterprises", "officials")
]  # fmt: skip


class TestOrder:
    @pytest.mark.parametrize("name", DATED)
    @pytest.mark.parametrize("descending", [False, True])
    @settings(max_examples=10)
    @given(data=st.data())
    def test_by_date_what_has_none_comes_last(
        self, name: str, descending: bool, data: st.DataObject
    ) -> None:
        records = of_class(data.draw(record_lists(about=name)), name)
        dated = [each for each in records if date_of(each)]
        dated.sort(key=lambda each: date_of(each).sort_key, reverse=descending)  # type: ignore[union-attr]
        found = getattr(Ledger(records), name).sorted_by("date", descending=descending)
        assert found == dated + [each for each in records if not date_of(each)]

    @given(st.data(), st.booleans())
    def test_equal_ones_keep_their_order(self, data: st.DataObject, descending: bool) -> None:
        visits = of_class(data.draw(record_lists(about="visits")), "visits")
        for key in ("visitor", "hosts", "mode"):
            there = [each for each in visits if getattr(each, key)]
            there.sort(key=lambda each: getattr(each, key), reverse=descending)
            expected = there + [each for each in visits if not getattr(each, key)]
            assert Ledger(visits).visits.sorted_by(key, descending=descending) == expected
        later = Ledger(visits).visits.sorted_by("mode").sorted_by("visitor")
        assert later == Ledger(visits).visits.sorted_by(
            lambda each: (each.visitor or "￿", each.mode)
        )


def tally_of(records: list[Any], values: Any, distinct: Any = None) -> tuple[list[Any], int]:
    """Numbers by value, largest first, of equal ones the first to come; and how many have none."""
    found: dict[Any, list[Any]] = {}
    for each in records:
        for value in dict.fromkeys(values(each)):
            found.setdefault(value, []).extend([each.id] if distinct is None else distinct(each))
    numbers = [(value, len(set(each))) for value, each in found.items()]
    return sorted(numbers, key=lambda each: -each[1]), sum(not values(each) for each in records)


def _given(value: Any) -> list[Any]:
    return [] if value is None else [value]


KEYS: dict[str, dict[str, Any]] = {
    "visits": {
        "visitor": lambda each: _given(each.visitor),
        "host": lambda each: each.hosts,
        "hosts": lambda each: each.hosts,
        "year": lambda each: _given(year_of(each)),
        "mode": lambda each: [each.mode],
        "purpose": lambda each: each.purposes,
        "program": lambda each: _given(each.program),
        "more_hosts": lambda each: [each.more_hosts],
        "leader": lambda each: _given(each.leader and (each.leader.official or each.leader.name)),
    },
    "agreements": {
        "party": lambda each: each.parties,
        "signatory": lambda each: [one.official or one.name for one in each.signatories],
        "kind": lambda each: [each.kind],
        "year": lambda each: _given(year_of(each)),
    },
    "officials": {
        "organization": lambda each: each.organizations,
        "title": lambda each: each.titles,
    },
    "industry_colleges": {
        "partner": lambda each: each.partners,
        "year": lambda each: _given(year_of(each)),
    },
    "enterprises": {"flag": lambda each: each.flags, "alias": lambda each: each.aliases},
}


class TestTallies:
    @pytest.mark.parametrize("columns", [False, True])
    @pytest.mark.parametrize("name", KEYS)
    @settings(max_examples=25)
    @given(data=st.data())
    def test_it_counts_what_a_loop_counts(
        self, name: str, columns: bool, data: st.DataObject
    ) -> None:
        records = data.draw(record_lists(about=name))
        selection, expected = asked(data, name, records, most=1)
        by = data.draw(st.sampled_from(list(KEYS[name])))
        distinct = data.draw(st.none() | st.sampled_from(list(KEYS[name])))
        with pytest.MonkeyPatch.context() as patch:
            if columns:
                patch.setattr("schoolenterprise.query._selection.ARROW_PAYS", 0)
                patch.setattr("schoolenterprise.columns._count.ARROW_PAYS", 0)
            tally = selection.count_by(by, distinct=distinct)
            numbers, without = tally_of(
                expected, KEYS[name][by], None if distinct is None else KEYS[name][distinct]
            )
            assert list(tally.items()) == numbers
            assert tally.without == without
            assert len(tally) == len(numbers)
            assert [tally.top(size) for size in range(4)] == [
                tuple(numbers[:size]) for size in range(4)
            ]
            assert list(tally.at_least(2).items()) == [each for each in numbers if each[1] >= 2]
            assert tally.at_least(2).without == without
            for key, number in numbers:
                assert tally[key] == number
                assert key in tally
            assert "no such key" not in tally

    @settings(max_examples=25)
    @given(data=st.data())
    def test_a_function_gives_one_value_or_none(self, data: st.DataObject) -> None:
        visits = of_class(data.draw(record_lists(about="visits")), "visits")
        tally = Ledger(visits).visits.count_by(lambda each: each.visitor)
        assert (list(tally.items()), tally.without) == tally_of(visits, KEYS["visits"]["visitor"])

    @settings(max_examples=25)
    @given(data=st.data())
    def test_values_come_in_the_order_of_appearance(self, data: st.DataObject) -> None:
        selection, expected = asked(data, "visits", data.draw(record_lists(about="visits")), most=1)
        for key, values in KEYS["visits"].items():
            found = dict.fromkeys(value for each in expected for value in values(each))
            assert selection.values(key) == tuple(found)
