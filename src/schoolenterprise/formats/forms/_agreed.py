"""What rows of one visit say of it with one voice, and what stays with a row; it reads no cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.formats.forms._form import Fills

_OF_ALL = (Fills.DATE, Fills.LEADER_NAME, Fills.LEADER_TITLE)
"""What a row says not of its employer alone but of the visit, so of other rows too."""
_ADVICE = "it stays with this row; it is said of the visit when every row of it says so"


@frozen
class Line:
    """What one row says."""

    values: dict[Fills, Any]
    """What fills the model."""
    given: dict[str, str | int]
    """Column → what no record has a field for."""
    columns: Mapping[Fills, str]
    """Which column holds which value."""
    place: Callable[[Fills], Place]
    """Where which value stands."""


def agreed(lines: Sequence[Line], day: When | None) -> dict[Fills, Any]:
    """Return what the rows of one visit say of it; `day` is what its key says, `None`: nothing.

    What one row says and another leaves blank, or says otherwise, is of that row alone.
    """
    found: dict[Fills, Any] = {}
    for fills in _OF_ALL:
        told = [line.values.get(fills) for line in lines]
        if all(each == told[0] for each in told):
            found[fills] = told[0]
        elif fills is Fills.DATE and day in told:
            found[fills] = day
    if found.get(Fills.LEADER_NAME) is None:
        found.pop(Fills.LEADER_TITLE, None)  # nobody would bear it
    return {fills: value for fills, value in found.items() if value is not None}


def own(line: Line, of_visit: Mapping[Fills, Any]) -> dict[Fills, Any]:
    """Return what a row says that its visit does not."""
    said = {fills: line.values[fills] for fills in _OF_ALL if fills in line.values}
    return {fills: value for fills, value in said.items() if value != of_visit.get(fills)}


def doubts(lines: Sequence[Line], of_visit: Mapping[Fills, Any]) -> Iterator[Problem]:
    """Yield a warning for each row that says of the visit what other rows do not."""
    for fills in _OF_ALL:
        said = [line for line in lines if line.values.get(fills) is not None]
        first = of_visit.get(fills, said[0].values[fills] if said else None)
        for line in said:
            value = line.values[fills]
            if value != first:
                found = f"{value}, other than an earlier row of the same record"
                yield _doubt("contradicting-rows", found, line.place(fills))
            elif fills not in of_visit and len(said) < len(lines):
                found = f"{value}, which other rows of the same record leave blank"
                yield _doubt("blank-in-other-rows", found, line.place(fills))


def as_cell(value: object) -> str | int:
    """Return a value as it is kept of a row."""
    if isinstance(value, PartialDate | Period):
        return value.edtf
    return value if type(value) is int else str(value)


def _doubt(code: str, found: str, place: Place) -> Problem:
    return Problem(code=code, found=found, advice=_ADVICE, place=place, severity=Severity.WARNING)


__all__ = ["Line", "agreed", "as_cell", "doubts", "own"]
