"""Change: a frozen record with some values replaced is a new record."""

from typing import TypeVar

import attrs

from schoolenterprise.errors import wrong_type
from schoolenterprise.model._base import Record, Value

_R = TypeVar("_R", bound=Record | Value)


def evolve(record: _R, **changes: object) -> _R:
    """Return a copy of `record` with the given fields replaced; the `id` stays unless it is given.

    Raises:
        InvalidValueError: a value is of the wrong type or form, or `record` is no record.
        TypeError: the class has no such field.
    """
    if not isinstance(record, Record | Value):
        raise wrong_type("record", record, "a record, or a value of one")
    changed: _R = attrs.evolve(record, **changes)  # type: ignore[misc]  # records are attrs classes
    return changed


__all__ = ["evolve"]
