"""iCalendar: the dated records of a ledger as a calendar by RFC 5545; write-only.

What stands in it:

- visits, agreements, placements, events and the milestones of colleges as VEVENT, when the date is
  one whole day without doubt, or a period from one such day to another (`DTEND` is the day after);
- with any other date, such as a month, as VJOURNAL without a day: RFC 5545 has no rough dates;
- the end of an agreement or an appointment as VTODO, `DUE` on its last day if that is a whole one;
- the date in EDTF in `X-EDTF`, whichever it is;
- `UID` is a UUID made from the id, so that it tells nothing of anybody (RFC 7986 §5.3); `DTSTAMP`
  is the first day on which a source of the record was published, else 1 January 1970: the same
  ledger always gives the same bytes;
- who visits, hosts, parties and people there are lines of `DESCRIPTION`, not ORGANIZER and
  ATTENDEE: those are for invitations, never for what is published (RFC 5545 §3.8.4.1), and
  programs offer to answer them; `TRANSP` says that nobody who subscribes is busy on that day;
- `CATEGORIES` has class and kind, `LOCATION` the place of an event or the regions of the hosts (a
  line of `DESCRIPTION` in a VJOURNAL, which has no place), `URL` the address of the first source if
  it is one of http or https.

What is lost: records without a date, and all counts, lasting forms, programs, posts, organizations
and people, but for the names of those that another record names; of an appointment all but its end;
quotes and offsets of evidence, further sources; ids; of people at an occasion all but their names;
purposes, outcomes and program of a visit, what an event brought about, short names and majors of a
college, teachers and terms of a placement, whether a list ends openly; unknown keys (`extra`);
control characters. A ledger without dates gives a calendar with no component, which RFC 5545 does
not foresee.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import optional
from schoolenterprise.files import Target, write
from schoolenterprise.formats.exchange._directory import Directory, region_name
from schoolenterprise.formats.exchange._headings import date_of, heading
from schoolenterprise.formats.exchange._safe import percent, plain, web_address
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Event,
    IndustryCollege,
    Organization,
    Participant,
    Placement,
    Record,
    Source,
    Visit,
)

_IDS = uuid.UUID("548f74a5-4843-4f39-b7ee-e21046677c39")
"""What the ids of components are made from, besides the id of the record."""
_LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545 §3.1)."""
_DAY = datetime.timedelta(days=1)
_Days = tuple[datetime.date, datetime.date]
"""The first day and the one after the last."""
_LABELS = {
    Visit: "走访",
    Agreement: "协议",
    Placement: "实习",
    Event: "活动",
    IndustryCollege: "产业学院",
    Appointment: "聘任",
}


@frozen(kw_only=True)
class _Entry:
    """One component of the calendar in the making."""

    record: Record
    date: When
    summary: str
    kind: str
    part: str = ""
    """What tells it from other components of the record."""
    is_end: bool = False
    """Whether it is the end of a term."""


def dump(records: Iterable[Record], target: Target) -> None:
    """Write the dated ones of `records` as a calendar.

    Raises:
        InvalidValueError: one of them is no record.
        ConflictError: two different records bear one id.
        MissingExtraError: icalendar is not installed.
        OSError: it cannot be written.
    """
    library = optional("icalendar", "ical")
    write(target, _chunks(library, Directory.of(records)))


def _chunks(library: Any, directory: Directory) -> Iterator[bytes]:
    calendar = library.Calendar()
    calendar.add("prodid", "-//schoolenterprise//schoolenterprise//ZH")
    calendar.add("version", "2.0")
    # One by one, so that a long ledger is never in memory as text.
    end = b"END:VCALENDAR\r\n"
    yield calendar.to_ical().removesuffix(end)
    for record in directory.records.values():
        for entry in _entries(record, directory):
            yield _component(library, entry, directory)
    yield end


def _component(library: Any, entry: _Entry, directory: Directory) -> bytes:
    """Return one component; the library escapes its values, but would take ten times as long."""
    days = _days(entry.date)
    name = b"VTODO" if entry.is_end else b"VEVENT" if days else b"VJOURNAL"
    lines = [b"BEGIN:%b\r\n" % name]
    for term, value in _properties(library, entry, directory, days):
        lines.append(_folded(b"%b:%b" % (term.encode(), value.to_ical())))
    return b"".join((*lines, b"END:%b\r\n" % name))


def _folded(data: bytes) -> bytes:
    """Return a line with its end, folded between characters.

    No fold parts a backslash from what it escapes, for readers that unescape before they unfold.
    """
    parts, start, room = [], 0, _LONGEST_LINE
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside of a character
            end -= 1
        if data[end - 1] == 0x5C:
            end -= 1
        parts.append(data[start:end])
        start, room = end, _LONGEST_LINE - 1
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def _entries(record: Record, directory: Directory) -> Iterator[_Entry]:
    said = heading(record, directory)
    if isinstance(record, IndustryCollege):
        for at, step in enumerate(record.milestones):
            if step.date is not None:
                label = step.kind.label
                yield _Entry(
                    record=record,
                    date=step.date,
                    summary=f"{label}：{said}",
                    kind=label,
                    part=f"#milestones.{at}",
                )
    elif isinstance(record, Visit | Agreement | Placement | Event):
        kind = record.mode.label if isinstance(record, Visit) else record.kind.label
        date = _span(record) if isinstance(record, Placement) else date_of(record)
        if date is not None:
            yield _Entry(record=record, date=date, summary=said, kind=kind)
    end = record.expires if isinstance(record, Agreement) else None
    end = record.until if isinstance(record, Appointment) else end
    if end is not None:
        summary = f"到期：{said}"
        yield _Entry(
            record=record, date=end, summary=summary, kind="到期", part="#end", is_end=True
        )


def _span(placement: Placement) -> When | None:
    since, until = placement.since, placement.until
    if isinstance(since, PartialDate) and until is not None:
        return Period.of(since, until)
    return since or until


def _properties(
    library: Any, entry: _Entry, directory: Directory, days: _Days | None
) -> Iterator[tuple[str, Any]]:
    """Yield the properties of a component, with their parameters, and values of the library."""
    record, text = entry.record, library.vText
    sources = directory.sources(record)
    yield "UID", text(str(uuid.uuid5(_IDS, f"{percent(record.id)}{entry.part}")))
    yield "DTSTAMP", library.vDatetime(_stamp(sources))
    if days and entry.is_end:
        yield "DUE;VALUE=DATE", library.vDate(days[0])
    elif days:
        yield "DTSTART;VALUE=DATE", library.vDate(days[0])
        yield "DTEND;VALUE=DATE", library.vDate(days[1])
        yield "TRANSP", text("TRANSPARENT")
    yield "X-EDTF", text(entry.date.edtf)
    yield "SUMMARY", text(plain(entry.summary))
    yield "CATEGORIES", library.vCategory([_LABELS[type(record)], entry.kind])
    who, where = _who(record, directory), _where(record, directory)
    if where and (days or entry.is_end):
        yield "LOCATION", text(plain(where))
    elif where:
        who.append(("地点", where))
    if told := [f"{label}：{' '.join(plain(said).split())}" for label, said in who if said]:
        yield "DESCRIPTION", text("\n".join(told))
    addresses = (web_address(each.url) for each in sources)
    if address := next((each for each in addresses if each), None):
        yield "URL", library.vUri(address)


def _who(record: Record, directory: Directory) -> list[tuple[str, str]]:
    """Return who took part, by name, each kind of them with its label."""
    names = directory.names
    if isinstance(record, Visit):
        return [
            ("走访单位", names([record.visitor])),
            ("走访对象", names(record.hosts)),
            ("参加人员", _people(record.participants)),
            ("接待人员", _people(record.received_by)),
        ]
    if isinstance(record, Agreement):
        return [
            ("签约方", names(record.parties)),
            ("签约人", _people(record.signatories)),
            ("见证人", _people(record.witnesses)),
        ]
    if isinstance(record, Event):
        people = _people(record.participants)
        return [("主办单位", names(record.organizers)), ("参加人员", people)]
    if isinstance(record, Placement):
        hosts = names(record.hosts)
        return [("派出院校", names([record.institution])), ("实习单位", hosts)]
    if isinstance(record, IndustryCollege):
        partners = names(record.partners)
        return [("举办院校", names([record.institution])), ("共建单位", partners)]
    return []


def _people(people: Iterable[Participant]) -> str:
    return "、".join(each.name for each in people)


def _where(record: Record, directory: Directory) -> str | None:
    if isinstance(record, Event):
        return record.place
    if not isinstance(record, Visit | Placement):
        return None
    bodies = (directory.records[each] for each in record.hosts)
    codes = (each.region for each in bodies if isinstance(each, Organization))
    return "、".join(region_name(code) for code in dict.fromkeys(codes) if code) or None


def _days(date: When) -> _Days | None:
    """Return the first day and the one after the last; `None` when they are not certain."""
    start, end = (date.start, date.end) if isinstance(date, Period) else (date, date)
    if start is None or end is None or not (start.is_exact and end.is_exact):
        return None
    first, last = start.first, end.last
    if first is None or last is None or last == datetime.date.max:
        return None
    return first, last + _DAY


def _stamp(sources: Iterable[Source]) -> datetime.datetime:
    days = (each.published for each in sources)
    known = [each.first for each in days if each is not None and each.is_exact and each.first]
    day = min(known, default=datetime.date(1970, 1, 1))
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


__all__ = ["dump"]
