r"""GraphML: organizations and people of a ledger, and what ties them, as a graph; write-only.

What stands in it:

- the graph of `Selection.to_networkx`: nodes are ids with `name` and `type`, an edge is one record
  between two of them, with the id of the record, its `type` and its `date` in EDTF;
- an edge leads from who acts (who visits, the school that places students), else from who is named
  first; a person has an edge to each organization of a post, an organization one to its parent;
- the ids of nodes are those of the records: programs show and join graphs by them, and take ids
  that are no NMTOKEN, as the schema of GraphML would have them;
- `record` of an edge is the id of the record, the ids of edges are numbers in their order;
- what is not known is left out: GraphML has no `None`;
- a character that XML cannot hold stands as an escape such as `\u0000`, a backslash as two, so
  that different ids stay different.

What is lost: whatever else the records say; records that tie nobody, such as sources and counts.
"""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from schoolenterprise.errors import optional, wrong_type
from schoolenterprise.files import Target, write
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record

_SELECTIONS = (
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
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\\]")


def dump(records: Iterable[Record], target: Target) -> None:
    """Write the graph that `records` make up.

    Raises:
        InvalidValueError: one of them is no record.
        ConflictError: two different records bear one id.
        MissingExtraError: networkx is not installed.
        OSError: it cannot be written.
    """
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    networkx = optional("networkx", "graph")
    graph = _fit_graph(networkx, _graph(networkx, Ledger(records)))
    made = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    networkx.write_graphml_xml(graph, made)
    write(target, (made.getvalue(), b"\n"))


def _graph(networkx: Any, ledger: Ledger) -> Any:
    return networkx.compose_all([getattr(ledger, each).to_networkx() for each in _SELECTIONS])


def _fit_graph(networkx: Any, graph: Any) -> Any:
    """Return `graph` with text that XML can hold, and ids of edges that occur once."""
    fit = networkx.MultiDiGraph()
    for node, about in graph.nodes(data=True):
        fit.add_node(_escaped(node), **_known(about))
    for at, (first, second, record, about) in enumerate(graph.edges(keys=True, data=True)):
        known = _known({"record": record, **about})
        fit.add_edge(_escaped(first), _escaped(second), key=f"e{at}", **known)
    return fit


def _known(about: Mapping[str, str | None]) -> dict[str, str]:
    return {name: _escaped(value) for name, value in about.items() if value is not None}


def _escaped(text: str) -> str:
    if text.isprintable() and "\\" not in text:
        return text
    return _UNFIT.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


__all__ = ["dump"]
