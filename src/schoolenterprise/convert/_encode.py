"""The way out: a function a class, made from its shapes, that gives a record as a dictionary.

What equals its default is left out. The dictionary is new, down to its lists; nothing is checked,
for a record is sound.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from schoolenterprise.convert._compile import compiled
from schoolenterprise.convert._unknown import spread
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.model import NO_EXTRA, Record, Shape, Value, shapes
from schoolenterprise.quantities import Quantity

Encoder = Callable[[Any], dict[str, Any]]


class _Encoders(dict[type, Encoder]):
    """Encoders by class, made when first asked for."""

    def __missing__(self, cls: type) -> Encoder:
        if not issubclass(cls, Record | Value | Quantity):
            raise InvalidValueError(f"found an object of class {cls.__name__}, expected a record")
        known: type = cls
        made = self[cls] = _encoder(known)
        return made


_encoders = _Encoders()


def encode(item: object) -> dict[str, Any]:
    """Return the record, or value of a record, `item` as plain JSON values."""
    return _encoders[type(item)](item)


@cache
def _encoder(cls: type) -> Encoder:
    lenders = {name for name, shape in shapes(cls).items() if shape.lends_extra}
    names: dict[str, object] = {"none": NO_EXTRA, "spread": spread, "lenders": lenders}
    return compiled(f"encode_{cls.__name__}", _lines(cls, names), names)


def _lines(cls: type, names: dict[str, object]) -> Iterator[str]:
    fields = {name: shape for name, shape in shapes(cls).items() if shape.kind != "extra"}
    # Evidence is long and about the rest, so it comes last.
    order = sorted(fields, key="evidence".__eq__)
    always = [name for name in order if fields[name].required or name == "id"]
    first = [f"'type': {cls.__name__!r}"] if issubclass(cls, Record) else []
    for name in always:
        first.append(f"{name!r}: {_plain(name, fields[name], names).format(f'self.{name}')}")
    yield f"def encode_{cls.__name__}(self):"
    yield f"    data = {{{', '.join(first)}}}"
    for name in order:
        if name not in always:
            yield f"    value = self.{name}"
            yield f"    if {_given(name, fields[name], names)}:"
            yield from _adding(name, fields[name], names)
    if "extra" in shapes(cls):
        yield "    if self.extra is not none: spread(self.extra, data, lenders)"
    yield "    return data"


def _adding(name: str, shape: Shape, names: dict[str, object]) -> Iterator[str]:
    plain = _plain(name, shape, names)
    if not shape.many:
        yield f"        data[{name!r}] = {plain.format('value')}"
    elif plain == "{}":
        yield f"        data[{name!r}] = [*value]"
    else:
        yield f"        data[{name!r}] = items = []"
        yield f"        for each in value: items.append({plain.format('each')})"


def _given(name: str, shape: Shape, names: dict[str, object]) -> str:
    """Return the condition under which `value` is not the default."""
    if shape.many and shape.default == ():
        return "value"
    if shape.default is None or isinstance(shape.default, bool):
        return f"value is not {shape.default}"
    names[f"default_{name}"] = shape.default
    return f"value is not default_{name}" if shape.kind == "choice" else f"value != default_{name}"


def _plain(name: str, shape: Shape, names: dict[str, object]) -> str:
    """Return the expression that gives one value, for which `{}` stands, as plain JSON values."""
    if shape.kind == "nested":
        names[f"encode_{name}"] = _encoder(shape.type)
        return f"encode_{name}({{}})"
    return {"date": "{}.edtf", "when": "{}.edtf", "choice": "{}._value_"}.get(shape.kind, "{}")


__all__ = ["encode"]
