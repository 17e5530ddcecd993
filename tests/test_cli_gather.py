"""What becomes of records that several pages give under one id."""

from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.check import check
from schoolenterprise.cli._gather import Gathering
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
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
    Visit,
    evolve,
)
from schoolenterprise.vocabulary import OrganizationKind
from strategies.records import ledgers

FIRST = Source(title="甲", text="武汉职业技术学院(武职)与武汉职院")
SECOND = Source(title="乙", text="武汉职院,全称武汉职业技术学院")


def seen(source: Source, field: str, quote: str) -> Evidence:
    start = (source.text or "").index(quote)
    return Evidence(source=source.id, field=field, start=start, end=start + len(quote), quote=quote)


def gathered(*pages: list[Record]) -> Ledger:
    gathering = Gathering()
    for number, records in enumerate(pages, 1):
        gathering.add(f"{number}.txt", records)
    return gathering.ledger()


@given(ledgers)
def test_what_is_given_twice_is_there_once(ledger: Ledger) -> None:
    twice = gathered(list(ledger), list(ledger))

    assert twice == ledger
    assert twice.problems == ()


@given(ledgers, st.randoms())
def test_no_record_is_lost(ledger: Ledger, random: Random) -> None:
    records = list(ledger)
    cut = random.randint(0, len(records))

    assert gathered(records[:cut], records[cut:]) == ledger


def test_names_and_evidence_of_an_organization_are_united() -> None:
    """The second page calls 武职 by another alias first, so that places in the list shift."""
    one = Institution(
        name="武汉职业技术学院",
        aliases=("武职", "武汉职院"),
        evidence=(seen(FIRST, "name", "武汉职业技术学院"), seen(FIRST, "aliases[0]", "武职")),
    )
    other = Institution(
        name="武汉职业技术学院",
        aliases=("武汉职院",),
        region="420100",
        evidence=(seen(SECOND, "aliases[0]", "武汉职院"),),
    )

    ledger = gathered([FIRST, one], [SECOND, other])

    (school,) = ledger.institutions
    assert (school.aliases, school.region) == (("武职", "武汉职院"), "420100")
    assert school.evidence == (*one.evidence, seen(SECOND, "aliases[1]", "武汉职院"))
    assert (ledger.problems, check(ledger)) == ((), ())


def test_posts_of_a_person_are_united_and_their_evidence_follows_them() -> None:
    source = Source(text="院长鞠梅,书记鞠梅")
    head, secretary = Post(title="院长"), Post(title="书记")
    one = Official(name="鞠梅", posts=(head,), evidence=(seen(source, "posts[0].title", "院长"),))
    other = evolve(one, posts=(secretary,), evidence=(seen(source, "posts[0].title", "书记"),))

    (official,) = gathered([source, one], [other]).officials

    assert official.posts == (head, secretary)
    assert [each.field for each in official.evidence] == ["posts[0].title", "posts[1].title"]


@pytest.mark.parametrize("field", ["aliases", "aliases[7]", "region[0]", "nickname[0].x"])
def test_evidence_for_no_single_value_is_kept_as_it_is(field: str) -> None:
    """Evidence whose path leads nowhere is for `check` to find."""
    evidence = Evidence(source="source:1", field=field, start=0, end=1, quote="武")
    one = Institution(name="武职")
    other = Institution(name="武职", aliases=("武",), evidence=(evidence,))

    (school,) = gathered([one], [other]).institutions

    assert school.evidence == (evidence,)


def test_the_earlier_page_stands_where_two_contradict_each_other() -> None:
    one = Program(name="新春企业行", period=PartialDate("2022"))
    period = seen(Source(text="2023"), "period", "2023")
    other = Program(
        name="新春企业行", aliases=("企业行",), period=PartialDate("2023"), evidence=(period,)
    )
    beside = evolve(other, id="program:新春企业行#2", aliases=())

    ledger = gathered([one], [other])

    assert list(ledger) == [evolve(one, aliases=("企业行",)), beside]
    assert list(map(str, ledger.problems)) == [
        "2.txt, program:新春企业行, period: found 2023, expected 2022, as an earlier page says; "
        "the earlier value is kept, this one in program:新春企业行#2"
    ]
    assert ledger.problems[0].severity == "warning"


@pytest.mark.parametrize("first", [0, 1])
def test_what_one_page_leaves_open_another_fills(first: int) -> None:
    """The kind of a body is open as long as it is 其他."""
    bodies = [
        Organization(name="苏州工业园区"),
        Organization(name="苏州工业园区", kind=OrganizationKind.PARK),
    ]

    (body,) = gathered([bodies[first]], [bodies[1 - first]]).organizations

    assert body.kind is OrganizationKind.PARK


def test_other_records_are_one_when_only_their_evidence_differs() -> None:
    visit = Visit(date=PartialDate("2022-02-22"), hosts=("enterprise:华工激光",))
    source = Source(text="2月22日走访华工激光")
    one = evolve(visit, evidence=(seen(source, "date", "2月22日"),))
    other = evolve(visit, evidence=(seen(source, "hosts[0]", "华工激光"),))
    host = Enterprise(name="华工激光")

    ledger = gathered([source, host, one], [other], [visit])

    assert ledger.visits == (evolve(visit, evidence=one.evidence + other.evidence),)
    assert (ledger.problems, check(ledger)) == ((), ())


def test_another_record_with_the_same_id_is_kept_with_a_number() -> None:
    one = Visit(id="visit:1", participants=(Participant(name="鄢烈洲"),))
    other = Visit(id="visit:1", participants=(Participant(name="鞠梅"),), more_hosts=True)

    ledger = gathered([one], [other], [other])

    assert list(ledger) == [one, evolve(other, id="visit:1#2")]
    assert list(map(str, ledger.problems)) == [
        "2.txt, visit:1#2: found another record with this id, which differs in participants; "
        "both are kept, this one with the number; take one out if they are the same"
    ]
    assert ledger.problems[0].severity == "warning"


def test_an_occasion_told_with_more_and_with_less_is_one() -> None:
    bare = Visit(id="visit:1", participants=(Participant(name="鄢烈洲"),))
    full = Visit(
        id="visit:1",
        participants=(
            Participant(name="鞠梅"),
            Participant(name="鄢烈洲", titles=("校长",)),
        ),
        more_hosts=True,
    )

    ledger = gathered([bare], [full])

    assert list(ledger) == [evolve(full, participants=full.participants[::-1])]
    assert ledger.problems == ()


def test_problems_bear_the_name_of_their_file() -> None:
    gathering = Gathering()
    problem = check(Ledger([Visit(id="visit:1", hosts=("enterprise:无",))]))[0]

    gathering.add("页.txt", [], [problem])

    assert gathering.ledger().problems == (
        attrs.evolve(problem, place=attrs.evolve(problem.place, file="页.txt")),
    )
