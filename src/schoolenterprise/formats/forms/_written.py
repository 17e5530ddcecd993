"""Writes a form as CSV or XLSX, by the writers of those; what fills it, it does not know."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats._files import Target, name_of, write
from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.comma_separated import line
from schoolenterprise.formats._tables.escapes import escaped
from schoolenterprise.formats._tables.sheet_writer import SheetWriter
from schoolenterprise.formats._tables.table import Column
from schoolenterprise.formats.forms._entries import Entry, entries, ledger_of
from schoolenterprise.formats.forms._form import PEOPLE, Form, form_of
from schoolenterprise.formats.forms._worklist import asks, value_of
from schoolenterprise.formats.xlsx import write_book
from schoolenterprise.model import Organization, Record, shapes

_BOM = "\ufeff"
WORKLIST = "待补"
"""Name of the sheet that holds the worklist and no rows of the form."""
KEYS = "行标识"
"""Name of the hidden sheet that says what this package knows each key of a form by."""
_ASKED = ("行号", "询问对象", "事由", "待补字段", "已知", "记录")


def dump_csv(
    records: Iterable[Record], target: Target, form: str | os.PathLike[str] | Form
) -> None:
    """Write the rows of a form; first the Chinese headings, then the official names.

    Raises:
        InvalidValueError: `target` is an archive, for a form is one table.
    """
    name = name_of(target)
    if name is not None and name.lower().endswith(".zip"):
        message = f"file: found {name!r:.80}, expected a .csv file, for a form is one table"
        raise InvalidValueError(message)
    asked, ledger = form_of(form), ledger_of(records)
    rows = (line(row) for _, row in _rows(entries(ledger, asked), asked))
    head = _BOM + line(each.heading for each in asked.fields)
    write(target, (text.encode() for text in (head, *map(line, _names(asked)), *rows)))


def dump_xlsx(
    records: Iterable[Record], target: Target, form: str | os.PathLike[str] | Form
) -> None:
    """Write the rows of a form to a sheet of its name, and the worklist to the sheet 待补."""
    asked, ledger = form_of(form), ledger_of(records)
    write_book(target, partial(_fill, asked, list(entries(ledger, asked))))


def _fill(form: Form, found: Sequence[Entry], writer: SheetWriter) -> None:
    named = (("", row) for row in _names(form))
    headings = [each.heading for each in form.fields]
    writer.write(form.title[:31], _columns(headings), _chain(named, _rows(iter(found), form)))
    above = 2 if any(each.name for each in form.fields) else 1
    work = (
        (
            each.record,
            [
                above + each.row,
                *(
                    _safe(cell)
                    for cell in (
                        each.whom,
                        each.about,
                        "、".join(each.missing),
                        "；".join(each.known) or None,
                        each.record,
                    )
                ),
            ],
        )
        for each in asks(found, form)
    )
    writer.write(WORKLIST, _columns(_ASKED), work)


def _chain(*parts: Iterable[tuple[str, list[Cell]]]) -> Iterator[tuple[str, list[Cell]]]:
    for part in parts:
        yield from part


def _columns(headings: Iterable[str]) -> list[Column]:
    """Return columns of plain text, as the writer of sheets wants them."""
    text = shapes(Organization)["name"]
    return [Column(each, "cell", text, None) for each in headings]


def _names(form: Form) -> Iterator[list[Cell]]:
    """Yield the row of official names, if there are any."""
    names: list[Cell] = [each.name for each in form.fields]
    if any(names):
        yield names


def _rows(found: Iterator[Entry], form: Form) -> Iterator[tuple[str, list[Cell]]]:
    for entry in found:
        values = [(each, value_of(entry, each)) for each in form.fields]
        # The names of several people are escaped one by one.
        cells: list[Any] = [
            value if each.fills in PEOPLE else _safe(value) for each, value in values
        ]
        yield entry.record, cells


def _safe(value: Any) -> Cell:
    """Return `value` with what no cell can hold, or nobody could see, as escapes."""
    return escaped(value) if isinstance(value, str) else value


__all__ = ["WORKLIST", "dump_csv", "dump_xlsx"]
