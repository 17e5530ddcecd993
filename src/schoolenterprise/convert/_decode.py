"""The fast way in: a function a class, made from its shapes, that takes a sound dictionary over.

It finds no faults. At the least doubt (a fault, an unknown key, a missing id) it gives up with one
of `DOUBTS`, and `_examine`, which is slow and says everything, has the word.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import attrs

from schoolenterprise.convert._blank import blank
from schoolenterprise.convert._compile import compiled
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.model import NO_EXTRA, Evidence, Record, Shape, record_class, shapes

_MOST_REMEMBERED = 65_536
_MOST_TEXTS = 16_384
# Python compares smaller numbers fastest; what is larger the slow way takes.
_LARGE = 2**30


# When its values contradict each other, of the one class so frequent that a call would tell.
_RULES: dict[type, str] = {Evidence: "{self}.end - {self}.start != len({self}.quote)"}


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
        made = self[name] = _Writer().decoder(record_class(name))
        return made


_decoders = _Decoders()
_texts: dict[str, str] = {}


def decode(data: Any) -> Record:
    """Return the record that `data` holds, which must be plain JSON values in whole characters.

    Raises:
        DOUBTS: `data` may be faulty, or hold something that the model does not know.
    """
    if len(_texts) > _MOST_TEXTS:
        _texts.clear()
    return _decoders[data["type"]](data)


class _Writer:
    """Writes the decoder of one class; the values inside a record are taken over in its loops.

    The variables `data0`, `self0`, `value0` … belong to the record, `data1`, `self1` … to a value
    inside it, and so on.
    """

    def __init__(self) -> None:
        self._names: dict[str, object] = {"Doubt": Doubt, "texts": _texts}

    def decoder(self, cls: type[Record]) -> Callable[[dict[str, Any]], Record]:
        name = f"decode_{cls.__name__}"
        lines = [f"def {name}(data0):", *_indented(self._object(cls, 0)), "    return self0"]
        return compiled(name, lines, self._names)

    def _object(self, cls: type, depth: int) -> Iterator[str]:
        """Yield lines that make of `data` the object `self` of class `cls`."""
        data, self_, left = f"data{depth}", f"self{depth}", f"left{depth}"
        fields = {name: shape for name, shape in shapes(cls).items() if shape.kind != "extra"}
        required = [name for name, shape in fields.items() if shape.required or name == "id"]
        # Of a record, the key `type` is there as well.
        yield f"{left} = len({data}) - {len(required) + issubclass(cls, Record)}"
        yield f"{self_} = {self._name(blank(cls), 'blank')}()"
        for name, shape in fields.items():
            if name in required:
                yield f"value{depth} = {data}[{name!r}]"
                yield from self._field(name, shape, depth)
            else:
                default = self._name(shape.default, "default")
                yield f"value{depth} = {data}.get({name!r})"
                yield f"if value{depth} is None: {self_}.{name} = {default}"
                yield "else:"
                yield f"    {left} -= 1"
                yield from _indented(self._field(name, shape, depth))
        yield f"if {left}: raise Doubt"
        if "extra" in shapes(cls):
            yield f"{self_}.extra = {self._name(NO_EXTRA, 'extra')}"
        yield f"{self_}.__class__ = {self._name(cls, 'cls')}"
        own = getattr(cls, "__attrs_post_init__", Record.__attrs_post_init__)
        if cls in _RULES:
            yield f"if {_RULES[cls].format(self=self_)}: raise Doubt"
        elif own is not Record.__attrs_post_init__:
            yield f"{self._name(own, 'check')}({self_})"

    def _field(self, name: str, shape: Shape, depth: int) -> Iterator[str]:
        """Yield lines that check `value` and set the field `name` of `self` from it."""
        value, field = f"value{depth}", f"self{depth}.{name}"
        if shape.many:
            yield f"if type({value}) is not list: raise Doubt"
            yield from self._several(field, shape, depth)
        elif shape.kind == "nested":
            yield f"data{depth + 1} = {value}"
            yield from self._object(shape.type, depth + 1)
            yield f"{field} = self{depth + 1}"
        elif unfit := _unfit(name, shape):
            doubt = f"if {unfit.format(value=value)}: raise Doubt"
            if depth and shape.kind == "text":
                # Names, titles and quotes come again and again; what only a record says does not.
                yield f"{field} = shared = texts.get({value})"
                yield "if shared is None:"
                yield f"    {doubt}"
                yield f"    {field} = texts[{value}] = {value}"
            else:
                yield doubt
                yield f"{field} = {value}"
        else:
            yield f"{field} = {self._name(_known(_of_one(shape)), 'known')}[{value}]"

    def _several(self, field: str, shape: Shape, depth: int) -> Iterator[str]:
        value = f"value{depth}"
        if shape.kind == "nested":
            yield f"items{depth} = []"
            yield f"for data{depth + 1} in {value}:"
            yield from _indented(self._object(shape.type, depth + 1))
            yield f"    items{depth}.append(self{depth + 1})"
            yield f"{field} = tuple(items{depth})"
        else:
            known = _known(_of_one(shape))
            one, each = self._name(known, "known"), self._name(known.__getitem__, "each")
            # Most lists have one item, for which the general way takes twice as long.
            yield f"if len({value}) == 1: {field} = ({one}[{value}[0]],)"
            yield f"else: {field} = tuple(map({each}, {value}))"

    def _name(self, thing: object, kind: str) -> str:
        """Return a name for `thing` that the lines can use."""
        name = f"{kind}_{len(self._names)}"
        self._names[name] = thing
        return name


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _unfit(name: str, shape: Shape) -> str:
    """Return the condition under which `{value}` is in doubt; empty where a table tells."""
    if name == "id":
        start = shape.rule.expected.rstrip("…") if shape.rule else ""
        known = f"{{value}}.startswith({start!r}) and len({{value}}) > {len(start)}"
        return f"type({{value}}) is not str or not ({known})"
    if shape.kind == "text" and shape.rule is None:
        return "type({value}) is not str or not {value} or {value}.isspace()"
    return {
        "integer": f"type({{value}}) is not int or not 0 <= {{value}} < {_LARGE}",
        "flag": "type({value}) is not bool",
    }.get(shape.kind, "")


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
