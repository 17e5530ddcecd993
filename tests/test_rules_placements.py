"""The rules on internships: passed, failed, or not checkable with what is missing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidFieldError, InvalidValueError
from schoolenterprise.formats import dumps, loads
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import InternshipTerms, Placement, evolve
from schoolenterprise.quantities import Quantity
from schoolenterprise.rules import (
    PlacementFinding,
    RuleBook,
    Verdict,
    check_placements,
)
from schoolenterprise.rules._keys import FLAGS, NUMBERS
from schoolenterprise.rules._labels import LABELS
from schoolenterprise.vocabulary import PlacementKind
from strategies.records import instances

FIRM = "enterprise:云帆科技"
START = PartialDate("2022-03-01")
PASSED, FAILED, OPEN = Verdict.PASSED, Verdict.FAILED, Verdict.NOT_CHECKABLE


def terms(**known: int | bool) -> Placement:
    """A placement of 2022 at one firm, of which just these terms are known."""
    return Placement(since=START, hosts=(FIRM,), terms=InternshipTerms(**known))  # type: ignore[arg-type]  # names and values go together


def lasting(since: str, until: str | None) -> Placement:
    last = PartialDate(until) if until else None
    return Placement(since=Period(since) if "/" in since else PartialDate(since), until=last)


def many(students: Quantity, staff: int | None = 150) -> Placement:
    return evolve(terms(), students=students, terms=InternshipTerms(host_staff=staff))


def of_rule(placement: Placement, rule: str) -> PlacementFinding:
    [found] = [each for each in check_placements(Ledger([placement])) if each.rule.id == rule]
    return found


exactly = Quantity.exactly
ABOUT_15 = Quantity(at_least=15, at_most=15, about=True)
CASES = [
    ("SX-2021-AGE", terms(youngest_age=16), PASSED, ()),
    ("SX-2021-AGE", terms(youngest_age=15), FAILED, ()),
    ("SX-2021-AGE", terms(), OPEN, ("youngest_age",)),
    ("SX-2021-AGE", Placement(since=START), OPEN, ("youngest_age",)),
    ("SX-2021-FIRST-YEAR", terms(first_year_students=False), PASSED, ()),
    ("SX-2021-FIRST-YEAR", terms(first_year_students=True), FAILED, ()),
    ("SX-2021-AGREEMENT", terms(tripartite_agreement=True), PASSED, ()),
    ("SX-2021-AGREEMENT", terms(tripartite_agreement=False), FAILED, ()),
    ("SX-2021-LABOUR", terms(physical_labour_grade=2), PASSED, ()),
    ("SX-2021-LABOUR", terms(physical_labour_grade=3), FAILED, ()),
    ("SX-2021-CYCLE", terms(pay_cycle_days=32), FAILED, ()),
    ("SX-2021-STAFF", many(exactly(15)), PASSED, ()),
    ("SX-2021-STAFF", many(exactly(16)), FAILED, ()),
    ("SX-2021-STAFF", many(Quantity(at_least=10)), OPEN, ("学生人数与在岗职工人数的确切数",)),
    ("SX-2021-STAFF", many(Quantity(at_least=20)), FAILED, ()),
    ("SX-2021-STAFF", many(Quantity(at_most=9)), PASSED, ()),
    ("SX-2021-STAFF", many(ABOUT_15), OPEN, ("学生人数与在岗职工人数的确切数",)),
    ("SX-2021-STAFF", many(exactly(15), staff=None), OPEN, ("host_staff",)),
    ("SX-2021-STAFF", many(exactly(0), staff=0), OPEN, ("host_staff",)),
    ("SX-2021-STAFF", terms(), OPEN, ("students", "host_staff")),
    ("SX-2021-STAFF", evolve(many(exactly(9)), more_hosts=True), OPEN, ("按单位分列的实习",)),
    ("SX-2021-POST", terms(post_interns=2, post_staff=10), PASSED, ()),
    ("SX-2021-POST", terms(post_interns=3, post_staff=10), FAILED, ()),
    ("SX-2021-PAY", terms(pay_percent=80), PASSED, ()),
    ("SX-2021-PAY", terms(pay_percent=79, lowest_grade_pay=False), FAILED, ()),
    ("SX-2021-PAY", terms(pay_percent=79, lowest_grade_pay=True), PASSED, ()),
    ("SX-2021-PAY", terms(pay_percent=79), OPEN, ("lowest_grade_pay",)),
    ("SX-2021-PAY", terms(), OPEN, ("pay_percent", "lowest_grade_pay")),
    ("SX-2021-NIGHT", terms(night_shift=True, exception_filed=True), PASSED, ()),
    ("SX-2021-NIGHT", terms(night_shift=True, exception_filed=False), FAILED, ()),
    ("SX-2021-NIGHT", terms(night_shift=False), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-01", "2022-08-31"), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-01", "2022-09-01"), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-01", "2022-09-02"), FAILED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-15", "2022-09-15"), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-15", "2022-09-16"), FAILED, ()),
    ("SX-2021-MONTHS", lasting("2022-08-31", "2023-02-28"), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-08-31", "2023-03-01"), FAILED, ()),
    ("SX-2021-MONTHS", lasting("2022-03", "2022-08"), PASSED, ()),
    ("SX-2021-MONTHS", lasting("2022-03", "2022-09"), OPEN, ("确切的起止日期",)),
    ("SX-2021-MONTHS", lasting("2022-03-01/2022-12-01", None), FAILED, ()),
    ("SX-2021-MONTHS", lasting("2022-03-01", None), OPEN, ("until",)),
    ("SX-2021-MONTHS", lasting("../2022-03", None), OPEN, ("since",)),
    ("SX-2021-MONTHS", lasting("XXXX-03", "2022-08"), OPEN, ("确切的起止日期",)),
    ("SX-2021-MONTHS", lasting("9999-08", "9999-12-31"), PASSED, ()),
    ("SX-2021-KIND", terms(), OPEN, ("校内实习基地是否依法登记",)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "placement", "verdict", "missing"), CASES)
def test_a_rule_says_what_it_finds_and_what_it_lacks(
    rule: str, placement: Placement, verdict: Verdict, missing: tuple[str, ...]
) -> None:
    found = of_rule(placement, rule)
    assert (found.verdict, found.missing) == (verdict, missing)


def ids(since: str | None, kind: PlacementKind = PlacementKind.POST) -> set[str]:
    placement = Placement(since=PartialDate(since) if since else None, kind=kind)
    return {each.rule.id for each in check_placements(Ledger([placement]))}


def test_the_rules_of_the_time_judge() -> None:
    assert ids("2021-12-30") == {"SX-2016-STAFF", "SX-2016-POST"}
    assert {each[:7] for each in ids("2021-12-31")} == {"SX-2021"}
    assert {each[:7] for each in ids("2021-12")} == {"SX-2016", "SX-2021"}
    assert ids(None) == ids("2022")
    assert ids("2015-12-31") == set()


def test_a_doubtful_date_or_school_is_told() -> None:
    school = "institution:武汉职业技术学院"
    doubtful = evolve(lasting("2021-12", None), institution=school)
    assert of_rule(doubtful, "SX-2021-AGE").note == "起始日期可能不在 2021-12-31/.. 内"
    undated = Placement(institution=school)
    assert of_rule(undated, "SX-2021-AGE").note == "无起始日期，按现行规则判断"
    assert of_rule(evolve(terms(), institution=school), "SX-2021-AGE").note is None
    assert of_rule(terms(), "SX-2021-AGE").note == "是否适用，此处无从得知：学校不明"


def test_a_rule_binds_its_kinds_of_placement() -> None:
    assert ids("2022", PlacementKind.ORIENTATION) == {
        *("SX-2021-KIND", "SX-2021-FREE", "SX-2021-MINORS", "SX-2021-WOMEN", "SX-2021-VENUE"),
        *("SX-2021-AGENT", "SX-2021-LABOUR", "SX-2021-FEES", "SX-2021-INSURANCE"),
    }
    assert ids("2022", PlacementKind.GRADUATION) == set()
    assert ids("2022", PlacementKind.TEACHER_PRACTICE) == set()


def test_a_finding_reads_as_one_line() -> None:
    placement = evolve(terms(youngest_age=15), institution="institution:武汉职业技术学院", id="")
    assert str(of_rule(placement, "SX-2021-AGE")) == (
        "placement:2022-03-01/武汉职业技术学院/云帆科技/unnamed：SX-2021-AGE 不得安排未满16周岁的学生"
        "（职业学校学生实习管理规定（教职成〔2021〕4号） 第十六条第二项）：不符合；实际 最小年龄 15"
    )
    assert "未核对原文）：无法判断；所缺 实习责任保险" in str(of_rule(terms(), "SX-2021-INSURANCE"))


def test_a_softened_rule_says_so() -> None:
    found = of_rule(lasting("2022-03-01", "2022-12-01"), "SX-2021-MONTHS")
    assert "不符合（一般/原则上）" in str(found)


def own_rule(tmp_path: Path, binds: str) -> RuleBook:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[rule]]\nid = "OWN"\ntitle = "t"\nsource = "s"\nvalid_from = "2022"\nverified = true\n'
        'kinds = ["岗位实习"]\nmetric = "number"\nfield = "youngest_age"\n'
        f'comparison = "at_least"\nthreshold = 18\n[rule.binds]\n{binds}\n',
        encoding="utf-8",
    )
    return RuleBook().with_file(path)


@pytest.mark.parametrize(
    ("binds", "school", "note"),
    [
        ('region = "420000"', "武汉职业技术学院", None),
        ('levels = ["higher_vocational"]', "星川职业学院", None),
        ('region = "110000"', "星川职业学院", "是否适用于该校，此处无从得知：所在地不明"),
        ('region = "110000"', None, "是否适用，此处无从得知：学校不明"),
    ],
)
def test_a_rule_judges_the_placements_of_the_schools_that_it_binds(
    tmp_path: Path, binds: str, school: str | None, note: str | None
) -> None:
    whose = f"institution:{school}" if school else None
    placement = evolve(terms(youngest_age=17), institution=whose)
    [found] = check_placements(Ledger([placement]), rules=own_rule(tmp_path, binds))
    assert (found.verdict, found.note) == (FAILED, note)


@pytest.mark.parametrize("binds", ['region = "110000"', 'levels = ["undergraduate"]'])
def test_a_rule_leaves_the_schools_alone_that_it_does_not_bind(tmp_path: Path, binds: str) -> None:
    placement = evolve(terms(youngest_age=17), institution="institution:武汉职业技术学院")
    assert check_placements(Ledger([placement]), rules=own_rule(tmp_path, binds)) == ()


def test_the_rules_on_vocational_schools_leave_universities_alone() -> None:
    def found(school: str) -> set[str]:
        placement = evolve(terms(), institution=f"institution:{school}")
        return {each.rule.id[:7] for each in check_placements(Ledger([placement]))}

    assert found("清华大学") == set()
    assert found("武汉职业技术学院") == {"SX-2021"}


def test_a_user_adds_any_comparison_of_the_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    head = '[[rule]]\ntitle = "t"\nsource = "s"\nvalid_from = "2022"\nverified = true\n'
    head += 'kinds = ["岗位实习"]\n'
    path.write_text(
        f'{head}id = "TEACHERS"\nmetric = "ratio"\nfield = "teachers"\nof = "students"\n'
        f'comparison = "at_least"\nthreshold = 2.5\n{head}id = "GRADE"\nmetric = "number"\n'
        'field = "physical_labour_grade"\ncomparison = "equal"\nthreshold = 1\n',
        encoding="utf-8",
    )
    placement = evolve(terms(physical_labour_grade=1), students=exactly(40), teachers=exactly(1))
    book = RuleBook().with_file(path)
    found = check_placements(Ledger([placement]), rules=book)
    assert [each.verdict for each in found] == [PASSED, PASSED]
    fewer = evolve(placement, students=exactly(41), terms=InternshipTerms(physical_labour_grade=2))
    found = check_placements(Ledger([fewer]), rules=book)
    assert [each.verdict for each in found] == [FAILED, FAILED]


def test_every_field_of_a_rule_has_a_name_in_reports() -> None:
    assert {*NUMBERS, *FLAGS} <= set(LABELS)


def test_only_a_ledger_is_checked() -> None:
    with pytest.raises(InvalidValueError, match="expected a Ledger"):
        check_placements([terms()])  # type: ignore[arg-type]  # what is refused


# The model of a placement.


def test_a_placement_ends_after_it_begins() -> None:
    with pytest.raises(InvalidFieldError, match="until: found 2022-02"):
        Placement(since=START, until=PartialDate("2022-02"))


def test_what_a_placement_is_called_does_not_depend_on_its_terms() -> None:
    told = evolve(terms(youngest_age=17), until=PartialDate("2022-08"))
    assert told.id == Placement(since=START, hosts=(FIRM,)).id


def test_terms_are_written_and_read_again() -> None:
    placement = evolve(terms(youngest_age=17, overtime=False), until=PartialDate("2022-08"))
    assert list(loads(dumps([placement]))) == [placement]


def test_a_file_of_before_reads_as_it_did() -> None:
    old = (
        '{"schema": "schoolenterprise/1", "records": [{"type": "Placement", "id": "placement:1"}]}'
    )
    assert list(loads(old)) == [Placement(id="placement:1")]


@given(st.lists(instances(Placement), max_size=3, unique_by=lambda each: each.id))
def test_no_placement_is_too_odd(placements: list[Placement]) -> None:
    for found in check_placements(Ledger(placements)):
        assert (found.verdict is OPEN) is bool(found.missing)
        assert found.verdict.label in str(found)
