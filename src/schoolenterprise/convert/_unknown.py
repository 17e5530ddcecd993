"""Unknown keys on their way out of `extra` and back to the place they came from."""

from collections.abc import Container, Mapping
from typing import Any

from schoolenterprise.model.extra import copied


def spread(extra: Mapping[str, object], data: dict[str, Any], lenders: Container[str]) -> None:
    """Add the unknown keys `extra` to `data`, the object that they came with.

    A value without an `extra` of its own, such as the quantity `students`, has its unknown keys kept
    by its owner, under names such as `students.remark`; they go back into it. `lenders` are the
    fields that hold such values.
    """
    for key, value in extra.items():
        name, _, inner = key.partition(".")
        home = data[name] if inner and name in lenders and name in data else data
        home[key if home is data else inner] = copied(value)


__all__ = ["spread"]
