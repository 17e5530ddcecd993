"""Popolo: people, organizations, posts, memberships and events of a ledger; write-only.

What stands in it:

- one object with the lists `persons`, `organizations`, `posts`, `memberships`, `events`, `areas`;
- organizations of every class; industry colleges and lasting forms with a name of their own are
  organizations too, whose partners are members;
- a post with an organization is a post, and a membership of who holds it; without one it is a
  membership of a role alone; so is an appointment;
- visits, agreements and events are events, with the people there as attendees;
- the region of an organization is an area, its codes are identifiers with their scheme;
- sources are `sources`: a link when the address is one of http or https;
- a day, month or year without doubt is a date, every other one a remark in EDTF: in the
  `description` of an event or organization, in the `label` of a membership; so are the end of an
  agreement, and who organized an event when there are several;
- who is named and has no record stands there with a name alone.

What is lost: unknown keys (`extra`), quotes and offsets of evidence; of sources all but address and
title, and sources that have no web address or are cited by nothing that stands here; programs,
placements, counts, lasting forms without a name, and the state of the others; outcomes, purposes
and program of a visit; titles, organizations and roles of people at an occasion, and whom they sign
for; 行业, 规模 and 标签 of enterprises, 办学层次 and 办学性质 of schools; majors and milestones of
colleges but for their founding; hosts of a visit and parties of an agreement but in its name; what
an event brought about, and whether a list ends openly.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from schoolenterprise.dates import Period, When
from schoolenterprise.files import Target, write
from schoolenterprise.formats.exchange._directory import Directory, region_name
from schoolenterprise.formats.exchange._headings import heading
from schoolenterprise.formats.exchange._safe import embeddable, web_address, whole
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Event,
    IndustryCollege,
    Institution,
    Official,
    Organization,
    Participant,
    Record,
    Visit,
)

Item = dict[str, Any]

LISTS = ("persons", "organizations", "posts", "memberships", "events", "areas")
"""The lists of the document, in their order."""


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records` as one Popolo document.

    Raises:
        InvalidValueError: one of them is no record.
        ConflictError: two different records bear one id.
        OSError: it cannot be written.
    """
    write(target, _chunks(Directory.of(records)))


def _chunks(directory: Directory) -> Iterator[bytes]:
    # The lists come one after another, so they are kept, in the least memory: as text.
    lists = {name: bytearray() for name in LISTS}
    seen: set[tuple[str, str]] = set()
    for record in directory.records.values():
        for name, item in _items(record, directory):
            if (name, item["id"]) not in seen:
                seen.add((name, item["id"]))
                lists[name] += (b",\n" if lists[name] else b"") + embeddable(_clean(item))
    yield b"{"
    for name, items in lists.items():
        comma = b"" if name == LISTS[-1] else b","
        yield b'"%b":[\n%b]%b\n' % (name.encode(), bytes(items), comma)
    yield b"}\n"


def _items(record: Record, directory: Directory) -> Iterator[tuple[str, Item]]:
    """Yield what a record becomes, each with the list that it belongs to."""
    sources = _sources(record, directory)
    if isinstance(record, Organization):
        yield "organizations", {**_body(record), "sources": sources}
        if record.region:
            yield "areas", _area(record.region)
    elif isinstance(record, Official):
        yield "persons", {"id": record.id, "name": record.name, "sources": sources}
        yield from _posts(record)
    elif isinstance(record, IndustryCollege):
        yield "organizations", {**_college(record), "sources": sources}
        yield from _members(record)
    elif isinstance(record, Arrangement) and record.name:
        named = {"id": record.id, "name": record.name, "classification": record.kind.label}
        yield "organizations", {**named, **_founded(record.since), "sources": sources}
        yield from _members(record)
    elif isinstance(record, Appointment):
        yield "memberships", {**_appointment(record), "sources": sources}
    elif isinstance(record, Visit | Agreement | Event):
        yield "events", {**_event(record, directory), "sources": sources}


def _body(body: Organization) -> Item:
    codes = {"统一社会信用代码": body.uscc}
    if isinstance(body, Institution):
        codes["学校标识码"] = body.code
    names = [*_other_names(body.aliases, "简称"), *_other_names(body.former_names, "曾用名")]
    identifiers = [{"scheme": key, "identifier": code} for key, code in codes.items() if code]
    return {
        "id": body.id,
        "name": body.name,
        "other_names": names,
        "identifiers": identifiers,
        "classification": body.kind.label,
        "parent_id": body.parent,
        "area_id": body.region,
    }


def _other_names(names: Iterable[str], note: str) -> list[Item]:
    return [{"name": each, "note": note} for each in names]


def _area(code: str) -> Item:
    return {"id": code, "identifier": code, "name": region_name(code), "classification": "行政区划"}


def _posts(official: Official) -> Iterator[tuple[str, Item]]:
    for at, post in enumerate(official.posts):
        label = post.title if post.seen is None else f"{post.title}（见于 {post.seen}）"
        tie: Item = {
            "id": f"{official.id}#posts.{at}",
            "person_id": official.id,
            "role": post.title,
            "start_date": whole(post.since),
            "end_date": whole(post.until),
        }
        told = [each for each in (post.since, post.until) if each and not whole(each)]
        tie["label"] = "；".join([label, *(f"{each}" for each in told)])
        if post.organization:
            # A `#` in a title is escaped: what follows the last one is the title.
            title = post.title.replace("%", "%25").replace("#", "%23")
            place = f"{post.organization}#{title}"
            held = {"id": place, "label": post.title, "role": post.title}
            yield "posts", {**held, "organization_id": post.organization}
            tie |= {"organization_id": post.organization, "post_id": place}
        yield "memberships", tie


def _college(college: IndustryCollege) -> Item:
    return {
        "id": college.id,
        "name": college.name,
        "other_names": _other_names(college.aliases, "简称"),
        "classification": "产业学院",
        "parent_id": college.institution,
        **_founded(college.established),
    }


def _members(record: IndustryCollege | Arrangement) -> Iterator[tuple[str, Item]]:
    for at, each in enumerate((record.institution, *record.partners)):
        if each:
            tie = {"id": f"{record.id}#members.{at}", "role": "合作单位" if at else "院校"}
            member = {"@type": "Organization", "id": each}
            yield "memberships", {**tie, "member": member, "organization_id": record.id}


def _appointment(appointment: Appointment) -> Item:
    date = appointment.date
    start = date.start if isinstance(date, Period) else date
    said = (each for each in (appointment.date, appointment.until) if each and not whole(each))
    return {
        "id": appointment.id,
        "label": "；".join([appointment.role, *(f"{each}" for each in said)]),
        "role": appointment.role,
        "person_id": appointment.official,
        "organization_id": appointment.by,
        "start_date": whole(start),
        "end_date": whole(appointment.until),
    }


def _event(record: Visit | Agreement | Event, directory: Directory) -> Item:
    people: tuple[Participant, ...] = ()
    holders: tuple[str, ...] = ()
    told: list[str] = []
    if isinstance(record, Visit):
        people = (*record.participants, *record.received_by)
        holders = (record.visitor,) if record.visitor else ()
    elif isinstance(record, Agreement):
        people = (*record.signatories, *record.witnesses)
        told += [f"到期：{record.expires}"] if record.expires else []
    else:
        people, holders = record.participants, record.organizers
        told += [f"主办单位：{directory.names(holders)}"] if len(holders) > 1 else []
    if record.date is not None and not whole(record.date):
        told.insert(0, f"日期：{record.date}")
    return {
        "id": record.id,
        "name": heading(record, directory),
        "classification": _class_of(record),
        "description": "；".join(told),
        "location": record.place if isinstance(record, Event) else None,
        "status": record.status.label if isinstance(record, Agreement) else None,
        "organization_id": next(iter(holders), None),
        "attendees": [_attendee(each) for each in people],
        **_span(record.date),
    }


def _class_of(record: Visit | Agreement | Event) -> str:
    return record.mode.label if isinstance(record, Visit) else record.kind.label


def _attendee(person: Participant) -> Item:
    return {"id": person.official, "name": person.name}


def _span(date: When | None) -> Item:
    """Return the first and the last day, month or year of what happened at `date`."""
    if isinstance(date, Period):
        return {"start_date": whole(date.start), "end_date": whole(date.end)}
    return {"start_date": whole(date)}


def _founded(date: When | None) -> Item:
    """Return when a body was founded; within a period, or about a day, is told in words."""
    if date is None or whole(date):
        return {"founding_date": whole(date)}
    return {"description": f"成立：{date}"}


def _sources(record: Record, directory: Directory) -> list[Item]:
    found = ((web_address(each.url), each.title) for each in directory.sources(record))
    return [{"url": url, "note": title} for url, title in found if url]


def _clean(item: Any) -> Any:
    """Return `item` without what is empty."""
    if isinstance(item, dict):
        return {key: _clean(value) for key, value in item.items() if value not in (None, [], "")}
    return [_clean(each) for each in item] if isinstance(item, list) else item


__all__ = ["LISTS", "dump"]
