"""Which visits are one trip: by day, visitor, hosts and leader; a coarse date ties nothing.

Two tellings are one trip when both are dated to the same day, name the same visitor, and all hosts
of the one are among those of the other. Whatever fits several trips is left to a person: a doubt.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from schoolenterprise.model import Visit
from schoolenterprise.resolve._clusters import Clusters, Tie
from schoolenterprise.resolve._doubts import Doubts
from schoolenterprise.resolve._partners import exact_day
from schoolenterprise.resolve._uniting import united
from schoolenterprise.resolve.findings import MergeReason

_TRIED = 8
"""With so many trips a telling is compared; where more are alike it is left apart."""
_SHOWN = 3
"""So many doubts are noted of one telling."""


def tie_visits(visits: Iterable[Visit], clusters: Clusters, doubts: Doubts) -> None:
    """Tie the tellings of one trip; note a doubt where one may belong to several."""
    found: dict[object, list[Visit]] = {}
    for each in visits:
        day = exact_day(each.date)
        if day and each.visitor and (each.hosts or each.leader):
            found.setdefault((day, each.visitor, each.mode), []).append(each)
    for group in found.values():
        if len(group) > 1:
            _tie(group, clusters, doubts)


@define
class _Trips:
    """The trips of one visitor on one day, while telling after telling is added to them."""

    clusters: Clusters
    wholes: list[Visit] = field(factory=list)
    _by_host: dict[str, list[int]] = field(factory=dict)

    def start(self, told: Visit) -> None:
        """Add a trip that nothing told before belongs to."""
        for host in told.hosts:
            self._by_host.setdefault(host, []).append(len(self.wholes))
        self.wholes.append(told)

    def fitting(self, told: Visit) -> Iterator[tuple[int, Visit]]:
        """Yield the place of each trip that `told` may belong to, and what both come to."""
        near = self._by_host.get(told.hosts[0], []) if told.hosts else range(len(self.wholes))
        for place in near[: _TRIED + 1]:
            own = self.wholes[place]
            if self.clusters.root(own.id) == self.clusters.root(told.id):
                yield place, own
            elif (whole := self._one(own, told)) is not None:
                yield place, whole

    def _one(self, own: Visit, told: Visit) -> Visit | None:
        """Return both as one; `None`: they are two trips."""
        if not set(told.hosts) <= set(own.hosts) or self.clusters.are_parted(own.id, told.id):
            return None
        if len({each.leader.name for each in (own, told) if each.leader}) > 1:
            return None
        whole, beside = united(own, (told,))
        return whole if isinstance(whole, Visit) and not beside else None


def _tie(group: list[Visit], clusters: Clusters, doubts: Doubts) -> None:
    trips = _Trips(clusters)
    # Tellings with many hosts first: those with fewer belong to them, those without come last.
    for told in sorted(group, key=lambda one: (-len(one.hosts), one.id)):
        fits = list(trips.fitting(told))
        if len(fits) == 1:
            [(place, whole)] = fits
            own = trips.wholes[place]
            found = f"{told.date} {told.visitor} → {'、'.join(whole.hosts) or '?'}"
            clusters.join(Tie(own.id, told.id, MergeReason.EQUAL_CONTENT, found))
            trips.wholes[place] = whole
            continue
        trips.start(told)
        for place, _ in fits[:_SHOWN]:
            why = f"{told.date} {told.visitor}; it fits several visits of that day"
            doubts.add(trips.wholes[place].id, told.id, why)


__all__ = ["tie_visits"]
