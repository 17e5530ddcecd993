"""Decisions settled on a ledger: names looked up, ids followed, contradictions refused."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from attrs import define, evolve, field

from schoolenterprise import ids
from schoolenterprise.errors import ConflictError, Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record, Source
from schoolenterprise.resolve._clusters import Clusters, Tie, paths_from
from schoolenterprise.resolve._names import folded
from schoolenterprise.resolve.decisions import Decision
from schoolenterprise.resolve.findings import MergeReason


class Settled(NamedTuple):
    """A decision about two records of a ledger."""

    first: str
    """Id of the one."""
    second: str
    """Id of the other."""
    decision: Decision
    """What was decided, and where."""


@define
class _Names:
    """Ids by name, made when the first decision gives a name."""

    ledger: Ledger
    _own: dict[str, list[str]] | None = None
    _other: dict[str, list[str]] = field(factory=dict)

    def bearers(self, name: str) -> list[str]:
        """Return the ids of the records with this name, else with this alias or former name."""
        if self._own is None:
            self._own = {}
            for record in self.ledger:
                self._note(record, self._own)
        key = folded(name)
        return self._own.get(key) or self._other.get(key, [])

    def _note(self, record: Record, own: dict[str, list[str]]) -> None:
        if record.id != record.id.strip():
            own.setdefault(folded(record.id), []).append(record.id)
        name = getattr(record, "name", None)
        if not name or (getattr(record, "aliases", None) is None and not hasattr(record, "posts")):
            return
        own.setdefault(folded(name), []).append(record.id)
        for other in {*getattr(record, "aliases", ()), *getattr(record, "former_names", ())}:
            self._other.setdefault(folded(other), []).append(record.id)


def settled(
    decisions: Iterable[Decision], ledger: Ledger
) -> tuple[tuple[Settled, ...], tuple[Problem, ...]]:
    """Return the decisions about records of the ledger, and a warning for each of the others.

    Raises:
        ConflictError: decisions contradict each other; the message names their lines.
    """
    names = _Names(ledger)
    found: list[Settled] = []
    problems: list[Problem] = []
    for each in decisions:
        ends = [_identified(name, path, each, ledger, names) for name, path in _ends(each)]
        faults = [end for end in ends if isinstance(end, Problem)]
        if not faults and _class_of(str(ends[0])) != _class_of(str(ends[1])):
            faults.append(_unlike(each, "two-classes", "two records of one class"))
        if not faults and each.same and _are_two_texts(ledger, str(ends[0]), str(ends[1])):
            faults.append(_unlike(each, "two-texts", "two sources of one text"))
        problems += faults
        if not faults:
            found.append(Settled(str(ends[0]), str(ends[1]), each))
    _refuse_contradictions(found)
    return tuple(found), tuple(problems)


def _ends(decision: Decision) -> tuple[tuple[str, str], tuple[str, str]]:
    return (decision.first, "first"), (decision.second, "second")


def _identified(
    name: str, path: str, decision: Decision, ledger: Ledger, names: _Names
) -> str | Problem:
    if name in ledger:
        return name
    bearers = names.bearers(name)
    if len(bearers) == 1:
        return bearers[0]
    if not bearers:
        code, found = "unknown-record", repr(name)
        expected = "an id or a name of the ledger"
    else:
        code, found = "ambiguous-name", f"{name!r}, which {len(bearers)} records bear"
        expected = "the id of one of them"
    return Problem(
        code=code,
        found=found,
        expected=expected,
        advice="the decision was left out",
        place=evolve(decision.place, path=path),
        severity=Severity.WARNING,
        alternatives=tuple(bearers[:5]),
    )


def _class_of(identifier: str) -> str:
    """Return the class of a record as far as two of one class may be one."""
    prefix = ids.prefix_of(identifier)
    return "organization" if prefix in ("institution", "enterprise") else prefix


def _are_two_texts(ledger: Ledger, first: str, second: str) -> bool:
    """Say whether two are sources of which evidence for the one is none in the other."""
    pair = [ledger[first], ledger[second]]
    texts = {each.digest for each in pair if isinstance(each, Source)}
    return len(texts) > 1


def _unlike(decision: Decision, code: str, expected: str) -> Problem:
    return Problem(
        code=code,
        found=f"{decision.first} and {decision.second}",
        expected=expected,
        advice="the decision was left out",
        place=evolve(decision.place, path="second"),
        severity=Severity.WARNING,
    )


def _refuse_contradictions(found: list[Settled]) -> None:
    by_tie = {_tie(each): each.decision for each in found if each.decision.same}
    same = Clusters({})
    for tie in by_tie:
        same.join(tie)
    for each in found:
        if not each.decision.same and same.root(each.first) == same.root(each.second):
            path = _way(each.first, each.second, list(by_tie))
            raise ConflictError(_told([*(by_tie[tie] for tie in path), each.decision]))


def _way(first: str, second: str, ties: list[Tie]) -> list[Tie]:
    """Return the ties that lead from one record to another; both hang together."""
    towards = paths_from(first, ties)
    way: list[Tie] = []
    while second != first:
        tie = towards[second]
        way.append(tie)
        second = tie.second if tie.first == second else tie.first
    return way[::-1]


def _told(decisions: list[Decision]) -> str:
    file = next((each.place.file for each in decisions if each.place.file), None)
    said = "; ".join(map(str, decisions))
    return f"{f'{file}: ' if file else ''}decisions contradict each other: {said}; change one"


def without_tie(
    decisions: tuple[Decision, ...], first: str, second: str, ledger: Ledger
) -> tuple[Decision, ...]:
    """Return the decisions without those that make `first` one with `second`."""
    found, _ = settled(decisions, ledger)
    while True:
        same = {_tie(each): each.decision for each in found if each.decision.same}
        if second not in paths_from(first, same):
            return tuple(each.decision for each in found)
        dropped = same[_way(first, second, list(same))[0]]
        found = tuple(each for each in found if each.decision is not dropped)


def enforce(decisions: Iterable[Settled], kept: Mapping[str, str], clusters: Clusters) -> None:
    """Put decisions into `clusters`, those for one first; ids lead to what is kept so far."""
    said = [
        (kept.get(each.first, each.first), kept.get(each.second, each.second), each.decision)
        for each in decisions
    ]
    for first, second, decision in said:
        if decision.same:
            found = decision.note or str(decision)
            clusters.join(Tie(first, second, MergeReason.DECISION, found))
    for first, second, decision in said:
        if not decision.same:
            clusters.part(first, second)


def _tie(each: Settled) -> Tie:
    return Tie(each.first, each.second, MergeReason.DECISION, str(each.decision))


__all__ = ["Settled", "enforce", "settled", "without_tie"]
