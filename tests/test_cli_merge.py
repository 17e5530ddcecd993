"""The commands `merge` and `conflicts`, and what `check` gives as data."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Program, Record, Visit

ONE = Program(id="program:a", name="企业行", period=PartialDate("2022"))
OTHER = Program(id="program:a", name="企业行", period=PartialDate("2023"), aliases=("行",))
FIRM = Enterprise(name="蓝海智能")

pytestmark = pytest.mark.usefixtures("no_terminal")


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def written(name: str, *records: Record) -> str:
    formats.dump(records, name)
    return name


@pytest.fixture
def two(no_terminal: None) -> tuple[str, str]:
    return written("one.json", ONE), written("two.jsonl", OTHER, FIRM)


def test_ledgers_come_together_and_contradictions_are_told(two: tuple[str, str]) -> None:
    code, out, err = call("merge", *two, "-o", "both.json")

    assert (code, err) == (0, "note: 3 records written to both.json\n")
    assert [line.split() for line in out.splitlines() if line and "──" not in line] == [
        ["矛盾", "1"],
        ["记录", "字段", "说法"],
        ["program:a", "period", "2022", "|", "2023", "(program:a#2)"],
    ]
    together = Ledger([ONE])
    together.merge(Ledger([OTHER, FIRM]))
    assert formats.load("both.json") == together


def test_contradictions_as_data(two: tuple[str, str]) -> None:
    _, out, _ = call("merge", *two, "-o", "both.json", "--format", "json")

    assert json.loads(out) == {
        "conflicts": [
            {
                "record": "program:a",
                "field": "period",
                "claims": [
                    {"record": "program:a", "value": "2022"},
                    {"record": "program:a#2", "value": "2023"},
                ],
            }
        ]
    }


@pytest.mark.parametrize(("policy", "year"), [("ours", "2022"), ("以对方为准", "2023")])
def test_a_policy_decides(two: tuple[str, str], policy: str, year: str) -> None:
    code, out, _ = call("merge", *two, "-o", "one.json", "--on-conflict", policy)

    assert (code, out) == (0, "矛盾 0\n")
    assert formats.load("one.json").program("企业行").period == PartialDate(year)


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (["--on-conflict", "refuse"], 1, "found contradicting values of program:a (period)"),
        (["--on-conflict", "甲"], 2, "--on-conflict: OnConflict: found '甲', expected one of keep"),
        (["-o", "both.txt"], 2, "--output: found the suffix '.txt' of both.txt"),
        (["no.json"], 3, "no.json: found nothing at this path"),
    ],
)
def test_what_fails_leaves_the_output_as_it_was(
    two: tuple[str, str], options: list[str], code: int, line: str
) -> None:
    Path("both.json").write_text("before")

    ended, out, err = call("merge", *two, "-o", "both.json", *options)

    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert err.startswith(f"error: {line}")
    assert Path("both.json").read_text() == "before"


def test_conflicts_are_listed_of_any_ledger(two: tuple[str, str]) -> None:
    call("merge", *two, "-o", "both.json")

    code, out, err = call("conflicts", "both.json", "--format", "csv")

    assert (code, err) == (0, "")
    assert out == "记录,字段,说法\nprogram:a,period,2022 | 2023 (program:a#2)\n"
    assert call("conflicts", "one.json") == (0, "矛盾 0\n", "")


def test_what_could_not_be_read_is_told_and_left_out() -> None:
    Path("a.jsonl").write_text('{"type":"Program"}\n{"type":"Program","name":"企业行"}\n')

    code, _, err = call("merge", "a.jsonl", written("b.json", FIRM), "-o", "c.json")

    assert code == 1
    assert err.splitlines()[0].startswith("error: a.jsonl, line 1, name: found nothing")
    assert err.splitlines()[1] == "note: 2 records written to c.json"
    assert formats.load("c.json") == Ledger([Program(name="企业行"), FIRM])


# -- check


def test_the_problems_of_several_ledgers_are_one_table() -> None:
    sound = written("sound.json", FIRM)
    lost = written("lost.json", Visit(id="visit:a", hosts=("enterprise:无",)))

    code, out, err = call("check", sound, lost, "--format", "csv")

    assert code == 0
    assert list(csv.reader(io.StringIO(out))) == [
        ["程度", "文件", "行", "记录", "字段", "内容", "代码"],
        [
            "警告",
            "lost.json",
            "",
            "visit:a",
            "hosts[0]",
            "found enterprise:无, expected the id of a record of the ledger",
            "dangling-reference",
        ],
    ]
    assert err.splitlines() == [
        "note: sound.json: 1 record, no problems",
        "note: lost.json: 1 record, 1 warning",
    ]


def test_problems_in_a_file_of_json_and_a_code_that_tells_of_errors() -> None:
    Path("ledger.jsonl").write_text('{"type":"Program"}\n')

    code, out, _ = call("check", "ledger.jsonl", "-o", "problems.json")

    (problem,) = json.loads(Path("problems.json").read_bytes())["problems"]
    assert (code, out) == (1, "")
    assert (problem["severity"], problem["place"]["line"], problem["place"]["path"]) == (
        "error",
        1,
        "name",
    )
