"""Two records under two ids brought together in one: prepared here, joined as ledgers join them."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from schoolenterprise.ledger import GROWING, Draft, of_occasion
from schoolenterprise.model import Evidence, Extra, Organization, Record, Shape, evolve, shapes
from schoolenterprise.model.unchecked import unchecked
from schoolenterprise.vocabulary import OrganizationKind


class Claims(NamedTuple):
    """What of a record contradicts the one that it went into."""

    identifier: str
    """The id that the record had."""
    values: Mapping[str, Any]
    """Field → contradicting value."""
    evidence: tuple[Evidence, ...]
    """Where these values were read."""


def united(kept: Record, others: Iterable[Record]) -> tuple[Record, tuple[Claims, ...]]:
    """Return `kept` with what `others` add, their names among its names, and what contradicts."""
    if isinstance(kept, GROWING):
        return _grown(kept, tuple(others))
    claims: list[Claims] = []
    for other in others:
        joint = of_occasion(kept, other)
        if joint.contradicting:
            claims.append(Claims(other.id, dict.fromkeys(joint.contradicting), ()))
        else:
            evidence = tuple(dict.fromkeys(kept.evidence + joint.evidence))
            kept = evolve(joint.whole, evidence=evidence)
    return kept, tuple(claims)


def _grown(kept: Record, others: tuple[Record, ...]) -> tuple[Record, tuple[Claims, ...]]:
    if isinstance(kept, Organization):
        region = kept.region
        for other in others:
            region = _narrower(region, getattr(other, "region", None))
        kept = kept if kept.region == region else evolve(kept, region=region)
    draft = Draft(kept)
    claims: list[Claims] = []
    for other in others:
        values, evidence = draft.grow(_told_of(kept, other))
        if values:
            claims.append(Claims(other.id, values, evidence))
    return draft.record(), tuple(claims)


def _narrower(mine: str | None, theirs: str | None) -> str | None:
    """Return the smaller of two places of which one lies in the other; else the first."""
    if mine is None or theirs is None:
        return mine or theirs
    return theirs if theirs.startswith(_stem(mine)) else mine


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _told_of(kept: Record, other: Record) -> Record:
    """Return what `other` tells as told of `kept`: under its name, of its class and kind."""
    changes: dict[str, Any] = _named_as(kept, other)
    if isinstance(kept, Organization) and isinstance(other, Organization):
        changes |= _of_class(kept, other)
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

    What has no place in the class goes to `extra`.
    """
    changes: dict[str, Any] = {}
    if kept.kind is not OrganizationKind.OTHER or type(kept) is not type(other):
        changes["kind"] = kept.kind
    if kept.region and other.region and kept.region.startswith(_stem(other.region)):
        changes["region"] = kept.region
    if type(kept) is not type(other):
        own = _shapes(kept)
        foreign = {
            name: [*map(str, value)] if isinstance(value, tuple) else str(value)
            for name in _shapes(other)
            if name not in own and (value := getattr(other, name))
        }
        changes["extra"] = Extra({**foreign, **other.extra})
    return {name: value for name, value in changes.items() if getattr(other, name) != value}


def _named_as(kept: Record, other: Record) -> dict[str, Any]:
    """Return the fields of `other` under the name of `kept`: its own becomes one of the others."""
    own: str | None = getattr(kept, "name", None)
    name: str | None = getattr(other, "name", None)
    if own == name or name is None or own is None:
        return {}
    changes: dict[str, Any] = {"name": own}
    if "aliases" not in _shapes(kept):
        return changes
    field = "former_names" if name in getattr(kept, "former_names", ()) else "aliases"
    held = getattr(other, field)
    changes[field] = held if name in held else (*held, name)
    path = f"{field}[{changes[field].index(name)}]"
    changes["evidence"] = tuple(
        evolve(each, field=path) if each.field == "name" else each for each in other.evidence
    )
    return changes


def _shapes(record: Record) -> Mapping[str, Shape]:
    cls: type = type(record)
    return shapes(cls)


__all__ = ["Claims", "united"]
