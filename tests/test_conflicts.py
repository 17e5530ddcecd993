"""What contradicts itself in a ledger: between records beside one another, and inside one."""

from hypothesis import given

from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.ledger import Claim, Conflict, conflicts, merged
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Enterprise,
    Evidence,
    IndustryCollege,
    Milestone,
    Official,
    Participant,
    Post,
    Program,
    Record,
    Visit,
    evolve,
)
from schoolenterprise.vocabulary import MilestoneKind
from strategies.overlapping import sides


def read_at(field: str, quote: str) -> Evidence:
    return Evidence(source="source:1", field=field, start=0, end=len(quote), quote=quote)


def college(*milestones: tuple[str, str], **values: object) -> IndustryCollege:
    steps = tuple(
        Milestone(kind=MilestoneKind(kind), date=parse(date)) for kind, date in milestones
    )
    return evolve(IndustryCollege(name="苏州产业学院", milestones=steps), **values)


def person(*posts: Post) -> Official:
    return Official(name="鞠梅", posts=posts)


def fields(*records: Record) -> list[str]:
    return [conflict.field for conflict in conflicts(records)]


def test_a_record_and_the_one_beside_it_claim_different_values() -> None:
    seen = (read_at("region", "武汉"),)
    one = Enterprise(name="星星公司", region="420000")
    other = Enterprise(name="星星公司", region="420100", evidence=seen)

    (conflict,) = conflicts(merged([one], [other]))

    assert conflict == Conflict(
        record=one.id,
        field="region",
        claims=(Claim(one.id, "420000", ()), Claim(f"{one.id}#2", "420100", seen)),
    )
    assert str(conflict) == (
        "enterprise:星星公司, region: found 420000 | 420100 (enterprise:星星公司#2), "
        "expected one of them"
    )


def test_the_college_that_opened_twice() -> None:
    opened = (read_at("milestones[0].date", "10月"), read_at("milestones[2].date", "十一月"))
    both = college(
        ("opened", "2023-10"), ("signed", "2023-05"), ("opened", "2023-11"), evidence=opened
    )

    (conflict,) = conflicts([both])

    assert conflict.field == "milestones"
    assert [claim.evidence for claim in conflict.claims] == [opened[:1], opened[1:]]
    assert str(conflict) == (
        "industry_college:苏州产业学院, milestones: found opened 2023-10 | opened 2023-11, "
        "expected one of them"
    )


def test_dates_with_a_day_in_common_do_not_contradict() -> None:
    assert fields(college(("opened", "2023"), ("opened", "2023-10"))) == []
    assert fields(college(("opened", "2023"), ("opened", "2024"))) == ["milestones"]


def test_two_spells_in_one_post_may_follow_each_other() -> None:
    first = Post(title="院长", since=PartialDate("2010"), until=PartialDate("2012"))
    second = Post(title="院长", since=PartialDate("2015"))
    early = Post(title="院长", since=PartialDate("2011"))

    assert fields(person(first, second)) == []
    assert fields(person(second, early)) == ["posts"]
    assert fields(person(second, evolve(early, title="书记"))) == []


def test_lists_of_an_occasion_contradict_where_each_has_what_the_other_lacks() -> None:
    one = Visit(id="visit:1", participants=(Participant(name="甲"), Participant(name="乙")))
    part = evolve(one, id="visit:1#2", participants=one.participants[:1])
    other = evolve(one, id="visit:1#3", participants=(Participant(name="丙"),))

    assert fields(one, part) == []
    assert fields(one, part, other) == ["participants"]


def test_unknown_keys_contradict_one_by_one() -> None:
    one = Program(name="企业行", extra={"remark": 1, "page": 3})
    other = Program(id="program:企业行#2", name="企业行", extra={"remark": True, "page": 3})

    assert fields(one, other) == ["extra['remark']"]


def test_a_number_behind_an_id_counts_only_beside_a_record_without_it() -> None:
    one = Program(name="企业行", period=PartialDate("2022"))
    other = Program(id="program:企业行#2", name="企业行", period=PartialDate("2023"))
    by_name = Program(name="企业行#2", period=PartialDate("2023"))

    assert fields(one, other) == ["period"]
    assert fields(other) == fields(one, by_name) == []


@given(sides())
def test_every_new_record_beside_another_is_listed(
    records: tuple[list[Record], list[Record]],
) -> None:
    # A term that would end before it begins has no two values of one field.
    own, other = (
        [
            each
            for each in side
            if "#" not in each.id and not isinstance(each, Agreement | Appointment)
        ]
        for side in records
    )

    result = merged(own, other)

    beside = {record.id for record in result if "#" in record.id}
    listed = {claim.record for conflict in conflicts(result) for claim in conflict.claims}
    assert beside <= listed
