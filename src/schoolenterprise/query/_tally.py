"""`Tally`: how many records bear each of several keys; it does not count them itself."""

import heapq
import reprlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from schoolenterprise.errors import InvalidValueError


class Tally(Mapping[Any, int]):
    """Numbers by key, the largest first; of equal numbers the one that came first.

    >>> tally = Tally({"甲": 1, "乙": 3, "丙": 1}, without=2)
    >>> dict(tally), tally["乙"], tally.without
    ({'乙': 3, '甲': 1, '丙': 1}, 3, 2)
    >>> tally.top(1), dict(tally.at_least(2))
    ((('乙', 3),), {'乙': 3})
    """

    def __init__(
        self,
        numbers: Mapping[Any, int] | Callable[[], Mapping[Any, int]],
        without: int | Callable[[], int] = 0,
        best: Callable[[int], Sequence[tuple[Any, int]]] | None = None,
    ) -> None:
        """Keep `numbers`, and `without`, or what finds them when somebody looks.

        Args:
            numbers: key → number, those that come first first.
            without: how many records bear no key.
            best: what finds the largest numbers faster than looking at all; `None`: nothing does.
        """
        self._found_numbers = numbers
        self._found_without = without
        self._best = best or self._largest

    @cached_property
    def without(self) -> int:
        """How many of the records bear no key at all."""
        return self._found_without() if callable(self._found_without) else self._found_without

    @cached_property
    def _numbers(self) -> Mapping[Any, int]:
        return self._found_numbers() if callable(self._found_numbers) else self._found_numbers

    @cached_property
    def _ranked(self) -> list[Any]:
        return sorted(self._numbers, key=self._numbers.__getitem__, reverse=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return Tally, (dict(self._numbers), self.without)

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
        return tuple(self._best(number))

    def at_least(self, number: int) -> "Tally":
        """Return the part whose numbers are `number` or more.

        Raises:
            InvalidValueError: `number` is no whole number.
        """
        if type(number) is not int:
            raise InvalidValueError(f"at_least: found {number!r}, expected a whole number")
        kept = {key: each for key, each in self._numbers.items() if each >= number}
        return Tally(kept, self._found_without)

    def _largest(self, number: int) -> Sequence[tuple[Any, int]]:
        return heapq.nlargest(number, self._numbers.items(), key=itemgetter(1))


__all__ = ["Tally"]
