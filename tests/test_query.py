"""Selections against plain lists: every question, chains of them, order, slices, tallies."""

import datetime
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plain_questions import QUESTIONS, Nobody, date_of, of_class, year_of
from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Official, Post, Record, Visit
from schoolenterprise.query import Certainty
from strategies.questions import dates, days, near_days, record_lists

HOST = "enterprise:蓝海"

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

    @given(data=st.data())
    def test_after_an_order_and_a_slice_it_goes_on(self, data: st.DataObject) -> None:
        visits = [
            Visit(id=f"visit:{number}", visitor=f"institution:{number % 3}", hosts=(HOST,))
            for number in data.draw(st.permutations(range(9)))
        ]
        selection, expected = Ledger(visits).visits, list(visits)
        for step in data.draw(
            st.lists(st.sampled_from(["ask", "name", "sort", "cut"]), max_size=5)
        ):
            rest = data.draw(st.integers(0, 2))
            if step == "cut":
                cut = data.draw(st.slices(max(len(expected), 1)))
                selection, expected = selection[cut], expected[cut]
            elif step == "sort":
                key, descending = ("visitor", "id")[rest % 2], data.draw(st.booleans())
                selection = selection.sorted_by(key, descending=descending)
                expected = sorted(expected, key=attrgetter(key), reverse=descending)
            elif step == "name":
                selection = selection.by(f"institution:{rest}").to(HOST)
                expected = [each for each in expected if each.visitor == f"institution:{rest}"]
            else:
                kept = {f"visit:{number}" for number in range(9) if number % 4 != rest}
                selection = selection.where(lambda each, kept=kept: each.id in kept)  # type: ignore[misc]  # no type fits a default
                expected = [each for each in expected if each.id in kept]
        # First what looks no further than it must, for what was found is kept.
        assert selection.first() == (expected[0] if expected else None)
        assert bool(selection) == bool(expected)
        assert selection == expected
        assert selection.last() == (expected[-1] if expected else None)


class TestDates:
    @pytest.mark.parametrize("certainty", ["certainly", "possibly"])
    @given(
        st.lists(dates, min_size=1, max_size=12),
        st.tuples(st.none() | near_days | days, near_days | days),
        st.integers(2020, 2024),
        st.booleans(),
    )
    def test_a_time_holds_what_lies_inside(
        self,
        certainty: Certainty,
        told: list[When | None],
        ends: tuple[PartialDate | None, PartialDate],
        year: int,
        turned: bool,
    ) -> None:
        since, until = ends[::-1] if turned else ends
        if since is not None and until is not None and until.certainly_before(since):
            since, until = until, since
        visits = [Visit(id=f"visit:{at}", date=date) for at, date in enumerate(told)]
        whole, asked_year = Period(f"{since or '..'}/{until or '..'}"), PartialDate(f"{year}")
        ledger = Ledger(visits)
        for window, found in (
            (whole, ledger.visits.between(since, until, certainty)),
            (asked_year, ledger.visits.in_year(year, certainty)),
        ):
            assert found == [
                visit
                for visit in visits
                if (certainty == "possibly" and visit.date is None)
                or (
                    visit.date is not None
                    and (window.contains if certainty == "certainly" else window.overlaps)(
                        visit.date
                    )
                )
            ]

    @given(st.none() | near_days, st.none() | near_days, st.none() | near_days, near_days | days)
    def test_a_post_is_held_when_nothing_speaks_against_it(
        self,
        since: PartialDate | None,
        until: PartialDate | None,
        seen: PartialDate | None,
        at: PartialDate,
    ) -> None:
        assume(since is None or until is None or not until.certainly_before(since))
        post = Post(title="校长", organization=HOST, since=since, until=until, seen=seen)
        person = Official(name="何静", posts=(post,))
        if since is None and until is None:
            expected = seen is None or seen.overlaps(at)
        else:
            early = since is not None and at.certainly_before(since)
            late = until is not None and until.certainly_before(at)
            expected = not early and not late
        assert list(Ledger([person]).officials.of(HOST, at=at)) == [person] * expected

    def test_days_of_the_calendar_and_text_will_do(self) -> None:
        visits = [Visit(id=f"visit:{day}", date=PartialDate(f"2022-03-{day}")) for day in (30, 31)]
        asked = Ledger(visits).visits
        assert asked.between(datetime.date(2022, 3, 31), None) == visits[1:]
        assert asked.between("2022-03-31", "2022-03") == visits[1:]
        assert asked.between(None, "2022-03") == visits


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
