"""Which entities of FollowTheMoney a record becomes, and what ties them; writes nothing."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schoolenterprise import ids
from schoolenterprise.dates import Period, When
from schoolenterprise.formats.exchange._directory import Directory, region_name
from schoolenterprise.formats.exchange._entity import (
    LONGEST_LINK,
    Dates,
    Entity,
    edge,
    entity,
    identity,
)
from schoolenterprise.formats.exchange._headings import heading
from schoolenterprise.formats.exchange._safe import web_address
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
    Source,
    Visit,
)
from schoolenterprise.vocabulary import ArrangementKind, OrganizationKind, Ownership

ALLIANCES = frozenset(
    {
        ArrangementKind.CITY_ALLIANCE,
        ArrangementKind.SECTOR_COMMUNITY,
        ArrangementKind.EDUCATION_GROUP,
    }
)
"""The lasting forms that are bodies of their own."""

_TIES = (Appointment,)
"""Classes whose entity ties others and is no thing that an event could bring about."""


def entities(directory: Directory) -> Iterator[Entity]:
    """Yield the entities of every record, each id once, with their proof."""
    maker = _Maker(directory)
    seen: set[str] = set()
    for record in directory.records.values():
        for made in _MADE[type(record)](maker, record):
            if made["id"] not in seen:
                seen.add(made["id"])
                yield maker.proved(made, record)


class _Maker:
    """Makes entities out of the records of one directory."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        keys = {each.id: _key(each) for each in directory.records.values()}
        times = Counter(keys.values())
        self._ids = {
            each: identity(*key) if times[key] == 1 else identity(*key, each)
            for each, key in keys.items()
        }

    def proved(self, made: Entity, record: Record) -> Entity:
        """Return `made`, of `record`, with the sources that support it."""
        properties = made["properties"]
        for source in self.directory.sources(record):
            if self._ids[source.id] == made["id"]:  # the package refuses what proves itself
                continue
            properties.setdefault("proof", []).append(self._ids[source.id])
            address = _link(source)
            if address and address not in properties.get("sourceUrl", ()):
                properties.setdefault("sourceUrl", []).append(address)
        return made

    def _thing(self, record: Record, schema: str, dates: Dates = (), **values: object) -> Entity:
        return entity(self._ids[record.id], schema, values, dates)

    def _all(self, identifiers: Any) -> list[str]:
        return [self._ids[each] for each in identifiers if each]

    def _schema(self, identifier: str) -> str:
        record = self.directory.records[identifier]
        return _schema_of_body(record) if isinstance(record, Organization) else ""

    def source(self, source: Source) -> Iterator[Entity]:
        yield self._thing(
            source,
            "Article",
            (("publishedAt", source.published),),
            title=source.title,
            publisher=source.publisher,
            author=source.authors,
            sourceUrl=_link(source),
            bodyText=source.text,
        )

    def body(self, body: Organization) -> Iterator[Entity]:
        known_place = body.region or body.uscc
        values: dict[str, Any] = {
            "name": body.name,
            "weakAlias": body.aliases,
            "previousName": body.former_names,
            "classification": body.kind.label,
            _term_of_uscc(body.uscc): body.uscc,
            "country": "cn" if known_place else None,
            "address": region_name(body.region) if body.region else None,
            # The package refuses an entity that names itself.
            "parent": self._all([body.parent] if body.parent != body.id else []),
        }
        if isinstance(body, Institution):
            codes = (values.get("registrationNumber"), body.code)
            values["registrationNumber"] = [each for each in codes if each]
            values["keywords"] = body.level.label if body.level else None
            values["legalForm"] = body.ownership.label if body.ownership else None
        if isinstance(body, Enterprise):
            values["sector"] = body.industry
            flags = [each.label for each in body.flags]
            values["keywords"] = [*flags, body.size.label] if body.size else flags
        yield self._thing(body, _schema_of_body(body), **values)

    def official(self, official: Official) -> Iterator[Entity]:
        yield self._thing(official, "Person", name=official.name, position=official.titles)
        for post in official.posts:
            if post.organization:
                yield from self._post(official, post, post.organization)

    def _post(self, official: Official, post: Post, body: str) -> Iterator[Entity]:
        person, place = self._ids[official.id], self._ids[body]
        # Who was seen in a post for a time may have held it for longer: that is told in words.
        seen = "seen" if isinstance(post.seen, Period) else "date"
        dates = (("startDate", post.since), ("endDate", post.until), (seen, post.seen))
        if "董事" in post.title:
            ends = {"director": person, "organization": place}
            yield edge("Directorship", ends, {"role": post.title}, dates)
        elif self._schema(body) == "PublicBody":
            position = identity("Position", place, post.title)
            name = f"{self.directory.name(body)}{post.title}"
            yield entity(position, "Position", {"name": name, "organization": place})
            yield edge("Occupancy", {"holder": person, "post": position}, {}, dates)
        elif self._is_association(body):
            ends = {"member": person, "organization": place}
            yield edge("Membership", ends, {"role": post.title}, dates)
        else:
            ends = {"employee": person, "employer": place}
            yield edge("Employment", ends, {"role": post.title}, dates)

    def _is_association(self, identifier: str) -> bool:
        record = self.directory.records[identifier]
        return isinstance(record, Organization) and record.kind is OrganizationKind.ASSOCIATION

    def program(self, program: Program) -> Iterator[Entity]:
        yield self._project(
            program,
            program.name,
            program.period,
            alias=program.aliases,
            program=self.directory.names([program.parent]),
        )
        yield from self._take_part(program, [("主办单位", program.organizer)])

    def visit(self, visit: Visit) -> Iterator[Entity]:
        people = (*visit.participants, *visit.received_by)
        outcomes = [f"{each.what.label}：{each.quantity}" for each in visit.outcomes]
        yield self._event(
            visit,
            people,
            visit.date,
            organizer=self._all([visit.visitor]),
            involved=self._all(visit.hosts),
            keywords=[visit.mode.label, *(each.label for each in visit.purposes)],
            program=self.directory.names([visit.program]),
            notes=outcomes,
        )

    def event(self, event: Event) -> Iterator[Entity]:
        yield self._event(
            event,
            event.participants,
            event.date,
            organizer=self._all(event.organizers),
            location=event.place,
            keywords=event.kind.label,
        )
        for each in event.records:
            brought = self.directory.records.get(each)
            if brought is not None and not isinstance(brought, _TIES):
                ends = {"subject": self._ids[event.id], "object": self._ids[each]}
                yield edge("UnknownLink", ends, {"role": "产生"})

    def _event(
        self, record: Record, people: tuple[Participant, ...], date: When | None, **values: Any
    ) -> Entity:
        values["involved"] = [
            *values.get("involved", ()),
            *self._all(each.official for each in people),
        ]
        values["namesMentioned"] = [each.name for each in people if not each.official]
        name = heading(record, self.directory)
        dates = (("date", date),)
        return self._thing(record, "Event", dates, name=name, recordId=record.id, **values)

    def agreement(self, agreement: Agreement) -> Iterator[Entity]:
        yield self._project(
            agreement,
            heading(agreement, self.directory),
            agreement.date,
            until=agreement.expires,
            goal=agreement.subject,
            status=agreement.status.label,
            keywords=agreement.kind.label,
            namesMentioned=[
                each.name
                for each in (*agreement.signatories, *agreement.witnesses)
                if not each.official
            ],
        )
        yield from self._take_part(
            agreement,
            [
                *(("签约方", each) for each in agreement.parties),
                *(("签约人", each.official) for each in agreement.signatories),
                *(("见证人", each.official) for each in agreement.witnesses),
            ],
        )
        if len(set(agreement.parties)) == 2:
            first, second = dict.fromkeys(agreement.parties)
            ends = {"subject": self._ids[first], "object": self._ids[second]}
            values = {
                "role": agreement.kind.label,
                "status": agreement.status.label,
                "recordId": agreement.id,
            }
            yield edge("UnknownLink", ends, values, (("date", agreement.date),))

    def college(self, college: IndustryCollege) -> Iterator[Entity]:
        steps = (each for each in college.milestones if each.date)
        yield self._thing(
            college,
            "Organization",
            (("incorporationDate", college.established),),
            name=college.name,
            weakAlias=college.aliases,
            classification="产业学院",
            parent=self._all([college.institution]),
            keywords=college.majors,
            notes=[f"{each.kind.label}：{each.date}" for each in steps],
        )
        yield from self._members(college, [("举办院校", college.institution)])
        yield from self._members(college, [("共建单位", each) for each in college.partners])

    def arrangement(self, arrangement: Arrangement) -> Iterator[Entity]:
        name = arrangement.name or heading(arrangement, self.directory)
        label = arrangement.kind.label
        those = [("院校", arrangement.institution)]
        those += [("合作单位", each) for each in arrangement.partners]
        if arrangement.kind in ALLIANCES:
            dates = (("incorporationDate", arrangement.since),)
            status = arrangement.status.label
            yield self._thing(
                arrangement, "Organization", dates, name=name, classification=label, status=status
            )
            yield from self._members(arrangement, those)
        else:
            status = arrangement.status.label
            yield self._project(arrangement, name, arrangement.since, keywords=label, status=status)
            yield from self._take_part(arrangement, those)

    def appointment(self, appointment: Appointment) -> Iterator[Entity]:
        dates = (("startDate", appointment.date), ("endDate", appointment.until))
        person = self._ids[appointment.official]
        if appointment.by:
            ends = {"member": person, "organization": self._ids[appointment.by]}
            values = {"role": appointment.role, "recordId": appointment.id}
            yield edge("Membership", ends, values, dates)
        else:
            said = heading(appointment, self.directory)
            told = [f"{name}: {date}" for name, date in dates if date]
            yield self._thing(
                appointment, "Note", entity=person, description=said, name=said, summary=told
            )

    def placement(self, placement: Placement) -> Iterator[Entity]:
        yield self._project(
            placement,
            heading(placement, self.directory),
            placement.since,
            until=placement.until,
            keywords=placement.kind.label,
            notes=[f"带队教师：{placement.teachers}"] if placement.teachers else (),
        )
        those = [("派出院校", placement.institution)]
        those += [("实习单位", each) for each in placement.hosts]
        yield from self._take_part(placement, those)

    def count(self, count: Count) -> Iterator[Entity]:
        said = heading(count, self.directory)
        yield self._thing(
            count,
            "Note",
            name=said,
            summary=f"date: {count.date}" if count.date else None,
            description=count.text or said,
            entity=self._all([count.organization]),
        )

    def _project(
        self,
        record: Record,
        name: str,
        since: When | None,
        until: When | None = None,
        **values: Any,
    ) -> Entity:
        dates = (("startDate", since), ("endDate", until))
        return self._thing(record, "Project", dates, name=name, recordId=record.id, **values)

    def _take_part(self, record: Record, those: list[tuple[str, str | None]]) -> Iterator[Entity]:
        for role, identifier in those:
            if identifier:
                ends = {"participant": self._ids[identifier], "project": self._ids[record.id]}
                yield edge("ProjectParticipant", ends, {"role": role})

    def _members(self, record: Record, those: list[tuple[str, str | None]]) -> Iterator[Entity]:
        for role, identifier in those:
            if identifier:
                ends = {"member": self._ids[identifier], "organization": self._ids[record.id]}
                yield edge("Membership", ends, {"role": role})


def _key(record: Record) -> tuple[str, ...]:
    """Return what the record of the same body, person or matter in another ledger shares."""
    if isinstance(record, Organization):
        if record.uscc:
            return (record.prefix, "uscc", record.uscc)
        return (record.prefix, _normal(record.name), record.region or "")
    if isinstance(record, Official):
        home = next(iter(record.organizations), "")
        return (record.prefix, _normal(record.name), _normal(ids.name_of(home)))
    return (record.prefix, record.id)


def _link(source: Source) -> str | None:
    address = web_address(source.url)
    return address if address and len(address) <= LONGEST_LINK else None


def _term_of_uscc(uscc: str | None) -> str:
    """Return the property for a code; the package takes those as `uscCode` that begin in digits."""
    return "uscCode" if uscc is None or uscc[:8].isdigit() else "registrationNumber"


def _normal(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _schema_of_body(body: Organization) -> str:
    if isinstance(body, Enterprise):
        return "Company"
    public = isinstance(body, Institution) and body.ownership is Ownership.PUBLIC
    return "PublicBody" if public or body.kind is OrganizationKind.GOVERNMENT else "Organization"


_MADE: Mapping[type[Record], Callable[[_Maker, Any], Iterator[Entity]]] = {
    Source: _Maker.source,
    Organization: _Maker.body,
    Institution: _Maker.body,
    Enterprise: _Maker.body,
    Official: _Maker.official,
    Program: _Maker.program,
    Visit: _Maker.visit,
    Agreement: _Maker.agreement,
    IndustryCollege: _Maker.college,
    Arrangement: _Maker.arrangement,
    Appointment: _Maker.appointment,
    Placement: _Maker.placement,
    Event: _Maker.event,
    Count: _Maker.count,
}

__all__ = ["entities"]
