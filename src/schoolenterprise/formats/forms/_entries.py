"""Entries: what records say for each row of a form; how rows are written is not said here.

A host is a row where rules count it as an employer (用人单位): firms, institutes, associations.
Parks, offices and schools are none, unless rows of the form named them when it was read.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.escapes import balanced, escaped
from schoolenterprise.formats._tables.table import by_class
from schoolenterprise.formats.forms._form import Fills, Form, Rows
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
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
_NOT_SIGNED = (AgreementStatus.TALKS, AgreementStatus.INTENT, AgreementStatus.PLANNED)
_NOT_YET = (ArrangementStatus.PROPOSED, ArrangementStatus.PLANNED)


@frozen(kw_only=True)
class Entry:
    """One row of a form before it is written."""

    record: str
    """Id of the visit, or of the first record of a cooperation."""
    host: str
    """Id of the employer."""
    ask: str
    """Whom to ask, in Chinese."""
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
        signed: dict[When | None, list[Agreement]] = {}
        for agreement in ledger.by_class(Agreement):
            signed.setdefault(agreement.date, []).append(agreement)
        for visit in ledger.by_class(Visit):
            same_day = signed.get(visit.date, []) if visit.date else []
            yield from _of_visit(ledger, form, visit, same_day)
    else:
        yield from _of_cooperation(ledger, form)


def key(record: str, host: str, number: int) -> str:
    """Return what the `number`-th row, from 1, of a host is known by."""
    return f"{record}@{host}" + (f"@{number}" if number > 1 else "")


def _of_visit(
    ledger: Ledger, form: Form, visit: Visit, same_day: list[Agreement]
) -> Iterator[Entry]:
    school = ledger.get(visit.visitor) if visit.visitor else None
    if visit.visitor and not _is_school(school, visit.visitor):
        return
    rows = list(_rows(ledger, form, visit, visit.hosts))
    alone = len(visit.hosts) == 1 and not visit.more_hosts and len(rows) == 1
    numbers: dict[str, int] = {}
    for host, given in rows:
        number = numbers[host] = numbers.get(host, 0) + 1
        values = _common(ledger, school, host)
        values[Fills.KEY] = key(visit.id, host, number)
        known: dict[Fills, str] = {}
        _fill_people(visit, host, values)
        _fill_date(visit.date, values, known)
        _fill_counts(visit, alone, values, known)
        values[Fills.INTENTS] = _intents(same_day, visit, host)
        yield Entry(
            record=visit.id,
            host=host,
            ask=_whom(visit, school),
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


def _fill_people(visit: Visit, host: str, values: dict[Fills, Cell]) -> None:
    leader = (visit.leader,) if visit.leader else ()
    received = [
        each
        for each in visit.received_by
        if each.organization == host or (each.organization is None and len(visit.hosts) == 1)
    ]
    values[Fills.LEADER_NAME], values[Fills.LEADER_TITLE] = _people(leader)
    values[Fills.RECEIVER_NAME], values[Fills.RECEIVER_TITLE] = _people(received)


def _people(people: Any) -> tuple[str | None, str | None]:
    names = "；".join(_part(each.name, "；;\n") for each in people)
    titles = "；".join(
        "、".join(_part(title, "；;\n、") for title in each.titles) for each in people
    )
    return names or None, titles if titles.strip("；") else None


def _part(text: str, marks: str) -> str:
    return escaped(text, marks if balanced(text) else marks + "（）()")


def _fill_date(date: When | None, values: dict[Fills, Cell], known: dict[Fills, str]) -> None:
    if date is None:
        return
    try:
        values[Fills.DATE] = datetime.date.fromisoformat(date.edtf)
    except ValueError:  # no full day: a month, a period, about a day
        known[Fills.DATE] = date.edtf


def _fill_counts(
    visit: Visit, alone: bool, values: dict[Fills, Cell], known: dict[Fills, str]
) -> None:
    for fills, what in _COUNTED.items():
        found = [each.quantity for each in visit.outcomes if each.what is what]
        exact = _exact(found)
        if alone and exact is not None:
            values[fills] = exact
        elif found:
            whole = "" if alone else "，为全部单位合计"
            known[fills] = "、".join(map(str, found)) + whole


def _exact(found: list[Quantity]) -> int | None:
    return found[0].value if len(found) == 1 else None


def _intents(same_day: list[Agreement], visit: Visit, host: str) -> str | None:
    found = (
        each.subject or each.kind.label
        for each in same_day
        if {visit.visitor, host} <= set(each.parties)
    )
    return "；".join(dict.fromkeys(found)) or None


def _whom(visit: Visit, school: Record | None) -> str:
    leader: Participant | None = visit.leader
    if leader is not None:
        return leader.name + (f"（{'、'.join(leader.titles)}）" if leader.titles else "")
    return _office(school, visit.visitor)


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
        rows = [row for each in records for row in _rows(ledger, form, each, (host,))]
        # Several records bind the two: what an earlier form gave of one of them is the row.
        for number, (_, given) in enumerate([row for row in rows if row[1]] or rows[:1], 1):
            values, known = _common(ledger, school, host), dict[Fills, str]()
            values[Fills.KEY] = key(records[0].id, host, number)
            values[Fills.SINCE] = _since(records)
            _fill_interns(records, values, known)
            yield Entry(
                record=records[0].id,
                host=host,
                ask=_office(school, identifier),
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


def _since(records: list[Record]) -> str | None:
    """Return the earliest month of which a record tells; `None`: none does."""
    months = [_month(each) for each in records]
    known = [each for each in months if each is not None]
    return min(known) if known else None


def _month(record: Record) -> str | None:
    date = record.established if isinstance(record, IndustryCollege) else None
    if isinstance(record, Agreement):
        date = record.date
    elif isinstance(record, Arrangement | Placement):
        date = record.since
    if not isinstance(date, PartialDate) or date.year is None or date.month is None:
        return None
    return f"{date.year:04}-{date.month:02}" if 1 <= date.month <= 12 else None


def _fill_interns(
    records: list[Record], values: dict[Fills, Cell], known: dict[Fills, str]
) -> None:
    placed = [each for each in records if isinstance(each, Placement) and each.students]
    told = [each.students for each in placed if each.students]
    alone = len(placed) == 1 and len(placed[0].hosts) == 1 and not placed[0].more_hosts
    exact = _exact(told) if alone else None
    if exact is not None:
        values[Fills.INTERNS] = exact
    elif told:
        known[Fills.INTERNS] = "、".join(map(str, told)) + ("" if alone else "，非一家一次之数")


__all__ = ["Entry", "entries", "key", "ledger_of"]
