"""GraphML: networkx reads back the graph that the ledger makes up."""

import io
import re
from typing import Any

import networkx
from hypothesis import given, settings

from exchanged import HOSTILE, dumped, hostile_records, some_records
from schoolenterprise.dates import PartialDate
from schoolenterprise.formats.exchange import graphml
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Institution, Organization, Record, Visit

SELECTIONS = (
    "organizations",
    "officials",
    "visits",
    "agreements",
    "industry_colleges",
    "arrangements",
    "appointments",
    "placements",
    "events",
)


def graph(records: Any) -> Any:
    return networkx.read_graphml(io.BytesIO(dumped(graphml, records)), force_multigraph=True)


def unescaped(text: str) -> str:
    return re.sub(r"\\(\\|u[0-9a-f]{4})", lambda found: _character(found[1]), text)


def _character(code: str) -> str:
    return "\\" if code == "\\" else chr(int(code[1:], 16))


@settings(max_examples=80, deadline=None)
@given(some_records)
def test_every_node_and_edge(records: list[Record]) -> None:
    ledger, read = Ledger(records), graph(records)
    nodes: set[str] = set()
    edges: list[tuple[str, str, str]] = []
    for name in SELECTIONS:
        part = getattr(ledger, name).to_networkx()
        nodes |= set(part.nodes)
        edges += part.edges(keys=True)
    assert {unescaped(each) for each in read.nodes} == nodes
    found = [
        (unescaped(first), unescaped(second), unescaped(about["record"]))
        for first, second, about in read.edges(data=True)
    ]
    assert sorted(found) == sorted(edges)
    for node, about in read.nodes(data=True):
        record = ledger.get(unescaped(node))
        if isinstance(record, Organization):
            assert unescaped(about["name"]) == record.name
            assert about["type"] == type(record).__name__


def test_hostile_names_come_back() -> None:
    read = graph(hostile_records())
    names = {unescaped(about["name"]) for _, about in read.nodes(data=True)}
    assert set(HOSTILE) <= names
    assert read.number_of_edges() == 3 * len(HOSTILE)


def test_a_visit_leads_from_who_goes_to_the_host() -> None:
    school, firm = Institution(name="星川学院"), Enterprise(name="蓝海公司")
    visit = Visit(id="visit:1", date=PartialDate("2022-02~"), visitor=school.id, hosts=(firm.id,))
    read = graph([school, firm, visit])
    assert list(read.edges(keys=True, data=True)) == [
        (school.id, firm.id, "e0", {"record": "visit:1", "type": "Visit", "date": "2022-02~"})
    ]
    assert read.nodes[school.id] == {"name": "星川学院", "type": "Institution"}


def test_what_is_not_known_is_left_out() -> None:
    read = graph([Visit(id="visit:1", visitor="institution:甲", hosts=("enterprise:乙",))])
    assert read.nodes["enterprise:乙"] == {"name": "乙"}
