"""References rewritten: every id that became another, in records and the values inside them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from schoolenterprise.model import Evidence, Record, Reference, Value, evolve, shapes

_R = TypeVar("_R", bound=Record)


def rewritten(record: _R, kept: Mapping[str, str]) -> _R:
    """Return `record` with each reference to a key of `kept` replaced by its value.

    A list of references holds no id twice afterwards; evidence follows what it speaks of.
    """
    changes, moved = _changes(record, kept, "")
    if moved or any(each.source in kept for each in record.evidence):
        followed = (_followed(each, moved, kept) for each in record.evidence)
        changes["evidence"] = tuple(dict.fromkeys(followed))
    return evolve(record, **changes) if changes else record


def _changes(
    value: Record | Value | Any, kept: Mapping[str, str], path: str
) -> tuple[dict[str, object], dict[str, str]]:
    """Return the fields that change, and old path → new path of what moved in a list."""
    changes: dict[str, object] = {}
    moved: dict[str, str] = {}
    cls: type = type(value)
    for name, many, nested in _plan(cls):
        held = getattr(value, name)
        if not held:
            continue
        where = f"{path}{name}"
        if nested:
            items = held if many else (held,)
            made = []
            for at, item in enumerate(items):
                inner, _ = _changes(item, kept, f"{where}[{at}].")
                made.append(evolve(item, **inner) if inner else item)
            new: Any = tuple(made) if many else made[0]
        elif many:
            new = tuple(dict.fromkeys(kept.get(item, item) for item in held))
            if len(new) < len(held):
                places = {item: at for at, item in enumerate(new)}
                for at, item in enumerate(held):
                    moved[f"{where}[{at}]"] = f"{where}[{places[kept.get(item, item)]}]"
        else:
            new = kept.get(held, held)
        if new != held:
            changes[name] = new
    return changes, moved


def _followed(evidence: Evidence, moved: Mapping[str, str], kept: Mapping[str, str]) -> Evidence:
    field = moved.get(evidence.field, evidence.field)
    source = kept.get(evidence.source, evidence.source)
    if (field, source) == (evidence.field, evidence.source):
        return evidence
    return evolve(evidence, field=field, source=source)


@cache
def _plan(cls: type) -> tuple[tuple[str, bool, bool], ...]:
    """Return the fields of `cls` that hold references: name, whether many, whether deeper."""
    return tuple(
        (name, shape.many, shape.kind == "nested")
        for name, shape in shapes(cls).items()
        if name != "evidence"
        and (isinstance(shape.rule, Reference) or (shape.kind == "nested" and _plan(shape.type)))
    )


__all__ = ["rewritten"]
