"""`Rows`: the records of one class in the order of the ledger, and which of them bear a key.

A row is the number of a record; it stays while others come and go. Nothing is looked at before
somebody asks: the first question about a key takes time for every record, later ones for what is
new.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import islice
from threading import RLock
from typing import Any, Generic, TypeVar

from attrs import define, frozen
from attrs import field as attribute

from schoolenterprise.collector import collector_paused
from schoolenterprise.model import Record

R = TypeVar("R", bound=Record)

_MANY = 10_000
"""Records from which on the collector of garbage is paused while they are looked at."""
_FEW = 1_000
"""Gaps that may stay whatever the number of records."""


@frozen(eq=False)
class Key:
    """What records can be looked up by, such as the visitor of a visit."""

    name: str
    """名称：its name, for messages."""
    of: Callable[[Any], Collection[Hashable]]
    """取值：what gives the keys of a record, each once; none when it has no such value."""
    field: str | None = None
    """字段：the field whose values the keys are; `None`: no single field."""


ID = Key("id", lambda record: (record.id,))
"""The id itself, which finds the row of a record."""


Lists = defaultdict[Hashable, list[int]]


@define(eq=False)
class _Postings:
    """Rows by key, as far as they have been looked at."""

    rows: Lists = attribute(factory=lambda: defaultdict(list))
    seen: int = 0
    """How many rows have been looked at."""
    bare: int = 0
    """How many of their records bear no key."""


class Rows(Generic[R]):
    """Records in their order, with gaps where some were taken out."""

    def __init__(self, records: Iterable[R]) -> None:
        self._held: list[R | None] = list(records)
        self._gaps = 0
        self._postings: dict[Key, _Postings] = {}
        # Several threads may ask at once; what a key gives may itself ask.
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._held) - self._gaps

    def __iter__(self) -> Iterator[R]:
        # A copy, so that whoever walks may change the ledger.
        return (each for each in tuple(self._held) if each is not None)

    @property
    def whole(self) -> bool:
        """Whether there is no gap, so that rows count the records."""
        return not self._gaps

    def numbers(self) -> Sequence[int]:
        """Return every row."""
        if not self._gaps:
            return range(len(self._held))
        return [row for row, record in enumerate(self._held) if record is not None]

    def at(self, row: int) -> R | None:
        """Return the record at `row`; `None` when it was taken out."""
        return self._held[row]

    def getter(self) -> Callable[[int], R | None]:
        """Return what `at` does, as one quick call."""
        return self._held.__getitem__

    def extend(self, records: Iterable[R]) -> None:
        """Put `records` behind the others."""
        self._held += records

    def remove(self, records: Iterable[R]) -> None:
        """Take out `records`, which are here."""
        for record in records:
            for row in self.bearing(ID, record.id):
                if self._held[row] is record:
                    self._held[row] = None
                    self._gaps += 1
        if self._gaps > max(_FEW, len(self._held) // 2):
            self.close()

    def close(self) -> None:
        """Close the gaps; rows are counted anew."""
        if self._gaps:
            self._held = [each for each in self._held if each is not None]
            self._gaps = 0
            self._postings = {}

    def bearing(self, key: Key, value: Hashable) -> Sequence[int]:
        """Return the rows whose records bear `value`; some may be gaps by now."""
        return self._caught_up(key).rows.get(value, ())

    def by(self, key: Key) -> Mapping[Hashable, Sequence[int]]:
        """Return every value of `key`, in the order in which they came, with its rows."""
        return self._caught_up(key).rows

    def bare(self, key: Key) -> int:
        """Return how many records bear no value of `key`; those taken out count as well."""
        return self._caught_up(key).bare

    def _caught_up(self, key: Key) -> _Postings:
        known = self._postings.get(key)
        if known is not None and known.seen == len(self._held):
            return known
        with self._lock:
            # Nobody sees them while they grow, and after an interrupt they are made anew.
            known = self._postings.pop(key, None) or _Postings()
            with collector_paused() if len(self._held) - known.seen > _MANY else nullcontext():
                self._note(key.of, known)
            self._postings[key] = known
        return known

    def _note(self, of: Callable[[Any], Collection[Hashable]], known: _Postings) -> None:
        """Add the rows that were not looked at to the lists of their keys."""
        lists, bare, size = known.rows, 0, len(self._held)
        for row, record in enumerate(islice(self._held, known.seen, size), known.seen):
            if record is None:
                continue
            values = of(record)
            if not values:
                bare += 1
            for value in values:
                lists[value].append(row)
        known.bare += bare
        known.seen = size


__all__ = ["ID", "Key", "R", "Rows"]
