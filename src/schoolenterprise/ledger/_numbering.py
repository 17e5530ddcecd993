"""Ids with a number behind them, `X#2`: what tells a contradicting record from the one beside it.

A number counts only where its record bears it beside another: a name that itself ends with `#2`
is a name.
"""

import re

from schoolenterprise.model import Record, evolve

_NUMBERED = re.compile(r"(?s:.*)#([1-9][0-9]{0,8})")


def number_of(identifier: str) -> int:
    """Return the number behind an id; 1: it has none.

    >>> number_of("visit:1#2"), number_of("visit:1"), number_of("visit:1#02")
    (2, 1, 1)
    """
    match = _NUMBERED.fullmatch(identifier) if "#" in identifier else None
    return int(match[1]) if match else 1


def base_of(record: Record) -> str | None:
    """Return the id before the number of a record; `None`: its id has no number.

    >>> from schoolenterprise.model import Program
    >>> base_of(Program(id="program:企业行#2", name="企业行")), base_of(Program(name="企业行#2"))
    ('program:企业行', None)
    """
    if number_of(record.id) < 2 or evolve(record, id="").id == record.id:
        return None
    return record.id.rpartition("#")[0]


__all__ = ["base_of", "number_of"]
