"""The slow way in: it looks at everything, says every fault with its path, and keeps unknown keys.

Nothing is fast here and nothing raises; what `_decode` takes over, this takes over just the same.
"""

import difflib
from typing import Any, TypeVar

import attrs

from schoolenterprise.convert._marks import RepeatedKeys, RoundedNumber, Unreadable
from schoolenterprise.convert._unknown import is_taken
from schoolenterprise.convert._wording import described, joined, printable
from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.errors import (
    NOWHERE,
    InvalidFieldError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
    UnknownNameError,
)
from schoolenterprise.model import RECORD_CLASSES, Record, Shape, record_class, shapes
from schoolenterprise.model.extra import DEEPEST, flaws, has_lone_surrogate

T = TypeVar("T")

_REFUSED = object()
_NAMES = tuple(cls.__name__ for cls in RECORD_CLASSES)


def examine_value(cls: type[T], data: object) -> tuple[T | None, tuple[Problem, ...]]:
    """Return the value of class `cls`, a part of a record, as `examine` returns a record."""
    examination = _Examination(NOWHERE, strict=False)
    value = examination.value(cls, data)
    return (value if isinstance(value, cls) else None), tuple(examination.problems)


def examine(
    data: object, place: Place, *, strict: bool = False
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that `data` holds, if it is sound, and everything worth saying about it.

    An unknown key is a warning, with `strict` an error. `place` says where `data` comes from.
    """
    examination = _Examination(place, strict)
    record = examination.record(data)
    return record, tuple(examination.problems)


class _Examination:
    """The problems of one record, gathered while it is built."""

    def __init__(self, place: Place, strict: bool) -> None:
        self.problems: list[Problem] = []
        self._place = place
        self._strict = strict
        self._errors = 0

    def record(self, data: object) -> Record | None:
        if not isinstance(data, dict):
            self._refuse("wrong-type", "", described(data), "an object that holds a record")
            return None
        name, identifier = data.get("type"), data.get("id")
        if isinstance(identifier, str):
            self._place = attrs.evolve(self._place, record=printable(identifier))
        if not isinstance(name, str) or name not in _NAMES:
            found = described(name) if "type" in data else "nothing"
            self._refuse("unknown-type", "type", found, f"one of {', '.join(_NAMES)}")
            return None
        record = self._object(record_class(name), data, "", {})
        return record if isinstance(record, Record) else None

    def value(self, cls: type, data: object) -> object:
        if not isinstance(data, dict):
            self._refuse("wrong-type", "", described(data), f"an object of class {cls.__name__}")
            return None
        lent: dict[str, object] = {}
        made = self._object(cls, data, "", lent)
        for key in lent:
            self._refuse("unknown-key", key, "a key that nothing can keep", advice="remove it")
        return None if lent else made

    def _object(self, cls: type, data: dict[str, Any], path: str, lent: dict[str, object]) -> Any:
        """Return the value of class `cls`; `lent` takes its unknown keys if it has no `extra`."""
        errors = self._errors
        self._tell_repeated(data, path)
        values = {}
        extra: dict[str, object] = {}
        for name, shape in shapes(cls).items():
            if shape.kind == "extra":
                values[name] = extra
            elif name in data:
                values[name] = self._field(shape, data[name], path, name, extra)
            elif shape.required:
                self._refuse("missing-field", joined(path, name), "nothing", shape.expected)
        self._keep_unknown(cls, data, path, extra if "extra" in values else lent)
        return self._built(cls, values, path) if self._errors == errors else _REFUSED

    def _built(self, cls: type, values: dict[str, Any], path: str) -> Any:
        try:
            return cls(**values)
        except InvalidFieldError as error:
            where = joined(path, error.path)
            self._refuse("contradiction", where, error.found, error.expected, error.reason)
        except InvalidValueError as error:
            self._refuse("contradiction", path, "values that do not agree", advice=str(error))
        return _REFUSED

    def _field(
        self, shape: Shape, value: Any, path: str, name: str, extra: dict[str, object]
    ) -> Any:
        where = joined(path, name)
        if value is None and shape.optional:
            return None
        if not shape.many:
            lent: dict[str, object] = {}
            made = self._one(shape, value, where, lent)
            extra.update((joined(name, key), item) for key, item in lent.items())
            return made
        if type(value) is list:
            items = enumerate(value)
            return tuple(self._one(shape, item, f"{where}[{at}]", {}) for at, item in items)
        self._refuse("wrong-type", where, described(value), f"a list, each {shape.expected}")
        return _REFUSED

    def _one(self, shape: Shape, value: Any, path: str, lent: dict[str, object]) -> Any:
        if shape.kind == "nested" and isinstance(value, dict):
            return self._object(shape.type, value, path, lent)
        if shape.kind in ("date", "when", "choice") and type(value) is str:
            return self._from_text(shape, value, path)
        try:
            shape.check(path, value)
        except InvalidFieldError as error:
            code = _code(value) if type(value) is shape.type else "wrong-type"
            whole = "text of whole characters" if code == "lone-surrogate" else ""
            self._refuse(code, path, described(value), whole or error.expected, error.reason)
            return _REFUSED
        return value

    def _from_text(self, shape: Shape, value: str, path: str) -> Any:
        try:
            if shape.kind == "choice":
                return shape.type.named(value)  # type: ignore[attr-defined]  # a closed set
            return parse(value) if shape.kind == "when" else PartialDate(value)
        except UnknownNameError:
            self._refuse("unknown-choice", path, described(value), shape.expected)
        except InvalidValueError as error:
            self._refuse("invalid-value", path, described(value), shape.expected, str(error))
        return _REFUSED

    def _keep_unknown(
        self, cls: type, data: dict[Any, Any], path: str, extra: dict[Any, object]
    ) -> None:
        tagged = issubclass(cls, Record)
        for key in data:
            # `extra` is where the model keeps unknown keys; in the data it is one of them.
            if (key not in shapes(cls) or key == "extra") and not (tagged and key == "type"):
                self._keep(cls, key, data, path, extra)

    def _keep(
        self, cls: type, key: object, data: dict[Any, Any], path: str, extra: dict[str, object]
    ) -> None:
        where = joined(path, printable(key) if isinstance(key, str) else described(key))
        near = difflib.get_close_matches(str(key), shapes(cls), n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        found = f"the unknown key {described(key)}"
        if self._strict or is_taken(cls, key, data):
            self._refuse("unknown-key", where, found, "a key of the model", f"remove it{meant}")
            return
        errors = self._errors
        value = self._plain(data[key], where)
        for flaw in flaws({key: value}, path):
            self._refuse("not-plain", printable(flaw.path), flaw.found, flaw.expected)
        if self._errors == errors:
            extra[str(key)] = value
            self._warn("unknown-key", where, found, f"kept under extra{meant}")

    def _plain(self, value: object, path: str, depth: int = 1) -> object:
        """Return `value` without the marks of a parser, telling what they say."""
        if depth > DEEPEST:
            return value
        if isinstance(value, dict):
            self._tell_repeated(value, path)
            return {
                key: self._plain(item, joined(path, key), depth + 1) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self._plain(item, f"{path}[{at}]", depth + 1) for at, item in enumerate(value)]
        if isinstance(value, RoundedNumber):
            found = f"the number {value.literal:.60}"
            self._warn("rounded-number", path, found, f"taken over as {float(value)!r}")
            return float(value)
        if isinstance(value, Unreadable):
            self._refuse("not-plain", path, described(value), "a plain JSON value")
            return None
        return value

    def _tell_repeated(self, data: dict[str, Any], path: str) -> None:
        if isinstance(data, RepeatedKeys):
            for key in data.repeated:
                found = f"the key {described(key)} more than once"
                where = joined(path, printable(key))
                self._warn("repeated-key", where, found, "the last value is taken")

    def _refuse(
        self, code: str, path: str, found: str, expected: str = "", advice: str = ""
    ) -> None:
        self._errors += 1
        place = attrs.evolve(self._place, path=path or None)
        self.problems.append(
            Problem(code=code, found=found, expected=expected, advice=advice, place=place)
        )

    def _warn(self, code: str, path: str, found: str, advice: str) -> None:
        place = attrs.evolve(self._place, path=path or None)
        self.problems.append(
            Problem(code=code, found=found, advice=advice, place=place, severity=Severity.WARNING)
        )


def _code(value: object) -> str:
    """Return the kind of fault of a value that is of the right type, yet refused."""
    if not isinstance(value, str):
        return "out-of-range"
    if value == "" or value.isspace():
        return "blank-text"
    return "lone-surrogate" if has_lone_surrogate(value) else "invalid-value"


__all__ = ["examine", "examine_value"]
