"""iCalendar: the dated records of a ledger as a calendar by RFC 5545; write-only.

What stands in it:

- visits, agreements, placements, events and the milestones of colleges as VEVENT, when the date is
  one whole day without doubt, or a period from one such day to another (`DTEND` is the day after);
- with any other date, such as a month, as VJOURNAL without a day: RFC 5545 has no rough dates;
- the end of an agreement or an appointment as VTODO, `DUE` on its last day if that is a whole one;
- the date in EDTF in `X-EDTF`, whichever it is;
- `UID` is made from the id; `DTSTAMP` is the first day on which a source of the record was
  published, else 1 January 1970: the same ledger always gives the same bytes;
- who visits is the ORGANIZER, hosts, parties and people there are ATTENDEE, by a URN, for nobody's
  mail address is known; `CATEGORIES` has class and kind, `LOCATION` the place of an event or the
  regions of the hosts, `URL` the address of the first source if it is one of http or https.

What is lost: records without a date; of the others everything else; control characters.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import optional
from schoolenterprise.formats._files import Target, write
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
    Visit,
)

_DAY = datetime.timedelta(days=1)
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
            yield _component(library, entry, directory).to_ical()
    yield end


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


def _component(library: Any, entry: _Entry, directory: Directory) -> Any:
    days = _days(entry.date)
    kind = library.Todo if entry.is_end else library.Event if days else library.Journal
    made = kind()
    made.add("uid", f"{percent(entry.record.id)}{entry.part}@schoolenterprise")
    made.add("dtstamp", _stamp(entry.record, directory))
    made.add("summary", plain(entry.summary))
    if days and entry.is_end:
        made.add("due", days[0])
    elif days:
        made.add("dtstart", days[0])
        made.add("dtend", days[1])
    made.add("x-edtf", entry.date.edtf)
    made.add("categories", [_LABELS[type(entry.record)], entry.kind])
    _say_who(library, made, entry.record, directory)
    return made


def _say_who(library: Any, made: Any, record: Record, directory: Directory) -> None:
    """Add who took part, where, and the address of the source."""
    organizers, attendees, people = _who(record)
    if organizers:
        made.add("organizer", _address(library, directory.name(organizers[0]), organizers[0]))
    for identifier in dict.fromkeys((*organizers[1:], *attendees)):
        made.add("attendee", _address(library, directory.name(identifier), identifier))
    for person in people:
        made.add("attendee", _address(library, person.name, person.official))
    if where := _where(record, attendees, directory):
        made.add("location", plain(where))
    addresses = (web_address(each.url) for each in directory.sources(record))
    if address := next((each for each in addresses if each), None):
        made.add("url", address)


def _who(record: Record) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Participant, ...]]:
    """Return who organizes, who else takes part, and which people."""
    if isinstance(record, Visit):
        visitor = (record.visitor,) if record.visitor else ()
        return visitor, record.hosts, (*record.participants, *record.received_by)
    if isinstance(record, Agreement):
        return (), record.parties, (*record.signatories, *record.witnesses)
    if isinstance(record, Event):
        return record.organizers, (), record.participants
    if isinstance(record, Placement | IndustryCollege):
        own = (record.institution,) if record.institution else ()
        return own, record.hosts if isinstance(record, Placement) else record.partners, ()
    return (), (), ()


def _where(record: Record, hosts: tuple[str, ...], directory: Directory) -> str | None:
    if isinstance(record, Event):
        return record.place
    if not isinstance(record, Visit | Placement):
        return None
    bodies = (directory.records[each] for each in hosts)
    codes = (each.region for each in bodies if isinstance(each, Organization))
    return "、".join(region_name(code) for code in dict.fromkeys(codes) if code) or None


def _address(library: Any, name: str, identifier: str | None) -> Any:
    """Return who somebody is; a person without a record is known by the name alone."""
    address = library.vCalAddress(f"urn:schoolenterprise:{percent(identifier or f'name:{name}')}")
    # In a parameter even the end of a line is a control character.
    address.params["CN"] = " ".join(plain(name).split()) or "-"
    is_person = identifier is None or identifier.startswith("official:")
    address.params["CUTYPE"] = "INDIVIDUAL" if is_person else "GROUP"
    return address


def _days(date: When) -> tuple[datetime.date, datetime.date] | None:
    """Return the first day and the one after the last; `None` when they are not certain."""
    start, end = (date.start, date.end) if isinstance(date, Period) else (date, date)
    if start is None or end is None or not (start.is_exact and end.is_exact):
        return None
    first, last = start.first, end.last
    if first is None or last is None or last == datetime.date.max:
        return None
    return first, last + _DAY


def _stamp(record: Record, directory: Directory) -> datetime.datetime:
    days = (each.published for each in directory.sources(record))
    known = [each.first for each in days if each is not None and each.is_exact and each.first]
    day = min(known, default=datetime.date(1970, 1, 1))
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


__all__ = ["dump"]
