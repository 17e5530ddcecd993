"""Records of many pages brought under one id each, as a ledger needs them; reads no page.

- Sources, organizations, people and programs are known from many pages: their lists are united,
  and what one page leaves open another fills.
- Other records that share an id are one when they differ in nothing but evidence; else each is
  kept, the later ones with a number behind the id, and a problem tells of it.
- Where pages contradict each other in one value the earliest one stands, and a problem tells of
  the later.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Evidence,
    Official,
    Organization,
    Program,
    Record,
    Shape,
    Source,
    evolve,
    shapes,
)

UNITED = (Source, Organization, Official, Program)
"""Classes whose records grow with every page that names them."""


class Gathering:
    """Takes what was read from one file after another and makes one ledger of it."""

    def __init__(self) -> None:
        self._groups: dict[str, list[tuple[str, Record]]] = {}
        self._problems: list[Problem] = []
        self.files = 0
        """How many files were taken."""

    def add(self, file: str, records: Iterable[Record], problems: Iterable[Problem] = ()) -> None:
        """Take the records and problems of `file`, whose name the problems will bear."""
        self.files += 1
        for record in records:
            self._groups.setdefault(record.id, []).append((file, record))
        self._problems += (problem.in_file(file) for problem in problems)

    def ledger(self) -> Ledger:
        """Return a ledger of everything taken; contradictions are among its problems."""
        problems = list(self._problems)
        records = [each for group in self._groups.values() for each in _records_of(group, problems)]
        return Ledger(records, problems)


def _records_of(group: list[tuple[str, Record]], problems: list[Problem]) -> list[Record]:
    """Return the records that those of `group`, which share an id, come to: one, if they agree."""
    _, first = group[0]
    if all(record is first or record == first for _, record in group):
        return [first]
    mergers = [_Merger(first)]
    for file, record in group[1:]:
        agreeing = next((each for each in mergers if each.agrees_with(record)), None)
        if agreeing is not None:
            problems += (problem.in_file(file) for problem in agreeing.take(record))
            continue
        numbered = evolve(record, id=f"{record.id}#{len(mergers) + 1}")
        problems.append(_beside(numbered, mergers[0].differing(record)).in_file(file))
        mergers.append(_Merger(numbered))
    return [merger.record() for merger in mergers]


class _Merger:
    """Holds the values of one record while others of the same id are added to it."""

    def __init__(self, first: Record) -> None:
        self._first = first
        self._shapes = _shapes(first)
        self._values = _values(first)
        self._evidence = dict.fromkeys(first.evidence)

    def record(self) -> Record:
        """Return the record as it stands now."""
        return evolve(self._first, **self._values, evidence=tuple(self._evidence))

    def differing(self, other: Record) -> list[str]:
        """Return the names of the fields in which `other` differs."""
        return [name for name, value in _values(other).items() if value != self._values[name]]

    def agrees_with(self, other: Record) -> bool:
        """Say whether `other` can be brought into this record."""
        return isinstance(other, UNITED) or not self.differing(other)

    def take(self, other: Record) -> list[Problem]:
        """Add `other`, which agrees; return a problem for every value of it that was not taken."""
        theirs = _values(other)
        refused = [name for name in self.differing(other) if not self._unite(name, theirs[name])]
        self._evidence |= dict.fromkeys(self._moved(other, refused))
        return [_contradiction(other, name, theirs[name], self._values[name]) for name in refused]

    def _unite(self, name: str, value: Any) -> bool:
        """Bring `value` into the field `name`; whether that was possible."""
        own, shape = self._values[name], self._shapes[name]
        if shape.many:
            self._values[name] = tuple(dict.fromkeys((*own, *value)))
        elif own == shape.default:
            self._values[name] = value
        elif value != shape.default:
            return False
        return True

    def _moved(self, other: Record, refused: list[str]) -> Iterator[Evidence]:
        """Yield the evidence of `other` with the places that its values have here."""
        for evidence in other.evidence:
            first, dot, rest = evidence.field.partition(".")
            name, _, index = first.partition("[")
            if name not in refused:
                here = self._place(name, index.removesuffix("]"), getattr(other, name, None))
                yield evolve(evidence, field=f"{here or first}{dot}{rest}")

    def _place(self, name: str, index: str, items: Any) -> str:
        """Return where in the field `name` the item stands that was at `index`; empty: nowhere."""
        if not index or not isinstance(items, tuple) or int(index) >= len(items):
            return ""
        return f"{name}[{self._values[name].index(items[int(index)])}]"


def _shapes(record: Record) -> dict[str, Shape]:
    """Return the shapes of the fields that are brought together value by value."""
    cls: type = type(record)
    return {name: each for name, each in shapes(cls).items() if name not in ("id", "evidence")}


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _shapes(record)}


def _beside(numbered: Record, differing: list[str]) -> Problem:
    return Problem(
        code="conflicting-record",
        found=f"another record with this id, which differs in {', '.join(differing)}",
        advice="both are kept, this one with the number; take one out if they are the same",
        place=Place(record=numbered.id),
        severity=Severity.WARNING,
    )


def _contradiction(other: Record, name: str, found: object, kept: object) -> Problem:
    return Problem(
        code="conflicting-values",
        found=f"{found}",
        expected=f"{kept}, as an earlier page says",
        advice="the earlier value is kept",
        place=Place(record=other.id, path=name),
        severity=Severity.WARNING,
    )


__all__ = ["UNITED", "Gathering"]
