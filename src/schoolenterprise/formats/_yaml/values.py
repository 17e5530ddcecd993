"""What the scalars of a tree of YAML mean, for the type of the field decides; no record is made."""

import re
from collections.abc import Mapping
from typing import Any

from schoolenterprise.convert import RepeatedKeys
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.formats._exact import number_of, whole_number_of
from schoolenterprise.formats._yaml.tree import Cut, Empty, Items, Scalar
from schoolenterprise.model import Shape, record_class, shapes

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*+)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_STEP = re.compile(r"[^.\[\]]+")


def values_of(entry: object) -> object:
    """Return the tree of a record as plain values, each of the type that its field asks for."""
    if not isinstance(entry, dict):
        return _unknown(entry)
    try:
        cls: type = record_class(str(entry.get("type")))
    except UnknownNameError:
        return _object(entry, {})
    return _object(entry, shapes(cls))


def _object(tree: dict[str, object], fields: Mapping[str, Shape]) -> dict[str, object]:
    values = {str(key): _under(fields.get(key), value) for key, value in tree.items()}
    for key, shape in fields.items():
        if shape.kind != "extra" and values.get(key, key) is None:
            del values[key]
    if not isinstance(tree, RepeatedKeys):
        return values
    made = RepeatedKeys(list(values.items()))
    made.repeated = tuple(map(str, tree.repeated))
    return made


def _under(shape: Shape | None, value: object) -> object:
    """Return what stands under a key; `shape` is that of its field, `None` when it has none."""
    if shape is None or shape.kind == "extra":
        return _unknown(value)
    if shape.many and isinstance(value, list):
        return [_one(shape, each) for each in value]
    if shape.many and isinstance(value, Scalar) and value.plain and value in _NOTHING:
        return None
    return _one(shape, value)


def _one(shape: Shape, value: object) -> object:
    if isinstance(value, Scalar):
        return _scalar(shape, value)
    if shape.kind == "nested" and isinstance(value, dict):
        return _object(value, shapes(shape.type))
    return _unknown(value)


def _scalar(shape: Shape, value: Scalar) -> object:
    text = str(value)
    # A name may be ~ or null; an id, a code, a date or a number never is.
    free = shape.kind == "text" and shape.rule is None
    if value.plain and (text == "" if free else text in _NOTHING):
        return None
    if shape.kind == "integer" and _WHOLE.fullmatch(text):
        return whole_number_of(text)
    return _FLAGS.get(text, text) if shape.kind == "flag" else text


def _unknown(value: object) -> object:
    """Return what stands under a key that the model does not know."""
    if isinstance(value, Scalar):
        return _as_in_json(str(value)) if value.plain else str(value)
    if isinstance(value, dict):
        return _object(value, {})
    if isinstance(value, list):
        return [_unknown(each) for each in value]
    return value


def _as_in_json(text: str) -> object:
    """Return what `text`, without quotes, is in JSON; where JSON knows no such word, itself."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return whole_number_of(text)
    return number_of(text) if _NUMBER.fullmatch(text) else text


def place_of(tree: object, path: str = "") -> tuple[int, int] | None:
    """Return line and column of what stands at `path` in `tree`, or of what holds it."""
    found = _start(tree)
    for step in _STEP.findall(path):
        key, tree = _inside(tree, step)
        # Nothing behind a colon stands nowhere.
        found = _start(tree if isinstance(tree, Scalar) and tree else key) or _start(tree) or found
    return found


def _inside(tree: Any, step: str) -> tuple[object, object]:
    """Return the key and the value that `step` leads to."""
    if isinstance(tree, dict):
        key = next((each for each in tree if each == step), None)
        return key, tree.get(step)
    if isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
        return None, tree[int(step)]
    return None, None


def _start(tree: Any) -> tuple[int, int] | None:
    while isinstance(tree, dict) and tree:
        tree = next(iter(tree))
    placed = isinstance(tree, Scalar | Cut | Items | Empty)
    return (tree.line, tree.column) if placed else None


__all__ = ["place_of", "values_of"]
