"""Which element of a page holds the body of its article.

It is the one that a known publishing system keeps it in, else the smallest one that holds nearly
all running text between the headline and what follows the article. Teasers of other pages, a
sentence or two below a link, do not count.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TypeAlias

from schoolenterprise.reader.html._elements import KNOWN
from schoolenterprise.reader.html._lines import Box, Line, Lines
from schoolenterprise.reader.html._phrases import AFTER

_Choice: TypeAlias = Callable[[Lines, list[int]], Box | None]
"""Chooses a box by the sums of the running text before each line."""

_LEAST_PROSE = 10
"""Characters of running text without which a page has no article."""
_NEARLY_ALL = 0.8


def body_of(shown: Lines, start: int) -> tuple[Box, list[int]] | None:
    """Return the box of the body and the numbers of its lines of running text.

    `start` is the number of the headline, where that is sure; `None`: there is no running text.
    """
    for choose, first, last in _ways(shown.lines, start):
        weights = _weights(shown.lines, first, last)
        sums = [0, *accumulate(weights)]
        box = choose(shown, sums) if sums[-1] >= _LEAST_PROSE and shown.boxes else None
        if box is not None:
            return box, [number for number in range(box.first, box.last) if weights[number]]
    return None


def _ways(lines: list[Line], start: int) -> Iterator[tuple[_Choice, int, int]]:
    """Yield how to choose and from which lines: a body that ends by itself needs no end."""
    yield _known, start, len(lines)
    yield _smallest, start, _end(lines, start)
    yield _known, 0, len(lines)
    yield _smallest, 0, len(lines)


def _end(lines: list[Line], start: int) -> int:
    seen = False
    for number in range(start, len(lines)):
        if seen and not lines[number].prose and AFTER.match(lines[number].text):
            return number
        seen = seen or lines[number].prose >= _LEAST_PROSE
    return len(lines)


def _weights(lines: list[Line], first: int, last: int) -> list[int]:
    """Return how many characters of running text each line counts for."""
    weights = [0] * len(lines)
    seen = False
    for number in range(first, last):
        is_teaser = seen and lines[number - 1].is_links
        weights[number] = 0 if is_teaser else lines[number].prose
        seen = seen or bool(weights[number])
    return weights


def _known(shown: Lines, sums: list[int]) -> Box | None:
    """Return the first box of which it is known that it holds the body."""
    known = (box for box in shown.boxes if not KNOWN.isdisjoint(box.names))
    return next((box for box in known if sums[box.last] - sums[box.first] >= _LEAST_PROSE), None)


def _smallest(shown: Lines, sums: list[int]) -> Box:
    """Return the smallest box that holds nearly all running text."""
    amounts = [sums[box.last] - sums[box.first] for box in shown.boxes]
    largest: dict[int, int] = {}
    for number, box in enumerate(shown.boxes):
        rival = largest.get(box.parent)
        if rival is None or amounts[number] > amounts[rival]:
            largest[box.parent] = number
    # Sums, for boxes may lie in one another around the same lines.
    texts = [0, *accumulate(not line.is_links for line in shown.lines)]
    number = largest[-1]
    while number in largest:
        inner = largest[number]
        box = shown.boxes[inner]
        # A box with more than one line may be more than a paragraph.
        is_many = texts[box.last] - texts[box.first] > 1
        if amounts[inner] < _NEARLY_ALL * amounts[number] or not is_many:
            break
        number = inner
    return shown.boxes[number]


__all__ = ["body_of"]
