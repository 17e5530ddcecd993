"""What records of a kind can be counted and sorted by: fields, and what a selection adds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._questions import AnySelection
from schoolenterprise.model import Agreement, IndustryCollege, Reference, Shape, shapes
from schoolenterprise.quantities import Quantity
from schoolenterprise.query import hint, nearest
from schoolenterprise.schema import field_label


@frozen
class Field:
    """One thing to count or sort by."""

    name: str
    """名称：what a selection calls it."""
    label: str
    """标签：what stands above it in a table."""
    holds_ids: bool
    """编号：whether its values are ids of records."""


_ADDED = {
    "date": ("日期", False),
    "year": ("年份", False),
    "leader": ("带队", True),
    "signatory": ("签署人", True),
    "party": (field_label(Agreement, "parties"), True),
    "partner": (field_label(IndustryCollege, "partners"), True),
    "organization": ("单位", True),
    "title": ("职务", False),
}
"""What selections count by beside fields: its label, and whether it gives ids."""


def countable(cls: type[AnySelection], option: str, word: str) -> Field:
    """Return what `word`, a name or Chinese label given with `option`, counts records by.

    Raises:
        Stopped: they cannot be counted by that.
    """
    return _found(_countable(cls), option, word)


def sortable(cls: type[AnySelection], option: str, word: str) -> str | Callable[[Any], Any]:
    """Return what sorts records by `word`, a name or Chinese label given with `option`.

    Raises:
        Stopped: they cannot be sorted by that.
    """
    name = _found(_sortable(cls), option, word).name
    shape = _shapes(cls).get(name)
    return _lower_bound(name) if shape is not None and shape.type is Quantity else name


def _lower_bound(name: str) -> Callable[[Any], Any]:
    """Return what gives the smallest number that the field `name` may mean."""

    def bound(record: Any) -> int | None:
        quantity: Quantity | None = getattr(record, name)
        return None if quantity is None else quantity.at_least or 0

    return bound


@cache
def _countable(cls: type[AnySelection]) -> Mapping[str, Field]:
    fields = [field for field, shape in _fields(cls) if shape.kind != "nested"]
    return _by_word([*_added(cls), *fields])


@cache
def _sortable(cls: type[AnySelection]) -> Mapping[str, Field]:
    fields = [
        field for field, shape in _fields(cls) if shape.kind != "nested" or shape.type is Quantity
    ]
    return _by_word([*_added(cls), *fields])


def _added(cls: type[AnySelection]) -> list[Field]:
    """Return what the selection knows beside the fields of its records."""
    return [Field(name, *_ADDED.get(name, (name, False))) for name in cls.keys]


def _fields(cls: type[AnySelection]) -> list[tuple[Field, Shape]]:
    return [
        (Field(name, field_label(cls.cls, name), isinstance(shape.rule, Reference)), shape)
        for name, shape in _shapes(cls).items()
        if shape.kind != "extra"
    ]


def _shapes(cls: type[AnySelection]) -> Mapping[str, Shape]:
    record: type = cls.cls
    return shapes(record)


def _by_word(fields: list[Field]) -> Mapping[str, Field]:
    """Return the fields by every word that names one; the first one wins."""
    words: dict[str, Field] = {}
    for field in fields:
        singular = (field.name.removesuffix(ending) for ending in ("s", "es"))
        for word in (field.name, *singular, field.label):
            words.setdefault(word, field)
    return words


def _found(known: Mapping[str, Field], option: str, word: str) -> Field:
    field = known.get(word)
    if field is None:
        names = dict.fromkeys(each.name for each in known.values())
        advice = hint(nearest(word, known)) or f", expected one of {', '.join(names)}"
        raise Stopped(Code.USAGE, f"{option}: found {word!r}{advice}")
    return field


__all__ = ["Field", "countable", "sortable"]
