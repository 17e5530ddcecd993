"""`Tally`: how many records bear each of several keys; it does not count them itself."""

import heapq
import reprlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from schoolenterprise.errors import InvalidValueError


class Tally(Mapping[Any, int]):
    """Numbers by key, the largest first; of equal numbers the one that came first.

    >>> tally = Tally({"甲": 1, "乙": 3, "丙": 1}, without=2)
    >>> dict(tally), tally["乙"], tally.without
    ({'乙': 3, '甲': 1, '丙': 1}, 3, 2)
    >>> tally.top(1), dict(tally.at_least(2))
    ((('乙', 3),), {'乙': 3})
    """

    without: int
    """How many of the records bear no key at all."""

    def __init__(self, numbers: Mapping[Any, int], without: int = 0) -> None:
        self._numbers = numbers
        self.without = without

    @cached_property
    def _ranked(self) -> list[Any]:
        return sorted(self._numbers, key=self._numbers.__getitem__, reverse=True)

    def __getitem__(self, key: object) -> int:
        return self._numbers[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ranked)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __repr__(self) -> str:
        shown = ", ".join(f"{reprlib.repr(key)}: {number}" for key, number in self.top(5))
        return f"<Tally of {len(self)}: {shown}{', …' if len(self) > 5 else ''}>"

    def top(self, number: int) -> tuple[tuple[Any, int], ...]:
        """Return the first `number` keys with their numbers.

        Raises:
            InvalidValueError: `number` is no whole number, 0 or more.
        """
        if type(number) is not int or number < 0:
            raise InvalidValueError(f"top: found {number!r}, expected a whole number, 0 or more")
        best = heapq.nlargest(number, self._numbers, key=self._numbers.__getitem__)
        return tuple((key, self._numbers[key]) for key in best)

    def at_least(self, number: int) -> Self:
        """Return the part whose numbers are `number` or more."""
        kept = {key: each for key, each in self._numbers.items() if each >= number}
        return type(self)(kept, self.without)


__all__ = ["Tally"]
