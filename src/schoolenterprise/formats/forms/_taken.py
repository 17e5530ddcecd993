"""`Taken`: rows of a form gathered into records; where the rows stand it does not know."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from schoolenterprise import ids
from schoolenterprise.formats._tables.escapes import split, unescaped
from schoolenterprise.formats.forms._form import Fills, Form, Rows
from schoolenterprise.model import (
    Arrangement,
    Enterprise,
    Extra,
    Institution,
    Official,
    Organization,
    Outcome,
    Participant,
    Placement,
    Post,
    Record,
    Visit,
    evolve,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import (
    ArrangementKind,
    CountKind,
    ParticipantRole,
)

_OUTCOMES = {
    Fills.POSTS: CountKind.POSTS_OFFERED,
    Fills.INTERNS: CountKind.INTERNS,
    Fills.HIRED: CountKind.GRADUATES_HIRED,
}
_PEOPLE = "；;\n"
_HOSTS = ("@enterprise:", "@organization:")


@frozen
class Line:
    """What one row says."""

    values: Mapping[Fills, Any]
    """What fills the model."""
    given: Mapping[str, str | int]
    """Column → what no record has a field for."""
    columns: Mapping[Fills, str]
    """Which column holds which value."""


@define
class _Draft:
    """A visit, or a cooperation, in the making."""

    identifier: str | None
    school: str | None
    values: dict[Fills, Any] = field(factory=dict)
    hosts: dict[str, list[Line]] = field(factory=dict)
    people: dict[Participant, None] = field(factory=dict)
    received: dict[Participant, None] = field(factory=dict)


class Taken:
    """Records in the making."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._drafts: dict[Any, _Draft] = {}
        self._bodies: dict[str, Organization] = {}
        self._titles: dict[tuple[str, str | None], dict[str, None]] = {}

    def take(self, line: Line) -> tuple[Fills, ...]:
        """Take a row; return what in it contradicts an earlier row of the same visit.

        Raises:
            InvalidValueError: what it says makes no record.
        """
        values = line.values
        record, host_id = self._parts_of(values.get(Fills.KEY))
        host, body = _host(values, host_id), _school(values)
        school = body.id if body else None
        official = _people(values, school, host.id)
        content = record or (values.get(Fills.DATE), values.get(Fills.SINCE), school, host.id)
        amiss = [*self._learn(host, Fills.HOST_NAME, Fills.HOST_USCC)]
        amiss += self._learn(body, Fills.SCHOOL_NAME, Fills.SCHOOL_CODE) if body else ()
        draft = self._drafts.setdefault(content, _Draft(record, school))
        for person in official[0]:
            draft.people[person] = None
        for person in official[1]:
            draft.received[person] = None
        for person in (*official[0], *official[1]):
            titles = self._titles.setdefault((person.name, person.organization), {})
            titles.update(dict.fromkeys(person.titles))
        draft.hosts.setdefault(host.id, []).append(line)
        return (*amiss, *_amiss(draft.values, values))

    def records(self) -> Iterator[Record]:
        """Yield the records that the rows tell of, organizations first."""
        yield from self._bodies.values()
        for (name, home), titles in self._titles.items():
            yield _official(name, home, tuple(titles))
        for draft in self._drafts.values():
            if self._form.rows is Rows.VISITS:
                yield self._visit(draft)
            else:
                yield from self._cooperation(draft)

    def _learn(self, body: Organization, name: Fills, code: Fills) -> Iterator[Fills]:
        """Note a body, or its code where it was not known; yield what contradicts earlier rows."""
        known = self._bodies.setdefault(body.id, body)
        if known.name != body.name:
            yield name
        field = "code" if isinstance(body, Institution) else "uscc"
        before, now = getattr(known, field), getattr(body, field)
        if before is None and now is not None:
            self._bodies[body.id] = evolve(known, **{field: now})
        elif now not in (None, before):
            yield code

    def _parts_of(self, key: str | None) -> tuple[str | None, str | None]:
        """Return the ids of record and employer in the key of a row that this package wrote."""
        visits = self._form.rows is Rows.VISITS
        if key is None or visits != (ids.prefix_of(key) == Visit.prefix) or not ids.prefix_of(key):
            return None, None
        at = max(key.rfind(mark) for mark in _HOSTS)
        if at <= 0:
            return None, None
        host = key[at + 1 :]
        head, mark, number = host.rpartition("@")
        if visits:
            Visit(id=key[:at])  # refuses what is no id
        return key[:at], head if mark and number.isdecimal() else host

    def _visit(self, draft: _Draft) -> Visit:
        lines = [line for some in draft.hosts.values() for line in some]
        alone = len(lines) == 1
        outcomes = [
            Outcome(what=what, quantity=Quantity.exactly(lines[0].values[fills]))
            for fills, what in _OUTCOMES.items()
            if alone and lines[0].values.get(fills) is not None
        ]
        own: Any = {"id": draft.identifier} if draft.identifier else {}
        return Visit(
            **own,
            date=draft.values.get(Fills.DATE),
            visitor=draft.school,
            hosts=tuple(draft.hosts),
            participants=tuple(draft.people),
            received_by=tuple(draft.received),
            outcomes=tuple(outcomes),
            extra=self._extra(draft, () if alone else tuple(_OUTCOMES)),
        )

    def _cooperation(self, draft: _Draft) -> Iterator[Record]:
        host, lines = next(iter(draft.hosts.items()))
        given = ids.prefix_of(draft.identifier or "") == Arrangement.prefix
        own: Any = {"id": draft.identifier} if given else {}
        yield Arrangement(
            **own,
            kind=ArrangementKind.OTHER,
            institution=draft.school,
            partners=tuple(draft.hosts),
            since=draft.values.get(Fills.SINCE),
            extra=self._extra(draft, () if len(lines) == 1 else (Fills.INTERNS,)),
        )
        interns = lines[0].values.get(Fills.INTERNS)
        if len(lines) == 1 and interns is not None:
            students = Quantity.exactly(interns)
            yield Placement(institution=draft.school, hosts=(host,), students=students)

    def _extra(self, draft: _Draft, more: tuple[Fills, ...]) -> Extra:
        """Return what no field holds, a list of rows; of several rows also their numbers."""
        rows: list[dict[str, object]] = []
        for host, lines in draft.hosts.items():
            for line in lines:
                told = dict(line.given)
                for fills in more:
                    if line.values.get(fills) is not None:
                        told[line.columns[fills]] = line.values[fills]
                if told or len(lines) > 1 or ids.prefix_of(host) != Enterprise.prefix:
                    rows.append({"host": host, **({"given": told} if told else {})})
        return Extra({self._form.name: rows} if rows else {})


def _school(values: Mapping[Fills, Any]) -> Institution | None:
    """Return the school; `None`: the row does not name it."""
    name = values.get(Fills.SCHOOL_NAME)
    return Institution(name=name, code=values.get(Fills.SCHOOL_CODE)) if name else None


def _host(values: Mapping[Fills, Any], identifier: str | None) -> Organization:
    name, uscc = values[Fills.HOST_NAME], values.get(Fills.HOST_USCC)
    own: Any = {"id": identifier} if identifier else {}
    if identifier and ids.prefix_of(identifier) == Organization.prefix:
        return Organization(**own, name=name, uscc=uscc)
    return Enterprise(**own, name=name, uscc=uscc)


def _people(
    values: Mapping[Fills, Any], school: str | None, host: str
) -> tuple[list[Participant], list[Participant]]:
    leads = _named(values.get(Fills.LEADER_NAME), values.get(Fills.LEADER_TITLE))
    hosts = _named(values.get(Fills.RECEIVER_NAME), values.get(Fills.RECEIVER_TITLE))
    led = [(name, titles, ParticipantRole.LEADER) for name, titles in leads[:1]]
    led += [(name, titles, ParticipantRole.MEMBER) for name, titles in leads[1:]]
    return (
        [_participant(name, titles, school, role) for name, titles, role in led],
        [_participant(*each, host, ParticipantRole.MEMBER) for each in hosts],
    )


def _named(names: str | None, titles: str | None) -> list[tuple[str, tuple[str, ...]]]:
    """Return each name with its titles: people are parted by `；`, titles of one by `、`."""
    people, posts = list(split(names or "", _PEOPLE)), list(split(titles or "", _PEOPLE))
    posts += [""] * (len(people) - len(posts))
    return [
        (
            unescaped(name.strip()),
            tuple(unescaped(each.strip()) for each in split(post, "、") if each.strip()),
        )
        for name, post in zip(people, posts, strict=False)
        if name.strip()
    ]


def _participant(
    name: str, titles: tuple[str, ...], home: str | None, role: ParticipantRole
) -> Participant:
    official = _official(name, home, titles).id
    return Participant(official=official, name=name, titles=titles, organization=home, role=role)


def _official(name: str, home: str | None, titles: tuple[str, ...]) -> Official:
    posts = tuple(Post(title=title, organization=home) for title in titles)
    own: Any = {"id": f"{Official.prefix}:{ids.part(name)}" + (f"@{home}" if home else "")}
    return Official(**own, name=name, posts=posts)


def _amiss(known: dict[Fills, Any], values: Mapping[Fills, Any]) -> Iterator[Fills]:
    """Yield what says otherwise in another row; what is not known yet is learnt."""
    for fills in (Fills.DATE, Fills.SINCE):
        value = values.get(fills)
        if value is not None and known.setdefault(fills, value) != value:
            yield fills


__all__ = ["Line", "Taken"]
