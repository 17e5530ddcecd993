"""Bringing the records of two ledgers together: what is united, what stays apart, what is refused."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period, When, parse
from schoolenterprise.errors import ConflictError, InvalidValueError
from schoolenterprise.formats import dumps, loads
from schoolenterprise.ledger import Ledger, Merging, OnConflict, merged
from schoolenterprise.model import (
    Enterprise,
    Evidence,
    IndustryCollege,
    Milestone,
    Official,
    Post,
    Program,
    Record,
    Visit,
    evolve,
    shapes,
)
from schoolenterprise.vocabulary import MilestoneKind
from strategies.overlapping import sides

SPRING, AUTUMN = PartialDate("2022-03"), PartialDate("2022-10")
WHOLE = Period("2022-03/2022-10")
YEARLESS = PartialDate("XXXX-03-05")
OPENED = MilestoneKind.OPENED

policies = st.sampled_from([OnConflict.KEEP_BOTH, OnConflict.OURS, OnConflict.THEIRS])


@given(sides(1))
def test_a_ledger_merged_with_itself_or_with_nothing_is_as_it_was(
    records: tuple[list[Record]],
) -> None:
    (own,) = records

    assert merged(own, own) == merged(own, []) == merged([], own) == own


@given(sides(), policies)
def test_the_same_told_again_changes_nothing(
    records: tuple[list[Record], list[Record]], policy: OnConflict
) -> None:
    own, other = records
    # No ledger makes a number behind a number; under `theirs` one may be counted anew.
    nested = any("#2#" in each.id for each in own + other)
    assume(policy is not OnConflict.THEIRS or not nested)

    once = merged(own, other, policy)

    assert merged(once, other, policy) == once


@given(sides())
def test_nothing_is_lost(records: tuple[list[Record], list[Record]]) -> None:
    own, other = records

    result = merged(own, other)

    told = {fact for record in result for fact in facts(record)}
    assert {fact for record in own + other for fact in facts(record)} <= told


@given(sides(), policies)
def test_the_result_is_a_ledger_in_the_order_of_our_own(
    records: tuple[list[Record], list[Record]], policy: OnConflict
) -> None:
    own, other = records

    result = merged(own, other, policy)

    ledger = Ledger(result)
    assert list(loads(dumps(ledger))) == result
    mine = {record.id for record in own}
    assert [each.id for each in result if each.id in mine] == [each.id for each in own]


@given(sides())
def test_what_is_refused_is_what_would_stand_beside(
    records: tuple[list[Record], list[Record]],
) -> None:
    own, other = records
    try:
        result = merged(own, other, "refuse")
    except ConflictError:
        assert merged(own, other) != own
    else:
        assert result == merged(own, other)


def read_at(field: str, quote: str, source: str = "source:1") -> Evidence:
    return Evidence(source=source, field=field, start=0, end=len(quote), quote=quote)


def test_what_one_side_leaves_open_the_other_fills_and_evidence_moves_along() -> None:
    one = Enterprise(name="星星公司", aliases=("星星",), evidence=(read_at("aliases[0]", "星星"),))
    other = Enterprise(
        name="星星公司",
        aliases=("星司", "星星"),
        region="420100",
        evidence=(read_at("aliases[0]", "星司"), read_at("region", "武汉")),
    )

    assert merged([one], [other]) == [
        evolve(
            one,
            aliases=("星星", "星司"),
            region="420100",
            evidence=(*one.evidence, read_at("aliases[1]", "星司"), read_at("region", "武汉")),
        )
    ]


def test_a_contradicting_value_stands_beside_the_first_with_its_evidence() -> None:
    one = Enterprise(name="星星公司", region="420000")
    wuhan = evolve(one, region="420100", aliases=("星星",), evidence=(read_at("region", "武汉"),))
    xiangyang = evolve(one, region="420600")
    again = evolve(wuhan, aliases=(), evidence=(read_at("region", "汉口"),))

    result = merged(merged(merged([one, Program(name="企业行")], [wuhan]), [xiangyang]), [again])

    assert result == [
        evolve(one, aliases=("星星",)),
        Enterprise(
            id=f"{one.id}#2",
            name="星星公司",
            region="420100",
            evidence=wuhan.evidence + again.evidence,
        ),
        Enterprise(id=f"{one.id}#3", name="星星公司", region="420600"),
        Program(name="企业行"),
    ]


def test_unknown_keys_are_united_and_contradict_one_by_one() -> None:
    one = Program(name="企业行", extra={"page": 3, "remark": "甲"})
    other = Program(name="企业行", extra={"page": 4, "more": [1]})

    assert merged([one], [other]) == [
        evolve(one, extra={"page": 3, "remark": "甲", "more": [1]}),
        Program(id=f"{one.id}#2", name="企业行", extra={"page": 4}),
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Post(title="校长", seen=SPRING), Post(title="校长", seen=AUTUMN), (WHOLE,)),
        (Post(title="校长"), Post(title="校长", seen=AUTUMN), (AUTUMN,)),
        (Post(title="校长", seen=YEARLESS), Post(title="校长", seen=AUTUMN), (YEARLESS, AUTUMN)),
        (Post(title="校长", seen=SPRING), Post(title="院长", seen=AUTUMN), (SPRING, AUTUMN)),
        (Post(title="校长", until=SPRING), Post(title="校长", seen=AUTUMN), (None, AUTUMN)),
        (Post(title="校长", until=AUTUMN), Post(title="校长", seen=SPRING), (SPRING,)),
        (Post(title="校长", since=AUTUMN), Post(title="校长", seen=SPRING), (None, SPRING)),
    ],
)
def test_equal_posts_are_one_seen_from_the_earlier_to_the_later(
    one: Post, other: Post, both: tuple[When | None, ...]
) -> None:
    (official,) = merged(
        [Official(id="official:鞠梅", name="鞠梅", posts=(one,))],
        [Official(id="official:鞠梅", name="鞠梅", posts=(other,))],
    )

    assert isinstance(official, Official)
    assert tuple(post.seen for post in official.posts) == both


def test_milestones_that_contradict_stay_side_by_side() -> None:
    opened = [Milestone(kind=OPENED, date=parse(date)) for date in ("2023-10", "2023-11")]
    undated = Milestone(kind=OPENED)
    one = IndustryCollege(name="苏州产业学院", milestones=(opened[0],))
    other = evolve(
        one,
        milestones=(undated, opened[1]),
        evidence=(read_at("milestones[0].kind", "开学"), read_at("milestones[1].date", "11月")),
    )

    (college,) = merged([one], [other])

    assert college == evolve(
        one,
        milestones=tuple(opened),
        evidence=(read_at("milestones[0].kind", "开学"), read_at("milestones[1].date", "11月")),
    )


def test_one_occasion_told_twice_is_one_and_two_are_two() -> None:
    bare = Visit(id="visit:1", hosts=("enterprise:甲",))
    full = Visit(id="visit:1", hosts=("enterprise:甲", "enterprise:乙"), more_hosts=True)
    other = Visit(id="visit:1", hosts=("enterprise:丙",))

    assert merged([bare], [full]) == merged([full], [bare]) == [full]
    assert merged([full], [other]) == [full, evolve(other, id="visit:1#2")]


def test_two_records_of_one_side_are_never_made_one() -> None:
    one = Visit(id="visit:1", hosts=("enterprise:甲",))
    two = Visit(id="visit:1#2", hosts=("enterprise:甲",), more_hosts=True)

    assert merged([one], [one, two]) == [one, two]
    assert merged([Visit(id="visit:1")], [one, two]) == [one, two]


def test_a_name_that_ends_with_a_number_is_a_name() -> None:
    plain, numbered = Program(name="企业行"), Program(name="企业行#2")

    assert merged([plain], [numbered]) == [plain, numbered]


PLAN_OF_2022 = Program(name="企业行", period=parse("2022"), evidence=(read_at("period", "2022"),))
PLAN_OF_2023 = evolve(
    PLAN_OF_2022, period=parse("2023"), aliases=("走访",), evidence=(read_at("period", "2023"),)
)
ONE, OTHER = (Visit(id="visit:1", hosts=(f"enterprise:{name}",)) for name in "甲乙")


def test_each_policy_settles_a_contradiction() -> None:
    own, other = [PLAN_OF_2022, ONE], [PLAN_OF_2023, OTHER]

    assert merged(own, other, "ours") == [evolve(PLAN_OF_2022, aliases=("走访",)), ONE]
    assert merged(own, other, OnConflict.THEIRS) == [PLAN_OF_2023, OTHER]
    with pytest.raises(ConflictError) as caught:
        merged(own, other, "refuse")
    assert str(caught.value) == (
        "found contradicting values of program:企业行 (period), visit:1 (hosts); nothing was merged"
    )


def test_a_policy_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as caught:
        merged([], [], "newest")
    assert str(caught.value) == (
        "on_conflict: found 'newest', expected one of keep_both, ours, theirs, refuse"
    )


@pytest.mark.parametrize("wrong", [None, [None], ["visit:1"], [Post(title="校长")]])
def test_what_is_no_record_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidValueError):
        merged([], wrong)


def test_two_records_of_our_own_with_one_id_are_a_fault() -> None:
    with pytest.raises(ConflictError, match="visit:1"):
        merged([ONE, OTHER], [])


def test_many_that_contradict_each_other_are_kept_once() -> None:
    """More than are compared one by one."""
    tellings = [Visit(id="visit:1", hosts=(f"enterprise:{number}",)) for number in range(40)]
    merging = Merging()
    for each in (*tellings, *tellings):
        merging.take([each])

    ids = ["visit:1", *(f"visit:1#{number}" for number in range(2, 41))]
    assert [record.id for record in merging.records()] == ids


def facts(value: Any) -> set[Any]:
    """Every single value that a record states, and every quote behind one."""
    cls: type = type(value)
    found: set[Any] = set()
    for name, shape in shapes(cls).items():
        held = getattr(value, name)
        if name in ("id", "field", "seen") or held == shape.default:
            continue
        for item in held if shape.many else (held,):
            if shape.kind == "extra":
                found |= {(key, repr(each)) for key, each in item.items()}
            elif shape.kind == "nested" and hasattr(item, "extra"):
                found |= facts(item)
            else:
                found.add((name if name != "aliases" else "name", item))
    return found
