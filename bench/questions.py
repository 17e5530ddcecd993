"""A ledger of up to a million visits: what it costs to hold, to index, to ask and to merge.

usage: python bench/questions.py [VISITS]
       python bench/questions.py held VISITS      bytes that a ledger with its indexes takes

Indexes are made when a question first needs them: that is told as the cost of the first question,
a record and field, at growing sizes, so that growth shows. Point questions are asked afterwards.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
from statistics import median

from counting import HOSTS, SCHOOLS, YEAR, made_visits
from fresh import fresh_python
from memory import resident_bytes
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Institution, Record, evolve, unchecked
from table import Table

FULL = 1_000_000
"""Visits of the full measurement."""
MERGED = 100_000
"""Records of each of the two ledgers that are merged; half of them are in both."""

SCHOOL, FIRM = "第7职业技术学院", "第500科技有限公司"


def made_records(number: int) -> list[Record]:
    """Return `number` visits behind records of the 1,500 schools and 200,000 firms in them."""
    school, firm = unchecked(Institution), unchecked(Enterprise)
    schools = [f"第{index}职业技术学院" for index in range(SCHOOLS)]
    firms = [f"第{index}科技有限公司" for index in range(min(HOSTS, number))]
    return [
        *(school(id=f"institution:{name}", name=name) for name in schools),
        *(firm(id=f"enterprise:{name}", name=name) for name in firms),
        *made_visits(number),
    ]


FIRST_QUESTIONS: Mapping[str, tuple[str, Callable[[Ledger], object]]] = {
    "visits by visitor": (
        "visits",
        lambda ledger: ledger.visits.by(f"institution:{SCHOOL}").first(),
    ),
    "visits by host": ("visits", lambda ledger: ledger.visits.to(f"enterprise:{FIRM}").first()),
    "visits by year": ("visits", lambda ledger: len(ledger.visits.in_year(YEAR))),
    "firms by name": ("organizations", lambda ledger: ledger.organization(FIRM)),
    "everything in any role": ("", lambda ledger: ledger.referrers(f"institution:{SCHOOL}")),
}
"""What is asked for the first time → whose records it looks at, each once, and what asks it."""


def building(sizes: tuple[int, ...]) -> Table:
    """Tell the cost of adding and of each first question, a record, at growing sizes."""
    columns = {f"{size:,}": _first_costs(size) for size in sizes}
    first, last = columns[f"{sizes[0]:,}"], columns[f"{sizes[-1]:,}"]
    rows = [
        (
            name,
            *(f"{costs[name] * 1e6:.2f} µs" for costs in columns.values()),
            f"{last[name] / first[name]:.2f}",
        )
        for name in first
    ]
    return Table(
        title="A record added, and the first question about a field, a record looked at",
        head=("what", *(f"{name} visits" for name in columns), "last/first"),
        rows=rows,
        notes=(
            "last/first: 1 when the cost grows with the number of records alone; beyond, memory no"
            " longer lies in the processor's cache.",
            "A visit has one or two hosts; the last row looks at every reference of every record.",
        ),
    )


def _first_costs(size: int) -> dict[str, float]:
    """Return the seconds a record of everything that is done once, best of some ledgers."""
    records = made_records(size)
    costs: dict[str, float] = {}
    for _ in range(max(1, min(20, 200_000 // size))):
        gc.collect()
        start = time.perf_counter()
        ledger = Ledger(records)
        _keep_best(costs, "adding a record", start, len(ledger))
        looked_at = {
            "visits": len(ledger.visits),
            "organizations": len(ledger.organizations),
            "": len(ledger),
        }
        for name, (whose, ask) in FIRST_QUESTIONS.items():
            start = time.perf_counter()
            ask(ledger)
            _keep_best(costs, name, start, looked_at[whose])
    return costs


def _keep_best(costs: dict[str, float], name: str, start: float, records: int) -> None:
    taken = (time.perf_counter() - start) / records
    costs[name] = min(taken, costs.get(name, taken))


POINTS: Mapping[str, Callable[[Ledger], object]] = {
    "a record by its id": lambda ledger: ledger[f"institution:{SCHOOL}"],
    "an organization by its name": lambda ledger: ledger.organization(FIRM),
    "visits of a firm, all": lambda ledger: tuple(ledger.visits.to(FIRM)),
    "visits of a school, the first": lambda ledger: ledger.visits.by(SCHOOL).first(),
    "visits of a school to a firm": lambda ledger: len(ledger.visits.by(SCHOOL).to(FIRM)),
    "visits of a firm in a year": lambda ledger: len(ledger.visits.to(FIRM).in_year(YEAR)),
    "visits of a school in a year": lambda ledger: len(ledger.visits.by(SCHOOL).in_year(YEAR)),
    "partners of a firm": lambda ledger: ledger.partners(FIRM),
    "timeline of a firm": lambda ledger: ledger.timeline(FIRM),
}
"""Point question → what asks it."""


def points(number: int, *, rounds: int = 200) -> Table:
    """Tell how long point questions take once their indexes are there."""
    ledger = Ledger(made_records(number))
    rows = []
    for name, ask in POINTS.items():
        ask(ledger)
        taken = sorted(_seconds_of(ask, ledger) for _ in range(rounds))
        rows.append((name, f"{median(taken) * 1e3:.3f} ms", f"{taken[-rounds // 20] * 1e3:.3f} ms"))
    return Table(
        title=f"Point questions to {number:,} visits, {rounds} rounds",
        head=("question", "median", "slowest 5 %"),
        rows=rows,
        notes=("The answer is walked to its end, but for 'the first'.",),
    )


def _seconds_of(ask: Callable[[Ledger], object], ledger: Ledger) -> float:
    start = time.perf_counter()
    ask(ledger)
    return time.perf_counter() - start


def merging(sizes: tuple[int, ...]) -> Table:
    """Tell how long two ledgers take to become one, half of each being in both."""
    rows = []
    for size in sizes:
        visits = made_visits(size * 3 // 2)
        own, other = visits[:size], [evolve(each) for each in islice(visits, size // 2, None)]
        taken = []
        for _ in range(5):
            ledger, beside = Ledger(own), Ledger(other)
            gc.collect()
            start = time.perf_counter()
            ledger.merge(beside)
            taken.append(time.perf_counter() - start)
        each = median(taken) / size * 1e6
        rows.append((f"{size:,} and {size:,}", f"{median(taken):.3f} s", f"{each:.2f} µs"))
    return Table(
        title="Two ledgers merged, half of each being in both, 5 rounds",
        head=("records", "takes", "a record"),
        rows=rows,
        notes=("A record: the same at every size when the cost is linear.",),
    )


def _held(number: int) -> dict[str, float | None]:
    """Return the bytes a record that records, a ledger of them and its indexes take."""
    made_records(1_000)
    start = resident_bytes()
    records = made_records(number)
    made = resident_bytes()
    ledger = Ledger(records)
    size = len(records)
    del records
    gc.collect()
    added = resident_bytes()
    for _, ask in FIRST_QUESTIONS.values():
        ask(ledger)
    gc.collect()
    asked = resident_bytes()
    if start is None or made is None or added is None or asked is None:
        return {"records": None, "ledger": None, "indexes": None}
    return {
        "records": (made - start) / size,
        "ledger": (added - start) / size,
        "indexes": (asked - start) / size,
    }


def holding(number: int) -> Table:
    """Tell the bytes that a record takes: alone, in a ledger, and in one with every index."""
    with fresh_python() as run:
        told = json.loads(run(__file__, "held", str(number)))
    names = {
        "records": "the record and its texts",
        "ledger": "in a ledger",
        "indexes": "in a ledger that was asked every first question above",
    }
    rows = [
        (name, "not told" if told[key] is None else f"{told[key]:,.0f} B")
        for key, name in names.items()
    ]
    return Table(
        title=f"Memory of one record of {number:,} visits and what they name, resident",
        head=("a record", "bytes"),
        rows=rows,
    )


def tables(number: int = FULL) -> list[Table]:
    """Measure everything with up to `number` visits."""
    sizes = tuple(each for each in (1_000, 10_000, 100_000, FULL) if each <= number)
    merged = tuple(each for each in (1_000, 10_000, MERGED) if each <= number)
    return [building(sizes), points(number), merging(merged), holding(number)]


def main(*arguments: str) -> None:
    """Measure, and print tables, or the bytes as JSON."""
    if arguments[:1] == ("held",):
        print(json.dumps(_held(int(arguments[1]))))
        return
    for table in tables(*map(int, arguments)):
        print(f"{table}\n", flush=True)


__all__ = ["building", "holding", "made_records", "merging", "points", "tables"]

if __name__ == "__main__":
    main(*sys.argv[1:])
