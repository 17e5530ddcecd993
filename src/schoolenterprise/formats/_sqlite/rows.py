"""Records as rows of the tables of a SQLite ledger: a function a class, made from its table."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from schoolenterprise.convert import compiled
from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.formats._sqlite.tables import (
    Column,
    Table,
    evidence_table,
    record_table,
)
from schoolenterprise.formats._written import written
from schoolenterprise.model import NO_EXTRA, Extra, Record

Row: TypeAlias = tuple[Any, ...]

_MOST_DATES = 65_536
_FLAGS = {None: None, False: 0, True: 1}


class _Dates(dict[str, tuple[str, str | None, str | None]]):
    """What stands in the columns of a date, by its EDTF text."""

    def __missing__(self, edtf: str) -> tuple[str, str | None, str | None]:
        if len(self) >= _MOST_DATES:
            self.clear()
        date: PartialDate | Period = parse(edtf)
        made = self[edtf] = (edtf, _day(date.first), _day(date.last))
        return made


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


_dates = _Dates()


class Rows:
    """The rows of records of one class: for each table of it, and for the evidence, a list."""

    def __init__(self, cls: type) -> None:
        self.tables = (*record_table(cls).tree, evidence_table())
        self.rows: tuple[list[Row], ...] = tuple([] for _ in self.tables)
        self._add = _adder(cls)
        self._into = [rows.append for rows in self.rows]

    def add(self, record: Record, number: int) -> None:
        """Add the rows of `record`, which bears this number."""
        self._add(record, number, self._into)

    def targets(self) -> set[str]:
        """Return the ids to which the rows refer."""
        found: set[str] = set()
        for table, rows in zip(self.tables, self.rows, strict=True):
            for index in _references(table):
                found.update(row[index] for row in rows)
        # It stands where nothing is referred to.
        found.discard(None)
        return found


@cache
def _references(table: Table) -> tuple[int, ...]:
    first = len(table.keys)
    return tuple(at for at, each in enumerate(table.columns, first) if each.refers)


@cache
def insertion(table: Table) -> str:
    """Return the statement that inserts a row of `table`."""
    names = [*table.keys, *(column.name for column in table.columns)]
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({listed}) VALUES ({marks})"


@cache
def _adder(cls: type) -> Callable[[Record, int, Sequence[Callable[[Row], None]]], None]:
    table = record_table(cls)
    order = {each.name: at for at, each in enumerate((*table.tree, evidence_table()))}
    names: dict[str, object] = {
        "none": NO_EXTRA,
        "dates": _dates,
        "flags": _FLAGS,
        "text": _extra_text,
    }
    lines = [
        f"def rows_of_{table.name}(self0, number, into):",
        f"    {', '.join(f'add{at}' for at in order.values())} = into",
        *_indented(_lines(table, order, ("number",), 0)),
        *_indented(_list(evidence_table(), order, ("number",), 0)),
    ]
    return compiled(f"rows_of_{table.name}", lines, names)


def _lines(table: Table, order: dict[str, int], keys: Row, depth: int) -> Iterator[str]:
    """Yield lines that add the rows of what `self` is and of the lists inside it."""
    values = [*keys, *_values(table, f"self{depth}")]
    yield f"add{order[table.name]}(({', '.join(values)},))"
    for child in table.children:
        yield from _list(child, order, keys, depth)


def _list(table: Table, order: dict[str, int], keys: Row, depth: int) -> Iterator[str]:
    item, position = f"self{depth + 1}", f"at{depth + 1}"
    held = f"self{depth}.{table.field}"
    if not table.many:
        held = f"() if {held} is None else ({held},)"
    yield f"for {position}, {item} in enumerate({held}):"
    yield from _indented(_lines(table, order, (*keys, position), depth + 1))


def _values(table: Table, item: str) -> Iterator[str]:
    """Yield the expressions that give the columns of `table`, those of a date as one."""
    for column in table.columns:
        if not column.companion:
            yield _value(column, item)


def _value(column: Column, item: str) -> str:
    held = ".".join((item, *column.path))
    kind = column.shape.kind
    if len(column.path) > 1:
        whole, part = held.rpartition(".")[::2]
        plain = f"flags[whole.{part}]" if kind == "flag" else f"whole.{part}"
        return f"None if (whole := {whole}) is None else {plain}"
    if kind in ("date", "when"):
        return f"*((None, None, None) if (date := {held}) is None else dates[date.edtf])"
    if kind == "extra":
        return f"None if {held} is none else text({held})"
    if kind == "flag":
        return f"flags[{held}]"
    if kind == "choice":
        plain = f"{held}._value_"
        return plain if column.required else f"None if {held} is None else {plain}"
    return held


def _extra_text(extra: Extra) -> str | None:
    return written(dict(extra)).decode() if extra else None


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


__all__ = ["Row", "Rows", "insertion"]
