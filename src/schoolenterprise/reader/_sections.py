"""Before pass 1: a very long page is read in sections, so that time grows with its length alone."""

import re
from collections.abc import Iterator

LONGEST = 20_000
"""Characters of the longest section; news pages are shorter, so that nearly all are one section."""

_ENDS = (re.compile(r"\n"), re.compile(r"[。!?;]"))


def sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each section: cut behind a line, else a sentence, else anywhere."""
    start = 0
    while len(text) - start > LONGEST:
        end = _cut(text, start + LONGEST // 2, start + LONGEST)
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, low: int, high: int) -> int:
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
