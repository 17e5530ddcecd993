"""The commands that take a ledger, `check` and `show`, and the one that describes it, `schema`."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Evidence, Institution, Record, Source, Visit
from schoolenterprise.vocabulary import MatchKind
from strategies.records import ledgers

SOURCE = Source(
    title="走访\x1b[2J企业",
    published=PartialDate("2022-02-25"),
    text="2月22日,武职走访[华工激光]。",
)
SCHOOL = Institution(name="武汉职业技术学院", aliases=("武职",))
LASER = Enterprise(name="华工激光")


def quoted(field: str, quote: str, how: MatchKind = MatchKind.EXACT) -> Evidence:
    start = (SOURCE.text or "").index(quote)
    end = start + len(quote)
    return Evidence(source=SOURCE.id, field=field, start=start, end=end, quote=quote, how=how)


VISIT = Visit(
    date=PartialDate("2022-02-22"),
    visitor=SCHOOL.id,
    hosts=(LASER.id, "enterprise:绿盟科技"),
    evidence=(quoted("date", "2月22日", MatchKind.INFERRED), quoted("hosts[0]", "[华工激光]")),
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def written(*records: Record, name: str = "ledger.json") -> str:
    formats.dump(records, name)
    return name


# -- check


def test_a_sound_ledger_has_no_problems() -> None:
    assert call("check", written(SCHOOL)) == (0, "ledger.json: 1 record, no problems\n", "")


def test_warnings_alone_are_fine() -> None:
    code, out, _ = call("check", written(Visit(id="visit:1", hosts=("enterprise:无",))))

    assert code == 0
    assert out.splitlines() == [
        "warning: ledger.json, visit:1, hosts[0]: found enterprise:无, "
        "expected the id of a record of the ledger",
        "ledger.json: 1 record, 1 warning",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "星川学院", "ledger.jsonl"),
        ("query", "ledger.jsonl", "institutions"),
        ("partners", "ledger.jsonl", "星川学院"),
        ("timeline", "ledger.jsonl", "星川学院"),
        ("quota", "ledger.jsonl", "星川学院", "--cohort", "2022"),
        ("placements", "ledger.jsonl"),
        ("conflicts", "ledger.jsonl"),
    ],
)
def test_answers_count_the_errors_of_the_ledger_and_end_with_0(arguments: tuple[str, ...]) -> None:
    Path("ledger.jsonl").write_text(
        '{"type":"Program"}\n{"type":"Institution","name":"星川学院"}\n'
    )
    code, _, err = call(*arguments)

    told = "note: ledger.jsonl: 1 error; `schoolenterprise check` lists them\n"
    assert (code, err) == (0, told)


def test_an_error_in_the_data_ends_with_1() -> None:
    Path("ledger.jsonl").write_text('{"type":"Program"}\n{"type":"Program","name":"企业行"}\n')

    code, out, _ = call("check", "ledger.jsonl")

    assert code == 1
    assert out.splitlines() == [
        "error: ledger.jsonl, line 1, name: found nothing, expected text that is not blank",
        "ledger.jsonl: 1 record, 1 error",
    ]


def test_what_reading_and_checking_both_tell_is_told_once() -> None:
    evidence = Evidence(source=SOURCE.id, field="name", start=0, end=2, quote="华工")
    school = Institution(name="华工", evidence=(evidence,))

    _, out, _ = call("check", written(SOURCE, school))

    assert out.count("\nerror: ") + out.startswith("error: ") == 1


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("no.json", None, "no.json: found nothing at this path, expected a file or a folder"),
        ("a.json", b'{"records"', "a.json, line 1, column 11: found the end of the text"),
        ("b.json", b"\xff", "b.json, line 1, column 1: found the byte 0xff"),
        ("a.txt", b"", "found the suffix '.txt' of a.txt, expected one of json (.json)"),
        ("dir.json", None, "dir.json: found Is a directory, expected a file that can be read"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_one_line_and_takes_no_neighbour(
    name: str, data: bytes | None, line: str
) -> None:
    Path("dir.json").mkdir()
    if data is not None:
        Path(name).write_bytes(data)

    code, out, err = call("check", name, written(SCHOOL))

    assert (code, out) == (3, "ledger.json: 1 record, no problems\n")
    assert err.startswith(f"error: {line}")
    assert err.count("\n") == 1


# -- show


def test_a_record_is_shown_with_its_evidence_and_source() -> None:
    code, out, err = call("show", VISIT.id, written(SOURCE, SCHOOL, LASER, VISIT))

    assert (code, err) == (0, "")
    assert [line.rstrip() for line in out.splitlines() if "──" not in line] == [
        "走访 visit:2022-02-22/武汉职业技术学院/华工激光+1",
        "字段       内容               依据",
        "日期       2022-02-22         “2月22日” 0–5 推断",
        "走访方     武汉职业技术学院",
        "被访单位   华工激光           “[华工激光]” 10–16",
        "           绿盟科技",
        "方式       实地走访",
        "",
        "来源",
        "号   编号                             发布日期     标题",
        rf"1    {SOURCE.id}   2022-02-25   走访\x1b[2J企业",
        "",
    ]


def test_the_records_that_refer_to_it_are_shown() -> None:
    _, out, _ = call("show", SCHOOL.id, written(SOURCE, SCHOOL, VISIT))

    assert [line.split() for line in out.splitlines() if line.startswith("走访")] == [
        ["走访", "visit:2022-02-22/武汉职业技术学院/华工激光+1", "走访方"]
    ]


def test_two_sources_are_told_apart() -> None:
    other = Source(title="乙", text="华工激光")
    evidence = (
        quoted("name", "华工激光"),
        Evidence(source=other.id, field="name", start=0, end=4, quote="华工激光"),
    )

    _, out, _ = call(
        "show", LASER.id, written(SOURCE, other, Enterprise(name="华工激光", evidence=evidence))
    )

    assert "“华工激光” 11–15 [1] “华工激光” 0–4 [2]" in out


def test_the_text_of_a_page_is_cut() -> None:
    _, out, _ = call("show", "长", written(Source(title="长", text="企" * 1000)))

    assert "(1000 characters)" in out
    assert out.count("企") == 200


@pytest.mark.parametrize("wanted", [SCHOOL.id, "武汉职业技术学院", "武职", "institution:"])
def test_a_record_is_found_by_id_name_or_part_of_its_id(wanted: str) -> None:
    code, out, _ = call("show", wanted, written(SOURCE, SCHOOL, LASER, VISIT))

    assert code == 0
    assert out.startswith(f"院校 {SCHOOL.id}\n")


def test_a_name_of_several_records_lists_their_ids() -> None:
    ledger = written(SOURCE, SCHOOL, LASER, VISIT)

    assert call("show", "2022", ledger) == (
        2,
        "",
        f"error: 2 records are called '2022'; name one of: {SOURCE.id!r} {VISIT.id!r}\n",
    )


def test_many_records_of_a_name_are_not_all_listed() -> None:
    ledger = written(*(Enterprise(name=f"公司{number}") for number in range(30)))

    _, _, err = call("show", "公司", ledger)

    assert err.startswith("error: 30 records are called '公司'; name one of: ")
    assert err.count("enterprise:") == 20
    assert err.endswith(" …\n")


def test_an_unknown_record_is_one_line_with_what_was_meant() -> None:
    code, out, err = call("show", "institution:武汉职业技术大学", written(SCHOOL))

    assert (code, out) == (2, "")
    assert err == (
        f"error: no record bears the id 'institution:武汉职业技术大学'; did you mean {SCHOOL.id}?\n"
    )


def test_a_record_of_a_ledger_that_is_not_there_is_one_line() -> None:
    assert call("show", "甲", "no.json") == (
        3,
        "",
        "error: no.json: found nothing at this path, expected a file or a folder\n",
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(ledgers.filter(len))
def test_any_record_can_be_shown(ledger: Ledger) -> None:
    wanted = next(iter(ledger)).id

    code, out, _ = call("show", "--", wanted, written(*ledger))

    assert code == 0
    assert max(map(cell_len, out.split("\n"))) <= 100


# -- schema


def test_the_schema_accepts_what_is_written() -> None:
    code, out, _ = call("schema")

    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    jsonschema.validate(json.loads(formats.dumps([SOURCE, SCHOOL, LASER, VISIT])), json.loads(out))


def test_the_schema_goes_to_a_file() -> None:
    _, shown, _ = call("schema")

    assert call("schema", "-o", "schema.json") == (0, "", "")
    assert Path("schema.json").read_text(encoding="utf-8") == shown


def test_a_schema_that_cannot_be_written_is_one_line() -> None:
    assert call("schema", "-o", "no/schema.json") == (
        4,
        "",
        "error: no/schema.json: cannot be written (No such file or directory)\n",
    )
