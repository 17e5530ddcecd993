"""What stands in one cell of a table, whoever typed it, as a plain value; problems have no place.

A number where text should stand, a day where a name should: nothing is bent without a word.
"""

import datetime
from collections.abc import Iterable
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.errors import InvalidValueError, Problem, Severity
from schoolenterprise.formats._tables.cells import EXAMPLES, read
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.model import Reference, Shape

CUT = "…〔已截断"
"""Begins the end of a cell that was too long for a workbook."""
ROUNDED = 10**15
"""From here on a spreadsheet rounds numbers."""


@frozen
class Faulty:
    """A cell that holds no value, such as one with an error in it."""

    found: str
    """What stands there, in words."""


Value: TypeAlias = str | int | float | bool | datetime.date | Faulty


def kept(value: Value) -> object:
    """Return a cell of an unknown column as a plain value."""
    if isinstance(value, Faulty):
        return value.found
    return value.isoformat() if isinstance(value, datetime.date) else value


def plain_value(shape: Shape, value: Value, names: Names) -> tuple[Any, Iterable[Problem]]:
    """Return the plain value of a cell, `None` when there is none, and what is amiss with it."""
    if isinstance(value, Faulty):
        return None, [_problem("faulty-cell", value.found, shape.expected)]
    if isinstance(value, str):
        if CUT in value and value.endswith("〕"):
            return None, [_cut()]
        return _from_text(shape, value, names)
    if isinstance(value, datetime.date):
        if shape.kind in ("date", "when"):
            return value.isoformat(), ()
        plain, told = _from_text(shape, value.isoformat(), names)
        return plain, [*told, _day_for_text(value.isoformat())]
    if isinstance(value, bool):
        if shape.kind == "flag":
            return value, ()
        return None, [_problem("wrong-type", str(value).upper(), shape.expected)]
    return _from_number(shape, value, names)


def _from_text(shape: Shape, text: str, names: Names) -> tuple[Any, Iterable[Problem]]:
    if not text.strip():
        return None, ()
    try:
        return read(shape, text, names), ()
    except InvalidValueError as error:
        code = "unknown-name" if isinstance(shape.rule, Reference) else "invalid-value"
        example = EXAMPLES.get(shape.type)
        expected = f"a text such as {example}" if example else shape.expected
        return None, [_problem(code, f"{text.strip()!r:.60}", expected, str(error))]


def _from_number(shape: Shape, number: int | float, names: Names) -> tuple[Any, Iterable[Problem]]:
    whole = isinstance(number, int) or number.is_integer()
    if not whole or not 0 <= number < ROUNDED:
        advice = "format the column as text and type it again" if whole else ""
        return None, [_problem("wrong-number", f"the number {number!r}", shape.expected, advice)]
    text = str(int(number))
    if shape.kind == "integer" or (shape.kind == "nested" and not shape.many):
        return _from_text(shape, text, names)
    if shape.kind in ("date", "when"):
        if len(text) == 4:
            return text, ()
        advice = "format the cell as a date, or as text and type the date again"
        return None, [_problem("wrong-number", f"the number {text}", shape.expected, advice)]
    plain, told = _from_text(shape, text, names)
    return plain, [*told, _number_for_text(text)]


def _number_for_text(text: str) -> Problem:
    return Problem(
        code="number-for-text",
        found=f"the number {text}",
        expected="text",
        advice="zeros before it may be lost; format the column as text",
        severity=Severity.WARNING,
    )


def _day_for_text(text: str) -> Problem:
    return Problem(
        code="date-for-text",
        found=f"the date {text}",
        expected="text",
        advice="spreadsheets make dates of 3-5 and 1/2; format the column as text",
        severity=Severity.WARNING,
    )


def _cut() -> Problem:
    return Problem(
        code="cut-cell",
        found="a text that was cut because a cell holds no more",
        advice="it is not read",
        severity=Severity.WARNING,
    )


def _problem(code: str, found: str, expected: str, advice: str = "") -> Problem:
    return Problem(code=code, found=found, expected=expected, advice=advice)


__all__ = ["CUT", "ROUNDED", "Faulty", "Value", "kept", "plain_value"]
