"""The commands that ask the rules: `quota` and `placements`; what they count is tested elsewhere."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.dates import PartialDate
from schoolenterprise.model import (
    Enterprise,
    Institution,
    InternshipTerms,
    Participant,
    Placement,
    Visit,
)
from schoolenterprise.vocabulary import InstitutionLevel, ParticipantRole, VisitMode

SCHOOL = Institution(
    name="星川职业技术学院", aliases=("星川职院",), level=InstitutionLevel.HIGHER_VOCATIONAL
)
FIRM, OTHER = Enterprise(name="蓝海智能"), Enterprise(name="云帆科技")
HEAD = Participant(name="何静", titles=("院长",), role=ParticipantRole.LEADER)
DEPUTY = Participant(name="陆远", titles=("副院长",), role=ParticipantRole.LEADER)
COUNTS = Visit(
    id="visit:a",
    date=PartialDate("2022-03-05"),
    visitor=SCHOOL.id,
    hosts=(FIRM.id,),
    participants=(HEAD,),
)
DEPUTYS = Visit(
    id="visit:b",
    date=PartialDate("2022-03-06"),
    visitor=SCHOOL.id,
    hosts=(OTHER.id,),
    participants=(DEPUTY,),
)
ONLINE = Visit(
    id="visit:c",
    date=PartialDate("2022-03-07"),
    visitor=SCHOOL.id,
    hosts=(OTHER.id,),
    participants=(HEAD,),
    mode=VisitMode.ONLINE,
)
YOUNG = Placement(
    id="placement:a",
    since=PartialDate("2022-09-01"),
    institution=SCHOOL.id,
    hosts=(FIRM.id,),
    terms=InternshipTerms(youngest_age=15),
)

pytestmark = pytest.mark.usefixtures("no_terminal")


@pytest.fixture
def ledger(no_terminal: None) -> str:
    formats.dump([SCHOOL, FIRM, OTHER, COUNTS, DEPUTYS, ONLINE, YOUNG], "ledger.json")
    return "ledger.json"


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def counted(ledger: str, *options: str) -> list[str]:
    """Ids of the visits that count."""
    code, out, _ = call("quota", ledger, "星川职院", *options, "--format", "json")
    assert code == 0
    return [each["visit"] for each in json.loads(out)["counted"]]


def test_a_quota_tells_of_each_visit_why_it_counts_or_not(ledger: str) -> None:
    code, out, err = call("quota", ledger, "星川职院", "--cohort", "2022")

    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines() if line and "──" not in line]
    assert lines[0][:2] == [
        "星川职业技术学院：FQ-2022-A",
        "书记、校长走访用人单位（教学厅函〔2022〕3号）",
    ]
    assert lines[1] == ["1", "/", "原则上100", "家：不符合"]
    at = lines.index(["计入", "1"])
    assert lines[at + 1 : at + 6] == [
        ["日期", "单位", "带队人", "职务"],
        ["2022-03-05", "蓝海智能", "何静", "院长"],
        ["不计", "2"],
        ["日期", "单位", "理由", "说明"],
        ["2022-03-06", "云帆科技", "带队人职务不符", "副院长", "陆远，非正职"],
    ]


def test_a_quota_in_csv_and_json(ledger: str) -> None:
    options = ("quota", ledger, "星川职院", "--cohort", "2022", "--format")

    assert [row[:4] for row in rows(call(*options, "csv")[1])] == [
        ["编号", "结论", "日期", "单位"],
        ["visit:a", "计入", "2022-03-05", "蓝海智能"],
        ["visit:b", "不计", "2022-03-06", "云帆科技"],
        ["visit:c", "不计", "2022-03-07", "云帆科技"],
    ]
    found = json.loads(call(*options, "json")[1])
    assert (found["number"], found["threshold"], found["met"]) == (1, 100, False)
    assert (found["institution"], found["period"]) == (SCHOOL.id, "2021-09/2022-08")
    assert [each["reason"] for each in found["refused"]] == ["leader_rank", "mode"]


@pytest.mark.parametrize(
    ("options", "visits"),
    [
        ([], ["visit:a"]),
        (["--leaders", "班子"], ["visit:a", "visit:b"]),
        (["--mode", "on_site", "--mode", "线上"], ["visit:a", "visit:c"]),
        (["--host", "institute"], []),
        (["--period", "2022-03-06/2022-08", "--leaders", "anyone"], ["visit:b"]),
        (["--period", "cohort", "--unit", "trip"], ["visit:a"]),
        (["--only-new"], ["visit:a"]),
        (["--known-too", "--grouping", "group", "--undated", "refuse"], ["visit:a"]),
    ],
)
def test_options_say_how_it_is_counted(ledger: str, options: list[str], visits: list[str]) -> None:
    assert counted(ledger, "--cohort", "2022", *options) == visits
    assert counted(ledger, "--rule", "FQ-2022-A", *options) == visits


def test_a_file_brings_rules_of_its_own(ledger: str) -> None:
    Path("own.toml").write_text(
        """
[[rule]]
id = "OWN"
title = "走访一家"
source = "本校规定"
valid_from = "2022-01-01"
metric = "employers_visited"
threshold = 1
unit = "家"
verified = true
cohort = 2022
""",
        encoding="utf-8",
    )

    code, out, _ = call(
        "quota", ledger, "星川职院", "--rule", "OWN", "--rules", "own.toml", "--format", "json"
    )

    assert (code, json.loads(out)["met"]) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        ([], 2, "quota goes with --cohort or --rule"),
        (["--cohort", "1950"], 2, "cohort: found 1950, of which there is no rule"),
        (["--rule", "甲"], 2, "rule: found '甲', expected one of FQ-"),
        (["--rule", "SX-2021-AGE"], 2, "rule: found SX-2021-AGE, whose metric is number"),
        (["--cohort", "2022", "--leaders", "甲"], 2, "--leaders: Leaders: found '甲', expected"),
        (["--cohort", "2022", "--mode", "甲"], 2, "--mode: VisitMode: found '甲', expected one"),
        (["--cohort", "2022", "--period", "2022-13"], 2, "--period: '2022-13' is no EDTF period"),
        (["--cohort", "2022", "--rules", "no.toml"], 3, "no.toml: found nothing at this path"),
        (["--cohort", "2022", "--rules", "a\0b"], 2, "--rules: "),
        (["--cohort", "2022", "--rules", "bad.toml"], 3, "bad.toml, line 1"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    ledger: str, arguments: list[str], code: int, line: str
) -> None:
    Path("bad.toml").write_text("[[rule]\n")

    ended, out, err = call("quota", ledger, "星川职院", *arguments)

    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert err.startswith(f"error: {line}")


def test_an_unknown_school_is_one_line(ledger: str) -> None:
    code, out, err = call("quota", ledger, "星川学院", "--cohort", "2022")

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "did you mean" in err


# -- placements


def test_placements_are_judged_by_the_rules_of_their_time(ledger: str) -> None:
    code, out, err = call("placements", ledger, "--verdict", "不符合", "--format", "csv")

    assert (code, err) == (0, "")
    assert [row[2:7] for row in rows(out)] == [
        ["实习", "规则", "名称", "结论", "实际"],
        [YOUNG.id, "SX-2021-AGE", rows(out)[1][4], "不符合", "最小年龄 15"],
    ]


def test_a_rule_that_cannot_be_checked_says_what_is_missing(ledger: str) -> None:
    _, out, _ = call("placements", ledger, "--format", "json")

    found = {each["rule"]: each for each in json.loads(out)["findings"]}
    assert found["SX-2021-AGE"]["verdict"] == "failed"
    assert found["SX-2021-GUARDIAN"]["verdict"] == "not_checkable"
    assert found["SX-2021-GUARDIAN"]["missing"] != []


def test_a_verdict_that_there_is_none_of_is_one_line(ledger: str) -> None:
    code, out, err = call("placements", ledger, "--verdict", "甲")

    assert (code, out) == (2, "")
    assert err.startswith("error: --verdict: Verdict: found '甲', expected one of passed 符合")
