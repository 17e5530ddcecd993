"""Files read in their order, over processes, with what an interrupted run has left of them."""

import contextlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TypeAlias

from attrs import frozen

from schoolenterprise.cli._inputs import name_of, page_of
from schoolenterprise.cli._parts import FileRead, Parts, Stamp
from schoolenterprise.dates import PartialDate
from schoolenterprise.pages import unreadable
from schoolenterprise.reader import Lexicon, Reading, read_news
from schoolenterprise.scale import Page, PageRead, processors, read_many

MANY = 500
"""With fewer files, workers would take longer to start than they save."""


_LookedAt: TypeAlias = tuple[str, Stamp | None, FileRead | None]
"""A file, what it is now, and what is kept of it."""


@frozen(kw_only=True)
class Plan:
    """How files are read."""

    published: PartialDate | None
    """Day of publication of pages that name none; `None`: not known."""
    processes: int | None
    """How many processes read; `None`: as many as suit the number of files."""
    parts: Parts | None
    """Where work is kept; `None`: nowhere."""
    lexicon: Lexicon
    """What the reader knows."""

    def processes_for(self, files: int) -> int:
        """Return how many processes read so many files: two or more where they are many.

        A page that kills the process which reads it then kills a worker.
        """
        return self.processes or (1 if files < MANY else max(2, processors()))

    def read(self, files: Sequence[str]) -> Generator[FileRead, None, None]:
        """Yield what comes of each of `files`; what was read is kept even when this is stopped."""
        try:
            yield from _Run(files, self).results()
        except BaseException:
            if self.parts:
                self.parts.stopped()
            raise


class _Run:
    """One way through the files: those that are kept are passed by those that are read."""

    def __init__(self, files: Sequence[str], plan: Plan) -> None:
        self._files = files
        self._plan = plan
        # The stamps of files that were looked at and not yet yielded, each with the result of one
        # that is not read now.
        self._ahead: deque[tuple[Stamp | None, FileRead | None]] = deque()

    def results(self) -> Iterator[FileRead]:
        looked_at = ((file, *self._looked_at(file)) for file in self._files)
        for first in looked_at:
            *_, kept = first
            if kept is None:
                yield from self._mixed(chain([first], looked_at))
            else:
                # An interrupted run has mostly kept the first ones: they go out one by one.
                yield kept

    def _mixed(self, files: Iterable[_LookedAt]) -> Iterator[FileRead]:
        reading = read_many(
            self._unread(files),
            processes=self._plan.processes_for(len(self._files)),
            published=self._plan.published,
            read=_reader(self._plan.lexicon),
        )
        with contextlib.closing(reading):
            for page in reading:
                yield from self._kept()
                yield self._read(page)
            yield from self._kept()

    def _looked_at(self, file: str) -> tuple[Stamp | None, FileRead | None]:
        """Return what `file` is now, and what is kept of it; `None`: it is to be read."""
        parts = self._plan.parts
        if parts is None:
            return None, None
        # Before it is read: a file that changes meanwhile will not look the same.
        stamp = Stamp.of(file)
        return stamp, parts.take(stamp, file)

    def _unread(self, files: Iterable[_LookedAt]) -> Iterator[Page]:
        """Yield those of `files` of which nothing is kept."""
        for file, stamp, kept in files:
            if kept is not None:
                self._ahead.append((stamp, kept))
                continue
            try:
                page = page_of(file)
            except OSError as error:
                self._ahead.append((None, _unreadable(name_of(file), error)))
                continue
            self._ahead.append((stamp, None))
            yield page

    def _kept(self) -> Iterator[FileRead]:
        """Yield the results that are there before the next file that is read."""
        while self._ahead and (result := self._ahead[0][1]):
            self._ahead.popleft()
            yield result

    def _read(self, page: PageRead) -> FileRead:
        stamp, _ = self._ahead.popleft()
        doubts = page.reading.problems if page.reading else ()
        read = FileRead(page.path, page.reading, doubts, page.problems)
        if self._plan.parts:
            self._plan.parts.add(stamp, read)
        return read


def _unreadable(name: str, error: OSError) -> FileRead:
    return FileRead(name, None, (), (unreadable(name, error),))


def _reader(lexicon: Lexicon) -> Callable[..., Reading]:
    """Return what reads a page; the packaged tables need not be sent to other processes."""
    return read_news if lexicon is Lexicon.default() else partial(read_news, lexicon=lexicon)


def read_page(file: str, published: PartialDate | None, lexicon: Lexicon) -> PageRead:
    """Read one file here and now, published on the day `published` if its header tells none."""
    try:
        page = page_of(file)
    except OSError as error:
        name = name_of(file)
        return PageRead(path=name, problems=(unreadable(name, error),))
    return next(read_many([page], published=published, read=_reader(lexicon)))


__all__ = ["MANY", "Plan", "read_page"]
