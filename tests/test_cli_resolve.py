"""The command `resolve`: merges and doubts, decisions from a file, review of doubtful pairs."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli._decision_file import append
from schoolenterprise.cli.app import app
from schoolenterprise.model import Enterprise, Evidence, Source, Visit
from schoolenterprise.resolve import Decision, load_decisions
from schoolenterprise.vocabulary import MatchKind

PAGE = Source(title="签约", text="何静走访江城蓝海智能装备有限公司。")
FULL = Enterprise(
    name="江城蓝海智能装备有限公司",
    evidence=(
        Evidence(source=PAGE.id, field="name", start=4, end=16, quote="江城蓝海智能装备有限公司"),
    ),
)
SHORT = Enterprise(name="江城蓝海智能装备")
DEVICES = Enterprise(name="江城蓝海智能设备有限公司")
STOCK = Enterprise(name="江城蓝海智能装备股份有限公司")
VISIT = Visit(id="visit:a", hosts=(FULL.id,))
PAIRS = [(FULL.id, STOCK.id), (FULL.id, DEVICES.id), (STOCK.id, DEVICES.id)]
"""The doubts among the three firms, in the order in which they are asked about."""

pytestmark = pytest.mark.usefixtures("no_terminal")


@pytest.fixture
def ledger(no_terminal: None) -> str:
    formats.dump([PAGE, FULL, DEVICES, STOCK, VISIT], "ledger.json")
    return "ledger.json"


def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, result.stdout, result.stderr


def decided(file: str = "decisions.csv") -> list[tuple[str, str, bool]]:
    return [(each.first, each.second, each.same) for each in load_decisions(file)]


def review(ledger: str, typed: str, *options: str) -> tuple[int, str, str]:
    return call(
        "resolve", ledger, "--decisions", "decisions.csv", "--review", *options, typed=typed
    )


# -- what is told


def test_merges_stand_with_their_reason_and_doubts_with_what_lacks() -> None:
    formats.dump([FULL, SHORT], "two.json")

    code, out, err = call("resolve", "two.json", "--format", "csv")

    assert (code, err) == (0, "note: 2 records are 1\n")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["结论", "其一", "其二", "理由", "说明", "相似度"]
    assert rows[1][:4] == ["合并", FULL.id, SHORT.id, "全称与简称"]


def test_merges_in_json_bear_the_quotes_on_which_they_rest() -> None:
    page = Source(title="签约", text="江城蓝海智能装备有限公司（以下简称蓝海）")
    quote = Evidence(
        source=page.id, field="aliases[0]", start=17, end=19, quote="蓝海", how=MatchKind.EXACT
    )
    firm = Enterprise(name=FULL.name, aliases=("蓝海",), evidence=(quote,))
    formats.dump([page, firm, Enterprise(name="蓝海")], "two.json")

    (merge,) = json.loads(call("resolve", "two.json", "--format", "json")[1])["merges"]

    assert (merge["kept"], merge["merged"], merge["reason"]) == (
        FULL.id,
        ["enterprise:蓝海"],
        "one_text",
    )
    assert {"source": page.id, "start": 17, "end": 19, "quote": "蓝海"} in merge["evidence"]


def test_doubts_in_a_table_and_in_json(ledger: str) -> None:
    code, out, _ = call("resolve", ledger)
    assert code == 0
    assert [line for line in out.splitlines() if line and line[0] in "合存"] == ["合并 0", "存疑 3"]

    found = json.loads(call("resolve", ledger, "--format", "json")[1])
    assert found["merges"] == []
    assert [(each["first"], each["second"]) for each in found["doubts"]] == PAIRS


def test_the_ledger_goes_where_output_says_and_nowhere_else(ledger: str) -> None:
    before = Path(ledger).read_bytes()
    Path("d.csv").write_text(f"first,second,decision\n{FULL.id},{STOCK.id},same\n")

    assert call("resolve", ledger, "--decisions", "d.csv")[0] == 0
    assert Path(ledger).read_bytes() == before

    assert call("resolve", ledger, "--decisions", "d.csv", "-o", "out.jsonl")[0] == 0
    assert Path(ledger).read_bytes() == before
    assert len(formats.load("out.jsonl").enterprises) == 2

    assert call("resolve", ledger, "--decisions", "d.csv", "-o", ledger)[0] == 0
    assert len(formats.load(ledger).enterprises) == 2


def test_the_last_line_tells_what_came_of_it_and_where_it_is(ledger: str) -> None:
    formats.dump([FULL, SHORT], "two.json")

    _, _, err = call("resolve", "two.json", "-o", "one.json")
    assert err == "note: 2 records are 1; written to one.json\n"
    assert call("resolve", ledger)[2] == "note: 5 records, nothing to merge\n"
    _, _, err = call("resolve", ledger, "-o", "out.json")
    assert err == "note: 5 records, nothing to merge; written to out.json\n"


@pytest.mark.parametrize("output", [(), ("-o", "out.json")])
def test_what_could_not_be_read_is_told_and_ends_with_1(output: tuple[str, ...]) -> None:
    Path("a.jsonl").write_text('{"type":"Program"}\n{"type":"Program","name":"企业行"}\n')

    code, _, err = call("resolve", "a.jsonl", *output)

    assert code == 1
    assert err.splitlines()[0].startswith("error: a.jsonl, line 1, name: found nothing")


# -- decisions


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (["--review"], 2, "--review goes with --decisions, which keeps the answers"),
        (["--decisions", "no.csv"], 3, "no.csv: found nothing at this path"),
        (["--decisions", "bad.csv"], 3, "bad.csv, line 1: found 'x', expected a heading"),
        (["--decisions", "two.csv"], 2, "--decisions: two.csv: decisions contradict each other"),
        (["-o", "out.xml"], 2, "--output: found the suffix '.xml' of out.xml"),
        (["-o", "out.parquet"], 4, "out.parquet: cannot be written (records: found "),
        (["-o", "no/out.json"], 4, "no/out.json: cannot be written (No such file or directory)"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    ledger: str, options: list[str], code: int, line: str
) -> None:
    Path("bad.csv").write_text("x\n")
    Path("two.csv").write_text(
        f"first,second,decision\n{FULL.id},{STOCK.id},same\n{FULL.id},{STOCK.id},different\n"
    )

    ended, out, err = call("resolve", ledger, *options)

    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert err.startswith(f"error: {line}")


def test_a_decision_about_nothing_is_a_warning(ledger: str) -> None:
    Path("d.csv").write_text("first,second,decision\n甲,乙,same\n")

    code, _, err = call("resolve", ledger, "--decisions", "d.csv")

    assert code == 0
    assert err.startswith("warning: d.csv, line 2")


# -- review


def test_both_records_stand_side_by_side_with_their_quotes(ledger: str) -> None:
    code, out, err = review(ledger, "q\n")

    assert code == 0
    assert out.startswith("合并 0")
    lines = [line.split() for line in err.splitlines() if line and "──" not in line]
    assert ["字段", FULL.id, STOCK.id] in lines
    assert ["名称", FULL.name, STOCK.name] in lines or [FULL.name, STOCK.name] == lines[3][1:]
    assert f"“{FULL.name}”" in err
    assert "被引用   1" in err
    assert not Path("decisions.csv").exists()


def test_hostile_names_are_shown_and_not_obeyed() -> None:
    firms = [
        Enterprise(name=f"江城[bold]蓝海\x1b[2J智能{name}有限公司") for name in ("装备", "设备")
    ]
    formats.dump(firms, "hostile.json")

    _, out, err = review("hostile.json", "q\n")

    assert "\x1b" not in out + err
    assert r"[bold]蓝海\x1b[2J智能" in err


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("s\nd\n", [(*PAIRS[0], True), (*PAIRS[1], False)]),
        ("same\nSAME\n", [(*PAIRS[0], True), (*PAIRS[1], True)]),
        ("同\n异\n", [(*PAIRS[0], True), (*PAIRS[1], False)]),
        ("d\nd\nd\n", [(*pair, False) for pair in PAIRS]),
        ("k\nskip\ns\n", [(*PAIRS[2], True)]),
        ("\n\nd\n", [(*PAIRS[2], False)]),
        ("what\nd\nq\n", [(*PAIRS[0], False)]),
        ("d\n", [(*PAIRS[0], False)]),
    ],
)
def test_every_answer_is_kept_and_what_follows_is_not_asked(
    ledger: str, typed: str, kept: list[tuple[str, str, bool]]
) -> None:
    assert review(ledger, typed)[0] == 0
    assert decided() == kept


def test_what_was_answered_is_not_asked_again_and_counts(ledger: str) -> None:
    review(ledger, "s\nq\n")

    code, out, err = review(ledger, "d\n", "-o", "out.json")

    assert (code, out.startswith("合并 1")) == (0, True)
    assert decided() == [(*PAIRS[0], True), (STOCK.id, DEVICES.id, False)]
    assert len(formats.load("out.json").enterprises) == 2
    assert err.endswith("note: 5 records are 4; written to out.json\n")


def test_an_interruption_loses_nothing(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["s\n"])

    class Keyboard:
        def readline(self) -> str:
            for line in typed:
                return line
            raise KeyboardInterrupt

    monkeypatch.setattr("schoolenterprise.cli._review.sys.stdin", Keyboard())
    with pytest.raises(SystemExit) as ended:
        app(["resolve", ledger, "--decisions", "decisions.csv", "--review"])

    assert ended.value.code == 130
    assert decided() == [(*PAIRS[0], True)]


def test_an_answer_that_cannot_be_kept_is_one_line(ledger: str) -> None:
    code, _, err = call("resolve", ledger, "--decisions", "no/d.csv", "--review", typed="s\n")

    assert code == 4
    assert err.endswith("error: no/d.csv: cannot be written (No such file or directory)\n")


@pytest.mark.parametrize(
    "held",
    [
        "",
        "first,second,decision,note\n",
        "first,second,decision\n",
        "\ufeff决定,其一,其二\r\n异,甲,乙",
        "note,decision,second,first\n,same,a,b\n\n",
    ],
)
def test_a_decision_goes_behind_the_others_under_the_heading_of_the_file(held: str) -> None:
    Path("d.csv").write_bytes(held.encode())
    before = () if not held else load_decisions("d.csv")

    append(Decision(first="甲,“公司”", second='"乙"', same=True), "d.csv")

    assert load_decisions("d.csv") == (
        *before,
        Decision(first="甲,“公司”", second='"乙"', same=True),
    )


names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.tuples(names, names, st.booleans()), max_size=5))
def test_any_decisions_read_back(decided: list[tuple[str, str, bool]]) -> None:
    kept = [Decision(first=a, second=b, same=same) for a, b, same in decided if a != b]
    Path("any.csv").unlink(missing_ok=True)

    for each in kept:
        append(each, "any.csv")

    assert not kept or list(load_decisions("any.csv")) == kept
