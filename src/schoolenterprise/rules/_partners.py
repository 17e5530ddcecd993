"""Cooperation of a school with other bodies, as far as it lasts: no visits, no talks."""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import frozen

from schoolenterprise.dates import When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    IndustryCollege,
    Organization,
    Placement,
    Record,
)
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
    ended: bool
    """已终止：whether it is over, and nothing tells since when."""


def partnerships(ledger: Ledger, school: Organization) -> Iterator[Partnership]:
    """Yield every partnership of the school, agreements first, each in the order of the ledger."""
    for record in _about(ledger, school):
        terms = _terms(record)
        if terms and school.id in terms.members:
            for member in dict.fromkeys(terms.members):
                if member and member != school.id:
                    yield Partnership(
                        record=record.id,
                        partner=member,
                        since=terms.since,
                        until=terms.until,
                        ended=terms.ended and terms.until is None,
                    )


def _about(ledger: Ledger, school: Organization) -> Iterator[Record]:
    """Yield the agreements, colleges, arrangements and placements that name the school."""
    yield from ledger.agreements.involving(school.id)
    yield from ledger.industry_colleges.involving(school.id)
    yield from ledger.arrangements.involving(school.id)
    yield from ledger.placements.involving(school.id)


class _Terms(NamedTuple):
    """Who is bound by a record, and from when to when."""

    members: tuple[str | None, ...]
    since: When | None
    until: When | None = None
    ended: bool = False


def _terms(record: Record) -> _Terms | None:
    """Return what a record binds to; `None`: to nothing yet, or it is of another class."""
    if isinstance(record, Agreement) and record.status not in _NOT_SIGNED:
        ended = record.status is AgreementStatus.ENDED
        return _Terms(record.parties, record.date, record.expires, ended)
    if isinstance(record, IndustryCollege):
        return _Terms((record.institution, *record.partners), record.established)
    if isinstance(record, Arrangement) and record.status not in _NOT_YET:
        return _Terms((record.institution, *record.partners), record.since)
    if isinstance(record, Placement):
        return _Terms((record.institution, *record.hosts), record.since, record.until)
    return None


__all__ = ["Partnership", "partnerships"]
