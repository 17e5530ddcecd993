"""Faults: `Problem` values for faults in data, exceptions under one root for faults in code.

Nothing here prints, logs or decides what is serious enough to stop for: callers do.
"""

import importlib
from collections.abc import Iterable
from enum import StrEnum
from types import ModuleType

from attrs import evolve, frozen


class Severity(StrEnum):
    """How much a `Problem` matters."""

    ERROR = "error"
    """The value or record could not be taken over."""
    WARNING = "warning"
    """It was taken over, but something about it needs a person's eye."""
    NOTE = "note"
    """Worth knowing; nothing to do."""


@frozen(kw_only=True, slots=True)
class Place:
    """Where a problem lies; of every part, `None` means "not known or not applicable"."""

    file: str | None = None
    """Path or name of the file as the caller gave it."""
    sheet: str | None = None
    """Name of the sheet of a workbook, or of the table; its lines are called rows."""
    line: int | None = None
    """Line, counted from 1."""
    column: int | None = None
    """Column, counted from 1: of a sheet its cells, else code points."""
    record: str | None = None
    """Id of the record."""
    path: str | None = None
    """Path of the field inside the record: `participants[0].titles[1]`."""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.line is not None:
            parts.append(f"{'line' if self.sheet is None else 'row'} {self.line}")
        if self.column is not None:
            parts.append(f"column {self.column if self.sheet is None else letters(self.column)}")
        parts += [part for part in (self.record, self.path) if part]
        return ", ".join(parts)


def letters(column: int) -> str:
    """Return what spreadsheets call a column that is counted from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


NOWHERE = Place()


@frozen(kw_only=True, slots=True)
class Problem:
    """One fault in data: where it is, what was found, what was expected, what to do."""

    code: str
    """Stable name of the kind of fault, in kebab case: `unknown-key`."""
    found: str
    """What stands there, in words."""
    expected: str = ""
    """What should stand there; empty when nothing particular was expected."""
    advice: str = ""
    """What to do about it; empty when that is plain."""
    place: Place = NOWHERE
    """Where it is."""
    severity: Severity = Severity.ERROR
    """How much it matters."""
    alternatives: tuple[str, ...] = ()
    """The readings among which the evidence does not decide, as text; empty when there are none."""

    def __str__(self) -> str:
        text = f"{self.place}: " if str(self.place) else ""
        text += f"found {self.found}"
        if self.expected:
            text += f", expected {self.expected}"
        if self.alternatives:
            text += f" (possible: {' | '.join(self.alternatives)})"
        return f"{text}; {self.advice}" if self.advice else text

    def in_file(self, file: str) -> "Problem":
        """Return the problem with the name of the file in its place."""
        return evolve(self, place=evolve(self.place, file=file))


class SchoolEnterpriseError(Exception):
    """Root of every exception that this package raises on purpose."""


class InvalidValueError(SchoolEnterpriseError, ValueError):
    """A value that its type refuses: an impossible date, a code with a wrong check character."""


class InvalidFieldError(InvalidValueError):
    """A value that a record refuses; keeps its field, what was found and what was expected."""

    def __init__(self, path: str, found: str, expected: str, reason: str = "") -> None:
        self.path = path
        self.found = found
        self.expected = expected
        self.reason = reason
        super().__init__(path, found, expected, reason)

    def __str__(self) -> str:
        text = f"{self.path}: found {self.found}, expected {self.expected}"
        return f"{text}; {self.reason}" if self.reason else text


class InvalidRecordError(SchoolEnterpriseError, ValueError):
    """Data that makes no record; `problems` lists every fault of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class FormatError(SchoolEnterpriseError, ValueError):
    """Input that is not of its format, such as no JSON; `problem` says where and why.

    Where a file is refused as a whole, `problems` lists every fault of it, `problem` being the
    first.
    """

    def __init__(self, problem: Problem, *others: Problem) -> None:
        self.problem = problem
        self.problems = (problem, *others)
        super().__init__(problem, *others)

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class UnknownNameError(SchoolEnterpriseError, LookupError):
    """An id, code, label, format or field that nothing here bears."""


class ConflictError(SchoolEnterpriseError, ValueError):
    """A record whose id another, different record of the ledger bears already."""


class LockedError(SchoolEnterpriseError, TimeoutError):
    """A file that another program held locked for longer than the caller would wait."""


class WorkerError(SchoolEnterpriseError, RuntimeError):
    """Worker processes that end before they have begun, so that no page can be read in them."""


class MissingExtraError(SchoolEnterpriseError, ImportError):
    """An optional package that is not installed; names the command that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        command = f"pip install 'schoolenterprise[{self.extra}]'"
        return f"{self.package} is not installed; install it with: {command}"


def wrong_type(name: str, found: object, expected: str) -> InvalidValueError:
    """Return the error that says of which type an argument is, and of which it should be."""
    return InvalidValueError(f"{name}: found {type(found).__name__}, expected {expected}")


def optional(package: str, extra: str) -> ModuleType:
    """Import and return the optional `package` that the extra `extra` brings.

    Raises:
        MissingExtraError: the package is not installed.
    """
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        raise MissingExtraError(package, extra) from error


__all__ = [
    "NOWHERE",
    "ConflictError",
    "FormatError",
    "InvalidFieldError",
    "InvalidRecordError",
    "InvalidValueError",
    "LockedError",
    "MissingExtraError",
    "Place",
    "Problem",
    "SchoolEnterpriseError",
    "Severity",
    "UnknownNameError",
    "WorkerError",
    "letters",
    "optional",
    "wrong_type",
]
