"""Records of many pages brought under one id each, as a ledger needs them; reads no page.

How records are brought together is the ledger's; here a problem tells of every contradiction, and
of the file in which it came up.
"""

from collections.abc import Iterable, Iterator

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.ledger import Clash, Ledger, Merging
from schoolenterprise.model import Record


class Gathering:
    """Takes what was read from one file after another and makes one ledger of it."""

    def __init__(self) -> None:
        self._merging = Merging()
        self._problems: list[Problem] = []
        self._contradictions: list[Problem] = []
        self.files = 0
        """How many files were taken."""

    def add(self, file: str, records: Iterable[Record], problems: Iterable[Problem] = ()) -> None:
        """Take the records and problems of `file`, whose name the problems will bear."""
        self.files += 1
        self._problems += (problem.in_file(file) for problem in problems)
        for clash in self._merging.take(records):
            self._contradictions += (problem.in_file(file) for problem in _problems_of(clash))

    def ledger(self) -> Ledger:
        """Return a ledger of everything taken; contradictions are among its problems."""
        return Ledger(self._merging.records(), [*self._problems, *self._contradictions])


def _problems_of(clash: Clash) -> Iterator[Problem]:
    if clash.claims is None:
        yield Problem(
            code="conflicting-record",
            found=f"another record with this id, which differs in {', '.join(clash.fields)}",
            advice="both are kept, this one with the number; take one out if they are the same",
            place=Place(record=clash.beside),
            severity=Severity.WARNING,
        )
        return
    for name in clash.fields:
        yield Problem(
            code="conflicting-values",
            found=f"{clash.claims[name]}",
            expected=f"{clash.kept[name]}, as an earlier page says",
            advice=f"the earlier value is kept, this one in {clash.beside}",
            place=Place(record=clash.record, path=name),
            severity=Severity.WARNING,
        )


__all__ = ["Gathering"]
