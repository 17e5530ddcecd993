"""`Taken`: rows of a form gathered into records; where the rows stand it does not know."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import define, field

from schoolenterprise import ids
from schoolenterprise.dates import When, parse
from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.formats._tables.escapes import split, unescaped
from schoolenterprise.formats.forms._agreed import Line, agreed, as_cell, doubts, own
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


@define
class _Draft:
    """A visit, or a cooperation, in the making."""

    identifier: str | None
    school: str | None
    hosts: dict[str, list[Line]] = field(factory=dict)
    received: dict[tuple[str, str], dict[Participant, None]] = field(factory=dict)
    """Employer and name → who received the visit; of two people of one name both."""

    @property
    def lines(self) -> list[Line]:
        """Rows that are about it."""
        return [line for some in self.hosts.values() for line in some]

    def agreed(self) -> dict[Fills, Any]:
        """Return what its rows say of it with one voice."""
        return agreed(self.lines, _date_in(self.identifier) if self.identifier else None)


class Taken:
    """Records in the making."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._drafts: dict[Any, _Draft] = {}
        self._bodies: dict[str, Organization] = {}
        self._days: dict[str, When] = {}
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
        if record is not None and self._is_of_another_day(values):
            record, amiss = None, [Fills.DATE]
        if host_id in self._bodies and self._bodies[host_id].name != values[Fills.HOST_NAME]:
            host_id, amiss = None, [*amiss, Fills.HOST_NAME]
        host, body = _host(values, host_id), _school(values)
        amiss += self._learn(host, Fills.HOST_USCC)
        amiss += self._learn(body, Fills.SCHOOL_CODE) if body else ()
        if isinstance(body, Institution) and body.code:
            self.schools.setdefault(body.code, body.name)
        school, received = body.id if body else None, _received(values, host.id)
        _led(values, school)  # what makes no record is told before a row is taken
        draft = self._draft(record, values, school, host.id)
        draft.hosts.setdefault(host.id, []).append(line)
        _join(draft.received, host.id, received)
        return tuple(amiss)

    def _is_of_another_day(self, values: Mapping[Fills, Any]) -> bool:
        """Whether an earlier row with the same key says another day than this one."""
        day = values.get(Fills.DATE)
        return day is not None and self._days.setdefault(values[Fills.KEY], day) != day

    def _parts(self, values: Mapping[Fills, Any]) -> tuple[str | None, str | None]:
        return _parts_of(values.get(Fills.KEY), self._form.rows is Rows.VISITS)

    def _draft(
        self, record: str | None, values: Mapping[Fills, Any], school: str | None, host: str
    ) -> _Draft:
        """Return the record that a row is about; without a key that of the same day and bodies."""
        told = (values.get(Fills.DATE), school, host)
        content: Any = record or self._keyed.get(told, told)
        if record is None and told[0] is None and self._form.rows is Rows.VISITS:
            content = object()  # of two rows without a day nobody says that they are one visit
        if record is not None:
            self._keyed.setdefault(told, record)
        return self._drafts.setdefault(content, _Draft(record, school))

    def doubts(self) -> Iterator[Problem]:
        """Yield what rows say of a visit that other rows of it do not."""
        for draft in self._drafts.values():
            yield from doubts(draft.lines, draft.agreed())

    def records(self) -> Iterator[Record]:
        """Yield the records that the rows tell of, organizations first."""
        yield from self._bodies.values()
        if self._form.rows is Rows.VISITS:
            visits = list(self._visits())
            people = (
                each for visit in visits for each in (*visit.participants, *visit.received_by)
            )
            homes = ((each.name, each.organization) for each in people)
            for name, home in dict.fromkeys(homes):
                if home is not None:
                    yield _official(name, home)
            yield from visits
            return
        for draft in self._drafts.values():
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

    def _visits(self) -> Iterator[Visit]:
        """Yield the visits; of several undated ones to an employer the further are numbered."""
        taken = {draft.identifier for draft in self._drafts.values()}
        numbers: dict[str, int] = {}
        for draft in self._drafts.values():
            visit = self._visit(draft)
            if draft.identifier is None:
                made, number = visit.id, numbers.get(visit.id, 1)
                while visit.id in taken:
                    number += 1
                    visit = evolve(visit, id=ids.numbered(made, number))
                numbers[made] = number
                taken.add(visit.id)
            yield visit

    def _visit(self, draft: _Draft) -> Visit:
        lines, told = draft.lines, draft.agreed()
        alone = len(lines) == 1
        outcomes = [
            Outcome(what=what, quantity=Quantity.exactly(lines[0].values[fills]))
            for fills, what in _OUTCOMES.items()
            if alone and lines[0].values.get(fills) is not None
        ]
        known: Any = {"id": draft.identifier} if draft.identifier else {}
        return Visit(
            **known,
            date=told.get(Fills.DATE),
            visitor=draft.school,
            hosts=tuple(draft.hosts),
            participants=tuple(_led(told, draft.school)),
            received_by=tuple(each for some in draft.received.values() for each in some),
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
        of_visit = draft.agreed()
        for host, lines in draft.hosts.items():
            for line in lines:
                told = dict(line.given)
                said = own(line, of_visit)
                said |= {each: line.values[each] for each in more if each in line.values}
                for fills, value in said.items():
                    cell = as_cell(value)
                    month = fills is Fills.SINCE and isinstance(cell, str)
                    told[line.columns[fills]] = str(cell)[:7] if month else cell
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
    return part == ids.UNDATED or _date(part) is not None


def _date_in(identifier: str) -> When | None:
    """Return the date in the id of a visit; `None`: there is none."""
    return _date(ids.name_of(identifier).partition("/")[0])


def _date(part: str) -> When | None:
    try:
        return parse(part.replace("／", "/"))
    except InvalidValueError:
        return None


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


def _led(values: Mapping[Fills, Any], school: str | None) -> list[Participant]:
    """Return who went there, the first of them being the leader."""
    leads = _named(values.get(Fills.LEADER_NAME), values.get(Fills.LEADER_TITLE))
    roles = [ParticipantRole.LEADER, *[ParticipantRole.MEMBER] * len(leads)]
    return [_participant(*each, school, role) for each, role in zip(leads, roles, strict=False)]


def _received(values: Mapping[Fills, Any], host: str) -> list[Participant]:
    hosts = _named(values.get(Fills.RECEIVER_NAME), values.get(Fills.RECEIVER_TITLE))
    return [_participant(*each, host, ParticipantRole.MEMBER) for each in hosts]


def _join(
    known: dict[tuple[str, str], dict[Participant, None]], host: str, people: list[Participant]
) -> None:
    """Add the people of one more row, which may lack a title that others tell, or add it."""
    named = {each.name for each in people if (host, each.name) in known}
    for each in people:
        same = known.setdefault((host, each.name), {})
        if each in same or (each.name in named and not each.titles):
            continue
        if each.name in named:
            same.pop(evolve(each, titles=()), None)
        same[each] = None


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
    official = _official(name, home).id if home else None
    return Participant(official=official, name=name, titles=titles, organization=home, role=role)


def _official(name: str, home: str) -> Official:
    # A title of the day of a visit, such as 2015届校友, need be no post: the visit has it.
    return Official(id=f"{Official.prefix}:{ids.part(name)}@{home}", name=name)


__all__ = ["Taken", "school_of"]
