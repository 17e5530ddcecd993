"""Parquet: the records of one class as columns, for pandas, polars, DuckDB and Spark.

What stands in it:

- the columns of `columns.arrow_schema`, the evidence last; a row a record, in their order;
- dates are text in EDTF, and `date_first` and `date_last` beside them are days;
- members of closed sets are their codes; values of several fields are structs, tuples lists;
- unknown keys are JSON in `extra`;
- the file itself names the form (`schoolenterprise/1`) and the class of its records;
- zstd at level 3, row groups of 65,536 rows, text dictionary-coded; no time, so that the same
  records give the same bytes.

How it is read: as `columns.records_of` says; a file that does not name its class tells it by its
name (`visits.parquet`) or by its ids.

What is lost: the problems of the ledger. Schools and firms share a table, other classes do not: a
ledger of several is for `parquets`, a folder of such files.
"""

from collections.abc import Iterable

from schoolenterprise.columns import from_parquet, to_parquet
from schoolenterprise.files import Target
from schoolenterprise.formats._columnar import ledger_of, put, table_of
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


def load(source: Target, *, cls: type[Record] | None = None) -> Ledger:
    """Return the ledger that a file, or the rest of a stream of bytes, holds.

    `cls` is the class of its records; `None`: the file tells.

    Raises:
        FormatError: it is no Parquet, is damaged, too large, of a later form than this package
            knows, or does not tell the class of its records.
        InvalidValueError: `source` is neither a path nor a stream of bytes.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be read.
    """
    return ledger_of(source, from_parquet, cls)


def dump(records: Iterable[Record], target: Target, *, cls: type[Record] | None = None) -> None:
    """Write `records` of one class to a stream of bytes, or to a file, which is replaced at last.

    `cls` is their class; `None`: they tell, unless there are none; an empty selection
    of a ledger tells as well.

    Raises:
        InvalidValueError: one of them is no record, they are of several classes, or `target` is
            neither a path nor a stream of bytes.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be written.
    """
    table, notes = table_of(records, cls)
    put(target, to_parquet(table, notes))


__all__ = ["dump", "load"]
