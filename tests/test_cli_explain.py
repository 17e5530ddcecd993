"""`read --explain`: the text with its marks, the rules behind each record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from schoolenterprise.cli import main
from schoolenterprise.cli._explain import MOST, marked_text
from schoolenterprise.reader import explain_news

S, A = "星川职业技术学院", "湖北云帆科技有限公司"
PAGE = f"3月5日，{S}校长何静走访{A}。\n学校很满意，下一步将走访云海精工有限公司。\n"

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    no_terminal: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Calls `read` in a folder with `page.txt`, as if no terminal were there."""
    monkeypatch.setenv("COLUMNS", "200")
    Path("page.txt").write_text(PAGE, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["schoolenterprise", "read", *arguments])
        return main(), *capsys.readouterr()

    return call


def test_without_colours_a_mark_stands_in_brackets_with_its_kind_and_meaning(call: Call) -> None:
    code, out, _ = call("page.txt", "--explain", "--published", "2024-03-08")
    assert code == 0
    assert f"[3月5日|date 2024-03-05]，[{S}|organization][校长|title {S}][何静|person {S}]" in out
    assert f"[走访|trigger][{A}|organization]。\n[学校|organization {S}]很满意" in out


def test_every_record_stands_with_its_rules_and_the_words_where_they_fired(call: Call) -> None:
    _, out, _ = call("page.txt", "--explain", "--published", "2024-03-08")
    (line,) = [line for line in out.splitlines() if line.startswith("visit:")]
    assert line.split() == [f"visit:2024-03-05/{S}/{A}", "visit-verb-of-going「走访」"]
    assert "visit-visitor-is-body-of-leader「何静」" in out


def test_what_was_refused_stands_with_the_rule_and_every_rule_with_its_meaning(call: Call) -> None:
    _, out, _ = call("page.txt", "--explain")
    refused = out.partition("未采信 1")[2].partition("规则 ")[2]
    assert "visit-planned" in refused
    assert "a verb of going in a clause of plan or wish or refusal" in out


def test_json_gives_the_same_to_a_program(call: Call) -> None:
    _, out, _ = call("page.txt", "--explain", "--format", "json", "--published", "2024-03-08")
    (page,) = json.loads(out)
    assert page["file"] == "page.txt"
    for mark in page["marks"]:
        assert PAGE[mark["start"] : mark["end"]] == mark["quote"]
    rules_of = {each["id"]: [rule["rule"] for rule in each["rules"]] for each in page["records"]}
    assert rules_of[f"visit:2024-03-05/{S}/{A}"][0] == "visit-verb-of-going"
    named = {each["rule"] for each in page["refusals"]}
    assert named == {"visit-planned"} <= page["rules"].keys()


def test_json_lines_give_a_page_a_line(call: Call) -> None:
    Path("more.txt").write_text(PAGE, encoding="utf-8")
    _, out, _ = call("page.txt", "more.txt", "--explain", "--format", "jsonl")
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["page.txt", "more.txt"]


def test_a_text_cannot_steer_the_terminal(call: Call) -> None:
    Path("page.txt").write_text(f"校长何静走访{A}。\x1b[31m\u202e\n", encoding="utf-8")
    _, out, _ = call("page.txt", "--explain")
    assert r"\x1b[31m" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_on_a_terminal_marks_are_painted_and_the_text_stays_as_it_is() -> None:
    explanation = explain_news(PAGE)
    painted = marked_text(explanation, coloured=True)
    assert painted.plain == PAGE
    spans = {PAGE[span.start : span.end]: span.style for span in painted.spans}
    assert (spans["何静"], spans["走访"]) == ("black on yellow", "bold red")
    console = Console(force_terminal=True, color_system="standard", width=80)
    with console.capture() as shown:
        console.print(painted)
    assert "\x1b[30;43m何静\x1b[0m" in shown.get()


def test_it_goes_to_standard_output_only(call: Call) -> None:
    code, _, err = call("page.txt", "--explain", "-o", "ledger.json")
    assert (code, "leave --output out" in err) == (2, True)
    assert not Path("ledger.json").exists()


def test_it_is_for_a_few_files(call: Call) -> None:
    Path("many").mkdir()
    for number in range(MOST + 1):
        Path(f"many/{number}.txt").write_text(PAGE, encoding="utf-8")
    code, out, err = call("many", "--explain")
    assert (code, out) == (2, "")
    assert f"found {MOST + 1} files, at most {MOST}" in err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_explained(call: Call) -> None:
    Path("empty.txt").write_text("", encoding="utf-8")
    code, out, err = call("missing.txt", "empty.txt", "page.txt", "--explain")
    assert code == 3
    assert "missing.txt" in err
    assert "visit-verb-of-going" in out
