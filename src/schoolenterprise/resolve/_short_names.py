"""Ties of short names to full ones: each short name with the one body whose regular cut it is.

The names are looked up by the characters with which a short form must begin, so that the time grows
with the names alone; where thousands begin alike, only those count that begin with more of them.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from schoolenterprise.resolve._aliases import tie_by_occasion
from schoolenterprise.resolve._bodies import Bodies, Named
from schoolenterprise.resolve._clusters import Tie
from schoolenterprise.resolve._listed_forms import other_listed
from schoolenterprise.resolve._marks import refused
from schoolenterprise.resolve._names import fronts, place_at
from schoolenterprise.resolve._partners import Partners
from schoolenterprise.resolve._short_forms import (
    initials,
    is_firm_cut,
    is_office_cut,
    is_school_cut,
    school_front,
    unit_front,
    unsaid_of_firm,
)
from schoolenterprise.resolve.findings import MergeReason
from schoolenterprise.vocabulary import OrganizationKind

_MOST_ALIKE = 100
"""So many full names with one front are compared with a short one; of more, closer ones alone."""
_LONGEST_SHORT = 24
_FIRM = (OrganizationKind.ENTERPRISE, OrganizationKind.OTHER)
_OFFICE = (OrganizationKind.GOVERNMENT, OrganizationKind.PARK, OrganizationKind.OTHER)
_SCHOOL = (OrganizationKind.INSTITUTION, OrganizationKind.OTHER)


@define
class _Index:
    """Full names by the characters with which their short forms begin."""

    by_front: dict[str, list[Named]] = field(factory=dict)
    _closer: dict[str, dict[str, list[Named]]] = field(factory=dict)

    def add(self, full: Named, front: str) -> None:
        """Note a full name under two or more characters."""
        self.by_front.setdefault(front, []).append(full)

    def starting(self, front: str, form: str) -> Iterator[Named]:
        """Yield the full names that a short `form`, which begins with `front`, may stand for."""
        found = self.by_front.get(front, [])
        if len(found) <= _MOST_ALIKE:
            yield from found
        else:
            closer = self._close(front).get(form[:4], []) if len(form) > len(front) else found
            yield from closer[:_MOST_ALIKE]

    def _close(self, front: str) -> dict[str, list[Named]]:
        """Return the many full names of one front by the first three and four characters."""
        if front not in self._closer:
            by_more: dict[str, list[Named]] = {}
            for full in self.by_front[front]:
                for body in dict.fromkeys((full.name, *(each[0] for each in full.firm.bodies))):
                    if body.startswith(front):
                        for more in {body[:3], body[:4]}:
                            by_more.setdefault(more, []).append(full)
            self._closer[front] = by_more
        return self._closer[front]


def tie_short_names(bodies: Bodies, partners: Partners) -> None:
    """Tie each short name to the one full name whose cut it is; several: by a shared occasion."""
    index = _index(bodies.named)
    shorts = [
        each
        for each in bodies.named
        if len(each.name) <= _LONGEST_SHORT and (each.says or each.kind in _OFFICE)
    ]
    # Long forms first: 华工激光工程 joins its full name before 华工激光 looks for one.
    for short in sorted(shorts, key=lambda one: (-len(one.name), one.id)):
        _tie(bodies, partners, short, _candidates(short, index, bodies))


def _index(named: Iterable[Named]) -> _Index:
    index = _Index()
    for full in named:
        for front in _fronts_of_full(full):
            index.add(full, front)
    return index


def _fronts_of_full(full: Named) -> set[str]:
    """Return the beginnings of the short forms of a full name; none: it has no regular one."""
    found: set[str] = set()
    if full.kind in _FIRM:
        parts = full.firm
        if parts.is_full:
            found.update(body[:2] for body, _ in parts.bodies)
            if parts.group:
                found.add(full.name[len(parts.group) :][:4])
    if full.kind is OrganizationKind.INSTITUTION:
        front = school_front(full.name)
        own = front[len(place_at(front)) :]
        found.update((full.name[:2], *(own[at : at + 2] for at in range(len(own) - 1))))
        found.update(initials(full.name))
    if full.kind in _OFFICE:
        found.add(unit_front(full.name)[:2])
    return {front for front in found if len(front) > 1}


def _candidates(short: Named, index: _Index, bodies: Bodies) -> list[Named]:
    """Return one full name of each body that `short` may stand for."""
    found: dict[str, Named] = {}
    name = short.name
    seen: set[str] = set()
    for front, form in _fronts_of_short(name):
        if front in seen:
            continue
        seen.add(front)
        for full in index.starting(front, form):
            if _is_cut(short, full):
                found.setdefault(bodies.clusters.root(full.id), full)
    return list(found.values())


def _fronts_of_short(name: str) -> Iterator[tuple[str, str]]:
    for end in fronts(name):
        yield name[end : end + 2], name[end:]
    yield name[:4], name
    if len(name) < 4:
        yield name, name


def _is_cut(short: Named, full: Named) -> bool:
    if len(short.name) >= len(full.name):
        return False
    if full.kind is OrganizationKind.INSTITUTION:
        return short.kind in _SCHOOL and is_school_cut(short.name, full.name)
    if full.kind in _OFFICE and short.kind in _OFFICE and is_office_cut(short.name, full.name):
        return True
    return short.kind in _FIRM and full.kind in _FIRM and is_firm_cut(short.name, full.firm)


def _tie(bodies: Bodies, partners: Partners, short: Named, candidates: list[Named]) -> None:
    root = bodies.clusters.root(short.id)
    others = [one for one in candidates if bodies.clusters.root(one.id) != root]
    if not others or (len(others) < len(candidates)):
        return
    if len(others) > 1:
        tie_by_occasion(bodies, partners, short, others)
        return
    full = others[0]
    rivals, unsaid = _open(bodies, short, full)
    if rivals or unsaid:
        tie_by_occasion(bodies, partners, short, others, rivals, unsaid)
        return
    found = f"{short.record.name}：{full.record.name} 的简称"
    bodies.tie(full, short, Tie(full.id, short.id, MergeReason.SHORT_FORM, found), refused)


def _open(bodies: Bodies, short: Named, full: Named) -> tuple[tuple[str, ...], str]:
    """Return which listed schools a short form may mean as well, and what a firm's leaves open."""
    if full.kind is OrganizationKind.INSTITUTION:
        codes = bodies.clusters.marks_of(full.id).get("code", frozenset())
        return other_listed(short.name, full.name, codes), ""
    by_office = full.kind in _OFFICE and is_office_cut(short.name, full.name)
    return (), "" if by_office else unsaid_of_firm(short.name, full.firm)


__all__ = ["tie_short_names"]
