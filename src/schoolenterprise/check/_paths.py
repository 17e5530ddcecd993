"""Paths of values inside a record, as evidence and problems write them."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from schoolenterprise.model import Shape, shapes

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]{1,9})\])?(?:\.(?=.)|\Z)")


def value_at(record: object, path: str) -> Any:
    """Return the value at `path`; `None` when there is none, nor in an empty list.

    >>> from schoolenterprise.model import Participant, Visit
    >>> visit = Visit(participants=(Participant(name="李洪渠", titles=("党委书记",)),))
    >>> value_at(visit, "participants[0].titles[0]"), value_at(visit, "participants[1].name")
    ('党委书记', None)
    """
    value: Any = record
    position = 0
    while position < len(path):
        step = _STEP.match(path, position)
        if step is None or step[1] not in _fields(type(value)):
            return None
        value = _item(getattr(value, step[1]), step[2])
        position = step.end()
    return None if value == () or not path else value


def _fields(cls: type) -> Mapping[str, Shape]:
    return shapes(cls) if attrs.has(cls) else {}


def _item(value: Any, index: str | None) -> Any:
    if index is None:
        return value
    within = isinstance(value, tuple) and int(index) < len(value)
    return value[int(index)] if within else None


__all__ = ["value_at"]
