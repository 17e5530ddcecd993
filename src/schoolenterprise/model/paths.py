"""Paths of values inside a record, `participants[0].titles[1]`: their form, and where they lead."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.model._shape import Shape, shapes

PATH = r"^[a-z_]+(\[[0-9]{1,9}\])?(\.[a-z_]+(\[[0-9]{1,9}\])?)*$"
"""The form of a path, as a regular expression that Python and ECMA 262 read alike."""

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")


def check_path(text: str) -> None:
    """Check that `text` has the form of a path; what it leads to is not asked.

    Raises:
        InvalidValueError: it has another form.
    """
    if not re.fullmatch(PATH, text):
        raise InvalidValueError("write the names of fields, as in participants[0].titles[1]")


def value_at(record: object, path: str) -> Any:
    """Return the value at `path` in `record`; `None` when there is none, nor in an empty list.

    >>> from schoolenterprise.model import Participant, Visit
    >>> visit = Visit(participants=(Participant(name="李洪渠", titles=("党委书记",)),))
    >>> value_at(visit, "participants[0].titles[0]"), value_at(visit, "participants[1].name")
    ('党委书记', None)
    """
    check_path(path)
    value: Any = record
    for name, index in _STEP.findall(path):
        if name not in _fields(type(value)):
            return None
        value = getattr(value, name)
        if index:
            within = isinstance(value, tuple) and int(index) < len(value)
            value = value[int(index)] if within else None
    return None if value == () else value


def _fields(cls: type) -> Mapping[str, Shape]:
    return shapes(cls) if attrs.has(cls) else {}


__all__ = ["PATH", "check_path", "value_at"]
