"""The slow way in: it looks at everything, says every fault with its path, and keeps unknown keys.

Nothing is fast here and nothing raises; what `_decode` takes over, this takes over just the same.
"""

import difflib
import reprlib
from collections.abc import Callable
from typing import Any

import attrs

from schoolenterprise.convert._marks import RepeatedKeys, RoundedNumber, Unreadable
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.errors import (
    InvalidFieldError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
    UnknownNameError,
)
from schoolenterprise.model import RECORD_CLASSES, Record, Shape, record_class, reserved, shapes
from schoolenterprise.model.extra import DEEPEST, flaws, has_lone_surrogate
from schoolenterprise.vocabulary import Labelled

_REFUSED = object()


def examine(
    data: object, place: Place, *, strict: bool = False
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that `data` holds, if it is sound, and everything worth saying about it.

    An unknown key is a warning, with `strict` an error. `place` says where `data` comes from.
    """
    examination = _Examination(place, strict)
    record = examination.record(data)
    return record, tuple(examination.problems)


def described(value: object) -> str:
    """Return in words, in the terms of JSON, what `value` is."""
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Unreadable):
        return value.words
    if isinstance(value, int | float):
        return f"the number {reprlib.repr(value)}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return "an object" if isinstance(value, dict) else reprlib.repr(value)


class _Examination:
    """The problems of one record, gathered while it is built."""

    def __init__(self, place: Place, strict: bool) -> None:
        self.problems: list[Problem] = []
        self._place = place
        self._unknown = Severity.ERROR if strict else Severity.WARNING
        self._errors = 0

    def record(self, data: object) -> Record | None:
        if not isinstance(data, dict):
            self._refuse("wrong-type", "", described(data), "an object, which holds a record")
            return None
        name, identifier = data.get("type"), data.get("id")
        if isinstance(identifier, str):
            self._place = attrs.evolve(self._place, record=_printable(identifier))
        if not isinstance(name, str) or name not in {cls.__name__ for cls in RECORD_CLASSES}:
            found = described(name) if "type" in data else "nothing"
            known = ", ".join(cls.__name__ for cls in RECORD_CLASSES)
            self._refuse("unknown-type", "type", found, f"one of {known}")
            return None
        record = self._object(record_class(name), data, "", {})
        return record if isinstance(record, Record) else None

    def _object(self, cls: type, data: dict[str, Any], path: str, lent: dict[str, object]) -> Any:
        """Return the value of class `cls`; `lent` takes unknown keys where it has no `extra`."""
        errors = self._errors
        self._tell_repeated(data, path)
        known = shapes(cls)
        extra: dict[str, object] = {} if "extra" in known else lent
        values = {
            name: self._field(name, shape, data, _joined(path, name), extra)
            for name, shape in known.items()
            if name in data and shape.kind != "extra"
        }
        for name, shape in known.items():
            if shape.required and name not in data:
                self._refuse("missing-field", _joined(path, name), "nothing", shape.expected)
        self._keep_unknown(cls, data, path, extra)
        if self._errors > errors:
            return _REFUSED
        return self._built(cls, values | {"extra": extra} if extra is not lent else values, path)

    def _built(self, cls: type, values: dict[str, Any], path: str) -> Any:
        try:
            return cls(**values)
        except InvalidFieldError as error:
            where = _joined(path, error.path)
            self._refuse("contradiction", where, error.found, error.expected, error.reason)
        except InvalidValueError as error:
            self._refuse("contradiction", path, "values that do not agree", "", str(error))
        return _REFUSED

    def _field(
        self, name: str, shape: Shape, data: dict[str, Any], path: str, extra: dict[str, object]
    ) -> Any:
        value = data[name]
        if value is None and shape.optional:
            return None
        if not shape.many:
            return self._one(shape, value, path, _Lent(extra, name))
        if type(value) is not list:
            self._refuse("wrong-type", path, described(value), f"a list, each {shape.expected}")
            return _REFUSED
        return tuple(
            self._one(shape, item, f"{path}[{index}]", {}) for index, item in enumerate(value)
        )
