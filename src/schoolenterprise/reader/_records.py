"""The last step: facts become records, every value with the characters it was read from."""

from collections.abc import Iterable
from typing import TypedDict

from schoolenterprise import ids
from schoolenterprise.ledger import united
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
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Signatory,
    Visit,
    evolve,
    unchecked,
)
from schoolenterprise.reader._evidence import Quotes
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
from schoolenterprise.reader._mentions import Body, Mention, PersonMention
from schoolenterprise.reader._organization_record import organization_record
from schoolenterprise.reader._others import ArrangementFact, EventFact, PlacementFact
from schoolenterprise.reader._purposes import purposes_in
from schoolenterprise.reader._scene import Scene
from schoolenterprise.vocabulary import MatchKind, ParticipantRole, VisitMode

# What the reader puts into a record fits by how it was found; the tests check the records again.
_visit = unchecked(Visit)
_agreement = unchecked(Agreement)
_college = unchecked(IndustryCollege)
_milestone = unchecked(Milestone)
_appointment = unchecked(Appointment)
_count = unchecked(Count)
_program = unchecked(Program)
_event = unchecked(Event)
_arrangement = unchecked(Arrangement)
_placement = unchecked(Placement)
_official = unchecked(Official)
_post = unchecked(Post)
_participant = unchecked(Participant)
_signatory = unchecked(Signatory)


class _PersonFields(TypedDict):
    official: str | None
    name: str
    titles: tuple[str, ...]
    organization: str | None


class RecordWriter:
    """Writes the records of a section: organizations, then people, then all that names them."""

    def __init__(self, scene: Scene, quotes: Quotes, records: dict[str, Record]) -> None:
        self.scene = scene
        self.quotes = quotes
        self.records = records
        """What the page gave so far, by id."""
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._official_ids: dict[str, str] = {}

    def add(self, record: Record) -> Record:
        """Keep a record; one with the id of a different one gets a number behind its id."""
        known = self.records.get(record.id)
        if known is None or _same(known, record):
            return self.records.setdefault(record.id, record)
        if isinstance(record, Organization | Official | Program):
            # Sections of one page name one body in different ways.
            self.records[record.id] = known = united(known, record)
            return known
        return self._numbered(record)

    def _numbered(self, record: Record) -> Record:
        """Keep a record whose id a different one bears already, with a number behind it."""
        number = self._numbers.get(record.id, 2)
        numbered = evolve(record, id=ids.numbered(record.id, number))
        while not _same(self.records.get(numbered.id, numbered), numbered):
            number += 1
            numbered = evolve(record, id=ids.numbered(record.id, number))
        self._numbers[record.id] = number
        return self.records.setdefault(numbered.id, numbered)

    def organization(self, body: Body) -> Record:
        """Write a body under its fullest name, with every other form in use."""
        kept = self.add(organization_record(body, self.quotes, self.scene.lexicon))
        self._ids[id(body)] = kept.id
        return kept

    def id_of(self, body: Body | None) -> str | None:
        """Return the id of a body's record."""
        return self._ids.get(id(body)) if body else None

    def official(self, fact: PersonFact, conferred: frozenset[str]) -> Record:
        """Write a person with the posts held; a role in `conferred` was only given here."""
        quotes = self.quotes
        posts: list[Post] = []
        evidence = [quotes.at("name", fact.mentions[0])]
        for post in fact.posts:
            title = post.title.text if post.known else quotes.text_of(post.title)
            if not title or post.title.text in conferred:
                continue
            field = f"posts[{len(posts)}]"
            told = MatchKind.INFERRED if post.known else MatchKind.EXACT
            evidence.append(quotes.at(f"{field}.title", post.title, told))
            home = self.id_of(post.body)
            if home:
                stated = post.title.organization
                how = MatchKind.EXACT if stated and not stated.generic else MatchKind.INFERRED
                evidence.append(quotes.at(f"{field}.organization", stated or post.title, how))
            posts.append(_post(title=title, organization=home))
        name = quotes.text_of(fact.mentions[0])
        record = self.add(_official(name=name, posts=tuple(posts), evidence=tuple(evidence)))
        self._official_ids[fact.name] = record.id
        return record

    def _person(self, person: PersonMention) -> _PersonFields:
        return {
            "official": self._official_ids.get(person.name),
            "name": self.quotes.text_of(person),
            "titles": tuple(self.quotes.text_of(title) for title in person.titles),
            "organization": self.id_of(self.scene.body_of(person)),
        }

    def _bodies(self, roles: Iterable[Role]) -> tuple[str, ...]:
        found = (self.id_of(role.body) for role in roles)
        return tuple(dict.fromkeys(each for each in found if each))

    def visit(self, fact: VisitFact) -> Record:
        """Write a trip."""
        quotes = self.quotes
        going = [fact.leader, *fact.participants] if fact.leader else fact.participants
        roles = [
            ParticipantRole.LEADER if each is fact.leader else ParticipantRole.MEMBER
            for each in going
        ]
        inbound = any(role.body is self.scene.cast.own for role in fact.hosts)
        purposes = purposes_in(self.scene, fact)
        return self.add(
            _visit(
                date=fact.date.when if fact.date else None,
                visitor=self.id_of(fact.visitor.body) if fact.visitor else None,
                hosts=self._bodies(fact.hosts),
                more_hosts=fact.more_hosts,
                participants=tuple(
                    _participant(**self._person(person), role=role)
                    for person, role in zip(going, roles, strict=True)
                ),
                received_by=tuple(
                    _participant(**self._person(person), role=ParticipantRole.RECEIVER)
                    for person in fact.received_by
                ),
                mode=VisitMode.INBOUND if inbound else VisitMode.ON_SITE,
                purposes=purposes,
                evidence=(
                    *quotes.date(fact.date),
                    *quotes.role("visitor", fact.visitor),
                    *quotes.roles("hosts", fact.hosts),
                    *quotes.people("participants", going),
                    *quotes.people("received_by", fact.received_by),
                    *self._of_trip(fact, len(purposes)),
                ),
            )
        )

    def _of_trip(self, fact: VisitFact, purposes: int) -> tuple[Evidence, ...]:
        """Return the evidence of what the verb of a trip, and its sentence, only imply."""
        at = fact.trigger or fact.hosts[0].at
        fields = ["mode", *(f"purposes[{index}]" for index in range(purposes))]
        return self.quotes.inferred(at, *fields, *(["more_hosts"] if fact.more_hosts else []))

    def agreement(self, fact: AgreementFact) -> Record:
        """Write an agreement."""
        quotes = self.quotes
        return self.add(
            _agreement(
                date=fact.date.when if fact.date else None,
                parties=self._bodies(fact.parties),
                kind=fact.kind,
                subject=quotes.text_of(fact.subject) if fact.subject else None,
                signatories=tuple(
                    _signatory(**self._person(person), party=self._party(person, fact))
                    for person in fact.signatories
                ),
                evidence=(
                    *quotes.date(fact.date),
                    *quotes.roles("parties", fact.parties),
                    *([quotes.at("subject", fact.subject)] if fact.subject else []),
                    *quotes.people("signatories", fact.signatories),
                    *quotes.inferred(fact.subject or fact.trigger, "kind"),
                    *quotes.inferred(fact.trigger, "status"),
                ),
            )
        )

    def _party(self, person: PersonMention, fact: AgreementFact) -> str | None:
        home = self.scene.body_of(person)
        return self.id_of(home) if any(home is role.body for role in fact.parties) else None

    def _implied(self, at: Mention, **values: object) -> tuple[Evidence, ...]:
        """Return the evidence of each field that has a value; no characters of its own show it."""
        return self.quotes.inferred(at, *(field for field, value in values.items() if value))

    def college(self, fact: CollegeFact) -> Record:
        """Write an industry college."""
        quotes = self.quotes
        name = quotes.text_of(fact.name)
        others = {quotes.text_of(each): each for each in reversed(fact.mentions)}
        others.pop(name, None)
        evidence = [quotes.at("name", fact.name)]
        evidence += [quotes.at(f"aliases[{i}]", each) for i, each in enumerate(others.values())]
        evidence += quotes.role("institution", fact.institution)
        evidence += quotes.roles("partners", fact.partners)
        for index, (_, date, at) in enumerate(fact.milestones):
            evidence.append(quotes.at(f"milestones[{index}].kind", at, MatchKind.INFERRED))
            evidence += quotes.date(date, f"milestones[{index}].date")
        return self.add(
            _college(
                name=name,
                aliases=tuple(others),
                institution=self.id_of(fact.institution.body) if fact.institution else None,
                partners=self._bodies(fact.partners),
                milestones=tuple(
                    _milestone(kind=kind, date=date.when if date else None)
                    for kind, date, _ in fact.milestones
                ),
                evidence=tuple(evidence),
            )
        )

    def appointment(self, fact: AppointmentFact) -> Record:
        """Write an appointment."""
        quotes = self.quotes
        return self.add(
            _appointment(
                official=self._official_ids[fact.person.name],
                role=quotes.text_of(fact.role),
                by=self.id_of(fact.by.body) if fact.by else None,
                date=fact.date.when if fact.date else None,
                evidence=(
                    quotes.at("official", fact.person),
                    quotes.at("role", fact.role),
                    *quotes.date(fact.date),
                    *(quotes.role("by", fact.by) or self._implied(fact.role, by=fact.by)),
                ),
            )
        )

    def count(self, fact: CountFact) -> Record:
        """Write a number."""
        quotes = self.quotes
        return self.add(
            _count(
                what=fact.quantity.what,
                quantity=fact.quantity.quantity,
                organization=self.id_of(self.scene.cast.own),
                date=fact.date.when if fact.date else None,
                text=quotes.text_of(fact.quantity),
                evidence=(
                    quotes.at("quantity", fact.quantity),
                    quotes.at("text", fact.quantity),
                    *quotes.date(fact.date),
                    *quotes.inferred(fact.quantity, "what"),
                    *self._implied(fact.quantity, organization=self.scene.cast.own),
                ),
            )
        )

    def program(self, fact: ProgramFact) -> Record:
        """Write a campaign."""
        name = self.quotes.text_of(fact.name)
        others = {self.quotes.text_of(each): each for each in fact.mentions}
        others.pop(name, None)
        evidence = [self.quotes.at("name", fact.name)]
        evidence += [
            self.quotes.at(f"aliases[{i}]", each) for i, each in enumerate(others.values())
        ]
        return self.add(_program(name=name, aliases=tuple(others), evidence=tuple(evidence)))

    def event(self, fact: EventFact) -> Record:
        """Write a ceremony or meeting."""
        return self.add(
            _event(
                kind=fact.kind,
                name=self.quotes.text_of(fact.name),
                date=fact.date.when if fact.date else None,
                evidence=(
                    self.quotes.at("name", fact.name),
                    *self.quotes.date(fact.date),
                    *self.quotes.inferred(fact.name, "kind"),
                ),
            )
        )

    def arrangement(self, fact: ArrangementFact) -> Record:
        """Write an order class, a base or a laboratory."""
        quotes = self.quotes
        return self.add(
            _arrangement(
                kind=fact.kind,
                name=quotes.text_of(fact.name),
                institution=self.id_of(self.scene.own_school()),
                partners=self._bodies(fact.partners),
                status=fact.status,
                evidence=(
                    quotes.at("name", fact.name),
                    *quotes.roles("partners", fact.partners),
                    *quotes.inferred(fact.name, "kind", "status"),
                    *self._implied(fact.name, institution=self.scene.own_school()),
                ),
            )
        )

    def placement(self, fact: PlacementFact) -> Record:
        """Write students at work."""
        quotes = self.quotes
        teachers = [quotes.at("teachers", fact.teachers)] if fact.teachers else []
        return self.add(
            _placement(
                institution=self.id_of(self.scene.own_school()),
                hosts=self._bodies(fact.hosts),
                more_hosts=fact.open_list or not fact.hosts,
                students=fact.students.quantity,
                teachers=fact.teachers.quantity if fact.teachers else None,
                evidence=(
                    quotes.at("students", fact.students),
                    *teachers,
                    *quotes.roles("hosts", fact.hosts),
                    *quotes.inferred(fact.students, "kind"),
                    *self._implied(
                        fact.students,
                        institution=self.scene.own_school(),
                        more_hosts=fact.open_list or not fact.hosts,
                    ),
                ),
            )
        )


def _same(first: Record, second: Record) -> bool:
    return evolve(first, evidence=()) == evolve(second, id=first.id, evidence=())
