"""Reads rows of a form back as visits, arrangements, organizations and people, ids from content.

What a row says that no record has a field for is kept in `extra` of the visit, or the arrangement,
under the name of the form.
"""

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any

from attrs import evolve

from schoolenterprise.collector import collector_paused
from schoolenterprise.dates import parse
from schoolenterprise.errors import (
    FormatError,
    InvalidFieldError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
)
from schoolenterprise.files import Target, contents, name_of
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._tables.archives import archive
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.formats._tables.row_values import Value, plain_value
from schoolenterprise.formats._tables.rows import ABOVE, Row, Table
from schoolenterprise.formats._tables.table import folded
from schoolenterprise.formats._tables.workbook import tables
from schoolenterprise.formats.csv import table as csv_table
from schoolenterprise.formats.forms._agreed import Line
from schoolenterprise.formats.forms._form import PEOPLE, Fills, Form, FormField, Rows, form_of
from schoolenterprise.formats.forms._taken import Taken, school_of
from schoolenterprise.formats.forms._template import row_told, told_in
from schoolenterprise.formats.forms._typed import DATES, meant, without_time
from schoolenterprise.formats.forms._written import KEYS, WORKLIST
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Enterprise,
    Institution,
    InternshipTerms,
    Visit,
    shapes,
)
from schoolenterprise.vocabulary import all_institutions

_NUMBER = shapes(InternshipTerms)["host_staff"]
_SHAPES = {
    Fills.SCHOOL_CODE: shapes(Institution)["code"],
    Fills.HOST_USCC: shapes(Enterprise)["uscc"],
    Fills.DATE: shapes(Visit)["date"],
    Fills.SINCE: shapes(Visit)["date"],
    Fills.POSTS: _NUMBER,
    Fills.INTERNS: _NUMBER,
    Fills.HIRED: _NUMBER,
}
_TEXT = shapes(Enterprise)["name"]
_NOT_READ = "it is not read"
_TAKEN = {
    Fills.DATE: "the row is about a visit of its own",
    Fills.HOST_NAME: "the row is about an employer of its own",
}
"""What becomes of a value that contradicts an earlier row."""
_DOUBLED = "which visit a row is about is not known again: merged, it may stand twice"
_CODE = re.compile("(?:代码|编码|编号|专业号)$")
"""Headings of codes, which are text."""
_FREE = (Fills.NONE, Fills.INTENTS)
"""What no record has a field for, so that it is kept as it was given."""


def load_csv(source: Target, form: str | os.PathLike[str] | Form) -> Ledger:
    """Return the ledger that the rows of a form in a CSV file, or a stream, tell of."""
    asked, name = form_of(form), name_of(source)
    intake = Intake(name)
    with collector_paused():
        return _load([csv_table(name, contents(source), intake)], asked, intake, name, {})


def load_xlsx(source: Target, form: str | os.PathLike[str] | Form) -> Ledger:
    """Return the ledger that the rows of a form in a workbook tell of."""
    asked, name = form_of(form), name_of(source)
    intake = Intake(name)
    with collector_paused(), archive(source, "a workbook (.xlsx)") as files:
        found = list(tables(files, intake, Place(file=name)))
        forms = [each for each in found if each.name not in (WORKLIST, KEYS)]
        keys = next((_keys(each) for each in found if each.name == KEYS), {})
        return _load(forms, asked, intake, name, keys)


def _keys(table: Table) -> dict[str, str]:
    """Return the key that a form has for each row → what this package knows it by."""
    rows = ((row.cells.get(0), row.cells.get(1)) for row in table.rows)
    return {str(short): str(known) for short, known in rows if short and known}


def _load(
    found: Iterable[Table],
    form: Form,
    intake: Intake,
    file: str | None,
    keys: Mapping[str, str],
) -> Ledger:
    taken, readers = Taken(form), list[_Reader]()
    for table in found:
        index = _headings_at(table, form)
        if index is None:
            intake.tell([_no_form(table, form)])
            continue
        readers.append(_Reader(form, table, index, taken, intake, keys))
        readers[-1].read()
    for reader in readers:
        reader.take_rest()
    intake.tell(taken.doubts())
    for record in taken.records():
        intake.take_one(record, Place(file=file))
    ledger = intake.ledger()
    if not readers:
        place = Place(file=file)
        faults = [each for each in ledger.problems if each.code == "no-such-form"]
        raise FormatError(*(faults or [_no_form(Table("", (), place), form)]))
    return ledger


def _headings_at(table: Table, form: Form) -> int | None:
    """Return the index of the row of headings; `None`: none names the employer."""
    rows = table.rows[:ABOVE]
    found = [_columns(row, form) for row in rows]
    best = max(range(len(rows)), key=lambda at: len(found[at]), default=None)
    if best is None or not any(each.fills is Fills.HOST_NAME for each in found[best].values()):
        return None
    return best


def _columns(row: Row, form: Form) -> dict[int, FormField]:
    """Return which field stands at which position; of two with one heading the first counts."""
    known: dict[int, FormField] = {}
    names = _named(form)
    for at, cell in row.cells.items():
        found = names.get(folded(cell)) if isinstance(cell, str) else None
        if found is not None and found not in known.values():
            known[at] = found
    return known


@cache
def _named(form: Form) -> dict[str, FormField]:
    named = {folded(each.name): each for each in form.fields if each.name}
    return named | {folded(each.heading): each for each in form.fields}


class _Reader:
    """Reads the rows of one table; a faulty cell never takes the rest of its row."""

    def __init__(
        self,
        form: Form,
        table: Table,
        index: int,
        taken: Taken,
        intake: Intake,
        keys: Mapping[str, str],
    ) -> None:
        self._form, self._taken, self._intake, self._keys = form, taken, intake, keys
        self._rest: list[tuple[Row, Line]] = []
        self._head, self._rows = table.rows[index], table.rows[index + 1 :]
        self._place = table.place
        self._known = _columns(self._head, form)
        self._names = [(at, (each.name, each.heading)) for at, each in self._known.items()]
        self._columns = {each.fills: each.column for each in self._known.values()}

    def read(self) -> None:
        """Take every row below the headings but that of the official names."""
        headings, notes = told_in(self._form)
        self._intake.tell(self._unread(headings))
        self._intake.tell(self._unknowable())
        for row in self._rows:
            if not self._is_names(row) and (not notes or row_told(row.cells) not in notes):
                self._take(row)

    def _is_names(self, row: Row) -> bool:
        """Whether most of a row are names of columns, which stand beneath the headings."""
        maybe = any(row.cells.get(at) in named for at, named in self._names)
        return maybe and 2 * len(_columns(row, self._form)) > len(row.cells)

    def _unknowable(self) -> Iterable[Problem]:
        """Tell that rows of a form without keys cannot be known again."""
        keyed = any(each.fills is Fills.KEY for each in self._form.fields)
        if self._form.rows is Rows.VISITS and not keyed:
            found = f"the form {self._form.name} without a field from 'key'"
            told = self._problem("no-key-field", found, self._head, None, doubt=True)
            yield evolve(told, expected='a field with from = "key"', advice=_DOUBLED)

    def _unread(self, headings: frozenset[str]) -> Iterable[Problem]:
        """Tell columns of which nothing is read, but for those with `headings` of the template."""
        own = headings - _named(self._form).keys()
        for at, cell in self._head.cells.items():
            if at not in self._known and folded(str(cell)) not in own:
                found = f"the heading {str(cell).strip()!r:.60}, unknown or a second time"
                yield self._problem("unknown-heading", found, self._head, at, doubt=True)
        if self._head.width is None:
            return
        for row in self._rows:
            if row.width is not None and row.width != self._head.width:
                found = f"{row.width} cells where the headings are {self._head.width}"
                yield self._problem("wrong-width", found, row, None, doubt=True)

    def _take(self, row: Row) -> None:
        values: dict[Fills, Any] = {}
        given: dict[str, str | int] = {}
        for at, each in self._known.items():
            if at not in row.cells or each.fills is Fills.NUMBER:
                continue
            value = self._value(row, at, each)
            if value is None:
                continue
            if each.fills in _FREE:
                given[each.column] = value
            else:
                values[each.fills] = value
        if Fills.HOST_NAME not in values:
            self._tell("missing-value", "no name of an employer", row, self._at(Fills.HOST_NAME))
            return
        values[Fills.KEY] = self._keys.get(str(values.get(Fills.KEY)), values.get(Fills.KEY))
        line = Line(values, given, self._columns, partial(self._spot, row))
        if self._taken.knows(line):
            self._take_line(row, line)
        else:
            self._rest.append((row, line))

    def take_rest(self) -> None:
        """Take the rows without a key that is known, for they may be about the visit of another."""
        for row, line in self._rest:
            self._take_line(row, line)

    def _take_line(self, row: Row, line: Line) -> None:
        self._name_school(row, line.values, line.given)
        try:
            amiss = self._taken.take(line)
        except InvalidValueError as error:
            self._tell("invalid-value", f"no record ({error})", row, None)
            return
        for fills in amiss:
            found = f"{line.values[fills]}, other than an earlier row of the same record"
            told = self._problem("contradicting-rows", found, row, self._at(fills), doubt=True)
            self._intake.tell([evolve(told, advice=_TAKEN.get(fills, _NOT_READ))])

    def _value(self, row: Row, at: int, column: FormField) -> Any:
        """Return what a cell holds, plain and checked; `None`: nothing that can be used."""
        cell = row.cells[at]
        if column.fills in _FREE and type(cell) is int:
            if _CODE.search(column.heading):
                found = f"the number {cell}, before which zeros may be lost"
                self._intake.tell([self._problem("number-for-text", found, row, at, doubt=True)])
            return cell
        if column.fills in _FREE and isinstance(cell, datetime.date | float):
            return str(cell)
        if column.fills in PEOPLE and isinstance(cell, str):
            return cell.strip() or None  # parted before what is escaped is read
        shape = _SHAPES.get(column.fills, _TEXT)
        if column.fills in DATES and without_time(cell) != cell:
            self._intake.tell(
                [self._problem("time-of-day", f"{_shown(cell)}", row, at, doubt=True)]
            )
            cell = without_time(cell)
        cell = meant(column.fills, cell)
        plain, told = plain_value(shape, cell, Names())
        self._intake.tell(evolve(each, place=self._where(row, at)) for each in told)
        if plain is None:
            return None
        try:
            value = parse(plain) if shape.kind in ("date", "when") else plain
            shape.check(column.heading, value)
        except InvalidValueError as error:
            found, expected, advice = _amiss(cell, error)
            fault = self._problem("invalid-value", found, row, at)
            self._intake.tell([evolve(fault, expected=expected, advice=advice)])
            return None
        return value

    def _name_school(self, row: Row, values: dict[Fills, Any], given: dict[str, str | int]) -> None:
        """Add the name of the school: of the key, else that of its code; such as none are kept."""
        if Fills.SCHOOL_NAME in values:
            return
        code = values.get(Fills.SCHOOL_CODE)
        known = school_of(values[Fills.KEY])
        name = known.name if known else self._taken.schools.get(code or "")
        name = name or _names_by_code().get(code or "")
        if name is not None:
            values[Fills.SCHOOL_NAME] = name
        elif code is not None:
            given[self._columns[Fills.SCHOOL_CODE]] = code
            unlisted = f"the code {code}, which no school of the list bears"
            at = self._at(Fills.SCHOOL_CODE)
            self._intake.tell([self._problem("unknown-school", unlisted, row, at, doubt=True)])

    def _at(self, fills: Fills) -> int | None:
        return next((at for at, each in self._known.items() if each.fills is fills), None)

    def _spot(self, row: Row, fills: Fills) -> Place:
        return self._where(row, self._at(fills))

    def _where(self, row: Row, at: int | None) -> Place:
        if at is None:
            return evolve(self._place, line=row.number)
        column = at + 1
        if row.places is not None:
            column = row.places[min(at, len(row.places) - 1)]
        heading = self._known[at].heading if at in self._known else None
        return evolve(self._place, line=row.number, column=column, path=heading)

    def _tell(self, code: str, found: str, row: Row, at: int | None) -> None:
        self._intake.tell([self._problem(code, found, row, at)])

    def _problem(
        self, code: str, found: str, row: Row, at: int | None, *, doubt: bool = False
    ) -> Problem:
        return Problem(
            code=code,
            found=found,
            advice=_NOT_READ if not doubt else "",
            place=self._where(row, at),
            severity=Severity.WARNING if doubt else Severity.ERROR,
        )


@cache
def _names_by_code() -> dict[str, str]:
    return {row.code: row.name for row in all_institutions()}


def _shown(cell: Value) -> str:
    return f"{cell!r:.60}" if isinstance(cell, str) else str(cell)


def _amiss(cell: Value, error: InvalidValueError) -> tuple[str, str, str]:
    """Return what was found, what was expected, and what becomes of it; the value said once."""
    shown = _shown(cell)
    if not isinstance(error, InvalidFieldError):
        why = str(error).removeprefix(f"{shown} ")
        return f"{shown} ({why})", "", _NOT_READ
    # A reason opens with what the value is called, and the value, which stand before it already.
    why = error.reason.partition(": ")[2]
    return shown, error.expected, f"{why}; {_NOT_READ}" if why and shown not in why else _NOT_READ


def _no_form(table: Table, form: Form) -> Problem:
    wanted = next(each.heading for each in form.fields if each.fills is Fills.HOST_NAME)
    return Problem(
        code="no-such-form",
        found=f"the table {table.name!r:.60} without the headings of {form.name}",
        expected=f"a heading {wanted}",
        advice=_NOT_READ,
        place=table.place,
        severity=Severity.WARNING,
    )


__all__ = ["load_csv", "load_xlsx"]
