"""Arrow tables as bytes of Parquet and of Arrow's own files (IPC), and back; no records, no paths.

Parquet is written with zstd at level 3, text dictionary-coded wherever that is shorter, in row
groups of 65,536 rows; nothing in it depends on the time or the machine, so the same table gives the
same bytes under one version of pyarrow. Arrow files are not compressed, so that they can be mapped
into memory, and hold the chunks of the table.
"""

from collections.abc import Callable, Mapping
from typing import Any

from schoolenterprise.columns._packages import arrow, feather, parquet
from schoolenterprise.errors import FormatError, Problem

ROWS_OF_A_GROUP = 65_536
"""Rows of a row group of Parquet: small enough to be read one by one, large enough to be fast."""

MOST_ROWS = 20_000_000
"""A file with more rows is refused: a few bytes can claim any number of equal ones."""

LARGEST = 2**33
"""A Parquet file that needs more bytes than this in memory (8 GiB, dictionary-coded) is refused."""

_LEVEL = 3


def to_parquet(table: Any, notes: Mapping[str, str]) -> bytes:
    """Return a `pyarrow.Table` as a Parquet file that bears `notes` in its metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    sink = arrow().BufferOutputStream()
    parquet().write_table(
        _noted(table, notes),
        sink,
        compression="zstd",
        compression_level=_LEVEL,
        row_group_size=ROWS_OF_A_GROUP,
    )
    return bytes(sink.getvalue())


def from_parquet(data: bytes) -> tuple[Any, dict[str, str]]:
    """Return the table of a Parquet file, its text dictionary-coded, and the notes that it bears.

    Raises:
        FormatError: `data` is no Parquet, is damaged, or claims to hold more than is taken.
        MissingExtraError: pyarrow is not installed.
    """
    return _read("Parquet", data, _parquet_table)


def to_arrow(table: Any, notes: Mapping[str, str]) -> bytes:
    """Return a `pyarrow.Table` as an Arrow file (IPC, Feather 2) that bears `notes`.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = arrow()
    sink = pa.BufferOutputStream()
    # One column may come with another list of codes in each chunk, which the file form refuses.
    noted = _noted(table.unify_dictionaries(), notes)
    with feather().new_file(sink, noted.schema) as writer:
        writer.write_table(noted)
    return bytes(sink.getvalue())


def from_arrow(data: bytes) -> tuple[Any, dict[str, str]]:
    """Return the table of an Arrow file or stream (IPC), and the notes that it bears.

    Raises:
        FormatError: `data` is no such file, is damaged, or holds more rows than are taken.
        MissingExtraError: pyarrow is not installed.
    """
    return _read("Arrow", data, _arrow_table)


def _noted(table: Any, notes: Mapping[str, str]) -> Any:
    return table.replace_schema_metadata(dict(notes))


def _read(name: str, data: bytes, read: Callable[[Any], Any]) -> tuple[Any, dict[str, str]]:
    pa = arrow()
    try:
        table = read(pa.py_buffer(data))
    except FormatError:
        raise
    # What pyarrow says of damage, it says by one of these.
    except (pa.ArrowException, OSError, ValueError, KeyError, UnicodeError) as error:
        reason = " ".join(str(error).split())
        found = f"{len(data)} bytes that are none, or are damaged"
        problem = Problem(
            code=f"not-{name.lower()}",
            found=found,
            expected=f"a file of {name}",
            advice=f"{reason:.200}",
        )
        raise FormatError(problem) from None
    return table, _notes(table)


def _notes(table: Any) -> dict[str, str]:
    held = table.schema.metadata or {}
    return {key.decode(errors="replace"): held[key].decode(errors="replace") for key in held}


def _parquet_table(memory: Any) -> Any:
    pa = arrow()
    plain = parquet().ParquetFile(memory)
    metadata = plain.metadata
    groups = range(metadata.num_row_groups)
    _refuse_more_than(MOST_ROWS, metadata.num_rows, "rows")
    _refuse_more_than(
        LARGEST, sum(metadata.row_group(at).total_byte_size for at in groups), "bytes"
    )
    leaves = (metadata.schema.column(at) for at in range(len(metadata.schema)))
    texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    try:
        coded = parquet().ParquetFile(memory, read_dictionary=texts)
        return _groups(coded, groups)
    except pa.ArrowNotImplementedError:  # others' types, or a group with gigabytes of text
        return _groups(plain, groups)


def _groups(file: Any, groups: range) -> Any:
    schema = file.schema_arrow
    read = [file.read_row_group(at) for at in groups]
    if not read:
        return schema.empty_table()
    return arrow().concat_tables(read)


def _arrow_table(memory: Any) -> Any:
    pa = arrow()
    try:
        table = feather().open_file(memory).read_all()
    except pa.ArrowInvalid:
        table = feather().open_stream(memory).read_all()
    _refuse_more_than(MOST_ROWS, table.num_rows, "rows")
    table.validate(full=True)
    return table


def _refuse_more_than(most: int, number: int, what: str) -> None:
    if number > most:
        problem = Problem(
            code="too-large",
            found=f"{number:,} {what}",
            expected=f"at most {most:,}",
            advice="read it in parts, with pyarrow and records_of",
        )
        raise FormatError(problem)


__all__ = ["from_arrow", "from_parquet", "to_arrow", "to_parquet"]
