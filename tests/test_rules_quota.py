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
    Count,
    Enterprise,
    Evidence,
    Institution,
    Official,
    Organization,
    Participant,
    Post,
    Record,
    Source,
    Visit,
    evolve,
)
from schoolenterprise.quantities import Quantity
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
    CountKind,
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
KINDERGARTEN = Organization(name="青石幼儿园")
PRIMARY = Institution(name="青石小学")
VAGUE = Organization(name="青石之家")
BODIES = (
    SCHOOL,
    OTHER,
    GROUP,
    FIRM,
    SISTER,
    MILL,
    INSTITUTE,
    GUILD,
    PARK,
    OFFICE,
    HOSPITAL,
    KINDERGARTEN,
    PRIMARY,
    VAGUE,
)
USUAL = Counting()
LEADERSHIP = Counting(leaders=Leaders.LEADERSHIP)
ANYONE = Counting(leaders=Leaders.ANYONE)


def person(title: str, home: Organization | None = SCHOOL) -> Participant:
    titles = tuple(title.split("、")) if title else ()
    return Participant(name="何静", titles=titles, organization=home.id if home else None)


def titled(title: str) -> Participant:
    """Somebody of the school whose record has one title of just these characters."""
    return evolve(person(""), titles=(title,))


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
    assert (heads.rule.id, heads.number, heads.met) == ("FQ-2022-A", 3, None)  # 等 hides some
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
    ("a body of unknown kind", (visit(VAGUE),), USUAL, 0, ("unknown_host",)),
    ("hospitals and schools for children are employers", (visit(HOSPITAL, KINDERGARTEN, PRIMARY),), USUAL, 3, ()),
    ("… unless told otherwise", (visit(HOSPITAL, PRIMARY),), Counting(public=False), 0, ("not_employer",) * 2),
    ("a firm of no record is a firm by its id", (visit(Enterprise(name="云海")),), USUAL, 1, ()),
    ("兼 and 、 within one title", (evolve(visit(FIRM), participants=(titled("党委副书记、院长"),)),), USUAL, 1, ()),
    ("… of a faculty throughout", (evolve(visit(FIRM), participants=(titled("商学院院长兼党委书记"),)),), USUAL, 0, ("leader_rank",)),
    ("… or of a faculty and the school", (evolve(visit(FIRM), participants=(titled("商学院院长、副校长"),)),), LEADERSHIP, 1, ()),
    ("临时党委书记", (visit(FIRM, by="临时党委书记"),), USUAL, 1, ()),
    ("党委书记（主持工作）", (visit(FIRM, by="党委书记（主持工作）"),), USUAL, 1, ()),
    ("副院长（主持工作） stays a deputy", (visit(FIRM, by="副院长（主持工作）"),), USUAL, 0, ("leader_rank",)),
    ("学院党委书记 of a 学院", (visit(FIRM, by="学院党委书记"),), USUAL, 1, ()),
    ("a visit told as 请进来", (evolve(visit(FIRM), mode=VisitMode.INBOUND),), USUAL, 0, ("mode",)),
    ("… counts as such", (evolve(visit(FIRM), mode=VisitMode.INBOUND),), Counting(modes=(VisitMode.INBOUND,)), 1, ()),
    ("what nothing lifts is told first", (evolve(visit(VAGUE, date="2015", by=None)),), USUAL, 0, ("outside_period",)),
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


def test_a_bare_title_is_that_of_the_only_post_that_is_known() -> None:
    """The page tells of 商学院院长王伟, then of 院长王伟."""
    page = (
        "商学院开展访企拓岗\n发布者:商学院发布时间:2024-03-28\n"
        "3月5日，星川职业技术学院商学院院长王伟走访湖北云帆科技有限公司。"
        "3月8日，院长王伟一行走访湖北云海科技有限公司。"
    )
    found = quota(read_news(page).ledger(), "星川职业技术学院", cohort=2024)
    assert reasons(found) == [Reason.LEADER_RANK] * 2
    assert found.refused[1].detail == "商学院院长 王伟，非正职"


@pytest.mark.parametrize(
    ("posts", "number"),
    [
        ((Post(title="副院长", organization=SCHOOL.id),), 1),
        ((Post(title="商学院院长"), Post(title="院长", organization=SCHOOL.id)), 1),
        ((Post(title="商学院院长", organization=SCHOOL.id, until=PartialDate("2020")),), 1),
        ((Post(title="商学院院长", organization=SCHOOL.id),), 0),
        ((Post(title="附属医院院长", organization=SCHOOL.id),), 0),
        ((Post(title="院长", organization="organization:星川商学院"),), 0),
    ],
)
def test_a_bare_title_and_the_posts_of_its_bearer(posts: tuple[Post, ...], number: int) -> None:
    faculty = Organization(name="星川商学院", parent=SCHOOL.id)
    official = Official(name="何静", posts=posts)
    trip = evolve(visit(FIRM), participants=(evolve(person("院长"), official=official.id),))
    found = quota(Ledger([*BODIES, faculty, official, trip]), SCHOOL.id, cohort=2022)
    assert found.number == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("星川职业学院院长何静", None),
        ("星川职业大学院长何静", Reason.LEADER_RANK),
        ("星川职业大学（原星川职业学院）院长何静", Reason.LEADER_RANK),
        (None, Reason.TITLE_UNKNOWN),
    ],
)
def test_yuanzhang_heads_a_university_only_where_the_page_calls_it_a_college(
    text: str | None, reason: Reason | None
) -> None:
    university = Institution(name="星川职业大学", former_names=("星川职业学院",))
    page = Source(id="source:1", text=text)
    seen = Evidence(source=page.id, field="visitor", start=0, end=2, quote="星川")
    trip = evolve(
        visit(FIRM), visitor=university.id, evidence=(seen,), participants=(person("院长", None),)
    )
    found = quota(Ledger([university, FIRM, page, trip]), university.id, cohort=2022)
    assert reasons(found) == ([] if reason is None else [reason])


def test_what_is_refused_for_good_leaves_no_quota_open() -> None:
    """A hundred visits of 2015 to bodies of unknown kind, by somebody without a title."""
    old = [
        evolve(visit(Organization(name=f"青石{n}之家"), date="2015", by=""), id=f"visit:{n}")
        for n in range(100)
    ]
    found = asked(*old)
    assert (found.number, found.met, found.missing) == (0, False, ())
    assert set(reasons(found)) == {Reason.OUTSIDE_PERIOD}


def test_a_visit_without_visitor_is_of_the_school_of_its_leader() -> None:
    official = Official(name="何静", posts=(Post(title="院长", organization=SCHOOL.id),))
    leader = Participant(name="何静", official=official.id, role=ParticipantRole.LEADER)
    led = evolve(visit(FIRM), visitor=None, participants=(leader,))
    ledger = Ledger([*BODIES, official, led])
    assert quota(ledger, SCHOOL.id, cohort=2022).employers == (FIRM.id,)
    joined = evolve(led, participants=(evolve(leader, role=ParticipantRole.MEMBER),))
    found = quota(Ledger([*BODIES, official, joined]), SCHOOL.id, cohort=2022)
    assert reasons(found) == [Reason.VISITOR_UNKNOWN]
    other = evolve(person("局长", OTHER), role=ParticipantRole.LEADER)
    guest = evolve(joined, participants=(other, *joined.participants))
    found = quota(Ledger([*BODIES, official, guest]), SCHOOL.id, cohort=2022)
    assert reasons(found) == [Reason.OTHER_VISITOR]
    assert found.refused[0].detail == "带队人何静非本校人员"


def test_yuanzhang_of_a_university_heads_a_faculty() -> None:
    university = Institution(name="星川大学", level=InstitutionLevel.UNDERGRADUATE)
    heads = ("校长", "星川大学校长", "学校党委书记", "院长", "学院党委书记", "院党委书记")
    visits = [
        evolve(
            visit(FIRM), id=f"visit:{n}", visitor=university.id, participants=(person(title, None),)
        )
        for n, title in enumerate(heads)
    ]
    ledger = Ledger([university, FIRM, *visits])
    trips = Counting(unit=CountingUnit.TRIP)
    found = quota(ledger, university.id, cohort=2022, counting=trips)
    assert [each.title for each in found.counted] == list(heads[:3])
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
    assert "标准值沿用 FQ-2024-A" in found.notes


def test_a_rule_that_no_ledger_answers_says_what_is_missing() -> None:
    found = quota(Ledger(BODIES), SCHOOL.id, rule="FQ-2023-C")
    assert (found.verdict, found.number, found.threshold) == (Verdict.NOT_CHECKABLE, None, 10)
    assert [text for text in found.missing if "专业负责人" in text]
    assert "专业负责人" in str(found)


def test_the_rule_on_new_employers_is_of_the_leadership_and_on_a_condition() -> None:
    ledger = Ledger([*BODIES, DEAL, visit(FIRM, MILL, by="副院长")])
    found = quota(ledger, SCHOOL.id, rule="FQ-2022-B")
    assert (found.cohort, found.employers, found.binds) == (2022, (MILL.id,), None)


def rules_asking(tmp_path: Path, threshold: int | None, more: str = "") -> RuleBook:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[[rule]]\nid = "X"\ntitle = "t"\nsource = "s"\nvalid_from = "2022"\nverified = false\n'
        'metric = "employers_visited"\ncohort = 2022\n'
        + (f"threshold = {threshold}\n" if threshold else "")
        + more,
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
    assert "本规则未核对原文" in found.notes


def test_a_rule_without_any_number_is_neither_met_nor_missed(tmp_path: Path) -> None:
    ledger, book = Ledger([*BODIES, visit(FIRM)]), rules_asking(tmp_path, None)
    found = quota(ledger, SCHOOL.id, rule="X", rules=book)
    assert (found.number, found.met, found.missing) == (1, None, ("标准值",))
    assert "1 / — 家：无法判断" in str(found)


def test_a_rule_without_a_period_is_counted_while_it_holds() -> None:
    by_rule = Counting(period=PeriodBasis.RULE)
    found = quota(Ledger(BODIES), SCHOOL.id, cohort=2024, counting=by_rule)
    assert (found.rule.period, found.period) == (None, found.rule.valid)
    with pytest.raises(InvalidValueError, match="cohort: found None"):
        quota(Ledger(BODIES), SCHOOL.id, rule="KPI-JX")
    assert quota(Ledger(BODIES), SCHOOL.id, rule="KPI-JX", counting=by_rule).number == 0


def test_a_quota_reads_as_a_report() -> None:
    assert str(asked(visit(FIRM), visit(PARK, date="2022-04"))).splitlines() == [
        "星川职业技术学院：FQ-2022-A 书记、校长走访用人单位（教学厅函〔2022〕3号）",
        "1 / 原则上100 家：不符合",
        "统计期 2021-09/2022-08，正职，家",
        "  + 2022-03-05 云帆科技 院长何静",
        "  - 2022-04 青石产业园：非用人单位（园区）",
        "  * 2022年3月22日发布；书记、校长共走访（正职共）",
    ]


def test_an_open_list_of_hosts_leaves_the_quota_open() -> None:
    trip = evolve(visit(FIRM), id="visit:1", more_hosts=True)
    found = asked(trip)
    assert (found.number, found.met) == (1, None)
    assert found.missing == ("visit:1：未列全的单位（等）",)
    assert found.notes[0] == "计入或可能计入的走访中，有1次只列了部分单位（等）"
    assert asked(evolve(trip, date=PartialDate("2015"))).met is False


@pytest.mark.parametrize(("number", "met"), [(100, None), (99, False)])
def test_the_number_of_the_page_says_how_many_hosts_are_left_out(
    number: int, met: bool | None
) -> None:
    seen = Evidence(source="source:1", field="visitor", start=0, end=2, quote="学院")
    trip = evolve(visit(FIRM), more_hosts=True, evidence=(seen,))
    stated = Count(
        what=CountKind.ENTERPRISES_VISITED,
        quantity=Quantity.exactly(number, unit="家"),
        organization=SCHOOL.id,
        date=trip.date,
        evidence=(evolve(seen, field="quantity"),),
    )
    assert quota(Ledger([*BODIES, trip, stated]), SCHOOL.id, cohort=2022).met is met


@pytest.mark.parametrize(
    ("comparison", "threshold", "met"),
    [("at_most", 1, True), ("at_most", 2, True), ("equal", 2, False)],
)
def test_a_rule_compares_as_it_says(
    tmp_path: Path, comparison: str, threshold: int, met: bool
) -> None:
    book = rules_asking(tmp_path, threshold, f'comparison = "{comparison}"\n')
    assert quota(Ledger([*BODIES, visit(FIRM)]), SCHOOL.id, rule="X", rules=book).met is met


@pytest.mark.parametrize(
    ("school", "note"),
    [
        (Institution(name="无名学院"), "是否适用于该校，此处无从得知：办学层次不明"),
        (Institution(name="武汉大学"), "是否适用于该校，此处无从得知：须看：本科中仅新建普通本科"),
        (Institution(name="青石技师学院"), "本规则不适用于该校：办学层次为技工学校"),
        (Institution(name="青石职业高中"), "本规则不适用于该校：办学层次为中职"),
        (Institution(name="青石大学职业技术学院"), "是否适用于该校，此处无从得知：办学层次不明"),
    ],
)
def test_whom_a_rule_binds_is_told(school: Institution, note: str) -> None:
    assert note in quota(Ledger([school]), school.id, rule="FQ-2022-A").notes


def test_a_rule_that_does_not_bind_the_school_says_so_first() -> None:
    school = Institution(name="武汉职业技术学院")
    found = quota(Ledger([school]), school.id, rule="FQ-BJ-2022")
    assert "0 / 100 家：不适用于该校（若适用：不符合）" in str(found)
    assert "本规则不适用于该校：所在地（420000）不在 110000" in found.notes


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
    with pytest.raises(InvalidValueError, match="enterprise 企业, expected a school"):
        quota(ledger, FIRM.id, cohort=2022)
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
        if body.kind not in (OrganizationKind.INSTITUTION, OrganizationKind.OTHER):
            continue
        for rule in RuleBook.default():
            if rule.cohort:
                found = quota(ledger, body.id, rule=rule.id, counting=counting)
                assert str(found).startswith(found.institution.partition(":")[2])
