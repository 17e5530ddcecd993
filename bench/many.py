"""Many pages: two processes against one, and the memory that a long stream takes.

usage: python bench/many.py [PAGES]

With a number, a hundred thousand if it is left out, it prints the memory after a thousand pages and
after so many; `bench/run.py many` measures the speed as well, and the memory of a shorter stream.
"""

import itertools
import json
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from fresh import fresh_python
from sample import GIVEN, PLACES, SCHOOLS, SURNAMES
from schoolenterprise import read_many
from table import Table

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FULL = 100_000
"""Pages of the longest stream."""
MARK = 1_000
"""After so many pages everything that stays is there."""
WARM = 300
"""So many pages come before the clock starts, so that the workers run."""

_PAGES_HELD = "/proc/{}/statm"
_PAGE = 4096


@frozen
class Held:
    """Bytes that the processes of a stream hold."""

    reader: int
    """The one that asks."""
    workers: int
    """The workers together."""


def seconds_for(pages: int, *, processes: int) -> float:
    """Return the seconds that reading so many of the seeds takes in a stream without an end.

    A stream that runs on has as much work under way when the clock stops as when it starts.
    """
    files = itertools.cycle(sorted(SEEDS.glob("*.txt")))
    stream = read_many(files, processes=processes)
    for _ in itertools.islice(stream, WARM):
        pass
    start = time.perf_counter()
    records = sum(len(page.reading or ()) for page in itertools.islice(stream, pages))
    taken = time.perf_counter() - start
    stream.close()
    if not records:
        raise ValueError(f"{SEEDS}: found no record, expected some in every page")
    return taken


def short_pages(number: int) -> Iterator[tuple[str, str]]:
    """Yield so many different pages of one sentence, by chance that is the same on every run."""
    chance = random.Random(1)
    for serial in range(number):
        name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        firm = f"{chance.choice(PLACES)}{chance.choice(GIVEN)}{chance.choice(GIVEN)}科技有限公司"
        day = f"2022年{serial % 12 + 1}月{serial % 28 + 1}日"
        yield str(serial), f"{day},{chance.choice(SCHOOLS)}校长{name}走访{firm},第{serial + 1}次。"


def held() -> Held | None:
    """Return what this process and its workers hold; `None` where the system does not tell."""
    if not Path(_PAGES_HELD.format("self")).exists():
        return None
    workers = (_resident(each.pid) for each in multiprocessing.active_children())
    return Held(_resident("self"), sum(workers))


def _resident(process: object) -> int:
    return int(Path(_PAGES_HELD.format(process)).read_text().split()[1]) * _PAGE


def growth(number: int) -> list[Held | None]:
    """Return what is held after `MARK` pages and after `number`, in two workers."""
    found = []
    for count, _ in enumerate(read_many(short_pages(number), processes=2), 1):
        if count in (MARK, number):
            found.append(held())
    return found


def grown_in_a_fresh_process(number: int) -> list[Held | None]:
    """Return what `growth` does, undisturbed by what this process holds already."""
    with fresh_python() as run:
        told = json.loads(run(__file__, str(number), "json"))
    return [Held(*each) if each else None for each in told]


def tables(*, pages: int, rounds: int, grown: int) -> list[Table]:
    """Measure, and tell in a table for each question."""
    taken = {1: list[float](), 2: list[float]()}
    for turn in range(rounds):
        for processes in (1, 2) if turn % 2 else (2, 1):
            taken[processes].append(seconds_for(pages, processes=processes))
    return [_speed_table(taken, pages), memory_table(grown_in_a_fresh_process(grown), grown)]


def _speed_table(taken: dict[int, list[float]], pages: int) -> Table:
    rows = [
        (
            str(processes),
            f"{pages / statistics.median(seconds):,.0f}",
            f"{_times_as_fast(seconds, taken[1]):.2f}",
            f"{max(seconds) / min(seconds):.2f}",
        )
        for processes, seconds in taken.items()
    ]
    return Table(
        title=f"Reading {pages:,} pages of seeds/ from their files, {len(taken[1])} rounds",
        head=("processes", "pages/s", "times one", "slowest/fastest"),
        rows=rows,
        notes=(
            "times one: how many times as fast as one process. Higher is better; 2 would be all.",
            "slowest/fastest: far from 1 when the machine was busy with something else.",
        ),
    )


def _times_as_fast(seconds: Sequence[float], base: Sequence[float]) -> float:
    pairs = zip(seconds, base, strict=True)
    return statistics.median(theirs / own for own, theirs in pairs)


def memory_table(found: Sequence[Held | None], number: int) -> Table:
    """Return what is held after `MARK` pages and after `number` as a table."""
    first = found[0]
    rows = [
        (
            f"{count:,}",
            f"{each.reader / 2**20:,.1f} MiB" if each else "not told",
            f"{each.workers / 2**20:,.1f} MiB" if each else "not told",
            f"{_total(each) / _total(first):.2f}" if each and first else "",
        )
        for count, each in zip((MARK, number), found, strict=True)
    ]
    return Table(
        title="Memory of a stream in two workers, short pages",
        head=("after pages", "who asks", "workers", "times the first"),
        rows=rows,
        notes=("Each page is another one. 1.00 is flat.",),
    )


def _total(each: Held) -> int:
    return each.reader + each.workers


def main(number: str = str(FULL), form: str = "") -> None:
    """Measure the memory in this process; print a table, or JSON for a process that asks."""
    found = growth(int(number))
    if form == "json":
        print(json.dumps([each and (each.reader, each.workers) for each in found]))
    else:
        print(memory_table(found, int(number)))


__all__ = ["Held", "growth", "held", "seconds_for", "short_pages", "tables"]

if __name__ == "__main__":
    main(*sys.argv[1:])
