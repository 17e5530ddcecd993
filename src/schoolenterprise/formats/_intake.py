"""`Intake`: gathers what a format reads, record by record, into a ledger with its problems."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from schoolenterprise.check import check_quotes
from schoolenterprise.convert import from_dict
from schoolenterprise.errors import NOWHERE, ConflictError, Place, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record

_KEPT = "the earlier one is kept, this one is left out"


class Intake:
    """A ledger in the making; one bad record never takes a neighbour with it."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        """Name of the file that is read; `None`: a stream without one."""
        self._ledger = Ledger()
        self._problems: list[Problem] = []
        self._count = 0

    def tell(self, problems: Iterable[Problem]) -> None:
        """Note `problems`."""
        self._problems += problems

    def take(self, records: Sequence[Record]) -> None:
        """Add `records`; of those that share an id the first is kept."""
        self._count += len(records)
        try:
            self._ledger.extend(records)
        except ConflictError:
            for record in records:
                self.take_one(record)

    def take_one(self, record: Record, place: Place = NOWHERE, *, advice: str = _KEPT) -> None:
        """Add `record`, which stands at `place`, unless a different record bears its id.

        `advice` says what then becomes of it.
        """
        try:
            self._ledger.add(record)
        except ConflictError:
            problem = Problem(
                code="conflicting-record",
                found="a different record with the id of an earlier one",
                expected="each id once",
                advice=advice,
                place=evolve(place, file=self.file, record=record.id),
            )
            self._problems.append(problem)

    def take_entries(self, entries: Iterable[object]) -> None:
        """Add the records that `entries`, plain values, hold, and note what is amiss in them."""
        for entry in entries:
            place = Place(file=self.file, record=f"records[{self._count}]")
            record, problems = from_dict(entry, place=place)
            self._count += 1
            self._problems += problems
            if record is not None:
                self.take_one(record)

    def ledger(self) -> Ledger:
        """Return the ledger, its evidence compared with the texts of its sources."""
        self._ledger.problems = (*self._problems, *check_quotes(self._ledger))
        return self._ledger


__all__ = ["Intake"]
