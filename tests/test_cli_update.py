"""The command `update`: what a clerk edited in a table comes back into the ledger."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Institution, Program, Source, Visit, evolve

SCHOOL = Institution(name="星川学院")
FIRM = Enterprise(name="蓝海公司")
VISIT = Visit(
    id="visit:a",
    date=PartialDate("2024-03-05"),
    visitor=SCHOOL.id,
    hosts=(FIRM.id,),
)
PAGE = Source(title="走访", text="星川学院走访蓝海公司。")
"""Its text is in no table."""
LEDGER = Ledger([SCHOOL, FIRM, VISIT, PAGE])

pytestmark = pytest.mark.usefixtures("no_terminal")


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def files(no_terminal: None) -> tuple[str, str]:
    """A ledger, and a workbook of it."""
    formats.dump(LEDGER, "ledger.json")
    formats.dump(LEDGER, "台账.xlsx")
    return "ledger.json", "台账.xlsx"


def edit(file: str, sheet: str, heading: str, value: str, row: int = 2) -> None:
    """Write `value` into a cell, as a clerk would."""
    book = openpyxl.load_workbook(file)
    (column,) = (cell.column for cell in book[sheet][1] if cell.value == heading)
    book[sheet].cell(row, column).value = value
    book.save(file)


def test_an_edit_comes_back_and_what_the_table_hid_stays(files: tuple[str, str]) -> None:
    edit(files[1], "走访", "日期", "2024-03-06")

    assert call("update", *files, "-o", "ledger.json") == (
        0,
        "visit:a, date: 2024-03-05 → 2024-03-06\n",
        "note: 1 change; 4 records written to ledger.json\n",
    )
    later = evolve(VISIT, date=PartialDate("2024-03-06"))
    assert formats.load("ledger.json") == Ledger([SCHOOL, FIRM, later, PAGE])


def test_without_output_the_changes_are_shown_only(files: tuple[str, str]) -> None:
    before = Path("ledger.json").read_bytes()
    edit(files[1], "走访", "日期", "2024-03-06")

    assert call("update", *files) == (
        0,
        "visit:a, date: 2024-03-05 → 2024-03-06\n",
        "note: 1 change; --output writes the ledger\n",
    )
    assert Path("ledger.json").read_bytes() == before


def test_where_nothing_was_edited_nothing_changes(files: tuple[str, str]) -> None:
    assert call("update", *files) == (0, "", "note: nothing changed\n")
    assert call("update", *files, "-o", "new.json") == (
        0,
        "",
        "note: nothing changed; 4 records written to new.json\n",
    )
    assert formats.load("new.json") == LEDGER


def test_a_row_that_cannot_be_read_leaves_its_record_as_it_was(files: tuple[str, str]) -> None:
    edit(files[1], "走访", "日期", "三月")
    edit(files[1], "企业", "简称", "蓝海")

    code, out, err = call("update", *files, "-o", "ledger.json")

    assert (code, out) == (1, "enterprise:蓝海公司, aliases: - → 蓝海\n")
    assert err.startswith("error: 台账.xlsx, sheet 走访, row 2, column ")
    firm = evolve(FIRM, aliases=("蓝海",))
    assert formats.load("ledger.json") == Ledger([SCHOOL, firm, VISIT, PAGE])


def test_a_faulty_ledger_is_not_written_over(files: tuple[str, str]) -> None:
    faulty = '{"type": "Program", "name": "行"}\n{"type": "Program"}\n'
    Path("a.jsonl").write_text(faulty)
    formats.dump([Program(name="行")], "b.json")

    code, out, err = call("update", "a.jsonl", "b.json", "-o", "a.jsonl")
    assert (code, out, Path("a.jsonl").read_text()) == (4, "", faulty)
    assert "would be lost" in err
    assert call("update", "a.jsonl", "b.json", "-o", "c.json")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("-o", "台账.xlsx"), 2, "--output: 台账.xlsx holds the edits; choose another file"),
        (("--from", "doc"), 2, "--from: found the format 'doc', expected one of json"),
        (("--from", "ftm"), 2, "--from: files in the format ftm are written, never read"),
        (("-o", "a.txt"), 2, "--output: found the suffix '.txt' of a.txt"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    files: tuple[str, str], arguments: tuple[str, ...], code: int, line: str
) -> None:
    before = Path(files[1]).read_bytes()
    found, out, err = call("update", *files, *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert err.startswith(f"error: {line}")
    assert Path(files[1]).read_bytes() == before


def test_a_folder_of_tables_comes_back_when_its_format_is_named(files: tuple[str, str]) -> None:
    later = evolve(VISIT, date=PartialDate("2024-03-06"))
    Path("台账").mkdir()
    formats.dump([SCHOOL, FIRM, later, PAGE], "台账", format="csv")

    code, out, err = call("update", "ledger.json", "台账", "--from", "csv")
    assert (code, out) == (0, "visit:a, date: 2024-03-05 → 2024-03-06\n")
    code, out, err = call("update", "ledger.json", "台账")
    assert (code, out) == (3, "")
    assert 'a folder of CSV tables needs format="csv", at the command convert --from csv' in err


def test_a_table_that_is_not_there_is_told(files: tuple[str, str]) -> None:
    code, out, err = call("update", "ledger.json", "no.xlsx", "-o", "ledger.json")
    assert (code, out) == (3, "")
    assert err.startswith("error: no.xlsx: found nothing at this path")
