"""Ids with a number behind them, `X#2`: what tells a contradicting record from the one beside it.

A number counts only where its record bears it beside another: a name that itself ends with `#2`
is a name.
"""

from schoolenterprise import ids
from schoolenterprise.model import Record, evolve


def base_of(record: Record) -> str | None:
    """Return the id that a record contradicts, `X` of `X#2`; `None`: its id has no number.

    >>> from schoolenterprise.model import Program
    >>> base_of(Program(id="program:企业行#2", name="企业行")), base_of(Program(name="企业行#2"))
    ('program:企业行', None)
    """
    base, number = ids.unnumbered(record.id)
    return None if number == 1 or evolve(record, id="").id == record.id else base


__all__ = ["base_of"]
