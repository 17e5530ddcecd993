"""Selections of what lasts: industry colleges, other forms of cooperation, placements."""

from typing import ClassVar, Self

from schoolenterprise.model import Arrangement, IndustryCollege, Organization, Placement
from schoolenterprise.query._counting import field_key
from schoolenterprise.query._dated import DatedSelection
from schoolenterprise.query._naming import holds, names_organization
from schoolenterprise.vocabulary import ArrangementKind, ArrangementStatus, PlacementKind


class IndustryColleges(DatedSelection[IndustryCollege]):
    """Industry colleges, as `ledger.industry_colleges` gives them; they go by `established`."""

    cls: ClassVar = IndustryCollege
    keys: ClassVar = {**DatedSelection.keys, "partner": field_key(IndustryCollege, "partners")}

    def of(self, institution: str | Organization) -> Self:
        """Keep the colleges of this school.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "institution", institution))

    def run_with(self, partner: str | Organization) -> Self:
        """Keep the colleges that this organization runs with a school.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "partners", partner))


class Arrangements(DatedSelection[Arrangement]):
    """Other lasting forms, as `ledger.arrangements` gives them; they go by `since`."""

    cls: ClassVar = Arrangement

    def of(self, institution: str | Organization) -> Self:
        """Keep those in which this school takes part.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "institution", institution))

    def run_with(self, partner: str | Organization) -> Self:
        """Keep those in which this organization takes part beside a school.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "partners", partner))

    def of_kind(self, kind: ArrangementKind | str) -> Self:
        """Keep those of this form; code or label, such as `order_class` or `订单班`.

        Raises:
            UnknownNameError: there is no such form.
        """
        return self._with(holds(self, "kind", ArrangementKind, kind))

    def with_status(self, status: ArrangementStatus | str) -> Self:
        """Keep those of this status; code or label.

        Raises:
            UnknownNameError: there is no such status.
        """
        return self._with(holds(self, "status", ArrangementStatus, status))


class Placements(DatedSelection[Placement]):
    """Placements of students, as `ledger.placements` gives them; they go by `since`."""

    cls: ClassVar = Placement

    def by(self, institution: str | Organization) -> Self:
        """Keep the placements of this school's students.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "institution", institution))

    def to(self, host: str | Organization) -> Self:
        """Keep the placements at this organization, alone or among others.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "hosts", host))

    def of_kind(self, kind: PlacementKind | str) -> Self:
        """Keep those of this kind; code or label, such as `岗位实习`.

        Raises:
            UnknownNameError: there is no such kind.
        """
        return self._with(holds(self, "kind", PlacementKind, kind))


__all__ = ["Arrangements", "IndustryColleges", "Placements"]
