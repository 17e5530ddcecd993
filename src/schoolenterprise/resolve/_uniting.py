"""Records united: lists joined with their evidence, gaps filled; contradictions are told."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from schoolenterprise.dates import Period, When
from schoolenterprise.model import (
    Evidence,
    Organization,
    Post,
    Record,
    Shape,
    evolve,
    shapes,
)
from schoolenterprise.vocabulary import OrganizationKind

_R = TypeVar("_R", bound=Record)
_ITEM = re.compile(r"([a-z_]+)\[([0-9]+)\](.*)", re.DOTALL)
_APART = frozenset({"id", "name", "evidence", "extra"})


def united(kept: _R, other: Record) -> tuple[_R, tuple[str, ...]]:
    """Return `kept` with what `other` adds, and the names of the fields that contradict.

    Where two values contradict, that of `kept` stays.
    """
    changes: dict[str, Any] = {}
    evidence = list(kept.evidence)
    contradicting: list[str] = []
    moved: dict[str, str] = {}
    if isinstance(kept, Organization) and isinstance(other, Organization):
        changes.update(_united_names(kept, other, moved))
    for name, shape in _shapes(kept).items():
        if name in _APART or name in changes or not hasattr(other, name):
            continue
        if name == "kind" and type(kept) is not type(other):
            # The class that is kept says what it is.
            continue
        mine, theirs = getattr(kept, name), getattr(other, name)
        if shape.many:
            changes[name] = _joined(name, mine, theirs, moved)
        elif not _says(name, theirs, shape.default) or mine == theirs:
            continue
        elif not _says(name, mine, shape.default) or _narrower(name, theirs, mine):
            changes[name] = theirs
        elif not _narrower(name, mine, theirs):
            contradicting.append(name)
            moved[name] = ""
    evidence += _moved_evidence(other.evidence, moved, kept)
    changes["evidence"] = tuple(dict.fromkeys(evidence))
    changes["extra"] = {**_foreign(kept, other), **other.extra, **kept.extra}
    return evolve(kept, **changes), tuple(contradicting)


def _shapes(record: Record) -> Mapping[str, Shape]:
    cls: type = type(record)
    return shapes(cls)


def _says(name: str, value: object, default: object) -> bool:
    """Say whether a field holds more than what it holds when nothing is known."""
    return value not in (None, "", False) and not (
        name == "kind" and value is OrganizationKind.OTHER
    )


def _narrower(name: str, one: object, other: object) -> bool:
    """Say whether both are places and the one lies in the other."""
    if name != "region":
        return False
    wide = str(other)
    stem = wide[:2] if wide.endswith("0000") else wide[:4] if wide.endswith("00") else wide
    return str(one).startswith(stem)


def _united_names(kept: Organization, other: Organization, moved: dict[str, str]) -> dict[str, Any]:
    """Return aliases and former names of two organizations as one, the kept name in front."""
    former = [*kept.former_names]
    aliases = [*kept.aliases]
    taken = {kept.name, *former}
    for at, name in enumerate(other.former_names):
        if name not in taken and name not in aliases:
            former.append(name)
            taken.add(name)
        moved[f"former_names[{at}]"] = _place(name, kept.name, aliases, former)
    for path, name in (
        ("name", other.name),
        *((f"aliases[{at}]", name) for at, name in enumerate(other.aliases)),
    ):
        if name not in taken and name not in aliases:
            aliases.append(name)
        moved[path] = _place(name, kept.name, aliases, former)
    return {"aliases": tuple(aliases), "former_names": tuple(former)}


def _place(name: str, own: str, aliases: list[str], former: list[str]) -> str:
    if name == own:
        return "name"
    if name in former:
        return f"former_names[{former.index(name)}]"
    return f"aliases[{aliases.index(name)}]"


def _joined(
    name: str, mine: tuple[Any, ...], theirs: tuple[Any, ...], moved: dict[str, str]
) -> Any:
    """Return two lists as one; equal items count once, posts are joined over time."""
    items = list(mine)
    for at, item in enumerate(theirs):
        place = next((here for here, held in enumerate(items) if _one(held, item)), None)
        if place is None:
            place = len(items)
            items.append(item)
        elif isinstance(item, Post):
            items[place] = _joined_post(items[place], item)
        moved[f"{name}[{at}]"] = f"{name}[{place}]"
    return tuple(items)


def _one(held: object, item: object) -> bool:
    if isinstance(held, Post) and isinstance(item, Post):
        undated = not (held.since or held.until or item.since or item.until)
        same = (held.title, held.organization) == (item.title, item.organization)
        return held == item or (undated and same)
    return held == item


def _joined_post(held: Post, item: Post) -> Post:
    if held == item or item.seen is None or held.seen == item.seen:
        return held
    seen = item.seen if held.seen is None else _span(held.seen, item.seen)
    return evolve(held, seen=seen, extra={**item.extra, **held.extra})


def _span(first: When, second: When) -> When:
    """Return the period from the beginning of the earlier to the end of the later."""
    ends = [each if isinstance(each, Period) else None for each in (first, second)]
    starts = [one.start if one else each for one, each in zip(ends, (first, second), strict=True)]
    lasts = [one.end if one else each for one, each in zip(ends, (first, second), strict=True)]
    known = sorted((one for one in starts if one), key=lambda one: one.sort_key)
    later = sorted((one for one in lasts if one), key=lambda one: one._extent.last)
    if not known or not later or known[0] == later[-1]:
        return first
    return Period(f"{known[0]}/{later[-1]}")


def _moved_evidence(
    evidence: Iterable[Evidence], moved: dict[str, str], kept: Record
) -> Iterator[Evidence]:
    """Yield evidence with the paths of the united record; that of what went nowhere is left out."""
    known = _shapes(kept)
    for each in evidence:
        head = each.field.partition(".")[0]
        field = moved.get(each.field)
        if field is None and head in moved:
            field = moved[head] + each.field[len(head) :]
        if field is None:
            field = each.field if re.match("[a-z_]+", head)[0] in known else ""  # type: ignore[index]  # a path begins so
        if field:
            yield each if field == each.field else evolve(each, field=field)


def _foreign(kept: Record, other: Record) -> dict[str, object]:
    """Return as plain values the fields of another class that `kept` has no place for."""
    if type(kept) is type(other):
        return {}
    own = _shapes(kept)
    return {
        name: [*map(str, value)] if isinstance(value, tuple) else str(value)
        for name in _shapes(other)
        if name not in own and (value := getattr(other, name))
    }


__all__ = ["united"]
