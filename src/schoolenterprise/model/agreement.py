"""Agreements: parties bind themselves, or are on the way to it."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.model._base import Record, check_order, record, when
from schoolenterprise.model.official import Participant, Signatory
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.vocabulary import AgreementKind, AgreementStatus


@record
class Agreement(Record):
    """协议：parties bind themselves; two parties, or several in one document."""

    prefix: ClassVar[str] = "agreement"

    date: When | None = None
    """日期：when it was signed (or reached its `status`); `None`: the text does not say."""
    parties: tuple[OrganizationId, ...] = ()
    """签约方：every party named, in the order of the text."""
    more_parties: bool = False
    """另有：whether the text ends its list of parties openly, with 等."""
    kind: AgreementKind = AgreementKind.OTHER
    """类别：what sort of agreement."""
    subject: str | None = None
    """事项：what it is about, in a short phrase of the text; `None`: it does not say."""
    status: AgreementStatus = AgreementStatus.SIGNED
    """状态：from talks to its end; only `signed` and later ones bind."""
    signatories: tuple[Signatory, ...] = ()
    """签约人：who signed, each for a party."""
    witnesses: tuple[Participant, ...] = ()
    """见证人：who witnessed the signing."""
    expires: PartialDate | None = None
    """到期：last day of its term; `None`: not known, or no term."""

    def __attrs_post_init__(self) -> None:
        check_order(self, "date", "expires")
        Record.__attrs_post_init__(self)

    def _identity(self) -> tuple[str, ...]:
        names = [ids.name_of(party) for party in self.parties] or [ids.NAMELESS]
        return (when(self.date), *names, ids.part(self.subject, self.kind.value))


__all__ = ["Agreement"]
