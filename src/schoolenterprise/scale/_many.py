"""`read_many`: pages in, their readings out in the same order; the processes are in `_pool`.

Workers are started by `spawn` on every system: `fork` is unsafe where threads run, and would hand
a worker the pipes of its neighbours, so that nobody notices when one is gone.
"""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from importlib import import_module
from types import ModuleType

from schoolenterprise.dates import PartialDate
from schoolenterprise.reader import Reading, read_news
from schoolenterprise.scale._page import Named, Page, PageRead, named


def read_many(
    pages: Iterable[Page],
    *,
    processes: int | None = 1,
    published: str | PartialDate | None = None,
    read: Callable[..., Reading] = read_news,
    patience: float = 60,
    tries: int = 2,
) -> Generator[PageRead, None, None]:
    """Yield what comes of each of `pages`, in their order, in memory for a bounded number of them.

    A page that cannot be read is told of among the problems of its `PageRead` and never ends the
    stream; `pages` may be endless. With several processes a page that kills its worker, or keeps
    it from answering, is tried again by itself, then named and passed over. Closing the generator
    ends the workers. They are started anew (`spawn`), so a script that asks for several keeps its
    own work under `if __name__ == "__main__":`.

    Args:
        pages: paths of files, which may open with TITLE:, URL: and PUBLISHED:; or pairs of a name
            and the text, or the bytes, of such a file.
        processes: how many read; 1: this one, without workers; `None`: one for each processor.
        published: day of publication of pages whose header names none, as EDTF or `PartialDate`.
        read: what reads a page, called as `read_news` is; a function of a module that workers can
            import, or `functools.partial` of one.
        patience: seconds after which a worker that does not answer is ended; infinite: never.
        tries: how many workers a page may kill by itself before it is passed over.

    Raises:
        InvalidValueError: at once, when an argument is not as told above; when it is reached, for
            an item of `pages` that is none.
        WorkerError: when workers are needed and cannot be started.

    >>> for page in read_many([("a", "3月5日，星川职业技术学院校长何静走访蓝海公司。"), "no.txt"]):
    ...     print(page.path, len(page.reading or ()), *page.problems)
    a 5
    no.txt 0 no.txt: found nothing at this path, expected a file or a folder
    """
    number = processors() if processes is None else processes
    _module("_arguments").refuse(pages, number, read, patience, tries)
    job = _module("_job").job_of(read, published)
    rest = map(named, pages)
    made: Generator[PageRead, None, None] = (
        _one_by_one(job, rest)
        if number == 1
        else _module("_pool").opened(job, rest, number, patience, tries)
    )
    return made


def _module(name: str) -> ModuleType:
    """Return a module of this room that is loaded when it is needed: importing stays cheap."""
    return import_module(f"schoolenterprise.scale.{name}")


def _one_by_one(
    job: Callable[[Named], PageRead], pages: Iterator[Named]
) -> Generator[PageRead, None, None]:
    for page in pages:
        yield job(page)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


__all__ = ["processors", "read_many"]
