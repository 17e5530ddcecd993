"""Tables made to do harm, or by accident as if they were: a word, an error, never more memory."""

import io
import os
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from schoolenterprise.errors import FormatError, Place, Problem
from schoolenterprise.formats import csv, xlsx
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Official, Post, Program

_MAIN = '<workbook xmlns:r="r"><sheets><sheet name="专项" r:id="s"/></sheets></workbook>'
_RELATED = (
    '<Relationships><Relationship Id="s" Type="/worksheet" Target="s.xml"/>'
    '<Relationship Id="t" Type="/sharedStrings" Target="t.xml"/>'
    '<Relationship Id="f" Type="/styles" Target="f.xml"/></Relationships>'
)
POSTS = (
    Post(title="校长"),
    Post(title="招生就业处处长"),
    Post(title="创新创业教育学院院长"),
    Post(title="教授"),
)
_NAME = '<row r="1"><c t="inlineStr"><is><t>名称</t></is></c></row>'


def book(**parts: str) -> io.BytesIO:
    """Return a workbook of a sheet 专项 with these parts: `s` the sheet, `t` texts, `f` styles."""
    members = {"xl/workbook.xml": _MAIN, "xl/_rels/workbook.xml.rels": _RELATED}
    return packed(members | {f"xl/{name}.xml": part for name, part in parts.items()})


def packed(members: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as files:
        for name, text in members.items():
            files.writestr(name, text)
    return io.BytesIO(stream.getvalue())


def peak_of(work: Callable[[], object]) -> int:
    """Return how many bytes `work` takes at most."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def named(stream: io.BytesIO, name: str) -> io.BytesIO:
    stream.name = name
    return stream


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ("<a>" * 1_000, "elements in one another, deeper than 100"),
        ("<row><c>" * 1_000, "elements in one another, deeper than 100"),
        (f"<w>{_NAME}<row r='1048577'/></w>", "row 1,048,577, where a sheet has 1,048,576"),
        (f"<w>{_NAME}<row><c r='XFE2'/></row></w>", "column 16,385; a sheet has 16,384"),
    ],
)
def test_a_sheet_beyond_what_sheets_are_is_damaged(sheet: str, why: str) -> None:
    (problem,) = xlsx.load(book(s=sheet)).problems
    assert (problem.code, problem.place.sheet) == ("damaged-sheet", "专项")
    assert why in problem.found


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"f": "<a>" * 1_000}, "deeper than 100"),
        ({"t": "<a>" * 1_000}, "deeper than 100"),
        ({"f": f"<a>{'<b/>' * 1_100_000}</a>"}, "more than 1,000,000 elements"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_part_beyond_what_parts_are_is_refused(part: dict[str, str], why: str) -> None:
    with pytest.raises(FormatError, match=why):
        xlsx.load(book(**part))


def test_one_text_of_millions_of_characters_is_read_in_one_go() -> None:
    text = "长" * 3_000_000
    sheet = f'<w>{_NAME}<row><c t="s"><v>0</v></c></row></w>'
    (program,) = xlsx.load(book(s=sheet, t=f"<sst><si><t>{text}</t></si></sst>"))
    assert program == Program(id=program.id, name=text)


def test_rows_of_which_nothing_is_said_take_no_memory() -> None:
    sheet = io.BytesIO(book(s=f"<w>{_NAME}{'<row/>' * 100_000}</w>").getvalue())
    assert peak_of(lambda: xlsx.load(sheet)) < 2_000_000


def test_a_sheet_that_is_named_twice_is_read_once() -> None:
    main = _MAIN.replace("</sheets>", '<sheet name="x" r:id="s"/></sheets>')
    sheet = f'<w>{_NAME}<row><c t="str"><v>甲</v></c></row></w>'
    members = {"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": _RELATED, "xl/s.xml": sheet}
    ledger = xlsx.load(packed(members))
    assert list(ledger) == [Program(name="甲")]
    assert [each.place.sheet for each in ledger.problems if each.code == "missing-sheet"] == ["x"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_as_no_spreadsheet_packs_is_refused(method: int) -> None:
    with pytest.raises(FormatError, match="packed in an unusual way"):
        xlsx.load(packed({"xl/workbook.xml": _MAIN}, method))


@pytest.mark.parametrize("found", ["\x07\x00", "\ud800", "=1+1", "长" * 40_000])
def test_the_sheet_of_problems_holds_whatever_was_found(found: str) -> None:
    problem = Problem(code="x", found=found, place=Place(file="a.txt", line=3))
    stream = io.BytesIO()
    xlsx.dump(Ledger([Program(name="企业行")], problems=[problem]), stream)
    assert list(xlsx.load(io.BytesIO(stream.getvalue()))) == [Program(name="企业行")]


def test_a_line_of_too_many_cells_is_one_fault() -> None:
    text = "专项编号,名称\n,甲" + "," * 200_000 + "\n,乙\n"
    stream = named(io.BytesIO(text.encode()), "a.csv")
    assert peak_of(lambda: csv.load(stream)) < 5_000_000
    stream.seek(0)
    ledger = csv.load(stream)
    assert list(ledger) == [Program(name="乙")]
    assert [(each.code, each.place.line) for each in ledger.problems][1:] == [("wrong-width", 2)]


def test_an_archive_without_csv_is_refused() -> None:
    with pytest.raises(
        FormatError, match=r"found none, but 'xl/workbook\.xml', expected an archive"
    ):
        csv.load(named(book(), "a.zip"))


def test_a_folder_without_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(FormatError, match=r"found none, but 'a\.txt', expected a folder of CSV"):
        csv.load(tmp_path)


def test_what_systems_hide_in_archives_is_passed_over() -> None:
    members = {"专项.csv": "名称\n甲\n", "__MACOSX/._专项.csv": "\0\5\x16\7"}
    ledger = csv.load(named(packed(members), "a.zip"))
    assert list(ledger) == [Program(name="甲")]
    assert [each.code for each in ledger.problems] == ["columns-not-shown"]


def test_a_folder_holds_the_last_ledger_alone(tmp_path: Path) -> None:
    (tmp_path / "说明.csv").write_text("别的", encoding="utf-8")
    csv.dump([Program(name="企业行"), Enterprise(name="甲")], tmp_path)
    csv.dump([Enterprise(name="乙")], tmp_path)
    assert list(csv.load(tmp_path)) == [Enterprise(name="乙")]
    assert (tmp_path / "说明.csv").read_text(encoding="utf-8") == "别的"


def test_a_title_above_the_headings_hides_no_separator() -> None:
    text = "2024年台账\r\n专项编号;名称\r\n;甲,乙\r\n"
    assert list(csv.load(named(io.BytesIO(text.encode()), "a.csv"))) == [Program(name="甲,乙")]


def test_columns_are_wide_where_there_are_few(tmp_path: Path) -> None:
    problem = Problem(code="x", found="长" * 40)
    xlsx.dump(Ledger([Official(name="何静", posts=POSTS)], problems=[problem]), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["人员"].column_dimensions["C"].width == 50
    assert book["问题"].column_dimensions["H"].width == 45


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX's")
def test_a_disk_that_is_full_is_an_error_of_the_system(tmp_path: Path) -> None:
    program = """if True:
        import errno, resource, signal
        from schoolenterprise import Ledger, Program, dump
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            dump(Ledger(Program(name=f"甲{at}" * 20) for at in range(2_000)), "x.xlsx")
        except OSError as error:
            print(error.errno == errno.EFBIG, error.filename is not None)
    """
    command = [sys.executable, "-W", "ignore", "-c", program]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, os.listdir(tmp_path)) == ("True True\n", [])
