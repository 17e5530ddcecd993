"""Regular expressions that are compiled when first used, so that importing stays cheap."""

import re
import sys
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression; its methods are those of a compiled one, bound at the first use."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    findall: Callable[..., list[str]]

    def __init__(self, source: str) -> None:
        self.source = source
        """The expression."""

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.source)
        for method in ("search", "match", "fullmatch", "finditer", "sub", "findall"):
            setattr(self, method, getattr(compiled, method))
        return object.__getattribute__(self, name)


class SparsePattern:
    """A regular expression that is tried only where a character stands with which it may begin.

    The search skips all others by itself only where the expression begins with one set.
    """

    def __init__(self, source: str, begins: str, anywhere: str = "") -> None:
        self._pattern = Pattern(source)
        self._begins = Pattern(f"[{begins}]")
        self._anywhere = anywhere
        """Characters without which no match begins with another character than those."""

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Yield what `finditer` of the expression yields."""
        if self._anywhere and text.find(self._anywhere, start, end) >= 0:
            yield from self._pattern.finditer(text, start, end)
            return
        last = start
        for place in self._begins.finditer(text, start, end):
            match = self._pattern.match(text, place.start(), end) if place.start() >= last else None
            if match:
                last = match.end()
                yield match
