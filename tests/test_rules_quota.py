"""Quotas of visits: what counts, what does not and why; the school and its people are invented."""

from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidFieldError, InvalidValueError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Enterprise,
    Evidence,
    Institution,
    Official,
    Organization,
    Participant,
    Post,
    Record,
    Visit,
    evolve,
)
from schoolenterprise.reader import read_news
from schoolenterprise.rules import (
    EMPLOYERS,
    Counting,
    CountingUnit,
    Grouping,
    Leaders,
    PeriodBasis,
    Quota,
    Reason,
    RuleBook,
    Undated,
    Verdict,
    quota,
)
from schoolenterprise.vocabulary import (
    InstitutionLevel,
    OrganizationKind,
    ParticipantRole,
    VisitMode,
)
from strategies.ground import whens
from strategies.records import ledgers

SCHOOL = Institution(
    name="星川职业技术学院", aliases=("星川职院",), level=InstitutionLevel.HIGHER_VOCATIONAL
)
OTHER = Institution(name="长河职业学院")
GROUP = Enterprise(name="云帆集团")
FIRM = Enterprise(name="云帆科技", parent=GROUP.id)
SISTER = Enterprise(name="云帆物流", parent=GROUP.id)
MILL = Enterprise(name="青石机电")
INSTITUTE = Organization(name="青石研究院", kind=OrganizationKind.INSTITUTE)
GUILD = Organization(name="青石会计协会", kind=OrganizationKind.ASSOCIATION)
PARK = Organization(name="青石产业园", kind=OrganizationKind.PARK)
OFFICE = Organization(name="青石市人社局", kind=OrganizationKind.GOVERNMENT)
HOSPITAL = Organization(name="青石医院")
BODIES = (SCHOOL, OTHER, GROUP, FIRM, SISTER, MILL, INSTITUTE, GUILD, PARK, OFFICE, HOSPITAL)
USUAL = Counting()
LEADERSHIP = Counting(leaders=Leaders.LEADERSHIP)
ANYONE = Counting(leaders=Leaders.ANYONE)


def person(title: str, home: Organization | None = SCHOOL) -> Participant:
    titles = tuple(title.split("、")) if title else ()
    return Participant(name="何静", titles=titles, organization=home.id if home else None)


def visit(*hosts: Organization, by: str | None = "院长", date: str | None = "2022-03-05") -> Visit:
    """A visit of the school, led by somebody with the title `by`; `None`: nobody is named."""
    return Visit(
        visitor=SCHOOL.id,
        hosts=tuple(host.id for host in hosts),
        date=PartialDate(date) if date else None,
        participants=() if by is None else (person(by),),
    )


def asked(*visits: Visit, counting: Counting = USUAL, cohort: int = 2022) -> Quota:
    return quota(Ledger([*BODIES, *visits]), SCHOOL.name, cohort=cohort, counting=counting)


def reasons(found: Quota) -> list[Reason]:
    return [each.reason for each in found.refused]


# The worked test of the field, on pages that people wrote.

LASER = "enterprise:武汉华工激光工程有限责任公司"
SOFTWARE = "enterprise:中软国际科技服务有限公司"
BIOTECH = "organization:武汉生物技术研究院"
ACCOUNTANTS = "organization:湖北省代理记账行业协会"
SECURITY = "enterprise:绿盟科技"


def check_the_school_of_wuhan(page: Path) -> None:
    ledger = Ledger(read_news(page.read_text(encoding="utf-8")))
    heads = quota(ledger, "武职", cohort=2022)
    assert (heads.rule.id, heads.number, heads.met) == ("FQ-2022-A", 3, False)
    assert set(heads.employers) == {LASER, SOFTWARE, BIOTECH}
    refused = {(each.host, each.reason) for each in heads.refused}
    assert (ACCOUNTANTS, Reason.LEADER_RANK) in refused
    assert [reason for host, reason in refused if host == SECURITY] == [Reason.LEADER_UNNAMED]
    leadership = quota(ledger, "武职", cohort=2022, counting=LEADERSHIP)
    assert set(leadership.employers) == {LASER, SOFTWARE, BIOTECH, ACCOUNTANTS}


def check_the_school_of_luzhou(page: Path) -> None:
    ledger = Ledger(read_news(page.read_text(encoding="utf-8")))
    heads = quota(ledger, "器械学院", cohort=2024)
    assert (heads.rule.id, heads.number) == ("FQ-2024-A", 4)
    parks = Counting(hosts=(*EMPLOYERS, OrganizationKind.PARK))
    assert quota(ledger, "器械学院", cohort=2024, counting=parks).number == 5


def test_the_worked_test_holds_on_the_retold_pages(seeds: Path) -> None:
    check_the_school_of_wuhan(seeds / "000.txt")
    check_the_school_of_luzhou(seeds / "003.txt")


def test_the_worked_test_holds_on_the_real_pages(shared: Path) -> None:
    check_the_school_of_wuhan(shared / "seeds" / "000.txt")
    check_the_school_of_luzhou(shared / "seeds" / "003.txt")


# The traps of counting, one a line.

GUEST = evolve(visit(FIRM), visitor=OTHER.id)
RECEIVED = Visit(
    visitor=FIRM.id,
    hosts=(SCHOOL.id,),
    date=PartialDate("2022-03-05"),
    received_by=(person("院长"),),
    mode=VisitMode.INBOUND,
)
ONLINE = evolve(visit(FIRM), mode=VisitMode.ONLINE)
EVERY_WAY = Counting(modes=tuple(VisitMode))
TWICE = (visit(FIRM), visit(FIRM, date="2022-04"))
DEAL = Agreement(parties=(SCHOOL.id, FIRM.id), date=PartialDate("2020-05"))
NEW = Counting(only_new=True)
IN_GROUP = Counting(grouping=Grouping.GROUP)

TRAPS = [
    ("two firms on one trip are two", (visit(FIRM, MILL),), USUAL, 2, ()),
    ("one firm twice is one 家", TWICE, USUAL, 1, ("already_counted",)),
    ("… and two 次", TWICE, Counting(unit=CountingUnit.TRIP), 2, ()),
    ("书记 counts as 校长 does", (visit(FIRM, by="党委书记"),), USUAL, 1, ()),
    ("副院长 is no head", (visit(FIRM, by="副院长"),), USUAL, 0, ("leader_rank",)),
    ("… yet of the leadership", (visit(FIRM, by="副院长"),), LEADERSHIP, 1, ()),
    ("党委副书记 is no head", (visit(FIRM, by="党委副书记"),), USUAL, 0, ("leader_rank",)),
    ("党委副书记、院长 is one", (visit(FIRM, by="党委副书记、院长"),), USUAL, 1, ()),
    ("a faculty has a head too", (visit(FIRM, by="商学院院长"),), LEADERSHIP, 0, ("leader_rank",)),
    ("a teacher is of 全员", (visit(FIRM, by="教师"),), ANYONE, 1, ()),
    ("校领导 without a name", (visit(FIRM, by=None),), LEADERSHIP, 0, ("leader_unnamed",)),
    ("… are 全员", (visit(FIRM, by=None),), ANYONE, 1, ()),
    ("a name without a title", (visit(FIRM, by=""),), USUAL, 0, ("title_unknown",)),
    ("an institute is an employer", (visit(INSTITUTE),), USUAL, 1, ()),
    ("an association is one", (visit(GUILD),), USUAL, 1, ()),
    ("a park is none", (visit(PARK),), USUAL, 0, ("not_employer",)),
    ("… unless asked for", (visit(PARK),), Counting(hosts=(OrganizationKind.PARK,)), 1, ()),
    ("an office is none", (visit(OFFICE),), USUAL, 0, ("not_employer",)),
    ("a school is none", (visit(OTHER),), USUAL, 0, ("not_employer",)),
    ("a body of unknown kind", (visit(HOSPITAL),), USUAL, 0, ("unknown_host",)),
    ("nobody is named as host", (visit(),), USUAL, 0, ("no_host",)),
    ("the year of a cohort ends in August", (visit(FIRM, date="2022-09"),), USUAL, 0, ("outside_period",)),
    ("… and begins in September", (visit(FIRM, date="2021-09-01"),), USUAL, 1, ()),
    ("the rule begins in March", (visit(FIRM, date="2022-02"),), Counting(period=PeriodBasis.RULE), 0, ("outside_period",)),
    ("a period of one's own", (visit(FIRM, date="2019"),), Counting(period=Period("2018/2019")), 1, ()),
    ("a year is too coarse", (visit(FIRM, date="2022"),), USUAL, 0, ("date_uncertain",)),
    ("no date at all", (visit(FIRM, date=None),), USUAL, 0, ("undated",)),
    ("… counts if asked for", (visit(FIRM, date=None),), Counting(undated=Undated.COUNT), 1, ()),
    ("请进来 does not count", (RECEIVED,), USUAL, 0, ("mode",)),
    ("… unless asked for", (RECEIVED,), EVERY_WAY, 1, ()),
    ("online does not count", (ONLINE,), USUAL, 0, ("mode",)),
    ("… unless asked for", (ONLINE,), EVERY_WAY, 1, ()),
    ("guests of another school's visit", (GUEST,), EVERY_WAY, 0, ("other_visitor",)),
    ("two firms of a group are two", (visit(FIRM, SISTER),), USUAL, 2, ()),
    ("… or one", (visit(FIRM, SISTER),), IN_GROUP, 1, ("already_counted",)),
    ("… with the group itself", (visit(FIRM, GROUP),), IN_GROUP, 1, ("already_counted",)),
    ("a partner of old is not new", (visit(FIRM), DEAL), NEW, 0, ("not_new",)),
    ("a firm seen before is not new", (visit(FIRM), visit(FIRM, date="2020")), NEW, 0, ("outside_period", "not_new")),
    ("a partner of the period is new", (visit(FIRM), evolve(DEAL, id="", date=PartialDate("2022-03"))), NEW, 1, ()),
    ("a second version of a visit", (visit(FIRM), evolve(visit(FIRM), id=f"{visit(FIRM).id}#2", purposes=())), Counting(unit=CountingUnit.TRIP), 1, ("version",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("records", "counting", "number", "refused"),
    [row[1:] for row in TRAPS],
    ids=[row[0] for row in TRAPS],
)
def test_a_trap_of_counting(
    records: tuple[Visit, ...], counting: Counting, number: int, refused: tuple[str, ...]
) -> None:
    found = asked(*records, counting=counting)
    assert (found.number, tuple(reasons(found))) == (number, refused)


def test_an_undated_visit_takes_the_dates_of_its_page() -> None:
    def on_a_page(each: Visit) -> Visit:
        seen = Evidence(source="source:1", field="visitor", start=0, end=2, quote="学院")
        return evolve(each, evidence=(seen,))

    undated, inside = visit(FIRM, date=None), visit(MILL, date="2022-03")
    outside, other_school = visit(MILL, date="2023-03"), evolve(GUEST, id="visit:guest")
    by_page = [on_a_page(undated), on_a_page(inside), on_a_page(other_school)]
    assert asked(*by_page).number == 2
    assert asked(*by_page, counting=Counting(undated=Undated.REFUSE)).number == 1
    assert reasons(asked(on_a_page(undated), on_a_page(outside))) == [Reason.OUTSIDE_PERIOD] * 2
    assert Reason.DATE_UNCERTAIN in reasons(asked(*by_page, on_a_page(outside)))


def test_a_title_that_the_text_leaves_out_is_taken_from_the_posts_of_the_time() -> None:
    def led(post: Post) -> Quota:
        official = Official(name="何静", posts=(post,))
        leader = Participant(name="何静", official=official.id)
        trip = evolve(visit(FIRM), participants=(leader,))
        return quota(Ledger([*BODIES, official, trip]), SCHOOL.id, cohort=2022)

    head = Post(title="院长", organization=SCHOOL.id)
    assert led(head).number == 1
    assert reasons(led(evolve(head, until=PartialDate("2021")))) == [Reason.TITLE_UNKNOWN]
    assert reasons(led(evolve(head, since=PartialDate("2023")))) == [Reason.TITLE_UNKNOWN]
    assert reasons(led(evolve(head, organization=OTHER.id))) == [Reason.LEADER_OF_ANOTHER]


def test_yuanzhang_of_a_university_heads_a_faculty() -> None:
    university = Institution(name="星川大学", level=InstitutionLevel.UNDERGRADUATE)
    heads = ("院长", "校长", "星川大学校长", "学校党委书记")
    visits = [
        evolve(
            visit(FIRM), id=f"visit:{n}", visitor=university.id, participants=(person(title, None),)
        )
        for n, title in enumerate(heads)
    ]
    ledger = Ledger([university, FIRM, *visits])
    trips = Counting(unit=CountingUnit.TRIP)
    found = quota(ledger, university.id, cohort=2022, counting=trips)
    assert [each.title for each in found.counted] == list(heads[1:])
    assert found.binds is None  # whether it is 新建 stands nowhere


# Which rule, and what it says.


@pytest.mark.parametrize(
    ("school", "cohort", "rule"),
    [
        (SCHOOL, 2022, "FQ-2022-A"),
        (SCHOOL, 2023, "FQ-2023-A"),
        (SCHOOL, 2025, "FQ-2025"),
        (evolve(SCHOOL, region="110105"), 2022, "FQ-BJ-2022"),
        (evolve(SCHOOL, region="110000"), 2023, "FQ-2023-A"),
        (Institution(name="北京电子科技职业学院"), 2022, "FQ-BJ-2022"),
        (Institution(name="武汉职业技术学院"), 2022, "FQ-2022-A"),
        (Institution(name="无名学院"), 2022, "FQ-2022-A"),
    ],
)
def test_the_nearest_rule_of_the_cohort_is_taken(
    school: Institution, cohort: int, rule: str
) -> None:
    assert quota(Ledger([school]), school.id, cohort=cohort).rule.id == rule


def test_a_rule_without_a_number_takes_that_of_an_earlier_one_and_says_so() -> None:
    found = asked(cohort=2025)
    assert (found.rule.id, found.rule.threshold, found.threshold) == ("FQ-2025", None, 100)
    assert "the number is that of FQ-2024-A" in found.notes


def test_a_rule_that_no_ledger_answers_says_what_is_missing() -> None:
    found = quota(Ledger(BODIES), SCHOOL.id, rule="FQ-2023-C")
    assert (found.verdict, found.number, found.threshold) == (Verdict.NOT_CHECKABLE, None, 10)
    assert [text for text in found.missing if "专业负责人" in text]
    assert "专业负责人" in str(found)


def test_the_rule_on_new_employers_is_of_the_leadership_and_on_a_condition() -> None:
    ledger = Ledger([*BODIES, DEAL, visit(FIRM, MILL, by="副院长")])
    found = quota(ledger, SCHOOL.id, rule="FQ-2022-B")
    assert (found.cohort, found.employers, found.binds) == (2022, (MILL.id,), None)


def rules_asking(tmp_path: Path, threshold: int | None) -> RuleBook:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[rule]]\nid = "X"\ntitle = "t"\nsource = "s"\nvalid_from = "2022"\nverified = false\n'
        'metric = "employers_visited"\ncohort = 2022\n'
        + (f"threshold = {threshold}\n" if threshold else ""),
        encoding="utf-8",
    )
    return RuleBook.default().with_file(path)


@pytest.mark.parametrize(("threshold", "met"), [(1, True), (2, None), (3, False)])
def test_a_quota_is_met_missed_or_open(tmp_path: Path, threshold: int, met: bool | None) -> None:
    """One firm counts, one more would if the leader were named, and an office never does."""
    ledger = Ledger([*BODIES, visit(FIRM, OFFICE), visit(FIRM, MILL, by=None, date="2022-04")])
    book = rules_asking(tmp_path, threshold)
    found = quota(ledger, SCHOOL.id, rule="X", rules=book)
    assert found.met is met
    assert bool(found.missing) is (met is None)
    assert "the rule was not read in its source" in found.notes


def test_a_rule_without_any_number_is_neither_met_nor_missed(tmp_path: Path) -> None:
    ledger, book = Ledger([*BODIES, visit(FIRM)]), rules_asking(tmp_path, None)
    found = quota(ledger, SCHOOL.id, rule="X", rules=book)
    assert (found.number, found.met, found.missing) == (1, None, ("a threshold",))
    assert "1 / — 家: 无法判断" in str(found)


def test_a_rule_without_a_period_is_counted_while_it_holds() -> None:
    by_rule = Counting(period=PeriodBasis.RULE)
    found = quota(Ledger(BODIES), SCHOOL.id, cohort=2024, counting=by_rule)
    assert (found.rule.period, found.period) == (None, found.rule.valid)
    with pytest.raises(InvalidValueError, match="cohort: found None"):
        quota(Ledger(BODIES), SCHOOL.id, rule="KPI-JX")
    assert quota(Ledger(BODIES), SCHOOL.id, rule="KPI-JX", counting=by_rule).number == 0


def test_a_quota_reads_as_a_report() -> None:
    assert str(asked(visit(FIRM), visit(PARK, date="2022-04"))).splitlines() == [
        "星川职业技术学院: FQ-2022-A 书记、校长走访用人单位 (教学厅函〔2022〕3号)",
        "1 / 原则上100 家: 不符合",
        "统计期 2021-09/2022-08, 正职, 家",
        "  + 2022-03-05 云帆科技 院长何静",
        "  - 2022-04 青石产业园: 非用人单位 (园区)",
        "  * published on 2022-03-22; 书记 and 校长 together (正职共)",
    ]


def test_an_open_list_of_hosts_is_told() -> None:
    assert asked(evolve(visit(FIRM), more_hosts=True)).notes[0] == (
        "visits that count, yet name only some of their hosts (等): 1"
    )


# What is asked wrongly.


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("星川职业学院", "did you mean 星川职业技术学院"),
        ("institution:无", "no organization is called"),
        ("visit:1", "no organization is called"),
    ],
)
def test_an_unknown_school_is_told_with_the_nearest(name: str, told: str) -> None:
    with pytest.raises(UnknownNameError, match=told):
        quota(Ledger(BODIES), name, cohort=2022)


def test_a_name_that_two_schools_bear_is_refused_with_both() -> None:
    twin = Institution(name="星川职业大学", aliases=("星川职院",))
    with pytest.raises(UnknownNameError, match="2 organizations are called") as caught:
        quota(Ledger([*BODIES, twin]), "星川职院", cohort=2022)
    assert SCHOOL.id in str(caught.value)
    assert twin.id in str(caught.value)


def test_two_versions_of_a_school_are_one() -> None:
    second = evolve(SCHOOL, id=f"{SCHOOL.id}#2", region="420000")
    assert quota(Ledger([*BODIES, second]), SCHOOL.name, cohort=2022).institution == SCHOOL.id


def test_what_is_no_question_is_refused() -> None:
    ledger = Ledger(BODIES)
    with pytest.raises(InvalidValueError, match="cohort: found None, expected a year"):
        quota(ledger, SCHOOL.id)
    with pytest.raises(
        UnknownNameError, match=r"found 2021.* expected one of 2022、2023、2024、2025"
    ):
        quota(ledger, SCHOOL.id, cohort=2021)
    with pytest.raises(UnknownNameError, match="rule: found 'FQ-1'"):
        quota(ledger, SCHOOL.id, rule="FQ-1")
    with pytest.raises(InvalidValueError, match="expected a rule on visits"):
        quota(ledger, SCHOOL.id, rule="KPI-JX-FIRMS")
    with pytest.raises(InvalidValueError, match="expected a rule on visits"):
        quota(ledger, SCHOOL.id, rule="SX-2021-KIND")
    with pytest.raises(InvalidValueError, match="expected a Ledger"):
        quota(BODIES, SCHOOL.id, cohort=2022)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(UnknownNameError, match="expected the name or id"):
        quota(ledger, None, cohort=2022)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidValueError, match="expected a Counting"):
        quota(ledger, SCHOOL.id, cohort=2022, counting=1)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidValueError, match="expected a RuleBook"):
        quota(ledger, SCHOOL.id, cohort=2022, rules=())  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidFieldError, match="expected a tuple of VisitMode"):
        Counting(modes=VisitMode.ONLINE)  # type: ignore[arg-type]  # what is refused
    secondary = Institution(name="星川职教中心", level=InstitutionLevel.SECONDARY_VOCATIONAL)
    with pytest.raises(UnknownNameError, match="found none of cohort 2022 that binds"):
        quota(Ledger([secondary]), secondary.id, cohort=2022)


# On any ledger.

TITLES = ("校长", "院长", "党委书记", "副院长", "党委副书记", "商学院院长", "教师", "", "名誉院长")
participants = st.builds(
    Participant,
    name=st.sampled_from(["何静", "林远"]),
    titles=st.sampled_from(TITLES).map(lambda title: (title,) if title else ()),
    organization=st.sampled_from([None, SCHOOL.id, OTHER.id]),
    role=st.sampled_from([ParticipantRole.LEADER, ParticipantRole.MEMBER]),
)
bodies = st.sampled_from([each.id for each in BODIES] + ["enterprise:无", "organization:无"])
dates = st.sampled_from(["2021-08", "2021-10", "2022-03-05", "2022", "2023"]).map(PartialDate)
visits = st.builds(
    Visit,
    visitor=st.sampled_from([None, SCHOOL.id, SCHOOL.id, SCHOOL.id, OTHER.id, FIRM.id]),
    hosts=st.lists(bodies, max_size=4).map(tuple),
    date=st.none() | dates | whens,
    participants=st.lists(participants, max_size=2).map(tuple),
    received_by=st.lists(participants, max_size=1).map(tuple),
    mode=st.sampled_from(VisitMode),
    evidence=st.sampled_from(
        [(), (Evidence(source="source:1", field="visitor", start=0, end=1, quote="院"),)]
    ),
)
countings = st.builds(
    Counting,
    leaders=st.sampled_from([None, *Leaders]),
    modes=st.none() | st.sets(st.sampled_from(VisitMode)).map(tuple),
    hosts=st.none() | st.sets(st.sampled_from(OrganizationKind)).map(tuple),
    only_new=st.sampled_from([None, True, False]),
    unit=st.sampled_from(CountingUnit),
    grouping=st.sampled_from(Grouping),
    undated=st.sampled_from(Undated),
    period=st.sampled_from([*PeriodBasis, Period("2021/2022"), Period("../2023")]),
)
RINGED: tuple[Record, ...] = (evolve(GROUP, parent=SISTER.id), FIRM, SISTER)
ledgers_of_visits = st.lists(visits, max_size=6).map(
    lambda made: Ledger(
        [
            *(*BODIES[:2], *RINGED, *BODIES[5:]),
            *(evolve(each, id=f"visit:{n}") for n, each in enumerate(made)),
        ]
    )
)


def pairs(ledger: Ledger) -> Counter[tuple[str, str | None]]:
    """Every visit of the school with every body on the other side, as a person would list them."""
    found: Counter[tuple[str, str | None]] = Counter()
    for each in ledger.visits:
        leader = each.leader
        goes = each.visitor == SCHOOL.id or (
            each.visitor is None and leader is not None and leader.organization == SCHOOL.id
        )
        if not goes and SCHOOL.id in each.hosts:
            found[each.id, each.visitor] += 1
        elif goes or any(who.organization == SCHOOL.id for who in each.participants):
            for host in each.hosts or (None,):
                found[each.id, host] += 1
    return found


@given(ledgers_of_visits, countings)
def test_every_visit_counts_or_is_refused_once(ledger: Ledger, counting: Counting) -> None:
    found = quota(ledger, SCHOOL.id, cohort=2022, counting=counting)
    counted = [(each.visit, each.employer) for each in found.counted]
    told = [*counted, *((each.visit, each.host) for each in found.refused)]
    assert Counter(told) == pairs(ledger)
    assert found.number == len(found.counted)


STRICTER: list[dict[str, list[Any]]] = [
    {"leaders": [Leaders.HEADS, Leaders.LEADERSHIP, Leaders.ANYONE]},
    {"undated": [Undated.REFUSE, Undated.BY_PAGE, Undated.COUNT]},
    {"unit": [CountingUnit.EMPLOYER, CountingUnit.TRIP]},
    {"grouping": [Grouping.GROUP, Grouping.SEPARATE]},
    {"only_new": [True, False]},
    {"modes": [(), (VisitMode.ON_SITE,), tuple(VisitMode)]},
    {"hosts": [(), EMPLOYERS, tuple(OrganizationKind)]},
]


@pytest.mark.parametrize("choices", STRICTER, ids=[next(iter(each)) for each in STRICTER])
@given(ledgers_of_visits, countings)
def test_a_stricter_option_never_gives_more(
    choices: dict[str, list[Any]], ledger: Ledger, counting: Counting
) -> None:
    [(name, options)] = choices.items()
    numbers = [
        quota(
            ledger, SCHOOL.id, cohort=2022, counting=attrs.evolve(counting, **{name: option})
        ).number
        for option in options
    ]
    assert numbers == sorted(numbers, key=lambda number: number or 0)


@given(ledgers_of_visits, countings)
def test_the_order_of_the_records_changes_nothing(ledger: Ledger, counting: Counting) -> None:
    turned = Ledger(reversed(list(ledger)))
    assert quota(turned, SCHOOL.id, cohort=2022, counting=counting) == quota(
        ledger, SCHOOL.id, cohort=2022, counting=counting
    )


@given(ledgers, countings)
def test_no_ledger_is_too_odd(ledger: Ledger, counting: Counting) -> None:
    for body in ledger.organizations:
        for rule in RuleBook.default():
            if rule.cohort:
                found = quota(ledger, body.id, rule=rule.id, counting=counting)
                assert str(found).startswith(found.institution.partition(":")[2])
