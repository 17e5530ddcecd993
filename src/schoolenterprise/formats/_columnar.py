"""What the formats of columns share: the class of a table, its notes, its records in an intake."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.collector import collector_paused
from schoolenterprise.columns import RECORD_TABLES, arrow_table, rows_of
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    UnknownNameError,
    wrong_type,
)
from schoolenterprise.formats._envelope import header
from schoolenterprise.formats._files import Target, contents, name_of, replaced
from schoolenterprise.formats._intake import Intake
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, RECORD_CLASSES, Organization, Record, record_class
from schoolenterprise.query import Selection

SCHEMA_NOTE = "schoolenterprise.schema"
"""Key, in the metadata of a file, of the name of the form and its version."""

CLASS_NOTE = "schoolenterprise.class"
"""Key, in the metadata of a file, of the class of its records."""

Reader = Callable[[bytes], tuple[Any, dict[str, str]]]
"""Makes of the bytes of a file a table and its notes."""


@frozen
class Rows:
    """What a file of one class holds."""

    records: list[Record | None]
    """The record of each row; `None`: it is faulty."""
    table: Any
    """The `pyarrow.Table` itself."""
    problems: tuple[Problem, ...]


def table_of(records: Iterable[Record], cls: type[Record] | None) -> tuple[Any, dict[str, str]]:
    """Return the table of records of one class, evidence included, and its notes.

    An empty selection of a ledger tells the class that its records would be of.

    Raises:
        InvalidValueError: they are not all of `cls`, or, where that is `None`, of several classes.
    """
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    held = tuple(records)
    if cls is None and not held and isinstance(records, Selection):
        cls = records.cls
    common = cls or _common_class(held)
    return arrow_table(common, held, evidence=True), notes_of(common)


def notes_of(cls: type[Record]) -> dict[str, str]:
    """Return the notes of a file of `cls`."""
    return {SCHEMA_NOTE: FORM, CLASS_NOTE: cls.__name__}


def _common_class(records: Iterable[Record]) -> type[Record]:
    classes = set(map(type, records))
    for other in classes.difference(RECORD_CLASSES):
        raise InvalidValueError(f"records: found {other.__name__}, expected a record")
    if len(classes) == 1:
        return classes.pop()
    if classes and all(issubclass(each, Organization) for each in classes):
        return Organization
    names = " and ".join(cls.__name__ for cls in RECORD_CLASSES if cls in classes) or "none"
    raise InvalidValueError(
        f"records: found {names}, expected records of one class; a folder NAME.parquets or"
        " a file of JSON holds a whole ledger, and `cls` names the class of no records"
    )


def ledger_of(source: Target, read: Reader, cls: type[Record] | None) -> Ledger:
    """Return the ledger that a file or stream of one class holds."""
    file = name_of(source)
    with collector_paused():
        found = rows_in(contents(source), file, read, cls)
        intake = Intake(file)
        intake.tell(found.problems)
        intake.take([each for each in found.records if each is not None])
        return intake.ledger()


def put(target: Target, data: bytes) -> None:
    """Write the bytes of a file, or to a stream of bytes.

    Raises:
        InvalidValueError: `target` is a stream of text, or neither a stream nor a path.
    """
    with replaced(target) as stream:
        try:
            stream.write(data)
        except TypeError:  # no stream of text that Python knows as one, yet it takes no bytes
            raise wrong_type("file", target, "a path, or a stream of bytes") from None


def rows_in(
    data: str | bytes, file: str | None, read: Reader, cls: type[Record] | None = None
) -> Rows:
    """Return the rows of a file; where neither `cls` nor a note names the class, name or ids do.

    Raises:
        FormatError: it is damaged, or of a later form than this package knows, or nothing tells
            of which class its records are.
    """
    if not isinstance(data, bytes):
        raise wrong_type("file", data, "a stream of bytes")
    try:
        table, notes = read(data)
        form = {"schema": notes[SCHEMA_NOTE]} if SCHEMA_NOTE in notes else {}
        _, problems = header(form, Place())
        told = cls or _class_of(table, notes, file)
    except FormatError as error:
        raise FormatError(_in_file(error.problem, file)) from None
    records, faults = rows_of(table, told)
    placed = tuple(_in_file(each, file) for each in (*problems, *faults))
    return Rows(list(records), table, placed)


def _class_of(table: Any, notes: Mapping[str, str], file: str | None) -> type[Record]:
    if CLASS_NOTE in notes:
        try:
            return record_class(notes[CLASS_NOTE])
        except UnknownNameError:
            raise _unknown_class(f"{notes[CLASS_NOTE]!r}") from None
    stem = os.path.splitext(os.path.basename(file or ""))[0]
    return RECORD_TABLES.get(stem) or _class_by_ids(table)


def _class_by_ids(table: Any) -> type[Record]:
    prefixes = {cls.prefix: cls for cls in RECORD_CLASSES}
    if "id" in table.column_names:
        for identifier in table["id"].slice(0, 100).to_pylist():
            prefix = ids.prefix_of(identifier) if isinstance(identifier, str) else ""
            if prefix in prefixes:
                cls = prefixes[prefix]
                return Organization if "type" in table.column_names else cls
    raise _unknown_class(f"no note {CLASS_NOTE!r}, and no id that tells")


def _unknown_class(found: str) -> FormatError:
    expected = f"one of {', '.join(cls.__name__ for cls in RECORD_CLASSES)}"
    return FormatError(
        Problem(code="unknown-class", found=found, expected=expected, advice="name it by `cls`")
    )


def _in_file(problem: Problem, file: str | None) -> Problem:
    return attrs.evolve(problem, place=attrs.evolve(problem.place, file=file))


__all__ = [
    "CLASS_NOTE",
    "SCHEMA_NOTE",
    "Rows",
    "ledger_of",
    "notes_of",
    "put",
    "rows_in",
    "table_of",
]
