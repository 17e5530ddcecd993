"""Unknown keys on their way out of `extra` and back to the place they came from."""

from collections.abc import Container, Mapping
from typing import Any

from schoolenterprise.model import shapes
from schoolenterprise.model.extra import copied


def spread(extra: Mapping[str, object], data: dict[str, Any], lenders: Container[str]) -> None:
    """Add the unknown keys `extra` to `data`, the object that they came with.

    A value without an `extra` of its own, such as the quantity `students`, has its unknown keys
    kept by its owner, under names such as `students.remark`; they go back into it. `lenders` are
    the fields that hold such values.
    """
    for key, value in extra.items():
        name, _, inner = key.partition(".")
        home = data[name] if inner and name in lenders and name in data else data
        home[key if home is data else inner] = copied(value)


def is_taken(cls: type, key: object, data: Mapping[str, object]) -> bool:
    """Whether an unknown key of `data` bears the name of one inside a value, as `spread` has it."""
    name, _, inner = str(key).partition(".")
    shape = shapes(cls).get(name)
    return bool(shape and shape.lends_extra and inner and data.get(name) is not None)


__all__ = ["is_taken", "spread"]
