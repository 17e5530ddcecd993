"""`Agreements`: what can be asked of agreements."""

from typing import ClassVar, Self

from schoolenterprise.model import Agreement, Official, Organization
from schoolenterprise.query._condition import Condition, bears
from schoolenterprise.query._counting import field_key
from schoolenterprise.query._dated import DatedSelection
from schoolenterprise.query._dates import Date, as_date
from schoolenterprise.query._names import find_acting
from schoolenterprise.query._naming import holds, names_organization
from schoolenterprise.query._rows import Key
from schoolenterprise.vocabulary import AgreementKind, AgreementStatus

PARTY = field_key(Agreement, "parties")
SIGNATORY = Key(
    "signatory",
    lambda agreement: dict.fromkeys(each.official or each.name for each in agreement.signatories),
)
"""Id of the one who signs; where there is no record of the person, the name."""


class Agreements(DatedSelection[Agreement]):
    """Agreements, as `ledger.agreements` gives them.

    >>> from schoolenterprise.dates import PartialDate
    >>> from schoolenterprise.ledger import Ledger
    >>> parties = ("institution:甲学院", "enterprise:乙公司")
    >>> agreement = Agreement(parties=parties, expires=PartialDate("2025-06"))
    >>> ledger = Ledger([agreement])
    >>> ledger.agreements.signed_with("甲学院", "乙公司").expiring_before("2025-07-01").only().id
    'agreement:undated/甲学院/乙公司/other'
    """

    cls: ClassVar = Agreement
    keys: ClassVar = {**DatedSelection.keys, "party": PARTY, "signatory": SIGNATORY}

    def signed_with(self, *parties: str | Organization) -> Self:
        """Keep the agreements to which every one of these organizations is a party.

        Raises:
            UnknownNameError: no organization, or several, bear a name.
        """
        found = self
        for each in parties:
            found = found._with(names_organization(self, "parties", each))
        return found

    def signed_by(self, person: str | Official) -> Self:
        """Keep the agreements that this person signed; where no record is named, the name counts.

        Raises:
            UnknownNameError: no person, or several, bear the name.
        """
        people = find_acting(self._store, person, Agreement, SIGNATORY)
        return self._with(bears(SIGNATORY, people))

    def of_kind(self, kind: AgreementKind | str) -> Self:
        """Keep those of this kind; code or label.

        Raises:
            UnknownNameError: there is no such kind.
        """
        return self._with(holds(self, "kind", AgreementKind, kind))

    def with_status(self, status: AgreementStatus | str) -> Self:
        """Keep those of this status; code or label, such as `signed`.

        Raises:
            UnknownNameError: there is no such status.
        """
        return self._with(holds(self, "status", AgreementStatus, status))

    def expiring_before(self, date: Date) -> Self:
        """Keep those that certainly end before `date`; of the others the end may be unknown.

        Raises:
            InvalidValueError: `date` is none.
        """
        limit = as_date(date)
        return self._with(
            Condition(lambda each: bool(each.expires and each.expires.certainly_before(limit)))
        )


__all__ = ["Agreements"]
