"""Which organizations are one: by code, the ministry's list, former and equal names, then forms."""

from collections.abc import Callable, Iterable, Iterator

from schoolenterprise.resolve._aliases import tie_by_aliases
from schoolenterprise.resolve._bodies import Bodies, Named
from schoolenterprise.resolve._clusters import Tie
from schoolenterprise.resolve._marks import refused_class, refused_codes, row_of
from schoolenterprise.resolve._names import folded, legal_key
from schoolenterprise.resolve._near_names import doubt_near_names
from schoolenterprise.resolve._partners import Partners
from schoolenterprise.resolve._short_names import tie_short_names
from schoolenterprise.resolve.findings import MergeReason

_MOST_BEARERS = 20
"""So many bearers of one former name are looked at; several decide nothing."""


def tie_organizations(bodies: Bodies, partners: Partners) -> None:
    """Tie the organizations that are one, strong reasons first; note doubts about others."""
    for code, group in _groups(bodies.named, _codes):
        bodies.tie_all(group, MergeReason.CODE, refused_codes, code)
    for name, group in _groups(bodies.named, _listed):
        found = " = ".join(dict.fromkeys((*(each.record.name for each in group), name)))
        bodies.tie_all(group, MergeReason.SCHOOLS_TABLE, refused_class, found)
    _tie_by_former_names(bodies)
    for _, group in _groups(bodies.named, lambda one: (one.legal,) if one.says else ()):
        bodies.tie_namesakes(group)
    for _, group in _groups(bodies.named, lambda one: (one.written,) if one.says else ()):
        bodies.tie_namesakes(group)
    tie_by_aliases(bodies, partners)
    tie_short_names(bodies, partners)
    doubt_near_names(bodies)


def _groups(
    named: Iterable[Named], keys: Callable[[Named], Iterable[str]]
) -> Iterator[tuple[str, list[Named]]]:
    """Yield each key that several organizations have, and these."""
    found: dict[str, list[Named]] = {}
    for each in named:
        for key in keys(each):
            found.setdefault(key, []).append(each)
    for key in sorted(found):
        if len(found[key]) > 1:
            yield key, found[key]


def _codes(one: Named) -> Iterator[str]:
    if one.record.uscc:
        yield one.record.uscc
    code = getattr(one.record, "code", None)
    if code:
        yield code


def _listed(one: Named) -> Iterator[str]:
    """Yield the name under which the ministry's list has a school."""
    row = row_of(one.record)
    if row and getattr(one.record, "code", None) in (None, row.code):
        yield row.name


def _tie_by_former_names(bodies: Bodies) -> None:
    """Tie who bears a name now to who bore it before, if that is one body alone."""
    bearers: dict[str, list[Named]] = {}
    for each in bodies.named:
        for name in each.record.former_names:
            bearers.setdefault(legal_key(folded(name)), []).append(each)
    if not bearers:
        return
    for each in bodies.named:
        for bearer in bearers.get(each.legal, ())[:_MOST_BEARERS]:
            _tie_former(bodies, bearer, each, bearers[each.legal][:_MOST_BEARERS])


def _tie_former(bodies: Bodies, bearer: Named, now: Named, bearers: list[Named]) -> None:
    roots = {bodies.clusters.root(one.id) for one in bearers} - {bodies.clusters.root(now.id)}
    found = f"{now.record.name}：{bearer.record.name} 的曾用名"
    if len(roots) > 1:
        bodies.doubt(bearer, now, f"{found}; several bodies bore it")
        return
    tie = Tie(bearer.id, now.id, MergeReason.FORMER_NAME, found)
    bodies.tie(bearer, now, tie, refused_class)


__all__ = ["tie_organizations"]
