"""Records of Arrow tables, the way back from `arrow_table`; no files."""

from typing import Any, TypeVar

from schoolenterprise.collector import collector_paused
from schoolenterprise.columns._accepted import accepted, companions_of, fields_of, missing
from schoolenterprise.columns._companions import contradictions
from schoolenterprise.columns._examined import examined
from schoolenterprise.columns._made import DOUBTS, made
from schoolenterprise.columns._types import CLASS, family
from schoolenterprise.errors import Problem
from schoolenterprise.model import Record

R = TypeVar("R", bound=Record)

# What recurs in a batch is looked at once, so large ones are fast.
_ROWS_AT_ONCE = 65_536
# Of a part with a faulty row all rows are examined, which is slow; small parts bound that.
_ROWS_EXAMINED = 4_096


def records_of(table: Any, cls: type[R]) -> tuple[tuple[R, ...], tuple[Problem, ...]]:
    """Return the records in the rows of a `pyarrow.Table`, and what is amiss in it.

    The table has the columns of `arrow_schema(cls, evidence=True)` in any order:

    - text may be dictionary-coded or of any width, whole numbers of any width; other types are
      faults of their rows, for nothing is bent
    - an unknown column is kept under `extra`, with one warning for the whole column
    - where a column is missing or null the field has its default; one that no record can do
      without is one problem for the whole table, of which no record is made
    - `date_first` and `date_last` are not read; where they contradict `date`, a warning says so
    - a faulty row is left out and never takes a neighbour; `line` of the place is its number,
      counted from 1

    Raises:
        InvalidValueError: `cls` is no class of records.
        MissingExtraError: pyarrow is not installed.

    >>> from schoolenterprise.columns import arrow_table
    >>> from schoolenterprise.model import Program
    >>> table = arrow_table(Program, [Program(name="访企拓岗")])
    >>> records_of(table, Program)
    ((Program(id='program:访企拓岗', name='访企拓岗'),), ())
    >>> print(*records_of(table.set_column(1, "name", [[""]]), Program)[1])
    line 1, program:访企拓岗, name: found '', expected text that is not blank
    """
    rows, problems = rows_of(table, cls)
    return tuple(each for each in rows if each is not None), problems


def rows_of(table: Any, cls: type[R]) -> tuple[list[R | None], tuple[Problem, ...]]:
    """Return what `records_of` returns, with `None` in the place of each row that is no record."""
    family(cls)  # refuses what is no class of records
    taken, told = accepted(table, cls)
    lacking = missing(table, cls)
    if lacking:
        return [None] * table.num_rows, (*told, *lacking)
    problems = list(told)
    records: list[Any] = []
    with collector_paused():
        for batch in taken.to_batches(max_chunksize=_ROWS_AT_ONCE):
            records += _of_batch(batch, cls, len(records) + 1, problems)
        problems += contradictions(taken, companions_of(cls))
    return records, tuple(problems)


def _of_batch(batch: Any, cls: type, first: int, problems: list[Problem]) -> list[Any]:
    """Return the record of each row, and add to `problems`; a part in doubt is examined."""
    members = family(cls)
    try:
        return [*made(_fields(batch, cls), members)]
    except DOUBTS:
        if batch.num_rows <= _ROWS_EXAMINED:
            records, faults = examined(batch, cls, members, first)
            problems += faults
            return records
    records = []
    for start in range(0, batch.num_rows, _ROWS_EXAMINED):
        part = batch.slice(start, _ROWS_EXAMINED)
        records += _of_batch(part, cls, first + start, problems)
    return records


def _fields(batch: Any, cls: type) -> Any:
    """Return the columns that records are made from, and those that nobody knows."""
    told = companions_of(cls).keys() | {"position"} - fields_of(cls).keys() - {CLASS}
    return batch.select([name for name in batch.schema.names if name not in told])


__all__ = ["records_of", "rows_of"]
