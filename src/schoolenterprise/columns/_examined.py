"""The slow way from a row of a table to a record: it says all faults, keeps unknown columns."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from schoolenterprise.columns._accepted import POSITION, companions_of
from schoolenterprise.columns._cells import extra_of
from schoolenterprise.columns._types import CLASS
from schoolenterprise.convert import described, from_dict
from schoolenterprise.errors import InvalidFieldError, Place, Problem
from schoolenterprise.model import Record, Shape, shapes

_UNREADABLE = (ValueError, OverflowError, NotImplementedError)


def examined(
    batch: Any, cls: type, members: Sequence[type[Record]], first: int
) -> tuple[list[Record | None], list[Problem]]:
    """Return the record of each row, `None` for a faulty one, and what is amiss in them.

    `first` is the number of the first row, counted from 1.
    """
    problems: list[Problem] = []
    records: list[Record | None] = []
    names = {each.__name__: each for each in members}
    apart = {CLASS, POSITION, *companions_of(cls)}
    for number in range(batch.num_rows):
        place = Place(line=first + number)
        try:
            (row,) = batch.slice(number, 1).to_pylist()
        except _UNREADABLE as error:
            problems.append(_unreadable(error, place))
            records.append(None)
            continue
        name = row.get(CLASS, cls.__name__)
        data = {key: value for key, value in row.items() if key not in apart}
        record, found = _examined(data, name, names, place)
        problems += found
        records.append(record)
    return records, problems


def _examined(
    row: Mapping[str, Any], name: object, names: Mapping[str, type[Record]], place: Place
) -> tuple[Record | None, Sequence[Problem]]:
    cls = names.get(name) if isinstance(name, str) else None
    if cls is None:
        expected = f"one of {', '.join(names)}"
        where = attrs.evolve(place, path=CLASS)
        problem = Problem(
            code="unknown-type", found=described(name), expected=expected, place=where
        )
        return None, [problem]
    data = {"type": cls.__name__, **_object(cls, row)}
    record, problems = from_dict(data, place=place)
    # Unknown columns are told once, for the table.
    told = [each for each in problems if each.code != "unknown-key" or record is None]
    if record is None:
        return None, [each for each in told if each.severity == "error"]
    try:
        return _with_extra(record, row), told
    except (InvalidFieldError, *_UNREADABLE, TypeError, RecursionError) as error:
        where = attrs.evolve(place, record=record.id, path="extra")
        problem = Problem(
            code="not-plain",
            found=f"unknown keys that cannot be kept ({error})",
            expected="an object of JSON with keys that the model does not have",
            place=where,
        )
        return None, [*told, problem]


def _object(cls: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row, or a struct in one, as `from_dict` takes it: without what is not said."""
    data = {}
    for name, value in row.items():
        shape = shapes(cls).get(name)
        if shape is None:
            if value is not None:
                data[name] = _plain(value)
        elif shape.kind != "extra" and (value is not None or shape.optional):
            data[name] = _value(shape, value)
    return data


def _value(shape: Shape, value: Any) -> Any:
    if shape.many and type(value) is list:
        return [_one(shape, item) for item in value]
    return value if shape.many else _one(shape, value)


def _one(shape: Shape, value: Any) -> Any:
    if shape.kind == "nested" and type(value) is dict:
        return _object(shape.type, value)
    if shape.kind == "integer" and type(value) is float and value.is_integer():
        return int(value)
    return value


def _plain(value: Any) -> Any:
    """Return a value of an unknown column as JSON has it: dates and decimals as text."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if type(value) is list:
        return [_plain(item) for item in value]
    if type(value) is dict:
        return {key: _plain(item) for key, item in value.items()}
    return value


def _with_extra(value: Any, row: Mapping[str, Any]) -> Any:
    """Return `value` with the unknown keys that the columns `extra` of its row hold."""
    changes: dict[str, Any] = {}
    cls: type = type(value)
    for name, shape in shapes(cls).items():
        held = row.get(name)
        if held is None:
            continue
        if shape.kind == "extra":
            kept = extra_of(cls, held)
            changes[name] = {**kept, **value.extra} if value.extra else kept
        elif shape.kind == "nested" and shape.many:
            items = zip(getattr(value, name), held, strict=True)
            changes[name] = tuple(_with_extra(item, inner) for item, inner in items)
        elif shape.kind == "nested":
            changes[name] = _with_extra(getattr(value, name), held)
    return attrs.evolve(value, **changes) if changes else value


def _unreadable(error: Exception, place: Place) -> Problem:
    found = f"a row that cannot be read ({' '.join(str(error).split()):.200})"
    return Problem(
        code="unreadable-row", found=found, expected="text in UTF-8 and plain values", place=place
    )


__all__ = ["examined"]
