"""The commands that tell about one organization: `partners` and `timeline`."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.convert import from_dict
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Enterprise,
    IndustryCollege,
    Institution,
    Milestone,
    Visit,
)
from schoolenterprise.vocabulary import MilestoneKind
from strategies.records import ledgers

SCHOOL = Institution(name="星川职业技术学院", aliases=("星川职院",))
FIRM = Enterprise(name="蓝海智能")
NAMESAKE = Enterprise(id="enterprise:云岭-2", name="云岭")
VISIT = Visit(
    id="visit:a", date=PartialDate("2022-02-22"), visitor=SCHOOL.id, hosts=(FIRM.id, NAMESAKE.id)
)
PACT = Agreement(
    id="agreement:a", date=PartialDate("2021"), parties=(SCHOOL.id, FIRM.id), subject="共建"
)
TALKS = Agreement(id="agreement:b", parties=(SCHOOL.id, NAMESAKE.id), subject="洽谈")
COLLEGE = IndustryCollege(
    id="industry_college:a",
    name="蓝海学院",
    institution=SCHOOL.id,
    partners=(FIRM.id,),
    milestones=(
        Milestone(kind=MilestoneKind.SIGNED, date=PartialDate("2021-06")),
        Milestone(kind=MilestoneKind.OPENED, date=PartialDate("2023-10")),
    ),
)

pytestmark = pytest.mark.usefixtures("no_terminal")


@pytest.fixture
def ledger(no_terminal: None) -> str:
    formats.dump([SCHOOL, FIRM, NAMESAKE, VISIT, PACT, TALKS, COLLEGE], "ledger.json")
    return "ledger.json"


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def cells(text: str) -> list[list[str]]:
    """The cells of a table or of CSV, without its rules."""
    if "," in text:
        return list(csv.reader(io.StringIO(text, newline="")))
    return [line.split("  ") for line in text.splitlines() if line and "──" not in line]


def read_as_table(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if line and "──" not in line]


def test_partners_with_the_most_records_come_first(ledger: str) -> None:
    code, out, err = call("partners", ledger, "星川职院")

    assert (code, err) == (0, "")
    assert read_as_table(out) == [
        ["合作方", "2"],
        ["编号", "合作方", "记录数", "依据", "最早", "最近"],
        [FIRM.id, "蓝海智能", "3", "走访", "1、协议", "1、产业学院", "1", "2021", "2023-10"],
        [NAMESAKE.id, "云岭", "2", "走访", "1、协议", "1", "2022-02-22", "2022-02-22"],
    ]


def test_where_the_name_tells_the_id_it_is_left_out(ledger: str) -> None:
    _, out, _ = call("partners", ledger, FIRM.id)

    assert [line[0] for line in read_as_table(out)] == ["合作方", "合作方", SCHOOL.name]


def test_partners_in_csv_and_json(ledger: str) -> None:
    _, out, _ = call("partners", ledger, "云岭", "--format", "csv")
    assert cells(out) == [
        ["编号", "合作方", "记录数", "依据", "最早", "最近"],
        [SCHOOL.id, SCHOOL.name, "2", "走访 1、协议 1", "2022-02-22", "2022-02-22"],
    ]

    found = json.loads(call("partners", ledger, "云岭", "--format", "json")[1])
    (partner,) = found["partners"]
    records = [from_dict(each)[0] for each in partner.pop("records")]
    assert (found["organization"], records) == ("云岭", [VISIT, TALKS])
    assert partner == {
        "organization": SCHOOL.id,
        "name": SCHOOL.name,
        "first": "2022-02-22",
        "last": "2022-02-22",
    }


def test_a_timeline_goes_by_time_and_ends_with_what_has_no_date(ledger: str) -> None:
    code, out, err = call("timeline", ledger, "星川职院", "--format", "csv")

    assert (code, err) == (0, "")
    assert cells(out) == [
        ["日期", "类", "事项", "角色", "编号"],
        ["2021", "协议", "星川职业技术学院、蓝海智能 共建", "签约方", PACT.id],
        ["2021-06", "产业学院", "签约：蓝海学院", "举办院校", COLLEGE.id],
        ["2022-02-22", "走访", "星川职业技术学院 蓝海智能、云岭", "走访方", VISIT.id],
        ["2023-10", "产业学院", "开学：蓝海学院", "举办院校", COLLEGE.id],
        ["", "协议", "星川职业技术学院、云岭 洽谈", "签约方", TALKS.id],
    ]


def test_a_timeline_in_a_table_and_in_json(ledger: str) -> None:
    _, out, _ = call("timeline", ledger, "星川职院", "--limit", "1")
    assert read_as_table(out)[0] == ["大事记", "1"]
    assert read_as_table(out)[2][-1] == PACT.id

    _, out, _ = call("timeline", ledger, "蓝海智能", "--format", "json")
    moments = json.loads(out)["moments"]
    assert [from_dict(each["record"])[0] for each in moments] == [PACT, COLLEGE, VISIT, COLLEGE]
    assert {**moments[1], "record": None} == {
        "date": "2021-06",
        "milestone": "signed",
        "roles": ["partners"],
        "record": None,
    }


@pytest.mark.parametrize("command", ["partners", "timeline"])
def test_an_unknown_organization_is_one_line_with_what_was_meant(command: str, ledger: str) -> None:
    assert call(command, ledger, "星川职业学院") == (
        2,
        "",
        "error: no organization is called '星川职业学院'; did you mean 星川职业技术学院 or 星川职院?\n",
    )


@pytest.mark.parametrize("command", ["partners", "timeline"])
def test_an_organization_that_nothing_names_has_an_empty_answer(command: str) -> None:
    formats.dump([FIRM], "alone.json")

    code, out, err = call(command, "alone.json", "蓝海智能")

    assert (code, out.split()[1], err) == (0, "0", "")


@pytest.mark.parametrize("command", ["partners", "timeline"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_hostile_names_are_shown_and_not_obeyed(command: str, form: str) -> None:
    hostile = Enterprise(id="enterprise:x", name="[bold]\x1b[2J\n\u202e")
    formats.dump([SCHOOL, hostile, Visit(visitor=SCHOOL.id, hosts=(hostile.id,))], "any.json")

    _, out, _ = call(command, "any.json", SCHOOL.id, "--format", form)

    assert "\x1b" not in out
    assert "\u202e" not in out
    assert command == "timeline" or "[bold]" in out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(ledgers)
def test_both_read_back_to_what_the_ledger_says(ledger: Ledger) -> None:
    named = [each.id for each in ledger.organizations]
    assume(named)
    formats.dump(ledger, "any.json")

    _, out, _ = call("timeline", "any.json", "--format", "json", "--", named[0])
    moments = [from_dict(each["record"])[0] for each in json.loads(out)["moments"]]
    assert moments == [moment.record for moment in ledger.timeline(named[0])]

    _, out, _ = call("partners", "any.json", "--format", "json", "--", named[0])
    found = {each["organization"]: each["records"] for each in json.loads(out)["partners"]}
    assert {key: [from_dict(each)[0] for each in held] for key, held in found.items()} == {
        each.organization: list(each.records) for each in ledger.partners(named[0])
    }
