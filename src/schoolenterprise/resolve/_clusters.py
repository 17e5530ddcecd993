"""`Clusters`: which records are one, by ties that were made; and what forbids a tie."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from schoolenterprise.model import Evidence
from schoolenterprise.resolve.findings import MergeReason


@frozen
class Tie:
    """Two records that are one, and why."""

    first: str
    """Id of the one."""
    second: str
    """Id of the other."""
    reason: MergeReason
    """Why."""
    found: str
    """On what it rests, in one line."""
    evidence: tuple[Evidence, ...] = ()
    """Where a text says so."""


@define
class Clusters:
    """Sets of ids that only grow; each knows the marks of its members and its enemies.

    A mark is what two records that are one cannot have two of, such as a code.
    """

    marks: dict[str, dict[str, frozenset[Hashable]]]
    """Id → name of the mark → values; ids without marks may be left out."""
    ranks: Mapping[str, object] = field(factory=dict)
    """Id → what sorts the records; the smallest of a cluster stands for it. Left out: the id."""
    ties: list[Tie] = field(factory=list)
    _parents: dict[str, str] = field(factory=dict)
    _members: dict[str, list[str]] = field(factory=dict)
    _enemies: dict[str, set[str]] = field(factory=dict)

    def root(self, identifier: str) -> str:
        """Return the id that stands for the cluster."""
        parents = self._parents
        while (parent := parents.get(identifier)) is not None:
            grand = parents.get(parent)
            if grand is not None:
                parents[identifier] = grand
            identifier = parent
        return identifier

    def members(self, identifier: str) -> list[str]:
        """Return the ids of the cluster."""
        root = self.root(identifier)
        return self._members.get(root, [root])

    def marks_of(self, identifier: str) -> Mapping[str, frozenset[Hashable]]:
        """Return the marks of the cluster."""
        return self.marks.get(self.root(identifier), {})

    def part(self, first: str, second: str) -> None:
        """Forbid that the two become one."""
        self._enemies.setdefault(self.root(first), set()).add(second)
        self._enemies.setdefault(self.root(second), set()).add(first)

    def are_parted(self, first: str, second: str) -> bool:
        """Say whether somebody decided that the two are not one."""
        one, other = self.root(first), self.root(second)
        return any(self.root(each) == other for each in self._enemies.get(one, ()))

    def join(self, tie: Tie) -> None:
        """Make the two one; whether they may be is for the caller to ask."""
        first, second = self.root(tie.first), self.root(tie.second)
        if first == second:
            return
        if self._rank(second) < self._rank(first):
            first, second = second, first
        self.ties.append(tie)
        self._parents[second] = first
        members = self._members.setdefault(first, [first])
        members += self._members.pop(second, [second])
        self._enemies.setdefault(first, set()).update(self._enemies.pop(second, ()))
        theirs = self.marks.pop(second, None)
        if theirs:
            mine = self.marks.get(first, {})
            self.marks[first] = {
                name: mine.get(name, frozenset()) | theirs.get(name, frozenset())
                for name in sorted({*mine, *theirs})
            }

    def _rank(self, identifier: str) -> Any:
        return self.ranks.get(identifier, identifier)

    def several(self) -> Iterator[list[str]]:
        """Yield the clusters of more than one record, who stands for it first."""
        for root in sorted(self._members):
            yield [root, *sorted(each for each in self._members[root] if each != root)]


def paths_from(kept: str, ties: Iterable[Tie]) -> dict[str, Tie]:
    """Return for every record of a cluster the tie by which it hangs on `kept`, near ones first."""
    near: dict[str, list[Tie]] = {}
    for tie in ties:
        near.setdefault(tie.first, []).append(tie)
        near.setdefault(tie.second, []).append(tie)
    found: dict[str, Tie] = {}
    queue = [kept]
    for reached in queue:
        for tie in near.get(reached, ()):
            other = tie.second if tie.first == reached else tie.first
            if other != kept and other not in found:
                found[other] = tie
                queue.append(other)
    return found


Refusal = Callable[[Clusters, str, str], str]
"""Says why two records cannot be one; empty: they can."""

__all__ = ["Clusters", "Refusal", "Tie", "paths_from"]
