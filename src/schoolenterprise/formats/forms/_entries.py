"""Entries: what records say for each row of a form; how rows are written is not said here.

A host is a row where rules count it as an employer (用人单位): firms, institutes, associations.
Parks, offices and schools are none, unless rows of the form named them when it was read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from schoolenterprise import ids
from schoolenterprise.dates import When, parse
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.table import by_class
from schoolenterprise.formats.forms._form import Fills, Form, Knows, Rows
from schoolenterprise.formats.forms._persons import (
    introduced,
    named,
    received_for,
    titled,
    titles_at,
)
from schoolenterprise.formats.forms._when import day_of, earliest_month, in_words
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    Count,
    IndustryCollege,
    Institution,
    Organization,
    Participant,
    Placement,
    Record,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.rules import EMPLOYERS
from schoolenterprise.vocabulary import AgreementStatus, ArrangementStatus, CountKind

_COUNTED = {
    Fills.POSTS: CountKind.POSTS_OFFERED,
    Fills.INTERNS: CountKind.INTERNS,
    Fills.HIRED: CountKind.GRADUATES_HIRED,
}
_NO_SCHOOL = f"{Institution.prefix}:{ids.NAMELESS}"
_NOT_SIGNED = (AgreementStatus.TALKS, AgreementStatus.INTENT, AgreementStatus.PLANNED)
_NOT_YET = (ArrangementStatus.PROPOSED, ArrangementStatus.PLANNED)


@frozen(kw_only=True)
class Entry:
    """One row of a form before it is written."""

    record: str
    """Id of the visit, or of the first record of a cooperation."""
    host: str
    """Id of the employer."""
    ask: Mapping[Knows, str]
    """Whom to ask, in Chinese."""
    about: str
    """What it is about, in Chinese: `2024年3月5日走访蓝海公司`."""
    values: Mapping[Fills, Cell] = field(factory=dict)
    """What fills the fields."""
    known: Mapping[Fills, str] = field(factory=dict)
    """What is known of a field that must stay blank."""
    given: Mapping[str, Cell] = field(factory=dict)
    """Column → what an earlier form gave for it, of which no record has a field."""


def ledger_of(records: Iterable[Record]) -> Ledger:
    """Return `records` as a ledger, the ledger itself when they are one.

    Raises:
        InvalidValueError: one of them is no record.
    """
    if isinstance(records, Ledger):
        return records
    return Ledger(record for some in by_class(records).values() for record in some)


def entries(ledger: Ledger, form: Form) -> Iterator[Entry]:
    """Yield the rows of `form`, in the order of the ledger."""
    if form.rows is Rows.VISITS:
        told = _SameDay(ledger)
        for visit in ledger.by_class(Visit):
            yield from _of_visit(ledger, form, visit, told)
    else:
        yield from _of_cooperation(ledger, form)


def key(record: str, host: str, number: int) -> str:
    """Return what the `number`-th row, from 1, of a host is known by."""
    return f"{record}@{host}" + (f"@{number}" if number > 1 else "")


def _of_visit(ledger: Ledger, form: Form, visit: Visit, told: "_SameDay") -> Iterator[Entry]:
    school = ledger.get(visit.visitor) if visit.visitor else None
    home = visit.visitor or (visit.leader.organization if visit.leader else None)
    if home and not _is_school(ledger.get(home), home):
        return
    rows = list(_rows(ledger, form, visit, visit.hosts))
    alone = len(visit.hosts) == 1 and not visit.more_hosts and len(rows) == 1
    numbers: dict[str, int] = {}
    for host, given in rows:
        number = numbers[host] = numbers.get(host, 0) + 1
        values, known = _common(ledger, school, host), dict[Fills, str]()
        values[Fills.KEY] = key(visit.id, host, number)
        _fill_people(ledger, visit, host, values, known)
        own, given = _day_in(form, given)
        date = own or visit.date
        _fill_date(date, values, known)
        _fill_counts(visit, alone, told.counts(visit, host), values, known)
        values[Fills.INTENTS] = told.signed(visit, host)
        name = str(values[Fills.HOST_NAME])
        yield Entry(
            record=visit.id,
            host=host,
            ask=_whom(visit, host, name, school),
            about=f"{in_words(date) if date else ''}走访{name}",
            values=values,
            known=known,
            given=given,
        )


def _rows(
    ledger: Ledger, form: Form, record: Record, hosts: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, Cell]]]:
    """Yield each employer of a record, once for each row that an earlier form gave of it."""
    given: dict[str, list[Mapping[str, Cell]]] = {}
    held: Any = record.extra.get(form.name)
    for each in held if isinstance(held, list) else ():
        if isinstance(each, dict) and isinstance(each.get("host"), str):
            told = each.get("given")
            cells = told.items() if isinstance(told, dict) else ()
            kept = {name: cell for name, cell in cells if isinstance(cell, str | int)}
            given.setdefault(each["host"], []).append(kept)
    for host in dict.fromkeys(hosts):
        if host in given:
            yield from ((host, each) for each in given[host])
        elif _is_employer(ledger.get(host), host):
            yield host, {}


def _day_in(form: Form, given: Mapping[str, Cell]) -> tuple[When | None, Mapping[str, Cell]]:
    """Return the date that an earlier form gave for this row alone, and what else it gave."""
    column = next((each.column for each in form.fields if each.fills is Fills.DATE), None)
    if column is None or column not in given:
        return None, given
    try:
        date = parse(str(given[column]))
    except InvalidValueError:
        return None, given
    return date, {name: cell for name, cell in given.items() if name != column}


def _is_school(record: Record | None, identifier: str) -> bool:
    known = isinstance(record, Institution)
    return known or (record is None and ids.prefix_of(identifier) == Institution.prefix)


def _is_employer(record: Record | None, identifier: str) -> bool:
    if isinstance(record, Organization):
        return record.kind in EMPLOYERS
    return ids.prefix_of(identifier) == "enterprise"


def _common(ledger: Ledger, school: Record | None, host: str) -> dict[Fills, Cell]:
    body = ledger.get(host)
    return {
        Fills.SCHOOL_CODE: school.code if isinstance(school, Institution) else None,
        Fills.SCHOOL_NAME: school.name if isinstance(school, Institution) else None,
        Fills.HOST_NAME: body.name if isinstance(body, Organization) else ids.name_of(host),
        Fills.HOST_USCC: body.uscc if isinstance(body, Organization) else None,
    }


def _fill_people(
    ledger: Ledger, visit: Visit, host: str, values: dict[Fills, Cell], known: dict[Fills, str]
) -> None:
    leader = [visit.leader] if visit.leader else []
    received = received_for(visit, host)
    for people, name, title in (
        (leader, Fills.LEADER_NAME, Fills.LEADER_TITLE),
        (received, Fills.RECEIVER_NAME, Fills.RECEIVER_TITLE),
    ):
        found = [titles_at(ledger, each, visit.date) for each in people]
        values[name], values[title] = named(people), titled(titles for titles, _ in found)
        told = [each for _, each in found if each]
        if told:
            known[title] = "；".join(told)


def _fill_date(date: When | None, values: dict[Fills, Cell], known: dict[Fills, str]) -> None:
    if date is not None:
        values[Fills.DATE] = day_of(date)
        known[Fills.DATE] = in_words(date)


def _fill_counts(
    visit: Visit,
    alone: bool,
    counts: Iterable[tuple[CountKind, str]],
    values: dict[Fills, Cell],
    known: dict[Fills, str],
) -> None:
    counted = list(counts)
    for fills, what in _COUNTED.items():
        found = [each.quantity for each in visit.outcomes if each.what is what]
        told = [f"{each}{'' if alone else '，为全部单位合计'}" for each in found]
        told += [text for kind, text in counted if kind is what]
        if alone:
            values[fills] = _exact(found)
        if told:
            known[fills] = "、".join(dict.fromkeys(told))


def _exact(found: list[Quantity]) -> int | None:
    """Return the one number that all of them are; `None`: they are none, or not exact."""
    values = {each.value for each in found}
    return values.pop() if len(values) == 1 else None


class _SameDay:
    """What else records tell of the day of a visit."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._signed: dict[When, list[Agreement]] = {}
        self._counts: dict[tuple[str, When], list[Count]] = {}
        for agreement in ledger.by_class(Agreement):
            if agreement.date is not None:
                self._signed.setdefault(agreement.date, []).append(agreement)
        for count in ledger.by_class(Count):
            if count.organization and count.date is not None:
                self._counts.setdefault((count.organization, count.date), []).append(count)

    def signed(self, visit: Visit, host: str) -> str | None:
        """Return what visitor and host agreed on, or mean to; `None`: nothing that is told."""
        found = (
            each.subject or each.kind.label
            for each in (self._signed.get(visit.date, ()) if visit.date else ())
            if {visit.visitor, host} <= set(each.parties)
        )
        return "；".join(dict.fromkeys(found)) or None

    def counts(self, visit: Visit, host: str) -> Iterator[tuple[CountKind, str]]:
        """Yield the numbers of that day, with whose they are, for nobody says that they fit."""
        if visit.date is None:
            return
        for body, whose in ((host, "该单位"), (visit.visitor, "学校")):
            for each in self._counts.get((body, visit.date), ()) if body else ():
                yield each.what, f"{each.text or each.quantity}（当日报道{whose}之数，须核）"


def _whom(visit: Visit, host: str, name: str, school: Record | None) -> dict[Knows, str]:
    leader: Participant | None = visit.leader
    office = _office(school, visit.visitor)
    return {
        Knows.EMPLOYER: " ".join(
            each for each in (name, introduced(received_for(visit, host))) if each
        ),
        Knows.VISITOR: introduced([leader]) if leader else office,
        Knows.SCHOOL: office,
    }


def _office(school: Record | None, identifier: str | None) -> str:
    name = school.name if isinstance(school, Institution) else ids.name_of(identifier or "")
    return f"{name or '学校'}办公室"


def _of_cooperation(ledger: Ledger, form: Form) -> Iterator[Entry]:
    pairs: dict[tuple[str, str], list[Record]] = {}
    for record, home, partners in _bonds(ledger):
        for partner in dict.fromkeys(partners):
            pairs.setdefault((home, partner), []).append(record)
    for (identifier, host), records in pairs.items():
        school = ledger.get(identifier)
        office = _office(school, identifier)
        rows = [row for each in records for row in _rows(ledger, form, each, (host,))]
        # Several records bind the two: what an earlier form gave of one of them is the row.
        for number, (_, given) in enumerate([row for row in rows if row[1]] or rows[:1], 1):
            values, known = _common(ledger, school, host), dict[Fills, str]()
            values[Fills.KEY] = key(identifier or _NO_SCHOOL, host, number)
            values[Fills.SINCE], since = earliest_month(_dates(records))
            if since:
                known[Fills.SINCE] = since
            _fill_interns(records, values, known)
            yield Entry(
                record=records[0].id,
                host=host,
                ask={
                    Knows.EMPLOYER: str(values[Fills.HOST_NAME]),
                    Knows.VISITOR: office,
                    Knows.SCHOOL: office,
                },
                about=f"与{values[Fills.HOST_NAME]}的产学合作",
                values=values,
                known=known,
                given=given,
            )


def _bonds(ledger: Ledger) -> Iterator[tuple[Record, str, tuple[str, ...]]]:
    """Yield each record that binds a school, `""` where it is not told, and whom it binds to it."""
    for record in ledger:
        if isinstance(record, Agreement) and record.status not in _NOT_SIGNED:
            for party in dict.fromkeys(record.parties):
                if _is_school(ledger.get(party), party):
                    yield record, party, tuple(each for each in record.parties if each != party)
        elif isinstance(record, Arrangement) and record.status in _NOT_YET:
            continue
        elif isinstance(record, IndustryCollege | Arrangement):
            yield record, record.institution or "", record.partners
        elif isinstance(record, Placement):
            yield record, record.institution or "", record.hosts


def _dates(records: list[Record]) -> Iterator[When]:
    """Yield when each of the records began, as far as it tells."""
    for record in records:
        date = record.established if isinstance(record, IndustryCollege) else None
        if isinstance(record, Agreement):
            date = record.date
        elif isinstance(record, Arrangement | Placement):
            date = record.since
        if date is not None:
            yield date


def _fill_interns(
    records: list[Record], values: dict[Fills, Cell], known: dict[Fills, str]
) -> None:
    placed = [each for each in records if isinstance(each, Placement) and each.students]
    told = [each.students for each in placed if each.students]
    alone = all(len(each.hosts) == 1 and not each.more_hosts for each in placed)
    exact = _exact(told) if alone and len({each.since for each in placed}) == 1 else None
    if exact is not None:
        values[Fills.INTERNS] = exact
    elif told:
        known[Fills.INTERNS] = "、".join(map(str, told)) + ("" if alone else "，非一家一次之数")


__all__ = ["Entry", "entries", "key", "ledger_of"]
