"""The last step: facts become records, every value with the characters it was read from."""

import re
from collections.abc import Iterable, Sequence

import attrs

from schoolenterprise import ids
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    Evidence,
    IndustryCollege,
    Milestone,
    Official,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Signatory,
    Source,
    Visit,
    organization_class,
)
from schoolenterprise.reader._facts import (
    AgreementFact,
    AppointmentFact,
    CollegeFact,
    CountFact,
    PersonFact,
    ProgramFact,
    Role,
    VisitFact,
)
from schoolenterprise.reader._mentions import Body, DateMention, Mention, PersonMention
from schoolenterprise.reader._others import ArrangementFact, EventFact, PlacementFact
from schoolenterprise.reader._purposes import purposes_in
from schoolenterprise.reader._scene import Scene
from schoolenterprise.text import Folded
from schoolenterprise.vocabulary import MatchKind, ParticipantRole, VisitMode

_BLANKS = re.compile(r"\s+")


class RecordWriter:
    """Writes the records of one page."""

    def __init__(self, scene: Scene, folded: Folded, source: Source, people: Sequence[PersonFact]) -> None:
        self.scene = scene
        self.folded = folded
        self.source = source
        self.records: dict[str, Record] = {}
        self._ids: dict[int, str] = {}
        self._people = {fact.name: fact for fact in people}
        self._official_ids: dict[str, str] = {}

    # Values and their evidence

    def text_of(self, mention: Mention) -> str:
        """Return the characters of a mention as the page gives them, without blanks inside Chinese."""
        span = self.folded.original_span(mention.start, mention.end)
        return _clean(span.of(self.folded.original))

    def evidence(self, field: str, mention: Mention, how: MatchKind = MatchKind.EXACT) -> Evidence:
        """Return the evidence that `field` was read at `mention`."""
        span = self.folded.original_span(mention.start, mention.end)
        quote = span.of(self.folded.original)
        return Evidence(source=self.source.id, field=field, start=span.start, end=span.end, quote=quote, how=how)

    def _date(self, date: DateMention | None, field: str = "date") -> list[Evidence]:
        return [self.evidence(field, date, date.how)] if date and date.when else []

    def _role(self, field: str, role: Role | None) -> list[Evidence]:
        """Return where a body's part in a fact was read; nothing where no character shows it."""
        if role is None or role.at.start == role.at.end:
            return []
        own_name = self.text_of(role.at) in (role.body.name, *role.body.aliases)
        return [self.evidence(field, role.at, MatchKind.EXACT if own_name else MatchKind.INFERRED)]

    def _roles(self, field: str, roles: Iterable[Role]) -> list[Evidence]:
        return [each for i, role in enumerate(roles) for each in self._role(f"{field}[{i}]", role)]

    def add(self, record: Record) -> Record:
        """Keep a record; one that would bear the id of a different one gets a number behind its id."""
        number = 2
        wanted = record.id
        while record.id in self.records and not _same(self.records[record.id], record):
            record = attrs.evolve(record, id=f"{wanted}#{number}")
            number += 1
        return self.records.setdefault(record.id, record)

    # Organisations and people

    def organizations(self, bodies: Iterable[Body]) -> None:
        """Write every body of the page."""
        for body in bodies:
            record = self._organization(body)
            self._ids[id(body)] = self.add(record).id

    def _organization(self, body: Body) -> Record:
        cls = organization_class(body.kind)
        fullest = next((each for each in body.mentions if each.name == body.name), body.mentions[0])
        name = self.text_of(fullest)
        evidence = [self.evidence("name", fullest)]
        aliases: list[str] = []
        for alias in body.aliases:
            mention = next((each for each in body.mentions if each.name == alias), None)
            if mention and self.text_of(mention) not in (name, *aliases):
                evidence.append(self.evidence(f"aliases[{len(aliases)}]", mention))
                aliases.append(self.text_of(mention))
        own_id = ids.make(cls.prefix, ids.part(name))
        if body.unnamed:
            own_id += f"@{ids.name_of(self.source.id)}"
        return cls(id=own_id, name=name, aliases=tuple(aliases), kind=body.kind, evidence=tuple(evidence))

    def id_of(self, body: Body | None) -> str | None:
        """Return the id of a body's record."""
        return self._ids.get(id(body)) if body else None

    def officials(self, dropped: set[tuple[str, str]], seen: DateMention | None) -> None:
        """Write every person with a post or a part; `dropped` names roles that were only conferred."""
        for fact in self._people.values():
            posts, evidence = [], [self.evidence("name", fact.mentions[0])]
            for post in fact.posts:
                title = self.text_of(post.title)
                if not title or (fact.name, _clean(post.title.text)) in dropped:
                    continue
                evidence.append(self.evidence(f"posts[{len(posts)}].title", post.title))
                home = self.id_of(post.body)
                if home:
                    place = post.title.organization or post.title
                    how = MatchKind.EXACT if post.title.organization else MatchKind.INFERRED
                    evidence.append(self.evidence(f"posts[{len(posts)}].organization", place, how))
                posts.append(Post(title=title, organization=home, seen=seen.when if seen else None))
            record = Official(name=self.text_of(fact.mentions[0]), posts=tuple(posts), evidence=tuple(evidence))
            self._official_ids[fact.name] = self.add(record).id

    def _person(self, person: PersonMention, role: ParticipantRole) -> Participant:
        return Participant(**self._person_fields(person), role=role)

    def _person_fields(self, person: PersonMention) -> dict[str, object]:
        home = self.scene.body_of(person)
        return {
            "official": self._official_ids.get(person.name),
            "name": self.text_of(person),
            "titles": tuple(self.text_of(title) for title in person.titles),
            "organization": self.id_of(home),
        }

    # Visits

    def visit(self, fact: VisitFact) -> None:
        """Write a trip."""
        evidence = self._date(fact.date)
        evidence += self._role("visitor", fact.visitor)
        evidence += self._roles("hosts", fact.hosts)
        going = [fact.leader] if fact.leader else []
        participants = [self._person(each, ParticipantRole.LEADER) for each in going]
        participants += [self._person(each, ParticipantRole.MEMBER) for each in fact.participants]
        evidence += self._names("participants", [*going, *fact.participants])
        evidence += self._names("received_by", fact.received_by)
        inbound = any(role.body is self.scene.cast.own for role in fact.hosts)
        self.add(
            Visit(
                date=fact.date.when if fact.date else None,
                visitor=self.id_of(fact.visitor.body) if fact.visitor else None,
                hosts=self._bodies(role.body for role in fact.hosts),
                more_hosts=fact.more_hosts,
                participants=tuple(participants),
                received_by=tuple(self._person(each, ParticipantRole.RECEIVER) for each in fact.received_by),
                mode=VisitMode.INBOUND if inbound else VisitMode.ON_SITE,
                purposes=purposes_in(self.scene, fact),
                evidence=tuple(evidence),
            )
        )

    def _names(self, field: str, people: Iterable[PersonMention]) -> list[Evidence]:
        found = []
        for index, person in enumerate(people):
            found.append(self.evidence(f"{field}[{index}].name", person))
            found += [
                self.evidence(f"{field}[{index}].titles[{number}]", title)
                for number, title in enumerate(person.titles)
            ]
        return found

    def _bodies(self, bodies: Iterable[Body]) -> tuple[str, ...]:
        found = (self.id_of(body) for body in bodies)
        return tuple(dict.fromkeys(each for each in found if each))

    # Agreements, colleges, appointments

    def agreement(self, fact: AgreementFact) -> None:
        """Write an agreement."""
        evidence = self._date(fact.date)
        evidence += self._roles("parties", fact.parties)
        if fact.subject:
            evidence.append(self.evidence("subject", fact.subject))
        evidence += self._names("signatories", fact.signatories)
        parties = {id(role.body) for role in fact.parties}
        signatories = []
        for person in fact.signatories:
            home = self.scene.body_of(person)
            party = self.id_of(home) if home and id(home) in parties else None
            signatories.append(Signatory(**self._person_fields(person), party=party))
        self.add(
            Agreement(
                date=fact.date.when if fact.date else None,
                parties=self._bodies(role.body for role in fact.parties),
                kind=fact.kind,
                subject=self.text_of(fact.subject) if fact.subject else None,
                status=fact.status,
                signatories=tuple(signatories),
                evidence=tuple(evidence),
            )
        )

    def college(self, fact: CollegeFact) -> None:
        """Write an industry college."""
        name = self.text_of(fact.name)
        evidence = [self.evidence("name", fact.name)]
        aliases: list[str] = []
        for mention in fact.mentions:
            alias = self.text_of(mention)
            if alias not in (name, *aliases):
                evidence.append(self.evidence(f"aliases[{len(aliases)}]", mention))
                aliases.append(alias)
        evidence += self._role("institution", fact.institution)
        evidence += self._roles("partners", fact.partners)
        milestones = []
        for kind, date, at in fact.milestones:
            evidence.append(self.evidence(f"milestones[{len(milestones)}].kind", at, MatchKind.INFERRED))
            evidence += self._date(date, f"milestones[{len(milestones)}].date")
            milestones.append(Milestone(kind=kind, date=date.when if date else None))
        self.add(
            IndustryCollege(
                name=name,
                aliases=tuple(aliases),
                institution=self.id_of(fact.institution.body) if fact.institution else None,
                partners=self._bodies(role.body for role in fact.partners),
                milestones=tuple(milestones),
                evidence=tuple(evidence),
            )
        )

    def appointment(self, fact: AppointmentFact) -> None:
        """Write an appointment."""
        official = self._official_ids.get(fact.person.name)
        if official is None:
            return
        evidence = [self.evidence("official", fact.person), self.evidence("role", fact.role), *self._date(fact.date)]
        evidence += self._role("by", fact.by)
        self.add(
            Appointment(
                official=official,
                role=self.text_of(fact.role),
                by=self.id_of(fact.by.body) if fact.by else None,
                date=fact.date.when if fact.date else None,
                evidence=tuple(evidence),
            )
        )

    # The smaller records

    def count(self, fact: CountFact) -> None:
        """Write a number."""
        self.add(
            Count(
                what=fact.quantity.what,
                quantity=fact.quantity.quantity,
                organization=self.id_of(self.scene.cast.own),
                date=fact.date.when if fact.date else None,
                text=self.text_of(fact.quantity),
                evidence=(self.evidence("quantity", fact.quantity), *self._date(fact.date)),
            )
        )

    def program(self, fact: ProgramFact) -> None:
        """Write a campaign."""
        aliases = {self.text_of(each) for each in fact.mentions} - {self.text_of(fact.name)}
        evidence = (self.evidence("name", fact.name),)
        self.add(Program(name=self.text_of(fact.name), aliases=tuple(sorted(aliases)), evidence=evidence))

    def event(self, fact: EventFact) -> None:
        """Write a ceremony or meeting."""
        self.add(
            Event(
                kind=fact.kind,
                name=self.text_of(fact.name),
                date=fact.date.when if fact.date else None,
                evidence=(self.evidence("name", fact.name), *self._date(fact.date)),
            )
        )

    def arrangement(self, fact: ArrangementFact) -> None:
        """Write an order class, a base or a laboratory."""
        evidence = [self.evidence("name", fact.name)]
        evidence += self._roles("partners", fact.partners)
        self.add(
            Arrangement(
                kind=fact.kind,
                name=self.text_of(fact.name),
                institution=self.id_of(self.scene.own_school()),
                partners=self._bodies(role.body for role in fact.partners),
                status=fact.status,
                evidence=tuple(evidence),
            )
        )

    def placement(self, fact: PlacementFact) -> None:
        """Write students at work."""
        evidence = [self.evidence("students", fact.students)]
        if fact.teachers:
            evidence.append(self.evidence("teachers", fact.teachers))
        evidence += self._roles("hosts", fact.hosts)
        self.add(
            Placement(
                institution=self.id_of(self.scene.own_school()),
                hosts=self._bodies(role.body for role in fact.hosts),
                more_hosts=fact.open_list or not fact.hosts,
                students=fact.students.quantity,
                teachers=fact.teachers.quantity if fact.teachers else None,
                evidence=tuple(evidence),
            )
        )


def _clean(text: str) -> str:
    """Take blanks out, but for those between Latin words."""
    return _BLANKS.sub(lambda match: " " if _between_latin(match) else "", text).strip()


def _between_latin(match: re.Match[str]) -> bool:
    text = match.string
    left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _same(first: Record, second: Record) -> bool:
    return attrs.evolve(first, evidence=()) == attrs.evolve(second, evidence=())
