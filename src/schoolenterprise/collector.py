"""Pausing the garbage collector while many objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the cyclic garbage collector from running inside the block.

    Reading and indexing make many objects and no cycles; the collector would walk all of them again
    and again, which takes as long as the work itself. It is paused for the whole process, and runs
    again afterwards, whatever happens, unless it was off before.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


__all__ = ["collector_paused"]
