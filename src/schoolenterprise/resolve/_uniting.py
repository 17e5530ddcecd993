"""Two records under two ids brought together in one: prepared here, joined as ledgers join them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from schoolenterprise.ledger._drafts import GROWING, Draft, of_occasion
from schoolenterprise.model import Evidence, Organization, Record, Shape, evolve, shapes
from schoolenterprise.vocabulary import OrganizationKind


class Union(NamedTuple):
    """One record of two, and what of the second contradicts the first."""

    whole: Record
    """The first with what the second adds."""
    values: Mapping[str, Any]
    """Field → the contradicting value of the second."""
    evidence: tuple[Evidence, ...]
    """Where the contradicting values were read."""


def united(kept: Record, other: Record) -> Union:
    """Return `kept` with what `other` adds to it; names of `other` become further names."""
    if not isinstance(kept, GROWING):
        joint = of_occasion(kept, other)
        whole = evolve(joint.whole, evidence=_each_once(kept.evidence + joint.evidence))
        return Union(whole, dict.fromkeys(joint.contradicting), ())
    if isinstance(kept, Organization) and isinstance(other, Organization):
        region = _narrower(kept.region, other.region)
        kept, other = evolve(kept, region=region), _of_class(kept, other, region)
    draft = Draft(kept)
    claims = draft.grow(_under_name(kept, other))
    return Union(draft.record(), claims.values, claims.evidence)


def _each_once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _narrower(mine: str | None, theirs: str | None) -> str | None:
    """Return the smaller of two places of which one lies in the other; else the first."""
    if mine is None or theirs is None:
        return mine or theirs
    stem = mine[:2] if mine.endswith("0000") else mine[:4] if mine.endswith("00") else mine
    return theirs if theirs.startswith(stem) else mine


def _of_class(kept: Organization, other: Organization, region: str | None) -> Organization:
    """Return `other` as of the class and kind of `kept`; what has no place goes to `extra`."""
    own, theirs = _shapes(kept), _shapes(other)
    unknown = kept.kind is OrganizationKind.OTHER
    values = {name: getattr(other, name) for name in theirs if name in own}
    values["kind"] = other.kind if unknown and type(kept) is type(other) else kept.kind
    if region is None or other.region is None or region.startswith(other.region.rstrip("0")):
        values["region"] = region
    foreign = {
        name: [*map(str, value)] if isinstance(value, tuple) else str(value)
        for name in theirs
        if name not in own and (value := getattr(other, name))
    }
    values["extra"] = {**foreign, **other.extra}
    values["id"] = kept.id
    cls: type[Organization] = type(kept)
    return cls(**values)


def _under_name(kept: Record, other: Record) -> Record:
    """Return `other` under the name of `kept`, its own among the aliases or the former names."""
    own: str | None = getattr(kept, "name", None)
    name: str | None = getattr(other, "name", None)
    if own == name or name is None or own is None:
        return other
    changes: dict[str, Any] = {"name": own}
    path = ""
    if "aliases" in _shapes(kept):
        former = name in getattr(kept, "former_names", ())
        field = "former_names" if former else "aliases"
        held = getattr(other, field)
        changes[field] = held if name in held else (*held, name)
        path = f"{field}[{changes[field].index(name)}]"
    evidence = (
        (evolve(each, field=path) if path else each) if each.field == "name" else each
        for each in other.evidence
    )
    return evolve(other, **changes, evidence=tuple(evidence))


def _shapes(record: Record) -> Mapping[str, Shape]:
    cls: type = type(record)
    return shapes(cls)


__all__ = ["Union", "united"]
