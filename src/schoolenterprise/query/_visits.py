"""`Visits`: what can be asked of visits."""

from collections.abc import Collection, Hashable
from typing import ClassVar, Self

from schoolenterprise.model import Official, Organization, Program, Visit
from schoolenterprise.query._condition import Condition, bears
from schoolenterprise.query._dated import DatedSelection
from schoolenterprise.query._description import described
from schoolenterprise.query._names import find_acting, organizations_of
from schoolenterprise.query._naming import holds, names_organization, names_program
from schoolenterprise.query._rows import Key
from schoolenterprise.vocabulary import OrganizationKind, VisitMode, VisitPurpose


def _leader(visit: Visit) -> Collection[Hashable]:
    leader = visit.leader
    return () if leader is None else (leader.official or leader.name,)


LEADER = Key("leader", _leader)
"""Id of the one who leads; where there is no record of the person, the name."""


class Visits(DatedSelection[Visit]):
    """Visits, as `ledger.visits` gives them.

    >>> from schoolenterprise.dates import PartialDate
    >>> from schoolenterprise.ledger import Ledger
    >>> from schoolenterprise.model import Enterprise, Institution
    >>> school = Institution(name="星川职业技术学院", aliases=("星川职院",))
    >>> firm = Enterprise(name="江城蓝海智能装备有限公司", aliases=("蓝海智能",))
    >>> visit = Visit(visitor=school.id, hosts=(firm.id,), date=PartialDate("2024-03-05"))
    >>> ledger = Ledger([school, firm, visit])
    >>> ledger.visits.in_year(2024).by("星川职院").to("蓝海智能").first() is visit
    True
    >>> dict(ledger.visits.hosted_by(kind="企业").count_by("host"))
    {'enterprise:江城蓝海智能装备有限公司': 1}
    """

    cls: ClassVar = Visit
    keys: ClassVar = {**DatedSelection.keys, "leader": LEADER}

    def by(self, visitor: str | Organization) -> Self:
        """Keep the visits that this organization made.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "visitor", visitor))

    def to(self, host: str | Organization) -> Self:
        """Keep the visits to this organization, alone or among others.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(names_organization(self, "hosts", host))

    def led_by(self, person: str | Official) -> Self:
        """Keep the visits that this person led; where no record is named, the name counts.

        Raises:
            UnknownNameError: no person, or several, bear the name.
        """
        return self._with(bears(LEADER, find_acting(self._store, person, Visit, LEADER)))

    def hosted_by(
        self,
        *,
        kind: OrganizationKind | str | None = None,
        region: str | None = None,
        industry: str | None = None,
    ) -> Self:
        """Keep the visits of which a host is all of this; `None` asks for nothing.

        Of records of one host that contradict each other, any may be so.

        Args:
            kind: code or label, such as `enterprise` or `企业`.
            region: code of GB/T 2260 or name of a place; what lies inside belongs to it.
            industry: code of GB/T 4754; what lies below it belongs to it.

        Raises:
            UnknownNameError: there is no such kind or place.
            InvalidValueError: a code is not of its form, or nothing is asked for.
        """
        fits, store = described(kind=kind, region=region, industry=industry), self._store

        def is_so(host: str) -> bool:
            return any(map(fits, organizations_of(store, host)))

        return self._with(Condition(lambda visit: any(map(is_so, visit.hosts))))

    def with_program(self, program: str | Program) -> Self:
        """Keep the visits that belong to this program.

        Raises:
            UnknownNameError: no program, or several, bear the name.
        """
        return self._with(names_program(self, "program", program))

    def in_mode(self, mode: VisitMode | str) -> Self:
        """Keep the visits made this way: `on_site`, `inbound` or `online`, or the label.

        Raises:
            UnknownNameError: there is no such mode.
        """
        return self._with(holds(self, "mode", VisitMode, mode))

    def with_purpose(self, purpose: VisitPurpose | str) -> Self:
        """Keep the visits with this purpose, alone or among others; code or label.

        Raises:
            UnknownNameError: there is no such purpose.
        """
        return self._with(holds(self, "purposes", VisitPurpose, purpose))


__all__ = ["Visits"]
