"""What `read_news` takes and gives: a page in, records with evidence out, the same on every run."""

import subprocess
import sys
from pathlib import Path

import pytest

import schoolenterprise as se
from schoolenterprise import InvalidValueError, PartialDate, Reading, read_news
from schoolenterprise.model import shapes
from schoolenterprise.model.paths import value_at
from schoolenterprise.text import fold
from schoolenterprise.vocabulary import MatchKind
from told import Told

S, A = "星川职业技术学院", "湖北云帆科技有限公司"
PAGE = (
    f"校企携手谱新篇\n3月5日，{S}校长何静走访{A}，开展“云帆计划”活动，总经理陈立接待。\n"
    f"双方签署合作协议，共建“云帆智能产业学院”并揭牌，开办“云帆订单班”。\n"
    f"{S}聘请{A}总经理陈立为产业教授。签约仪式顺利举行。{S}有36名学生在{A}实习。"
)
SEEDS = ("000", "001", "003")


def seed(seeds: Path, name: str) -> Reading:
    return read_news((seeds / f"{name}.txt").read_text(encoding="utf-8"))


def test_a_reading_sorts_its_records_by_class() -> None:
    reading = read_news(PAGE)
    groups: list[tuple[se.Record, ...]] = [
        reading.organizations,
        reading.officials,
        reading.programs,
        reading.visits,
        reading.agreements,
        reading.industry_colleges,
        reading.arrangements,
        reading.appointments,
        reading.placements,
        reading.events,
        reading.counts,
    ]
    assert all(groups)
    assert sum(groups, ()) == reading.records
    assert list(reading) == [reading.source, *reading.records]
    assert len(reading) == 1 + len(reading.records)


def test_a_reading_makes_a_ledger_with_its_records_and_problems() -> None:
    reading = read_news(f"111日，{S}校长何静走访{A}。")
    ledger = reading.ledger()
    assert list(ledger) == list(reading)
    assert ledger.problems == reading.problems != ()


def test_the_source_keeps_the_page_as_it_was_given() -> None:
    text = "　校企携手\r\n发布者：宣传部 发布时间：2024-03-08\r\n３月５日，我校举行活动。\r\n"
    source = read_news(text, url="https://example.org/1").source
    assert source.text == text
    assert (source.title, source.publisher, source.url) == (
        "校企携手",
        "宣传部",
        "https://example.org/1",
    )
    assert source.published == PartialDate.of(2024, 3, 8)


def test_an_empty_page_gives_an_empty_reading() -> None:
    reading = read_news("")
    assert (reading.records, reading.problems, reading.publisher) == ((), (), None)
    assert reading.source.text is None


@pytest.mark.parametrize(
    ("published", "header", "date"),
    [
        # What the caller knows stands; else what the page says; else the year stays open.
        ("2022-03-08", "", "2022-03-05"),
        (PartialDate.of(2022, 3, 8), "", "2022-03-05"),
        ("2022-03", "", "2022-03-05"),
        ("2022", "", "2022-03-05"),
        ("2022-03-08", "发布时间：2024-03-08\n", "2022-03-05"),
        (None, "发布时间：2024-03-08\n", "2024-03-05"),
        (None, "发布时间：2024-13-08\n", "XXXX-03-05"),
        (None, "", "XXXX-03-05"),
        # A day after publication belongs to the year before.
        ("2022-02-08", "", "2021-03-05"),
    ],
)
def test_a_date_without_a_year_is_dated_from_the_publication(
    published: str | PartialDate | None, header: str, date: str
) -> None:
    reading = read_news(f"校企携手\n{header}3月5日，{S}校长何静走访{A}。", published=published)
    assert [str(visit.date) for visit in reading.visits] == [date]


@pytest.mark.parametrize("published", ["gestern", "2024-13-01", "", "2024-01/2024-02"])
def test_a_publication_that_is_no_day_is_refused(published: str) -> None:
    with pytest.raises(InvalidValueError):
        read_news("我校举行活动。", published=published)


def test_a_headline_that_the_caller_knows_is_no_fact_of_the_page() -> None:
    headline = f"{S}校长何静走访{A}"
    text = f"{headline}\n3月5日，我校举行活动。"
    for reading in (read_news(text), read_news(text, title=headline)):
        assert (reading.source.title, reading.visits) == (headline, ())
    assert read_news("3月5日，我校举行活动。", title=headline).source.title == headline


@pytest.mark.parametrize("name", SEEDS)
def test_reading_twice_gives_the_same(seeds: Path, name: str) -> None:
    assert seed(seeds, name) == seed(seeds, name)


def test_reading_in_another_process_gives_the_same(seeds: Path) -> None:
    script = (
        "import sys, schoolenterprise as se;"
        "print(se.dumps(se.read_news(open(sys.argv[1], encoding='utf-8').read())))"
    )
    path = seeds / "001.txt"
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script, str(path)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            env={"PYTHONHASHSEED": number, "PYTHONPATH": str(Path(se.__file__).parents[1])},
        ).stdout.strip()
        for number in ("1", "2")
    ]
    assert runs == [se.dumps(seed(seeds, "001"))] * 2


@pytest.mark.parametrize("name", SEEDS)
def test_every_quote_stands_where_it_says_and_every_field_it_names_has_a_value(
    seeds: Path, name: str
) -> None:
    reading = seed(seeds, name)
    assert se.check(reading.ledger()) == ()
    assert all(record.evidence for record in reading.records)


@pytest.mark.parametrize("name", SEEDS)
def test_a_name_or_title_is_what_its_quote_says(seeds: Path, name: str) -> None:
    told = 0
    for record in seed(seeds, name).records:
        for evidence in record.evidence:
            value = value_at(record, evidence.field)
            if evidence.how is MatchKind.EXACT and evidence.field.endswith(("name", "title")):
                assert fold("".join(evidence.quote.split())).text == fold(str(value)).text
                told += 1
    assert told > 10


def test_every_value_of_a_visit_was_read_somewhere() -> None:
    (visit,) = read_news(PAGE, published="2024-03-08").visits
    quotes = {each.field: (each.quote, each.how.value) for each in visit.evidence}
    assert quotes == {
        "date": ("3月5日", "inferred"),
        "visitor": ("何静", "inferred"),
        "hosts[0]": (A, "exact"),
        "participants[0].name": ("何静", "exact"),
        "participants[0].titles[0]": ("校长", "exact"),
        "received_by[0].name": ("陈立", "exact"),
        "received_by[0].titles[0]": ("总经理", "exact"),
        "mode": ("走访", "inferred"),
    }


def _without_evidence(record: se.Record) -> set[str]:
    """The fields of a record that hold something of which no evidence tells."""
    told = {each.field.partition("[")[0] for each in record.evidence}
    empty: tuple[object, ...] = (None, (), False)
    cls: type = type(record)
    held = {name for name in shapes(cls) if getattr(record, name) not in empty}
    return held - told - {"id", "evidence", "extra"}


@pytest.mark.parametrize("name", SEEDS)
def test_every_value_of_every_record_says_how_it_was_found(seeds: Path, name: str) -> None:
    records = [*seed(seeds, name).records, *read_news(PAGE, published="2024-03-08").records]
    assert {record.id: _without_evidence(record) for record in records} == {
        record.id: set() for record in records
    }


def test_offsets_count_in_the_text_as_it_was_given() -> None:
    text = f"校企携手\n　　３月５日，{S}校长何静走访湖北云帆（武汉）有限公司。"
    reading = read_news(text, published="2024-03-08")
    (visit,) = reading.visits
    found = {each.field: text[each.start : each.end] for each in visit.evidence}
    assert (found["date"], found["hosts[0]"]) == ("３月５日", "湖北云帆（武汉）有限公司")
    assert [each.name for each in reading.organizations] == [S, "湖北云帆（武汉）有限公司"]


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    told = Told("3月5日，星川職業技術學院校長何靜走訪雲帆電子有限公司，總經理陳立接待。")
    assert told.visits == ["2024-03-05 星川職業技術學院(何靜) → 雲帆電子有限公司 (陳立)"]
    assert told.people == ["何靜 校長 星川職業技術學院", "陳立 總經理 雲帆電子有限公司"]
    assert told.bodies == {"星川職業技術學院": "institution", "雲帆電子有限公司": "enterprise"}


FILLER = "大家认真学习，深入讨论，收获很多。\n" * 1_200


def test_the_sections_of_a_very_long_page_add_to_one_another() -> None:
    opening = f"3月5日，{S}校长何静走访{A}。云帆科技公司满意。\n"
    closing = f"3月5日，{S}党委书记、校长何静走访{A}。云帆科技满意。\n"
    reading = read_news(opening + FILLER + closing, published="2024-03-08")
    assert {each.name: each.aliases for each in reading.organizations} == {
        S: (),
        A: ("云帆科技公司", "云帆科技"),
    }
    (official,) = reading.officials
    assert official.titles == ("校长", "党委书记")
    assert se.check(reading.ledger()) == ()


def test_no_section_of_a_very_long_page_loses_a_record() -> None:
    def trip(leader: str) -> str:
        return f"3月5日，{S}副校长{leader}走访{A}。\n"

    leaders = ("何静", "李望", "王芳", "赵敏")
    text = trip("何静") + trip("李望") + FILLER + trip("王芳") + trip("赵敏")
    visits = read_news(text, published="2024-03-08").visits
    assert [visit.leader.name for visit in visits if visit.leader] == list(leaders)
    assert len({visit.id for visit in visits}) == len(visits)


def test_two_records_of_one_id_are_told_apart_by_a_number() -> None:
    text = (
        f"3月5日，{S}校长何静走访{A}。\n3月5日，{S}副校长李望走访{A}。"
        f"\n3月5日，{S}副校长王芳走访{A}。"
    )
    wanted = f"visit:2024-03-05/{S}/{A}"
    visits = read_news(text, published="2024-03-08").visits
    assert [visit.id for visit in visits] == [wanted, f"{wanted}#2", f"{wanted}#3"]


def test_names_of_several_latin_words_keep_their_blanks() -> None:
    told = Told("3月5日，德国云帆有限公司总裁John Walker来访，星川职业技术学院欢迎。")
    assert [each.name for each in told.reading.officials] == ["John Walker"]
