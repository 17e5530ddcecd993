"""`Intake`: gathers what a format reads, record by record, into a ledger with its problems."""

from collections.abc import Iterable

from schoolenterprise.check import check_quotes
from schoolenterprise.errors import ConflictError, Place, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


class Intake:
    """A ledger in the making; one bad record never takes a neighbour with it."""

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._problems: list[Problem] = []

    def tell(self, problems: Iterable[Problem]) -> None:
        """Note `problems`."""
        self._problems += problems

    def take(self, record: Record, place: Place) -> None:
        """Add `record`, which stands at `place`; of records that share an id the first is kept."""
        try:
            self._ledger.add(record)
        except ConflictError:
            self._problems.append(
                Problem(
                    code="conflicting-record",
                    found="a different record with the id of an earlier one",
                    expected="each id once",
                    advice="the earlier one is kept, this one is left out",
                    place=place,
                )
            )

    def ledger(self) -> Ledger:
        """Return the ledger, its evidence compared with the texts of its sources."""
        self._ledger.problems = (*self._problems, *check_quotes(self._ledger))
        return self._ledger


__all__ = ["Intake"]
