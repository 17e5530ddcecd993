"""`Kin`: which bodies of a ledger stand for each other; nothing is merged.

Two bodies are kin when they are one, when one is the parent of the other, or when they share a
name: then they are likely one body that nobody has put together yet.
"""

from schoolenterprise import ids
from schoolenterprise.ledger import Ledger


class Kin:
    """The organizations of a ledger with their parents and names, looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self._known = {each.id: each for each in ledger.organizations}

    def are(self, first: str, second: str) -> bool:
        """Whether the bodies with these ids are kin; one that is no record has its id's name."""
        if first == second or self._parent(first) == second or self._parent(second) == first:
            return True
        return not self._names(first).isdisjoint(self._names(second))

    def _parent(self, identifier: str) -> str | None:
        known = self._known.get(identifier)
        return known.parent if known else None

    def _names(self, identifier: str) -> set[str]:
        known = self._known.get(identifier)
        return set(known.names) if known else {ids.name_of(identifier)}


__all__ = ["Kin"]
