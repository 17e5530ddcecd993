"""`Link`: one reference from a record to another, found by what the model marks as such."""

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import frozen

from schoolenterprise.model import Record, Reference, shapes


@frozen
class Link:
    """One reference between records."""

    origin: str
    """出处：id of the record that refers."""
    path: str
    """路径：where in it the reference stands: `participants[0].official`."""
    target: str
    """目标：id of the record that is referred to; whether there is one is not said."""


def links(record: Record) -> tuple[Link, ...]:
    """Return every reference in `record`, in the order of its fields.

    >>> from schoolenterprise.model import Program
    >>> links(Program(name="访企拓岗", organizer="organization:教育部"))
    (Link(origin='program:访企拓岗', path='organizer', target='organization:教育部'),)
    """
    return tuple(Link(record.id, path, target) for path, target in _inside(record))


def targets(record: Record) -> set[str]:
    """Return the ids that `record` refers to; much faster than `links`."""
    found: set[str] = set()
    _collect(record, found)
    return found


def _collect(value: Record | Any, found: set[str]) -> None:
    cls: type = type(value)
    read, plan = _reading(cls)
    for held, (many, nested) in zip(read(value), plan, strict=True):
        if not held:
            continue
        if not nested:
            found.update(held) if many else found.add(held)
        else:
            for item in held if many else (held,):
                _collect(item, found)


def _inside(value: Record | Any, path: str = "") -> Iterator[tuple[str, str]]:
    cls: type = type(value)
    for name, many, nested in _plan(cls):
        held = getattr(value, name)
        if not held:
            continue
        where = f"{path}{name}"
        places = (
            [(f"{where}[{at}]", item) for at, item in enumerate(held)] if many else [(where, held)]
        )
        for place, item in places:
            if nested:
                yield from _inside(item, f"{place}.")
            else:
                yield place, item


@cache
def _reading(cls: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[bool, bool], ...]]:
    """Return what reads all fields of `_plan` at once, and of each whether many, whether deeper."""
    plan = _plan(cls)
    kinds = tuple((many, nested) for _, many, nested in plan)
    if len(plan) == 1:
        read = attrgetter(plan[0][0])
        return (lambda value: (read(value),)), kinds
    return attrgetter(*(name for name, _, _ in plan)) if plan else (lambda _: ()), kinds


@cache
def _plan(cls: type) -> tuple[tuple[str, bool, bool], ...]:
    """Return the fields of `cls` that hold references: name, whether many, whether deeper."""
    return tuple(
        (name, shape.many, shape.kind == "nested")
        for name, shape in shapes(cls).items()
        if isinstance(shape.rule, Reference) or (shape.kind == "nested" and _plan(shape.type))
    )


__all__ = ["Link", "links", "targets"]
