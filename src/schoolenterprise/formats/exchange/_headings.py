"""A short Chinese line for a record, and its date, as calendars and maps show them."""

from collections.abc import Callable, Mapping
from typing import Any

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.formats.exchange._directory import Directory
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
    Placement,
    Program,
    Record,
    Source,
    Visit,
)


def heading(record: Record, directory: Directory) -> str:
    """Return one line that says what `record` is about; never empty.

    >>> visit = Visit(visitor="institution:星川学院", hosts=("enterprise:蓝海公司",))
    >>> heading(visit, Directory.of([visit]))
    '实地走访：星川学院 → 蓝海公司'
    """
    said = _SAID[type(record)](record, directory)
    return said if said.strip() else record.id


def date_of(record: Record) -> When | None:
    """Return the date that a record goes by; `None`: it has none, or its class has none."""
    dates = (getattr(record, name, None) for name in ("date", "since", "established"))
    return next((each for each in dates if each is not None), None)


def _said(what: str, about: str) -> str:
    return f"{what}：{about}" if about else what


def _visit(visit: Visit, directory: Directory) -> str:
    ways = (directory.names([visit.visitor]), directory.names(visit.hosts))
    return _said(visit.mode.label, " → ".join(each for each in ways if each))


def _agreement(agreement: Agreement, directory: Directory) -> str:
    what = agreement.subject or agreement.kind.label
    return _said(f"{agreement.status.label}{what}", directory.names(agreement.parties))


def _arrangement(arrangement: Arrangement, directory: Directory) -> str:
    named = arrangement.name or directory.names([arrangement.institution, *arrangement.partners])
    return _said(arrangement.kind.label, named)


def _appointment(appointment: Appointment, directory: Directory) -> str:
    by = directory.names([appointment.by])
    return f"{by}聘任{directory.name(appointment.official)}：{appointment.role}"


def _placement(placement: Placement, directory: Directory) -> str:
    ways = (directory.names([placement.institution]), directory.names(placement.hosts))
    many = f"（{placement.students}）" if placement.students else ""
    return _said(placement.kind.label + many, " → ".join(each for each in ways if each))


def _count(count: Count, directory: Directory) -> str:
    return _said(directory.names([count.organization]) + count.what.label, str(count.quantity))


_SAID: Mapping[type[Record], Callable[[Any, Directory], str]] = {
    Visit: _visit,
    Agreement: _agreement,
    Arrangement: _arrangement,
    Appointment: _appointment,
    Placement: _placement,
    Count: _count,
    Event: lambda event, _: event.name or event.kind.label,
    Source: lambda source, _: source.title or ids.name_of(source.id),
    **dict.fromkeys(
        (Organization, Institution, Enterprise, Official, Program, IndustryCollege),
        lambda record, _: record.name,
    ),
}

__all__ = ["date_of", "heading"]
