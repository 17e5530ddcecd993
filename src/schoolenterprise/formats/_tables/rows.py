"""Rows of tables as records: headings found, cells read, every fault told with row and column.

Where the rows come from, and what else was amiss there, is for the format to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
from attrs import field, frozen

from schoolenterprise.convert import from_dict
from schoolenterprise.errors import InvalidValueError, Place, Problem, Severity
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._tables.cells import read
from schoolenterprise.formats._tables.heading_problems import missing, no_rows, not_shown, unknown
from schoolenterprise.formats._tables.names import Names
from schoolenterprise.formats._tables.row_values import Faulty, Value, kept, plain_value
from schoolenterprise.formats._tables.table import (
    Column,
    class_named,
    class_of_headings,
    columns,
    folded,
    headings,
)
from schoolenterprise.model import (
    Official,
    Organization,
    Program,
    Record,
    reserved_keys,
)

ABOVE = 20
"""In so many rows at the top the headings are looked for."""
_NAMES = ("id", "name", "aliases", "former_names")
_NOBODY = Names()
_COPIED = "the earlier one is kept, this one is left out; empty the id of a copied row"


@frozen
class Row:
    """One row of a table that is not blank."""

    number: int
    """Row or line, counted from 1."""
    cells: Mapping[int, Value]
    """Position of the column, from 0 → what stands there; nothing where nothing stands."""
    places: Sequence[int] | None = None
    """Column of each position, as a problem tells it; `None`: its position, counted from 1."""
    width: int | None = None
    """How many cells it has, empty ones included; `None`: as many as the table."""


@frozen
class Table:
    """One table as it stands in a file."""

    name: str
    """Name of the sheet, or of the file without its suffix."""
    rows: Sequence[Row]
    """Its rows, headings included."""
    place: Place
    """File and sheet."""


@frozen
class _Headed:
    """A table whose class and headings are known."""

    cls: type[Record]
    known: Mapping[int, Column]
    other: Mapping[int, str]
    """Position → name under which an unknown column is kept."""
    width: int | None
    """How many cells the row of headings has."""
    rows: Sequence[Row]
    place: Place
    problems: tuple[Problem, ...] = field(default=())


def take(tables: Iterable[Table], intake: Intake) -> int:
    """Add the records of `tables` to `intake`, which is told what is amiss; how many are known."""
    headed = []
    for table in tables:
        found = _headed(table)
        if isinstance(found, Problem):
            intake.tell([found])
        else:
            intake.tell(found.problems)
            headed.append(found)
    names = Names()
    for each in headed:
        if issubclass(each.cls, Organization | Program):
            _learn(each, names)
    # People last: whose id names an organization needs its name first.
    for people in (True, False):
        for each in headed:
            if issubclass(each.cls, Official) is people:
                _take_rows(each, names, intake)
    return len(headed)


def _take_rows(table: _Headed, names: Names, intake: Intake) -> None:
    for row in table.rows:
        record, problems = _record(table, row, names)
        intake.tell(problems)
        if record is None:
            # Who has a faulty row is still the one whom other rows name.
            _learn_row(table, row, names)
            continue
        intake.take_one(record, attrs.evolve(table.place, line=row.number), advice=_COPIED)
        if isinstance(record, Official):
            names.add(record)


def _headed(table: Table) -> _Headed | Problem:
    """Return `table` with its headings, or what is to be said of a table that is none."""
    cls = class_named(table.name.partition(" (")[0])
    best: tuple[int, int, type[Record]] | None = None
    for index, row in enumerate(table.rows[:ABOVE]):
        texts = [value for value in row.cells.values() if isinstance(value, str)]
        found = cls or class_of_headings(texts)
        if found is None:
            continue
        wanted = headings(found)
        known = sum(folded(text) in wanted for text in texts)
        if known > (best[0] if best else 0):
            best = known, index, found
    if best is not None:
        return _with_columns(table, best[2], best[1])
    expected = "a row of headings" if cls else "the name of a class, or a heading such as 走访编号"
    return Problem(
        code="unknown-table",
        found=f"the table {table.name!r:.60} without known headings",
        expected=expected,
        advice="it is not read",
        place=table.place,
        severity=Severity.ERROR if cls else Severity.WARNING,
    )


def _with_columns(table: Table, cls: type[Record], index: int) -> _Headed:
    row, problems = table.rows[index], []
    known: dict[int, Column] = {}
    other: dict[int, str] = {}
    if index:
        problems.append(_above(table, index))
    used = {at for each in table.rows[index + 1 :] for at in each.cells}
    names = _Unique(cls)
    # What stands beyond the headings of a CSV file is a row of another width.
    seen = sorted({*row.cells, *used} if row.width is None else range(row.width))
    for at in seen:
        cell = row.cells.get(at)
        heading = "" if cell is None or isinstance(cell, Faulty) else str(cell)
        column = headings(cls).get(folded(heading))
        if column is not None and column not in known.values():
            known[at] = column
            continue
        if not heading and at not in used:
            continue
        other[at] = names.of(heading.strip(), at)
        problems.append(unknown(heading, column, other[at], _at(table.place, row, at)))
    held: type = cls
    below = table.rows[index + 1 :]
    absent = [each for each in columns(held)[1:] if each not in known.values()]
    where = attrs.evolve(table.place, line=row.number)
    problems += (missing(each, where) for each in absent if each.shape.required)
    problems += not_shown(cls, [each for each in absent if not each.shape.required], where)
    problems += [] if below else [no_rows(where)]
    return _Headed(cls, known, other, row.width, below, table.place, tuple(problems))


class _Unique:
    """Keys under which unknown columns are kept, each another one and none of the model."""

    def __init__(self, cls: type) -> None:
        self._cls = cls
        self._times: dict[str, int] = {}
        self._taken = {*reserved_keys(cls), "extra", "type"}

    def of(self, heading: str, at: int) -> str:
        """Return the key of the column at this position."""
        name = heading or f"第{at + 1}列"
        if folded(name) in headings(self._cls):
            self._times.setdefault(name, 1)
        unique = name
        while unique in self._taken or (unique == name and name in self._times):
            self._times[name] = self._times.get(name, 1) + 1
            unique = f"{name} ({self._times[name]})"
        self._taken.add(unique)
        return unique


def _learn(table: _Headed, names: Names) -> None:
    """Learn the names of a table of organizations or programs, before anything is read by them."""
    for row in table.rows:
        _learn_row(table, row, names)


def _learn_row(table: _Headed, row: Row, names: Names) -> None:
    if not issubclass(table.cls, Organization | Program | Official):
        return
    texts = {}
    for at, column in table.known.items():
        value = row.cells.get(at)
        if column.path in _NAMES and isinstance(value, str) and value.strip():
            texts[column.path] = read(column.shape, value, _NOBODY)
    if "name" not in texts:
        return
    identifier = texts.get("id") or _made_id(table.cls, texts["name"])
    if identifier.startswith(f"{table.cls.prefix}:"):
        others = (*texts.get("aliases", ()), *texts.get("former_names", ()))
        names.learn(identifier, texts["name"], others)


def _made_id(cls: type[Record], name: str) -> str:
    """Return the id that a name makes; empty: none, for that of a person tells of posts as well."""
    make: Any = cls
    try:
        return "" if issubclass(cls, Official) else str(make(name=name).id)
    except InvalidValueError:
        return ""


def _record(table: _Headed, row: Row, names: Names) -> tuple[Record | None, list[Problem]]:
    """Return the record that `row` holds, if it is sound, and what there is to say of it."""
    values = [(table.known[at], at, each) for at, each in row.cells.items() if at in table.known]
    if not values:
        return None, [_unread(table.place, row)]
    if _is_of_other_width(table, row):
        return None, [_other_width(table, row)]
    if _emptied(table.cls, [column.path for column, *_ in values]):
        return None, [_emptied_row(table.place, row)]
    data: dict[str, Any] = {"type": table.cls.__name__}
    problems: list[Problem] = []
    for column, at, value in values:
        plain, told = plain_value(column.shape, value, names)
        problems += (_with_place(each, table, row, at, column) for each in told)
        if plain is not None:
            _put(data, column.path, plain)
    for at, name in table.other.items():
        if at in row.cells:
            data[name] = kept(row.cells[at])
    problems = [_of_record(each, data.get("id")) for each in problems]
    if any(each.severity is Severity.ERROR for each in problems):
        return None, problems
    record, faults = from_dict(data, place=attrs.evolve(table.place, line=row.number))
    expected = table.other.values()
    problems += (
        _at_column(each, row, table.known)
        for each in faults
        if each.code != "unknown-key" or each.place.path not in expected
    )
    return record, problems


def _of_record(problem: Problem, identifier: str | None) -> Problem:
    return attrs.evolve(problem, place=attrs.evolve(problem.place, record=identifier))


def _emptied(cls: type[Record], paths: Sequence[str]) -> bool:
    """Whether a person emptied a row, whose id they may not have seen."""
    if paths != ["id"]:
        return False
    return any(
        column.shape.required or column.shape.kind == "flag" or column.shape.default is not None
        for column in columns(cls)[1:]
        if not column.shape.many and not column.path.partition(".")[2]
    )


def _is_of_other_width(table: _Headed, row: Row) -> bool:
    """Whether a row has too few cells, or too many that say something."""
    if table.width is None or row.width is None:
        return False
    return row.width < table.width or any(at >= table.width for at in row.cells)


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    name, _, inner = path.partition(".")
    if inner:
        data.setdefault(name, {})[inner] = value
    else:
        data[name] = value


def _at(place: Place, row: Row, at: int) -> Place:
    column = at + 1 if row.places is None else row.places[min(at, len(row.places) - 1)]
    return attrs.evolve(place, line=row.number, column=column)


def _with_place(problem: Problem, table: _Headed, row: Row, at: int, column: Column) -> Problem:
    place = attrs.evolve(_at(table.place, row, at), path=column.path)
    return attrs.evolve(problem, place=place)


def _at_column(problem: Problem, row: Row, known: Mapping[int, Column]) -> Problem:
    """Return a problem of a record with the column in which its path lies."""
    head, _, rest = (problem.place.path or "").partition(".")
    head = head.partition("[")[0]
    places = (at for at, each in known.items() if each.path in (head, f"{head}.{rest}"))
    at = next(places, None)
    if at is None:
        return problem
    return attrs.evolve(problem, place=_at(problem.place, row, at))


def _above(table: Table, index: int) -> Problem:
    return Problem(
        code="rows-above-headings",
        found=f"{index} rows above the headings",
        advice="they are not read",
        place=attrs.evolve(table.place, line=table.rows[0].number),
        severity=Severity.NOTE,
    )


def _unread(place: Place, row: Row) -> Problem:
    return Problem(
        code="unread-row",
        found="a row with nothing under a known heading",
        advice="it is not read",
        place=attrs.evolve(place, line=row.number),
        severity=Severity.NOTE,
    )


def _other_width(table: _Headed, row: Row) -> Problem:
    told = (row.cells.get(at) for at, each in table.known.items() if each.path == "id")
    identifier = next((each for each in told if isinstance(each, str)), None)
    return Problem(
        code="wrong-width",
        found=f"{row.width} cells",
        expected=f"{table.width}, as the headings are",
        advice="quote cells that hold a comma or a line end",
        place=attrs.evolve(table.place, line=row.number, record=identifier),
    )


def _emptied_row(place: Place, row: Row) -> Problem:
    return Problem(
        code="emptied-row",
        found="a row with nothing but an id",
        advice="taken as removed",
        place=attrs.evolve(place, line=row.number),
        severity=Severity.NOTE,
    )


__all__ = ["ABOVE", "Row", "Table", "take"]
