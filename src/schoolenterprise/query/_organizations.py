"""Selections of organizations: any of them, schools, firms."""

from typing import ClassVar, Self, TypeVar

from schoolenterprise.model import Enterprise, Institution, Organization
from schoolenterprise.query._condition import Condition, bears
from schoolenterprise.query._description import described
from schoolenterprise.query._names import find_organization
from schoolenterprise.query._naming import holds
from schoolenterprise.query._rows import ID
from schoolenterprise.query._selection import Selection
from schoolenterprise.vocabulary import EnterpriseFlag, InstitutionLevel, OrganizationKind

Body = TypeVar("Body", bound=Organization)


class OrganizationSelection(Selection[Body]):
    """What every selection of organizations can be asked."""

    def called(self, name: str | Organization) -> Self:
        """Keep the organization with this name or id.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(bears(ID, find_organization(self._store, name)))

    def of_kind(self, kind: OrganizationKind | str) -> Self:
        """Keep those of this kind; code or label, such as `park` or `园区`.

        Raises:
            UnknownNameError: there is no such kind.
        """
        return self._with(Condition(described(kind=kind)))

    def in_region(self, region: str) -> Self:
        """Keep those in this place, by name or code of GB/T 2260, and in what lies inside it.

        Raises:
            UnknownNameError: there is no such place.
            InvalidValueError: a code that the table of places lacks.
        """
        return self._with(Condition(described(region=region)))


class Organizations(OrganizationSelection[Organization]):
    """Organizations of any class, as `ledger.organizations` gives them."""

    cls: ClassVar = Organization


class Institutions(OrganizationSelection[Institution]):
    """Schools, as `ledger.institutions` gives them."""

    cls: ClassVar = Institution

    def of_level(self, level: InstitutionLevel | str) -> Self:
        """Keep those of this level; code or label, such as `高职`.

        Raises:
            UnknownNameError: there is no such level.
        """
        return self._with(holds(self, "level", InstitutionLevel, level))


class Enterprises(OrganizationSelection[Enterprise]):
    """Firms, as `ledger.enterprises` gives them."""

    cls: ClassVar = Enterprise

    def in_industry(self, industry: str) -> Self:
        """Keep those of this industry, by code of GB/T 4754 or name of a section.

        Raises:
            InvalidValueError: it is neither.
        """
        return self._with(Condition(described(industry=industry)))

    def listed_as(self, flag: EnterpriseFlag | str) -> Self:
        """Keep those with this standing; code or label, such as `专精特新`.

        Raises:
            UnknownNameError: there is no such standing.
        """
        return self._with(holds(self, "flags", EnterpriseFlag, flag))


__all__ = ["Enterprises", "Institutions", "Organizations"]
