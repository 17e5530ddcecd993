"""Cooperation of a school with other bodies, as far as it lasts: no visits, no talks."""

from collections.abc import Iterator

from attrs import frozen

from schoolenterprise.dates import When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Agreement, Arrangement, IndustryCollege, Organization, Placement
from schoolenterprise.vocabulary import AgreementStatus, ArrangementStatus

_NOT_SIGNED = (AgreementStatus.TALKS, AgreementStatus.INTENT, AgreementStatus.PLANNED)
_NOT_YET = (ArrangementStatus.PROPOSED, ArrangementStatus.PLANNED)


@frozen(kw_only=True)
class Partnership:
    """One record that binds the school to one partner."""

    record: str
    """记录：id of the agreement, college, arrangement or placement."""
    partner: str
    """合作方：id of the other body."""
    since: When | None
    """起始：when it began; `None`: not known."""
    until: When | None
    """结束：when it ended or ends; `None`: not known, or it runs on."""


def partnerships(ledger: Ledger, school: Organization) -> Iterator[Partnership]:
    """Yield every partnership of the school, in the order of the classes and of the ledger."""
    for agreement in ledger.agreements:
        if agreement.status not in _NOT_SIGNED:
            parties = agreement.parties
            yield from _of(agreement, school, parties, agreement.date, agreement.expires)
    for college in ledger.industry_colleges:
        members = (college.institution, *college.partners)
        yield from _of(college, school, members, college.established)
    for each in ledger.arrangements:
        if each.status not in _NOT_YET:
            members = (each.institution, *each.partners)
            yield from _of(each, school, members, each.since)
    for placement in ledger.placements:
        members = (placement.institution, *placement.hosts)
        yield from _of(placement, school, members, placement.since, placement.until)


def _of(
    record: Agreement | IndustryCollege | Arrangement | Placement,
    school: Organization,
    members: tuple[str | None, ...],
    since: When | None,
    until: When | None = None,
) -> Iterator[Partnership]:
    if school.id in members:
        for member in dict.fromkeys(members):
            if member and member != school.id:
                yield Partnership(record=record.id, partner=member, since=since, until=until)


__all__ = ["Partnership", "partnerships"]
