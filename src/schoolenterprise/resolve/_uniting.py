"""Two records under two ids brought together in one: prepared here, joined as ledgers join them."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from schoolenterprise import ids
from schoolenterprise.ledger import GROWING, Draft, of_occasion
from schoolenterprise.model import Evidence, Extra, Organization, Record, Shape, evolve, shapes
from schoolenterprise.model.unchecked import unchecked
from schoolenterprise.resolve._names import folded
from schoolenterprise.vocabulary import OrganizationKind


def united(kept: Record, others: Iterable[Record]) -> tuple[Record, tuple[Record, ...]]:
    """Return `kept` with what `others` add, their names among its names, and what stands beside.

    Beside stands what contradicts: the whole telling of an occasion; of a record that grows, one
    of the same class with the contradicting values and their evidence alone.
    """
    if isinstance(kept, GROWING):
        return _grown(kept, tuple(others))
    beside: list[Record] = []
    for other in others:
        joint = of_occasion(kept, other)
        if joint.contradicting:
            beside.append(other)
        else:
            evidence = tuple(dict.fromkeys(kept.evidence + joint.evidence))
            kept = evolve(joint.whole, evidence=evidence)
    return kept, tuple(beside)


def _grown(kept: Record, others: tuple[Record, ...]) -> tuple[Record, tuple[Record, ...]]:
    if isinstance(kept, Organization):
        region = kept.region
        for other in others:
            region = _narrower(region, getattr(other, "region", None))
        kept = kept if kept.region == region else evolve(kept, region=region)
    draft = Draft(kept)
    beside: list[Record] = []
    for other in others:
        values, evidence = draft.grow(_told_of(kept, other))
        if values:
            beside.append(_holding(kept, {**values, "id": other.id, "evidence": evidence}))
    return draft.record(), tuple(beside)


def _holding(kept: Record, values: Mapping[str, Any]) -> Record:
    """Return the small record of `values`, and of what every record of the class must hold."""
    cls: type = type(kept)
    needed = {name: getattr(kept, name) for name, each in _shapes(kept).items() if each.required}
    identifier = f"{kept.prefix}{ids.SEPARATOR}{ids.name_of(values['id'])}"
    made: Record = cls(**{**needed, **values, "id": identifier})
    return made


def _narrower(mine: str | None, theirs: str | None) -> str | None:
    """Return the smaller of two places of which one lies in the other; else the first."""
    if mine is None or theirs is None:
        return mine or theirs
    return theirs if theirs.startswith(_stem(mine)) else mine


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _told_of(kept: Record, other: Record) -> Record:
    """Return what `other` tells as told of `kept`: under its name, of its class and kind."""
    changes: dict[str, Any] = {}
    if isinstance(kept, Organization) and isinstance(other, Organization):
        changes = _of_class(kept, other)
    changes |= _named_as(kept, other, changes.get("evidence", other.evidence))
    if not changes:
        return other
    cls: type = type(kept)
    values = {name: getattr(other, name) for name in _shapes(kept) if hasattr(other, name)}
    made: Record = _maker(cls)(**(values | changes))
    return made


@cache
def _maker(cls: type) -> Callable[..., Any]:
    # Thousands are made only to be read at once, out of values that have been checked.
    return unchecked(cls)


def _of_class(kept: Organization, other: Organization) -> dict[str, Any]:
    """Return the fields in which `other` must follow the class, kind and place of `kept`.

    What has no place in the class goes to `extra`, and so does another kind; evidence follows.
    """
    changes: dict[str, Any] = {}
    if kept.kind is not OrganizationKind.OTHER or type(kept) is not type(other):
        changes["kind"] = kept.kind
    if kept.region and other.region and kept.region.startswith(_stem(other.region)):
        changes["region"] = kept.region
    own, foreign = _shapes(kept), dict[str, object]()
    for name in _shapes(other) if type(kept) is not type(other) else ():
        if name not in own and (value := getattr(other, name)):
            foreign[name] = [*map(str, value)] if isinstance(value, tuple) else str(value)
    moved = set(foreign)
    if changes.get("kind", other.kind) is not other.kind is not OrganizationKind.OTHER:
        foreign[f"also_{other.kind.value}"] = True
        moved.add("kind")
    if foreign:
        changes["extra"] = Extra({**foreign, **other.extra})
        changes["evidence"] = tuple(
            evolve(each, field="extra") if _head_of(each.field) in moved else each
            for each in other.evidence
        )
    return {name: value for name, value in changes.items() if getattr(other, name) != value}


def _head_of(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _named_as(kept: Record, other: Record, evidence: tuple[Evidence, ...]) -> dict[str, Any]:
    """Return the fields of `other` under the name of `kept`: its own becomes one of the others.

    Where a record has no other names, one that is more than another spelling stays: it contradicts.
    """
    own: str | None = getattr(kept, "name", None)
    name: str | None = getattr(other, "name", None)
    if own == name or name is None or own is None:
        return {}
    changes: dict[str, Any] = {"name": own}
    if "aliases" not in _shapes(kept):
        return changes if folded(name) == folded(own) else {}
    field = "former_names" if name in getattr(kept, "former_names", ()) else "aliases"
    held = getattr(other, field)
    changes[field] = held if name in held else (*held, name)
    path = f"{field}[{changes[field].index(name)}]"
    changes["evidence"] = tuple(
        evolve(each, field=path) if each.field == "name" else each for each in evidence
    )
    return changes


def _shapes(record: Record) -> Mapping[str, Shape]:
    cls: type = type(record)
    return shapes(cls)


__all__ = ["united"]
