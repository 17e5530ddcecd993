"""Arrow: the records of one class as columns in a file that other programs map into memory.

What stands in it is what stands in `parquet`, in Arrow's own form (IPC, also called Feather 2),
without compression; how it is read and what is lost is said there as well. A stream of Arrow is
read too.
"""

from collections.abc import Iterable

from schoolenterprise.columns import from_arrow, to_arrow
from schoolenterprise.files import Target
from schoolenterprise.formats._columnar import ledger_of, put, table_of
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


def load(source: Target, *, cls: type[Record] | None = None) -> Ledger:
    """Return the ledger that a file, or the rest of a stream of bytes, holds; see `parquet.load`.

    Raises:
        FormatError: it is no Arrow file, is damaged, too large, of a later form than this package
            knows, or does not tell the class of its records.
        InvalidValueError: `source` is neither a path nor a stream of bytes.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be read.
    """
    return ledger_of(source, from_arrow, cls)


def dump(records: Iterable[Record], target: Target, *, cls: type[Record] | None = None) -> None:
    """Write `records` of one class to a stream of bytes, or to a file; see `parquet.dump`.

    Raises:
        InvalidValueError: one of them is no record, they are of several classes, or `target` is
            neither a path nor a stream of bytes.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be written.
    """
    table, notes = table_of(records, cls)
    put(target, to_arrow(table, notes))


__all__ = ["dump", "load"]
