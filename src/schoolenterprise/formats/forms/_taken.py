"""`Taken`: rows of a form gathered into records; where the rows stand it does not know."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import define, field, frozen

from schoolenterprise import ids
from schoolenterprise.dates import When, parse
from schoolenterprise.errors import InvalidValueError
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
    OrganizationKind,
    ParticipantRole,
    UnifiedSocialCreditCode,
)

_OUTCOMES = {
    Fills.POSTS: CountKind.POSTS_OFFERED,
    Fills.INTERNS: CountKind.INTERNS,
    Fills.HIRED: CountKind.GRADUATES_HIRED,
}
_PEOPLE = "；;\n"
_ENDINGS = {
    OrganizationKind.ASSOCIATION: ("协会", "学会", "商会", "联合会", "促进会"),
    OrganizationKind.INSTITUTE: ("研究院", "研究所", "研究中心", "设计院"),
}
"""How names of employers end that are no firms."""
_NO_FIRMS = tuple(_ENDINGS)
_HOSTS = ("@enterprise:", "@organization:")


@frozen
class Line:
    """What one row says."""

    values: dict[Fills, Any]
    """What fills the model."""
    given: dict[str, str | int]
    """Column → what no record has a field for."""
    columns: Mapping[Fills, str]
    """Which column holds which value."""


@define
class _Draft:
    """A visit, or a cooperation, in the making."""

    identifier: str | None
    school: str | None
    date: When | None = None
    leader: str | None = None
    hosts: dict[str, list[Line]] = field(factory=dict)
    people: dict[Participant, None] = field(factory=dict)
    received: dict[Participant, None] = field(factory=dict)


class Taken:
    """Records in the making."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._drafts: dict[Any, _Draft] = {}
        self._bodies: dict[str, Organization] = {}
        self._titles: dict[tuple[str, str], dict[str, None]] = {}
        self._keyed: dict[object, str] = {}
        self.schools: dict[str, str] = {}
        """Code → name of a school of which earlier rows tell."""

    def knows(self, line: Line) -> bool:
        """Whether the key of a row says which record it is about."""
        return self._parts(line.values)[0] is not None

    def take(self, line: Line) -> tuple[Fills, ...]:
        """Take a row; return what in it contradicts an earlier row of the same record.

        A row of another day, or of an employer of another name, was copied with its key: it is
        about another visit, or another employer.

        Raises:
            InvalidValueError: what it says makes no record.
        """
        values = line.values
        record, host_id = self._parts(values)
        amiss: list[Fills] = []
        if record in self._drafts and _differs(self._drafts[record].date, values.get(Fills.DATE)):
            record, amiss = None, [Fills.DATE]
        if host_id in self._bodies and self._bodies[host_id].name != values[Fills.HOST_NAME]:
            host_id, amiss = None, [*amiss, Fills.HOST_NAME]
        host, body = _host(values, host_id), _school(values)
        amiss += self._learn(host, Fills.HOST_USCC)
        amiss += self._learn(body, Fills.SCHOOL_CODE) if body else ()
        if isinstance(body, Institution) and body.code:
            self.schools.setdefault(body.code, body.name)
        draft = self._draft(record, values, body.id if body else None, host.id)
        draft.hosts.setdefault(host.id, []).append(line)
        people = _people(values, draft.school, host.id)
        if _differs(draft.leader, values.get(Fills.LEADER_NAME)):
            amiss.append(Fills.LEADER_NAME)
        draft.leader = draft.leader or values.get(Fills.LEADER_NAME)
        draft.people.update(dict.fromkeys(people[0]))
        draft.received.update(dict.fromkeys(people[1]))
        for person in (*people[0], *people[1]):
            if person.organization is not None:
                titles = self._titles.setdefault((person.name, person.organization), {})
                titles.update(dict.fromkeys(person.titles))
        return tuple(amiss)

    def _parts(self, values: Mapping[Fills, Any]) -> tuple[str | None, str | None]:
        return _parts_of(values.get(Fills.KEY), self._form.rows is Rows.VISITS)

    def _draft(
        self, record: str | None, values: Mapping[Fills, Any], school: str | None, host: str
    ) -> _Draft:
        """Return the record that a row is about; without a key that of the same day and bodies."""
        told = (values.get(Fills.DATE), school, host)
        content: Any = record or self._keyed.get(told, told)
        if record is not None:
            self._keyed.setdefault(told, record)
        draft = self._drafts.setdefault(content, _Draft(record, school))
        draft.date = draft.date or values.get(Fills.DATE)
        return draft

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

    def _learn(self, body: Organization, code: Fills) -> Iterator[Fills]:
        """Note a body, or its code where it was not known; yield what contradicts earlier rows."""
        known = self._bodies.setdefault(body.id, body)
        field = "code" if isinstance(body, Institution) else "uscc"
        before, now = getattr(known, field), getattr(body, field)
        if before is None and now is not None:
            self._bodies[body.id] = evolve(known, **{field: now})
        elif now not in (None, before):
            yield code

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
            date=draft.date,
            visitor=draft.school,
            hosts=tuple(draft.hosts),
            participants=tuple(draft.people),
            received_by=tuple(draft.received),
            outcomes=tuple(outcomes),
            extra=self._extra(draft, () if alone else tuple(_OUTCOMES)),
        )

    def _cooperation(self, draft: _Draft) -> Iterator[Record]:
        (host, lines), *_ = draft.hosts.items()
        begun = [line.values[Fills.SINCE] for line in lines if Fills.SINCE in line.values]
        alone = len(lines) == 1
        yield Arrangement(
            kind=ArrangementKind.OTHER,
            institution=draft.school,
            partners=(host,),
            since=min(begun, key=lambda date: date.sort_key, default=None),
            extra=self._extra(draft, () if alone else (Fills.INTERNS, Fills.SINCE)),
        )
        interns = lines[0].values.get(Fills.INTERNS)
        if alone and interns is not None:
            students = Quantity.exactly(interns)
            yield Placement(institution=draft.school, hosts=(host,), students=students)

    def _extra(self, draft: _Draft, more: tuple[Fills, ...]) -> Extra:
        """Return what no field holds, a list of rows; of several rows also their own values."""
        rows: list[dict[str, object]] = []
        for host, lines in draft.hosts.items():
            for line in lines:
                told = dict(line.given)
                for fills in more:
                    value = line.values.get(fills)
                    if value is not None:
                        told[line.columns[fills]] = value if type(value) is int else str(value)[:7]
                if told or len(lines) > 1 or ids.prefix_of(host) != Enterprise.prefix:
                    rows.append({"host": host, **({"given": told} if told else {})})
        return Extra({self._form.name: rows} if rows else {})


# Of one row it is asked twice.
@lru_cache(maxsize=8)
def _parts_of(key: str | None, visits: bool) -> tuple[str | None, str | None]:
    """Return the ids of visit and employer in the key of a row that this package wrote.

    Of a cooperation only the employer counts, for a row is about all that binds the two.
    """
    if key is None or visits != (ids.prefix_of(key) == Visit.prefix) or not ids.prefix_of(key):
        return None, None
    at = max(key.rfind(mark) for mark in _HOSTS)
    if at <= 0:
        return None, None
    host = key[at + 1 :]
    head, mark, number = host.rpartition("@")
    host = head if mark and number.isdecimal() else host
    try:
        known = Visit(id=key[:at] if visits else f"{Visit.prefix}:1", hosts=(host,))
    except InvalidValueError:  # somebody else's
        return None, None
    return (known.id if visits else None), host


@lru_cache(maxsize=8)
def school_of(key: str | None) -> Institution | None:
    """Return the school in the key of a row that this package wrote; `None`: none.

    >>> school_of("visit:2024-04/星川学院/山河制造厂@enterprise:山河制造厂").id
    'institution:星川学院'
    >>> school_of("institution:星川学院@enterprise:山河制造厂").name, school_of("17")
    ('星川学院', None)
    """
    try:
        return _school_of(key or "")
    except InvalidValueError:  # somebody else's
        return None


def _school_of(key: str) -> Institution | None:
    prefix, name = ids.prefix_of(key), ids.name_of(key)
    at = max(key.rfind(mark) for mark in _HOSTS)
    if prefix == Institution.prefix and at > 0 and ids.name_of(key[:at]) != ids.NAMELESS:
        return Institution(id=key[:at], name=ids.name_of(key[:at]).partition("@")[0])
    if prefix != Visit.prefix or name.count("/") < 2 or not _is_date(name.split("/")[0]):
        return None
    name = name.split("/")[1]
    # A name with a place behind it, or a stroke in it, is not what the id of the school says.
    odd = "@" in name or "／" in name or not name.strip()
    return None if odd or name == ids.NAMELESS else Institution(name=name)


def _is_date(part: str) -> bool:
    try:
        return part == ids.UNDATED or bool(parse(part.replace("／", "/")))
    except InvalidValueError:
        return False


def _differs(known: object, value: object) -> bool:
    return None not in (known, value) and known != value


def _school(values: Mapping[Fills, Any]) -> Institution | None:
    """Return the school; `None`: the row does not name it."""
    name, code = values.get(Fills.SCHOOL_NAME), values.get(Fills.SCHOOL_CODE)
    known = school_of(values.get(Fills.KEY))
    if known is not None and known.name == name:
        return evolve(known, code=code)
    return Institution(name=name, code=code) if name else None


def _host(values: Mapping[Fills, Any], identifier: str | None) -> Organization:
    """Return the employer; its key, else its code, else its name says which kind of body it is."""
    name, uscc = values[Fills.HOST_NAME], values.get(Fills.HOST_USCC)
    own: Any = {"id": identifier} if identifier else {}
    kind = (UnifiedSocialCreditCode(uscc).implied_kind if uscc else None) or _kind_by_name(name)
    is_firm = kind not in _NO_FIRMS
    if identifier:
        is_firm = ids.prefix_of(identifier) == Enterprise.prefix
    if is_firm:
        return Enterprise(**own, name=name, uscc=uscc)
    known = kind if kind in _NO_FIRMS else OrganizationKind.OTHER
    return Organization(**own, name=name, uscc=uscc, kind=known)


def _kind_by_name(name: str) -> OrganizationKind | None:
    endings = ((ending, kind) for kind, some in _ENDINGS.items() for ending in some)
    return next((kind for ending, kind in endings if name.strip().endswith(ending)), None)


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
    # Of two people of one name nobody could tell which of them has no home.
    official = _official(name, home, titles).id if home else None
    return Participant(official=official, name=name, titles=titles, organization=home, role=role)


def _official(name: str, home: str, titles: tuple[str, ...]) -> Official:
    posts = tuple(Post(title=title, organization=home) for title in titles)
    own: Any = {"id": f"{Official.prefix}:{ids.part(name)}@{home}"}
    return Official(**own, name=name, posts=posts)


__all__ = ["Line", "Taken", "school_of"]
