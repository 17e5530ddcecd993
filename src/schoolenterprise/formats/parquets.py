"""A folder of Parquet: a whole ledger, a file a class, for pandas, polars, DuckDB and Spark.

What stands in `NAME.parquets`:

- a file a class, called as the tables of `Ledger.sql` are: `visits.parquet`, `agreements.parquet`
  …; `organizations.parquet` holds schools and firms as well, told apart by its column `type`;
- each as `formats.parquet` says, and with a last column `position`: the place of the record in the
  ledger, counted from 0; a file without records has its columns all the same.

How it is read:

- records without a `position` come last; a missing file is told, and so is one that nobody knows;
- `institutions.parquet` and `enterprises.parquet` are read as well, should somebody add them.

How it is written: beside the folder, then exchanged with it, so that there is always one of them,
the old or the new, whole. A folder that holds other files is not replaced.

What is lost: the problems of the ledger.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

from schoolenterprise.collector import collector_paused
from schoolenterprise.columns import (
    RECORD_TABLES,
    arrow_table,
    from_parquet,
    to_parquet,
    with_positions,
)
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
    wrong_type,
)
from schoolenterprise.files import Target, contents, name_of
from schoolenterprise.formats._columnar import Rows, notes_of, rows_in
from schoolenterprise.formats._folders import write_folder
from schoolenterprise.formats._intake import Intake
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Organization, Record

_SUFFIX = ".parquet"
_WRITTEN: Mapping[str, type[Record]] = {
    name: cls
    for name, cls in RECORD_TABLES.items()
    if cls is Organization or not issubclass(cls, Organization)
}


def load(source: Target) -> Ledger:
    """Return the ledger that a folder holds.

    Raises:
        FormatError: none of its files is a table of records, or one is no Parquet, is damaged, too
            large, or of a later form than this package knows.
        InvalidValueError: `source` is no path.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be read.
    """
    folder = _folder(source)
    names = sorted(os.listdir(folder))
    files = {name: f"{name}{_SUFFIX}" for name in RECORD_TABLES}
    found = {name: file for name, file in files.items() if file in names}
    if not found:
        raise FormatError(
            Problem(
                code="no-records",
                found="no table of records",
                expected=f"files such as visits{_SUFFIX}",
                place=Place(file=folder),
            )
        )
    intake = Intake(folder)
    intake.tell(_unexpected(folder, set(names), files))
    with collector_paused():
        tables = [_rows(os.path.join(folder, found[name]), RECORD_TABLES[name]) for name in found]
        for each in tables:
            intake.tell(each.problems)
        intake.take(_in_order(tables))
        return intake.ledger()


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records`, a ledger for one, to a folder, which is replaced when all are written.

    Raises:
        InvalidValueError: one of them is no record, `target` is no path, or the folder that is
            there holds other files, which would be lost.
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be written.
    """
    folder = _folder(target)
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    held = tuple(records)
    for record in held:
        if not isinstance(record, Record):
            raise wrong_type("records", record, "a record")
    write_folder(folder, _files(held), frozenset(f"{name}{_SUFFIX}" for name in RECORD_TABLES))


def _folder(target: Target) -> str:
    if not isinstance(target, str | os.PathLike):
        raise wrong_type("folder", target, "a path, for a folder is no stream")
    name = name_of(target)
    if not name:
        raise InvalidValueError("folder: found an empty path, expected the name of a folder")
    return name


def _files(records: tuple[Record, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file."""
    for name, cls in _WRITTEN.items():
        places = [at for at, record in enumerate(records) if isinstance(record, cls)]
        table = arrow_table(cls, [records[at] for at in places], evidence=True)
        yield f"{name}{_SUFFIX}", to_parquet(with_positions(table, places), notes_of(cls))


def _rows(path: str, cls: type[Record]) -> Rows:
    return rows_in(contents(path), path, from_parquet, cls)


def _in_order(tables: Iterable[Rows]) -> list[Record]:
    """Return the records of all tables by their positions; those without one come last."""
    placed: list[tuple[float, Any]] = []
    for each in tables:
        for position, record in zip(each.positions, each.records, strict=True):
            if record is not None:
                placed.append((inf if position is None else position, record))
    placed.sort(key=lambda pair: pair[0])
    return [record for _, record in placed]


def _unexpected(folder: str, names: set[str], files: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted(names - set(files.values())):
        found = f"the file {name!r}"
        yield _warning("unknown-file", folder, found, "a table of records", "it is not read")
    missing = [files[name] for name in _WRITTEN if files[name] not in names]
    if missing:
        found, advice = f"no {', no '.join(missing)}", "read as if they held no records"
        yield _warning("missing-file", folder, found, "a file a class", advice)


def _warning(code: str, folder: str, found: str, expected: str, advice: str) -> Problem:
    return Problem(
        code=code,
        found=found,
        expected=expected,
        advice=advice,
        place=Place(file=folder),
        severity=Severity.WARNING,
    )


__all__ = ["dump", "load"]
