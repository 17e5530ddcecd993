"""XLSX: a workbook with a sheet a class, as clerks edit it in Excel, WPS or LibreOffice.

What stands in it:

- a sheet for each class of which there are records, named as the class is in Chinese; first
  what happened, then who took part, sources last; of more than 1,048,575 records a second one,
  `走访 (2)`; where there are no records at all, every sheet, empty;
- the first row holds the Chinese headings and stays in sight; column A, hidden, the id;
- a record a row, a field a cell, as `_tables.cells` writes them: lists with `；`, people as
  `张三（院长、教授）`, Chinese labels to choose from a list, quantities as `≥10家`;
- a reference is the name of what it refers to, where one record of the workbook bears it, else the
  id;
- full days since March 1900 are dates, every other date text in EDTF; all other text is text,
  whatever it looks like, so that nothing becomes a formula and `00123` stays;
- the sheet 问题: what the workbook could not hold, and the problems of a ledger;
- the form, as the property `schema`. The same records are the same bytes.

How it is read:

- sheets, rows and columns in any order; blank rows and hidden ones; blanks of any width around
  values; dates retyped as real dates, `2022/2/18`, `2022年2月`; a title above the headings;
- every fault with sheet, row and column; a faulty row never takes its neighbour;
- an id that is missing is made; the name of a column that is not known is an unknown key;
- of a formula its last value is taken, merged cells give their value to each row, with a word; a
  number in place of text, an error such as `#REF!`, two columns with one heading are problems;
- an archive that would unpack to more than two gigabytes, or to 200 times its size, is refused; a
  sheet of more rows, columns or cells than sheets have is damaged.

What is lost: evidence, unknown keys, the text of a source (its digest stays), internship terms of
which nothing is known, the order of classes, the problems of the ledger, and the end of a text of
more than 32,767 characters, which is cut where all can see it. `ledger.updated` brings what a table
does not show back from the ledger that was written.
"""

import errno
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

from schoolenterprise.collector import collector_paused
from schoolenterprise.errors import (
    FormatError,
    Place,
    Problem,
    Severity,
    letters,
    optional,
    wrong_type,
)
from schoolenterprise.files import Target, name_of, write
from schoolenterprise.formats._format import later
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._tables.archives import archive, member
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.formats._tables.rows import take
from schoolenterprise.formats._tables.sheet_writer import SheetWriter
from schoolenterprise.formats._tables.table import by_class, cells, columns
from schoolenterprise.formats._tables.workbook import PROBLEMS, tables
from schoolenterprise.formats._tables.workbook_parts import FORM_PROPERTY
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    FORM,
    RECORD_CLASSES,
    Enterprise,
    Institution,
    Official,
    Organization,
    Program,
    Record,
    Source,
)
from schoolenterprise.schema import class_label

_PIECE = 2**16
_load_form, _dump_form = later("forms", "load_xlsx"), later("forms", "dump_xlsx")
_CORE = "docProps/core.xml"
_TIME = re.compile(rb">[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?<")
_LAST = (Institution, Enterprise, Organization, Official, Program, Source)
"""Sheets that come behind those of what happened, which is what a clerk looks for."""
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}


def load(source: Target, *, form: Any = None) -> Ledger:
    """Return the ledger that a workbook, or the rest of a stream of its bytes, holds.

    `form` is that of a table which schools hand in, see `forms`; `None`: sheets a class.

    Raises:
        FormatError: it is no workbook, has a password or no known sheet, unpacks to more than is
            sensible, or is of a later form than this package knows.
        InvalidValueError: `source` is a stream of text.
        OSError: it cannot be read.
    """
    if form is not None:
        ledger: Ledger = _load_form(source, form)
        return ledger
    place = Place(file=name_of(source))
    intake = Intake(place.file)
    with collector_paused(), archive(source, "a workbook (.xlsx)") as files:
        found = list(tables(files, intake, place))
        known = take(found, intake)
        ledger = intake.ledger()
    if found and not known:
        raise FormatError(*(each for each in ledger.problems if each.code == "unknown-table"))
    return ledger


def dump(records: Iterable[Record], target: Target, *, form: Any = None) -> None:
    """Write `records` to a stream of bytes, or to a file, which is replaced when all are written.

    `form` is that of a table which schools hand in, see `forms`; `None`: sheets a class.

    Raises:
        InvalidValueError: one of them is no record, or `target` is a stream of text.
        MissingExtraError: openpyxl is not installed.
        OSError: it cannot be written.
    """
    if form is not None:
        _dump_form(records, target, form)
        return
    name_of(target)  # refuses what is neither
    held = by_class(records)
    problems = records.problems if isinstance(records, Ledger) else ()
    write_book(target, partial(_write, held, problems))


def write_book(target: Target, fill: Callable[[SheetWriter], None]) -> None:
    """Write a workbook whose sheets `fill` writes; what no cell could hold is told in one more.

    Raises:
        InvalidValueError: `target` is a stream of text.
        MissingExtraError: openpyxl is not installed.
        OSError: it cannot be written.
    """
    name_of(target)  # refuses what is neither
    if isinstance(target, io.TextIOBase):
        raise wrong_type("file", target, "a path, or a stream of bytes")
    book = optional("openpyxl", "excel").Workbook(write_only=True)
    book.properties.creator = "schoolenterprise"
    writer = SheetWriter(book)
    with _disk_told():
        fill(writer)
        if writer.problems:
            _write_problems(writer, writer.problems)
    save_book(target, book)


def save_book(target: Target, book: Any) -> None:
    """Write a workbook of openpyxl; the same workbook is the same bytes.

    Raises:
        InvalidValueError: `target` is a stream of text.
        OSError: it cannot be written.
    """
    name_of(target)  # refuses what is neither
    if isinstance(target, io.TextIOBase):
        raise wrong_type("file", target, "a path, or a stream of bytes")
    with tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as packed:
        # Not compressed: it is packed again, without the times of day.
        with _disk_told(), zipfile.ZipFile(made, "w") as files:
            optional("openpyxl.writer.excel", "excel").ExcelWriter(book, files).write_data()
        _pack(made, packed)
        packed.seek(0)
        write(target, iter(lambda: packed.read(_PIECE), b""))


@contextmanager
def _disk_told() -> Iterator[None]:
    """Make what lxml raises of a full disk, where openpyxl writes by it, the error of the disk."""
    try:
        yield
    except Exception as error:
        if type(error).__name__ != "SerialisationError":
            raise
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number), tempfile.gettempdir()) from error


def _write(
    held: dict[type[Record], list[Record]], problems: Sequence[Problem], writer: SheetWriter
) -> None:
    writer.set_property(FORM_PROPERTY, FORM)
    names = Names(record for some in held.values() for record in some)
    classes = tuple(held or RECORD_CLASSES)
    happened = [each for each in classes if each not in _LAST]
    for cls in (*happened, *(each for each in _LAST if each in classes)):
        writer.write(class_label(cls), columns(cls), _rows(held.get(cls, []), names))
    writer.problems += problems


def _rows(records: Iterable[Record], names: Names) -> Iterator[tuple[str, Any]]:
    for record in records:
        yield record.id, cells(record, names)


def _write_problems(writer: SheetWriter, problems: Sequence[Problem]) -> None:
    headings = "程度,文件,工作表,行,列,记录,字段,发现,应为,可能,处理"
    rows = [
        (
            _SEVERITIES[each.severity],
            each.place.file,
            each.place.sheet,
            each.place.line,
            each.place.column if each.place.sheet is None else _letters(each.place.column),
            each.place.record,
            each.place.path,
            each.found,
            each.expected or None,
            " | ".join(each.alternatives) or None,
            each.advice or None,
        )
        for each in problems
    ]
    writer.write_plain(PROBLEMS, headings.split(","), rows)


def _letters(column: int | None) -> str | None:
    return None if column is None else letters(column)


def _pack(made: IO[bytes], packed: IO[bytes]) -> None:
    """Copy an archive, compressed, and without a word of when it was made."""
    with zipfile.ZipFile(made) as files, zipfile.ZipFile(packed, "w") as copies:
        for each in files.infolist():
            copied = member(each.filename)
            with files.open(each) as part, copies.open(copied, "w", force_zip64=True) as copy:
                if each.filename == _CORE:
                    copy.write(_TIME.sub(b">1980-01-01T00:00:00Z<", part.read()))
                    continue
                while piece := part.read(_PIECE):
                    copy.write(piece)


__all__ = ["dump", "load", "save_book", "write_book"]
