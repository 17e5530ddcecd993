"""What the tables show: for each class of records its columns; how they are drawn is not here."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    IndustryCollege,
    Official,
    Organization,
    Participant,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import VisitMode


@frozen
class Derived:
    """A column that shows something else than a field."""

    heading: str
    """表头：what stands above it."""
    value: str | Callable[[Any], object]
    """取值：name of a property, or what gives of a record the value, which holds no ids."""


@frozen
class Listing:
    """One table: a class of records, with the classes made from it, and its columns.

    A column is the name of a field, whose label stands above it, or a `Derived`. One that is empty
    in every row is left out.
    """

    cls: type[Record]
    """类：whose records they are."""
    columns: tuple[str | Derived, ...]
    """列：from left to right."""


def _companions(visit: Visit) -> tuple[Participant, ...]:
    leader = visit.leader
    return tuple(each for each in visit.participants if each is not leader)


def _unusual_mode(visit: Visit) -> VisitMode | None:
    return None if visit.mode is VisitMode.ON_SITE else visit.mode


LISTINGS = (
    Listing(
        Visit,
        (
            "date",
            "visitor",
            "hosts",
            Derived("带队", "leader"),
            Derived("随行", _companions),
            "received_by",
            Derived("方式", _unusual_mode),
            "outcomes",
            "program",
        ),
    ),
    Listing(
        Agreement,
        ("date", "parties", "kind", "subject", "status", "signatories", "witnesses", "expires"),
    ),
    Listing(IndustryCollege, ("name", "institution", "partners", "milestones", "majors")),
    Listing(Arrangement, ("name", "kind", "institution", "partners", "status", "since")),
    Listing(Appointment, ("date", "official", "role", "by", "until")),
    Listing(Placement, ("since", "institution", "hosts", "students", "teachers", "kind")),
    Listing(Event, ("date", "kind", "name", "place", "organizers", "participants")),
    Listing(Count, ("date", "organization", "what", "quantity", "text")),
    Listing(Program, ("name", "aliases", "organizer", "period")),
    Listing(Official, ("name", Derived("单位", "organizations"), Derived("职务", "titles"))),
    Listing(Organization, ("name", "kind", "aliases", "former_names", "region", "uscc")),
    Listing(Source, ("published", "title", "publisher", "url", "id")),
)
"""The tables, in the order in which they are shown; every class of records is in one."""


def listing_of(cls: type[Record]) -> Listing:
    """Return the table in which records of `cls` are shown."""
    return next(each for each in LISTINGS if issubclass(cls, each.cls))


__all__ = ["LISTINGS", "Derived", "Listing", "listing_of"]
