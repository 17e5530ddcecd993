"""Wrong arguments of questions: one clear error each, at once, that says what was expected."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, SchoolEnterpriseError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Official, Outcome, Participant, Visit
from schoolenterprise.quantities import Quantity
from schoolenterprise.query import Selection, Visits
from schoolenterprise.vocabulary import CountKind

VISIT = Visit(id="visit:1", date=PartialDate("2022-02-18"), hosts=("enterprise:蓝海",))
FIRM = Enterprise(name="蓝海", industry="C39")
HELD: Any = Ledger([VISIT, FIRM, Official(name="何静")])
"""A ledger without the types that would keep these calls from being written."""
visits, people = HELD.visits, HELD.officials


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        # Years and dates.
        (lambda: visits.in_year(0), "year: found 0, expected a whole number from 1 to 9999"),
        (lambda: visits.in_year(10_000), "year: found 10000, expected a whole number from 1"),
        (lambda: visits.in_year(True), "year: found True, expected a whole number from 1"),
        (lambda: visits.in_year("2022"), "year: found '2022', expected a whole number from 1"),
        (lambda: visits.in_year(None), "year: found None, expected a whole number from 1"),
        (lambda: visits.in_year(2022, "surely"), "found 'surely', expected 'certainly' or"),
        (lambda: visits.in_year(2022, ["x"]), "found ['x'], expected 'certainly' or 'possibly'"),
        (lambda: visits.between(None, None), "since, until: found neither, expected one date"),
        (lambda: visits.between("2023-13", None), "since: '2023-13'"),
        (lambda: visits.between(None, "2022-02-30"), "until: '2022-02-30'"),
        (lambda: visits.between("2022/2023", None), "since: '2022/2023'"),
        (lambda: visits.between("", None), "since: ''"),
        (lambda: visits.between("2023", "2022"), "'2023/2022' is no period: it ends before it"),
        (lambda: visits.between(2022, None), "since: found int, expected a date such as"),
        (
            lambda: visits.between(datetime.datetime(2022, 1, 1, 12), None),
            "since: found a time of day, expected a date",
        ),
        (lambda: visits.between("2022", None, 5), "found 5, expected 'certainly' or 'possibly'"),
        (lambda: HELD.agreements.expiring_before(None), "date: found NoneType, expected a date"),
        (lambda: people.of("蓝海", at="2022-99"), "at: '2022-99'"),
        # Members of closed sets, places, industries.
        (lambda: visits.in_mode("teleport"), "VisitMode: found 'teleport', expected one of"),
        (lambda: visits.in_mode(["x"]), "VisitMode: found ['x'], expected one of"),
        (lambda: visits.with_purpose(5), "VisitPurpose: found 5, expected one of"),
        (lambda: visits.hosted_by(), "found no description, expected kind, region or industry"),
        (lambda: visits.hosted_by(kind="firm"), "OrganizationKind: found 'firm', expected one"),
        (lambda: visits.hosted_by(region="湖北省武汉市某区"), "no place is called '湖北省武汉市某区'"),
        (lambda: visits.hosted_by(region="湖"), "no place is called '湖'; did you mean"),
        (lambda: visits.hosted_by(region="429999"), "region: found '429999', expected a code of"),
        (lambda: visits.hosted_by(region=420000), "region: found int, expected text"),
        (lambda: visits.hosted_by(industry="c3"), "GB/T 4754 code 'C3': found another form"),
        (lambda: visits.hosted_by(industry=39), "industry: found int, expected text"),
        (lambda: HELD.organizations.of_kind(5), "OrganizationKind: found 5, expected one of"),
        (lambda: HELD.organizations.in_region(None), "found no description, expected"),
        (lambda: HELD.institutions.of_level("大"), "InstitutionLevel: found '大', expected one"),
        (lambda: HELD.enterprises.in_industry("软件"), "GB/T 4754 code '软件': found another form"),
        (lambda: HELD.enterprises.listed_as("大厂"), "EnterpriseFlag: found '大厂', expected one"),
        (lambda: HELD.agreements.of_kind(""), "AgreementKind: found '', expected one of"),
        (lambda: HELD.agreements.with_status("x"), "AgreementStatus: found 'x', expected one of"),
        (lambda: HELD.arrangements.of_kind("x"), "ArrangementKind: found 'x', expected one of"),
        (lambda: HELD.arrangements.with_status("x"), "ArrangementStatus: found 'x', expected"),
        (lambda: HELD.placements.of_kind("x"), "PlacementKind: found 'x', expected one of"),
        (lambda: HELD.events.of_kind("x"), "EventKind: found 'x', expected one of"),
        (lambda: HELD.counts.of_what("x"), "CountKind: found 'x', expected one of"),
        (lambda: people.with_title(["校长"]), "title: found list, expected text"),
        (lambda: people.of("蓝海", title=5), "title: found int, expected text"),
        # Fields and functions.
        (lambda: visits.where("2022"), "where: found '2022', expected a function of a record"),
        (lambda: visits.count_by("hots"), "Visits: found 'hots', expected one of year, date, "),
        (lambda: visits.count_by("extra"), "Visits: found 'extra', expected one of year, date, "),
        (lambda: visits.count_by("host", distinct="x"), "Visits: found 'x', expected one of "),
        (lambda: visits.count_by(None), "found None, expected the name of a field or a function"),
        (lambda: visits.count_by(["host"]), "found ['host'], expected the name of a field or a"),
        (lambda: visits.values("hots"), "Visits: found 'hots', expected one of year, date, "),
        (lambda: visits.values(5), "found 5, expected the name of a field or a function"),
        (lambda: visits.sorted_by("hots"), "Visits: found 'hots', expected one of year, date, "),
        (lambda: visits.sorted_by(5), "found 5, expected the name of a field or a function"),
        (lambda: people.sorted_by("date"), "Officials: found 'date', expected one of organiza"),
        (lambda: visits.count_by("mode").top(-1), "top: found -1, expected a whole number, 0"),
        (lambda: visits.count_by("mode").top("3"), "top: found '3', expected a whole number, 0"),
        (lambda: visits.count_by("mode").at_least("3"), "at_least: found '3', expected a whole"),
        # Places in the list.
        (lambda: visits["x"], "Visits['x']: 'str' object cannot be interpreted as an integer"),
        (lambda: visits[1.5], "Visits[1.5]: 'float' object cannot be interpreted as an integer"),
        (lambda: visits["a":], "Visits[slice('a', None, None)]: slice indices must be integers"),
        (lambda: visits[::0], "Visits[slice(None, None, 0)]: slice step cannot be zero"),
        (lambda: visits.in_year(1999).only(), "found <Visits of 0: >, expected exactly one"),
        (lambda: HELD.visits.only().nothing, None),
        # The ledger.
        (lambda: HELD.organization(5), "found 5, expected the name or id of an organization"),
        (lambda: HELD.official(None), "found None, expected the name or id of a person"),
        (lambda: HELD.program([]), "found [], expected the name or id of a program"),
        (lambda: HELD.partners("某公司"), "no organization is called '某公司'"),
        (lambda: HELD.timeline("某公司"), "no organization is called '某公司'"),
        (lambda: HELD[["visit:1"]], "found ['visit:1'], expected an id"),
        (lambda: HELD.remove("visit:9"), "no record bears the id 'visit:9'"),
        (lambda: HELD.remove(["visit:1"]), "found ['visit:1'], expected an id"),
        (lambda: HELD.restore([]), "snapshot: found list, expected a Ledger"),
        (lambda: HELD.by_class("Visit"), "cls: found str, expected a class of records"),
        (lambda: HELD.by_class(str), "cls: found type, expected a class of records"),
        (lambda: HELD.referrers(5), "target: found int, expected an id or a record"),
    ],
)  # fmt: skip
def test_it_says_what_was_found_and_what_was_expected(
    ask: Callable[[], object], message: str | None
) -> None:
    expected = AttributeError if message is None else (InvalidValueError, UnknownNameError)
    with pytest.raises(expected) as caught:
        ask()
    assert str(caught.value).startswith(message or "'Visit' object has no attribute 'nothing'")
    assert "\n" not in str(caught.value)
    assert list(HELD) == [VISIT, FIRM, Official(name="何静")]


@pytest.mark.parametrize("by", ["participants", "outcomes", lambda _: object()])
def test_what_has_no_order_is_told_when_somebody_looks(by: Any) -> None:
    ledger = Ledger(
        Visit(
            id=f"visit:{number}",
            participants=(Participant(name=f"何静{number}"),),
            outcomes=(
                Outcome(what=CountKind.POSTS_OFFERED, quantity=Quantity.parse(f"{number}个")),
            ),
        )
        for number in range(2)
    )
    selection = ledger.visits.sorted_by(by)
    with pytest.raises(InvalidValueError, match=r"^sorted_by: .*; expected values that can be put"):
        len(selection)


def test_what_has_no_value_to_count_by_is_told() -> None:
    with pytest.raises(InvalidValueError, match=r"^found \[\], expected a value that can be count"):
        HELD.visits.count_by(lambda _: [])


@pytest.mark.parametrize("error", [TypeError, ValueError, KeyError])
def test_an_error_of_ones_own_function_comes_through(error: type[Exception]) -> None:
    def fail(_: Visit) -> bool:
        raise error("one's own")

    asks: tuple[Callable[[], object], ...] = (
        lambda: HELD.visits.where(fail)[0],
        lambda: HELD.visits.where(fail)[:1].first(),
        lambda: HELD.visits.sorted_by(fail)[0],
        lambda: HELD.visits.count_by(fail),
    )
    for ask in asks:
        with pytest.raises(error, match="one's own") as caught:
            ask()
        assert not isinstance(caught.value, SchoolEnterpriseError)


def test_what_is_no_id_is_not_there() -> None:
    assert HELD.get(["visit:1"]) is None
    assert ["visit:1"] not in HELD


class TestAQuestionThatAClassLacks:
    @pytest.mark.parametrize(
        ("name", "question", "message"),
        [
            ("visits", "signed_with", "Visits cannot be asked 'signed_with'; Agreements can"),
            ("sources", "to", "Sources cannot be asked 'to'; Placements, Visits can"),
            ("officials", "in_region", "Officials cannot be asked 'in_region'; Enterprises, Institutions, Organizations can"),
            ("organizations", "of_level", "Organizations cannot be asked 'of_level'; Institutions can"),
            ("visits", "in_yaer", "Visits cannot be asked 'in_yaer'"),
            ("visits", "_repr_html_", "Visits cannot be asked '_repr_html_'"),
        ],
    )  # fmt: skip
    def test_the_error_names_the_classes_that_have_it(
        self, name: str, question: str, message: str
    ) -> None:
        selection = getattr(HELD, name)
        with pytest.raises(AttributeError, match=f"^{re.escape(message)}$"):
            getattr(selection, question)
        assert not hasattr(selection, question)

    def test_it_is_not_written_where_type_checkers_see_it(self) -> None:
        assert "__getattr__" in vars(Selection)
        assert "__getattr__" not in vars(Visits)
