"""Forms that schools hand in: a ledger becomes rows and a worklist, and rows become a ledger."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, InvalidValueError, UnknownNameError
from schoolenterprise.formats import dump, load
from schoolenterprise.formats.forms import form_of, worklist
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    Enterprise,
    Extra,
    Institution,
    Organization,
    Outcome,
    Participant,
    Placement,
    Record,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.reader import read_news
from schoolenterprise.vocabulary import (
    ArrangementKind,
    CountKind,
    OrganizationKind,
    ParticipantRole,
)

SEEDS = Path(__file__).parent.parent / "seeds"

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
            "bfsj": "2024-03-05",
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
            "bfsj": "2024-03-05",
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
    first, _, last = worklist(LEDGER)
    assert first.whom == "何静（校长、教授）"
    assert {"需求专业代码", "平均薪酬（元）"} <= set(first.missing)
    assert not {"走访企业名称", "拜访时间", "企业接待人姓名"} & set(first.missing)
    assert last.whom == "星川学院办公室"
    assert last.known == ("拜访时间：2024-04",)
    assert str(last).startswith("山河制造厂（2024-04/星川学院/山河制造厂）：请向星川学院办公室补充")


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
    assert book.sheetnames == ["访企拓岗", "待补"]
    sheet = book["访企拓岗"]
    assert (sheet["C1"].value, sheet["C2"].value, sheet["C3"].value) == (
        "走访企业名称",
        "zfqymc",
        "蓝海公司",
    )
    assert sheet["L3"].is_date
    assert [cell.value for cell in book["待补"][4]][2] == "星川学院办公室"


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
    assert shown == [("蓝海公司", "2022-09", "30"), ("山河制造厂", None, None)]
    assert worklist(ledger, "cooperation-2024")[1].known[0].startswith("接受顶岗实习学生数：")
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
    key = f"{TRIP.id}@{FIRM.id}"
    text = "主键数据唯一性标识,走访企业名称,拜访时间\r\n"
    text += f"{key},蓝海公司,2024-03-05\r\n{key}@2,青山公司,2024-03-06\r\n"
    assert [(each.code, each.place.line, each.place.path) for each in read(text).problems] == [
        ("contradicting-rows", 3, "走访企业名称"),
        ("contradicting-rows", 3, "拜访时间"),
    ]


@pytest.mark.parametrize(
    "key", ["17", "agreement:甲@enterprise:乙", "visit:@enterprise:乙", "visit:甲@enterprise:", "@enterprise:乙"]
)  # fmt: skip
def test_a_key_of_somebody_else_never_breaks_a_file(key: str) -> None:
    found = read(f"主键数据唯一性标识,走访企业名称\r\n{key},蓝海公司\r\n,山河制造厂\r\n")
    assert "山河制造厂" in {each.name for each in found.by_class(Enterprise)}


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


@pytest.mark.parametrize(
    ("faulty", "line", "path", "found"),
    [
        (OWN.replace('"date"', '"day"'), 14, "field[2].from", "'day'"),
        (OWN.replace('"date"', '"since"'), 14, "field[2].from", "'since'"),
        (OWN.replace('"哪天"', '"企业"'), 13, "field[2].heading", "'企业' a second time"),
        (OWN.replace("required = true\n[[", "require = true\n[[", 1), 11, "field[1].require", "unknown key 'require'"),
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
        (name, "鞠梅", "院长", "2024-01-24")
        for name in ("方正集团", "旭创科技", "鼎科医疗", "日月新半导体公司")
    ]
