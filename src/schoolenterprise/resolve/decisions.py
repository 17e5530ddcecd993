"""`Decision`: a person says that two records are one, or that they are not; and its file."""

import csv
import io
import os
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import Attribute, field, frozen

from schoolenterprise.errors import (
    NOWHERE,
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    wrong_type,
)
from schoolenterprise.files import write
from schoolenterprise.vocabulary import Labelled

_COLUMNS = ("first", "second", "decision", "note")
_SAID = {
    **dict.fromkeys(("same", "同", "是", "相同"), True),
    **dict.fromkeys(("different", "异", "否", "不同"), False),
}
_MOST_FAULTS = 20
"""So many faults are told one by one."""
_LONGEST = 100_000
"""Characters of a name or note: a cell of a file of decisions holds no more than 131,072."""


class _Column(Labelled):
    """Columns of a file of decisions; spreadsheets in Chinese may head them in Chinese."""

    FIRST = "first", "其一"
    SECOND = "second", "其二"
    DECISION = "decision", "决定"
    NOTE = "note", "备注"


def _without_blanks(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _check_text(_: object, attribute: "Attribute[Any]", value: object) -> None:
    if not isinstance(value, str):
        raise wrong_type(attribute.name, value, "text")
    if len(value) > _LONGEST:
        found = f"found {len(value):,} characters"
        raise InvalidValueError(f"{attribute.name}: {found}, expected at most {_LONGEST:,}")
    try:
        value.encode()
    except UnicodeEncodeError:
        found = f"found {value!r:.80}"
        raise InvalidValueError(f"{attribute.name}: {found}, expected text in Unicode") from None


def _check_name(decision: object, attribute: "Attribute[Any]", value: object) -> None:
    _check_text(decision, attribute, value)
    if not value:
        raise InvalidValueError(f"{attribute.name}: found no name, expected an id or a name")


def _check_other(decision: "Decision", attribute: "Attribute[Any]", value: object) -> None:
    _check_name(decision, attribute, value)
    if value == decision.first:
        raise InvalidValueError(f"second: found {value!r:.80} once more, expected another record")


def _check_type(_: object, attribute: "Attribute[Any]", value: object) -> None:
    expected = {"same": (bool, "True or False"), "place": (Place, "a Place")}[attribute.name]
    if not isinstance(value, expected[0]):
        raise wrong_type(attribute.name, value, expected[1])


@frozen(kw_only=True)
class Decision:
    """What a person decided about two records; it wins over every rule.

    Blanks around a name or note do not count, and are gone.

    Raises:
        InvalidValueError: a value of another type, a name that is empty, or twice the same.
    """

    first: str = field(converter=_without_blanks, validator=_check_name)
    """其一：id of a record, or a name that one record alone bears."""
    second: str = field(converter=_without_blanks, validator=_check_other)
    """其二：the other, likewise."""
    same: bool = field(validator=_check_type)
    """是否同一：`True`: the two are one; `False`: they are two, whatever they look like."""
    note: str = field(default="", converter=_without_blanks, validator=_check_text)
    """备注：why, in the words of who decided; empty when nothing was said."""
    place: Place = field(default=NOWHERE, eq=False, validator=_check_type)
    """位置：file and line it was read from; it counts for no comparison."""

    def __str__(self) -> str:
        line = f"line {self.place.line}: " if self.place.line else ""
        return f"{line}{self.first} {'=' if self.same else '≠'} {self.second}"


Decisions = tuple[Decision, ...]
"""Decisions, in the order of their file; which comes first does not matter."""


def load_decisions(path: str | os.PathLike[str]) -> Decisions:
    """Return the decisions in a CSV file: columns first, second, decision, note (may be missing).

    `decision` holds same or different (同 or 异). The file is UTF-8, with or without a byte order
    mark; lines that hold nothing are passed over. Whether the ids exist is for `resolve` to say.

    Raises:
        FormatError: the file is no such table; `problems` lists every fault, with its line.
        OSError: it cannot be read.
        InvalidValueError: `path` is no path.
    """
    file = _file_name(path)
    rows = _rows(_text(file), file)
    line, heading = next(rows, (1, []))
    columns = _columns(heading, Place(file=file, line=line))
    found: list[Decision] = []
    problems: list[Problem] = []
    for line, cells in rows:
        place = Place(file=file, line=line)
        faults = list(_faults(cells, columns, place))
        problems += faults
        if not faults:
            found.append(_decision(dict(zip(columns, cells, strict=False)), place))
    if problems:
        raise FormatError(*_told(problems, file))
    return tuple(found)


def dump_decisions(decisions: Iterable[Decision], path: str | os.PathLike[str]) -> None:
    """Write `decisions` to a CSV file, which `load_decisions` reads; a file that is there goes.

    Raises:
        OSError: it cannot be written; a file that was there is as it was.
        InvalidValueError: `path` is no path, or there is something else among the decisions.
    """
    file = _file_name(path)
    lines = [_line(_COLUMNS)]
    for each in decided(decisions):
        said = "same" if each.same else "different"
        lines.append(_line((each.first, each.second, said, each.note)))
    write(file, (line.encode() for line in lines))


def _line(cells: tuple[str, ...]) -> str:
    """Return a line of CSV; a carriage return in a cell is quoted by every Python."""
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue().removesuffix("\r\n") + "\n"


def decided(decisions: object) -> Decisions:
    """Return `decisions` as a tuple.

    Raises:
        InvalidValueError: there is something else among them.
    """
    if not isinstance(decisions, Iterable) or isinstance(decisions, str):
        raise wrong_type("decisions", decisions, "decisions")
    found = tuple(decisions)
    for each in found:
        if not isinstance(each, Decision):
            raise wrong_type("decisions", each, "a Decision")
    return found


def _file_name(path: object) -> str:
    if not isinstance(path, str | os.PathLike):
        raise wrong_type("file", path, "a path")
    name = os.fsdecode(path)
    if "\0" in name:
        raise InvalidValueError(f"file: found {name!r:.80}, expected a name that a file may have")
    return name


def _text(file: str) -> str:
    with open(file, "rb") as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(
            Place(file=file, line=line), "bytes that are no UTF-8", "CSV in UTF-8"
        ) from None


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something: number of the first line, cells without blanks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(Place(file=file, line=line), f"no CSV ({error})", "CSV") from None


def _columns(heading: list[str], place: Place) -> list[str]:
    names = {name: one.value for one in _Column for name in (one.value, one.label)}
    columns = [names.get(cell.lower(), cell) for cell in heading]
    while columns and not columns[-1]:
        columns.pop()
    needed = set(_COLUMNS[:3])
    if not needed <= set(columns) <= set(_COLUMNS) or len(set(columns)) < len(columns):
        found = f"{','.join(heading)!r:.80}" if heading else "no heading"
        raise _unreadable(place, found, "a heading: first,second,decision,note")
    return columns


def _faults(cells: list[str], columns: list[str], place: Place) -> Iterator[Problem]:
    if any(cells[len(columns) :]):
        yield _fault(place, "", f"{len(cells)} cells", f"{len(columns)}, as in the heading")
        return
    held = dict(zip(columns, cells, strict=False))
    for column in _COLUMNS[:2]:
        if not held.get(column):
            yield _fault(place, column, f"an empty cell{_at(column, columns)}", "an id or a name")
    for column, cell in held.items():
        if len(cell) > _LONGEST:
            found = f"{len(cell):,} characters{_at(column, columns)}"
            yield _fault(place, column, found, f"at most {_LONGEST:,}")
    said = held.get("decision", "")
    if said.lower() not in _SAID:
        found = f"{said!r:.60}" if said else "an empty cell"
        found += _at("decision", columns)
        yield _fault(place, "decision", found, "same or different (同 or 异)")
    if held.get("first") and held.get("first") == held.get("second"):
        found = f"{held['second']!r:.60} once more{_at('second', columns)}"
        yield _fault(place, "second", found, "another record")


def _at(column: str, columns: list[str]) -> str:
    """Return where in its line a cell stands: the columns of a file may have any order."""
    return f" in column {columns.index(column) + 1}"


def _fault(place: Place, column: str, found: str, expected: str) -> Problem:
    at = Place(file=place.file, line=place.line, path=column or None)
    return Problem(code="faulty-decision", found=found, expected=expected, place=at)


def _told(problems: list[Problem], file: str) -> list[Problem]:
    more = len(problems) - _MOST_FAULTS
    if more <= 0:
        return problems
    rest = Problem(
        code="faulty-decision",
        found=f"{more:,} more faults",
        expected="none",
        advice="mend those above first",
        place=Place(file=file),
    )
    return [*problems[:_MOST_FAULTS], rest]


def _decision(held: dict[str, str], place: Place) -> Decision:
    return Decision(
        first=held["first"],
        second=held["second"],
        same=_SAID[held["decision"].lower()],
        note=held.get("note", ""),
        place=place,
    )


def _unreadable(place: Place, found: str, expected: str) -> FormatError:
    problem = Problem(code="no-decisions", found=found, expected=expected, place=place)
    return FormatError(problem)


__all__ = ["Decision", "Decisions", "decided", "dump_decisions", "load_decisions"]
