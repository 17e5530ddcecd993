"""The keys of a rule in a rule file: what each must hold, and how it becomes a field of `Rule`."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from attrs import frozen

from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.model import InternshipTerms, shapes
from schoolenterprise.quantities import LARGEST
from schoolenterprise.rules._counting import Leaders
from schoolenterprise.rules._metric import Comparison, Metric
from schoolenterprise.vocabulary import (
    InstitutionLevel,
    Labelled,
    OrganizationKind,
    PlacementKind,
    VisitMode,
    check_region_code,
)

_L = TypeVar("_L", bound=Labelled)
Reader = Callable[[object], Any]
"""Turns a value of TOML into one of a rule; raises InvalidValueError for what it cannot be."""


@frozen
class Key:
    """One key of a rule."""

    expected: str
    """What it must hold, in words."""
    read: Reader
    """What makes the value of the rule."""
    metrics: tuple[Metric, ...] = ()
    """The metrics with which it may stand; empty: with each."""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise InvalidValueError
    return tuple(_text(item) for item in value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValueError
    return value


def _number(value: object) -> float:
    # nan lies in no range.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST:
        raise InvalidValueError
    return value


def _positive(value: object) -> float:
    number = _number(value)
    if not number:
        raise InvalidValueError
    return number


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 9999:
        raise InvalidValueError
    return value


def _date(value: object) -> PartialDate:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = value.isoformat()
    return PartialDate(_text(value))


def _period(value: object) -> Period:
    when = parse(_text(value))
    return when if isinstance(when, Period) else Period.of(when, when)


def _region(value: object) -> str:
    code = _text(value)
    check_region_code(code)
    return code


def _one_of(labelled: type[_L]) -> Callable[[object], _L]:
    return lambda value: labelled.named(_text(value))


def _some_of(labelled: type[_L]) -> Callable[[object], tuple[_L, ...]]:
    return lambda value: tuple(labelled.named(item) for item in _texts(value))


def _named(names: tuple[str, ...]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in names:
            raise UnknownNameError
        return _text(value)

    return read


def _codes(labelled: type[Labelled]) -> str:
    return ", ".join(f"{code} {label}" for code, label in labelled.labels().items())


_TERMS = shapes(InternshipTerms)
NUMBERS = (
    "students",
    "teachers",
    *(name for name, shape in _TERMS.items() if shape.kind == "integer"),
)
"""Fields of a placement, and of its terms, that hold a number."""
FLAGS = tuple(name for name, shape in _TERMS.items() if shape.kind == "flag")
"""Fields of the terms of a placement that hold yes or no."""

_TEXT = "text that is not blank"
_DATE = 'a date in EDTF, such as "2022-03" or "2022-03-09"'
_PERIOD = 'a period in EDTF, such as "2022-03/2022-08"'
_YES_NO = "true or false"
_NUMBER = "a number, 0 or more"
_PLACED = (Metric.NUMBER, Metric.RATIO, Metric.FLAG, Metric.MONTHS)
_VISITS = (Metric.EMPLOYERS_VISITED, Metric.VISIT_SCORE)
_PER_MAJOR = (Metric.ENTERPRISES_PER_MAJOR, Metric.BASES_PER_MAJOR)


def _choice(labelled: type[Labelled], *metrics: Metric) -> Key:
    return Key(f"one of {_codes(labelled)}", _one_of(labelled), metrics)


def _choices(labelled: type[Labelled], *metrics: Metric) -> Key:
    return Key(f"a list of some of {_codes(labelled)}", _some_of(labelled), metrics)


KEYS: dict[str, Key] = {
    "id": Key(_TEXT, _text),
    "title": Key(_TEXT, _text),
    "source": Key(_TEXT, _text),
    "article": Key(_TEXT, _text),
    "issued": Key(_DATE, _date),
    "valid_from": Key(_DATE, _date),
    "valid_to": Key(_DATE, _date),
    "binds.levels": _choices(InstitutionLevel),
    "binds.levels_in_part": _choices(InstitutionLevel),
    "binds.region": Key('a code of GB/T 2260, six digits as text: "110000"', _region),
    "binds.condition": Key(_TEXT, _text),
    "metric": _choice(Metric),
    "comparison": _choice(
        Comparison, Metric.EMPLOYERS_VISITED, Metric.NUMBER, Metric.RATIO, Metric.MONTHS
    ),
    "threshold": Key(_NUMBER, _number),
    "threshold_of": Key("the id of a rule", _text, (Metric.EMPLOYERS_VISITED,)),
    "unit": Key(_TEXT, _text),
    "period": Key(_PERIOD, _period),
    "cohort": Key("a year, such as 2022", _year),
    "in_principle": Key(_YES_NO, _flag),
    "verified": Key(_YES_NO, _flag),
    "note": Key(_TEXT, _text),
    "replaces": Key("the id of a rule", _text),
    "counting.leaders": _choice(Leaders, *_VISITS),
    "counting.modes": _choices(VisitMode, *_VISITS),
    "counting.only_new": Key(_YES_NO, _flag, _VISITS),
    "counting.hosts": _choices(OrganizationKind, *_VISITS),
    "fail_below": Key(_NUMBER, _number, _PER_MAJOR),
    "evenly": Key(_YES_NO, _flag, _PER_MAJOR),
    "weight": Key("a number above 0", _positive, (Metric.VISIT_SCORE, *_PER_MAJOR)),
    "weight_of_size": Key(_NUMBER, _number, (Metric.ENTERPRISES_PER_MAJOR,)),
    "weight_of_others": Key(_NUMBER, _number, (Metric.ENTERPRISES_PER_MAJOR,)),
    "kinds": _choices(PlacementKind, *_PLACED, Metric.STATED),
    "field": Key(
        f"a field of a placement: a number of {', '.join(NUMBERS)}; a flag of {', '.join(FLAGS)}",
        _named((*NUMBERS, *FLAGS)),
        (Metric.NUMBER, Metric.RATIO, Metric.FLAG),
    ),
    "of": Key(f"one of {', '.join(NUMBERS)}", _named(NUMBERS), (Metric.RATIO,)),
    "must_be": Key(_YES_NO, _flag, (Metric.FLAG,)),
    "unless": Key(f"one of {', '.join(FLAGS)}", _named(FLAGS), _PLACED),
    "one_host": Key(_YES_NO, _flag, _PLACED),
    "missing": Key("a list of texts", _texts, (Metric.STATED,)),
}
"""Path of a key in its `[[rule]]` → what it must hold."""

REQUIRED = ("id", "title", "source", "valid_from", "metric", "verified")
"""Keys without which nothing is a rule."""

NEEDED: dict[Metric, tuple[str, ...]] = {
    Metric.EMPLOYERS_VISITED: ("cohort",),
    Metric.VISIT_SCORE: ("threshold",),
    Metric.ENTERPRISES_PER_MAJOR: ("threshold", "fail_below"),
    Metric.BASES_PER_MAJOR: ("threshold", "fail_below"),
    Metric.NUMBER: ("kinds", "field", "comparison", "threshold"),
    Metric.RATIO: ("kinds", "field", "of", "comparison", "threshold"),
    Metric.FLAG: ("kinds", "field", "must_be"),
    Metric.MONTHS: ("kinds", "comparison", "threshold"),
    Metric.STATED: ("missing",),
}
"""Metric → the keys that it needs besides."""

__all__ = ["FLAGS", "KEYS", "NEEDED", "NUMBERS", "REQUIRED", "Key"]
