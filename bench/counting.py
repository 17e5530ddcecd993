"""Two questions over a million visits, against DuckDB in memory in the same process.

usage: python bench/counting.py [VISITS]

Which twenty hosts were visited most, and which schools went to so many different hosts in a year.
DuckDB has the same visits three times: with the hosts as a list; flat, one row a host, which spares
it the unnesting; and flat with numbers in the place of ids, which no ledger has, but which is as
fast as it gets. Loading them, and what a ledger does at its first question, is told apart and once.
"""

import random
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import duckdb
from attrs import frozen

from schoolenterprise.columns import named_tables
from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Visit, unchecked
from table import Table
from timing import Timings, in_turns

FULL = 1_000_000
"""Visits of the full measurement."""
SCHOOLS, HOSTS = 1_500, 200_000
YEARS = range(2020, 2025)
YEAR = 2023
MOST = 20

OURS = "schoolenterprise"
NUMBERS, FLAT, LISTS = "DuckDB, numbers for ids", "DuckDB, one row a host", "DuckDB, lists unnested"

_TOP = "select host, count(*) as number from {} group by host order by number desc, host limit {}"
_MANY = """
    select visitor, count(distinct host) as number from {}
    where date_first >= '{}-01-01' and date_last <= '{}-12-31'
    group by visitor having number >= {}
"""
_UNNESTED = "(select visitor, date_first, date_last, unnest(hosts) as host from visits)"
_FLAT = "hosts"
_NUMBERS = "numbered"


@frozen
class Contest:
    """The same visits for everybody, and each question as each contender is asked it."""

    most_visited: Mapping[str, Callable[[], list[Any]]]
    """Name → the hosts visited most, with their counts."""
    well_connected: Mapping[str, Callable[[], list[Any]]]
    """Name → the schools with enough different hosts in the year."""
    prepared: Mapping[str, float]
    """What was prepared once → seconds that it took."""


def made_visits(number: int) -> list[Visit]:
    """Return `number` visits of 1,500 schools to one or two of 200,000 hosts, some far more often.

    Invented by chance that is the same on every run; the text of an id is one object wherever it
    stands, as it is in a ledger that was read from a file.
    """
    chance = random.Random(1)
    make = unchecked(Visit)
    schools = [f"institution:第{index}职业技术学院" for index in range(SCHOOLS)]
    hosts = [f"enterprise:第{index}科技有限公司" for index in range(HOSTS)]
    dates = [
        PartialDate(f"{year}-{month:02}-{day:02}")
        for year in YEARS
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    return [
        make(
            id=f"visit:{index}",
            date=chance.choice(dates),
            visitor=chance.choice(schools),
            hosts=tuple(
                hosts[int(HOSTS * chance.random() ** 2)] for _ in range(chance.randint(1, 2))
            ),
        )
        for index in range(number)
    ]


def contest(number: int) -> Contest:
    """Prepare everything that is not measured, for `number` visits."""
    visits = made_visits(number)
    # So many different hosts that about half of the schools have them.
    enough = round(number / len(YEARS) / SCHOOLS * 1.5)
    prepared: dict[str, float] = {}
    ledger = Ledger(visits)

    def most_visited() -> list[tuple[str, int]]:
        return list(ledger.visits.count_by("host").top(MOST))

    def well_connected() -> list[tuple[str, int]]:
        asked = ledger.visits.in_year(YEAR).count_by("visitor", distinct="host")
        return list(asked.at_least(enough).items())

    _timed(prepared, "the first question about hosts", most_visited)
    _timed(prepared, "the first question about schools, hosts and years", well_connected)
    _timed(prepared, "a table of all fields", ledger.visits.to_arrow)
    connection = _loaded(visits)

    def asked(question: str) -> list[Any]:
        answer: list[Any] = connection.sql(question).fetchall()
        return answer

    return Contest(
        most_visited={
            OURS: most_visited,
            NUMBERS: lambda: asked(_TOP.format(_NUMBERS, MOST)),
            FLAT: lambda: asked(_TOP.format(_FLAT, MOST)),
            LISTS: lambda: asked(_TOP.format(_UNNESTED, MOST)),
        },
        well_connected={
            OURS: well_connected,
            NUMBERS: lambda: asked(_MANY.format(_NUMBERS, YEAR, YEAR, enough)),
            FLAT: lambda: asked(_MANY.format(_FLAT, YEAR, YEAR, enough)),
            LISTS: lambda: asked(_MANY.format(_UNNESTED, YEAR, YEAR, enough)),
        },
        prepared=prepared,
    )


def _timed(prepared: dict[str, float], name: str, prepare: Callable[[], object]) -> None:
    start = time.perf_counter()
    prepare()
    prepared[name] = time.perf_counter() - start


def _loaded(visits: list[Visit]) -> Any:
    """Return DuckDB with the visits in tables of its own."""
    connection: Any = duckdb.connect(":memory:")
    made = named_tables(lambda cls: visits if cls is Visit else [])
    for name in ("visits", "visit_hosts"):
        connection.register(f"arrow_{name}", made[name]())
    connection.execute(
        "create table visits as select id, visitor, date_first, date_last, hosts from arrow_visits"
    )
    connection.execute(
        f"create table {_FLAT} as select visitor, date_first, date_last, host"
        " from arrow_visit_hosts join visits on visit = id"
    )
    connection.execute(
        f"create table {_NUMBERS} as select date_first, date_last,"
        f" (dense_rank() over (order by visitor))::integer as visitor,"
        f" (dense_rank() over (order by host))::integer as host from {_FLAT}"
    )
    return connection


def tables(*, number: int = FULL, seconds: float) -> list[Table]:
    """Measure, and tell in a table for each question, and one of what is prepared once."""
    prepared = contest(number)
    most = in_turns(prepared.most_visited, seconds=seconds / 2)
    connected = in_turns(prepared.well_connected, seconds=seconds / 2)
    return [
        _table(f"The {MOST} hosts visited most: {number:,} visits", most),
        _table(f"Schools with many different hosts in {YEAR}: {number:,} visits", connected),
        Table(
            title=f"Prepared once, for {number:,} visits",
            head=("what", "seconds", "a visit"),
            rows=[
                (name, f"{taken:.2f}", f"{taken / number * 1e6:.2f} µs")
                for name, taken in prepared.prepared.items()
            ],
        ),
    ]


def _table(title: str, times: Timings) -> Table:
    rows = [
        (
            name,
            f"{times.median(name) * 1e3:.1f} ms",
            f"{times.times_as_long(OURS, name):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"{title}, {times.rounds} rounds",
        head=("contender", "takes", "ours/it", "spread"),
        rows=rows,
        notes=("ours/it: how many times as long as it ours takes. Lower is better for us.",),
    )


def main(number: str = str(FULL)) -> None:
    """Measure with so many visits and print the tables."""
    for table in tables(number=int(number), seconds=20):
        print(f"{table}\n", flush=True)


__all__ = ["Contest", "contest", "made_visits", "tables"]

if __name__ == "__main__":
    main(*sys.argv[1:])
