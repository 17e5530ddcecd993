"""The fast way in: a function a class, made from its shapes, that takes a sound dictionary over.

It finds no faults. At the least doubt (a fault, an unknown key, a missing id) it gives up with one
of `DOUBTS`, and `_examine`, which is slow and says everything, has the word.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs

from schoolenterprise.convert._compile import compiled
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.model import NO_EXTRA, Record, Shape, record_class, shapes

_MOST_REMEMBERED = 65_536
# Python compares smaller numbers fastest; what is larger the slow way takes.
_LARGE = 2**30


class Doubt(Exception):
    """The fast way cannot be sure; never seen outside this room."""


DOUBTS = (Doubt, AttributeError, LookupError, TypeError, ValueError)
"""What the fast way raises when it gives up."""


class _Known(dict[object, Any]):
    """Values by their text: each text is checked once, and equal ones share one value."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], object]) -> None:
        self._make = make

    def __missing__(self, text: object) -> object:
        if type(text) is not str:
            raise Doubt
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[text] = self._make(text)
        return value


class _Decoders(dict[str, Callable[[dict[str, Any]], Record]]):
    """Decoders by the name of their class of records, made when first asked for."""

    def __missing__(self, name: str) -> Callable[[dict[str, Any]], Record]:
        cls: type = record_class(name)
        made = self[name] = _decoder(cls)
        return made


_decoders = _Decoders()


def decode(data: Any) -> Record:
    """Return the record that `data` holds, which must be plain JSON values in whole characters.

    Raises:
        DOUBTS: `data` may be faulty, or hold something that the model does not know.
    """
    return _decoders[data["type"]](data)


def _blank(cls: type) -> type:
    """Return a class laid out as `cls` whose fields can be set: an object is filled, then frozen.

    Setting the fields of a frozen class takes five times as long.
    """
    free = {"__init__", "__setattr__", "__delattr__"}
    body = {"__slots__": cls.__dict__["__slots__"]} | {name: getattr(object, name) for name in free}
    return type(f"Blank{cls.__name__}", cls.__bases__, body)


@cache
def _decoder(cls: type) -> Callable[[dict[str, Any]], Any]:
    names: dict[str, object] = {"blank": _blank(cls), "cls": cls, "Doubt": Doubt, "none": NO_EXTRA}
    return compiled(f"decode_{cls.__name__}", _lines(cls, names), names)


def _lines(cls: type, names: dict[str, object]) -> Iterator[str]:
    fields = {name: shape for name, shape in shapes(cls).items() if shape.kind != "extra"}
    required = [name for name, shape in fields.items() if shape.required or name == "id"]
    # Of a record, the key `type` is there as well.
    yield f"def decode_{cls.__name__}(data):"
    yield f"    left = len(data) - {len(required) + issubclass(cls, Record)}"
    yield "    self = blank()"
    for name, shape in fields.items():
        if name in required:
            yield f"    value = data[{name!r}]"
            yield from _taking(name, shape, names, "    ")
        else:
            names[f"default_{name}"] = shape.default
            yield f"    value = data.get({name!r})"
            yield f"    if value is None: self.{name} = default_{name}"
            yield "    else:"
            yield "        left -= 1"
            yield from _taking(name, shape, names, "        ")
    yield "    if left: raise Doubt"
    if "extra" in shapes(cls):
        yield "    self.extra = none"
    yield "    self.__class__ = cls"
    own = getattr(cls, "__attrs_post_init__", None)
    if own and own is not Record.__attrs_post_init__:
        names["check"] = own
        yield "    check(self)"
    yield "    return self"


def _taking(name: str, shape: Shape, names: dict[str, object], indent: str) -> Iterator[str]:
    """Yield the lines that check `value` and set the field `name` from it."""
    if shape.many:
        yield f"{indent}if type(value) is not list: raise Doubt"
        several = _several_nested if shape.kind == "nested" else _several_known
        yield from several(name, shape, names, indent)
        return
    unfit = _unfit(name, shape)
    if unfit:
        yield f"{indent}if {unfit}: raise Doubt"
    yield f"{indent}self.{name} = {_one(name, shape, names)}"


def _unfit(name: str, shape: Shape) -> str:
    """Return the condition under which `value` is in doubt; none where taking it over tells."""
    if name == "id":
        start = shape.rule.expected.rstrip("…") if shape.rule else ""
        known = f"value.startswith({start!r}) and len(value) > {len(start)}"
        return f"type(value) is not str or not ({known})"
    if shape.kind == "text" and shape.rule is None:
        return "type(value) is not str or not value or value.isspace()"
    return {
        "integer": f"type(value) is not int or not 0 <= value < {_LARGE}",
        "flag": "type(value) is not bool",
    }.get(shape.kind, "")


def _one(name: str, shape: Shape, names: dict[str, object]) -> str:
    if shape.kind == "nested":
        names[f"decode_{name}"] = _decoder(shape.type)
        return f"decode_{name}(value)"
    unruled = shape.kind == "text" and shape.rule is None
    if name == "id" or unruled or shape.kind in ("integer", "flag"):
        return "value"
    names[f"known_{name}"] = _known(_of_one(shape))
    return f"known_{name}[value]"


def _several_nested(
    name: str, shape: Shape, names: dict[str, object], indent: str
) -> Iterator[str]:
    names[f"decode_{name}"] = _decoder(shape.type)
    yield f"{indent}items = []"
    yield f"{indent}for each in value: items.append(decode_{name}(each))"
    yield f"{indent}self.{name} = tuple(items)"


def _several_known(name: str, shape: Shape, names: dict[str, object], indent: str) -> Iterator[str]:
    names[f"known_{name}"] = known = _known(_of_one(shape))
    names[f"each_{name}"] = known.__getitem__
    # Most lists have one item, for which the general way takes twice as long.
    yield f"{indent}if len(value) == 1: self.{name} = (known_{name}[value[0]],)"
    yield f"{indent}else: self.{name} = tuple(map(each_{name}, value))"


def _of_one(shape: Shape) -> Shape:
    """Return what is the same in all fields that hold such values."""
    return attrs.evolve(shape, many=False, optional=False, required=True, default=None)


@cache
def _known(shape: Shape) -> dict[object, Any]:
    """Return the table that gives one value of `shape` by its text."""
    if shape.kind == "choice":
        members = list(shape.type)  # type: ignore[call-overload]  # a closed set
        return {member.label: member for member in members} | {str(each): each for each in members}
    return _Known({"date": _date, "when": parse}.get(shape.kind) or _checked(shape))


def _date(text: str) -> PartialDate:
    return PartialDate(text)


def _checked(shape: Shape) -> Callable[[str], str]:
    def checked(text: str) -> str:
        shape.check("", text)
        return text

    return checked


__all__ = ["DOUBTS", "decode"]
