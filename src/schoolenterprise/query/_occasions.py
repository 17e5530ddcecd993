"""Selections of the rest: appointments, events, counts, programs, sources."""

from typing import ClassVar, Self

from schoolenterprise.model import (
    Appointment,
    Count,
    Event,
    Official,
    Organization,
    Program,
    Source,
)
from schoolenterprise.query._condition import bears
from schoolenterprise.query._dated import DatedSelection
from schoolenterprise.query._names import find_program
from schoolenterprise.query._naming import holds, names_official, names_organization
from schoolenterprise.query._rows import ID
from schoolenterprise.vocabulary import CountKind, EventKind


class Appointments(DatedSelection[Appointment]):
    """Appointments, as `ledger.appointments` gives them."""

    cls: ClassVar = Appointment

    def of(self, person: str | Official) -> Self:
        """Keep the appointments of this person.

        Raises:
            UnknownNameError: no person, or several, bear the name.
        """
        return self._with(names_official(self, "official", person))

    def by(self, organization: str | Organization) -> Self:
        """Keep the appointments that this organization made.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "by", organization))


class Events(DatedSelection[Event]):
    """Ceremonies and meetings, as `ledger.events` gives them."""

    cls: ClassVar = Event

    def of_kind(self, kind: EventKind | str) -> Self:
        """Keep those of this kind; code or label, such as `signing`.

        Raises:
            UnknownNameError: there is no such kind.
        """
        return self._with(holds(self, "kind", EventKind, kind))


class Counts(DatedSelection[Count]):
    """Numbers that texts state, as `ledger.counts` gives them."""

    cls: ClassVar = Count

    def of(self, organization: str | Organization) -> Self:
        """Keep the numbers of this organization.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "organization", organization))

    def of_what(self, what: CountKind | str) -> Self:
        """Keep the numbers of this thing; code or label.

        Raises:
            UnknownNameError: there is no such thing.
        """
        return self._with(holds(self, "what", CountKind, what))


class Programs(DatedSelection[Program]):
    """Campaigns and plans, as `ledger.programs` gives them; they go by their period."""

    cls: ClassVar = Program

    def called(self, name: str | Program) -> Self:
        """Keep the program with this name or id.

        Raises:
            UnknownNameError: no program, or several, bear the name.
        """
        return self._with(bears(ID, find_program(self._store, name)))


class Sources(DatedSelection[Source]):
    """Documents, as `ledger.sources` gives them; they go by the day of their publication."""

    cls: ClassVar = Source


__all__ = ["Appointments", "Counts", "Events", "Programs", "Sources"]
