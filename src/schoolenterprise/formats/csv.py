"""CSV: a file a class, a record a row, a field a cell, as spreadsheets open it.

What stands in it:

- UTF-8 with a byte order mark, commas, CRLF; the first row holds the Chinese headings;
- first the id, then the fields, as `_tables.cells` writes them: lists with `；`, people as
  `张三（院长、教授）`, Chinese labels, dates in EDTF, quantities as `≥10家`;
- a reference is the name of what it refers to, where one record of the same files bears it, else
  the id;
- a cell that a spreadsheet would take for a formula begins with `'`.

Where it stands:

- the records of one class in one file; of several in a folder, or in an archive whose name ends in
  `.zip`, a file a class. Of a folder each file is replaced as a whole, not all at once; a table of
  a class of which there are no records is emptied, other files are left alone.

How it is read:

- also from GB 18030, GBK and whatever else the text turns out to be; separated by commas,
  semicolons or tabs; columns in any order, headings also as the model's fields are called;
- every fault with line and column; a faulty row never takes its neighbour;
- an id that is missing is made; the name of a column that is not known is an unknown key;
- a cell that begins like a formula is text, with a note; the `'` before one is taken away.

What is lost: evidence, unknown keys, the text of a source (its digest stays), internship terms of
which nothing is known, the order of classes, the version of the form, and the problems of the
ledger.
"""

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, Any

import attrs

from schoolenterprise.collector import collector_paused
from schoolenterprise.decoding import decode
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
    wrong_type,
)
from schoolenterprise.files import Target, contents, name_of, replaced, write
from schoolenterprise.formats._format import later
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._tables.archives import archive, member
from schoolenterprise.formats._tables.comma_separated import BOM, line, rows, starts_formula
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.formats._tables.rows import Row, Table, take
from schoolenterprise.formats._tables.table import by_class, cells, columns
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import RECORD_CLASSES, Record
from schoolenterprise.schema import class_label

_SUFFIX = ".csv"
_FILES = "CSV files"
_ZIPPED = b"PK\x03\x04"
_AT_ONCE = 500
_load_form, _dump_form = later("forms", "load_csv"), later("forms", "dump_csv")


def load(source: Target, *, form: Any = None) -> Ledger:
    """Return the ledger that a file, a folder of files, an archive of them, or a stream holds.

    `form` is that of a table which schools hand in, see `forms`; `None`: tables a class.

    Raises:
        FormatError: it is no text, or holds no table of any class.
        OSError: it cannot be read.
    """
    if form is not None:
        ledger: Ledger = _load_form(source, form)
        return ledger
    name = name_of(source)
    intake = Intake(name)
    with collector_paused():
        tables = [table(*each, intake) for each in _files(source, name, intake)]
        known = take([each for each in tables if each.rows], intake)
        ledger = intake.ledger()
    if not known and any(each.rows for each in tables):
        raise FormatError(*(each for each in ledger.problems if each.code == "unknown-table"))
    return ledger


def dump(records: Iterable[Record], target: Target, *, form: Any = None) -> None:
    """Write `records` to a file, a folder, an archive whose name ends in `.zip`, or a stream.

    `form` is that of a table which schools hand in, see `forms`; `None`: tables a class.

    Raises:
        InvalidValueError: one of them is no record, or they are of several classes and `target` is
            neither a folder nor an archive.
        OSError: it cannot be written.
    """
    if form is not None:
        _dump_form(records, target, form)
        return
    path = os.fspath(target) if isinstance(target, str | os.PathLike) else None
    name_of(target)  # refuses what is neither
    held = by_class(records)
    names = Names(record for some in held.values() for record in some)
    if path is not None and path.lower().endswith(".zip"):
        with replaced(target) as stream:
            _pack(held, names, stream)
    elif path is not None and (os.path.isdir(path) or path.endswith(("/", os.sep))):
        os.makedirs(path, exist_ok=True)
        for cls in RECORD_CLASSES:
            file = os.path.join(path, class_label(cls) + _SUFFIX)
            # One of an earlier ledger would be read as part of this one.
            if cls in held or os.path.exists(file):
                write(file, _chunks(cls, held.get(cls, []), names))
    elif len(held) > 1:
        found = ", ".join(cls.__name__ for cls in held)
        raise InvalidValueError(
            f"records: found {found}, expected records of one class; "
            "several go into a folder (end its name with /) or an archive (.zip)"
        )
    else:
        write(target, (chunk for cls, some in held.items() for chunk in _chunks(cls, some, names)))


def _chunks(cls: type[Record], records: list[Record], names: Names) -> Iterator[bytes]:
    yield (BOM + line(column.heading for column in columns(cls))).encode()
    for start in range(0, len(records), _AT_ONCE):
        some = records[start : start + _AT_ONCE]
        yield "".join(line(cells(record, names)) for record in some).encode()


def _pack(held: dict[type[Record], list[Record]], names: Names, stream: IO[bytes]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        for cls, some in held.items():
            name = class_label(cls) + _SUFFIX
            with files.open(member(name), "w", force_zip64=True) as packed:
                packed.writelines(_chunks(cls, some, names))


def _files(
    source: Target, name: str | None, intake: Intake
) -> Iterator[tuple[str | None, str | bytes]]:
    """Yield name and contents of every file of `source`."""
    if isinstance(source, str | os.PathLike) and os.path.isdir(source):
        folder = os.fspath(source)
        for each in _of_csv(sorted(os.listdir(folder)), f"a folder of {_FILES}", intake):
            path = os.path.join(folder, each)
            yield path, contents(path)
    elif name is not None and name.lower().endswith(".zip"):
        yield from _unpacked(source, name, intake)
    else:
        data = contents(source)
        if isinstance(data, bytes) and data.startswith(_ZIPPED):
            yield from _unpacked(io.BytesIO(data), name, intake)
        else:
            yield name, data


def _unpacked(
    source: Target, name: str | None, intake: Intake
) -> Iterator[tuple[str | None, bytes]]:
    expected = f"an archive of {_FILES}"
    with archive(source, expected) as files:
        for each in _of_csv(files.namelist(), expected, intake):
            yield each if name is None else f"{name}/{each}", files.read(each)


def _of_csv(names: list[str], expected: str, intake: Intake) -> list[str]:
    """Return the names of CSV files, without those that systems hide, `__MACOSX/._走访.csv`."""
    # What ends in `/` is a folder, and has no name here.
    shown = [each for each in names if each.rpartition("/")[2][:1] not in ("", ".")]
    found = [each for each in shown if each.lower().endswith(_SUFFIX)]
    if names and not found:
        told = f"none, but {names[0]!r:.60}"
        place = Place(file=intake.file)
        raise FormatError(Problem(code="no-files", found=told, expected=expected, place=place))
    intake.tell(_other(each, intake.file) for each in shown if each not in found)
    return found


def _other(name: str, file: str | None) -> Problem:
    return Problem(
        code="other-file",
        found=f"{name!r:.60}, which is no CSV file",
        advice="it is not read",
        place=Place(file=file),
        severity=Severity.NOTE,
    )


def table(file: str | None, data: str | bytes, intake: Intake) -> Table:
    """Return one file as a table, with what is to be said of its text told to `intake`."""
    place = Place(file=file)
    text, problems = _text(data, place)
    intake.tell(problems)
    noted = [_noted(row, place, intake) for row in rows(text.removeprefix(BOM))]
    if not noted:
        intake.tell([_empty(place)])
    stem = os.path.basename(file or "").rpartition(".")[0]
    return Table(stem, noted, place)


def _text(data: str | bytes, place: Place) -> tuple[str, tuple[Problem, ...]]:
    if isinstance(data, str):
        return data, ()
    if not isinstance(data, bytes):
        raise wrong_type("CSV", data, "text or bytes")
    with suppress(UnicodeDecodeError):
        return data.decode(), ()
    try:
        text, problems = decode(data)
    except FormatError as error:
        raise FormatError(attrs.evolve(error.problem, place=place)) from None
    return text, tuple(attrs.evolve(each, place=place) for each in problems)


def _noted(row: Row, place: Place, intake: Intake) -> Row:
    """Return `row` with cells that begin like formulas as text, and tell of them and of NULs."""
    changed = {}
    for at, value in row.cells.items():
        if not isinstance(value, str):
            continue
        if starts_formula(value):
            intake.tell([_formula(value, _at(place, row, at))])
            changed[at] = value.removeprefix("'")
        if "\0" in value:
            intake.tell([_nul(_at(place, row, at))])
    return attrs.evolve(row, cells={**row.cells, **changed}) if changed else row


def _at(place: Place, row: Row, at: int) -> Place:
    return attrs.evolve(place, line=row.number, column=(row.places or ())[at])


def _formula(text: str, place: Place) -> Problem:
    return Problem(
        code="formula-start",
        found=f"{text!r:.40}, which begins like a formula",
        advice="read as text",
        place=place,
        severity=Severity.NOTE,
    )


def _empty(place: Place) -> Problem:
    return Problem(
        code="no-rows",
        found="an empty file",
        expected="a row of headings",
        place=place,
        severity=Severity.WARNING,
    )


def _nul(place: Place) -> Problem:
    return Problem(
        code="control-character",
        found="a NUL character",
        expected="text that can be seen",
        place=place,
        severity=Severity.WARNING,
    )


__all__ = ["dump", "load", "table"]
