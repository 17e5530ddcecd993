"""iCalendar: the package of that name reads back every component; only whole days are days."""

import datetime
import uuid
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings

from exchanged import HOSTILE, dumped, hostile_records, some_records
from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.formats.exchange import icalendar as calendar
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Enterprise,
    Event,
    Evidence,
    IndustryCollege,
    Milestone,
    Participant,
    Placement,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import EventKind, MilestoneKind

REQUIRED = {"UID", "DTSTAMP", "SUMMARY", "CATEGORIES", "X-EDTF"}
_SOME = {"DESCRIPTION", "URL"}
ALLOWED = {
    "VEVENT": {"DTSTART", "DTEND", "TRANSP", "LOCATION", *_SOME},
    "VTODO": {"DUE", "LOCATION", *_SOME},
    "VJOURNAL": _SOME,
}
"""Of the properties that RFC 5545 §3.6 lists for a component, those that may be written."""


def components(records: Any) -> list[Any]:
    read = icalendar.Calendar.from_ical(dumped(calendar, records))
    found = list(read.subcomponents)
    assert not [error for each in found for error in each.errors]
    return found


def dates(record: Record) -> list[str]:
    """The dates that a record brings to the calendar, by plain counting."""
    if isinstance(record, Visit | Event):
        return [str(record.date)] if record.date else []
    if isinstance(record, Agreement):
        return [str(each) for each in (record.date, record.expires) if each]
    if isinstance(record, Appointment):
        return [str(record.until)] if record.until else []
    if isinstance(record, IndustryCollege):
        return [str(each.date) for each in record.milestones if each.date]
    if isinstance(record, Placement) and isinstance(record.since, PartialDate) and record.until:
        return [f"{record.since}/{record.until}"]
    if isinstance(record, Placement):
        return [str(each) for each in (record.since or record.until,) if each]
    return []


class TestReadBackByThePackage:
    @settings(max_examples=80, deadline=None)
    @given(some_records)
    def test_every_date_of_every_record(self, records: list[Record]) -> None:
        found = components(records)
        assert [str(each["X-EDTF"]) for each in found] == [
            date for record in records for date in dates(record)
        ]
        uids = [str(each["UID"]) for each in found]
        assert len(set(uids)) == len(uids)
        for each in found:
            whole = "DTSTART" in each or "DUE" in each
            assert (each.name == "VJOURNAL") <= (not whole)
            assert (each.name == "VEVENT") <= whole
            if whole:
                start = each["DUE" if each.name == "VTODO" else "DTSTART"].dt
                assert type(start) is datetime.date
                assert str(each["X-EDTF"]).startswith(start.isoformat())

    @settings(max_examples=60, deadline=None)
    @given(some_records)
    def test_the_lines_are_those_of_rfc_5545(self, records: list[Record]) -> None:
        data = dumped(calendar, records)
        assert data.endswith(b"END:VCALENDAR\r\n")
        for line in data.removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= 75
            assert all(byte >= 32 or byte == 9 for byte in line)
            assert b"\x7f" not in line

    @settings(max_examples=60, deadline=None)
    @given(some_records)
    def test_a_component_has_no_property_but_its_own(self, records: list[Record]) -> None:
        for each in components(records):
            assert set(each) >= REQUIRED
            assert set(each) <= REQUIRED | ALLOWED[each.name]
            assert not [name for name, held in each.items() if isinstance(held, list)]

    @pytest.mark.parametrize(
        "name", ["院" * 200, "a" + "院" * 200, "\\" * 300, "𠀀;," * 99, "a" * 75]
    )
    def test_long_lines_are_folded_between_characters(self, name: str) -> None:
        event = Event(kind=EventKind.SIGNING, date=PartialDate("2022-02-18"), name=name, place=name)
        (found,) = components([event])
        assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (name, name)
        lines = [line.decode() for line in dumped(calendar, [event]).split(b"\r\n")]
        assert max(len(each.encode()) for each in lines) <= 75

    def test_no_name_forges_a_line_of_another(self) -> None:
        forger = Participant(name="王伟\n接待人员：何静\r签约方：蓝海")
        (found,) = components([Visit(date=PartialDate("2022-02-18"), participants=(forger,))])
        assert str(found["DESCRIPTION"]) == "参加人员：王伟 接待人员：何静 签约方：蓝海"

    def test_hostile_names(self) -> None:
        found = components(hostile_records())
        assert len(found) == 3 * len(HOSTILE)
        assert {each.name for each in found} == {"VEVENT", "VJOURNAL", "VTODO"}
        assert not [each for each in found if each["SUMMARY"].startswith("forged")]


class TestDays:
    @pytest.mark.parametrize(
        ("edtf", "days"),
        [
            ("2022-02-18", ("2022-02-18", "2022-02-19")),
            ("2022-02-27/2022-02-28", ("2022-02-27", "2022-03-01")),
            ("2022-02", None),
            ("2022-02-18~", None),
            ("2022-02-18/..", None),
            ("2022-02-18/", None),
            ("2022-02-18/2022-03", None),
            ("XXXX-03-05", None),
            ("9999-12-31", None),
        ],
    )
    def test_only_whole_ones_are_written(self, edtf: str, days: tuple[str, str] | None) -> None:
        (found,) = components([Visit(date=parse(edtf))])
        assert str(found["X-EDTF"]) == edtf
        if days is None:
            assert found.name == "VJOURNAL"
            assert "DTSTART" not in found
        else:
            assert (found["DTSTART"].dt.isoformat(), found["DTEND"].dt.isoformat()) == days
            assert b"DTSTART;VALUE=DATE:" in dumped(calendar, [Visit(date=parse(edtf))])

    def test_a_term_that_ends_is_due(self) -> None:
        agreement = Agreement(date=PartialDate("2022-02-18"), expires=PartialDate("2025-02-17"))
        signed, ends = components([agreement])
        assert (signed.name, ends.name) == ("VEVENT", "VTODO")
        assert ends["DUE"].dt == datetime.date(2025, 2, 17)

    def test_milestones_stand_one_by_one(self) -> None:
        steps = (
            Milestone(kind=MilestoneKind.SIGNED, date=PartialDate("2022-02-18")),
            Milestone(kind=MilestoneKind.UNVEILED, date=PartialDate("2022-03")),
            Milestone(kind=MilestoneKind.OPENED),
        )
        found = components([IndustryCollege(name="蓝海学院", milestones=steps)])
        assert [(each.name, str(each["SUMMARY"])) for each in found] == [
            ("VEVENT", "签约：蓝海学院"),
            ("VJOURNAL", "揭牌：蓝海学院"),
        ]

    def test_a_placement_lasts_from_its_first_day_to_its_last(self) -> None:
        placement = Placement(since=PartialDate("2022-02-18"), until=PartialDate("2022-06-30"))
        (found,) = components([placement])
        assert found["DTEND"].dt == datetime.date(2022, 7, 1)
        assert Period(str(found["X-EDTF"])) == Period.of(placement.since, placement.until)  # type: ignore[arg-type]  # a date


class TestWhatStandsThere:
    def test_an_event_in_full(self) -> None:
        proof = Evidence(source="source:1", field="date", start=0, end=1, quote="日")
        source = Source(
            id="source:1", url="https://example.org/1", published=PartialDate("2022-02-20")
        )
        visit = Visit(
            id="visit:1",
            date=PartialDate("2022-02-18"),
            visitor="institution:星川学院",
            hosts=("enterprise:蓝海公司",),
            participants=(Participant(name="王伟"),),
            evidence=(proof,),
        )
        (found,) = components([source, visit, Enterprise(name="蓝海公司", region="420100")])
        assert uuid.UUID(str(found["UID"])).version == 5
        assert found["DTSTAMP"].dt == datetime.datetime(2022, 2, 20, tzinfo=datetime.UTC)
        assert str(found["SUMMARY"]) == "实地走访：星川学院 → 蓝海公司"
        assert str(found["LOCATION"]) == "湖北省武汉市"
        assert str(found["URL"]) == "https://example.org/1"
        assert str(found["TRANSP"]) == "TRANSPARENT"
        assert str(found["DESCRIPTION"]).split("\n") == [
            "走访单位：星川学院",
            "走访对象：蓝海公司",
            "参加人员：王伟",
        ]
        assert [str(each) for each in found["CATEGORIES"].cats] == ["走访", "实地走访"]

    def test_a_journal_has_its_place_in_words(self) -> None:
        event = Event(kind=EventKind.SIGNING, date=PartialDate("2022-02"), place="报告厅")
        (found,) = components([event])
        assert (found.name, str(found["DESCRIPTION"])) == ("VJOURNAL", "地点：报告厅")

    def test_the_end_of_one_is_not_the_beginning_of_another(self) -> None:
        one = Agreement(id="agreement:1", expires=PartialDate("2022-02-18"))
        other = Agreement(id="agreement:1#end", date=PartialDate("2022-02-18"))
        assert len({str(each["UID"]) for each in components([one, other])}) == 2

    def test_the_place_of_an_event(self) -> None:
        event = Event(kind=EventKind.SIGNING, date=PartialDate("2022-02-18"), place="一楼, 报告厅")
        (found,) = components([event])
        assert str(found["LOCATION"]) == "一楼, 报告厅"

    def test_without_a_source_the_stamp_is_no_clock(self) -> None:
        (found,) = components([Visit(date=PartialDate("2022-02-18"))])
        assert found["DTSTAMP"].dt.year == 1970
