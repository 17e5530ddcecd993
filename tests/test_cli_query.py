"""The command `query`: its options, its forms, what it refuses."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli._answers import MOST_ROWS
from schoolenterprise.cli._columns import listing_of
from schoolenterprise.cli._questions import KINDS, OPTIONS
from schoolenterprise.cli._tables import words_of
from schoolenterprise.cli._wording import Wording
from schoolenterprise.cli.app import app
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Enterprise,
    Event,
    IndustryCollege,
    Institution,
    Official,
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Signatory,
    Source,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import (
    AgreementStatus,
    ArrangementKind,
    CountKind,
    EnterpriseFlag,
    EventKind,
    InstitutionLevel,
    OrganizationKind,
    ParticipantRole,
    PlacementKind,
    VisitMode,
    VisitPurpose,
)
from strategies.records import ledgers

SCHOOL = Institution(
    name="星川职业技术学院", aliases=("星川职院",), level=InstitutionLevel.HIGHER_VOCATIONAL
)
OTHER = Institution(name="云岭学院")
FIRM = Enterprise(
    name="江城蓝海智能装备有限公司",
    aliases=("蓝海智能",),
    region="420100",
    industry="C39",
    flags=(EnterpriseFlag.LISTED,),
)
PARK = Organization(name="云岭科技园", kind=OrganizationKind.PARK, region="510100")
HEAD = Official(
    name="何静",
    posts=(Post(title="校长", organization=SCHOOL.id, until=PartialDate("2022")),),
)
GUEST = Official(name="陆远", posts=(Post(title="总经理", organization=FIRM.id),))
DRIVE = Program(name="新春企业行", organizer=SCHOOL.id)
FIRST = Visit(
    id="visit:first",
    date=PartialDate("2022-02-22"),
    visitor=SCHOOL.id,
    hosts=(FIRM.id,),
    participants=(Participant(name="何静", official=HEAD.id, role=ParticipantRole.LEADER),),
    purposes=(VisitPurpose.JOB_DEVELOPMENT,),
    program=DRIVE.id,
)
SECOND = Visit(
    id="visit:second",
    date=PartialDate("2023-05"),
    visitor=OTHER.id,
    hosts=(PARK.id, FIRM.id),
    mode=VisitMode.ONLINE,
)
THIRD = Visit(id="visit:third", visitor=FIRM.id, hosts=(SCHOOL.id,), mode=VisitMode.INBOUND)
PACT = Agreement(
    id="agreement:pact",
    date=PartialDate("2022-03-01"),
    parties=(SCHOOL.id, FIRM.id),
    status=AgreementStatus.SIGNED,
    signatories=(Signatory(name="何静", official=HEAD.id, party=SCHOOL.id),),
    expires=PartialDate("2025-06"),
)
TALKS = Agreement(id="agreement:talks", parties=(SCHOOL.id, PARK.id), status=AgreementStatus.TALKS)
COLLEGE = IndustryCollege(id="industry_college:a", name="蓝海产业学院", institution=SCHOOL.id)
COLLEGE_B = IndustryCollege(
    id="industry_college:b", name="云岭产业学院", institution=OTHER.id, partners=(FIRM.id,)
)
CLASS = Arrangement(
    id="arrangement:class",
    kind=ArrangementKind.ORDER_CLASS,
    institution=SCHOOL.id,
    partners=(FIRM.id,),
)
BASE = Arrangement(
    id="arrangement:base", kind=ArrangementKind.INTERNSHIP_BASE, institution=OTHER.id
)
ROLE = Appointment(id="appointment:role", official=GUEST.id, role="客座教授", by=SCHOOL.id)
INTERNS = Placement(
    id="placement:interns",
    institution=SCHOOL.id,
    hosts=(FIRM.id,),
    students=Quantity(at_least=90),
    kind=PlacementKind.POST,
)
WALK = Placement(
    id="placement:walk",
    institution=OTHER.id,
    hosts=(PARK.id,),
    students=Quantity.exactly(150),
    kind=PlacementKind.ORIENTATION,
)
SIGNING = Event(id="event:signing", kind=EventKind.SIGNING, name="签约仪式")
FORUM = Event(id="event:forum", kind=EventKind.FORUM, name="座谈会")
POSTS = Count(
    id="count:posts",
    what=CountKind.POSTS_OFFERED,
    quantity=Quantity(at_least=150),
    organization=SCHOOL.id,
)
HOSTED = Count(
    id="count:interns",
    what=CountKind.INTERNS,
    quantity=Quantity.exactly(80),
    organization=OTHER.id,
)
PAGE = Source(id="source:page", title="走访", published=PartialDate("2022-02-25"))

EVERYTHING = Ledger(
    (
        *(SCHOOL, OTHER, FIRM, PARK, HEAD, GUEST, DRIVE, PAGE),
        *(FIRST, SECOND, THIRD, PACT, TALKS, COLLEGE, COLLEGE_B, CLASS, BASE),
        *(ROLE, INTERNS, WALK, SIGNING, FORUM, POSTS, HOSTED),
    )
)

pytestmark = pytest.mark.usefixtures("no_terminal")


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def written(*records: Record) -> str:
    formats.dump(records or EVERYTHING, "ledger.json")
    return "ledger.json"


def asked(kind: str, *options: str) -> list[str]:
    """The ids of the records that `query` gives."""
    code, out, err = call("query", written(), kind, *options, "--format", "json")
    assert (code, err) == (0, "")
    loaded = formats.loads(out)
    assert loaded.problems == ()
    return [record.id for record in loaded]


def refused(*arguments: str) -> str:
    code, out, err = call("query", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def as_it_was(cell: str) -> str:
    """The text of a cell whose apostrophe keeps a spreadsheet from running it."""
    return re.sub(r"\A'(?='*[=+\-@＝＋－＠\t\r\n])", "", cell)


# -- what the options ask


@pytest.mark.parametrize(
    ("kind", "options", "answer"),
    [
        ("visits", [], [FIRST, SECOND, THIRD]),
        ("走访", ["--limit", "1"], [FIRST]),
        ("visits", ["--limit", "0"], []),
        ("visits", ["--year", "2022"], [FIRST]),
        ("visits", ["--year", "2022", "--possibly"], [FIRST, THIRD]),
        ("visits", ["--since", "2022-03"], [SECOND]),
        ("visits", ["--until", "2022-02"], [FIRST]),
        ("visits", ["--since", "2023-05-10", "--until", "2023-05-20"], []),
        (
            "visits",
            ["--since", "2023-05-10", "--until", "2023-05-20", "--possibly"],
            [SECOND, THIRD],
        ),
        ("visits", ["--by", "星川职院"], [FIRST]),
        ("visits", ["--by", SCHOOL.id], [FIRST]),
        ("visits", ["--to", "蓝海智能"], [FIRST, SECOND]),
        ("visits", ["--to", "蓝海智能", "--by", "云岭学院"], [SECOND]),
        ("visits", ["--led-by", "何静"], [FIRST]),
        ("visits", ["--kind", "园区"], [SECOND]),
        ("visits", ["--hosted-by-kind", "park"], [SECOND]),
        ("visits", ["--kind", "企业", "--region", "湖北省"], [FIRST, SECOND]),
        ("visits", ["--kind", "park", "--region", "湖北省"], []),
        ("visits", ["--industry", "C"], [FIRST, SECOND]),
        ("visits", ["--program", "新春企业行"], [FIRST]),
        ("visits", ["--mode", "online"], [SECOND]),
        ("visits", ["--purpose", VisitPurpose.JOB_DEVELOPMENT.label], [FIRST]),
        ("visits", ["--involving", "云岭科技园"], [SECOND]),
        ("visits", ["--naming", "何静"], [FIRST]),
        ("visits", ["--sort-by", "date"], [FIRST, SECOND, THIRD]),
        ("visits", ["--sort-by", "日期", "--descending"], [SECOND, FIRST, THIRD]),
        ("visits", ["--sort-by", "visitor", "--limit", "1"], [THIRD]),
        ("agreements", ["--signed-with", "星川职院"], [PACT, TALKS]),
        ("agreements", ["--signed-with", "星川职院", "--signed-with", "蓝海智能"], [PACT]),
        ("agreements", ["--signed-by", "何静"], [PACT]),
        ("agreements", ["--status", "talks"], [TALKS]),
        ("agreements", ["--expiring-before", "2025-07-01"], [PACT]),
        ("organizations", ["--called", "蓝海智能"], [FIRM]),
        ("organizations", ["--kind", "学校"], [SCHOOL, OTHER]),
        ("institutions", ["--level", InstitutionLevel.HIGHER_VOCATIONAL.label], [SCHOOL]),
        ("enterprises", ["--industry", "C39", "--region", "武汉市"], [FIRM]),
        ("enterprises", ["--flag", EnterpriseFlag.LISTED.label], [FIRM]),
        ("officials", ["--of", "星川职院"], [HEAD]),
        ("officials", ["--of", "星川职院", "--at", "2023"], []),
        ("officials", ["--of", "星川职院", "--at", "2021-06", "--title", "校长"], [HEAD]),
        ("officials", ["--of", "蓝海智能", "--title", "校长"], []),
        ("officials", ["--title", "总经理"], [GUEST]),
        ("programs", ["--called", "新春企业行"], [DRIVE]),
        ("industry-colleges", ["--of", "云岭学院"], [COLLEGE_B]),
        ("industry-colleges", ["--run-with", "蓝海智能"], [COLLEGE_B]),
        ("arrangements", ["--kind", "订单班"], [CLASS]),
        ("arrangements", ["--run-with", "蓝海智能", "--of", "星川职院"], [CLASS]),
        ("appointments", ["--of", "陆远", "--by", "星川职院"], [ROLE]),
        ("placements", ["--by", "云岭学院"], [WALK]),
        ("placements", ["--to", "蓝海智能", "--kind", "post"], [INTERNS]),
        ("placements", ["--sort-by", "students", "--descending"], [WALK, INTERNS]),
        ("events", ["--kind", "签约仪式"], [SIGNING]),
        ("counts", ["--of", "星川职院", "--what", "posts_offered"], [POSTS]),
        ("sources", ["--year", "2022"], [PAGE]),
    ],
    ids=lambda value: (
        " ".join(value) if isinstance(value, list) and value and isinstance(value[0], str) else None
    ),
)
def test_a_question_is_answered(kind: str, options: list[str], answer: list[Record]) -> None:
    assert asked(kind, *options) == [record.id for record in answer]


def test_every_kind_is_answered_and_every_option_is_known_to_one() -> None:
    for kind, cls in KINDS.items():
        assert asked(kind) == [record.id for record in EVERYTHING.by_class(cls.cls)]
    assert [option.name for option in OPTIONS if not option.kinds] == []


# -- counting


def test_the_numbers_stand_in_a_table() -> None:
    code, out, err = call("query", written(), "visits", "--count-by", "host", "--distinct", "year")

    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines() if "──" not in line and line] == [
        ["被访单位", "3"],
        ["被访单位", "年份数"],
        ["江城蓝海智能装备有限公司", "2"],
        ["云岭科技园", "1"],
        ["星川职业技术学院", "0"],
    ]


def test_an_id_that_the_name_does_not_tell_stands_beside_it() -> None:
    code, out, err = call("query", written(), "visits", "--count-by", "带队")

    assert (code, err) == (0, "note: without leader, and not counted: 2\n")
    assert [line.split() for line in out.splitlines() if "──" not in line and line] == [
        ["带队", "1"],
        ["编号", "带队", "走访数"],
        [HEAD.id, "何静", "1"],
    ]


@pytest.mark.parametrize(
    ("kind", "options", "numbers"),
    [
        ("visits", ["--count-by", "year"], {2022: 1, 2023: 1}),
        ("visits", ["--count-by", "host", "--top", "1"], {FIRM.id: 2}),
        ("visits", ["--count-by", "hosts", "--at-least", "2"], {FIRM.id: 2}),
        ("visits", ["--count-by", "visitor", "--year", "2023"], {OTHER.id: 1}),
        ("visits", ["--count-by", "visitor", "--distinct", "host", "--top", "1"], {OTHER.id: 2}),
        ("visits", ["--count-by", "方式"], {"on_site": 1, "online": 1, "inbound": 1}),
        ("visits", ["--count-by", "more_hosts"], {False: 3}),
        ("visits", ["--count-by", "date"], {"2022-02-22": 1, "2023-05": 1}),
        ("agreements", ["--count-by", "party"], {SCHOOL.id: 2, FIRM.id: 1, PARK.id: 1}),
        ("agreements", ["--count-by", "signatory"], {HEAD.id: 1}),
        ("officials", ["--count-by", "organization"], {SCHOOL.id: 1, FIRM.id: 1}),
        ("officials", ["--count-by", "title"], {"校长": 1, "总经理": 1}),
        ("industry-colleges", ["--count-by", "partner"], {FIRM.id: 1}),
    ],
)
def test_numbers(kind: str, options: list[str], numbers: dict[object, int]) -> None:
    code, out, _ = call("query", written(), kind, *options, "--format", "json")

    found = json.loads(out)["counts"]
    assert code == 0
    assert [(each["value"], each["number"]) for each in found] == list(numbers.items())


def test_numbers_in_json_and_csv() -> None:
    options = ("query", written(), "visits", "--count-by", "visitor", "--top", "1", "--format")

    assert json.loads(call(*options, "json")[1]) == {
        "count_by": "visitor",
        "distinct": None,
        "without": 0,
        "counts": [{"value": SCHOOL.id, "name": "星川职业技术学院", "number": 1}],
    }
    assert cells(call(*options, "csv")[1]) == [
        ["编号", "走访方", "走访数"],
        [SCHOOL.id, "星川职业技术学院", "1"],
    ]


def test_numbers_of_what_has_no_id_in_csv() -> None:
    _, out, _ = call("query", written(), "visits", "--count-by", "年份", "--format", "csv")

    assert out == "年份,走访数\n2022,1\n2023,1\n"


# -- the forms


def test_records_in_a_table() -> None:
    code, out, err = call("query", written(), "visits", "--by", "云岭学院")

    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines() if "──" not in line and line] == [
        ["走访", "1"],
        ["日期", "走访方", "被访单位", "方式"],
        ["2023-05", "云岭学院", "云岭科技园、江城蓝海智能装备有限公司", "线上"],
    ]


def test_records_in_csv_have_every_column() -> None:
    _, out, _ = call("query", written(), "officials", "--title", "校长", "--format", "csv")

    assert out == f"编号,姓名,单位,职务\n{HEAD.id},何静,星川职业技术学院,校长\n"


def test_no_answer_is_an_answer() -> None:
    ledger = written()

    assert call("query", ledger, "visits", "--year", "1999") == (0, "走访 0\n", "")
    assert call("query", ledger, "visits", "--year", "1999", "--format", "csv")[1].count("\n") == 1
    assert asked("visits", "--year", "1999") == []


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("out.csv", [], b"\xef\xbb\xbf\xe7\xbc\x96\xe5\x8f\xb7,"),
        ("out.json", [], b'{"schema":"schoolenterprise/1",\n"records":[\n{"type":"Visit"'),
        ("out.txt", [], "走访 3\n".encode()),
        ("out", ["--format", "csv"], b"\xef\xbb\xbf"),
    ],
)
def test_the_suffix_of_the_file_says_the_form(name: str, options: list[str], start: bytes) -> None:
    assert call("query", written(), "visits", *options, "-o", name) == (0, "", "")
    assert Path(name).read_bytes().startswith(start)


def test_a_long_table_is_cut_and_says_so() -> None:
    firms = [Enterprise(name=f"公司{number}") for number in range(MOST_ROWS + 1)]
    ledger = written(*firms)

    _, out, err = call("query", ledger, "enterprises")
    assert out.count("公司") == MOST_ROWS
    assert err == (
        f"note: the table shows the first {MOST_ROWS} of {MOST_ROWS + 1}; "
        "--limit, --format csv and --format json give more\n"
    )
    assert call("query", ledger, "enterprises", "--limit", "999")[1].count("公司") == len(firms)
    assert len(cells(call("query", ledger, "enterprises", "--format", "csv")[1])) == 1 + len(firms)


def test_a_ledger_with_problems_still_answers() -> None:
    Path("ledger.jsonl").write_text('{"type":"Program"}\n{"type":"Program","name":"企业行"}\n')

    code, out, err = call("query", "ledger.jsonl", "programs", "--format", "csv")

    assert (code, cells(out)[1][:2]) == (0, ["program:企业行", "企业行"])
    assert err == "note: ledger.jsonl: 1 error; `schoolenterprise check` lists them\n"


# -- what is refused


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["visit"], "KIND: found 'visit'; did you mean visits?"),
        (["甲"], "KIND: found '甲', expected one of visits, agreements, organizations"),
        (
            ["visits", "--signed-with", "甲"],
            "--signed-with asks nothing of visits; it is for agreem",
        ),
        (["officials", "--year", "2022"], "--year asks nothing of officials; it is for visits, "),
        (["counts", "--of", "甲", "--at", "2022"], "--at asks nothing of counts; it is for offici"),
        (["officials", "--at", "2022"], "--at goes with --of"),
        (["visits", "--possibly"], "--possibly goes with --year or --since or --until"),
        (
            ["visits", "--by", "星川职业学院"],
            "--by: no organization is called '星川职业学院'; did you mean",
        ),
        (["visits", "--by", ""], "--by: found '', expected the name or id of an organization"),
        (["visits", "--led-by", "无人"], "--led-by: no person is called '无人'"),
        (["visits", "--since", "2022-13"], "--since: '2022-13' is no date: there is no month 13"),
        (["visits", "--since", "2023", "--until", "2022"], "--since, --until: "),
        (["visits", "--year", "0"], "--year: found 0, expected a whole number from 1 to 9999"),
        (["visits", "--mode", "骑车"], "--mode: VisitMode: found '骑车', expected one of on_site"),
        (
            ["visits", "--kind", "park", "--region", "甲乙丙"],
            "--kind, --region: no place is called",
        ),
        (["visits", "--count-by", "hots"], "--count-by: found 'hots'; did you mean hosts or host"),
        (
            ["visits", "--count-by", "participants"],
            "--count-by: found 'participants', expected one",
        ),
        (["visits", "--sort-by", "participants"], "--sort-by: found 'participants', expected one"),
        (["visits", "--sort-by", "extra"], "--sort-by: found 'extra', expected one of year, "),
        (["visits", "--distinct", "host"], "--distinct goes with --count-by"),
        (["visits", "--top", "3"], "--top goes with --count-by"),
        (["visits", "--at-least", "3"], "--at-least goes with --count-by"),
        (["visits", "--descending"], "--descending goes with --sort-by"),
        (
            ["visits", "--count-by", "host", "--limit", "3"],
            "--limit does not go with --count-by; --top cuts the numbers off",
        ),
        (
            ["visits", "--count-by", "host", "--sort-by", "date"],
            "--sort-by does not go with --count-by; the largest number comes first",
        ),
        (
            ["visits", "-o", "out.xlsx"],
            "--output: found out.xlsx, expected a suffix of table (.txt)",
        ),
        (
            ["visits", "-o", "out.csv", "--format", "json"],
            "--format json does not fit the file out",
        ),
        (["visits", "-o", "ledger.json"], "--output: ledger.json is the ledger itself; choose"),
    ],
)
def test_a_question_that_makes_no_sense_is_one_line(arguments: list[str], line: str) -> None:
    ledger = written()
    before = Path(ledger).read_bytes()

    assert refused(ledger, *arguments).startswith(f"error: {line}")
    assert Path(ledger).read_bytes() == before


def test_what_cannot_be_written_or_read_is_one_line() -> None:
    assert call("query", written(), "visits", "-o", "no/out.csv") == (
        4,
        "",
        "error: no/out.csv: cannot be written (No such file or directory)\n",
    )
    assert call("query", "no.json", "visits")[0] == 3


# -- hostile content

HOSTILE = Enterprise(id="enterprise:x", name="[bold]=1\x1b[2J\n\u202e乙", aliases=("=SUM(A1)",))


def test_hostile_names_are_shown_and_not_obeyed() -> None:
    ledger = written(HOSTILE)

    _, table, _ = call("query", ledger, "enterprises")
    assert r"[bold]=1\x1b[2J\n\u202e乙" in table

    _, document, _ = call("query", ledger, "enterprises", "--format", "json")
    assert "\x1b" not in document
    assert "\u202e" not in document
    assert list(formats.loads(document)) == [HOSTILE]


def test_a_spreadsheet_runs_no_cell() -> None:
    names = ["=1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "'甲", "＝1", "甲=1"]
    firms = [Enterprise(id=f"enterprise:{at}", name=name) for at, name in enumerate(names)]

    _, out, _ = call("query", written(*firms), "enterprises", "--format", "csv")

    shown = [row[1] for row in cells(out)[1:]]
    assert shown == ["'=1", "'+1", "'-1", "'@a", "'\ta", "'\ra", "''=1", "'甲", "'＝1", "甲=1"]
    assert list(map(as_it_was, shown)) == names


class Terminal(io.TextIOWrapper):
    """Standard output as it is when a person looks at it."""

    def isatty(self) -> bool:
        return True


def test_csv_on_a_terminal_shows_what_the_terminal_would_obey(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr("sys.stdout", Terminal(shown, encoding="utf-8"))

    with pytest.raises(SystemExit):
        app(["query", written(HOSTILE), "enterprises", "--format", "csv"])

    row = list(csv.reader(io.StringIO(shown.getvalue().decode(), newline="")))[1]
    assert row[:4] == ["enterprise:x", r"[bold]=1\x1b[2J\n\u202e乙", "企业", "'=SUM(A1)"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_reader_that_goes_away_ends_it_quietly(form: str) -> None:
    ledger = written(*(Enterprise(name=f"公司{number}") for number in range(3_000)))
    program = "import sys; from schoolenterprise.cli import main; sys.exit(main())"
    arguments = ("query", ledger, "enterprises", "--format", form, "--limit", "3000")

    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.read(10)
        run.stdout.close()
        assert (run.wait(60), run.stderr.read()) == (141, b"")


def test_large_numbers_and_many_rows_come_through() -> None:
    firms = [Enterprise(name=f"公司{at}", extra={"number": 10**30 + at}) for at in range(2_001)]
    ledger = written(*firms)

    _, document, _ = call("query", ledger, "enterprises", "--format", "json")
    assert list(formats.loads(document)) == firms

    _, table, _ = call("query", ledger, "enterprises", "--format", "csv")
    assert [row[1] for row in cells(table)[1:]] == [firm.name for firm in firms]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(ledgers, st.sampled_from(list(KINDS)))
def test_csv_and_json_read_back_to_what_the_selection_says(ledger: Ledger, kind: str) -> None:
    selection = getattr(ledger, kind.replace("-", "_"))
    formats.dump(ledger, "any.json")

    _, document, _ = call("query", "any.json", kind, "--format", "json")
    assert tuple(formats.loads(document)) == selection

    call("query", "any.json", kind, "-o", "any.csv")
    with open("any.csv", encoding="utf-8-sig", newline="") as stream:
        rows = [tuple(map(as_it_was, row)) for row in csv.reader(stream)][1:]
    listing, wording = listing_of(selection.cls), Wording(ledger)
    assert rows == [(each.id, *words_of(each, listing, wording)) for each in selection]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(ledgers)
def test_numbers_read_back_to_what_the_selection_says(ledger: Ledger) -> None:
    formats.dump(ledger, "any.json")

    _, out, _ = call("query", "any.json", "visits", "--count-by", "host", "--format", "json")

    counted = [(each["value"], each["number"]) for each in json.loads(out)["counts"]]
    assert counted == list(ledger.visits.count_by("host").items())
