"""`Merging`: records of several sides brought under one id each; changes none of what it takes.

- What is known from many pages (sources, organizations, people, programs, colleges and other
  lasting forms) grows: lists are united, evidence moves along, and what one side leaves open the
  other fills. Values that contradict each other are matter for `OnConflict`.
- All other records tell of one occasion. Two that bear one id are the same when one only fills
  gaps of the other; else they are matter for `OnConflict` as a whole.
- Records of one side are never brought together with each other, and no reference is renumbered.
"""

import reprlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from schoolenterprise.errors import ConflictError, InvalidValueError, wrong_type
from schoolenterprise.ledger._drafts import GROWING, Claims, Draft, Joint, of_occasion
from schoolenterprise.ledger._families import Families
from schoolenterprise.ledger._joining import fields_of, head_of, written
from schoolenterprise.ledger._policy import OnConflict, policy
from schoolenterprise.model import RECORD_CLASSES, Record, evolve, shapes

MANY = 8
"""Of so many records beside one another, at most, each is compared with a further telling."""


class Clash(NamedTuple):
    """A contradiction that a merge came upon for the first time."""

    record: str
    """Id of the record that was there before."""
    beside: str
    """Id under which the other telling stands; that of the first where it does not."""
    fields: tuple[str, ...]
    """The fields that contradict."""
    claims: Mapping[str, Any] | None
    """The contradicting values of a record that grows; `None`: the records differ as a whole."""
    kept: Mapping[str, Any]
    """The values that they contradict; empty where the records differ as a whole."""


class Merging:
    """Records, while those of one other side after another are added to them."""

    def __init__(
        self, records: Iterable[Record] = (), on_conflict: str = OnConflict.KEEP_BOTH
    ) -> None:
        self._policy = policy(on_conflict)
        self._records: dict[str, Record] = {}
        self._drafts: dict[str, Draft] = {}
        self._behind: dict[str, list[str]] = {}
        self._anchors: dict[str, str] = {}
        self._contents: dict[str, dict[object, str]] = {}
        self._families = Families(self._records)
        for record in _checked(records):
            known = self._records.setdefault(record.id, record)
            if known is not record and known != record:
                raise ConflictError(f"{record.id}: found a different record with this id")
            self._families.add(record)

    def records(self) -> list[Record]:
        """Return the records as they stand now."""
        for identifier, draft in self._drafts.items():
            self._records[identifier] = draft.record()
        self._drafts.clear()
        return list(self._in_order())

    def _in_order(self) -> Iterator[Record]:
        if not self._behind:
            yield from self._records.values()
            return
        for identifier, record in self._records.items():
            if identifier not in self._anchors:
                yield record
                yield from (self._records[each] for each in self._behind.get(identifier, ()))

    def take(self, records: Iterable[Record]) -> list[Clash]:
        """Add the `records` of one other side; return the contradictions that are new.

        Raises:
            ConflictError: by the policy `refuse`, when there is a contradiction; what was added is
                of no use any more.
            InvalidValueError: something is no record.
        """
        clashes: list[Clash] = []
        groups, repeated = self._groups(list(_checked(records)))
        for base, group in groups.items():
            # The base comes first: the others stand beside it.
            group.sort(key=lambda record: record.id != base)
            if isinstance(group[0], GROWING):
                for record in group:
                    clashes += self._grow(base, record)
            else:
                clashes += self._bring_together(base, group, repeated)
        if clashes and self._policy is OnConflict.REFUSE:
            raise ConflictError(_refusal(clashes))
        return clashes

    def _groups(self, records: list[Record]) -> tuple[dict[str, list[Record]], set[str]]:
        """Add what nobody knows; return what shares its id with something known, by that id.

        Also return the ids of what is known to the letter.
        """
        repeated: set[str] = set()
        there = {record.id for record in records}
        for record in records:
            self._families.note(record)
        groups: dict[str, list[Record]] = {}
        new: list[Record] = []
        added: set[str] = set()
        for record in records:
            identifier = record.id
            known = self._records.get(identifier)
            settled = known is not None and identifier not in self._drafts
            if settled and (known is record or known == record):
                repeated.add(identifier)
                continue
            base = self._families.base(record.id, there)
            if base in groups or identifier in added or self._families.known(base):
                groups.setdefault(base, []).append(record)
            else:
                new.append(record)
                added.add(identifier)
        for record in new:
            self._add(record)
        return groups, repeated

    def _add(self, record: Record) -> None:
        self._records[record.id] = record
        self._families.add(record)

    def _add_beside(self, base: str, record: Record) -> None:
        last = self._families.members(base)[-1]
        anchor = self._anchors[record.id] = self._anchors.get(last, last)
        self._behind.setdefault(anchor, []).append(record.id)
        self._add(record)

    def _draft(self, identifier: str) -> Draft:
        if identifier not in self._drafts:
            self._drafts[identifier] = Draft(self._records[identifier])
        return self._drafts[identifier]

    def _grow(self, base: str, record: Record) -> list[Clash]:
        """Add what `record` tells of the one that bears the id `base`, if there is one."""
        if base not in self._records:
            self._add(record)
            return []
        claims = self._draft(base).grow(record)
        if self._policy is OnConflict.THEIRS and record.id == base:
            self._draft(base).replace(claims)
            return []
        untold = self._untold(base, claims) if claims.values else claims
        if not untold.values or self._policy is OnConflict.OURS:
            return []
        beside = _beside(self._families.free(record.id, base), record, untold)
        self._add_beside(base, beside)
        kept = {name: self._draft(base).value(name) for name in untold.values}
        return [Clash(base, beside.id, tuple(kept), untold.values, kept)]

    def _untold(self, base: str, claims: Claims) -> Claims:
        """Return what no record beside `base` claims; the others get the evidence for the rest."""
        for identifier in self._families.members(base)[1:]:
            if not claims.values:
                break
            draft = self._draft(identifier)
            rest = {
                name: value
                for name, value in claims.values.items()
                if name == "extra" or draft.value(name) != value
            }
            if "extra" in rest:
                rest["extra"] = _unlike(rest["extra"], draft.value("extra"))
                if not rest["extra"]:
                    del rest["extra"]
            left = []
            for each in claims.evidence:
                if head_of(each.field) in rest:
                    left.append(each)
                else:
                    draft.prove((each,))
            claims = Claims(rest, tuple(left))
        return claims

    def _bring_together(self, base: str, group: list[Record], repeated: set[str]) -> list[Clash]:
        """Add the tellings of `group`, each to one that is the same occasion, if there is one.

        What one telling was added to, or repeats, takes no other one of the same side.
        """
        clashes: list[Clash] = []
        closed: set[str] = set()
        standing: set[str] = set()
        for record in group:
            same = self._same(base, record, closed, repeated) if base in self._records else None
            if base not in self._records:
                self._add(record)
                closed.add(record.id)
            elif same is None:
                clashes += self._put_beside(base, record, closed, standing)
            elif self._settle(base, *same):
                closed.add(same[0])
            else:
                standing.add(same[0])
        return clashes

    def _same(
        self, base: str, record: Record, closed: set[str], repeated: set[str]
    ) -> tuple[str, Joint] | None:
        """Return whose telling `record` is, and what both come to; `None`: it contradicts all.

        The one that says all of it already comes first, then the one that says nothing else.
        """
        found: list[tuple[tuple[bool, bool, bool], int, str, Joint]] = []
        for place, identifier in enumerate(self._near(base, record)):
            if identifier in closed or identifier not in self._records:
                continue
            own = self._told(identifier)
            joint = of_occasion(own, record)
            if not joint.contradicting:
                new = joint.whole is not own
                known = not new and self._draft(identifier).proven(joint.evidence)
                if identifier in repeated and not known:
                    continue
                rank = (not known, _content(own) != _content(record), new)
                found.append((rank, place, identifier, joint))
        return min(found)[2:] if found else None

    def _near(self, base: str, record: Record) -> Iterable[str]:
        """Return the ids that `record` is compared with: of many, some and one that is equal."""
        members = self._families.members(base)
        if len(members) <= MANY:
            return dict.fromkeys((record.id, *members))
        if base not in self._contents:
            told = ((_content(self._told(each)), each) for each in reversed(members))
            self._contents[base] = dict(told)
        equal = self._contents[base].get(_content(record), base)
        return dict.fromkeys((record.id, equal, *members[:MANY]))

    def _told(self, identifier: str) -> Record:
        draft = self._drafts.get(identifier)
        return draft.told if draft else self._records[identifier]

    def _settle(self, base: str, identifier: str, joint: Joint) -> bool:
        """Let a record say what `joint` says; whether that changes it."""
        changed = self._draft(identifier).settle(joint.whole, joint.evidence)
        if changed and base in self._contents:
            self._contents[base].setdefault(_content(joint.whole), identifier)
        return changed

    def _put_beside(
        self, base: str, record: Record, closed: set[str], standing: set[str]
    ) -> list[Clash]:
        """Add a telling that is none of those beside which it belongs; or do as the policy says.

        What is `standing` says what another telling of the same side says, and is not replaced.
        """
        fields = of_occasion(self._told(base), record).contradicting
        if fields and self._policy is OnConflict.OURS:
            return []
        replaces = fields and self._policy is OnConflict.THEIRS
        if replaces and record.id in self._records and record.id not in closed | standing:
            self._drafts.pop(record.id, None)
            self._records[record.id] = record
        else:
            record = evolve(record, id=self._families.free(record.id, base))
            self._add_beside(base, record)
        closed.add(record.id)
        if base in self._contents:
            self._contents[base].setdefault(_content(record), record.id)
        return [Clash(base, record.id, fields, None, {})] if fields and not replaces else []


def _checked(records: Iterable[Record]) -> Iterator[Record]:
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    for record in records:
        if type(record) not in RECORD_CLASSES:
            raise InvalidValueError(f"found {reprlib.repr(record)}, expected a record")
        yield record


def _content(record: Record) -> tuple[object, ...]:
    """Return what a record says, without unknown keys, which have no hash."""
    cls: type = type(record)
    fields = fields_of(cls).items()
    return tuple(getattr(record, name) for name, shape in fields if shape.kind != "extra")


def _unlike(values: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
    """Return the unknown keys that `known` does not have with the same value."""
    return {
        key: value
        for key, value in values.items()
        if key not in known or written(known[key]) != written(value)
    }


def _beside(identifier: str, record: Record, claims: Claims) -> Record:
    """Return the small record that holds what `record` claims against another, and must hold."""
    cls: type = type(record)
    needed = {name: getattr(record, name) for name, each in shapes(cls).items() if each.required}
    made: Record = cls(**(needed | dict(claims.values)), id=identifier, evidence=claims.evidence)
    return made


def _refusal(clashes: list[Clash]) -> str:
    told = [f"{clash.record} ({', '.join(clash.fields)})" for clash in clashes]
    return f"found contradicting values of {', '.join(told)}; nothing was merged"


__all__ = ["Clash", "Merging"]
