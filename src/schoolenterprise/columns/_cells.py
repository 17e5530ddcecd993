"""The values of one column without others inside it, checked, as cells; at a doubt it gives up."""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from schoolenterprise.columns._filled import Cells, Each, Keyed, Same, numbers
from schoolenterprise.columns._packages import arrow, compute
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.model import NO_EXTRA, Extra, Shape, reserved_keys

_MOST_REMEMBERED = 65_536


class Doubt(Exception):
    """The fast way cannot be sure; never seen outside this room."""


DOUBTS = (Doubt, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the fast way raises when it gives up."""


def sure(sound: bool) -> None:
    """Give up unless `sound`."""
    if not sound:
        raise Doubt


def identifiers(shape: Shape, column: Any) -> Cells:
    """Return the ids of records themselves: no two are equal, and all begin alike."""
    pc = compute()
    column = column.cast(arrow().string())
    start = shape.rule.expected.rstrip("…") if shape.rule else ""
    sure(pc.all(pc.starts_with(column, start), min_count=0).as_py())
    shortest = pc.min(pc.binary_length(column)).as_py()
    sure(shortest is None or shortest > len(start.encode()))
    return Each(column.to_pylist())


def integers(column: Any) -> Cells:
    """Return whole numbers."""
    sure(column.type == arrow().int64())
    least = compute().min(column).as_py()
    sure(least is None or least >= 0)
    return Each(column.to_pylist() if column.null_count else numbers(column, "q"))


def flags(column: Any) -> Cells:
    """Return flags."""
    pa = arrow()
    sure(column.type == pa.bool_())
    return Keyed((False, True, None), column.cast(pa.int32()).fill_null(2))


def texts(shape: Shape, column: Any) -> Cells:
    """Return what the texts of a column say: text, dates, members of a closed set."""
    pa = arrow()
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    elif len(column.dictionary) > len(column):
        # A part of a column, which does not need all texts of the whole.
        column = column.dictionary_decode().dictionary_encode()
    keys = column.dictionary
    sure(keys.type == pa.string() and not keys.null_count)
    values = list(map(_reader(shape), keys.to_pylist()))
    if not column.null_count:
        return Keyed(values, column.indices.cast(pa.int32()))
    if column.null_count == len(column):
        return Same(None)
    return Keyed([*values, None], column.indices.cast(pa.int32()).fill_null(len(values)))


@cache
def _reader(shape: Shape) -> Callable[[str], Any]:
    """Return what makes the value of a field out of its text, and remembers it."""
    if shape.kind == "choice":
        return {str(each): each for each in shape.type}.__getitem__  # type: ignore[attr-defined]  # a closed set
    make = {"date": PartialDate, "when": parse}.get(shape.kind) or _checked(shape)
    if shape.kind == "text" and shape.rule is None:
        return make
    return lru_cache(maxsize=_MOST_REMEMBERED)(make)


def _checked(shape: Shape) -> Callable[[str], str]:
    """Return what gives a text back when it is fit for the field."""

    def checked(text: str) -> str:
        shape.check("", text)
        return text

    def plain(text: str) -> str:
        return text if text.isprintable() and text and not text.isspace() else checked(text)

    return checked if shape.rule else plain


def extras(cls: type, column: Any) -> Cells:
    """Return unknown keys."""
    if column.null_count == len(column):
        return Same(NO_EXTRA)
    found = column.to_pylist()
    return Each([NO_EXTRA if text is None else extra_of(cls, text) for text in found])


def extra_of(cls: type, text: str) -> Extra:
    """Return the unknown keys that a value of `cls` bears in its column `extra`.

    Raises:
        ValueError: it is no object of JSON, or no `extra` of `cls` may hold it.
        TypeError: it is no text.
        RecursionError: its lists and objects lie too deep in one another.
    """
    found = json.loads(text, object_pairs_hook=_each_once)
    if type(found) is not dict:
        raise ValueError("an object of JSON is expected")
    for key in reserved_keys(cls).intersection(found):
        raise ValueError(f"{key!r} is a name of the model")
    return Extra(found)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there more than once")
    return found


__all__ = [
    "DOUBTS",
    "extra_of",
    "extras",
    "flags",
    "identifiers",
    "integers",
    "sure",
    "texts",
]
