"""Forms that schools hand in: a ledger becomes rows and a worklist, and rows become a ledger."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.errors import FormatError, InvalidValueError, UnknownNameError
from schoolenterprise.formats import dump, load
from schoolenterprise.formats.forms import form_of, worklist
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    Count,
    Enterprise,
    Extra,
    Institution,
    Official,
    Organization,
    Outcome,
    Participant,
    Placement,
    Post,
    Record,
    Visit,
    evolve,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.reader import read_news
from schoolenterprise.vocabulary import (
    ArrangementKind,
    CountKind,
    OrganizationKind,
    ParticipantRole,
)
from strategies.records import instances

SEEDS = Path(__file__).parent.parent / "seeds"

UNLIKE = "914201003000000011"
SCHOOL = Institution(name="星川学院", code="4142010834")
FIRM = Enterprise(name="蓝海公司", uscc="91110000600037341L")
PLANT = Enterprise(name="山河制造厂")
PARK = Organization(name="东湖园", kind=OrganizationKind.PARK)
LEADER = Participant(
    name="何静", titles=("校长", "教授"), organization=SCHOOL.id, role=ParticipantRole.LEADER
)
HOST = Participant(name="沈原", titles=("总经理",), organization=FIRM.id)
TRIP = Visit(
    date=PartialDate("2024-03-05"),
    visitor=SCHOOL.id,
    hosts=(FIRM.id, PARK.id, PLANT.id),
    participants=(LEADER,),
    received_by=(HOST,),
)
MONTH = Visit(
    date=PartialDate("2024-04"),
    visitor=SCHOOL.id,
    hosts=(PLANT.id,),
    outcomes=(Outcome(what=CountKind.POSTS_OFFERED, quantity=Quantity.exactly(12)),),
)
LEDGER = Ledger([SCHOOL, FIRM, PLANT, PARK, TRIP, MONTH])

STAYS = "it stays with this row; it is said of the visit when every row of it says so"

OWN = """
name = "own"
title = "走访登记"
rows = "visits"
[[field]]
heading = "学校"
from = "school.name"
[[field]]
heading = "企业"
from = "host.name"
required = true
[[field]]
heading = "哪天"
from = "date"
required = true
[[field]]
heading = "备注"
"""


def written(records: list[Record] | Ledger, form: str = "visits-2024") -> str:
    stream = io.StringIO()
    dump(records, stream, format="csv", form=form)
    return stream.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    """Rows below the headings and names, by name; blank cells left out."""
    _, names, *rest = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    return [{key: cell for key, cell in zip(names, row, strict=True) if cell} for row in rest]


def read(text: str, form: str = "visits-2024") -> Ledger:
    return load(io.StringIO(text), format="csv", form=form)


def test_a_row_is_an_employer_of_a_visit_and_what_is_not_known_is_blank() -> None:
    assert rows(written(LEDGER)) == [
        {
            "zjsjwyxbs": f"{TRIP.id}@{FIRM.id}",
            "xxdm": "4142010834",
            "zfqymc": "蓝海公司",
            "zfqydm": "91110000600037341L",
            "qtbfr": "何静",
            "zw": "校长、教授",
            "bfsj": "20240305",
            "qyjdr": "沈原",
            "jdrzw": "总经理",
        },
        # The park is no employer; nobody of the plant is named.
        {
            "zjsjwyxbs": f"{TRIP.id}@{PLANT.id}",
            "xxdm": "4142010834",
            "zfqymc": "山河制造厂",
            "qtbfr": "何静",
            "zw": "校长、教授",
            "bfsj": "20240305",
        },
        # A month is no day.
        {
            "zjsjwyxbs": f"{MONTH.id}@{PLANT.id}",
            "xxdm": "4142010834",
            "zfqymc": "山河制造厂",
            "ktggws": "12",
        },
    ]


def test_the_worklist_says_what_to_ask_whom_for() -> None:
    asked = worklist(LEDGER)
    assert [(each.row, each.whom, each.about) for each in asked] == [
        (1, "蓝海公司 沈原（总经理）", "2024年3月5日走访蓝海公司"),
        (1, "何静（校长、教授）", "2024年3月5日走访蓝海公司"),
        (2, "山河制造厂", "2024年3月5日走访山河制造厂"),
        (2, "何静（校长、教授）", "2024年3月5日走访山河制造厂"),
        (3, "山河制造厂", "2024年4月走访山河制造厂"),
        (3, "星川学院办公室", "2024年4月走访山河制造厂"),
    ]
    firm, leader, *_, last = asked
    assert {"需求专业代码", "平均薪酬（元）", "可提供岗位数"} <= set(firm.missing)
    assert not {"走访企业名称", "走访企业统一社会信用代码"} & set(firm.missing)
    assert leader.missing == ("访谈成果主要形式",)
    assert last.known == ("拜访时间：2024年4月",)
    assert str(leader) == "何静（校长、教授）：2024年3月5日走访蓝海公司，请补充访谈成果主要形式。"


def test_the_forms_have_the_fields_of_the_standard() -> None:
    visits, cooperation = form_of("visits-2024"), form_of("cooperation-2024")
    assert (len(visits.fields), len(cooperation.fields)) == (27, 14)
    assert not visits.verified
    assert [each.name for each in visits.fields][:3] == ["zjsjwyxbs", "xxdm", "zfqymc"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_a_form_holds_comes_back(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"走访{suffix}"
    dump(LEDGER, path, form="visits-2024")
    found = load(path, form="visits-2024")
    assert found.problems == ()
    assert written(found) == written(LEDGER)
    trip = found[TRIP.id]
    assert isinstance(trip, Visit)
    assert (trip.date, trip.hosts) == (TRIP.date, (FIRM.id, PLANT.id))
    assert trip.leader is not None
    assert (trip.leader.name, trip.leader.titles) == ("何静", ("校长", "教授"))
    assert found[FIRM.id] == FIRM


def test_the_workbook_has_dates_and_the_worklist(tmp_path: Path) -> None:
    path = tmp_path / "走访.xlsx"
    dump(LEDGER, path, form="visits-2024")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["访企拓岗", "待补", "行标识"]
    assert book["行标识"].sheet_state == "hidden"
    sheet = book["访企拓岗"]
    assert (sheet["C1"].value, sheet["C2"].value, sheet["C3"].value) == (
        "走访企业名称",
        "zfqymc",
        "蓝海公司",
    )
    # As the program that takes the form in wants them.
    assert (sheet["L3"].value, sheet["L3"].number_format) == ("20240305", "@")
    assert re.fullmatch(r"[A-Z0-9]{32}", sheet["A3"].value)
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("4142010834", "s")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D3", "$1:$2")
    assert [cell.value for cell in book["待补"][2]][:3] == [
        3,
        "蓝海公司 沈原（总经理）",
        "2024年3月5日走访蓝海公司",
    ]


def test_a_row_a_major_as_a_clerk_fills_it_in_is_kept() -> None:
    text = "走访企业名称,拜访时间,需求专业名称,可提供岗位数\r\n"
    text += "蓝海公司,2024/3/5,护理,3\r\n蓝海公司,2024年3月5日,会计,4\r\n"
    found = read(text)
    (visit,) = found.by_class(Visit)
    assert visit.id == "visit:2024-03-05/unnamed/蓝海公司"
    assert [
        (row["zfqymc"], row["xqzymc"], row["ktggws"], row["zjsjwyxbs"])
        for row in rows(written(found))
    ] == [
        ("蓝海公司", "护理", "3", f"{visit.id}@enterprise:蓝海公司"),
        ("蓝海公司", "会计", "4", f"{visit.id}@enterprise:蓝海公司@2"),
    ]
    assert rows(written(read(written(found)))) == rows(written(found))


def test_a_faulty_cell_is_told_and_takes_no_other() -> None:
    text = "走访企业名称,走访企业统一社会信用代码,拜访时间\r\n蓝海公司,123,某天\r\n,,2024-03-05\r\n"
    found = read(text)
    assert [(each.code, each.place.line, each.place.path) for each in found.problems] == [
        ("invalid-value", 2, "走访企业统一社会信用代码"),
        ("invalid-value", 2, "拜访时间"),
        ("missing-value", 3, "走访企业名称"),
    ]
    assert [each.hosts for each in found.by_class(Visit)] == [("enterprise:蓝海公司",)]


@pytest.mark.parametrize(
    ("heading", "typed"),
    [
        ("走访企业统一社会信用代码", "91110000600037341X"),
        ("学校代码", "99"),
        ("拜访时间", "2024-13-05"),
        ("可提供岗位数", "约10"),
    ],
)
def test_a_faulty_value_is_said_once(heading: str, typed: str) -> None:
    (problem,) = read(f"走访企业名称,{heading}\r\n蓝海公司,{typed}\r\n").problems
    assert str(problem).count(typed) == 1
    assert str(problem).count(heading) == 1
    assert str(problem).endswith("; it is not read")


def test_the_reason_of_a_fault_is_told() -> None:
    text = "走访企业名称,走访企业统一社会信用代码\r\n蓝海公司,91110000600037341X\r\n"
    assert str(read(text).problems[0]) == (
        "line 2, column 6, 走访企业统一社会信用代码: found '91110000600037341X', "
        "expected a 统一社会信用代码 of 18 characters (GB 32100-2015); "
        "found 'X' as check character, expected 'L'; compare it with the licence; it is not read"
    )


def test_a_code_that_no_school_bears_is_kept_and_told() -> None:
    found = read("走访企业名称,学校代码\r\n蓝海公司,4142019999\r\n")
    assert [each.code for each in found.problems] == ["unknown-school"]
    assert rows(written(found))[0]["xxdm"] == "4142019999"


def test_cooperation_is_a_row_a_school_and_an_employer() -> None:
    ledger = Ledger(
        [
            SCHOOL,
            FIRM,
            PLANT,
            Agreement(parties=(SCHOOL.id, FIRM.id), date=PartialDate("2023-05-06")),
            Arrangement(
                kind=ArrangementKind.ORDER_CLASS,
                institution=SCHOOL.id,
                partners=(FIRM.id,),
                since=PartialDate("2022-09"),
            ),
            Placement(institution=SCHOOL.id, hosts=(FIRM.id,), students=Quantity.exactly(30)),
            Placement(institution=SCHOOL.id, hosts=(PLANT.id,), students=Quantity.parse("≥10人")),
        ]
    )
    text = written(ledger, "cooperation-2024")
    shown = [(row["hzqymc"], row.get("hzksny"), row.get("jsdgsxxss")) for row in rows(text)]
    assert shown == [("蓝海公司", "202209", "30"), ("山河制造厂", None, None)]
    asked = "".join(map(str, worklist(ledger, "cooperation-2024")))
    assert "（已知接受顶岗实习学生数：≥10人）" in asked
    again = written(read(text, "cooperation-2024"), "cooperation-2024")
    assert [
        (row["hzqymc"], row.get("hzksny"), row.get("jsdgsxxss")) for row in rows(again)
    ] == shown


def test_what_a_later_row_says_of_a_body_is_learnt_and_contradictions_are_told() -> None:
    code = "91110000600037341L"
    text = "走访企业名称,走访企业统一社会信用代码,拜访时间\r\n"
    text += f"蓝海公司,,2024-03-05\r\n蓝海公司,{code},2024-03-06\r\n"
    found = read(text)
    assert (found[FIRM.id], found.problems) == (FIRM, ())
    assert [each.code for each in read(text.replace(",,", f",{UNLIKE},")).problems] == [
        "contradicting-rows"
    ]


def test_a_row_that_was_copied_with_its_key_is_a_row_of_its_own() -> None:
    key = f"{TRIP.id}@{FIRM.id}"
    text = "主键数据唯一性标识,走访企业名称,拜访时间,牵头拜访人\r\n"
    text += f"{key},蓝海公司,2024-03-05,何静\r\n{key},青山公司,2024-03-05,何静\r\n"
    text += f"{key},蓝海公司,2024-03-06,何静\r\n{key},蓝海公司,2024-03-05,沈原\r\n"
    found = read(text)
    assert [
        (each.code, each.place.line, each.place.path, each.advice) for each in found.problems
    ] == [
        ("contradicting-rows", 3, "走访企业名称", "the row is about an employer of its own"),
        ("contradicting-rows", 4, "拜访时间", "the row is about a visit of its own"),
        ("contradicting-rows", 5, "牵头拜访人", STAYS),
    ]
    assert [(str(each.date), each.hosts) for each in found.by_class(Visit)] == [
        ("2024-03-05", (FIRM.id, "enterprise:青山公司")),
        ("2024-03-06", (FIRM.id,)),
    ]


OPEN = Visit(date=PartialDate("2024-03"), visitor=SCHOOL.id, hosts=(FIRM.id, PLANT.id))


def filled_in(ledger: Ledger, *cells: tuple[int, str, str]) -> tuple[Ledger, Ledger]:
    """What a form says after somebody filled in cells of it, and the ledger merged with it."""
    _, names, *lines = csv.reader(io.StringIO(written(ledger).removeprefix("\ufeff")))
    for number, name, cell in cells:
        lines[number - 1][names.index(name)] = cell
    text = io.StringIO()
    csv.writer(text).writerows([names, *lines])
    found = read(text.getvalue())
    whole = Ledger(ledger)
    whole.merge(found)
    return found, whole


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([(1, "bfsj", "20240305")], [("blank-in-other-rows", 2)]),
        ([(1, "qtbfr", "何静")], [("blank-in-other-rows", 2)]),
        ([(2, "qtbfr", "何静"), (2, "zw", "校长")], [("blank-in-other-rows", 3)] * 2),
        ([(1, "bfsj", "20240305"), (2, "bfsj", "20240306")], [("contradicting-rows", 3)]),
        ([(1, "qtbfr", "何静"), (2, "qtbfr", "沈原")], [("contradicting-rows", 3)]),
    ],
)
def test_what_one_row_says_is_not_said_of_other_employers(
    cells: list[tuple[int, str, str]], told: list[tuple[str, int]]
) -> None:
    ledger = Ledger([SCHOOL, FIRM, PLANT, OPEN])
    found, whole = filled_in(ledger, *cells)
    assert [(each.code, each.place.line, each.advice) for each in found.problems] == [
        (code, line, STAYS) for code, line in told
    ]
    assert [(each.id, each.date, each.participants) for each in whole.by_class(Visit)] == [
        (OPEN.id, OPEN.date, ())
    ]
    expected = rows(written(ledger))
    for number, name, cell in cells:
        expected[number - 1][name] = cell
    assert [rows(written(each)) for each in (found, whole)] == [expected, expected]


def test_a_day_of_one_row_is_the_same_in_every_further_round() -> None:
    _, whole = filled_in(Ledger([SCHOOL, FIRM, PLANT, OPEN]), (1, "bfsj", "20240305"))
    found, again = filled_in(whole)
    assert [each.code for each in found.problems] == ["blank-in-other-rows"]
    assert (list(again), again.problems) == (list(whole), whole.problems)
    assert worklist(whole)[0].about == "2024年3月5日走访蓝海公司"


@pytest.mark.parametrize("titles", [("总经理", ""), ("", "总经理")])
def test_a_title_in_one_of_two_rows_of_an_employer_makes_nobody_twice(
    titles: tuple[str, str],
) -> None:
    text = "走访企业名称,拜访时间,企业接待人姓名,接待人职务\r\n"
    text += "".join(f"蓝海公司,2024-03-05,沈原,{each}\r\n" for each in titles)
    (visit,) = read(text).by_class(Visit)
    assert [(each.name, each.titles) for each in visit.received_by] == [("沈原", ("总经理",))]


def test_what_every_row_says_is_said_of_the_visit() -> None:
    ledger = Ledger([SCHOOL, FIRM, PLANT, OPEN])
    cells = [(row, *each) for row in (1, 2) for each in (("bfsj", "20240305"), ("qtbfr", "何静"))]
    found, _ = filled_in(ledger, *cells)
    (visit,) = found.by_class(Visit)
    assert (visit.date, visit.leader and visit.leader.name) == (PartialDate("2024-03-05"), "何静")
    assert (visit.extra, found.problems) == (Extra({}), ())


def test_a_visit_keeps_its_day_where_one_row_is_put_right() -> None:
    found, whole = filled_in(LEDGER, (2, "bfsj", "20240306"))
    assert [(each.code, each.place.line) for each in found.problems] == [("contradicting-rows", 3)]
    assert found.by_class(Visit)[0].date == TRIP.date
    days = [row.get("bfsj") for row in rows(written(whole))]
    assert days == ["20240305", "20240306", None]


def test_a_month_of_one_row_is_no_day_and_the_worklist_tells_it() -> None:
    _, whole = filled_in(Ledger([SCHOOL, FIRM, PLANT, OPEN]), (1, "bfsj", "2024年4月"))
    assert [row.get("bfsj") for row in rows(written(whole))] == [None, None]
    known = [each.known for each in worklist(whole) if each.known]
    assert known == [("拜访时间：2024年4月",), ("拜访时间：2024年3月",)]


def test_titles_of_a_day_are_no_posts() -> None:
    guest = Participant(name="沈原", titles=("2015届校友", "创始人"), organization=FIRM.id)
    visit = evolve(TRIP, received_by=(guest,))
    whole = Ledger([SCHOOL, FIRM, PLANT, PARK, visit])
    before = written(whole)
    found = read(before)
    whole.merge(found)
    assert [each.posts for each in whole.by_class(Official)] == [(), ()]
    told = found[visit.id]
    assert isinstance(told, Visit)
    assert [each.titles for each in told.received_by] == [guest.titles]
    assert written(whole) == before


def test_rows_without_a_day_are_visits_of_their_own() -> None:
    text = "走访企业名称,企业接待人姓名\r\n蓝海公司,何静\r\n蓝海公司,沈原\r\n"
    found = read(text)
    undated = "visit:undated/unnamed/蓝海公司"
    assert [each.id for each in found.by_class(Visit)] == [undated, f"{undated}#2"]
    assert [row["qyjdr"] for row in rows(written(found))] == ["何静", "沈原"]
    assert written(read(written(found))) == written(found)
    keyed = f"主键数据唯一性标识,走访企业名称\r\n,蓝海公司\r\n{undated}@{FIRM.id},蓝海公司\r\n"
    again = read(keyed)
    assert sorted(each.id for each in again.by_class(Visit)) == [undated, f"{undated}#2"]
    assert (found.problems, again.problems) == ((), ())


def test_a_row_without_a_key_joins_the_visit_of_its_day_and_employer() -> None:
    names, *rest = written(LEDGER).splitlines()[1:]
    by_hand = "4142010834,蓝海公司,20240305,护理"
    text = f"{names}\r\n" + "\r\n".join(rest)
    head = "学校代码,走访企业名称,拜访时间,需求专业名称,主键数据唯一性标识"
    known = f"4142010834,蓝海公司,20240305,会计,{TRIP.id}@{FIRM.id}"
    found = read(f"{head}\r\n{by_hand},\r\n{known}\r\n")
    assert [each.id for each in found.by_class(Visit)] == [TRIP.id]
    assert [row["xqzymc"] for row in rows(written(found))] == ["会计", "护理"]
    assert [each.id for each in read(text).by_class(Visit)] == [TRIP.id, MONTH.id]


def test_people_of_a_school_that_is_not_known_are_no_records_of_their_own() -> None:
    found = read(f"走访企业名称,牵头拜访人,职务,企业接待人姓名\r\n{FIRM.name},何静,校长,沈原\r\n")
    (visit,) = found.by_class(Visit)
    assert [(each.official, each.name, each.titles) for each in visit.participants] == [
        (None, "何静", ("校长",))
    ]
    assert [each.id for each in found.by_class(Official)] == [f"official:沈原@{FIRM.id}"]


def test_a_form_read_back_and_merged_says_the_same_and_no_more(tmp_path: Path) -> None:
    fair = Organization(name="星川软件行业协会", kind=OrganizationKind.ASSOCIATION)
    told = Visit(
        date=PartialDate("2024-05"),
        visitor=SCHOOL.id,
        hosts=(PLANT.id,),
        outcomes=(Outcome(what=CountKind.POSTS_OFFERED, quantity=Quantity.exactly(9)),),
        participants=(Participant(name="何静", role=ParticipantRole.LEADER),),
    )
    guest = Visit(date=PartialDate("2024-06-01"), visitor=SCHOOL.id, hosts=(fair.id,))
    base = Arrangement(
        kind=ArrangementKind.ORDER_CLASS,
        institution=SCHOOL.id,
        partners=(FIRM.id, PLANT.id),
        since=PartialDate("2023-09"),
    )
    signed = Agreement(parties=(SCHOOL.id, PLANT.id), date=PartialDate("2021-06-24"))
    placed = Placement(institution=SCHOOL.id, hosts=(FIRM.id,), students=Quantity.parse("30名"))
    records = [*LEDGER, fair, told, guest, base, signed, placed]
    for form in ("visits-2024", "cooperation-2024"):
        path = tmp_path / f"{form}.xlsx"
        dump(records, path, form=form)
        back = load(path, form=form)
        whole = Ledger(records)
        whole.merge(back)
        assert (back.problems, whole.problems) == ((), ())
        assert written(whole, form) == written(Ledger(records), form)
        kept = {each.id for each in records}
        assert {each.id for each in back.by_class(Visit)} <= kept
        assert [each.id for each in whole.by_class(Organization) if each.id not in kept] == []


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2024.3.5", "2024-03-05"), ("2024年3月5日", "2024-03-05"), ("20240305", "2024-03-05"),
        ("２０２４０３０５", "2024-03-05"), ("2024-03-05 14:30:00", "2024-03-05"), ("202403", "2024-03"),
        (20240305, "2024-03-05"), (datetime.date(2024, 3, 5), "2024-03-05"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(tmp_path: Path, typed: object, date: str) -> None:
    path = tmp_path / "走访.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["走访企业名称", "拜访时间"])
    book.active.append(["蓝海公司", typed])
    book.save(path)
    (visit,) = load(path, form="visits-2024").by_class(Visit)
    assert str(visit.date) == date


@pytest.mark.parametrize("typed", ["20241305", "20240231", "45356", "24.3.5", "某天", 45356])
def test_what_is_no_day_is_told_and_never_guessed(tmp_path: Path, typed: object) -> None:
    path = tmp_path / "走访.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["走访企业名称", "拜访时间"])
    book.active.append(["蓝海公司", typed])
    book.save(path)
    found = load(path, form="visits-2024")
    assert [(each.place.line, each.place.column) for each in found.problems] == [(2, 2)]
    assert [each.date for each in found.by_class(Visit)] == [None]


@pytest.mark.parametrize("typed", ["12", "12人", "１２", "12.0", "12 个"])
def test_a_number_is_read_as_people_write_it(typed: str) -> None:
    found = read(f"走访企业名称,可提供岗位数\r\n蓝海公司,{typed}\r\n")
    (visit,) = found.by_class(Visit)
    assert ([each.quantity.value for each in visit.outcomes], found.problems) == ([12], ())


def test_codes_are_read_in_any_case_and_numbers_in_their_place_are_doubted(tmp_path: Path) -> None:
    path = tmp_path / "走访.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["走访企业名称", "走访企业统一社会信用代码", "需求专业代码"])
    book.active.append(["蓝海公司", " 91110000600037341l ", 80901])
    book.save(path)
    found = load(path, form="visits-2024")
    assert found[FIRM.id] == FIRM
    assert [(each.code, each.place.column) for each in found.problems] == [("number-for-text", 3)]


def test_an_employer_that_is_no_firm_stays_none() -> None:
    text = "走访企业名称\r\n星川软件行业协会\r\n东海传感研究院\r\n东海研究院有限公司\r\n"
    found = read(text)
    assert [(each.id, each.kind) for each in found.by_class(Organization)] == [
        ("organization:星川软件行业协会", OrganizationKind.ASSOCIATION),
        ("organization:东海传感研究院", OrganizationKind.INSTITUTE),
        ("enterprise:东海研究院有限公司", OrganizationKind.ENTERPRISE),
    ]


@pytest.mark.parametrize(
    ("dates", "month"),
    [
        (["2024-11-15", "2023-05"], "202305"),
        (["2024-11-15", "2016"], None),
        (["2024-11-15", "2025"], "202411"),
        (["2023-07-10/2023-07-15"], "202307"),
        (["2023-07-30/2023-08-02"], None),
        (["2018-11~"], None),
        (["XXXX-09-12"], None),
    ],
)
def test_a_cooperation_begins_in_a_month_only_where_it_is_certain(
    dates: list[str], month: str | None
) -> None:
    signed = [Agreement(parties=(SCHOOL.id, FIRM.id), date=parse(each)) for each in dates]
    (row,) = rows(written([SCHOOL, FIRM, *signed], "cooperation-2024"))
    assert row.get("hzksny") == month
    asked = "".join(map(str, worklist([SCHOOL, FIRM, *signed], "cooperation-2024")))
    assert ("合作开始年月" in asked) is (month is None)


def test_titles_are_those_of_posts_held_on_that_day_and_others_are_told() -> None:
    def titles(post: Post) -> tuple[str | None, str]:
        official = Official(name="何静", posts=(post,))
        led = Participant(
            official=official.id,
            name="何静",
            organization=SCHOOL.id,
            role=ParticipantRole.LEADER,
        )
        visit = Visit(
            date=PartialDate("2024-03-05"), visitor=SCHOOL.id, hosts=(FIRM.id,), participants=(led,)
        )
        records = [SCHOOL, FIRM, official, visit]
        return rows(written(records))[0].get("zw"), "".join(map(str, worklist(records)))

    day, later = PartialDate("2024-03-05"), PartialDate("2024-03-09")
    post = Post(title="校长", organization=SCHOOL.id)
    term = evolve(post, since=PartialDate("2022"), until=PartialDate("2025"))
    assert [titles(evolve(post, seen=day))[0], titles(term)[0]] == ["校长", "校长"]
    blank, asked = titles(evolve(post, seen=later))
    assert blank is None
    assert "职务：校长（2024年3月9日见报）" in asked


def test_numbers_of_the_day_are_told_and_never_filled_in() -> None:
    count = Count(
        what=CountKind.INTERNS,
        quantity=Quantity.parse("13人"),
        organization=SCHOOL.id,
        date=TRIP.date,
    )
    records = [*LEDGER, count]
    assert all("jssxszyrs" not in row for row in rows(written(records)))
    assert worklist(records)[0].known == ("接受实习生人数：13人（当日报道学校之数，须核）",)


def test_who_visits_a_firm_of_their_own_is_no_school() -> None:
    led = Participant(name="沈原", organization=FIRM.id, role=ParticipantRole.LEADER)
    visit = Visit(hosts=(FIRM.id,), participants=(led,))
    assert rows(written([FIRM, visit])) == []


@pytest.mark.parametrize(
    "key", ["17", "institution:@enterprise:乙", "institution:@@enterprise:乙", "visit:undated//x@enterprise:乙", "agreement:甲@enterprise:乙", "visit:@enterprise:乙", "visit:甲@enterprise:", "@enterprise:乙"]
)  # fmt: skip
def test_a_key_of_somebody_else_never_breaks_a_file(key: str) -> None:
    found = read(f"主键数据唯一性标识,走访企业名称\r\n{key},蓝海公司\r\n,山河制造厂\r\n")
    assert {"蓝海公司", "山河制造厂"} <= {each.name for each in found.by_class(Enterprise)}


@settings(max_examples=30, deadline=None)
@given(
    name=st.text(min_size=1, max_size=12),
    leader=st.text(min_size=1, max_size=8),
    note=st.text(min_size=1, max_size=12),
)
def test_any_text_comes_back(name: str, leader: str, note: str) -> None:
    try:
        firm = Enterprise(name=name)
        led = Participant(name=leader, role=ParticipantRole.LEADER)
        noted = Extra({"visits-2024": [{"host": firm.id, "given": {"ftzyxs": note}}]})
        visit = Visit(hosts=(firm.id,), participants=(led,), extra=noted)
    except InvalidValueError:
        assume(False)
    text = written([firm, visit])
    again = read(text)
    assert written(again) == text
    assert [each.name for each in again.by_class(Enterprise)] == [name]


DATES = [None, *map(parse, ["2024-03-05", "2024-03", "2024-01-01/2024-01-03"])]


@settings(max_examples=30, deadline=None)
@given(visits=st.lists(instances(Visit), min_size=1, max_size=3), draw=st.data())
def test_whatever_the_visits_are_their_rows_come_back(
    visits: list[Visit], draw: st.DataObject
) -> None:
    ledger = Ledger([SCHOOL, FIRM, PLANT])
    for each in visits:
        known = Visit(
            date=draw.draw(st.sampled_from(DATES)),
            visitor=draw.draw(st.sampled_from([None, SCHOOL.id])),
            hosts=draw.draw(st.sampled_from([(FIRM.id,), (PLANT.id, FIRM.id)])),
            participants=tuple({one.name: one for one in each.participants}.values()),
            received_by=tuple({one.name: one for one in each.received_by}.values()),
            outcomes=each.outcomes,
        )
        if known.id not in ledger:
            ledger.add(known)
    text = written(ledger)
    # Bodies without a visit are no rows; the school of none is nowhere.
    assert sorted(map(str, rows(written(read(text))))) == sorted(map(str, rows(text)))


def test_a_template_of_ones_own_is_a_small_file(tmp_path: Path) -> None:
    form = tmp_path / "own.toml"
    form.write_text(OWN, encoding="utf-8")
    text = written(LEDGER, str(form)).removeprefix("\ufeff").splitlines()
    assert text == [
        "学校,企业,哪天,备注",
        "星川学院,蓝海公司,2024-03-05,",
        "星川学院,山河制造厂,2024-03-05,",
        "星川学院,山河制造厂,,",
    ]
    found = read("学校,企业,哪天,备注\r\n星川学院,蓝海公司,2024-03-05,再约\r\n", str(form))
    (visit,) = found.by_class(Visit)
    assert (visit.visitor, visit.date) == (SCHOOL.id, PartialDate("2024-03-05"))
    assert visit.extra == Extra({"own": [{"host": FIRM.id, "given": {"备注": "再约"}}]})


def test_a_workbook_of_ones_own_is_filled_beneath_its_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "登记表"
    sheet.append(["星川学院走访登记表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "企 业", "哪天", "备注"])
    for number in (1, 2):
        sheet.append([number])
    sheet.append(["注：一家单位一行"])
    sheet.merge_cells("A5:D5")
    sheet["B3"].font = openpyxl.styles.Font(name="仿宋")
    book.save(tmp_path / "登记表.xlsx")
    form = tmp_path / "own.toml"
    text = OWN.replace('rows = "visits"', 'rows = "visits"\ntemplate = "登记表.xlsx"')
    form.write_text(
        text.replace('heading = "学校"\nfrom = "school.name"', 'heading = "序号"\nfrom = "number"'),
        encoding="utf-8",
    )
    out = tmp_path / "走访.xlsx"
    dump(LEDGER, out, form=form)
    filled = openpyxl.load_workbook(out)
    assert filled.sheetnames == ["登记表", "待补"]
    rows = [list(row[:3]) for row in filled["登记表"].iter_rows(values_only=True)]
    day = datetime.datetime(2024, 3, 5)
    assert rows == [
        ["星川学院走访登记表", None, None],
        ["序号", "企 业", "哪天"],
        [1, "蓝海公司", day],
        [2, "山河制造厂", day],
        [3, "山河制造厂", None],
        ["注：一家单位一行", None, None],
    ]
    assert {str(each) for each in filled["登记表"].merged_cells.ranges} == {"A1:D1", "A6:D6"}
    assert [cell.value for cell in filled["待补"][2]][:3] == [
        5,
        "星川学院办公室",
        "2024年4月走访山河制造厂",
    ]
    assert filled["登记表"]["B5"].font.name == "仿宋"
    found = load(out, form=form)
    assert [each.code for each in found.problems] == ["no-key-field"]
    assert [each.hosts for each in found.by_class(Visit)] == [(FIRM.id,), (PLANT.id,), (PLANT.id,)]


def own_workbook(folder: Path, fields: str, *lines: Sequence[object]) -> Path:
    """A form of one's own whose template has these lines, and a visit's employer and `fields`."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(folder / "登记表.xlsx")
    form = folder / "own.toml"
    text = 'name = "own"\ntitle = "登记"\nrows = "visits"\ntemplate = "登记表.xlsx"\n'
    text += '[[field]]\nheading = "企业"\nfrom = "host.name"\n' + fields
    form.write_text(text, encoding="utf-8")
    return form


NUMBERED = '[[field]]\nheading = "序号"\nfrom = "number"\n'
KEYED = '[[field]]\nheading = "标识"\nfrom = "key"\n'
NOTED = '[[field]]\nheading = "备注"\n'


@pytest.mark.parametrize("at", [0, 2, 3])
def test_text_in_any_cell_ends_the_room_and_moves_down(tmp_path: Path, at: int) -> None:
    note: list[object] = [None] * 4
    note[at] = "注：一家单位一行"
    head: list[object] = ["序号", "企业", "备注", "核对"]
    form = own_workbook(tmp_path, NUMBERED + NOTED, head, [1], ["2"], note, [None, None, "完"])
    out = tmp_path / "走访.xlsx"
    dump(LEDGER, out, form=form)
    lines = [list(line) for line in openpyxl.load_workbook(out).active.iter_rows(values_only=True)]
    assert [line[:2] for line in lines[1:4]] == [
        [1, "蓝海公司"],
        [2, "山河制造厂"],
        [3, "山河制造厂"],
    ]
    assert lines[4:] == [note, [None, None, "完", None]]
    assert len(load(out, form=form).by_class(Visit)) == 3


def test_numbers_and_formulas_of_a_template_are_no_notes(tmp_path: Path) -> None:
    form = own_workbook(tmp_path, NUMBERED, ["序号", "企业", "行"], *[["=ROW()-1", None, 7]] * 3)
    out = tmp_path / "走访.xlsx"
    dump(LEDGER, out, form=form)
    assert openpyxl.load_workbook(out).active.max_row == 4


def test_a_form_of_ones_own_without_keys_is_told_once_and_with_keys_is_known_again(
    tmp_path: Path,
) -> None:
    head: list[object] = ["企业", "标识", "核对"]
    for fields, codes in (("", ["no-key-field"]), (KEYED, [])):
        form = own_workbook(tmp_path, fields, head)
        out = tmp_path / "走访.xlsx"
        dump(LEDGER, out, form=form)
        # Of its own column 核对 nothing is said, nor is there a worklist that asks nothing.
        assert openpyxl.load_workbook(out).sheetnames == ["Sheet"]
        found = load(out, form=form)
        known = [each.code for each in found.problems]
        assert known == codes
    assert [each.id for each in found.by_class(Visit)] == [TRIP.id, MONTH.id]


def test_a_worklist_that_asks_nothing_is_no_sheet(tmp_path: Path) -> None:
    form = tmp_path / "own.toml"
    form.write_text(OWN.replace("required = true\n", ""), encoding="utf-8")
    dump(LEDGER, tmp_path / "走访.xlsx", form=form)
    assert openpyxl.load_workbook(tmp_path / "走访.xlsx").sheetnames == ["走访登记"]


def test_a_template_without_the_headings_is_told(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "登记表.xlsx")
    form = tmp_path / "own.toml"
    text = OWN.replace('rows = "visits"', 'rows = "visits"\ntemplate = "登记表.xlsx"')
    form.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="no heading 学校、企业、哪天、备注"):
        dump(LEDGER, tmp_path / "走访.xlsx", form=form)
    (tmp_path / "登记表.xlsx").write_bytes(b"PK")
    with pytest.raises(FormatError, match="a workbook"):
        dump(LEDGER, tmp_path / "走访.xlsx", form=form)
    assert not (tmp_path / "走访.xlsx").exists()


def test_a_template_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    sound, bad = tmp_path / "a.xlsx", tmp_path / "登记表.xlsx"
    openpyxl.Workbook().save(sound)
    with zipfile.ZipFile(sound) as files, zipfile.ZipFile(bad, "w") as copies:
        for name in files.namelist():
            merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
            copies.writestr(name, files.read(name).replace(b"</worksheet>", merged))
    form = tmp_path / "own.toml"
    text = OWN.replace('rows = "visits"', 'rows = "visits"\ntemplate = "登记表.xlsx"')
    form.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="larger than a form"):
        dump(LEDGER, tmp_path / "走访.xlsx", form=form)


@pytest.mark.parametrize(
    ("faulty", "line", "path", "found"),
    [
        (OWN.replace('"date"', '"day"'), 14, "field[2].from", "'day'"),
        (OWN.replace('"date"', '"since"'), 14, "field[2].from", "'since'"),
        (OWN.replace('"哪天"', '"企业"'), 13, "field[2].heading", "'企业' a second time"),
        (OWN.replace("required = true\n[[", "require = true\n[[", 1), 11, "field[1].require", "unknown key 'require'"),
        (OWN.replace('rows =', 'template = "../a.xlsx"\nrows ='), 4, "template", "'../a.xlsx'"),
        (OWN.replace('"date"', '"date"\nwritten = "YYYYMM"'), 15, "field[2].written", "'YYYYMM'"),
        (OWN.replace('"date"', '"date"\nask = "me"'), 15, "field[2].ask", "'me'"),
        (OWN.replace('rows = "visits"', 'rows = "days"'), 4, "rows", "'days'"),
        (OWN.replace('from = "host.name"\n', ""), None, "field", "no field from 'host.name'"),
        ("name = 1 2\n", 1, None, "no TOML"),
    ],
)  # fmt: skip
def test_a_faulty_form_is_told_with_line_and_key(
    tmp_path: Path, faulty: str, line: int | None, path: str | None, found: str
) -> None:
    form = tmp_path / "own.toml"
    form.write_text(faulty, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        form_of(form)
    problem = caught.value.problem
    assert (problem.place.line, problem.place.path) == (line, path)
    assert problem.found.startswith(found)


def test_an_unknown_form_and_a_file_that_is_none_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"visits-2024"):
        form_of("visits-2023")
    with pytest.raises(FormatError, match="走访企业名称"):
        read("姓名,年龄\r\n何静,40\r\n")


def test_a_form_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="one table"):
        dump(LEDGER, tmp_path / "走访.zip", form="visits-2024")
    assert list(tmp_path.iterdir()) == []


def test_hostile_cells_stay_text(tmp_path: Path) -> None:
    name = "=1+1\x07；甲"
    firm = Enterprise(name=name)
    visit = Visit(visitor=SCHOOL.id, hosts=(firm.id,))
    path = tmp_path / "走访.xlsx"
    dump([SCHOOL, firm, visit], path, form="visits-2024")
    cell = openpyxl.load_workbook(path)["访企拓岗"]["C3"]
    assert (cell.data_type, cell.value) == ("s", "=1+1\\u0007；甲")
    assert [each.name for each in load(path, form="visits-2024").by_class(Enterprise)] == [name]
    assert [each.name for each in read(written([SCHOOL, firm, visit])).by_class(Enterprise)] == [
        name
    ]


def test_a_cell_that_is_too_long_is_cut_and_told(tmp_path: Path) -> None:
    visit = Visit(
        hosts=(FIRM.id,),
        extra=Extra({"visits-2024": [{"host": FIRM.id, "given": {"ftzyxs": "谈" * 40_000}}]}),
    )
    path = tmp_path / "走访.xlsx"
    dump([FIRM, visit], path, form="visits-2024")
    book = openpyxl.load_workbook(path)
    assert len(book["访企拓岗"]["O3"].value) == 32_767
    assert "问题" in book.sheetnames


def test_a_visit_to_a_park_and_four_firms_is_four_rows() -> None:
    reading = read_news((SEEDS / "003.txt").read_text(encoding="utf-8"))
    found = rows(written(list(reading)))
    assert [(row["zfqymc"], row["qtbfr"], row["zw"], row["bfsj"]) for row in found] == [
        (name, "鞠梅", "院长", "20240124")
        for name in ("方正集团", "旭创科技", "鼎科医疗", "日月新半导体公司")
    ]
