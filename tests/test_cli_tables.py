"""How records look in the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from schoolenterprise.cli._columns import LISTINGS, Listing
from schoolenterprise.cli._tables import print_ledger, print_problems
from schoolenterprise.cli._terminal import NARROWEST, prepared, safe
from schoolenterprise.cli._wording import Wording
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Agreement,
    Count,
    Enterprise,
    Event,
    IndustryCollege,
    Milestone,
    Official,
    Organization,
    Outcome,
    Participant,
    Post,
    Signatory,
    Source,
    Visit,
    shapes,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import (
    CountKind,
    EventKind,
    MilestoneKind,
    ParticipantRole,
    VisitMode,
)
from strategies.records import ledgers

SCHOOL = "institution:武汉职业技术学院"
LASER = "enterprise:华工激光"


def printed(ledger: Ledger, width: int = 100) -> str:
    file = io.StringIO()
    print_ledger(
        Console(file=file, width=width, markup=False, emoji=False, highlight=False), ledger
    )
    return as_read(file.getvalue())


def as_read(text: str) -> str:
    """What a person reads of a table: without its rules, and without blanks at the end."""
    lines = (line.rstrip() for line in text.splitlines() if "──" not in line)
    return "\n".join(lines).strip()


def visit(**values: object) -> Visit:
    return Visit(date=PartialDate("2022-02-22"), visitor=SCHOOL, hosts=(LASER,), **values)  # type: ignore[arg-type]  # fields of a visit


@given(ledgers, st.integers(NARROWEST, 160))
def test_no_line_is_wider_than_the_terminal(ledger: Ledger, width: int) -> None:
    lines = printed(ledger, width).split("\n")

    assert max(map(cell_len, lines)) <= width
    assert all(line == safe(line) for line in lines)


@given(st.text())
def test_what_is_safe_reaches_no_terminal_as_a_command(text: str) -> None:
    assert all(character.isprintable() or not character.isascii() for character in safe(text))
    assert safe(safe(text)) == safe(text)


def test_a_closed_stream_takes_everything_and_others_escape_what_they_cannot_hold() -> None:
    with prepared(None) as nowhere:
        assert nowhere.write("走访") == 2
    held = io.BytesIO()
    with prepared(io.TextIOWrapper(held, encoding="ascii")) as ascii_only:
        ascii_only.write("走访")
        ascii_only.flush()
        assert held.getvalue() == b"\\u8d70\\u8bbf"
    assert prepared(text := io.StringIO()) is text


def test_every_class_of_records_has_a_table() -> None:
    shown = {listing.cls for listing in LISTINGS}
    assert all(shown.intersection(cls.__mro__) for cls in RECORD_CLASSES)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.cls.__name__)
def test_every_column_shows_a_field_of_its_class(listing: Listing) -> None:
    cls: type = listing.cls
    named = {column for column in listing.columns if isinstance(column, str)}
    assert named <= shapes(cls).keys()


def test_a_ledger_is_a_table_for_each_class() -> None:
    laser = Enterprise(name="武汉华工激光工程有限责任公司", id=LASER, aliases=("华工激光",))
    leader = Participant(name="鄢烈洲", titles=("校长",), role=ParticipantRole.LEADER)
    ledger = Ledger(
        [laser, visit(participants=(leader, Participant(name="刁元斌")), more_hosts=True)]
    )

    assert (
        printed(ledger)
        == """\
走访 1
日期         走访方             被访单位                         带队           随行
2022-02-22   武汉职业技术学院   武汉华工激光工程有限责任公司等   鄢烈洲(校长)   刁元斌

组织 1
名称                           类别   简称
武汉华工激光工程有限责任公司   企业   华工激光"""
    )


def test_in_a_narrow_terminal_values_stand_one_under_another() -> None:
    leader = Participant(name="鄢烈洲", titles=("校长",), role=ParticipantRole.LEADER)
    ledger = Ledger([visit(participants=(leader, Participant(name="刁元斌")))])

    assert (
        printed(ledger, 50)
        == """\
走访 1
日期       2022-02-22
走访方     武汉职业技术学院
被访单位   华工激光
带队       鄢烈洲(校长)
随行       刁元斌"""
    )


def test_long_values_go_on_in_the_next_line() -> None:
    ledger = Ledger([Event(kind=EventKind.SIGNING, name="产创融合协同发展签约仪式" * 3)])

    assert (
        printed(ledger, 40)
        == """\
活动 1
类别       名称
签约仪式   产创融合协同发展签约仪式产创
           融合协同发展签约仪式产创融合
           协同发展签约仪式"""
    )


def test_square_brackets_in_a_value_are_no_markup() -> None:
    assert "[red]甲[/red] :smile:" in printed(Ledger([Enterprise(name="[red]甲[/red] :smile:")]))


def test_problems_stand_below_with_their_place() -> None:
    file = io.StringIO()
    place = Place(file="[b]a.json", record="visit:1", path="hosts[0]")
    problems = [
        Problem(code="a", found="nothing", expected="a name", place=place),
        Problem(code="b", found="text in GBK", advice="read so", severity=Severity.NOTE),
    ]

    print_problems(Console(file=file, width=80), problems)

    assert (
        as_read(file.getvalue())
        == """\
问题 2
程度   位置                           内容
错误   [b]a.json, visit:1, hosts[0]   found nothing, expected a name
提示                                  found text in GBK; read so"""
    )


def test_an_empty_ledger_prints_nothing() -> None:
    assert printed(Ledger()) == ""


@pytest.mark.parametrize(
    ("owner", "field", "words"),
    [
        (visit(), "visitor", "武汉职业技术学院"),
        (visit(), "program", ""),
        (visit(), "more_hosts", "否"),
        (visit(mode=VisitMode.INBOUND), "mode", "请进来"),
        (visit(extra={"remark": "新"}), "extra", '{"remark": "新"}'),
        (visit(), "extra", ""),
        (
            visit(outcomes=(Outcome(what=CountKind.POSTS_OFFERED, quantity=Quantity(at_least=9)),)),
            "outcomes",
            "提供岗位数 ≥9",
        ),
        (
            visit(participants=(Participant(name="甲", titles=("书记", "校长")),)),
            "participants",
            "甲(书记、校长)",
        ),
        (
            Event(
                kind=EventKind.FORUM,
                participants=(Participant(name="甲", role=ParticipantRole.HOST),),
            ),
            "participants",
            "甲(主持)",
        ),
        (
            Agreement(signatories=(Signatory(name="甲", party=SCHOOL),)),
            "signatories",
            "甲(代表武汉职业技术学院)",
        ),
        (
            Official(name="甲", posts=(Post(title="校长", organization=SCHOOL),)),
            "posts",
            "武汉职业技术学院校长",
        ),
        (
            Official(name="甲", posts=(Post(title="校长", organization=SCHOOL),)),
            "organizations",
            "武汉职业技术学院",
        ),
        (
            IndustryCollege(
                name="甲",
                milestones=(
                    Milestone(kind=MilestoneKind.OPENED, date=PartialDate("2023-10")),
                    Milestone(kind=MilestoneKind.SIGNED),
                ),
            ),
            "milestones",
            "开学 2023-10、签约",
        ),
        (
            Count(
                what=CountKind.INTERNS,
                quantity=Quantity.exactly(150, unit="名"),
                date=Period("2022/.."),
            ),
            "date",
            "2022/..",
        ),
        (Source(title="institution:不是编号"), "title", "institution:不是编号"),
    ],
)
def test_a_value_in_words(owner: object, field: str, words: str) -> None:
    assert Wording(Ledger()).field(owner, field) == words


def test_an_id_is_the_name_of_its_record() -> None:
    ledger = Ledger(
        [Organization(id="organization:1", name="教育部"), Source(id="source:1", title="通知")]
    )
    wording = Wording(ledger)

    assert [wording.name(each) for each in ("organization:1", "source:1", "visit:2")] == [
        "教育部",
        "通知",
        "2",
    ]
