"""Arrow tables as data frames of pandas and polars; it makes no tables."""

from typing import Any

from schoolenterprise.columns._packages import arrow
from schoolenterprise.errors import optional


def to_pandas(table: Any) -> Any:
    """Return a `pyarrow.Table` as a `pandas.DataFrame`.

    Whole numbers and flags stay what they are where some are missing (`Int64`, `boolean`), text is
    of the type `string`, days are `datetime64`, closed sets categories; lists are arrays, values of
    several fields dictionaries.

    Raises:
        MissingExtraError: pandas or pyarrow is not installed.
    """
    pandas = optional("pandas", "pandas")
    pa = arrow()
    types = {
        pa.int32(): pandas.Int32Dtype(),
        pa.int64(): pandas.Int64Dtype(),
        pa.bool_(): pandas.BooleanDtype(),
        pa.string(): pandas.StringDtype(),
    }
    return table.to_pandas(types_mapper=types.get, date_as_object=False)


def to_polars(table: Any) -> Any:
    """Return a `pyarrow.Table` as a `polars.DataFrame`, closed sets as categories.

    Raises:
        MissingExtraError: polars is not installed.
    """
    return optional("polars", "polars").from_arrow(table)


__all__ = ["to_pandas", "to_polars"]
