"""Flat tables made from lists inside records, where SQL would have to unnest; no others."""

from collections.abc import Sequence
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

from attrs import evolve, frozen

from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._tables import table_of
from schoolenterprise.columns._types import value_columns
from schoolenterprise.columns._values import column_of
from schoolenterprise.model import (
    Agreement,
    Arrangement,
    IndustryCollege,
    Official,
    Placement,
    Visit,
    shapes,
)


@frozen
class LinkTable:
    """A table with one row for each item of a list that records hold."""

    cls: type
    """Class of the records."""
    field: str
    """Their field, which holds a tuple."""
    owner: str
    """Column with the id of the record."""
    item: str = ""
    """Column with the item; empty: the item has fields, and each is a column."""

    def of(self, records: Sequence[Any]) -> Any:
        """Return the `pyarrow.Table`: owner, what the item says, `position` counted from 0."""
        pa = arrow()
        held = list(map(attrgetter(self.field), records))
        items = list(chain.from_iterable(held))
        owners = chain.from_iterable(
            repeat(each.id, len(own)) for each, own in zip(records, held, strict=True)
        )
        positions = list(chain.from_iterable(map(range, map(len, held))))
        table = self._items(items)
        table = table.add_column(0, self.owner, pa.array(owners, pa.string()))
        return table.append_column("position", pa.array(positions, pa.int32()))

    def _items(self, items: Sequence[Any]) -> Any:
        shape = shapes(self.cls)[self.field]
        if not self.item:
            return table_of(value_columns(shape.type), items)
        return arrow().table({self.item: column_of(evolve(shape, many=False), items)})


LINK_TABLES = {
    "visit_hosts": LinkTable(Visit, "hosts", "visit", "host"),
    "agreement_parties": LinkTable(Agreement, "parties", "agreement", "party"),
    "industry_college_partners": LinkTable(
        IndustryCollege, "partners", "industry_college", "partner"
    ),
    "arrangement_partners": LinkTable(Arrangement, "partners", "arrangement", "partner"),
    "placement_hosts": LinkTable(Placement, "hosts", "placement", "host"),
    "official_posts": LinkTable(Official, "posts", "official"),
}
"""Name of each table → what it is made from."""

__all__ = ["LINK_TABLES", "LinkTable"]
