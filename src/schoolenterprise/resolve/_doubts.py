"""`Doubts`: pairs for a person to look at, gathered, scored and bounded; nothing is decided."""

from attrs import define, field

from schoolenterprise.ledger import Ledger
from schoolenterprise.resolve.findings import Doubt

MOST_OF_ONE = 5
"""So many doubts are kept of one record, in the order in which the rules find them."""
MOST = 2_000
"""So many doubts are kept of a ledger, the best scores first."""


@define
class Doubts:
    """Pairs with a reason each; the first reason counts."""

    _found: dict[tuple[str, str], str] = field(factory=dict)
    _of_one: dict[str, int] = field(factory=dict)

    def add(self, first: str, second: str, why: str) -> None:
        """Note a pair, unless it is there or both records have many already."""
        pair = (min(first, second), max(first, second))
        if first == second or pair in self._found:
            return
        if max(self._of_one.get(each, 0) for each in pair) >= MOST_OF_ONE:
            return
        self._found[pair] = why
        for each in pair:
            self._of_one[each] = self._of_one.get(each, 0) + 1

    def is_full(self, identifier: str) -> bool:
        """Say whether a record has as many doubts as are kept."""
        return self._of_one.get(identifier, 0) >= MOST_OF_ONE

    def scored(self, ledger: Ledger) -> tuple[Doubt, ...]:
        """Return the doubts with their scores, best first."""
        from rapidfuzz import fuzz

        found = [
            Doubt(
                first=first,
                second=second,
                score=round(fuzz.ratio(_name_of(first, ledger), _name_of(second, ledger)) / 100, 4),
                why=why,
            )
            for (first, second), why in self._found.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.first, one.second))[:MOST])


def _name_of(identifier: str, ledger: Ledger) -> str:
    return str(getattr(ledger.get(identifier), "name", identifier))


__all__ = ["MOST", "MOST_OF_ONE", "Doubts"]
