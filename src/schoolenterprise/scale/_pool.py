"""Workers that read a stream of pages together and survive each of them; the order is kept.

- Pages travel in small batches, for a message costs as much as a short page. The first batches are
  smaller, so that few pages are shared out as well.
- What is out or answered and not yet yielded is bounded, so a slow first page halts the others in
  the end instead of filling the memory.
- A worker that is gone was busy with the first batch that it has not answered; see `Batch.lost`.
"""

import pickle
from collections import deque
from collections.abc import Generator, Iterator
from itertools import islice
from multiprocessing import current_process
from multiprocessing.connection import wait

from schoolenterprise.errors import InvalidValueError, WorkerError
from schoolenterprise.scale._batch import Batch
from schoolenterprise.scale._job import Job
from schoolenterprise.scale._page import Named, PageRead
from schoolenterprise.scale._worker import Worker

LARGEST_BATCH = 32
"""Pages that travel together at most."""
WINDOW = 4
"""Batches for each process that are under way, or answered and not yet yielded, at most."""
LONGEST_WAIT = 3600.0
"""Seconds after which it is looked anew, for no system waits for ever so long."""
STARTS = 3
"""How often in a row a worker may end before it has begun."""


def opened(
    job: Job, pages: Iterator[Named], processes: int, patience: float, tries: int
) -> Generator[PageRead, None, None]:
    """Return the stream of what comes of `pages`, in their order; see `read_many`.

    Raises:
        InvalidValueError: at once, when `job` cannot travel.
    """
    return _stream(_pickled(job), pages, processes, patience, tries)


def _pickled(job: Job) -> bytes:
    try:
        return pickle.dumps(job)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        advice = "a function of a module, or functools.partial of one"
        raise InvalidValueError(f"read: found {job.read!r}, expected {advice} ({error})") from None


def _stream(
    job: bytes, pages: Iterator[Named], processes: int, patience: float, tries: int
) -> Generator[PageRead, None, None]:
    if current_process().daemon:
        raise WorkerError("processes: found a worker that asks for workers, expected 1 in a worker")
    pool = _Pool(job, pages, processes, patience, tries)
    try:
        while pool.has_more():
            pool.hand_out()
            pool.listen()
            yield from pool.next_results()
        pool.raise_what_ended_the_pages()
    finally:
        pool.end()


class _Pool:
    """The workers, and the batches in the order of their pages."""

    def __init__(
        self, job: bytes, pages: Iterator[Named], processes: int, patience: float, tries: int
    ) -> None:
        self._job, self._patience, self._tries = job, patience, tries
        self._processes = processes
        self._pages = pages
        self._ended = False
        self._fault: Exception | None = None
        self._taken = 0
        self._order: deque[Batch] = deque()
        self._waiting: deque[Batch] = deque()
        self._workers: list[Worker] = []
        self._failed_starts = 0

    def has_more(self) -> bool:
        """Whether there is a page that was not yielded."""
        if not self._order:
            self._take()
        return bool(self._order)

    def hand_out(self) -> None:
        """Take pages up to the bound, and send them for as long as a worker takes them."""
        self._take_enough()
        while self._waiting:
            data = self._waiting[0].question()
            worker = self._free_worker(data)
            if worker is None:
                return
            worker.send(self._waiting.popleft(), data)
            self._take_enough()

    def listen(self) -> None:
        """Take the answers that are there; wait for one when nothing can be yielded before."""
        times = [left for each in self._workers if (left := each.seconds_left) is not None]
        seconds = 0 if self._order[0].is_answered else min(times, default=LONGEST_WAIT)
        connections = [worker.connection for worker in self._workers]
        ready = wait(connections, min(seconds, LONGEST_WAIT))
        for worker in list(self._workers):
            if worker.connection in ready:
                self._hear(worker)
            elif worker.seconds_left == 0:
                self._bury(worker, f"no answer in {self._patience:g} seconds")

    def next_results(self) -> Iterator[PageRead]:
        """Yield what came of the next batch, if it is known."""
        if self._order[0].is_answered:
            yield from self._order.popleft().results()

    def raise_what_ended_the_pages(self) -> None:
        """Raise the exception that taking a page raised, if one did."""
        if self._fault is not None:
            raise self._fault

    def end(self) -> None:
        """End every worker."""
        while self._workers:
            self._workers.pop().end()

    def _take_enough(self) -> None:
        """Take batches until one waits for each worker, or the bound is reached."""
        bound = self._processes * WINDOW
        while len(self._waiting) < self._processes and len(self._order) < bound and self._take():
            pass

    def _take(self) -> bool:
        """Take the next batch of pages; whether there was one."""
        if self._ended:
            return False
        number = min(LARGEST_BATCH, 1 + self._taken // self._processes)
        some: list[Named] = []
        try:
            # One by one, so that those before a fault are kept.
            for page in islice(self._pages, number):
                some.append(page)
        except Exception as fault:
            # The pages before it are yielded first.
            self._fault = fault
        self._ended = len(some) < number
        if some:
            self._taken += 1
            self._order.append(Batch(some))
            self._waiting.append(self._order[-1])
        return bool(some)

    def _free_worker(self, data: bytes) -> Worker | None:
        """Return the worker that has least to do; `None`: all are busy, or a new one must begin."""
        takers = [worker for worker in self._workers if worker.takes(data)]
        idle = min(takers, key=lambda worker: len(worker.batches), default=None)
        if idle is not None and not idle.batches:
            return idle
        beginning = sum(not worker.is_ready for worker in self._workers)
        if len(self._workers) < self._processes and beginning < len(self._waiting):
            self._workers.append(Worker(self._job, self._patience))
        return idle

    def _hear(self, worker: Worker) -> None:
        try:
            worker.hear()
        except (EOFError, OSError):
            self._bury(worker, worker.how_it_went())
        else:
            self._failed_starts = 0

    def _bury(self, worker: Worker, how: str) -> None:
        """Part with a worker that is gone or overdue; what it had not answered waits again."""
        self._workers.remove(worker)
        worker.end()
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                raise WorkerError(_NO_START.format(how=how))
        batches = list(worker.batches)
        if batches:
            batches[:1] = batches[0].lost(how, self._tries)
        self._waiting.extendleft(reversed(batches))


_NO_START = (
    "worker processes: found that they end before they begin ({how}), expected them to import the "
    'script that runs; put its own work under if __name__ == "__main__": or ask for one process'
)

__all__ = ["opened"]
