"""The tables that SQL sees: their names, and what each is made from; nothing is made here."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from schoolenterprise.columns._links import LINK_TABLES, LinkTable
from schoolenterprise.columns._tables import arrow_table
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Enterprise,
    Event,
    IndustryCollege,
    Institution,
    Official,
    Organization,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)

RECORD_TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {
        "sources": Source,
        "organizations": Organization,
        "institutions": Institution,
        "enterprises": Enterprise,
        "officials": Official,
        "programs": Program,
        "visits": Visit,
        "agreements": Agreement,
        "industry_colleges": IndustryCollege,
        "arrangements": Arrangement,
        "appointments": Appointment,
        "placements": Placement,
        "events": Event,
        "counts": Count,
    }
)
"""Name of each table of records → their class; `organizations` holds schools and firms as well."""


def named_tables(
    records_of: Callable[[type[Record]], Sequence[Record]],
) -> dict[str, Callable[[], Any]]:
    """Return for `sql` every table by its name: those of `RECORD_TABLES` and of `LINK_TABLES`.

    Args:
        records_of: gives the records of a class, those of the classes made from it included.

    >>> from schoolenterprise.columns import sql
    >>> programs = [Program(name="访企拓岗")]
    >>> tables = named_tables(lambda cls: programs if cls is Program else [])
    >>> sql(tables, "select count(*) as number from programs").to_pylist()
    [{'number': 1}]
    """
    made: dict[str, Callable[[], Any]]
    made = {name: partial(_records, records_of, cls) for name, cls in RECORD_TABLES.items()}
    links = {name: partial(_links, records_of, table) for name, table in LINK_TABLES.items()}
    return made | links


def _records(records_of: Callable[[type[Record]], Sequence[Record]], cls: type[Record]) -> Any:
    return arrow_table(cls, records_of(cls))


def _links(records_of: Callable[[type[Record]], Sequence[Record]], table: LinkTable) -> Any:
    return table.of(records_of(table.cls))


__all__ = ["RECORD_TABLES", "named_tables"]
