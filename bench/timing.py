"""Timing of contenders in turns, A B C, B C A …; medians, and ratios of what ran side by side.

It knows nothing of what is measured. Absolute times change with the machine and its load; a ratio
of two contenders that ran within the same second changes little.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping

from attrs import frozen


@frozen
class Timings:
    """What the contenders of one comparison took."""

    seconds: Mapping[str, tuple[float, ...]]
    """Name of a contender → seconds that it took in each round."""

    @property
    def rounds(self) -> int:
        """Number of rounds, the same for every contender."""
        return len(next(iter(self.seconds.values())))

    def median(self, name: str) -> float:
        """Return the seconds that a contender took in the middle one of its rounds."""
        return statistics.median(self.seconds[name])

    def times_as_fast(self, name: str, other: str) -> float:
        """Return how many times as fast as `other` a contender is: the median over the rounds."""
        pairs = zip(self.seconds[name], self.seconds[other], strict=True)
        return statistics.median(theirs / own for own, theirs in pairs)

    def times_as_long(self, name: str, other: str) -> float:
        """Return how many times as long as `other` a contender takes."""
        return self.times_as_fast(other, name)

    def spread(self, name: str) -> float:
        """Return how far apart the middle half of the rounds lies, as a share of the median."""
        low, _, high = statistics.quantiles(self.seconds[name], n=4)
        return (high - low) / self.median(name)


def in_turns(
    contenders: Mapping[str, Callable[[], object]], *, seconds: float, least: int = 5
) -> Timings:
    """Run every contender in each round, for about `seconds`, in `least` rounds or more.

    One round before them warms up and does not count. Chance, the same on every run, orders each
    round, so that nobody always comes behind the same neighbour. The garbage collector runs as in
    any program, but what was there before the first round is hidden from it.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for contend in contenders.values():
        contend()
    gc.collect()
    gc.freeze()
    end = time.perf_counter() + seconds
    chance = random.Random(1)
    order = list(contenders)
    while time.perf_counter() < end or len(taken[order[0]]) < least:
        chance.shuffle(order)
        for name in order:
            taken[name].append(_seconds_of(contenders[name]))
    gc.unfreeze()
    return Timings({name: tuple(each) for name, each in taken.items()})


def _seconds_of(contend: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    result = contend()
    taken = time.perf_counter() - start
    # The clock has stopped before the result is taken apart.
    del result
    return taken


__all__ = ["Timings", "in_turns"]
