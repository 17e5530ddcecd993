"""Visits: somebody goes to an organization's place for cooperation."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, Value, record, when
from schoolenterprise.model.official import Participant
from schoolenterprise.model.references import OrganizationId, ProgramId
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import CountKind, ParticipantRole, VisitMode, VisitPurpose


@record
class Outcome(Value):
    """成果：a number that a visit brought, such as posts offered."""

    what: CountKind
    """项目：what is counted."""
    quantity: Quantity
    """数量：how many, with its bounds."""


@record
class Visit(Record):
    """走访：somebody goes to an organization's place for cooperation."""

    prefix: ClassVar[str] = "visit"

    date: When | None = None
    """日期：day, month or period of the trip; `None`: the text does not say."""
    visitor: OrganizationId | None = None
    """走访方：the organization that goes; `None`: the text does not say."""
    hosts: tuple[OrganizationId, ...] = ()
    """被访单位：every organization visited on this trip, in the order of the text."""
    more_hosts: bool = False
    """另有：whether the text ends its list of hosts openly, with 等."""
    participants: tuple[Participant, ...] = ()
    """走访人员：named people on the visiting side; the one who leads has the role `leader`."""
    received_by: tuple[Participant, ...] = ()
    """接待人员：named people on the host side."""
    mode: VisitMode = VisitMode.ON_SITE
    """方式：on site, inbound or online."""
    purposes: tuple[VisitPurpose, ...] = ()
    """目的：what for; empty when the text does not say."""
    outcomes: tuple[Outcome, ...] = ()
    """成果：numbers that the visit brought."""
    program: ProgramId | None = None
    """所属专项：campaign the visit belongs to; `None`: none, or not known."""

    def _identity(self) -> tuple[str, ...]:
        visitor = ids.part(ids.name_of(self.visitor) if self.visitor else None)
        return (when(self.date), visitor, ids.several(self.hosts))

    @property
    def leader(self) -> Participant | None:
        """The participant who leads; `None` when nobody is named as such."""
        leads = (each for each in self.participants if each.role is ParticipantRole.LEADER)
        return next(leads, None)


__all__ = ["Outcome", "Visit"]
