"""Arrow tables of records: one nested schema a class, the same for every ledger; no files."""

from collections.abc import Sequence
from typing import Any, TypeVar

from schoolenterprise.columns._companions import days_of
from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._types import Column, columns_of, family, schema_of
from schoolenterprise.columns._values import choices, column_of, reading
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.model import Record

R = TypeVar("R", bound=Record)

# A chunk of a string column holds 2 GB at most: whole pages of news of 100,000 characters fit in.
_ROWS_OF_A_CHUNK = 16_384


def arrow_schema(cls: type, *, evidence: bool = False) -> Any:
    """Return the `pyarrow.Schema` of a table of `cls`.

    A column is a field and bears its name:

    - text and ids: `string`; whole numbers: `int64`; flags: `bool`
    - dates and periods: their EDTF text; behind a column `date` stand `date_first` and `date_last`,
      its first and last possible day as `date32`, null where the date itself says `None`
    - members of a closed set: their codes, dictionary-coded unless they stand inside others
    - tuples: lists, never null; values of several fields, such as participants: structs
    - unknown keys: JSON in `extra`, null when there are none

    `Organization` holds schools and firms as well: its table begins with a column `type`, and a
    field that the class of a record lacks is null.

    Args:
        cls: a class of records.
        evidence: whether there is a last column with the evidence.

    Raises:
        InvalidValueError: `cls` is no class of records.
        MissingExtraError: pyarrow is not installed.

    >>> from schoolenterprise.model import Program
    >>> print(*arrow_schema(Program).names)
    id name aliases organizer period period_first period_last parent extra
    """
    return schema_of(columns_of(cls, evidence))


def arrow_table(cls: type[R], records: Sequence[R], *, evidence: bool = False) -> Any:
    """Return `records` of `cls` as a `pyarrow.Table` with the columns of `arrow_schema`.

    Args:
        cls: a class of records.
        records: records of it, or of a class made from it.
        evidence: whether there is a last column with the evidence.

    Raises:
        InvalidValueError: `cls` is no class of records, or one of `records` is not of it.
        MissingExtraError: pyarrow is not installed.

    >>> from schoolenterprise.dates import PartialDate
    >>> from schoolenterprise.model import Visit
    >>> table = arrow_table(Visit, [Visit(date=PartialDate("2022-02"), hosts=("enterprise:甲",))])
    >>> table.select(["date", "hosts", "mode"]).to_pylist()
    [{'date': '2022-02', 'hosts': ['enterprise:甲'], 'mode': 'on_site'}]
    >>> table["date_last"].to_pylist()
    [datetime.date(2022, 2, 28)]
    """
    members, held = family(cls), tuple(records)
    _refuse_others(held, members)
    return table_of(columns_of(cls, evidence), held, members)


def table_of(
    columns: tuple[Column, ...], rows: Sequence[Any], members: tuple[type, ...] = ()
) -> Any:
    """Return a table of `rows`, records or values that have the fields of `columns`."""
    schema = schema_of(columns)
    chunks = [
        _chunk(columns, schema, rows[start : start + _ROWS_OF_A_CHUNK], members)
        for start in range(0, len(rows), _ROWS_OF_A_CHUNK)
    ]
    return arrow().concat_tables(chunks) if chunks else schema.empty_table()


def _refuse_others(records: Sequence[Record], members: tuple[type, ...]) -> None:
    if set(map(type, records)) <= set(members):
        return
    index, other = next(
        (index, each) for index, each in enumerate(records) if type(each) not in members
    )
    expected = " or ".join(member.__name__ for member in members)
    raise InvalidValueError(f"records[{index}]: found {type(other).__name__}, expected {expected}")


def _chunk(
    columns: tuple[Column, ...],
    schema: Any,
    records: Sequence[Record],
    members: tuple[type, ...],
) -> Any:
    arrays: dict[str, Any] = {}
    for column in columns:
        arrays[column.name] = (
            days_of(arrays[column.field], column.companion)
            if column.companion
            else _array(column, records, members)
        )
    return arrow().Table.from_arrays(list(arrays.values()), schema=schema)


def _array(column: Column, records: Sequence[Any], members: tuple[type, ...]) -> Any:
    if column.shape is None:
        names = [member.__name__ for member in members]
        return choices(names, (type(each).__name__ for each in records))
    values = (
        reading(column.field)(records)
        if column.everywhere
        else [getattr(each, column.field, None) for each in records]
    )
    return column_of(column.shape, values)


__all__ = ["arrow_schema", "arrow_table", "table_of"]
