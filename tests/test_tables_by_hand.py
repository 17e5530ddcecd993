"""Tables as people leave them: every edit is read, every fault told with its row and column."""

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, InvalidValueError, Problem
from schoolenterprise.formats import csv, xlsx
from schoolenterprise.ledger import Ledger, diff, updated
from schoolenterprise.model import (
    Count,
    Enterprise,
    Evidence,
    Institution,
    InternshipTerms,
    Official,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Source,
    Visit,
    evolve,
)
from schoolenterprise.vocabulary import CountKind

SCHOOL = Institution(name="星川职业技术学院")
FIRM = Enterprise(name="江城蓝海智能装备有限公司", aliases=("蓝海智能",))
HEAD = Official(name="何静", posts=(Post(title="校长", organization=SCHOOL.id),))
SOURCE = Source(text="3月5日，何静前往蓝海智能走访。", published=PartialDate("2024-03-08"))
VISIT = Visit(
    date=PartialDate("2024-03-05"),
    visitor=SCHOOL.id,
    hosts=(FIRM.id,),
    participants=(Participant(official=HEAD.id, name="何静", titles=("校长",)),),
    evidence=(
        Evidence(source=SOURCE.id, field="date", start=0, end=4, quote="3月5日"),
        Evidence(source=SOURCE.id, field="participants[0].name", start=5, end=7, quote="何静"),
    ),
    extra={"remark": "已核"},
)
LEDGER = Ledger([SOURCE, SCHOOL, FIRM, HEAD, VISIT])


def edited(edit: Callable[[Any], object], records: Iterable[Record] = LEDGER) -> Ledger:
    """Write `records`, let somebody `edit` the workbook, and read it."""
    stream, saved = io.BytesIO(), io.BytesIO()
    xlsx.dump(records, stream)
    book = openpyxl.load_workbook(stream)
    edit(book)
    book.save(saved)
    return xlsx.load(io.BytesIO(saved.getvalue()))


def problems(ledger: Ledger) -> list[Problem]:
    """Return what was amiss but for the columns that a table of a few lines lacks."""
    return [each for each in ledger.problems if each.code != "columns-not-shown"]


def told(ledger: Ledger) -> list[str]:
    return [str(each) for each in problems(ledger)]


def workbook(sheets: dict[str, list[list[Any]]]) -> Ledger:
    book, saved = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(saved)
    return xlsx.load(io.BytesIO(saved.getvalue()))


def test_a_reader_of_another_make_sees_the_cells_of_a_clerk(tmp_path: Path) -> None:
    xlsx.dump(LEDGER, tmp_path / "台账.xlsx")
    book = python_calamine.load_workbook(tmp_path / "台账.xlsx")
    assert book.sheet_names == ["走访", "院校", "企业", "人员", "来源文档"]
    head, row = book.get_sheet_by_name("走访").to_python()
    assert head[:6] == ["走访编号", "日期", "走访方", "被访单位", "另有", "走访人员"]
    assert row[1:6] == [
        datetime.date(2024, 3, 5),
        "星川职业技术学院",
        "江城蓝海智能装备有限公司",
        "否",
        "何静（校长）",
    ]


def test_what_a_person_edits_is_what_diff_lists() -> None:
    def edit(book: Any) -> None:
        sheet = book["走访"]
        sheet["B2"] = datetime.datetime(2024, 3, 6)
        sheet["C2"] = "　星川职业技术学院 "
        sheet["D2"] = "蓝海智能；江城蓝海智能装备有限公司"
        sheet["F2"] = "何静（校长、党委书记）; 陈立（总经理，单位：蓝海智能，角色：接待）"
        sheet.insert_cols(2)
        sheet.insert_rows(2)
        sheet["C4"], sheet["D4"] = "2024年3月", "星川职业技术学院"
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True

    ledger = edited(edit)
    assert told(ledger) == ["sheet 走访: found hidden rows: 1; read like the others"]
    changes = [str(each) for each in diff(LEDGER, updated(LEDGER, ledger))]
    assert changes[0] == f"{VISIT.id}, date: 2024-03-05 → 2024-03-06"
    assert changes[1] == f"{VISIT.id}, hosts: {FIRM.id} → {FIRM.id}, {FIRM.id}"
    assert changes[2].startswith(f"{VISIT.id}, participants: ")
    assert changes[3:] == ["visit:2024-03/星川职业技术学院/unnamed: added"]


def test_what_a_table_does_not_show_is_brought_back() -> None:
    def edit(book: Any) -> None:
        book["走访"]["B2"] = "2024-03-06"
        book["走访"]["F2"] = "陈立；何静（校长、教授）"

    whole = updated(LEDGER, edited(edit))
    visit = whole[VISIT.id]
    assert dict(visit.extra) == {"remark": "已核"}
    assert [(each.field, each.quote) for each in visit.evidence] == [
        ("participants[1].name", "何静")
    ]
    assert whole[SOURCE.id] == SOURCE


def test_a_workbook_that_nobody_edited_changes_nothing() -> None:
    assert updated(LEDGER, edited(lambda book: None)) == LEDGER


def test_removed_rows_are_removed_but_faulty_ones_stay_as_they_were() -> None:
    other = Visit(date=PartialDate("2024-04-01"))

    def edit(book: Any) -> None:
        book["走访"]["B2"] = "三月初"
        book["走访"].delete_rows(3)

    ledger = edited(edit, Ledger([*LEDGER, other]))
    assert told(ledger) == [
        f"sheet 走访, row 2, column B, {VISIT.id}, date: found '三月初', expected a date or period"
        " in EDTF, such as 2022-02-18 or 2024-09-22/2024-09-26; " + ledger.problems[0].advice
    ]
    assert [str(each) for each in diff(Ledger([*LEDGER, other]), updated(LEDGER, ledger))] == [
        f"{other.id}: removed"
    ]


def test_sheets_that_are_gone_leave_their_records_alone() -> None:
    def edit(book: Any) -> None:
        for name in ("来源文档", "院校", "人员", "走访"):
            book.remove(book[name])

    assert updated(LEDGER, edited(edit)) == LEDGER


def test_a_copied_row_says_what_to_do() -> None:
    def edit(book: Any) -> None:
        sheet = book["专项"]
        sheet["A3"], sheet["B3"] = sheet["A2"].value, "春风行动"

    ledger = edited(edit, [Program(name="企业行")])
    (text,) = told(ledger)
    assert text.startswith("sheet 专项, row 3, program:企业行: found a different record")
    assert text.endswith("empty the id of a copied row")


def test_an_emptied_row_is_a_removed_one() -> None:
    def edit(book: Any) -> None:
        book["专项"]["B2"] = None

    programs = [Program(name="企业行"), Program(name="春风行动")]
    ledger = edited(edit, programs)
    assert list(updated(Ledger(programs), ledger)) == programs[1:]


def test_a_name_that_nobody_bears_is_a_problem_of_its_cell() -> None:
    ledger = workbook({"走访": [["日期", "被访单位"], ["2024", "无名公司"], ["2023", None]]})
    assert [str(each.date) for each in ledger.by_class(Visit)] == ["2023"]
    (text,) = told(ledger)
    assert text.startswith("sheet 走访, row 2, column B, hosts: found '无名公司'")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("=1/0", "a formula without its value"),
        (123, "the number 123"),
        (1.5, "the number 1.5"),
        (9.142010012345679e17, "the number 914201001234"),
        (True, "TRUE"),
    ],
)
def test_a_cell_that_is_no_text_is_told(cell: Any, found: str) -> None:
    ledger = workbook({"企业": [["名称", "行业"], ["甲公司", cell], ["乙公司", "C39"]]})
    assert "乙公司" in [each.name for each in ledger.by_class(Enterprise)]
    assert any(
        each.found.startswith(found)
        and (each.place.sheet, each.place.line, each.place.column) == ("企业", 2, 2)
        for each in ledger.problems
    )


def test_an_error_in_a_cell_takes_no_neighbour() -> None:
    def edit(book: Any) -> None:
        book["专项"]["B2"] = "#REF!"
        book["专项"]["B2"].data_type = "e"

    ledger = edited(edit, [Program(name="企业行"), Program(name="春风行动")])
    assert [each.id for each in ledger] == ["program:春风行动"]
    assert told(ledger)[0].startswith(
        "sheet 专项, row 2, column B, program:企业行, name: found the error #REF!"
    )


def test_merged_cells_give_their_value_to_every_row() -> None:
    def edit(book: Any) -> None:
        sheet = book["走访"]
        sheet["A3"], sheet["B3"] = None, "2024-04-01"
        sheet.merge_cells("C2:C3")

    ledger = edited(edit)
    assert [each.visitor for each in ledger.by_class(Visit)] == [SCHOOL.id] * 2
    assert told(ledger) == [
        "sheet 走访, row 2, column C: found merged cells; the value is taken for every row"
    ]


def test_unknown_and_repeated_headings_are_kept_and_told() -> None:
    rows: list[list[Any]] = [
        ["2024年台账", None, None, None],
        ["名 称", "备注", "名称", None],
        ["甲", "好", "乙", 7],
    ]
    ledger = workbook({"专项": rows})
    (program,) = ledger
    assert program == Program(name="甲", extra={"备注": "好", "名称 (2)": "乙", "第4列": 7})
    assert [each.code for each in problems(ledger)] == [
        "rows-above-headings",
        "unknown-heading",
        "repeated-heading",
        "no-heading",
    ]


def test_a_month_that_a_spreadsheet_made_a_day_is_a_month_again() -> None:
    def edit(book: Any) -> None:
        book["走访"]["B2"] = datetime.datetime(2024, 3, 1)
        book["走访"]["B2"].number_format = 'yyyy"年"m"月"'

    (visit,) = edited(edit).by_class(Visit)
    assert str(visit.date) == "2024-03"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-1", "@a", "＝1", "#REF!", "'=1", "'a", "_x0041_"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    programs = [Program(name=text, aliases=(text, f"{text}；"))]
    xlsx.dump(programs, tmp_path / "x.xlsx")
    csv.dump(programs, tmp_path / "x.csv")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["专项"]["B2"]
    assert cell.data_type == "s"
    assert list(xlsx.load(tmp_path / "x.xlsx")) == programs
    assert list(csv.load(tmp_path / "x.csv")) == programs
    cells = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    assert not any(each.startswith(tuple("=+-@＝")) for each in cells)


def test_a_text_too_long_for_a_cell_is_cut_in_the_open_and_comes_back() -> None:
    program = Program(name="企业行", aliases=("长" * 40_000,))
    ledger = edited(lambda book: None, [program])
    assert [each.code for each in ledger.problems] == ["cut-cell"]
    assert ledger.by_class(Program)[0].aliases == ()
    assert list(updated(Ledger([program]), ledger)) == [program]


def test_the_sheet_of_problems_names_what_was_cut(tmp_path: Path) -> None:
    xlsx.dump([Program(name="企业行", aliases=("长" * 40_000,))], tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [cell.value for cell in book["问题"][2]][:7] == [
        "提醒",
        None,
        "专项",
        2,
        "C",
        "program:企业行",
        "aliases",
    ]
    assert len(book["专项"]["C2"].value) == 32_767
    assert book["专项"]["C2"].value.endswith("…〔已截断，共40000字〕")


def test_a_template_has_every_sheet(tmp_path: Path) -> None:
    xlsx.dump([], tmp_path / "x.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames) == 14
    assert list(xlsx.load(tmp_path / "x.xlsx")) == []


def archived(members: dict[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        for name, data in members.items():
            files.writestr(name, data)
    return io.BytesIO(stream.getvalue())


_MAIN = b'<workbook><sheets><sheet name="x"/></sheets></workbook>'
_BOMB = b'<!DOCTYPE a [<!ENTITY b "b">]><workbook><sheet name="&b;"/></workbook>'


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (io.BytesIO(b""), "an empty file"),
        (io.BytesIO(b"PK\x03\x04 cut"), "cut off or of another kind"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old workbook"),
        (archived({"a.txt": b""}), "a file without a workbook"),
        (archived({"xl/workbook.xml": b"<workbook"}), "damaged"),
        (archived({"xl/workbook.xml": _BOMB}), "a document type"),
        (archived({"xl/workbook.xml": b"0" * 2**27}), "parts of 134,217,728 bytes"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_line(source: io.BytesIO, found: str) -> None:
    with pytest.raises(FormatError, match=found):
        xlsx.load(source)


def test_a_sheet_that_is_not_in_the_file_is_told() -> None:
    assert told(xlsx.load(archived({"xl/workbook.xml": _MAIN}))) == [
        "sheet x: found a sheet that is not in the file, expected a sheet"
    ]


def test_a_damaged_sheet_leaves_its_records_alone() -> None:
    stream, damaged = io.BytesIO(), io.BytesIO()
    xlsx.dump(LEDGER, stream)
    with zipfile.ZipFile(stream) as files, zipfile.ZipFile(damaged, "w") as copies:
        for name in files.namelist():
            data = files.read(name)
            copies.writestr(name, data[:-200] if name == "xl/worksheets/sheet1.xml" else data)
    ledger = xlsx.load(io.BytesIO(damaged.getvalue()))
    assert [(each.code, each.place.sheet) for each in ledger.problems] == [
        ("damaged-sheet", "走访")
    ]
    assert updated(LEDGER, ledger) == LEDGER


def test_a_row_of_csv_that_lacks_cells_leaves_its_record_alone() -> None:
    programs = Ledger([Program(name="企业行", aliases=("走访",)), Program(name="春风行动")])
    text = "专项编号,名称,简称\nprogram:企业行,企业行\nprogram:春风行动,春风行动,\n"
    assert updated(programs, csv.load(named(text.encode(), "a.csv"))) == programs


def test_csv_is_read_as_spreadsheets_save_it() -> None:
    text = "名称;简称\r\n 企业行 ;走访；拜访\r\n\r\n"
    ledger = csv.load(named(text.encode("gb18030"), "专项.csv"))
    assert list(ledger) == [Program(name="企业行", aliases=("走访", "拜访"))]


def named(data: bytes, name: str) -> io.BytesIO:
    stream = io.BytesIO(data)
    stream.name = name
    return stream


def test_every_fault_of_csv_has_its_line_and_column() -> None:
    text = '专项编号,名称\r\n,甲\r\n,"乙"丙\r\n,丁,戊\r\n己\r\n,=1\r\n,"庚\n,辛'
    ledger = csv.load(named(text.encode(), "a.csv"))
    assert [each.name for each in ledger.by_class(Program)] == ["甲", "=1", "辛"]
    assert [(each.code, each.place.line, each.place.column) for each in problems(ledger)] == [
        ("formula-start", 6, 2),
        ("faulty-cell", 3, 2),
        ("wrong-width", 4, None),
        ("wrong-width", 5, None),
        ("faulty-cell", 7, 2),
    ]


def test_csv_of_several_classes_goes_into_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="expected records of one class"):
        csv.dump(LEDGER, tmp_path / "x.csv")
    csv.dump(LEDGER, f"{tmp_path}/台账/")
    names = sorted(each.name for each in (tmp_path / "台账").iterdir())
    assert names == ["人员.csv", "企业.csv", "来源文档.csv", "走访.csv", "院校.csv"]
    assert updated(LEDGER, csv.load(tmp_path / "台账")) == LEDGER


def test_a_quantity_is_written_as_people_write_it() -> None:
    what = CountKind.AGREEMENTS_SIGNED.label
    ledger = workbook({"数据": [["项目", "数量"], [what, "≥10家"], [what, "十来家"], [what, 7]]})
    assert [str(each.quantity) for each in ledger.by_class(Count)] == ["≥10家", "7"]
    assert [(each.code, each.place.line) for each in problems(ledger)] == [("invalid-value", 3)]


def test_changes_of_unknown_keys_are_told_one_by_one() -> None:
    old = Program(name="企业行", extra={"a": 1, "b": True})
    new = evolve(old, extra={"a": 1.0, "b": True, "c": None})
    assert [str(each) for each in diff([old], [new])] == [
        "program:企业行, extra['a']: 1 → 1.0",
        "program:企业行, extra['c']: - → -",
    ]


def test_a_column_that_is_gone_leaves_its_field_alone() -> None:
    def edit(book: Any) -> None:
        book["走访"].delete_cols(6)
        book["企业"]["C1"] = "别名"

    ledger = edited(edit)
    assert [str(each) for each in ledger.problems if each.code == "columns-not-shown"] == [
        "sheet 走访, row 1, visit:*, participants: found no column 走访人员;"
        " what stands there stays in an update",
        "sheet 企业, row 1, enterprise:*, aliases: found no column 简称;"
        " what stands there stays in an update",
    ]
    assert [str(each) for each in diff(LEDGER, updated(LEDGER, ledger))] == [
        f"{FIRM.id}, extra['别名']: - → 蓝海智能"
    ]


def test_a_column_of_terms_that_is_gone_leaves_that_term_alone() -> None:
    placement = Placement(
        institution=SCHOOL.id,
        hosts=(FIRM.id,),
        terms=InternshipTerms(host_staff=20, youngest_age=17),
    )
    records = [SCHOOL, FIRM, placement]

    def edit(book: Any) -> None:
        sheet = book["实习"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, heads["实习条件／在岗职工人数"]).value = 30
        sheet.delete_cols(heads["实习条件／最小年龄"])

    whole = updated(Ledger(records), edited(edit, records))
    assert [str(each) for each in diff(records, whole)] == [
        f"{placement.id}, terms: {placement.terms!r} → "
        f"{InternshipTerms(host_staff=30, youngest_age=17)!r}"
    ]


@pytest.mark.parametrize("gone", [True, False], ids=["no sheet", "a faulty row"])
def test_who_took_part_is_the_same_when_nothing_is_known_of_people(gone: bool) -> None:
    def edit(book: Any) -> None:
        book["走访"]["B2"] = "2024-03-06"
        if gone:
            book.remove(book["人员"])
        else:
            book["人员"]["C2"] = "校长（无名学院"

    assert [str(each) for each in diff(LEDGER, updated(LEDGER, edited(edit)))] == [
        f"{VISIT.id}, date: 2024-03-05 → 2024-03-06"
    ]


def test_a_sheet_whose_rows_are_all_gone_leaves_them_alone_with_a_word() -> None:
    ledger = edited(lambda book: book["走访"].delete_rows(2))
    assert told(ledger) == [
        "sheet 走访, row 1: found no row below the headings;"
        " records of this class stay in an update"
    ]
    assert updated(LEDGER, ledger) == LEDGER


def test_a_row_beside_the_headings_is_told() -> None:
    ledger = workbook({"专项": [["名称", None], ["甲"], [None, "合计：1"]]})
    assert [(each.code, each.place.line) for each in problems(ledger)] == [
        ("no-heading", 1),
        ("unread-row", 3),
    ]


def test_the_one_name_of_several_that_nobody_bears_is_told() -> None:
    ledger = edited(lambda book: book["走访"].cell(2, 4, "蓝海智能；无名公司"))
    (text,) = told(ledger)
    assert text.endswith("no row bears the name '无名公司'; add one, or write an id")


def test_a_day_in_place_of_text_is_told() -> None:
    ledger = workbook({"专项": [["名称"], [datetime.date(2024, 3, 5)]]})
    assert list(ledger) == [Program(name="2024-03-05")]
    assert told(ledger) == [
        "sheet 专项, row 2, column A, name: found the date 2024-03-05, expected text;"
        " spreadsheets make dates of 3-5 and 1/2; format the column as text"
    ]


def test_a_change_of_a_text_of_several_lines_is_one_line() -> None:
    old = Program(name="企业行", extra={"a": "一\n二"})
    (change,) = diff([old], [evolve(old, extra={})])
    assert str(change) == "program:企业行, extra['a']: '一\\n二' → -"
