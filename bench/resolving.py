"""Resolving: seconds for ledgers of organizations, tenfold from one to the next.

usage: python bench/resolving.py [NAMES]

A third of the names are full ones of firms and schools, the rest short forms of them; a tenth of
the full names share one 字号, as thousands of firms do.
"""

import random
import sys
import time

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Institution, Organization
from schoolenterprise.resolve import resolve
from table import Table

FULL = 100_000
"""Names of the largest ledger."""
PLACES = (
    "武汉",
    "深圳市",
    "江苏",
    "杭州",
    "上海",
    "重庆市",
    "成都",
    "佛山",
    "青岛",
    "合肥",
    "长沙",
    "宁波",
)
TRADES = (
    "精密模具",
    "智能装备",
    "生物科技",
    "电子科技",
    "信息技术",
    "食品",
    "重型车辆",
    "环保科技",
    "物流",
)
SHARED = "华星"
_FIRST, _LAST = 0x4E00, 0x9FA5


def made_organizations(number: int) -> list[Organization]:
    """Return about `number` organizations, invented by chance that is the same on every run."""
    chance = random.Random(1)
    found: dict[str, Organization] = {}
    while len(found) < number:
        for record in _school(chance) if chance.random() < 0.1 else _firm(chance):
            found[record.id] = record
    return list(found.values())


def _firm(chance: random.Random) -> list[Organization]:
    brand = SHARED if chance.random() < 0.1 else _brand(chance)
    place, trade = chance.choice(PLACES), chance.choice(TRADES)
    names = [f"{place}{brand}{trade}有限公司", brand + trade, brand + trade[-2:]]
    if brand == SHARED:
        names = [f"{place}{brand}{_brand(chance)}{trade}有限公司", brand + _brand(chance)]
    return [Enterprise(name=name) for name in names]


def _school(chance: random.Random) -> list[Organization]:
    brand = _brand(chance)
    return [Institution(name=name) for name in (f"{brand}职业技术学院", f"{brand}职院")]


def _brand(chance: random.Random) -> str:
    return chr(chance.randint(_FIRST, _LAST)) + chr(chance.randint(_FIRST, _LAST))


def seconds_for(number: int) -> tuple[float, int]:
    """Return the processor seconds that resolving so many takes, and the merges found."""
    ledger = Ledger(made_organizations(number))
    start = time.process_time()
    resolution = resolve(ledger)
    return time.process_time() - start, len(resolution.merges)


def table(*, names: int) -> Table:
    """Measure a hundredth, a tenth and all of `names`."""
    seconds_for(100)
    sizes = (names // 100, names // 10, names)
    measured = [(size, *seconds_for(size)) for size in sizes]
    rows = [
        (f"{size:,}", f"{seconds:.2f}", f"{seconds / size * 1e6:.0f}", f"{merges:,}")
        for size, seconds, merges in measured
    ]
    return Table(
        title="Resolving ledgers of organizations, one process",
        head=("organizations", "CPU s", "µs each", "merges"),
        rows=rows,
        notes=("µs each: flat when the time grows as the names do.",),
    )


__all__ = ["made_organizations", "seconds_for", "table"]

if __name__ == "__main__":
    print(table(names=int(sys.argv[1]) if len(sys.argv) > 1 else FULL))
