"""Every rule on any ledger: none stops, none minds the order, sound records have no problems."""

import importlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facts
from schoolenterprise.check import RULES, Rule, check, check_names
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Count,
    Enterprise,
    IndustryCollege,
    Institution,
    Milestone,
    Official,
    Outcome,
    Participant,
    Post,
    Program,
    Record,
    Signatory,
    Source,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import CountKind, MilestoneKind
from strategies.ground import quantities, whens
from strategies.records import ledgers

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+")

bodies = st.sampled_from(
    ["institution:甲学院", "institution:乙学院", "enterprise:丙", "enterprise:丁"]
)
titles = st.sampled_from(["校长", "院长", "副院长", "党委书记", "董事长"])
days = st.dates(date(2021, 1, 1), date(2021, 3, 1)).map(lambda day: PartialDate(day.isoformat()))
dates = days | whens
counts = quantities(st.integers(0, 4))


@st.composite
def posts(draw: st.DrawFn) -> Post:
    since, until = sorted([draw(days), draw(days)], key=lambda day: day.edtf)
    return Post(
        title=draw(titles),
        organization=draw(st.none() | bodies),
        since=draw(st.none() | st.just(since)),
        until=draw(st.none() | st.just(until)),
        seen=draw(st.none() | dates),
    )


def officials() -> st.SearchStrategy[Official]:
    return st.builds(
        Official,
        id=st.sampled_from(["official:1", "official:2", "official:3"]),
        name=st.sampled_from(["何静", "方远"]),
        posts=st.lists(posts(), max_size=3).map(tuple),
    )


def people(cls: type[Participant]) -> st.SearchStrategy[tuple[Participant, ...]]:
    one = st.builds(
        cls,
        official=st.sampled_from(["official:1", "official:2"]),
        name=st.just("何静"),
        titles=titles.map(lambda title: (title,)),
        organization=st.none() | bodies,
        **({"party": st.none() | bodies} if cls is Signatory else {}),
    )
    return st.lists(one, max_size=2).map(tuple)


several = st.lists(bodies, max_size=3, unique=True).map(tuple)
close: st.SearchStrategy[Record] = st.one_of(
    officials(),
    st.builds(Institution, name=st.sampled_from(["甲学院", "乙学院"]), parent=st.none() | bodies),
    st.builds(Enterprise, name=st.sampled_from(["丙", "丁"]), aliases=st.just(("丙丁",))),
    st.builds(Program, name=st.just("行动"), period=dates),
    st.builds(
        Visit,
        date=st.none() | dates,
        visitor=bodies,
        hosts=several,
        more_hosts=st.booleans(),
        participants=people(Participant),
        outcomes=counts.map(
            lambda number: (Outcome(what=CountKind.ENTERPRISES_VISITED, quantity=number),)
        ),
        program=st.none() | st.just("program:行动"),
    ),
    st.builds(Agreement, date=dates, parties=several, signatories=people(Signatory)),
    st.builds(
        Count,
        what=st.sampled_from(list(CountKind)),
        quantity=counts,
        organization=bodies,
        date=st.none() | dates,
    ),
    st.builds(
        IndustryCollege,
        name=st.just("学院"),
        milestones=st.lists(
            st.builds(Milestone, kind=st.sampled_from(list(MilestoneKind)), date=dates), max_size=4
        ).map(tuple),
    ),
    st.builds(
        Source,
        text=st.lists(
            st.sampled_from(
                [
                    *"，。（）/%占比余0",
                    "其中",
                    "走访",
                    "省内",
                    "省外",
                    "共",
                    "3家",
                    "12家",
                    "25%",
                    "4.0万个",
                ]
            ),
            min_size=1,
            max_size=14,
        ).map("".join),
    ),
)
"""Records that have to do with each other, so that rules find much to tell."""

close_lists = st.lists(close, max_size=8, unique_by=lambda record: record.id)


@given(ledgers)
def test_no_ledger_stops_a_rule(ledger: Ledger) -> None:
    for problem in check(ledger):
        assert KEBAB.fullmatch(problem.code)
        assert problem.place.record in {record.id for record in ledger}
        assert problem.found
        assert problem.expected


@given(close_lists, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_problem(records: list[Record], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    assert set(check(Ledger(records))) == set(check(Ledger(shuffled)))


@given(close_lists)
def test_checking_changes_nothing_and_tells_the_same_again(records: list[Record]) -> None:
    ledger = Ledger(records)
    assert check(ledger) == check(ledger)
    assert ledger == Ledger(records)


@st.composite
def sound_ledgers(draw: st.DrawFn) -> Ledger:
    """A school with one head after the other, who visits and signs while in the post."""
    school = Institution(name="星川职业技术学院")
    firms = [Enterprise(name=f"云帆{at}") for at in range(draw(st.integers(1, 12)))]
    records: list[Record] = [school, *firms, Program(name="行动", period=PartialDate("2022"))]
    start = date(2022, 1, 1)
    for at in range(draw(st.integers(1, 4))):
        end = start + timedelta(days=draw(st.integers(1, 80)))
        since, until = PartialDate(str(start)), PartialDate(str(end))
        home = Post(title="校长", organization=school.id, since=since, until=until)
        head = Official(id=f"official:{at}", name=f"何{at}", posts=(home,))
        day = start + timedelta(days=draw(st.integers(0, (end - start).days - 1)))
        records += [head, *_work(school, firms, head, PartialDate(str(day)))]
        start = end
    return Ledger(records)


def _work(
    school: Institution, firms: list[Enterprise], head: Official, day: PartialDate
) -> list[Record]:
    hosts = tuple(firm.id for firm in firms)
    number = Quantity.exactly(len(hosts), unit="家")
    person = Participant(official=head.id, name=head.name, titles=("校长",), organization=school.id)
    sign = Signatory(official=head.id, name=head.name, titles=("校长",), party=school.id)
    return [
        Visit(
            date=day,
            visitor=school.id,
            hosts=hosts,
            participants=(person,),
            outcomes=(Outcome(what=CountKind.ENTERPRISES_VISITED, quantity=number),),
            program="program:行动",
        ),
        *(
            Agreement(
                date=day,
                parties=(school.id, host),
                signatories=(sign,),
            )
            for host in hosts
        ),
        *(
            Count(what=what, quantity=number, organization=school.id, date=day)
            for what in (CountKind.ENTERPRISES_VISITED, CountKind.AGREEMENTS_SIGNED)
        ),
    ]


@given(sound_ledgers())
def test_a_sound_ledger_has_no_problems(ledger: Ledger) -> None:
    assert check(ledger) == ()


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_percentage_that_was_computed_fits(first: int, second: int, places: int) -> None:
    part, whole = sorted((first, second))
    # Half up in whole numbers: the binary fraction nearest to a half may lie on either side.
    figures = (2 * 100 * 10**places * part + whole) // (2 * whole)
    share = f"{figures // 10**places}" + (f".{figures % 10**places:0{places}d}" if places else "")
    text = f"走访企业{whole:,}家，其中省内企业{part:,}家，占比{share}%。"
    assert check(Ledger([Source(text=text)])) == ()


def test_a_caller_chooses_and_adds_rules() -> None:
    def at_least_one_visit(ledger: Ledger) -> list[Problem]:
        return [] if len(ledger.visits) else [Problem(code="no-visits", found="no visit")]

    ledger = Ledger(
        [Enterprise(name="甲", aliases=("丙",)), Enterprise(name="乙", aliases=("丙",))]
    )
    assert [each.code for each in check(ledger)] == ["duplicate-name"]
    assert check(ledger, rules=()) == ()
    assert [each.code for each in check(ledger, (at_least_one_visit,))] == ["no-visits"]
    found = check(ledger, [*RULES, check_names, at_least_one_visit])
    assert [each.code for each in found] == ["duplicate-name", "no-visits"]


@pytest.mark.parametrize("rules", [3, [check_names, "check_names"]])
def test_what_is_no_rule_is_refused(rules: list[Rule]) -> None:
    with pytest.raises(InvalidValueError, match="rules"):
        check(Ledger(), rules)


def codes_of(rule: Rule) -> list[str]:
    """The codes that the docstring of a rule says it yields."""
    return re.findall(r"Yield (?:an?|a note) `([a-z-]+)`", rule.__doc__ or "")


def test_the_page_lists_every_rule_with_its_codes() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| `(check_[a-z_]+)` \|", PAGE.read_text("utf-8"), re.M)
    assert rows == [(code, rule.__name__) for rule in RULES for code in codes_of(rule)]


def test_every_rule_of_the_room_is_in_the_list_and_names_a_code() -> None:
    # `schoolenterprise.check` is the function; the room behind it has the same name.
    room = importlib.import_module("schoolenterprise.check")
    named = {name for name in room.__all__ if name.startswith("check_")}
    assert {rule.__name__ for rule in RULES} == named
    assert all(codes_of(rule) for rule in RULES)


def test_the_real_pages_raise_no_false_alarm(shared: Path) -> None:
    found = []
    for path in sorted([*shared.glob("seeds/*.txt"), *shared.glob("articles/*.txt")]):
        reading = facts.read(path.read_text(encoding="utf-8"))
        found += [f"{path.stem}: {problem}" for problem in check(reading.ledger())]
    assert found == []
