"""Pages that travel together, and what came of them; who reads them is not known here."""

import pickle
from collections.abc import Iterator, Sequence

from schoolenterprise.errors import Place, Problem
from schoolenterprise.scale._page import Named, PageRead
from schoolenterprise.scale._wire import pack, unpack


class Batch:
    """Pages that one worker is asked to read."""

    def __init__(self, pages: Sequence[Named], deaths_before: int = 0) -> None:
        self.pages = pages
        """The pages, one or more."""
        self.answer: bytes | None = None
        """What came of them, packed; `None`: no answer yet, or they are read one by one."""
        self._parts: tuple[Batch, ...] = ()
        # Those in which the pages travelled with others, and those in which they were alone.
        self._deaths_before = deaths_before
        self._deaths = 0

    def question(self) -> bytes:
        """Return the pages as bytes."""
        return pickle.dumps(self.pages)

    @property
    def is_answered(self) -> bool:
        """Whether it is known what came of every page."""
        if self._parts:
            return all(part.is_answered for part in self._parts)
        return self.answer is not None

    def results(self) -> Iterator[PageRead]:
        """Yield what came of each page; they must be answered."""
        if self.answer is not None:
            yield from unpack(self.answer)
        for part in self._parts:
            yield from part.results()

    def lost(self, how: str, tries: int) -> Sequence["Batch"]:
        """Take notice that the worker died that read it; return what is to be tried again.

        Of several pages nobody knows which one did it: each is tried by itself. A single one that
        has had its `tries` is answered with a problem.
        """
        if len(self.pages) > 1:
            self._parts = tuple(Batch([page], 1) for page in self.pages)
            return self._parts
        self._deaths += 1
        if self._deaths < tries:
            return (self,)
        name = self.pages[0][0]
        died = f"{how}; tries: {self._deaths_before + self._deaths}, by itself: {self._deaths}"
        self.answer = pack([PageRead(path=name, problems=(_deadly(name, died),))])
        return ()


def _deadly(name: str, how: str) -> Problem:
    return Problem(
        code="killed-worker",
        found=f"a page that ends the process which reads it ({how})",
        expected="records",
        advice="the page is passed over; report it with the page",
        place=Place(file=name),
    )


__all__ = ["Batch"]
