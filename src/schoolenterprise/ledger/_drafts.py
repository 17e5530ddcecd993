"""A record while what others tell of the same thing is added to it; knows no other record.

Some records grow with every page that names them, value by value (`GROWING`); all others tell of
one occasion, and are the same only where nothing in them contradicts.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.ledger._joining import (
    Items,
    differing,
    extras_joined,
    fields_of,
    head_of,
    lists_joined,
    moved,
)
from schoolenterprise.model import (
    Arrangement,
    Evidence,
    IndustryCollege,
    Official,
    Organization,
    Program,
    Record,
    Source,
    evolve,
)

GROWING = (Source, Organization, Official, Program, IndustryCollege, Arrangement)
"""Classes whose records grow with every page that names them."""

_TOGETHER: dict[type[Record], tuple[str, ...]] = {Source: ("text", "digest")}
"""Class → fields of which one says what the other is."""


class Claims(NamedTuple):
    """Values of a record that contradict those of another, and where they were read."""

    values: Mapping[str, Any]
    """Field → value; under `extra` the contradicting keys alone."""
    evidence: tuple[Evidence, ...]


class Draft:
    """One record, while others are added to it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._evidence = dict.fromkeys(record.evidence)
        self._values: dict[str, Any] = {}
        self._lists: dict[str, Items] = {}
        self._proved = False

    def value(self, name: str) -> Any:
        """Return what the field `name`, which is no list that grows, holds now."""
        return self._values[name] if name in self._values else getattr(self._record, name)

    def record(self) -> Record:
        """Return the record as it stands now."""
        if self._values or self._lists or self._proved:
            lists = {name: tuple(items.items) for name, items in self._lists.items()}
            changes = {**self._values, **lists, "evidence": tuple(self._evidence)}
            self._record = evolve(self._record, **changes)
            self._values, self._lists, self._proved = {}, {}, False
        return self._record

    def prove(self, evidence: Iterable[Evidence]) -> None:
        """Add `evidence`."""
        known = len(self._evidence)
        self._evidence |= dict.fromkeys(evidence)
        self._proved |= len(self._evidence) > known

    def proven(self, evidence: Iterable[Evidence]) -> bool:
        """Whether all of `evidence` is known."""
        return self._evidence.keys() >= set(evidence)

    def settle(self, whole: Record, evidence: Iterable[Evidence]) -> bool:
        """Become `whole`, with `evidence` added; whether that changed anything."""
        changed = whole is not self._record or not self.proven(evidence)
        self._record = whole
        self.prove(evidence)
        return changed

    @property
    def told(self) -> Record:
        """The record of one occasion as it stands now, but for added evidence."""
        return self._record

    def grow(self, other: Record) -> Claims:
        """Add what `other` tells; return what contradicts, which is not added."""
        cls: type = type(self._record)
        refused: dict[str, Any] = {}
        places: dict[str, list[str]] = {}
        torn = self._torn(other)
        for name, shape in fields_of(cls).items():
            theirs = getattr(other, name)
            if theirs == shape.default:
                continue
            if shape.many:
                places[name] = self._add_to_list(name, theirs)
                continue
            mine = self.value(name)
            if shape.kind == "extra":
                refused |= self._add_extra(mine, theirs)
            elif mine == shape.default and name not in torn:
                self._values[name] = theirs
            elif mine != theirs:
                refused[name] = theirs
        against = tuple(each for each in other.evidence if head_of(each.field) in refused)
        kept = (each for each in other.evidence if head_of(each.field) not in refused)
        self.prove(_moved(kept, places))
        return Claims(refused, against)

    def replace(self, claims: Claims) -> None:
        """Put the values of `claims` in the place of those that they contradict."""
        values = dict(claims.values)
        if "extra" in values:
            values["extra"] = {**self.value("extra"), **values["extra"]}
        for name in _TOGETHER.get(type(self._record), ()):
            if name in values:
                values = {**dict.fromkeys(_TOGETHER[type(self._record)]), **values}
        gone = [each for each in self._evidence if head_of(each.field) in values]
        for each in gone:
            del self._evidence[each]
        self._record = evolve(self.record(), **values, evidence=tuple(self._evidence))
        self.prove(claims.evidence)

    def _add_to_list(self, name: str, theirs: tuple[Any, ...]) -> list[str]:
        items = self._lists.get(name)
        if items is None:
            items = self._lists[name] = Items(getattr(self._record, name))
        # What one page calls its short form may be the very name that another gives it.
        own = self.value("name") if name == "aliases" else None
        return ["name" if each == own else f"{name}[{items.take(each)}]" for each in theirs]

    def _add_extra(self, mine: Mapping[str, object], theirs: Mapping[str, object]) -> Any:
        against = differing(mine, theirs)
        new = {key: theirs[key] for key in theirs if key not in mine}
        if new:
            self._values["extra"] = {**mine, **new}
        return {"extra": against} if against else {}

    def _torn(self, other: Record) -> tuple[str, ...]:
        """Return the fields that stand or fall together and contradict, none if they agree."""
        together = _TOGETHER.get(type(self._record), ())
        pairs = ((self.value(name), getattr(other, name)) for name in together)
        clash = any(mine != theirs and None not in (mine, theirs) for mine, theirs in pairs)
        return together if clash else ()


def united(first: Record, second: Record) -> Record:
    """Return `first` with what `second` adds to it; where the two contradict, `first` stands.

    Both are of one class of those that grow: organizations, people, programs and their like.

    >>> from schoolenterprise.model import Program
    >>> first, second = Program(name="企业行"), Program(name="新春行", aliases=("走访", "企业行"))
    >>> united(first, second)
    Program(id='program:企业行', name='企业行', aliases=('走访',))
    """
    draft = Draft(first)
    draft.grow(second)
    return draft.record()


class Joint(NamedTuple):
    """What two tellings of one occasion come to."""

    whole: Record
    """One record of both, with the evidence of the first alone."""
    evidence: tuple[Evidence, ...]
    """The evidence of the second, its places those of `whole`."""
    contradicting: tuple[str, ...]
    """Fields that cannot both hold; with any, the two are no one record."""


def of_occasion(own: Record, other: Record) -> Joint:
    """Bring two records of one id together."""
    cls: type = type(own)
    changes: dict[str, Any] = {}
    places: dict[str, list[str]] = {}
    against: list[str] = []
    for name, shape in fields_of(cls).items():
        mine, theirs = getattr(own, name), getattr(other, name)
        if mine == theirs or theirs == shape.default:
            continue
        if mine == shape.default:
            changes[name] = theirs
        elif shape.kind == "extra" and (extra := extras_joined(mine, theirs)) is not None:
            if extra != mine:
                changes[name] = extra
        elif shape.many and (lists := lists_joined(mine, theirs)) is not None:
            items = tuple(lists[0].items)
            if items != mine:
                changes[name] = items
            places[name] = [f"{name}[{place}]" for place in lists[1]]
        else:
            against.append(name)
    if against:
        return Joint(own, (), tuple(against))
    try:
        whole = evolve(own, **changes) if changes else own
    except InvalidFieldError as error:
        return Joint(own, (), (head_of(error.path),))
    return Joint(whole, tuple(_moved(other.evidence, places)), ())


def _moved(evidence: Iterable[Evidence], places: Mapping[str, list[str]]) -> Iterable[Evidence]:
    for each in evidence:
        path = moved(each.field, places)
        yield each if path == each.field else evolve(each, field=path)


__all__ = ["GROWING", "Claims", "Draft", "Joint", "of_occasion", "united"]
