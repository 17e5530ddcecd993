"""The column `position`: where in a ledger of several tables a record stands; no records."""

from collections.abc import Sequence
from typing import Any

from schoolenterprise.columns._accepted import POSITION
from schoolenterprise.columns._packages import arrow


def with_positions(table: Any, positions: Sequence[int]) -> Any:
    """Return a `pyarrow.Table` with a last column `position`, whole numbers."""
    pa = arrow()
    return table.append_column(POSITION, pa.array(positions, pa.int64()))


def positions_of(table: Any) -> list[int | None]:
    """Return the position of each row; `None`: it has none, or what stands there is no number."""
    pa = arrow()
    if POSITION not in table.column_names:
        return [None] * table.num_rows
    column = table[POSITION]
    if pa.types.is_floating(column.type):
        column = column.cast(pa.int64(), safe=False)
    return list(column.to_pylist()) if pa.types.is_integer(column.type) else [None] * len(column)


__all__ = ["positions_of", "with_positions"]
