"""Ties by aliases: one text calls a body so, and a record elsewhere bears the name."""

from schoolenterprise.model import Evidence
from schoolenterprise.resolve._bodies import Bodies, Named
from schoolenterprise.resolve._clusters import Tie
from schoolenterprise.resolve._marks import refused_class
from schoolenterprise.resolve._names import firm_name, folded, has_place, is_plain, legal_key
from schoolenterprise.resolve._partners import Partners
from schoolenterprise.resolve._short_forms import is_own_cut
from schoolenterprise.resolve.findings import MergeReason
from schoolenterprise.vocabulary import find_institution

_SHOWN = 3
_MOST_BEARERS = 100
"""So many bearers of one alias are looked at: one more than one decides nothing."""


def tie_by_aliases(bodies: Bodies, partners: Partners) -> None:
    """Tie who bears an alias in a text to who bears it as a name, where that says enough."""
    bearers: dict[str, list[tuple[Named, int]]] = {}
    for each in bodies.named:
        for index, alias in enumerate(each.record.aliases):
            bearers.setdefault(legal_key(folded(alias)), []).append((each, index))
    if not bearers:
        return
    seen: set[tuple[str, str]] = set()
    for each in bodies.named:
        found = bearers.get(each.legal, [])[:_MOST_BEARERS]
        root = bodies.clusters.root(each.id)
        if not found or (root, each.legal) in seen:
            continue
        seen.add((root, each.legal))
        others = [one for one in found if bodies.clusters.root(one[0].id) != root]
        if others:
            _tie(bodies, partners, each, others)


def _tie(
    bodies: Bodies, partners: Partners, short: Named, bearers: list[tuple[Named, int]]
) -> None:
    by_root: dict[str, tuple[Named, int]] = {}
    for bearer, index in bearers:
        by_root.setdefault(bodies.clusters.root(bearer.id), (bearer, index))
    if len(by_root) > 1:
        tie_by_occasion(bodies, partners, short, [bearer for bearer, _ in by_root.values()])
        return
    [(bearer, index)] = by_root.values()
    alias = bearer.record.aliases[index]
    found = f"{alias}：{bearer.record.name} 的简称"
    lacking = _lacking(alias, bearer.record.name)
    if lacking:
        bodies.doubt(short, bearer, f"{found}; {lacking}")
        return
    evidence = _evidence_of(bearer, f"aliases[{index}]")
    tie = Tie(bearer.id, short.id, MergeReason.ONE_TEXT, found, evidence)
    bodies.tie(bearer, short, tie, refused_class)


def _lacking(alias: str, full: str) -> str:
    """Say why an alias does not reach beyond its text; empty: it does."""
    short, whole = folded(alias), folded(full)
    if is_own_cut(short, whole) or short == firm_name(whole).stem:
        return ""
    if firm_name(short).is_full or short.endswith("大学") or find_institution(alias):
        return "the alias is a full name, which another body may bear"
    if is_plain(short):
        return "the alias names nobody by itself"
    if whole.startswith(short) and has_place(firm_name(whole[len(short) :]).stem):
        return "the alias lacks the place that marks a subsidiary"
    return ""


def tie_by_occasion(
    bodies: Bodies,
    partners: Partners,
    short: Named,
    bearers: list[Named],
    unknown: tuple[str, ...] = (),
    why: str = "",
) -> None:
    """Tie a name that several bodies bear to the one that met the same partner the same day.

    Else it is a doubt; `unknown` are names of bodies that the ledger does not have, `why` says
    what the name leaves open.
    """
    clusters = bodies.clusters
    mine = partners.meetings(clusters.members(short.id), clusters.root)
    alike = [
        (bearer, shared)
        for bearer in bearers
        if (shared := mine & partners.meetings(clusters.members(bearer.id), clusters.root))
    ]
    if len(alike) == 1:
        [(bearer, shared)] = alike
        partner, day = min(shared)
        found = f"{short.record.name} = {bearer.record.name}：{day}，{partner}"
        tie = Tie(bearer.id, short.id, MergeReason.ONE_OCCASION, found)
        if bodies.tie(bearer, short, tie):
            return
    names = [*(bearer.record.name for bearer in bearers), *unknown]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    said = f"{short.record.name} may be {'、'.join(names[:_SHOWN])}{more}"
    for bearer in bearers[:_SHOWN]:
        bodies.doubt(short, bearer, f"{said}; {why}" if why else said)


def _evidence_of(bearer: Named, path: str) -> tuple[Evidence, ...]:
    return tuple(each for each in bearer.record.evidence if each.field == path)


__all__ = ["tie_by_aliases", "tie_by_occasion"]
