"""The rule on numbers of agreements: as many are in the ledger as were signed in one go."""

from collections import Counter
from collections.abc import Iterator

from schoolenterprise.check._finding import warning
from schoolenterprise.check._lists import counted_lists
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Agreement, Count, Record
from schoolenterprise.quantities import TOLERANCE
from schoolenterprise.vocabulary import AgreementStatus, CountKind

_Key = tuple[str, object, frozenset[str]]
_UNSIGNED = (AgreementStatus.TALKS, AgreementStatus.INTENT, AgreementStatus.PLANNED)


def check_signings(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `count-disagrees-with-list` where all but a few of the agreements told of are there.

    Compared are a `Count` of agreements signed and the signed agreements of its organization, of
    its date and its sources: all, those of one kind, and the other parties, for 10家 may be any
    of these. A text that names two of ten leaves the others out; one that names nine has lost
    one, or miscounted. A count that stands behind a list is left to `check_lists`.
    """
    counts = [each for each in ledger.counts if each.what is CountKind.AGREEMENTS_SIGNED]
    listed = {count.id for count, _ in counted_lists(ledger)} if counts else set()
    counts = [each for each in counts if each.id not in listed]
    wanted = {key: _Signings() for each in counts if (key := _key(each)) is not None}
    for agreement in ledger.agreements if wanted else ():
        if agreement.status not in _UNSIGNED:
            sources = _sources(agreement)
            for party in dict.fromkeys(agreement.parties):
                found = wanted.get((party, agreement.date, sources))
                if found is not None:
                    found.add(agreement, party)
    for count in counts:
        key = _key(count)
        if key is not None:
            yield from _compared(count, wanted[key].numbers)


class _Signings:
    """The agreements of one organization, date and set of sources."""

    def __init__(self) -> None:
        self._kinds: Counter[object] = Counter()
        self._others: set[str] = set()

    def add(self, agreement: Agreement, own: str) -> None:
        self._kinds[agreement.kind] += 1
        self._others.update(party for party in agreement.parties if party != own)

    @property
    def numbers(self) -> set[int]:
        """Every number that a count of them may mean."""
        return {*self._kinds.values(), self._kinds.total(), len(self._others)}


def _key(count: Count) -> _Key | None:
    if count.organization is None or count.date is None:
        return None
    return (count.organization, count.date, _sources(count))


def _sources(record: Record) -> frozenset[str]:
    return frozenset(each.source for each in record.evidence)


def _compared(count: Count, numbers: set[int]) -> Iterator[Problem]:
    quantity, most = count.quantity, max(numbers)
    least = quantity.at_least
    if least is None or quantity.at_most is None or any(map(quantity.contains, numbers)):
        return
    if most < least and least * (TOLERANCE - 1) <= most * TOLERANCE:
        yield warning(
            "count-disagrees-with-list",
            count.id,
            "quantity",
            found=f"{count.quantity}, yet {most} agreements or parties are there",
            expected="as many as the number says",
            advice="look for an agreement that is missing, or correct the number",
        )


__all__ = ["check_signings"]
