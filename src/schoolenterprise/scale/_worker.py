"""A process that reads: what runs in it, and how it is started, asked, heard and ended."""

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection

from schoolenterprise.scale._batch import Batch
from schoolenterprise.scale._job import Job
from schoolenterprise.scale._wire import pack

STARTING = 60.0
"""Seconds within which a process must have begun."""
AHEAD = 4_096
"""A second batch is sent while the first is read only when it has no more bytes than so many.

Any pipe takes so many at once: this process never waits for one that waits for it.
"""

_READY = b"ready"
_ENDING = 5.0
# Objects beyond those that are gone again; runs of the young before the middle-aged are looked at.
_RARELY = (20_000, 20, 20)
_OUT_OF_MEMORY = 70

# One way of starting on every system, and one that is safe where threads run.
_PROCESSES = multiprocessing.get_context("spawn")


class Worker:
    """One process that reads, as the process that asks it sees it."""

    def __init__(self, job: bytes, patience: float) -> None:
        self.batches: deque[Batch] = deque()
        """What it has been sent and not yet answered, in this order."""
        self.is_ready = False
        """Whether it has begun."""
        self.connection, theirs = _PROCESSES.Pipe()
        self._patience = patience
        self._heard = time.monotonic()
        self._process = _PROCESSES.Process(
            target=_work, args=(job, theirs), name="schoolenterprise-reader", daemon=True
        )
        with _interrupts_held():
            self._process.start()
        # That its end is closed shows that a worker is gone, so nobody else may hold it.
        theirs.close()

    def takes(self, data: bytes) -> bool:
        """Whether a batch of these bytes can be sent now."""
        few = not self.batches or (len(self.batches) == 1 and len(data) <= AHEAD)
        return self.is_ready and few

    def send(self, batch: Batch, data: bytes) -> None:
        """Send `batch`; if the worker is gone, that shows when it is heard next."""
        if not self.batches:
            self._heard = time.monotonic()
        self.batches.append(batch)
        with contextlib.suppress(OSError):
            self.connection.send_bytes(data)

    def hear(self) -> None:
        """Take what the worker says: that it has begun, or the answer to its first batch.

        Raises:
            EOFError: it is gone.
            OSError: likewise.
        """
        data = self.connection.recv_bytes()
        self._heard = time.monotonic()
        if self.is_ready:
            self.batches.popleft().answer = data
        self.is_ready = True

    @property
    def seconds_left(self) -> float | None:
        """Seconds after which it is overdue; `None`: nothing is expected of it."""
        if self.is_ready and not self.batches:
            return None
        allowed = self._patience if self.is_ready else STARTING
        return max(0.0, self._heard + allowed - time.monotonic())

    def how_it_went(self) -> str:
        """Return in words how a worker that is gone has ended."""
        # Its pipe closes a moment before it has ended.
        self._process.join(_ENDING)
        return _in_words(self._process.exitcode)

    def end(self) -> None:
        """End the process, which has nothing to keep."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: the one that asks ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _in_words(code: int | None) -> str:
    if code is None:
        return "silent"
    if code == _OUT_OF_MEMORY:
        return "out of memory"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _work(pickled_job: bytes, connection: Connection) -> None:
    """Answer batches until there is nobody to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    job = pickle.loads(pickled_job)
    with contextlib.suppress(EOFError, OSError):
        connection.send_bytes(_READY)
        _answer(job, connection)
        _collect_less()
        while True:
            _answer(job, connection)


def _collect_less() -> None:
    """Spare the garbage collector what stays: the tables, which the first page has loaded.

    A page makes thousands of objects and hardly a cycle; looking for one takes time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RARELY)


def _answer(job: Job, connection: Connection) -> None:
    pages = pickle.loads(connection.recv_bytes())
    try:
        answer = pack([job(page) for page in pages])
    except MemoryError:
        # What is left may be broken; the page is tried again in a process of its own.
        os._exit(_OUT_OF_MEMORY)
    connection.send_bytes(answer)


__all__ = ["Worker"]
