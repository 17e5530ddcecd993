"""A ledger in which the records of each cluster are one, and every reference leads to it."""

from collections.abc import Iterable, Mapping

from schoolenterprise import ids
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence, Record, evolve
from schoolenterprise.resolve._clusters import Clusters, Tie, paths_from
from schoolenterprise.resolve._rewriting import rewritten
from schoolenterprise.resolve._uniting import united
from schoolenterprise.resolve.findings import Merge, MergeReason

_ORGANIZATIONS = ("organization", "institution", "enterprise")


def base_of(identifier: str, ledger: Ledger) -> str | None:
    """Return the id beside which a contradicting record stands: X of X#2; `None`: beside none."""
    base, number = ids.unnumbered(identifier)
    if number == 1:
        return None
    prefixes = _ORGANIZATIONS if ids.prefix_of(identifier) in _ORGANIZATIONS else ()
    others = (f"{prefix}{ids.SEPARATOR}{ids.name_of(base)}" for prefix in prefixes)
    return next((each for each in (base, *others) if each in ledger), None)


def united_ledger(ledger: Ledger, clusters: Clusters) -> tuple[Ledger, list[Merge], dict[str, str]]:
    """Return the ledger after the clusters became one each, the merges, and old id → new id."""
    kept: dict[str, str] = {}
    merges: list[Merge] = []
    whole: dict[str, Record] = {}
    beside: dict[str, list[Record]] = {}
    ties: dict[str, list[Tie]] = {}
    for tie in clusters.ties:
        ties.setdefault(clusters.root(tie.first), []).append(tie)
    for head, *others in clusters.several():
        kept.update(dict.fromkeys(others, head))
        whole[head], contradicting = united(ledger[head], (ledger[other] for other in others))
        if contradicting:
            beside[head] = list(contradicting)
        merges += _merges(head, ties[head])
    if not kept:
        return ledger, [], {}
    references = {**kept, **_numbered(ledger, kept, beside)}
    records: list[Record] = []
    for each in ledger:
        if each.id in kept:
            continue
        new = whole.get(each.id, each)
        if each.id in references:
            new = evolve(new, id=references[each.id])
        records += (rewritten(one, references) for one in (new, *beside.get(each.id, ())))
    return Ledger(records, ledger.problems), merges, references


def _merges(head: str, ties: Iterable[Tie]) -> list[Merge]:
    found: dict[tuple[MergeReason, str, tuple[Evidence, ...]], list[str]] = {}
    for other, tie in paths_from(head, ties).items():
        found.setdefault((tie.reason, tie.found, tie.evidence), []).append(other)
    return [
        Merge(kept=head, merged=tuple(sorted(merged)), reason=reason, found=said, evidence=evidence)
        for (reason, said, evidence), merged in found.items()
    ]


def _numbered(
    ledger: Ledger, kept: Mapping[str, str], beside: dict[str, list[Record]]
) -> dict[str, str]:
    """Return new ids for what stood beside a merged record; number what stands `beside` one now."""
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for record in sorted(ledger, key=lambda one: one.id):
        base = base_of(record.id, ledger)
        if base is not None and base in kept:
            renamed[record.id] = _free(kept[base], record, ledger, taken)
    for head in sorted(beside):
        beside[head] = [evolve(each, id=_free(head, each, ledger, taken)) for each in beside[head]]
    return renamed


def _free(base: str, record: Record, ledger: Ledger, taken: set[str]) -> str:
    stem = f"{record.prefix}{ids.SEPARATOR}{ids.name_of(base)}"
    number = 2
    while (made := ids.numbered(stem, number)) in ledger or made in taken:
        number += 1
    taken.add(made)
    return made


__all__ = ["base_of", "united_ledger"]
