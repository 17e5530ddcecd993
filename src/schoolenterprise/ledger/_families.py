"""Which records bear one id but for a number behind it; looks at ids alone."""

from collections.abc import Container, Iterator

from schoolenterprise import ids
from schoolenterprise.ledger._numbering import base_of
from schoolenterprise.model import Record


class Families:
    """The ids of `records`, each with those that stand beside it: `X`, `X#2`, `X#3`."""

    def __init__(self, records: Container[str]) -> None:
        self._records = records
        self._bases: dict[str, str] = {}
        self._beside: dict[str, list[str]] = {}
        self._highest: dict[str, int] = {}
        self._fronts: set[str] = set()
        self._members: dict[str, list[str]] = {}

    def note(self, record: Record) -> None:
        """Look at the id of a record, whether it will be kept or not."""
        if "#" in record.id:
            self._bases.pop(record.id, None)
            base = base_of(record)
            if base is not None:
                self._bases[record.id] = base

    def add(self, record: Record) -> None:
        """Take in a record that is kept from now on."""
        self.note(record)
        base = self._bases.get(record.id)
        if base is not None:
            self._beside.setdefault(base, []).append(record.id)
            self._fronts.update(_fronts(base))
            self._highest[base] = max(self._highest.get(base, 1), ids.unnumbered(record.id)[1])
        first = self.base(record.id, ())
        if record.id in self._beside:
            self._members.pop(first, None)
        elif first in self._members:
            self._members[first].append(record.id)

    def base(self, identifier: str, there: Container[str]) -> str:
        """Return the id beside which the record stands; its own, if beside none.

        Only what is kept, or is `there`, has others beside it.
        """
        base = self._bases.get(identifier)
        while base is not None and (base in self._records or base in there):
            identifier, base = base, self._bases.get(base)
        return identifier

    def known(self, base: str) -> bool:
        """Whether a record with this id, or with a number behind it, is kept."""
        return base in self._records or base in self._fronts

    def alone(self, identifier: str) -> bool:
        """Whether no record stands beside the one with this id, nor it beside another."""
        return identifier not in self._beside and identifier not in self._bases

    def members(self, base: str) -> list[str]:
        """Return the id `base`, if it is kept, and all beside it, in the order of their coming."""
        if base not in self._members:
            self._members[base] = list(self._within(base))
        return self._members[base]

    def _within(self, base: str) -> Iterator[str]:
        if base in self._records:
            yield base
        for each in self._beside.get(base, ()):
            yield from self._within(each)

    def free(self, wanted: str, base: str) -> str:
        """Return `wanted` if no record bears it, else `base` with the next number."""
        number = self._highest.get(base, 1)
        while wanted in self._records:
            number += 1
            wanted = ids.numbered(base, number)
        return wanted


def _fronts(identifier: str) -> Iterator[str]:
    """Yield an id and what it is without the numbers behind it."""
    number = 2
    while number > 1:
        yield identifier
        identifier, number = ids.unnumbered(identifier)


__all__ = ["Families"]
