"""The rule on references: each names a record of the ledger."""

from collections.abc import Iterator

from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger


def check_references(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `dangling-reference` for each reference to an id that is not in the ledger."""
    yield from ledger.dangling()


__all__ = ["check_references"]
