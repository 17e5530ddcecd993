"""The benchmarks run, compare like with like, and say what they found; how fast, nobody asserts."""

import json
from pathlib import Path

import pytest

import excel
import facts
import imports
import many
import memory
import resolving
import schoolenterprise as se
from sample import made_visits
from schoolenterprise.model import FORM
from table import Table
from timing import Timings, in_turns

PAGE = """TITLE: 星川职业技术学院校长赴蓝海智能走访
URL: https://example.org/1
PUBLISHED: 2024-03-08

3月5日，星川职业技术学院校长何静率队前往江城蓝海智能装备有限公司走访，蓝海智能总经理陈立接待。
双方签订订单班培养协议，何静、陈立代表双方签字。目前已有36名学生在该公司实习。
"""


def test_the_scorers_bridge_writes_what_a_page_says(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "007.txt").write_text(PAGE, encoding="utf-8")
    facts.main(str(tmp_path / "texts"), str(tmp_path / "facts"))
    school, firm = "星川职业技术学院", "江城蓝海智能装备有限公司"
    assert json.loads((tmp_path / "facts" / "007.json").read_text(encoding="utf-8")) == {
        "id": "007",
        "self": school,
        "organizations": [
            {"name": school, "aliases": [], "kind": "institution"},
            {"name": firm, "aliases": ["蓝海智能"], "kind": "enterprise"},
        ],
        "officials": [
            {"name": "何静", "organization": school, "titles": ["校长"]},
            {"name": "陈立", "organization": firm, "titles": ["总经理"]},
        ],
        "visits": [
            {
                "date": "2024-03-05",
                "visitor": school,
                "leader": "何静",
                "participants": [],
                "hosts": [firm],
                "received_by": ["陈立"],
            }
        ],
        "agreements": [
            {
                "date": "2024-03-05",
                "parties": [school, firm],
                "kind": "order_class",
                "subject": "订单班培养协议",
                "signatories": ["何静", "陈立"],
            }
        ],
        "industry_colleges": [],
        "appointments": [],
        "counts": [{"what": "interns", "value": 36, "text": "36名"}],
        "programs": [],
    }


def test_contenders_take_turns_in_an_order_that_changes() -> None:
    ran: list[str] = []
    times = in_turns({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, seconds=0)
    rounds = {"".join(ran[start : start + 2]) for start in range(0, len(ran), 2)}
    # One round more than is told: the first one warms up.
    assert (rounds, len(ran)) == ({"ab", "ba"}, 12)
    assert (times.rounds, list(times.seconds)) == (5, ["a", "b"])


def test_a_ratio_compares_what_ran_in_the_same_round() -> None:
    """The machine slowed down in the last rounds, for both alike."""
    times = Timings({"ours": (1.0, 1.0, 1.0, 8.0, 9.0), "theirs": (2.0, 2.0, 2.0, 16.0, 18.0)})
    assert times.times_as_fast("ours", "theirs") == 2.0
    assert times.times_as_long("ours", "theirs") == 0.5
    assert (times.median("ours"), times.median("theirs")) == (1.0, 2.0)


def test_a_table_is_aligned() -> None:
    table = Table(
        title="T", head=("who", "ms"), rows=[("a", "10.0"), ("bcde", "9.5")], notes=("n",)
    )
    assert str(table).splitlines() == [
        "T",
        "",
        "  who     ms",
        "  ----  ----",
        "  a     10.0",
        "  bcde   9.5",
        "",
        "  n",
    ]


def test_the_sample_is_the_same_on_every_run_and_survives_json() -> None:
    visits = made_visits(20)
    assert visits == made_visits(20)
    assert list(se.loads(se.dumps(visits))) == visits
    assert 800 < len(se.dumps(visits).encode()) / 20 < 960


def test_importing_is_timed_and_loads_only_what_it_may() -> None:
    table = imports.table(seconds=0, least=2)
    assert [row[0] for row in table.rows] == list(imports.PROGRAMS)
    bare, *others = (float(row[3]) for row in table.rows)
    assert (bare, min(others) > 1) == (1, True)
    assert table.notes[-1] == "beyond the allowed ones: none"


def test_everybody_reads_and_writes_the_same_visits() -> None:
    pytest.importorskip("pydantic")
    pytest.importorskip("msgspec")
    import json_speed as speed

    contest = speed.contest(5)
    visits = made_visits(5)
    for name, decode in contest.decoders.items():
        found = [(each.type if name != speed.OURS_IN else "Visit", each.id) for each in decode()]
        assert found == [("Visit", visit.id) for visit in visits]
    written = {name: json.loads(encode()) for name, encode in contest.encoders.items()}
    assert written[speed.OURS_OUT]["records"] == written[speed.PYDANTIC_OUT_SHORT]
    for tree in written.values():
        records = tree["records"] if isinstance(tree, dict) else tree
        assert list(se.loads(json.dumps({"schema": FORM, "records": records}))) == visits


def test_json_is_timed_in_both_directions() -> None:
    pytest.importorskip("pydantic")
    pytest.importorskip("msgspec")
    import json_speed as speed

    decoding, encoding = speed.tables(number=5, seconds=0)
    assert [row[0] for row in decoding.rows] == [speed.OURS_IN, speed.PYDANTIC_IN, speed.MSGSPEC_IN]
    assert (decoding.rows[0][3], encoding.rows[0][3]) == ("1.00", "1.00")


def test_parquet_is_timed_against_ready_made_columns() -> None:
    pytest.importorskip("pyarrow")
    import parquet_speed

    contest = parquet_speed.contest(5)
    assert list(contest.readers[parquet_speed.OURS_IN]()) == made_visits(5)
    assert list(contest.readers[parquet_speed.RECORDS]()[0]) == made_visits(5)
    reading, writing = parquet_speed.tables(number=5, seconds=0)
    assert reading.rows[0][0] == parquet_speed.OURS_IN
    assert (reading.rows[0][3], writing.rows[0][3]) == ("1.00", "1.00")


def test_reading_is_timed_against_jieba_as_a_page_grows_and_on_hostile_pages() -> None:
    pytest.importorskip("jieba")
    import reading

    speed, growth, hostile = reading.tables([PAGE, PAGE], seconds=0)
    assert [row[0] for row in speed.rows] == [reading.OURS, reading.CUT, reading.TAGGED]
    assert [row[0] for row in growth.rows] == ["×1", "×4", "×16"]
    assert growth.rows[0][3] == "1.00"
    assert [row[0] for row in hostile.rows] == [reading.NORMAL, *reading.HOSTILE]
    assert hostile.rows[0][3] == "1.00"


def test_a_hostile_page_opens_and_closes_equally_often() -> None:
    import reading

    page = reading.hostile_page("（", "）")
    assert page == "（" * (len(page) // 2) + "）" * (len(page) // 2)
    assert len(page) == reading.HOSTILE_LENGTH


def test_jieba_cuts_and_tags_the_words_of_a_text() -> None:
    pytest.importorskip("jieba")
    import reading

    cutters = reading.jieba_cutters()
    assert cutters[reading.CUT]("校企合作") == ["校企", "合作"]
    assert [pair.flag for pair in cutters[reading.TAGGED]("合作")] == ["vn"]


def test_a_longer_page_holds_every_paragraph_as_often() -> None:
    pytest.importorskip("jieba")
    import reading

    assert all(len(page) > 500 for page in reading.seed_pages())
    longer = reading.longer_page(["甲\n乙\n\n", "丙"], 4)
    assert sorted(longer.splitlines()) == ["丙"] * 4 + ["乙"] * 4 + ["甲"] * 4


def test_memory_is_told_for_each_holder() -> None:
    table = memory.table(number=200)
    assert [row[0] for row in table.rows] == list(memory.HOLDERS)
    # A visit has more than ten values, each of which takes eight bytes or more.
    assert all(100 < int(row[1].removesuffix(" B").replace(",", "")) < 20_000 for row in table.rows)


def test_many_pages_are_read_by_one_process_and_by_two() -> None:
    speed, memory_held = many.tables(pages=20, rounds=2, grown=1_200)
    assert [row[0] for row in speed.rows] == ["1", "2"]
    assert speed.rows[0][2] == "1.00"
    assert [row[0] for row in memory_held.rows] == ["1,000", "1,200"]


def test_the_short_pages_are_the_same_on_every_run_and_hold_a_visit() -> None:
    first, *others = (text for _, text in many.short_pages(50))
    assert [first, *others] == [text for _, text in many.short_pages(50)]
    assert len({first, *others}) == 50
    assert len(se.read_news(first).visits) == 1


def test_counting_gives_everybody_the_same_answers() -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    import counting

    contest = counting.contest(6_000)
    ours, *others = (ask() for ask in contest.most_visited.values())
    # Of hosts visited equally often, each takes another one as the last.
    assert [[number for _, number in each] for each in others] == [
        [number for _, number in ours]
    ] * 3
    assert len(ours) == counting.MOST
    ours, numbered, *others = (ask() for ask in contest.well_connected.values())
    assert [sorted(each) for each in others] == [sorted(ours)] * 2
    assert sorted(number for _, number in numbered) == sorted(number for _, number in ours)
    assert ours


def test_counting_is_timed() -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    import counting

    *questions, prepared = counting.tables(number=2_000, seconds=0)
    for table in questions:
        assert [row[0] for row in table.rows] == [
            counting.OURS,
            counting.NUMBERS,
            counting.FLAT,
            counting.LISTS,
        ]
        assert table.rows[0][2] == "1.00"
    assert len(prepared.rows) == 3


def test_questions_to_a_ledger_are_timed() -> None:
    import questions

    building, points, merging, holding = questions.tables(2_000)
    assert [row[0] for row in building.rows] == ["adding a record", *questions.FIRST_QUESTIONS]
    assert building.rows[0][-1] == "1.00"  # one size alone grows by nothing
    assert [row[0] for row in points.rows] == list(questions.POINTS)
    assert merging.rows[0][0] == "1,000 and 1,000"
    assert all(row[1].endswith((" B", "not told")) for row in holding.rows)


def test_a_part_that_there_is_not_is_named() -> None:
    pytest.importorskip("pydantic")
    pytest.importorskip("msgspec")
    pytest.importorskip("jieba")
    import run

    assert run.main(["speed"]) == 2
    parts = ["imports", "json", "sqlite", "reading", "many", "memory", "counting", "questions"]
    parts += ["excel", "resolving", "parquet"]
    assert list(run.PARTS) == parts


def test_resolving_is_measured_on_ledgers_of_three_sizes() -> None:
    table = resolving.table(names=1_000)
    assert [row[0] for row in table.rows] == ["10", "100", "1,000"]
    assert all(int(row[-1].replace(",", "")) > 0 for row in table.rows)


def test_workbooks_are_measured_in_two_sizes() -> None:
    assert [row[0] for row in excel.table(rows=20).rows] == ["2", "20"]
