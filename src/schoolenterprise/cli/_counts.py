"""Tallies as an answer: how many records, or different values, there are for each value."""

from typing import Any, NamedTuple

from schoolenterprise.cli._answers import MOST_ROWS, Answer
from schoolenterprise.cli._fields import Field
from schoolenterprise.cli._gist import is_told
from schoolenterprise.cli._questions import AnySelection
from schoolenterprise.cli._terminal import say
from schoolenterprise.cli._wording import Wording
from schoolenterprise.schema import class_label


class Counting(NamedTuple):
    """How records are to be counted."""

    by: Field
    """By what."""
    distinct: Field | None
    """Of what the different values are counted; `None`: the records are."""
    top: int | None
    """How many of the largest numbers; `None`: all."""
    at_least: int | None
    """The smallest number that is of interest; `None`: any."""


class _Counted(NamedTuple):
    value: Any
    number: int


def counts(selection: AnySelection, counting: Counting, wording: Wording) -> Answer:
    """Return the numbers of `selection`; what bears no value is told of on standard error."""
    by, distinct = counting.by, counting.distinct
    tally = selection.count_by(by.name, distinct=distinct.name if distinct else None)
    if tally.without:
        say(f"note: without {by.name}, and not counted: {tally.without}")
    if counting.at_least is not None:
        tally = tally.at_least(counting.at_least)
    chosen = tally.items() if counting.top is None else tally.top(counting.top)
    things = [_Counted(*each) for each in chosen]
    words = _Words(by, wording)
    what = distinct.label if distinct else class_label(selection.cls)
    return Answer(
        title=by.label,
        headings=(*(["编号"] if by.holds_ids else []), by.label, f"{what}数"),
        things=things,
        row=words.row,
        name="counts",
        item=words.item,
        head={
            "count_by": by.name,
            "distinct": distinct.name if distinct else None,
            "without": tally.without,
        },
        aside=int(by.holds_ids and all(map(words.is_told, things[:MOST_ROWS]))),
        whole=counting.top is not None,
    )


class _Words:
    """Puts the numbers for the values of one field into words."""

    def __init__(self, field: Field, wording: Wording) -> None:
        self._field = field
        self._wording = wording

    def row(self, counted: _Counted) -> tuple[str, ...]:
        number = str(counted.number)
        if self._field.holds_ids:
            return counted.value, self._name(counted.value), number
        return self._name(counted.value), number

    def item(self, counted: _Counted) -> dict[str, object]:
        value = counted.value
        plain = value if isinstance(value, bool | int) else str(value)
        return {"value": plain, "name": self._name(value), "number": counted.number}

    def is_told(self, counted: _Counted) -> bool:
        return is_told(counted.value, self._name(counted.value))

    def _name(self, value: Any) -> str:
        return self._wording.name(value) if self._field.holds_ids else self._wording.value(value)


__all__ = ["Counting", "counts"]
