"""Records as a network for networkx: organizations, and what brings them together."""

from collections.abc import Iterable
from typing import Any

from schoolenterprise.errors import optional
from schoolenterprise.model import Official, Organization, Record
from schoolenterprise.query._dates import date_of
from schoolenterprise.query._partners import name_of
from schoolenterprise.query._store import Store
from schoolenterprise.query._ties import pairs


def to_networkx(store: Store, records: Iterable[Record]) -> Any:
    """Return a `networkx.MultiDiGraph` of what `records` bring together.

    Nodes are ids, with `name` and `type`; an edge is one record between two of them, with the id
    of the record as its key and its `type` and `date` (EDTF, or `None`). An edge leads from who
    acts: a visitor, a school that places students. Between equals (parties, partners) it leads
    from the one that the record names first. A person has an edge to each organization of a post,
    an organization one to its parent.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    networkx = optional("networkx", "graph")
    graph = networkx.MultiDiGraph()
    for record in records:
        if isinstance(record, Organization | Official):
            _add_node(graph, store, record.id)
        for first, second in _edges(record, store):
            _add_node(graph, store, first)
            _add_node(graph, store, second)
            date = date_of(record)
            about = {"type": type(record).__name__, "date": date.edtf if date else None}
            graph.add_edge(first, second, key=record.id, **about)
    return graph


def _edges(record: Record, store: Store) -> Iterable[tuple[str, str]]:
    if isinstance(record, Official):
        return ((record.id, each) for each in record.organizations)
    if isinstance(record, Organization):
        return ((record.id, record.parent),) if record.parent else ()
    return pairs(record, store.records)


def _add_node(graph: Any, store: Store, identifier: str) -> None:
    if identifier not in graph:
        record = store.records.get(identifier)
        name = record.name if isinstance(record, Official) else name_of(store, identifier)
        graph.add_node(identifier, name=name, type=type(record).__name__ if record else None)


__all__ = ["to_networkx"]
