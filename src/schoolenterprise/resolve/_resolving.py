"""`Resolving`: a ledger while pass after pass makes records one, until nothing more is found."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from attrs import evolve

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Official, Organization, Program, Record, Visit
from schoolenterprise.resolve._bodies import Bodies, named
from schoolenterprise.resolve._clusters import Clusters
from schoolenterprise.resolve._doubts import Doubts
from schoolenterprise.resolve._marks import Marks, marks_of, rank_of
from schoolenterprise.resolve._occasions import tie_occasions
from schoolenterprise.resolve._officials import tie_officials
from schoolenterprise.resolve._organizations import tie_organizations
from schoolenterprise.resolve._partners import Partners
from schoolenterprise.resolve._programs import tie_programs
from schoolenterprise.resolve._settled import Settled, enforce, settled, without_tie
from schoolenterprise.resolve._united_ledger import base_of, united_ledger
from schoolenterprise.resolve._visits import tie_visits
from schoolenterprise.resolve.findings import Doubt, Merge

_R = TypeVar("_R", bound=Record)


class Resolving:
    """The ledger so far, what was merged, and what is in doubt after the last pass."""

    def __init__(self, ledger: Ledger, decisions: tuple[Settled, ...]) -> None:
        self.ledger = ledger
        self.kept: dict[str, str] = {}
        self.doubts: tuple[Doubt, ...] = ()
        self._decisions = decisions
        self._merges: list[Merge] = []

    def pass_over(self) -> bool:
        """Look at every record once; return whether some became one."""
        before = len(self._merges)
        doubts = Doubts()
        self._tie_organizations(doubts)
        self._tie_people(doubts)
        self._tie_programs(doubts)
        self._tie_occasions(doubts)
        if len(self._merges) > before:
            return True
        self.doubts = doubts.scored(self.ledger)
        return False

    def all_merges(self) -> tuple[Merge, ...]:
        """Return the merges of all passes, each with the id that is kept in the end."""
        return tuple(
            evolve(each, kept=self.kept.get(each.kept, each.kept)) for each in self._merges
        )

    def _tie_organizations(self, doubts: Doubts) -> None:
        ranks: dict[str, tuple[object, ...]] = {}
        marks: dict[str, Marks] = {}
        own = self._own(self.ledger.by_class(Organization))
        for each in own:
            ranks[each.id], marks[each.id] = rank_of(each), marks_of(each)
        own.sort(key=lambda one: ranks[one.id])
        clusters = self._clusters(own, ranks, marks)
        tie_organizations(Bodies(tuple(named(own)), clusters, doubts), Partners(self.ledger))
        self._unite(clusters)

    def _tie_people(self, doubts: Doubts) -> None:
        own = self._own(self.ledger.by_class(Official))
        ranks = {each.id: (-len(each.posts), each.id) for each in own}
        own.sort(key=lambda one: ranks[one.id])
        clusters = self._clusters(own, ranks)
        tie_officials(own, self.ledger, clusters, doubts)
        self._unite(clusters)

    def _tie_programs(self, doubts: Doubts) -> None:
        own = self._own(self.ledger.by_class(Program))
        clusters = self._clusters(own)
        tie_programs(own, clusters, doubts)
        self._unite(clusters)

    def _tie_occasions(self, doubts: Doubts) -> None:
        others = (each for each in self.ledger if not isinstance(each, _TIED_BEFORE))
        own = self._own(others)
        clusters = self._clusters(own)
        tie_visits((each for each in own if isinstance(each, Visit)), clusters, doubts)
        tie_occasions(own, clusters)
        self._unite(clusters)

    def _own(self, records: Iterable[_R]) -> list[_R]:
        """Return by id the records that stand beside no other because of a contradiction."""
        own = (each for each in records if base_of(each.id, self.ledger) is None)
        return sorted(own, key=lambda one: one.id)

    def _clusters(
        self,
        records: Iterable[Record],
        ranks: Mapping[str, object] | None = None,
        marks: dict[str, dict[str, frozenset[Hashable]]] | None = None,
    ) -> Clusters:
        """Return clusters in which the decisions about these records hold already."""
        clusters = Clusters(marks or {}, ranks or {})
        if self._decisions:
            own = {each.id for each in records}
            decided = (
                each
                for each in self._decisions
                if own.issuperset(self.kept.get(one, one) for one in each[:2])
            )
            enforce(decided, self.kept, clusters)
        return clusters

    def _unite(self, clusters: Clusters) -> None:
        self.ledger, merges, renamed = united_ledger(self.ledger, clusters)
        self._merges += merges
        if renamed:
            self.kept = {old: renamed.get(new, new) for old, new in self.kept.items()}
            self.kept.update(renamed)


_TIED_BEFORE = (Organization, Official, Program)

__all__ = ["Resolving", "settled", "without_tie"]
