"""`Bodies`: the organizations of a ledger with their folded names and what ties them so far."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import define

from schoolenterprise.model import Organization
from schoolenterprise.resolve._clusters import Clusters, Refusal, Tie
from schoolenterprise.resolve._doubts import Doubts
from schoolenterprise.resolve._marks import agree, refused
from schoolenterprise.resolve._names import (
    FirmName,
    common_words,
    firm_name,
    folded,
    is_plain,
    legal_key,
    place_at,
    school_words,
    written_key,
)
from schoolenterprise.resolve.findings import MergeReason
from schoolenterprise.vocabulary import OrganizationKind

_TRIED = 4
"""With so many clusters of one name a record is compared before it is left apart."""


class Named(NamedTuple):
    """An organization and the forms of its name that are compared."""

    record: Organization
    name: str
    """Folded."""
    legal: str
    written: str
    firm: FirmName
    """The parts of the name, if it is a firm's."""
    says: bool
    """Whether the name says who is meant: 学校 and 县教育局 do not."""

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.record.id

    @property
    def kind(self) -> OrganizationKind:
        """The kind of the record."""
        return self.record.kind


@define
class Bodies:
    """Organizations, best rank first, and the clusters that they make."""

    named: tuple[Named, ...]
    clusters: Clusters
    doubts: Doubts

    def tie(self, first: Named, second: Named, tie: Tie, refusal: Refusal = refused) -> bool:
        """Make two one; where something forbids it, note a doubt. Return whether they are one."""
        clusters = self.clusters
        if clusters.root(first.id) == clusters.root(second.id):
            return True
        why = refusal(clusters, first.id, second.id)
        if why:
            self.doubt(first, second, f"{tie.found}; {why}")
            return False
        clusters.join(tie)
        return True

    def doubt(self, first: Named, second: Named, why: str) -> None:
        """Note a doubt about two records, unless they are one or decided to be two."""
        one, other = self.clusters.root(first.id), self.clusters.root(second.id)
        if one != other and not self.clusters.are_parted(one, other):
            self.doubts.add(one, other, why)

    def tie_all(
        self, group: Iterable[Named], reason: MergeReason, refusal: Refusal, found: str = ""
    ) -> None:
        """Make all of a group one, but for those that `refusal` keeps apart."""
        members = self._heads(group)
        heads = members[:1]
        for each in members[1:]:
            for head in heads[:_TRIED]:
                if not refusal(self.clusters, head.id, each.id):
                    said = found or _names(head, each)
                    self.clusters.join(Tie(head.id, each.id, reason, said))
                    break
            else:
                heads.append(each)
        for each in heads[1:]:
            why = refusal(self.clusters, heads[0].id, each.id)
            self.doubt(heads[0], each, f"{_names(heads[0], each)}; {why}")

    def tie_namesakes(self, group: Iterable[Named]) -> None:
        """Make the bearers of one name one; where marks contradict, only those of equal marks."""
        members = self._heads(group)
        if len(members) < 2:
            return
        if agree(self.clusters, (each.id for each in members)):
            self.tie_all(members, MergeReason.EQUAL_NAME, refused)
            return
        alike: dict[object, list[Named]] = {}
        for each in members:
            marks = self.clusters.marks_of(each.id)
            alike.setdefault(tuple(sorted(map(repr, marks.items()))), []).append(each)
        first = members[0]
        for part in alike.values():
            self.tie_all(part, MergeReason.EQUAL_NAME, refused)
            why = refused(self.clusters, first.id, part[0].id) or "others contradict their marks"
            self.doubt(first, part[0], f"{_names(first, part[0])}; {why}")

    def _heads(self, group: Iterable[Named]) -> list[Named]:
        """Return one record of each cluster in `group`."""
        first_of: dict[str, Named] = {}
        for each in group:
            first_of.setdefault(self.clusters.root(each.id), each)
        return list(first_of.values())


def _names(first: Named, second: Named) -> str:
    return " = ".join(dict.fromkeys((first.record.name, second.record.name)))


def named(records: Iterable[Organization]) -> Iterator[Named]:
    """Yield each organization with the forms of its name."""
    for record in records:
        name = folded(record.name)
        words = school_words() if record.kind is OrganizationKind.INSTITUTION else common_words()
        says = bool(place_at(name)) or not is_plain(name, words)
        yield Named(record, name, legal_key(name), written_key(name), firm_name(name), says)


__all__ = ["Bodies", "Named", "named"]
