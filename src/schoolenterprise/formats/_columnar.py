"""What the formats of columns share: the class of a table, its notes, its records in an intake."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.collector import collector_paused
from schoolenterprise.columns import RECORD_TABLES, arrow_table, positions_of, rows_of
from schoolenterprise.convert import from_dict
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    UnknownNameError,
    wrong_type,
)
from schoolenterprise.files import Target, contents, name_of, replaced
from schoolenterprise.formats._exact import exact_tree, in_file
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._migrations import CURRENT, check_version, migrated
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
    positions: Sequence[int | None]
    """Of each its place in the ledger; `None`: the row does not say."""
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
        # Files of other programs name no form.
        version, problems = check_version(notes.get(SCHEMA_NOTE, FORM), Place())
        if version == CURRENT:
            found = _rows(table, cls or _class_of(table, notes, file))
        else:
            found = _older_rows(table, notes.get(CLASS_NOTE), version)
    except FormatError as error:
        raise FormatError(in_file(error.problem, file)) from None
    except UnicodeDecodeError:  # pyarrow looks at the names of columns when they are asked for
        name = "a name of a column that is no UTF-8"
        damaged = Problem(code="damaged-file", found=name, expected="names of fields")
        raise FormatError(in_file(damaged, file)) from None
    placed = tuple(in_file(each, file) for each in (*problems, *found.problems))
    return attrs.evolve(found, problems=placed)


def _rows(table: Any, cls: type[Record]) -> Rows:
    records, faults = rows_of(table, cls)
    return Rows(list(records), positions_of(table), faults)


def _older_rows(table: Any, name: str | None, version: int) -> Rows:
    """Return the rows of a table whose columns may be others than today's.

    `name` is the class of its records then, where no column `type` names it.
    """
    records: list[Record | None] = []
    positions: list[int | None] = []
    problems: list[Problem] = []
    for line, row in enumerate(_plain_rows(table), 1):
        position = row.pop("position", None)
        tree = {"type": row.pop("type", None) or name, **_said(row)}
        for each in migrated(tree, version):
            record, faults = from_dict(each, place=Place(line=line))
            records.append(record)
            positions.append(position)
            problems += faults
    return Rows(records, positions, tuple(problems))


def _plain_rows(table: Any) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = table.to_pylist()
    except (ValueError, OverflowError, NotImplementedError) as error:
        found = f"a table that cannot be read ({' '.join(str(error).split()):.200})"
        raise FormatError(
            Problem(code="unreadable-row", found=found, expected="text in UTF-8 and plain values")
        ) from None
    return rows


def _said(value: Any) -> Any:
    """Return what a row says, as JSON has it: no nulls, no days beside dates, `extra` spread."""
    if isinstance(value, list):
        return [_said(each) for each in value]
    if not isinstance(value, dict):
        return value
    beside = {f"{name}_{each}" for name in value for each in ("first", "last")}
    held = {key: _said(each) for key, each in value.items() if each is not None}
    told = {key: each for key, each in held.items() if key not in beside and key != "extra"}
    return {**_unknown_keys(held.get("extra")), **told}


def _unknown_keys(text: object) -> dict[str, Any]:
    try:
        kept = exact_tree(text) if isinstance(text, str) else {}
    except FormatError:
        kept = None
    # What is no object stays one unknown key.
    return kept if isinstance(kept, dict) else {"extra": text}


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
