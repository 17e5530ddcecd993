"""Two tellings of one thing made one, value by value; decides nothing about records as a whole.

Whatever is left out, and holds its default, is a gap that the other telling may fill. What joins
never contradicts what it was made of, so that joining the same again changes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from schoolenterprise.dates import Period, spanning
from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.model import (
    Extra,
    Milestone,
    Participant,
    Post,
    Shape,
    Signatory,
    Value,
    evolve,
    shapes,
)

SAME: dict[type, tuple[str, ...]] = {
    Post: ("title", "organization"),
    Milestone: ("kind",),
    Participant: ("name",),
    Signatory: ("name",),
}
"""Class of items that may say more or less of one thing → the fields in which these are equal."""


@cache
def fields_of(cls: type) -> Mapping[str, Shape]:
    """Return the shapes of the fields of a record that are brought together value by value."""
    return {name: each for name, each in shapes(cls).items() if name not in ("id", "evidence")}


class Items:
    """The items of one list, while those of others are added."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = list(items)
        self._places: dict[object, list[int]] = {}
        for place, item in enumerate(self.items):
            self._places.setdefault(_key(item), []).append(place)

    def take(self, item: Any) -> int:
        """Bring `item` into the list; return where it stands now."""
        places = self._places.setdefault(_key(item), [])
        joinable: tuple[int, Any] | None = None
        for place in places:
            one = joined(self.items[place], item)
            if one == self.items[place]:
                return place
            if one is not None and joinable is None:
                joinable = place, one
        if joinable is not None:
            self.items[joinable[0]] = joinable[1]
            return joinable[0]
        self.items.append(item)
        places.append(len(self.items) - 1)
        return places[-1]


def _key(item: Any) -> object:
    same = SAME.get(type(item))
    return (type(item), *(getattr(item, name) for name in same)) if same else item


def joined(one: Any, other: Any) -> Any:
    """Return an item that says what both say; `None`: they contradict each other."""
    if one == other:
        return one
    same = SAME.get(type(one))
    if same is None or type(one) is not type(other):
        return None
    cls: type = type(one)
    changes: dict[str, Any] = {}
    for name, shape in shapes(cls).items():
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            value = None if name in same else _value(name, shape, mine, theirs)
            if value is None:
                return None
            changes[name] = value
    return _joined_item(one, changes)


def _joined_item(one: Value, changes: dict[str, Any]) -> Value | None:
    try:
        whole = evolve(one, **changes)
    except InvalidFieldError:
        return None
    return None if isinstance(whole, Post) and _seen_outside(whole) else whole


def _seen_outside(post: Post) -> bool:
    """Whether somebody was seen in a post before it began or after it ended: another term of it."""
    if post.seen is None:
        return False
    seen = post.seen
    start, end = (seen.start, seen.end) if isinstance(seen, Period) else (seen, seen)
    early = post.since and (start is None or start.certainly_before(post.since))
    late = post.until and (end is None or post.until.certainly_before(end))
    return bool(early or late)


def _value(name: str, shape: Shape, mine: Any, theirs: Any) -> Any:
    """Return what two different values come to; `None`: they contradict each other."""
    if shape.kind == "extra":
        return extras_joined(mine, theirs)
    if theirs == shape.default:
        return mine
    if mine == shape.default:
        return theirs
    return spanning((mine, theirs)) if name == "seen" else None


def extras_joined(mine: Mapping[str, object], theirs: Mapping[str, object]) -> Extra | None:
    """Return the unknown keys of both; `None`: one key has two values."""
    if any(differing(mine, theirs)):
        return None
    return Extra({**mine, **theirs})


def differing(mine: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, object]:
    """Return the unknown keys that both have with different values, with the values of theirs."""
    return {
        key: theirs[key]
        for key in theirs
        if key in mine and written(mine[key]) != written(theirs[key])
    }


def written(value: object) -> str:
    """Return the one spelling of a plain JSON value."""
    return json.dumps(value, sort_keys=True)


def lists_joined(own: tuple[Any, ...], other: tuple[Any, ...]) -> "tuple[Items, list[int]] | None":
    """Return both lists as one, and where each item of `other` stands in it.

    `None`: each has an item that the other one lacks.
    """
    items = Items(own)
    places = [items.take(item) for item in other]
    if len(items.items) > len(own):
        matched = {items.items[place] for place in places}
        if not matched.issuperset(items.items[: len(own)]):
            return None
    return items, places


def moved(path: str, places: Mapping[str, Sequence[str]]) -> str:
    """Return the path of a value whose list has been brought into another.

    `places` says of each list where its items stand now; what it does not know stays.

    >>> moved("posts[0].title", {"posts": ["posts[3]"]}), moved("name", {})
    ('posts[3].title', 'name')
    """
    first, dot, rest = path.partition(".")
    name, _, index = first.partition("[")
    spots = places.get(name, ())
    number = int(index.removesuffix("]")) if index else len(spots)
    return f"{spots[number]}{dot}{rest}" if number < len(spots) else path


def head_of(path: str) -> str:
    """Return the field of the record in which the value at `path` lies."""
    return path.partition(".")[0].partition("[")[0]


__all__ = [
    "SAME",
    "Items",
    "differing",
    "extras_joined",
    "fields_of",
    "head_of",
    "joined",
    "lists_joined",
    "moved",
    "written",
]
