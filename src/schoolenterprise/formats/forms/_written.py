"""Writes a form as CSV or XLSX, by the writers of those; what fills it, it does not know."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

from schoolenterprise.errors import InvalidValueError, letters
from schoolenterprise.files import Target, name_of, write
from schoolenterprise.formats._tables.cells import Cell
from schoolenterprise.formats._tables.comma_separated import BOM, line
from schoolenterprise.formats._tables.escapes import escaped
from schoolenterprise.formats._tables.sheet_writer import Look, SheetWriter
from schoolenterprise.formats._tables.table import Column
from schoolenterprise.formats.forms._entries import Entry, entries, ledger_of
from schoolenterprise.formats.forms._form import PEOPLE, Fills, Form, Written, form_of
from schoolenterprise.formats.forms._template import fill, fill_plain, opened
from schoolenterprise.formats.forms._worklist import asks, value_of
from schoolenterprise.formats.xlsx import save_book, write_book
from schoolenterprise.model import Organization, Record, shapes

WORKLIST = "待补"
"""Name of the sheet that holds the worklist and no rows of the form."""
KEYS = "行标识"
"""Name of the hidden sheet that says what this package knows each key of a form by."""
_A3, _A4 = 8, 9
_A4_HOLDS = 180
"""So many narrow characters stand side by side on A4, across, and can be read."""
_NARROWEST, _WIDEST, _HEADING_LINES, _FROZEN = 6, 24, 3, 70
_SAMPLED = 100
_NARROW = "\u2e7f"
"""The last character before those of East Asia, which are twice as wide."""
_ASKED = ("行号", "询问对象", "事由", "待补字段", "已知")
_ASKED_WIDE = (6, 26, 30, 70, 34)


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
    rows = (line(row) for _, row in _rows(entries(ledger, asked), asked, None))
    head = BOM + line(each.heading for each in asked.fields)
    write(target, (text.encode() for text in (head, *map(line, _names(asked)), *rows)))


def dump_xlsx(
    records: Iterable[Record], target: Target, form: str | os.PathLike[str] | Form
) -> None:
    """Write the rows of a form to a sheet of its name, and the worklist to the sheet 待补.

    A worklist that asks nothing is no sheet.
    Keys that must be short are digests; the hidden sheet 行标识 says what this package knows them
    by.
    """
    asked, ledger = form_of(form), ledger_of(records)
    found = list(entries(ledger, asked))
    if asked.template is None:
        write_book(target, partial(_fill, asked, found))
        return
    book = opened(asked.template)
    first = fill(book, asked, [row for _, row in _rows(found, asked, None)])
    work = [row for _, row in _work(asked, found, first)]
    if work:
        fill_plain(book.create_sheet(WORKLIST), [_ASKED, *work], _ASKED_WIDE)
    save_book(target, book)


def _fill(form: Form, found: Sequence[Entry], writer: SheetWriter) -> None:
    named = [("", row) for row in _names(form)]
    headings = [each.heading for each in form.fields]
    short = next((each for each in form.fields if each.written is Written.KEY), None)
    rows = _rows(found, form, form.fields.index(short) if short else None)
    writer.write(form.title[:31], _columns(headings), chain(named, rows), _look(form, found))
    work = list(_work(form, found, 2 + len(named)))
    if work:
        writer.write(WORKLIST, _columns(_ASKED), work, Look(widths=_ASKED_WIDE))
    if short and found:
        known = [str(each.values[Fills.KEY]) for each in found]
        keys = (("", [digest(each), _safe(each)]) for each in known)
        writer.write(KEYS, _columns((short.heading, KEYS)), keys)
        writer.hide(KEYS)


def digest(key: str) -> str:
    """Return 32 digits and capital letters that stand for a key."""
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest().upper()


def _look(form: Form, found: Sequence[Entry]) -> Look:
    """Return how a form fits on one sheet of paper: headings wrap, blank columns are narrow."""
    shown = [cells for _, cells in _rows(found[:_SAMPLED], form, None)]
    widths = [
        max(
            _NARROWEST,
            2 * -(-len(each.heading) // _HEADING_LINES) + 2,
            len(each.name or "") + 2,
            *(min(_WIDEST, _wide(str(row[at])) + 2) for row in shown if row[at] is not None),
        )
        for at, each in enumerate(form.fields)
    ]
    above = 1 + any(each.name for each in form.fields)
    name = next(at for at, each in enumerate(form.fields, 1) if each.fills is Fills.HOST_NAME)
    frozen = f"{letters(name + 1)}{above + 1}" if sum(widths[:name]) <= _FROZEN else f"A{above + 1}"
    paper = _A3 if sum(widths) > _A4_HOLDS else _A4
    return Look(paper=paper, frozen=frozen, repeated=f"1:{above}", widths=widths)


def _wide(text: str) -> int:
    """Return how many narrow characters wide the beginning of `text` is, Chinese ones being two."""
    return sum(2 if each > _NARROW else 1 for each in text[:_WIDEST])


def _work(form: Form, found: Sequence[Entry], first: int) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the rows of the worklist, each with the id of its record and where it stands."""
    for each in asks(found, form):
        missing, known = "、".join(each.missing), "；".join(each.known) or None
        told = (each.whom, each.about, missing, known)
        yield each.record, [first + each.row - 1, *map(_safe, told)]


def _columns(headings: Iterable[str]) -> list[Column]:
    """Return columns of plain text, as the writer of sheets wants them."""
    text = shapes(Organization)["name"]
    return [Column(each, "cell", text, None) for each in headings]


def _names(form: Form) -> Iterator[list[Cell]]:
    """Yield the row of official names, if there are any."""
    names: list[Cell] = [each.name for each in form.fields]
    if any(names):
        yield names


def _rows(
    found: Iterable[Entry], form: Form, short: int | None
) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the cells of each row, the one at the position `short` as a digest."""
    for number, entry in enumerate(found, 1):
        values = [
            (each, number if each.fills is Fills.NUMBER else value_of(entry, each))
            for each in form.fields
        ]
        # The names of several people are escaped one by one.
        cells: list[Any] = [
            value if each.fills in PEOPLE else _safe(value) for each, value in values
        ]
        if short is not None:
            cells[short] = digest(str(values[short][1]))
        yield entry.record, cells


def _safe(value: Any) -> Cell:
    """Return `value` with what no cell can hold, or nobody could see, as escapes."""
    return escaped(value) if isinstance(value, str) else value


__all__ = ["WORKLIST", "dump_csv", "dump_xlsx"]
