"""A cattrs converter that knows the model, for classes of one's own that hold records or values."""

from collections.abc import Callable
from typing import Any, TypeVar

from cattrs import Converter

from schoolenterprise.convert._convert import structure
from schoolenterprise.convert._encode import encode
from schoolenterprise.convert._examine import examine_value
from schoolenterprise.dates import PartialDate, Period, When, parse
from schoolenterprise.errors import InvalidRecordError, InvalidValueError
from schoolenterprise.model import Record, Value
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import Labelled

T = TypeVar("T")


def converter() -> Converter:
    """Return a new cattrs converter with hooks for every record, value, date and closed set.

    It reads and writes the same form as `from_dict` and `to_dict`; where the class that is asked
    for says what it is, the key `type` may be missing. It raises InvalidRecordError and
    InvalidValueError, which cattrs gathers when they come up inside a class of one's own.

    >>> from schoolenterprise.model import Participant
    >>> converter().structure([{"name": "李洪渠"}], list[Participant])[0].name
    '李洪渠'
    """
    made = Converter()
    made.register_unstructure_hook(Record, encode)
    made.register_structure_hook(Record, _record)
    for cls in (Value, Quantity):
        made.register_unstructure_hook(cls, encode)
        made.register_structure_hook(cls, _value)
    for date in (PartialDate, Period):
        made.register_unstructure_hook(date, lambda date: date.edtf)
        made.register_structure_hook(date, _from_text(date))
    for when in (When, When | None):
        made.register_unstructure_hook(when, lambda date: date and date.edtf)
        made.register_structure_hook(when, lambda text, _: None if text is None else parse(text))
    made.register_unstructure_hook(Labelled, lambda member: member.value)
    made.register_structure_hook(Labelled, lambda text, cls: cls.named(text))
    return made


def _record(data: Any, cls: type[Record]) -> Record:
    tagged = {"type": cls.__name__} | data if isinstance(data, dict) else data
    record = structure(tagged)
    if not isinstance(record, cls):
        raise InvalidValueError(f"found a {type(record).__name__}, expected a {cls.__name__}")
    return record


def _value(data: Any, cls: type[T]) -> T:
    value, problems = examine_value(cls, data)
    if value is None:
        raise InvalidRecordError(problems)
    return value


def _from_text(make: Callable[[str], T]) -> Callable[[Any, Any], T]:
    return lambda text, _: make(text)


__all__ = ["converter"]
